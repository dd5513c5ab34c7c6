/*
 * terminal/capabilities.h — what terminfo knows of the terminal that ncurses has opened. Private to terminal/.
 *
 * capabilities.c is the only file that includes <term.h>, whose macros take such names as "columns".
 */
#ifndef IOMVIEW_TERMINAL_CAPABILITIES_H
#define IOMVIEW_TERMINAL_CAPABILITIES_H

#include "terminal/terminal.h"

/* After newterm() has failed for NAME: why. DESCRIPTOR is where ncurses would have written. */
enum terminal_status capabilities_why_unknown(const char *name, int descriptor);

/* Whether the cursor can be moved to any place. */
bool capabilities_can_move(void);

/* How many colours it has; 0: none. */
int capabilities_colours(void);

/* What resets the palette, as ncurses sends it on entering; NULL: nothing. */
const char *capabilities_palette_reset(void);

/* Whether a line feed on the last row scrolls up by a line, and ESC M on the first one down. */
bool capabilities_scroll_by_steps(void);

/*
 * Appends what scrolls the rows TOP to BOTTOM (from 0) of a screen with ROWS rows up by DISTANCE (negative: down); the cursor and all
 * else stay. Returns false when the terminal cannot do that by plain bytes, or for want of memory: OUT may hold a part then.
 */
bool capabilities_scroll(struct buffer *out, int rows, int top, int bottom, int distance);

/*
 * Append, for what is written beside ncurses: the cursor and all else kept and put back (false: not by plain bytes); the cursor at a place;
 * how letters look from here on, ATTRIBUTES and PAIR as ncurses has them, which must end as it began: plain.
 */
bool capabilities_save_cursor(struct buffer *out);
void capabilities_restore_cursor(struct buffer *out);
void capabilities_move(struct buffer *out, int row, int column);
void capabilities_style(struct buffer *out, unsigned attributes, short pair);

/* Whether letters can be italic. */
bool capabilities_have_italic(void);

/* Whether its control sequences are those of ECMA-48, so that one it does not know is ignored. */
bool capabilities_are_standard(void);

/* Puts the keys that have sequences of their own into DECODER. */
void capabilities_keys(struct key_decoder *decoder);

/* Appends what puts the keypad into the mode that terminfo's keys are described for. */
bool capabilities_enter(struct buffer *out);

/* Appends what takes all of it back: plain text, a visible cursor on the last of ROWS rows, the keypad, the main screen. */
bool capabilities_leave(struct buffer *out, int last_row);

#endif
