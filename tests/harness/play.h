/*
 * tests/harness/play.h — a session is played: in process, through session.c without terminal/; and through a pseudo-terminal.
 */
#ifndef IOMVIEW_HARNESS_PLAY_H
#define IOMVIEW_HARNESS_PLAY_H

#include "harness/script.h"
#include "session.h"

/* ---- the loop in process ---- */

enum { EVENTS_MAXIMUM = 4096 };

/* What is to happen next, in order; keys one after the other are as if typed faster than the program draws. */
struct events {
	struct input_event items[EVENTS_MAXIMUM];
	size_t count, taken;
};

struct in_process {
	const char *site;
	const char *page;     /* NULL: the front */
	const char *language; /* NULL: the site's first */
	int measure;          /* 0: the default */
	const char *config;   /* a settings file; NULL: none */
	int rows, columns;
	/*
	 * Called whenever the program is at rest: all is drawn, nothing is left to do. Adds what happens next to EVENTS (at
	 * least one event). Returning false ends the session as SIGTERM does.
	 */
	bool (*at_rest)(void *context, const struct grid *grid, struct events *events);
	void *context;
};

/* Runs a session. Returns how it ended; SESSION_NO_MEMORY too when the site or the language is not there. */
enum session_end play_loop(const struct in_process *in_process);

void events_add_key(struct events *events, struct key key);

/* ---- session files ---- */

/* Prints "ok NAME (in process)" or "not ok …" and returns whether it was ok. ACCEPTING: pictures are taken, not compared. */
bool play_in_process(const struct script *script, bool accepting);

/* The same through a pseudo-terminal, with PROGRAM. */
bool play_in_terminal(const struct script *script, const char *program);

#endif
