/*
 * tests/terminal/reader.h — iomview with a reader at its terminal: started, seen, left.
 */
#ifndef IOMVIEW_TERMINAL_READER_H
#define IOMVIEW_TERMINAL_READER_H

#include "harness/pty.h"

/* A word of the bundled site's front menu. */
#define FRONT_WORD "Новини"

/* The program under test: what the Makefile says. */
const char *program_path(void);

/* Starts iomview on the bundled site at 80x24 (ENVIRONMENT as in pty.h, may be NULL) and waits until the menu is drawn. */
struct pty *start_reading(const char *const *environment);

/* The front menu is drawn in the alternate screen. */
bool menu_is_drawn(struct pty *pty, const void *unused);

/* Milliseconds of processor time that a start and an ordinary end take: what any other end is compared with. */
long cost_of_a_start(void);

#endif
