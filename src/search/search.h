/*
 * search/search.h — finding words in the pages of a site.
 *
 * Knows: base, text, content.
 *
 *   query.c            what is looked for: folded words
 *   match.c            the words of a query found in one text (private header match.h)
 *   rank.c             which of two pages comes first, and the place in it that is shown
 *   snippet.c          the sentence around that place, in one line
 */
#ifndef IOMVIEW_SEARCH_H
#define IOMVIEW_SEARCH_H

#include "content/content.h"

/* A query, folded (text_fold) and divided into words. */
struct query;

/*
 * WORDS: any bytes, NUL-terminated; words after the sixteenth are not looked for. Owner of the query: the caller.
 * Returns NULL when memory runs out or WORDS holds no word at all (*EMPTY tells which).
 */
struct query *query_new(const char *words, bool *empty);

/* QUERY may be NULL. */
void query_free(struct query *query);

struct match {
	uint32_t offset; /* bytes from the start of the page's text */
	uint32_t length; /* bytes */
};

struct hit {
	uint32_t score;     /* 0: the page does not match. More is better: see rank.c for the rule */
	struct match first; /* the best place in the page's text; empty when only the summary has the words */
	char *snippet; /* one line around it, NUL-terminated; NULL: no match. Owned by the hit: hit_free() */
};

/*
 * Looks for all words of QUERY in PAGE, in any order, at the start of words, and fills HIT. Returns false when memory runs out;
 * HIT owns nothing then.
 * HIT->score is 0 when a word is missing. The rule: title over summary over body, whole words over beginnings of words.
 */
bool query_match_page(const struct query *query, const struct page *page, struct hit *hit);

/* Gives the snippet back; HIT is empty then. */
void hit_free(struct hit *hit);

#endif
