/*
 * view/list.h — a plain list to choose from: rows with a sign before the selected one. Private to view/ and its tests.
 *
 * It is a part of a screen, not a kind of screen: a kind has a struct list in its own struct and hands its commands on.
 */
#ifndef IOMVIEW_VIEW_LIST_H
#define IOMVIEW_VIEW_LIST_H

#include "view/state.h"

/* One row, whose texts live until the next one is asked for or words are written (fresh_words). */
struct list_row {
	const char *title;  /* set in as many lines as it needs */
	const char *detail; /* quiet lines below it; NULL: none */
	int indent;         /* columns before the title */
};

struct list {
	size_t count;
	size_t selected;        /* less than COUNT, or 0 */
	size_t top;             /* the first row in sight */
	enum string_name empty; /* what is said where there are no rows */
	enum command_name way;  /* the command whose key is {1} in EMPTY; COMMAND_NONE: none */
	bool spaced;            /* rows have a free line between them where there is room */
	/* Fills ROW with what stands in the row with NUMBER. */
	void (*row)(struct view *view, struct screen *screen, size_t number, struct list_row *row);
};

/* Moves the selection as a COMMAND of moving says (COMMAND_PREVIOUS … COMMAND_LAST). */
enum view_result list_move(
        struct view *view, struct screen *screen, struct list *list, const struct command *command);

/* Selects the row that stands in the screen's ROW. Returns false where none does. */
bool list_select_at(struct view *view, struct screen *screen, struct list *list, int row);

/* Draws the rows in sight; the cursor stands on the selected one. */
void list_draw(struct view *view, struct screen *screen, struct list *list, struct grid *grid,
        const struct frame *frame);

/* Appends "2/6". */
void list_write_place(const struct list *list, struct buffer *out);

#endif
