/* print.h — without a terminal: pages, lists, checks and search results as text on standard output. */
#ifndef IOMVIEW_PRINT_H
#define IOMVIEW_PRINT_H

#include "content/content.h"

/* Text on its way to standard output. */
struct output {
	struct buffer text;
	int error_number; /* of the first write that failed; 0: none */
};

void output_init(struct output *output);

/* Writes what is still there; returns false when any write failed or memory ran out (*ERROR_NUMBER: errno or 0). */
bool output_finish(struct output *output, int *error_number);

/*
 * Prints the page of ENTRY in LANGUAGE, in lines of at most COLUMNS columns, then the targets of its links by number.
 * A section is printed with the titles and paths of what is in it. WORDS as for site_open().
 */
bool print_page(struct output *output, struct site *site, struct entry *entry, int language, int columns,
        page_words_for words);

/* Prints "path⇥language⇥date⇥title" for every page in every language, in the order of the menus. */
bool print_list(struct output *output, struct site *site);

/* Prints the diagnostics, one a line. */
bool print_diagnostics(struct output *output, const struct diagnostics *list, enum message_language language);

/* Prints "path:⇥title⇥snippet" for every page in LANGUAGE that has all WORDS, best first; *FOUND counts them. */
bool print_matches(struct output *output, struct site *site, int language, const char *words, size_t *found);

#endif
