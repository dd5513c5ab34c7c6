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

/* The next word of *TEXT: what stands between white space (U+00A0 and U+202F too). */
static size_t next_word(const char **text, const char **word)
{
	static const char *const spaces[] = {" ", "\n", "\t", "\xC2\xA0", "\xE2\x80\xAF", NULL};
	for (size_t i = 0; spaces[i] != NULL;)
		if (strncmp(*text, spaces[i], strlen(spaces[i])) == 0) {
			*text += strlen(spaces[i]);
			i = 0;
		} else {
			i++;
		}
	*word = *text;
	while (**text != '\0') {
		for (size_t i = 0; spaces[i] != NULL; i++)
			if (strncmp(*text, spaces[i], strlen(spaces[i])) == 0)
				return (size_t)(*text - *word);
		(*text)++;
	}
	return (size_t)(*text - *word);
}

/* Whether the words of TEXT stand in SEEN in their order (other things, like numbers of links, may stand between). */
static bool has_words_in_order(const char *seen, const char *text, char *missing, size_t size)
{
	const char *word;
	size_t length;
	while ((length = next_word(&text, &word)) > 0) {
		char copy[1024];
		snprintf(copy, sizeof copy, "%.*s", (int)(length < 1000 ? length : 1000), word);
		const char *place = strstr(seen, copy);
		if (place == NULL) {
			snprintf(missing, size, "%s", copy);
			return false;
		}
		seen = place + strlen(copy);
	}
	return true;
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
