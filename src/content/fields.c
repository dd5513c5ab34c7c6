/* content/fields.c — the keys of a mapping, read and diagnosed by a table. */

#include "content/fields.h"

#include "content/date.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>

void fields_complain(const struct fields_rules *rules, const struct node *node, enum diagnostic_name name,
        const char *first, const char *second)
{
	if (!rules->foreign)
		diagnostics_add(
		        rules->diagnostics, name, rules->file, node->line, node->column, first, second, NULL);
}

/* ---- what a value must look like ---- */

static const char *const sort_names[] = {
        [SORT_NEWEST] = "newest", [SORT_NAME] = "name", [SORT_TITLE] = "title", [SORT_LISTED] = "listed"};

enum sort_order field_sort(const struct node *node)
{
	for (int order = SORT_NEWEST; order <= SORT_LISTED; order++)
		if (strcmp(node->text, sort_names[order]) == 0)
			return (enum sort_order)order;
	return SORT_DEFAULT;
}

bool field_boolean(const struct node *node)
{
	return ascii_equal(node->text, "true");
}

long field_number(const struct node *node)
{
	return strtol(node->text, NULL, 10);
}

static size_t letters(const char *text)
{
	return strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

bool is_language_tag(const char *text)
{
	size_t length = letters(text);
	if (length < 2 || length > 3)
		return false;
	for (text += length; *text != '\0'; text += length) {
		text++;
		length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
		if (text[-1] != '-' || length < 1 || length > 8)
			return false;
	}
	return true;
}

bool is_address(const char *address)
{
	static const char *const beginnings[] = {"http://", "https://", "mailto:"};
	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
		if (ascii_equal_start(address, beginnings[i], strlen(beginnings[i])))
			return address[strlen(beginnings[i])] != '\0';
	return false;
}

/* Whether there is a line end before the end of the text. */
static bool has_lines(const struct node *node)
{
	size_t length = node->length;
	while (length > 0 && node->text[length - 1] == '\n')
		length--;
	return memchr(node->text, '\n', length) != NULL;
}

static bool is_blank(const struct node *node)
{
	return strspn(node->text, " \t\r\n") == node->length;
}

/* What is wrong with a scalar as TYPE, or DIAGNOSTIC_NAMES. */
static enum diagnostic_name scalar_fault(
        const struct fields_rules *rules, const struct node *node, enum field_type type)
{
	struct date date;
	char *end;
	switch (type) {
	case FIELD_LINE:
	case FIELD_LINE_OR_MAPPING:
		return has_lines(node) && !rules->shared ? DIAGNOSTIC_NOT_ONE_LINE : DIAGNOSTIC_NAMES;
	case FIELD_DATE:
		return date_parse(node->text, node->length, &date) ? DIAGNOSTIC_NAMES : DIAGNOSTIC_NOT_A_DATE;
	case FIELD_BOOLEAN:
		return field_boolean(node) || ascii_equal(node->text, "false") ? DIAGNOSTIC_NAMES
		                                                               : DIAGNOSTIC_NOT_A_BOOLEAN;
	case FIELD_SORT:
		return field_sort(node) != SORT_DEFAULT ? DIAGNOSTIC_NAMES : DIAGNOSTIC_NOT_A_SORT;
	case FIELD_LANGUAGE:
		return is_language_tag(node->text) ? DIAGNOSTIC_NAMES : DIAGNOSTIC_NOT_A_LANGUAGE;
	case FIELD_ADDRESS:
		return is_address(node->text) ? DIAGNOSTIC_NAMES : DIAGNOSTIC_ADDRESS_SCHEME;
	case FIELD_NUMBER:
		strtol(node->text, &end, 10);
		return node->length > 0 && *end == '\0' ? DIAGNOSTIC_NAMES : DIAGNOSTIC_NOT_TEXT;
	default:
		return DIAGNOSTIC_NAMES;
	}
}

/* Whether a fault names the value and not the key. */
static bool names_value(enum diagnostic_name fault)
{
	return fault == DIAGNOSTIC_NOT_A_DATE || fault == DIAGNOSTIC_NOT_A_SORT ||
	       fault == DIAGNOSTIC_NOT_A_LANGUAGE || fault == DIAGNOSTIC_ADDRESS_SCHEME;
}

static bool scalar_fits(
        const struct fields_rules *rules, const struct node *node, const char *name, enum field_type type)
{
	if (type == FIELD_ANYTHING || type == FIELD_TEXT)
		return true;
	if (is_blank(node) || (rules->foreign && node_is_null(node))) {
		fields_complain(rules, node, DIAGNOSTIC_EMPTY_VALUE, name, NULL);
		return false;
	}
	if (type == FIELD_LIST) {
		fields_complain(rules, node, DIAGNOSTIC_NOT_A_LIST, name, NULL);
		return false;
	}
	enum diagnostic_name fault = scalar_fault(rules, node, type);
	if (fault == DIAGNOSTIC_NAMES)
		return true;
	fields_complain(rules, node, fault, names_value(fault) ? node->text : name, NULL);
	return false;
}

bool field_fits(
        const struct fields_rules *rules, const struct node *node, const char *name, enum field_type type)
{
	if (node->kind == NODE_REFUSED)
		return false; /* diagnosed when it was read */
	if (node->kind == NODE_SCALAR)
		return scalar_fits(rules, node, name, type);
	if (type == FIELD_ANYTHING || (type == FIELD_LINE_OR_MAPPING && node->kind == NODE_MAPPING))
		return true;
	if (type != FIELD_LIST) {
		fields_complain(rules, node, DIAGNOSTIC_NOT_TEXT, name, NULL);
		return false;
	}
	if (node->kind != NODE_SEQUENCE) {
		fields_complain(rules, node, DIAGNOSTIC_NOT_A_LIST, name, NULL);
		return false;
	}
	if (node->count == 0)
		fields_complain(rules, node, DIAGNOSTIC_EMPTY_VALUE, name, NULL);
	return node->count > 0;
}

/* ---- the keys ---- */

/* The place of KEY in TABLE, or COUNT. */
static size_t find_field(
        const struct fields_rules *rules, const char *key, const struct field *table, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if ((rules->foreign || table[i].presence != FIELD_FOREIGN) && strcmp(table[i].name, key) == 0)
			return i;
	return count;
}

/* Diagnoses KEY. Returns the place in TABLE of the field that it was probably meant to be, or COUNT. */
static size_t complain_unknown(
        const struct fields_rules *rules, const struct node *key, const struct field *table, size_t count)
{
	const char *names[FIELDS_MAXIMUM];
	size_t known = 0;
	for (size_t i = 0; i < count; i++)
		if (table[i].presence != FIELD_FOREIGN)
			names[known++] = table[i].name;
	const char *guess = text_nearest(key->text, names, known);
	if (guess != NULL) {
		fields_complain(rules, key, DIAGNOSTIC_UNKNOWN_KEY_GUESS, key->text, guess);
		return find_field(rules, guess, table, count);
	}
	struct buffer list;
	buffer_init(&list, 4096);
	for (size_t i = 0; i < known; i++) {
		buffer_append_text(&list, i > 0 ? ", " : "");
		buffer_append_text(&list, names[i]);
	}
	fields_complain(rules, key, DIAGNOSTIC_UNKNOWN_KEY, key->text, buffer_text(&list));
	buffer_free(&list);
	return count;
}

bool fields_read(const struct fields_rules *rules, const struct node *node, const char *name,
        const struct field *table, size_t count, const struct node **values)
{
	bool there[FIELDS_MAXIMUM] = {false};
	for (size_t i = 0; i < count; i++)
		values[i] = NULL;
	if (node->kind != NODE_MAPPING) {
		if (node->kind != NODE_REFUSED)
			fields_complain(rules, node, DIAGNOSTIC_NOT_A_MAPPING, name, NULL);
		return false;
	}
	for (const struct node *value = node->first; value != NULL; value = value->next) {
		size_t i = find_field(rules, value->key->text, table, count);
		if (i == count && !rules->shared) {
			i = complain_unknown(rules, value->key, table, count);
			if (i < count)
				there[i] = true; /* nobody misses it then */
			continue;
		}
		if (i == count || there[i])
			continue; /* a second value has been diagnosed when it was read */
		there[i] = true;
		values[i] = field_fits(rules, value, table[i].name, table[i].type) ? value : NULL;
	}
	for (size_t i = 0; i < count; i++)
		if (table[i].presence == FIELD_REQUIRED && !there[i])
			fields_complain(rules, node, DIAGNOSTIC_MISSING_KEY, table[i].name, NULL);
	return true;
}
