/*
 * A session that strangers use ends by itself: after a time without a key, which it says a minute before, and in any case. The clock is
 * the test's own, and stands still but while the loop waits: so it shows too that the loop wakes for nothing else.
 */

#include "deadlines.h"
#include "harness/keys.h"
#include "harness/tap.h"
#include "session.h"

#include <limits.h>
#include <locale.h>
#include <string.h>

enum { MINUTE = 60 * 1000, HOUR = 60 * MINUTE };

struct world {
	int64_t time;
	int64_t keys_every; /* milliseconds between keys; 0: none comes */
	int64_t next_key;
	int waits;    /* how often the loop has gone to sleep */
	bool forever; /* it went to sleep without end: the test ends it */
	bool warned;  /* the last screen said so */
};

static void screen_size(void *context, int *rows, int *columns)
{
	(void)context;
	*rows = 24;
	*columns = 100;
}

static bool screen_show(void *context, const struct grid *grid)
{
	struct world *world = context;
	struct buffer row;
	buffer_init(&row, 4096);
	grid_row_text(grid, grid->rows - 1, &row);
	world->warned = strstr(buffer_text(&row), "сесията приключва след 1 минута") != NULL;
	buffer_free(&row);
	return true;
}

static void screen_repaint(void *context)
{
	(void)context;
}

static void screen_set_mouse(void *context, bool on)
{
	(void)context;
	(void)on;
}

static void input_wait(void *context, int milliseconds, struct input_event *event)
{
	struct world *world = context;
	int64_t until = milliseconds < 0 ? INT64_MAX : world->time + milliseconds;
	*event = (struct input_event){.kind = INPUT_NOTHING};
	if (milliseconds != 0)
		world->waits++;
	if (world->keys_every > 0 && world->next_key <= until) {
		world->time = world->next_key;
		world->next_key += world->keys_every;
		event->kind = INPUT_KEY;
		key_from_name("Down", &event->key);
	} else if (milliseconds < 0) {
		world->forever = true;
		event->kind = INPUT_HANGUP;
	} else {
		world->time = until;
	}
}

static bool input_key_waits(void *context)
{
	(void)context;
	return false;
}

static int64_t input_now(void *context)
{
	return ((const struct world *)context)->time;
}

static enum session_end run(struct world *world, int idle_seconds, int limit_seconds)
{
	const struct session_screen screen = {
	        world, screen_size, screen_show, screen_repaint, screen_set_mouse, NULL, NULL};
	const struct session_input input = {world, input_wait, input_key_waits, input_now};
	const struct session_options options = {
	        .words = view_page_words, .idle_seconds = idle_seconds, .limit_seconds = limit_seconds};
	int signal = 0;
	world->time = INT64_C(1) << 40; /* a machine that has been up for long */
	world->next_key = world->time + world->keys_every;
	int64_t start = world->time;
	struct site *site = site_open("content", view_page_words, NULL);
	enum session_end end = session_run(&site, &options, &screen, &input, &signal);
	site_close(site);
	world->time -= start;
	return end;
}

static void without_a_key(void)
{
	struct world world = {0};
	enum session_end end = run(&world, 15 * 60, 4 * 3600);
	tap(end == SESSION_IDLE, "a session without a key ends as idle");
	tap(world.time == 15 * MINUTE, "after a quarter of an hour exactly (%lld ms)", (long long)world.time);
	tap(world.warned, "having said so a minute before");
	tap(world.waits == 2, "and having woken for that alone (%d waits)", world.waits);
}

static void with_keys(void)
{
	struct world world = {.keys_every = 10 * MINUTE};
	enum session_end end = run(&world, 15 * 60, 4 * 3600);
	tap(end == SESSION_EXPIRED, "a session with a key every ten minutes ends as expired");
	tap(world.time == 4 * HOUR, "after four hours exactly (%lld ms)", (long long)world.time);
	tap(!world.warned, "a key takes the warning away");
}

static void without_deadlines(void)
{
	struct world world = {0};
	enum session_end end = run(&world, 0, 0);
	tap(end == SESSION_HANGUP && world.forever && world.waits == 1,
	        "without deadlines the loop sleeps for ever");
}

static void short_times(void)
{
	struct world world = {0};
	enum session_end end = run(&world, 90, 0);
	tap(end == SESSION_IDLE && world.time == 90 * 1000 && !world.warned,
	        "a minute and a half is too short for a warning");
	struct deadlines deadlines;
	deadlines_start(&deadlines, 0, INT64_C(1) << 50, 0);
	tap(deadlines_wait(&deadlines, 0) == INT_MAX, "a wait is never longer than a timeout can be");
}

int main(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	without_a_key();
	with_keys();
	without_deadlines();
	short_times();
	return tap_end();
}
