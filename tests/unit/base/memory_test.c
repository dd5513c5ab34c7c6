/* Arenas, buffers and arrays: their edges, their maximum, and every allocation failing in turn. */

#include "base/base.h"
#include "harness/failing_memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void arena_gives_zeroed_pieces_that_do_not_overlap(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, SIZE_MAX);
	char *pieces[100];
	for (size_t i = 0; i < 100; i++) {
		pieces[i] = arena_take(&arena, i * 37);
		assert_non_null(pieces[i]);
		for (size_t j = 0; j < i * 37; j++)
			assert_int_equal(pieces[i][j], 0);
		memset(pieces[i], (int)i, i * 37);
	}
	for (size_t i = 0; i < 100; i++)
		for (size_t j = 0; j < i * 37; j++)
			assert_int_equal(pieces[i][j], (char)i);
	arena_free(&arena);
	assert_int_equal(failing_memory_live(), 0);
}

static void arena_stops_at_its_maximum(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 100000);
	assert_null(arena_take(&arena, 100001));
	assert_non_null(arena_take(&arena, 50000));
	assert_null(arena_take(&arena, 60000));
	assert_true(arena.total <= 100000);
	assert_null(arena_take(&arena, SIZE_MAX));
	arena_free(&arena);
}

static void arena_copies_text_with_its_nul(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, SIZE_MAX);
	assert_string_equal(arena_copy(&arena, "миграция, и още", strlen("миграция")), "миграция");
	assert_string_equal(arena_copy(&arena, NULL, 0), "");
	arena_free(&arena);
}

static void buffer_grows_and_stays_terminated(void **state)
{
	(void)state;
	struct buffer buffer;
	buffer_init(&buffer, 1000);
	assert_string_equal(buffer_text(&buffer), "");
	for (int i = 0; i < 100; i++)
		assert_true(buffer_format(&buffer, "%d,", i % 10));
	assert_int_equal(buffer.length, 200);
	assert_int_equal(buffer.bytes[200], '\0');
	buffer_clear(&buffer);
	assert_string_equal(buffer_text(&buffer), "");
	buffer_free(&buffer);
	assert_int_equal(failing_memory_live(), 0);
}

static void buffer_keeps_its_contents_when_full(void **state)
{
	(void)state;
	struct buffer buffer;
	buffer_init(&buffer, 5);
	assert_true(buffer_append_text(&buffer, "abc"));
	assert_false(buffer_append_text(&buffer, "def"));
	assert_true(buffer.failed);
	assert_string_equal(buffer_text(&buffer), "abc");
	assert_false(buffer_format(&buffer, "%s", "xyz"));
	assert_true(buffer_append_text(&buffer, "de"));
	assert_string_equal(buffer_text(&buffer), "abcde");
	buffer_free(&buffer);
}

static void array_grows_to_its_maximum(void **state)
{
	(void)state;
	int *items = NULL;
	size_t capacity = 0;
	for (size_t count = 0; count < 21; count++) {
		int *grown = array_grow(items, &capacity, count, sizeof *items, 21);
		assert_non_null(grown);
		items = grown;
		items[count] = (int)count;
	}
	assert_null(array_grow(items, &capacity, 21, sizeof *items, 21));
	assert_int_equal(items[20], 20);
	memory_resize(items, 0);
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	for (size_t nth = 1;; nth++) {
		struct arena arena;
		struct buffer buffer;
		arena_init(&arena, SIZE_MAX);
		buffer_init(&buffer, 100000);
		failing_memory_set(nth, true);
		for (int i = 0; i < 50; i++) {
			arena_take(&arena, 1000);
			buffer_append_text(&buffer, "дума ");
		}
		bool hit = failing_memory_hit();
		assert_int_equal(hit && buffer.length < 50 * strlen("дума "), buffer.failed);
		failing_memory_set(0, false);
		arena_free(&arena);
		buffer_free(&buffer);
		assert_int_equal(failing_memory_live(), 0);
		if (!hit)
			break;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(arena_gives_zeroed_pieces_that_do_not_overlap),
	        cmocka_unit_test(arena_stops_at_its_maximum),
	        cmocka_unit_test(arena_copies_text_with_its_nul),
	        cmocka_unit_test(buffer_grows_and_stays_terminated),
	        cmocka_unit_test(buffer_keeps_its_contents_when_full),
	        cmocka_unit_test(array_grows_to_its_maximum),
	        cmocka_unit_test(every_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
