/*
 * tests/unit/view/world.h — a site in a folder of its own, a view of it, and the loop that carries out what the view asks
 * for, as session.c does. Included by the tests that play with whole screens.
 */
#ifndef IOMVIEW_TEST_WORLD_H
#define IOMVIEW_TEST_WORLD_H

#include "harness/failing_memory.h"
#include "view/command.h"
#include "view/state.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { ROUNDS_MAXIMUM = 2000 };

struct world {
	char folder[64];
	struct site *site;
	struct view *view;
	struct grid grid;
	bool quit;
	size_t asked[EFFECT_QUIT + 1]; /* how often each effect was asked for */
	long live;                     /* allocations before there was this world */
	size_t rounds;                 /* of questions and answers for the last command */
	struct buffer state;           /* what is remembered, as the file has it */
	bool state_full;               /* it cannot be written */
};

/* ---- the site ---- */

static inline void write_file(const struct world *world, const char *name, const char *text)
{
	char path[256];
	snprintf(path, sizeof path, "%s/%s", world->folder, name);
	for (char *slash = strchr(path + strlen(world->folder) + 1, '/'); slash != NULL;
	        slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0777);
		*slash = '/';
	}
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static inline void remove_file(const struct world *world, const char *name)
{
	char path[256];
	snprintf(path, sizeof path, "%s/%s", world->folder, name);
	assert_int_equal(unlink(path), 0);
}

static inline void make_folder(struct world *world)
{
	const char *parent = getenv("TMPDIR");
	*world = (struct world){.live = failing_memory_live()};
	buffer_init(&world->state, READING_BYTES_MAXIMUM);
	snprintf(world->folder, sizeof world->folder, "%s/view-XXXXXX", parent != NULL ? parent : "/tmp");
	assert_non_null(mkdtemp(world->folder));
}

/* A small site with everything that the screens tell apart. */
static inline void write_site(const struct world *world)
{
	write_file(world, "site.yaml",
	        "title: {bg: Градината, en: The Garden}\nlanguages: [bg, en]\n"
	        "menu: [trees, herbs, long, broken, news, empty]\n");
	write_file(world, "trees.bg.yaml",
	        "title: Дървета\nbody: |\n"
	        "  Първият абзац е за **липата** и стои в началото.\n\n"
	        "  Вторият води към [билките](herbs) и към [чужд адрес](https://example.org/linden).\n\n"
	        "  Третият абзац е дълъг, за да има какво да се пренася, когато редът стане къс, и свършва "
	        "тук.\n\n"
	        "  ## Втора част\n\n  Четвъртият абзац.\n\n  Петият абзац.\n\n  Шестият е "
	        "[последен](news).\n");
	write_file(world, "trees.en.yaml",
	        "title: Trees\nbody: |\n  The first paragraph is about the **linden**.\n\n"
	        "  The second leads to the [herbs](herbs) and to [another "
	        "place](https://example.org/linden).\n\n"
	        "  The third one.\n\n  ## Part two\n\n  The fourth.\n\n  The fifth.\n\n  The "
	        "[last](news).\n");
	write_file(world, "herbs.bg.yaml", "title: Билки\nbody: Само на български.\n");
	write_file(world, "long.bg.yaml",
	        "title: Едно много дълго заглавие, което не се побира на един ред дори на широк екран\n"
	        "summary: Резюмето му.\n");
	write_file(world, "broken.bg.yaml", "title: Счупена\ntilte: излишен ключ\nbody: Текст.\n");
	write_file(world, "news/index.bg.yaml", "title: Новини\nbody: Увод в новините.\n");
	write_file(world, "news/index.en.yaml", "title: News\nbody: An introduction.\n");
	write_file(world, "news/2021-05-20-may.bg.yaml", "title: През май\nbody: Цъфна липата.\n");
	write_file(world, "news/2021-05-20-may.en.yaml", "title: In May\nbody: The linden flowered.\n");
	write_file(world, "news/2020-01-02-january.bg.yaml", "title: През януари\nbody: Валя сняг.\n");
	write_file(world, "news/2019-12-31-december.bg.yaml", "title: През декември\nbody: Беше студено.\n");
	write_file(world, "empty/index.bg.yaml", "title: Празно\n");
}

/* ---- the loop ---- */

static inline void carry_out_all(struct world *world, struct effects *wishes);

static inline void update(struct world *world, struct command command, struct effects *effects)
{
	view_update(world->view, command, effects);
}

static inline void reload_site(struct world *world, struct effects *answers)
{
	struct site *fresh = site_open(world->folder, view_page_words, NULL);
	answers->count = 0;
	update(world, (struct command){.name = COMMAND_RELOADED, .site = fresh}, answers);
	if (fresh != NULL) {
		site_close(world->site);
		world->site = fresh;
	}
}

static inline bool write_state(struct world *world)
{
	struct buffer merged;
	buffer_init(&merged, READING_BYTES_MAXIMUM);
	bool good = !world->state_full &&
	            view_merge_state(buffer_text(&world->state), world->state.length, &merged, world->view);
	if (good) {
		buffer_clear(&world->state);
		good = buffer_append(&world->state, buffer_text(&merged), merged.length);
	}
	buffer_free(&merged);
	return good;
}

static inline void carry_out(struct world *world, const struct effect *effect, struct effects *answers)
{
	struct command command = {.entry = effect->entry, .language = effect->language};
	world->asked[effect->kind]++;
	switch (effect->kind) {
	case EFFECT_LIST:
		site_list(world->site, effect->entry, NULL);
		command.name = COMMAND_LISTED;
		break;
	case EFFECT_READ_HEADLINE:
		site_read_headline(world->site, effect->entry, effect->language, NULL);
		command.name = COMMAND_HEADLINE_READ;
		break;
	case EFFECT_FIND:
		command.entry = site_find(world->site, effect->path);
		command.name = COMMAND_FOUND;
		break;
	case EFFECT_CONTINUE:
		command.name = COMMAND_CONTINUE;
		break;
	case EFFECT_SEARCH:
		command.name = COMMAND_SEARCHED;
		command.search = effect->search;
		if (effect->search == NULL)
			command.search = site_search_new(world->site, effect->language, effect->path);
		command.number = command.search != NULL && site_search_step(command.search);
		break;
	case EFFECT_SETTLE:
		command.number = site_settle(world->site, effect->entry, effect->language);
		command.name = COMMAND_SETTLED;
		break;
	case EFFECT_LOAD:
		command.page = site_load(world->site, effect->entry, effect->language, NULL);
		command.name = COMMAND_PAGE_LOADED;
		break;
	case EFFECT_RELOAD:
		reload_site(world, answers);
		return;
	case EFFECT_READ_STATE:
		command.bytes = &world->state;
		command.name = COMMAND_STATE_READ;
		break;
	case EFFECT_WRITE_STATE:
		command.number = !write_state(world);
		command.name = COMMAND_STATE_WRITTEN;
		break;
	case EFFECT_QUIT:
		world->quit = true;
		return;
	default:
		return;
	}
	update(world, command, answers);
	page_release(command.page);
}

/* Questions and answers in turn, until there is no question; that this ends is part of every test. */
static inline void carry_out_all(struct world *world, struct effects *wishes)
{
	for (world->rounds = 0; wishes->count > 0; world->rounds++) {
		struct effects answers = {.count = 0};
		assert_true(world->rounds < ROUNDS_MAXIMUM);
		for (size_t i = 0; i < wishes->count; i++) {
			bool reload = wishes->items[i].kind == EFFECT_RELOAD;
			carry_out(world, &wishes->items[i], &answers);
			if (reload)
				break;
		}
		*wishes = answers;
	}
}

static inline void do_command(struct world *world, struct command command)
{
	struct effects wishes = {.count = 0};
	update(world, command, &wishes);
	carry_out_all(world, &wishes);
}

/* What is done while no key waits, to its end. */
static inline void do_idle_work(struct world *world)
{
	for (int i = 0; i < ROUNDS_MAXIMUM; i++) {
		struct effects wishes = {.count = 0};
		view_idle(world->view, &wishes);
		if (wishes.count == 0)
			return;
		carry_out_all(world, &wishes);
	}
	fail_msg("idle work without an end");
}

/* ---- opening ---- */

static inline void resize_to(struct world *world, int rows, int columns)
{
	assert_true(grid_resize(&world->grid, rows, columns));
	do_command(world, (struct command){.name = COMMAND_RESIZE, .rows = rows, .columns = columns});
}

static inline void open_view(
        struct world *world, int rows, int columns, const char *start, struct view_options options)
{
	world->site = site_open(world->folder, view_page_words, NULL);
	assert_non_null(world->site);
	struct entry *entry = start != NULL ? site_find(world->site, start) : NULL;
	world->view = view_new(world->site, &options, entry);
	assert_non_null(world->view);
	resize_to(world, rows, columns);
}

static inline void close_view(struct world *world)
{
	view_free(world->view);
	site_close(world->site);
	world->view = NULL;
	world->site = NULL;
}

static inline int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
	(void)status;
	(void)kind;
	(void)walk;
	return remove(path);
}

static inline void close_world(struct world *world)
{
	close_view(world);
	grid_free(&world->grid);
	buffer_free(&world->state);
	nftw(world->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	assert_int_equal(failing_memory_live(), world->live);
}

/* The small site at a size. */
static inline struct world *open_world(struct world *world, int rows, int columns)
{
	make_folder(world);
	write_site(world);
	open_view(world, rows, columns, NULL, (struct view_options){.language = 0});
	return world;
}

/* ---- keys and pictures ---- */

/* The key with a name of COMMAND_LIST. */
static inline struct key key_called(const char *name)
{
	char found[KEY_NAME_BYTES];
	for (int kind = KEYBOARD_UP; kind <= KEYBOARD_FUNCTION; kind++)
		for (unsigned modifiers = 0; modifiers < 8; modifiers++) {
			struct key key = {
			        .key = (enum keyboard_key)kind, .modifiers = modifiers, .character = 1};
			write_key_name(key, found);
			if (strcmp(found, name) == 0)
				return key;
		}
	struct key key = {.key = KEYBOARD_CHARACTER};
	if (strncmp(name, "Ctrl-", 5) == 0) {
		key.modifiers = MODIFIER_CONTROL;
		key.character = (uint32_t)(name[5] - 'A' + 'a');
	} else if (strcmp(name, "Space") == 0) {
		key.character = ' ';
	} else {
		text_decode(name, strlen(name), &key.character);
	}
	return key;
}

/* Presses keys, separated by blanks. */
static inline void press(struct world *world, const char *names)
{
	char copy[256];
	snprintf(copy, sizeof copy, "%s", names);
	for (char *rest = NULL, *name = strtok_r(copy, " ", &rest); name != NULL;
	        name = strtok_r(NULL, " ", &rest))
		do_command(world, view_key(world->view, key_called(name)));
}

static inline void draw(struct world *world)
{
	assert_true(view_draw(world->view, &world->grid));
}

/* The text of one row, valid until the next call. */
static inline const char *row_of(struct world *world, int row)
{
	static char text[4096];
	struct buffer buffer;
	buffer_init(&buffer, sizeof text - 1);
	draw(world);
	assert_true(grid_row_text(&world->grid, row < 0 ? world->grid.rows + row : row, &buffer));
	snprintf(text, sizeof text, "%s", buffer_text(&buffer));
	buffer_free(&buffer);
	return text;
}

/* The text of the row where the cursor stands. */
static inline const char *selected_row(struct world *world)
{
	draw(world);
	return row_of(world, world->grid.cursor_row);
}

#define assert_row(world, row, expected) assert_string_equal(row_of(world, row), expected)

/* Compares what stands at the left and at the right end of the status line. */
static inline void assert_status(struct world *world, const char *left, const char *right)
{
	const char *row = row_of(world, -1) + 2;
	assert_true(strlen(row) >= strlen(left) + strlen(right));
	if (strncmp(row, left, strlen(left)) != 0 || strcmp(row + strlen(row) - strlen(right), right) != 0)
		fail_msg("the status line is: %s", row);
}

/* Compares the whole screen with PICTURE, a line for each row, blanks at line ends left out. */
static inline void assert_picture(struct world *world, const char *picture)
{
	struct buffer all;
	buffer_init(&all, 1 << 20);
	draw(world);
	for (int row = 0; row < world->grid.rows; row++) {
		grid_row_text(&world->grid, row, &all);
		buffer_append_text(&all, "\n");
	}
	if (strcmp(buffer_text(&all), picture) != 0)
		print_message("shown:\n%s", buffer_text(&all));
	bool same = strcmp(buffer_text(&all), picture) == 0;
	buffer_free(&all);
	assert_true(same);
}

#endif
