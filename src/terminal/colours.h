/*
 * terminal/colours.h — roles → colours and attributes, by what the terminal can do. Private to terminal/.
 */
#ifndef IOMVIEW_TERMINAL_COLOURS_H
#define IOMVIEW_TERMINAL_COLOURS_H

#include "view/view.h"

#define NCURSES_NOMACROS
#include <curses.h>

enum colour_depth { COLOURS_NONE, COLOURS_8, COLOURS_256, COLOUR_DEPTHS };

struct colours {
	enum colour_depth depth;
	bool italic; /* the terminal has italic letters */
};

/* How a run of cells looks to ncurses. */
struct style {
	attr_t attributes;
	short pair;
};

/* After newterm(): finds out what the terminal can do, and makes the colour pairs. WANTED false: no colours. */
void colours_open(struct colours *colours, bool wanted);

/* The look of a cell with ROLE (enum cell_role; unknown: plain text) and ATTRIBUTES (enum cell_attribute, added up). */
struct style colours_style(const struct colours *colours, unsigned role, unsigned attributes);

#endif
