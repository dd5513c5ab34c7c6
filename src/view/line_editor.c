/* view/line_editor.c — one line of text being typed: clusters, words, what of it is shown. */

#include "view/line_editor.h"

#include <string.h>

void line_editor_init(struct line_editor *line)
{
	*line = (struct line_editor){.cursor = 0};
	buffer_init(&line->text, LINE_EDITOR_BYTES);
}

void line_editor_free(struct line_editor *line)
{
	buffer_free(&line->text);
	line->cursor = 0;
	line->first = 0;
}

bool line_editor_set(struct line_editor *line, const char *text)
{
	size_t length = strlen(text);
	buffer_clear(&line->text);
	line->cursor = 0;
	line->first = 0;
	if (length > LINE_EDITOR_BYTES || !buffer_append(&line->text, text, length))
		return false;
	line->cursor = line->text.length;
	return true;
}

/* ---- clusters and words ---- */

static const char *bytes_of(const struct line_editor *line)
{
	return buffer_text(&line->text);
}

/* Where the cluster ends that holds the byte OFFSET, which is not the end. */
static size_t cluster_end(const struct line_editor *line, size_t offset)
{
	size_t end = 0;
	while (end <= offset && end < line->text.length)
		end += text_cluster(bytes_of(line) + end, line->text.length - end).length;
	return end;
}

/* Where the cluster begins that ends at OFFSET; 0 at the start. */
static size_t cluster_before(const struct line_editor *line, size_t offset)
{
	size_t start = 0;
	for (size_t end = 0; end < offset;) {
		start = end;
		end += text_cluster(bytes_of(line) + end, line->text.length - end).length;
	}
	return start;
}

static size_t word_before(const struct line_editor *line, size_t offset)
{
	while (offset > 0 && bytes_of(line)[offset - 1] == ' ')
		offset--;
	while (offset > 0 && bytes_of(line)[offset - 1] != ' ')
		offset--;
	return offset;
}

/* ---- changing it ---- */

/* Takes the bytes from START to END out; the cursor stands there then. Returns whether there were any. */
static bool remove_bytes(struct line_editor *line, size_t start, size_t end)
{
	struct buffer *text = &line->text;
	line->cursor = start;
	if (start == end)
		return false;
	memmove(text->bytes + start, text->bytes + end, text->length - end + 1);
	text->length -= end - start;
	/* Marks that stood behind what went belong to the letter before now. */
	if (start > 0)
		line->cursor = cluster_end(line, start - 1);
	return true;
}

/* Puts LENGTH bytes of ADDED before the cursor. */
static bool insert_bytes(struct line_editor *line, const char *added, size_t length)
{
	struct buffer *text = &line->text;
	size_t behind = text->length - line->cursor;
	if (length > LINE_EDITOR_BYTES - text->length || !buffer_append(text, added, length))
		return false;
	memmove(text->bytes + line->cursor + length, text->bytes + line->cursor, behind);
	memcpy(text->bytes + line->cursor, added, length);
	line->cursor = cluster_end(line, line->cursor + length - 1);
	return true;
}

bool line_editor_insert(struct line_editor *line, uint32_t character)
{
	char bytes[4];
	struct buffer shown;
	buffer_init(&shown, TEXT_SHOWN_MAXIMUM);
	size_t length = text_encode(character, bytes);
	bool inserted = text_sanitise(&shown, bytes, length, SANITISE_INLINE, NULL) && shown.length > 0 &&
	                insert_bytes(line, shown.bytes, shown.length);
	buffer_free(&shown);
	return inserted;
}

bool line_editor_edit(struct line_editor *line, enum line_edit edit)
{
	size_t cursor = line->cursor, length = line->text.length;
	switch (edit) {
	case LINE_LEFT:
		line->cursor = cluster_before(line, cursor);
		return false;
	case LINE_RIGHT:
		line->cursor = cursor < length ? cluster_end(line, cursor) : cursor;
		return false;
	case LINE_HOME:
		line->cursor = 0;
		return false;
	case LINE_END:
		line->cursor = length;
		return false;
	case LINE_BACKSPACE:
		return remove_bytes(line, cluster_before(line, cursor), cursor);
	case LINE_DELETE:
		return remove_bytes(line, cursor, cursor < length ? cluster_end(line, cursor) : cursor);
	case LINE_DELETE_WORD:
		return remove_bytes(line, word_before(line, cursor), cursor);
	case LINE_DELETE_ALL:
		return remove_bytes(line, 0, length);
	}
	return false;
}

/* ---- showing it ---- */

static int columns_between(const struct line_editor *line, size_t start, size_t end)
{
	return text_width(bytes_of(line) + start, end - start);
}

/* Columns for the text where what is shown begins at FIRST. */
static int room_from(size_t first, int columns, int sign)
{
	int room = columns - (first > 0 ? sign : 0);
	return room > 1 ? room : 1;
}

struct line_window line_editor_window(struct line_editor *line, int columns, int sign)
{
	size_t first = line->first < line->cursor ? line->first : line->cursor;
	if (first > 0 && columns_between(line, 0, line->text.length) < columns)
		first = 0;
	if (first > 0 && first == line->cursor) /* what stands before the cursor is seen, too */
		first = cluster_before(line, first);
	if (first > 0)
		first = cluster_before(line, cluster_end(line, first)); /* the text may be another one */
	while (first < line->cursor &&
	        columns_between(line, first, line->cursor) >= room_from(first, columns, sign))
		first = cluster_end(line, first);
	line->first = first;
	const char *shown = bytes_of(line) + first;
	return (struct line_window){
	        .first = first,
	        .length = text_fit(shown, line->text.length - first, room_from(first, columns, sign), NULL),
	        .cursor_column = columns_between(line, first, line->cursor),
	        .cut = first > 0,
	};
}
