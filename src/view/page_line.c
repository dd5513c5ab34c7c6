/* view/page_line.c — a line of layout drawn on the grid. */

#include "view/page_line.h"

#include <string.h>

/* What a style of the text asks of a cell. Links are shown by their role. */
static unsigned attributes_of(unsigned style)
{
	static const struct {
		unsigned style, attribute;
	} table[] = {
	        {RUN_STRONG, CELL_BOLD},
	        {RUN_EMPHASIS, CELL_ITALIC},
	        {RUN_IMAGE, CELL_ITALIC},
	        {RUN_STRIKETHROUGH, CELL_STRIKETHROUGH},
	};
	unsigned attributes = 0;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if ((style & table[i].style) != 0)
			attributes |= table[i].attribute;
	return attributes;
}

static enum cell_role role_of(const struct span *span, const struct line_look *look)
{
	bool own_text = span->decoration == NULL;
	if (look->preview)
		return span->role == ROLE_CODE || span->role == ROLE_MARK ? (enum cell_role)span->role
		                                                          : CELL_PREVIEW;
	if (span->link != 0 && span->link == look->selected_link &&
	        (own_text || span->role == ROLE_LINK_NUMBER))
		return CELL_SELECTED_LINK;
	if (span->link != 0 && own_text)
		return CELL_LINK;
	return (enum cell_role)span->role;
}

static void set_link(struct grid *grid, int row, int start, int end, uint16_t link)
{
	for (int column = start; column < end; column++) {
		struct cell *cell = grid_cell(grid, row, column);
		if (cell != NULL)
			cell->link = link;
	}
}

int draw_page_line(struct grid *grid, int row, int column, int limit, const struct page *page,
        const struct line *line, const struct line_look *look, int *link_column)
{
	bool seen = false;
	for (uint32_t i = 0; i < line->span_count; i++) {
		const struct span *span = &line->spans[i];
		const char *text = span->decoration != NULL ? span->decoration : page->text + span->offset;
		size_t length = span->decoration != NULL ? strlen(text) : span->length;
		unsigned attributes = attributes_of(span->style);
		if (look->preview && span->role == ROLE_HEADING)
			attributes |= CELL_BOLD;
		int end = grid_put(grid, row, column, limit, text, length, role_of(span, look), attributes);
		if (span->link != 0 && !look->preview)
			set_link(grid, row, column, end, span->link);
		if (!seen && span->link != 0 && span->link == look->selected_link) {
			*link_column = column;
			seen = true;
		}
		column += span->width;
	}
	return column;
}
