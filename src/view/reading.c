/* view/reading.c — what is remembered of a reader: places, pages read, bookmarks. */

#include "view/reading.h"

#include <string.h>

/* ---- records ---- */

static char *copy_text(const char *text)
{
	size_t bytes = strlen(text) + 1;
	char *copy = memory_resize(NULL, bytes);
	if (copy != NULL)
		memcpy(copy, text, bytes);
	return copy;
}

void reading_free_record(struct reading_record *record)
{
	memory_resize(record->path, 0);
	memory_resize(record->title, 0);
	memory_resize(record->section, 0);
}

/* FNV-1a. */
static uint32_t hash_of(const char *path)
{
	uint32_t hash = 2166136261u;
	for (; *path != '\0'; path++)
		hash = (hash ^ (unsigned char)*path) * 16777619u;
	return hash;
}

struct reading_record *reading_append(struct reading_list *list, struct reading_record record, size_t maximum)
{
	struct reading_record *items = NULL;
	uint32_t *hashes = NULL;
	if (record.path != NULL)
		items = array_grow(list->items, &list->capacity, list->count, sizeof *items, maximum);
	if (items != NULL) {
		list->items = items;
		hashes = array_grow(list->hashes, &list->hash_capacity, list->count, sizeof *hashes, maximum);
	}
	if (hashes == NULL) {
		reading_free_record(&record);
		return NULL;
	}
	list->hashes = hashes;
	hashes[list->count] = hash_of(record.path);
	items[list->count] = record;
	return &items[list->count++];
}

size_t reading_find(const struct reading_list *list, const char *path)
{
	uint32_t hash = hash_of(path);
	for (size_t i = list->count; i > 0; i--)
		if (list->hashes[i - 1] == hash && strcmp(list->items[i - 1].path, path) == 0)
			return i - 1;
	return list->count;
}

static void remove_record(struct reading_list *list, size_t number)
{
	size_t rest = list->count - number - 1;
	reading_free_record(&list->items[number]);
	memmove(&list->items[number], &list->items[number + 1], rest * sizeof *list->items);
	memmove(&list->hashes[number], &list->hashes[number + 1], rest * sizeof *list->hashes);
	list->count--;
}

static void free_list(struct reading_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		reading_free_record(&list->items[i]);
	memory_resize(list->items, 0);
	memory_resize(list->hashes, 0);
	*list = (struct reading_list){.count = 0};
}

bool reading_init(struct reading *reading, const char *site)
{
	*reading = (struct reading){.site = site != NULL ? copy_text(site) : NULL};
	return site == NULL || reading->site != NULL;
}

void reading_free(struct reading *reading)
{
	free_list(&reading->pages);
	free_list(&reading->marks);
	memory_resize(reading->site, 0);
	reading->site = NULL;
}

/* ---- places and pages read ---- */

const struct reading_record *reading_page(const struct reading *reading, const char *path)
{
	size_t number = reading_find(&reading->pages, path);
	return number < reading->pages.count ? &reading->pages.items[number] : NULL;
}

/* The record of the page with PATH, made where there is none; NULL: no memory, or nothing is remembered. */
static struct reading_record *page_record(struct reading *reading, const char *path)
{
	struct reading_list *pages = &reading->pages;
	size_t number = reading_find(pages, path);
	if (number < pages->count)
		return &pages->items[number];
	if (reading->site == NULL)
		return NULL;
	if (pages->count == READING_PAGES_MAXIMUM)
		remove_record(pages, 0);
	return reading_append(pages, (struct reading_record){.path = copy_text(path)}, READING_PAGES_MAXIMUM);
}

/* Whether both are the same place of the same page. */
static bool same_place(const struct anchor *first, const struct anchor *second)
{
	return first->block == second->block && first->offset == second->offset &&
	       first->headings == second->headings && strcmp(first->language, second->language) == 0 &&
	       first->here.length == second->here.length &&
	       memcmp(first->here.bytes, second->here.bytes, first->here.length) == 0;
}

bool reading_set_place(struct reading *reading, const char *path, const struct anchor *anchor, unsigned share)
{
	struct reading_record *record = page_record(reading, path);
	if (record == NULL)
		return false;
	record->changed |= !same_place(&record->anchor, anchor);
	record->anchor = *anchor;
	record->share = share;
	return true;
}

bool reading_set_read(struct reading *reading, const char *path)
{
	struct reading_record *record = page_record(reading, path);
	if (record == NULL)
		return false;
	record->changed |= !record->read;
	record->read = true;
	return true;
}

/* ---- bookmarks ---- */

struct reading_record *reading_mark(const struct reading *reading, size_t number)
{
	for (size_t i = reading->marks.count; i > 0; i--)
		if (!reading->marks.items[i - 1].removed && number-- == 0)
			return &reading->marks.items[i - 1];
	return NULL;
}

bool reading_add_mark(struct reading *reading, const char *path, const struct anchor *anchor, unsigned share,
        const char *title, const char *section)
{
	struct reading_record record = {.path = copy_text(path),
	        .title = copy_text(title),
	        .section = copy_text(section),
	        .anchor = *anchor,
	        .share = share,
	        .changed = true};
	if (reading->site == NULL || record.title == NULL || record.section == NULL) {
		reading_free_record(&record);
		return false;
	}
	if (reading->marks.count == READING_MARKS_MAXIMUM)
		remove_record(&reading->marks, 0);
	return reading_append(&reading->marks, record, READING_MARKS_MAXIMUM) != NULL;
}

void reading_remove_mark(struct reading *reading, struct reading_record *mark)
{
	(void)reading;
	mark->removed = true;
	mark->changed = true;
}

bool reading_same_mark(const struct reading_record *first, const struct reading_record *second)
{
	return strcmp(first->path, second->path) == 0 && same_place(&first->anchor, &second->anchor);
}

/* ---- what is to be written ---- */

bool reading_changed(const struct reading *reading)
{
	for (size_t i = reading->pages.count; i > 0; i--)
		if (reading->pages.items[i - 1].changed)
			return true;
	for (size_t i = reading->marks.count; i > 0; i--)
		if (reading->marks.items[i - 1].changed)
			return true;
	return false;
}

void reading_written(struct reading *reading)
{
	for (size_t i = 0; i < reading->pages.count; i++)
		reading->pages.items[i].changed = false;
	for (size_t i = reading->marks.count; i > 0; i--) {
		reading->marks.items[i - 1].changed = false;
		if (reading->marks.items[i - 1].removed)
			remove_record(&reading->marks, i - 1);
	}
}

void reading_forget_unchanged(struct reading_list *list)
{
	size_t kept = 0;
	for (size_t i = 0; i < list->count; i++) {
		if (!list->items[i].changed) {
			reading_free_record(&list->items[i]);
			continue;
		}
		list->items[kept] = list->items[i];
		list->hashes[kept++] = list->hashes[i];
	}
	list->count = kept;
}
