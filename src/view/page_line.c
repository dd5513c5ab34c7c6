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

/* Those of SPAN where it is drawn as LOOK has it. */
static unsigned attributes_for(const struct span *span, const struct line_look *look)
{
	bool strong = look->preview && span->role == ROLE_HEADING;
	return attributes_of(span->style) | (strong ? CELL_BOLD : 0);
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

static void set_link(struct grid *grid, int row, int start, int end, uint16_t number, const struct link *link)
{
	if (!link->inside)
		grid_add_link(grid, number, link->target);
	for (int column = start; column < end; column++) {
		struct cell *cell = grid_cell(grid, row, column);
		if (cell != NULL)
			cell->link = number;
	}
}

/* The first mark that ends behind OFFSET; their count where none does. */
static size_t mark_from(const struct matches *marks, size_t offset)
{
	size_t first = 0, end = marks != NULL ? marks->count : 0;
	while (first < end) {
		size_t middle = first + (end - first) / 2;
		const struct match *mark = &marks->items[middle];
		if ((size_t)mark->offset + mark->length <= offset)
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

/* A piece of a text that lies in one mark as a whole or in none. */
struct piece {
	size_t length; /* bytes */
	bool marked;
	size_t mark; /* index of the mark, or of the next one */
	bool begins; /* the mark begins with it */
};

static struct piece piece_at(const struct matches *marks, size_t offset, size_t length)
{
	struct piece piece = {.length = length, .mark = mark_from(marks, offset)};
	if (marks == NULL || piece.mark == marks->count)
		return piece;
	const struct match *mark = &marks->items[piece.mark];
	piece.marked = mark->offset <= offset;
	piece.begins = mark->offset == offset;
	size_t most = piece.marked ? (size_t)mark->offset + mark->length - offset : mark->offset - offset;
	piece.length = most < length ? most : length;
	return piece;
}

int put_marked(struct grid *grid, int row, int column, int limit, const char *text, size_t length,
        const struct matches *marks, size_t place, enum cell_role role, unsigned attributes)
{
	for (size_t done = 0; done < length;) {
		struct piece piece = piece_at(marks, place + done, length - done);
		column = grid_put(grid, row, column, limit, text + done, piece.length,
		        piece.marked ? CELL_MATCH : role, attributes);
		done += piece.length;
	}
	return column;
}

/* Draws SPAN, which is text of the page, with its marks. Returns the column behind it; *PRESENT gets that of the present mark. */
static int draw_text(struct grid *grid, int row, int column, int limit, const struct page *page,
        const struct span *span, const struct line_look *look, int *present)
{
	unsigned attributes = attributes_for(span, look);
	enum cell_role role = role_of(span, look);
	for (size_t done = 0; done < span->length;) {
		struct piece piece = piece_at(look->marks, span->offset + done, span->length - done);
		bool here = piece.marked && piece.mark == look->present_mark;
		enum cell_role shown = here ? CELL_MATCH_PRESENT : piece.marked ? CELL_MATCH : role;
		if (here && piece.begins)
			*present = column;
		column = grid_put(grid, row, column, limit, page->text + span->offset + done, piece.length,
		        shown, attributes);
		done += piece.length;
	}
	return column;
}

static int draw_decoration(struct grid *grid, int row, int column, int limit, const struct span *span,
        const struct line_look *look)
{
	return grid_put(grid, row, column, limit, span->decoration, strlen(span->decoration),
	        role_of(span, look), attributes_for(span, look));
}

int draw_page_line(struct grid *grid, int row, int column, int limit, const struct page *page,
        const struct line *line, const struct line_look *look, int *present_column)
{
	bool link_seen = false;
	for (uint32_t i = 0; i < line->span_count; i++) {
		const struct span *span = &line->spans[i];
		int mark_column = -1;
		int end = span->decoration != NULL
		                  ? draw_decoration(grid, row, column, limit, span, look)
		                  : draw_text(grid, row, column, limit, page, span, look, &mark_column);
		if (mark_column >= 0 && look->selected_link == 0)
			*present_column = mark_column;
		if (span->link != 0 && !look->preview && span->link + look->links_before <= UINT16_MAX)
			set_link(grid, row, column, end, (uint16_t)(span->link + look->links_before),
			        &page->links[span->link - 1]);
		if (!link_seen && span->link != 0 && span->link == look->selected_link) {
			*present_column = column;
			link_seen = true;
		}
		column += span->width;
	}
	return column;
}
