/* view/menu.h — the menu's state, shared by the files that change it and draw it. Private to view/ and its tests. */
#ifndef IOMVIEW_VIEW_MENU_H
#define IOMVIEW_VIEW_MENU_H

#include "view/menu_filter.h"
#include "view/state.h"

struct menu {
	struct screen screen;
	struct entry *
	        selected; /* one of the children, or the section itself: its introduction; NULL: not known yet */
	char *selected_name; /* after a reload: the name by which SELECTED is found again ("": the introduction); owned */
	size_t number; /* where SELECTED stood when it was last looked for, from 0 */
	size_t top;    /* number of the first entry in sight */
	bool settled;  /* in SETTLED_LANGUAGE there is no more to do for the order */
	int settled_language;

	struct menu_filter filter;
	struct query *query_before;    /* as it was when the prompt was opened; owned */
	struct entry *selected_before; /* likewise, or when the entries were filtered anew */
	size_t top_before;

	const struct page *preview; /* owned reference; NULL: none yet */
	struct entry *preview_entry;
	int preview_language;
	struct layout *preview_layout; /* owned */
};

/* The entries in sight, by number: from FIRST to before END. */
struct menu_sight {
	size_t first;
	size_t end;
};

/* The section's own page is the first entry where it has more to read than its title. */
bool menu_has_introduction(const struct menu *menu, int language);

/* Brings number and entry of the selection in line. The entry counts; where it is not there, the number does. */
void menu_keep_selection(const struct view *view, struct menu *menu);

/* How many entries there are to choose from, the filter considered; the entry with NUMBER (less than that); the number of the selected one. */
size_t menu_count(const struct view *view, const struct menu *menu);
struct entry *menu_entry(const struct view *view, const struct menu *menu, size_t number);
size_t menu_selected(const struct view *view, const struct menu *menu);

/* Rows that the entry with NUMBER takes, with what keeps it apart from the next. */
int menu_entry_rows(struct view *view, const struct menu *menu, size_t number);

/* Scrolls so that the selected entry is in sight, and tells which entries are. */
struct menu_sight menu_sight(struct view *view, struct menu *menu);

/* The number of the entry that stands in this cell. Returns false where none does. */
bool menu_entry_at(struct view *view, struct menu *menu, int row, int column, size_t *number);

/* Whether there is room for a preview. */
bool menu_has_preview(const struct frame *frame);

/* ---- menu_find.c ---- */

extern const struct finding menu_finding;

/* The entries have other titles, or another order: filters them anew; the same one stays selected where it is left, and after the filter. */
enum view_result menu_filter_again(struct view *view, struct menu *menu);

/* What the filter does while no key waits: asks for a title, or for a step. Returns whether there is anything left to do. */
bool menu_filter_idle(const struct menu *menu, struct effects *effects);

/* COMMAND_CONTINUE and COMMAND_HEADLINE_READ: a step of the filter. */
enum view_result menu_continue(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);

/* COMMAND_CLEAR: all entries again, the same one selected. */
enum view_result menu_clear(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);

/* Appends what is looked for and how far that has come, while there is a filter. */
void menu_write_filter(const struct view *view, const struct menu *menu, struct buffer *out);

/* ---- menu_draw.c ---- */

void menu_draw(struct view *view, struct screen *screen, struct grid *grid, const struct frame *frame);

#endif
