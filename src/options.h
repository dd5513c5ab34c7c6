/* options.h — the command line: one table, read here, shown by --help and compared with the manual by a test. */
#ifndef IOMVIEW_OPTIONS_H
#define IOMVIEW_OPTIONS_H

#include "base/base.h"

enum mode {
	MODE_BROWSE,
	MODE_DUMP,
	MODE_LIST,
	MODE_CHECK,
	MODE_SEARCH,
	MODE_CHECK_CONFIG,
	MODE_CHECK_SANDBOX,
	MODE_HELP,
	MODE_VERSION
};

/* How long a kiosk's session lasts where nothing else is said: a quarter of an hour without a key, four hours in all. */
enum { KIOSK_IDLE_SECONDS = 15 * 60, KIOSK_LIMIT_SECONDS = 4 * 3600, TIME_MAXIMUM_SECONDS = 7 * 24 * 3600 };

/* The widest line that -w takes, in columns. */
enum { WIDTH_MAXIMUM = 500 };

struct options {
	enum mode mode;
	const char *language; /* NULL: not said */
	int width;            /* columns; 0: not said */
	bool unwrapped;       /* -w 0: lines as long as they are */
	bool kiosk;           /* strangers read */
	bool no_sandbox;      /* a kiosk that nothing holds may start */
	int idle_seconds;     /* a session ends after so long without a key; 0: never */
	int limit_seconds;    /* and so long after its start; 0: never */
	const char *words;    /* of --search */
	const char *site;     /* NULL: the bundled one */
	const char *page;     /* NULL: the front */
};

/* Reads the command line. What is wrong is added to DIAGNOSTICS; returns false then. OPTIONS points into ARGUMENTS. */
bool options_read(struct options *options, int count, char **arguments, struct diagnostics *diagnostics);

/* Appends what --help prints. */
bool options_help(struct buffer *out, enum message_language language);

#endif
