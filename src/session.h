/*
 * session.h — the loop: wait → key → command → update → effects → draw → show.
 *
 * Knows every layer. Screen and input are two small tables of functions, so that a test runs the whole loop without terminal/.
 */
#ifndef IOMVIEW_SESSION_H
#define IOMVIEW_SESSION_H

#include "view/view.h"

struct session_screen {
	void *context;
	void (*size)(void *context, int *rows, int *columns);
	bool (*show)(void *context, const struct grid *grid);
	void (*repaint)(void *context);
	void (*set_mouse)(void *context, bool on);
	void (*suspend)(void *context);
	void (*copy)(void *context, const char *text); /* to the clipboard; NULL: there is none */
};

struct session_input {
	void *context;
	void (*wait)(void *context, int milliseconds, struct input_event *event);
	bool (*key_waits)(void *context);
	int64_t (*now)(void *context); /* milliseconds of a clock that only goes forward */
};

/* As view_merge_state(). */
typedef bool session_merge(const char *present, size_t length, struct buffer *merged, void *context);

/* What else the system does for a session. */
struct session_outside {
	void *context;
	/* Opens ADDRESS in a browser; where that needs the terminal it has come back, and INPUT_RESUMED follows. */
	enum browse_result (*browse)(void *context, const char *address);
	/* Reads what is remembered into BYTES, which is emptied first: nothing where there is none. */
	void (*read_state)(void *context, struct buffer *bytes);
	/* Makes of it what MERGE makes, while nobody else can. False: it stays as it is. */
	bool (*update_state)(void *context, session_merge *merge, void *merge_context);
};

struct session_options {
	const char *path;  /* where the site was opened, for reloading; NULL: it cannot be */
	const char *start; /* path of the page to begin with; NULL: the front */
	page_words_for words;
	const struct session_outside *outside;
	int idle_seconds;  /* the session ends after so long without a key; 0: never */
	int limit_seconds; /* and so long after its start in any case; 0: never */
	struct view_options view;
};

enum session_end {
	SESSION_QUIT,
	SESSION_HANGUP,
	SESSION_SIGNALLED,
	SESSION_NO_MEMORY,
	SESSION_IDLE,   /* no key for too long */
	SESSION_EXPIRED /* it has lasted too long */
};

/*
 * Runs until the reader quits, the terminal goes or a signal ends it (its number in *SIGNAL). *SITE is the caller's; a reload
 * closes it and puts the new one there.
 */
enum session_end session_run(struct site **site, const struct session_options *options,
        const struct session_screen *screen, const struct session_input *input, int *signal);

#endif
