/* deadlines.h — when a session that strangers use ends by itself: after a time without a key, and in any case. */
#ifndef IOMVIEW_DEADLINES_H
#define IOMVIEW_DEADLINES_H

#include <stdbool.h>
#include <stdint.h>

/* Times are milliseconds of a clock that only goes forward. Begin with deadlines_start(). */
struct deadlines {
	int64_t idle;  /* without a key; 0: for ever */
	int64_t limit; /* from the start; 0: for ever */
	int64_t started;
	int64_t last_key;
	bool warned; /* since the last key */
};

/* The reader is told so long before the end, where the time without a key is at least twice as long. */
enum { WARNING_MILLISECONDS = 60 * 1000 };

enum deadline { DEADLINE_NONE, DEADLINE_WARNING, DEADLINE_IDLE, DEADLINE_LIMIT };

void deadlines_start(struct deadlines *deadlines, int64_t idle, int64_t limit, int64_t now);

/* A key has come. */
void deadlines_key(struct deadlines *deadlines, int64_t now);

/* Milliseconds to wait for the next deadline, at most INT_MAX; -1: there is none. */
int deadlines_wait(const struct deadlines *deadlines, int64_t now);

/* Which deadline has come by NOW. A warning is told once for each pause. */
enum deadline deadlines_check(struct deadlines *deadlines, int64_t now);

#endif
