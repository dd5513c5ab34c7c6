/*
 * terminal/terminal.h — grid → ncurses → bytes; bytes → keys; the terminal's modes, in and out.
 *
 * Knows: base, text, and of view the grid, the keys and the input events. Only here: ncursesw, terminfo, signals, poll(2) on the terminal.
 *
 *   screen.c           a grid's cells into ncurses, which writes into memory; the frame's bytes
 *   colours.c          roles → colours and attributes, by what the terminal can do
 *   colour_words.c     roles and looks as a reader writes them; the nearest colour that a terminal has
 *   capabilities.c     what terminfo knows: its keys, the strings that enter and leave
 *   modes.c            raw mode, alternate screen, bracketed paste, mouse: entered, left, whatever happens
 *   output.c           bytes to the terminal with poll(2), never blocking
 *   hyperlinks.c       OSC 8 around the links that are seen
 *   keys.c             the terminal's bytes → keys (pure: no terminal needed): what waits, what is swallowed, what was pasted
 *   sequences.c        what one run of bytes means: characters, CSI, SS3, the mouse
 *   signals.c          signals become events; one that ends us is raised again after the terminal is restored
 *   terminal.c         all of it together: open, show, wait, suspend, close
 */
#ifndef IOMVIEW_TERMINAL_H
#define IOMVIEW_TERMINAL_H

#include "view/view.h"

/* ---- keys from bytes ---------------------------------------------------------------------------------------- */

enum { KEY_SEQUENCE_MAXIMUM = 256, KEY_SEQUENCES_MAXIMUM = 64, KEY_READY = 8 };

/* A key that terminfo describes by a sequence of its own. */
struct key_sequence {
	char bytes[16];
	uint8_t length;
	struct key key;
};

/* Plain data, no memory of its own; can stop at any byte. */
struct key_decoder {
	struct key_sequence sequences[KEY_SEQUENCES_MAXIMUM];
	size_t sequence_count;
	unsigned char
	        pending[KEY_SEQUENCE_MAXIMUM]; /* bytes of a sequence or character that is not whole yet */
	size_t pending_length;
	bool skipping; /* within a sequence that is too long or a string nobody asked for: swallow it to its end */
	unsigned char skip_kind;
	unsigned char pauses;        /* how often the bytes have stopped while skipping */
	bool stale;                  /* no byte has come since key_decoder_timeout() */
	bool pasting;                /* between CSI 200 ~ and CSI 201 ~ */
	struct key ready[KEY_READY]; /* decoded, not yet taken: a ring */
	size_t ready_first, ready_count;
};

void key_decoder_init(struct key_decoder *decoder);

/* Takes bytes from the front of BYTES until all are used or no more keys fit; returns how many it took. */
size_t key_decoder_feed(struct key_decoder *decoder, const char *bytes, size_t length);

/* Takes the next key; false when there is none yet. */
bool key_decoder_next(struct key_decoder *decoder, struct key *key);

/* Whether a lone Esc (or a sequence not whole) waits for more: after a while without bytes call key_decoder_timeout(). */
bool key_decoder_waiting(const struct key_decoder *decoder);

/*
 * No byte came in time: a lone Esc is Esc; a sequence that has begun is dropped, and should its rest come late, that too.
 * Half a character goes on waiting.
 */
void key_decoder_timeout(struct key_decoder *decoder);

/* ---- the terminal ------------------------------------------------------------------------------------------- */

enum terminal_status {
	TERMINAL_OPEN,
	TERMINAL_UNKNOWN, /* terminfo does not know this TERM */
	TERMINAL_DUMB,    /* it cannot move the cursor */
	TERMINAL_NO_MEMORY,
	TERMINAL_FAILED /* not a terminal, or an error of the system */
};

/* ---- colours as the settings give them ---- */

/*
 * How one role looks: words with blanks between them, at most one of them a colour: "default", "red" … "bright-white", a number
 * from 0 to 255, "#rrggbb"; the others attributes: "bold", "italic", "underline", "reverse". The attributes are added to those that
 * the role has anyway.
 */
struct colour_setting {
	const char *role; /* "title", "link", "status-key", …: terminal_colour_role() */
	const char *look;
};

enum colour_fault { COLOUR_GOOD, COLOUR_UNKNOWN_ROLE, COLOUR_UNKNOWN_LOOK };

/* What is wrong with SETTING, which otherwise is as if it were not there. */
enum colour_fault terminal_colour_fault(const struct colour_setting *setting);

/* The name of a role, and a word that a look may have (numbers and #rrggbb apart), each from 0 on; NULL: there are no more. Static. */
const char *terminal_colour_role(size_t number);
const char *terminal_colour_word(size_t number);

/* ---- opening ---- */

enum terminal_hyperlinks { HYPERLINKS_AUTO, HYPERLINKS_ON, HYPERLINKS_OFF };

struct terminal_options {
	int input; /* descriptors of the terminal; not closed */
	int output;
	const char *name;                   /* TERM */
	bool colours;                       /* false: NO_COLOR */
	const struct colour_setting *looks; /* the reader's own; borrowed while opening */
	size_t look_count;
	enum terminal_hyperlinks
	        hyperlinks; /* OSC 8; auto: where the terminal is not known to mishandle them */
	bool old_tmux;      /* within a tmux that does not know hyperlinks, or whose version is not known */
	bool remote;        /* over ssh: a lone Esc waits for 200 ms, not 50 */
	bool mouse;
};

struct terminal;

/*
 * Prepares the terminal: signal handlers, raw mode, alternate screen, bracketed paste; the terminal's state before is kept
 * and comes back with terminal_close(), with any signal that ends the process, and while it is stopped. One at a time in a process.
 */
enum terminal_status terminal_open(struct terminal **terminal, const struct terminal_options *options);

/* The size in rows and columns, each at least 1. */
void terminal_size(const struct terminal *terminal, int *rows, int *columns);

/*
 * Makes the terminal show GRID. Writes what it can at once and the rest while waiting; a frame that has not been begun is replaced
 * by a newer one. Returns false when memory runs out: the screen is then sent whole the next time.
 */
bool terminal_show(struct terminal *terminal, const struct grid *grid);

/*
 * Waits at most MILLISECONDS (-1: for ever; 0: only looks) for the next event, writing what is still to be written.
 * A resize has been taken over by ncurses when it is told.
 */
void terminal_wait(struct terminal *terminal, int milliseconds, struct input_event *event);

/* Whether a key (or a signal, a resize: whatever terminal_wait() would tell at once) is waiting. Does not take it. */
bool terminal_key_waits(struct terminal *terminal);

/* The next terminal_show() sends every cell. */
void terminal_repaint(struct terminal *terminal);

/*
 * Hands LENGTH bytes of TEXT to the clipboard (OSC 52), which the terminal may refuse without a word. False: they are too many for
 * terminals (more than COPY_MAXIMUM), this one would show them as text, or memory runs out.
 */
enum { COPY_MAXIMUM = 55500 };
bool terminal_copy(struct terminal *terminal, const char *text, size_t length);

void terminal_set_mouse(struct terminal *terminal, bool on);

/* Gives the terminal back and stops the process (SIGTSTP) until it is continued; then takes it again. INPUT_RESUMED follows. */
void terminal_suspend(struct terminal *terminal);

/* Gives the terminal back for another program to use, and takes it again when that has ended. INPUT_RESUMED follows. */
void terminal_lend(struct terminal *terminal);
void terminal_take_back(struct terminal *terminal);

/* Gives the terminal back as it was found. TERMINAL may be NULL. */
void terminal_close(struct terminal *terminal);

/* After terminal_close(): ends the process by SIGNAL as if we had never handled it. Returns only if it is ignored. */
void terminal_raise(int signal);

#endif
