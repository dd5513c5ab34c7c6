/*
 * The terminal opened, shown, waited for and closed over a real pseudo-terminal. The program in it is this one again,
 * started with a word that says what it does there; its screen is kept by libvterm and compared with the grid.
 */

#include "terminal/colours.h"
#include "terminal/screen.h"

#include "harness/failing_memory.h"
#include "harness/pty.h"

#include <locale.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { ROWS = 24, COLUMNS = 80 };

/* How the program in the terminal ends. */
enum { ENDED_BY_KEY = 0, ENDED_BY_HANGUP = 7, ENDED_UNOPENED = 20 /* and the status of terminal_open() */ };

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
	for (int column = 0; column < grid->columns; column++)
		*grid_cell(grid, last, column) = (struct cell){.width = 1};
}

/* Makes the grid of frame NUMBER out of the one before: a new screen, a few new rows, or one line on. */
static void next_frame(struct grid *grid, unsigned number)
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
static void draw_page(struct grid *grid, int first)
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
	bool frames, page;
};

static void draw(struct child *child, const struct input_event *event)
{
	if (child->frames)
		next_frame(&child->grid, child->number);
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

static int run_child(const char *what)
{
	struct child child = {.frames = strcmp(what, "frames") == 0, .page = strcmp(what, "page") == 0};
	struct input_event event = {.kind = INPUT_NOTHING};
	const char *name = getenv("TERM");
	struct terminal_options options = {.input = STDIN_FILENO,
	        .output = STDOUT_FILENO,
	        .name = name != NULL ? name : "",
	        .colours = getenv("NO_COLOR") == NULL,
	        .mouse = strcmp(what, "mouse") == 0};
	if (strcmp(what, "sizeless") == 0) /* as a serial line is */
		(void)ioctl(STDIN_FILENO, TIOCSWINSZ, &(struct winsize){.ws_row = 0});
	(void)setlocale(LC_CTYPE, "C.UTF-8");
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

static struct pty *start_at(const char *what, int rows, int columns, const char *const *environment)
{
	static char program[4096];
	ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
	assert_true(length > 0);
	program[length] = '\0';
	const char *arguments[] = {program, what, NULL};
	return pty_start(&(struct pty_options){
	        .arguments = arguments, .environment = environment, .rows = rows, .columns = columns});
}

static struct pty *start(const char *what)
{
	static const char *const environment[] = {"TERM=xterm-256color", "NO_COLOR", NULL};
	return start_at(what, ROWS, COLUMNS, environment);
}

static bool is_entered(struct pty *pty, const void *unused)
{
	(void)unused;
	return pty_mode(pty, 1049);
}

static void assert_ends(struct pty *pty, int code)
{
	int status = 0;
	assert_true(pty_wait_for_exit(pty, 1000, &status));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), code);
}

static void assert_quits(struct pty *pty)
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

static void assert_shows(struct pty *pty, const struct grid *grid)
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

static void assert_styles(struct pty *pty, const struct grid *grid)
{
	const struct colours colours = {.depth = COLOURS_256, .italic = true};
	for (int row = 0; row < grid->rows; row++) {
		for (int column = 0; column < grid->columns; column++) {
			const struct cell *cell = grid_cell(grid, row, column);
			struct style style = colours_style(&colours, cell->role, cell->attributes);
			const char *words = pty_style(pty, row, column);
			if (cell->width == 0)
				continue;
			assert_int_equal(strstr(words, "bold") != NULL, (style.attributes & A_BOLD) != 0);
			assert_int_equal(
			        strstr(words, "reverse") != NULL, (style.attributes & A_REVERSE) != 0);
			assert_int_equal(
			        strstr(words, "underline") != NULL, (style.attributes & A_UNDERLINE) != 0);
			/* A blank shows neither slant nor colour. */
			if (cell->length == 0)
				continue;
			assert_int_equal(strstr(words, "italic") != NULL, (style.attributes & A_ITALIC) != 0);
			assert_int_equal(strstr(words, "colour") != NULL, style.pair != 0);
		}
	}
}

static void assert_cursor(struct pty *pty, const struct grid *grid)
{
	int row, column;
	bool shown;
	pty_cursor(pty, &row, &column, &shown);
	assert_int_equal(row, grid->cursor_row);
	assert_int_equal(column, grid->cursor_column);
	assert_int_equal(shown, grid->cursor_shown);
}

/* ---- what is shown ------------------------------------------------------------------------------------------ */

static void assert_frames(int rows, int columns, unsigned count)
{
	static const char *const environment[] = {
	        "TERM=xterm-256color", "NO_COLOR", "LINES=7", "COLUMNS=13", NULL};
	struct pty *pty = start_at("frames", rows, columns, environment);
	struct grid grid = {.rows = 0};
	assert_true(grid_resize(&grid, rows, columns));
	for (unsigned number = 0; number < count; number++) {
		next_frame(&grid, number);
		assert_shows(pty, &grid);
		pty_pump(pty, 5); /* styles and cursor */
		assert_shows(pty, &grid);
		assert_styles(pty, &grid);
		assert_cursor(pty, &grid);
		pty_send(pty, "n", 1);
	}
	grid_free(&grid);
	assert_quits(pty);
}

static void the_terminal_shows_each_frame_as_the_grid_has_it(void **state)
{
	(void)state;
	assert_frames(ROWS, COLUMNS, 100);
}

static void the_size_is_the_terminals_own(void **state)
{
	(void)state;
	assert_frames(5, 20, 30);
	assert_frames(60, 200, 10);
	assert_frames(1, 1, 10);
}

static void a_line_on_is_cheap(void **state)
{
	(void)state;
	struct pty *pty = start("page");
	struct grid grid = {.rows = 0};
	size_t before, whole, after;
	assert_true(grid_resize(&grid, ROWS, COLUMNS));
	draw_page(&grid, 0);
	assert_shows(pty, &grid);
	pty_wait_for_quiet(pty, 20);
	pty_bytes(pty, &whole);
	pty_bytes(pty, &before);
	pty_send(pty, "n", 1);
	draw_page(&grid, 1);
	assert_shows(pty, &grid);
	pty_wait_for_quiet(pty, 20);
	pty_bytes(pty, &after);
	print_message("first screen %zu bytes, one line on %zu bytes\n", whole, after - before);
	assert_true(after - before < 250);
	grid_free(&grid);
	assert_quits(pty);
}

static void an_unchanged_frame_sends_nothing(void **state)
{
	(void)state;
	struct pty *pty = start("page");
	size_t before, after;
	assert_true(pty_wait_for_text(pty, "Ред 10"));
	pty_wait_for_quiet(pty, 50);
	pty_bytes(pty, &before);
	pty_send(pty, "x", 1);
	pty_wait_for_quiet(pty, 100);
	pty_bytes(pty, &after);
	assert_int_equal(after, before);
	assert_quits(pty);
}

static void repainting_sends_every_cell(void **state)
{
	(void)state;
	struct pty *pty = start("page");
	size_t before, after;
	struct grid grid = {.rows = 0};
	assert_true(grid_resize(&grid, ROWS, COLUMNS));
	draw_page(&grid, 0);
	assert_shows(pty, &grid);
	pty_wait_for_quiet(pty, 50);
	pty_bytes(pty, &before);
	pty_send(pty, "\x0c", 1);
	pty_wait_for_quiet(pty, 100);
	assert_shows(pty, &grid);
	pty_bytes(pty, &after);
	assert_true(after - before > 1000);
	grid_free(&grid);
	assert_quits(pty);
}

static void nothing_is_asked_of_the_terminal(void **state)
{
	(void)state;
	struct pty *pty = start("page");
	size_t length;
	assert_true(pty_wait_for_text(pty, "Ред 10"));
	const char *bytes = pty_bytes(pty, &length);
	static const char *const questions[] = {
	        "\033[c", "\033[0c", "\033[>c", "\033[6n", "\033[5n", "$p", "?u", "\033P"};
	for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++)
		assert_null(strstr(bytes, questions[i]));
	assert_quits(pty);
}

/* ---- modes -------------------------------------------------------------------------------------------------- */

static void the_modes_are_ours_while_it_runs(void **state)
{
	(void)state;
	struct pty *pty = start("echo");
	assert_true(pty_wait_for_text(pty, "Здравей"));
	assert_string_equal(pty_modes(pty), "1 1007 1049 2004");
	pty_send(pty, "m", 1);
	assert_true(pty_wait_for_text(pty, "key 1 109"));
	assert_string_equal(pty_modes(pty), "1 1000 1006 1007 1049 2004");
	assert_quits(pty);
}

static void the_mouse_may_be_ours_from_the_start(void **state)
{
	(void)state;
	struct pty *pty = start("mouse");
	char wanted[60];
	assert_true(pty_wait_for_text(pty, "Здравей"));
	assert_true(pty_mode(pty, 1000));
	assert_true(pty_mode(pty, 1006));
	pty_send(pty, "\033[<0;3;5M", strlen("\033[<0;3;5M"));
	snprintf(wanted, sizeof wanted, "key %d 0 mod 0 at 4,2", KEYBOARD_CLICK);
	assert_true(pty_wait_for_text(pty, wanted));
	assert_quits(pty);
}

/* Not the Linux console: resetting its palette (ESC ] R) is no OSC string, but the harness takes it for one. */
static void terminals_without_colours_or_with_others_work(void **state)
{
	(void)state;
	static const char *const names[] = {"TERM=xterm", "TERM=xterm-16color", "TERM=vt100",
	        "TERM=screen-256color", "TERM=tmux-256color", "TERM=rxvt-unicode-256color",
	        "TERM=xterm-direct"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *environment[] = {names[i], "NO_COLOR", NULL};
		struct pty *pty = start_at("page", ROWS, COLUMNS, environment);
		struct grid grid = {.rows = 0};
		assert_true(grid_resize(&grid, ROWS, COLUMNS));
		draw_page(&grid, 0);
		assert_shows(pty, &grid);
		grid_free(&grid);
		assert_quits(pty);
	}
}

static void no_color_sends_none(void **state)
{
	(void)state;
	static const char *const environment[] = {"TERM=xterm-256color", "NO_COLOR=1", NULL};
	struct pty *pty = start_at("page", ROWS, COLUMNS, environment);
	assert_true(pty_wait_for_text(pty, "четене"));
	for (int row = 0; row < ROWS; row++) {
		for (int column = 0; column < COLUMNS; column++)
			assert_null(strstr(pty_style(pty, row, column), "colour"));
	}
	assert_string_equal(pty_style(pty, 0, 2), "bold");
	assert_quits(pty);
}

static void assert_refused(const char *name, enum terminal_status status)
{
	const char *environment[] = {name, NULL};
	struct pty *pty = start_at("echo", ROWS, COLUMNS, environment);
	size_t length;
	assert_ends(pty, ENDED_UNOPENED + (int)status);
	assert_string_equal(pty_left_behind(pty), "");
	assert_string_equal(pty_bytes(pty, &length), "");
	pty_free(pty);
}

static void an_unknown_terminal_is_refused_without_a_word(void **state)
{
	(void)state;
	static char long_name[20000] = "TERM=";
	memset(long_name + 5, 'x', sizeof long_name - 6);
	assert_refused("TERM=no-such-terminal", TERMINAL_UNKNOWN);
	assert_refused("TERM=", TERMINAL_UNKNOWN);
	assert_refused("TERM", TERMINAL_UNKNOWN);
	assert_refused("TERM=../x/xterm", TERMINAL_UNKNOWN);
	assert_refused(long_name, TERMINAL_UNKNOWN);
	assert_refused("TERM=dumb", TERMINAL_DUMB);
}

/* ---- keys --------------------------------------------------------------------------------------------------- */

static void keys_arrive(void **state)
{
	(void)state;
	static const struct {
		const char *bytes, *words;
		enum keyboard_key key;
	} keys[] = {
	        {"\xd0\xb9", "1081 mod 0", KEYBOARD_CHARACTER},
	        {"\033[1;3C", "0 mod 2", KEYBOARD_RIGHT},
	        {"\033OA", "0 mod 0", KEYBOARD_UP}, /* as terminfo has it */
	        {"\033[Z", "0 mod 1", KEYBOARD_TAB},
	        {"\033", "0 mod 0", KEYBOARD_ESCAPE},
	        {"\x03", "99 mod 4", KEYBOARD_CHARACTER},
	        {"\x1c", "92 mod 4", KEYBOARD_CHARACTER},
	        {"\x13", "115 mod 4", KEYBOARD_CHARACTER},
	        {"\x16", "118 mod 4", KEYBOARD_CHARACTER},
	        {"\r", "0 mod 0", KEYBOARD_ENTER},
	        {"\033[200~q\033[201~", "113 mod 0", KEYBOARD_PASTED},
	};
	struct pty *pty = start("echo");
	assert_true(pty_wait_for_text(pty, "Здравей"));
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		char wanted[60];
		snprintf(wanted, sizeof wanted, "key %d %s ", keys[i].key, keys[i].words);
		pty_send(pty, keys[i].bytes, strlen(keys[i].bytes));
		assert_true(pty_wait_for_text(pty, wanted));
	}
	assert_quits(pty);
}

static void many_keys_at_once_all_arrive(void **state)
{
	(void)state;
	enum { KEYS = 3000 };
	struct pty *pty = start("page");
	char keys[KEYS];
	memset(keys, 'n', sizeof keys);
	assert_true(pty_wait_for_text(pty, "Ред 10"));
	pty_send(pty, keys, sizeof keys);
	assert_true(pty_wait_for_text(pty, "Ред 3010:"));
	assert_quits(pty);
}

/* ---- size --------------------------------------------------------------------------------------------------- */

static void a_resize_is_told_and_drawn(void **state)
{
	(void)state;
	static const struct {
		int rows, columns;
	} sizes[] = {{10, 60}, {40, 120}, {24, 80}, {2, 60}};
	struct pty *pty = start("echo");
	assert_true(pty_wait_for_text(pty, "Здравей"));
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		char wanted[60];
		snprintf(wanted, sizeof wanted, "size %dx%d", sizes[i].rows, sizes[i].columns);
		pty_resize(pty, sizes[i].rows, sizes[i].columns);
		assert_true(pty_wait_for_text(pty, wanted));
		assert_true(pty_wait_for_text(pty, "Здравей"));
	}
	assert_quits(pty);
}

static void many_resizes_end_in_the_right_picture(void **state)
{
	(void)state;
	struct pty *pty = start("page");
	struct grid grid = {.rows = 0};
	for (int i = 0; i < 200; i++) {
		pty_resize(pty, 1 + i * 7 % 50, 1 + i * 13 % 150);
		pty_pump(pty, i % 3);
	}
	pty_resize(pty, 30, 90);
	assert_true(grid_resize(&grid, 30, 90));
	draw_page(&grid, 0);
	pty_wait_for_quiet(pty, 100);
	assert_shows(pty, &grid);
	grid_free(&grid);
	assert_quits(pty);
}

static void a_terminal_that_does_not_know_its_size_has_24_rows(void **state)
{
	(void)state;
	struct pty *pty = start("sizeless");
	assert_true(pty_wait_for_text(pty, "24x80"));
	assert_quits(pty);
}

/* ---- ends --------------------------------------------------------------------------------------------------- */

static void assert_ends_by(struct pty *pty, int signal)
{
	int status = 0;
	assert_true(pty_wait_for_exit(pty, 1000, &status));
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), signal);
	assert_string_equal(pty_left_behind(pty), "");
	pty_free(pty);
}

static void each_signal_ends_it_with_the_terminal_as_it_was(void **state)
{
	(void)state;
	static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM};
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
		struct pty *pty = start("echo");
		assert_true(pty_wait_for_text(pty, "Здравей"));
		pty_signal(pty, signals[i]);
		assert_ends_by(pty, signals[i]);
	}
}

static void a_crash_leaves_the_terminal_as_it_was(void **state)
{
	(void)state;
	struct pty *pty = start("mouse");
	assert_true(pty_wait_for_text(pty, "Здравей"));
	pty_send(pty, "a", 1);
	assert_ends_by(pty, SIGABRT);
}

static void sigterm_ends_it_while_nobody_reads(void **state)
{
	(void)state;
	struct pty *pty = start("flood");
	int status = 0;
	assert_true(pty_wait_until(pty, is_entered, NULL, PTY_PATIENCE));
	assert_false(pty_wait_for_exit_unread(pty, 500, &status));
	long long begin = pty_now();
	pty_signal(pty, SIGTERM);
	assert_true(pty_wait_for_exit_unread(pty, 1000, &status));
	print_message("ended after %lld ms\n", pty_now() - begin);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	/* What was not read is lost, so that leaving is not. */
	pty_wait_for_quiet(pty, 20);
	assert_string_equal(pty_left_behind(pty), "");
	pty_free(pty);
}

static void a_terminal_that_is_read_late_shows_the_newest(void **state)
{
	(void)state;
	struct pty *pty = start("page");
	struct grid grid = {.rows = 0};
	size_t first, all;
	int status;
	assert_true(pty_wait_for_text(pty, "Ред 10"));
	pty_bytes(pty, &first);
	/* Far more frames than the line holds, none of them read; then the last must come. */
	for (int i = 0; i < 40; i++) {
		static const char keys[] = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn";
		pty_send(pty, keys, sizeof keys - 1);
		(void)pty_wait_for_exit_unread(pty, 5, &status);
	}
	assert_true(grid_resize(&grid, ROWS, COLUMNS));
	draw_page(&grid, 2000);
	assert_shows(pty, &grid);
	pty_bytes(pty, &all);
	print_message("2000 lines in %zu bytes\n", all - first);
	grid_free(&grid);
	assert_quits(pty);
}

static void a_hang_up_is_told_at_once(void **state)
{
	(void)state;
	static const char *const programs[] = {"echo", "flood"};
	for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
		struct pty *pty = start(programs[i]);
		int status = 0;
		assert_true(pty_wait_until(pty, is_entered, NULL, PTY_PATIENCE));
		pty_hang_up(pty);
		assert_true(pty_wait_for_exit_unread(pty, 1000, &status));
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), ENDED_BY_HANGUP);
		assert_true(pty_processor_time(pty) < 200 || strcmp(programs[i], "flood") == 0);
		pty_free(pty);
	}
}

/* Nobody could continue it: the kernel does not stop it. What is seen is that the terminal is given back and taken again. */
static void suspending_gives_the_terminal_back_and_takes_it_again(void **state)
{
	(void)state;
	static const char *const ways[] = {"\x1a", NULL};
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		struct pty *pty = start("echo");
		size_t before, length;
		assert_true(pty_wait_for_text(pty, "Здравей"));
		pty_bytes(pty, &before);
		if (ways[i] != NULL)
			pty_send(pty, ways[i], strlen(ways[i]));
		else
			pty_signal(pty, SIGTSTP);
		assert_true(pty_wait_for_text(pty, "resumed"));
		const char *bytes = pty_bytes(pty, &length) + before;
		const char *left = strstr(bytes, "\033[?1049l");
		assert_non_null(left);
		assert_non_null(strstr(left, "\033[?1049h"));
		assert_string_equal(pty_modes(pty), "1 1007 1049 2004");
		assert_quits(pty);
	}
}

static void continued_after_sigstop_it_draws_again(void **state)
{
	(void)state;
	struct pty *pty = start("echo");
	assert_true(pty_wait_for_text(pty, "Здравей"));
	pty_signal(pty, SIGSTOP);
	pty_pump(pty, 50);
	pty_signal(pty, SIGCONT);
	assert_true(pty_wait_for_text(pty, "resumed"));
	assert_quits(pty);
}

/* ---- without memory ----------------------------------------------------------------------------------------- */

static void what_is_no_terminal_is_refused(void **state)
{
	(void)state;
	int ends[2];
	struct terminal *terminal;
	assert_int_equal(pipe(ends), 0);
	struct terminal_options options = {.input = ends[0], .output = ends[1], .name = "xterm"};
	assert_int_equal(terminal_open(&terminal, &options), TERMINAL_FAILED);
	assert_null(terminal);
	terminal_close(NULL);
	close(ends[0]);
	close(ends[1]);
	assert_int_equal(failing_memory_live(), 0);
}

static void a_frame_without_memory_fails_and_the_next_is_whole(void **state)
{
	(void)state;
	bool hit = true;
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	for (size_t nth = 1; hit; nth++) {
		struct screen screen;
		struct grid grid = {.rows = 0};
		struct buffer out;
		buffer_init(&out, 1 << 20);
		assert_int_equal(screen_open(&screen, "xterm-256color", true), TERMINAL_OPEN);
		screen_resize(&screen, ROWS, COLUMNS);
		assert_true(grid_resize(&grid, ROWS, COLUMNS));
		draw_page(&grid, 0);
		failing_memory_set(nth, false);
		bool shown = screen_frame(&screen, &grid, &out);
		hit = failing_memory_hit();
		failing_memory_set(0, false);
		if (!shown) {
			assert_true(hit);
			assert_int_equal(out.length, 0);
			assert_true(screen_frame(&screen, &grid, &out));
		}
		assert_non_null(strstr(buffer_text(&out), "\033[?1049h"));
		assert_non_null(strstr(buffer_text(&out), "Ред 21"));
		buffer_free(&out);
		grid_free(&grid);
		screen_close(&screen);
		assert_int_equal(failing_memory_live(), 0);
	}
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_terminal_shows_each_frame_as_the_grid_has_it),
	        cmocka_unit_test(the_size_is_the_terminals_own),
	        cmocka_unit_test(a_line_on_is_cheap),
	        cmocka_unit_test(an_unchanged_frame_sends_nothing),
	        cmocka_unit_test(repainting_sends_every_cell),
	        cmocka_unit_test(nothing_is_asked_of_the_terminal),
	        cmocka_unit_test(the_modes_are_ours_while_it_runs),
	        cmocka_unit_test(the_mouse_may_be_ours_from_the_start),
	        cmocka_unit_test(terminals_without_colours_or_with_others_work),
	        cmocka_unit_test(no_color_sends_none),
	        cmocka_unit_test(an_unknown_terminal_is_refused_without_a_word),
	        cmocka_unit_test(keys_arrive),
	        cmocka_unit_test(many_keys_at_once_all_arrive),
	        cmocka_unit_test(a_resize_is_told_and_drawn),
	        cmocka_unit_test(many_resizes_end_in_the_right_picture),
	        cmocka_unit_test(a_terminal_that_does_not_know_its_size_has_24_rows),
	        cmocka_unit_test(each_signal_ends_it_with_the_terminal_as_it_was),
	        cmocka_unit_test(a_crash_leaves_the_terminal_as_it_was),
	        cmocka_unit_test(sigterm_ends_it_while_nobody_reads),
	        cmocka_unit_test(a_terminal_that_is_read_late_shows_the_newest),
	        cmocka_unit_test(a_hang_up_is_told_at_once),
	        cmocka_unit_test(suspending_gives_the_terminal_back_and_takes_it_again),
	        cmocka_unit_test(continued_after_sigstop_it_draws_again),
	        cmocka_unit_test(what_is_no_terminal_is_refused),
	        cmocka_unit_test(a_frame_without_memory_fails_and_the_next_is_whole),
	};
	return count > 1 ? run_child(arguments[1]) : cmocka_run_group_tests(tests, NULL, NULL);
}
