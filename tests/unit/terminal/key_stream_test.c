/* Keys in a stream: pauses, limits, random bytes. */

#include "unit/terminal/key_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* ---- pauses ------------------------------------------------------------------------------------------------- */

/* FIRST, a pause when the decoder waits, then SECOND, and a pause again. */
static void assert_with_pause(const char *first, const char *second, const char *keys)
{
	struct key_decoder decoder;
	struct buffer got;
	buffer_init(&got, WORDS);
	key_decoder_init(&decoder);
	const char *const parts[] = {first, second};
	for (size_t i = 0; i < 2; i++) {
		feed_all(&decoder, parts[i], strlen(parts[i]), &got);
		if (key_decoder_waiting(&decoder))
			key_decoder_timeout(&decoder);
		assert_false(key_decoder_waiting(&decoder));
		take_all(&decoder, &got);
	}
	assert_keys(&got, keys, first);
	buffer_free(&got);
}

static void a_lone_escape_is_a_key_after_a_pause(void **state)
{
	(void)state;
	assert_with_pause("\033", "", "Esc");
	assert_with_pause("\033", "q", "Esc q");
	assert_with_pause("\033\033", "", "Esc Esc");
	assert_with_pause("\033", "\033", "Esc Esc");
	assert_with_pause("q\033", "[", "q Esc [");
}

static void a_sequence_cut_by_a_pause_is_no_command(void **state)
{
	(void)state;
	assert_with_pause("\033[5", "~q", "q"); /* not "open link 5" */
	assert_with_pause("\033[1;3", "Cq", "q");
	assert_with_pause("\033[", "q", "q"); /* it was Alt-[ */
	assert_with_pause("\033O", "q", "q");
	assert_with_pause("\033P", "q", "q");
	assert_with_pause("\033]11;rgb", ":12/34\aq", "q");
	assert_with_pause("\033]11;rgb\033", "\\", "");
	assert_with_pause("\033[5", "\033[A", "Up");
}

static void a_string_without_end_does_not_swallow_for_ever(void **state)
{
	(void)state;
	struct key_decoder decoder;
	struct buffer got;
	buffer_init(&got, WORDS);
	key_decoder_init(&decoder);
	static const char *const typed[] = {"\033]1", "a", "b", "c"};
	for (size_t i = 0; i < 4; i++) {
		feed_all(&decoder, typed[i], strlen(typed[i]), &got);
		if (key_decoder_waiting(&decoder))
			key_decoder_timeout(&decoder);
	}
	assert_keys(&got, "b c", "a string");
	buffer_free(&got);
}

static void half_a_letter_waits_without_a_clock(void **state)
{
	(void)state;
	assert_with_pause("\xd0", "\xb9", "й");
	assert_with_pause("\033\xd0", "\xb6", "Alt-ж");
}

static void a_paste_whose_end_is_late_goes_on(void **state)
{
	(void)state;
	assert_with_pause("\033[200~a", "b\033[201~q", "pasted:a pasted:b q");
	assert_with_pause("\033[200~a\033", "[201~q", "pasted:a q");
}

static void escape_leaves_a_paste_whose_end_was_lost(void **state)
{
	(void)state;
	assert_with_pause("\033[200~a\033", "q", "pasted:a Alt-q");
	assert_with_pause("\033[200~a\033", "\033", "pasted:a Esc Esc");
}

/* ---- limits ------------------------------------------------------------------------------------------------- */

static void no_key_is_lost_when_the_ready_are_full(void **state)
{
	(void)state;
	struct key_decoder decoder;
	struct buffer got;
	char bytes[100];
	buffer_init(&got, WORDS);
	memset(bytes, 'j', sizeof bytes);
	key_decoder_init(&decoder);
	size_t taken = key_decoder_feed(&decoder, bytes, sizeof bytes);
	assert_int_equal(taken, KEY_READY);
	assert_int_equal(key_decoder_feed(&decoder, bytes, sizeof bytes), 0);
	take_all(&decoder, &got);
	feed_all(&decoder, bytes + taken, sizeof bytes - taken, &got);
	assert_int_equal(got.length, 2 * sizeof bytes);
	buffer_free(&got);
}

static void an_overlong_sequence_is_swallowed_to_its_end(void **state)
{
	(void)state;
	static const char *const heads[] = {"\033[", "\033O", "\033]", "\033P", "\033[?", "\033[<"};
	static const char *const ends[] = {"A", "A", "\a", "\033\\", "c", "M"};
	for (size_t i = 0; i < 6; i++) {
		struct key_decoder decoder;
		struct buffer got;
		buffer_init(&got, WORDS);
		key_decoder_init(&decoder);
		feed_all(&decoder, heads[i], strlen(heads[i]), &got);
		for (size_t digit = 0; digit < 5000; digit++)
			feed_all(&decoder, "1", 1, &got);
		feed_all(&decoder, ends[i], strlen(ends[i]), &got);
		feed_all(&decoder, "q", 1, &got);
		assert_keys(&got, "q", heads[i]);
		buffer_free(&got);
	}
}

/* ---- random bytes ------------------------------------------------------------------------------------------- */

static void assert_sane(struct key key)
{
	bool typed = key.key == KEYBOARD_CHARACTER || key.key == KEYBOARD_PASTED;
	assert_true(key.key > KEYBOARD_NONE && key.key <= KEYBOARD_PASTED);
	assert_true(key.modifiers <= (MODIFIER_SHIFT | MODIFIER_ALT | MODIFIER_CONTROL));
	assert_true(key.row >= 0 && key.column >= 0);
	if (!typed)
		return;
	char bytes[4];
	uint32_t back;
	assert_true(key.character >= 0x20 && key.character != 0x7f);
	assert_false(key.character >= 0x80 && key.character < 0xa0);
	text_decode(bytes, text_encode(key.character, bytes), &back);
	assert_int_equal(back, key.character);
	assert_true(key.base_character == 0 || key.base_character >= 0x20);
	assert_true(key.key == KEYBOARD_CHARACTER || key.modifiers == 0);
}

/* What sequences are made of comes more often than the rest. */
static unsigned char random_byte(void)
{
	static const char likely[] =
	        "\033\033\033\033[[[[OOP]_<?;;::0123456789u~AMmRcn\\\a\x18\xd0\xb9\xe2\x80";
	int choice = rand();
	return (unsigned char)(choice % 3 == 0 ? (choice >> 8) & 0xff
	                                       : likely[(size_t)(choice >> 8) % (sizeof likely - 1)]);
}

static void random_bytes_give_no_nonsense(void **state)
{
	(void)state;
	const char *wish = getenv("SEED");
	unsigned seed = wish != NULL ? (unsigned)strtoul(wish, NULL, 10) : (unsigned)time(NULL);
	print_message("SEED=%u\n", seed);
	srand(seed);
	struct key_decoder decoder;
	key_decoder_init(&decoder);
	add_sequence(&decoder, "\033&jB", (struct key){.key = KEYBOARD_UP});
	for (size_t round = 0; round < 200000; round++) {
		char bytes[32];
		size_t length = (size_t)rand() % sizeof bytes;
		for (size_t i = 0; i < length; i++)
			bytes[i] = (char)random_byte();
		size_t taken = 0;
		do {
			struct key key;
			taken += key_decoder_feed(&decoder, bytes + taken, length - taken);
			while (key_decoder_next(&decoder, &key))
				assert_sane(key);
		} while (taken < length);
		assert_true(decoder.pending_length < KEY_SEQUENCE_MAXIMUM);
		if (rand() % 4 == 0 && key_decoder_waiting(&decoder)) {
			key_decoder_timeout(&decoder);
			assert_false(key_decoder_waiting(&decoder));
		}
	}
}

/* Random bytes, all at once and cut at random, give the same keys. */
static void random_bytes_may_be_cut_anywhere(void **state)
{
	(void)state;
	for (size_t round = 0; round < 20000; round++) {
		struct key_decoder whole, cut;
		struct buffer first, second;
		char bytes[64];
		size_t at = (size_t)rand() % sizeof bytes;
		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = (char)random_byte();
		buffer_init(&first, WORDS);
		buffer_init(&second, WORDS);
		key_decoder_init(&whole);
		key_decoder_init(&cut);
		feed_all(&whole, bytes, sizeof bytes, &first);
		feed_all(&cut, bytes, at, &second);
		feed_all(&cut, bytes + at, sizeof bytes - at, &second);
		assert_string_equal(buffer_text(&first), buffer_text(&second));
		buffer_free(&first);
		buffer_free(&second);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_lone_escape_is_a_key_after_a_pause),
	        cmocka_unit_test(a_sequence_cut_by_a_pause_is_no_command),
	        cmocka_unit_test(a_string_without_end_does_not_swallow_for_ever),
	        cmocka_unit_test(half_a_letter_waits_without_a_clock),
	        cmocka_unit_test(a_paste_whose_end_is_late_goes_on),
	        cmocka_unit_test(escape_leaves_a_paste_whose_end_was_lost),
	        cmocka_unit_test(no_key_is_lost_when_the_ready_are_full),
	        cmocka_unit_test(an_overlong_sequence_is_swallowed_to_its_end),
	        cmocka_unit_test(random_bytes_give_no_nonsense),
	        cmocka_unit_test(random_bytes_may_be_cut_anywhere),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
