/* view/menu_filter.h — those entries of a menu that match what the reader types. Private to view/ and its tests. */
#ifndef IOMVIEW_VIEW_MENU_FILTER_H
#define IOMVIEW_VIEW_MENU_FILTER_H

#include "search/search.h"
#include "view/state.h"

/* One entry that is left, and where it stands among all: 0 for the section's own page, else its number among the children from 1. */
struct filtered_entry {
	struct entry *entry;
	size_t place;
};

/*
 * A filter works in steps: it looks at every entry, as far as its title is known (else at its name), then once more at those
 * whose titles have been read meanwhile. Where nothing is left it begins anew as if another keyboard layout had been on.
 */
struct menu_filter {
	struct query *query;          /* owned; NULL: all entries are shown */
	size_t turn;                  /* how QUERY is taken: query_turns() */
	int language;                 /* in which the titles were looked at */
	struct filtered_entry *items; /* in the order of the menu; owned */
	size_t count;
	size_t capacity;
	char *known;   /* by place: the title was known when the entry was looked at; owned */
	size_t places; /* of KNOWN */
	size_t next;   /* the place to look at next */
	bool read_on;  /* every entry was looked at: NEXT is of those whose titles were not known then */
	bool done;     /* there is no more to do */
	struct entry *tried; /* the entry whose headline was asked for last: it is not asked for again */
};

/* Shows the entries of SECTION (listed) that QUERY finds; takes QUERY over (NULL: all). Looks at nothing yet. */
void menu_filter_set(struct menu_filter *filter, struct query *query);

/* Begins anew: the entries or their order are others. */
void menu_filter_restart(struct menu_filter *filter);

void menu_filter_free(struct menu_filter *filter);

/*
 * Looks at the next entries of SECTION: at most MOST of them. WITH_INTRODUCTION: the section's own page is one of the entries.
 * Returns false when memory runs out; the filter is done then.
 */
bool menu_filter_step(const struct view *view, struct menu_filter *filter, struct entry *section,
        bool with_introduction, size_t most);

/* The entry whose headline must be read before the next step, or NULL. */
struct entry *menu_filter_missing(const struct menu_filter *filter, const struct entry *section);

/* The share of the entries that is behind, in parts of *ALL. */
size_t menu_filter_progress(const struct menu_filter *filter, const struct entry *section, size_t *all);

#endif
