/*
 * Whoever reads a page of the bundled site from its first line to its last sees every word of it, in order: line by line with
 * Down, and screen by screen with PgDn. In each language, at several sizes.
 */

#include "harness/keys.h"
#include "harness/play.h"
#include "harness/tap.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_MAXIMUM = 5000 };

struct reading {
	const char *key; /* that goes on */
	int steps;
	char *previous; /* the last screen's text area */
	struct buffer seen;
};

/* The rows between header and status line. */
static char *text_rows(const struct grid *grid)
{
	struct buffer text;
	buffer_init(&text, 1 << 22);
	for (int row = 1; row + 1 < grid->rows; row++) {
		grid_row_text(grid, row, &text);
		buffer_append_text(&text, "\n");
	}
	char *copy = strdup(buffer_text(&text));
	buffer_free(&text);
	return copy;
}

/* Appends what FRESH shows that PREVIOUS did not: the two overlap by as many lines as agree. */
static void append_news(struct buffer *seen, const char *previous, const char *fresh)
{
	const char *overlap = previous;
	while (*overlap != '\0') {
		size_t length = strlen(overlap);
		if (strncmp(fresh, overlap, length) == 0) {
			buffer_append_text(seen, fresh + length);
			return;
		}
		overlap += strcspn(overlap, "\n");
		overlap += *overlap == '\n';
	}
	buffer_append_text(seen, fresh);
}

static bool read_on(void *context, const struct grid *grid, struct events *events)
{
	struct reading *reading = context;
	struct key key;
	char *fresh = text_rows(grid);
	bool moved = reading->previous == NULL || strcmp(reading->previous, fresh) != 0;
	append_news(&reading->seen, reading->previous != NULL ? reading->previous : "", fresh);
	free(reading->previous);
	reading->previous = fresh;
	key_from_name(reading->key, &key);
	events_add_key(events, key);
	return moved && reading->steps++ < STEPS_MAXIMUM;
}

/* What is no part of a word: white space, and what the layout adds to the text. */
static size_t skip(const char *text)
{
	static const char *const skipped[] = {" ", "\n", "\t", "\xC2\xA0", "\xE2\x80\xAF", "↪", "│"};
	for (size_t i = 0; i < sizeof skipped / sizeof skipped[0]; i++)
		if (strncmp(text, skipped[i], strlen(skipped[i])) == 0)
			return strlen(skipped[i]);
	size_t digits = *text == '[' ? strspn(text + 1, "0123456789") : 0;
	return digits > 0 && text[1 + digits] == ']' ? digits + 2 : 0; /* the number of a link */
}

/* The next word of *TEXT, numbers of links left out; "" at the end. */
static bool next_word(const char **text, char *word, size_t size)
{
	size_t length = 0, skipped;
	while ((skipped = skip(*text)) > 0)
		*text += skipped;
	while (**text != '\0' && skip(*text) == 0 && length + 1 < size)
		word[length++] = *(*text)++;
	word[length] = '\0';
	return length > 0;
}

/*
 * Whether the words of TEXT stand in SEEN in their order. Words may be divided over lines, so white space does not count; cells
 * of a table may stand side by side, so the order is looser by what a screen holds.
 */
static bool has_words_in_order(const char *seen, const char *text, char *missing, size_t size)
{
	enum { LOOSE = 400 };
	struct buffer squeezed;
	size_t from = 0;
	bool all = true;
	buffer_init(&squeezed, 1 << 26);
	while (next_word(&seen, missing, size))
		buffer_append_text(&squeezed, missing);
	while (all && next_word(&text, missing, size)) {
		const char *place =
		        strstr(buffer_text(&squeezed) + (from > LOOSE ? from - LOOSE : 0), missing);
		all = place != NULL;
		if (all && (size_t)(place - squeezed.bytes) > from)
			from = (size_t)(place - squeezed.bytes);
	}
	buffer_free(&squeezed);
	return all;
}

static void read_page(const char *path, const char *language, const struct page *page, const char *key,
        int columns, int rows)
{
	struct reading reading = {.key = key};
	char missing[1024] = "";
	buffer_init(&reading.seen, 1 << 26);
	const struct in_process in_process = {.site = "content",
	        .page = path,
	        .language = language,
	        .rows = rows,
	        .columns = columns,
	        .at_rest = read_on,
	        .context = &reading};
	play_loop(&in_process);
	bool good = has_words_in_order(buffer_text(&reading.seen), page->text, missing, sizeof missing);
	if (!tap(good && reading.steps < STEPS_MAXIMUM, "%s (%s), %s at %dx%d: every word is seen%s%s", path,
	            language, key, columns, rows, good ? "" : ", but not ", missing))
		tap_note(buffer_text(&reading.seen));
	free(reading.previous);
	buffer_free(&reading.seen);
}

static void read_everywhere(struct site *site, struct entry *entry, int language)
{
	const struct page *page = site_load(site, entry, language, NULL);
	if (page == NULL)
		return;
	const char *tag = site_language(site, language);
	read_page(entry->path, tag, page, "Down", 80, 24);
	read_page(entry->path, tag, page, "PgDn", 80, 24);
	read_page(entry->path, tag, page, "PgDn", 60, 5);
	read_page(entry->path, tag, page, "Space", 200, 60);
	page_release(page);
}

static void walk(struct site *site, struct entry *section)
{
	site_list(site, section, NULL);
	for (size_t i = 0; i < section->child_count; i++) {
		struct entry *entry = section->children[i];
		if (entry->is_section)
			walk(site, entry);
		for (int language = 0; !entry->is_section && language < (int)site_language_count(site);
		        language++)
			read_everywhere(site, entry, language);
	}
}

int main(void)
{
	struct diagnostics diagnostics;
	setlocale(LC_CTYPE, "C.UTF-8");
	diagnostics_init(&diagnostics);
	struct site *site = site_open("content", view_page_words, &diagnostics);
	if (tap(site != NULL, "the bundled site opens"))
		walk(site, site_root(site));
	site_close(site);
	diagnostics_free(&diagnostics);
	return tap_end();
}
