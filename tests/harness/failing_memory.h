/*
 * tests/harness/failing_memory.h — the allocator's door, with a lock.
 *
 * Unit tests are linked with --wrap=memory_resize, so that every allocation of iomview passes here.
 */
#ifndef IOMVIEW_FAILING_MEMORY_H
#define IOMVIEW_FAILING_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* The NTH allocation from now (from 1) fails; with PERSISTENT all after it too. 0: none fails. Resets the count. */
void failing_memory_set(size_t nth, bool persistent);

/* Whether the failure has happened. */
bool failing_memory_hit(void);

/* Allocations that have not been freed. */
long failing_memory_live(void);

#endif
