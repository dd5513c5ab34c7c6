/* view/results.h — what the search of the whole site has found. Private to view/ and its tests. */
#ifndef IOMVIEW_VIEW_RESULTS_H
#define IOMVIEW_VIEW_RESULTS_H

#include "view/state.h"

struct results {
	struct screen screen;
	char *words;                /* what is looked for; owned */
	int language;               /* in which: an index into the site's; -1: the search is to begin */
	struct site_search *search; /* owned; NULL: not begun */
	bool more;                  /* it is not through */
	bool stopped;               /* the reader has stopped it */
	struct entry *selected;     /* the page of the selected hit; NULL: the first */
	char *selected_path;        /* after a reload: by which it is found again; owned */
	size_t number;              /* of the selected hit when it was looked for last, from 0 */
	size_t top;                 /* of the first hit in sight */
};

/* A new screen, made present, that searches the site for WORDS. */
enum view_result results_open(struct view *view, const char *words);

/* The number of the selected hit among the COUNT there are; it is looked for where better ones have come. */
size_t results_selected(struct results *results, const struct search_hit **hits, size_t *count);

/* ---- results_draw.c ---- */

/* The number of hits from FIRST on that are seen whole in HEIGHT rows, at least one. */
size_t results_in_sight(struct view *view, struct results *results, size_t first, const struct frame *frame);

/* Scrolls so that the selected hit is in sight. */
void results_scroll(struct view *view, struct results *results, const struct frame *frame);

/* The number of the hit in a row of the screen. Returns false where none stands. */
bool results_hit_at(struct view *view, struct results *results, int row, size_t *number);

void results_draw(struct view *view, struct screen *screen, struct grid *grid, const struct frame *frame);

#endif
