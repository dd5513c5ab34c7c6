/*
 * search/rank.h — how well one page fits a query. Private to search/ and its tests.
 */
#ifndef IOMVIEW_SEARCH_RANK_H
#define IOMVIEW_SEARCH_RANK_H

#include "search/match.h"

enum field { FIELD_TEXT, FIELD_SUMMARY, FIELD_TITLE, FIELDS };

/* The best place of one word of the query in a page. */
struct word_rank {
	enum field field;
	enum word_fit fit; /* FIT_NONE: it is not there */
};

/* What is known of a page for one turn of a query. */
struct page_rank {
	const struct query_turn *turn; /* NULL: this turn is not looked for */
	struct word_rank words[QUERY_WORDS_MAXIMUM];
	const struct block *shown; /* the block with the best sentence; NULL: no block has a word */
	uint32_t shown_value;      /* how much of the words that sentence has */
	struct match place;        /* of the first of them: bytes from the start of the page's text */
};

/*
 * Looks through PAGE once for all COUNT RANKS whose TURN is set; the rest of them is written anew. ROOM is used again from page
 * to page. Returns false when memory runs out.
 */
bool page_rank(struct page_rank *ranks, size_t count, const struct page *page, struct match_room *room);

/* The page's score by the rule in rank.c, with its DATE; 0: it is no hit. */
uint64_t page_score(const struct page_rank *rank, struct date date);

/* Whether a word was found only in another form. */
bool page_has_forms(const struct page_rank *rank);

/* Appends the snippet. Returns false when OUT cannot take it. */
bool page_snippet(struct buffer *out, const struct page_rank *rank, const struct page *page);

#endif
