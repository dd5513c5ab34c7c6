/*
 * Every entry of the bundled site's menus, opened with Right and left with Left: Back returns to the very same screen. Twice: after
 * the first round the program knows how many pages each section has, and says so.
 */

#include "harness/keys.h"
#include "harness/play.h"
#include "harness/tap.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 8, ENTRIES_MAXIMUM = 1000 };

enum phase { ARRIVE, OPENED, LEFT };

struct walk {
	enum phase phase;
	int depth;
	char *menus[DEPTH]; /* the screen before an entry was opened */
	char *last_menu;    /* to see when Down moves no further */
	int opened, sections;
	int round;
	const char *language;
};

static char *picture_of(const struct grid *grid)
{
	struct buffer text;
	buffer_init(&text, 1 << 22);
	for (int row = 0; row < grid->rows; row++) {
		grid_row_text(grid, row, &text);
		buffer_append_text(&text, "\n");
	}
	char *copy = strdup(buffer_text(&text));
	buffer_free(&text);
	return copy;
}

static void press(struct events *events, const char *name)
{
	struct key key;
	key_from_name(name, &key);
	events_add_key(events, key);
}

/* A menu marks its selected entry; an article does not. */
static bool is_menu(const char *picture)
{
	return strstr(picture, "▸") != NULL;
}

static bool leave_section(struct walk *walk, struct events *events)
{
	if (walk->depth == 0 && walk->round == 1)
		return false;
	if (walk->depth == 0) {
		walk->round = 1;
		walk->opened = walk->sections = 0;
		free(walk->last_menu);
		walk->last_menu = NULL;
		press(events, "Home");
		return true;
	}
	press(events, "Left");
	walk->phase = LEFT;
	return true;
}

/* What was opened is left again: the screen must be the one before. */
static bool came_back(struct walk *walk, char *picture, struct events *events)
{
	char *before = walk->menus[--walk->depth];
	if (walk->round == 1 && strcmp(picture, before) != 0) {
		tap(false, "%s: Left returns to the screen before", walk->language);
		print_difference(before, picture);
	}
	free(before);
	free(walk->last_menu);
	walk->last_menu = picture;
	walk->phase = ARRIVE;
	press(events, "Down");
	return true;
}

static bool go_on(void *context, const struct grid *grid, struct events *events)
{
	struct walk *walk = context;
	char *picture = picture_of(grid);
	if (walk->phase == LEFT)
		return came_back(walk, picture, events);
	if (walk->phase == OPENED && !is_menu(picture)) {
		free(picture);
		press(events, "Left");
		walk->phase = LEFT;
		return true;
	}
	if (walk->phase == OPENED) {
		walk->sections++;
		free(walk->last_menu);
		walk->last_menu = NULL;
	}
	if (walk->last_menu != NULL && strcmp(walk->last_menu, picture) == 0) {
		free(picture); /* the last entry: Down moves no further */
		return leave_section(walk, events);
	}
	if (walk->depth == DEPTH || walk->opened++ == ENTRIES_MAXIMUM) {
		free(picture);
		return false;
	}
	walk->menus[walk->depth++] = picture;
	walk->phase = OPENED;
	press(events, "Right");
	return true;
}

static void walk_all(const char *language, int columns, int rows)
{
	struct walk walk = {.language = language};
	const struct in_process in_process = {.site = "content",
	        .language = language,
	        .rows = rows,
	        .columns = columns,
	        .at_rest = go_on,
	        .context = &walk};
	play_loop(&in_process);
	tap(walk.opened == 20 && walk.sections == 3 && walk.depth == 0,
	        "%s at %dx%d: %d entries were opened and left, %d of them sections", language, columns, rows,
	        walk.opened, walk.sections);
	free(walk.last_menu);
}

int main(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	walk_all("bg", 80, 24);
	walk_all("en", 80, 24);
	walk_all("bg", 40, 12);
	walk_all("bg", 20, 5);
	walk_all("en", 200, 60);
	return tap_end();
}
