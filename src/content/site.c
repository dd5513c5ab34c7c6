/* content/site.c — a site is opened, closed and asked. */

#include "content/site_tree.h"

#include "text/text.h"

#include <string.h>

struct place *place_of_entry(const struct entry *entry)
{
	return (struct place *)entry; /* every entry is the first member of a place */
}

struct variant_source *variant_source(const struct variant *variant)
{
	return variant->source;
}

/* ---- opening ---- */

/*
 * PATH without '/' at its end, as what stands before the names of files; "" for the folder that the program
 * runs in.
 */
static const char *prefix_of(struct arena *arena, const char *path)
{
	size_t length = strlen(path);
	while (length > 1 && path[length - 1] == '/')
		length--;
	bool here = length == 1 && path[0] == '.';
	return arena_copy(arena, path, here ? 0 : length);
}

/* The last name in PATH, LENGTH bytes; empty where it ends in '/', "." or "..". */
static const char *last_name(const char *path, size_t *length)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	bool dots = strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
	*length = dots ? 0 : strlen(name);
	return name;
}

/*
 * What a site at PATH that has no title is called: the name of its folder, or of its file without the
 * ending of a page.
 */
static const char *name_of(struct arena *arena, const char *path, bool is_file)
{
	struct buffer absolute;
	struct buffer name;
	size_t length;
	buffer_init(&absolute, PATH_BYTES_MAXIMUM);
	buffer_init(&name, PATH_BYTES_MAXIMUM);
	const char *last = last_name(path, &length);
	if (length == 0 && path_resolve(path, &absolute))
		last = last_name(buffer_text(&absolute), &length);
	if (is_file && (is_yaml_name(last) || is_markdown_name(last)))
		length = (size_t)(strrchr(last, '.') - last);
	text_sanitise(&name, last, length, SANITISE_ONE_LINE, NULL);
	if (name.length == 0)
		buffer_append_text(&name, "/");
	const char *copy = name.failed ? NULL : arena_copy(arena, buffer_text(&name), name.length);
	buffer_free(&name);
	buffer_free(&absolute);
	return copy;
}

/* An empty site called PATH. NULL when memory runs out. */
static struct site *new_site(const char *path, bool is_file, page_words_for words)
{
	struct site *site = memory_resize(NULL, sizeof *site);
	if (site == NULL)
		return NULL;
	*site = (struct site){.words = words, .folder = -1, .foreign = true};
	arena_init(&site->arena, SITE_BYTES_MAXIMUM);
	page_file_init(&site->settings, site_settings_file, false);
	site->path = is_file ? "" : prefix_of(&site->arena, path);
	site->name = name_of(&site->arena, path, is_file);
	site->root = new_place(site, NULL, "", 0);
	if (site->path != NULL && site->name != NULL && site->root != NULL)
		return site;
	site_close(site);
	return NULL;
}

void site_close(struct site *site)
{
	if (site == NULL)
		return;
	cache_free(site);
	for (struct held_file *held = site->held; held != NULL; held = held->next)
		page_file_free(&held->file);
	page_file_free(&site->settings);
	folder_close(site->folder);
	arena_free(&site->arena);
	memory_resize(site, 0);
}

static struct site *complain(
        struct site *site, struct diagnostics *diagnostics, enum diagnostic_name name, const char *path)
{
	site_close(site);
	diagnostics_add(diagnostics, name, path, 0, 0, NULL, NULL, NULL);
	return NULL;
}

static struct site *open_folder(const char *path, page_words_for words, struct diagnostics *diagnostics)
{
	enum file_status status;
	int error_number;
	struct site *site = new_site(path, false, words);
	if (site == NULL)
		return complain(NULL, diagnostics, DIAGNOSTIC_OUT_OF_MEMORY, path);
	site->folder = folder_open(path, &status, &error_number);
	if (site->folder < 0) {
		file_complain(diagnostics, path, status, error_number);
		site_close(site);
		return NULL;
	}
	site->root->folder = "";
	site->root->entry.is_section = true;
	if (!site_read_settings(site, diagnostics) || !site_list(site, &site->root->entry, diagnostics))
		return complain(site, diagnostics, DIAGNOSTIC_OUT_OF_MEMORY, path);
	if (site->root->all_count == 0 && site->root->entry.variant_count == 0)
		return complain(site, diagnostics, DIAGNOSTIC_NO_PAGES, path);
	return site;
}

/* Adds the languages of the pages inside NODE. Nodes nest no deeper than DEPTH_MAXIMUM. */
static void collect_languages(struct site *site, const struct node *node)
{
	const struct node *pages = node_find(node, "pages");
	const struct node *language = node_find(node, "lang");
	if (language != NULL && language->kind == NODE_SCALAR && is_language_tag(language->text))
		site_add_language(site, language->text, language->length);
	for (const struct node *page = pages != NULL ? pages->first : NULL; page != NULL; page = page->next)
		collect_languages(site, page);
}

/* Makes the site of one file whose bytes are in HELD. */
static bool take_file(struct site *site, struct held_file *held, struct diagnostics *diagnostics)
{
	struct page_file *file = &held->file;
	struct listing item = {
	        .file = file->name, .shown_file = file->name, .held = held, .language_assumed = true};
	page_file_read(file);
	const struct node *language = file->root != NULL ? node_find(file->root, "lang") : NULL;
	const char *tag = guess_language(buffer_text(&file->bytes), file->bytes.length);
	if (language != NULL && language->kind == NODE_SCALAR && is_language_tag(language->text))
		tag = language->text;
	if (site_add_language(site, tag, strlen(tag)) < 0)
		return false;
	collect_languages(site, file->root);
	if (!set_variants(site, site->root, &item, 1))
		return false;
	return site_list(site, &site->root->entry, diagnostics);
}

/* A site of one file: HELD gets its bytes from the caller. NULL when memory runs out. */
static struct held_file *new_file_site(const char *name, page_words_for words, struct site **site)
{
	*site = new_site(name, true, words);
	struct held_file *held = *site != NULL ? arena_take(&(*site)->arena, sizeof *held) : NULL;
	const char *copy = held != NULL ? arena_copy(&(*site)->arena, name, strlen(name)) : NULL;
	if (copy == NULL) {
		site_close(*site);
		return NULL;
	}
	page_file_init(&held->file, copy, true);
	(*site)->held = held;
	return held;
}

static struct site *open_file(const char *path, page_words_for words, struct diagnostics *diagnostics)
{
	struct site *site;
	int error_number;
	struct held_file *held = new_file_site(path, words, &site);
	if (held == NULL)
		return complain(NULL, diagnostics, DIAGNOSTIC_OUT_OF_MEMORY, path);
	enum file_status status = file_read_path(path, FILE_BYTES_MAXIMUM, &held->file.bytes, &error_number);
	if (status != FILE_OK) {
		file_complain(diagnostics, path, status, error_number);
		site_close(site);
		return NULL;
	}
	if (!take_file(site, held, diagnostics))
		return complain(site, diagnostics, DIAGNOSTIC_OUT_OF_MEMORY, path);
	return site;
}

struct site *site_open(const char *path, page_words_for words, struct diagnostics *diagnostics)
{
	enum file_status status;
	int error_number;
	if (path_is_folder(path, &status, &error_number))
		return open_folder(path, words, diagnostics);
	return open_file(path, words, diagnostics);
}

struct site *site_open_bytes(const char *file, const char *bytes, size_t length, page_words_for words,
        struct diagnostics *diagnostics)
{
	struct site *site;
	struct held_file *held = new_file_site(file, words, &site);
	if (held == NULL)
		return complain(NULL, diagnostics, DIAGNOSTIC_OUT_OF_MEMORY, file);
	if (length > FILE_BYTES_MAXIMUM) {
		site_close(site);
		file_complain(diagnostics, file, FILE_TOO_LARGE, 0);
		return NULL;
	}
	if (!is_yaml_name(file) && !is_markdown_name(file))
		held->file.markdown = looks_like_markdown(bytes, length);
	if (!buffer_append(&held->file.bytes, bytes, length) || !take_file(site, held, diagnostics))
		return complain(site, diagnostics, DIAGNOSTIC_OUT_OF_MEMORY, file);
	return site;
}

/* ---- asking ---- */

struct entry *site_root(const struct site *site)
{
	return &site->root->entry;
}

size_t site_language_count(const struct site *site)
{
	return site->language_count;
}

const char *site_language(const struct site *site, int language)
{
	return site->languages[language];
}

const char *site_title(const struct site *site, int language)
{
	const struct variant *variant = entry_variant(&site->root->entry, language);
	if (site->titles[language] != NULL)
		return site->titles[language];
	for (size_t i = 0; i < site->language_count; i++)
		if (site->titles[i] != NULL)
			return site->titles[i];
	if (site->folder < 0 && variant != NULL && variant->headline.loaded)
		return variant->headline.title;
	return site->name;
}

int site_find_language(const struct site *site, const char *tag)
{
	size_t length = strcspn(tag, ".@");
	for (;;) {
		for (size_t i = 0; i < site->language_count; i++) {
			const char *own = site->languages[i];
			bool same = strlen(own) == length;
			for (size_t k = 0; same && k < length; k++)
				same = ascii_equal_start(own + k, tag + k, 1) ||
				       (own[k] == '-' && tag[k] == '_');
			if (same)
				return (int)i;
		}
		while (length > 0 && tag[length - 1] != '-' && tag[length - 1] != '_')
			length--;
		if (length == 0)
			return -1;
		length--;
	}
}

struct entry *site_only_page(const struct site *site)
{
	struct entry *root = &site->root->entry;
	return site->folder < 0 && root->child_count == 0 ? root : NULL;
}

struct variant *entry_variant(const struct entry *entry, int language)
{
	for (size_t i = 0; i < entry->variant_count; i++)
		if (entry->variants[i].language == language)
			return &entry->variants[i];
	return entry->variant_count > 0 ? &entry->variants[0] : NULL;
}

const char *entry_title(const struct site *site, const struct entry *entry, int language)
{
	const struct variant *variant = entry_variant(entry, language);
	if (entry->parent == NULL)
		return site_title(site, language);
	if (variant != NULL && variant->headline.loaded)
		return variant->headline.title;
	return entry->name;
}

struct date entry_date(const struct entry *entry, int language)
{
	const struct variant *variant = entry_variant(entry, language);
	bool known = variant != NULL && variant->headline.loaded && variant->headline.date.year != 0;
	return known ? variant->headline.date : entry->name_date;
}
