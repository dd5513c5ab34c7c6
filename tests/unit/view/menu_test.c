/* Menus: what they show at every size, and that the selection is an entry, whatever moves around it. */

#include "unit/view/world.h"

static void a_menu_shows_entries_preview_and_keys(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 14, 64);
	assert_picture(&world, "  Градината                                            БГ · EN\n"
	                       "\n"
	                       "  ▸ Дървета                        Дървета\n"
	                       "    Билки\n"
	                       "    Едно много дълго заглавие,     Първият абзац е за липата\n"
	                       "    което не се побира на един     и стои в началото.\n"
	                       "    ред дори на широк екран\n"
	                       "    broken                         Вторият води към билките\n"
	                       "    Страницата не може да се       и към чужд адрес.\n"
	                       "    прочете\n"
	                       "    Новини                         Третият абзац е дълъг,\n"
	                       "    Празно                         за да има какво да се…\n"
	                       "\n"
	                       "  ↑↓ избор   → отваряне   / търсене   L език   ? помощ     1/6\n");
	press(&world, "Down Down");
	assert_picture(&world, "  Градината                                            БГ · EN\n"
	                       "\n"
	                       "    Дървета                        Едно много дълго заглавие,\n"
	                       "    Билки                          което не се побира на един\n"
	                       "  ▸ Едно много дълго заглавие,     ред дори на широк екран\n"
	                       "    което не се побира на един\n"
	                       "    ред дори на широк екран        Резюмето му.\n"
	                       "    broken\n"
	                       "    Страницата не може да се\n"
	                       "    прочете\n"
	                       "    Новини\n"
	                       "    Празно\n"
	                       "\n"
	                       "  ↑↓ избор   → отваряне   / търсене   L език   ? помощ     3/6\n");
	close_world(&world);
}

static void a_narrow_menu_has_no_preview_and_wraps_long_titles(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 10, 36);
	press(&world, "Down Down");
	assert_picture(&world, "  Градината                БГ · EN\n"
	                       "\n"
	                       "    Дървета\n"
	                       "    Билки\n"
	                       "  ▸ Едно много дълго заглавие,\n"
	                       "    което не се побира на един ред\n"
	                       "    дори на широк екран\n"
	                       "\n"
	                       "\n"
	                       "  → отваряне   ? помощ         3/6\n");
	resize_to(&world, 5, 20);
	assert_picture(&world, " Градината  БГ · EN\n"
	                       " ▸ Едно много дълго\n"
	                       "   заглавие, което\n"
	                       "   не се побира на\n"
	                       " ? помощ        3/6\n");
	close_world(&world);
}

static void dated_entries_show_their_dates(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 20, 50);
	press(&world, "End Up Right Down");
	assert_picture(&world, "  Градината › Новини                     БГ · EN\n"
	                       "\n"
	                       "    Увод\n"
	                       "\n"
	                       "  ▸ През май\n"
	                       "    20 май 2021 г.\n"
	                       "\n"
	                       "    През януари\n"
	                       "    2 януари 2020 г.\n"
	                       "\n"
	                       "    През декември\n"
	                       "    31 декември 2019 г.\n"
	                       "\n"
	                       "\n"
	                       "\n"
	                       "\n"
	                       "\n"
	                       "\n"
	                       "\n"
	                       "  → отваряне   ← назад   ? помощ             2/4\n");
	close_world(&world);
}

static void a_section_without_pages_says_so(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 10, 50);
	press(&world, "End Enter");
	assert_row(&world, 0, "  Градината › Празно                     БГ · EN");
	assert_row(&world, 2, "    В раздела няма страници");
	press(&world, "Right Down G g Space b d u");
	assert_row(&world, 2, "    В раздела няма страници");
	close_world(&world);
}

static void the_front_screen_asks_for_nothing_out_of_sight(void **state)
{
	(void)state;
	struct world world;
	make_folder(&world);
	write_file(&world, "site.yaml", "title: Голям\nlanguages: [bg]\n");
	for (int i = 0; i < 500; i++) {
		char name[32], text[64];
		snprintf(name, sizeof name, "page-%03d.yaml", i);
		snprintf(text, sizeof text, "title: Страница %d\nbody: Текст.\n", i);
		write_file(&world, name, text);
	}
	open_view(&world, 12, 80, NULL, (struct view_options){.language = 0});
	assert_row(&world, 2, "  ▸ Страница 0                             Страница 0");
	assert_row(
	        &world, 11, "  ↑↓ избор   → отваряне   / търсене   ? помощ   q изход                  1/500");
	assert_true(world.asked[EFFECT_READ_HEADLINE] <= 10);
	assert_int_equal(world.asked[EFFECT_LOAD], 1);
	press(&world, "G");
	assert_row(&world, 9, "  ▸ Страница 499");
	assert_row(&world, 2, "    Страница 492                           Страница 499");
	assert_true(world.asked[EFFECT_READ_HEADLINE] <= 20);
	press(&world, "b");
	assert_row(&world, 2, "  ▸ Страница 491                           Страница 491");
	press(&world, "Ctrl-U");
	assert_row(&world, 2, "  ▸ Страница 487                           Страница 487");
	press(&world, "Down Space");
	assert_row(&world, 9, "  ▸ Страница 496");
	close_world(&world);
}

static void a_menu_taller_than_the_screen_keeps_the_selected_entry_in_sight(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 24, 70);
	for (int rows = 1; rows <= 24; rows++)
		for (int columns = 1; columns <= 70; columns += 3) {
			resize_to(&world, rows, columns);
			press(&world, rows % 2 == 0 ? "Down" : "Up");
			draw(&world);
			const struct cell *cell =
			        grid_cell(&world.grid, world.grid.cursor_row, world.grid.cursor_column);
			assert_true(world.grid.cursor_shown);
			assert_non_null(cell);
			assert_int_equal(cell->role, CELL_SELECTED);
		}
	close_world(&world);
}

static void the_selection_stays_on_its_entry_while_the_order_settles(void **state)
{
	(void)state;
	struct world world;
	make_folder(&world);
	write_file(&world, "site.yaml", "title: Ред\nlanguages: [bg]\n");
	write_file(&world, "letters/index.bg.yaml", "title: Букви\nsort: title\n");
	static const char *const names[] = {"a", "b", "c", "d", "e", "f"};
	static const char *const titles[] = {"Я", "Ю", "Ш", "Г", "Б", "А"};
	for (int i = 0; i < 6; i++) {
		char name[32], text[64];
		snprintf(name, sizeof name, "letters/%s.bg.yaml", names[i]);
		snprintf(text, sizeof text, "title: %s\n", titles[i]);
		write_file(&world, name, text);
	}
	open_view(&world, 5, 40, NULL, (struct view_options){.language = 0});
	press(&world, "Right");
	char selected[4096];
	snprintf(selected, sizeof selected, "%s", row_of(&world, 1));
	do_idle_work(&world);
	press(&world, "?");
	press(&world, "Left");
	assert_string_equal(selected_row(&world), selected);
	press(&world, "g");
	assert_row(&world, 1, "  ▸ А");
	press(&world, "G");
	assert_row(&world, 3, "  ▸ Я");
	close_world(&world);
}

static void the_language_of_menus_changes_and_the_entry_stays(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 14, 64);
	press(&world, "End Up L");
	assert_row(&world, 0, "  The Garden                                           БГ · EN");
	assert_string_equal(selected_row(&world), "  ▸ News");
	assert_row(&world, 4, "    Едно много дълго заглавие,     An introduction.");
	assert_row(&world, -1, "  ↑↓ select   → open   / search   L language   ? help      5/6");
	assert_int_equal(grid_cell(&world.grid, 0, 60)->role, CELL_LANGUAGE_SHOWN);
	assert_true(grid_cell(&world.grid, 0, 60)->attributes != 0);
	assert_int_equal(grid_cell(&world.grid, 0, 55)->role, CELL_LANGUAGE);
	press(&world, "L");
	assert_string_equal(selected_row(&world), "  ▸ Новини");
	close_world(&world);
}

static void a_click_opens_the_entry_that_it_hits(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 14, 64);
	do_command(
	        &world, view_key(world.view, (struct key){.key = KEYBOARD_CLICK, .row = 12, .column = 10}));
	assert_row(&world, 0, "  Градината                                            БГ · EN");
	do_command(&world, view_key(world.view, (struct key){.key = KEYBOARD_CLICK, .row = 3, .column = 10}));
	assert_row(&world, 2, "  Билки");
	press(&world, "Left");
	assert_row(&world, 3, "  ▸ Билки");
	do_command(&world, view_key(world.view, (struct key){.key = KEYBOARD_CLICK, .row = 2, .column = 50}));
	assert_row(&world, 2, "  Билки");
	close_world(&world);
}

static void signs_of_our_own_are_ascii_where_that_is_wanted(void **state)
{
	(void)state;
	struct world world;
	make_folder(&world);
	write_site(&world);
	open_view(&world, 12, 70, NULL, (struct view_options){.language = 1, .ascii = true});
	assert_row(&world, 2, "  > Trees                             Trees");
	assert_row(&world, 0, "  The Garden                                                 BG | EN");
	assert_row(&world, -1, "  Up/Down select   Right open   / search   L language   ? help   1/6");
	press(&world, "End Up Enter");
	assert_row(&world, 0, "  The Garden > News                                          BG | EN");
	close_world(&world);
}

static void the_breadcrumb_leaves_out_the_middle_when_it_is_long(void **state)
{
	(void)state;
	struct world world;
	make_folder(&world);
	write_file(&world, "site.yaml", "title: Сайтът\nlanguages: [bg]\n");
	write_file(&world, "one/index.bg.yaml", "title: Първият раздел\n");
	write_file(&world, "one/two/index.bg.yaml", "title: Вторият раздел\n");
	write_file(&world, "one/two/three/index.bg.yaml", "title: Третият раздел\n");
	write_file(&world, "one/two/three/page.bg.yaml", "title: Страница\n");
	open_view(&world, 6, 80, "one/two/three/page", (struct view_options){.language = 0});
	assert_row(&world, 0, "  Сайтът › Първият раздел › Вторият раздел › Третият раздел");
	resize_to(&world, 6, 50);
	assert_row(&world, 0, "  Сайтът › … › Вторият раздел › Третият раздел");
	resize_to(&world, 6, 40);
	assert_row(&world, 0, "  Сайтът › … › Третият раздел");
	resize_to(&world, 6, 22);
	assert_row(&world, 0, " … › Третият раздел");
	resize_to(&world, 6, 16);
	assert_row(&world, 0, " … › Третият р…");
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_menu_shows_entries_preview_and_keys),
	        cmocka_unit_test(a_narrow_menu_has_no_preview_and_wraps_long_titles),
	        cmocka_unit_test(dated_entries_show_their_dates),
	        cmocka_unit_test(a_section_without_pages_says_so),
	        cmocka_unit_test(the_front_screen_asks_for_nothing_out_of_sight),
	        cmocka_unit_test(a_menu_taller_than_the_screen_keeps_the_selected_entry_in_sight),
	        cmocka_unit_test(the_selection_stays_on_its_entry_while_the_order_settles),
	        cmocka_unit_test(the_language_of_menus_changes_and_the_entry_stays),
	        cmocka_unit_test(a_click_opens_the_entry_that_it_hits),
	        cmocka_unit_test(signs_of_our_own_are_ascii_where_that_is_wanted),
	        cmocka_unit_test(the_breadcrumb_leaves_out_the_middle_when_it_is_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
