/* Bytes → keys: a table, each entry cut at every byte; what is swallowed; pauses; random bytes. */

#include "terminal/terminal.h"

#include "harness/failing_memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { WORDS = 4096 };

/* ---- keys in words ------------------------------------------------------------------------------------------ */

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

/* "Alt-Right", "й", "й=q" (on a US layout q), "pasted:q", "click:3,4", each followed by a blank. */
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

static void take_all(struct key_decoder *decoder, struct buffer *out)
{
	struct key key;
	while (key_decoder_next(decoder, &key))
		describe(out, key);
}

static void feed_all(struct key_decoder *decoder, const char *bytes, size_t length, struct buffer *out)
{
	while (length > 0) {
		size_t taken = key_decoder_feed(decoder, bytes, length);
		bytes += taken;
		length -= taken;
		take_all(decoder, out);
	}
}

/* ---- the table ---------------------------------------------------------------------------------------------- */

struct expectation {
	const char *bytes; /* a NUL byte is written as \x00 in a row of its own below */
	const char *keys;
};

static const struct expectation table[] = {
        /* characters */
        {"q", "q"},
        {"Q", "Q"},
        {" ", "Space"},
        {"~", "~"},
        {"й", "й"},
        {"Здравей", "З д р а в е й"},
        {"„“–…№", "„ “ – … №"},
        {"漢", "漢"},
        {"👍", "👍"},
        {"и\xcc\x80", "и \xcc\x80"},
        /* control characters */
        {"\x01", "Ctrl-a"},
        {"\x02\x06", "Ctrl-b Ctrl-f"},
        {"\x03", "Ctrl-c"},
        {"\x0c", "Ctrl-l"},
        {"\x1a", "Ctrl-z"},
        {"\x1c\x1d\x1e\x1f", "Ctrl-\\ Ctrl-] Ctrl-^ Ctrl-_"},
        {"\b", "Backspace"},
        {"\x7f", "Backspace"},
        {"\t", "Tab"},
        {"\r", "Enter"},
        {"\n", "Enter"},
        /* CSI */
        {"\033[A", "Up"},
        {"\033[B", "Down"},
        {"\033[C", "Right"},
        {"\033[D", "Left"},
        {"\033[H", "Home"},
        {"\033[F", "End"},
        {"\033[Z", "Shift-Tab"},
        {"\033[1;2A", "Shift-Up"},
        {"\033[1;3C", "Alt-Right"},
        {"\033[1;5D", "Ctrl-Left"},
        {"\033[1;7D", "Ctrl-Alt-Left"},
        {"\033[1;8H", "Ctrl-Alt-Shift-Home"},
        {"\033[1;9C", ""},       /* the window system's key held */
        {"\033[1;65C", "Right"}, /* Caps Lock */
        {"\033[P", "F1"},
        {"\033[1;2P", "Shift-F1"},
        {"\033[1;5S", "Ctrl-F4"},
        {"\033[R", "F3"},
        {"\033[E", ""},
        {"\033[1~", "Home"},
        {"\033[2~", "Ins"},
        {"\033[3~", "Del"},
        {"\033[4~", "End"},
        {"\033[5~", "PgUp"},
        {"\033[6~", "PgDn"},
        {"\033[7~", "Home"},
        {"\033[8~", "End"},
        {"\033[5;5~", "Ctrl-PgUp"},
        {"\033[3;2~", "Shift-Del"},
        {"\033[11~", "F1"},
        {"\033[15~", "F5"},
        {"\033[17~", "F6"},
        {"\033[21~", "F10"},
        {"\033[23~", "F11"},
        {"\033[24~", "F12"},
        {"\033[34~", "F20"},
        {"\033[9~", ""},
        {"\033[99~", ""},
        {"\033[[A", "F1"},
        {"\033[[E", "F5"},
        {"\033[[F", ""},
        /* SS3 */
        {"\033OA", "Up"},
        {"\033OB", "Down"},
        {"\033OC", "Right"},
        {"\033OD", "Left"},
        {"\033OH", "Home"},
        {"\033OF", "End"},
        {"\033OP", "F1"},
        {"\033OQ", "F2"},
        {"\033OR", "F3"},
        {"\033OS", "F4"},
        {"\033OM", "Enter"},
        {"\033Ok", "+"},
        {"\033Om", "-"},
        {"\033Oq", "1"},
        {"\033O5A", "Ctrl-Up"},
        {"\033O1;3C", "Alt-Right"},
        {"\033Oa", "Ctrl-Up"},
        {"\033Oz", ""},
        /* Alt */
        {"\033q", "Alt-q"},
        {"\033F", "Alt-F"},
        {"\033ж", "Alt-ж"},
        {"\033\r", "Alt-Enter"},
        {"\033\x7f", "Alt-Backspace"},
        {"\033\x06", "Ctrl-Alt-f"},
        {"\033/", "Alt-/"},
        {"\033\033[C", "Alt-Right"},
        {"\033\033OA", "Alt-Up"},
        {"\033\033q", "Esc Alt-q"},
        {"\033\033\033\033[A", "Esc Esc Alt-Up"},
        /* kitty's CSI u */
        {"\033[27u", "Esc"},
        {"\033[13u", "Enter"},
        {"\033[9u", "Tab"},
        {"\033[9;2u", "Shift-Tab"},
        {"\033[127u", "Backspace"},
        {"\033[113u", "q"},
        {"\033[113;5u", "Ctrl-q"},
        {"\033[99;5u", "Ctrl-c"},
        {"\033[99;6u", "Ctrl-c"},
        {"\033[113;3u", "Alt-q"},
        {"\033[103:71;2u", "G"},
        {"\033[103;2u", "G"},
        {"\033[103;65u", "G"},
        {"\033[103;66u", "g"},
        {"\033[49:33;2u", "!"},
        {"\033[1081u", "й"},
        {"\033[1081::113u", "й=q"},
        {"\033[1081:1049:113;2u", "Й=q"},
        {"\033[1081::113;5u", "Ctrl-й=q"},
        {"\033[1081:1049:113;2:1;1049u", "Й=q"},
        {"\033[97;;1073u", "б"},
        {"\033[113;1:1u", "q"},
        {"\033[113;1:2u", "q"},
        {"\033[113;1:3u", ""}, /* released */
        {"\033[1;1:3A", ""},
        {"\033[5;1:3~", ""},
        {"\033[1;1:2A", "Up"},
        {"\033[57441;2u", ""}, /* a Shift key alone */
        {"\033[57442;5:1u", ""},
        {"\033[57358u", ""}, /* Caps Lock */
        {"\033[57419u", "Up"},
        {"\033[57414u", "Enter"},
        {"\033[57400u", "1"},
        {"\033[57376u", "F13"},
        {"\033[113;9u", ""}, /* Super */
        {"\033[3u", ""},
        {"\033[0u", ""},
        {"\033[u", ""},
        {"\033[55296u", ""}, /* a surrogate */
        {"\033[155u", ""},   /* C1 */
        {"\033[99999999999u", ""},
        {"\033[27;5;113~", "Ctrl-q"}, /* modifyOtherKeys */
        {"\033[27;2;9~", "Shift-Tab"},
        /* the mouse */
        {"\033[<64;10;20M", "WheelUp"},
        {"\033[<65;10;20M", "WheelDown"},
        {"\033[<0;10;20M", "click:19,9"},
        {"\033[<0;10;20m", ""},  /* let go */
        {"\033[<2;10;20M", ""},  /* right */
        {"\033[<35;10;20M", ""}, /* moved */
        {"\033[<32;10;20M", ""}, /* dragged */
        {"\033[<16;1;1M", "Ctrl-click:0,0"},
        {"\033[<66;10;20M", ""},
        {"\033[<0;0;0M", ""},
        {"\033[M +5", "click:20,10"},
        {"\033[M`!!", "WheelUp"},
        {"\033[M#!!", ""},
        /* pasted */
        {"\033[200~q\033[201~q", "pasted:q q"},
        {"\033[200~да, не\033[201~", "pasted:д pasted:а pasted:, pasted:Space pasted:н pasted:е"},
        {"\033[200~a\r\nb\tc\033[201~", "pasted:a pasted:Space pasted:Space pasted:b pasted:Space pasted:c"},
        {"\033[200~\x03\x1a\x7f\033[A\033OP\033[113u\033[201~\x03", "pasted:q Ctrl-c"},
        {"\033[201~q", "q"},
        /* answers that nobody asked for, and other strangers */
        {"\033[0n", ""},
        {"\033[24;80R", ""},
        {"\033[1;2R", ""},
        {"\033[?1;2c", ""},
        {"\033[>41;379;0c", ""},
        {"\033[?2026;2$y", ""},
        {"\033[4;1$y", ""},
        {"\033[?13u", ""},
        {"\033[?0u", ""},
        {"\033[8;24;80t", ""},
        {"\033[I\033[O", ""},
        {"\033[=1u", ""},
        {"\033[5$q", ""},
        {"\033]11;rgb:0000/0000/0000\033\\", ""},
        {"\033]11;rgb:0000/0000/0000\a", ""},
        {"\033]52;c;0L/QsA==\033\\", ""},
        {"\033]0;Заглавие\033\\", ""},
        {"\033P1+r436f=323536\033\\", ""},
        {"\033P>|XTerm(379)\033\\q", "q"},
        {"\033_Gi=31;OK\033\\", ""},
        {"\033^private\033\\", ""},
        {"\033Xstart\033\\", ""},
        {"\033\\", ""},
        {"\033]11;rgb\033[A", "Up"}, /* cut off by a key */
        {"\033]11;rgb\r", "Enter"},
        {"\033]\a", ""},
        {"\033]\033\\", ""},
        {"\033[12\033[A", "Up"},
        {"\033[12\rq", "Enter q"},
        {"\033[12\x18q", "q"},
        {"\033[12й", "й"},
        {"\033O\033[A", "Up"},
        {"\033O1;й", "й"},
        {"\033[[\r", "Enter"},
        {"\033[M\033[A", "Up"},
        {"\033[1;2;3;4;5;6;7A", "Shift-Up"},
        {"\033[1:2:3:4:5A", "Up"},
        /* bad UTF-8 */
        {"\x80q", "q"},
        {"\xffq", "q"},
        {"\xc0\xafq", "q"},
        {"\xd0q", "q"},
        {"\xd0\xd0\xb9", "й"},
        {"\xe2\x80q", "q"},
        {"\xe0\x80\x80q", "q"},     /* too long a form */
        {"\xed\xa0\x80q", "q"},     /* a surrogate */
        {"\xf4\x90\x80\x80q", "q"}, /* beyond Unicode */
        {"\xf5q", "q"},
        {"\xc2\x9b", ""}, /* CSI as a character */
        {"\xd0\033[A", "Up"},
        {"\033\xd0q", "q"},
};

enum { TABLE_ROWS = sizeof table / sizeof table[0] };

/* KEYS of the table, with the blank that describe() puts behind each. */
static void assert_keys(const struct buffer *got, const char *keys, const char *bytes)
{
	char wanted[WORDS];
	snprintf(wanted, sizeof wanted, "%s%s", keys, keys[0] != '\0' ? " " : "");
	if (strcmp(buffer_text(got), wanted) != 0)
		print_error("in the row ESC%s\n", bytes[0] == '\033' ? bytes + 1 : bytes);
	assert_string_equal(buffer_text(got), wanted);
}

static void every_sequence_gives_its_keys(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLE_ROWS; i++) {
		struct key_decoder decoder;
		struct buffer got;
		buffer_init(&got, WORDS);
		key_decoder_init(&decoder);
		feed_all(&decoder, table[i].bytes, strlen(table[i].bytes), &got);
		assert_keys(&got, table[i].keys, table[i].bytes);
		assert_int_equal(decoder.pending_length, 0);
		assert_false(decoder.skipping);
		assert_false(key_decoder_waiting(&decoder));
		buffer_free(&got);
	}
}

static void every_sequence_may_be_cut_at_every_byte(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLE_ROWS; i++) {
		size_t length = strlen(table[i].bytes);
		for (size_t cut = 0; cut <= length; cut++) {
			struct key_decoder decoder;
			struct buffer got;
			buffer_init(&got, WORDS);
			key_decoder_init(&decoder);
			feed_all(&decoder, table[i].bytes, cut, &got);
			feed_all(&decoder, table[i].bytes + cut, length - cut, &got);
			assert_keys(&got, table[i].keys, table[i].bytes);
			buffer_free(&got);
		}
	}
}

static void any_two_sequences_follow_each_other_byte_by_byte(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLE_ROWS * TABLE_ROWS; i++) {
		const struct expectation *pair[2] = {&table[i / TABLE_ROWS], &table[i % TABLE_ROWS]};
		struct key_decoder decoder;
		struct buffer got;
		buffer_init(&got, WORDS);
		key_decoder_init(&decoder);
		for (size_t j = 0; j < 2; j++) {
			buffer_clear(&got);
			for (const char *byte = pair[j]->bytes; *byte != '\0'; byte++)
				feed_all(&decoder, byte, 1, &got);
			assert_keys(&got, pair[j]->keys, pair[j]->bytes);
		}
		buffer_free(&got);
	}
}

static void a_nul_is_ctrl_space(void **state)
{
	(void)state;
	struct key_decoder decoder;
	struct buffer got;
	buffer_init(&got, WORDS);
	key_decoder_init(&decoder);
	feed_all(&decoder, "\0q", 2, &got);
	assert_keys(&got, "Ctrl-Space q", "NUL");
	buffer_free(&got);
}

/* ---- terminfo's own keys ------------------------------------------------------------------------------------ */

static void add_sequence(struct key_decoder *decoder, const char *bytes, struct key key)
{
	struct key_sequence *sequence = &decoder->sequences[decoder->sequence_count++];
	sequence->length = (uint8_t)strlen(bytes);
	memcpy(sequence->bytes, bytes, sequence->length);
	sequence->key = key;
}

static void keys_of_terminfo_come_first(void **state)
{
	(void)state;
	static const struct expectation rows[] = {
	        {"\033A", "Up"}, /* a VT52; elsewhere Alt-A */
	        {"\033B", "Alt-B"}, {"\033[224z", "F1"}, {"\033[225z", ""}, {"\033&jB", "F2"},
	        {"\033&q", "Alt-& q"}, {"\033&jA", "Alt-& j A"}, {"\033[A", "Up"},
	        {"\033[12~", "F9"}, /* as this terminal has it */
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		size_t length = strlen(rows[i].bytes);
		for (size_t cut = 0; cut <= length; cut++) {
			struct key_decoder decoder;
			struct buffer got;
			buffer_init(&got, WORDS);
			key_decoder_init(&decoder);
			add_sequence(&decoder, "\033A", (struct key){.key = KEYBOARD_UP});
			add_sequence(&decoder, "\033[224z",
			        (struct key){.key = KEYBOARD_FUNCTION, .character = 1});
			add_sequence(
			        &decoder, "\033&jB", (struct key){.key = KEYBOARD_FUNCTION, .character = 2});
			add_sequence(
			        &decoder, "\033[12~", (struct key){.key = KEYBOARD_FUNCTION, .character = 9});
			feed_all(&decoder, rows[i].bytes, cut, &got);
			feed_all(&decoder, rows[i].bytes + cut, length - cut, &got);
			assert_keys(&got, rows[i].keys, rows[i].bytes);
			buffer_free(&got);
		}
	}
}

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
	        cmocka_unit_test(every_sequence_gives_its_keys),
	        cmocka_unit_test(every_sequence_may_be_cut_at_every_byte),
	        cmocka_unit_test(any_two_sequences_follow_each_other_byte_by_byte),
	        cmocka_unit_test(a_nul_is_ctrl_space),
	        cmocka_unit_test(keys_of_terminfo_come_first),
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
