/* tests/harness/play_in_process.c — session.c with a screen and an input of our own. See play.h. */

#include "harness/keys.h"
#include "harness/play.h"

#include "configuration.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- the loop ---- */

struct player {
	const struct in_process *in_process;
	struct events *events;
	const struct grid *shown;
	struct buffer state; /* what is remembered, as a file would have it */
};

static void screen_size(void *context, int *rows, int *columns)
{
	const struct player *player = context;
	*rows = player->shown != NULL ? player->shown->rows : player->in_process->rows;
	*columns = player->shown != NULL ? player->shown->columns : player->in_process->columns;
}

static bool screen_show(void *context, const struct grid *grid)
{
	struct player *player = context;
	player->shown = grid;
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

/* The program is stopped and at once continued. */
static void screen_suspend(void *context)
{
	struct player *player = context;
	struct events *events = player->events;
	if (events->taken > 0)
		events->items[--events->taken] = (struct input_event){.kind = INPUT_RESUMED};
}

static void input_wait(void *context, int milliseconds, struct input_event *event)
{
	struct player *player = context;
	struct events *events = player->events;
	*event = (struct input_event){.kind = INPUT_NOTHING};
	if (events->taken == events->count) {
		if (milliseconds == 0)
			return; /* there is work to be done first */
		events->taken = events->count = 0;
		if (!player->in_process->at_rest(player->in_process->context, player->shown, events)) {
			*event = (struct input_event){.kind = INPUT_SIGNAL, .signal = SIGTERM};
			return;
		}
	}
	*event = events->items[events->taken++];
}

static bool input_key_waits(void *context)
{
	const struct events *events = ((const struct player *)context)->events;
	return events->taken < events->count && events->items[events->taken].kind == INPUT_KEY;
}

/* Slices of work are measured by it; no session of a test ends by itself. */
static int64_t input_now(void *context)
{
	struct timespec now;
	(void)context;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static enum browse_result outside_browse(void *context, const char *address)
{
	(void)context;
	(void)address;
	return BROWSE_NO_BROWSER;
}

static void outside_read_state(void *context, struct buffer *bytes)
{
	const struct buffer *state = &((const struct player *)context)->state;
	bytes->maximum = state->maximum;
	buffer_append(bytes, buffer_text(state), state->length);
}

static bool outside_update_state(void *context, session_merge *merge, void *merge_context)
{
	struct buffer *state = &((struct player *)context)->state, merged;
	buffer_init(&merged, state->maximum);
	if (!merge(buffer_text(state), state->length, &merged, merge_context)) {
		buffer_free(&merged);
		return false;
	}
	buffer_free(state);
	*state = merged;
	return true;
}

enum session_end play_loop(const struct in_process *in_process)
{
	struct player player = {.in_process = in_process, .events = calloc(1, sizeof *player.events)};
	const struct session_screen screen = {
	        &player, screen_size, screen_show, screen_repaint, screen_set_mouse, screen_suspend, NULL};
	const struct session_input input = {&player, input_wait, input_key_waits, input_now};
	const struct session_outside outside = {
	        &player, outside_browse, outside_read_state, outside_update_state};
	struct diagnostics diagnostics;
	struct configuration configuration;
	enum session_end end = SESSION_NO_MEMORY;
	int signal_number = 0;
	configuration_init(&configuration);
	if (in_process->config != NULL)
		configuration_read_file(&configuration, in_process->config);
	diagnostics_init(&diagnostics);
	buffer_init(&player.state, 1 << 22);
	struct site *site = site_open(in_process->site, view_page_words, &diagnostics);
	diagnostics_free(&diagnostics);
	const char *wished =
	        in_process->language != NULL ? in_process->language : configuration.settings.language;
	int language = site == NULL ? -1 : wished != NULL ? site_find_language(site, wished) : 0;
	enum message_language messages =
	        wished != NULL ? view_page_words(wished)->messages : MESSAGES_ENGLISH;
	if (language >= 0) {
		struct hyphenation *dictionaries = hyphenation_new(NULL);
		struct session_options options = {
		        .path = in_process->site,
		        .start = in_process->page,
		        .words = view_page_words,
		        .outside = &outside,
		        .view = {.language = language,
		                .measure = in_process->measure,
		                .dictionaries = dictionaries,
		                .remembered_as = in_process->site},
		};
		configuration_apply(&configuration, &options.view, messages);
		end = session_run(&site, &options, &screen, &input, &signal_number);
		hyphenation_free(dictionaries);
	}
	site_close(site);
	configuration_free(&configuration);
	free(player.events);
	buffer_free(&player.state);
	return end;
}

void events_add_key(struct events *events, struct key key)
{
	if (events->count < EVENTS_MAXIMUM)
		events->items[events->count++] = (struct input_event){.kind = INPUT_KEY, .key = key};
}

/* ---- a session file ---- */

struct performance {
	const struct script *script;
	size_t next; /* step */
	bool accepting, failed;
	char **pictures; /* a step's, when accepting */
};

static bool fail(struct performance *performance, const struct step *step, const char *what)
{
	const struct script *script = performance->script;
	printf("not ok %s (in process)\n  %s:%zu: %s\n", script->name, script->path, step->line, what);
	performance->failed = true;
	return false;
}

static char *picture_of(const struct grid *grid)
{
	struct buffer text;
	buffer_init(&text, 1 << 24);
	for (int row = 0; row < grid->rows; row++) {
		grid_row_text(grid, row, &text);
		while (text.length > 0 && text.bytes[text.length - 1] == ' ')
			text.length--;
		buffer_append_text(&text, "\n");
	}
	char *picture = strdup(buffer_text(&text));
	buffer_free(&text);
	return picture;
}

static bool compare_screen(struct performance *performance, const struct step *step, const struct grid *grid)
{
	char *picture = picture_of(grid);
	if (performance->accepting) {
		performance->pictures[performance->next] = picture;
		return true;
	}
	bool same = strcmp(picture, step->text) == 0;
	if (!same) {
		fail(performance, step, "another picture");
		print_difference(step->text, picture);
	}
	free(picture);
	return same;
}

static bool compare_cursor(struct performance *performance, const struct step *step, const struct grid *grid)
{
	char what[64];
	if (grid->cursor_row + 1 == step->row && grid->cursor_column + 1 == step->column)
		return true;
	snprintf(what, sizeof what, "the cursor is at %d %d", grid->cursor_row + 1, grid->cursor_column + 1);
	return fail(performance, step, what);
}

/* "Down*3 Enter": keys, a name at a time. */
static bool add_keys(struct performance *performance, const struct step *step, struct events *events)
{
	char *names = strdup(step->text), *rest = NULL;
	bool known = true;
	for (char *name = strtok_r(names, " ", &rest); name != NULL && known;
	        name = strtok_r(NULL, " ", &rest)) {
		char *star = strlen(name) > 1 ? strrchr(name, '*') : NULL;
		int times = star != NULL ? atoi(star + 1) : 1;
		struct key key;
		if (star != NULL)
			*star = '\0';
		known = key_from_name(name, &key) && times > 0;
		while (known && times-- > 0)
			events_add_key(events, key);
	}
	free(names);
	return known || fail(performance, step, "an unknown key");
}

static void add_paste(const char *text, struct events *events)
{
	size_t length;
	for (; *text != '\0'; text += length)
		events_add_key(events,
		        (struct key){.key = KEYBOARD_PASTED, .character = first_code_point(text, &length)});
}

/* Does one step. Returns false when the session is over. */
static bool perform(struct performance *performance, const struct grid *grid, struct events *events)
{
	const struct step *step = &performance->script->steps[performance->next];
	switch (step->kind) {
	case STEP_KEYS:
		return add_keys(performance, step, events);
	case STEP_PASTE:
		add_paste(step->text, events);
		return true;
	case STEP_CLICK:
		events_add_key(events,
		        (struct key){
		                .key = KEYBOARD_CLICK, .row = step->row - 1, .column = step->column - 1});
		return true;
	case STEP_RESIZE:
		events->items[events->count++] = (struct input_event){
		        .kind = INPUT_RESIZE, .rows = step->rows, .columns = step->columns};
		return true;
	case STEP_SCREEN:
		return compare_screen(performance, step, grid);
	case STEP_CURSOR:
		return compare_cursor(performance, step, grid);
	case STEP_FILE:
	case STEP_REMOVE:
		return script_change_site(performance->script, step) ||
		       fail(performance, step, "the site's file cannot be changed");
	case STEP_EXIT:
		return fail(performance, step, "the session goes on");
	default:
		return true; /* of the terminal only */
	}
}

static bool at_rest(void *context, const struct grid *grid, struct events *events)
{
	struct performance *performance = context;
	const struct script *script = performance->script;
	for (; events->count == 0 && performance->next < script->count; performance->next++)
		if (!perform(performance, grid, events))
			return false;
	return events->count > 0;
}

bool play_in_process(const struct script *script, bool accepting)
{
	char config[4096] = "";
	if (script->config_home != NULL)
		snprintf(config, sizeof config, "%s/iomview/config.yaml", script->config_home);
	struct performance performance = {
	        .script = script,
	        .next = script->head,
	        .accepting = accepting,
	        .pictures = calloc(script->count + 1, sizeof(char *)),
	};
	const struct in_process in_process = {
	        .site = script->site,
	        .page = script->page,
	        .language = script->language,
	        .measure = script->measure,
	        .config = script->config_home != NULL ? config : NULL,
	        .rows = script->rows,
	        .columns = script->columns,
	        .at_rest = at_rest,
	        .context = &performance,
	};
	struct step end_of_file = {.line = script->line_count};
	enum session_end end = script_make_site(script) ? play_loop(&in_process) : SESSION_NO_MEMORY;
	bool exits =
	        performance.next + 1 == script->count && script->steps[performance.next].kind == STEP_EXIT;
	if (performance.failed)
		; /* said already */
	else if (end == SESSION_QUIT && !exits)
		fail(&performance,
		        performance.next < script->count ? &script->steps[performance.next] : &end_of_file,
		        "the session is over");
	else if (end != SESSION_QUIT && end != SESSION_SIGNALLED)
		fail(&performance, &end_of_file, "the site cannot be opened, or no memory");
	else if (accepting)
		performance.failed = !script_rewrite(script, performance.pictures);
	else
		printf("ok %s (in process)\n", script->name);
	for (size_t i = 0; i < script->count; i++)
		free(performance.pictures[i]);
	free(performance.pictures);
	return !performance.failed;
}
