/*
 * terminal/signals.h — signals become events. Private to terminal/.
 *
 * One set of handlers in a process; what has arrived is kept in flags, and a pipe wakes poll(2).
 */
#ifndef IOMVIEW_TERMINAL_SIGNALS_H
#define IOMVIEW_TERMINAL_SIGNALS_H

#include <stdbool.h>

/*
 * Takes the signals that end, stop or resize us, where nobody else has taken or ignored them. CRASHED is called in the handler
 * of one that ends us at once (SIGSEGV …), which is then raised again; it may do only what a handler may. False: an error.
 */
bool signals_take(void (*crashed)(void));

/* Gives all signals back as they were. */
void signals_give_back(void);

/* Readable when a signal has arrived. */
int signals_descriptor(void);

/* Takes the next signal that has arrived, those that end us first; 0: none. */
int signals_next(void);

/* Whether signals_next() has one, and whether it is one that ends us. */
bool signals_waiting(void);
bool signals_end_us(void);

/* Stops the process, or its whole GROUP, as SIGTSTP does; returns when it is continued. */
void signals_stop(bool group);

#endif
