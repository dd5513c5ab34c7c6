/* terminal/clock.h — time that only goes forward. Private to terminal/. */
#ifndef IOMVIEW_TERMINAL_CLOCK_H
#define IOMVIEW_TERMINAL_CLOCK_H

#include <stdint.h>
#include <time.h>

/* Milliseconds since some moment. Safe in a signal handler. */
static inline int64_t clock_milliseconds(void)
{
	struct timespec now = {0};
	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

#endif
