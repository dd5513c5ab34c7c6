/* Trouble: each allocation failing in turn, and keys, sizes and answers at random. Nothing may crash, hang or leak. */

#include "unit/view/world.h"

/* A way through every kind of screen. Only the view's memory may fail: the world's own site is read with what there is. */
static void walk(struct world *world)
{
	static const char *const keys[] = {"Down", "Right", "Tab", "Tab", "1", "Left", "]", "+", "L", "Left",
	        "End", "Up", "Right", "Down", "Right", "]", "?", "G", "Left", "r", "Left", "Left", "F", "x",
	        "g", "t", "Down", "L", "Enter", "t", "t", "Enter", "m", "p", "y", "o", "'", "Enter", "Left",
	        "Del", "/", "п", "а", "Enter", "n", "N", "/", "Up", "Esc", "L", "n", "Esc", "Left", "Left",
	        "/", "н", "о", "Enter", "Right", "Left", "/", "Enter", "/", "w", "Esc", "Esc", "/", "/", "л",
	        "и", "п", "Left", "а", "Ctrl-W", "Up", "Enter", "Enter", "n", "Left", "L", "r", "Enter"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys && !world->quit; i++) {
		struct effects wishes = {.count = 0};
		struct command command = view_key(world->view, key_called(keys[i]));
		view_update(world->view, command, &wishes);
		carry_out_all(world, &wishes);
		do_idle_work(world);
		view_draw(world->view, &world->grid);
	}
}

static const struct view_options REMEMBERED = {.language = 0, .remembered_as = "/the/site"};

/* Under valgrind not all is tried. */
static bool is_slow(void)
{
	const char *slow = getenv("TEST_SLOW");
	return slow != NULL && slow[0] != '\0';
}

/* Answers of a site that finds no memory are answers too, so both sides fail here. */
static void every_allocation_may_fail(void **state)
{
	(void)state;
	struct world world;
	size_t failed = 0;
	make_folder(&world);
	write_site(&world);
	for (size_t nth = 1, all = is_slow() ? 50 : 400, step = is_slow() ? 41 : 7;;
	        nth += nth < all ? 1 : step) {
		world.site = site_open(world.folder, view_page_words, NULL);
		assert_non_null(world.site);
		assert_true(grid_resize(&world.grid, 12, 64));
		failing_memory_set(nth, false);
		world.view = view_new(world.site, &REMEMBERED, NULL);
		if (world.view != NULL) {
			do_command(
			        &world, (struct command){.name = COMMAND_RESIZE, .rows = 12, .columns = 64});
			walk(&world);
		}
		bool hit = failing_memory_hit();
		failing_memory_set(0, false);
		if (world.view != NULL && hit) { /* with memory again all is well again */
			press(&world, "r g");
			draw(&world);
		}
		failed += hit;
		close_view(&world);
		if (!hit)
			break;
	}
	assert_true(failed > 50);
	world.site = NULL;
	close_world(&world);
}

static void without_any_memory_the_view_lives_on(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 12, 64);
	press(&world, "Right Left");
	failing_memory_set(1, true);
	walk(&world);
	failing_memory_set(0, false);
	press(&world, "r Home");
	draw(&world);
	close_world(&world);
}

static struct key random_key(void)
{
	static const char *const names[] = {"Up", "Down", "Left", "Right", "Enter", "Esc", "Tab", "Shift-Tab",
	        "PgUp", "PgDn", "Home", "End", "Alt-Right", "F1", "t", "m", "m", "'", "Del", "p", "y", "o",
	        "Ctrl-D", "Ctrl-U", "Space", "L", "F", "M", "?", "[", "]", "+", "-", "=", "1", "2", "3", "9",
	        "r", "g", "G", "h", "l", "x", "/", "/", "n", "N", "Enter", "Ctrl-W", "Backspace", "а", "л",
	        "и", "п"};
	switch (rand() % 13) {
	case 12:
		return (struct key){.key = KEYBOARD_PASTED, .character = (uint32_t)(rand() % 0x500)};
	case 0:
		return (struct key){
		        .key = KEYBOARD_CLICK, .row = rand() % 40 - 1, .column = rand() % 120 - 1};
	case 1:
		return (struct key){.key = rand() % 2 ? KEYBOARD_WHEEL_UP : KEYBOARD_WHEEL_DOWN};
	case 2:
		return (struct key){.key = KEYBOARD_CHARACTER, .character = (uint32_t)(0x410 + rand() % 64)};
	default:
		return key_called(names[(size_t)rand() % (sizeof names / sizeof *names)]);
	}
}

/* What must hold of every picture. */
static void assert_sound(struct world *world)
{
	const struct grid *grid = &world->grid;
	assert_true(view_draw(world->view, &world->grid));
	assert_true(grid->cursor_shown);
	assert_non_null(grid_cell(grid, grid->cursor_row, grid->cursor_column));
	for (int row = 0; row < grid->rows; row++) {
		unsigned before = 0; /* a wide cluster has its right half, and nothing else has */
		for (int column = 0; column < grid->columns; column++) {
			unsigned shape = grid_cell(grid, row, column)->attributes & CELL_SHAPE;
			assert_int_equal(shape == CELL_RIGHT_HALF, before == CELL_WIDE);
			before = shape;
		}
		assert_int_not_equal(before, CELL_WIDE);
	}
}

static void random_keys_and_sizes_never_break_anything(void **state)
{
	(void)state;
	const char *given = getenv("SEED");
	unsigned seed = given != NULL ? (unsigned)strtoul(given, NULL, 10) : (unsigned)getpid();
	print_message("# seed %u\n", seed);
	srand(seed);
	struct world world;
	make_folder(&world);
	write_site(&world);
	open_view(&world, 24, 80, NULL, REMEMBERED);
	for (int i = 0, rounds = is_slow() ? 600 : 6000; i < rounds && !world.quit; i++) {
		if (rand() % 10 == 0)
			resize_to(&world, 1 + rand() % (rand() % 2 ? 4 : 40),
			        1 + rand() % (rand() % 2 ? 8 : 180));
		do_command(&world, view_key(world.view, random_key()));
		world.quit = false;
		assert_sound(&world);
		if (rand() % 50 == 0)
			do_idle_work(&world);
	}
	close_world(&world);
}

/* Answers that nobody asked for, or that come late, are no harm. */
static void answers_out_of_turn_are_ignored(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 12, 64);
	struct entry *root = site_root(world.site), *page = site_find(world.site, "herbs");
	const struct page *loaded = site_load(world.site, page, 0, NULL);
	static const char *const places[] = {"Right", "?", "Left", "Left", "End", "Up", "Right"};
	for (size_t place = 0; place < sizeof places / sizeof *places; place++) {
		press(&world, places[place]);
		for (int name = COMMAND_LISTED; name < COMMAND_NAMES; name++) {
			if (name == COMMAND_RELOADED)
				continue;
			do_command(&world, (struct command){.name = (enum command_name)name});
			do_command(&world, (struct command){.name = (enum command_name)name, .entry = root});
			do_command(&world,
			        (struct command){
			                .name = (enum command_name)name, .entry = page, .page = loaded});
			assert_sound(&world);
		}
	}
	page_release(loaded);
	close_world(&world);
}

/* Keys that come before the answers do. */
static void keys_need_not_wait_for_answers(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, 12, 64);
	static const char *const keys[] = {
	        "Right", "Tab", "Enter", "Down", "L", "Left", "End", "Right", "Down", "]", "?"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct effects lost = {.count = 0};
		view_update(world.view, view_key(world.view, key_called(keys[i])), &lost);
		assert_sound(&world);
	}
	press(&world, "Left Left Left Left Left");
	assert_row(&world, 0, "  The Garden                                           БГ · EN");
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_allocation_may_fail),
	        cmocka_unit_test(without_any_memory_the_view_lives_on),
	        cmocka_unit_test(random_keys_and_sizes_never_break_anything),
	        cmocka_unit_test(answers_out_of_turn_are_ignored),
	        cmocka_unit_test(keys_need_not_wait_for_answers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
