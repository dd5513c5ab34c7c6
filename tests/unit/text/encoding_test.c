/* Code points and bytes, and places as editors count them. */

#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void valid_length_stops_at_the_first_bad_byte(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t valid;
	} cases[] = {
	        {"", 0},
	        {"Миграция – 5 %", 24},
	        {"а\x80", 2},
	        {"\xD0", 0},
	        {"б\xD0z", 2},
	        {"\xC0\x80", 0},         /* overlong */
	        {"\xED\xA0\x80", 0},     /* a surrogate */
	        {"\xF4\x90\x80\x80", 0}, /* beyond U+10FFFF */
	        {"\xF0\x9F\x98\x80!", 5},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(text_valid_length(cases[i].text, strlen(cases[i].text)), cases[i].valid);
	assert_int_equal(text_valid_length("a\0b", 3), 3);
}

static void every_character_survives_encoding_and_decoding(void **state)
{
	(void)state;
	for (uint32_t character = 0; character <= 0x10FFFF; character++) {
		if (character >= 0xD800 && character <= 0xDFFF)
			continue;
		char bytes[4];
		size_t size = text_encode(character, bytes);
		uint32_t decoded;
		assert_int_equal(text_decode(bytes, size, &decoded), size);
		assert_int_equal(decoded, character);
		assert_int_equal(text_valid_length(bytes, size), size);
	}
}

static void what_is_no_character_becomes_a_replacement(void **state)
{
	(void)state;
	static const uint32_t none[] = {0xD800, 0xDFFF, 0x110000, 0xFFFFFFFF};
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
		char bytes[4];
		assert_int_equal(text_encode(none[i], bytes), 3);
		assert_memory_equal(bytes, "\uFFFD", 3);
	}
	uint32_t decoded;
	assert_int_equal(text_decode("\xD0\x41", 2, &decoded), 1);
	assert_int_equal(decoded, 0xFFFD);
	assert_int_equal(text_decode("\xE2\x80", 2, &decoded), 1);
	assert_int_equal(decoded, 0xFFFD);
	assert_int_equal(text_decode("\xE2\x80\x93", 2, &decoded), 1);
	assert_int_equal(decoded, 0xFFFD);
}

static void characters_are_counted(void **state)
{
	(void)state;
	assert_int_equal(text_characters("", 0), 0);
	assert_int_equal(text_characters("Щъ, 😀\u0301", strlen("Щъ, 😀\u0301")), 6);
}

static void assert_position(const char *bytes, size_t offset, size_t line, size_t column)
{
	size_t found_line;
	size_t found_column;
	text_position(bytes, strlen(bytes), offset, &found_line, &found_column);
	if (found_line != line || found_column != column)
		fail_msg("\"%s\" at %zu: %zu:%zu, wanted %zu:%zu", bytes, offset, found_line, found_column,
		        line, column);
}

static void places_are_those_of_an_editor(void **state)
{
	(void)state;
	assert_position("", 0, 1, 1);
	assert_position("", 9, 1, 1);
	assert_position("заглавие: а", 0, 1, 1);
	assert_position("заглавие: а", 18, 1, 11);
	assert_position("заглавие: а", 20, 1, 12);
	assert_position("а\nб", 2, 1, 2);
	assert_position("а\nб", 3, 2, 1);
	assert_position("а\r\nб", 3, 1, 3);
	assert_position("а\r\nб", 4, 2, 1);
	assert_position("а\rб\r\r\nв", 3, 2, 1);
	assert_position("а\rб\r\r\nв", 8, 4, 1);
	assert_position("\n\n", 2, 3, 1);
}

static void a_byte_order_mark_is_not_counted(void **state)
{
	(void)state;
	assert_position("\xEF\xBB\xBFта", 3, 1, 1);
	assert_position("\xEF\xBB\xBFта", 5, 1, 2);
	assert_position("\xEF\xBB\xBFта", 0, 1, 1);
}

static void bad_bytes_are_one_column_each(void **state)
{
	(void)state;
	assert_position("\xCC\xF0\xCC title", 3, 1, 4);
	assert_position("а\xE2\x80z", 4, 1, 4);
}

static void inside_a_character_its_column_is_told(void **state)
{
	(void)state;
	assert_position("ая", 3, 1, 2);
	assert_position("а😀я", 4, 1, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(valid_length_stops_at_the_first_bad_byte),
	        cmocka_unit_test(every_character_survives_encoding_and_decoding),
	        cmocka_unit_test(what_is_no_character_becomes_a_replacement),
	        cmocka_unit_test(characters_are_counted),
	        cmocka_unit_test(places_are_those_of_an_editor),
	        cmocka_unit_test(a_byte_order_mark_is_not_counted),
	        cmocka_unit_test(bad_bytes_are_one_column_each),
	        cmocka_unit_test(inside_a_character_its_column_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
