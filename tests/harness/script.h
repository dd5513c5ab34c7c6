/*
 * tests/harness/script.h — a session file (tests/README.md has the format): keys and pictures in turn.
 */
#ifndef IOMVIEW_HARNESS_SCRIPT_H
#define IOMVIEW_HARNESS_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

enum step_kind {
	STEP_KEYS,  /* TEXT: names of keys */
	STEP_PASTE, /* TEXT */
	STEP_BYTES, /* TEXT, LENGTH: raw, escapes resolved; not in process, where no bytes come: for what has no effect */
	STEP_CLICK,  /* at ROW, COLUMN from 1 */
	STEP_RESIZE, /* ROWS, COLUMNS */
	STEP_SCREEN, /* TEXT: the picture, blanks at the ends of rows left out, ROWS rows */
	STEP_CURSOR, /* ROW, COLUMN from 1 */
	STEP_STYLE,  /* ROW, COLUMN from 1; TEXT as pty_style() has it; through the terminal only */
	STEP_FILE,   /* NAME in the site becomes TEXT */
	STEP_REMOVE, /* NAME in the site goes */
	STEP_EXIT    /* STATUS */
};

struct step {
	enum step_kind kind;
	size_t line; /* in the file, from 1 */
	int rows, columns;
	int row, column;
	int status;
	char *name;
	char *text;
	size_t length;
};

enum { SCRIPT_FILES_MAXIMUM = 32, SCRIPT_ARGUMENTS_MAXIMUM = 16 };

struct script {
	const char *path; /* of the session file */
	char name[256];   /* "back" of tests/sessions/back.session */
	int rows, columns;
	char *site;        /* "content" when nothing is said; the copy when there are files */
	char *page;        /* NULL: the front */
	char *language;    /* NULL: nothing said */
	int measure;       /* 0: nothing said */
	char *config;      /* what the reader's settings file holds; NULL: there is none */
	char *config_home; /* XDG_CONFIG_HOME, a folder with that file; NULL: there is none */
	struct step *steps;
	size_t count;
	char **lines; /* of the file, without newline: for accepting */
	size_t line_count;
	char *scratch; /* folder with the copy of the site, or NULL */
	size_t head;   /* steps that make the site */
};

/* Reads PATH and makes its site. Prints what is wrong and returns false. */
bool script_read(struct script *script, const char *path);

/* Makes the site anew (files that an earlier run has changed). */
bool script_make_site(const struct script *script);

/* Carries out a STEP_FILE or STEP_REMOVE. */
bool script_change_site(const struct script *script, const struct step *step);

void script_free(struct script *script);

/* Writes the file again with PICTURES[i] (NULL: as it is) in place of step i's. Returns false when it cannot be written. */
bool script_rewrite(const struct script *script, char *const *pictures);

/* Prints where two pictures differ, row by row. */
void print_difference(const char *expected, const char *actual);

#endif
