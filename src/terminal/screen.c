/* A grid's cells into ncurses, which writes into memory; the frame's bytes. */
#ifdef __linux__
#define _GNU_SOURCE /* memfd_create() */
#endif

#include "terminal/screen.h"

#include "terminal/capabilities.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wchar.h>

/* ---- memory that ncurses writes to -------------------------------------------------------------------------- */

static FILE *open_memory(void)
{
#ifdef MFD_CLOEXEC
	int descriptor = memfd_create("iomview", MFD_CLOEXEC);
	FILE *file = descriptor >= 0 ? fdopen(descriptor, "w+") : NULL;
	if (file != NULL)
		return file;
	if (descriptor >= 0)
		(void)close(descriptor);
#endif
	return tmpfile();
}

/* Bytes of the memory that are read where they are; a frame that ends beyond them is read like any file. */
enum { MEMORY_MAPPED = 64 * 1024 };

static const char *map_memory(const struct screen *screen)
{
	void *memory = mmap(NULL, MEMORY_MAPPED, PROT_READ, MAP_SHARED, fileno(screen->file), 0);
	return memory != MAP_FAILED ? memory : NULL;
}

/*
 * ncurses writes with write(2), not through the stream: frame after frame behind one another, so that the offset tells how much there
 * is. Only now and then it begins at the start again: each system call is time in which a reader waits.
 */
static bool begin_writing(struct screen *screen)
{
	enum { KEPT = 4096 };
	if (screen->written >= 0 && screen->written < KEPT)
		return true;
	screen->written = lseek(fileno(screen->file), 0, SEEK_SET);
	return screen->written == 0;
}

/* Appends what stands in the memory between START and END to OUT. */
static bool copy_memory(const struct screen *screen, off_t start, off_t end, struct buffer *out)
{
	char piece[4096];
	if (screen->memory != NULL && end <= MEMORY_MAPPED)
		return buffer_append(out, screen->memory + start, (size_t)(end - start));
	while (start < end) {
		size_t wanted = end - start < (off_t)sizeof piece ? (size_t)(end - start) : sizeof piece;
		ssize_t count = pread(fileno(screen->file), piece, wanted, start);
		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0 || !buffer_append(out, piece, (size_t)count))
			return false;
		start += count;
	}
	return true;
}

/* Appends what ncurses has written since begin_writing(). False: OUT is as it was. */
static bool read_memory(struct screen *screen, struct buffer *out)
{
	size_t length = out->length;
	off_t start = screen->written;
	screen->written = lseek(fileno(screen->file), 0, SEEK_CUR);
	if (screen->written >= start && copy_memory(screen, start, screen->written, out))
		return true;
	out->length = length;
	if (out->bytes != NULL)
		out->bytes[length] = '\0';
	return false;
}

/* ---- opening and closing ------------------------------------------------------------------------------------ */

/*
 * newterm() takes the size from LINES and COLUMNS, where terminfo's own may be missing: they say what the terminal has told us,
 * not what the environment does.
 */
static bool set_size_for_ncurses(int rows, int columns)
{
	char number[16];
	(void)snprintf(number, sizeof number, "%d", rows);
	if (setenv("LINES", number, 1) != 0)
		return false;
	(void)snprintf(number, sizeof number, "%d", columns);
	return setenv("COLUMNS", number, 1) == 0;
}

static enum terminal_status start_ncurses(struct screen *screen, const char *name, int rows, int columns)
{
	if (!set_size_for_ncurses(rows, columns))
		return TERMINAL_NO_MEMORY;
	screen->handle = newterm(name, screen->file, screen->file);
	(void)unsetenv("LINES");
	(void)unsetenv("COLUMNS");
	if (screen->handle == NULL)
		return capabilities_why_unknown(name, fileno(screen->file));
	if (!capabilities_can_move())
		return TERMINAL_DUMB;
	/* A frame is never given up because keys wait: ncurses does not even know where they come from. */
	(void)typeahead(-1);
	(void)idlok(newscr, TRUE);
	(void)scrollok(newscr, FALSE); /* or the last cell would scroll */
	(void)leaveok(newscr, FALSE);
	return TERMINAL_OPEN;
}

enum terminal_status screen_open(
        struct screen *screen, int rows, int columns, const struct terminal_options *options)
{
	*screen = (struct screen){.file = open_memory(), .written = -1};
	buffer_init(&screen->scroll, SCROLL_MAXIMUM);
	if (screen->file == NULL)
		return TERMINAL_NO_MEMORY;
	enum terminal_status status = start_ncurses(screen, options->name, rows, columns);
	if (status != TERMINAL_OPEN) {
		screen_close(screen);
		return status;
	}
	screen->memory = map_memory(screen);
	colours_open(&screen->colours, options->colours, options->looks, options->look_count);
	screen->steps = capabilities_scroll_by_steps();
	/* What newterm() has written is dropped: the first frame enters as after a stop. */
	screen_suspend(screen);
	return TERMINAL_OPEN;
}

void screen_close(struct screen *screen)
{
	if (screen->handle != NULL)
		delscreen(screen->handle);
	if (screen->memory != NULL)
		(void)munmap((void *)screen->memory, MEMORY_MAPPED);
	if (screen->file != NULL)
		(void)fclose(screen->file);
	buffer_free(&screen->scroll);
	grid_free(&screen->given);
	*screen = (struct screen){0};
}

void screen_repaint(struct screen *screen)
{
	(void)clearok(curscr, TRUE);
	screen->cursor_known = false;
	screen->written = -1;
	grid_free(&screen->given);
}

void screen_suspend(struct screen *screen)
{
	(void)endwin();
	screen->entering = true;
	screen_repaint(screen);
}

void screen_resize(struct screen *screen, int rows, int columns)
{
	(void)resizeterm(rows, columns);
	screen_repaint(screen);
}

/*
 * Cells go into newscr, where ncurses puts together what doupdate() makes the terminal show. stdscr is left alone: it would be one more
 * picture to fill, to scroll and to compare.
 */

/* ---- cells -------------------------------------------------------------------------------------------------- */

/* Neighbouring cells that look alike, on their way into ncurses. */
struct cell_run {
	wchar_t text[512];
	size_t length; /* in TEXT */
	int column;    /* where it begins */
	struct style style;
};

/* A row is put anew as a whole, so that a wide cluster never keeps half of an old one. */
static void put_run(struct cell_run *run, int row)
{
	if (run->length == 0)
		return;
	(void)wattr_set(newscr, run->style.attributes, run->style.pair, NULL);
	(void)wmove(newscr, row, run->column);
	(void)waddnwstr(newscr, run->text, (int)run->length);
	run->length = 0;
}

static void add_cell(struct cell_run *run, const struct grid *grid, const struct cell *cell)
{
	char text[TEXT_SHOWN_MAXIMUM];
	if (cell->character < CELL_CLUSTER) {
		run->text[run->length++] = cell->character != 0 ? (wchar_t)cell->character : L' ';
		return;
	}
	size_t length = grid_cell_text(grid, cell, text);
	for (size_t used = 0; used < length;) {
		uint32_t character;
		used += text_decode(text + used, length - used, &character);
		run->text[run->length++] = (wchar_t)character;
	}
}

static bool is_plain_blank(const struct cell *cell)
{
	return cell->character == 0 && cell->role == CELL_TEXT && cell->attributes == 0;
}

static bool same_style(struct style first, struct style second)
{
	return first.attributes == second.attributes && first.pair == second.pair;
}

static void put_row(struct screen *screen, const struct grid *grid, int row, int columns)
{
	enum { RUN_MAXIMUM = sizeof((struct cell_run *)NULL)->text / sizeof(wchar_t) };
	const struct cell *cells = grid_cell(grid, row, 0);
	struct cell_run run;
	run.length = 0; /* not all of its kilobytes */
	run.column = 0;
	run.style = (struct style){0};
	int end = columns;
	while (end > 0 && is_plain_blank(&cells[end - 1]))
		end--;
	for (int column = 0; column < end; column++) {
		const struct cell *cell = &cells[column];
		if ((cell->attributes & CELL_RIGHT_HALF) != 0) /* the cluster before fills it */
			continue;
		struct style style = colours_style(&screen->colours, cell->role, cell->attributes);
		if (run.length > 0 &&
		        (!same_style(style, run.style) || run.length + TEXT_SHOWN_MAXIMUM > RUN_MAXIMUM))
			put_run(&run, row);
		if (run.length == 0) {
			run.column = column;
			run.style = style;
			screen->hyperlinks.struck |= (cell->attributes & CELL_STRIKETHROUGH) != 0;
		}
		add_cell(&run, grid, cell);
	}
	put_run(&run, row);
	if (end < columns) {
		(void)wattr_set(newscr, A_NORMAL, 0, NULL);
		(void)wmove(newscr, row, end);
		(void)wclrtoeol(newscr);
	}
}

/* ---- text that has moved ------------------------------------------------------------------------------------ */

/* Shifts that are looked for, the likeliest first: a line, a turn of the wheel. Larger ones ncurses finds by itself. */
static const int shifts[] = {1, -1, 3, -3, 2, -2};

enum { SHIFTED_ROWS_MINIMUM = 4 };

/* COUNT rows from FIRST on show what SHIFT rows further down (negative: up) was given before. */
struct shift {
	int rows;
	int first;
	int count;
};

static bool was_given(const struct screen *screen, const struct grid *grid, int row, int given_row)
{
	if (given_row < 0 || given_row >= grid->rows)
		return false;
	return memcmp(grid_cell(grid, row, 0), grid_cell(&screen->given, given_row, 0),
	               (size_t)grid->columns * sizeof *grid->cells) == 0;
}

/* The longest run of rows that have moved by ROWS. */
static struct shift longest_run(const struct screen *screen, const struct grid *grid, int rows)
{
	struct shift run = {.rows = rows};
	struct shift best = run;
	for (int row = 0; row < grid->rows; row++) {
		if (!was_given(screen, grid, row, row + rows)) {
			run.count = 0;
			continue;
		}
		if (run.count++ == 0)
			run.first = row;
		if (run.count > best.count)
			best = run;
	}
	return best;
}

/*
 * The first shift that explains half of the screen, else the one that explains most; none where that is more than any.
 */
static struct shift find_shift(const struct screen *screen, const struct grid *grid)
{
	struct shift best = longest_run(screen, grid, 0);
	for (size_t i = 0; i < sizeof shifts / sizeof shifts[0] && best.count < grid->rows / 2; i++) {
		struct shift run = longest_run(screen, grid, shifts[i]);
		if (run.count > best.count)
			best = run;
	}
	return best;
}

/* Moves the rows TOP to BOTTOM of one of ncurses's windows by ROWS without marking them as changed. */
static void scroll_window(WINDOW *window, int top, int bottom, int rows)
{
	(void)wsetscrreg(window, top, bottom);
	(void)scrollok(window, TRUE);
	(void)wscrl(window, rows);
	(void)scrollok(window, FALSE);
	(void)wsetscrreg(window, 0, getmaxy(window) - 1);
	(void)wtouchln(window, top, bottom - top + 1, 0);
}

/* Appends what scrolls the terminal: nearly always the same as the last time. False: it cannot, or there is no memory. */
static bool append_scroll(
        struct screen *screen, int rows, int top, int bottom, int distance, struct buffer *out)
{
	const struct scroll_place place = {rows, top, bottom, distance};
	struct buffer *scroll = &screen->scroll;
	if (memcmp(&place, &screen->scroll_place, sizeof place) != 0) {
		buffer_clear(scroll);
		screen->scroll_place = (struct scroll_place){0};
		if (!capabilities_scroll(scroll, rows, top, bottom, distance))
			return false;
		screen->scroll_place = place;
	}
	return buffer_append(out, scroll->bytes, scroll->length);
}

/*
 * Scrolls the terminal ourselves where text has only moved, and all of ncurses's pictures of it alike, so that it has only the new rows to
 * look at: finding out by itself that a screen has scrolled is most of what a line costs.
 */
static void move_shifted_rows(struct screen *screen, const struct grid *grid, struct buffer *out)
{
	if (screen->given.cells == NULL || grid->rows != getmaxy(newscr))
		return;
	struct shift shift = find_shift(screen, grid);
	if (shift.rows == 0 || shift.count < SHIFTED_ROWS_MINIMUM)
		return;
	int distance = shift.rows > 0 ? shift.rows : -shift.rows;
	int top = shift.rows > 0 ? shift.first : shift.first - distance;
	int bottom = top + shift.count + distance - 1;
	size_t row_bytes = (size_t)grid->columns * sizeof *grid->cells;
	if (!append_scroll(screen, grid->rows, top, bottom, shift.rows, out))
		return;
	screen->moved = true;
	scroll_window(newscr, top, bottom, shift.rows);
	scroll_window(curscr, top, bottom, shift.rows);
	memmove(grid_cell(&screen->given, shift.first, 0),
	        grid_cell(&screen->given, shift.first + shift.rows, 0), (size_t)shift.count * row_bytes);
	/* The rows that came free are blank to ncurses: no cell is like these, so they are put. */
	int free_row = shift.rows > 0 ? bottom - distance + 1 : top;
	memset(grid_cell(&screen->given, free_row, 0), 0xFF, (size_t)distance * row_bytes);
}

/* Rows and columns that both the grid and ncurses have. */
static void put_changed_rows(struct screen *screen, const struct grid *grid)
{
	int rows = grid->rows < getmaxy(newscr) ? grid->rows : getmaxy(newscr);
	int columns = grid->columns < getmaxx(newscr) ? grid->columns : getmaxx(newscr);
	size_t row_bytes = (size_t)grid->columns * sizeof *grid->cells;
	bool all = screen->given.cells == NULL;
	for (int row = 0; row < rows; row++) {
		const struct cell *cells = grid_cell(grid, row, 0);
		struct cell *given = all ? NULL : grid_cell(&screen->given, row, 0);
		if (given != NULL && memcmp(given, cells, row_bytes) == 0)
			continue;
		put_row(screen, grid, row, columns);
		screen->links_stale = true;
		if (given != NULL)
			memcpy(given, cells, row_bytes);
	}
}

/* Where GIVEN has nothing that can be compared it gets all of GRID, or, for want of memory, stays empty. */
static void keep_all(struct screen *screen, const struct grid *grid)
{
	if (screen->given.cells == NULL)
		(void)grid_copy(&screen->given, grid);
}

/* ---- links -------------------------------------------------------------------------------------------------- */

/* Cells as ncurses has them now are in GIVEN: it gets what they refer to, or is no more to be trusted. */
static void keep_references(struct screen *screen, const struct grid *grid)
{
	if (screen->given.cells == NULL)
		return;
	if (!grid_copy_references(&screen->given, grid))
		grid_free(&screen->given);
	if (screen->hyperlinks.wanted && hyperlinks_sum(grid) != screen->hyperlinks.written)
		screen->links_stale = true;
}

bool screen_links_wait(const struct screen *screen)
{
	return screen->links_stale && screen->given.cells != NULL &&
	       hyperlinks_needed(&screen->hyperlinks, &screen->given);
}

void screen_links(struct screen *screen, struct buffer *out)
{
	screen->links_stale = false;
	(void)hyperlinks_write(&screen->hyperlinks, &screen->given, &screen->colours, out);
}

/* ---- frames ------------------------------------------------------------------------------------------------- */

static void put_cursor(struct screen *screen, const struct grid *grid)
{
	if (!screen->cursor_known || screen->cursor_shown != grid->cursor_shown)
		(void)curs_set(grid->cursor_shown ? 1 : 0);
	screen->cursor_known = true;
	screen->cursor_shown = grid->cursor_shown;
	int row = grid->cursor_row < getmaxy(newscr) ? grid->cursor_row : getmaxy(newscr) - 1;
	int column = grid->cursor_column < getmaxx(newscr) ? grid->cursor_column : getmaxx(newscr) - 1;
	(void)wmove(newscr, row > 0 ? row : 0, column > 0 ? column : 0);
}

/* We change no colour of the palette; resetting it, as ncurses does on entering, would take away what the reader has chosen. */
static void leave_palette(struct screen *screen, struct buffer *out, size_t start)
{
	const char *reset = capabilities_palette_reset();
	char *found = screen->entering && reset != NULL && out->length > start
	                      ? strstr(out->bytes + start, reset)
	                      : NULL;
	screen->entering = false;
	if (found == NULL)
		return;
	size_t length = strlen(reset);
	char *end = out->bytes + out->length;
	memmove(found, found + length, (size_t)(end - found) - length + 1);
	out->length -= length;
}

/*
 * Puts single steps where ncurses scrolls by several lines at once (CSI n S, CSI n T): there are terminal emulators that do not know
 * these, ncurses has moved to the row where a step scrolls, and for the few lines that are scrolled the bytes are about as many.
 * No text holds an ESC, so nothing else is found. Without memory the sequence stays.
 */
static void scroll_by_steps(struct buffer *out, size_t start)
{
	for (char *from = out->bytes + start; (from = strstr(from, "\033[")) != NULL; from++) {
		size_t digits = strspn(from + 2, "0123456789");
		char letter = from[2 + digits];
		if (digits == 0 || digits > 3 || (letter != 'S' && letter != 'T'))
			continue;
		const char *step = letter == 'S' ? "\n" : "\033M";
		size_t count = (size_t)strtoul(from + 2, NULL, 10);
		size_t place = (size_t)(from - out->bytes);
		size_t written = digits + 3;
		size_t needed = count * strlen(step);
		size_t length = out->length;
		for (size_t i = written; i < needed; i++)
			if (!buffer_append(out, "", 1)) {
				out->length = length;
				out->bytes[length] = '\0';
				out->failed = false;
				return;
			}
		from = out->bytes + place;
		memmove(from + needed, from + written, length - place - written);
		for (size_t i = 0; i < count; i++)
			memcpy(from + i * strlen(step), step, strlen(step));
		out->length = length - written + needed;
		out->bytes[out->length] = '\0';
	}
}

bool screen_frame(struct screen *screen, const struct grid *grid, struct buffer *out)
{
	if (screen->given.cells != NULL &&
	        (screen->given.rows != grid->rows || screen->given.columns != grid->columns))
		screen_repaint(screen);
	if (screen->given.generation != grid->generation)
		grid_free(&screen->given);
	if (!begin_writing(screen))
		return false;
	size_t start = out->length;
	screen->moved = false;
	move_shifted_rows(screen, grid, out);
	put_changed_rows(screen, grid);
	keep_all(screen, grid);
	keep_references(screen, grid);
	put_cursor(screen, grid);
	(void)doupdate();
	if (read_memory(screen, out)) {
		leave_palette(screen, out, start);
		if (screen->steps && out->length > start)
			scroll_by_steps(out, start);
		return true;
	}
	/* These bytes are lost, and with them what ncurses believes: begin anew. */
	out->length = start;
	screen_suspend(screen);
	return false;
}
