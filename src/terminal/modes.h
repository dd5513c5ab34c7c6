/*
 * terminal/modes.h — the terminal's modes: entered, and left whatever happens. Private to terminal/.
 *
 * ncurses enters the alternate screen with the first frame; all else is here, and leaving is here as a whole.
 */
#ifndef IOMVIEW_TERMINAL_MODES_H
#define IOMVIEW_TERMINAL_MODES_H

#include "terminal/output.h"

#include <termios.h>

enum { MODES_LEAVE_MAXIMUM = 256 };

struct modes {
	int input;                       /* descriptor of the terminal */
	struct termios before;           /* as it was found */
	bool entered;                    /* ours are in force */
	bool standard;                   /* it ignores control sequences that it does not know */
	bool keys_pushed;                /* kitty's keyboard protocol is on, where the terminal has it */
	bool mouse;                      /* wanted */
	struct output *output;           /* borrowed */
	struct buffer enter;             /* what terminfo wants */
	char leave[MODES_LEAVE_MAXIMUM]; /* all that takes it back, at hand for a signal handler */
	size_t leave_length;
};

/* Reads how the terminal is. Returns false when INPUT is none. */
bool modes_open(struct modes *modes, int input, struct output *output);

/* After ncurses knows the terminal, and whenever its LAST_ROW (from 0) is another. False: no memory. */
bool modes_prepare(struct modes *modes, int last_row);

/* Raw mode; appends to the output what comes before the first frame. AGAIN: after a stop, when the terminal may have been set anew. */
bool modes_enter(struct modes *modes, bool again);

/* Appends what asks for kitty's keyboard protocol. Within the alternate screen: behind the first frame. */
bool modes_push_keys(struct modes *modes);

/* Appends what gives the mouse to us or back. */
bool modes_set_mouse(struct modes *modes, bool on);

/* Everything as it was found. Waits for the terminal less than half a second, and not at all when it is gone. */
void modes_leave(struct modes *modes);

/* The same in a signal handler, for the modes that are in force in this process. */
void modes_leave_in_handler(void);

void modes_close(struct modes *modes);

#endif
