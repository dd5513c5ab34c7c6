/* view/grid.c — the cells of one screen, and text put into them. */

#include "view/view.h"

#include <string.h>

/* Different clusters of several code points that a grid can hold, and how many it keeps for the next screen. */
enum {
#ifdef IOMVIEW_TINY
	CLUSTERS_MAXIMUM = 4,
#else
	CLUSTERS_MAXIMUM = 4096,
#endif
	CLUSTERS_KEPT = CLUSTERS_MAXIMUM / 2
};

/* Links of one screen that lead out of the site, and bytes of their addresses. */
enum { LINKS_MAXIMUM = 4096, ADDRESSES_MAXIMUM = 1 << 20 };

/* ---- the grid as a whole ---- */

static size_t cell_count(const struct grid *grid)
{
	return (size_t)grid->rows * (size_t)grid->columns;
}

/* Cells for another size; what they hold is not set. */
static bool make_cells(struct grid *grid, int rows, int columns)
{
	if (grid->cells != NULL && rows == grid->rows && columns == grid->columns)
		return true;
	struct cell *cells = memory_resize(NULL, (size_t)rows * (size_t)columns * sizeof *cells);
	if (cells == NULL)
		return false;
	memory_resize(grid->cells, 0);
	grid->cells = cells;
	grid->rows = rows;
	grid->columns = columns;
	return true;
}

bool grid_resize(struct grid *grid, int rows, int columns)
{
	rows = rows < 1 ? 1 : rows > GRID_SIDE_MAXIMUM ? GRID_SIDE_MAXIMUM : rows;
	columns = columns < 1 ? 1 : columns > GRID_SIDE_MAXIMUM ? GRID_SIDE_MAXIMUM : columns;
	if (!make_cells(grid, rows, columns))
		return false;
	grid_clear(grid);
	return true;
}

void grid_clear(struct grid *grid)
{
	memset(grid->cells, 0, cell_count(grid) * sizeof *grid->cells);
	grid->cursor_row = 0;
	grid->cursor_column = 0;
	grid->cursor_shown = false;
	grid->link_count = 0;
	buffer_clear(&grid->addresses);
	if (grid->cluster_count > CLUSTERS_KEPT) {
		grid->cluster_count = 0;
		grid->generation++;
	}
}

void grid_free(struct grid *grid)
{
	memory_resize(grid->cells, 0);
	memory_resize(grid->clusters, 0);
	memory_resize(grid->links, 0);
	buffer_free(&grid->addresses);
	*grid = (struct grid){.rows = 0};
}

static bool copy_clusters(struct grid *to, const struct grid *from)
{
	size_t bytes = from->cluster_count * sizeof *from->clusters;
	if (to->cluster_capacity < from->cluster_count) {
		struct grid_cluster *clusters = memory_resize(to->clusters, bytes);
		if (clusters == NULL)
			return false;
		to->clusters = clusters;
		to->cluster_capacity = from->cluster_count;
	}
	if (bytes > 0)
		memcpy(to->clusters, from->clusters, bytes);
	to->cluster_count = from->cluster_count;
	to->generation = from->generation;
	return true;
}

/* ---- links ---- */

const char *grid_link(const struct grid *grid, uint16_t number)
{
	for (size_t i = 0; i < grid->link_count; i++)
		if (grid->links[i].number == number)
			return grid->addresses.bytes + grid->links[i].address;
	return NULL;
}

void grid_add_link(struct grid *grid, uint16_t number, const char *address)
{
	if (grid_link(grid, number) != NULL)
		return;
	struct grid_link *links =
	        array_grow(grid->links, &grid->link_capacity, grid->link_count, sizeof *links, LINKS_MAXIMUM);
	if (links == NULL)
		return;
	grid->links = links;
	if (grid->addresses.maximum == 0)
		buffer_init(&grid->addresses, ADDRESSES_MAXIMUM);
	size_t start = grid->addresses.length;
	if (!buffer_append(&grid->addresses, address, strlen(address) + 1)) {
		grid->addresses.failed = false;
		return;
	}
	links[grid->link_count++] = (struct grid_link){number, start};
}

static bool copy_links(struct grid *to, const struct grid *from)
{
	to->link_count = 0;
	buffer_clear(&to->addresses);
	for (size_t i = 0; i < from->link_count; i++)
		grid_add_link(to, from->links[i].number, from->addresses.bytes + from->links[i].address);
	return to->link_count == from->link_count;
}

bool grid_copy_references(struct grid *to, const struct grid *from)
{
	return copy_clusters(to, from) && copy_links(to, from);
}

bool grid_copy(struct grid *to, const struct grid *from)
{
	if (!make_cells(to, from->rows, from->columns) || !grid_copy_references(to, from)) {
		grid_free(to);
		return false;
	}
	memcpy(to->cells, from->cells, cell_count(from) * sizeof *to->cells);
	to->cursor_row = from->cursor_row;
	to->cursor_column = from->cursor_column;
	to->cursor_shown = from->cursor_shown;
	return true;
}

/* ---- cells ---- */

struct cell *grid_cell(const struct grid *grid, int row, int column)
{
	if (row < 0 || column < 0 || row >= grid->rows || column >= grid->columns)
		return NULL;
	return &grid->cells[row * grid->columns + column];
}

size_t grid_cell_text(const struct grid *grid, const struct cell *cell, char text[TEXT_SHOWN_MAXIMUM])
{
	if (cell->character == 0)
		return 0;
	if (cell->character < CELL_CLUSTER)
		return text_encode(cell->character, text);
	size_t number = cell->character - CELL_CLUSTER;
	if (number >= grid->cluster_count)
		return 0;
	memcpy(text, grid->clusters[number].text, grid->clusters[number].length);
	return grid->clusters[number].length;
}

/* What a cell has as its character for a cluster that is shown as TEXT, LENGTH >= 1. */
static uint32_t character_for(struct grid *grid, const char *text, size_t length)
{
	uint32_t base;
	if (text_decode(text, length, &base) == length)
		return base;
	for (size_t i = 0; i < grid->cluster_count; i++) {
		const struct grid_cluster *cluster = &grid->clusters[i];
		if (cluster->length == length && memcmp(cluster->text, text, length) == 0)
			return CELL_CLUSTER + (uint32_t)i;
	}
	struct grid_cluster *clusters = array_grow(grid->clusters, &grid->cluster_capacity,
	        grid->cluster_count, sizeof *clusters, CLUSTERS_MAXIMUM);
	if (clusters == NULL)
		return base;
	grid->clusters = clusters;
	memcpy(clusters[grid->cluster_count].text, text, length);
	clusters[grid->cluster_count].length = length;
	return CELL_CLUSTER + (uint32_t)grid->cluster_count++;
}

/* Blanks the cell, and with it the other half of a wide cluster. */
static void blank_cell(const struct grid *grid, int row, int column)
{
	struct cell *cell = grid_cell(grid, row, column);
	if (cell == NULL)
		return;
	if ((cell->attributes & CELL_RIGHT_HALF) != 0 && column > 0)
		*grid_cell(grid, row, column - 1) = (struct cell){0};
	if ((cell->attributes & CELL_WIDE) != 0 && column + 1 < grid->columns)
		*grid_cell(grid, row, column + 1) = (struct cell){0};
	*cell = (struct cell){0};
}

/* ---- text ---- */

/* Puts COUNT characters of one column each from COLUMN on, of which the last ends within the grid. */
static void put_plain(
        const struct grid *grid, int row, int column, const uint32_t *characters, int count, struct cell look)
{
	int first = column < 0 ? -column : 0;
	if (row < 0 || row >= grid->rows || first >= count)
		return;
	struct cell *cells = &grid->cells[row * grid->columns + column + first];
	for (int i = first; i < count; i++, cells++) {
		if ((cells->attributes & CELL_SHAPE) != 0)
			blank_cell(grid, row, column + i);
		look.character = characters[i];
		*cells = look;
	}
}

/* Puts LOOK, which has WIDTH columns, all of which lie in the grid. */
static void put_cluster(const struct grid *grid, int row, int column, int width, struct cell look)
{
	for (int i = 0; i < width; i++)
		blank_cell(grid, row, column + i);
	struct cell *cell = grid_cell(grid, row, column);
	*cell = look;
	if (width < 2)
		return;
	cell->attributes |= CELL_WIDE;
	look.character = 0;
	look.attributes |= CELL_RIGHT_HALF;
	*grid_cell(grid, row, column + 1) = look;
}

/* Puts the first cluster of TEXT at *COLUMN, which moves on. Returns the bytes that it takes; 0: it does not fit before LIMIT. */
static size_t put_first(
        struct grid *grid, int row, int *column, int limit, const char *text, size_t length, struct cell look)
{
	char shown[TEXT_SHOWN_MAXIMUM];
	struct cluster cluster = text_cluster(text, length);
	size_t bytes = text_shown(text, cluster.length, shown);
	if (*column + cluster.width > limit)
		return 0;
	if (bytes > 0 && *column >= 0 && row >= 0 && row < grid->rows) {
		look.character = character_for(grid, shown, bytes);
		put_cluster(grid, row, *column, cluster.width, look);
	}
	*column += cluster.width;
	return cluster.length;
}

int grid_put(struct grid *grid, int row, int column, int limit, const char *text, size_t length,
        enum cell_role role, unsigned attributes)
{
	enum { PLAIN_MAXIMUM = 64 };
	const struct cell look = {.role = (uint8_t)role, .attributes = (uint8_t)attributes};
	if (limit > grid->columns)
		limit = grid->columns;
	while (length > 0 && column < limit) {
		uint32_t plain[PLAIN_MAXIMUM];
		size_t room = limit - column < PLAIN_MAXIMUM ? (size_t)(limit - column) : PLAIN_MAXIMUM;
		size_t used;
		int count = (int)text_plain(text, length, plain, room, &used);
		put_plain(grid, row, column, plain, count, look);
		column += count;
		if (count == 0)
			used = put_first(grid, row, &column, limit, text, length, look);
		if (used == 0)
			break;
		text += used;
		length -= used;
	}
	return column;
}

bool grid_row_text(const struct grid *grid, int row, struct buffer *out)
{
	char text[TEXT_SHOWN_MAXIMUM];
	int end = grid->columns;
	if (row < 0 || row >= grid->rows)
		return true;
	while (end > 0 && grid_cell(grid, row, end - 1)->character == 0 &&
	        (grid_cell(grid, row, end - 1)->attributes & CELL_RIGHT_HALF) == 0)
		end--;
	for (int column = 0; column < end; column++) {
		const struct cell *cell = grid_cell(grid, row, column);
		size_t length = grid_cell_text(grid, cell, text);
		if (length > 0)
			buffer_append(out, text, length);
		else if ((cell->attributes & CELL_RIGHT_HALF) == 0)
			buffer_append(out, " ", 1);
	}
	return !out->failed;
}
