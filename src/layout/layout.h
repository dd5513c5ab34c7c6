/*
 * layout/layout.h — a page set in lines at a width.
 *
 * Knows: base, text, and of content the page only (it opens no file and knows no site).
 *
 *   paragraph.c        a paragraph: its clusters with what is glued to them, what it needs of a line (private header paragraph.h)
 *   fit.c              one paragraph → where its lines end, with the least badness in all
 *   fill.c             the same, each line as full as it can be: for words that must be cut, and to compare (private header fill.h)
 *   composer.c         lines that grow span by span until a block is set (private header composer.h)
 *   margin.c           what stands to the left of a block and above it: bullets, bars, empty lines (private header margin.h)
 *   block.c            one block → lines of spans: headings, lists, quotes, code, rules (private header block.h)
 *   table.c            a table in columns (private header table.h)
 *   table_list.c       a table that cannot fit in columns, as a list of heading and cell
 *   lines.c            the blocks of a page, set when they are needed; places, lines and steps between them
 */
#ifndef IOMVIEW_LAYOUT_H
#define IOMVIEW_LAYOUT_H

#include "content/content.h"

/* What a span is for; colours and attributes are chosen by it. */
enum span_role {
	ROLE_TEXT,
	ROLE_TITLE,
	ROLE_HEADING,
	ROLE_META, /* date, source, captions */
	ROLE_CODE,
	ROLE_QUOTE, /* text in a quotation */
	ROLE_MARK, /* a bullet, a number, a quotation's bar, a rule, a table's line, a sign that a line goes on */
	ROLE_LINK_NUMBER /* [1] after a link */
};

/*
 * A piece of a line. Either LENGTH bytes of the page's text, or (DECORATION not NULL) something that the text does not have:
 * a bullet, a number, blanks that indent, a hyphen.
 */
struct span {
	const char *decoration; /* NUL-terminated, static or owned by the layout; NULL: the page's text */
	uint32_t
	        offset; /* bytes from the start of the page's text; for a decoration the place it belongs to */
	uint32_t length; /* bytes of page text; 0 for a decoration */
	int16_t width;   /* columns */
	uint8_t role;    /* enum span_role */
	uint16_t style;  /* enum run_style, added up */
	uint16_t link;   /* index into page->links, from 1; 0: none */
};

struct line {
	struct span *spans;
	uint32_t span_count;
	uint32_t
	        offset; /* the first byte of page text that this line stands for; an empty line has that of the next one */
	uint32_t
	        length; /* bytes of page text, white space at its end included; in a table, where a line shows pieces of
	                    several cells: up to the end of the last piece */
	int16_t width; /* columns, indentation included; never more than the layout's */
};

/* The lines of one block, the empty lines above it included. */
struct block_lines {
	struct line *lines;
	uint32_t count;
};

enum hyphenation_mode {
	HYPHENATION_AUTO, /* where a page has less than HYPHENATED_BELOW columns */
	HYPHENATION_ON,
	HYPHENATION_OFF
};

enum { HYPHENATED_BELOW = 50 };

struct layout_options {
	bool link_numbers; /* show [1] after links */
	bool ascii;        /* bullets, rules and bars in ASCII */
	bool preview; /* no title, no date, no link numbers, no hyphens, no space above the first block: for a preview beside a menu */
	enum hyphenation_mode
	        hyphenation; /* of paragraphs; never of titles, headings, links after the text and tables */
	/* How many lines BLOCK, which has ABOVE empty lines before its text, must take at least: empty ones are added below it; NULL: as many as it has. */
	uint32_t (*least_lines)(void *context, uint32_t block, uint32_t above);
	void *least_context;              /* outlives the layout */
	struct hyphenation *dictionaries; /* borrowed: outlives the layout; NULL: none, and so no hyphens */
};

/* The place of a line among the lines of a page. */
struct line_place {
	uint32_t block; /* index into page->blocks */
	uint32_t line;  /* index into its block_lines */
};

struct layout;

/* The most columns of a layout: for a page that is not to be wrapped. */
enum { LAYOUT_COLUMNS_MAXIMUM = INT16_MAX };

/*
 * Prepares to set PAGE in lines of at most COLUMNS columns (1 or more). Sets nothing yet: blocks are set when asked for, and kept.
 * Borrows PAGE: free the layout first. Returns NULL when memory runs out.
 */
struct layout *layout_new(const struct page *page, int columns, const struct layout_options *options);
void layout_free(struct layout *layout);

int layout_columns(const struct layout *layout);
const struct page *layout_page(const struct layout *layout);

/*
 * The lines of BLOCK (less than page->block_count). Every byte of the block's text lies in exactly one span or in the
 * white space at a line's end; a grapheme cluster (UAX #29) is never divided; a word wider than the line is broken at a
 * cluster; one cluster wider than the line stands alone. No line is wider than the layout's columns (but for a wide cluster in one column).
 * A preview's title and date blocks have no lines. Returns NULL when memory runs out.
 */
const struct block_lines *layout_block(struct layout *layout, uint32_t block);

/* The line at PLACE, or NULL when there is none (or no memory). */
const struct line *layout_line(struct layout *layout, struct line_place place);

/*
 * The first and the last line of the page. False when memory runs out. A preview without a body has no lines: *PLACE is then one
 * that has none, for layout_line().
 */
bool layout_first(struct layout *layout, struct line_place *place);
bool layout_last(struct layout *layout, struct line_place *place);

/* Moves *PLACE by COUNT lines (negative: up), stopping at the ends; returns how many lines it moved (never negative). */
int layout_step(struct layout *layout, struct line_place *place, int count);

/*
 * The line that shows the byte OFFSET of the page's text (clamped to it); a preview's first line for its title. Only the block
 * of OFFSET is set. False when memory runs out.
 */
bool layout_find(struct layout *layout, uint32_t offset, struct line_place *place);

/* The block whose text holds the byte OFFSET (the LF after a block belongs to it). No layout needed. */
uint32_t page_block_at(const struct page *page, uint32_t offset);

#endif
