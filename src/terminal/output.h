/*
 * terminal/output.h — bytes to the terminal, never blocking. Private to terminal/.
 *
 * O_NONBLOCK belongs to the open file description, which the shell and everything else in the terminal share with us and which
 * outlives us: it is never set on the caller's. The terminal is opened once more, and only that description is non-blocking.
 * Where it cannot be opened (another user's terminal), single bytes are written, each after poll(2) has said that there is room:
 * a terminal with room takes one byte without blocking.
 */
#ifndef IOMVIEW_TERMINAL_OUTPUT_H
#define IOMVIEW_TERMINAL_OUTPUT_H

#include "base/base.h"

struct output {
	int descriptor;
	bool own;            /* opened by us, non-blocking */
	bool gone;           /* the terminal does not exist any more */
	struct buffer bytes; /* what is to be sent; WRITTEN of them have been */
	size_t written;
};

/* DESCRIPTOR is the terminal, and stays the caller's. */
void output_open(struct output *output, int descriptor);

/* Nothing is sent by this. */
void output_close(struct output *output);

/* Whether bytes wait to be sent. */
bool output_waits(const struct output *output);

/* Sends what the terminal takes now. */
void output_push(struct output *output);

/* Forgets what has not been sent. Returns whether something had been begun: the terminal may be within a sequence. */
bool output_drop(struct output *output);

/* Sends BYTES, waiting for the terminal at most MILLISECONDS. Safe in a signal handler. Returns whether all went. */
bool output_send(const struct output *output, const char *bytes, size_t length, int milliseconds);

#endif
