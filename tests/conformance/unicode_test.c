/*
 * The Unicode Character Database's own tests through our functions: grapheme clusters and words (UAX #29), line breaks (UAX #14).
 *
 * The line breaks on which we differ are listed, one by one, in line_break_differences.txt beside this file: a difference that
 * is not listed fails, and so does a listed one that is gone. `unicode_test --list` prints what the list should hold.
 * UNICODE_DATA: the folder of the database (Debian: unicode-data).
 */

#include "text/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIFFERENCES "tests/conformance/line_break_differences.txt"

enum { CASE_BYTES = 256, LINE_BYTES = 4096 };

/* One line of a test file: a text, and where it is divided. */
struct test_case {
	char text[CASE_BYTES];
	size_t length;
	bool divided[CASE_BYTES];   /* before this byte, wanted */
	bool character[CASE_BYTES]; /* a character begins at this byte */
	char notation[LINE_BYTES];  /* as in the file, without the comment: "× 0023 ÷ 0020 ÷" */
};

/* Fills DIVIDED with what our function says of CASE. */
typedef void (*divide)(const struct test_case *test, bool divided[CASE_BYTES]);

static void divide_clusters(const struct test_case *test, bool divided[CASE_BYTES])
{
	for (size_t i = 0; i < test->length; i += text_cluster(test->text + i, test->length - i).length)
		divided[i] = true;
}

static void divide_words(const struct test_case *test, bool divided[CASE_BYTES])
{
	char starts[CASE_BYTES] = {0};
	text_find_words(starts, test->text, test->length);
	for (size_t i = 0; i < test->length; i++)
		divided[i] = starts[i] != 0;
}

static void divide_lines(const struct test_case *test, bool divided[CASE_BYTES])
{
	unsigned char breaks[CASE_BYTES] = {0};
	text_find_breaks(breaks, test->text, test->length, NULL);
	for (size_t i = 0; i < test->length; i++)
		divided[i] = breaks[i] != TEXT_BREAK_NONE;
}

/* Reads one line of a test file; false: it holds no test. */
static bool read_case(struct test_case *test, char *line)
{
	memset(test, 0, sizeof *test);
	line[strcspn(line, "#\r\n")] = '\0';
	size_t end = strlen(line);
	while (end > 0 && (line[end - 1] == ' ' || line[end - 1] == '\t'))
		line[--end] = '\0';
	strcpy(test->notation, line);
	bool divided = false;
	for (char *token = strtok(line, " \t"); token != NULL; token = strtok(NULL, " \t")) {
		if (strcmp(token, "÷") == 0 || strcmp(token, "×") == 0) {
			divided = strcmp(token, "÷") == 0;
			continue;
		}
		test->divided[test->length] = divided;
		test->character[test->length] = true;
		test->length += text_encode((uint32_t)strtoul(token, NULL, 16), test->text + test->length);
		if (test->length > CASE_BYTES - 4)
			return false;
	}
	return test->length > 0;
}

/* Whether both agree at every character after the first (the edges of the text are no question). */
static bool agree(const struct test_case *test, divide function)
{
	bool divided[CASE_BYTES] = {false};
	function(test, divided);
	for (size_t i = 1; i < test->length; i++)
		if (divided[i] != (test->character[i] && test->divided[i]))
			return false;
	return true;
}

static FILE *open_test_file(const char *name)
{
	const char *folder = getenv("UNICODE_DATA");
	char path[LINE_BYTES];
	snprintf(path, sizeof path, "%s/auxiliary/%s", folder != NULL ? folder : "/usr/share/unicode", name);
	FILE *file = fopen(path, "r");
	if (file == NULL)
		printf("# %s: %s (Debian: unicode-data; or set UNICODE_DATA)\n", path, strerror(errno));
	return file;
}

struct list {
	char **lines;
	bool *met;
	size_t count;
};

/* The differences known so far: what stands after the kind and a colon. */
static bool read_list(struct list *list)
{
	FILE *file = fopen(DIFFERENCES, "r");
	if (file == NULL)
		return false;
	char line[LINE_BYTES];
	while (fgets(line, sizeof line, file) != NULL) {
		char *notation = strstr(line, ": ");
		if (line[0] == '#' || notation == NULL)
			continue;
		notation[strcspn(notation, "\n")] = '\0';
		list->lines = realloc(list->lines, (list->count + 1) * sizeof *list->lines);
		list->met = realloc(list->met, (list->count + 1) * sizeof *list->met);
		if (list->lines == NULL || list->met == NULL)
			abort();
		list->met[list->count] = false;
		list->lines[list->count++] = strdup(notation + 2);
	}
	fclose(file);
	return true;
}

static void free_list(struct list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->lines[i]);
	free(list->lines);
	free(list->met);
}

static bool meet(struct list *list, const char *notation)
{
	for (size_t i = 0; i < list->count; i++)
		if (!list->met[i] && strcmp(list->lines[i], notation) == 0) {
			list->met[i] = true;
			return true;
		}
	return false;
}

/* Runs one file of WANTED tests; LIST: differences that are known. Returns whether all is as it was. */
static bool run_file(const char *name, size_t wanted, divide function, struct list *list)
{
	FILE *file = open_test_file(name);
	if (file == NULL)
		return false;
	struct test_case test;
	char line[LINE_BYTES];
	size_t tests = 0;
	size_t agreed = 0;
	size_t unknown = 0;
	while (fgets(line, sizeof line, file) != NULL) {
		if (!read_case(&test, line))
			continue;
		tests++;
		if (agree(&test, function)) {
			agreed++;
		} else if (!meet(list, test.notation)) {
			printf("# %s: not as wanted: %s\n", name, test.notation);
			unknown++;
		}
	}
	fclose(file);
	size_t gone = 0;
	for (size_t i = 0; i < list->count; i++)
		if (!list->met[i]) {
			printf("# %s: listed, but no difference any more: %s\n", name, list->lines[i]);
			gone++;
		}
	printf("# %s: %zu of %zu\n", name, agreed, tests);
	if (tests != wanted)
		printf("# %s: %zu tests were expected\n", name, wanted);
	return unknown == 0 && gone == 0 && tests == wanted;
}

static int list_differences(void)
{
	FILE *file = open_test_file("LineBreakTest.txt");
	if (file == NULL)
		return 2;
	struct test_case test;
	char line[LINE_BYTES];
	while (fgets(line, sizeof line, file) != NULL)
		if (read_case(&test, line) && !agree(&test, divide_lines))
			printf("unsorted: %s\n", test.notation);
	fclose(file);
	return 0;
}

static bool report(int number, bool passed, const char *name)
{
	printf("%s %d - %s\n", passed ? "ok" : "not ok", number, name);
	return passed;
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "--list") == 0)
		return list_differences();
	struct list none = {NULL, NULL, 0};
	struct list known = {NULL, NULL, 0};
	puts("1..3");
	bool passed = report(
	        1, run_file("GraphemeBreakTest.txt", 602, divide_clusters, &none), "grapheme clusters");
	passed &= report(2, run_file("WordBreakTest.txt", 1823, divide_words, &none), "words");
	bool listed = read_list(&known);
	if (!listed)
		printf("# " DIFFERENCES ": %s\n", strerror(errno));
	passed &= report(3, run_file("LineBreakTest.txt", 7654, divide_lines, &known) && listed,
	        "line breaks: no difference but the listed ones");
	free_list(&known);
	return passed ? 0 : 1;
}
