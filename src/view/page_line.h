/* view/page_line.h — a line of layout drawn on the grid. Private to view/ and its tests. */
#ifndef IOMVIEW_VIEW_PAGE_LINE_H
#define IOMVIEW_VIEW_PAGE_LINE_H

#include "search/search.h"
#include "view/view.h"

/* How the lines of a page look. */
struct line_look {
	uint16_t selected_link; /* an index into page->links, from 1; 0: none */
	bool preview;           /* quiet, without links */
	uint32_t
	        links_before; /* how many links another page on the screen has: numbers in cells come after them */
	const struct matches *marks; /* places in the page's text that are marked; NULL: none */
	size_t present_mark; /* an index into MARKS: the one where the reader is; their count: none of them */
};

/*
 * Draws LINE of PAGE in ROW from COLUMN on, never past LIMIT. Returns the column behind it. Where the selected link begins in it, or
 * while no link is selected the present mark, *PRESENT_COLUMN gets the column, else it stays.
 */
int draw_page_line(struct grid *grid, int row, int column, int limit, const struct page *page,
        const struct line *line, const struct line_look *look, int *present_column);

/*
 * Puts LENGTH bytes of TEXT into ROW from COLUMN on, never past LIMIT. MARKS (may be NULL) are places in a text in which TEXT stands at
 * the byte PLACE: what is in them has the role CELL_MATCH. Returns the column behind it.
 */
int put_marked(struct grid *grid, int row, int column, int limit, const char *text, size_t length,
        const struct matches *marks, size_t place, enum cell_role role, unsigned attributes);

#endif
