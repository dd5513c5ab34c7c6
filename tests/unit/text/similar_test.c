/* The distance between words, and "did you mean". */

#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void distance_counts_letters_not_bytes(void **state)
{
	(void)state;
	assert_int_equal(text_distance("", "", 3), 0);
	assert_int_equal(text_distance("език", "език", 3), 0);
	assert_int_equal(text_distance("език", "езика", 3), 1);
	assert_int_equal(text_distance("език", "ези", 3), 1);
	assert_int_equal(text_distance("език", "езяк", 3), 1);
	assert_int_equal(text_distance("език", "еизк", 3), 1); /* neighbours swapped */
	assert_int_equal(text_distance("title", "tilte", 3), 1);
	assert_int_equal(text_distance("", "три", 3), 3);
	assert_int_equal(text_distance("kitten", "sitting", 5), 3);
	assert_int_equal(text_distance("ca", "abc", 5), 3); /* restricted: no edit inside a swap */
}

static void distance_stops_at_its_limit(void **state)
{
	(void)state;
	assert_int_equal(text_distance("kitten", "sitting", 2), 3);
	assert_int_equal(text_distance("миграция", "пейзаж", 1), 2);
	assert_int_equal(text_distance("а", "абвгде", 2), 3);
}

static void words_of_any_length_are_compared(void **state)
{
	(void)state;
	char first[1000];
	char second[1000];
	memset(first, 'a', 999);
	memset(second, 'a', 999);
	first[999] = second[999] = '\0';
	assert_int_equal(text_distance(first, second, 3), 0);
	second[5] = 'b';
	assert_int_equal(text_distance(first, second, 3), 4);
	first[256] = second[256] = '\0';
	assert_int_equal(text_distance(first, second, 3), 1);
}

static void the_nearest_is_meant(void **state)
{
	(void)state;
	static const char *const keys[] = {
	        "title", "date", "summary", "source", "links", "sort", "body", "дневен"};
	size_t count = sizeof keys / sizeof keys[0];
	assert_string_equal(text_nearest("tilte", keys, count), "title");
	assert_string_equal(text_nearest("titel", keys, count), "title");
	assert_string_equal(text_nearest("sumary", keys, count), "summary");
	assert_string_equal(text_nearest("link", keys, count), "links");
	assert_string_equal(text_nearest("днвен", keys, count), "дневен");
	assert_string_equal(text_nearest("body", keys, count), "body");
	assert_string_equal(text_nearest("soure", keys, count), "source");
}

static void what_is_too_far_is_not_guessed(void **state)
{
	(void)state;
	static const char *const keys[] = {"title", "date", "sort", "x"};
	size_t count = sizeof keys / sizeof keys[0];
	assert_null(text_nearest("author", keys, count));
	assert_null(text_nearest("description", keys, count));
	assert_null(text_nearest("days", keys, count)); /* two of four letters */
	assert_null(text_nearest("y", keys, count));
	assert_null(text_nearest("", keys, count));
	assert_null(text_nearest("title", NULL, 0));
	static const char *const far[] = {"abcdefghijklmnop"};
	assert_null(text_nearest("abcdefghijkl1234", far, 1)); /* never more than three */
	assert_string_equal(text_nearest("abcdefghijklm123", far, 1), far[0]);
}

static void of_two_alike_the_first_is_told(void **state)
{
	(void)state;
	static const char *const names[] = {"новини", "новина"};
	assert_string_equal(text_nearest("новин", names, 2), "новини");
	assert_string_equal(text_nearest("новина", names, 2), "новина");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(distance_counts_letters_not_bytes),
	        cmocka_unit_test(distance_stops_at_its_limit),
	        cmocka_unit_test(words_of_any_length_are_compared),
	        cmocka_unit_test(the_nearest_is_meant),
	        cmocka_unit_test(what_is_too_far_is_not_guessed),
	        cmocka_unit_test(of_two_alike_the_first_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
