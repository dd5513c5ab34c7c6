/*
 * tests/golden/pages_test.c — pages set at five widths, compared with pictures.
 *
 * tests/golden/pages/NAME.LANG.yaml (or .md) is a page; NAME.LANG.WIDTH.txt beside it is how it must look.
 * ACCEPT=NAME.LANG (or NAME, or 1: all) writes the pictures anew; it is refused where CI is set.
 */

#include "content/content.h"
#include "layout/layout.h"
#include "text/text.h"
#include "view/view.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "tests/golden/pages"

enum { NAMES_MAXIMUM = 1000, PICTURE_MAXIMUM = 16 * 1024 * 1024 };

static const int widths[] = {20, 40, 72, 80, 200};

static bool ends_with(const char *name, const char *ending)
{
	size_t length = strlen(name), ending_length = strlen(ending);
	return length >= ending_length && strcmp(name + length - ending_length, ending) == 0;
}

static int by_name(const void *first, const void *second)
{
	return strcmp(*(char *const *)first, *(char *const *)second);
}

/* The names of the pages in FOLDER, sorted; freed by the caller. */
static size_t find_pages(char *names[NAMES_MAXIMUM])
{
	size_t count = 0;
	DIR *folder = opendir(FOLDER);
	for (struct dirent *item;
	        folder != NULL && count < NAMES_MAXIMUM && (item = readdir(folder)) != NULL;)
		if (ends_with(item->d_name, ".yaml") || ends_with(item->d_name, ".md"))
			names[count++] = strdup(item->d_name);
	if (folder != NULL)
		closedir(folder);
	qsort(names, count, sizeof *names, by_name);
	return count;
}

/* ---- the picture ---- */

static void append_text(struct buffer *picture, const char *text, size_t length)
{
	for (size_t i = 0; i < length;) {
		struct cluster cluster = text_cluster(text + i, length - i);
		char shown[TEXT_SHOWN_MAXIMUM];
		buffer_append(picture, shown, text_shown(text + i, cluster.length, shown));
		i += cluster.length;
	}
}

/* Appends LINE without the blanks at its end. Returns whether it has the width that it says, and not too much. */
static bool append_line(struct buffer *picture, const struct page *page, const struct line *line, int columns)
{
	size_t start = picture->length;
	for (uint32_t i = 0; i < line->span_count; i++) {
		const struct span *span = &line->spans[i];
		if (span->decoration != NULL)
			append_text(picture, span->decoration, strlen(span->decoration));
		else
			append_text(picture, page->text + span->offset, span->length);
	}
	int width = text_width(picture->bytes + start, picture->length - start);
	while (picture->length > start && picture->bytes[picture->length - 1] == ' ')
		picture->length--;
	buffer_append(picture, "\n", 1);
	return width == line->width && width <= columns;
}

static bool draw(
        struct buffer *picture, const struct page *page, int columns, struct hyphenation *dictionaries)
{
	const struct layout_options options = {.link_numbers = true, .dictionaries = dictionaries};
	struct layout *layout = layout_new(page, columns, &options);
	struct line_place place;
	bool right = layout != NULL && layout_first(layout, &place);
	if (right) {
		do
			right = append_line(picture, page, layout_line(layout, place), columns) && right;
		while (layout_step(layout, &place, 1) == 1);
	}
	layout_free(layout);
	return right && !picture->failed;
}

/* ---- pictures and files ---- */

static bool is_accepted(const char *name)
{
	const char *accepted = getenv("ACCEPT"), *ci = getenv("CI");
	if (accepted == NULL || *accepted == '\0' || (ci != NULL && *ci != '\0'))
		return false;
	size_t length = strlen(accepted);
	return strcmp(accepted, "1") == 0 ||
	       (strncmp(name, accepted, length) == 0 && (name[length] == '.' || name[length] == '\0'));
}

static void print_lines(const char *heading, const char *text)
{
	printf("# %s\n", heading);
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		printf("#   %.*s\n", (int)length, text);
		text += length + (text[length] == '\n');
	}
}

/* Compares PICTURE with the file, or writes the file. Returns whether they are the same now. */
static bool matches(const struct buffer *picture, const char *path, bool accepted)
{
	struct buffer expected;
	buffer_init(&expected, PICTURE_MAXIMUM);
	int error = 0;
	enum file_status status = file_read_path(path, PICTURE_MAXIMUM, &expected, &error);
	bool same = status == FILE_OK && expected.length == picture->length &&
	            memcmp(buffer_text(&expected), buffer_text(picture), picture->length) == 0;
	if (!same && accepted) {
		FILE *file = fopen(path, "w");
		same = file != NULL && fwrite(picture->bytes, 1, picture->length, file) == picture->length;
		same = (file == NULL || fclose(file) == 0) && same;
	}
	if (!same) {
		print_lines("expected:", buffer_text(&expected));
		print_lines("is:", buffer_text(picture));
	}
	buffer_free(&expected);
	return same;
}

static int test_page(const char *file, const char *bytes, size_t length, struct hyphenation *dictionaries)
{
	int failures = 0;
	char name[256], language[16], path[400];
	snprintf(name, sizeof name, "%.*s", (int)(strrchr(file, '.') - file), file);
	const char *tag = strrchr(name, '.');
	snprintf(language, sizeof language, "%s", tag != NULL ? tag + 1 : "bg");
	const struct page *page =
	        page_from_bytes(file, bytes, length, language, view_page_words(language), NULL);
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		struct buffer picture;
		buffer_init(&picture, PICTURE_MAXIMUM);
		snprintf(path, sizeof path, FOLDER "/%s.%d.txt", name, widths[i]);
		bool right = page != NULL && draw(&picture, page, widths[i], dictionaries);
		right = matches(&picture, path, right && is_accepted(name)) && right;
		printf("%s %s.%d\n", right ? "ok" : "not ok", name, widths[i]);
		failures += !right;
		buffer_free(&picture);
	}
	page_release(page);
	return failures;
}

int main(void)
{
	static char *names[NAMES_MAXIMUM];
	size_t count = find_pages(names);
	int failures = 0;
	struct hyphenation *dictionaries = hyphenation_new(NULL);
	for (size_t i = 0; i < count; i++) {
		char path[400];
		struct buffer bytes;
		int error = 0;
		buffer_init(&bytes, FILE_BYTES_MAXIMUM);
		snprintf(path, sizeof path, FOLDER "/%s", names[i]);
		if (file_read_path(path, FILE_BYTES_MAXIMUM, &bytes, &error) == FILE_OK) {
			failures += test_page(names[i], buffer_text(&bytes), bytes.length, dictionaries);
		} else {
			printf("not ok %s cannot be read\n", names[i]);
			failures++;
		}
		buffer_free(&bytes);
		free(names[i]);
	}
	hyphenation_free(dictionaries);
	printf("1..%zu\n", count * (sizeof widths / sizeof *widths));
	return failures > 0;
}
