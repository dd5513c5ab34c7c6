/* content/site_menu.c — the order of the entries. */

#include "content/site_tree.h"

#include "content/date.h"

#include <stdlib.h>
#include <string.h>

/* What one child is sorted by; read once, so that sorting is comparing. */
struct sorted_child {
	struct place *place;
	struct date date;
	const char *title; /* folded; the name where it is not known yet */
	long weight;
	size_t rank;
};

/* ---- comparing ---- */

static int by_name(const void *first, const void *second)
{
	const struct sorted_child *one = first;
	const struct sorted_child *other = second;
	return strcmp(one->place->entry.name, other->place->entry.name);
}

static int by_rank(const void *first, const void *second)
{
	const struct sorted_child *one = first;
	const struct sorted_child *other = second;
	if (one->rank != other->rank)
		return one->rank < other->rank ? -1 : 1;
	return by_name(first, second);
}

static int by_title(const void *first, const void *second)
{
	const struct sorted_child *one = first;
	const struct sorted_child *other = second;
	int order = strcmp(one->title, other->title);
	return order != 0 ? order : by_name(first, second);
}

/* The newest first; no date is earlier than any. */
static int by_date(const void *first, const void *second)
{
	const struct sorted_child *one = first;
	const struct sorted_child *other = second;
	int order = date_compare(other->date, one->date);
	return order != 0 ? order : by_rank(first, second);
}

/* The lightest first, those without a weight last: what Hugo does. */
static int by_weight(const void *first, const void *second)
{
	const struct sorted_child *one = first;
	const struct sorted_child *other = second;
	if (one->weight == other->weight)
		return by_date(first, second);
	if (one->weight == 0 || other->weight == 0)
		return one->weight == 0 ? 1 : -1;
	return one->weight < other->weight ? -1 : 1;
}

/* ---- which order ---- */

/* One row for each order: SORT_DEFAULT stands for what foreign sites have. */
static int (*const comparisons[])(const void *, const void *) = {
        [SORT_DEFAULT] = by_weight,
        [SORT_NEWEST] = by_date,
        [SORT_NAME] = by_name,
        [SORT_TITLE] = by_title,
        [SORT_LISTED] = by_rank,
};

static enum sort_order sort_written(const struct place *place)
{
	for (size_t i = 0; i < place->entry.variant_count; i++)
		if (place->entry.variants[i].headline.sort != SORT_DEFAULT)
			return place->entry.variants[i].headline.sort;
	return SORT_DEFAULT;
}

/* Whether most pages of a folder have a date in their names. */
static bool is_dated(const struct place *place)
{
	size_t dated = 0;
	for (size_t i = 0; i < place->all_count; i++)
		dated += place->all[i]->entry.name_date.year != 0;
	return dated > place->all_count / 2;
}

static enum sort_order sort_of(const struct site *site, const struct place *place)
{
	enum sort_order written = sort_written(place);
	if (place->entry.parent == NULL && site->menu_count > 0)
		return SORT_LISTED;
	if (written != SORT_DEFAULT)
		return written;
	if (place->folder == NULL)
		return SORT_LISTED;
	if (site->foreign)
		return SORT_DEFAULT;
	return is_dated(place) ? SORT_NEWEST : SORT_NAME;
}

/* Whether the place of CHILD in SORT depends on a headline of LANGUAGE that has not been read. */
static bool needs_headline(const struct place *child, enum sort_order sort, int language)
{
	const struct variant *variant = entry_variant(&child->entry, language);
	bool from_text = sort == SORT_TITLE || sort == SORT_DEFAULT ||
	                 (sort == SORT_NEWEST && child->entry.name_date.year == 0);
	if (!from_text || (variant != NULL && variant->headline.loaded))
		return false;
	return variant != NULL ||
	       (child->folder != NULL && !child->entry.own_page_known && !child->entry.listed);
}

/* ---- ordering ---- */

static bool is_hidden(const struct place *place, int language)
{
	const struct variant *variant = entry_variant(&place->entry, language);
	return variant != NULL && !place->entry.is_section && variant_source(variant)->hidden;
}

static struct sorted_child sorted_child(struct place *place, int language)
{
	const struct variant *variant = entry_variant(&place->entry, language);
	const struct variant_source *source = variant != NULL ? variant_source(variant) : NULL;
	return (struct sorted_child){
	        .place = place,
	        .date = entry_date(&place->entry, language),
	        .title = source != NULL && source->sort_key != NULL ? source->sort_key : place->entry.name,
	        .weight = source != NULL ? source->weight : 0,
	        .rank = place->rank,
	};
}

/* The menu of site.yaml is an order of the root's children. */
static void rank_by_menu(const struct site *site, const struct place *root)
{
	for (size_t i = site->menu_count; i-- > 0;) {
		struct place *child = find_child(root, site->menu[i], strlen(site->menu[i]));
		if (child != NULL)
			child->rank = i;
	}
}

bool order_children(struct site *site, struct place *place, int language)
{
	enum sort_order sort = sort_of(site, place);
	struct sorted_child *children = memory_resize(NULL, (place->all_count + 1) * sizeof *children);
	size_t count = 0;
	if (children == NULL)
		return false;
	if (place->entry.parent == NULL)
		rank_by_menu(site, place);
	place->entry.titles_missing = 0;
	for (size_t i = 0; i < place->all_count; i++) {
		place->entry.titles_missing += needs_headline(place->all[i], sort, language);
		if (!is_hidden(place->all[i], language))
			children[count++] = sorted_child(place->all[i], language);
	}
	qsort(children, count, sizeof *children, comparisons[sort]);
	for (size_t i = 0; i < count; i++)
		place->entry.children[i] = &children[i].place->entry;
	place->entry.child_count = count;
	place->ordered_language = language;
	place->settled_unsorted = 0;
	memory_resize(children, 0);
	return true;
}

bool rank_by_links(struct site *site, struct place *place)
{
	struct page_file file;
	struct page_head head;
	struct diagnostics ignored;
	size_t path_length = strlen(place->entry.path) + (place->entry.path[0] != '\0');
	if (place->folder == NULL || place->entry.variant_count == 0 || sort_written(place) != SORT_LISTED)
		return true;
	diagnostics_init(&ignored);
	bool readable = read_variant(site, &place->entry.variants[0], true, &file, &head, &ignored);
	const struct node *link = readable && head.links != NULL ? head.links->first : NULL;
	for (size_t rank = 0; link != NULL; link = link->next, rank++) {
		const struct node *page = node_find(link, "page");
		if (page == NULL || page->kind != NODE_SCALAR || page->length <= path_length ||
		        strncmp(page->text, place->entry.path, strlen(place->entry.path)) != 0)
			continue;
		struct place *child = find_child(place, page->text + path_length, page->length - path_length);
		if (child != NULL && child->rank > rank)
			child->rank = rank;
	}
	diagnostics_free(&ignored);
	page_file_free(&file);
	return true;
}

/* ---- settling ---- */

/* Reads the next headline that the order needs. Returns false when none is left, or memory runs out. */
static bool read_next(struct site *site, struct place *place, enum sort_order sort, int language)
{
	while (place->settled < place->all_count) {
		struct place *child = place->all[place->settled++];
		if (!needs_headline(child, sort, language))
			continue;
		place->settled_unsorted++;
		place->entry.titles_missing -= place->entry.titles_missing > 0;
		return site_read_headline(site, &child->entry, language, NULL);
	}
	return false;
}

bool site_settle(struct site *site, struct entry *section, int language)
{
	struct place *place = place_of_entry(section);
	if (!section->listed)
		return section->is_section && site_list(site, section, NULL);
	enum sort_order sort = sort_of(site, place);
	if (place->ordered_language != language) {
		place->settled = 0;
		if (!order_children(site, place, language))
			return false;
	}
	bool more = read_next(site, place, sort, language);
	/* Sorting after each headline would take longer than reading them. */
	if (place->settled_unsorted >= SETTLE_SORTS ||
	        (!more && place->entry.titles_missing + place->settled_unsorted > 0))
		more = order_children(site, place, language) && more;
	return more;
}
