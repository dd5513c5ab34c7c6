/* Text folded for searching, and the way back from each folded byte. */

#include "harness/failing_memory.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void assert_folded(const char *text, const char *wanted)
{
	struct buffer out;
	buffer_init(&out, 10000);
	assert_true(text_fold(&out, text, strlen(text), NULL, NULL));
	if (strcmp(buffer_text(&out), wanted) != 0)
		fail_msg("\"%s\": \"%s\", wanted \"%s\"", text, buffer_text(&out), wanted);
	buffer_free(&out);
}

static void case_does_not_matter(void **state)
{
	(void)state;
	assert_folded("", "");
	assert_folded("МОМ Bulgaria ЁЖ Ѝ", "мом bulgaria еж и");
	assert_folded("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ", "абвгдежзийклмнопрстуфхцчшщъьюя");
	assert_folded("ЂЃЄЅІЇЈЉЊЋЌЎЏ", "ђѓєѕіїјљњћќўџ");
	assert_folded("Straße ÀÉ ΣΑΣ Ҕ", "strasse àé σασ ҕ");
	assert_folded("漢字 한글", "漢字 한글");
}

static void composed_and_decomposed_are_equal(void **state)
{
	(void)state;
	assert_folded("й", "й");
	assert_folded("и\u0306", "й");
	assert_folded("И\u0306", "й");
	assert_folded("E\u0301", "é");
	assert_folded("\u1112\u1161\u11AB", "한");
	assert_folded("Г\u0301", "ѓ");
}

static void stress_marks_and_letters_that_carry_them_are_plain(void **state)
{
	(void)state;
	assert_folded("въ\u0301лна", "вълна");
	assert_folded("ѝ и\u0300 ѐ е\u0300 и\u0301", "и и е е и");
	assert_folded("ё е\u0308", "е е");
	assert_folded("Ю\u0301Ъ\u0300", "юъ");
	assert_folded("й и", "й и");
}

static void quotes_dashes_and_spaces_are_alike(void **state)
{
	(void)state;
	assert_folded("„а“ «а» ”а\"", "\"а\" \"а\" \"а\"");
	assert_folded("don’t ‘а’", "don't 'а'");
	assert_folded("а – б — в ‐ г − д", "а - б - в - г - д");
	assert_folded(" а\u00A0 \n\tб\u2009в\u3000", " а б в ");
}

static void what_is_not_seen_is_not_there(void **state)
{
	(void)state;
	assert_folded("пре\u00ADнос\u200Bа\u2060б\uFE0F", "преносаб");
	assert_folded("а \u00AD б", "а б");
}

static void each_folded_byte_knows_where_it_came_from(void **state)
{
	(void)state;
	static const char text[] = "Въ\u0301\u00ADл  ßИ\u0306“";
	struct buffer out;
	size_t *offsets = NULL;
	size_t capacity = 0;
	buffer_init(&out, 1000);
	buffer_append_text(&out, "преди");
	assert_true(text_fold(&out, text, strlen(text), &offsets, &capacity));
	assert_string_equal(buffer_text(&out) + 10, "въл ssй\"");
	static const size_t wanted[] = {0, 0, 2, 2, 8, 8, 10, 12, 12, 14, 14, 18, 21};
	assert_int_equal(out.length - 10, sizeof wanted / sizeof wanted[0] - 1);
	assert_true(capacity >= sizeof wanted / sizeof wanted[0]);
	assert_memory_equal(offsets, wanted, sizeof wanted);
	memory_resize(offsets, 0);
	buffer_free(&out);
	assert_int_equal(failing_memory_live(), 0);
}

static void an_endless_cluster_is_folded_in_pieces(void **state)
{
	(void)state;
	char text[2000] = "Ꙗ";
	size_t length = strlen(text);
	while (length + 2 < sizeof text) {
		memcpy(text + length, "\u0308", 2);
		length += 2;
	}
	struct buffer out;
	size_t *offsets = NULL;
	size_t capacity = 0;
	buffer_init(&out, 10000);
	assert_true(text_fold(&out, text, length, &offsets, &capacity));
	assert_int_equal(out.length, length);
	assert_int_equal(offsets[out.length - 1], 0);
	assert_int_equal(offsets[out.length], length);
	memory_resize(offsets, 0);
	buffer_free(&out);
}

static void folding_twice_changes_nothing(void **state)
{
	(void)state;
	const char *text = "„МОМ“ – Ѝ, Ё, Й, въ\u0301лна; Straße, ΐ Ǆ ŉ ﬁ";
	struct buffer once;
	struct buffer twice;
	buffer_init(&once, 1000);
	buffer_init(&twice, 1000);
	assert_true(text_fold(&once, text, strlen(text), NULL, NULL));
	assert_true(text_fold(&twice, once.bytes, once.length, NULL, NULL));
	assert_string_equal(once.bytes, twice.bytes);
	buffer_free(&once);
	buffer_free(&twice);
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	const char *text = "Международната организация по миграция, ЁЖ и é";
	for (size_t nth = 1;; nth++) {
		struct buffer out;
		size_t *offsets = NULL;
		size_t capacity = 0;
		buffer_init(&out, 1000);
		failing_memory_set(nth, false);
		bool folded = text_fold(&out, text, strlen(text), &offsets, &capacity);
		bool hit = failing_memory_hit();
		failing_memory_set(0, false);
		assert_int_equal(folded, !hit);
		memory_resize(offsets, 0);
		buffer_free(&out);
		assert_int_equal(failing_memory_live(), 0);
		if (!hit)
			break;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(case_does_not_matter),
	        cmocka_unit_test(composed_and_decomposed_are_equal),
	        cmocka_unit_test(stress_marks_and_letters_that_carry_them_are_plain),
	        cmocka_unit_test(quotes_dashes_and_spaces_are_alike),
	        cmocka_unit_test(what_is_not_seen_is_not_there),
	        cmocka_unit_test(each_folded_byte_knows_where_it_came_from),
	        cmocka_unit_test(an_endless_cluster_is_folded_in_pieces),
	        cmocka_unit_test(folding_twice_changes_nothing),
	        cmocka_unit_test(every_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
