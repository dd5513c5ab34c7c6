/* tests/unit/terminal/child.c — see the header. */

#include "unit/terminal/child.h"

#include "harness/failing_memory.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- frames that both sides can make ------------------------------------------------------------------------ */

static unsigned random_number(unsigned *state, unsigned below)
{
	*state = *state * 1103515245U + 12345U;
	return (*state >> 16) % below;
}

static void put(
        struct grid *grid, int row, int column, const char *text, enum cell_role role, unsigned attributes)
{
	grid_put(grid, row, column, grid->columns, text, strlen(text), role, attributes);
}

static void put_random_row(struct grid *grid, int row, unsigned *state)
{
	static const char *const words[] = {"миграция", "и", "Нашата работа", "„МОМ“", "漢字", "👍",
	        "и\xcc\x80", "2030", "Who We Are", "…", "—", " ", "      ", "е\xcc\x81"};
	enum { WORDS = sizeof words / sizeof words[0] };
	int column = 0;
	while (column < grid->columns && random_number(state, 9) != 0) {
		const char *word = words[random_number(state, WORDS)];
		enum cell_role role = (enum cell_role)random_number(state, CELL_ROLES);
		unsigned attributes =
		        random_number(state, 3) == 0 ? random_number(state, CELL_REVERSE * 2) : 0;
		column = grid_put(grid, row, column, grid->columns, word, strlen(word), role, attributes) +
		         (int)random_number(state, 3);
	}
}

static void scroll_up(struct grid *grid, int first, int last)
{
	for (int row = first; row < last; row++)
		memcpy(grid_cell(grid, row, 0), grid_cell(grid, row + 1, 0),
		        (size_t)grid->columns * sizeof *grid->cells);
	memset(grid_cell(grid, last, 0), 0, (size_t)grid->columns * sizeof *grid->cells);
}

/* Makes the grid of frame NUMBER out of the one before: a new screen, a few new rows, or one line on. */
void next_frame(struct grid *grid, unsigned number)
{
	unsigned state = number * 7919U + 1;
	unsigned kind = random_number(&state, 4);
	if (number == 0 || kind == 0)
		grid_clear(grid);
	if (kind == 1 && grid->rows > 2)
		scroll_up(grid, 1, grid->rows - 2);
	for (int row = 0; row < grid->rows; row++) {
		if (number == 0 || kind == 0 || random_number(&state, 8) == 0 ||
		        (kind == 1 && row == grid->rows - 2))
			put_random_row(grid, row, &state);
	}
	/* The last cell of all, which must not scroll the screen. */
	put(grid, grid->rows - 1, grid->columns - 1, number % 2 == 0 ? "┘" : "я", CELL_STATUS, 0);
	grid->cursor_row = (int)random_number(&state, (unsigned)grid->rows);
	grid->cursor_column = (int)random_number(&state, (unsigned)grid->columns);
	grid->cursor_shown = random_number(&state, 4) != 0;
}

/* A page of which the lines from FIRST on are seen; a header and a status line stand still. */
void draw_page(struct grid *grid, int first)
{
	grid_clear(grid);
	put(grid, 0, 2, "МОМ България › Новини", CELL_SITE, 0);
	for (int row = 2; row < grid->rows - 2; row++) {
		char line[200];
		snprintf(line, sizeof line, "Ред %d: мисията откри с онлайн конференция проект %d",
		        first + row, (first + row) * 37 % 101);
		put(grid, row, 4, line, CELL_TEXT, 0);
	}
	put(grid, grid->rows - 1, 2, "↑↓ четене   ← назад", CELL_STATUS, 0);
	grid->cursor_row = grid->rows - 1;
}

/* A page whose lines have links: every third out of the site, over two lines; every fifth into it. */
void draw_links(struct grid *grid, int first)
{
	draw_page(grid, first);
	for (int row = 2; row < grid->rows - 2; row++) {
		int number = first + row;
		for (int column = 50; number % 4 == 0 && column < 50 + number % 13; column++)
			grid_cell(grid, row, column)->attributes = CELL_STRIKETHROUGH;
		if (number % 6 == 0)
			put(grid, row, 4 + number % 7, "и\xcc\x80", CELL_LINK,
			        0); /* before the link gets it */
		bool out = number % 3 == 0, on = number % 3 == 1 && row > 2;
		if (!out && !on && number % 5 != 0)
			continue;
		uint16_t link = (uint16_t)(on ? number - 1 : number);
		char address[100];
		snprintf(address, sizeof address, "https://iom.int/стр %d?first=%d", link, first / 40);
		int column = 4 + number % 7, end = column + 3 + number % 11;
		if (out || on)
			grid_add_link(grid, link, address);
		for (; column < end; column++) {
			grid_cell(grid, row, column)->role = CELL_LINK;
			grid_cell(grid, row, column)->link = link;
		}
	}
}

/* ---- the program in the terminal ---------------------------------------------------------------------------- */

static void draw_event(struct grid *grid, const struct input_event *event)
{
	char words[100];
	static const char *const kinds[] = {"nothing", "key", "resize", "resumed", "signal", "hangup"};
	snprintf(words, sizeof words, "%s %d %u mod %u at %d,%d size %dx%d", kinds[event->kind],
	        event->key.key, (unsigned)event->key.character, event->key.modifiers, event->key.row,
	        event->key.column, event->rows, event->columns);
	grid_clear(grid);
	put(grid, 0, 0, "Здравей", CELL_TITLE, 0);
	put(grid, 1, 0, words, CELL_TEXT, 0);
}

struct child {
	struct terminal *terminal;
	struct grid grid;
	unsigned number; /* of the frame, or the first line of the page */
	bool frames, page, links;
};

static void draw(struct child *child, const struct input_event *event)
{
	if (child->frames)
		next_frame(&child->grid, child->number);
	else if (child->links)
		draw_links(&child->grid, (int)child->number);
	else if (child->page)
		draw_page(&child->grid, (int)child->number);
	else
		draw_event(&child->grid, event);
}

static void end_child(struct child *child, const struct input_event *event)
{
	grid_free(&child->grid);
	terminal_close(child->terminal);
	if (failing_memory_live() != 0)
		exit(99);
	if (event->kind == INPUT_SIGNAL)
		terminal_raise(event->signal);
	exit(event->kind == INPUT_HANGUP ? ENDED_BY_HANGUP : ENDED_BY_KEY);
}

static void act(struct child *child, const struct input_event *event)
{
	int rows, columns;
	if (event->kind == INPUT_RESIZE || event->kind == INPUT_RESUMED) {
		terminal_size(child->terminal, &rows, &columns);
		grid_resize(&child->grid, rows, columns);
	}
	if (event->kind == INPUT_SIGNAL || event->kind == INPUT_HANGUP)
		end_child(child, event);
	if (event->kind != INPUT_KEY || event->key.key != KEYBOARD_CHARACTER)
		return;
	bool control = (event->key.modifiers & MODIFIER_CONTROL) != 0;
	switch (event->key.character) {
	case 'q':
		end_child(child, event);
		return;
	case 'n':
		child->number++;
		return;
	case 'N': /* a line back */
		child->number--;
		return;
	case 'j': /* so far that nothing has only moved */
		child->number += 40;
		return;
	case 'y':
		terminal_copy(
		        child->terminal, "https://iom.int/България", strlen("https://iom.int/България"));
		return;
	case 'm':
		terminal_set_mouse(child->terminal, true);
		return;
	case 'a':
		abort();
	case 'l':
		if (control)
			terminal_repaint(child->terminal);
		return;
	case 'z':
		if (control)
			terminal_suspend(child->terminal);
		return;
	}
}

/* Draws as fast as it can; nothing of it needs to be read. */
static void flood(struct child *child)
{
	for (;;) {
		struct input_event event;
		grid_clear(&child->grid);
		next_frame(&child->grid, child->number++ * 4);
		terminal_show(child->terminal, &child->grid);
		terminal_wait(child->terminal, 0, &event);
		if (event.kind == INPUT_SIGNAL || event.kind == INPUT_HANGUP)
			end_child(child, &event);
	}
}

/* The NTH allocation fails. Returns 0 when none failed, 1 when all is well all the same, else a status that tells what is not. */
static int open_starved(const struct terminal_options *options, size_t nth)
{
	struct terminal *terminal;
	struct grid grid = {.rows = 0};
	if (!grid_resize(&grid, ROWS, COLUMNS))
		return 2;
	draw_page(&grid, 0);
	failing_memory_set(nth, false);
	enum terminal_status status = terminal_open(&terminal, options);
	if ((status != TERMINAL_OPEN) != (terminal == NULL))
		return 3;
	bool shown = status == TERMINAL_OPEN && terminal_show(terminal, &grid);
	bool hit = failing_memory_hit();
	failing_memory_set(0, false);
	if (!hit && !shown)
		return 4;
	if (status != TERMINAL_OPEN && status != TERMINAL_NO_MEMORY)
		return 5;
	if (status == TERMINAL_OPEN && !terminal_show(terminal, &grid))
		return 6;
	terminal_close(terminal);
	grid_free(&grid);
	if (failing_memory_live() != 0)
		return 7;
	return hit ? 1 : 0;
}

int run_child(const char *what)
{
	struct child child = {.frames = strcmp(what, "frames") == 0, .page = strcmp(what, "page") == 0};
	struct input_event event = {.kind = INPUT_NOTHING};
	const char *name = getenv("TERM");
	struct terminal_options options = {.input = STDIN_FILENO,
	        .output = STDOUT_FILENO,
	        .name = name != NULL ? name : "",
	        .colours = getenv("NO_COLOR") == NULL,
	        .mouse = strcmp(what, "mouse") == 0};
	child.links = strcmp(what, "links") == 0;
	static const struct colour_setting looks[] = {{"status", "#12ab34 italic"}, {"site", "red"}};
	if (strcmp(what, "looks") == 0) {
		child.page = true;
		options.looks = looks;
		options.look_count = sizeof looks / sizeof looks[0];
	}
	if (strcmp(what, "sizeless") == 0) /* as a serial line is */
		(void)ioctl(STDIN_FILENO, TIOCSWINSZ, &(struct winsize){.ws_row = 0});
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	if (strcmp(what, "starved") == 0) {
		int result = 1;
		for (size_t nth = 1; result == 1; nth++)
			result = open_starved(&options, nth);
		return result;
	}
	enum terminal_status status = terminal_open(&child.terminal, &options);
	if (status != TERMINAL_OPEN)
		return ENDED_UNOPENED + (int)status;
	int rows, columns;
	terminal_size(child.terminal, &rows, &columns);
	grid_resize(&child.grid, rows, columns);
	event.rows = rows;
	event.columns = columns;
	if (strcmp(what, "flood") == 0)
		flood(&child);
	for (;;) {
		draw(&child, &event);
		terminal_show(child.terminal, &child.grid);
		terminal_wait(child.terminal, -1, &event);
		act(&child, &event);
	}
}

/* ---- the tests' side ---------------------------------------------------------------------------------------- */

struct pty *start_at(const char *what, int rows, int columns, const char *const *environment)
{
	static char program[4096];
	ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
	assert_true(length > 0);
	program[length] = '\0';
	const char *arguments[] = {program, what, NULL};
	return pty_start(&(struct pty_options){
	        .arguments = arguments, .environment = environment, .rows = rows, .columns = columns});
}

struct pty *start(const char *what)
{
	static const char *const environment[] = {"TERM=xterm-256color", "NO_COLOR", NULL};
	return start_at(what, ROWS, COLUMNS, environment);
}

bool is_entered(struct pty *pty, const void *unused)
{
	(void)unused;
	return pty_mode(pty, 1049);
}

void assert_ends(struct pty *pty, int code)
{
	int status = 0;
	assert_true(pty_wait_for_exit(pty, 1000, &status));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), code);
}

void assert_quits(struct pty *pty)
{
	pty_send(pty, "q", 1);
	assert_ends(pty, ENDED_BY_KEY);
	assert_string_equal(pty_left_behind(pty), "");
	pty_free(pty);
}

/* The picture has no blanks at a row's end, whatever their style. */
static bool row_is(struct pty *pty, const struct grid *grid, int row)
{
	struct buffer text;
	buffer_init(&text, 65536);
	bool same = grid_row_text(grid, row, &text);
	while (text.length > 0 && text.bytes[text.length - 1] == ' ')
		text.bytes[--text.length] = '\0';
	same = same && strcmp(buffer_text(&text), pty_row(pty, row)) == 0;
	buffer_free(&text);
	return same;
}

static bool shows_grid(struct pty *pty, const void *context)
{
	const struct grid *grid = context;
	for (int row = 0; row < grid->rows; row++) {
		if (!row_is(pty, grid, row))
			return false;
	}
	return true;
}

void assert_shows(struct pty *pty, const struct grid *grid)
{
	if (pty_wait_until(pty, shows_grid, grid, PTY_PATIENCE))
		return;
	for (int row = 0; row < grid->rows; row++) {
		struct buffer wanted;
		buffer_init(&wanted, 65536);
		if (!row_is(pty, grid, row) && grid_row_text(grid, row, &wanted))
			print_error("row %d is:     %s\nbut should be: %s\n", row, pty_row(pty, row),
			        buffer_text(&wanted));
		buffer_free(&wanted);
	}
	fail();
}
