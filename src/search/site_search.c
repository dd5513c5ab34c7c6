/* search/site_search.c — all pages of a site, one after the other; the best hits are kept in order. */

#include "search/rank.h"
#include "text/text.h"

#include <string.h>

/* No site has more entries. */
enum { ENTRIES_MAXIMUM = 1 << 24 };

/* The hits of one turn of the query, the best first. */
struct hit_list {
	struct search_hit *items;
	size_t count; /* at most SEARCH_HITS_MAXIMUM */
	size_t capacity;
	size_t total; /* pages that fit, kept or not */
};

struct site_search {
	struct site *site;
	int language;
	struct query *query; /* NULL: there is no word in it */
	struct hit_list lists[QUERY_TURNS_MAXIMUM];
	size_t turns;           /* lists that are still filled: 1 once the words as typed were found */
	struct entry **entries; /* all that are known, in the order in which they are looked at */
	size_t entry_count;
	size_t entry_capacity;
	size_t done;
	struct match_room room;
	bool failed;
};

/* ---- hits ---- */

static void hit_free(struct search_hit *hit)
{
	memory_resize(hit->title, 0);
	memory_resize(hit->section, 0);
	memory_resize(hit->snippet, 0);
	matches_free(&hit->marks);
	matches_free(&hit->title_marks);
}

static void list_free(struct hit_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		hit_free(&list->items[i]);
	memory_resize(list->items, 0);
	*list = (struct hit_list){.items = NULL};
}

/* Puts HIT behind those that are as good, and lets the last one go where there are too many. The list owns HIT then. */
static bool list_insert(struct hit_list *list, struct search_hit *hit)
{
	if (list->count == SEARCH_HITS_MAXIMUM)
		hit_free(&list->items[--list->count]);
	struct search_hit *items =
	        array_grow(list->items, &list->capacity, list->count, sizeof *items, SEARCH_HITS_MAXIMUM);
	if (items == NULL)
		return false;
	list->items = items;
	size_t place = list->count;
	while (place > 0 && items[place - 1].score < hit->score)
		place--;
	memmove(items + place + 1, items + place, (list->count - place) * sizeof *items);
	items[place] = *hit;
	list->count++;
	return true;
}

/* Whether a hit of SCORE would be kept. */
static bool list_wants(const struct hit_list *list, uint64_t score)
{
	return list->count < SEARCH_HITS_MAXIMUM || list->items[list->count - 1].score < score;
}

/* A copy of TEXT as one line; NULL when memory runs out. */
static char *one_line(const char *text)
{
	struct buffer line;
	buffer_init(&line, FOLDED_BYTES_MAXIMUM);
	bool whole = text_sanitise(&line, text, strlen(text), SANITISE_ONE_LINE, NULL) &&
	             buffer_append(&line, "", 1);
	if (!whole)
		buffer_free(&line);
	return line.bytes;
}

static char *snippet_of(const struct page_rank *rank, const struct page *page)
{
	struct buffer snippet;
	buffer_init(&snippet, FOLDED_BYTES_MAXIMUM);
	/* An empty snippet is one too. */
	if (!page_snippet(&snippet, rank, page) || !buffer_append(&snippet, "", 1))
		buffer_free(&snippet);
	return snippet.bytes;
}

static char *section_of(const struct site_search *search, const struct entry *entry)
{
	struct entry *section = entry->parent;
	if (section == NULL || section->parent == NULL)
		return one_line("");
	if (!site_read_headline(search->site, section, search->language, NULL))
		return NULL;
	return one_line(entry_title(search->site, section, search->language));
}

static bool fill_texts(const struct site_search *search, struct search_hit *hit, const struct page_rank *rank,
        size_t turn, const struct page *page)
{
	hit->title = one_line(page->title);
	hit->section = section_of(search, hit->entry);
	hit->snippet = snippet_of(rank, page);
	return hit->title != NULL && hit->section != NULL && hit->snippet != NULL &&
	       query_mark(&hit->marks, search->query, turn, hit->snippet, strlen(hit->snippet)) &&
	       query_mark(&hit->title_marks, search->query, turn, hit->title, strlen(hit->title));
}

static bool keep_hit(struct site_search *search, struct entry *entry, const struct page_rank *rank,
        size_t turn, const struct page *page)
{
	uint64_t score = page_score(rank, page->date);
	struct hit_list *list = &search->lists[turn];
	if (score == 0)
		return true;
	list->total++;
	if (!list_wants(list, score))
		return true;
	struct variant *variant = entry_variant(entry, search->language);
	struct search_hit hit = {.entry = entry,
	        .language = variant != NULL ? variant->language : search->language,
	        .score = score,
	        .reading = turn > 0               ? READING_RETYPED
	                   : page_has_forms(rank) ? READING_FORMS
	                                          : READING_TYPED,
	        .date = page->date,
	        .place = rank->place};
	if (fill_texts(search, &hit, rank, turn, page) && list_insert(list, &hit))
		return true;
	hit_free(&hit);
	return false;
}

/* ---- the walk ---- */

static bool add_entry(struct site_search *search, struct entry *entry)
{
	struct entry **entries = array_grow(search->entries, &search->entry_capacity, search->entry_count,
	        sizeof *entries, ENTRIES_MAXIMUM);
	if (entries == NULL)
		return false;
	search->entries = entries;
	entries[search->entry_count++] = entry;
	return true;
}

static bool add_children(struct site_search *search, const struct entry *section)
{
	for (size_t i = 0; i < section->child_count; i++)
		if (!add_entry(search, section->children[i]))
			return false;
	return true;
}

/* Once the words as typed were found, other layouts are out of the question. */
static void drop_other_turns(struct site_search *search)
{
	if (search->turns <= 1 || search->lists[0].count == 0)
		return;
	for (size_t turn = 1; turn < search->turns; turn++)
		list_free(&search->lists[turn]);
	search->turns = 1;
}

static bool search_page(struct site_search *search, struct entry *entry)
{
	const struct page *page = site_load(search->site, entry, search->language, NULL);
	if (page == NULL)
		return false;
	struct page_rank ranks[QUERY_TURNS_MAXIMUM];
	for (size_t turn = 0; turn < search->turns; turn++)
		ranks[turn].turn = &search->query->turns[turn];
	/* A page that cannot be read says only why. */
	bool fine = page->broken || page_rank(ranks, search->turns, page, &search->room);
	for (size_t turn = 0; fine && !page->broken && turn < search->turns; turn++)
		fine = keep_hit(search, entry, &ranks[turn], turn, page);
	page_release(page);
	drop_other_turns(search);
	return fine;
}

/* Looks at ENTRY; *MORE_OF_IT when the order of its children is not final yet. Returns false when memory runs out. */
static bool look_at(struct site_search *search, struct entry *entry, bool *more_of_it)
{
	*more_of_it = false;
	/* Only its headline tells whether a page has pages inside it. */
	if (!site_read_headline(search->site, entry, search->language, NULL))
		return false;
	if (entry->is_section) {
		if (!site_list(search->site, entry, NULL))
			return false;
		*more_of_it = site_settle(search->site, entry, search->language);
		if (*more_of_it)
			return true;
		if (!add_children(search, entry))
			return false;
	}
	return entry->variant_count == 0 || search_page(search, entry);
}

struct site_search *site_search_new(struct site *site, int language, const char *words)
{
	struct site_search *search = memory_resize(NULL, sizeof *search);
	if (search == NULL)
		return NULL;
	*search = (struct site_search){.site = site, .language = language};
	match_room_init(&search->room);
	bool empty = false;
	search->query = query_new(words, &empty);
	bool fine = search->query != NULL || empty;
	if (search->query != NULL && search->query->turns[0].word_count == 0) {
		query_free(search->query);
		search->query = NULL;
	}
	if (search->query != NULL) {
		search->turns = search->query->turn_count;
		fine = add_entry(search, site_root(site));
	}
	if (fine)
		return search;
	site_search_free(search);
	return NULL;
}

void site_search_free(struct site_search *search)
{
	if (search == NULL)
		return;
	for (size_t turn = 0; turn < QUERY_TURNS_MAXIMUM; turn++)
		list_free(&search->lists[turn]);
	match_room_free(&search->room);
	memory_resize(search->entries, 0);
	query_free(search->query);
	memory_resize(search, 0);
}

bool site_search_step(struct site_search *search)
{
	if (search->failed || search->done == search->entry_count)
		return false;
	bool more_of_it;
	if (!look_at(search, search->entries[search->done], &more_of_it)) {
		search->failed = true;
		return false;
	}
	search->done += !more_of_it;
	return search->done < search->entry_count;
}

void site_search_progress(const struct site_search *search, size_t *done, size_t *known)
{
	*done = search->done;
	*known = search->entry_count;
}

/* The turn whose hits are given: as typed, or at the end the one whose best hit is the best. */
static size_t best_turn(const struct site_search *search)
{
	if (search->done < search->entry_count && !search->failed)
		return 0;
	size_t best = 0;
	uint64_t score = 0;
	for (size_t turn = 0; turn < search->turns; turn++) {
		const struct hit_list *list = &search->lists[turn];
		if (list->count > 0 && list->items[0].score > score) {
			best = turn;
			score = list->items[0].score;
		}
	}
	return best;
}

const struct search_hit *site_search_hits(const struct site_search *search, size_t *count)
{
	const struct hit_list *list = &search->lists[best_turn(search)];
	*count = list->count;
	return list->items;
}

size_t site_search_total(const struct site_search *search)
{
	return search->lists[best_turn(search)].total;
}

const char *site_search_read_as(const struct site_search *search)
{
	return search->query == NULL ? NULL : query_read_as(search->query, best_turn(search));
}

const struct query *site_search_query(const struct site_search *search)
{
	return search->query;
}

bool site_search_failed(const struct site_search *search)
{
	return search->failed;
}
