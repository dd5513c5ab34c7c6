/* base/memory.c — arenas, buffers and arrays that grow up to a maximum. */

#include "base/base.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#ifdef IOMVIEW_TINY /* unit tests are built once more so: a few letters cross every edge */
enum { ARENA_BLOCK_BYTES = 4, BUFFER_FIRST_BYTES = 4, ARRAY_FIRST_ITEMS = 1 };
#else
enum { ARENA_BLOCK_BYTES = 8192, BUFFER_FIRST_BYTES = 256, ARRAY_FIRST_ITEMS = 8 };
#endif

/* ---- arenas ---- */

struct arena_block {
	struct arena_block *older;
	size_t used; /* bytes of BYTES */
	size_t size; /* bytes of BYTES */
	alignas(max_align_t) char bytes[];
};

void arena_init(struct arena *arena, size_t maximum)
{
	*arena = (struct arena){.maximum = maximum};
}

/* Puts a new block with room for BYTES in front. A large piece gets a block of its own size. */
static struct arena_block *add_block(struct arena *arena, size_t bytes)
{
	size_t size = bytes > ARENA_BLOCK_BYTES ? bytes : ARENA_BLOCK_BYTES;
	if (size > arena->maximum - arena->total)
		return NULL;
	struct arena_block *block = memory_resize(NULL, sizeof *block + size);
	if (block == NULL)
		return NULL;
	*block = (struct arena_block){.size = size};
	arena->total += size;
	/* Behind a block that still has much room a large one must not hide it. */
	if (arena->newest != NULL && bytes > ARENA_BLOCK_BYTES) {
		block->older = arena->newest->older;
		arena->newest->older = block;
	} else {
		block->older = arena->newest;
		arena->newest = block;
	}
	return block;
}

void *arena_take(struct arena *arena, size_t bytes)
{
	const size_t unit = alignof(max_align_t);
	if (bytes > SIZE_MAX / 2)
		return NULL;
	bytes = (bytes + unit - 1) / unit * unit;
	if (bytes == 0)
		bytes = unit;
	struct arena_block *block = arena->newest;
	if (block == NULL || block->size - block->used < bytes)
		block = add_block(arena, bytes);
	if (block == NULL)
		return NULL;
	void *piece = block->bytes + block->used;
	block->used += bytes;
	memset(piece, 0, bytes);
	return piece;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
	char *copy = length < SIZE_MAX ? arena_take(arena, length + 1) : NULL;
	if (copy != NULL && length > 0)
		memcpy(copy, bytes, length);
	return copy;
}

void arena_free(struct arena *arena)
{
	struct arena_block *block = arena->newest;
	while (block != NULL) {
		struct arena_block *older = block->older;
		memory_resize(block, 0);
		block = older;
	}
	arena_init(arena, arena->maximum);
}

/* ---- buffers ---- */

void buffer_init(struct buffer *buffer, size_t maximum)
{
	*buffer = (struct buffer){.maximum = maximum};
}

/* Makes room for LENGTH more bytes and the NUL behind them. */
static bool make_room(struct buffer *buffer, size_t length)
{
	if (length > buffer->maximum - buffer->length || buffer->maximum == SIZE_MAX)
		return false;
	size_t needed = buffer->length + length + 1;
	if (needed <= buffer->capacity)
		return true;
	size_t capacity = buffer->capacity > 0 ? buffer->capacity : BUFFER_FIRST_BYTES;
	while (capacity < needed)
		capacity = capacity > SIZE_MAX / 2 ? needed : capacity * 2;
	if (capacity > buffer->maximum + 1)
		capacity = buffer->maximum + 1;
	char *bytes = memory_resize(buffer->bytes, capacity);
	if (bytes == NULL)
		return false;
	buffer->bytes = bytes;
	buffer->capacity = capacity;
	return true;
}

bool buffer_append(struct buffer *buffer, const void *bytes, size_t length)
{
	if (!make_room(buffer, length)) {
		buffer->failed = true;
		return false;
	}
	if (length > 0)
		memcpy(buffer->bytes + buffer->length, bytes, length);
	buffer->length += length;
	buffer->bytes[buffer->length] = '\0';
	return true;
}

bool buffer_append_text(struct buffer *buffer, const char *text)
{
	return buffer_append(buffer, text, strlen(text));
}

bool buffer_format(struct buffer *buffer, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0 || !make_room(buffer, (size_t)length)) {
		buffer->failed = true;
		return false;
	}
	va_start(arguments, format);
	vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, arguments);
	va_end(arguments);
	buffer->length += (size_t)length;
	return true;
}

const char *buffer_text(const struct buffer *buffer)
{
	return buffer->bytes != NULL ? buffer->bytes : "";
}

void buffer_clear(struct buffer *buffer)
{
	buffer->length = 0;
	buffer->failed = false;
	if (buffer->bytes != NULL)
		buffer->bytes[0] = '\0';
}

void buffer_free(struct buffer *buffer)
{
	memory_resize(buffer->bytes, 0);
	buffer_init(buffer, buffer->maximum);
}

/* ---- arrays ---- */

void *array_grow(void *items, size_t *capacity, size_t count, size_t item_bytes, size_t maximum)
{
	if (count < *capacity)
		return items;
	if (count >= maximum)
		return NULL;
	size_t wanted = *capacity > 0 ? *capacity * 2 : ARRAY_FIRST_ITEMS;
	if (wanted > maximum)
		wanted = maximum;
	if (wanted > SIZE_MAX / item_bytes)
		return NULL;
	void *grown = memory_resize(items, wanted * item_bytes);
	if (grown != NULL)
		*capacity = wanted;
	return grown;
}
