/*
 * tests/harness/site_folder.h — a site in a scratch folder, its words, and what was wrong with it, for unit
 * tests. Functions in a header, because a unit test is one file.
 */
#ifndef IOMVIEW_HARNESS_SITE_FOLDER_H
#define IOMVIEW_HARNESS_SITE_FOLDER_H

#include "content/content.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

static inline void write_test_date(struct buffer *out, struct date date)
{
	buffer_format(out, "%d.%d.%d", date.day, date.month, date.year);
}

/* Words that can be told from what a page says. */
static inline const struct page_words *test_words(const char *language)
{
	static const struct page_words bulgarian = {write_test_date, "Връзки", "Източник:", "Без заглавие",
	        "Не може да се прочете", "Грешката е:", MESSAGES_BULGARIAN};
	static const struct page_words english = {write_test_date, "Links", "Source:", "Untitled",
	        "Cannot be read", "The error is:", MESSAGES_ENGLISH};
	return strcmp(language, "bg") == 0 ? &bulgarian : &english;
}

/* A new empty folder; its path is kept until the next call. */
static inline const char *new_folder(void)
{
	static char path[4096];
	static unsigned number;
	const char *root = getenv("TMPDIR");
	snprintf(path, sizeof path, "%s/site-%d-%u", root != NULL ? root : "/tmp", (int)getpid(), number++);
	assert_int_equal(mkdir(path, 0755), 0);
	return path;
}

/* Writes TEXT to FILE in FOLDER; the folders on the way are made. */
static inline void put_file(const char *folder, const char *file, const char *text)
{
	char path[8192];
	int length = snprintf(path, sizeof path, "%s/%s", folder, file);
	assert_true(length > 0 && length < (int)sizeof path);
	for (char *slash = strchr(path + strlen(folder) + 1, '/'); slash != NULL;
	        slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0755);
		*slash = '/';
	}
	FILE *stream = fopen(path, "w");
	assert_non_null(stream);
	assert_int_equal(fwrite(text, 1, strlen(text), stream), strlen(text));
	assert_int_equal(fclose(stream), 0);
}

/* The names of SECTION's children, in order: "news about". */
static inline void assert_children(const struct entry *section, const char *expected)
{
	char names[65536] = "";
	size_t length = 0;
	for (size_t i = 0; i < section->child_count; i++)
		length += (size_t)snprintf(names + length, sizeof names - length, "%s%s", i > 0 ? " " : "",
		        section->children[i]->name);
	assert_string_equal(names, expected);
}

/*
 * The lines of DIAGNOSTICS in English, with FOLDER and '/' left out at their beginnings; then forgets them.
 */
static inline void assert_diagnostics(
        struct diagnostics *diagnostics, const char *folder, const char *expected)
{
	struct buffer lines;
	buffer_init(&lines, 16 * 1024 * 1024);
	for (size_t i = 0; i < diagnostics->count; i++) {
		struct diagnostic diagnostic = diagnostics->items[i];
		size_t length = strlen(folder);
		if (diagnostic.file != NULL && length > 0 && strncmp(diagnostic.file, folder, length) == 0)
			diagnostic.file += length + (diagnostic.file[length] == '/');
		diagnostic_line(&lines, &diagnostic, MESSAGES_ENGLISH);
		buffer_append_text(&lines, "\n");
	}
	assert_string_equal(buffer_text(&lines), expected);
	buffer_free(&lines);
	diagnostics_free(diagnostics);
}

/* Opens the site in FOLDER, with which nothing is wrong. */
static inline struct site *open_site(const char *folder)
{
	struct diagnostics diagnostics;
	diagnostics_init(&diagnostics);
	struct site *site = site_open(folder, test_words, &diagnostics);
	assert_non_null(site);
	assert_diagnostics(&diagnostics, folder, "");
	return site;
}

#endif
