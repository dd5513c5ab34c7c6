/* view/results.c — a kind of screen: what the search of the whole site has found. What it looks like: results_draw.c. */

#include "view/results.h"

#include "view/article.h"

#include <string.h>

static struct results *results_of(struct screen *screen)
{
	return (struct results *)screen;
}

/* ---- the search ---- */

static void drop_search(struct results *results)
{
	site_search_free(results->search);
	results->search = NULL;
	results->language = -1;
	results->more = true;
	results->stopped = false;
}

static char *copy_text(const char *text)
{
	size_t bytes = strlen(text) + 1;
	char *copy = memory_resize(NULL, bytes);
	if (copy != NULL)
		memcpy(copy, text, bytes);
	return copy;
}

enum view_result results_open(struct view *view, const char *words)
{
	struct screen *screen = screen_new(&results_kind, NULL);
	if (screen == NULL)
		return VIEW_NO_MEMORY;
	struct results *results = results_of(screen);
	drop_search(results);
	results->words = copy_text(words);
	if (results->words == NULL) {
		screen_free(screen);
		return VIEW_NO_MEMORY;
	}
	return history_open(view, screen);
}

static void idle(const struct view *view, const struct screen *screen, struct effects *effects)
{
	const struct results *results = (const struct results *)screen;
	if (!results->more || results->stopped)
		return;
	ask(effects, (struct effect){.kind = EFFECT_SEARCH,
	                     .search = results->search,
	                     .path = results->words,
	                     .language = view->language});
}

/* The page of the selected hit among the new ones, after a reload. */
static void find_selected_again(struct results *results, const struct search_hit *hits, size_t count)
{
	for (size_t i = 0; results->selected_path != NULL && i < count; i++)
		if (strcmp(hits[i].entry->path, results->selected_path) == 0) {
			results->selected = hits[i].entry;
			memory_resize(results->selected_path, 0);
			results->selected_path = NULL;
		}
}

size_t results_selected(struct results *results, const struct search_hit **hits, size_t *count)
{
	*count = 0;
	*hits = results->search != NULL ? site_search_hits(results->search, count) : NULL;
	find_selected_again(results, *hits, *count);
	if (*count == 0 || results->selected == NULL)
		return results->number = 0;
	if (results->number < *count && (*hits)[results->number].entry == results->selected)
		return results->number;
	for (size_t i = 0; i < *count; i++)
		if ((*hits)[i].entry == results->selected) {
			/* It stays in its row of the screen. */
			size_t above = results->number > results->top ? results->number - results->top : 0;
			results->top = i > above ? i - above : 0;
			return results->number = i;
		}
	return results->number = results->number < *count ? results->number : *count - 1;
}

static enum view_result searched(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct results *results = results_of(screen);
	(void)view;
	(void)effects;
	if (results->search == NULL) {
		results->search = command->search;
		results->language = command->language;
	}
	results->more = command->number != 0;
	results->stopped |= results->search == NULL;
	return results->search != NULL ? VIEW_CHANGED : VIEW_NO_MEMORY;
}

/* ---- moving and opening ---- */

static void select_number(struct results *results, const struct search_hit *hits, size_t number)
{
	results->number = number;
	results->selected = hits[number].entry;
	memory_resize(results->selected_path, 0);
	results->selected_path = NULL;
}

/* The number of the hit to which COMMAND moves from NUMBER; LAST is that of the last one. */
static size_t destination(
        struct view *view, struct results *results, const struct command *command, size_t number, size_t last)
{
	struct frame frame = frame_for(view->rows, view->columns);
	size_t screenful = results_in_sight(view, results, results->top, &frame);
	int distance = scroll_lines(command, (int)screenful, 0);
	size_t steps = (size_t)(distance < 0 ? -distance : distance);
	if (distance < 0)
		return number > steps ? number - steps : 0;
	return last - number > steps ? number + steps : last;
}

static enum view_result move(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct results *results = results_of(screen);
	const struct search_hit *hits;
	size_t count;
	(void)effects;
	size_t before = results_selected(results, &hits, &count);
	if (count == 0)
		return VIEW_UNCHANGED;
	size_t number = destination(view, results, command, before, count - 1);
	if (number == before)
		return VIEW_UNCHANGED;
	select_number(results, hits, number);
	return VIEW_CHANGED;
}

static enum view_result open_selected(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct results *results = results_of(screen);
	const struct search_hit *hits;
	size_t count;
	(void)command;
	(void)effects;
	size_t number = results_selected(results, &hits, &count);
	if (count == 0)
		return VIEW_UNCHANGED;
	select_number(results, hits, number);
	const char *read_as = site_search_read_as(results->search);
	struct screen *article = screen_new(&article_kind, hits[number].entry);
	if (article != NULL && !article_look_for(article, read_as != NULL ? read_as : results->words,
	                               hits[number].place.offset)) {
		screen_free(article);
		article = NULL;
	}
	return history_open(view, article);
}

static enum view_result click(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct results *results = results_of(screen);
	const struct search_hit *hits;
	size_t count, number;
	results_selected(results, &hits, &count);
	if (!results_hit_at(view, results, command->rows, &number))
		return VIEW_UNCHANGED;
	select_number(results, hits, number);
	return open_selected(view, screen, command, effects);
}

static bool is_searching(const struct screen *screen)
{
	const struct results *results = (const struct results *)screen;
	return results->more && !results->stopped;
}

static enum view_result stop(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)command;
	(void)effects;
	results_of(screen)->stopped = true;
	return say(view, STRING_SEARCH_STOPPED, NULL, NULL);
}

/* ---- the table ---- */

/* Another language is another search. */
static void wants(struct view *view, struct screen *screen, struct effects *effects)
{
	struct results *results = results_of(screen);
	(void)effects;
	if (results->search != NULL && results->language != view->language)
		drop_search(results);
}

static void write_place(struct view *view, struct screen *screen, struct buffer *out)
{
	struct results *results = results_of(screen);
	const struct search_hit *hits;
	size_t count, done = 0, known = 0;
	size_t number = results_selected(results, &hits, &count);
	if (is_searching(screen)) {
		if (results->search != NULL)
			site_search_progress(results->search, &done, &known);
		strings_write_searching(out, done, known > 0 ? known : 1, shown_messages(view));
	}
	if (count == 0)
		return;
	if (out->length > 0)
		buffer_append_text(out, signs_for(view->options.ascii)->dot);
	buffer_format(out, "%zu/%zu", number + 1, count);
	if (site_search_total(results->search) > count)
		buffer_append_text(out, "+");
}

static const char *title(enum message_language messages)
{
	return string_of(STRING_RESULTS_TITLE, messages);
}

static bool applies(const struct view *view, const struct screen *screen, enum command_name command)
{
	const struct results *results = (const struct results *)screen;
	size_t count = 0;
	if (results->search != NULL)
		site_search_hits(results->search, &count);
	switch (command) {
	case COMMAND_PREVIOUS:
		return count > 1;
	case COMMAND_OPEN:
		return count > 0;
	case COMMAND_BACK:
		return view->present > 0;
	case COMMAND_CLEAR:
		return is_searching(screen);
	case COMMAND_NEXT_LANGUAGE:
		return site_language_count(view->site) > 1;
	default:
		return true;
	}
}

static void close(struct screen *screen)
{
	struct results *results = results_of(screen);
	site_search_free(results->search);
	memory_resize(results->words, 0);
	memory_resize(results->selected_path, 0);
}

static void reloaded(struct screen *screen)
{
	struct results *results = results_of(screen);
	if (results->selected != NULL) {
		memory_resize(results->selected_path, 0);
		results->selected_path = copy_text(results->selected->path); /* without memory: the first */
	}
	results->selected = NULL;
	drop_search(results);
}

static const struct command_handler HANDLERS[] = {
        MOVED_BY(move),
        {COMMAND_OPEN, open_selected},
        {COMMAND_CLICK, click},
        {COMMAND_CLEAR, stop},
        {COMMAND_SEARCHED, searched},
        {COMMAND_NONE, NULL},
};

static const struct hint HINTS[] = {
        {COMMAND_PREVIOUS, COMMAND_NEXT, -1, 3},
        {COMMAND_OPEN, COMMAND_NONE, -1, 1},
        {COMMAND_BACK, COMMAND_NONE, -1, 2},
        {COMMAND_CLEAR, COMMAND_NONE, STRING_STOP, 4},
        {COMMAND_FIND, COMMAND_NONE, -1, 5},
        {COMMAND_HELP, COMMAND_NONE, -1, 0},
        {COMMAND_NONE, COMMAND_NONE, -1, 0},
};

const struct screen_kind results_kind = {
        .size = sizeof(struct results),
        .place = IN_MENU,
        .handlers = HANDLERS,
        .hints = HINTS,
        .wants = wants,
        .draw = results_draw,
        .write_place = write_place,
        .applies = applies,
        .close = close,
        .title = title,
        .reloaded = reloaded,
        .idle = idle,
        .clearable = is_searching,
};
