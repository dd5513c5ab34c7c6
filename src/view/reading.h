/*
 * view/reading.h — what is remembered of a reader: places, pages read, bookmarks; and how it stands in a file. Private to view/
 * and its tests. Pure: bytes come in and go out.
 *
 * The file is text in UTF-8, a record a line. The first line is "iomview reading 1"; a file that begins with another version is
 * left alone. The fields of a record are divided by tab characters; in a field \t, \n and \\ stand for a tab, a line feed and a
 * backslash:
 *
 *   page    SITE PATH LANGUAGE FLAGS BLOCK OFFSET HEADING HEADINGS AFTER SHARE BEGINNING HERE
 *   mark    likewise, then TITLE and SECTION
 *
 * SITE is the absolute path of the site, PATH the page's path in it; there is one "page" for a page whatever its language. FLAGS are letters
 * or "-": r read to its end, w and e as WHOLE and TO_END of struct anchor (view/anchor.h), which has the fields up to HERE. The newest
 * records stand last. Lines that are none of these are skipped, and dropped when the file is written.
 */
#ifndef IOMVIEW_VIEW_READING_H
#define IOMVIEW_VIEW_READING_H

#include "view/anchor.h"

/* The oldest records beyond these are forgotten; the file stays smaller than READING_BYTES_MAXIMUM. */
#ifdef IOMVIEW_TINY
enum { READING_PAGES_MAXIMUM = 4, READING_MARKS_MAXIMUM = 3 };
#else
enum { READING_PAGES_MAXIMUM = 10000, READING_MARKS_MAXIMUM = 1000 };
#endif
enum { READING_BYTES_MAXIMUM = 4 * 1024 * 1024 };

/* What is known of one page, or a bookmark in it. The texts are owned. */
struct reading_record {
	char *path;
	char *title;   /* of a bookmark: the page's, sanitised */
	char *section; /* of a bookmark: that of the page's section, sanitised; "" for none */
	struct anchor anchor;
	unsigned share; /* per cent of the page before the place */
	bool read;      /* the page has been read to its end */
	bool changed;   /* it is not yet in the file like this */
	bool removed;   /* the file must lose it */
};

/* Records by a hash of their path, so that looking for one costs little. */
struct reading_list {
	struct reading_record *items;
	uint32_t *hashes;
	size_t count;
	size_t capacity, hash_capacity;
};

struct reading {
	char *site; /* owned; NULL: nothing is remembered */
	struct reading_list pages;
	struct reading_list marks; /* in the order in which they were made */
};

/* Empty, for the site with this absolute path (NULL: nothing is remembered). Returns false when memory runs out: the same. */
bool reading_init(struct reading *reading, const char *site);
void reading_free(struct reading *reading);

/* Takes the site's records from the LENGTH bytes of a file; what is changed and not yet written stays. False: no memory. */
bool reading_take(struct reading *reading, const char *bytes, size_t length);

/* What is known of the page with PATH, or NULL. Valid until the next change. */
const struct reading_record *reading_page(const struct reading *reading, const char *path);

/* The reader is at ANCHOR (SHARE per cent of the page before it). False: no memory, or nothing is remembered. */
bool reading_set_place(
        struct reading *reading, const char *path, const struct anchor *anchor, unsigned share);

/* The page has been read to its end. */
bool reading_set_read(struct reading *reading, const char *path);

/* Bookmarks that are not removed, by number from 0, the newest first; NULL behind the last. */
struct reading_record *reading_mark(const struct reading *reading, size_t number);

bool reading_add_mark(struct reading *reading, const char *path, const struct anchor *anchor, unsigned share,
        const char *title, const char *section);
void reading_remove_mark(struct reading *reading, struct reading_record *mark);

/* Whether there is something to be written; nothing is left after reading_written(). */
bool reading_changed(const struct reading *reading);
void reading_written(struct reading *reading);

/*
 * Appends to MERGED what the file is to hold from now on: what it holds, the LENGTH bytes at PRESENT, with the changes of
 * READING applied. False: no memory.
 */
bool reading_merge(struct reading *reading, const char *present, size_t length, struct buffer *merged);

/* ---- for reading_file.c ---- */

/* The same line says the same thing: how records of a file and of the memory know each other. */
bool reading_same_mark(const struct reading_record *first, const struct reading_record *second);

/* Appends RECORD, whose texts LIST takes over, at most MAXIMUM; NULL (and they are freed) when there is no room. */
struct reading_record *reading_append(
        struct reading_list *list, struct reading_record record, size_t maximum);

/* The number of the newest record of PATH; list->count when there is none. */
size_t reading_find(const struct reading_list *list, const char *path);

void reading_free_record(struct reading_record *record);

/* Forgets what the file had: what is changed and not yet written stays. */
void reading_forget_unchanged(struct reading_list *list);

#endif
