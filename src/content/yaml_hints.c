/*
 * content/yaml_hints.c — what libyaml complains about becomes a diagnostic that says what to write instead.
 */

#include "content/yaml.h"

#include "text/text.h"

#include <stdio.h>
#include <string.h>

enum { KEY_CHARACTERS_MAXIMUM = 1024, NAME_BYTES_SHOWN = 60 };

/* A line of the source: bytes from START up to END, without its line end. */
struct source_line {
	size_t start;
	size_t text; /* the first byte that is no space or tab; END when there is none */
	size_t end;
	size_t number; /* as editors count */
};

static struct source_line line_at(const struct yaml_source *source, size_t offset, size_t number)
{
	const char *bytes = source->bytes;
	struct source_line line = {.start = offset, .end = offset, .number = number};
	while (line.start > source->start && bytes[line.start - 1] != '\n' && bytes[line.start - 1] != '\r')
		line.start--;
	while (line.end < source->end && bytes[line.end] != '\n' && bytes[line.end] != '\r')
		line.end++;
	line.text = line.start;
	while (line.text < line.end && (bytes[line.text] == ' ' || bytes[line.text] == '\t'))
		line.text++;
	return line;
}

/*
 * The nearest line above LINE with something on it that is no comment; where there is none *FOUND is false.
 */
static struct source_line line_above(const struct yaml_source *source, struct source_line line, bool *found)
{
	*found = false;
	while (!*found && line.start > source->start) {
		size_t end = line.start - 1;
		if (source->bytes[end] == '\n' && end > source->start && source->bytes[end - 1] == '\r')
			end--;
		line = line_at(source, end, line.number - 1);
		*found = line.text < line.end && source->bytes[line.text] != '#';
	}
	return line;
}

static void add(const struct yaml_fault *fault, struct diagnostics *diagnostics, enum diagnostic_name name,
        size_t line, size_t column, const char *argument)
{
	diagnostics_add(diagnostics, name, fault->place.source->file, line, column, argument, NULL, NULL);
}

static size_t column_of(const struct yaml_source *source, size_t offset)
{
	size_t line, column;
	text_position(source->bytes, source->length, offset, &line, &column);
	return column;
}

static bool add_with_line(const struct yaml_fault *fault, struct diagnostics *diagnostics,
        enum diagnostic_name name, const struct yaml_place *place, size_t line)
{
	char number[24];
	snprintf(number, sizeof number, "%zu", line);
	add(fault, diagnostics, name, place->line, place->column, number);
	return true;
}

/* Copies the bytes from START up to END of the source, at most what NAME holds, cut at a whole character. */
static void copy_name(const struct yaml_source *source, size_t start, size_t end, char name[NAME_BYTES_SHOWN])
{
	size_t length = end - start < NAME_BYTES_SHOWN - 1 ? end - start : NAME_BYTES_SHOWN - 1;
	length = text_valid_length(source->bytes + start, length);
	memcpy(name, source->bytes + start, length);
	name[length] = '\0';
}

/* The character at PLACE begins no value. */
static bool add_first_character(
        const struct yaml_fault *fault, struct diagnostics *diagnostics, const struct yaml_place *place)
{
	const struct yaml_source *source = place->source;
	if (place->offset >= source->end)
		return false;
	char shown[5] = "";
	uint32_t character;
	size_t bytes = text_decode(source->bytes + place->offset, source->end - place->offset, &character);
	memcpy(shown, source->bytes + place->offset, bytes);
	bool tab = character == '\t';
	add(fault, diagnostics, tab ? DIAGNOSTIC_TAB_INDENTATION : DIAGNOSTIC_BAD_FIRST_CHARACTER,
	        place->line, place->column, tab ? NULL : shown);
	return true;
}

/* ---- one function for each kind of complaint: false when it knows nothing better than libyaml ---- */

static bool explain_first_character(const struct yaml_fault *fault, struct diagnostics *diagnostics)
{
	return add_first_character(fault, diagnostics, &fault->place);
}

/* An alias, anchor, tag or directive that is none: it was meant as text. */
static bool explain_no_property(const struct yaml_fault *fault, struct diagnostics *diagnostics)
{
	return add_first_character(fault, diagnostics, &fault->context_place);
}

static bool explain_tab(const struct yaml_fault *fault, struct diagnostics *diagnostics)
{
	add(fault, diagnostics, DIAGNOSTIC_TAB_INDENTATION, fault->place.line, fault->place.column, NULL);
	return true;
}

static bool explain_unclosed_quote(const struct yaml_fault *fault, struct diagnostics *diagnostics)
{
	add(fault, diagnostics, DIAGNOSTIC_UNCLOSED_QUOTE, fault->context_place.line,
	        fault->context_place.column, NULL);
	return true;
}

static bool explain_escape(const struct yaml_fault *fault, struct diagnostics *diagnostics)
{
	/* In a wrong number libyaml has gone on to its digits. */
	size_t offset = fault->place.offset;
	while (offset > fault->context_place.offset && fault->place.source->bytes[offset] != '\\')
		offset--;
	add(fault, diagnostics, DIAGNOSTIC_BAD_ESCAPE, fault->place.line,
	        column_of(fault->place.source, offset), NULL);
	return true;
}

/*
 * Where the next value stands on the bracket's own line a comma is missing, else the bracket was never
 * closed.
 */
static bool explain_bracket(const struct yaml_fault *fault, struct diagnostics *diagnostics)
{
	bool same_line = fault->place.line == fault->context_place.line &&
	                 fault->place.offset < fault->place.source->end;
	const struct yaml_place *place = same_line ? &fault->place : &fault->context_place;
	add(fault, diagnostics, same_line ? DIAGNOSTIC_MISSING_COMMA : DIAGNOSTIC_UNCLOSED_BRACKET,
	        place->line, place->column, NULL);
	return true;
}

static bool explain_list_beside_key(const struct yaml_fault *fault, struct diagnostics *diagnostics)
{
	add(fault, diagnostics, DIAGNOSTIC_LIST_BESIDE_KEY, fault->place.line, fault->place.column, NULL);
	return true;
}

static bool explain_block_header(const struct yaml_fault *fault, struct diagnostics *diagnostics)
{
	const struct yaml_place *opened = &fault->context_place;
	char mark[2] = {opened->source->bytes[opened->offset], '\0'};
	add(fault, diagnostics, DIAGNOSTIC_TEXT_BESIDE_MARK, fault->place.line, fault->place.column, mark);
	return true;
}

/*
 * The first colon on LINE, from OFFSET on, that has no space behind it and begins no address. LINE->end:
 * there is none.
 */
static size_t colon_without_space(
        const struct yaml_source *source, const struct source_line *line, size_t offset)
{
	const char *bytes = source->bytes;
	for (; offset + 1 < line->end; offset++)
		if (bytes[offset] == ':' && bytes[offset + 1] != ' ' && bytes[offset + 1] != '\t')
			return bytes[offset + 1] == '/' ? line->end : offset;
	return line->end;
}

/* "a:1" on LINE: says so there. */
static bool explain_missing_space(
        const struct yaml_fault *fault, struct diagnostics *diagnostics, const struct source_line *line)
{
	const struct yaml_source *source = fault->place.source;
	size_t colon = colon_without_space(source, line, line->text);
	char name[NAME_BYTES_SHOWN];
	if (colon >= line->end || colon == line->text)
		return false;
	copy_name(source, line->text, colon, name);
	add(fault, diagnostics, DIAGNOSTIC_NO_SPACE_AFTER_COLON, line->number, column_of(source, colon),
	        name);
	return true;
}

static bool has_colon_and_space(const struct yaml_source *source, size_t start, size_t end)
{
	for (size_t i = start; i + 1 < end; i++)
		if (source->bytes[i] == ':' && source->bytes[i + 1] == ' ')
			return true;
	return false;
}

/* "mapping values are not allowed in this context": a colon stands where no key can be. */
static bool explain_colon(const struct yaml_fault *fault, struct diagnostics *diagnostics)
{
	const struct yaml_source *source = fault->place.source;
	const struct yaml_place *place = &fault->place;
	struct source_line line = line_at(source, place->offset, place->line);
	bool found;
	struct source_line above = line_above(source, line, &found);
	if (text_characters(source->bytes + line.text, place->offset - line.text) > KEY_CHARACTERS_MAXIMUM) {
		add(fault, diagnostics, DIAGNOSTIC_LONG_KEY, line.number, column_of(source, line.text), NULL);
		return true;
	}
	if (has_colon_and_space(source, line.text, place->offset)) {
		add(fault, diagnostics, DIAGNOSTIC_SECOND_COLON, place->line, place->column, NULL);
		return true;
	}
	if (!found || line.text >= place->offset)
		return false;
	if (explain_missing_space(fault, diagnostics, &above))
		return true;
	struct yaml_place key = *place;
	key.column = column_of(source, line.text);
	if (line.text - line.start == above.text - above.start) {
		char name[NAME_BYTES_SHOWN];
		copy_name(source, above.text, above.end, name);
		add(fault, diagnostics, DIAGNOSTIC_MISSING_COLON, above.number, column_of(source, above.text),
		        name);
		return true;
	}
	return add_with_line(fault, diagnostics, DIAGNOSTIC_BAD_INDENTATION, &key, above.number);
}

/* Whether LINE ends in the '|' or '>' of a text that should follow, indented. */
static bool ends_in_block_mark(const struct yaml_source *source, const struct source_line *line)
{
	size_t end = line->end;
	while (end > line->text && strchr(" \t+-0123456789", source->bytes[end - 1]) != NULL)
		end--;
	return end > line->text + 1 && (source->bytes[end - 1] == '|' || source->bytes[end - 1] == '>') &&
	       strchr(" \t", source->bytes[end - 2]) != NULL;
}

/* "could not find expected ':'": a line that should be a key is none. */
static bool explain_no_colon(const struct yaml_fault *fault, struct diagnostics *diagnostics)
{
	const struct yaml_source *source = fault->place.source;
	const struct yaml_place *place = &fault->context_place;
	struct source_line line = line_at(source, place->offset, place->line);
	bool found;
	struct source_line above = line_above(source, line, &found);
	char name[NAME_BYTES_SHOWN];
	if (found && ends_in_block_mark(source, &above))
		return add_with_line(fault, diagnostics, DIAGNOSTIC_TEXT_NOT_INDENTED, place, above.number);
	if (text_characters(source->bytes + place->offset, line.end - place->offset) >
	        KEY_CHARACTERS_MAXIMUM) {
		add(fault, diagnostics, DIAGNOSTIC_LONG_KEY, place->line, place->column, NULL);
		return true;
	}
	if (explain_missing_space(fault, diagnostics, &line))
		return true;
	copy_name(source, place->offset, line.end, name);
	add(fault, diagnostics, DIAGNOSTIC_MISSING_COLON, place->line, place->column, name);
	return true;
}

/* Whether what stands before OFFSET on its line ends in a quotation mark. */
static bool follows_quote(const struct yaml_source *source, size_t offset, const struct source_line *line)
{
	while (offset > line->start &&
	        (source->bytes[offset - 1] == ' ' || source->bytes[offset - 1] == '\t'))
		offset--;
	return offset > line->start &&
	       (source->bytes[offset - 1] == '"' || source->bytes[offset - 1] == '\'');
}

/* Where the value on LINE begins: behind the dashes and the first key. */
static size_t value_start(const struct yaml_source *source, const struct source_line *line, size_t end)
{
	const char *bytes = source->bytes;
	size_t start = line->text;
	while (start + 1 < end && bytes[start] == '-' && bytes[start + 1] == ' ')
		start += 2;
	for (size_t at = start; at + 1 < end; at++)
		if (bytes[at] == ':' && bytes[at + 1] == ' ') {
			start = at + 1;
			break;
		}
	while (start < end && bytes[start] == ' ')
		start++;
	return start;
}

/* Text follows a value in brackets, an alias or a tag: what began it was meant as text. */
static bool explain_value_start(
        const struct yaml_fault *fault, struct diagnostics *diagnostics, const struct source_line *line)
{
	const struct yaml_source *source = fault->place.source;
	struct yaml_place start = fault->place;
	start.offset = value_start(source, line, fault->place.offset);
	if (start.offset >= fault->place.offset || strchr("[{*&!", source->bytes[start.offset]) == NULL)
		return false;
	start.column = column_of(source, start.offset);
	return add_first_character(fault, diagnostics, &start);
}

/* A byte order mark or the end of a document inside a file: files have been joined. */
static bool explain_joined_files(const struct yaml_fault *fault, struct diagnostics *diagnostics,
        const struct source_line *line, const struct source_line *above)
{
	const struct yaml_source *source = fault->place.source;
	if (line->end - line->start >= 3 && memcmp(source->bytes + line->start, "\xEF\xBB\xBF", 3) == 0) {
		add(fault, diagnostics, DIAGNOSTIC_CONTROL_CHARACTER, line->number, 1, "FEFF");
		return true;
	}
	if (above->end - above->start < 3 || memcmp(source->bytes + above->start, "...", 3) != 0)
		return false;
	add(fault, diagnostics, DIAGNOSTIC_SECOND_DOCUMENT, fault->place.line, fault->place.column, NULL);
	return true;
}

/* "did not find expected key" and the like: something stands where the next key or '-' should. */
static bool explain_outdent(const struct yaml_fault *fault, struct diagnostics *diagnostics)
{
	const struct yaml_source *source = fault->place.source;
	const struct yaml_place *place = &fault->place;
	struct source_line line = line_at(source, place->offset, place->line);
	bool found;
	struct source_line above = line_above(source, line, &found);
	if (place->offset >= source->end)
		return false;
	if (follows_quote(source, place->offset, &line)) {
		add(fault, diagnostics, DIAGNOSTIC_TEXT_AFTER_QUOTE, place->line, place->column, NULL);
		return true;
	}
	if (explain_value_start(fault, diagnostics, &line) ||
	        (found && explain_joined_files(fault, diagnostics, &line, &above)))
		return true;
	if (line.text != place->offset || !found || strstr(fault->problem, "document start") != NULL)
		return false;
	if (strchr("-:", source->bytes[place->offset]) != NULL &&
	        place->column == fault->context_place.column) {
		add(fault, diagnostics, DIAGNOSTIC_KEY_NOT_TEXT, place->line, place->column, NULL);
		return true;
	}
	return add_with_line(fault, diagnostics, DIAGNOSTIC_BAD_INDENTATION, place, above.number);
}

/* What libyaml's words contain, and who knows what is meant. The first row that fits and knows is taken. */
static const struct {
	const char *problem;
	const char *context;
	bool (*explain)(const struct yaml_fault *fault, struct diagnostics *diagnostics);
} rows[] = {
        {"tab character", "", explain_tab},
        {"", "while scanning a quoted scalar", explain_unclosed_quote},
        {"", "while parsing a quoted scalar", explain_escape},
        {"", "while scanning an alias", explain_no_property},
        {"", "while scanning an anchor", explain_no_property},
        {"", "while scanning a tag", explain_no_property},
        {"", "while parsing a tag", explain_no_property},
        {"undefined tag handle", "", explain_first_character},
        {"", "while scanning a directive", explain_no_property},
        {"", "while scanning a %", explain_no_property},
        {"cannot start any token", "", explain_first_character},
        {"expected node content", "", explain_first_character},
        {"mapping keys are not allowed", "", explain_first_character},
        {"block sequence entries are not allowed", "", explain_list_beside_key},
        {"mapping values are not allowed", "", explain_colon},
        {"could not find expected ':'", "", explain_no_colon},
        {"expected ',' or", "", explain_bracket},
        {"expected comment or line break", "while scanning a block scalar", explain_block_header},
        {"did not find expected key", "", explain_outdent},
        {"did not find expected '-' indicator", "", explain_outdent},
        {"did not find expected <document start>", "", explain_outdent},
};

void yaml_explain(const struct yaml_fault *fault, struct diagnostics *diagnostics)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strstr(fault->problem, rows[i].problem) != NULL &&
		        strstr(fault->context, rows[i].context) != NULL &&
		        rows[i].explain(fault, diagnostics))
			return;
	add(fault, diagnostics, DIAGNOSTIC_BAD_YAML, fault->place.line, fault->place.column, fault->problem);
}
