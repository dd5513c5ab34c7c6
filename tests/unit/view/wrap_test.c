/* A short text in lines: as full as they can be, never too wide, nothing lost. */

#include "harness/failing_memory.h"
#include "view/wrap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Wraps TEXT and compares its lines, joined by '|'. */
static void assert_lines(const char *text, int columns, size_t most, const char *expected)
{
	struct wrapping wrapping = {.count = 0};
	char joined[512] = "";
	assert_true(wrap_text(&wrapping, text, strlen(text), columns, most, "bg"));
	for (size_t i = 0; i < wrapping.count; i++) {
		const struct wrapped_line *line = &wrapping.lines[i];
		size_t used = strlen(joined);
		snprintf(joined + used, sizeof joined - used, "%s%.*s%s", i > 0 ? "|" : "", (int)line->length,
		        text + line->offset, line->hyphen ? "-" : "");
		assert_true(line->width <= columns);
	}
	assert_string_equal(joined, expected);
	wrapping_free(&wrapping);
	assert_int_equal(failing_memory_live(), 0);
}

static void lines_are_as_full_as_they_can_be(void **state)
{
	(void)state;
	assert_lines("", 10, 9, "");
	assert_lines("Новини", 10, 9, "Новини");
	assert_lines("Данни и ресурси", 15, 9, "Данни и ресурси");
	assert_lines("Данни и ресурси", 14, 9, "Данни|и ресурси");
	assert_lines("едно две три", 8, 9, "едно две|три");
}

static void a_word_wider_than_the_line_is_broken_at_a_cluster(void **state)
{
	(void)state;
	assert_lines("осведоменост", 5, 9, "освед|омено|ст");
	assert_lines("а осведоменост", 5, 9, "а|освед|омено|ст");
	assert_lines("漢字漢", 3, 9, "漢|字|漢");
}

static void a_soft_hyphen_is_shown_where_the_line_ends(void **state)
{
	(void)state;
	assert_lines("осве\u00adдоменост", 8, 9, "осве\u00ad-|доменост");
	assert_lines("осве\u00adдоменост", 12, 9, "осве\u00adдоменост");
}

static void no_more_lines_are_made_than_are_wanted(void **state)
{
	(void)state;
	assert_lines("едно две три четири", 4, 2, "едно|две");
	assert_lines("едно две три четири", 4, 1, "едно");
}

static void random_texts_are_whole_and_no_line_is_too_wide(void **state)
{
	(void)state;
	static const char *const pieces[] = {
	        "а", "жълт", " ", "漢", "и\u0300", "-", "„дума“", "\u00ad", "  ", "."};
	const char *given = getenv("SEED");
	unsigned seed = given != NULL ? (unsigned)strtoul(given, NULL, 10) : 20210520u;
	print_message("# seed %u\n", seed);
	srand(seed);
	struct wrapping wrapping = {.count = 0};
	for (int round = 0; round < 2000; round++) {
		char text[600] = "";
		int columns = 2 + rand() % 20;
		for (int i = rand() % 40; i > 0; i--)
			strcat(text, pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)]);
		assert_true(wrap_text(&wrapping, text, strlen(text), columns, 1000, "bg"));
		size_t end = 0;
		for (size_t i = 0; i < wrapping.count; i++) {
			const struct wrapped_line *line = &wrapping.lines[i];
			assert_true(line->width <= columns || wrapping.count == 1);
			for (; end < line->offset; end++) /* only blanks lie between lines */
				assert_int_equal(text[end], ' ');
			end = line->offset + line->length;
		}
		for (; end < strlen(text); end++)
			assert_int_equal(text[end], ' ');
	}
	wrapping_free(&wrapping);
}

static void without_memory_the_text_is_one_line(void **state)
{
	(void)state;
	struct wrapping wrapping = {.count = 0};
	const char *text = "едно две три";
	for (size_t nth = 1;; nth++) {
		failing_memory_set(nth, false);
		bool whole = wrap_text(&wrapping, text, strlen(text), 4, 9, NULL);
		bool failed = failing_memory_hit();
		failing_memory_set(0, false);
		assert_int_equal(whole, !failed);
		assert_int_equal(wrapping.count, failed ? 1 : 3);
		wrapping_free(&wrapping);
		if (!failed)
			break;
	}
	assert_int_equal(failing_memory_live(), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(lines_are_as_full_as_they_can_be),
	        cmocka_unit_test(a_word_wider_than_the_line_is_broken_at_a_cluster),
	        cmocka_unit_test(a_soft_hyphen_is_shown_where_the_line_ends),
	        cmocka_unit_test(no_more_lines_are_made_than_are_wanted),
	        cmocka_unit_test(random_texts_are_whole_and_no_line_is_too_wide),
	        cmocka_unit_test(without_memory_the_text_is_one_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
