/* What may enter a page: every control character in every kind, marks, bad bytes, white space; and that a second time changes nothing. */

#include "harness/failing_memory.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const enum sanitise_kind kinds[] = {SANITISE_ONE_LINE, SANITISE_LINES, SANITISE_INLINE};

static void assert_sanitised(const char *text, size_t length, enum sanitise_kind kind, const char *wanted)
{
	struct buffer out;
	buffer_init(&out, 10000);
	assert_true(text_sanitise(&out, text, length, kind, NULL));
	if (strcmp(buffer_text(&out), wanted) != 0)
		fail_msg("\"%s\" (kind %d): \"%s\", wanted \"%s\"", text, (int)kind, buffer_text(&out),
		        wanted);
	buffer_free(&out);
}

static void assert_in_all_kinds(const char *text, const char *wanted)
{
	for (size_t i = 0; i < 3; i++)
		assert_sanitised(text, strlen(text), kinds[i], wanted);
}

static void ordinary_text_passes(void **state)
{
	(void)state;
	static const char *const texts[] = {"", "а", "МОМ откри работата по нов проект – „да“, 5 %…",
	        "\u00A0\u2011№ €", "пре\u00ADнос\u200Bа\u2060б", "ю\u0301 й и\u0306 ѝ", "漢字 한글 हिन्दी",
	        "👩🏽\u200D💻 🇧🇬 #\uFE0F\u20E3", "\uFFFD", "\u200D\u0301"};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		assert_in_all_kinds(texts[i], texts[i]);
}

/* What CONTROL becomes between two letters. */
static void wanted_for_control(char wanted[16], unsigned control, enum sanitise_kind kind)
{
	bool line_end = control == '\n' || control == '\r' || control == 0x85;
	char picture[5] = {0};
	if (line_end || control == '\t')
		strcpy(picture, kind != SANITISE_LINES ? " " : line_end ? "\n" : "\t");
	else
		text_encode(control < 0x20 ? 0x2400 + control : control == 0x7F ? 0x2421 : 0xFFFD, picture);
	snprintf(wanted, 16, "а%sб", picture);
}

static void every_control_becomes_visible(void **state)
{
	(void)state;
	for (unsigned control = 0; control <= 0x9F; control++) {
		if (control == 0x20)
			control = 0x7F;
		char text[8] = "а";
		size_t length = 2 + text_encode(control, text + 2);
		memcpy(text + length, "б", 2);
		length += 2;
		for (size_t i = 0; i < 3; i++) {
			char wanted[16];
			wanted_for_control(wanted, control, kinds[i]);
			assert_sanitised(text, length, kinds[i], wanted);
			struct buffer out;
			struct sanitise_report report;
			buffer_init(&out, 100);
			assert_true(text_sanitise(&out, text, length, kinds[i], &report));
			bool white = control == '\t' || control == '\n' || control == '\r';
			assert_int_equal(report.controls, !white && control != 0x85);
			assert_int_equal(report.line_ends, control == 0x85);
			if (report.controls != 0) {
				assert_int_equal(report.control, control);
				assert_int_equal(report.first_control, 2);
			}
			buffer_free(&out);
		}
	}
}

static void line_ends_are_one(void **state)
{
	(void)state;
	const char *text = "а\r\nб\rв\nг\xC2\x85д\u2028е\u2029ж\n\r\nз";
	assert_sanitised(text, strlen(text), SANITISE_LINES, "а\nб\nв\nг\nд\nе\nж\n\nз");
	assert_sanitised(text, strlen(text), SANITISE_ONE_LINE, "а б в г д е ж з");
	assert_sanitised("\r", 1, SANITISE_LINES, "\n");
	assert_sanitised("а\r\u0301\n", 6, SANITISE_LINES, "а\n\u0301\n");
}

static void white_space_is_one_space(void **state)
{
	(void)state;
	const char *text = " \t а  б\t\nв г \n ";
	assert_sanitised(text, strlen(text), SANITISE_ONE_LINE, "а б в г");
	assert_sanitised(text, strlen(text), SANITISE_INLINE, " а б в г ");
	assert_sanitised(text, strlen(text), SANITISE_LINES, " \t а  б\t\nв г \n ");
	assert_sanitised("   ", 3, SANITISE_ONE_LINE, "");
	assert_sanitised("   ", 3, SANITISE_INLINE, " ");
	assert_sanitised("а \u2028б", 8, SANITISE_ONE_LINE, "а б");
	assert_sanitised("а \xC2\x85 б", 8, SANITISE_INLINE, "а б");
	/* No-break spaces are the writer's. */
	assert_sanitised("\u00A0 а\u00A0\u00A0", 9, SANITISE_ONE_LINE, "\u00A0 а\u00A0\u00A0");
}

static void what_hides_or_turns_text_is_replaced(void **state)
{
	(void)state;
	static const char *const hidden[] = {"\u061C", "\u200E", "\u200F", "\u202A", "\u202E", "\u2066",
	        "\u2069", "\uFEFF", "\U000E0041", "\uFFF9", "\u180E", "\uE000", "\U0010FFFD", "\uFFFE",
	        "\U0001FAE8", "\u0378", "\u3164", "\u4DC0", "\u3248", "\u0600"};
	for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++)
		assert_in_all_kinds(hidden[i], "\uFFFD");
}

static void bad_bytes_are_replaced_one_by_one(void **state)
{
	(void)state;
	assert_in_all_kinds("\x80", "\uFFFD");
	assert_in_all_kinds("а\xD0", "а\uFFFD");
	assert_in_all_kinds("\xC0\x9B", "\uFFFD\uFFFD");
	assert_in_all_kinds("\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD");
	assert_in_all_kinds("\xCC\xF0\xCC", "\uFFFD\uFFFD\uFFFD"); /* МРМ in CP1251 */
	assert_in_all_kinds("\xE2\x80z", "\uFFFD\uFFFDz");
	assert_in_all_kinds("\xD1z", "\uFFFDz");
	assert_in_all_kinds("\xD1\xF0\x9F\x98\x80", "\uFFFD😀");
}

static void decoded_text_is_judged_not_bytes(void **state)
{
	(void)state;
	/* Bytes 0x80 to 0x9F inside these letters are no C1 controls. */
	assert_in_all_kinds("АБВГДЕ рстуф ЀЁѐѝ", "АБВГДЕ рстуф ЀЁѐѝ");
}

static void marks_after_the_fourth_are_one_replacement(void **state)
{
	(void)state;
	assert_in_all_kinds("а\u0300\u0301\u0302\u0303б", "а\u0300\u0301\u0302\u0303б");
	assert_in_all_kinds(
	        "а\u0300\u0301\u0302\u0303\u0304\u0305\u0306б", "а\u0300\u0301\u0302\u0303\uFFFDб");
	assert_in_all_kinds("\u0300\u0301\u0302\u0303\u0304", "\u0300\u0301\u0302\u0303\uFFFD");
	struct buffer out;
	struct sanitise_report report;
	buffer_init(&out, 1000);
	const char *text =
	        "дада\u0300\u0301\u0302\u0303\u0304\u0305 не\u0300 я\u0300\u0300\u0300\u0300\u0300";
	assert_true(text_sanitise(&out, text, strlen(text), SANITISE_ONE_LINE, &report));
	assert_int_equal(report.many_marks, 2);
	assert_int_equal(report.first_many_marks, 6);
	buffer_free(&out);
}

static void the_report_tells_the_first_of_each(void **state)
{
	(void)state;
	const char *text = "д\x1B\u202Eе\x07\u2066\xFF\u2028\xFE\u2029а";
	struct buffer out;
	struct sanitise_report report;
	buffer_init(&out, 1000);
	assert_true(text_sanitise(&out, text, strlen(text), SANITISE_LINES, &report));
	assert_string_equal(buffer_text(&out), "д\u241B\uFFFDе\u2407\uFFFD\uFFFD\n\uFFFD\nа");
	assert_int_equal(report.controls, 2);
	assert_int_equal(report.first_control, 2);
	assert_int_equal(report.control, 0x1B);
	assert_int_equal(report.bidi_controls, 2);
	assert_int_equal(report.first_bidi_control, 3);
	assert_int_equal(report.bidi_control, 0x202E);
	assert_int_equal(report.invalid, 2);
	assert_int_equal(report.first_invalid, 12);
	assert_int_equal(report.line_ends, 2);
	assert_int_equal(report.first_line_end, 13);
	assert_int_equal(report.line_end, 0x2028);
	assert_int_equal(report.many_marks, 0);
	buffer_free(&out);
}

static void what_is_in_the_buffer_stays(void **state)
{
	(void)state;
	struct buffer out;
	buffer_init(&out, 100);
	buffer_append_text(&out, "а");
	assert_true(text_sanitise(&out, "  б ", 5, SANITISE_ONE_LINE, NULL));
	assert_true(text_sanitise(&out, " ", 1, SANITISE_INLINE, NULL));
	assert_true(text_sanitise(&out, " ", 1, SANITISE_INLINE, NULL));
	assert_string_equal(buffer_text(&out), "аб  ");
	buffer_free(&out);
}

/* Random bytes and characters of all sorts, with a bias to those that have a rule. */
static size_t random_text(char *text, size_t size, uint32_t *seed)
{
	static const uint32_t pool[] = {' ', '\t', '\n', '\r', 0, 0x1B, 0x7F, 0x85, 0x9B, 'a', 0x0430, 0x0451,
	        0x0301, 0x0306, 0x0483, 0x2028, 0x202E, 0x200D, 0x00AD, 0xFE0F, 0x1F469, 0x1F3FD, 0x1F1E7,
	        0x1161, 0x093F, 0xE0041, 0x4DC0, 0x0378, 0xA0};
	size_t length = 0;
	while (length + 4 < size) {
		*seed = *seed * 1664525 + 1013904223;
		uint32_t choice = *seed >> 8;
		if (choice % 16 == 0)
			text[length++] = (char)(choice >> 8);
		else
			length += text_encode(pool[choice % (sizeof pool / sizeof pool[0])], text + length);
	}
	return length;
}

static void a_second_time_changes_nothing(void **state)
{
	(void)state;
	uint32_t seed = 20210520;
	struct buffer once;
	struct buffer twice;
	buffer_init(&once, 1000);
	buffer_init(&twice, 1000);
	for (int round = 0; round < 30000; round++) {
		char text[40];
		uint32_t before = seed;
		size_t length = random_text(text, sizeof text, &seed);
		enum sanitise_kind kind = kinds[round % 3];
		struct sanitise_report report;
		buffer_clear(&once);
		buffer_clear(&twice);
		assert_true(text_sanitise(&once, text, length, kind, NULL));
		assert_int_equal(text_valid_length(buffer_text(&once), once.length), once.length);
		assert_true(text_sanitise(&twice, buffer_text(&once), once.length, kind, &report));
		if (once.length != twice.length ||
		        memcmp(buffer_text(&once), buffer_text(&twice), once.length) != 0)
			fail_msg("seed %u: \"%s\" becomes \"%s\"", (unsigned)before, buffer_text(&once),
			        buffer_text(&twice));
		assert_int_equal(report.controls + report.bidi_controls + report.many_marks + report.invalid +
		                         report.line_ends,
		        0);
	}
	buffer_free(&once);
	buffer_free(&twice);
}

static void a_full_buffer_and_failing_memory_are_told(void **state)
{
	(void)state;
	const char *text = "  МОМ \x1B България а\u0301\u0301\u0301\u0301\u0301 край  ";
	for (size_t maximum = 0; maximum < 200; maximum++) {
		struct buffer out;
		buffer_init(&out, maximum);
		bool taken = text_sanitise(&out, text, strlen(text), SANITISE_INLINE, NULL);
		assert_int_equal(taken, !out.failed);
		buffer_free(&out);
		if (taken)
			break;
		assert_true(maximum < 100);
	}
	struct buffer out;
	buffer_init(&out, 1000);
	failing_memory_set(1, true);
	assert_false(text_sanitise(&out, text, strlen(text), SANITISE_LINES, NULL));
	failing_memory_set(0, false);
	buffer_free(&out);
	assert_int_equal(failing_memory_live(), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(ordinary_text_passes),
	        cmocka_unit_test(every_control_becomes_visible),
	        cmocka_unit_test(line_ends_are_one),
	        cmocka_unit_test(white_space_is_one_space),
	        cmocka_unit_test(what_hides_or_turns_text_is_replaced),
	        cmocka_unit_test(bad_bytes_are_replaced_one_by_one),
	        cmocka_unit_test(decoded_text_is_judged_not_bytes),
	        cmocka_unit_test(marks_after_the_fourth_are_one_replacement),
	        cmocka_unit_test(the_report_tells_the_first_of_each),
	        cmocka_unit_test(what_is_in_the_buffer_stays),
	        cmocka_unit_test(a_second_time_changes_nothing),
	        cmocka_unit_test(a_full_buffer_and_failing_memory_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
