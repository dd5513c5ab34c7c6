/* content/site_settings.c — site.yaml: title, languages, order of the menu. */

#include "content/site_tree.h"

#include "text/text.h"

#include <stdio.h>
#include <string.h>

const char site_settings_file[] = "site.yaml";

enum site_field { SITE_TITLE, SITE_LANGUAGES, SITE_MENU, SITE_FIELDS };

static const struct field site_table[SITE_FIELDS] = {
        [SITE_TITLE] = {"title", FIELD_LINE_OR_MAPPING, FIELD_REQUIRED},
        [SITE_LANGUAGES] = {"languages", FIELD_LIST, FIELD_OPTIONAL},
        [SITE_MENU] = {"menu", FIELD_LIST, FIELD_OPTIONAL},
};

/* A sanitised copy of NODE's text as one line; NULL when memory runs out. */
static const char *keep_line(struct site *site, const struct node *node)
{
	struct buffer line;
	buffer_init(&line, FILE_BYTES_MAXIMUM);
	bool whole = text_sanitise(&line, node->text, node->length, SANITISE_ONE_LINE, NULL);
	const char *copy = whole ? arena_copy(&site->arena, buffer_text(&line), line.length) : NULL;
	buffer_free(&line);
	return copy;
}

static void complain_limit(
        const struct fields_rules *rules, const struct node *node, const char *name, size_t limit)
{
	char number[24];
	snprintf(number, sizeof number, "%zu", limit);
	fields_complain(rules, node, DIAGNOSTIC_TOO_MANY, name, number);
}

static bool take_languages(struct site *site, const struct fields_rules *rules, const struct node *list)
{
	if (list == NULL)
		return true;
	for (const struct node *tag = list->first; tag != NULL; tag = tag->next) {
		if (!field_fits(rules, tag, "languages", FIELD_LANGUAGE))
			continue;
		if (site->language_count >= LANGUAGES_MAXIMUM) {
			complain_limit(rules, tag, "languages", LANGUAGES_MAXIMUM);
			break;
		}
		if (site_add_language(site, tag->text, tag->length) < 0)
			return false;
	}
	site->languages_fixed = site->language_count > 0;
	return true;
}

void complain_language(const struct site *site, struct diagnostics *diagnostics, const char *file,
        const struct node *node, const char *tag)
{
	struct buffer all;
	buffer_init(&all, 4096);
	for (size_t i = 0; i < site->language_count; i++) {
		buffer_append_text(&all, i > 0 ? ", " : "");
		buffer_append_text(&all, site->languages[i]);
	}
	diagnostics_add(diagnostics, DIAGNOSTIC_FOREIGN_LANGUAGE, file, node != NULL ? node->line : 0,
	        node != NULL ? node->column : 0, tag, buffer_text(&all), NULL);
	buffer_free(&all);
}

/* One title for all languages, or one for each. */
static bool take_title(struct site *site, const struct fields_rules *rules, const struct node *title)
{
	if (title == NULL)
		return true;
	if (title->kind == NODE_SCALAR) {
		const char *line = keep_line(site, title);
		for (size_t i = 0; i < LANGUAGES_MAXIMUM; i++)
			site->titles[i] = line;
		return line != NULL;
	}
	for (const struct node *value = title->first; value != NULL; value = value->next) {
		int language = site_add_language(site, value->key->text, value->key->length);
		if (language < 0) {
			complain_language(
			        site, rules->diagnostics, rules->file, value->key, value->key->text);
			continue;
		}
		if (!field_fits(rules, value, value->key->text, FIELD_LINE))
			continue;
		site->titles[language] = keep_line(site, value);
		if (site->titles[language] == NULL)
			return false;
	}
	return true;
}

static bool take_menu(struct site *site, const struct fields_rules *rules, const struct node *menu)
{
	if (menu == NULL)
		return true;
	size_t count = menu->count < MENU_MAXIMUM ? menu->count : MENU_MAXIMUM;
	site->menu_node = menu;
	site->menu = arena_take(&site->arena, count * sizeof *site->menu);
	if (site->menu == NULL)
		return false;
	for (const struct node *name = menu->first; name != NULL; name = name->next) {
		if (!field_fits(rules, name, "menu", FIELD_LINE))
			continue;
		if (site->menu_count == MENU_MAXIMUM) {
			complain_limit(rules, name, "menu", MENU_MAXIMUM);
			break;
		}
		site->menu[site->menu_count++] = name->text;
	}
	return true;
}

static bool take_settings(struct site *site, struct diagnostics *diagnostics)
{
	const struct node *values[SITE_FIELDS];
	const struct fields_rules rules = {.file = site->settings.name, .diagnostics = diagnostics};
	if (!fields_read(&rules, site->settings.root, site_settings_file, site_table, SITE_FIELDS, values))
		return true;
	return take_languages(site, &rules, values[SITE_LANGUAGES]) &&
	       take_title(site, &rules, values[SITE_TITLE]) && take_menu(site, &rules, values[SITE_MENU]);
}

bool site_read_settings(struct site *site, struct diagnostics *diagnostics)
{
	const char *file;
	int error_number;
	const char *shown = join_path(site, "", site_settings_file, strlen(site_settings_file), &file);
	if (shown == NULL)
		return false;
	page_file_init(&site->settings, shown, false);
	enum file_status status =
	        file_read(site->folder, file, FILE_BYTES_MAXIMUM, &site->settings.bytes, &error_number);
	site->foreign = status == FILE_MISSING;
	if (site->foreign)
		return true;
	if (status != FILE_OK) {
		file_complain(diagnostics, shown, status, error_number);
		return status != FILE_NO_MEMORY;
	}
	bool readable = page_file_read(&site->settings);
	diagnostics_copy(diagnostics, &site->settings.found);
	return !readable || take_settings(site, diagnostics);
}
