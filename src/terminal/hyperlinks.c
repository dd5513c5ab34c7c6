/* OSC 8 around the links that are seen; letters struck through. */
#include "terminal/hyperlinks.h"

#include "terminal/capabilities.h"

#include <string.h>

/* Longer ones some terminals cut off (VTE's limit), which would lead elsewhere. */
enum { ADDRESS_MAXIMUM = 2083 };

/* ---- addresses ---------------------------------------------------------------------------------------------- */

static bool has_known_scheme(const char *address)
{
	static const char *const schemes[] = {"https://", "http://", "mailto:"};
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		size_t length = 0;
		while (schemes[i][length] != '\0' &&
		        (address[length] | (address[length] >= 'A' && address[length] <= 'Z' ? 0x20 : 0)) ==
		                schemes[i][length])
			length++;
		if (schemes[i][length] == '\0')
			return address[length] != '\0';
	}
	return false;
}

bool hyperlinks_append_address(struct buffer *out, const char *address)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t start = out->length;
	bool good = has_known_scheme(address);
	for (size_t i = 0; good && address[i] != '\0'; i++) {
		unsigned char byte = (unsigned char)address[i];
		const char encoded[3] = {'%', digits[byte >> 4], digits[byte & 15]};
		good = byte > 0x20 && byte < 0x7f ? buffer_append(out, &address[i], 1)
		                                  : buffer_append(out, encoded, sizeof encoded);
		good = good && out->length - start <= ADDRESS_MAXIMUM;
	}
	if (good)
		return true;
	out->length = start;
	if (out->bytes != NULL)
		out->bytes[start] = '\0';
	return false;
}

uint64_t hyperlinks_sum(const struct grid *grid)
{
	enum { NUMBER_BYTES = 2 };
	const uint64_t prime = 1099511628211U; /* FNV-1a */
	uint64_t sum = 14695981039346656037U;
	for (size_t i = 0; i < grid->link_count; i++) {
		for (int byte = 0; byte < NUMBER_BYTES; byte++)
			sum = (sum ^ (grid->links[i].number >> 8 * byte & 0xff)) * prime;
		for (const char *letter = grid->addresses.bytes + grid->links[i].address; *letter != '\0';
		        letter++)
			sum = (sum ^ (unsigned char)*letter) * prime;
	}
	return sum;
}

/* ---- cells -------------------------------------------------------------------------------------------------- */

/* Cells of one row from COLUMN to END that are written alike. */
struct cell_run {
	int row, column, end;
};

static bool is_special(const struct cell *cell)
{
	return cell->link != 0 || (cell->attributes & CELL_STRIKETHROUGH) != 0;
}

static bool look_alike(const struct cell *first, const struct cell *second)
{
	return first->link == second->link && first->role == second->role &&
	       ((first->attributes ^ second->attributes) & ~(unsigned)CELL_SHAPE) == 0;
}

/* Finds the first run at or behind *ROW, *COLUMN, which move behind it. */
static bool next_run(const struct grid *grid, int *row, int *column, struct cell_run *run)
{
	for (; *row < grid->rows; (*row)++, *column = 0) {
		const struct cell *cells = grid_cell(grid, *row, 0);
		while (*column < grid->columns && !is_special(&cells[*column]))
			(*column)++;
		if (*column == grid->columns)
			continue;
		*run = (struct cell_run){.row = *row, .column = *column};
		while (*column < grid->columns && look_alike(&cells[run->column], &cells[*column]))
			(*column)++;
		run->end = *column;
		return true;
	}
	return false;
}

static void append_text(const struct grid *grid, const struct cell_run *run, struct buffer *out)
{
	for (int column = run->column; column < run->end; column++) {
		char text[TEXT_SHOWN_MAXIMUM];
		const struct cell *cell = grid_cell(grid, run->row, column);
		size_t length = grid_cell_text(grid, cell, text);
		if (length > 0)
			buffer_append(out, text, length);
		else if ((cell->attributes & CELL_RIGHT_HALF) == 0)
			buffer_append(out, " ", 1);
	}
}

/* One link is one in all its lines: by its number (id). Returns whether a link has been opened. */
static bool append_link(const struct grid *grid, uint16_t number, struct buffer *out)
{
	const char *address = number != 0 ? grid_link(grid, number) : NULL;
	size_t start = out->length;
	if (address == NULL)
		return false;
	buffer_format(out, "\033]8;id=%u;", (unsigned)number);
	if (hyperlinks_append_address(out, address))
		return buffer_append_text(out, "\033\\");
	out->length = start;
	return false;
}

/* Returns whether the run has become a link. */
static bool append_run(const struct hyperlinks *hyperlinks, const struct grid *grid,
        const struct cell_run *run, const struct colours *colours, struct buffer *out)
{
	const struct cell *cell = grid_cell(grid, run->row, run->column);
	struct style style = colours_style(colours, cell->role, cell->attributes);
	bool struck = hyperlinks->strike && (cell->attributes & CELL_STRIKETHROUGH) != 0;
	capabilities_move(out, run->row, run->column);
	capabilities_style(out, style.attributes, style.pair);
	if (struck)
		buffer_append_text(
		        out, "\033[9m"); /* ECMA-48; terminfo's smxx says nothing else where it is */
	bool linked = hyperlinks->wanted && append_link(grid, cell->link, out);
	append_text(grid, run, out);
	if (linked)
		buffer_append_text(out, "\033]8;;\033\\");
	if (struck)
		buffer_append_text(out, "\033[29m");
	return linked;
}

bool hyperlinks_needed(const struct hyperlinks *hyperlinks, const struct grid *grid)
{
	return hyperlinks->struck || (hyperlinks->wanted && (hyperlinks->shown || grid->link_count > 0));
}

bool hyperlinks_write(struct hyperlinks *hyperlinks, const struct grid *grid, const struct colours *colours,
        struct buffer *out)
{
	size_t start = out->length;
	struct cell_run run;
	int row = 0, column = 0;
	bool any = false;
	hyperlinks->shown = hyperlinks->struck = false;
	hyperlinks->written = hyperlinks_sum(grid);
	if (!capabilities_save_cursor(out))
		return false;
	while (next_run(grid, &row, &column, &run)) {
		any = true;
		hyperlinks->shown |= append_run(hyperlinks, grid, &run, colours, out);
		hyperlinks->struck |=
		        (grid_cell(grid, run.row, run.column)->attributes & CELL_STRIKETHROUGH) != 0;
	}
	capabilities_style(out, A_NORMAL, 0);
	capabilities_restore_cursor(out);
	if (any && !out->failed)
		return true;
	out->length = start;
	return any;
}
