/* Lines of a page: places, steps, text to line and back; what is set and what is not; memory that runs out. */

#include "page_making.h"

#include "harness/failing_memory.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const struct layout_options plain = {.link_numbers = true};
static const struct layout_options preview = {.preview = true};

/* A page with one block of each kind and all that can be in them. */
static void make_rich_page(struct making *making)
{
	static const char *const cells[] = {
	        "Държава", "Хора", "България", "над шейсет участници", "Румъния", "5"};
	add_block(making, BLOCK_TITLE, 0, "МОМ откри работата по нов проект", 0);
	add_block(making, BLOCK_DATE, 0, "20 май 2021 г.", 0);
	begin_block(making, BLOCK_PARAGRAPH, 0, 0);
	add_run(making, "Сред участниците бяха ", 0, 0);
	add_run(making, "Български Червен кръст", RUN_STRONG, 1);
	add_run(making, " и „непротивокон\u00adституционствувателствуващи“\nхора.", 0, 0);
	add_block(making, BLOCK_HEADING, 1, "Част първа", 0);
	uint32_t quote = add_container(making, (struct container){.kind = CONTAINER_QUOTE});
	add_block(making, BLOCK_PARAGRAPH, 0, "Никой не е сам.", quote);
	add_block(making, BLOCK_PARAGRAPH, 0, "Никой.", quote);
	uint32_t item =
	        add_container(making, (struct container){.kind = CONTAINER_BULLET_ITEM, .tight = true});
	add_block(making, BLOCK_PARAGRAPH, 0, "Първо", item);
	add_block(making, BLOCK_CODE, 0, "make deps run      # и още нещо\n\nmake test\n", item);
	uint32_t number = add_container(making,
	        (struct container){
	                .kind = CONTAINER_NUMBERED_ITEM, .number = 7, .last_number = 12, .tight = true});
	add_block(making, BLOCK_PARAGRAPH, 0, "", number);
	add_table(making, 2, 3, "lr", cells, 0);
	add_block(making, BLOCK_RULE, 0, "", 0);
	add_block(making, BLOCK_LINKS_HEADING, 0, "Връзки", 0);
	begin_block(making, BLOCK_LINK, 0, 0);
	add_run(making, "Партньори", 0, 2);
	begin_block(making, BLOCK_SOURCE, 0, 0);
	add_run(making, "Източник: https://bulgaria.iom.int/", 0, 3);
}

static void the_columns_and_the_page_are_kept(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Заглавие", 0);
	static const int columns[][2] = {{80, 80}, {1, 1}, {0, 1}, {-5, 1}, {INT_MAX, INT16_MAX}};
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		struct layout *layout = layout_new(&making.page, columns[i][0], &plain);
		assert_int_equal(layout_columns(layout), columns[i][1]);
		assert_ptr_equal(layout_page(layout), &making.page);
		layout_free(layout);
	}
	layout_free(NULL);
	free_making(&making);
}

static void blocks_are_set_once_and_kept(void **state)
{
	(void)state;
	struct making making = {0};
	make_rich_page(&making);
	struct layout *layout = layout_new(&making.page, 40, &plain);
	for (uint32_t i = 0; i < making.page.block_count; i++) {
		const struct block_lines *lines = layout_block(layout, i);
		assert_non_null(lines);
		assert_ptr_equal(layout_block(layout, i), lines);
	}
	layout_free(layout);
	free_making(&making);
}

static void stepping_stops_at_the_ends(void **state)
{
	(void)state;
	struct making making = {0};
	make_rich_page(&making);
	struct layout *layout = layout_new(&making.page, 40, &plain);
	struct line_place first, last, place;
	assert_true(layout_first(layout, &first));
	assert_true(layout_last(layout, &last));
	place = first;
	assert_int_equal(layout_step(layout, &place, -1), 0);
	assert_int_equal(layout_step(layout, &place, INT_MIN), 0);
	assert_int_equal(layout_step(layout, &place, 0), 0);
	assert_memory_equal(&place, &first, sizeof place);
	int all = layout_step(layout, &place, INT_MAX);
	assert_memory_equal(&place, &last, sizeof place);
	assert_int_equal(layout_step(layout, &place, 1), 0);
	assert_int_equal(layout_step(layout, &place, INT_MIN), all);
	assert_memory_equal(&place, &first, sizeof place);
	int total = 0;
	for (uint32_t i = 0; i < making.page.block_count; i++)
		total += (int)layout_block(layout, i)->count;
	assert_int_equal(all, total - 1);
	layout_free(layout);
	free_making(&making);
}

static void a_step_by_n_is_n_steps(void **state)
{
	(void)state;
	struct making making = {0};
	make_rich_page(&making);
	struct layout *layout = layout_new(&making.page, 13, &plain);
	for (int n = 0; n < 70; n++) {
		struct line_place at_once, one_by_one;
		assert_true(layout_first(layout, &at_once));
		one_by_one = at_once;
		int moved = layout_step(layout, &at_once, n), count = 0;
		while (count < n && layout_step(layout, &one_by_one, 1) == 1)
			count++;
		assert_int_equal(moved, count);
		assert_memory_equal(&at_once, &one_by_one, sizeof at_once);
	}
	layout_free(layout);
	free_making(&making);
}

static void a_place_beyond_the_page_has_no_line(void **state)
{
	(void)state;
	struct making making = {0};
	make_rich_page(&making);
	struct layout *layout = layout_new(&making.page, 40, &plain);
	assert_non_null(layout_line(layout, (struct line_place){0, 0}));
	assert_null(layout_line(layout, (struct line_place){0, 1}));
	assert_null(layout_line(layout, (struct line_place){making.page.block_count, 0}));
	layout_free(layout);
	free_making(&making);
}

static void every_byte_is_found_where_it_is_shown(void **state)
{
	(void)state;
	struct making making = {0};
	make_rich_page(&making);
	for (int columns = 2; columns <= 80; columns++) {
		struct layout *layout = layout_new(&making.page, columns, &plain);
		for (uint32_t i = 0; i < making.page.block_count; i++) {
			const struct block_lines *lines = layout_block(layout, i);
			for (uint32_t j = 0; j < lines->count; j++) {
				const struct line *line = &lines->lines[j];
				for (uint32_t k = 0; k < line->span_count; k++) {
					const struct span *span = &line->spans[k];
					for (uint32_t byte = 0; byte < span->length; byte++) {
						struct line_place place;
						assert_true(layout_find(layout, span->offset + byte, &place));
						assert_int_equal(place.block, i);
						assert_int_equal(place.line, j);
					}
				}
			}
		}
		layout_free(layout);
	}
	free_making(&making);
}

static void an_offset_behind_the_page_finds_its_last_line(void **state)
{
	(void)state;
	struct making making = {0};
	make_rich_page(&making);
	struct layout *layout = layout_new(&making.page, 40, &plain);
	struct line_place last, place;
	assert_true(layout_last(layout, &last));
	assert_true(layout_find(layout, UINT32_MAX, &place));
	assert_memory_equal(&place, &last, sizeof place);
	layout_free(layout);
	free_making(&making);
}

static void a_preview_begins_with_the_body(void **state)
{
	(void)state;
	struct making making = {0};
	make_rich_page(&making);
	struct layout *layout = layout_new(&making.page, 40, &preview);
	struct line_place place;
	assert_true(layout_first(layout, &place));
	assert_int_equal(place.block, 2);
	assert_int_equal(place.line, 0);
	assert_true(layout_line(layout, place)->length > 0);
	assert_int_equal(layout_step(layout, &place, -1), 0);
	assert_true(layout_find(layout, 0, &place));
	assert_int_equal(place.block, 2);
	assert_int_equal(place.line, 0);
	layout_free(layout);
	free_making(&making);
}

static void a_preview_without_a_body_has_no_lines(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Заглавие", 0);
	struct layout *layout = layout_new(&making.page, 40, &preview);
	struct line_place place;
	assert_true(layout_first(layout, &place));
	assert_null(layout_line(layout, place));
	assert_true(layout_last(layout, &place));
	assert_null(layout_line(layout, place));
	assert_true(layout_find(layout, 3, &place));
	assert_null(layout_line(layout, place));
	assert_int_equal(layout_step(layout, &place, 1), 0);
	assert_int_equal(layout_step(layout, &place, -1), 0);
	layout_free(layout);
	free_making(&making);
}

static void the_block_of_an_offset_is_found(void **state)
{
	(void)state;
	struct making making = {0};
	make_rich_page(&making);
	const struct page *page = &making.page;
	for (uint32_t i = 0; i < page->block_count; i++)
		for (uint32_t j = 0; j <= page->blocks[i].length; j++)
			assert_int_equal(page_block_at(page, page->blocks[i].offset + j), i);
	assert_int_equal(page_block_at(page, UINT32_MAX), page->block_count - 1);
	free_making(&making);
}

static void only_what_is_asked_for_is_set(void **state)
{
	(void)state;
	struct making making = {0};
	enum { BLOCKS = 20000, FEW_ALLOCATIONS = 400 };
	add_block(&making, BLOCK_TITLE, 0, "Дълга страница", 0);
	for (int i = 1; i < BLOCKS; i++)
		add_block(&making, BLOCK_PARAGRAPH, 0, "Един ред.", 0);
	failing_memory_set(FEW_ALLOCATIONS, true);
	struct layout *layout = layout_new(&making.page, 40, &plain);
	assert_non_null(layout);
	struct line_place place;
	assert_true(layout_first(layout, &place));
	assert_int_equal(layout_step(layout, &place, 5), 5);
	assert_true(layout_last(layout, &place));
	assert_int_equal(place.block, BLOCKS - 1);
	assert_int_equal(layout_step(layout, &place, -5), 5);
	assert_true(layout_find(layout, making.page.blocks[BLOCKS / 2].offset, &place));
	assert_int_equal(place.block, BLOCKS / 2);
	assert_false(failing_memory_hit());
	failing_memory_set(0, false);
	layout_free(layout);
	free_making(&making);
}

/* Sets all of PAGE; returns whether there was memory for it. */
static bool set_all(const struct page *page, int columns)
{
	struct layout *layout = layout_new(page, columns, &plain);
	if (layout == NULL)
		return false;
	bool done = true;
	for (uint32_t i = 0; i < page->block_count; i++)
		done = layout_block(layout, i) != NULL && done;
	layout_free(layout);
	return done;
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	struct making making = {0};
	make_rich_page(&making);
	static const int columns[] = {60, 24, 10};
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		for (size_t nth = 1;; nth++) {
			failing_memory_set(nth, nth % 2 == 0);
			bool done = set_all(&making.page, columns[i]);
			bool hit = failing_memory_hit();
			failing_memory_set(0, false);
			assert_int_equal(failing_memory_live(), 0);
			assert_int_equal(done, !hit);
			if (!hit)
				break;
		}
	}
	free_making(&making);
}

static void a_block_that_found_no_memory_is_set_later(void **state)
{
	(void)state;
	struct making making = {0};
	make_rich_page(&making);
	struct layout *layout = layout_new(&making.page, 24, &plain);
	struct line_place place;
	failing_memory_set(1, true);
	layout_block(layout, 0);
	bool set = layout_block(layout, 2) != NULL;
	bool hit = failing_memory_hit();
	failing_memory_set(0, false);
	assert_true(hit && !set);
	assert_non_null(layout_block(layout, 2));
	assert_true(layout_first(layout, &place));
	layout_free(layout);
	free_making(&making);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_columns_and_the_page_are_kept),
	        cmocka_unit_test(blocks_are_set_once_and_kept),
	        cmocka_unit_test(stepping_stops_at_the_ends),
	        cmocka_unit_test(a_step_by_n_is_n_steps),
	        cmocka_unit_test(a_place_beyond_the_page_has_no_line),
	        cmocka_unit_test(every_byte_is_found_where_it_is_shown),
	        cmocka_unit_test(an_offset_behind_the_page_finds_its_last_line),
	        cmocka_unit_test(a_preview_begins_with_the_body),
	        cmocka_unit_test(a_preview_without_a_body_has_no_lines),
	        cmocka_unit_test(the_block_of_an_offset_is_found),
	        cmocka_unit_test(only_what_is_asked_for_is_set),
	        cmocka_unit_test(every_allocation_may_fail),
	        cmocka_unit_test(a_block_that_found_no_memory_is_set_later),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
