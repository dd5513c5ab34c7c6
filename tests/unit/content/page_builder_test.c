/* The page builder: white space, borders of runs, containers, tables, links, maximums, no memory. */

#include "content/page_builder.h"
#include "harness/failing_memory.h"
#include "harness/page_check.h"
#include "harness/page_dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* A page while it is built. */
struct work {
	struct page page;
	struct page_builder builder;
	struct diagnostics diagnostics;
};

static void begin(struct work *work)
{
	*work = (struct work){0};
	diagnostics_init(&work->diagnostics);
	arena_init(&work->page.arena, SIZE_MAX);
	builder_init(&work->builder, &work->page.arena, &work->diagnostics, "стр.yaml", "bg");
	builder_at(&work->builder, 1, 1);
}

static void forget(struct work *work)
{
	builder_free(&work->builder);
	diagnostics_free(&work->diagnostics);
	arena_free(&work->page.arena);
}

static void text(struct work *work, const char *bytes, unsigned style)
{
	builder_text(&work->builder, bytes, strlen(bytes), style, 0);
}

/* Finishes the page, which must be sound and as EXPECTED (see page_dump.h), and forgets it. */
static void check(struct work *work, const char *expected)
{
	struct buffer dump;
	buffer_init(&dump, 1 << 20);
	assert_true(builder_finish(&work->builder, &work->page));
	dump_page(&dump, &work->page, false);
	assert_string_equal(buffer_text(&dump), expected);
	const char *fault = page_fault(&work->page);
	assert_string_equal(fault != NULL ? fault : "", "");
	buffer_free(&dump);
	forget(work);
}

static void paragraph(struct work *work, const char *bytes)
{
	builder_begin_block(&work->builder, BLOCK_PARAGRAPH, 0);
	text(work, bytes, 0);
	builder_end_block(&work->builder);
}

/* ---- text ---- */

static void white_space_is_single_and_never_at_the_ends(void **state)
{
	(void)state;
	struct work work;
	begin(&work);
	builder_begin_block(&work.builder, BLOCK_TITLE, 0);
	text(&work, " \n  за ", 0);
	text(&work, " ", RUN_STRONG);
	text(&work, " нас", RUN_EMPHASIS);
	text(&work, "\t \r\n", 0);
	check(&work, "title: [|за ][e|нас]\n");
}

static void text_of_one_style_is_one_run(void **state)
{
	(void)state;
	struct work work;
	begin(&work);
	builder_begin_block(&work.builder, BLOCK_PARAGRAPH, 0);
	text(&work, "ед", RUN_STRONG);
	text(&work, "но ", RUN_STRONG);
	builder_hard_break(&work.builder);
	text(&work, " две", RUN_STRONG);
	check(&work, "paragraph: [s|едно⏎две]\n");
}

static void hard_breaks_never_stand_at_the_ends_nor_three_together(void **state)
{
	(void)state;
	struct work work;
	begin(&work);
	builder_begin_block(&work.builder, BLOCK_PARAGRAPH, 0);
	builder_hard_break(&work.builder);
	text(&work, "едно ", 0);
	for (int i = 0; i < 4; i++)
		builder_hard_break(&work.builder);
	text(&work, " две", 0);
	builder_line_break(&work.builder);
	builder_line_break(&work.builder);
	text(&work, "три", RUN_CODE);
	builder_hard_break(&work.builder);
	check(&work, "paragraph: [|едно⏎⏎две⏎][c|три]\n");
}

static void a_soft_break_is_a_space_where_words_have_spaces(void **state)
{
	(void)state;
	struct work work;
	begin(&work);
	builder_begin_block(&work.builder, BLOCK_PARAGRAPH, 0);
	builder_soft_break(&work.builder, 0, 0);
	text(&work, "日", 0);
	builder_soft_break(&work.builder, 0, 0);
	text(&work, "本", 0);
	builder_soft_break(&work.builder, 0, 0);
	text(&work, "и", RUN_STRONG);
	builder_soft_break(&work.builder, 0, 0);
	check(&work, "paragraph: [|日本 ][s|и]\n");
}

static void code_keeps_lines_and_has_no_tabs(void **state)
{
	(void)state;
	struct work work;
	begin(&work);
	builder_begin_block(&work.builder, BLOCK_CODE, 0);
	text(&work, "\tа\r\n", RUN_CODE);
	text(&work, "бб\tв\n\n", RUN_CODE);
	check(&work, "code: [c|        а⏎бб      в⏎]\n");
}

static void runs_never_begin_within_a_cluster(void **state)
{
	(void)state;
	struct work work;
	begin(&work);
	builder_begin_block(&work.builder, BLOCK_PARAGRAPH, 0);
	text(&work, "е", 0);
	text(&work, "\314\201", RUN_STRONG);
	text(&work, "\314\201да", RUN_STRONG);
	text(&work, "\360\237\221\251\342\200\215", 0);
	text(&work, "\360\237\221\247", RUN_STRONG);
	text(&work, " ", 0);
	text(&work, " \314\201", RUN_STRONG);
	check(&work,
	        "paragraph: [|е\314\201\314\201][s|да][|\360\237\221\251\342\200\215\360\237\221\247][s| "
	        "\314\201]\n");
}

static void marks_are_counted_over_borders(void **state)
{
	(void)state;
	struct work work;
	begin(&work);
	builder_begin_block(&work.builder, BLOCK_PARAGRAPH, 0);
	text(&work, "а", 0);
	for (int i = 0; i < 100; i++)
		text(&work, "\314\201", i % 2 == 0 ? RUN_STRONG : 0);
	assert_int_equal(work.diagnostics.count, 0); /* not before it is known where they end */
	text(&work, "б", RUN_STRONG);
	assert_int_equal(work.diagnostics.count, 1);
	check(&work, "paragraph: [|а\314\201\314\201\314\201\314\201\357\277\275][s|б]\n");
}

static void text_outside_of_a_block_is_nothing(void **state)
{
	(void)state;
	struct work work;
	begin(&work);
	text(&work, "никъде", 0);
	builder_hard_break(&work.builder);
	builder_soft_break(&work.builder, 0, 0);
	builder_end_block(&work.builder);
	builder_begin_table(&work.builder, 2);
	text(&work, "между клетките", 0);
	builder_end_table(&work.builder);
	check(&work, "");
}

static void blocks_without_text_are_taken_back(void **state)
{
	(void)state;
	struct work work;
	begin(&work);
	paragraph(&work, "а");
	paragraph(&work, " \n ");
	builder_begin_block(&work.builder, BLOCK_HEADING, 2);
	builder_rule(&work.builder);
	builder_begin_block(&work.builder, BLOCK_CODE, 0);
	paragraph(&work, "б");
	check(&work, "paragraph: [|а]\nrule:\ncode:\nparagraph: [|б]\n");
}

/* ---- places ---- */

static void faults_are_reported_where_they_are_written(void **state)
{
	(void)state;
	struct work work;
	begin(&work);
	builder_begin_block(&work.builder, BLOCK_PARAGRAPH, 0);
	builder_at(&work.builder, 5, 10);
	text(&work, "два ", 0);
	builder_at(&work.builder, 7, 3);
	text(&work, "реда\nи \033[", 0);
	builder_end_block(&work.builder);
	builder_begin_block(&work.builder, BLOCK_PARAGRAPH, 0);
	builder_at(&work.builder, 9, 1);
	work.builder.fixed_place = true;
	text(&work, "и \342\200\256", 0);
	builder_end_block(&work.builder);
	builder_at(&work.builder, 0, 0);
	builder_begin_block(&work.builder, BLOCK_PARAGRAPH, 0);
	text(&work, "\302\205 х \177", 0);
	builder_end_block(&work.builder);
	static const struct {
		enum diagnostic_name name;
		size_t line, column;
	} expected[] = {{DIAGNOSTIC_CONTROL_CHARACTER, 8, 3}, {DIAGNOSTIC_BIDI_CONTROL, 9, 1},
	        {DIAGNOSTIC_CONTROL_CHARACTER, 0, 0}, {DIAGNOSTIC_STRANGE_LINE_END, 0, 0}};
	assert_int_equal(work.diagnostics.count, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(work.diagnostics.items[i].name, expected[i].name);
		assert_int_equal(work.diagnostics.items[i].line, expected[i].line);
		assert_int_equal(work.diagnostics.items[i].column, expected[i].column);
		assert_string_equal(work.diagnostics.items[i].file, "стр.yaml");
	}
	assert_int_equal(work.builder.blocks[0].line, 1);
	forget(&work);
}

/* ---- links ---- */

static void links_without_text_go_and_the_rest_follow_the_text(void **state)
{
	(void)state;
	struct work work;
	begin(&work);
	builder_begin_block(&work.builder, BLOCK_PARAGRAPH, 0);
	uint16_t first = builder_link(&work.builder, "a/a", 3, true);
	uint16_t second = builder_link(&work.builder, "https://b.bg\n ", 14, false);
	builder_link(&work.builder, "c/c", 3, true);
	assert_int_equal(builder_link(&work.builder, " ", 1, true), 0);
	builder_text(&work.builder, "б", strlen("б"), 0, second);
	builder_text(&work.builder, "а", strlen("а"), RUN_STRONG, first);
	builder_text(&work.builder, "б", strlen("б"), 0, second);
	check(&work, "paragraph: [l -> https://b.bg|б][sl -> page a/a|а][l -> https://b.bg|б]\n");
}

static void bare_addresses_are_found_when_asked_for(void **state)
{
	(void)state;
	struct work work;
	begin(&work);
	paragraph(&work, "https://a.bg");
	work.builder.find_addresses = true;
	builder_begin_block(&work.builder, BLOCK_PARAGRAPH, 0);
	text(&work, "на https://", RUN_STRONG);
	text(&work, "a.bg\314\201 и", RUN_STRONG);
	check(&work, "paragraph: [|https://a.bg]\nparagraph: [s|на ][sl -> "
	             "https://a.bg\314\201|https://a.bg\314\201][s| и]\n");
}

static void links_that_are_too_many_are_text(void **state)
{
	(void)state;
	struct work work;
	begin(&work);
	builder_begin_block(&work.builder, BLOCK_PARAGRAPH, 0);
	for (int i = 0; i < PAGE_LINKS_MAXIMUM; i++)
		assert_int_equal(builder_link(&work.builder, "а", strlen("а"), true), i + 1);
	assert_int_equal(builder_link(&work.builder, "б", strlen("б"), true), 0);
	assert_int_equal(builder_link(&work.builder, "б", strlen("б"), true), 0);
	assert_int_equal(work.diagnostics.count, 1);
	assert_int_equal(work.diagnostics.items[0].name, DIAGNOSTIC_TOO_MANY);
	builder_text(&work.builder, "а", strlen("а"), 0, PAGE_LINKS_MAXIMUM);
	check(&work, "paragraph: [l -> page а|а]\n");
}

/* ---- containers ---- */

static void lists_number_their_items_and_know_the_last(void **state)
{
	(void)state;
	struct work work;
	begin(&work);
	builder_enter_list(&work.builder, true, 9, true);
	builder_enter_item(&work.builder);
	paragraph(&work, "а");
	builder_enter_list(&work.builder, true, 1, false);
	builder_enter_item(&work.builder);
	builder_leave_item(&work.builder);
	builder_leave_list(&work.builder);
	builder_leave_item(&work.builder);
	builder_enter_item(&work.builder);
	builder_enter_quote(&work.builder);
	builder_leave_quote(&work.builder);
	builder_enter_quote(&work.builder);
	paragraph(&work, "б");
	builder_leave_quote(&work.builder);
	builder_leave_item(&work.builder);
	builder_leave_list(&work.builder);
	paragraph(&work, "в");
	check(&work, "number#1 9 of 10 depth 0 tight > paragraph: [|а]\n"
	             "number#1 9 of 10 depth 0 tight > number#2 1 of 1 depth 1 loose > paragraph:\n"
	             "number#3 10 of 10 depth 0 tight > quote#4 > paragraph: [|б]\n"
	             "paragraph: [|в]\n");
}

static void what_is_too_deep_is_flattened_once_reported(void **state)
{
	(void)state;
	struct work work;
	begin(&work);
	for (int i = 0; i < 2 * DEPTH_MAXIMUM; i++) {
		builder_enter_quote(&work.builder);
		builder_enter_list(&work.builder, false, 0, true);
		builder_enter_item(&work.builder);
	}
	paragraph(&work, "дъно");
	for (int i = 0; i < 2 * DEPTH_MAXIMUM; i++) {
		builder_leave_item(&work.builder);
		builder_leave_list(&work.builder);
		builder_leave_quote(&work.builder);
	}
	paragraph(&work, "горе");
	assert_true(builder_finish(&work.builder, &work.page));
	assert_null(page_fault(&work.page));
	assert_int_equal(work.page.container_count, DEPTH_MAXIMUM);
	assert_int_equal(work.page.blocks[1].container, 0);
	assert_int_equal(work.diagnostics.count, 1);
	assert_int_equal(work.diagnostics.items[0].name, DIAGNOSTIC_TEXT_TOO_DEEP);
	forget(&work);
}

/* ---- tables ---- */

static void a_table_is_filled_up_to_its_last_row(void **state)
{
	(void)state;
	struct work work;
	begin(&work);
	paragraph(&work, "преди");
	builder_begin_table(&work.builder, 2);
	static const char *const cells[] = {"а", "б", " в\n "};
	for (size_t i = 0; i < 3; i++) {
		builder_begin_cell(&work.builder, i % 2 == 0 ? ALIGN_LEFT : ALIGN_RIGHT);
		text(&work, cells[i], 0);
	}
	builder_end_table(&work.builder);
	builder_begin_table(&work.builder, 1);
	builder_begin_cell(&work.builder, ALIGN_CENTRE);
	text(&work, "г", RUN_CODE);
	paragraph(&work, "след");
	check(&work,
	        "paragraph: [|преди]\ntable 2x2\n  left: [|а]\n  right: [|б]\n  left: [|в]\n  default: \n"
	        "table 1x1\n  centre: [c|г]\nparagraph: [|след]\n");
}

/* ---- maximums and memory ---- */

static void more_text_than_a_page_may_hold_fails_for_good(void **state)
{
	(void)state;
	struct work work;
	struct buffer large;
	begin(&work);
	buffer_init(&large, PAGE_TEXT_MAXIMUM);
	while (large.length < PAGE_TEXT_MAXIMUM / 3)
		buffer_append_text(&large, "дума и още много думи, за да стане дълго. ");
	struct page before = work.page;
	for (int i = 0; i < 4; i++) {
		builder_begin_block(&work.builder, BLOCK_PARAGRAPH, 0);
		builder_text(&work.builder, large.bytes, large.length, 0, 0);
		builder_end_block(&work.builder);
	}
	assert_true(work.builder.failed);
	assert_false(builder_finish(&work.builder, &work.page));
	assert_null(work.page.text);
	assert_int_equal(work.page.block_count, before.block_count);
	buffer_free(&large);
	forget(&work);
}

/* Everything that a builder can do. */
static void build_everything(struct work *work)
{
	struct page_builder *builder = &work->builder;
	builder->find_addresses = true;
	builder_begin_block(builder, BLOCK_TITLE, 0);
	text(work, "Заглавие \033", 0);
	builder_enter_quote(builder);
	builder_enter_list(builder, true, 1, true);
	builder_enter_item(builder);
	builder_leave_item(builder);
	builder_leave_list(builder);
	builder_leave_quote(builder);
	builder_begin_table(builder, 2);
	builder_begin_cell(builder, ALIGN_LEFT);
	text(work, "клетка", RUN_STRONG);
	builder_end_table(builder);
	builder_begin_block(builder, BLOCK_CODE, 0);
	text(work, "\tкод\n", RUN_CODE);
	builder_begin_block(builder, BLOCK_PARAGRAPH, 0);
	text(work, "https://iom.int ", 0);
	builder_text(builder, "връзка", strlen("връзка"), 0, builder_link(builder, "a/b", 3, true));
	builder_soft_break(builder, RUN_STRONG, 0);
	text(work, "край", RUN_EMPHASIS);
	builder_hard_break(builder);
	text(work, "\314\201", 0);
	builder_rule(builder);
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	for (size_t nth = 1;; nth++) {
		struct work work;
		begin(&work);
		failing_memory_set(nth, nth % 2 == 1);
		build_everything(&work);
		bool finished = builder_finish(&work.builder, &work.page);
		bool hit = failing_memory_hit();
		failing_memory_set(0, false);
		assert_true(finished || hit);
		assert_true(finished != work.builder.failed);
		if (finished)
			assert_null(page_fault(&work.page));
		else
			assert_null(work.page.text);
		forget(&work);
		assert_int_equal(failing_memory_live(), 0);
		if (!hit)
			break;
	}
}

static void a_builder_may_be_used_again(void **state)
{
	(void)state;
	struct work work;
	begin(&work);
	build_everything(&work);
	builder_free(&work.builder);
	paragraph(&work, "отново");
	check(&work, "paragraph: [|отново]\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(white_space_is_single_and_never_at_the_ends),
	        cmocka_unit_test(text_of_one_style_is_one_run),
	        cmocka_unit_test(hard_breaks_never_stand_at_the_ends_nor_three_together),
	        cmocka_unit_test(a_soft_break_is_a_space_where_words_have_spaces),
	        cmocka_unit_test(code_keeps_lines_and_has_no_tabs),
	        cmocka_unit_test(runs_never_begin_within_a_cluster),
	        cmocka_unit_test(marks_are_counted_over_borders),
	        cmocka_unit_test(text_outside_of_a_block_is_nothing),
	        cmocka_unit_test(blocks_without_text_are_taken_back),
	        cmocka_unit_test(faults_are_reported_where_they_are_written),
	        cmocka_unit_test(links_without_text_go_and_the_rest_follow_the_text),
	        cmocka_unit_test(bare_addresses_are_found_when_asked_for),
	        cmocka_unit_test(links_that_are_too_many_are_text),
	        cmocka_unit_test(lists_number_their_items_and_know_the_last),
	        cmocka_unit_test(what_is_too_deep_is_flattened_once_reported),
	        cmocka_unit_test(a_table_is_filled_up_to_its_last_row),
	        cmocka_unit_test(more_text_than_a_page_may_hold_fails_for_good),
	        cmocka_unit_test(every_allocation_may_fail),
	        cmocka_unit_test(a_builder_may_be_used_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
