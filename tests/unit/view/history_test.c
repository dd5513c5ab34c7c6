/* Back, forward, opening in the middle, help, and a site that changes while it is read. */

#include "unit/view/world.h"

static void back_returns_to_the_entry_and_to_the_place_in_the_text(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 8, 50);
	press(&world, "Right Down Down Down 1");
	assert_row(&world, 1, "  Билки");
	press(&world, "Esc");
	assert_row(&world, 1, "");
	assert_row(&world, 2, "  Вторият води към билките [1] и към чужд");
	press(&world, "Backspace");
	assert_string_equal(selected_row(&world), "  ▸ Дървета");
	press(&world, "Alt-Right");
	assert_row(&world, 2, "  Вторият води към билките [1] и към чужд");
	press(&world, "F");
	assert_row(&world, 1, "  Билки");
	press(&world, "F");
	assert_status(&world, "Няма страница напред", "");
	close_world(&world);
}

static void at_the_front_back_does_nothing(void **state)
{
	(void)state;
	struct world world;
	struct effects effects = {.count = 0};
	open_world(&world, 8, 50);
	assert_int_equal(
	        view_update(world.view, view_key(world.view, key_called("Left")), &effects), VIEW_UNCHANGED);
	assert_int_equal(effects.count, 0);
	assert_status(&world, "↑↓ избор   → отваряне", "1/6");
	close_world(&world);
}

static void a_page_opened_directly_has_its_sections_behind_it(void **state)
{
	(void)state;
	struct world world;
	make_folder(&world);
	write_site(&world);
	open_view(&world, 12, 50, "news/2020-01-02-january", (struct view_options){.language = 0});
	assert_row(&world, 2, "  През януари");
	press(&world, "Left");
	assert_row(&world, 0, "  Градината › Новини                     БГ · EN");
	assert_string_equal(selected_row(&world), "  ▸ През януари");
	press(&world, "Left");
	assert_string_equal(selected_row(&world), "  ▸ Новини");
	press(&world, "Left");
	assert_string_equal(selected_row(&world), "  ▸ Новини");
	close_world(&world);
}

static void another_way_forward_forgets_the_old_one(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 8, 50);
	press(&world, "Right Left Down Right Left F");
	assert_row(&world, 1, "  Билки");
	press(&world, "F");
	assert_row(&world, 1, "  Билки");
	close_world(&world);
}

static void a_long_way_forgets_its_middle_but_never_the_front(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 8, 50);
	press(&world, "Right");
	for (int i = 0; i < 100; i++) { /* herbs have no links: by way of the help */
		press(&world, "1");
		press(&world, "?");
		press(&world, "Left Left");
		press(&world, "3");
		press(&world, "Down Right");
	}
	for (int i = 0; i < 300; i++)
		press(&world, "Left");
	assert_string_equal(selected_row(&world), "  ▸ Дървета");
	close_world(&world);
}

static void help_lists_every_command_and_goes_back(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 70, 80);
	press(&world, "Down ?");
	assert_row(
	        &world, 0, "  Градината › Помощ                                                    БГ · EN");
	for (int command = COMMAND_NONE + 1; command < COMMAND_RESIZE; command++) {
		const char *help = view_command_help((enum command_name)command, MESSAGES_BULGARIAN);
		char start[40];
		bool found = false;
		snprintf(start, sizeof start, "%.*s", (int)text_fit(help, strlen(help), 18, NULL), help);
		for (int row = 2; row < 66 && !found; row++)
			found = strstr(row_of(&world, row), start) != NULL;
		assert_true(found);
	}
	press(&world, "?"); /* help of the help is the help */
	press(&world, "Left");
	assert_string_equal(selected_row(&world), "  ▸ Билки");
	close_world(&world);
}

static void help_scrolls_to_its_end_and_keeps_its_place(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 8, 30);
	press(&world, "F1 G");
	assert_row(&world, 5, "  q  Ctrl-C");
	assert_row(&world, 6, "    Изход");
	assert_status(&world, "", "100 %");
	press(&world, "g Down");
	assert_row(&world, 1, "    Предишен елемент или");
	press(&world, "Down Down Down");
	resize_to(&world, 12, 80);
	assert_row(&world, 2, "  ↓  j                    Следващ елемент или един ред надолу");
	press(&world, "L");
	assert_row(&world, 2, "  ↓  j                    Next entry, or one line down");
	close_world(&world);
}

static void commands_without_a_screen_become_effects(void **state)
{
	(void)state;
	static const struct {
		const char *key;
		enum effect_kind kind;
	} table[] = {
	        {"Ctrl-L", EFFECT_REPAINT},
	        {"Ctrl-Z", EFFECT_SUSPEND},
	        {"M", EFFECT_MOUSE_ON},
	        {"M", EFFECT_MOUSE_OFF},
	        {"r", EFFECT_RELOAD},
	        {"q", EFFECT_QUIT},
	        {"Ctrl-C", EFFECT_QUIT},
	};
	struct world world;
	open_world(&world, 8, 50);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct effects effects = {.count = 0};
		view_update(world.view, view_key(world.view, key_called(table[i].key)), &effects);
		assert_true(effects.count >= 1);
		assert_int_equal(effects.items[0].kind, table[i].kind);
	}
	close_world(&world);
}

static void in_a_kiosk_nothing_is_suspended(void **state)
{
	(void)state;
	struct world world;
	make_folder(&world);
	write_site(&world);
	open_view(&world, 8, 50, NULL, (struct view_options){.kiosk = true});
	press(&world, "Ctrl-Z");
	assert_int_equal(world.asked[EFFECT_SUSPEND], 0);
	assert_status(&world, "Недостъпно в режим „киоск“", "1/6");
	close_world(&world);
}

static void messages_stand_until_the_next_key_but_not_what_is_pasted(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 8, 60);
	press(&world, "x");
	assert_status(&world, "Непознат клавиш; натиснете ? за помощ", "1/6");
	do_command(&world, view_key(world.view, (struct key){.key = KEYBOARD_PASTED, .character = 'q'}));
	resize_to(&world, 9, 60);
	assert_status(&world, "Непознат клавиш; натиснете ? за помощ", "1/6");
	assert_false(world.quit);
	press(&world, "Down");
	assert_status(&world, "↑↓ избор", "2/6");
	close_world(&world);
}

/* ---- reloading ---- */

static void a_reload_shows_new_text_at_the_same_place(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 6, 50);
	press(&world, "Right Down Down Down Down");
	assert_row(&world, 1, "  Вторият води към билките [1] и към чужд");
	write_file(&world, "trees.bg.yaml",
	        "title: Дървета\nbody: |\n  Нов първи.\n\n  Още един нов.\n\n"
	        "  Вторият води към [билките](herbs) и към [чужд адрес](https://example.org/linden).\n\n"
	        "  А\n\n  Б\n\n  В\n\n  Г\n\n");
	press(&world, "r");
	assert_row(&world, 1, "  Вторият води към билките [1] и към чужд");
	assert_status(&world, "Презаредено", "%");
	press(&world, "g Down Down");
	assert_row(&world, 1, "  Нов първи.");
	press(&world, "Left Right");
	assert_row(&world, 1, "  Дървета");
	close_world(&world);
}

static void a_page_that_has_gone_is_left(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 10, 50);
	press(&world, "End Up Right Down Down Right");
	assert_row(&world, 2, "  През януари");
	remove_file(&world, "news/2020-01-02-january.bg.yaml");
	press(&world, "r");
	assert_row(&world, 0, "  Градината › Новини                     БГ · EN");
	assert_status(&world, "Страницата вече не съществува", "3/3");
	press(&world, "Left");
	assert_string_equal(selected_row(&world), "  ▸ Новини");
	close_world(&world);
}

static void the_selected_entry_survives_a_reload_and_new_neighbours(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 12, 50);
	press(&world, "End Up Right Down Down");
	assert_string_equal(selected_row(&world), "  ▸ През януари");
	write_file(&world, "news/2022-01-01-new.bg.yaml", "title: Нова година\n");
	press(&world, "r");
	assert_string_equal(selected_row(&world), "  ▸ През януари");
	assert_status(&world, "Презаредено", "4/5");
	press(&world, "? r Left"); /* from afar: only the name is known until then */
	assert_string_equal(selected_row(&world), "  ▸ През януари");
	press(&world, "Home r"); /* the introduction is the section's own page */
	assert_string_equal(selected_row(&world), "  ▸ Увод");
	press(&world, "Left r Left");
	assert_string_equal(selected_row(&world), "  ▸ Новини");
	close_world(&world);
}

static void a_site_that_cannot_be_opened_again_stays_as_it_is(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 10, 50);
	press(&world, "Right");
	do_command(&world, (struct command){.name = COMMAND_RELOADED, .site = NULL});
	assert_status(&world, "Сайтът не може да се прочете", "%");
	draw(&world);
	assert_int_equal(grid_cell(&world.grid, 9, 2)->role, CELL_ERROR);
	press(&world, "Left");
	assert_string_equal(selected_row(&world), "  ▸ Дървета");
	close_world(&world);
}

static void languages_are_found_again_by_name_after_a_reload(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 10, 50);
	press(&world, "L Right");
	assert_row(&world, 2, "  Trees");
	write_file(&world, "site.yaml", "title: {bg: Градината, en: The Garden}\nlanguages: [en, bg]\n");
	press(&world, "r");
	assert_row(&world, 2, "  Trees");
	assert_row(&world, 0, "  The Garden                             EN · БГ");
	close_world(&world);
}

static void a_section_that_has_gone_leads_to_the_nearest_screen_that_is_left(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 10, 50);
	press(&world, "End Right ?");
	remove_file(&world, "empty/index.bg.yaml");
	char folder[128];
	snprintf(folder, sizeof folder, "%s/empty", world.folder);
	assert_int_equal(rmdir(folder), 0);
	press(&world, "r Left");
	assert_row(&world, 0, "  Градината                              БГ · EN");
	assert_status(&world, "Страницата вече не съществува", "5/5");
	close_world(&world);
}

static void a_site_that_is_one_page_has_no_menu(void **state)
{
	(void)state;
	struct world world;
	char file[128];
	make_folder(&world);
	write_file(&world, "one.yaml", "title: Едничка\nbody: Текст.\n");
	snprintf(file, sizeof file, "%s/one.yaml", world.folder);
	world.site = site_open(file, view_page_words, NULL);
	assert_non_null(world.site);
	const struct view_options options = {.language = 0};
	world.view = view_new(world.site, &options, NULL);
	assert_non_null(world.view);
	resize_to(&world, 10, 50);
	assert_row(&world, 2, "  Едничка");
	assert_row(&world, 4, "  Текст.");
	press(&world, "Left [ ] L");
	assert_row(&world, 2, "  Едничка");
	assert_row(&world, -1, "  Страницата е само на един език");
	view_free(world.view);
	world.view = view_new(world.site, &options, site_only_page(world.site));
	resize_to(&world, 10, 50);
	press(&world, "Left");
	assert_row(&world, 2, "  Едничка");
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(back_returns_to_the_entry_and_to_the_place_in_the_text),
	        cmocka_unit_test(at_the_front_back_does_nothing),
	        cmocka_unit_test(a_page_opened_directly_has_its_sections_behind_it),
	        cmocka_unit_test(another_way_forward_forgets_the_old_one),
	        cmocka_unit_test(a_long_way_forgets_its_middle_but_never_the_front),
	        cmocka_unit_test(help_lists_every_command_and_goes_back),
	        cmocka_unit_test(help_scrolls_to_its_end_and_keeps_its_place),
	        cmocka_unit_test(commands_without_a_screen_become_effects),
	        cmocka_unit_test(in_a_kiosk_nothing_is_suspended),
	        cmocka_unit_test(messages_stand_until_the_next_key_but_not_what_is_pasted),
	        cmocka_unit_test(a_reload_shows_new_text_at_the_same_place),
	        cmocka_unit_test(a_page_that_has_gone_is_left),
	        cmocka_unit_test(the_selected_entry_survives_a_reload_and_new_neighbours),
	        cmocka_unit_test(a_site_that_cannot_be_opened_again_stays_as_it_is),
	        cmocka_unit_test(languages_are_found_again_by_name_after_a_reload),
	        cmocka_unit_test(a_section_that_has_gone_leads_to_the_nearest_screen_that_is_left),
	        cmocka_unit_test(a_site_that_is_one_page_has_no_menu),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
