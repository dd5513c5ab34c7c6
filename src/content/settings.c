/* content/settings.c — the reader's settings. */

#include "content/page_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What is kept of a file that is written by hand (bytes). */
#define SETTINGS_BYTES_MAXIMUM ((size_t)1024 * 1024)

enum setting_field {
	SET_LANGUAGE,
	SET_MEASURE,
	SET_HYPHENATION,
	SET_KEYBOARD,
	SET_MOUSE,
	SET_HYPERLINKS,
	SET_COLOURS,
	SET_KEYS,
	SETTING_FIELDS
};

static const struct field settings_table[SETTING_FIELDS] = {
        [SET_LANGUAGE] = {"language", FIELD_LANGUAGE, FIELD_OPTIONAL},
        [SET_MEASURE] = {"measure", FIELD_LINE, FIELD_OPTIONAL},
        [SET_HYPHENATION] = {"hyphenation", FIELD_LINE, FIELD_OPTIONAL},
        [SET_KEYBOARD] = {"keyboard", FIELD_LINE, FIELD_OPTIONAL},
        [SET_MOUSE] = {"mouse", FIELD_LINE, FIELD_OPTIONAL},
        [SET_HYPERLINKS] = {"hyperlinks", FIELD_LINE, FIELD_OPTIONAL},
        [SET_COLOURS] = {"colours", FIELD_ANYTHING, FIELD_OPTIONAL},
        [SET_KEYS] = {"keys", FIELD_ANYTHING, FIELD_OPTIONAL},
};

/* A word for a value. YAML 1.1 knows more words for on and off than we name. */
struct choice {
	const char *word;
	int value;
	bool named; /* in diagnostics and the manual */
};

static const struct choice switch_choices[] = {{"auto", SETTING_AUTO, true}, {"on", SETTING_ON, true},
        {"off", SETTING_OFF, true}, {"yes", SETTING_ON, false}, {"no", SETTING_OFF, false},
        {"true", SETTING_ON, false}, {"false", SETTING_OFF, false}, {NULL, 0, false}};

static const struct choice *const on_off_choices = &switch_choices[1];

static const struct choice keyboard_choices[] = {{"auto", LAYOUT_UNKNOWN, true},
        {"phonetic", LAYOUT_PHONETIC, true}, {"phonetic-2006", LAYOUT_PHONETIC_2006, true},
        {"bds", LAYOUT_BDS, true}, {NULL, 0, false}};

/* The words that each setting may be; NULL: something else. */
static const struct choice *choices_of(enum setting_field field)
{
	switch (field) {
	case SET_HYPHENATION:
	case SET_HYPERLINKS:
		return switch_choices;
	case SET_MOUSE:
		return on_off_choices;
	case SET_KEYBOARD:
		return keyboard_choices;
	default:
		return NULL;
	}
}

const char *settings_name(size_t setting)
{
	return setting < SETTING_FIELDS ? settings_table[setting].name : NULL;
}

const char *settings_choice(size_t setting, size_t choice)
{
	const struct choice *choices = choices_of((enum setting_field)setting);
	for (; choices != NULL && choices->word != NULL && choices->named; choices++)
		if (choice-- == 0)
			return choices->word;
	return NULL;
}

/* A file being read. */
struct settings_reader {
	struct settings *settings;
	struct fields_rules rules;
	const struct node *values[SETTING_FIELDS];
	bool no_memory;
};

void settings_init(struct settings *settings)
{
	*settings = (struct settings){.hyphenation = SETTING_AUTO};
	arena_init(&settings->arena, SETTINGS_BYTES_MAXIMUM);
}

void settings_free(struct settings *settings)
{
	arena_free(&settings->arena);
	settings_init(settings);
}

/* ---- single values ---- */

static void complain_choice(const struct settings_reader *reader, enum setting_field field)
{
	const struct node *node = reader->values[field];
	struct buffer list;
	buffer_init(&list, 256);
	for (const struct choice *choice = choices_of(field); choice->word != NULL; choice++)
		if (choice->named)
			buffer_format(&list, "%s%s", list.length > 0 ? ", " : "", choice->word);
	diagnostics_add(reader->rules.diagnostics, DIAGNOSTIC_NOT_A_CHOICE, reader->rules.file, node->line,
	        node->column, settings_table[field].name, buffer_text(&list), node->text);
	buffer_free(&list);
}

/* The value of FIELD, or DEFAULT_VALUE where nothing (or nothing right) is said. */
static int read_choice(const struct settings_reader *reader, enum setting_field field, int default_value)
{
	const struct node *node = reader->values[field];
	if (node == NULL)
		return default_value;
	for (const struct choice *choice = choices_of(field); choice->word != NULL; choice++)
		if (strcasecmp(choice->word, node->text) == 0)
			return choice->value;
	complain_choice(reader, field);
	return default_value;
}

static int read_measure(const struct settings_reader *reader)
{
	const struct node *node = reader->values[SET_MEASURE];
	char least[16], most[16], *end;
	if (node == NULL)
		return 0;
	long measure = strtol(node->text, &end, 10);
	if (node->length > 0 && *end == '\0' && measure >= SETTING_MEASURE_LEAST &&
	        measure <= SETTING_MEASURE_MOST)
		return (int)measure;
	snprintf(least, sizeof least, "%d", SETTING_MEASURE_LEAST);
	snprintf(most, sizeof most, "%d", SETTING_MEASURE_MOST);
	diagnostics_add(reader->rules.diagnostics, DIAGNOSTIC_SETTING_RANGE, reader->rules.file, node->line,
	        node->column, settings_table[SET_MEASURE].name, least, most);
	return 0;
}

/* A copy of what NODE says, or NULL (noted) when memory runs out. */
static const char *keep(struct settings_reader *reader, const struct node *node)
{
	const char *copy = arena_copy(&reader->settings->arena, node->text, node->length);
	reader->no_memory = reader->no_memory || copy == NULL;
	return copy;
}

/* ---- pairs ---- */

/* Adds one pair for NAME; VALUE NULL: it is set to nothing. */
static void add_pair(struct settings_reader *reader, struct setting_pair *pairs, size_t *count,
        const struct node *name, const struct node *value)
{
	if (*count == SETTING_PAIRS_MAXIMUM) {
		char most[16];
		snprintf(most, sizeof most, "%d", SETTING_PAIRS_MAXIMUM);
		fields_complain(&reader->rules, value != NULL ? value : name, DIAGNOSTIC_TOO_MANY,
		        settings_table[SET_KEYS].name, most);
		return;
	}
	const struct node *place = value != NULL ? value : name;
	const struct setting_pair pair = {
	        .name = keep(reader, name),
	        .value = value != NULL ? keep(reader, value) : NULL,
	        .name_line = name->line,
	        .name_column = name->column,
	        .line = place->line,
	        .column = place->column,
	};
	if (!reader->no_memory)
		pairs[(*count)++] = pair;
}

/* Whether NODE is a mapping, diagnosed by the name of FIELD when not. */
static bool is_mapping(const struct settings_reader *reader, enum setting_field field)
{
	const struct node *node = reader->values[field];
	if (node == NULL || node->kind == NODE_REFUSED || node_is_null(node))
		return false;
	if (node->kind != NODE_MAPPING)
		fields_complain(
		        &reader->rules, node, DIAGNOSTIC_NOT_A_MAPPING, settings_table[field].name, NULL);
	return node->kind == NODE_MAPPING;
}

static struct setting_pair *new_pairs(struct settings_reader *reader)
{
	struct setting_pair *pairs =
	        arena_take(&reader->settings->arena, SETTING_PAIRS_MAXIMUM * sizeof *pairs);
	reader->no_memory = reader->no_memory || pairs == NULL;
	return pairs;
}

static void read_colours(struct settings_reader *reader)
{
	struct settings *settings = reader->settings;
	if (!is_mapping(reader, SET_COLOURS) || (settings->colours = new_pairs(reader)) == NULL)
		return;
	for (const struct node *value = reader->values[SET_COLOURS]->first; value != NULL;
	        value = value->next)
		if (field_fits(&reader->rules, value, value->key->text, FIELD_LINE))
			add_pair(reader, settings->colours, &settings->colour_count, value->key, value);
}

/* One key, or a list of them, maybe an empty one. */
static void read_keys(struct settings_reader *reader)
{
	struct settings *settings = reader->settings;
	if (!is_mapping(reader, SET_KEYS) || (settings->keys = new_pairs(reader)) == NULL)
		return;
	for (const struct node *value = reader->values[SET_KEYS]->first; value != NULL; value = value->next) {
		const struct node *name = value->key;
		if (value->kind == NODE_SEQUENCE && value->count == 0)
			add_pair(reader, settings->keys, &settings->key_count, name, NULL);
		const struct node *key = value->kind == NODE_SEQUENCE ? value->first : value;
		for (; key != NULL; key = value->kind == NODE_SEQUENCE ? key->next : NULL)
			if (field_fits(&reader->rules, key, name->text, FIELD_LINE))
				add_pair(reader, settings->keys, &settings->key_count, name, key);
	}
}

/* ---- the file ---- */

static void take_values(struct settings_reader *reader, const struct node *root)
{
	struct settings *settings = reader->settings;
	if (!fields_read(&reader->rules, root, "config.yaml", settings_table, SETTING_FIELDS, reader->values))
		return;
	if (reader->values[SET_LANGUAGE] != NULL)
		settings->language = keep(reader, reader->values[SET_LANGUAGE]);
	settings->measure = read_measure(reader);
	settings->hyphenation = (enum setting_switch)read_choice(reader, SET_HYPHENATION, SETTING_AUTO);
	settings->hyperlinks = (enum setting_switch)read_choice(reader, SET_HYPERLINKS, SETTING_AUTO);
	settings->keyboard = (enum keyboard_layout)read_choice(reader, SET_KEYBOARD, LAYOUT_UNKNOWN);
	settings->mouse = read_choice(reader, SET_MOUSE, SETTING_OFF) == SETTING_ON;
	read_colours(reader);
	read_keys(reader);
}

bool settings_read(struct settings *settings, const char *path, struct diagnostics *diagnostics)
{
	struct page_file file;
	int error_number;
	struct settings_reader reader = {
	        .settings = settings, .rules = {.file = path, .diagnostics = diagnostics}};
	page_file_init(&file, "config.yaml", false);
	file.name = path;
	enum file_status status = file_read_path(path, FILE_BYTES_MAXIMUM, &file.bytes, &error_number);
	if (status == FILE_OK) {
		bool readable = page_file_read(&file);
		diagnostics_copy(diagnostics, &file.found);
		if (readable)
			take_values(&reader, file.root);
		if (reader.no_memory)
			diagnostics_add(diagnostics, DIAGNOSTIC_OUT_OF_MEMORY, path, 0, 0, NULL, NULL, NULL);
	} else if (status != FILE_MISSING) {
		file_complain(diagnostics, path, status, error_number);
	}
	page_file_free(&file);
	return !reader.no_memory && status != FILE_NO_MEMORY;
}
