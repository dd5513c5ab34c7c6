/*
 * search/match.h — the words of a query found in one text. Private to search/ and its tests.
 */
#ifndef IOMVIEW_SEARCH_MATCH_H
#define IOMVIEW_SEARCH_MATCH_H

#include "search/search.h"

enum { QUERY_WORDS_MAXIMUM = 16 };

/* No folded text and no snippet is larger (bytes): folding makes a text no more than a little longer. */
#define FOLDED_BYTES_MAXIMUM ((size_t)4 * FILE_BYTES_MAXIMUM)

struct query_word {
	size_t offset; /* bytes from the start of the query's folded text */
	size_t length; /* bytes */
};

struct query {
	struct buffer folded;
	struct query_word words[QUERY_WORDS_MAXIMUM];
	size_t word_count; /* at least 1 */
};

/* How often one word of the query stands in a text. */
struct word_places {
	size_t whole;      /* as a whole word */
	size_t beginnings; /* as the beginning of a longer one */
};

struct text_matches {
	struct word_places words[QUERY_WORDS_MAXIMUM];
	size_t different;   /* words of the query that the text has, counted once each */
	struct match first; /* bytes from the start of the text; where DIFFERENT is not 0 */
};

/* Room that is used again for one text after the other. */
struct match_room {
	struct buffer folded;
	size_t *offsets; /* of each folded byte in the text */
	size_t offset_capacity;
	char *starts; /* of words, in the folded text */
	size_t start_capacity;
};

void match_room_init(struct match_room *room);
void match_room_free(struct match_room *room);

/* Fills FOUND with what QUERY finds in TEXT (valid UTF-8, LENGTH bytes). Returns false when memory runs out. */
bool match_text(const struct query *query, const char *text, size_t length, struct match_room *room,
        struct text_matches *found);

/*
 * Appends to OUT the sentence around PLACE in TEXT as one line of at most SNIPPET_COLUMNS columns; „…“ stands where something of
 * the sentence was left out. Returns false when OUT cannot take it.
 */
enum { SNIPPET_COLUMNS = 120 };
bool snippet_append(struct buffer *out, const char *text, size_t length, struct match place);

#endif
