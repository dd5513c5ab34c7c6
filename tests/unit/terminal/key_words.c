/* tests/unit/terminal/key_words.c — see the header. */

#include "unit/terminal/key_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *key_word(enum keyboard_key key)
{
	static const char *const words[] = {
	        [KEYBOARD_NONE] = "None",
	        [KEYBOARD_UP] = "Up",
	        [KEYBOARD_DOWN] = "Down",
	        [KEYBOARD_LEFT] = "Left",
	        [KEYBOARD_RIGHT] = "Right",
	        [KEYBOARD_HOME] = "Home",
	        [KEYBOARD_END] = "End",
	        [KEYBOARD_PAGE_UP] = "PgUp",
	        [KEYBOARD_PAGE_DOWN] = "PgDn",
	        [KEYBOARD_INSERT] = "Ins",
	        [KEYBOARD_DELETE] = "Del",
	        [KEYBOARD_ENTER] = "Enter",
	        [KEYBOARD_ESCAPE] = "Esc",
	        [KEYBOARD_BACKSPACE] = "Backspace",
	        [KEYBOARD_TAB] = "Tab",
	        [KEYBOARD_WHEEL_UP] = "WheelUp",
	        [KEYBOARD_WHEEL_DOWN] = "WheelDown",
	};
	return words[key];
}

static void append_character(struct buffer *out, uint32_t character)
{
	char bytes[4];
	if (character == ' ')
		buffer_append_text(out, "Space");
	else
		buffer_append(out, bytes, text_encode(character, bytes));
}

static void describe(struct buffer *out, struct key key)
{
	buffer_append_text(out, key.modifiers & MODIFIER_CONTROL ? "Ctrl-" : "");
	buffer_append_text(out, key.modifiers & MODIFIER_ALT ? "Alt-" : "");
	buffer_append_text(out, key.modifiers & MODIFIER_SHIFT ? "Shift-" : "");
	switch (key.key) {
	case KEYBOARD_CHARACTER:
		append_character(out, key.character);
		break;
	case KEYBOARD_PASTED:
		buffer_append_text(out, "pasted:");
		append_character(out, key.character);
		break;
	case KEYBOARD_FUNCTION:
		buffer_format(out, "F%u", (unsigned)key.character);
		break;
	case KEYBOARD_CLICK:
		buffer_format(out, "click:%d,%d", key.row, key.column);
		break;
	default:
		buffer_append_text(out, key_word(key.key));
	}
	if (key.base_character != 0) {
		buffer_append_text(out, "=");
		append_character(out, key.base_character);
	}
	buffer_append_text(out, " ");
}

void take_all(struct key_decoder *decoder, struct buffer *out)
{
	struct key key;
	while (key_decoder_next(decoder, &key))
		describe(out, key);
}

void feed_all(struct key_decoder *decoder, const char *bytes, size_t length, struct buffer *out)
{
	while (length > 0) {
		size_t taken = key_decoder_feed(decoder, bytes, length);
		bytes += taken;
		length -= taken;
		take_all(decoder, out);
	}
}

void assert_keys(const struct buffer *got, const char *keys, const char *bytes)
{
	char wanted[WORDS];
	snprintf(wanted, sizeof wanted, "%s%s", keys, keys[0] != '\0' ? " " : "");
	if (strcmp(buffer_text(got), wanted) != 0)
		print_error("in the row ESC%s\n", bytes[0] == '\033' ? bytes + 1 : bytes);
	assert_string_equal(buffer_text(got), wanted);
}

void add_sequence(struct key_decoder *decoder, const char *bytes, struct key key)
{
	struct key_sequence *sequence = &decoder->sequences[decoder->sequence_count++];
	sequence->length = (uint8_t)strlen(bytes);
	memcpy(sequence->bytes, bytes, sequence->length);
	sequence->key = key;
}
