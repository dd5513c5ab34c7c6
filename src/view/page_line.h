/* view/page_line.h — a line of layout drawn on the grid. Private to view/ and its tests. */
#ifndef IOMVIEW_VIEW_PAGE_LINE_H
#define IOMVIEW_VIEW_PAGE_LINE_H

#include "view/view.h"

/* How the lines of a page look. */
struct line_look {
	uint16_t selected_link; /* an index into page->links, from 1; 0: none */
	bool preview;           /* quiet, without links */
};

/*
 * Draws LINE of PAGE in ROW from COLUMN on, never past LIMIT. Returns the column behind it. Where the selected link begins in it,
 * *LINK_COLUMN gets the column, else it stays.
 */
int draw_page_line(struct grid *grid, int row, int column, int limit, const struct page *page,
        const struct line *line, const struct line_look *look, int *link_column);

#endif
