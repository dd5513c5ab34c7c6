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
	MODE_HELP,
	MODE_VERSION
};

/* The widest line that -w takes, in columns. */
enum { WIDTH_MAXIMUM = 500 };

struct options {
	enum mode mode;
	const char *language; /* NULL: not said */
	int width;            /* columns; 0: not said */
	bool unwrapped;       /* -w 0: lines as long as they are */
	const char *words;    /* of --search */
	const char *site;     /* NULL: the bundled one */
	const char *page;     /* NULL: the front */
};

/* Reads the command line. What is wrong is added to DIAGNOSTICS; returns false then. OPTIONS points into ARGUMENTS. */
bool options_read(struct options *options, int count, char **arguments, struct diagnostics *diagnostics);

/* Appends what --help prints. */
bool options_help(struct buffer *out, enum message_language language);

#endif
