/*
 * tests/harness/pty.h — a program in a pseudo-terminal, its screen kept by libvterm.
 *
 * The world (environment) is what run.sh pins; see world.sh. What the terminal answers (status requests) goes back to the program.
 * Rows and columns count from 0. Times are in milliseconds and ten times as long where TEST_SLOW is set.
 */
#ifndef IOMVIEW_HARNESS_PTY_H
#define IOMVIEW_HARNESS_PTY_H

#include "harness/keys.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

/* How long a test waits for what must come. */
enum { PTY_PATIENCE = 5000 };

struct pty_options {
	const char *const
	        *arguments; /* of the program, itself first (looked for along PATH), NULL at the end */
	const char *const
	        *environment; /* "NAME=VALUE" to set, "NAME" to remove, NULL at the end; NULL: none */
	int rows, columns;
	const char *input, *output, *error; /* files instead of the terminal; NULL: the terminal */
	void (*prepare)(
	        struct termios *line); /* changes the line's settings before the start; NULL: as they are */
};

struct pty;

/* Starts a program with the pseudo-terminal as its controlling terminal. Ends the test program when that cannot be done. */
struct pty *pty_start(const struct pty_options *options);

/* Kills the program if it still runs. PTY may be NULL. */
void pty_free(struct pty *pty);

pid_t pty_process(const struct pty *pty);

/* ---- output: each of these reads what the program writes and puts it on the screen ---- */

/* Reads for MILLISECONDS. Returns false once the program's side is closed. */
bool pty_pump(struct pty *pty, int milliseconds);

/* Until HOLDS, or PATIENCE milliseconds have passed: then false. */
bool pty_wait_until(struct pty *pty, bool (*holds)(struct pty *pty, const void *context), const void *context,
        int patience);

/* Until TEXT stands in some row. */
bool pty_wait_for_text(struct pty *pty, const char *text);

/* Until nothing has come for QUIET milliseconds (PTY_PATIENCE at most). */
void pty_wait_for_quiet(struct pty *pty, int quiet);

/* Until the program has ended. *STATUS as from waitpid(2). */
bool pty_wait_for_exit(struct pty *pty, int patience, int *status);

/* The same, but nothing is read: the program's output has nowhere to go. */
bool pty_wait_for_exit_unread(struct pty *pty, int patience, int *status);

/* Processor time that the program took, in milliseconds. After its end. */
long pty_processor_time(const struct pty *pty);

/* All bytes so far, OSC strings too; a NUL stands behind them. */
const char *pty_bytes(const struct pty *pty, size_t *length);

/* ---- input ---- */

/* Without waiting for an effect. Reads output while the program is slow to take it. */
void pty_send(struct pty *pty, const char *bytes, size_t length);

/* As the terminal sends it in its present modes. Ends the test program when NAME is no key (keys.h). */
void pty_send_key(struct pty *pty, const char *name);

/* The left button goes down and up at ROW, COLUMN; sent only when the program has asked for the mouse. */
void pty_click(struct pty *pty, int row, int column);

/* As the terminal sends what is pasted. */
void pty_paste(struct pty *pty, const char *text);

void pty_resize(struct pty *pty, int rows, int columns);

/* To the program alone. */
void pty_signal(struct pty *pty, int signal);

/* Our side of the pseudo-terminal closes: the line is cut. */
void pty_hang_up(struct pty *pty);

/* ---- the screen ---- */

void pty_size(const struct pty *pty, int *rows, int *columns);

/* The text of ROW, blanks at its end left out. Valid until the next call but three. */
const char *pty_row(const struct pty *pty, int row);

/* All rows, each with its newline. malloc'ed. */
char *pty_picture(const struct pty *pty);

void pty_cursor(const struct pty *pty, int *row, int *column, bool *shown);

/* Attributes and colours of a cell, in words: "bold underline italic reverse", "colour N" and "on N" (256 colours); "plain". */
const char *pty_style(const struct pty *pty, int row, int column);

/* The link (OSC 8) that a cell belongs to: "id=3;https://iom.int/"; "": none. */
const char *pty_link(const struct pty *pty, int row, int column);

/* Whether the program has asked for kitty's keyboard protocol. */
bool pty_names_keys(const struct pty *pty);

/* Whether a DEC private mode is on: 1049 alternate screen, 2004 bracketed paste, 1 cursor keys, 25 cursor, 1000 mouse … */
bool pty_mode(const struct pty *pty, int mode);

/* Numbers of the modes that are on, but for 7 and 25, in words: "1 1049 2004". */
const char *pty_modes(const struct pty *pty);

/*
 * What is not as the program found it, in words: a setting of the line (stty), a mode, the alternate screen, the keyboard's protocol, the cursor hidden.
 * "" when the terminal has been given back.
 */
const char *pty_left_behind(const struct pty *pty);

/* Milliseconds by a clock that only goes forward. */
long long pty_now(void);

#endif
