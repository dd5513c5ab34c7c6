/* Clusters, their width, and what is sent for them: for chosen texts, and for every code point against the C library. */

#include "text/text.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

static void one_cluster_is_measured_and_reduced(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int width;
		const char *shown;
	} cases[] = {
	        {"a", 1, "a"},
	        {"й", 1, "й"},
	        {"и\u0306", 1, "и\u0306"},
	        {"ю\u0301", 1, "ю\u0301"},
	        {"№", 1, "№"},
	        {"…", 1, "…"},
	        {"\u00A0", 1, "\u00A0"},
	        {"€", 1, "€"},
	        {"a\u0300\u0301\u0302\u0303\u0304\u0305", 1, "a\u0300\u0301\u0302\u0303"},
	        {"漢", 2, "漢"},
	        {"한", 2, "한"},
	        {"\u1112\u1161\u11AB", 2, "\u1112\u1161\u11AB"}, /* the same in conjoining jamo */
	        {"😀", 2, "😀"},
	        {"❤\uFE0F", 1, "❤"},
	        {"#\uFE0F\u20E3", 1, "#"},
	        {"👩\u200D💻", 2, "👩"},
	        {"👍🏽", 2, "👍"},
	        {"❤\uFE0F\u200D☀", 1, "❤"},
	        {"🇧🇬", 2, "🇧🇬"},
	        {"🇧", 1, "🇧"},
	        {"क\u093F", 2, "क\u093F"}, /* a vowel sign that stands beside its letter */
	        {"ಕ\u0CBF", 1, "ಕ\u0CBF"},
	        {"\u00AD", 0, ""},
	        {"\u200B", 0, ""},
	        {"\u2060", 0, ""},
	        {"\u0301", 0, ""},
	        {"\n", 0, ""},
	        {"\t", 1, " "},
	        {"\x1B", 0, ""},
	        {"\u202E", 0, ""},
	        {"а\u200C", 1, "а"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		size_t length = strlen(cases[i].text);
		struct cluster cluster = text_cluster(cases[i].text, length);
		char shown[TEXT_SHOWN_MAXIMUM + 1];
		size_t shown_length = text_shown(cases[i].text, length, shown);
		shown[shown_length] = '\0';
		if (cluster.length != length || cluster.width != cases[i].width ||
		        strcmp(shown, cases[i].shown) != 0)
			fail_msg("\"%s\": %zu of %zu bytes, width %d, shown \"%s\"", cases[i].text,
			        cluster.length, length, cluster.width, shown);
	}
}

/* Every vowel with a stress mark, small and capital; й and ѝ in both spellings: one cluster, one column, sent as it is. */
static void a_letter_with_its_mark_takes_one_column(void **state)
{
	(void)state;
	static const char *const letters[] = {"а", "ъ", "о", "у", "е", "и", "ю", "я", "А", "Ъ", "О", "У", "Е",
	        "И", "Ю", "Я", "р", "ы", "э", "ё"};
	static const char *const marks[] = {"\u0300", "\u0301", "\u0306", "\u0308", "\u0301\u0306"};
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		for (size_t j = 0; j < sizeof marks / sizeof marks[0]; j++) {
			char text[32];
			size_t length = (size_t)snprintf(text, sizeof text, "%s%s", letters[i], marks[j]);
			snprintf(text + length, sizeof text - length, "на");
			struct cluster cluster = text_cluster(text, strlen(text));
			char shown[TEXT_SHOWN_MAXIMUM];
			assert_int_equal(cluster.length, length);
			assert_int_equal(cluster.width, 1);
			assert_int_equal(text_shown(text, length, shown), length);
			assert_memory_equal(shown, text, length);
			assert_int_equal(text_width(text, strlen(text)), 3);
		}
	static const char *const composed[] = {"ѝ", "Ѝ", "й", "Й", "ѐ", "ѓ", "ќ"};
	for (size_t i = 0; i < sizeof composed / sizeof composed[0]; i++)
		assert_int_equal(text_width(composed[i], strlen(composed[i])), 1);
}

/* Each kind of emoji sequence is reduced to what every terminal measures alike: its first character. */
static void every_kind_of_emoji_takes_the_columns_of_its_first_character(void **state)
{
	(void)state;
	static const struct {
		const char *kind;
		const char *text;
		int width;
		const char *shown;
	} kinds[] = {
	        {"an emoji", "😀", 2, "😀"},
	        {"a sign shown as text", "❤", 1, "❤"},
	        {"a sign asked for as emoji (VS16)", "❤\uFE0F", 1, "❤"},
	        {"a sign asked for as text (VS15)", "☀\uFE0E", 1, "☀"},
	        {"an emoji asked for as text (VS15)", "⌚\uFE0E", 2, "⌚"},
	        {"a keycap", "1\uFE0F\u20E3", 1, "1"},
	        {"a keycap without VS16", "*\u20E3", 1, "*"},
	        {"a skin tone", "👍🏽", 2, "👍"},
	        {"a skin tone on a sign", "☝🏿", 1, "☝"},
	        {"a skin tone alone", "🏽", 2, "🏽"},
	        {"joined (ZWJ): a person at work", "👩\u200D💻", 2, "👩"},
	        {"joined with skin tone", "👩🏽\u200D💻", 2, "👩"},
	        {"a family", "👨\u200D👩\u200D👧\u200D👦", 2, "👨"},
	        {"joined with a sign and VS16", "🏳\uFE0F\u200D🌈", 1, "🏳"},
	        {"a heart on fire", "❤\uFE0F\u200D🔥", 1, "❤"},
	        {"a flag", "🇧🇬", 2, "🇧🇬"},
	        {"half a flag", "🇧", 1, "🇧"},
	        {"the copyright sign as emoji", "©\uFE0F", 1, "©"},
	        {"a joiner with nothing to join", "😀\u200D", 2, "😀"},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		size_t length = strlen(kinds[i].text);
		struct cluster cluster = text_cluster(kinds[i].text, length);
		char shown[TEXT_SHOWN_MAXIMUM + 1];
		shown[text_shown(kinds[i].text, length, shown)] = '\0';
		if (cluster.length != length || cluster.width != kinds[i].width ||
		        strcmp(shown, kinds[i].shown) != 0)
			fail_msg("%s: %zu of %zu bytes, width %d, shown \"%s\"", kinds[i].kind,
			        cluster.length, length, cluster.width, shown);
	}
	/* A flag of a part of a country is made of tag characters, which never enter a text. */
	const char *scotland = "🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F";
	struct buffer out;
	buffer_init(&out, 1000);
	assert_true(text_sanitise(&out, scotland, strlen(scotland), SANITISE_ONE_LINE, NULL));
	assert_null(strstr(buffer_text(&out), "\U000E0067"));
	buffer_free(&out);
}

static void a_cluster_ends_where_the_next_begins(void **state)
{
	(void)state;
	const char *text = "Щe\u0301🇧🇬🇪🇺а\u0301\u0302б \u0301\r\nќ";
	static const size_t lengths[] = {2, 3, 8, 8, 6, 2, 3, 2, 2};
	size_t offset = 0;
	for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
		assert_int_equal(text_cluster(text + offset, strlen(text) - offset).length, lengths[i]);
		offset += lengths[i];
	}
	assert_int_equal(offset, strlen(text));
}

static void the_longest_form_fits(void **state)
{
	(void)state;
	/* Two regional indicators and marks of four bytes each, more than are shown. */
	const char *text = "🇧🇬\U0001D165\U0001D167\U0001D168\U0001D169\U0001D167\U0001D167";
	char shown[TEXT_SHOWN_MAXIMUM];
	assert_true(text_shown(text, strlen(text), shown) <= TEXT_SHOWN_MAXIMUM);
	text = "🇧🇬\U000E0100\U0001E8D0\U0001E8D1\U0001E8D2\U0001E8D3\U0001E8D4";
	assert_int_equal(text_cluster(text, strlen(text)).length, strlen(text));
	assert_int_equal(text_shown(text, strlen(text), shown), TEXT_SHOWN_MAXIMUM);
}

static void widths_add_up(void **state)
{
	(void)state;
	assert_int_equal(text_width("", 0), 0);
	const char *text = "МОМ\u00A0България: 5\u00AD0 % 漢字 🇧🇬";
	assert_int_equal(text_width(text, strlen(text)), 3 + 1 + 9 + 1 + 2 + 1 + 1 + 1 + 4 + 1 + 2);
}

static void fitting_stops_before_the_cluster_that_does_not_fit(void **state)
{
	(void)state;
	const char *text = "Кра\u0301й漢字";
	static const size_t bytes[] = {0, 2, 4, 8, 10, 10, 13, 13, 16, 16};
	static const int widths[] = {0, 1, 2, 3, 4, 4, 6, 6, 8, 8};
	for (int columns = 0; columns < 10; columns++) {
		int width;
		assert_int_equal(text_fit(text, strlen(text), columns, &width), bytes[columns]);
		assert_int_equal(width, widths[columns]);
		assert_int_equal(text_fit(text, strlen(text), columns, NULL), bytes[columns]);
	}
}

/* The columns by which ncurses would move on. */
static int library_width(const char *text, size_t length)
{
	int width = 0;
	for (size_t i = 0; i < length;) {
		uint32_t character;
		i += text_decode(text + i, length - i, &character);
		int own = wcwidth((wchar_t)character);
		if (own < 0)
			return -1;
		width += own;
	}
	return width;
}

/* What text_plain() gives in one go must be what text_cluster() and text_shown() give one by one. */
static void check_plain(const char *text, size_t length)
{
	uint32_t characters[64];
	size_t used, position = 0;
	size_t count = text_plain(text, length, characters, 64, &used);
	for (size_t i = 0; i < count; i++) {
		char shown[TEXT_SHOWN_MAXIMUM], encoded[4];
		struct cluster cluster = text_cluster(text + position, length - position);
		size_t bytes = text_shown(text + position, cluster.length, shown);
		assert_int_equal(cluster.width, 1);
		assert_int_equal(text_encode(characters[i], encoded), bytes);
		assert_memory_equal(encoded, shown, bytes);
		position += cluster.length;
	}
	assert_int_equal(position, used);
}

/* TEXT as text_sanitise() lets it through: for each of its clusters our width must be that of the C library. */
static void check_widths(const char *text, size_t length, uint32_t first, uint32_t second)
{
	for (size_t i = 0; i < length;) {
		struct cluster cluster = text_cluster(text + i, length - i);
		char shown[TEXT_SHOWN_MAXIMUM];
		size_t shown_length = text_shown(text + i, cluster.length, shown);
		int width = library_width(shown, shown_length);
		if (width != cluster.width || (width == 0 && shown_length != 0) || width > 2)
			fail_msg("U+%04X U+%04X: width %d, of the C library %d, %zu bytes sent", first,
			        second, cluster.width, width, shown_length);
		i += cluster.length;
	}
	check_plain(text, length);
}

static void plain_text_is_decoded_up_to_what_needs_a_closer_look(void **state)
{
	static const struct {
		const char *text;
		size_t count, used;
	} cases[] = {
	        {"мак", 3, 6},
	        {"„a – б“…", 8, 17},
	        {"и\u0301", 0, 0},
	        {"ми\u0301", 1, 2},
	        {"ab漢", 1, 1}, /* 漢 joins nothing, but it takes a table to know that */
	        {"a\u00adb", 1, 1},
	        {"\t", 0, 0},
	        {"", 0, 0},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		uint32_t characters[16];
		size_t used;
		assert_int_equal(text_plain(cases[i].text, strlen(cases[i].text), characters, 16, &used),
		        cases[i].count);
		assert_int_equal(used, cases[i].used);
	}
}

static void check_pair(struct buffer *out, uint32_t first, uint32_t second)
{
	char bytes[8];
	size_t length = text_encode(first, bytes);
	if (second != 0)
		length += text_encode(second, bytes + length);
	buffer_clear(out);
	assert_true(text_sanitise(out, bytes, length, SANITISE_LINES, NULL));
	check_widths(out->bytes, out->length, first, second);
}

static void every_character_has_the_width_that_ncurses_gives_it(void **state)
{
	(void)state;
	assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
	struct buffer out;
	buffer_init(&out, 100);
	size_t replaced = 0;
	const char *slow = getenv("TEST_SLOW");
	uint32_t pairs =
	        slow != NULL && slow[0] != '\0' ? 0x3000 : 0x110000; /* under valgrind not all of them */
	for (uint32_t character = 0; character <= 0x10FFFF; character++) {
		if (character >= 0xD800 && character <= 0xDFFF)
			continue;
		check_pair(&out, character, 0);
		replaced += strcmp(out.bytes, "\uFFFD") == 0;
		if (character >= pairs)
			continue;
		check_pair(&out, 0x0430, character);
		check_pair(&out, character, 0x0301);
		check_pair(&out, character, 0x1F1E7);
		check_pair(&out, 0x1F469, character);
	}
	/* What is assigned in Unicode 14 and not private passes, but for some hundred controls and the table's ranges. */
	assert_in_range(replaced, 1114112 - 2048 - 144697, 1114112 - 2048 - 144697 + 700);
	buffer_free(&out);
	setlocale(LC_CTYPE, "C");
}

static void random_texts_are_measured_as_ncurses_measures_them(void **state)
{
	(void)state;
	assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
	static const uint32_t pool[] = {'a', 0x0430, 0x0301, 0x0306, 0x200D, 0x1F469, 0x1F3FD, 0xFE0F, 0x20E3,
	        '5', 0x1F1E7, 0x1F1EC, 0x1112, 0x1161, 0x11AB, 0xAC00, 0x0915, 0x094D, 0x093F, 0x00AD, 0x2764,
	        0x0E33, 0x0D4E, 0x302E, 0xFF9E, 0x6F22};
	uint32_t seed = 20210520;
	struct buffer out;
	buffer_init(&out, 1000);
	for (int round = 0; round < 20000; round++) {
		char text[64];
		size_t length = 0;
		for (int i = 0; i < 12; i++) {
			seed = seed * 1664525 + 1013904223;
			length += text_encode(
			        pool[(seed >> 16) % (sizeof pool / sizeof pool[0])], text + length);
		}
		buffer_clear(&out);
		assert_true(text_sanitise(&out, text, length, SANITISE_ONE_LINE, NULL));
		check_widths(out.bytes, out.length, seed, 0);
	}
	buffer_free(&out);
	setlocale(LC_CTYPE, "C");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(one_cluster_is_measured_and_reduced),
	        cmocka_unit_test(a_letter_with_its_mark_takes_one_column),
	        cmocka_unit_test(every_kind_of_emoji_takes_the_columns_of_its_first_character),
	        cmocka_unit_test(a_cluster_ends_where_the_next_begins),
	        cmocka_unit_test(the_longest_form_fits),
	        cmocka_unit_test(widths_add_up),
	        cmocka_unit_test(fitting_stops_before_the_cluster_that_does_not_fit),
	        cmocka_unit_test(plain_text_is_decoded_up_to_what_needs_a_closer_look),
	        cmocka_unit_test(every_character_has_the_width_that_ncurses_gives_it),
	        cmocka_unit_test(random_texts_are_measured_as_ncurses_measures_them),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
