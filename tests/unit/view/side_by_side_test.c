/* Two languages side by side: what belongs together begins in the same row; the place, the links, sizes and memory. */

#include "unit/view/world.h"

static void open_pages(struct world *world, int rows, int columns)
{
	make_folder(world);
	write_site(world);
	write_file(world, "oak.bg.yaml",
	        "title: Дъб\ndate: 2021-05-20\nbody: |\n  Първи.\n\n  Втори.\n\n  ## Листа\n\n  Трети.\n\n"
	        "  ## Корени\n\n  Четвърти [с връзка](herbs).\n\n  Пети.\n\n  Шести.\n");
	write_file(world, "oak.en.yaml",
	        "title: Oak\nbody: |\n  First, which is by far the longest of all the paragraphs that stand "
	        "in "
	        "this page, so that it takes two lines.\n\n  Second.\n\n  Second and a half.\n\n  ## "
	        "Leaves\n\n"
	        "  ## Roots\n\n  Fourth.\n\n  ```\n  one\n  two\n  ```\n");
	open_view(world, rows, columns, "oak", (struct view_options){.language = 0});
}

static void blocks_that_belong_together_begin_in_the_same_row(void **state)
{
	struct world world;
	(void)state;
	open_pages(&world, 30, 130);
	press(&world, "p");
	assert_row(&world, 2, "  Дъб                                                              Oak");
	assert_row(&world, 3, "  20 май 2021 г.");
	assert_row(&world, 5,
	        "  Първи.                                                           First, which is by far "
	        "the "
	        "longest of all the paragraphs that");
	assert_row(&world, 8, "  Втори.                                                           Second.");
	assert_row(&world, 9, "");
	assert_row(&world, 10,
	        "                                                                   Second and a half.");
	assert_row(&world, 13, "  Листа                                                            Leaves");
	assert_row(&world, 15, "  Трети.");
	assert_row(&world, 18, "  Корени                                                           Roots");
	assert_row(&world, 20, "  Четвърти с връзка [1].                                           Fourth.");
	assert_true(strstr(row_of(&world, 22), "Пети.") != NULL && strstr(row_of(&world, 22), "one") != NULL);
	close_world(&world);
}

static void the_other_order_comes_with_the_other_language(void **state)
{
	struct world world;
	(void)state;
	open_pages(&world, 30, 130);
	press(&world, "p L");
	assert_row(&world, 2, "  Oak                                                              Дъб");
	assert_row(&world, 3,
	        "                                                                   20 май 2021 г.");
	press(&world, "L");
	assert_row(&world, 2, "  Дъб                                                              Oak");
	press(&world, "p");
	assert_row(&world, 2, "                             Дъб");
	close_world(&world);
}

static void a_narrow_screen_shows_one_and_a_wide_one_both_again(void **state)
{
	struct world world;
	(void)state;
	open_pages(&world, 30, 129);
	press(&world, "p");
	assert_status(&world, "Твърде тясно за два езика: нужни са 130 колони", "");
	assert_null(strstr(row_of(&world, 2), "Oak"));
	resize_to(&world, 30, 130);
	press(&world, "p");
	assert_non_null(strstr(row_of(&world, 2), "Oak"));
	resize_to(&world, 30, 129);
	assert_null(strstr(row_of(&world, 2), "Oak"));
	resize_to(&world, 30, 200);
	assert_non_null(strstr(row_of(&world, 2), "Oak"));
	press(&world, "Tab");
	assert_status(&world, "herbs", "");
	press(&world, "Enter p");
	assert_status(&world, "Страницата е само на един език", "");
	close_world(&world);
}

static void both_scroll_together_to_the_end_and_a_reload_shows_both(void **state)
{
	struct world world;
	(void)state;
	open_pages(&world, 10, 130);
	press(&world, "p G");
	assert_non_null(strstr(row_of(&world, -1), "100 %"));
	assert_non_null(strstr(row_of(&world, 7), "Шести."));
	press(&world, "g Down Down Down");
	assert_row(&world, 2,
	        "  Първи.                                                           First, which is by far "
	        "the "
	        "longest of all the paragraphs that");
	write_file(&world, "oak.en.yaml", "title: Oak\nbody: |\n  Only this.\n");
	press(&world, "r");
	assert_row(
	        &world, 2, "  Първи.                                                           Only this.");
	remove_file(&world, "oak.en.yaml");
	press(&world, "r");
	assert_null(strstr(row_of(&world, 2), "Only"));
	close_world(&world);
}

static void each_allocation_may_fail(void **state)
{
	static const char *const keys[] = {
	        "p", "Down", "L", "Space", "+", "-", "p", "p", "G", "Left", "Right"};
	struct world world;
	(void)state;
	open_pages(&world, 12, 140);
	for (size_t nth = 1;; nth++) {
		failing_memory_set(nth, false);
		for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
			press(&world, keys[i]);
			view_draw(world.view, &world.grid);
		}
		bool hit = failing_memory_hit();
		failing_memory_set(0, false);
		press(&world, "r");
		draw(&world);
		if (!hit)
			break;
	}
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(blocks_that_belong_together_begin_in_the_same_row),
	        cmocka_unit_test(the_other_order_comes_with_the_other_language),
	        cmocka_unit_test(a_narrow_screen_shows_one_and_a_wide_one_both_again),
	        cmocka_unit_test(both_scroll_together_to_the_end_and_a_reload_shows_both),
	        cmocka_unit_test(each_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
