/* view/state.c — command → new state and effects; what belongs to no kind of screen. */

#include "view/state.h"

#include "view/command.h"
#include "view/remember.h"
#include "view/side_by_side.h"

#include <string.h>

/* A message, an address in it, and any other words are shorter (bytes). */
enum { WORDS_MAXIMUM = 65536, FOREIGN_WORDS_MAXIMUM = 4096 };

/* More lines than any text has. */
enum { ALL_LINES = 1 << 30 };

/* ---- what every screen can ask ---- */

static int language_of(const struct view *view, const struct screen *screen)
{
	return screen->kind->language != NULL ? screen->kind->language(view, screen) : view->language;
}

enum message_language screen_messages(const struct view *view, const struct screen *screen)
{
	return messages_for(site_language(view->site, language_of(view, screen)));
}

int shown_language(const struct view *view)
{
	const struct screen *screen = present_screen(view);
	return language_of(view, screen);
}

const char *shown_tag(const struct view *view)
{
	return site_language(view->site, shown_language(view));
}

enum message_language shown_messages(const struct view *view)
{
	return screen_messages(view, present_screen(view));
}

struct buffer *fresh_words(struct view *view)
{
	view->starved |= view->words.failed;
	buffer_clear(&view->words);
	return &view->words;
}

void wrap_in_view(struct view *view, const char *text, int columns, int most)
{
	view->starved |= !wrap_text(&view->wrapping, text, strlen(text), columns > 1 ? columns : 1,
	        most > 1 ? (size_t)most : 1, shown_tag(view));
}

void ask(struct effects *effects, struct effect effect)
{
	if (effects->count < EFFECTS_MAXIMUM)
		effects->items[effects->count++] = effect;
}

bool headline_is_missing(const struct entry *entry, int language)
{
	const struct variant *variant = entry_variant(entry, language);
	if (variant == NULL) /* it is not known yet whether the section has a page of its own */
		return entry->is_section && !entry->listed && !entry->own_page_known;
	return !variant->headline.loaded;
}

void ask_for_headline(struct effects *effects, struct entry *entry, int language)
{
	if (headline_is_missing(entry, language))
		ask(effects,
		        (struct effect){.kind = EFFECT_READ_HEADLINE, .entry = entry, .language = language});
}

static enum view_result finish_message(struct view *view)
{
	view->message_is_error = false;
	view->no_memory = view->message.failed;
	return view->message.failed ? VIEW_NO_MEMORY : VIEW_CHANGED;
}

enum view_result say_in(struct view *view, enum message_language language, enum string_name name,
        const char *first, const char *second)
{
	buffer_clear(&view->message);
	strings_write(&view->message, language, name, first, second);
	return finish_message(view);
}

enum view_result say(struct view *view, enum string_name name, const char *first, const char *second)
{
	return say_in(view, shown_messages(view), name, first, second);
}

enum view_result say_words(struct view *view, const char *words)
{
	size_t length = strlen(words);
	buffer_clear(&view->message);
	if (length > FOREIGN_WORDS_MAXIMUM)
		length = text_fit(words, length, FOREIGN_WORDS_MAXIMUM, NULL);
	buffer_append(&view->message, words, length);
	return finish_message(view);
}

/* To read on from: two, as in vi; fewer where there are few. */
int lines_kept(int height)
{
	return height >= 8 ? 2 : height >= 4 ? 1 : 0;
}

int scroll_lines(const struct command *command, int height, int kept)
{
	int half = height > 1 ? height / 2 : 1;
	int screen = height - kept;
	int lines = command->number > 0 ? (int)command->number : 1;
	const struct {
		enum command_name name;
		int lines;
	} table[] = {
	        {COMMAND_PREVIOUS, -lines},
	        {COMMAND_NEXT, lines},
	        {COMMAND_SCREEN_UP, -screen},
	        {COMMAND_SCREEN_DOWN, screen},
	        {COMMAND_HALF_UP, -half},
	        {COMMAND_HALF_DOWN, half},
	        {COMMAND_FIRST, -ALL_LINES},
	        {COMMAND_LAST, ALL_LINES},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].name == command->name)
			return table[i].lines;
	return 0;
}

/* ---- commands that are the same everywhere ---- */

static enum view_result go(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)screen;
	(void)effects;
	bool forward = command->name == COMMAND_FORWARD;
	if (history_go(view, forward ? 1 : -1))
		return VIEW_CHANGED;
	return forward ? say(view, STRING_NOTHING_FORWARD, NULL, NULL) : VIEW_UNCHANGED;
}

static enum view_result help(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)screen;
	(void)command;
	(void)effects;
	return history_open(view, screen_new(&help_kind, NULL));
}

static enum view_result next_language(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)screen;
	(void)command;
	(void)effects;
	int count = (int)site_language_count(view->site);
	if (count < 2)
		return say(view, STRING_SITE_ONE_LANGUAGE, NULL, NULL);
	view->language = (view->language + 1) % count;
	return VIEW_CHANGED;
}

/* The longest line that this screen has room for. */
static int widest(const struct view *view)
{
	struct frame frame = frame_for(view->rows, view->columns);
	int columns = frame_columns(&frame);
	if (view->side_by_side && view->columns >= SIDE_BY_SIDE_FROM_COLUMNS)
		columns = (columns - SIDE_BY_SIDE_GAP) / 2;
	return columns > MEASURE_MOST ? MEASURE_MOST : columns < MEASURE_LEAST ? MEASURE_LEAST : columns;
}

static enum view_result set_measure(struct view *view, int measure)
{
	struct buffer *words = fresh_words(view);
	struct screen *screen = present_screen(view);
	view->measure = measure;
	if (screen->kind->resized != NULL)
		screen->kind->resized(view, screen);
	strings_write_counted(words, (size_t)measure, COUNTED_COLUMNS, shown_messages(view));
	return say(view, STRING_MEASURE, buffer_text(words), NULL);
}

static enum view_result change_measure(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)screen;
	(void)effects;
	int most = widest(view);
	int seen = view->measure < most ? view->measure : most; /* a longer one makes no difference here */
	if (command->name == COMMAND_DEFAULT_MEASURE)
		return set_measure(view, view->default_measure);
	if (command->name == COMMAND_WIDER && seen == most)
		return say(view, STRING_WIDEST, NULL, NULL);
	if (command->name == COMMAND_NARROWER && seen == MEASURE_LEAST)
		return say(view, STRING_NARROWEST, NULL, NULL);
	int measure = seen + (command->name == COMMAND_WIDER ? MEASURE_STEP : -MEASURE_STEP);
	return set_measure(view, measure > most ? most : measure < MEASURE_LEAST ? MEASURE_LEAST : measure);
}

static enum view_result toggle_mouse(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)screen;
	(void)command;
	view->mouse = !view->mouse;
	ask(effects, (struct effect){.kind = view->mouse ? EFFECT_MOUSE_ON : EFFECT_MOUSE_OFF});
	return say(view, view->mouse ? STRING_MOUSE_ON : STRING_MOUSE_OFF, NULL, NULL);
}

/* A command that is an effect and nothing else. */
static enum view_result only_effect(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	static const struct {
		enum command_name name;
		enum effect_kind kind;
	} table[] = {
	        {COMMAND_RELOAD, EFFECT_RELOAD},
	        {COMMAND_REDRAW, EFFECT_REPAINT},
	        {COMMAND_SUSPEND, EFFECT_SUSPEND},
	        {COMMAND_QUIT, EFFECT_QUIT},
	};
	(void)screen;
	if (command->name == COMMAND_SUSPEND && !feature_is_on(FEATURE_SUSPEND, view->options.kiosk))
		return say(view, STRING_NOT_IN_KIOSK, NULL, NULL);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].name == command->name)
			ask(effects, (struct effect){.kind = table[i].kind});
	return VIEW_UNCHANGED;
}

static enum view_result unknown_key(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)screen;
	(void)command;
	(void)effects;
	struct buffer *key = fresh_words(view);
	write_first_key(view, key, COMMAND_HELP);
	return say(view, STRING_UNKNOWN_KEY, buffer_text(key), NULL);
}

static enum view_result ending(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct buffer *words = fresh_words(view);
	(void)screen;
	(void)effects;
	strings_write_counted(words, command->number, COUNTED_MINUTES, shown_messages(view));
	return say(view, STRING_SESSION_ENDS, buffer_text(words), NULL);
}

static enum view_result open_prompt(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)screen;
	(void)effects;
	return prompt_open(view, command->name == COMMAND_SEARCH_SITE);
}

/* ---- what the world says, the same everywhere ---- */

static void set_size(struct view *view, int rows, int columns)
{
	view->rows = rows < 1 ? 1 : rows > GRID_SIDE_MAXIMUM ? GRID_SIDE_MAXIMUM : rows;
	view->columns = columns < 1 ? 1 : columns > GRID_SIDE_MAXIMUM ? GRID_SIDE_MAXIMUM : columns;
	struct screen *screen = present_screen(view);
	if (screen->kind->resized != NULL)
		screen->kind->resized(view, screen);
}

static enum view_result resize(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)screen;
	(void)effects;
	set_size(view, command->rows, command->columns);
	return VIEW_CHANGED;
}

enum view_result screen_found(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)effects;
	if (screen->path == NULL || screen->entry != NULL)
		return VIEW_UNCHANGED;
	if (command->entry != NULL && (screen->kind->fits == NULL || screen->kind->fits(command->entry))) {
		screen->entry = command->entry;
		return VIEW_CHANGED;
	}
	enum view_result result = history_drop(view);
	if (result == VIEW_NO_MEMORY) {
		view->gave_up = true;
		return result;
	}
	return say(view, STRING_PAGE_GONE, NULL, NULL);
}

static enum view_result reloaded(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)screen;
	(void)effects;
	view->unanswered = 0; /* what was asked of the old site */
	if (command->site == NULL) {
		enum view_result result = say(view, STRING_SITE_CANNOT_BE_READ, NULL, NULL);
		view->message_is_error = true;
		return result;
	}
	int language = site_find_language(command->site, site_language(view->site, view->language));
	history_reloaded(view, command->site);
	view->site = command->site;
	view->language = language >= 0 ? language : 0;
	return say(view, STRING_RELOADED, NULL, NULL);
}

static enum view_result browsed(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	static const enum string_name words[] = {
	        [BROWSE_OPENING] = STRING_OPENING_BROWSER,
	        [BROWSE_NO_BROWSER] = STRING_NO_BROWSER,
	        [BROWSE_NOT_ALLOWED] = STRING_NOT_ALLOWED_ADDRESS,
	};
	(void)screen;
	(void)effects;
	if (command->number == BROWSE_DONE)
		return VIEW_CHANGED;
	enum view_result result = say(view, words[command->number], NULL, NULL);
	view->message_is_error = command->number != BROWSE_OPENING;
	return result;
}

static enum view_result something_read(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)view;
	(void)screen;
	(void)command;
	(void)effects;
	return VIEW_CHANGED;
}

static const struct command_handler COMMON[] = {
        {COMMAND_BACK, go},
        {COMMAND_FORWARD, go},
        {COMMAND_HELP, help},
        {COMMAND_FIND, open_prompt},
        {COMMAND_SEARCH_SITE, open_prompt},
        {COMMAND_PROMPT_KEY, prompt_key},
        {COMMAND_BOOKMARKS, remember_bookmarks},
        {COMMAND_NEXT_LANGUAGE, next_language},
        {COMMAND_WIDER, change_measure},
        {COMMAND_NARROWER, change_measure},
        {COMMAND_DEFAULT_MEASURE, change_measure},
        {COMMAND_MOUSE, toggle_mouse},
        {COMMAND_RELOAD, only_effect},
        {COMMAND_REDRAW, only_effect},
        {COMMAND_SUSPEND, only_effect},
        {COMMAND_QUIT, only_effect},
        {COMMAND_UNKNOWN_KEY, unknown_key},
        {COMMAND_ENDING, ending},
        {COMMAND_RESIZE, resize},
        {COMMAND_LISTED, something_read},
        {COMMAND_HEADLINE_READ, something_read},
        {COMMAND_FOUND, screen_found},
        {COMMAND_RELOADED, reloaded},
        {COMMAND_STATE_READ, remember_read},
        {COMMAND_STATE_WRITTEN, remember_written},
        {COMMAND_BROWSED, browsed},
        {COMMAND_NONE, NULL},
};

/* ---- one update ---- */

static command_function find_handler(const struct command_handler *handlers, enum command_name name)
{
	while (handlers->name != COMMAND_NONE && handlers->name != name)
		handlers++;
	return handlers->function;
}

static enum view_result carry_out(struct view *view, const struct command *command, struct effects *effects)
{
	struct screen *screen = present_screen(view);
	if (command->name == COMMAND_CONTINUE && view->prompt.to_look)
		return prompt_look(view);
	command_function function = find_handler(screen->kind->handlers, command->name);
	if (function == NULL)
		function = find_handler(COMMON, command->name);
	return function != NULL ? function(view, screen, command, effects) : VIEW_UNCHANGED;
}

static bool is_answer(enum command_name name)
{
	return name >= COMMAND_LISTED && name <= COMMAND_BROWSED;
}

/* Whether it answers what nobody waits for. */
static bool is_step(enum command_name name)
{
	return name == COMMAND_SETTLED || name == COMMAND_CONTINUE || name == COMMAND_SEARCHED;
}

/* Whether an answer did not bring what was asked for, so that asking again would never end. */
static bool brought_nothing(const struct command *command)
{
	switch (command->name) {
	case COMMAND_LISTED:
		return command->entry == NULL || !command->entry->listed;
	case COMMAND_HEADLINE_READ:
		return command->entry != NULL && headline_is_missing(command->entry, command->language);
	case COMMAND_PAGE_LOADED:
		return command->page == NULL;
	default:
		return false;
	}
}

/* Before an answer: one question fewer. Returns what the answer alone comes to. */
static enum view_result take_answer(struct view *view, const struct command *command)
{
	bool wish = !is_step(command->name) && command->name != COMMAND_BROWSED &&
	            command->name != COMMAND_STATE_WRITTEN;
	if (wish && view->unanswered > 0)
		view->unanswered--;
	if (!brought_nothing(command))
		return VIEW_UNCHANGED;
	view->gave_up = true;
	return VIEW_NO_MEMORY;
}

/* Before a command of the reader: what was said is read, what was begun ends. *DONE: there is no more to do. */
static enum view_result take_key(struct view *view, const struct command *command, bool *done)
{
	struct screen *screen = present_screen(view);
	enum interruption interrupted = screen->kind->interrupt != NULL
	                                        ? screen->kind->interrupt(screen, command)
	                                        : INTERRUPTED_NOTHING;
	*done = interrupted == INTERRUPTED_AND_DONE;
	bool said = view->message.length > 0 || view->no_memory;
	buffer_clear(&view->message);
	view->no_memory = false;
	return said || interrupted != INTERRUPTED_NOTHING ? VIEW_CHANGED : VIEW_UNCHANGED;
}

static void ask_for_what_is_missing(struct view *view, struct effects *effects)
{
	struct screen *screen = present_screen(view);
	if (screen->path != NULL && screen->entry == NULL) {
		ask(effects, (struct effect){.kind = EFFECT_FIND, .path = screen->path});
		return;
	}
	for (struct entry *entry = screen->entry; entry != NULL && entry->parent != NULL;
	        entry = entry->parent)
		ask_for_headline(effects, entry, shown_language(view));
	if (screen->kind->wants != NULL)
		screen->kind->wants(view, screen, effects);
}

static size_t count_questions(const struct effects *effects, size_t from)
{
	size_t count = 0;
	for (size_t i = from; i < effects->count; i++)
		count += effects->items[i].kind < EFFECT_SETTLE;
	return count;
}

/* Whether Esc has something to clear; else it goes back. */
static bool can_clear(const struct view *view)
{
	const struct screen *screen = present_screen(view);
	return screen->kind->clearable != NULL && screen->kind->clearable(screen);
}

enum view_result view_update(struct view *view, struct command command, struct effects *effects)
{
	size_t before = effects->count;
	enum view_result result = VIEW_UNCHANGED;
	bool done = false;
	const struct screen *shown = present_screen(view);
	if (command.name == COMMAND_CLEAR && !can_clear(view))
		command.name = COMMAND_BACK;
	if (!is_answer(command.name))
		remember_before(view, command.name);
	if (is_answer(command.name)) {
		result = take_answer(view, &command);
	} else {
		view->unanswered = 0;
		view->gave_up = false;
		if (command.name != COMMAND_RESIZE && command.name != COMMAND_NONE)
			result = take_key(view, &command, &done);
	}
	enum view_result carried = done ? VIEW_UNCHANGED : carry_out(view, &command, effects);
	if (carried > result)
		result = carried;
	if (view->prompt.screen != present_screen(view))
		prompt_close(view);
	view->reading_to_write |= shown != present_screen(view) && reading_changed(&view->reading);
	view->unanswered += count_questions(effects, before);
	/* Once all answers have come: asked after each, the same would be asked many times. */
	if (view->unanswered == 0 && !view->gave_up) {
		size_t asked = effects->count;
		ask_for_what_is_missing(view, effects);
		view->unanswered = count_questions(effects, asked);
	}
	if (result == VIEW_NO_MEMORY)
		view->no_memory = true;
	return result;
}

void view_idle(const struct view *view, struct effects *effects)
{
	const struct screen *screen = present_screen(view);
	if (remember_idle(view, effects))
		return;
	if (view->prompt.to_look)
		ask(effects, (struct effect){.kind = EFFECT_CONTINUE});
	else if (screen->kind->idle != NULL)
		screen->kind->idle(view, screen, effects);
}

struct command view_key(const struct view *view, struct key key)
{
	const struct screen *screen = present_screen(view);
	if (prompt_is_open(view))
		return prompt_command(view, key);
	struct command command = command_for_key(key, screen->kind->place, &view->options);
	if (screen->kind->correct_key != NULL)
		screen->kind->correct_key(screen, key, &command);
	return command;
}

/* ---- the whole view ---- */

struct view *view_new(struct site *site, const struct view_options *options, struct entry *start)
{
	struct view *view = memory_resize(NULL, sizeof *view);
	if (view == NULL)
		return NULL;
	*view = (struct view){.site = site, .options = *options, .rows = 24, .columns = 80};
	view->default_measure = options->measure > 0 ? options->measure : MEASURE_DEFAULT;
	view->measure = view->default_measure;
	view->mouse = options->mouse;
	if (options->language >= 0 && options->language < (int)site_language_count(site))
		view->language = options->language;
	buffer_init(&view->message, WORDS_MAXIMUM);
	buffer_init(&view->words, WORDS_MAXIMUM);
	prompt_init(&view->prompt);
	view->options.notice = NULL;
	if (options->notice != NULL)
		(void)say_words(view, options->notice);
	if (!reading_init(&view->reading, options->remembered_as) || !history_begin(view, start)) {
		view_free(view);
		return NULL;
	}
	return view;
}

void view_free(struct view *view)
{
	if (view == NULL)
		return;
	history_free(view);
	reading_free(&view->reading);
	buffer_free(&view->message);
	buffer_free(&view->words);
	wrapping_free(&view->wrapping);
	prompt_free(&view->prompt);
	memory_resize(view, 0);
}

bool view_draw(struct view *view, struct grid *grid)
{
	grid_clear(grid);
	if (grid->rows != view->rows || grid->columns != view->columns)
		set_size(view, grid->rows, grid->columns);
	struct screen *screen = present_screen(view);
	struct frame frame = frame_for(grid->rows, grid->columns);
	view->starved = false;
	screen->kind->draw(view, screen, grid, &frame);
	draw_header(view, screen, grid, &frame);
	draw_status(view, screen, grid, &frame);
	return !view->starved && !view->words.failed;
}
