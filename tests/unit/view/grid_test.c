/* The grid: text put into cells, wide letters whole or not at all, and its edges. */

#include "harness/failing_memory.h"
#include "view/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static int put(struct grid *grid, int row, int column, int limit, const char *text)
{
	return grid_put(grid, row, column, limit, text, strlen(text), CELL_TEXT, 0);
}

static void assert_row(const struct grid *grid, int row, const char *expected)
{
	struct buffer text;
	buffer_init(&text, 1000);
	assert_true(grid_row_text(grid, row, &text));
	assert_string_equal(buffer_text(&text), expected);
	buffer_free(&text);
}

static void a_new_grid_is_blank(void **state)
{
	(void)state;
	struct grid grid = {.rows = 0};
	assert_true(grid_resize(&grid, 2, 5));
	assert_row(&grid, 0, "");
	assert_row(&grid, 1, "");
	assert_null(grid_cell(&grid, 2, 0));
	assert_null(grid_cell(&grid, 0, 5));
	assert_null(grid_cell(&grid, -1, 0));
	assert_null(grid_cell(&grid, 0, -1));
	grid_free(&grid);
	assert_int_equal(failing_memory_live(), 0);
}

static void a_size_is_never_less_than_one_nor_more_than_the_maximum(void **state)
{
	(void)state;
	struct grid grid = {.rows = 0};
	assert_true(grid_resize(&grid, 0, -7));
	assert_int_equal(grid.rows, 1);
	assert_int_equal(grid.columns, 1);
	assert_true(grid_resize(&grid, 1, 100000));
	assert_int_equal(grid.columns, GRID_SIDE_MAXIMUM);
	grid_free(&grid);
}

static void without_memory_the_grid_is_as_it_was(void **state)
{
	(void)state;
	struct grid grid = {.rows = 0};
	assert_true(grid_resize(&grid, 1, 5));
	put(&grid, 0, 0, 5, "мак");
	failing_memory_set(1, false);
	assert_false(grid_resize(&grid, 3, 9));
	failing_memory_set(0, false);
	assert_int_equal(grid.columns, 5);
	assert_row(&grid, 0, "мак");
	grid_free(&grid);
}

static void text_stops_at_the_limit_and_at_the_edge(void **state)
{
	(void)state;
	struct grid grid = {.rows = 0};
	grid_resize(&grid, 3, 6);
	assert_int_equal(put(&grid, 0, 1, 4, "миграция"), 4);
	assert_row(&grid, 0, " миг");
	assert_int_equal(put(&grid, 1, 2, 99, "миграция"), 6);
	assert_row(&grid, 1, "  мигр");
	put(&grid, -1, 0, 6, "над");
	put(&grid, 3, 0, 6, "под");
	assert_int_equal(put(&grid, 2, -2, 6, "вляво"), 3);
	assert_row(&grid, 2, "яво");
	grid_free(&grid);
}

static void a_wide_letter_is_put_whole_or_not_at_all(void **state)
{
	(void)state;
	struct grid grid = {.rows = 0};
	grid_resize(&grid, 3, 4);
	assert_int_equal(put(&grid, 0, 0, 4, "a漢字"), 3);
	assert_row(&grid, 0, "a漢");
	assert_int_equal(grid_cell(&grid, 0, 1)->attributes, CELL_WIDE);
	assert_int_equal(grid_cell(&grid, 0, 2)->attributes, CELL_RIGHT_HALF);
	put(&grid, 0, 2, 4, "б"); /* onto its right half: the left half goes */
	assert_row(&grid, 0, "a б");
	put(&grid, 1, 0, 4, "漢字");
	put(&grid, 1, 1, 4, "漢"); /* onto halves of two */
	assert_row(&grid, 1, " 漢");
	assert_int_equal(grid_cell(&grid, 1, 3)->attributes, 0);
	put(&grid, 2, -1, 4, "漢б"); /* half of it would be outside */
	assert_row(&grid, 2, " б");
	grid_free(&grid);
}

static void what_has_no_width_takes_no_cell(void **state)
{
	(void)state;
	struct grid grid = {.rows = 0};
	grid_resize(&grid, 1, 9);
	assert_int_equal(put(&grid, 0, 0, 9, "а\u00adб\u200bв\n"), 3);
	assert_row(&grid, 0, "абв");
	grid_free(&grid);
}

static void marks_stay_on_their_letter(void **state)
{
	(void)state;
	struct grid grid = {.rows = 0};
	grid_resize(&grid, 1, 9);
	assert_int_equal(put(&grid, 0, 0, 9, "и\u0300е"), 2);
	char text[TEXT_SHOWN_MAXIMUM];
	assert_int_equal(grid_cell_text(&grid, grid_cell(&grid, 0, 0), text), strlen("и\u0300"));
	assert_memory_equal(text, "и\u0300", strlen("и\u0300"));
	assert_int_equal(grid_cell_text(&grid, grid_cell(&grid, 0, 1), text), strlen("е"));
	assert_int_equal(grid_cell_text(&grid, grid_cell(&grid, 0, 2), text), 0);
	grid_free(&grid);
	assert_int_equal(failing_memory_live(), 0);
}

static void the_same_cluster_makes_the_same_cell(void **state)
{
	(void)state;
	struct grid grid = {.rows = 0};
	grid_resize(&grid, 1, 9);
	put(&grid, 0, 0, 9, "и\u0300о\u0301и\u0300");
	struct cell first = *grid_cell(&grid, 0, 0);
	assert_memory_equal(&first, grid_cell(&grid, 0, 2), sizeof first);
	assert_memory_not_equal(&first, grid_cell(&grid, 0, 1), sizeof first);
	grid_clear(&grid);
	put(&grid, 0, 0, 9, "о\u0301и\u0300");
	assert_memory_equal(&first, grid_cell(&grid, 0, 1), sizeof first);
	grid_free(&grid);
}

static void more_clusters_than_a_grid_holds_lose_their_marks_until_it_is_cleared(void **state)
{
	(void)state;
	struct grid grid = {.rows = 0};
	grid_resize(&grid, 2, 100);
	for (int i = 0; i < 8000; i++) {
		char text[] = {(char)('!' + i % 90), (char)0xcc, (char)(0x80 + i / 90 % 60), (char)0xcd,
		        (char)(0x80 + i / 5400), '\0'};
		put(&grid, 0, i % 100, 100, text);
	}
	put(&grid, 1, 0, 9, "и\u0300");
	assert_row(&grid, 1, "и");
	uint32_t generation = grid.generation;
	grid_clear(&grid);
	assert_int_not_equal(grid.generation, generation);
	put(&grid, 1, 0, 9, "и\u0300");
	assert_row(&grid, 1, "и\u0300");
	grid_free(&grid);
	assert_int_equal(failing_memory_live(), 0);
}

static void without_memory_a_letter_loses_its_marks(void **state)
{
	(void)state;
	struct grid grid = {.rows = 0};
	grid_resize(&grid, 1, 9);
	failing_memory_set(1, false);
	assert_int_equal(put(&grid, 0, 0, 9, "и\u0300е"), 2);
	failing_memory_set(0, false);
	assert_row(&grid, 0, "ие");
	grid_free(&grid);
}

static void a_copy_is_the_same(void **state)
{
	(void)state;
	struct grid grid = {.rows = 0}, copy = {.rows = 0};
	grid_resize(&grid, 2, 9);
	put(&grid, 1, 0, 9, "漢и\u0300е");
	grid.cursor_row = 1;
	grid.cursor_shown = true;
	for (size_t nth = 1; nth <= 2; nth++) {
		failing_memory_set(nth, false);
		assert_false(grid_copy(&copy, &grid));
		failing_memory_set(0, false);
	}
	assert_true(grid_copy(&copy, &grid));
	assert_row(&copy, 1, "漢и\u0300е");
	assert_int_equal(copy.cursor_row, 1);
	assert_true(copy.cursor_shown);
	assert_memory_equal(copy.cells, grid.cells, sizeof *grid.cells * 18);
	grid_free(&copy);
	grid_free(&grid);
	assert_int_equal(failing_memory_live(), 0);
}

static void a_grid_knows_where_its_links_lead_until_it_is_cleared(void **state)
{
	(void)state;
	struct grid grid = {.rows = 0}, copy = {.rows = 0};
	grid_resize(&grid, 1, 9);
	grid_add_link(&grid, 3, "https://iom.int");
	grid_add_link(&grid, 65535, "mailto:a@b");
	grid_add_link(&grid, 3, "https://elsewhere");
	assert_string_equal(grid_link(&grid, 3), "https://iom.int");
	assert_null(grid_link(&grid, 4));
	assert_true(grid_copy(&copy, &grid));
	grid_clear(&grid);
	assert_null(grid_link(&grid, 3));
	assert_string_equal(grid_link(&copy, 65535), "mailto:a@b");
	for (size_t nth = 1; nth <= 2; nth++) {
		struct grid starved = {.rows = 0};
		grid_resize(&starved, 1, 9);
		failing_memory_set(nth, false);
		grid_add_link(&starved, 3, "https://iom.int");
		failing_memory_set(0, false);
		assert_null(grid_link(&starved, 3));
		grid_add_link(&starved, 3, "https://iom.int");
		assert_string_equal(grid_link(&starved, 3), "https://iom.int");
		grid_free(&starved);
	}
	grid_free(&copy);
	grid_free(&grid);
	assert_int_equal(failing_memory_live(), 0);
}

static void cells_know_what_they_are_for(void **state)
{
	(void)state;
	struct grid grid = {.rows = 0};
	grid_resize(&grid, 1, 9);
	grid_put(&grid, 0, 2, 9, "漢", strlen("漢"), CELL_HEADING, CELL_BOLD | CELL_ITALIC);
	for (int column = 2; column < 4; column++) {
		assert_int_equal(grid_cell(&grid, 0, column)->role, CELL_HEADING);
		assert_int_equal(grid_cell(&grid, 0, column)->attributes & ~(unsigned)CELL_SHAPE,
		        CELL_BOLD | CELL_ITALIC);
	}
	assert_int_equal(grid_cell(&grid, 0, 4)->role, CELL_TEXT);
	grid_clear(&grid);
	assert_row(&grid, 0, "");
	grid_free(&grid);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_new_grid_is_blank),
	        cmocka_unit_test(a_size_is_never_less_than_one_nor_more_than_the_maximum),
	        cmocka_unit_test(without_memory_the_grid_is_as_it_was),
	        cmocka_unit_test(text_stops_at_the_limit_and_at_the_edge),
	        cmocka_unit_test(a_wide_letter_is_put_whole_or_not_at_all),
	        cmocka_unit_test(what_has_no_width_takes_no_cell),
	        cmocka_unit_test(marks_stay_on_their_letter),
	        cmocka_unit_test(the_same_cluster_makes_the_same_cell),
	        cmocka_unit_test(more_clusters_than_a_grid_holds_lose_their_marks_until_it_is_cleared),
	        cmocka_unit_test(without_memory_a_letter_loses_its_marks),
	        cmocka_unit_test(a_copy_is_the_same),
	        cmocka_unit_test(a_grid_knows_where_its_links_lead_until_it_is_cleared),
	        cmocka_unit_test(cells_know_what_they_are_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
