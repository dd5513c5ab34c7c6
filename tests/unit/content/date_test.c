/* Dates: ISO 8601, the day as it is written. */

#include "content/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void check(const char *text, int year, int month, int day)
{
	struct date date;
	assert_true(date_parse(text, strlen(text), &date));
	assert_int_equal(date.year, year);
	assert_int_equal(date.month, month);
	assert_int_equal(date.day, day);
}

static void dates_stand_alone_or_with_a_time(void **state)
{
	(void)state;
	check("2021-05-20", 2021, 5, 20);
	check("2021-05-20 ", 2021, 5, 20);
	check("2021-05-20T10:00", 2021, 5, 20);
	check("2021-05-20T10:00:00", 2021, 5, 20);
	check("2021-05-20t10:00:00.125Z", 2021, 5, 20);
	check("2021-05-20T10:00:00+03:00", 2021, 5, 20);
	check("2009-12-25 10:41:06 +0000", 2009, 12, 25);
	check("2009-12-25 10:41:06 -03", 2009, 12, 25);
}

static void the_zone_does_not_move_the_day(void **state)
{
	(void)state;
	check("2021-05-20T23:59:59-12:00", 2021, 5, 20);
	check("2021-05-20T00:00:00+14:00", 2021, 5, 20);
}

static void leap_years_are_those_of_the_calendar(void **state)
{
	(void)state;
	struct date date;
	check("2020-02-29", 2020, 2, 29);
	check("2000-02-29", 2000, 2, 29);
	assert_false(date_parse("1900-02-29", 10, &date));
	assert_false(date_parse("2021-02-29", 10, &date));
}

static void everything_else_is_no_date(void **state)
{
	(void)state;
	static const char *const texts[] = {"", "2021", "2021-05", "2021-5-20", "2021-13-01", "2021-00-10",
	        "2021-04-31", "2021-05-00", "0000-01-01", "21-05-20", "2021/05/20", "20.05.2021",
	        "20 май 2021", "2021-05-20x", "2021-05-20T", "2021-05-20T10", "2021-05-20T25:00",
	        "2021-05-20T10:60", "2021-05-20T10:00:61", "2021-05-20T10:00:00+3",
	        "2021-05-20T10:00:00+0360", "2021-05-20 10:00:00 UTC+", " 2021-05-20", "2021-05-20-opening"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct date date;
		if (date_parse(texts[i], strlen(texts[i]), &date))
			fail_msg("'%s' was taken for a date", texts[i]);
	}
}

static void a_cut_date_is_never_read_over_its_end(void **state)
{
	(void)state;
	static const char text[] = "2009-12-25 10:41:06 +0000";
	for (size_t length = 0; length <= strlen(text); length++) {
		char *copy = memory_resize(NULL, length + 1); /* no byte behind it for a sanitizer to allow */
		struct date date;
		assert_non_null(copy);
		memcpy(copy, text, length);
		copy[length] = '9';
		bool taken = date_parse(copy, length, &date);
		assert_int_equal(taken, length == 10 || length == 11 || length == 16 || length == 19 ||
		                                length == 20 || length == 23 || length == 25);
		memory_resize(copy, 0);
	}
}

static void a_file_name_may_begin_with_a_date(void **state)
{
	(void)state;
	assert_int_equal(date_in_name("2021-05-20-opening").day, 20);
	assert_int_equal(date_in_name("2021-05-20").month, 5);
	assert_int_equal(date_in_name("2021-05-20_opening").year, 2021);
	assert_int_equal(date_in_name("2021-05-201").year, 0);
	assert_int_equal(date_in_name("2021-05-32-opening").year, 0);
	assert_int_equal(date_in_name("2030-agenda").year, 0);
	assert_int_equal(date_in_name("новини").year, 0);
	assert_int_equal(date_in_name("").year, 0);
}

static void dates_have_an_order(void **state)
{
	(void)state;
	const struct date dates[] = {{0, 0, 0}, {2020, 12, 31}, {2021, 1, 1}, {2021, 1, 2}, {2021, 2, 1}};
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
		for (size_t k = 0; k < sizeof dates / sizeof *dates; k++) {
			int order = date_compare(dates[i], dates[k]);
			assert_int_equal(order < 0, i < k);
			assert_int_equal(order > 0, i > k);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(dates_stand_alone_or_with_a_time),
	        cmocka_unit_test(the_zone_does_not_move_the_day),
	        cmocka_unit_test(leap_years_are_those_of_the_calendar),
	        cmocka_unit_test(everything_else_is_no_date),
	        cmocka_unit_test(a_cut_date_is_never_read_over_its_end),
	        cmocka_unit_test(a_file_name_may_begin_with_a_date),
	        cmocka_unit_test(dates_have_an_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
