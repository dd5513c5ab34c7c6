/* base/allocate.c — the one door to the allocator. A file of its own, so that tests can put a failing door in its place. */

#include "base/base.h"

#include <stdlib.h>

void *memory_resize(void *memory, size_t bytes)
{
	if (bytes == 0) {
		free(memory);
		return NULL;
	}
	return realloc(memory, bytes);
}
