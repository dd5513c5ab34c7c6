/* Finding: the prompt's keys, marks in an article, the filter of a menu, the results of a search. */

#include "unit/view/world.h"

#include "view/results.h"

/* Types TEXT as keys, each followed by what is done while no key waits. */
static void type(struct world *world, const char *text)
{
	for (size_t length = strlen(text); length > 0;) {
		struct key key = {.key = KEYBOARD_CHARACTER};
		size_t bytes = text_decode(text, length, &key.character);
		do_command(world, view_key(world->view, key));
		do_idle_work(world);
		text += bytes;
		length -= bytes;
	}
}

static void paste(struct world *world, const char *text)
{
	for (size_t length = strlen(text); length > 0;) {
		struct key key = {.key = KEYBOARD_PASTED};
		size_t bytes = text_decode(text, length, &key.character);
		do_command(world, view_key(world->view, key));
		text += bytes;
		length -= bytes;
	}
}

static void press_and_rest(struct world *world, const char *names)
{
	press(world, names);
	do_idle_work(world);
}

static bool status_has(struct world *world, const char *words)
{
	const char *row = row_of(world, -1);
	if (strstr(row, words) == NULL)
		print_message("the status line is: %s\n", row);
	return strstr(row, words) != NULL;
}

/* Cells with ROLE on the screen. */
static int cells_of(struct world *world, enum cell_role role)
{
	int count = 0;
	draw(world);
	for (int row = 0; row < world->grid.rows; row++)
		for (int column = 0; column < world->grid.columns; column++)
			count += grid_cell(&world->grid, row, column)->role == role;
	return count;
}

static struct world *open_at(struct world *world, int rows, int columns, const char *start)
{
	make_folder(world);
	write_site(world);
	open_view(world, rows, columns, start, (struct view_options){.language = 0});
	return world;
}

/* ---- the prompt ---- */

static void in_a_prompt_no_key_is_a_command(void **state)
{
	(void)state;
	struct world world;
	open_at(&world, 12, 60, "trees");
	press(&world, "/");
	type(&world, "qjlLrhM?[]+-=19 nNtйяq");
	assert_row(&world, -1, "  Търсене: qjlLrhM?[]+-=19 nNtйяq          Няма съвпадения");
	assert_false(world.quit);
	assert_int_equal(world.view->count, 2);
	assert_int_equal(world.asked[EFFECT_RELOAD], 0);
	press(&world, "Esc");
	assert_row(&world, 2, "  Дървета");
	close_world(&world);
}

static void what_is_pasted_is_typed_and_looked_for_once(void **state)
{
	(void)state;
	struct world world;
	open_at(&world, 12, 60, "trees");
	press(&world, "/");
	paste(&world, "трети/ят\nабзац\x1b");
	assert_true(status_has(&world, "Търсене: трети/ят абзац␛"));
	assert_true(cells_of(&world, CELL_MATCH_PRESENT) == 0);
	press_and_rest(&world, "Ctrl-U");
	paste(&world, "Третият\nабзац");
	do_idle_work(&world);
	assert_true(status_has(&world, "1 от 1"));
	assert_int_equal(cells_of(&world, CELL_MATCH_PRESENT), text_width("Третият абзац", 25));
	press(&world, "Ctrl-U");
	paste(&world, "//"); /* is no search of the site */
	assert_true(status_has(&world, "Търсене: //"));
	close_world(&world);
}

static void enter_looks_for_what_was_just_pasted(void **state)
{
	(void)state;
	struct world world;
	open_at(&world, 12, 60, "trees");
	press(&world, "/");
	paste(&world, "чужд");
	press_and_rest(&world, "Enter");
	assert_true(status_has(&world, "1 от 1"));
	assert_int_equal(cells_of(&world, CELL_MATCH_PRESENT), 4);
	close_world(&world);
}

static void the_prompt_closes_with_the_screen_it_is_on(void **state)
{
	(void)state;
	struct world world;
	open_at(&world, 12, 60, "trees");
	press(&world, "/");
	type(&world, "аб");
	remove_file(&world, "trees.bg.yaml");
	remove_file(&world, "trees.en.yaml");
	do_command(&world, (struct command){.name = COMMAND_RELOAD});
	do_idle_work(&world);
	assert_false(prompt_is_open(world.view));
	assert_row(&world, 0, "  Градината                                        БГ · EN");
	close_world(&world);
}

static void the_oldest_queries_are_forgotten(void **state)
{
	(void)state;
	struct world world;
	char words[16];
	open_at(&world, 12, 60, "trees");
	for (int i = 0; i < PROMPT_QUERIES + 2; i++) {
		press(&world, "/");
		snprintf(words, sizeof words, "дума%d", i);
		type(&world, words);
		press_and_rest(&world, "Enter");
	}
	assert_int_equal(world.view->prompt.query_count, PROMPT_QUERIES);
	press(&world, "/");
	for (int i = 0; i < PROMPT_QUERIES + 5; i++)
		press(&world, "Up");
	assert_true(status_has(&world, "Търсене: дума2 "));
	press_and_rest(&world, "Enter"); /* used again it is the latest */
	assert_string_equal(prompt_last_query(world.view), "дума2");
	assert_int_equal(world.view->prompt.query_count, PROMPT_QUERIES);
	close_world(&world);
}

/* ---- in an article ---- */

static void typing_disturbs_no_place_before_enter(void **state)
{
	(void)state;
	struct world world;
	char before[4096];
	open_at(&world, 8, 40, "trees");
	press(&world, "Down Down");
	snprintf(before, sizeof before, "%s", row_of(&world, 1));
	press(&world, "/");
	type(&world, "шестият");
	assert_true(strcmp(row_of(&world, 1), before) != 0);
	press(&world, "Ctrl-U");
	assert_row(&world, 1, before);
	type(&world, "петият");
	press(&world, "Esc");
	assert_row(&world, 1, before);
	assert_int_equal(cells_of(&world, CELL_MATCH) + cells_of(&world, CELL_MATCH_PRESENT), 0);
	close_world(&world);
}

static void the_first_match_below_the_top_is_the_present_one(void **state)
{
	(void)state;
	struct world world;
	open_at(&world, 8, 40, "trees");
	press(&world, "G /");
	type(&world, "абзац");
	assert_true(status_has(&world, "3 от 4"));
	press_and_rest(&world, "Enter");
	assert_true(status_has(&world, "3 от 4"));
	press(&world, "n n");
	assert_true(status_has(&world, "След края – търсене от началото"));
	press(&world, "G /");
	type(&world, "чужд"); /* stands above: the search goes round */
	press_and_rest(&world, "Enter");
	assert_true(strstr(row_of(&world, -1), "началото") != NULL);
	close_world(&world);
}

static void marks_outlive_another_screen_and_a_reload(void **state)
{
	(void)state;
	struct world world;
	open_at(&world, 12, 60, "trees");
	press(&world, "/");
	type(&world, "абзац");
	press_and_rest(&world, "Enter n ?");
	press_and_rest(&world, "Left");
	assert_true(status_has(&world, "2 от 4"));
	write_file(&world, "trees.bg.yaml", "title: Дървета\nbody: Един абзац.\n");
	press_and_rest(&world, "r");
	assert_true(cells_of(&world, CELL_MATCH_PRESENT) > 0);
	press(&world, "Esc");
	assert_int_equal(cells_of(&world, CELL_MATCH_PRESENT), 0);
	assert_row(&world, 2, "  Дървета");
	press(&world, "Esc");
	assert_int_equal(world.view->present, 0);
	close_world(&world);
}

static void the_cursor_stands_on_the_present_match(void **state)
{
	(void)state;
	struct world world;
	open_at(&world, 12, 60, "trees");
	press(&world, "/");
	type(&world, "липата");
	draw(&world);
	assert_int_equal(world.grid.cursor_row, 11);
	press_and_rest(&world, "Enter");
	assert_non_null(strstr(selected_row(&world), "Първият абзац е за липата"));
	draw(&world);
	assert_int_equal(world.grid.cursor_column, text_width("  Първият абзац е за ", 36));
	close_world(&world);
}

/* Paragraphs of a page that takes many steps. */
#ifdef IOMVIEW_TINY
enum { LONG_PAGE = 1000 };
#else
enum { LONG_PAGE = 20000 };
#endif

static void a_long_page_is_searched_in_steps(void **state)
{
	(void)state;
	struct world world;
	make_folder(&world);
	struct buffer text;
	buffer_init(&text, 1 << 24);
	buffer_append_text(&text, "title: Дълга\nbody: |\n");
	for (int i = 0; i < LONG_PAGE; i++)
		buffer_append_text(&text, "  Още един ред.\n\n");
	buffer_append_text(&text, "  Накрая кехлибар.\n");
	write_file(&world, "site.yaml", "title: Голям\nlanguages: [bg]\n");
	write_file(&world, "page.yaml", buffer_text(&text));
	buffer_free(&text);
	open_view(&world, 12, 60, "page", (struct view_options){.language = 0});
	press(&world, "/ к е х л и Enter");
	assert_true(status_has(&world, "Търсене… "));
	assert_row(&world, 2, "  Дълга");
	press(&world, "Space"); /* the reader goes on: what is found later does not take him away */
	do_idle_work(&world);
	assert_true(status_has(&world, "1 от 1"));
	assert_string_not_equal(row_of(&world, 2), "  Дълга");
	assert_int_equal(cells_of(&world, CELL_MATCH_PRESENT), 0);
	press(&world, "n");
	assert_int_equal(cells_of(&world, CELL_MATCH_PRESENT), 5);
	press(&world, "g / н я м а г о Enter Esc"); /* Esc stops it */
	assert_int_equal(world.view->present, 1);
	close_world(&world);
}

/* ---- in a menu ---- */

static void a_filter_reads_the_titles_that_are_not_known(void **state)
{
	(void)state;
	struct world world;
	make_folder(&world);
	write_file(&world, "site.yaml", "title: Голям\nlanguages: [bg]\n");
	for (int i = 0; i < 300; i++) {
		char name[32], text[64];
		snprintf(name, sizeof name, "page-%03d.yaml", i);
		snprintf(text, sizeof text, "title: %s %d\nbody: Текст.\n",
		        i % 100 == 77 ? "Ягода" : "Страница", i);
		write_file(&world, name, text);
	}
	open_view(&world, 12, 60, NULL, (struct view_options){.language = 0});
	press(&world, "/ я г о д");
	assert_true(status_has(&world, "Търсене… "));
	do_idle_work(&world);
	assert_true(status_has(&world, "3 от 300"));
	assert_row(&world, 2, "  ▸ Ягода 77                     Ягода 77");
	press_and_rest(&world, "Ctrl-U p a g e - 1 4");
	assert_true(status_has(&world, "Няма съвпадения")); /* the names are gone with the titles there */
	press_and_rest(&world, "Ctrl-U 2 7 7");
	press_and_rest(&world, "Enter Right");
	assert_row(&world, 2, "  Ягода 277");
	press_and_rest(&world, "Left");
	assert_status(&world, "", "/277 · 1/1");
	press_and_rest(&world, "Esc");
	assert_status(&world, "", "278/300");
	close_world(&world);
}

static void a_reload_keeps_the_filter(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 12, 60);
	press_and_rest(&world, "/ д ъ р в");
	press(&world, "Enter");
	assert_row(&world, 2, "  ▸ Дървета                      Дървета");
	write_file(&world, "oak.bg.yaml", "title: Дърво на двора\nbody: Расте бавно.\n");
	press_and_rest(&world, "r");
	assert_row(&world, 2, "  ▸ Дървета                      Дървета");
	assert_non_null(strstr(row_of(&world, 3), "    Дърво на двора"));
	press_and_rest(&world, "Down");
	assert_status(&world, "", "2/2");
	close_world(&world);
}

static void another_language_is_filtered_by_its_own_titles(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 12, 60);
	press_and_rest(&world, "/ н о в и н и Enter");
	assert_row(&world, 2, "  ▸ Новини                       Новини");
	press_and_rest(&world, "L");
	assert_row(&world, 2, "    No matches");
	assert_status(&world, "", "/новини");
	press_and_rest(&world, "L");
	assert_row(&world, 2, "  ▸ Новини                       Новини");
	press_and_rest(&world, "L Esc");
	assert_status(&world, "", "5/6"); /* the same one is selected */
	press_and_rest(&world, "/ n e w s Enter");
	assert_row(&world, 2, "  ▸ News                         News");
	press_and_rest(&world, "L");
	assert_row(&world, 2, "    Няма съвпадения");
	close_world(&world);
}

/* ---- in the whole site ---- */

static void a_search_shows_hits_while_it_goes_on_and_can_be_stopped(void **state)
{
	(void)state;
	struct world world;
	make_folder(&world);
	write_file(&world, "site.yaml", "title: Голям\nlanguages: [bg]\n");
	for (int i = 0; i < 100; i++) {
		char name[32], text[96];
		snprintf(name, sizeof name, "page-%03d.yaml", i);
		snprintf(text, sizeof text, "title: Страница %d\nbody: Малък текст%s.\n", i,
		        i >= 50 ? " за липата" : "");
		write_file(&world, name, text);
	}
	open_view(&world, 12, 60, NULL, (struct view_options){.language = 0});
	press(&world, "/ / л и п а Enter");
	for (int i = 0; i < 70; i++) {
		struct effects wishes = {.count = 0};
		view_idle(world.view, &wishes);
		carry_out_all(&world, &wishes);
	}
	assert_true(status_has(&world, "Търсене… "));
	assert_true(strstr(row_of(&world, 3), "▸ Страница") != NULL);
	press(&world, "Esc");
	assert_true(
	        strstr(row_of(&world, -1), "спряно") != NULL || strstr(row_of(&world, -2), "спряно") != NULL);
	size_t asked = world.asked[EFFECT_SEARCH];
	do_idle_work(&world);
	assert_int_equal(world.asked[EFFECT_SEARCH], asked);
	press(&world, "Esc");
	assert_int_equal(world.view->present, 0);
	close_world(&world);
}

static void the_selection_stays_on_its_hit_while_better_ones_arrive(void **state)
{
	(void)state;
	struct world world;
	make_folder(&world);
	write_file(&world, "site.yaml", "title: Голям\nlanguages: [bg]\n");
	for (int i = 0; i < 40; i++) {
		char name[32], text[96];
		snprintf(name, sizeof name, "page-%03d.yaml", i);
		snprintf(text, sizeof text, "title: %s %d\nbody: Текст за липата.\n",
		        i < 20 ? "Текст" : "Липа", i);
		write_file(&world, name, text);
	}
	open_view(&world, 12, 60, NULL, (struct view_options){.language = 0});
	press(&world, "/ / л и п а Enter");
	for (int i = 0; i < 15; i++) {
		struct effects wishes = {.count = 0};
		view_idle(world.view, &wishes);
		carry_out_all(&world, &wishes);
	}
	press(&world, "Down");
	char selected[4096];
	snprintf(selected, sizeof selected, "%s", selected_row(&world));
	assert_true(strstr(selected, "▸ Текст") != NULL);
	do_idle_work(&world);
	assert_string_equal(selected_row(&world), selected);
	press(&world, "Home");
	assert_true(strstr(selected_row(&world), "▸ Липа") != NULL);
	close_world(&world);
}

static void a_reload_searches_again_and_finds_the_selected_hit(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 24, 60);
	press_and_rest(&world, "/ / л и п Enter");
	press_and_rest(&world, "Down");
	char selected[4096];
	snprintf(selected, sizeof selected, "%s", selected_row(&world));
	press_and_rest(&world, "r");
	assert_string_equal(selected_row(&world), selected);
	press_and_rest(&world, "Enter");
	assert_true(cells_of(&world, CELL_MATCH_PRESENT) > 0);
	press_and_rest(&world, "r Left");
	assert_string_equal(selected_row(&world), selected);
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(in_a_prompt_no_key_is_a_command),
	        cmocka_unit_test(what_is_pasted_is_typed_and_looked_for_once),
	        cmocka_unit_test(enter_looks_for_what_was_just_pasted),
	        cmocka_unit_test(the_prompt_closes_with_the_screen_it_is_on),
	        cmocka_unit_test(the_oldest_queries_are_forgotten),
	        cmocka_unit_test(typing_disturbs_no_place_before_enter),
	        cmocka_unit_test(the_first_match_below_the_top_is_the_present_one),
	        cmocka_unit_test(marks_outlive_another_screen_and_a_reload),
	        cmocka_unit_test(the_cursor_stands_on_the_present_match),
	        cmocka_unit_test(a_long_page_is_searched_in_steps),
	        cmocka_unit_test(a_filter_reads_the_titles_that_are_not_known),
	        cmocka_unit_test(a_reload_keeps_the_filter),
	        cmocka_unit_test(another_language_is_filtered_by_its_own_titles),
	        cmocka_unit_test(a_search_shows_hits_while_it_goes_on_and_can_be_stopped),
	        cmocka_unit_test(the_selection_stays_on_its_hit_while_better_ones_arrive),
	        cmocka_unit_test(a_reload_searches_again_and_finds_the_selected_hit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
