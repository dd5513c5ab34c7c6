/* session.c — the loop: wait → key → command → update → effects → draw → show. */

#include "session.h"

#include "deadlines.h"
#include "search/search.h"

/* Work that nobody waits for is done in slices of this length, while no key waits. */
enum { SLICE_MILLISECONDS = 5 };

/* More rounds of question and answer than this for one command mean a fault of ours: stop rather than spin. */
enum { ROUNDS_MAXIMUM = 10000 };

struct session {
	struct site **site;
	const struct session_options *options;
	const struct session_screen *screen;
	const struct session_input *input;
	struct view *view;
	struct grid grid;
	struct deadlines deadlines;
	bool changed;  /* there is something new to draw */
	bool quitting; /* the reader has asked for the end */
};

/* Opens the site again. The view moves over to the new one before the old one goes. */
static void reload(struct session *session, struct effects *answers)
{
	const struct session_options *options = session->options;
	struct site *fresh = options->path != NULL ? site_open(options->path, options->words, NULL) : NULL;
	struct command command = {.name = COMMAND_RELOADED, .site = fresh};
	answers->count = 0; /* what was wished for belongs to the old site */
	view_update(session->view, command, answers);
	if (fresh != NULL) {
		site_close(*session->site);
		*session->site = fresh;
	}
}

/* Loads a page and hands it to the view, which takes a reference of its own. */
static void load(struct session *session, const struct effect *effect, struct effects *answers)
{
	const struct page *page = site_load(*session->site, effect->entry, effect->language, NULL);
	struct command command = {
	        .name = COMMAND_PAGE_LOADED,
	        .entry = effect->entry,
	        .language = effect->language,
	        .page = page,
	};
	view_update(session->view, command, answers);
	page_release(page);
}

/* Carries out what wants an answer and tells the view; what the answer leads to is appended to ANSWERS. */
static void answer(struct session *session, const struct effect *effect, struct effects *answers)
{
	struct site *site = *session->site;
	struct command command = {.entry = effect->entry, .language = effect->language};
	switch (effect->kind) {
	case EFFECT_LIST:
		site_list(site, effect->entry, NULL);
		command.name = COMMAND_LISTED;
		break;
	case EFFECT_READ_HEADLINE:
		site_read_headline(site, effect->entry, effect->language, NULL);
		command.name = COMMAND_HEADLINE_READ;
		break;
	case EFFECT_FIND:
		command.entry = site_find(site, effect->path);
		command.name = COMMAND_FOUND;
		break;
	case EFFECT_SEARCH:
		command.name = COMMAND_SEARCHED;
		command.search = effect->search;
		if (effect->search == NULL)
			command.search = site_search_new(site, effect->language, effect->path);
		command.number = command.search != NULL && site_search_step(command.search);
		break;
	case EFFECT_CONTINUE:
		command.name = COMMAND_CONTINUE;
		break;
	case EFFECT_SETTLE:
		command.number = site_settle(site, effect->entry, effect->language);
		command.name = COMMAND_SETTLED;
		break;
	default:
		return;
	}
	view_update(session->view, command, answers);
}

/* Opens an address and tells the view what has come of it. */
static void browse(struct session *session, const char *address, struct effects *answers)
{
	const struct session_outside *outside = session->options->outside;
	enum browse_result result = outside->browse(outside->context, address);
	view_update(session->view, (struct command){.name = COMMAND_BROWSED, .number = result}, answers);
}

static void read_state(struct session *session, struct effects *answers)
{
	const struct session_outside *outside = session->options->outside;
	struct buffer bytes;
	buffer_init(&bytes, 0);
	outside->read_state(outside->context, &bytes);
	view_update(session->view, (struct command){.name = COMMAND_STATE_READ, .bytes = &bytes}, answers);
	buffer_free(&bytes);
}

static bool write_state(struct session *session)
{
	const struct session_outside *outside = session->options->outside;
	return outside->update_state(outside->context, view_merge_state, session->view);
}

/* Carries out one effect. */
static void carry_out(struct session *session, const struct effect *effect, struct effects *answers)
{
	const struct session_screen *screen = session->screen;
	switch (effect->kind) {
	case EFFECT_LOAD:
		load(session, effect, answers);
		break;
	case EFFECT_RELOAD:
		reload(session, answers);
		break;
	case EFFECT_REPAINT:
		screen->repaint(screen->context);
		break;
	case EFFECT_MOUSE_ON:
	case EFFECT_MOUSE_OFF:
		screen->set_mouse(screen->context, effect->kind == EFFECT_MOUSE_ON);
		break;
	case EFFECT_COPY:
		if (screen->copy != NULL)
			screen->copy(screen->context, effect->path);
		break;
	case EFFECT_READ_STATE:
		read_state(session, answers);
		break;
	case EFFECT_WRITE_STATE:
		view_update(session->view,
		        (struct command){.name = COMMAND_STATE_WRITTEN, .number = !write_state(session)},
		        answers);
		break;
	case EFFECT_BROWSE:
		browse(session, effect->path, answers);
		break;
	case EFFECT_SUSPEND:
		screen->suspend(screen->context);
		break;
	case EFFECT_QUIT:
		session->quitting = true;
		break;
	default:
		answer(session, effect, answers);
		break;
	}
}

/* Carries out WISHES and all that follows from them, until the view has what it needs. */
static void carry_out_all(struct session *session, struct effects *wishes)
{
	for (int round = 0; wishes->count > 0 && round < ROUNDS_MAXIMUM; round++) {
		struct effects answers;
		answers.count = 0; /* not all of its kilobytes */
		for (size_t i = 0; i < wishes->count && !session->quitting; i++) {
			carry_out(session, &wishes->items[i], &answers);
			if (wishes->items[i].kind == EFFECT_RELOAD)
				break; /* the rest speaks of entries that are gone */
		}
		*wishes = answers;
	}
}

static void do_command(struct session *session, struct command command)
{
	struct effects wishes;
	wishes.count = 0;
	if (view_update(session->view, command, &wishes) != VIEW_UNCHANGED || wishes.count > 0)
		session->changed = true;
	carry_out_all(session, &wishes);
}

static void resize(struct session *session, int rows, int columns)
{
	grid_resize(&session->grid, rows, columns);
	do_command(session, (struct command){.name = COMMAND_RESIZE,
	                            .rows = session->grid.rows,
	                            .columns = session->grid.columns});
	session->changed = true;
}

static int64_t now(const struct session *session)
{
	return session->input->now(session->input->context);
}

/* One slice of the work that nobody waits for. Returns whether there is more. */
static bool do_idle_work(struct session *session)
{
	int64_t start = now(session);
	do {
		struct effects wishes;
		wishes.count = 0;
		view_idle(session->view, &wishes);
		if (wishes.count == 0)
			return false;
		session->changed = true;
		carry_out_all(session, &wishes);
	} while (now(session) - start < SLICE_MILLISECONDS &&
	         !session->input->key_waits(session->input->context));
	return true;
}

static void show(struct session *session)
{
	view_draw(session->view, &session->grid);
	session->screen->show(session->screen->context, &session->grid);
	session->changed = false;
}

/* Acts on one event. Returns false when the session is over, with the reason in *END. */
static bool take_event(
        struct session *session, const struct input_event *event, enum session_end *end, int *signal)
{
	int rows = event->rows, columns = event->columns;
	switch (event->kind) {
	case INPUT_KEY:
		deadlines_key(&session->deadlines, now(session));
		do_command(session, view_key(session->view, event->key));
		*end = SESSION_QUIT;
		return !session->quitting;
	case INPUT_RESUMED:
		session->screen->size(session->screen->context, &rows, &columns);
		resize(session, rows, columns);
		return true;
	case INPUT_RESIZE:
		resize(session, rows, columns);
		return true;
	case INPUT_SIGNAL:
		*end = SESSION_SIGNALLED;
		*signal = event->signal;
		return false;
	case INPUT_HANGUP:
		*end = SESSION_HANGUP;
		return false;
	default:
		return true;
	}
}

/* The time is up for something. Returns false when it is up for the session, with the reason in *END. */
static bool keep_deadlines(struct session *session, enum session_end *end)
{
	switch (deadlines_check(&session->deadlines, now(session))) {
	case DEADLINE_WARNING:
		do_command(session,
		        (struct command){.name = COMMAND_ENDING, .number = WARNING_MILLISECONDS / 60000});
		return true;
	case DEADLINE_IDLE:
		*end = SESSION_IDLE;
		return false;
	case DEADLINE_LIMIT:
		*end = SESSION_EXPIRED;
		return false;
	default:
		return true;
	}
}

static enum session_end loop(struct session *session, int *signal)
{
	const struct session_input *input = session->input;
	enum session_end end = SESSION_QUIT;
	bool more_work = true;
	for (;;) {
		struct input_event event = {.kind = INPUT_NOTHING};
		/* Keys that wait already come first: a frame between them would be seen by nobody. */
		if (session->changed && !input->key_waits(input->context))
			show(session);
		int patience = deadlines_wait(&session->deadlines, now(session));
		input->wait(input->context, more_work ? 0 : patience, &event);
		if (!take_event(session, &event, &end, signal) || !keep_deadlines(session, &end))
			return end;
		more_work = event.kind != INPUT_NOTHING || do_idle_work(session);
	}
}

enum session_end session_run(struct site **site, const struct session_options *options,
        const struct session_screen *screen, const struct session_input *input, int *signal)
{
	struct session session = {.site = site, .options = options, .screen = screen, .input = input};
	struct entry *start = options->start != NULL ? site_find(*site, options->start) : NULL;
	enum session_end end = SESSION_NO_MEMORY;
	int rows, columns;
	session.view = view_new(*site, &options->view, start);
	screen->size(screen->context, &rows, &columns);
	if (session.view != NULL && grid_resize(&session.grid, rows, columns)) {
		deadlines_start(&session.deadlines, (int64_t)options->idle_seconds * 1000,
		        (int64_t)options->limit_seconds * 1000, now(&session));
		resize(&session, rows, columns);
		end = loop(&session, signal);
		if (view_leave(session.view))
			write_state(&session);
	}
	view_free(session.view);
	grid_free(&session.grid);
	return end;
}
