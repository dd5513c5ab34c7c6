/*
 * tests/unit/terminal/child.h — a program in a pseudo-terminal that is the test program itself, started with a word that says
 * what it does there.
 *
 *   echo       tells the last event in words; n m a q, Ctrl-L and Ctrl-Z do something
 *   mouse      the same with the mouse from the start
 *   sizeless   the same on a line that does not know its size
 *   frames     shows next_frame(), one further with each n
 *   page       shows draw_page(), one line further with each n
 *   starved    opens and shows with each allocation failing in turn; its status is 0 when all went as it should
 *   flood      shows frames as fast as it can
 */
#ifndef IOMVIEW_CHILD_H
#define IOMVIEW_CHILD_H

#include "harness/pty.h"
#include "terminal/terminal.h"

enum { ROWS = 24, COLUMNS = 80 };

/* How the program in the terminal ends, when no signal ends it. */
enum { ENDED_BY_KEY = 0, ENDED_BY_HANGUP = 7, ENDED_UNOPENED = 20 /* and the status of terminal_open() */ };

/* ---- frames that both sides can make ---- */

void next_frame(struct grid *grid, unsigned number);
void draw_links(struct grid *grid, int first);
void draw_page(struct grid *grid, int first);

/* ---- the program in the terminal ---- */

/* Its exit status. */
int run_child(const char *what);

/* ---- the test's side ---- */

/* On an xterm-256color of ROWS and COLUMNS; or on another (ENVIRONMENT as in pty.h). */
struct pty *start(const char *what);
struct pty *start_at(const char *what, int rows, int columns, const char *const *environment);

/* For pty_wait_until(): it is on the alternate screen. */
bool is_entered(struct pty *pty, const void *unused);

/* It must show GRID, now or soon. */
void assert_shows(struct pty *pty, const struct grid *grid);

/* It must end with CODE within a second. */
void assert_ends(struct pty *pty, int code);

/* It must end when it is told to, with the terminal as it was found. Frees PTY. */
void assert_quits(struct pty *pty);

#endif
