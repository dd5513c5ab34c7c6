/* view/remember.h — when what is remembered of the reader is noted, read and written. Private to view/ and its tests. */
#ifndef IOMVIEW_VIEW_REMEMBER_H
#define IOMVIEW_VIEW_REMEMBER_H

#include "view/state.h"

/* Takes note of where the reader is on the present screen. */
void remember_place(struct view *view);

/* Likewise before COMMAND, which may leave the page. */
void remember_before(struct view *view, enum command_name command);

/* Asks for what is to be read or written while no key waits. Returns whether there was anything. */
bool remember_idle(const struct view *view, struct effects *effects);

/* What COMMAND_BOOKMARKS, COMMAND_STATE_READ and COMMAND_STATE_WRITTEN do. */
enum view_result remember_bookmarks(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);
enum view_result remember_read(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);
enum view_result remember_written(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);

#endif
