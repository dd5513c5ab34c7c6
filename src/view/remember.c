/* view/remember.c — when what is remembered of the reader is noted, read and written. */

#include "view/remember.h"

/* The bookmarks are looked for in the file each time, which another iomview may have changed. */
enum view_result remember_bookmarks(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)screen;
	(void)command;
	if (view->options.remembered_as == NULL)
		return say(view, STRING_NOTHING_REMEMBERED, NULL, NULL);
	if (reading_changed(&view->reading))
		ask(effects, (struct effect){.kind = EFFECT_WRITE_STATE});
	ask(effects, (struct effect){.kind = EFFECT_READ_STATE});
	return history_open(view, screen_new(&bookmarks_kind, NULL));
}

enum view_result remember_read(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)screen;
	(void)effects;
	if (command->bytes == NULL)
		return VIEW_UNCHANGED;
	view->reading_known = true;
	return reading_take(&view->reading, buffer_text(command->bytes), command->bytes->length)
	               ? VIEW_CHANGED
	               : VIEW_NO_MEMORY;
}

/* What cannot be kept is said once. */
enum view_result remember_written(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)screen;
	(void)effects;
	view->reading_to_write = false;
	if (command->number == 0) {
		reading_written(&view->reading);
		return VIEW_UNCHANGED;
	}
	if (view->reading_failed)
		return VIEW_UNCHANGED;
	view->reading_failed = true;
	enum view_result result = say(view, STRING_CANNOT_REMEMBER, NULL, NULL);
	view->message_is_error = true;
	return result;
}

void remember_place(struct view *view)
{
	struct screen *screen = present_screen(view);
	if (screen->kind->note_place != NULL && view->options.remembered_as != NULL)
		screen->kind->note_place(view, screen);
}

/* Whether COMMAND leaves no page, so that noting the place can wait for the next one that may. */
static bool only_moves(enum command_name command)
{
	switch (command) {
	case COMMAND_PREVIOUS:
	case COMMAND_NEXT:
	case COMMAND_SCREEN_UP:
	case COMMAND_SCREEN_DOWN:
	case COMMAND_HALF_UP:
	case COMMAND_HALF_DOWN:
	case COMMAND_FIRST:
	case COMMAND_LAST:
		return true;
	default:
		return false;
	}
}

void remember_before(struct view *view, enum command_name command)
{
	if (!only_moves(command))
		remember_place(view);
}

bool remember_idle(const struct view *view, struct effects *effects)
{
	if (view->options.remembered_as == NULL || (view->reading_known && !view->reading_to_write))
		return false;
	ask(effects, (struct effect){.kind = view->reading_known ? EFFECT_WRITE_STATE : EFFECT_READ_STATE});
	return true;
}

bool view_leave(struct view *view)
{
	remember_place(view);
	return reading_changed(&view->reading);
}

bool view_merge_state(const char *present, size_t length, struct buffer *merged, void *view)
{
	return reading_merge(&((struct view *)view)->reading, present, length, merged);
}
