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
}

void page_file_free(struct page_file *file)
{
	buffer_free(&file->bytes);
	arena_free(&file->arena);
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

/* Cyrillic letters of Windows-1251 are the bytes from C0 on; UTF-8's bytes after the first are all below it. */
static bool looks_windows_1251(const unsigned char *bytes, size_t length)
{
	size_t letters = 0;
	size_t others = 0;
	for (size_t i = 0; i < length; i++) {
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
	bool windows = looks_windows_1251((const unsigned char *)bytes, length);
	diagnostics_add(diagnostics, windows ? DIAGNOSTIC_LOOKS_WINDOWS_1251 : DIAGNOSTIC_NOT_UTF8, file->name,
	        line, column, windows ? NULL : shown, NULL, NULL);
	return false;
}

/* ---- front matter ---- */

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

/* Narrows SOURCE to the front matter and finds the body. Returns false when the front matter is never closed. */
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

bool page_file_read(struct page_file *file, struct diagnostics *diagnostics)
{
	const char *bytes = buffer_text(&file->bytes);
	struct yaml_source source = {
	        .file = file->name, .bytes = bytes, .length = file->bytes.length, .end = file->bytes.length};
	if (!check_encoding(file, diagnostics))
		return false;
	if (source.length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
		source.start = 3;
	if (file->markdown && !find_front_matter(file, &source)) {
		diagnostics_add(diagnostics, DIAGNOSTIC_FRONT_MATTER_OPEN, file->name, 1, 1, NULL, NULL, NULL);
		return false;
	}
	file->root = yaml_read(&source, &file->arena, diagnostics);
	return file->root != NULL;
}

bool page_file_is_page(const struct page_file *file)
{
	return node_find(file->root, "title") != NULL &&
	       (node_find(file->root, "body") != NULL || node_find(file->root, "pages") != NULL);
}
