/* Articles: pictures, the place in the text, links, neighbours, languages. */

#include "unit/view/world.h"

/* Opens the page of the small site with three links. */
static void open_trees(struct world *world, int rows, int columns)
{
	make_folder(world);
	write_site(world);
	open_view(world, rows, columns, "trees", (struct view_options){.language = 0});
}

static void an_article_is_set_in_the_middle_with_links_numbered(void **state)
{
	(void)state;
	struct world world;
	open_trees(&world, 16, 60);
	assert_picture(&world, "  Градината                                        БГ · EN\n"
	                       "\n"
	                       "  Дървета\n"
	                       "\n"
	                       "  Първият абзац е за липата и стои в началото.\n"
	                       "\n"
	                       "  Вторият води към билките [1] и към чужд адрес [2].\n"
	                       "\n"
	                       "  Третият абзац е дълъг, за да има какво да се пренася,\n"
	                       "  когато редът стане къс, и свършва тук.\n"
	                       "\n"
	                       "\n"
	                       "  Втора част\n"
	                       "\n"
	                       "\n"
	                       "  ↑↓ четене   ← назад   Tab връзки   ? помощ          79 %\n");
	resize_to(&world, 8, 100);
	assert_row(&world, 1, "              Дървета");
	assert_row(&world, 5, "              Вторият води към билките [1] и към чужд адрес [2].");
	resize_to(&world, 5, 20);
	assert_picture(&world, " Градината  БГ · EN\n"
	                       " Дървета\n"
	                       "\n"
	                       " Първият абзац е\n"
	                       " ? помощ        9 %\n");
	close_world(&world);
}

static void scrolling_stops_with_the_last_line_at_the_bottom(void **state)
{
	(void)state;
	struct world world;
	open_trees(&world, 10, 60);
	assert_row(&world, 2, "  Дървета");
	press(&world, "Up");
	assert_row(&world, 2, "  Дървета");
	press(&world, "G");
	assert_row(&world, 7, "  Шестият е последен [3].");
	assert_status(&world, "↑↓ четене   ← назад   Tab връзки   ? помощ", "100 %");
	char last[4096];
	snprintf(last, sizeof last, "%s", row_of(&world, 2));
	press(&world, "Down Space f d");
	assert_row(&world, 2, last);
	press(&world, "Home");
	assert_row(&world, 2, "  Дървета");
	press(&world, "Space"); /* the last of the six lines is the first now */
	assert_row(&world, 2, "");
	assert_row(&world, 3, "  Третият абзац е дълъг, за да има какво да се пренася,");
	press(&world, "b");
	assert_row(&world, 2, "  Дървета");
	press(&world, "d");
	assert_row(&world, 3, "  Вторият води към билките [1] и към чужд адрес [2].");
	press(&world, "Enter");
	assert_row(&world, 2, "  Вторият води към билките [1] и към чужд адрес [2].");
	close_world(&world);
}

static void a_page_that_fits_shows_no_share(void **state)
{
	(void)state;
	struct world world;
	make_folder(&world);
	write_site(&world);
	open_view(&world, 10, 60, "herbs", (struct view_options){.language = 0});
	assert_row(&world, -1, "  ↑↓ четене   ← назад   / търсене   ? помощ   q изход");
	close_world(&world);
}

/* Whatever sizes come between, the first size shows the first picture again, and the word on top is always on top. */
static void a_resize_keeps_the_word_on_top(void **state)
{
	(void)state;
	struct world world;
	char before[4096], word[64];
	open_trees(&world, 6, 34);
	for (int step = 0; step < 12; step++) {
		press(&world, "Down");
		snprintf(before, sizeof before, "%s", row_of(&world, 1));
		if (*before == '\0')
			continue;
		sscanf(before, " %63s", word);
		for (int columns = 14; columns < 90; columns += 7) {
			resize_to(&world, 4, columns);
			bool at_end = strstr(row_of(&world, 2), "последен") != NULL;
			assert_true(at_end || strstr(row_of(&world, 1), word) != NULL ||
			            text_width(word, strlen(word)) > columns / 2);
		}
		resize_to(&world, 6, 34);
		assert_row(&world, 1, before);
	}
	close_world(&world);
}

static void the_measure_changes_in_steps_between_its_ends(void **state)
{
	(void)state;
	struct world world;
	open_trees(&world, 10, 100);
	press(&world, "-");
	assert_status(&world, "Дължина на реда: 68 колони", "%");
	assert_row(&world, 2, "                Дървета");
	press(&world, "+ +");
	assert_row(&world, 2, "            Дървета");
	press(&world, "=");
	assert_row(&world, 2, "              Дървета");
	for (int i = 0; i < 9; i++)
		press(&world, "+");
	assert_row(&world, 2, "  Дървета");
	assert_status(&world, "Най-дългият ред", "%");
	for (int i = 0; i < 30; i++)
		press(&world, "-");
	assert_status(&world, "Най-късият ред", "%");
	close_world(&world);
}

static void tab_selects_links_and_shows_where_they_lead(void **state)
{
	(void)state;
	struct world world;
	open_trees(&world, 12, 60);
	press(&world, "Tab");
	assert_status(&world, "herbs", "%");
	draw(&world);
	assert_int_equal(world.grid.cursor_row, 6);
	assert_int_equal(grid_cell(&world.grid, 6, world.grid.cursor_column)->role, CELL_SELECTED_LINK);
	assert_int_equal(grid_cell(&world.grid, 6, world.grid.cursor_column)->link, 1);
	press(&world, "Tab");
	assert_status(&world, "https://example.org/linden", "%");
	press(&world, "Tab"); /* below the screen */
	assert_status(&world, "news", "100 %");
	assert_row(&world, 9, "  Шестият е последен [3].");
	press(&world, "Tab"); /* round */
	assert_status(&world, "След последната връзка – отначало: herbs", "%");
	press(&world, "Shift-Tab");
	assert_status(&world, "Преди първата връзка – от края: news", "100 %");
	press(&world, "Shift-Tab");
	assert_status(&world, "https://example.org/linden", "%");
	press(&world, "G"); /* out of sight it is selected no more */
	press(&world, "Shift-Tab");
	assert_status(&world, "news", "100 %");
	press(&world, "Shift-Tab Shift-Tab");
	assert_status(&world, "herbs", "%");
	close_world(&world);
}

static void a_link_inside_the_site_opens_and_back_returns_to_it(void **state)
{
	(void)state;
	struct world world;
	open_trees(&world, 12, 60);
	press(&world, "Down Down Tab Enter");
	assert_row(&world, 2, "  Билки");
	press(&world, "Left");
	assert_row(&world, 2, "  Първият абзац е за липата и стои в началото.");
	assert_status(&world, "herbs", "%");
	press(&world, "3");
	assert_row(&world, 0, "  Градината › Новини                               БГ · EN");
	press(&world, "Left");
	assert_status(&world, "news", "100 %");
	press(&world, "2");
	assert_row(&world, -1, "  https://example.org/linden · o браузър · y копиране");
	press(&world, "7");
	assert_status(&world, "На страницата няма връзка с номер 7", "%");
	press(&world, "Right"); /* the selected link leads out of the site */
	assert_row(&world, -1, "  https://example.org/linden · o браузър · y копиране");
	close_world(&world);
}

static void with_more_than_nine_links_a_number_waits_for_enter(void **state)
{
	(void)state;
	struct world world;
	make_folder(&world);
	write_file(&world, "site.yaml", "title: Връзки\nlanguages: [bg]\n");
	char text[2000] = "title: Много\nbody: |\n";
	for (int i = 1; i <= 12; i++) {
		size_t used = strlen(text);
		snprintf(text + used, sizeof text - used, "  [номер %d](page-%d)\n", i, i);
	}
	write_file(&world, "links.yaml", text);
	write_file(&world, "page-1.yaml", "title: Едно\n");
	write_file(&world, "page-10.yaml", "title: Десет\n");
	open_view(&world, 12, 60, "links", (struct view_options){.language = 0});
	press(&world, "1");
	assert_row(&world, -1, "  Връзка 1: натиснете Enter за отваряне");
	press(&world, "0");
	assert_row(&world, -1, "  Връзка 10: натиснете Enter за отваряне");
	press(&world, "Enter");
	assert_row(&world, 2, "  Десет");
	press(&world, "Left 1 Enter");
	assert_row(&world, 2, "  Едно");
	press(&world, "Left 1 Left");
	assert_row(&world, 2, "  Много");
	press(&world, "1 Down 2 Enter");
	assert_row(&world, -1, "  Страницата „page-2“ не е открита");
	press(&world, "9 9 9 9 9 9 9 9 9 Enter");
	assert_non_null(strstr(row_of(&world, -1), "няма връзка с номер"));
	close_world(&world);
}

static void a_page_without_links_says_so(void **state)
{
	(void)state;
	struct world world;
	make_folder(&world);
	write_site(&world);
	open_view(&world, 10, 60, "herbs", (struct view_options){.language = 0});
	press(&world, "Tab");
	assert_row(&world, -1, "  На страницата няма връзки");
	press(&world, "3");
	assert_row(&world, -1, "  На страницата няма връзки");
	press(&world, "Right Enter l");
	assert_row(&world, 2, "  Билки");
	close_world(&world);
}

static void neighbours_open_without_going_back_and_the_menu_follows(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 12, 60);
	press(&world, "End Up Right Down Right");
	assert_row(&world, 2, "  През май");
	press(&world, "[");
	assert_row(&world, -1, "  Първа статия на раздела");
	press(&world, "]");
	assert_row(&world, 2, "  През януари");
	assert_row(&world, -1, "  Статия 2 от 3");
	press(&world, "]");
	assert_row(&world, -1, "  Статия 3 от 3");
	press(&world, "]");
	assert_row(&world, -1, "  Последна статия на раздела");
	press(&world, "[");
	assert_row(&world, -1, "  Статия 2 от 3");
	press(&world, "Left");
	assert_string_equal(selected_row(&world), "  ▸ През януари                  Валя сняг.");
	press(&world, "Up Up Right ]"); /* from the introduction to the first article */
	assert_row(&world, 2, "  През май");
	close_world(&world);
}

static void neighbours_of_a_page_opened_directly_are_listed_first(void **state)
{
	(void)state;
	struct world world;
	make_folder(&world);
	write_site(&world);
	open_view(&world, 12, 60, "news/2021-05-20-may", (struct view_options){.language = 0});
	press(&world, "]");
	assert_row(&world, 2, "  През януари");
	assert_row(&world, 0, "  Градината › Новини");
	close_world(&world);
}

static void the_other_language_shows_the_same_block(void **state)
{
	(void)state;
	struct world world;
	open_trees(&world, 8, 70);
	press(&world, "Down Down Down Down Down Down Down Down Down Down");
	assert_row(&world, 1, "  Втора част");
	press(&world, "L");
	assert_row(&world, 0, "  The Garden                                                 БГ · EN");
	assert_non_null(strstr(row_of(&world, -1), "read"));
	assert_row(&world, 1, "  Part two");
	press(&world, "L");
	assert_row(&world, 1, "  Втора част");
	close_world(&world);
}

static void a_page_in_one_language_says_so_and_is_shown_in_it(void **state)
{
	(void)state;
	struct world world;
	make_folder(&world);
	write_site(&world);
	open_view(&world, 10, 80, "herbs", (struct view_options){.language = 1});
	assert_row(&world, -1, "  This page is not available in English; shown in Bulgarian");
	press(&world, "L");
	assert_row(&world, -1, "  Страницата е само на един език");
	press(&world, "Down");
	assert_row(&world, -1, "  ↑↓ четене   ← назад   / търсене   ? помощ   q изход");
	press(&world, "Left");
	assert_row(
	        &world, 0, "  The Garden                                                           БГ · EN");
	assert_string_equal(selected_row(&world), "  ▸ Билки");
	close_world(&world);
}

static void a_broken_page_is_shown_like_any_page(void **state)
{
	(void)state;
	struct world world;
	make_folder(&world);
	write_site(&world);
	open_view(&world, 14, 80, "broken", (struct view_options){.language = 0});
	assert_row(&world, 2, "    Страницата не може да се прочете");
	press(&world, "G g Tab ] [");
	close_world(&world);
}

static void a_click_on_a_link_follows_it(void **state)
{
	(void)state;
	struct world world;
	open_trees(&world, 12, 60);
	do_command(&world, view_key(world.view, (struct key){.key = KEYBOARD_CLICK, .row = 6, .column = 1}));
	assert_row(&world, 2, "  Дървета");
	do_command(&world, view_key(world.view, (struct key){.key = KEYBOARD_CLICK, .row = 6, .column = 21}));
	assert_row(&world, 2, "  Билки");
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(an_article_is_set_in_the_middle_with_links_numbered),
	        cmocka_unit_test(scrolling_stops_with_the_last_line_at_the_bottom),
	        cmocka_unit_test(a_page_that_fits_shows_no_share),
	        cmocka_unit_test(a_resize_keeps_the_word_on_top),
	        cmocka_unit_test(the_measure_changes_in_steps_between_its_ends),
	        cmocka_unit_test(tab_selects_links_and_shows_where_they_lead),
	        cmocka_unit_test(a_link_inside_the_site_opens_and_back_returns_to_it),
	        cmocka_unit_test(with_more_than_nine_links_a_number_waits_for_enter),
	        cmocka_unit_test(a_page_without_links_says_so),
	        cmocka_unit_test(neighbours_open_without_going_back_and_the_menu_follows),
	        cmocka_unit_test(neighbours_of_a_page_opened_directly_are_listed_first),
	        cmocka_unit_test(the_other_language_shows_the_same_block),
	        cmocka_unit_test(a_page_in_one_language_says_so_and_is_shown_in_it),
	        cmocka_unit_test(a_broken_page_is_shown_like_any_page),
	        cmocka_unit_test(a_click_on_a_link_follows_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
