/* Cyrillic in Latin letters, and names made from titles. */

#include "harness/failing_memory.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

typedef bool (*converter)(struct buffer *out, const char *text, size_t length);

struct conversion {
	const char *text;
	const char *wanted;
};

static void assert_conversions(converter convert, const struct conversion *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct buffer out;
		buffer_init(&out, 1000);
		assert_true(convert(&out, cases[i].text, strlen(cases[i].text)));
		assert_string_equal(buffer_text(&out), cases[i].wanted);
		buffer_free(&out);
	}
}

static void letters_follow_the_act(void **state)
{
	(void)state;
	static const struct conversion cases[] = {
	        {"", ""}, {"абвгдежзийклмнопрстуфхцчшщъьюя", "abvgdezhziyklmnoprstufhtschshshtayyuya"},
	        {"Желю Щерев, Цанко Чакъров", "Zhelyu Shterev, Tsanko Chakarov"},
	        {"Стара Загора", "Stara Zagora"}, {"Синьо море", "Sinyo more"}, {"ѝ", "i"},
	        {"5 % – „а“ é", "5 % – „a“ é"}, {"и\u0306", "y"}, {"въ\u0301лна", "valna"},
	        {"ы", "ы"}, /* no Bulgarian letter */
	};
	assert_conversions(text_transliterate, cases, sizeof cases / sizeof cases[0]);
}

static void the_end_of_a_word_is_ia(void **state)
{
	(void)state;
	static const struct conversion cases[] = {
	        {"София", "Sofia"},
	        {"София.", "Sofia."},
	        {"Мария-Луиза", "Maria-Luiza"},
	        {"МИГРАЦИЯ", "MIGRATSIA"},
	        {"миграцията", "migratsiyata"},
	        {"Илия Илиянов", "Ilia Iliyanov"},
	        {"моя", "moya"},
	        {"статия\u0301", "statia"},
	};
	assert_conversions(text_transliterate, cases, sizeof cases / sizeof cases[0]);
}

static void the_country_is_bulgaria(void **state)
{
	(void)state;
	static const struct conversion cases[] = {
	        {"България", "Bulgaria"},
	        {"МОМ България – БЪЛГАРИЯ, българия", "MOM Bulgaria – BULGARIA, bulgaria"},
	        {"български", "balgarski"},
	        {"Българиян", "Balgariyan"},
	        {"Необългария", "Neobalgaria"},
	        {"„България“-2", "„Bulgaria“-2"},
	        {"Българи", "Balgari"},
	};
	assert_conversions(text_transliterate, cases, sizeof cases / sizeof cases[0]);
}

static void capitals_stay_capitals(void **state)
{
	(void)state;
	static const struct conversion cases[] = {
	        {"ЩАСТИЕ", "SHTASTIE"},
	        {"Щастие", "Shtastie"},
	        {"Ю. Цонев", "Yu. Tsonev"},
	        {"ЕЖ", "EZH"},
	        {"МЧ-С", "MCH-S"},
	};
	assert_conversions(text_transliterate, cases, sizeof cases / sizeof cases[0]);
}

static void names_are_small_letters_digits_and_hyphens(void **state)
{
	(void)state;
	static const struct conversion cases[] = {
	        {"МОМ откри работата по нов проект!", "mom-otkri-rabotata-po-nov-proekt"},
	        {"  „Данни и ресурси“  ", "danni-i-resursi"},
	        {"Дневен ред 2030", "dneven-red-2030"},
	        {"За България", "za-bulgaria"},
	        {"About IOM – what's new?", "about-iom-whats-new"},
	        {"Café\u0301 naïve", "cafe-naive"},
	        {"пре\u00ADнос", "prenos"},
	        {"../../etc/passwd", "etc-passwd"},
	        {"", "page"},
	        {"漢字", "page"},
	        {"—", "page"},
	};
	assert_conversions(text_make_name, cases, sizeof cases / sizeof cases[0]);
}

static void what_was_there_before_is_no_part_of_the_name(void **state)
{
	(void)state;
	struct buffer out;
	buffer_init(&out, 100);
	buffer_append_text(&out, "news/");
	assert_true(text_make_name(&out, "!", 1));
	assert_true(text_make_name(&out, "-а", 3));
	assert_string_equal(buffer_text(&out), "news/pagea");
	buffer_free(&out);
}

static void a_full_buffer_and_failing_memory_are_told(void **state)
{
	(void)state;
	static const char title[] = "България, Щастие и още";
	for (size_t maximum = 0; maximum < 26; maximum++) {
		struct buffer out;
		buffer_init(&out, maximum);
		assert_false(text_transliterate(&out, title, strlen(title)));
		buffer_clear(&out);
		assert_int_equal(text_make_name(&out, title, strlen(title)), maximum >= 25);
		buffer_free(&out);
	}
	for (size_t nth = 1;; nth++) {
		struct buffer out;
		buffer_init(&out, 100);
		failing_memory_set(nth, true);
		bool made = text_make_name(&out, title, strlen(title));
		bool hit = failing_memory_hit();
		failing_memory_set(0, false);
		assert_int_equal(made, !hit);
		buffer_free(&out);
		assert_int_equal(failing_memory_live(), 0);
		if (!hit)
			break;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(letters_follow_the_act),
	        cmocka_unit_test(the_end_of_a_word_is_ia),
	        cmocka_unit_test(the_country_is_bulgaria),
	        cmocka_unit_test(capitals_stay_capitals),
	        cmocka_unit_test(names_are_small_letters_digits_and_hyphens),
	        cmocka_unit_test(what_was_there_before_is_no_part_of_the_name),
	        cmocka_unit_test(a_full_buffer_and_failing_memory_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
