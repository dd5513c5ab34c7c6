/* view/grid.c — the cells of one screen, and text put into them. */

#include "view/view.h"

#include <string.h>

static const struct cell BLANK = {.width = 1};

bool grid_resize(struct grid *grid, int rows, int columns)
{
	rows = rows < 1 ? 1 : rows > GRID_SIDE_MAXIMUM ? GRID_SIDE_MAXIMUM : rows;
	columns = columns < 1 ? 1 : columns > GRID_SIDE_MAXIMUM ? GRID_SIDE_MAXIMUM : columns;
	if (grid->cells == NULL || rows != grid->rows || columns != grid->columns) {
		struct cell *cells = memory_resize(NULL, (size_t)rows * (size_t)columns * sizeof *cells);
		if (cells == NULL)
			return false;
		memory_resize(grid->cells, 0);
		grid->cells = cells;
		grid->rows = rows;
		grid->columns = columns;
	}
	grid_clear(grid);
	return true;
}

void grid_clear(struct grid *grid)
{
	size_t count = (size_t)grid->rows * (size_t)grid->columns;
	for (size_t i = 0; i < count; i++)
		grid->cells[i] = BLANK;
	grid->cursor_row = 0;
	grid->cursor_column = 0;
	grid->cursor_shown = false;
}

void grid_free(struct grid *grid)
{
	memory_resize(grid->cells, 0);
	*grid = (struct grid){.rows = 0};
}

struct cell *grid_cell(const struct grid *grid, int row, int column)
{
	if (row < 0 || column < 0 || row >= grid->rows || column >= grid->columns)
		return NULL;
	return &grid->cells[row * grid->columns + column];
}

/* Blanks the cell, and with it the other half of a wide cluster. */
static void blank_cell(const struct grid *grid, int row, int column)
{
	struct cell *cell = grid_cell(grid, row, column);
	if (cell == NULL)
		return;
	if (cell->width == 0 && column > 0)
		*grid_cell(grid, row, column - 1) = BLANK;
	if (cell->width == 2 && column + 1 < grid->columns)
		*grid_cell(grid, row, column + 1) = BLANK;
	*cell = BLANK;
}

/* Puts LOOK, which has WIDTH columns, all of which lie in the grid. */
static void put_cell(const struct grid *grid, int row, int column, int width, struct cell look)
{
	struct cell *cell = &grid->cells[(size_t)row * (size_t)grid->columns + (size_t)column];
	look.width = (uint8_t)width;
	if (width == 1 && cell->width == 1) { /* nearly always: nothing beside it is touched */
		*cell = look;
		return;
	}
	for (int i = 0; i < width; i++)
		blank_cell(grid, row, column + i);
	*cell = look;
	look.length = 0;
	look.width = 0;
	for (int i = 1; i < width; i++)
		*grid_cell(grid, row, column + i) = look;
}

int grid_put(struct grid *grid, int row, int column, int limit, const char *text, size_t length,
        enum cell_role role, unsigned attributes)
{
	struct cell look = {.role = (uint8_t)role, .attributes = (uint8_t)attributes};
	if (limit > grid->columns)
		limit = grid->columns;
	while (length > 0 && column < limit) {
		size_t shown;
		struct cluster cluster = text_cluster_shown(text, length, look.text, &shown);
		look.length = (uint8_t)shown;
		if (column + cluster.width > limit)
			break;
		if (shown > 0 && column >= 0 && row >= 0 && row < grid->rows)
			put_cell(grid, row, column, cluster.width, look);
		column += cluster.width;
		text += cluster.length;
		length -= cluster.length;
	}
	return column;
}

bool grid_row_text(const struct grid *grid, int row, struct buffer *out)
{
	int end = grid->columns;
	while (end > 0 && grid_cell(grid, row, end - 1) != NULL &&
	        grid_cell(grid, row, end - 1)->length == 0 && grid_cell(grid, row, end - 1)->width != 0)
		end--;
	for (int column = 0; column < end; column++) {
		const struct cell *cell = grid_cell(grid, row, column);
		if (cell == NULL)
			return true;
		if (cell->length > 0)
			buffer_append(out, cell->text, cell->length);
		else if (cell->width > 0)
			buffer_append(out, " ", 1);
	}
	return !out->failed;
}
