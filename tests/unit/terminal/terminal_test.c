/*
 * The terminal opened, shown and waited for over a real pseudo-terminal, whose screen is kept by libvterm and compared with
 * the grid. The program in it is this one again: see child.h.
 */

#include "terminal/colours.h"

#include "unit/terminal/child.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void assert_styles(struct pty *pty, const struct grid *grid)
{
	const struct colours colours = {.depth = COLOURS_256, .italic = true};
	for (int row = 0; row < grid->rows; row++) {
		for (int column = 0; column < grid->columns; column++) {
			const struct cell *cell = grid_cell(grid, row, column);
			struct style style = colours_style(&colours, cell->role, cell->attributes);
			const char *words = pty_style(pty, row, column);
			if ((cell->attributes & CELL_RIGHT_HALF) != 0)
				continue;
			assert_int_equal(strstr(words, "bold") != NULL, (style.attributes & A_BOLD) != 0);
			assert_int_equal(
			        strstr(words, "reverse") != NULL, (style.attributes & A_REVERSE) != 0);
			assert_int_equal(
			        strstr(words, "underline") != NULL, (style.attributes & A_UNDERLINE) != 0);
			/* A blank shows neither slant nor colour. */
			if (cell->character == 0)
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
	        "TERM=xterm-256color", "NO_COLOR", "LINES=32000", "COLUMNS=32000", NULL};
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

/* The reader may have chosen it: no program that changes no colour has to reset any. */
static void the_palette_is_left_alone(void **state)
{
	(void)state;
	struct pty *pty = start("page");
	size_t length;
	assert_true(pty_wait_for_text(pty, "четене"));
	pty_send(pty, "q", 1);
	assert_ends(pty, ENDED_BY_KEY);
	assert_null(strstr(pty_bytes(pty, &length), "\033]"));
	pty_free(pty);
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
	assert_true(pty_names_keys(pty));
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

static void terminals_without_colours_or_with_others_work(void **state)
{
	(void)state;
	static const char *const names[] = {"TERM=xterm", "TERM=xterm-16color", "TERM=vt100", "TERM=linux",
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

static void the_readers_own_colours_are_shown_as_the_terminal_can(void **state)
{
	(void)state;
	static const struct {
		const char *terminal, *site, *status;
	} cases[] = {
	        {"TERM=xterm-256color", "\033[31m", "\033[38;5;35m"},
	        {"TERM=xterm-16color", "\033[31m", "\033[32m"},
	        {"TERM=xterm", "\033[31m", "\033[32m"},
	        {"TERM=xterm-direct", "\033[31m", "\033[38:2::18:171:52m"},
	        {"TERM=xterm-direct2", "\033[31m", "\033[38:2:18:171:52m"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *environment[] = {cases[i].terminal, "NO_COLOR", NULL};
		struct pty *pty = start_at("looks", ROWS, COLUMNS, environment);
		size_t length;
		assert_true(pty_wait_for_text(pty, "четене"));
		assert_non_null(strstr(pty_bytes(pty, &length), cases[i].site));
		assert_non_null(strstr(pty_bytes(pty, &length), cases[i].status));
		assert_non_null(strstr(pty_style(pty, ROWS - 1, 2), "italic"));
		assert_quits(pty);
	}
}

static void what_is_copied_is_handed_to_the_terminal(void **state)
{
	(void)state;
	struct pty *pty = start("page");
	size_t length;
	assert_true(pty_wait_for_text(pty, "четене"));
	pty_send(pty, "y", 1);
	pty_wait_for_quiet(pty, 50);
	assert_non_null(strstr(
	        pty_bytes(pty, &length), "\033]52;c;aHR0cHM6Ly9pb20uaW50L9CR0YrQu9Cz0LDRgNC40Y8=\033\\"));
	assert_quits(pty);
	static const char *const environment[] = {"TERM=linux", "NO_COLOR", NULL};
	pty = start_at("page", ROWS, COLUMNS, environment); /* it would show part of the string */
	assert_true(pty_wait_for_text(pty, "четене"));
	pty_send(pty, "y", 1);
	pty_wait_for_quiet(pty, 50);
	assert_null(strstr(pty_bytes(pty, &length), "]52;"));
	assert_quits(pty);
}

/* ---- links -------------------------------------------------------------------------------------------------- */

/* Whether each cell has the link that GRID gives it and is struck through where it should, and no other. */
static bool has_links(struct pty *pty, const void *context)
{
	const struct grid *grid = context;
	for (int row = 0; row < grid->rows; row++) {
		for (int column = 0; column < grid->columns; column++) {
			uint16_t number = grid_cell(grid, row, column)->link;
			char wanted[300] = "";
			if (number != 0 && grid_link(grid, number) != NULL)
				snprintf(wanted, sizeof wanted,
				        "id=%d;https://iom.int/%%D1%%81%%D1%%82%%D1%%80%%20%s", number,
				        strrchr(grid_link(grid, number), ' ') + 1);
			if (strcmp(pty_link(pty, row, column), wanted) != 0)
				return false;
			bool struck = (grid_cell(grid, row, column)->attributes & CELL_STRIKETHROUGH) != 0;
			if (struck != (strstr(pty_style(pty, row, column), "strikethrough") != NULL))
				return false;
		}
	}
	return true;
}

static void links_lead_where_they_say_whatever_has_moved(void **state)
{
	(void)state;
	static const char keys[] = "nnnNjnNNnjjnnnnnnnnNNNNNNNNxNnj";
	struct pty *pty = start("links");
	struct grid grid = {.rows = 0};
	int number = 0;
	assert_true(grid_resize(&grid, ROWS, COLUMNS));
	for (size_t i = 0; i < sizeof keys; i++) {
		draw_links(&grid, number);
		assert_shows(pty, &grid);
		if (i % 4 != 1) /* else the next key comes before the links do */
			assert_true(pty_wait_until(pty, has_links, &grid, PTY_PATIENCE));
		pty_wait_for_quiet(pty, 5);
		assert_shows(pty, &grid);
		pty_send(pty, keys + i, keys[i] != '\0');
		number += keys[i] == 'n' ? 1 : keys[i] == 'N' ? -1 : keys[i] == 'j' ? 40 : 0;
	}
	grid_free(&grid);
	assert_quits(pty);
}

static void at_rest_links_are_not_written_again(void **state)
{
	(void)state;
	struct pty *pty = start("links");
	size_t before, after;
	assert_true(pty_wait_for_text(pty, "Ред 10"));
	pty_send(pty, "n", 1);
	assert_true(pty_wait_for_text(pty, "Ред 22:"));
	pty_wait_for_quiet(pty, 150);
	pty_bytes(pty, &before);
	pty_pump(pty, 300);
	pty_bytes(pty, &after);
	assert_int_equal(after, before);
	assert_quits(pty);
}

static void assert_no_links(const char *terminal)
{
	const char *environment[] = {terminal, "NO_COLOR", NULL};
	struct pty *pty = start_at("links", ROWS, COLUMNS, environment);
	size_t length;
	assert_true(pty_wait_for_text(pty, "Ред 10"));
	pty_wait_for_quiet(pty, 100);
	assert_null(strstr(pty_bytes(pty, &length), "]8;"));
	assert_quits(pty);
}

static void terminals_that_would_not_understand_get_no_links(void **state)
{
	(void)state;
	assert_no_links("TERM=linux");
	assert_no_links("TERM=screen-256color");
	assert_no_links("TERM=vt52");
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

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_terminal_shows_each_frame_as_the_grid_has_it),
	        cmocka_unit_test(the_size_is_the_terminals_own),
	        cmocka_unit_test(a_line_on_is_cheap),
	        cmocka_unit_test(an_unchanged_frame_sends_nothing),
	        cmocka_unit_test(repainting_sends_every_cell),
	        cmocka_unit_test(the_palette_is_left_alone),
	        cmocka_unit_test(nothing_is_asked_of_the_terminal),
	        cmocka_unit_test(the_modes_are_ours_while_it_runs),
	        cmocka_unit_test(the_mouse_may_be_ours_from_the_start),
	        cmocka_unit_test(terminals_without_colours_or_with_others_work),
	        cmocka_unit_test(no_color_sends_none),
	        cmocka_unit_test(the_readers_own_colours_are_shown_as_the_terminal_can),
	        cmocka_unit_test(what_is_copied_is_handed_to_the_terminal),
	        cmocka_unit_test(links_lead_where_they_say_whatever_has_moved),
	        cmocka_unit_test(at_rest_links_are_not_written_again),
	        cmocka_unit_test(terminals_that_would_not_understand_get_no_links),
	        cmocka_unit_test(an_unknown_terminal_is_refused_without_a_word),
	        cmocka_unit_test(keys_arrive),
	        cmocka_unit_test(many_keys_at_once_all_arrive),
	        cmocka_unit_test(a_resize_is_told_and_drawn),
	        cmocka_unit_test(many_resizes_end_in_the_right_picture),
	        cmocka_unit_test(a_terminal_that_does_not_know_its_size_has_24_rows),
	};
	return count > 1 ? run_child(arguments[1]) : cmocka_run_group_tests(tests, NULL, NULL);
}
