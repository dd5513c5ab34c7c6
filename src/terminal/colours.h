/*
 * terminal/colours.h — roles → colours and attributes, by what the terminal can do. Private to terminal/.
 */
#ifndef IOMVIEW_TERMINAL_COLOURS_H
#define IOMVIEW_TERMINAL_COLOURS_H

#include "terminal/terminal.h"

#define NCURSES_NOMACROS
#include <curses.h>

enum colour_depth { COLOURS_NONE, COLOURS_8, COLOURS_16, COLOURS_256, COLOURS_DIRECT, COLOUR_DEPTHS };

/* What the reader has set for a role. */
struct own_look {
	bool tinted;         /* PAIR counts */
	short pair;          /* 0: the terminal's own colours */
	unsigned attributes; /* enum cell_attribute, added up, besides the role's */
};

struct colours {
	enum colour_depth depth;
	bool italic; /* the terminal has italic letters */
	struct own_look own[CELL_ROLES];
};

/* How a run of cells looks to ncurses. */
struct style {
	attr_t attributes;
	short pair;
};

/* After newterm(): finds out what the terminal can do, and makes the colour pairs. WANTED false: no colours. LOOKS_SET: the
 * reader's own, LOOK_COUNT of them; those that are not understood are passed over. */
void colours_open(
        struct colours *colours, bool wanted, const struct colour_setting *looks_set, size_t look_count);

/* The look of a cell with ROLE (enum cell_role; unknown: plain text) and ATTRIBUTES (enum cell_attribute, added up). */
struct style colours_style(const struct colours *colours, unsigned role, unsigned attributes);

#endif
