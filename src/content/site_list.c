/* content/site_list.c — the names in a folder become entries. */

#include "content/site_tree.h"

#include "content/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Foreign YAML files that are opened while one folder is listed, to see whether they are pages. */
enum { FOREIGN_LOOKS_MAXIMUM = 100 };

/* Endings of pages, in the order of preference. */
static const char *const endings[] = {".yaml", ".md", ".markdown"};
static const char *const index_names[] = {"index", "_index"};

/* ---- paths ---- */

/* Writes FOLDER and '/' to PATH, nothing for ""; returns how many bytes that is. PATH may be NULL. */
static size_t write_folder(char *path, const char *folder)
{
	size_t length = strlen(folder);
	if (length == 0)
		return 0;
	if (path != NULL) {
		memcpy(path, folder, length);
		path[length] = '/';
	}
	return length + 1;
}

const char *join_path(
        struct site *site, const char *folder, const char *name, size_t name_length, const char **file)
{
	size_t site_length = write_folder(NULL, site->path);
	size_t folder_length = write_folder(NULL, folder);
	char *shown = arena_take(&site->arena, site_length + folder_length + name_length + 1);
	if (shown == NULL)
		return NULL;
	write_folder(shown, site->path);
	write_folder(shown + site_length, folder);
	memcpy(shown + site_length + folder_length, name, name_length);
	*file = shown + site_length;
	return shown;
}

struct place *new_place(struct site *site, struct place *parent, const char *name, size_t name_length)
{
	struct place *place = arena_take(&site->arena, sizeof *place);
	const char *parent_path = parent != NULL ? parent->entry.path : "";
	size_t parent_length = write_folder(NULL, parent_path);
	char *path = arena_take(&site->arena, parent_length + name_length + 1);
	if (place == NULL || path == NULL)
		return NULL;
	write_folder(path, parent_path);
	memcpy(path + parent_length, name, name_length);
	place->entry.path = path;
	place->entry.name = path + parent_length;
	place->entry.parent = parent != NULL ? &parent->entry : NULL;
	place->entry.name_date = date_in_name(place->entry.name);
	place->rank = SIZE_MAX;
	return place;
}

/* ---- entries of one name ---- */

static bool make_variant(struct site *site, struct variant *variant, const struct listing *item)
{
	struct variant_source *source = arena_take(&site->arena, sizeof *source);
	if (source == NULL)
		return false;
	source->shown_file = item->shown_file;
	source->language_assumed = item->language_assumed;
	source->is_folder = item->folder_as_page;
	source->held = item->held;
	source->node = item->node;
	*variant = (struct variant){.language = item->language, .file = item->file, .source = source};
	variant->headline.title = "";
	variant->headline.summary = "";
	return true;
}

/* The variant that ENTRY already has for ITEM, or NULL. */
static const struct variant *find_variant(const struct entry *entry, const struct listing *item)
{
	for (size_t i = 0; i < entry->variant_count; i++)
		if (item->node == NULL && strcmp(entry->variants[i].file, item->file) == 0)
			return &entry->variants[i];
	return NULL;
}

bool set_variants(struct site *site, struct place *place, const struct listing *items, size_t count)
{
	struct variant *variants = arena_take(&site->arena, count * sizeof *variants);
	if (variants == NULL)
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct variant *known = find_variant(&place->entry, &items[i]);
		if (known != NULL)
			variants[i] = *known;
		else if (!make_variant(site, &variants[i], &items[i]))
			return false;
	}
	place->entry.variants = variants;
	place->entry.variant_count = count;
	return true;
}

static int compare_names(const struct listing *one, const struct listing *other)
{
	size_t shorter = one->name_length < other->name_length ? one->name_length : other->name_length;
	int order = shorter > 0 ? memcmp(one->name, other->name, shorter)
	                        : 0; /* a folder's own page has no name */
	if (order != 0)
		return order;
	return one->name_length < other->name_length ? -1 : one->name_length > other->name_length;
}

/*
 * By name; of one name the folder first, then the languages in the site's order, those from file names
 * first.
 */
static int compare_listings(const void *first, const void *second)
{
	const struct listing *one = first;
	const struct listing *other = second;
	int order = compare_names(one, other);
	if (order != 0)
		return order;
	if (one->is_folder != other->is_folder)
		return one->is_folder ? -1 : 1;
	if (one->language != other->language)
		return one->language < other->language ? -1 : 1;
	if (one->language_assumed != other->language_assumed)
		return one->language_assumed ? 1 : -1;
	return one->rank < other->rank ? -1 : one->rank > other->rank;
}

/* Names come from a folder in order, or nearly. */
static void sort_listings(struct listing *items, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (compare_listings(&items[i - 1], &items[i]) > 0) {
			qsort(items, count, sizeof *items, compare_listings);
			return;
		}
}

/* Makes the place of COUNT listings that have one name. */
static struct place *make_place(
        struct site *site, struct place *parent, const struct listing *items, size_t count)
{
	struct place *place = new_place(site, parent, items[0].name, items[0].name_length);
	bool folder = items[0].is_folder;
	if (place == NULL)
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (items[i].rank < place->rank)
			place->rank = items[i].rank;
	if (folder) {
		place->folder = items[0].file;
		place->through_link = parent->through_link || items[0].is_link;
		place->entry.is_section = true;
		place->was_page_file = count > 1 ? items[1].shown_file : NULL;
	}
	return set_variants(site, place, items + folder, count - folder) ? place : NULL;
}

bool place_children(struct site *site, struct place *parent, struct listing *items, size_t count)
{
	struct place **all = arena_take(&site->arena, (count + 1) * sizeof *all);
	struct entry **children = arena_take(&site->arena, (count + 1) * sizeof *children);
	size_t made = 0;
	if (all == NULL || children == NULL)
		return false;
	sort_listings(items, count);
	for (size_t i = 0, next; i < count; i = next) {
		for (next = i + 1; next < count && compare_names(&items[i], &items[next]) == 0; next++)
			continue;
		all[made] = make_place(site, parent, items + i, next - i);
		if (all[made] == NULL)
			return false;
		made++;
	}
	parent->all = all;
	parent->all_count = made;
	parent->entry.children = children;
	return true;
}

/* ---- a folder's own page ---- */

/* Whether something is at FILE; nothing of it is read. */
static bool exists(const struct site *site, const char *file)
{
	struct buffer nothing;
	int error_number;
	buffer_init(&nothing, 0);
	enum file_status status = file_read(site->folder, file, 0, &nothing, &error_number);
	buffer_free(&nothing);
	return status != FILE_MISSING && status != FILE_NO_MEMORY;
}

/* Appends the variants of PLACE's own page in LANGUAGE (-1: no language in the name) to ITEMS. */
static bool probe_language(
        struct site *site, const struct place *place, int language, struct listing *items, size_t *count)
{
	char name[128];
	size_t names = site->foreign ? 2 : 1;
	size_t kinds = site->foreign ? 3 : 2;
	for (size_t i = 0; i < names * kinds; i++) {
		snprintf(name, sizeof name, "%s%s%s%s", index_names[i / kinds], language < 0 ? "" : ".",
		        language < 0 ? "" : site->languages[language], endings[i % kinds]);
		struct listing *item = &items[*count];
		*item = (struct listing){
		        .language = language < 0 ? 0 : language, .language_assumed = language < 0};
		item->shown_file = join_path(site, place->folder, name, strlen(name), &item->file);
		if (item->shown_file == NULL)
			return false;
		if (!exists(site, item->file))
			continue;
		(*count)++;
		return true;
	}
	return true;
}

bool find_own_page(struct site *site, struct place *place)
{
	struct listing items[LANGUAGES_MAXIMUM + 2];
	size_t count = 0;
	if (place->folder == NULL || place->entry.own_page_known || place->entry.listed)
		return true;
	for (int language = 0; language < (int)site->language_count; language++)
		if (!probe_language(site, place, language, items, &count))
			return false;
	if (!probe_language(site, place, -1, items, &count))
		return false;
	sort_listings(items, count);
	if (count > 0 && !set_variants(site, place, items, count))
		return false;
	place->entry.own_page_known = true;
	return true;
}

/* ---- the names in a folder ---- */

/* What is known while one folder is listed. */
struct scan {
	struct site *site;
	struct place *place;
	struct arena arena; /* the names found */
	struct folder_item *found;
	size_t found_count;
	struct listing *items; /* entries from the start, the folder's own page from the end */
	size_t count;
	size_t index_count;
	size_t capacity;
	size_t looks;        /* foreign YAML files that have been looked into */
	int folder_language; /* of pages that name none */
};

/* What is found where only a few names of a folder are looked at. */
struct peek {
	struct site *site;
	bool pages;                        /* there are some, or so many names that it is likely */
	bool languages;                    /* all names are looked at, for the languages in them */
	char untagged[PATH_BYTES_MAXIMUM]; /* the first page that names no language; "": none yet */
};

static void peek_folder(struct peek *peek, const char *path, int depth);

/* Looks at NAME in the folder at PATH ("" for the site's). */
static void peek_name(struct peek *peek, const char *path, const struct folder_item *found, int depth)
{
	struct site *site = peek->site;
	struct page_name name;
	char inner[PATH_BYTES_MAXIMUM];
	int length = snprintf(inner, sizeof inner, "%s%s%s", path, path[0] != '\0' ? "/" : "", found->name);
	if (length >= (int)sizeof inner)
		return;
	if (!page_name_read(site, found->name, &name)) {
		if (found->is_folder && depth < PEEK_DEPTH_MAXIMUM && (peek->languages || !peek->pages))
			peek_folder(peek, inner, depth + 1);
		return;
	}
	bool page = !site->foreign || !is_yaml_name(found->name);
	peek->pages = peek->pages || page;
	if (name.language > 0)
		site_add_language(site, found->name + name.language, name.language_length);
	else if (page && peek->untagged[0] == '\0')
		memcpy(peek->untagged, inner, (size_t)length + 1);
}

static void peek_folder(struct peek *peek, const char *path, int depth)
{
	struct arena names;
	struct folder_item *found;
	size_t count;
	int error_number;
	arena_init(&names, SITE_BYTES_MAXIMUM);
	enum file_status status = folder_list(
	        peek->site->folder, path, PEEK_NAMES_MAXIMUM, &names, &found, &count, &error_number);
	for (size_t i = 0; i < count && status != FILE_NO_MEMORY; i++)
		peek_name(peek, path, &found[i], depth);
	peek->pages = peek->pages || status == FILE_TOO_LARGE || status == FILE_NO_PERMISSION;
	arena_free(&names);
}

/* Whether a foreign YAML file is a page. */
static bool is_foreign_page(struct scan *scan, const char *file)
{
	struct buffer bytes;
	int error_number;
	if (!scan->site->foreign || !is_yaml_name(file) || scan->looks >= FOREIGN_LOOKS_MAXIMUM)
		return true;
	scan->looks++;
	buffer_init(&bytes, FILE_BYTES_MAXIMUM);
	enum file_status status =
	        file_read(scan->site->folder, file, FILE_BYTES_MAXIMUM, &bytes, &error_number);
	bool page = status == FILE_OK && looks_like_page(buffer_text(&bytes), bytes.length);
	buffer_free(&bytes);
	return page;
}

/* Adds the page in FOUND, whose name says NAME. Returns false when memory runs out. */
static bool add_page(struct scan *scan, const struct folder_item *found, const struct page_name *name)
{
	struct site *site = scan->site;
	struct listing item = {
	        .name_length = name->stem,
	        .language = scan->folder_language,
	        .language_assumed = name->language == 0,
	        .folder_as_page = found->is_folder,
	        .rank = SIZE_MAX,
	};
	if (name->language > 0)
		item.language = site_add_language(site, found->name + name->language, name->language_length);
	if (item.language < 0)
		return true; /* in a language that the site does not have: see check.c */
	item.shown_file = join_path(site, scan->place->folder, found->name, strlen(found->name), &item.file);
	if (item.shown_file == NULL)
		return false;
	if (!found->is_folder && !is_foreign_page(scan, item.file))
		return true;
	item.name = item.file + strlen(item.file) - strlen(found->name);
	if (is_index_name(site, item.name, item.name_length))
		scan->items[scan->capacity - ++scan->index_count] = item;
	else
		scan->items[scan->count++] = item;
	return true;
}

static bool add_folder(struct scan *scan, const struct folder_item *found)
{
	struct listing item = {
	        .name_length = strlen(found->name),
	        .is_folder = true,
	        .is_link = found->is_link,
	        .rank = SIZE_MAX,
	};
	if (found->is_link && scan->place->through_link)
		return true; /* links that lead back would make a site without end */
	item.shown_file =
	        join_path(scan->site, scan->place->folder, found->name, item.name_length, &item.file);
	if (item.shown_file == NULL)
		return false;
	item.name = item.file + strlen(item.file) - item.name_length;
	struct peek peek = {.site = scan->site};
	peek_folder(&peek, item.file, 0);
	if (peek.pages)
		scan->items[scan->count++] = item;
	return true;
}

static bool is_settings_file(const struct scan *scan, const struct folder_item *found)
{
	return scan->place->folder[0] == '\0' && strcmp(found->name, site_settings_file) == 0;
}

static bool add_found(struct scan *scan)
{
	for (size_t i = 0; i < scan->found_count; i++) {
		const struct folder_item *found = &scan->found[i];
		struct page_name name;
		bool added = true;
		if (is_settings_file(scan, found))
			continue;
		if (page_name_read(scan->site, found->name, &name))
			added = add_page(scan, found, &name);
		else if (found->is_folder)
			added = add_folder(scan, found);
		if (!added)
			return false;
	}
	return true;
}

/*
 * Where site.yaml names no languages the file names do. The first is that of pages that name none: guessed
 * from the letters of the first such page.
 */
static bool settle_languages(const struct scan *scan)
{
	struct site *site = scan->site;
	struct peek peek = {.site = site, .languages = true};
	const char *guess = "und";
	struct buffer bytes;
	int error_number;
	if (site->languages_fixed)
		return true;
	for (size_t i = 0; i < scan->found_count; i++)
		if (!is_settings_file(scan, &scan->found[i]))
			peek_name(&peek, "", &scan->found[i], 0);
	if (peek.untagged[0] == '\0')
		return site->language_count > 0 || site_add_language(site, guess, strlen(guess)) >= 0;
	buffer_init(&bytes, FILE_BYTES_MAXIMUM);
	if (file_read(site->folder, peek.untagged, FILE_BYTES_MAXIMUM, &bytes, &error_number) == FILE_OK)
		guess = guess_language(buffer_text(&bytes), bytes.length);
	buffer_free(&bytes);
	int language = site_add_language(site, guess, strlen(guess));
	if (language <= 0)
		return language == 0;
	const char *first = site->languages[language];
	const char *title = site->titles[language];
	memmove(site->languages + 1, site->languages, (size_t)language * sizeof *site->languages);
	memmove(site->titles + 1, site->titles, (size_t)language * sizeof *site->titles);
	site->languages[0] = first;
	site->titles[0] = title;
	return true;
}

/* The language of the folder that PLACE stands in: in a foreign site a folder may be named for one. */
static int language_of_folder(struct site *site, const struct place *place)
{
	for (const struct entry *entry = &place->entry; site->foreign && entry->parent != NULL;
	        entry = entry->parent)
		if (is_iso_639_1(entry->name, strlen(entry->name))) {
			int language = site_add_language(site, entry->name, 2);
			return language < 0 ? 0 : language;
		}
	return 0;
}

static bool read_names(struct scan *scan, struct diagnostics *diagnostics)
{
	struct site *site = scan->site;
	const char *folder = scan->place->folder[0] != '\0' ? scan->place->folder : ".";
	const char *file;
	int error_number;
	enum file_status status = folder_list(site->folder, folder, FOLDER_NAMES_MAXIMUM, &scan->arena,
	        &scan->found, &scan->found_count, &error_number);
	if (status == FILE_OK)
		return true;
	if (status == FILE_NO_MEMORY)
		return false;
	const char *shown = join_path(site, scan->place->folder, "", 0, &file);
	scan->place->entry.truncated = status == FILE_TOO_LARGE;
	if (status != FILE_TOO_LARGE) {
		scan->found_count = 0;
		file_complain(diagnostics, shown, status, error_number);
		return true;
	}
	char limit[24];
	snprintf(limit, sizeof limit, "%d", FOLDER_NAMES_MAXIMUM);
	diagnostics_add(diagnostics, DIAGNOSTIC_TOO_MANY, shown, 0, 0, "files", limit, NULL);
	return true;
}

static int place_depth(const struct place *place)
{
	int depth = 0;
	for (const struct entry *entry = place->entry.parent; entry != NULL; entry = entry->parent)
		depth++;
	return depth;
}

/* Folders that are too deep are left out. */
static bool too_deep(struct scan *scan, struct diagnostics *diagnostics)
{
	char limit[24];
	const char *file;
	const char *shown = join_path(scan->site, scan->place->folder, "", 0, &file);
	snprintf(limit, sizeof limit, "%d", DEPTH_MAXIMUM);
	diagnostics_add(diagnostics, DIAGNOSTIC_TOO_DEEP, shown, 0, 0, limit, NULL, NULL);
	scan->found_count = 0;
	return shown != NULL;
}

/* Fills SCAN with what is in the folder. */
static bool scan_folder(struct scan *scan, struct diagnostics *diagnostics)
{
	if (scan->place->folder == NULL)
		return true;
	if (!read_names(scan, diagnostics))
		return false;
	if (scan->place->folder[0] == '\0' && !settle_languages(scan))
		return false;
	if (place_depth(scan->place) >= DEPTH_MAXIMUM)
		return too_deep(scan, diagnostics);
	scan->folder_language = language_of_folder(scan->site, scan->place);
	scan->capacity = scan->found_count + 1;
	scan->items = memory_resize(NULL, scan->capacity * sizeof *scan->items);
	if (scan->items == NULL || !add_found(scan))
		return false;
	struct listing *index = scan->items + scan->capacity - scan->index_count;
	sort_listings(index, scan->index_count);
	return scan->index_count == 0 || set_variants(scan->site, scan->place, index, scan->index_count);
}

/* Adds the pages that stand inside the files of the section's own page. */
static bool scan_inner_pages(struct scan *scan)
{
	struct place *place = scan->place;
	if (!read_all_headlines(scan->site, place))
		return false;
	size_t inner = count_inner_pages(place);
	if (inner == 0)
		return true;
	struct listing *items = memory_resize(scan->items, (scan->count + inner) * sizeof *items);
	if (items == NULL)
		return false;
	scan->items = items;
	place->entry.is_section = true;
	return list_inner_pages(scan->site, place, items, &scan->count);
}

bool site_list(struct site *site, struct entry *section, struct diagnostics *diagnostics)
{
	struct scan scan = {.site = site, .place = place_of_entry(section)};
	if (section->listed)
		return true;
	arena_init(&scan.arena, SITE_BYTES_MAXIMUM);
	bool listed = scan_folder(&scan, diagnostics) && scan_inner_pages(&scan) &&
	              place_children(site, scan.place, scan.items, scan.count) &&
	              rank_by_links(site, scan.place) && order_children(site, scan.place, 0);
	section->listed = listed;
	section->own_page_known = section->own_page_known || listed;
	memory_resize(scan.items, 0);
	arena_free(&scan.arena);
	return listed;
}
