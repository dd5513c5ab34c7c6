/*
 * search/match.h — a query's turns, one text folded, and the places of a phrase or of words in it. Private to search/ and its tests.
 */
#ifndef IOMVIEW_SEARCH_MATCH_H
#define IOMVIEW_SEARCH_MATCH_H

#include "search/search.h"

#include "text/text.h"

enum { QUERY_WORDS_MAXIMUM = 16, QUERY_TURNS_MAXIMUM = 7 };

/* No folded text and no snippet is larger (bytes): folding makes a text no more than a little longer. */
#define FOLDED_BYTES_MAXIMUM ((size_t)4 * FILE_BYTES_MAXIMUM)

struct query_word {
	size_t offset;     /* bytes from the start of the turn's folded text */
	size_t length;     /* bytes */
	size_t characters; /* code points */
	struct text_beginnings beginnings;
	const char *irregular; /* its forms, if no rule tells them: text_irregular_forms() */
};

/* The query as typed, or as another layout has it. */
struct query_turn {
	struct buffer shown;               /* sanitised */
	struct buffer folded;              /* without white space at its ends */
	struct text_beginnings beginnings; /* of all of it */
	bool has_signs;                    /* there is more between its words than spaces and hyphens */
	struct query_word words[QUERY_WORDS_MAXIMUM];
	size_t word_count;
	bool has_weighty; /* one of its words has WEIGHTY_LETTERS */
	bool retyped;     /* on another layout: then less is guessed besides */
};

/* Letters of a word that can make a hit by itself. */
enum { WEIGHTY_LETTERS = 3 };

struct query {
	struct query_turn turns[QUERY_TURNS_MAXIMUM];
	size_t turn_count; /* at least 1 */
};

/* One text, folded and divided into words; the room is used again for one text after the other. */
struct match_room {
	struct buffer folded;
	size_t *offsets; /* of each folded byte in the text, and of the end */
	size_t offset_capacity;
	char *starts; /* 1 where a word or what stands between words begins, and at the end */
	size_t start_capacity;
};

void match_room_init(struct match_room *room);
void match_room_free(struct match_room *room);

/* Folds TEXT (valid UTF-8, LENGTH bytes) into ROOM; divides it too where DIVIDED. Returns false when memory runs out. */
bool match_room_fill(struct match_room *room, const char *text, size_t length, bool divided);

/* How well a word of a text fits a word of a query: the more the better. */
enum word_fit {
	FIT_NONE,
	FIT_FORM,                /* another form of it */
	FIT_RESPELLED_BEGINNING, /* it begins with it, in letters of the other script */
	FIT_RESPELLED,           /* likewise, as a whole */
	FIT_BEGINNING,           /* it begins with it */
	FIT_WHOLE
};

/* The fit of the word at [START, END) of ROOM; *LENGTH gets the folded bytes that fit. */
enum word_fit match_word(const struct query_turn *turn, const struct query_word *word,
        const struct match_room *room, size_t start, size_t end, size_t *length);

/* The place in the text of LENGTH folded bytes at START. What one character has become is never cut in two. */
struct match match_place(const struct match_room *room, size_t start, size_t length);

/* Where the word or gap that begins at START ends in a divided ROOM. */
size_t match_end(const struct match_room *room, size_t start);

/*
 * Append to MATCHES the places in ROOM's text, counted from BASE: of the whole TURN as a phrase (of a retyped one at the start of
 * words only: ROOM is divided then); of it as a row of words in
 * any form (ROOM is divided); of its single words (likewise). Each returns false when memory runs out.
 */
bool match_phrase(
        struct matches *matches, const struct query_turn *turn, const struct match_room *room, uint32_t base);
bool match_forms(
        struct matches *matches, const struct query_turn *turn, const struct match_room *room, uint32_t base);
bool match_words(
        struct matches *matches, const struct query_turn *turn, const struct match_room *room, uint32_t base);

/*
 * Appends to OUT the sentence around PLACE in TEXT as one line of at most SNIPPET_COLUMNS columns; „…“ stands where something of
 * the sentence was left out. Returns false when OUT cannot take it.
 */
enum { SNIPPET_COLUMNS = 120 };
bool snippet_append(struct buffer *out, const char *text, size_t length, struct match place);

#endif
