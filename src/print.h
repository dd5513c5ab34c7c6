/* print.h — without a terminal: pages, lists, checks and search results as text on standard output. */
#ifndef IOMVIEW_PRINT_H
#define IOMVIEW_PRINT_H

#include "content/content.h"
#include "host/host.h"
#include "layout/layout.h"

/* Text on its way to standard output. */
struct output {
	struct buffer text;
	int error_number; /* of the first write that failed; 0: none */
};

void output_init(struct output *output);

/* Writes what is still there; returns false when any write failed or memory ran out (*ERROR_NUMBER: errno or 0). */
bool output_finish(struct output *output, int *error_number);

/* How a page is printed. */
struct print_options {
	int columns; /* of the longest line; 0: a line ends only where the text has one */
	enum hyphenation_mode hyphenation;
	struct hyphenation *dictionaries; /* borrowed; NULL: none */
	page_words_for words;             /* as for site_open() */
};

/*
 * Prints the page of ENTRY in LANGUAGE, then the targets of its links by number. A section is printed with the titles and
 * paths of what is in it.
 */
bool print_page(struct output *output, struct site *site, struct entry *entry, int language,
        const struct print_options *options);

/* Prints "path⇥language⇥date⇥title" for every page in every language, in the order of the menus. */
bool print_list(struct output *output, struct site *site);

/* Prints the diagnostics, one a line. */
bool print_diagnostics(struct output *output, const struct diagnostics *list, enum message_language language);

/*
 * Prints "path:⇥title⇥snippet" for every page in LANGUAGE that WORDS find, best first (search/search.h); *FOUND counts them.
 * Appends to READ_AS what the words were taken for, where another keyboard layout was needed to find anything.
 */
bool print_matches(struct output *output, struct site *site, int language, const char *words, size_t *found,
        struct buffer *read_as);

/* Prints what holds a process here, a line each. */
bool print_sandbox(
        struct output *output, const struct sandbox_report *report, enum message_language language);

#endif
