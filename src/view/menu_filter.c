/* view/menu_filter.c — those entries of a menu that match what the reader types, found in steps. */

#include "view/menu_filter.h"

#include <string.h>

void menu_filter_restart(struct menu_filter *filter)
{
	filter->turn = 0;
	filter->count = 0;
	filter->next = 0;
	filter->read_on = false;
	filter->done = filter->query == NULL;
	filter->tried = NULL;
	filter->language = -1;
}

void menu_filter_set(struct menu_filter *filter, struct query *query)
{
	query_free(filter->query);
	filter->query = query;
	menu_filter_restart(filter);
}

void menu_filter_free(struct menu_filter *filter)
{
	query_free(filter->query);
	memory_resize(filter->items, 0);
	memory_resize(filter->known, 0);
	*filter = (struct menu_filter){.query = NULL};
}

/* ---- which entries are left ---- */

/* Where the entry at PLACE is among ITEMS, or would be. */
static size_t find_place(const struct menu_filter *filter, size_t place)
{
	size_t first = 0, end = filter->count;
	while (first < end) {
		size_t middle = first + (end - first) / 2;
		if (filter->items[middle].place < place)
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

static bool put_in(struct menu_filter *filter, struct entry *entry, size_t place)
{
	size_t number = find_place(filter, place);
	if (number < filter->count && filter->items[number].place == place)
		return true;
	struct filtered_entry *items = array_grow(
	        filter->items, &filter->capacity, filter->count, sizeof *items, SIZE_MAX / sizeof *items);
	if (items == NULL)
		return false;
	filter->items = items;
	memmove(items + number + 1, items + number, (filter->count - number) * sizeof *items);
	items[number] = (struct filtered_entry){entry, place};
	filter->count++;
	return true;
}

static void take_out(struct menu_filter *filter, size_t place)
{
	size_t number = find_place(filter, place);
	if (number == filter->count || filter->items[number].place != place)
		return;
	filter->count--;
	memmove(filter->items + number, filter->items + number + 1,
	        (filter->count - number) * sizeof *filter->items);
}

/* Looks at the ENTRY at PLACE. Returns false when memory runs out. */
static bool look_at(const struct view *view, struct menu_filter *filter, struct entry *entry, size_t place)
{
	const struct variant *variant = entry_variant(entry, filter->language);
	bool introduction = place == 0, fits;
	const char *texts[2];
	size_t count = 0;
	texts[count++] = introduction ? string_of(STRING_INTRODUCTION, shown_messages(view))
	                              : entry_title(view->site, entry, filter->language);
	if (variant != NULL && variant->headline.loaded && *variant->headline.summary != '\0')
		texts[count++] = variant->headline.summary;
	if (!query_fits(filter->query, filter->turn, texts, count, &fits))
		return false;
	filter->known[place] = !headline_is_missing(entry, filter->language);
	if (fits)
		return put_in(filter, entry, place);
	take_out(filter, place);
	return true;
}

/* ---- steps ---- */

static struct entry *entry_at(struct entry *section, size_t place)
{
	return place == 0 ? section : section->children[place - 1];
}

/* Room to note for each entry of SECTION whether its title was known. */
static bool make_room(struct menu_filter *filter, const struct entry *section)
{
	size_t places = section->child_count + 1;
	if (filter->places >= places)
		return true;
	char *known = memory_resize(filter->known, places);
	if (known == NULL)
		return false;
	filter->known = known;
	filter->places = places;
	return true;
}

/* Behind the last entry: begins the next round, or is done. */
static void end_round(struct menu_filter *filter)
{
	filter->next = 0;
	if (!filter->read_on) {
		filter->read_on = true;
		return;
	}
	filter->read_on = false;
	filter->tried = NULL;
	if (filter->count > 0 || ++filter->turn >= query_turns(filter->query)) {
		filter->turn -= filter->count == 0; /* nothing is left in any */
		filter->done = true;
	}
}

/* Whether the entry at NEXT is to be looked at in this round. */
static bool is_due(const struct menu_filter *filter, bool with_introduction)
{
	if (filter->next == 0 && !with_introduction)
		return false;
	return !filter->read_on || !filter->known[filter->next];
}

bool menu_filter_step(const struct view *view, struct menu_filter *filter, struct entry *section,
        bool with_introduction, size_t most)
{
	if (filter->query == NULL || filter->done)
		return true;
	if (filter->language != view->language) {
		menu_filter_restart(filter);
		filter->language = view->language;
	}
	if (!make_room(filter, section)) {
		filter->done = true;
		return false;
	}
	while (most > 0 && !filter->done) {
		if (filter->next > section->child_count) {
			end_round(filter);
			continue;
		}
		if (!is_due(filter, with_introduction)) {
			filter->next++;
			continue;
		}
		if (menu_filter_missing(filter, section) != NULL)
			return true;
		if (!look_at(view, filter, entry_at(section, filter->next), filter->next)) {
			filter->done = true;
			return false;
		}
		filter->next++;
		most--;
	}
	return true;
}

struct entry *menu_filter_missing(const struct menu_filter *filter, const struct entry *section)
{
	if (filter->query == NULL || filter->done || !filter->read_on || filter->next == 0 ||
	        filter->next > section->child_count || filter->next >= filter->places ||
	        filter->known[filter->next])
		return NULL;
	struct entry *entry = section->children[filter->next - 1];
	return entry != filter->tried && headline_is_missing(entry, filter->language) ? entry : NULL;
}

size_t menu_filter_progress(const struct menu_filter *filter, const struct entry *section, size_t *all)
{
	*all = section->child_count + 1;
	return filter->read_on || filter->done ? filter->next : 0;
}
