/* content/check.c — the whole site read and diagnosed. */

#include "content/site_tree.h"

#include "content/date.h"
#include "text/text.h"

#include <stdio.h>
#include <string.h>

/* ---- links ---- */

/* Whether two paths differ in nothing but capital and small letters. */
static bool same_but_case(const char *one, const char *other)
{
	struct buffer folded[2];
	buffer_init(&folded[0], 2 * PATH_BYTES_MAXIMUM);
	buffer_init(&folded[1], 2 * PATH_BYTES_MAXIMUM);
	text_fold(&folded[0], one, strlen(one), NULL, NULL);
	text_fold(&folded[1], other, strlen(other), NULL, NULL);
	bool same = strcmp(buffer_text(&folded[0]), buffer_text(&folded[1])) == 0;
	buffer_free(&folded[0]);
	buffer_free(&folded[1]);
	return same;
}

static void check_link(
        struct site *site, const char *file, const struct link *link, struct diagnostics *diagnostics)
{
	struct arena arena;
	if (site_find(site, link->target) != NULL)
		return;
	arena_init(&arena, SITE_BYTES_MAXIMUM);
	const char *guess = site_guess_path(site, link->target, &arena);
	enum diagnostic_name name = DIAGNOSTIC_NO_PAGE;
	if (guess != NULL)
		name = same_but_case(guess, link->target) ? DIAGNOSTIC_PAGE_WRONG_CASE
		                                          : DIAGNOSTIC_NO_PAGE_GUESS;
	diagnostics_add(diagnostics, name, file, link->line, link->column, link->target, guess, NULL);
	arena_free(&arena);
}

/* ---- one page ---- */

static void write_date(char text[16], struct date date)
{
	snprintf(text, 16, "%04d-%02d-%02d", date.year % 10000, date.month % 100, date.day % 100);
}

static void check_date(
        const struct entry *entry, const struct page_head *head, struct diagnostics *diagnostics)
{
	char written[16];
	char named[16];
	if (head->date.year == 0 || entry->name_date.year == 0 ||
	        date_compare(head->date, entry->name_date) == 0)
		return;
	write_date(written, head->date);
	write_date(named, entry->name_date);
	diagnostics_add(diagnostics, DIAGNOSTIC_DATE_DIFFERS, head->file->name, head->date_node->line,
	        head->date_node->column, written, named, NULL);
}

static void check_language(const struct site *site, const struct variant *variant,
        const struct page_head *head, struct diagnostics *diagnostics)
{
	const struct node *written = head->language;
	if (written == NULL)
		return;
	if (site_language_index(site, written->text, written->length) < 0) {
		complain_language(site, diagnostics, head->file->name, written, written->text);
		return;
	}
	const char *named = site->languages[variant->language];
	if (!ascii_equal(named, written->text))
		diagnostics_add(diagnostics, DIAGNOSTIC_LANGUAGE_DIFFERS, head->file->name, written->line,
		        written->column, written->text, named, NULL);
}

/* What is wrong with a variant beyond the file itself. */
static void check_head(const struct site *site, const struct entry *entry, const struct variant *variant,
        const struct page_head *head, struct diagnostics *diagnostics)
{
	check_date(entry, head, diagnostics);
	check_language(site, variant, head, diagnostics);
	if (head->sort_node != NULL && !entry->is_section)
		diagnostics_add(diagnostics, DIAGNOSTIC_SORT_NOT_INDEX, head->file->name,
		        head->sort_node->line, head->sort_node->column, NULL, NULL, NULL);
}

static bool check_variant(struct site *site, const struct entry *entry, const struct variant *variant,
        struct diagnostics *diagnostics)
{
	struct loading loading;
	loading_read(&loading, site, entry, variant);
	if (loading.readable)
		check_head(site, entry, variant, &loading.head, &loading.found);
	for (size_t i = 0; loading.page != NULL && i < loading.page->link_count; i++)
		if (loading.page->links[i].inside)
			check_link(site, variant_source(variant)->shown_file, &loading.page->links[i],
			        &loading.found);
	bool whole = loading.page != NULL;
	diagnostics_sort(&loading.found);
	diagnostics_copy(diagnostics, &loading.found);
	loading_free(&loading);
	return whole;
}

/* ---- one entry ---- */

/* Two files or two pages of one file that are the same page in the same language. */
static void check_twice(const struct entry *entry, struct diagnostics *diagnostics)
{
	for (size_t i = 1; i < entry->variant_count; i++) {
		const struct variant_source *first = variant_source(&entry->variants[i - 1]);
		const struct variant_source *second = variant_source(&entry->variants[i]);
		if (entry->variants[i - 1].language != entry->variants[i].language)
			continue;
		if (second->node == NULL) {
			diagnostics_add(diagnostics, DIAGNOSTIC_SAME_PAGE_TWICE, second->shown_file, 0, 0,
			        first->shown_file, second->shown_file, NULL);
			continue;
		}
		const struct node *name = node_find(second->node, "name");
		name = name != NULL ? name : node_find(second->node, "title");
		name = name != NULL ? name : second->node;
		diagnostics_add(diagnostics, DIAGNOSTIC_SAME_NAME_TWICE, second->shown_file, name->line,
		        name->column, entry->name, NULL, NULL);
	}
}

static bool has_language(const struct entry *entry, int language)
{
	for (size_t i = 0; i < entry->variant_count; i++)
		if (entry->variants[i].language == language)
			return true;
	return false;
}

/* A hint for each page that is not there in all the languages that site.yaml names. */
static void check_translations(
        const struct site *site, const struct entry *entry, struct diagnostics *diagnostics)
{
	struct buffer missing;
	if (!site->languages_fixed || entry->variant_count == 0)
		return;
	buffer_init(&missing, 4096);
	for (int language = 0; language < (int)site->language_count; language++) {
		if (has_language(entry, language))
			continue;
		buffer_append_text(&missing, missing.length > 0 ? ", " : "");
		buffer_append_text(&missing, site->languages[language]);
	}
	if (missing.length > 0)
		diagnostics_add(diagnostics, DIAGNOSTIC_MISSING_TRANSLATION,
		        variant_source(&entry->variants[0])->shown_file, 0, 0, buffer_text(&missing), NULL,
		        NULL);
	buffer_free(&missing);
}

static void check_section_and_page(
        const struct site *site, const struct place *place, struct diagnostics *diagnostics)
{
	if (place->was_page_file != NULL && !site->foreign)
		diagnostics_add(diagnostics, DIAGNOSTIC_SECTION_AND_PAGE, place->was_page_file, 0, 0,
		        place->entry.path, NULL, NULL);
}

/* ---- the files of a folder that are no pages ---- */

/* Whether NAME looks as if it should be a page: an ending that is nearly right. */
static bool is_nearly_page(const char *name)
{
	static const char *const near[] = {".yaml", ".yml", ".md", ".markdown", ".mkd", ".mdown"};
	const char *ending = strrchr(name, '.');
	for (size_t i = 0; ending != NULL && i < sizeof near / sizeof *near; i++)
		if (ascii_equal(ending, near[i]))
			return true;
	return false;
}

static bool check_file(struct site *site, const char *folder, const struct folder_item *item,
        struct diagnostics *diagnostics)
{
	struct page_name name;
	const char *file;
	char tag[64];
	bool page = page_name_read(site, item->name, &name);
	bool known = name.language == 0 ||
	             site_language_index(site, item->name + name.language, name.language_length) >= 0;
	if ((page && known) || (!page && (item->is_folder || !is_nearly_page(item->name))))
		return true;
	const char *shown = join_path(site, folder, item->name, strlen(item->name), &file);
	if (shown == NULL)
		return false;
	snprintf(tag, sizeof tag, "%.*s", (int)name.language_length, item->name + name.language);
	if (page)
		complain_language(site, diagnostics, shown, NULL, tag);
	else
		diagnostics_add(diagnostics, DIAGNOSTIC_UNKNOWN_FILE, shown, 0, 0, NULL, NULL, NULL);
	return true;
}

static bool check_files(struct site *site, const struct place *place, struct diagnostics *diagnostics)
{
	struct arena arena;
	struct folder_item *items;
	size_t count;
	int error_number;
	bool whole = true;
	if (place->folder == NULL || site->foreign)
		return true;
	arena_init(&arena, SITE_BYTES_MAXIMUM);
	const char *path = place->folder[0] != '\0' ? place->folder : ".";
	folder_list(site->folder, path, FOLDER_NAMES_MAXIMUM, &arena, &items, &count, &error_number);
	for (size_t i = 0; whole && items != NULL && i < count; i++)
		whole = check_file(site, place->folder, &items[i], diagnostics);
	arena_free(&arena);
	return whole;
}

/* ---- the site ---- */

/* The menu's own node and, where it stood before, the node of the same name. */
static const struct node *same_name_above(const struct node *list, const struct node *name)
{
	for (const struct node *above = list->first; above != name; above = above->next)
		if (above->kind == NODE_SCALAR && strcmp(above->text, name->text) == 0)
			return above;
	return NULL;
}

static void check_menu_name(struct site *site, const struct node *name, struct diagnostics *diagnostics)
{
	const struct fields_rules rules = {.file = site->settings.name, .diagnostics = diagnostics};
	const struct node *above = same_name_above(site->menu_node, name);
	struct arena arena;
	if (above != NULL) {
		char line[24];
		snprintf(line, sizeof line, "%u", (unsigned)above->line);
		fields_complain(&rules, name, DIAGNOSTIC_MENU_TWICE, name->text, line);
		return;
	}
	if (find_child(site->root, name->text, name->length) != NULL)
		return;
	arena_init(&arena, SITE_BYTES_MAXIMUM);
	const char *guess =
	        strchr(name->text, '/') == NULL ? site_guess_path(site, name->text, &arena) : NULL;
	bool top = guess != NULL && strchr(guess, '/') == NULL;
	fields_complain(&rules, name, top ? DIAGNOSTIC_MENU_NO_ENTRY_GUESS : DIAGNOSTIC_MENU_NO_ENTRY,
	        name->text, top ? guess : NULL);
	arena_free(&arena);
}

static void check_menu(struct site *site, struct diagnostics *diagnostics)
{
	if (site->menu_node == NULL)
		return;
	for (const struct node *name = site->menu_node->first; name != NULL; name = name->next)
		if (name->kind == NODE_SCALAR && name->length > 0)
			check_menu_name(site, name, diagnostics);
}

/* Everything about PLACE and what is beneath it. Returns false when memory runs out. */
static bool check_place(struct site *site, struct place *place, struct diagnostics *diagnostics)
{
	struct entry *entry = &place->entry;
	if (!find_own_page(site, place) || !read_all_headlines(site, place) ||
	        (entry->is_section && !site_list(site, entry, diagnostics)))
		return false;
	for (size_t i = 0; i < entry->variant_count; i++)
		if (!check_variant(site, entry, &entry->variants[i], diagnostics))
			return false;
	check_section_and_page(site, place, diagnostics);
	check_twice(entry, diagnostics);
	check_translations(site, entry, diagnostics);
	if (!check_files(site, place, diagnostics))
		return false;
	for (size_t i = 0; i < place->all_count; i++)
		if (!check_place(site, place->all[i], diagnostics))
			return false;
	return true;
}

void site_check(struct site *site, struct diagnostics *diagnostics)
{
	check_menu(site, diagnostics);
	if (!check_place(site, site->root, diagnostics))
		diagnostics_add(diagnostics, DIAGNOSTIC_OUT_OF_MEMORY, NULL, 0, 0, NULL, NULL, NULL);
}
