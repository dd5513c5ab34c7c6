/* Where the lines of one paragraph end. */

#include "harness/failing_memory.h"
#include "layout/paragraph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef bool breaker(struct breaks *breaks, const char *text, uint32_t length, int columns,
        const struct break_rules *rules);

/* The lines that BREAK_TEXT makes as one text: each ended by '|', a hyphen shown. Checks the widths. Static memory. */
static const char *broken_by(
        breaker *break_text, const char *text, int columns, const struct break_rules *rules)
{
	static char result[4096];
	size_t length = 0;
	struct breaks breaks = {0};
	assert_true(break_text(&breaks, text, (uint32_t)strlen(text), columns, rules));
	uint32_t start = 0;
	for (size_t i = 0; i < breaks.count; i++) {
		const struct line_break *line = &breaks.items[i];
		int width = text_width(text + start, line->end - start) + (line->hyphen ? 1 : 0);
		for (size_t j = 0; j < rules->insertion_count; j++)
			if (rules->insertions[j].offset > start && rules->insertions[j].offset <= line->end)
				width += rules->insertions[j].width;
		assert_int_equal(line->width, width);
		assert_true(line->end >= start && line->next >= line->end);
		for (uint32_t j = line->end; j < line->next; j++)
			assert_true(text[j] == ' ' || text[j] == '\n');
		length += (size_t)snprintf(result + length, sizeof result - length, "%.*s%s|",
		        (int)(line->end - start), text + start, line->hyphen ? "-" : "");
		start = line->next;
	}
	assert_int_equal(start, strlen(text));
	breaks_free(&breaks);
	return result;
}

static const char *broken(const char *text, int columns, const struct break_rules *rules)
{
	return broken_by(paragraph_break, text, columns, rules);
}

static const struct break_rules plain = {.language = "bg"};

static void greedy_lines_are_as_full_as_they_can_be(void **state)
{
	(void)state;
	const char *text = "една две три четири";
	assert_string_equal(broken_by(paragraph_fill, text, 8, &plain), "една две|три|четири|");
	assert_string_equal(broken_by(paragraph_fill, text, 7, &plain), "една|две три|четири|");
	assert_string_equal(broken_by(paragraph_fill, text, 19, &plain), "една две три четири|");
	assert_string_equal(broken_by(paragraph_fill, text, 18, &plain), "една две три|четири|");
}

static void total_fit_takes_a_word_from_a_line_where_that_helps_the_next(void **state)
{
	(void)state;
	assert_string_equal(broken("една две три четири", 8, &plain), "една|две три|четири|");
	assert_string_equal(broken("една две три четири", 19, &plain), "една две три четири|");
	assert_string_equal(broken("една две три четири", 18, &plain), "една две три|четири|");
	assert_string_equal(broken("мир и за тях прекрасен", 12, &plain), "мир и за тях|прекрасен|");
}

static void no_more_than_two_lines_in_a_row_end_in_a_hyphen(void **state)
{
	(void)state;
	const char *text = "ос\u00adве\u00adдоме\u00adност пред\u00adста\u00adвите\u00adли "
	                   "ми\u00adгра\u00adция общ\u00adност";
	for (int columns = 4; columns < 30; columns++) {
		const char *lines = broken(text, columns, &plain);
		int run = 0;
		for (const char *end = strchr(lines, '|'); end != NULL; end = strchr(end + 1, '|')) {
			run = end[-1] == '-' ? run + 1 : 0;
			assert_true(run <= HYPHENS_RUNNING);
		}
	}
}

static void the_rest_of_a_word_is_no_last_line(void **state)
{
	(void)state;
	const char *text = "една осве\u00adдоме\u00adност";
	assert_string_equal(broken_by(paragraph_fill, text, 14, &plain), "една осве\u00adдоме\u00ad-|ност|");
	assert_string_equal(broken(text, 14, &plain), "една|осве\u00adдоме\u00adност|");
	/* but for a word that has no room in a line */
	assert_string_equal(broken("осве\u00adдоме\u00adност", 10, &plain), "осве\u00adдоме\u00ad-|ност|");
}

static void an_empty_paragraph_has_one_empty_line(void **state)
{
	(void)state;
	assert_string_equal(broken("", 1, &plain), "|");
	assert_string_equal(broken("", 80, &plain), "|");
}

static void blanks_at_the_end_of_a_line_are_never_counted(void **state)
{
	(void)state;
	assert_string_equal(broken("дума     дума ", 4, &plain), "дума|дума|");
	assert_string_equal(broken("дума     дума ", 9, &plain), "дума|дума|");
	assert_string_equal(broken("дума     дума ", 13, &plain), "дума     дума|");
}

static void a_line_feed_ends_a_line(void **state)
{
	(void)state;
	assert_string_equal(broken("ул. „Цар Иван Асен II“\n1124 София", 40, &plain),
	        "ул. „Цар Иван Асен II“|1124 София|");
	assert_string_equal(broken("а\n\nб", 40, &plain), "а||б|");
}

static void a_word_wider_than_the_line_is_broken_between_clusters(void **state)
{
	(void)state;
	assert_string_equal(
	        broken("непротивоконституционствувайте", 10, &plain), "непротивок|онституцио|нствувайте|");
	/* и and its breve are one letter */
	assert_string_equal(broken("аи\xcc\x86и\xcc\x86", 1, &plain), "а|и\xcc\x86|и\xcc\x86|");
	assert_string_equal(broken("от общината", 4, &plain), "от|общи|ната|");
}

static void a_cluster_wider_than_the_line_stands_alone(void **state)
{
	(void)state;
	assert_string_equal(broken("日本", 1, &plain), "日|本|");
	assert_string_equal(broken("日本", 3, &plain), "日|本|");
	assert_string_equal(broken("日本", 4, &plain), "日本|");
}

static void a_soft_hyphen_shows_where_a_line_ends_and_only_there(void **state)
{
	(void)state;
	const char *word = "конфе\u00adренция";
	assert_string_equal(broken(word, 12, &plain), "конфе\u00adренция|");
	assert_string_equal(broken(word, 8, &plain), "конфе\u00ad-|ренция|");
	assert_string_equal(broken(word, 6, &plain), "конфе\u00ad-|ренция|");
	/* without room for the hyphen it is no place to break */
	assert_string_equal(broken("конфе\u00adренци", 5, &plain), "конфе\u00ad|ренци|");
	assert_string_equal(broken("на конфе\u00adренция", 8, &plain), "на|конфе\u00ad-|ренция|");
	assert_string_equal(broken("на конфе\u00adренция", 9, &plain), "на конфе\u00ad-|ренция|");
}

static void an_insertion_counts_and_is_never_parted_from_its_word(void **state)
{
	(void)state;
	const char *text = "виж Червен кръст, после";
	const struct insertion number = {
	        .text = " [1]", .offset = (uint32_t)strlen("виж Червен кръст"), .width = 4};
	const struct break_rules rules = {.language = "bg", .insertions = &number, .insertion_count = 1};
	assert_string_equal(broken(text, 23, &rules), "виж Червен кръст,|после|");
	assert_string_equal(broken(text, 21, &rules), "виж Червен кръст,|после|");
	assert_string_equal(broken(text, 20, &rules), "виж Червен|кръст, после|");
	assert_string_equal(broken(text, 10, &rules), "виж Червен|кръст,|после|");
	/* even where the word itself must be broken, and then a few letters go with it */
	const struct insertion at_end = {
	        .text = " [1]", .offset = (uint32_t)strlen("участниците"), .width = 4};
	const struct break_rules cut = {.insertions = &at_end, .insertion_count = 1};
	assert_string_equal(broken("участниците", 14, &cut), "участн|иците|");
	assert_string_equal(broken("участниците", 15, &cut), "участниците|");
	assert_string_equal(broken("участниците", 8, &cut), "участниц|ите|");
}

static void lines_after_the_first_may_be_shorter(void **state)
{
	(void)state;
	const struct break_rules hanging = {.language = "bg", .hanging = 4};
	assert_string_equal(broken("една две три четири пет", 12, &hanging), "една две три|четири|пет|");
	assert_string_equal(broken("една две три четири пет", 14, &hanging), "една две три|четири пет|");
	assert_string_equal(broken("абвгдежз", 5, &hanging), "абвгд|е|ж|з|");
}

static void insertions_are_found_by_offset(void **state)
{
	(void)state;
	const struct insertion three[] = {{"a", 2, 1}, {"b", 5, 1}, {"c", 9, 1}};
	assert_int_equal(insertion_after(three, 3, 0), 0);
	assert_int_equal(insertion_after(three, 3, 1), 0);
	assert_int_equal(insertion_after(three, 3, 2), 1);
	assert_int_equal(insertion_after(three, 3, 8), 2);
	assert_int_equal(insertion_after(three, 3, 9), 3);
	assert_int_equal(insertion_after(NULL, 0, 9), 0);
}

static struct paragraph_widths measured(const char *text, const struct break_rules *rules)
{
	struct breaks breaks = {0};
	struct paragraph_widths widths;
	assert_true(paragraph_measure(&widths, &breaks, text, (uint32_t)strlen(text), rules));
	breaks_free(&breaks);
	return widths;
}

static void measuring_tells_the_longest_line_and_the_widest_word(void **state)
{
	(void)state;
	struct paragraph_widths widths = measured("над шейсет участници ", &plain);
	assert_int_equal(widths.natural, 20);
	assert_int_equal(widths.minimum, 9);
	widths = measured("", &plain);
	assert_int_equal(widths.natural, 0);
	assert_int_equal(widths.minimum, 0);
	widths = measured("а\nцяла дума\nб", &plain);
	assert_int_equal(widths.natural, 9);
	assert_int_equal(widths.minimum, 4);
	/* a hyphen may have to be shown */
	widths = measured("конфе\u00adрен", &plain);
	assert_int_equal(widths.natural, 8);
	assert_int_equal(widths.minimum, 6);
	const struct insertion number = {.text = " [1]", .offset = (uint32_t)strlen("виж тук"), .width = 4};
	widths = measured("виж тук.", &(struct break_rules){.insertions = &number, .insertion_count = 1});
	assert_int_equal(widths.natural, 12);
	assert_int_equal(widths.minimum, 8);
}

static void what_was_measured_as_minimum_breaks_no_word(void **state)
{
	(void)state;
	const char *text = "Срещу трафика на хора: информационни кампании, „горещи линии“ и обучения";
	struct paragraph_widths widths = measured(text, &plain);
	struct breaks breaks = {0};
	assert_true(paragraph_break(&breaks, text, (uint32_t)strlen(text), widths.minimum, &plain));
	size_t count = breaks.count;
	for (size_t i = 0; i + 1 < count; i++)
		assert_true(breaks.items[i].next > breaks.items[i].end); /* a blank stands at each end */
	breaks_free(&breaks);
}

static void running_out_of_memory_leaves_the_breaks_as_they_were(void **state)
{
	(void)state;
	const char *text = "една две три четири пет шест седем осем девет десет единайсет дванайсет";
	for (size_t nth = 1;; nth++) {
		struct breaks breaks = {0};
		failing_memory_set(nth, false);
		bool done = paragraph_break(&breaks, text, (uint32_t)strlen(text), 6, &plain);
		bool hit = failing_memory_hit();
		failing_memory_set(0, false);
		assert_int_equal(done, !hit);
		assert_int_equal(breaks.count == 0, hit);
		breaks_free(&breaks);
		assert_int_equal(failing_memory_live(), 0);
		if (!hit)
			break;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(greedy_lines_are_as_full_as_they_can_be),
	        cmocka_unit_test(total_fit_takes_a_word_from_a_line_where_that_helps_the_next),
	        cmocka_unit_test(no_more_than_two_lines_in_a_row_end_in_a_hyphen),
	        cmocka_unit_test(the_rest_of_a_word_is_no_last_line),
	        cmocka_unit_test(an_empty_paragraph_has_one_empty_line),
	        cmocka_unit_test(blanks_at_the_end_of_a_line_are_never_counted),
	        cmocka_unit_test(a_line_feed_ends_a_line),
	        cmocka_unit_test(a_word_wider_than_the_line_is_broken_between_clusters),
	        cmocka_unit_test(a_cluster_wider_than_the_line_stands_alone),
	        cmocka_unit_test(a_soft_hyphen_shows_where_a_line_ends_and_only_there),
	        cmocka_unit_test(an_insertion_counts_and_is_never_parted_from_its_word),
	        cmocka_unit_test(lines_after_the_first_may_be_shorter),
	        cmocka_unit_test(insertions_are_found_by_offset),
	        cmocka_unit_test(measuring_tells_the_longest_line_and_the_widest_word),
	        cmocka_unit_test(what_was_measured_as_minimum_breaks_no_word),
	        cmocka_unit_test(running_out_of_memory_leaves_the_breaks_as_they_were),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
