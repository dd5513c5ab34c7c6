/* view/bookmarks.c — a kind of screen: the bookmarks of the site, the newest first. */

#include "view/article.h"
#include "view/list.h"

#include <string.h>

struct bookmarks {
	struct screen screen;
	struct list list;
	bool opening; /* the page of the selected one is being looked for */
};

/* ---- rows ---- */

/* Appends the first words of a bookmark's place, whole ones where they go on. */
static void write_first_words(const struct view *view, const struct reading_record *mark, struct buffer *out)
{
	const struct anchor_text *here = &mark->anchor.here;
	size_t length = here->length;
	for (size_t i = length; !mark->anchor.to_end && i > 0 && length == here->length; i--)
		if (here->bytes[i - 1] == ' ')
			length = i - 1;
	text_sanitise(out, here->bytes, length, SANITISE_ONE_LINE, NULL);
	if (!mark->anchor.to_end)
		buffer_append_text(out, signs_for(view->options.ascii)->ellipsis);
}

static void fill_row(struct view *view, struct screen *screen, size_t number, struct list_row *row)
{
	const struct reading_record *mark = reading_mark(&view->reading, number);
	struct buffer *words = fresh_words(view);
	(void)screen;
	const char *dot = signs_for(view->options.ascii)->dot;
	buffer_append_text(words, mark->section);
	if (mark->anchor.block > 0) { /* the first block is the title */
		buffer_append_text(words, words->length > 0 ? dot : "");
		strings_write_share(words, mark->share, 100, shown_messages(view));
		buffer_append_text(words, dot);
		write_first_words(view, mark, words);
	}
	row->title = mark->title;
	row->detail = buffer_text(words);
}

/* The list as it is now: bookmarks come and go also elsewhere. */
static struct list *list_of(const struct view *view, struct screen *screen)
{
	struct list *list = &((struct bookmarks *)screen)->list;
	list->count = 0;
	while (reading_mark(&view->reading, list->count) != NULL)
		list->count++;
	if (list->selected >= list->count)
		list->selected = list->count > 0 ? list->count - 1 : 0;
	list->row = fill_row;
	list->spaced = true;
	list->empty = STRING_NO_BOOKMARKS;
	list->way = COMMAND_BOOKMARK;
	return list;
}

/* ---- commands ---- */

static enum view_result move(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)effects;
	return list_move(view, screen, list_of(view, screen), command);
}

static enum view_result open_selected(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	const struct list *list = list_of(view, screen);
	const struct reading_record *mark = reading_mark(&view->reading, list->selected);
	(void)command;
	if (mark == NULL)
		return VIEW_UNCHANGED;
	((struct bookmarks *)screen)->opening = true;
	ask(effects, (struct effect){.kind = EFFECT_FIND, .path = mark->path});
	return VIEW_UNCHANGED;
}

static enum view_result found(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct bookmarks *bookmarks = (struct bookmarks *)screen;
	const struct list *list = list_of(view, screen);
	const struct reading_record *mark = reading_mark(&view->reading, list->selected);
	(void)effects;
	if (!bookmarks->opening || mark == NULL)
		return VIEW_UNCHANGED;
	bookmarks->opening = false;
	if (command->entry == NULL || command->entry->variant_count == 0)
		return say(view, STRING_PAGE_GONE, NULL, NULL);
	return history_open(view, article_new(command->entry, &mark->anchor));
}

static enum view_result click(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	if (!list_select_at(view, screen, list_of(view, screen), command->rows))
		return VIEW_UNCHANGED;
	return open_selected(view, screen, command, effects);
}

static enum view_result remove_selected(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	const struct list *list = list_of(view, screen);
	struct reading_record *mark = reading_mark(&view->reading, list->selected);
	(void)command;
	(void)effects;
	if (mark == NULL)
		return VIEW_UNCHANGED;
	reading_remove_mark(&view->reading, mark);
	view->reading_to_write = true;
	return say(view, STRING_BOOKMARK_REMOVED, NULL, NULL);
}

/* ---- the table ---- */

static void draw(struct view *view, struct screen *screen, struct grid *grid, const struct frame *frame)
{
	list_draw(view, screen, list_of(view, screen), grid, frame);
}

static void write_place(struct view *view, struct screen *screen, struct buffer *out)
{
	list_write_place(list_of(view, screen), out);
}

static const char *title(enum message_language messages)
{
	return string_of(STRING_BOOKMARKS_TITLE, messages);
}

static bool applies(const struct view *view, const struct screen *screen, enum command_name command)
{
	(void)screen;
	switch (command) {
	case COMMAND_PREVIOUS:
		return reading_mark(&view->reading, 1) != NULL;
	case COMMAND_OPEN:
	case COMMAND_REMOVE:
		return reading_mark(&view->reading, 0) != NULL;
	default:
		return true;
	}
}

static void cover(struct screen *screen)
{
	((struct bookmarks *)screen)->opening = false;
}

static const struct command_handler HANDLERS[] = {
        MOVED_BY(move),
        {COMMAND_OPEN, open_selected},
        {COMMAND_CLICK, click},
        {COMMAND_FOUND, found},
        {COMMAND_BOOKMARK, remove_selected},
        {COMMAND_REMOVE, remove_selected},
        {COMMAND_BOOKMARKS, history_leave},
        {COMMAND_NONE, NULL},
};

static const struct hint HINTS[] = {
        {COMMAND_PREVIOUS, COMMAND_NEXT, -1, 3},
        {COMMAND_OPEN, COMMAND_NONE, -1, 1},
        {COMMAND_BACK, COMMAND_NONE, -1, 0},
        {COMMAND_REMOVE, COMMAND_NONE, -1, 2},
        {COMMAND_HELP, COMMAND_NONE, -1, 4},
        {COMMAND_NONE, COMMAND_NONE, -1, 0},
};

const struct screen_kind bookmarks_kind = {
        .size = sizeof(struct bookmarks),
        .place = IN_BOOKMARKS,
        .handlers = HANDLERS,
        .hints = HINTS,
        .draw = draw,
        .write_place = write_place,
        .applies = applies,
        .cover = cover,
        .close = cover,
        .title = title,
};
