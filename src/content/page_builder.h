/*
 * content/page_builder.h — what page.c and markdown.c build a page with: text, blocks, runs, links that grow.
 * Private to content.
 *
 * A builder takes any bytes and lets only sanitised text into the page. It fails for good: after the first failure (no
 * memory, a maximum reached) every call does nothing, so that a caller may build a whole page and ask once.
 *
 *	builder_init(&builder, &page->arena, diagnostics, file, language);
 *	builder_at(&builder, line, column);
 *	builder_begin_block(&builder, BLOCK_TITLE, 0);
 *	builder_text(&builder, title, title_length, 0, 0);
 *	builder_end_block(&builder);
 *	…
 *	bool made = builder_finish(&builder, page);
 *	builder_free(&builder);
 */
#ifndef IOMVIEW_PAGE_BUILDER_H
#define IOMVIEW_PAGE_BUILDER_H

#include "content/content.h"

/* What one page may hold. */
enum {
	PAGE_TEXT_MAXIMUM = 64 * 1024 * 1024, /* bytes */
	PAGE_BLOCKS_MAXIMUM = 4 * 1024 * 1024,
	PAGE_RUNS_MAXIMUM = 4 * 1024 * 1024,
	PAGE_CELLS_MAXIMUM = 4 * 1024 * 1024,
	PAGE_LINKS_MAXIMUM = 65535 /* what struct run has room for */
};

/* What can be met in text that is sanitised; each is reported only so often for one page. */
enum { BUILDER_REPORTS = 4, BUILDER_REPORTS_MAXIMUM = 16 };

/* A list that has been entered. */
struct builder_list {
	uint32_t first_container; /* its items are from here on, index from 0 */
	uint32_t parent;          /* the container that the list stands in, index from 1; 0: none */
	uint32_t next_number;
	bool numbered;
	bool tight;
};

/* A table while it grows: its cells lie one after another in the builder's array. */
struct builder_table {
	uint32_t columns;
	uint32_t first_cell;
	uint32_t cell_count;
};

/* From which place in the file the bytes from OFFSET in the pending text on come. */
struct builder_anchor {
	size_t offset;
	size_t line;
	size_t column;
};

struct page_builder {
	struct arena *arena;             /* the page's; borrowed */
	struct diagnostics *diagnostics; /* borrowed; may be NULL */
	const char *file;                /* borrowed; its name in diagnostics */
	const char *language;            /* borrowed; may be NULL */
	bool failed;                     /* no memory, or more than a page may hold */
	size_t line;                     /* where the next things are written, see builder_at() */
	size_t column;
	bool fixed_place; /* everything is reported at LINE and COLUMN: what is given is not as it was written */
	bool find_addresses; /* bare addresses in what is given next become links; not in code, links and images */
	unsigned reported[BUILDER_REPORTS];
	bool too_deep_reported;
	bool too_many_links_reported;

	struct buffer text;
	struct block *blocks;
	size_t block_count; /* an open block is counted */
	size_t block_capacity;
	struct run *runs;
	size_t run_count;
	size_t run_capacity;
	struct container *containers;
	size_t container_count;
	size_t container_capacity;
	struct builder_table *tables;
	size_t table_count;
	size_t table_capacity;
	struct table_cell *cells;
	size_t cell_count;
	size_t cell_capacity;
	struct link *links;
	size_t link_count;
	size_t link_capacity;

	bool block_open;
	bool cell_open;
	uint32_t unit_start;     /* where the text of the open block or cell begins */
	uint32_t unit_first_run; /* its first run */
	struct buffer pending;   /* text of one style that is not sanitised yet */
	struct buffer scratch;   /* for sanitising */
	uint16_t pending_style;  /* of the pending text */
	uint16_t pending_link;   /* likewise */
	bool soft_break; /* a line of the source ended here; what it becomes depends on what follows */
	uint16_t soft_break_style; /* of the space that it may become */
	uint16_t soft_break_link;
	struct builder_anchor located; /* the last place that was looked for in the pending text */
	struct builder_anchor *anchors;
	size_t anchor_count;
	size_t anchor_capacity;

	uint32_t container; /* the innermost, index from 1; 0: none */
	unsigned depth;     /* containers around */
	unsigned flattened; /* lists, items and quotes around that are too deep to be containers */
	struct builder_list lists[DEPTH_MAXIMUM + 1];
	unsigned list_count;
};

/* Makes BUILDER empty. ARENA, DIAGNOSTICS (may be NULL), FILE and LANGUAGE (may be NULL) are borrowed. */
void builder_init(struct page_builder *builder, struct arena *arena, struct diagnostics *diagnostics,
        const char *file, const char *language);

/* Gives back all but what the page got. */
void builder_free(struct page_builder *builder);

/* The place in the file where what is given next is written: line from 1 (0: not from the file), column from 1 (0: unknown). */
void builder_at(struct page_builder *builder, size_t line, size_t column);

/*
 * Opens a block in the innermost container; LEVEL is of a heading. An open block is ended first.
 * BLOCK_TABLE is opened by builder_begin_table().
 */
void builder_begin_block(struct page_builder *builder, enum block_kind kind, unsigned level);

/*
 * Ends the open block. One without any text is taken back, unless it is code or a rule. Does nothing when none is open.
 */
void builder_end_block(struct page_builder *builder);

/* A block with nothing in it: a rule. */
void builder_rule(struct page_builder *builder);

/*
 * Appends LENGTH bytes (any values) in STYLE (enum run_style, added up; RUN_LINK comes by itself with a LINK) to the open
 * block or cell; LINK is what builder_link() gave, 0: none. White space becomes single spaces also over the borders
 * of runs, with none at the ends of a block, but in BLOCK_CODE, where lines stay and tabs reach the next multiple of 8 columns.
 * What is not fit to be shown is replaced and reported with its place.
 */
void builder_text(
        struct page_builder *builder, const char *bytes, size_t length, unsigned style, uint16_t link);

/* A line break that stays: a LF in the text. Not at the ends of a block, at most two after one another. */
void builder_hard_break(struct page_builder *builder);

/* The same, but only where a line has text already. */
void builder_line_break(struct page_builder *builder);

/* The end of a line of the source: a space in STYLE, or nothing between characters that are written without spaces (CJK). */
void builder_soft_break(struct page_builder *builder, unsigned style, uint16_t link);

/*
 * One more link, to an address or (INSIDE) to a page's path. TARGET (any bytes) is sanitised and copied. Returns its number for
 * builder_text(), from 1; 0 when it is empty or there are too many (which is reported).
 */
uint16_t builder_link(struct page_builder *builder, const char *target, size_t length, bool inside);

/*
 * What the next blocks stand in. Each enter has its leave, properly nested; items only directly in lists. Beyond
 * DEPTH_MAXIMUM no container is made (reported once). An item without blocks gets a paragraph of length 0.
 */
void builder_enter_quote(struct page_builder *builder);
void builder_leave_quote(struct page_builder *builder);
void builder_enter_list(struct page_builder *builder, bool numbered, uint32_t first_number, bool tight);
void builder_leave_list(struct page_builder *builder);
void builder_enter_item(struct page_builder *builder);
void builder_leave_item(struct page_builder *builder);

/* A table: cells row by row, COLUMNS (>= 1) to a row, the first row is the heading. A last row that is short is filled. */
void builder_begin_table(struct page_builder *builder, uint32_t columns);
void builder_begin_cell(struct page_builder *builder, enum cell_alignment alignment);
void builder_end_cell(struct page_builder *builder);
void builder_end_table(struct page_builder *builder);

/*
 * Ends what is open and fills PAGE: language, text, blocks, runs, containers, tables, links. The other fields stay.
 * Returns false when the builder has failed; PAGE is then as it was.
 */
bool builder_finish(struct page_builder *builder, struct page *page);

/* ---- between page_builder.c and page_text.c ---- */

/*
 * Returns ITEMS, possibly moved, with room for one more, zeroed, behind COUNT; when there is none the builder has failed and
 * ITEMS is as it was.
 */
void *builder_room(struct page_builder *builder, void *items, size_t *capacity, size_t count,
        size_t item_bytes, size_t maximum);

/* The same for the builder's array of THINGs ("blocks" for block); false when there is no room. */
#define BUILDER_ROOM(builder, thing, maximum)                                                                \
	((builder)->thing##s = builder_room((builder), (builder)->thing##s, &(builder)->thing##_capacity,    \
	         (builder)->thing##_count, sizeof *(builder)->thing##s, (maximum)),                          \
	        !(builder)->failed)

/* buffer_append() to one of the builder's buffers; false when the builder has failed. */
bool builder_append(struct page_builder *builder, struct buffer *buffer, const char *bytes, size_t length);

/* The text of a block or cell begins here; and ends here, without white space at its end. */
void builder_begin_unit(struct page_builder *builder);
void builder_end_unit(struct page_builder *builder);

#endif
