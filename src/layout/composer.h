/*
 * layout/composer.h — lines that grow span by span until a block is set. Private to layout/ and its tests.
 *
 * A composer fails for good: after the first failure every call does nothing, so that a caller may set a whole block and
 * ask once.
 */
#ifndef IOMVIEW_COMPOSER_H
#define IOMVIEW_COMPOSER_H

#include "layout/layout.h"
#include "layout/paragraph.h"

struct composer {
	const struct page *page; /* borrowed */
	int columns;             /* of the whole line, 1 or more */
	struct layout_options options;
	struct arena *arena; /* borrowed: where what lasts is put */
	bool failed;         /* no memory */

	struct line *lines; /* their SPANS are not set before composer_finish() */
	size_t line_count;
	size_t line_capacity;
	struct span *spans; /* of all lines, one after another */
	size_t span_count;
	size_t span_capacity;
	size_t line_first_span; /* where those of the line at hand begin */
	struct breaks breaks;   /* for paragraphs: empty it before use */
	const char *blanks;     /* NULL, or as many blanks as a line has columns; in the arena */
};

/* A piece of the page's text that is set as one paragraph. */
struct flow {
	uint32_t offset; /* of its first byte, from the start of the page's text */
	uint32_t length; /* bytes */
	uint32_t first_run;
	uint32_t run_count;
	struct insertion *insertions; /* link numbers, by composer_number_links() */
	size_t insertion_count;
	uint8_t role;   /* enum span_role, where a run has none of its own */
	uint16_t style; /* enum run_style, added to what the runs have */
	bool repeated;  /* its text stands elsewhere already: here it is decoration */
};

void composer_init(struct composer *composer, const struct page *page, int columns,
        const struct layout_options *options, struct arena *arena);
void composer_free(struct composer *composer);

/* Gives the links that end in FLOW their numbers, where these are shown and leave room for a word in COLUMNS. */
void composer_number_links(struct composer *composer, struct flow *flow, int columns);

/* Begins a line that stands for the page's text from OFFSET on. */
void composer_begin(struct composer *composer, uint32_t offset);

/* Appends a decoration of WIDTH columns; TEXT is static or in the arena. NULL and "" are nothing. */
void composer_decorate(struct composer *composer, const char *text, int width, enum span_role role);

/* Appends a decoration of WIDTH blanks, at most the line's columns. */
void composer_blanks(struct composer *composer, int width);

/* Appends the clusters of FLOW from byte FROM up to TO with their link numbers; a HYPHEN follows like the last letter. */
void composer_text(
        struct composer *composer, const struct flow *flow, uint32_t from, uint32_t to, bool hyphen);

/* Ends the line. LENGTH: the bytes of page text it stands for. */
void composer_end(struct composer *composer, uint32_t length);

/* Columns that the line at hand has so far. */
int composer_width(const struct composer *composer);

/* What was composed, in the arena; NULL when the composer has failed. */
struct block_lines *composer_finish(struct composer *composer);

/* TEXT (one cluster of one column) COUNT times, in the arena; NULL when memory runs out. */
const char *composer_repeat(struct composer *composer, const char *text, int count);

/* How to break FLOW, its words undivided. */
struct break_rules flow_rules(const struct composer *composer, const struct flow *flow);

/* The same for FLOW of running text, whose words are divided where the options and the width of the page ask for it. */
struct break_rules flow_rules_of_text(struct composer *composer, const struct flow *flow);

#endif
