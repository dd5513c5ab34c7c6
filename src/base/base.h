/*
 * base/base.h — memory, diagnostics and files: what every other layer stands on.
 *
 * Knows: nothing but the C library. Only here: allocation, reading files, writing to standard error.
 *
 *   allocate.c         the one door to the allocator
 *   memory.c           arenas; buffers that are born with their maximum; arrays
 *   ascii.c            ASCII words whatever their case
 *   diagnostic.c       the closed list of what can be wrong (diagnostic_list.h), collected and put in words
 *   file.c             the bytes of one regular file beneath a folder; the names in a folder
 *   kiosk.c            what a kiosk turns off
 */
#ifndef IOMVIEW_BASE_H
#define IOMVIEW_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- memory ------------------------------------------------------------------------------------------------ */

/*
 * The only function that calls the C library's allocator, so that a test can make the n-th call fail.
 * Resizes MEMORY (NULL: new) to BYTES. BYTES 0 frees MEMORY and returns NULL.
 * Returns NULL when there is no memory; MEMORY is then as it was.
 */
void *memory_resize(void *memory, size_t bytes);

/* Memory that is given back all at once. Plain data: the owner is whoever called arena_init(). */
struct arena {
	struct arena_block *newest; /* private */
	size_t total;               /* bytes taken from the allocator so far */
	size_t maximum;             /* bytes that it may take in all */
};

/* Makes ARENA empty; it will never hold more than MAXIMUM bytes. Takes no memory yet. */
void arena_init(struct arena *arena, size_t maximum);

/* Returns BYTES of zeroed memory, aligned for any type, valid until arena_free(); NULL when there is none. */
void *arena_take(struct arena *arena, size_t bytes);

/* Copies LENGTH bytes and appends a NUL. Returns NULL when there is no memory. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);

/* Gives all of it back; ARENA may be used again. */
void arena_free(struct arena *arena);

/*
 * A growing run of bytes. A failed append leaves the contents as they were and sets FAILED, which stays, so that a
 * caller may append many times and ask once.
 */
struct buffer {
	char *bytes;     /* NULL while empty; else a NUL stands behind the last byte (not counted) */
	size_t length;   /* bytes in use */
	size_t capacity; /* bytes allocated */
	size_t maximum;  /* LENGTH never exceeds it */
	bool failed;     /* an append did not fit or found no memory */
};

/* Makes BUFFER empty, at most MAXIMUM bytes long. Takes no memory yet. */
void buffer_init(struct buffer *buffer, size_t maximum);

/* Appends LENGTH bytes. Returns false when they do not fit or memory runs out. */
bool buffer_append(struct buffer *buffer, const void *bytes, size_t length);

/* Appends a NUL-terminated text. */
bool buffer_append_text(struct buffer *buffer, const char *text);

/* Appends what printf(3) makes of FORMAT. */
bool buffer_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The contents as NUL-terminated text: "" while empty. Valid until the next change. */
const char *buffer_text(const struct buffer *buffer);

/* Forgets the contents (and FAILED), keeps the memory. */
void buffer_clear(struct buffer *buffer);

/* Gives the memory back; BUFFER is empty then. */
void buffer_free(struct buffer *buffer);

/*
 * Room for one more item in an array that grows by doubling. ITEMS has COUNT items of ITEM_BYTES each and room for
 * *CAPACITY. Returns ITEMS, possibly moved, with *CAPACITY > COUNT; NULL when COUNT has reached MAXIMUM or memory runs
 * out (ITEMS is then still valid). Free with memory_resize(items, 0).
 */
void *array_grow(void *items, size_t *capacity, size_t count, size_t item_bytes, size_t maximum);

/* ---- ASCII words -------------------------------------------------------------------------------------------- */

/* Whether two NUL-terminated words differ in the case of ASCII letters at most. No locale is asked, as strcasecmp(3) would. */
bool ascii_equal(const char *first, const char *second);

/* The same for their first LENGTH bytes, or up to the NUL where both are shorter. */
bool ascii_equal_start(const char *first, const char *second, size_t length);

/* ---- diagnostics ------------------------------------------------------------------------------------------- */

/* The languages that the program itself speaks. */
enum message_language { MESSAGES_ENGLISH, MESSAGES_BULGARIAN, MESSAGE_LANGUAGES };

enum diagnostic_level { DIAGNOSTIC_HINT, DIAGNOSTIC_WARNING, DIAGNOSTIC_ERROR };

#include "base/diagnostic_list.h"

/* Everything that can be wrong, one member for each row of the list. */
enum diagnostic_name {
#define DIAGNOSTIC_MEMBER(name, level, english, bulgarian) DIAGNOSTIC_##name,
	DIAGNOSTIC_LIST(DIAGNOSTIC_MEMBER)
#undef DIAGNOSTIC_MEMBER
	        DIAGNOSTIC_NAMES
};

enum { DIAGNOSTIC_ARGUMENTS = 3 };

struct diagnostic {
	enum diagnostic_name name;
	const char *file; /* as the user knows it, not sanitised; NULL: no file */
	size_t line;      /* from 1; 0: the file as a whole */
	size_t column;    /* from 1, in characters (code points); 0: the line as a whole */
	const char *arguments[DIAGNOSTIC_ARGUMENTS]; /* what {1}, {2}, {3} stand for; NULL where not used */
};

/* A list of diagnostics in the order in which they were found. It owns all the texts. */
struct diagnostics {
	struct arena arena;
	struct diagnostic *items;
	size_t count;
	size_t capacity;
	size_t errors;      /* how many of them are errors; those that found no room are counted too */
	size_t warnings;    /* likewise */
	bool out_of_memory; /* at least one could not be kept */
};

void diagnostics_init(struct diagnostics *list);
void diagnostics_free(struct diagnostics *list);

/*
 * Adds one diagnostic; FILE and the arguments are copied (NULL for those that the row does not use).
 * LINE and COLUMN as in struct diagnostic. LIST may be NULL: nothing happens.
 */
void diagnostics_add(struct diagnostics *list, enum diagnostic_name name, const char *file, size_t line,
        size_t column, const char *first, const char *second, const char *third);

/* Puts LIST in the order of lines and columns; its files' names do not count. */
void diagnostics_sort(struct diagnostics *list);

/* The level of a row of the list. */
enum diagnostic_level diagnostic_level(enum diagnostic_name name);

/* The row's template in LANGUAGE, with {1}, {2}, {3}; and its name, "UNKNOWN_KEY". Static. */
const char *diagnostic_template(enum diagnostic_name name, enum message_language language);
const char *diagnostic_identifier(enum diagnostic_name name);

/* Appends "error: message" (the word in LANGUAGE; no place, no newline). Not sanitised: see text_sanitise(). */
bool diagnostic_message(
        struct buffer *out, const struct diagnostic *diagnostic, enum message_language language);

/* Appends "file:line:column: error: message", leaving out what the diagnostic does not have. Not sanitised. */
bool diagnostic_line(struct buffer *out, const struct diagnostic *diagnostic, enum message_language language);

/* Appends "No errors" or "2 errors, 1 warning". */
bool diagnostics_summary(struct buffer *out, const struct diagnostics *list, enum message_language language);

/* Writes LENGTH bytes to standard error: the only function that does. Errors of writing are ignored. */
void diagnostic_write(const char *bytes, size_t length);

/* ---- files ------------------------------------------------------------------------------------------------- */

/* No file of a site may be larger (bytes). */
#define FILE_BYTES_MAXIMUM ((size_t)16 * 1024 * 1024)

enum file_status {
	FILE_OK,
	FILE_MISSING,       /* no such file */
	FILE_NO_PERMISSION, /* may not be read */
	FILE_NOT_REGULAR,   /* a folder, FIFO, socket or device */
	FILE_TOO_LARGE,     /* more than the maximum */
	FILE_OUTSIDE,       /* the path leads out of the folder */
	FILE_NO_MEMORY,
	FILE_UNREADABLE /* anything else: *ERROR_NUMBER has errno */
};

/*
 * Opens a folder for reading what is beneath it. PATH is the user's own and may lead anywhere.
 * Returns a descriptor, or -1 with *STATUS (FILE_NOT_REGULAR: it is something else than a folder) and *ERROR_NUMBER.
 */
int folder_open(const char *path, enum file_status *status, int *error_number);
void folder_close(int folder);

/*
 * Reads the regular file PATH beneath FOLDER, at most MAXIMUM bytes, into BYTES (emptied first; its own maximum is
 * raised to MAXIMUM). Never follows PATH out of FOLDER, never blocks on a FIFO, never maps. The size is looked at
 * before reading. *ERROR_NUMBER gets errno for FILE_UNREADABLE.
 */
enum file_status file_read(
        int folder, const char *path, size_t maximum, struct buffer *bytes, int *error_number);

/* The same for a path that the user gave: it may lead anywhere. */
enum file_status file_read_path(const char *path, size_t maximum, struct buffer *bytes, int *error_number);

/* Reads DESCRIPTOR (standard input) to its end. It may be a pipe. It is not closed. */
enum file_status file_read_descriptor(
        int descriptor, size_t maximum, struct buffer *bytes, int *error_number);

/* Whether PATH, given by the user, is a folder; otherwise *STATUS tells what it is (FILE_OK: a regular file). */
bool path_is_folder(const char *path, enum file_status *status, int *error_number);

/* Puts the absolute path of PATH, without symbolic links, into ABSOLUTE (emptied first). False: there is none. */
bool path_resolve(const char *path, struct buffer *absolute);

struct folder_item {
	const char *name; /* in the arena */
	bool is_folder;   /* symbolic links are followed */
	bool is_regular;
	bool is_link; /* a symbolic link */
};

/*
 * The names in the folder PATH ("." for itself) beneath FOLDER, sorted by bytes, names beginning with '.' left out.
 * *ITEMS and the names live in ARENA. At most MAXIMUM names: where there are more the first found are given, and FILE_TOO_LARGE.
 */
enum file_status folder_list(int folder, const char *path, size_t maximum, struct arena *arena,
        struct folder_item **items, size_t *count, int *error_number);

/* ---- a kiosk ------------------------------------------------------------------------------------------------- */

/*
 * What iomview can do beside showing a site, and whether it still can where strangers use it (--kiosk): name, in a kiosk, a sentence for
 * the manual. Whoever is about to do such a thing asks feature_is_on(), whatever key, click or option led there.
 */
/* clang-format off */
#define FEATURE_LIST(ROW) \
	ROW(BROWSER,        false, "opening an address in a browser") \
	ROW(SETTINGS,       false, "the settings file") \
	ROW(STATE_FILES,    false, "state files: bookmarks, places and marks of what was read last as long as the session") \
	ROW(ENVIRONMENT,    false, "every environment variable but LANG, LC_*, TERM and NO_COLOR") \
	ROW(SUSPEND,        false, "stopping the program (Ctrl-Z) and other job control") \
	ROW(STANDARD_INPUT, false, "a site from standard input") \
	ROW(PRINTING,       false, "printing instead of browsing: --dump, --list, --search, --check, --check-config") \
	ROW(COPYING,        true,  "copying an address to the clipboard of the reader's own terminal") \
	ROW(RELOADING,      true,  "reading the site again")
/* clang-format on */

enum feature {
#define FEATURE_MEMBER(name, on_in_kiosk, sentence) FEATURE_##name,
	FEATURE_LIST(FEATURE_MEMBER)
#undef FEATURE_MEMBER
	        FEATURES
};

struct kiosk_row {
	bool on_in_kiosk;
	const char *sentence; /* what it is, in English, for the manual */
};

/* Whether FEATURE may be used. The one function that is asked. */
bool feature_is_on(enum feature feature, bool kiosk);

/* The row of FEATURE. Static. */
const struct kiosk_row *kiosk_row(enum feature feature);

#endif
