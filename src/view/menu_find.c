/* view/menu_find.c — what `/` does in a menu: the entries that match remain. */

#include "view/menu.h"

#include <stdio.h>
#include <string.h>

/* So many entries are looked at before the reader sees the first of them, and between two keys. */
#ifdef IOMVIEW_TINY
enum { FIRST_ENTRIES = 2, STEP_ENTRIES = 1 };
#else
enum { FIRST_ENTRIES = 200, STEP_ENTRIES = 50 };
#endif

/* What is looked for is shown in the status line in at most so many columns. */
enum { SHOWN_COLUMNS = 16 };

/* ---- steps ---- */

static enum view_result step(struct view *view, struct menu *menu, size_t most)
{
	struct entry *section = menu->screen.entry;
	if (section == NULL || !section->listed || menu->filter.query == NULL)
		return VIEW_CHANGED;
	bool done = menu_filter_step(
	        view, &menu->filter, section, menu_has_introduction(menu, view->language), most);
	if (menu->selected == NULL)
		menu->selected = menu->selected_before;
	menu_keep_selection(view, menu);
	return done ? VIEW_CHANGED : VIEW_NO_MEMORY;
}

enum view_result menu_filter_again(struct view *view, struct menu *menu)
{
	if (menu->selected != NULL && !prompt_is_open(view))
		menu->selected_before = menu->selected;
	menu_filter_restart(&menu->filter);
	return step(view, menu, FIRST_ENTRIES);
}

bool menu_filter_idle(const struct menu *menu, struct effects *effects)
{
	const struct menu_filter *filter = &menu->filter;
	if (filter->query == NULL || filter->done || menu->screen.entry == NULL ||
	        !menu->screen.entry->listed)
		return false;
	struct entry *missing = menu_filter_missing(filter, menu->screen.entry);
	if (missing != NULL)
		ask_for_headline(effects, missing, filter->language);
	else
		ask(effects, (struct effect){.kind = EFFECT_CONTINUE});
	return true;
}

enum view_result menu_continue(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct menu *menu = (struct menu *)screen;
	(void)effects;
	if (command->name == COMMAND_HEADLINE_READ)
		menu->filter.tried = command->entry;
	return step(view, menu, STEP_ENTRIES);
}

/* ---- while the prompt is open ---- */

static void begin(struct view *view, struct screen *screen)
{
	struct menu *menu = (struct menu *)screen;
	menu_keep_selection(view, menu);
	query_free(menu->query_before);
	menu->query_before = menu->filter.query;
	menu->filter.query = NULL;
	menu_filter_restart(&menu->filter);
	menu_keep_selection(view, menu);
	menu->selected_before = menu->selected;
	menu->top_before = menu->top;
}

/* Selects what was selected when the prompt was opened, in the row where it was. */
static void select_as_before(struct view *view, struct menu *menu)
{
	menu->number = 0;
	menu->top = 0;
	menu->selected = menu->selected_before;
	menu_keep_selection(view, menu);
	if (menu->filter.query == NULL && menu->selected == menu->selected_before)
		menu->top = menu->top_before;
}

static enum view_result look(struct view *view, struct screen *screen, const char *words)
{
	struct menu *menu = (struct menu *)screen;
	bool empty;
	struct query *query = query_new(words, &empty);
	menu_filter_set(&menu->filter, query);
	enum view_result result = step(view, menu, FIRST_ENTRIES);
	select_as_before(view, menu);
	return query == NULL && !empty ? VIEW_NO_MEMORY : result;
}

static enum view_result give_up(struct view *view, struct screen *screen)
{
	struct menu *menu = (struct menu *)screen;
	menu_filter_set(&menu->filter, menu->query_before);
	menu->query_before = NULL;
	enum view_result result = step(view, menu, FIRST_ENTRIES);
	select_as_before(view, menu);
	return result;
}

static enum view_result keep(struct view *view, struct screen *screen, const char *words)
{
	struct menu *menu = (struct menu *)screen;
	enum view_result result = VIEW_CHANGED;
	if (menu->filter.query == NULL || strcmp(query_typed(menu->filter.query), words) != 0)
		result = look(view, screen, words);
	query_free(menu->query_before);
	menu->query_before = NULL;
	if (result == VIEW_NO_MEMORY || menu->filter.count > 0 || !menu->filter.done)
		return result;
	menu_filter_set(&menu->filter, NULL);
	select_as_before(view, menu);
	return say(view, STRING_NO_MATCHES, NULL, NULL);
}

/* What the words are taken for where that is not what was typed; else NULL. */
static const char *read_as(const struct menu_filter *filter)
{
	return filter->done && filter->count > 0 ? query_read_as(filter->query, filter->turn) : NULL;
}

/* Appends how far the filter has come, while there is more to do. */
static void write_progress(const struct view *view, const struct menu *menu, struct buffer *out)
{
	const struct menu_filter *filter = &menu->filter;
	size_t all;
	if (filter->done || menu->screen.entry == NULL)
		return;
	size_t done = menu_filter_progress(filter, menu->screen.entry, &all);
	strings_write_searching(out, done, all, shown_messages(view));
	buffer_append_text(out, signs_for(view->options.ascii)->dot);
}

static void write_found(const struct view *view, const struct screen *screen, struct buffer *out)
{
	const struct menu *menu = (const struct menu *)screen;
	if (menu->filter.query == NULL || menu->screen.entry == NULL)
		return;
	if (menu->filter.done && menu->filter.count == 0) {
		buffer_append_text(out, string_of(STRING_NO_MATCHES, shown_messages(view)));
		return;
	}
	char left[24], all[24];
	write_progress(view, menu, out);
	if (read_as(&menu->filter) != NULL) {
		strings_write(out, shown_messages(view), STRING_SEARCHED_AS, read_as(&menu->filter), NULL);
		buffer_append_text(out, signs_for(view->options.ascii)->dot);
	}
	snprintf(left, sizeof left, "%zu", menu->filter.count);
	snprintf(all, sizeof all, "%zu",
	        menu->screen.entry->child_count + menu_has_introduction(menu, view->language));
	strings_write(out, shown_messages(view), STRING_MATCH_OF, left, all);
}

const struct finding menu_finding = {
        .begin = begin,
        .look = look,
        .keep = keep,
        .give_up = give_up,
        .write_found = write_found,
};

/* ---- afterwards ---- */

void menu_write_filter(const struct view *view, const struct menu *menu, struct buffer *out)
{
	const struct menu_filter *filter = &menu->filter;
	if (filter->query == NULL)
		return;
	const char *words = read_as(filter) != NULL ? read_as(filter) : query_typed(filter->query);
	size_t length = text_fit(words, strlen(words), SHOWN_COLUMNS, NULL);
	write_progress(view, menu, out);
	buffer_append_text(out, "/");
	buffer_append(out, words, length);
	if (words[length] != '\0')
		buffer_append_text(out, signs_for(view->options.ascii)->ellipsis);
	if (menu_count(view, menu) > 0)
		buffer_append_text(out, signs_for(view->options.ascii)->dot);
}

enum view_result menu_clear(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct menu *menu = (struct menu *)screen;
	(void)command;
	(void)effects;
	if (menu->selected == NULL)
		menu->selected = menu->selected_before;
	menu_filter_set(&menu->filter, NULL);
	menu_keep_selection(view, menu);
	return VIEW_CHANGED;
}
