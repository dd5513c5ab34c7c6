/*
 * view/strings.h — what the program says. Private to view/ and its tests.
 *
 * A language is one struct language_strings in a file of its own, complete by a test. {1} and {2} in a sentence are what
 * strings_write() puts in their places: sentences are never put together from parts.
 */
#ifndef IOMVIEW_VIEW_STRINGS_H
#define IOMVIEW_VIEW_STRINGS_H

#include "view/view.h"

/* clang-format off */
#define STRING_LIST(ROW) \
	ROW(READ)               /* label of ↑ ↓ in a text */ \
	ROW(INTRODUCTION)       /* a section's own page in its menu */ \
	ROW(HELP_TITLE) \
	ROW(CONTENTS_TITLE) \
	ROW(NO_HEADINGS) \
	ROW(DRAFT) \
	ROW(EMPTY_SECTION) \
	ROW(UNKNOWN_KEY)        /* {1}: the key of the help */ \
	ROW(NO_MEMORY) \
	ROW(ARTICLE_OF)         /* {1} of {2} */ \
	ROW(FIRST_ARTICLE) \
	ROW(LAST_ARTICLE) \
	ROW(ONE_LANGUAGE)       /* of a page */ \
	ROW(SITE_ONE_LANGUAGE) \
	ROW(NOT_TRANSLATED)     /* {1}: "in English", {2}: "in Bulgarian" */ \
	ROW(IN_BULGARIAN) \
	ROW(IN_ENGLISH) \
	ROW(IN_LANGUAGE)        /* {1}: a tag */ \
	ROW(CANNOT_BE_READ) \
	ROW(PAGE_GONE) \
	ROW(PAGE_NOT_FOUND)     /* {1}: a path */ \
	ROW(SITE_CANNOT_BE_READ) \
	ROW(RELOADED) \
	ROW(NO_LINKS) \
	ROW(NO_LINK_NUMBER)     /* {1}: a number */ \
	ROW(LINK_TO_OPEN)       /* {1}: a number; {2}: the key that opens it */ \
	ROW(BOOKMARKS_TITLE) \
	ROW(BOOKMARK_ADDED) \
	ROW(BOOKMARK_REMOVED) \
	ROW(NO_BOOKMARKS)       /* {1}: the key that adds one */ \
	ROW(CONTINUED)          /* {1}: "43%", {2}: the key that leads to the start */ \
	ROW(NOTHING_REMEMBERED) /* of this site, or in a kiosk */ \
	ROW(CANNOT_REMEMBER) \
	ROW(TOO_NARROW)         /* for two languages */ \
	ROW(FROM_FIRST_LINK)    /* {1}: its address */ \
	ROW(FROM_LAST_LINK)     /* {1}: its address */ \
	ROW(LINK_INSIDE)        /* the selected one, which no browser opens; {1}: the key that does */ \
	ROW(LINK_COPIED)        /* {1}: its address */ \
	ROW(ADDRESS_COPIED)     /* {1}: a page's address */ \
	ROW(PATH_COPIED)        /* {1}: a page's path */ \
	ROW(NOTHING_TO_COPY) \
	ROW(NO_ADDRESS)         /* of a page: nothing to open */ \
	ROW(OPENING_BROWSER) \
	ROW(NO_BROWSER) \
	ROW(NOT_ALLOWED_ADDRESS) \
	ROW(MEASURE)            /* {1}: "72 columns" */ \
	ROW(WIDEST) \
	ROW(NARROWEST) \
	ROW(MOUSE_ON) \
	ROW(MOUSE_OFF) \
	ROW(NOT_IN_KIOSK) \
	ROW(SESSION_ENDS)       /* {1}: "1 minute" */ \
	ROW(NOTHING_FORWARD) \
	ROW(SEARCH_PROMPT)      /* before what is typed, with a blank behind it */ \
	ROW(SEARCH_SITE_PROMPT) /* likewise */ \
	ROW(MATCH_OF)           /* {1} of {2} */ \
	ROW(NO_MATCHES) \
	ROW(PAST_END)           /* the next match stands above */ \
	ROW(PAST_START)         /* the previous match stands below */ \
	ROW(NOTHING_SEARCHED)   /* there is no query to repeat; {1}: the key that begins one */ \
	ROW(OTHER_FORMS)        /* beside a count: the words were found in other forms only */ \
	ROW(SEARCHED_AS)        /* {1}: what was typed on another keyboard layout */ \
	ROW(SEARCHING)          /* {1}: "34%" */ \
	ROW(RESULTS_TITLE) \
	ROW(RESULTS_FOR)        /* {1}: a query */ \
	ROW(NOTHING_FOUND)      /* {1}: a query */ \
	ROW(WHAT_TO_TRY)        /* after that */ \
	ROW(SHOWING_FOR)        /* {1}: what was typed on another keyboard layout */ \
	ROW(STOP)               /* label of Esc while a search runs */ \
	ROW(SEARCH_STOPPED) \
	ROW(PER_CENT)           /* {1}: a number */
/* clang-format on */

enum string_name {
#define STRING_MEMBER(name) STRING_##name,
	STRING_LIST(STRING_MEMBER)
#undef STRING_MEMBER
	        STRING_NAMES
};

/* Nouns with a number before them. */
enum counted_noun { COUNTED_COLUMNS, COUNTED_PAGES, COUNTED_RESULTS, COUNTED_MINUTES, COUNTED_NOUNS };

struct language_strings {
	const char *strings[STRING_NAMES];
	const char *labels[KEY_COMMANDS]; /* "" where the status line never shows the command */
	const char *helps[KEY_COMMANDS];
	const char *months[12];
	const char *counted[COUNTED_NOUNS][2]; /* one; any other number */
	const char *thousands;                 /* stands between groups of three figures */
	unsigned grouped_from;                 /* the least number whose figures are grouped */
	void (*write_date)(struct buffer *out, struct date date);
	struct page_words page_words;
};

extern const struct language_strings strings_english;
extern const struct language_strings strings_bulgarian;

/* The table of LANGUAGE. */
const struct language_strings *strings_of(enum message_language language);

/* The language in which the program speaks to a reader of pages in TAG (BCP 47): Bulgarian for bg, else English. */
enum message_language messages_for(const char *tag);

/* A sentence as it stands in the table. */
const char *string_of(enum string_name name, enum message_language language);

/* Appends the sentence NAME with FIRST and SECOND (NULL: not used) in the places of {1} and {2}. */
bool strings_write(struct buffer *out, enum message_language language, enum string_name name,
        const char *first, const char *second);

/* Appends NUMBER, its figures grouped as the language does. */
bool strings_write_number(struct buffer *out, size_t number, enum message_language language);

/* Appends "72 columns", „72 колони“. */
bool strings_write_counted(
        struct buffer *out, size_t number, enum counted_noun noun, enum message_language language);

/* Appends the share that DONE is of ALL: "43%", „43 %“; the whole only when all is done. */
bool strings_write_share(struct buffer *out, uint64_t done, uint64_t all, enum message_language language);

/* Appends "Searching… 34%": DONE of ALL is behind. */
bool strings_write_searching(struct buffer *out, uint64_t done, uint64_t all, enum message_language language);

/* Appends "in Bulgarian", „на български“ for the language TAG; a language without a name is called by its tag. */
bool strings_write_in_language(struct buffer *out, const char *tag, enum message_language language);

#endif
