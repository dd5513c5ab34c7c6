/*
 * terminal/colour_words.h — roles and looks as a reader writes them; colours by what a terminal can show. Private to terminal/.
 */
#ifndef IOMVIEW_TERMINAL_COLOUR_WORDS_H
#define IOMVIEW_TERMINAL_COLOUR_WORDS_H

#include "terminal/terminal.h"

/* A colour: a number of the palette of 256, of which the first 16 are the terminal's own; or red, green and blue. */
enum colour_kind { COLOUR_UNSET, COLOUR_DEFAULT, COLOUR_NUMBER, COLOUR_RGB };

struct colour {
	enum colour_kind kind;
	uint32_t value; /* the number, or 0xRRGGBB */
};

/* What words like "bright-red bold" ask for. */
struct colour_look {
	struct colour colour;
	unsigned attributes; /* enum cell_attribute, added up */
};

/* The role that is called NAME; CELL_ROLES: none is. */
enum cell_role colour_role_named(const char *name);

/* Reads words into *LOOK. False: one of them is unknown, or there are two colours. */
bool colour_look_read(const char *words, struct colour_look *look);

/* Red, green and blue of COLOUR (a number or RGB), as xterm has them; the first 16 are every terminal's own and only near this. */
uint32_t colour_rgb(struct colour colour);

/* The nearest among the first COUNT (8, 16, 256) of the palette. The first 16 of 256 are nobody's nearest: they may be anything. */
unsigned colour_nearest(struct colour colour, unsigned count);

#endif
