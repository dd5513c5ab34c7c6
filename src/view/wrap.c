/* view/wrap.c — a short text in lines, each as full as it can be. */

#include "view/wrap.h"

/* A line being filled. */
struct filling {
	size_t start;     /* of the line: bytes from the start of the text */
	size_t last;      /* the last place where it may end; START while there is none */
	bool last_hyphen; /* ending there shows a hyphen */
	int width;        /* columns from START to where the filling has come */
};

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\n';
}

/* Adds the line from START to END. */
static bool add_line(struct wrapping *wrapping, const char *text, size_t start, size_t end, bool hyphen)
{
	struct wrapped_line *room = array_grow(
	        wrapping->room, &wrapping->capacity, wrapping->count, sizeof *room, SIZE_MAX / sizeof *room);
	if (room == NULL)
		return false;
	wrapping->room = room;
	while (end > start && is_space(text[end - 1]))
		end--;
	room[wrapping->count++] = (struct wrapped_line){
	        .offset = start,
	        .length = end - start,
	        .width = text_width(text + start, end - start) + hyphen,
	        .hyphen = hyphen,
	};
	return true;
}

/* Ends the line at its last opportunity, or before OFFSET where it has none. */
static bool end_line(struct wrapping *wrapping, struct filling *line, const char *text, size_t offset)
{
	bool found = line->last > line->start;
	size_t end = found ? line->last : offset;
	if (!add_line(wrapping, text, line->start, end, found && line->last_hyphen))
		return false;
	*line = (struct filling){.start = end, .last = end, .width = text_width(text + end, offset - end)};
	return true;
}

/* Takes note of what stands before OFFSET. */
static void note_break(struct filling *line, size_t offset, unsigned char kind, int columns)
{
	bool hyphen = kind == TEXT_BREAK_SOFT_HYPHEN;
	if (offset == line->start || kind == TEXT_BREAK_NONE || (hyphen && line->width + 1 > columns))
		return;
	/* A line rather ends before a word of one letter than behind it. */
	if (kind == TEXT_BREAK_DISCOURAGED && line->last > line->start)
		return;
	line->last = offset;
	line->last_hyphen = hyphen;
}

static bool fill_lines(struct wrapping *wrapping, const char *text, size_t length, int columns, size_t most)
{
	struct filling line = {.start = 0};
	for (size_t offset = 0; offset < length && wrapping->count < most;) {
		struct cluster cluster = text_cluster(text + offset, length - offset);
		note_break(&line, offset, wrapping->breaks[offset], columns);
		bool full = line.width + cluster.width > columns && !is_space(text[offset]);
		bool required = wrapping->breaks[offset] == TEXT_BREAK_REQUIRED;
		if (offset > line.start && (full || required)) {
			if (!end_line(wrapping, &line, text, offset))
				return false;
			continue;
		}
		line.width += cluster.width;
		offset += cluster.length;
	}
	return wrapping->count >= most || add_line(wrapping, text, line.start, length, false);
}

static bool find_breaks(struct wrapping *wrapping, const char *text, size_t length, const char *language)
{
	if (length > wrapping->breaks_capacity) {
		unsigned char *breaks = memory_resize(wrapping->breaks, length);
		if (breaks == NULL)
			return false;
		wrapping->breaks = breaks;
		wrapping->breaks_capacity = length;
	}
	return text_find_breaks(wrapping->breaks, text, length, language);
}

bool wrap_text(struct wrapping *wrapping, const char *text, size_t length, int columns, size_t most,
        const char *language)
{
	int width;
	/* What lies behind the last wanted line is not looked at: a title may be as long as a file. */
	int seen = (int)most < INT16_MAX / (columns + 1) ? (int)most * (columns + 1) : INT16_MAX;
	length = text_fit(text, length, seen, &width);
	wrapping->only = (struct wrapped_line){.length = length, .width = width};
	wrapping->lines = &wrapping->only;
	wrapping->count = 1;
	if (width <= columns || length == 0)
		return true;
	wrapping->count = 0;
	if (!find_breaks(wrapping, text, length, language) ||
	        !fill_lines(wrapping, text, length, columns, most) || wrapping->count == 0) {
		wrapping->count = 1;
		return false;
	}
	wrapping->lines = wrapping->room;
	return true;
}

void wrapping_free(struct wrapping *wrapping)
{
	memory_resize(wrapping->room, 0);
	memory_resize(wrapping->breaks, 0);
	*wrapping = (struct wrapping){.count = 0};
}
