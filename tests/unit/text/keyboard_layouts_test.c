/* Where the letters stand on Bulgarian keyboards. */

#include "harness/failing_memory.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char us_keys[] = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
                              "~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?";

static void assert_retyped(
        const char *text, enum keyboard_layout layout, bool to_cyrillic, const char *wanted)
{
	struct buffer out;
	buffer_init(&out, 1000);
	assert_true(text_retype(&out, text, strlen(text), layout, to_cyrillic));
	assert_string_equal(buffer_text(&out), wanted);
	buffer_free(&out);
}

static void a_word_typed_on_the_other_layout_is_retyped_both_ways(void **state)
{
	(void)state;
	static const struct {
		enum keyboard_layout layout;
		const char *latin;
		const char *cyrillic;
	} table[] = {
	        {LAYOUT_PHONETIC, "proekt", "проект"},
	        {LAYOUT_PHONETIC, "obqwa`[]\\y", "обявачшщюъ"},
	        {LAYOUT_PHONETIC, "Bylgariq", "България"},
	        {LAYOUT_PHONETIC, "X", "ѝ"},
	        {LAYOUT_PHONETIC, "hard'", "хард'"},
	        {LAYOUT_PHONETIC_2006, "proekt", "проект"},
	        {LAYOUT_PHONETIC_2006, "ob[va", "обява"},
	        {LAYOUT_PHONETIC_2006, "qw]`\\yx", "чшщюьъж"},
	        {LAYOUT_PHONETIC_2006, "|", "ѝ"},
	        {LAYOUT_BDS, "m,feuj", "проект"},
	        {LAYOUT_BDS, "?c.hd,rs", "България"},
	        {LAYOUT_BDS, "'ty[.;zxa", "чшщцлмюйь"},
	        {LAYOUT_BDS, "=qA", ".,ѝ"},
	        {LAYOUT_BDS, "jfgd 2021 h=", "тожа 2021 г."},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		assert_retyped(table[i].latin, table[i].layout, true, table[i].cyrillic);
		assert_retyped(table[i].cyrillic, table[i].layout, false, table[i].latin);
	}
}

static void each_key_leads_to_a_letter_and_back(void **state)
{
	(void)state;
	for (int i = LAYOUT_UNKNOWN + 1; i < KEYBOARD_LAYOUTS; i++)
		for (const char *key = us_keys; *key != '\0'; key++) {
			enum keyboard_layout layout = (enum keyboard_layout)i;
			uint32_t us_key = (uint32_t)(unsigned char)*key;
			uint32_t letter = text_layout_letter(layout, us_key);
			assert_int_not_equal(letter, 0);
			assert_int_equal(text_layout_key(layout, letter), us_key);
		}
}

static void every_bulgarian_letter_has_a_key_on_every_layout(void **state)
{
	(void)state;
	for (int i = LAYOUT_UNKNOWN + 1; i < KEYBOARD_LAYOUTS; i++)
		for (uint32_t small = 0x430; small <= 0x44F; small++) {
			bool bulgarian = small != 0x44B && small != 0x44D; /* ы and э */
			uint32_t key = text_layout_key((enum keyboard_layout)i, small);
			uint32_t capital = text_layout_key((enum keyboard_layout)i, small - 0x20);
			if (!bulgarian)
				continue;
			assert_int_not_equal(key, 0);
			assert_int_equal(capital, text_shifted_key(key));
		}
}

static void what_has_no_key_stays(void **state)
{
	(void)state;
	assert_retyped("漢 é ы", LAYOUT_PHONETIC, true, "漢 é ы");
	assert_retyped("漢 é ы", LAYOUT_PHONETIC, false, "漢 é ы");
	assert_retyped("proekt", LAYOUT_UNKNOWN, true, "proekt");
	assert_retyped("", LAYOUT_BDS, true, "");
	assert_int_equal(text_layout_letter(LAYOUT_BDS, 0x416), 0);
	assert_int_equal(text_layout_letter(LAYOUT_BDS, 0), 0);
	assert_int_equal(text_layout_letter(KEYBOARD_LAYOUTS, 'a'), 0);
	assert_int_equal(text_layout_key(LAYOUT_PHONETIC, 0x44D), 0);
	assert_int_equal(text_layout_key(LAYOUT_UNKNOWN, 0x430), 0);
}

static void shift_is_that_of_a_us_keyboard(void **state)
{
	(void)state;
	assert_int_equal(text_shifted_key('a'), 'A');
	assert_int_equal(text_shifted_key('['), '{');
	assert_int_equal(text_shifted_key('3'), '#');
	assert_int_equal(text_shifted_key('A'), 'A');
	assert_int_equal(text_shifted_key(' '), ' ');
	assert_int_equal(text_shifted_key(0), 0);
}

static void a_full_buffer_is_reported(void **state)
{
	(void)state;
	struct buffer out;
	buffer_init(&out, 5);
	assert_false(text_retype(&out, "abc", 3, LAYOUT_PHONETIC, true));
	buffer_free(&out);
	failing_memory_set(1, true);
	buffer_init(&out, 100);
	assert_false(text_retype(&out, "abc", 3, LAYOUT_PHONETIC, true));
	failing_memory_set(0, false);
	buffer_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_word_typed_on_the_other_layout_is_retyped_both_ways),
	        cmocka_unit_test(each_key_leads_to_a_letter_and_back),
	        cmocka_unit_test(every_bulgarian_letter_has_a_key_on_every_layout),
	        cmocka_unit_test(what_has_no_key_stays),
	        cmocka_unit_test(shift_is_that_of_a_us_keyboard),
	        cmocka_unit_test(a_full_buffer_is_reported),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
