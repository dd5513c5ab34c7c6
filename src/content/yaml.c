/* content/yaml.c — bytes become a tree of nodes with places. The only file that knows libyaml. */

#include "content/yaml.h"

#include "content/content.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum { STRANGE_LINE_ENDS_REPORTED = 10 };

/* What yaml.org calls the types that every YAML has; they are understood, which is to say ignored. */
static const char core_tag[] = "tag:yaml.org,2002:";
static const char *const core_types[] = {"str", "int", "float", "bool", "null", "seq", "map"};

/* A sequence or mapping whose end has not come yet. */
struct open_collection {
	struct node *node;
	struct node *last;      /* the value that came last; NULL: none yet */
	const struct node *key; /* a mapping's key that waits for its value */
	size_t offset;          /* where it was opened: bytes from the start of the file */
};

struct reader {
	yaml_parser_t parser;
	const struct yaml_source *source;
	struct arena *arena;
	struct diagnostics *diagnostics;
	struct yaml_place place; /* of the event that is being read */
	struct open_collection open[DEPTH_MAXIMUM];
	int depth;
	size_t nodes;
	size_t documents;
	struct node *root;
};

/* Adds NAME at the place of the event. Returns false, so that a reader can stop with it. */
static bool refuse(const struct reader *reader, enum diagnostic_name name, const char *argument)
{
	diagnostics_add(reader->diagnostics, name, reader->source->file, reader->place.line,
	        reader->place.column, argument, NULL, NULL);
	return false;
}

static bool refuse_number(const struct reader *reader, enum diagnostic_name name, size_t number)
{
	char argument[24];
	snprintf(argument, sizeof argument, "%zu", number);
	return refuse(reader, name, argument);
}

/* ---- nodes ---- */

static struct node *new_node(struct reader *reader, enum node_kind kind)
{
	if (reader->nodes >= NODES_MAXIMUM) {
		refuse_number(reader, DIAGNOSTIC_TOO_MANY_VALUES, NODES_MAXIMUM);
		return NULL;
	}
	struct node *node = arena_take(reader->arena, sizeof *node);
	if (node == NULL) {
		refuse(reader, DIAGNOSTIC_OUT_OF_MEMORY, NULL);
		return NULL;
	}
	reader->nodes++;
	node->kind = kind;
	node->line = (uint32_t)reader->place.line;
	node->column = (uint32_t)reader->place.column;
	return node;
}

static bool is_merge_key(const struct node *key)
{
	return key->style == SCALAR_PLAIN && key->length == 2 && memcmp(key->text, "<<", 2) == 0;
}

/* NODE is the key of the next value of MAPPING. */
static bool take_key(struct reader *reader, struct open_collection *mapping, const struct node *node)
{
	if (node->kind != NODE_SCALAR || node->length == 0 || strlen(node->text) != node->length)
		return refuse(reader, DIAGNOSTIC_KEY_NOT_TEXT, NULL);
	if (is_merge_key(node))
		refuse(reader, DIAGNOSTIC_MERGE_KEY, NULL);
	mapping->key = node;
	return true;
}

/* Hangs NODE where it belongs: the root, a key, or the next value of the innermost collection. */
static bool attach(struct reader *reader, struct node *node)
{
	if (reader->depth == 0) {
		reader->root = node;
		return true;
	}
	struct open_collection *parent = &reader->open[reader->depth - 1];
	if (parent->node->kind == NODE_MAPPING && parent->key == NULL)
		return take_key(reader, parent, node);
	node->key = parent->key;
	parent->key = NULL;
	if (node->key != NULL && is_merge_key(node->key))
		return true; /* diagnosed: it is read to its end and left out */
	if (parent->last == NULL)
		parent->node->first = node;
	else
		parent->last->next = node;
	parent->last = node;
	parent->node->count++;
	return true;
}

/* ---- anchors and tags ---- */

static bool is_core_tag(const char *tag)
{
	if (strcmp(tag, "!") == 0)
		return true;
	if (strncmp(tag, core_tag, sizeof core_tag - 1) != 0)
		return false;
	for (size_t i = 0; i < sizeof core_types / sizeof *core_types; i++)
		if (strcmp(tag + sizeof core_tag - 1, core_types[i]) == 0)
			return true;
	return false;
}

/* Diagnoses what stands before a value; TAG and ANCHOR may be NULL. */
static void check_properties(const struct reader *reader, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor != NULL)
		refuse(reader, DIAGNOSTIC_ANCHOR, (const char *)anchor);
	if (tag == NULL || is_core_tag((const char *)tag))
		return;
	struct buffer written;
	buffer_init(&written, FILE_BYTES_MAXIMUM);
	bool shorthand = strncmp((const char *)tag, core_tag, sizeof core_tag - 1) == 0;
	buffer_append_text(&written, shorthand ? "!!" : "");
	buffer_append_text(&written, (const char *)tag + (shorthand ? sizeof core_tag - 1 : 0));
	refuse(reader, DIAGNOSTIC_TAG, buffer_text(&written));
	buffer_free(&written);
}

/* ---- scalars ---- */

static enum scalar_style style_of(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return SCALAR_QUOTED;
	case YAML_LITERAL_SCALAR_STYLE:
		return SCALAR_LITERAL;
	case YAML_FOLDED_SCALAR_STYLE:
		return SCALAR_FOLDED;
	default:
		return SCALAR_PLAIN;
	}
}

/* Moves *OFFSET behind the next line end. Returns false at the end of BYTES. */
static bool next_line(const char *bytes, size_t end, size_t *offset)
{
	while (*offset < end && bytes[*offset] != '\n' && bytes[*offset] != '\r')
		(*offset)++;
	if (*offset >= end)
		return false;
	if (bytes[*offset] == '\r' && *offset + 1 < end && bytes[*offset + 1] == '\n')
		(*offset)++;
	(*offset)++;
	return true;
}

static size_t leading_spaces(const char *bytes, size_t end, size_t offset)
{
	size_t spaces = 0;
	while (offset + spaces < end && bytes[offset + spaces] == ' ')
		spaces++;
	return spaces;
}

static bool is_line_end(const char *bytes, size_t end, size_t offset)
{
	return offset >= end || bytes[offset] == '\n' || bytes[offset] == '\r';
}

/*
 * A literal scalar's first byte is on the line after the '|'. Its first line with text has the indentation
 * and, where the '|' gives it as a number, spaces of its own: what the file has more than the value is the
 * indentation.
 */
static void find_text_place(const struct reader *reader, struct node *node)
{
	const struct yaml_source *source = reader->source;
	size_t in_file = reader->place.offset;
	size_t in_text = 0;
	node->text_line = node->line + 1;
	if (!next_line(source->bytes, source->end, &in_file))
		return;
	while (in_text < node->length && node->text[in_text] == '\n' &&
	        next_line(source->bytes, source->end, &in_file))
		in_text++;
	size_t file_spaces = leading_spaces(source->bytes, source->end, in_file);
	size_t text_spaces = leading_spaces(node->text, node->length, in_text);
	bool blank = is_line_end(source->bytes, source->end, in_file + file_spaces);
	node->indentation = blank || text_spaces > file_spaces ? 0 : (uint32_t)(file_spaces - text_spaces);
}

static bool take_scalar(struct reader *reader, const yaml_event_t *event)
{
	check_properties(reader, event->data.scalar.anchor, event->data.scalar.tag);
	struct node *node = new_node(reader, NODE_SCALAR);
	if (node == NULL)
		return false;
	node->style = style_of(event->data.scalar.style);
	node->length = event->data.scalar.length;
	node->text = arena_copy(reader->arena, (const char *)event->data.scalar.value, node->length);
	if (node->text == NULL)
		return refuse(reader, DIAGNOSTIC_OUT_OF_MEMORY, NULL);
	if (node->style == SCALAR_LITERAL)
		find_text_place(reader, node);
	return attach(reader, node);
}

/* ---- collections ---- */

static bool begin_collection(
        struct reader *reader, enum node_kind kind, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	check_properties(reader, anchor, tag);
	if (reader->depth >= DEPTH_MAXIMUM)
		return refuse_number(reader, DIAGNOSTIC_TOO_DEEP, DEPTH_MAXIMUM);
	struct node *node = new_node(reader, kind);
	if (node == NULL || !attach(reader, node))
		return false;
	reader->open[reader->depth++] =
	        (struct open_collection){.node = node, .offset = reader->place.offset};
	return true;
}

static int compare_keys(const void *first, const void *second)
{
	const struct node *one = (*(const struct node *const *)first)->key;
	const struct node *other = (*(const struct node *const *)second)->key;
	int order = strcmp(one->text, other->text);
	if (order != 0)
		return order;
	if (one->line != other->line)
		return one->line < other->line ? -1 : 1;
	return one->column < other->column ? -1 : one->column > other->column;
}

/* Reports each key of MAPPING that is there a second time. */
static bool find_duplicates(const struct reader *reader, const struct node *mapping)
{
	const struct node **values = memory_resize(NULL, mapping->count * sizeof *values);
	if (values == NULL)
		return refuse(reader, DIAGNOSTIC_OUT_OF_MEMORY, NULL);
	size_t count = 0;
	for (const struct node *value = mapping->first; value != NULL; value = value->next)
		values[count++] = value;
	qsort(values, count, sizeof *values, compare_keys);
	const struct node *first = values[0]->key;
	for (size_t i = 1; i < count; i++) {
		const struct node *key = values[i]->key;
		if (strcmp(first->text, key->text) != 0) {
			first = key;
			continue;
		}
		char line[24];
		snprintf(line, sizeof line, "%u", (unsigned)first->line);
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_DUPLICATE_KEY, reader->source->file,
		        key->line, key->column, key->text, line, NULL);
	}
	memory_resize(values, 0);
	return true;
}

static bool end_collection(struct reader *reader)
{
	const struct node *node = reader->open[--reader->depth].node;
	return node->kind != NODE_MAPPING || node->count < 2 || find_duplicates(reader, node);
}

/* ---- events ---- */

static bool take_alias(struct reader *reader, const yaml_event_t *event)
{
	refuse(reader, DIAGNOSTIC_ALIAS, (const char *)event->data.alias.anchor);
	struct open_collection *parent = reader->depth > 0 ? &reader->open[reader->depth - 1] : NULL;
	if (parent != NULL && parent->node->kind == NODE_MAPPING && parent->key == NULL)
		return false;
	struct node *node = new_node(reader, NODE_REFUSED);
	return node != NULL && attach(reader, node);
}

/* Takes one event. Returns false when reading must stop; the reason has been diagnosed. */
static bool take_event(struct reader *reader, const yaml_event_t *event)
{
	yaml_place_move(&reader->place, event->start_mark.index);
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		return reader->documents++ == 0 || refuse(reader, DIAGNOSTIC_SECOND_DOCUMENT, NULL);
	case YAML_ALIAS_EVENT:
		return take_alias(reader, event);
	case YAML_SCALAR_EVENT:
		return take_scalar(reader, event);
	case YAML_SEQUENCE_START_EVENT:
		return begin_collection(reader, NODE_SEQUENCE, event->data.sequence_start.anchor,
		        event->data.sequence_start.tag);
	case YAML_MAPPING_START_EVENT:
		return begin_collection(reader, NODE_MAPPING, event->data.mapping_start.anchor,
		        event->data.mapping_start.tag);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return end_collection(reader);
	default:
		return true;
	}
}

/* ---- errors ---- */

/* A character that may not stand in a file has no mark: only its byte offset is known. */
static void explain_reader_error(const struct reader *reader)
{
	const struct yaml_source *source = reader->source;
	size_t line, column;
	char number[24];
	text_position(
	        source->bytes, source->length, source->start + reader->parser.problem_offset, &line, &column);
	snprintf(number, sizeof number, "%04X", (unsigned)reader->parser.problem_value);
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_CONTROL_CHARACTER, source->file, line, column, number,
	        NULL, NULL);
}

/* Where the file ends within brackets libyaml only misses a value: what is missing is the bracket that closes the innermost ones. */
static bool explain_open_bracket(const struct reader *reader, const struct yaml_fault *fault)
{
	const struct yaml_source *source = reader->source;
	if (reader->depth == 0 || fault->place.offset < source->end)
		return false;
	const struct open_collection *innermost = &reader->open[reader->depth - 1];
	if (strchr("[{", source->bytes[innermost->offset]) == NULL)
		return false;
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_UNCLOSED_BRACKET, source->file, innermost->node->line,
	        innermost->node->column, NULL, NULL, NULL);
	return true;
}

static void explain_error(struct reader *reader)
{
	const yaml_parser_t *parser = &reader->parser;
	if (parser->error == YAML_MEMORY_ERROR) {
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_OUT_OF_MEMORY, reader->source->file, 0, 0,
		        NULL, NULL, NULL);
		return;
	}
	if (parser->error == YAML_READER_ERROR) {
		explain_reader_error(reader);
		return;
	}
	struct yaml_fault fault = {
	        .problem = parser->problem != NULL ? parser->problem : "",
	        .context = parser->context != NULL ? parser->context : "",
	};
	yaml_place_init(&fault.place, reader->source);
	yaml_place_init(&fault.context_place, reader->source);
	yaml_place_move(&fault.place, parser->problem_mark.index);
	yaml_place_move(&fault.context_place, parser->context_mark.index);
	if (!explain_open_bracket(reader, &fault))
		yaml_explain(&fault, reader->diagnostics);
}

/* Reads all events. Returns false when something (diagnosed) stops it. */
static bool read_events(struct reader *reader)
{
	for (;;) {
		yaml_event_t event;
		if (!yaml_parser_parse(&reader->parser, &event)) {
			explain_error(reader);
			return false;
		}
		bool last = event.type == YAML_STREAM_END_EVENT;
		bool going = take_event(reader, &event);
		yaml_event_delete(&event);
		if (last || !going)
			return going;
	}
}

/* ---- line ends that only libyaml knows ---- */

static void report_strange_line_end(
        const struct yaml_source *source, size_t offset, struct diagnostics *diagnostics)
{
	size_t line, column;
	uint32_t character;
	char number[24];
	text_position(source->bytes, source->length, offset, &line, &column);
	text_decode(source->bytes + offset, source->end - offset, &character);
	snprintf(number, sizeof number, "%04X", (unsigned)character);
	diagnostics_add(
	        diagnostics, DIAGNOSTIC_STRANGE_LINE_END, source->file, line, column, number, NULL, NULL);
}

/*
 * NEL, LS and PS end a line for libyaml and for no editor: libyaml gets as many spaces. *COPY (to be freed)
 * is what it shall read, NULL where the file needs no copy. Returns false when memory runs out.
 */
static bool replace_strange_line_ends(
        const struct yaml_source *source, char **copy, struct diagnostics *diagnostics)
{
	size_t reported = 0;
	*copy = NULL;
	for (size_t offset = source->start; offset < source->end; offset++) {
		size_t bytes = (unsigned char)source->bytes[offset] < 0xC2
		                       ? 0
		                       : yaml_strange_line_end(source, offset);
		if (bytes == 0)
			continue;
		if (*copy == NULL) {
			*copy = memory_resize(NULL, source->end - source->start);
			if (*copy == NULL)
				return false;
			memcpy(*copy, source->bytes + source->start, source->end - source->start);
		}
		memset(*copy + (offset - source->start), ' ', bytes);
		if (reported++ < STRANGE_LINE_ENDS_REPORTED)
			report_strange_line_end(source, offset, diagnostics);
	}
	return true;
}

/* ---- the whole ---- */

static const struct node *read_tree(struct reader *reader, const char *bytes)
{
	const struct yaml_source *source = reader->source;
	if (!yaml_parser_initialize(&reader->parser)) {
		refuse(reader, DIAGNOSTIC_OUT_OF_MEMORY, NULL);
		return NULL;
	}
	yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
	        &reader->parser, (const unsigned char *)bytes, source->end - source->start);
	bool whole = read_events(reader);
	yaml_parser_delete(&reader->parser);
	if (!whole || reader->root != NULL)
		return whole ? reader->root : NULL;
	yaml_place_init(&reader->place, source);
	return new_node(reader, NODE_MAPPING);
}

const struct node *yaml_read(
        const struct yaml_source *source, struct arena *arena, struct diagnostics *diagnostics)
{
	struct reader reader = {.source = source, .arena = arena, .diagnostics = diagnostics};
	char *copy;
	yaml_place_init(&reader.place, source);
	if (!replace_strange_line_ends(source, &copy, diagnostics)) {
		refuse(&reader, DIAGNOSTIC_OUT_OF_MEMORY, NULL);
		return NULL;
	}
	const struct node *root = read_tree(&reader, copy != NULL ? copy : source->bytes + source->start);
	memory_resize(copy, 0);
	return root;
}

const struct node *node_find(const struct node *mapping, const char *key)
{
	if (mapping == NULL || mapping->kind != NODE_MAPPING)
		return NULL;
	for (const struct node *value = mapping->first; value != NULL; value = value->next)
		if (strcmp(value->key->text, key) == 0)
			return value;
	return NULL;
}

bool node_is_null(const struct node *node)
{
	return node->kind == NODE_SCALAR && node->style == SCALAR_PLAIN &&
	       (node->length == 0 || strcmp(node->text, "~") == 0 || strcmp(node->text, "null") == 0);
}
