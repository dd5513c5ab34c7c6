/* Bytes → keys: a table, each row cut at every byte. */

#include "unit/terminal/key_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

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
        {"\033[1081:1049:113;66;1049u", "Й=q"}, /* Caps Lock and Shift, as the terminal takes them */
        {"\033[101;;8364u", "€"},               /* a third level */
        {"\033[0;;229u", "å"},                  /* an input method */
        {"\033[32;;32u", "Space"},
        {"\033[13;129u", "Enter"}, /* Num Lock */
        {"\033[1;129A", "Up"},
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_sequence_gives_its_keys),
	        cmocka_unit_test(every_sequence_may_be_cut_at_every_byte),
	        cmocka_unit_test(any_two_sequences_follow_each_other_byte_by_byte),
	        cmocka_unit_test(a_nul_is_ctrl_space),
	        cmocka_unit_test(keys_of_terminfo_come_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
