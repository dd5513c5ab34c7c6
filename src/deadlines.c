/* deadlines.c — when a session ends by itself. */

#include "deadlines.h"

#include <limits.h>

void deadlines_start(struct deadlines *deadlines, int64_t idle, int64_t limit, int64_t now)
{
	*deadlines = (struct deadlines){.idle = idle, .limit = limit, .started = now, .last_key = now};
}

void deadlines_key(struct deadlines *deadlines, int64_t now)
{
	deadlines->last_key = now;
	deadlines->warned = false;
}

static bool warns(const struct deadlines *deadlines)
{
	return deadlines->idle >= 2 * (int64_t)WARNING_MILLISECONDS && !deadlines->warned;
}

/* The next deadline and, in *AT, when it is. */
static enum deadline next_deadline(const struct deadlines *deadlines, int64_t *at)
{
	enum deadline next = DEADLINE_NONE;
	*at = INT64_MAX;
	if (deadlines->idle > 0) {
		next = warns(deadlines) ? DEADLINE_WARNING : DEADLINE_IDLE;
		*at = deadlines->last_key + deadlines->idle -
		      (next == DEADLINE_WARNING ? WARNING_MILLISECONDS : 0);
	}
	if (deadlines->limit > 0 && deadlines->started + deadlines->limit < *at) {
		next = DEADLINE_LIMIT;
		*at = deadlines->started + deadlines->limit;
	}
	return next;
}

int deadlines_wait(const struct deadlines *deadlines, int64_t now)
{
	int64_t at;
	if (next_deadline(deadlines, &at) == DEADLINE_NONE)
		return -1;
	return at <= now ? 0 : at - now > INT_MAX ? INT_MAX : (int)(at - now);
}

enum deadline deadlines_check(struct deadlines *deadlines, int64_t now)
{
	int64_t at;
	enum deadline next = next_deadline(deadlines, &at);
	if (next == DEADLINE_NONE || now < at)
		return DEADLINE_NONE;
	deadlines->warned |= next == DEADLINE_WARNING;
	return next;
}
