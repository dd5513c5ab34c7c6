/* content/page_file.c — the bytes of a page's file: encoding, front matter, tree of nodes. */

#include "content/page_file.h"

#include "text/text.h"

#include <stdio.h>
#include <string.h>

/* A file's nodes: as many as there may be, and its text once more. */
static const size_t tree_bytes_maximum = NODES_MAXIMUM * sizeof(struct node) + 4 * FILE_BYTES_MAXIMUM;

enum { GUESS_BYTES = 4096 }; /* what is looked at to guess an encoding */

static bool ends_in(const char *name, const char *ending)
{
	size_t length = strlen(name);
	size_t ending_length = strlen(ending);
	return length > ending_length && strcmp(name + length - ending_length, ending) == 0;
}

bool is_markdown_name(const char *name)
{
	return ends_in(name, ".md") || ends_in(name, ".markdown");
}

bool is_yaml_name(const char *name)
{
	return ends_in(name, ".yaml");
}

void page_file_init(struct page_file *file, const char *name, bool foreign)
{
	*file = (struct page_file){.name = name, .markdown = is_markdown_name(name), .foreign = foreign};
	buffer_init(&file->bytes, FILE_BYTES_MAXIMUM);
	arena_init(&file->arena, tree_bytes_maximum);
	diagnostics_init(&file->found);
}

void page_file_free(struct page_file *file)
{
	buffer_free(&file->bytes);
	arena_free(&file->arena);
	diagnostics_free(&file->found);
	file->root = NULL;
}

/* ---- encodings ---- */

static bool looks_utf16(const unsigned char *bytes, size_t length)
{
	size_t zeros[2] = {0, 0};
	if (length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
		return true;
	if (length > GUESS_BYTES)
		length = GUESS_BYTES;
	for (size_t i = 0; i < length; i++)
		zeros[i % 2] += bytes[i] == 0;
	return zeros[0] + zeros[1] > length / 8 && (zeros[0] == 0 || zeros[1] == 0);
}

/*
 * Cyrillic letters of Windows-1251 are the bytes from C0 on; UTF-8's bytes after the first are all below
 * it. The first VALID bytes are UTF-8: where there are letters among them the file is only damaged.
 */
static bool looks_windows_1251(const unsigned char *bytes, size_t length, size_t valid)
{
	size_t letters = 0;
	size_t others = 0;
	for (size_t i = 0; i < valid; i++)
		if (bytes[i] >= 0x80)
			return false;
	for (size_t i = valid; i < length; i++) {
		letters += bytes[i] >= 0xC0;
		others += bytes[i] >= 0x80 && bytes[i] < 0xC0;
	}
	return letters > 0 && others <= letters / 4;
}

/* Diagnoses bytes that are not UTF-8. Returns false then. */
static bool check_encoding(const struct page_file *file, struct diagnostics *diagnostics)
{
	const char *bytes = buffer_text(&file->bytes);
	size_t length = file->bytes.length;
	size_t valid = text_valid_length(bytes, length);
	size_t line, column;
	char shown[24];
	if (looks_utf16((const unsigned char *)bytes, length)) {
		diagnostics_add(diagnostics, DIAGNOSTIC_LOOKS_UTF16, file->name, 1, 1, NULL, NULL, NULL);
		return false;
	}
	if (valid == length)
		return true;
	text_position(bytes, length, valid, &line, &column);
	snprintf(shown, sizeof shown, "%02X", (unsigned)(unsigned char)bytes[valid]);
	bool windows = looks_windows_1251((const unsigned char *)bytes, length, valid);
	diagnostics_add(diagnostics, windows ? DIAGNOSTIC_LOOKS_WINDOWS_1251 : DIAGNOSTIC_NOT_UTF8,
	        file->name, line, column, windows ? NULL : shown, NULL, NULL);
	return false;
}

/* ---- front matter ---- */

/* Bytes of a byte order mark at the start. */
static size_t mark_length(const char *bytes, size_t length)
{
	return length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* The byte behind the line end of the line at OFFSET; LENGTH when it is the last line. */
static size_t line_after(const char *bytes, size_t length, size_t offset)
{
	while (offset < length && bytes[offset] != '\n' && bytes[offset] != '\r')
		offset++;
	if (offset + 1 < length && bytes[offset] == '\r' && bytes[offset + 1] == '\n')
		offset++;
	return offset < length ? offset + 1 : length;
}

/* Whether the line at OFFSET is three of MARK and nothing but white space. */
static bool is_fence(const char *bytes, size_t length, size_t offset, char mark)
{
	for (int i = 0; i < 3; i++)
		if (offset >= length || bytes[offset++] != mark)
			return false;
	while (offset < length && (bytes[offset] == ' ' || bytes[offset] == '\t'))
		offset++;
	return offset >= length || bytes[offset] == '\n' || bytes[offset] == '\r';
}

/*
 * Narrows SOURCE to the front matter and finds the body. Returns false when the front matter is never
 * closed.
 */
static bool find_front_matter(struct page_file *file, struct yaml_source *source)
{
	const char *bytes = source->bytes;
	size_t length = source->length;
	file->body = source->start;
	file->body_line = 1;
	source->end = source->start;
	if (!is_fence(bytes, length, source->start, '-'))
		return true;
	size_t line = 2;
	source->start = line_after(bytes, length, source->start);
	for (size_t at = source->start; at < length; at = line_after(bytes, length, at), line++) {
		if (!is_fence(bytes, length, at, '-') && !is_fence(bytes, length, at, '.'))
			continue;
		source->end = at;
		file->body = line_after(bytes, length, at);
		file->body_line = line + 1;
		return true;
	}
	return false;
}

static bool begins_with(const char *bytes, size_t length, size_t offset, const char *word)
{
	return length - offset >= strlen(word) && memcmp(bytes + offset, word, strlen(word)) == 0;
}

/*
 * Where reading may end when only the keys are wanted: behind the first line with text of a literal body that nothing but
 * its own lines follows; LENGTH where that is not so. A page with pages in it is kept as a whole.
 */
static size_t end_of_keys(const char *bytes, size_t length, size_t start)
{
	size_t end = length;
	bool in_body = false;
	for (size_t at = start; at < length;) {
		size_t next = line_after(bytes, length, at);
		bool own_key = strchr(" \t\r\n", bytes[at]) == NULL;
		if (own_key && (in_body || begins_with(bytes, length, at, "pages:")))
			return length;
		in_body = in_body || (own_key && begins_with(bytes, length, at, "body: |"));
		if (in_body && !own_key && end == length && at + strspn(bytes + at, " \t\r") + 1 < next)
			end = next;
		at = next;
	}
	return end;
}

bool page_file_read(struct page_file *file)
{
	const char *bytes = buffer_text(&file->bytes);
	struct yaml_source source = {
	        .file = file->name, .bytes = bytes, .length = file->bytes.length, .end = file->bytes.length};
	if (!check_encoding(file, &file->found))
		return false;
	source.start = mark_length(bytes, source.length);
	if (file->markdown && !find_front_matter(file, &source)) {
		diagnostics_add(
		        &file->found, DIAGNOSTIC_FRONT_MATTER_OPEN, file->name, 1, 1, NULL, NULL, NULL);
		return false;
	}
	if (file->keys_only && !file->markdown)
		source.end = end_of_keys(bytes, source.length, source.start);
	file->root = yaml_read(&source, &file->arena, &file->found);
	return file->root != NULL;
}

/* Whether a line begins with KEY, which has its colon. */
static bool has_key(const char *bytes, size_t length, const char *key)
{
	for (size_t at = mark_length(bytes, length); at < length; at = line_after(bytes, length, at))
		if (length - at >= strlen(key) && memcmp(bytes + at, key, strlen(key)) == 0)
			return true;
	return false;
}

bool looks_like_page(const char *bytes, size_t length)
{
	return has_key(bytes, length, "title:") &&
	       (has_key(bytes, length, "body:") || has_key(bytes, length, "pages:"));
}

bool looks_like_markdown(const char *bytes, size_t length)
{
	struct page_file file = {.name = ""};
	struct yaml_source source = {
	        .bytes = bytes, .length = length, .start = mark_length(bytes, length), .end = length};
	bool closed = find_front_matter(&file, &source) && file.body_line > 1;
	return closed || !has_key(bytes, length, "title:");
}

/* ---- what is wrong ---- */

void diagnostics_copy(struct diagnostics *into, const struct diagnostics *from)
{
	for (size_t i = 0; i < from->count; i++) {
		const struct diagnostic *item = &from->items[i];
		diagnostics_add(into, item->name, item->file, item->line, item->column, item->arguments[0],
		        item->arguments[1], item->arguments[2]);
	}
	if (into != NULL)
		into->out_of_memory = into->out_of_memory || from->out_of_memory;
}

void file_complain(
        struct diagnostics *diagnostics, const char *file, enum file_status status, int error_number)
{
	static const enum diagnostic_name names[] = {
	        [FILE_MISSING] = DIAGNOSTIC_FILE_MISSING,
	        [FILE_NO_PERMISSION] = DIAGNOSTIC_FILE_NO_PERMISSION,
	        [FILE_NOT_REGULAR] = DIAGNOSTIC_FILE_NOT_REGULAR,
	        [FILE_TOO_LARGE] = DIAGNOSTIC_FILE_TOO_LARGE,
	        [FILE_OUTSIDE] = DIAGNOSTIC_PATH_OUTSIDE,
	        [FILE_NO_MEMORY] = DIAGNOSTIC_OUT_OF_MEMORY,
	        [FILE_UNREADABLE] = DIAGNOSTIC_FILE_UNREADABLE,
	};
	const char *argument = NULL;
	char maximum[24];
	snprintf(maximum, sizeof maximum, "%zu", FILE_BYTES_MAXIMUM / (1024 * 1024));
	if (status == FILE_TOO_LARGE)
		argument = maximum;
	else if (status == FILE_OUTSIDE)
		argument = file;
	else if (status == FILE_UNREADABLE)
		argument = strerror(error_number);
	diagnostics_add(diagnostics, names[status], file, 0, 0, argument, NULL, NULL);
}
