/* base/diagnostic.c — diagnostics collected and put in words. */

#include "base/base.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DIAGNOSTIC_COUNT_MAXIMUM = 10000, DIAGNOSTIC_BYTES_MAXIMUM = 8 * 1024 * 1024 };

static const struct {
	const char *identifier;
	enum diagnostic_level level;
	const char *templates[MESSAGE_LANGUAGES];
} rows[DIAGNOSTIC_NAMES] = {
#define DIAGNOSTIC_ROW(name, level, english, bulgarian)                                                      \
	[DIAGNOSTIC_##name] = {#name, DIAGNOSTIC_##level, {english, bulgarian}},
        DIAGNOSTIC_LIST(DIAGNOSTIC_ROW)
#undef DIAGNOSTIC_ROW
};

static const char *const level_words[][MESSAGE_LANGUAGES] = {
        [DIAGNOSTIC_HINT] = {"hint", "подсказка"},
        [DIAGNOSTIC_WARNING] = {"warning", "предупреждение"},
        [DIAGNOSTIC_ERROR] = {"error", "грешка"},
};

void diagnostics_init(struct diagnostics *list)
{
	*list = (struct diagnostics){.items = NULL};
	arena_init(&list->arena, DIAGNOSTIC_BYTES_MAXIMUM);
}

void diagnostics_free(struct diagnostics *list)
{
	memory_resize(list->items, 0);
	arena_free(&list->arena);
	diagnostics_init(list);
}

/* Copies TEXT into the list; a text that finds no memory is left out and remembered as lost. */
static const char *keep(struct diagnostics *list, const char *text)
{
	if (text == NULL)
		return NULL;
	const char *copy = arena_copy(&list->arena, text, strlen(text));
	if (copy == NULL)
		list->out_of_memory = true;
	return copy;
}

void diagnostics_add(struct diagnostics *list, enum diagnostic_name name, const char *file, size_t line,
        size_t column, const char *first, const char *second, const char *third)
{
	if (list == NULL)
		return;
	list->errors += rows[name].level == DIAGNOSTIC_ERROR;
	list->warnings += rows[name].level == DIAGNOSTIC_WARNING;
	struct diagnostic *items = array_grow(
	        list->items, &list->capacity, list->count, sizeof *items, DIAGNOSTIC_COUNT_MAXIMUM);
	if (items == NULL) {
		list->out_of_memory = true;
		return;
	}
	list->items = items;
	items[list->count++] = (struct diagnostic){
	        .name = name,
	        .file = keep(list, file),
	        .line = line,
	        .column = column,
	        .arguments = {keep(list, first), keep(list, second), keep(list, third)},
	};
}

enum diagnostic_level diagnostic_level(enum diagnostic_name name)
{
	return rows[name].level;
}

const char *diagnostic_template(enum diagnostic_name name, enum message_language language)
{
	return rows[name].templates[language];
}

const char *diagnostic_identifier(enum diagnostic_name name)
{
	return rows[name].identifier;
}

/* Appends TEMPLATE with {1}, {2}, {3} replaced by the arguments. */
static bool fill(struct buffer *out, const char *template, const char *const *arguments)
{
	for (const char *from = template; *from != '\0';) {
		bool placeholder = from[0] == '{' && from[1] >= '1' && from[1] < '1' + DIAGNOSTIC_ARGUMENTS &&
		                   from[2] == '}';
		if (!placeholder) {
			size_t plain = 1 + strcspn(from + 1, "{");
			buffer_append(out, from, plain);
			from += plain;
			continue;
		}
		const char *argument = arguments[from[1] - '1'];
		buffer_append_text(out, argument != NULL ? argument : "");
		from += 3;
	}
	return !out->failed;
}

bool diagnostic_message(
        struct buffer *out, const struct diagnostic *diagnostic, enum message_language language)
{
	buffer_append_text(out, level_words[rows[diagnostic->name].level][language]);
	buffer_append_text(out, ": ");
	return fill(out, rows[diagnostic->name].templates[language], diagnostic->arguments);
}

bool diagnostic_line(struct buffer *out, const struct diagnostic *diagnostic, enum message_language language)
{
	if (diagnostic->file != NULL) {
		buffer_append_text(out, diagnostic->file);
		buffer_append_text(out, ":");
		if (diagnostic->line > 0)
			buffer_format(out, "%zu:", diagnostic->line);
		if (diagnostic->line > 0 && diagnostic->column > 0)
			buffer_format(out, "%zu:", diagnostic->column);
		buffer_append_text(out, " ");
	}
	return diagnostic_message(out, diagnostic, language);
}

static int compare_places(const void *first, const void *second)
{
	const struct diagnostic *one = first;
	const struct diagnostic *other = second;
	if (one->line != other->line)
		return one->line < other->line ? -1 : 1;
	if (one->column != other->column)
		return one->column < other->column ? -1 : 1;
	return (one->name > other->name) - (one->name < other->name);
}

void diagnostics_sort(struct diagnostics *list)
{
	if (list->count > 1)
		qsort(list->items, list->count, sizeof *list->items, compare_places);
}

/* Bulgarian and English alike have one form for 1 and another for every other number. */
static const struct {
	const char *none;
	const char *errors[2];
	const char *warnings[2];
} summary_words[MESSAGE_LANGUAGES] = {
        [MESSAGES_ENGLISH] = {"No errors", {"error", "errors"}, {"warning", "warnings"}},
        [MESSAGES_BULGARIAN] = {"Няма грешки", {"грешка", "грешки"}, {"предупреждение", "предупреждения"}},
};

bool diagnostics_summary(struct buffer *out, const struct diagnostics *list, enum message_language language)
{
	if (list->errors == 0)
		buffer_append_text(out, summary_words[language].none);
	else
		buffer_format(out, "%zu %s", list->errors, summary_words[language].errors[list->errors != 1]);
	if (list->warnings > 0)
		buffer_format(out, ", %zu %s", list->warnings,
		        summary_words[language].warnings[list->warnings != 1]);
	return !out->failed;
}

void diagnostic_write(const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t written = write(STDERR_FILENO, bytes, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return;
		bytes += written;
		length -= (size_t)written;
	}
}
