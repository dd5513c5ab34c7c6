/* tests/harness/failing_memory.c — see the header. */

#include "harness/failing_memory.h"

void *__real_memory_resize(void *memory, size_t bytes);
void *__wrap_memory_resize(void *memory, size_t bytes);

static size_t fail_at;
static size_t calls;
static bool keeps_failing;
static bool hit;
static long live;

void failing_memory_set(size_t nth, bool persistent)
{
	fail_at = nth;
	keeps_failing = persistent;
	calls = 0;
	hit = false;
}

bool failing_memory_hit(void)
{
	return hit;
}

long failing_memory_live(void)
{
	return live;
}

void *__wrap_memory_resize(void *memory, size_t bytes)
{
	if (bytes == 0) {
		live -= memory != NULL;
		return __real_memory_resize(memory, 0);
	}
	calls++;
	if (fail_at != 0 && (calls == fail_at || (keeps_failing && calls > fail_at))) {
		hit = true;
		return NULL;
	}
	void *moved = __real_memory_resize(memory, bytes);
	live += memory == NULL && moved != NULL;
	return moved;
}
