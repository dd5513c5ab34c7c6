/* ASCII words whatever their case, in every locale. */

#include "base/base.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void only_ascii_letters_have_a_case(void **state)
{
	(void)state;
	for (int first = 1; first < 256; first++)
		for (int second = 1; second < 256; second++) {
			char one[2] = {(char)first, '\0'}, other[2] = {(char)second, '\0'};
			bool letter = (first | 0x20) >= 'a' && (first | 0x20) <= 'z' && first < 128;
			bool same = first == second || (letter && (first ^ second) == 0x20);
			assert_int_equal(ascii_equal(one, other), same);
		}
}

/* In Turkish the capital of i is İ, to strcasecmp(3) in ISO-8859-9 too. Where the locale is not installed it changes nothing. */
static void turkish_changes_nothing(void **state)
{
	(void)state;
	static const char *const locales[] = {"tr_TR.ISO-8859-9", "tr_TR.UTF-8", "C.UTF-8", "C"};
	for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
		setlocale(LC_ALL, locales[i]);
		assert_true(ascii_equal("MAILTO:INFO", "mailto:info"));
		assert_true(ascii_equal_start("HTTPS://IOM.INT", "https://iom.int/", 8));
	}
}

static void words_end_where_they_end(void **state)
{
	(void)state;
	assert_true(ascii_equal("", ""));
	assert_true(ascii_equal("bg-BG", "BG-bg"));
	assert_false(ascii_equal("bg", "bg-BG"));
	assert_false(ascii_equal("bg-BG", "bg"));
	assert_false(ascii_equal("Й", "й"));
	assert_true(ascii_equal_start("bg-BG", "BGN", 2));
	assert_false(ascii_equal_start("bg", "bgn", 3));
	assert_true(ascii_equal_start("bg", "BG", 10));
	assert_true(ascii_equal_start("a", "b", 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(only_ascii_letters_have_a_case),
	        cmocka_unit_test(turkish_changes_nothing),
	        cmocka_unit_test(words_end_where_they_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
