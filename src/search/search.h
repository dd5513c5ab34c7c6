/*
 * search/search.h — finding words in one page, in a list, in a whole site.
 *
 * Knows: base, text, content.
 *
 *   query.c            what is looked for: folded words, and what they are on another keyboard layout
 *   match.c            one text folded, and the places of a phrase or of words in it (private header match.h)
 *   page_find.c        all places in one page; the titles of a list
 *   rank.c             how well one page fits; which of two comes first (private header rank.h)
 *   site_search.c      all pages of a site, one after the other
 *   snippet.c          the sentence around a place, in one line
 */
#ifndef IOMVIEW_SEARCH_H
#define IOMVIEW_SEARCH_H

#include "content/content.h"

/* ---- what is looked for ------------------------------------------------------------------------------------- */

/* What somebody typed: folded (text_fold) and divided into words. Immutable. */
struct query;

/* How a query was understood where it found something. Tried in this order. */
enum query_reading {
	READING_TYPED, /* as typed, whatever the case; Latin letters for Cyrillic ones and the other way round */
	READING_FORMS, /* other forms of its words („проекта“: „проектите“) */
	READING_RETYPED /* as if another keyboard layout had been on: query_read_as() tells what it was taken for */
};

/*
 * WORDS: any bytes, NUL-terminated; words after the sixteenth are not looked for in a site. Owner of the query: the caller.
 * Returns NULL when memory runs out or WORDS holds nothing but white space (*EMPTY tells which). A query of signs alone („%“) has no
 * word: it can be found in a page, but not in a list or a site.
 */
struct query *query_new(const char *words, bool *empty);

/* QUERY may be NULL. */
void query_free(struct query *query);

/* What was typed, sanitised, in one line; NUL-terminated. Valid as long as QUERY. */
const char *query_typed(const struct query *query);

/*
 * A query is tried in turns: turn 0 is as typed, each further one as another keyboard layout would have made of the same keys. A
 * turn is tried where no earlier one found anything. At least 1.
 */
size_t query_turns(const struct query *query);

/* What QUERY is taken for in TURN, in one line: „търсене на: …“. NULL for turn 0. Valid as long as QUERY. */
const char *query_read_as(const struct query *query, size_t turn);

/* A piece of a text: whole clusters. */
struct match {
	uint32_t offset; /* bytes from the start of the text (of a page: of the page's text) */
	uint32_t length; /* bytes */
};

/* Places in one text, in order, none overlapping another. Owner: whoever asked; matches_free(). */
struct matches {
	struct match *items; /* NULL while there are none */
	size_t count;        /* at most MATCHES_MAXIMUM: places after the last are not listed */
	enum query_reading reading;
	const char *
	        read_as; /* for READING_RETYPED: what the query was taken for; else NULL. Belongs to the query */
};

enum { MATCHES_MAXIMUM = 1000000 };

/* MATCHES is empty then. */
void matches_free(struct matches *matches);

/* ---- in one page -------------------------------------------------------------------------------------------- */

/*
 * Fills MATCHES with all places of QUERY in PAGE as one phrase: anywhere, in words too; a space stands for any white space and for
 * the end of a line, never for the end of a block or of a cell in a table. The readings are tried in order until one finds something;
 * a place of READING_FORMS is whole words. MATCHES is written anew: free an old one first.
 * Returns false when memory runs out; MATCHES is empty then.
 */
bool page_find_all(struct matches *matches, const struct query *query, const struct page *page);

/*
 * The same for the single words of QUERY wherever they are, as a site search counts them (beginnings of words, other forms): what
 * is marked in a page that a search of the site has opened.
 */
bool page_find_words(struct matches *matches, const struct query *query, const struct page *page);

/*
 * Either of them in steps, for a long page. Borrows QUERY and PAGE, which must outlive it. Looks at nothing yet. Returns NULL when memory
 * runs out.
 */
struct page_search;
struct page_search *page_search_new(const struct query *query, const struct page *page, bool single_words);

/* SEARCH may be NULL. The places go with it. */
void page_search_free(struct page_search *search);

/* Looks at BYTES more of the page's text, and on to the end of a block. *MORE: there is more. Returns false when memory runs out. */
bool page_search_step(struct page_search *search, size_t bytes, bool *more);

/*
 * The places so far. Those of a later reading go when an earlier one finds something further on; at the end they are what the functions
 * above give. Valid until the next step.
 */
const struct matches *page_search_matches(const struct page_search *search);

/* Bytes of the page's text that are behind. */
size_t page_search_progress(const struct page_search *search);

/* ---- in a list ---------------------------------------------------------------------------------------------- */

/*
 * Whether all words of QUERY, taken as in TURN, are found in the TEXT_COUNT texts of one thing (an entry's title and summary;
 * valid UTF-8, NUL-terminated), in any order, at the start of words or as other forms of them: *FITS. Returns false when memory runs out.
 */
bool query_fits(
        const struct query *query, size_t turn, const char *const *texts, size_t text_count, bool *fits);

/* Fills MATCHES with the places of the words of QUERY, taken as in TURN, in TEXT: what is marked in a title. */
bool query_mark(
        struct matches *matches, const struct query *query, size_t turn, const char *text, size_t length);

/* ---- in a site ---------------------------------------------------------------------------------------------- */

/* A page that was found. All texts are sanitised lines, NUL-terminated. */
struct search_hit {
	struct entry *entry;
	int language;   /* of the page that was read: an index into the site's languages */
	uint64_t score; /* more is better: see rank.c for the rule */
	enum query_reading reading;
	struct date date;
	char *title;
	char *section; /* title of the section it is in; "" for what is in the root */
	char *snippet; /* the sentence of its best place, or the summary, or the beginning of the text */
	struct matches marks; /* of the words in SNIPPET */
	struct matches title_marks;
	struct match place; /* the best place in the page's text; length 0: only the summary has the words */
};

/* A walk through all pages of a site, each once, that keeps the best hits. */
struct site_search;

/* No more hits are kept: the best. */
#ifdef IOMVIEW_TINY
enum { SEARCH_HITS_MAXIMUM = 32 };
#else
enum { SEARCH_HITS_MAXIMUM = 1000 };
#endif

/*
 * Looks for WORDS as readers of LANGUAGE see SITE, which must stay open until site_search_free(). Reads nothing yet. WORDS without
 * any word find nothing. Returns NULL when memory runs out.
 */
struct site_search *site_search_new(struct site *site, int language, const char *words);

/* SEARCH may be NULL. Hits go with it. */
void site_search_free(struct site_search *search);

/* Looks at one more entry: lists a folder, loads a page. Returns whether there is more to do. */
bool site_search_step(struct site_search *search);

/* Entries that were looked at, and those that are known so far (more come as folders are listed). Equal at the end. */
void site_search_progress(const struct site_search *search, size_t *done, size_t *known);

/*
 * The hits so far, the best first; *COUNT of them. Valid until the next step. Hits of another keyboard layout are given only when
 * the search is through and nothing else was found.
 */
const struct search_hit *site_search_hits(const struct site_search *search, size_t *count);

/* Pages that were found, whether they are still kept or not. */
size_t site_search_total(const struct site_search *search);

/* What the words were taken for, when the hits are those of another keyboard layout; else NULL. */
const char *site_search_read_as(const struct site_search *search);

/* What is looked for: to find the words again in a page that was opened. NULL when there is no word in it. */
const struct query *site_search_query(const struct site_search *search);

/* Whether memory ran out, so that the search has ended early. */
bool site_search_failed(const struct site_search *search);

#endif
