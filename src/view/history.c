/* view/history.c — the stack of screens: back and forward, and what becomes of it when the site is opened anew. */

#include "view/state.h"

#include <string.h>

/* More steps back are not kept; the front always is. */
#ifdef IOMVIEW_TINY
enum { HISTORY_MAXIMUM = 4 };
#else
enum { HISTORY_MAXIMUM = 64 };
#endif

/* ---- one screen ---- */

struct screen *screen_new(const struct screen_kind *kind, struct entry *entry)
{
	struct screen *screen = memory_resize(NULL, kind->size);
	if (screen == NULL)
		return NULL;
	memset(screen, 0, kind->size);
	screen->kind = kind;
	screen->entry = entry;
	if (entry == NULL)
		return screen;
	size_t bytes = strlen(entry->path) + 1;
	screen->path = memory_resize(NULL, bytes);
	if (screen->path == NULL) {
		memory_resize(screen, 0);
		return NULL;
	}
	memcpy(screen->path, entry->path, bytes);
	return screen;
}

void screen_free(struct screen *screen)
{
	if (screen == NULL)
		return;
	if (screen->kind->close != NULL)
		screen->kind->close(screen);
	memory_resize(screen->path, 0);
	memory_resize(screen, 0);
}

const struct screen_kind *kind_for(const struct entry *entry)
{
	return entry->is_section ? &menu_kind : &article_kind;
}

/* ---- the stack ---- */

struct screen *present_screen(const struct view *view)
{
	return view->screens[view->present];
}

/* Another screen is about to cover the present one. */
static void cover_present(struct view *view)
{
	struct screen *screen = present_screen(view);
	if (screen->kind->cover != NULL)
		screen->kind->cover(screen);
}

/* Takes the screens from FIRST to before END out of the history. */
static void remove_screens(struct view *view, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		screen_free(view->screens[i]);
	if (first < end)
		memmove(view->screens + first, view->screens + end,
		        (view->count - end) * sizeof *view->screens);
	view->count -= end - first;
}

/* Appends SCREEN (NULL: no memory), which is freed where there is no room for it. */
static bool append(struct view *view, struct screen *screen)
{
	struct screen **screens = screen == NULL ? NULL
	                                         : array_grow(view->screens, &view->capacity, view->count,
	                                                   sizeof(struct screen *), HISTORY_MAXIMUM + 1);
	if (screens == NULL) {
		screen_free(screen);
		return false;
	}
	view->screens = screens;
	screens[view->count++] = screen;
	return true;
}

enum view_result history_open(struct view *view, struct screen *screen)
{
	remove_screens(view, view->present + 1, view->count);
	if (!append(view, screen))
		return VIEW_NO_MEMORY;
	cover_present(view);
	view->present++;
	if (view->count > HISTORY_MAXIMUM) {
		remove_screens(view, 1, 2);
		view->present--;
	}
	return VIEW_CHANGED;
}

enum view_result history_replace(struct view *view, struct screen *screen)
{
	if (screen == NULL)
		return VIEW_NO_MEMORY;
	remove_screens(view, view->present + 1, view->count);
	screen_free(present_screen(view));
	view->screens[view->present] = screen;
	return VIEW_CHANGED;
}

bool history_go(struct view *view, int step)
{
	if (step < 0 ? view->present == 0 : view->present + 1 >= view->count)
		return false;
	cover_present(view);
	view->present += (size_t)step;
	return true;
}

enum view_result history_drop(struct view *view)
{
	if (view->present == 0)
		return history_replace(view, screen_new(&menu_kind, site_root(view->site)));
	remove_screens(view, view->present, view->present + 1);
	view->present--;
	return VIEW_CHANGED;
}

enum view_result history_leave(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)screen;
	(void)command;
	(void)effects;
	return history_drop(view);
}

bool history_begin(struct view *view, struct entry *start)
{
	struct entry *front = site_only_page(view->site);
	struct entry *way[DEPTH_MAXIMUM + 1];
	size_t steps = 0;
	const struct screen_kind *kind = front != NULL ? &article_kind : &menu_kind;
	if (front == NULL)
		front = site_root(view->site);
	for (struct entry *entry = start; entry != NULL && entry != front && steps <= DEPTH_MAXIMUM;
	        entry = entry->parent)
		way[steps++] = entry;
	if (!append(view, screen_new(kind, front)))
		return false;
	while (steps > 0) {
		struct entry *entry = way[--steps];
		struct screen *below = view->screens[view->count - 1];
		if (entry->parent == NULL) /* the root of a site that is one page */
			continue;
		if (below->kind->select_entry != NULL)
			below->kind->select_entry(below, entry);
		if (!append(view, screen_new(kind_for(entry), entry)))
			return false;
	}
	view->present = view->count - 1;
	return true;
}

void history_reloaded(struct view *view, struct site *site)
{
	for (size_t i = 0; i < view->count; i++) {
		struct screen *screen = view->screens[i];
		if (screen->kind->reloaded != NULL)
			screen->kind->reloaded(screen);
		if (screen->path != NULL)
			screen->entry = *screen->path == '\0' ? site_root(site) : NULL;
	}
}

void history_free(struct view *view)
{
	remove_screens(view, 0, view->count);
	memory_resize(view->screens, 0);
	view->screens = NULL;
}
