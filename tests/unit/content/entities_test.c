/* What &name; and &#number; stand for. */

#include "content/entities.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* ENTITY must decode to EXPECTED; "" when it is none. */
static void check(const char *entity, const char *expected)
{
	char bytes[ENTITY_BYTES];
	size_t length = entity_decode(entity, strlen(entity), bytes);
	assert_int_equal(length, strlen(expected));
	assert_memory_equal(bytes, expected, length);
}

static void names_are_found(void **state)
{
	(void)state;
	check("&amp;", "&");
	check("&lt;", "<");
	check("&quot;", "\"");
	check("&nbsp;", "\302\240");
	check("&laquo;", "«");
	check("&bdquo;", "„");
	check("&ndash;", "–");
	check("&hellip;", "…");
	check("&copy;", "©");
	check("&Alpha;", "Α");
	check("&alpha;", "α");
	check("&rarr;", "→");
	check("&ne;", "≠");
	check("&shchcy;", "щ");
	check("&YAcy;", "Я");
	check("&AElig;", "Æ"); /* the first of the table and the last: */
	check("&zwnj;", "\342\200\214");
}

static void names_are_found_by_their_case(void **state)
{
	(void)state;
	check("&Auml;", "Ä");
	check("&auml;", "ä");
	check("&aUML;", "");
}

static void what_is_no_entity_stays(void **state)
{
	(void)state;
	static const char *const others[] = {"", "&", "&;", "&amp", "amp;", "&amp;x", "& amp;", "&nosuch;",
	        "&#;", "&#x;", "&#xg;", "&#12a;", "&#12345678;", "&#x1234567;", "&-1;", "&я;", "&1a;",
	        "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;"};
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		check(others[i], "");
}

static void numbers_are_code_points(void **state)
{
	(void)state;
	check("&#1071;", "Я");
	check("&#x42F;", "Я");
	check("&#X42f;", "Я");
	check("&#0000065;", "A");
	check("&#x1F1E7;", "\360\237\207\247");
}

static void numbers_that_are_no_characters_become_the_replacement_character(void **state)
{
	(void)state;
	static const char *const numbers[] = {
	        "&#0;", "&#x0;", "&#xD800;", "&#xDFFF;", "&#x110000;", "&#9999999;"};
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		check(numbers[i], "\357\277\275");
}

static void controls_come_out_for_the_sanitiser_to_see(void **state)
{
	(void)state;
	check("&#27;", "\033");
	check("&#x7f;", "\177");
	check("&#x9B;", "\302\233");
}

static void the_length_is_told_by_the_form(void **state)
{
	(void)state;
	assert_int_equal(entity_length("&nosuch; текст", strlen("&nosuch; текст")), strlen("&nosuch;"));
	assert_int_equal(entity_length("&#27;&", strlen("&#27;&")), strlen("&#27;"));
	assert_int_equal(entity_length("&amp", strlen("&amp")), 0);
	assert_int_equal(entity_length("&amp;", strlen("&amp")), 0);
	assert_int_equal(entity_length("а&amp;", strlen("а&amp;")), 0);
	assert_int_equal(entity_length("", 0), 0);
}

static void every_name_of_two_letters_and_more_is_answered(void **state)
{
	(void)state;
	/* The table must be in order, or names would not be found: each of these groups lies together in it. */
	static const char *const names[] = {"AMP", "Aacute", "Zcaron", "aacute", "acy", "ast", "commat",
	        "deg", "iexcl", "lowbar", "mldr", "numero", "oacute", "period", "quot", "sect", "times",
	        "uuml", "yuml", "zeta"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char entity[40], bytes[ENTITY_BYTES];
		snprintf(entity, sizeof entity, "&%s;", names[i]);
		if (entity_decode(entity, strlen(entity), bytes) == 0)
			fail_msg("%s is not found", entity);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(names_are_found),
	        cmocka_unit_test(names_are_found_by_their_case),
	        cmocka_unit_test(what_is_no_entity_stays),
	        cmocka_unit_test(numbers_are_code_points),
	        cmocka_unit_test(numbers_that_are_no_characters_become_the_replacement_character),
	        cmocka_unit_test(controls_come_out_for_the_sanitiser_to_see),
	        cmocka_unit_test(the_length_is_told_by_the_form),
	        cmocka_unit_test(every_name_of_two_letters_and_more_is_answered),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
