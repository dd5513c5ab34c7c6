/* Sizes of every kind, changed faster than anything can be drawn. SEED repeats a run. */

#include "harness/tap.h"
#include "terminal/reader.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

static bool shows(struct pty *pty, const void *picture)
{
	char *now = pty_picture(pty);
	bool same = strcmp(now, picture) == 0;
	free(now);
	return same;
}

static void survives_a_storm(unsigned seed, bool reading)
{
	struct pty *pty = start_reading(NULL);
	pty_wait_for_quiet(pty, 50);
	char *picture = pty_picture(pty);
	int status;
	srand(seed);
	for (int i = 0; i < 200; i++) {
		pty_resize(pty, 1 + rand() % 80, 1 + rand() % 250);
		if (reading)
			pty_pump(pty, rand() % 8);
	}
	pty_resize(pty, 24, 80);
	if (!tap(pty_wait_until(pty, shows, picture, PTY_PATIENCE),
	            "200 sizes, %s: the same picture at the end (SEED=%u)", reading ? "read" : "unread",
	            seed)) {
		char *now = pty_picture(pty);
		tap_note(now);
		free(now);
	}
	pty_send_key(pty, "q");
	tap(pty_wait_for_exit(pty, PTY_PATIENCE, &status) && status == 0, "and q ends it");
	free(picture);
	pty_free(pty);
}

/* Each small size: something is drawn within it, keys work, it goes on. */
static void works_at_small_sizes(void)
{
	struct pty *pty = start_reading(NULL);
	int status = -1, bad = 0;
	for (int rows = 1; rows <= 6; rows++) {
		for (int columns = 1; columns <= 12; columns += 2) {
			pty_resize(pty, rows, columns);
			pty_send_key(pty, "Right");
			pty_pump(pty, 5);
			pty_send_key(pty, "Down");
			pty_send_key(pty, "Left");
			pty_pump(pty, 5);
			bad += pty_wait_for_exit(pty, 0, &status);
		}
	}
	tap(bad == 0, "1x1 to 12x6: it lives");
	pty_resize(pty, 24, 80);
	tap(pty_wait_until(pty, menu_is_drawn, NULL, PTY_PATIENCE), "and the menu is there at 80x24");
	pty_free(pty);
}

static void starts_at(int rows, int columns)
{
	const char *arguments[] = {program_path(), "content", NULL};
	struct pty *pty =
	        pty_start(&(struct pty_options){.arguments = arguments, .rows = rows, .columns = columns});
	int status = -1;
	pty_wait_for_quiet(pty, 100);
	pty_send_key(pty, "Down");
	pty_pump(pty, 20);
	pty_send_key(pty, "q");
	tap(pty_wait_for_exit(pty, PTY_PATIENCE, &status) && status == 0 && pty_left_behind(pty)[0] == '\0',
	        "starts and ends at %dx%d (%s)", columns, rows, pty_left_behind(pty));
	pty_free(pty);
}

int main(void)
{
	const char *wish = getenv("SEED");
	unsigned seed = wish != NULL ? (unsigned)strtoul(wish, NULL, 10) : (unsigned)time(NULL);
	survives_a_storm(seed, true);
	survives_a_storm(seed + 1, false);
	works_at_small_sizes();
	starts_at(1, 1);
	starts_at(5, 20);
	starts_at(500, 500);
	return tap_end();
}
