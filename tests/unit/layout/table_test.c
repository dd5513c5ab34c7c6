/* Tables: in columns while they fit, else as a list; never cut. */

#include "page_making.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const struct layout_options unicode = {.link_numbers = true};
static const struct layout_options ascii = {.ascii = true};

/* The picture of a page that is only TITLE "Т" and this table. Static memory. */
static const char *table_picture(uint32_t columns, uint32_t rows, const char *alignments,
        const char *const *texts, int width, const struct layout_options *options)
{
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Т", 0);
	add_table(&making, columns, rows, alignments, texts, 0);
	const char *picture = picture_of(&making.page, width, options);
	free_making(&making);
	while (*picture != '\0' && *picture != '\n')
		picture++;
	return strncmp(picture, "\n\n", 2) == 0 ? picture + 2 : picture;
}

static const char *const countries[] = {
        "Държава", "Дял", "Бележка", "България", "60 %", "над шейсет участници", "Румъния", "5 %", "двама"};

static void a_table_that_fits_has_its_natural_widths(void **state)
{
	(void)state;
	assert_string_equal(table_picture(3, 3, "lrd", countries, 60, &unicode),
	        "Държава    Дял  Бележка\n"
	        "────────────────────────────────────\n"
	        "България  60 %  над шейсет участници\n"
	        "Румъния    5 %  двама\n");
	assert_string_equal(table_picture(3, 3, "crc", countries, 36, &ascii),
	        "Държава    Дял        Бележка\n"
	        "------------------------------------\n"
	        "България  60 %  над шейсет участници\n"
	        "Румъния    5 %         двама\n");
}

static void a_wide_column_gives_way_and_rows_stand_apart(void **state)
{
	(void)state;
	assert_string_equal(table_picture(3, 3, "lrl", countries, 30, &unicode),
	        "Държава    Дял  Бележка\n"
	        "──────────────────────────\n"
	        "България  60 %  над шейсет\n"
	        "                участници\n"
	        "\n"
	        "Румъния    5 %  двама\n");
}

static void a_table_that_cannot_fit_becomes_a_list(void **state)
{
	(void)state;
	assert_string_equal(table_picture(3, 3, "lrl", countries, 20, &unicode), "Държава: България\n"
	                                                                         "Дял: 60 %\n"
	                                                                         "Бележка: над шейсет\n"
	                                                                         "  участници\n"
	                                                                         "\n"
	                                                                         "Държава: Румъния\n"
	                                                                         "Дял: 5 %\n"
	                                                                         "Бележка: двама\n");
}

static void empty_cells_and_headings_are_no_stumbling_block(void **state)
{
	(void)state;
	static const char *const no_heading[] = {"", "", "едно", "две", "", "три"};
	assert_string_equal(table_picture(2, 3, "ll", no_heading, 20, &unicode), "едно  две\n      три\n");
	assert_string_equal(table_picture(2, 3, "ll", no_heading, 6, &unicode), "едно\nдве\n\nтри\n");
	static const char *const only_heading[] = {"едно", "две"};
	assert_string_equal(table_picture(2, 1, "ll", only_heading, 20, &unicode), "едно  две\n─────────\n");
	assert_string_equal(table_picture(2, 1, "ll", only_heading, 5, &unicode), "едно\nдве\n");
	static const char *const gaps[] = {"Име?", "Град:", "", "", "Ана", "София"};
	assert_string_equal(
	        table_picture(2, 3, "ll", gaps, 10, &unicode), "Име?\nГрад:\n\nИме? Ана\nГрад:\n  София\n");
	static const char *const nothing[] = {"", ""};
	assert_string_equal(table_picture(1, 2, "l", nothing, 10, &unicode), "\n");
}

static void shrinking_is_fair(void **state)
{
	(void)state;
	static const char *const texts[] = {"а", "б", "в", "едно две три четири пет шест седем",
	        "едно две три четири пет шест седем", "осем"};
	assert_string_equal(table_picture(3, 2, "lll", texts, 40, &unicode),
	        "а                б                в\n"
	        "──────────────────────────────────────\n"
	        "едно две три     едно две три     осем\n"
	        "четири пет шест  четири пет шест\n"
	        "седем            седем\n");
}

/* Checks what must be true of all lines of the table BLOCK. */
static void check_table(const struct page *page, uint32_t block, int columns)
{
	struct layout *layout = layout_new(page, columns, &unicode);
	const struct block_lines *lines = layout_block(layout, block);
	assert_non_null(lines);
	uint32_t length = page->blocks[block].length, start = page->blocks[block].offset;
	unsigned char *shown = calloc(length + 1, 1);
	assert_non_null(shown);
	for (uint32_t i = 0; i < lines->count; i++) {
		const struct line *line = &lines->lines[i];
		assert_in_range(line->width, 0, columns);
		int width = 0;
		bool text = false;
		for (uint32_t j = 0; j < line->span_count; j++) {
			const struct span *span = &line->spans[j];
			width += span->width;
			if (span->decoration != NULL)
				continue;
			text = true;
			assert_true(span->offset >= line->offset);
			assert_true(span->offset + span->length <= line->offset + line->length);
			for (uint32_t k = 0; k < span->length; k++)
				assert_int_equal(shown[span->offset - start + k]++, 0);
			for (uint32_t k = 0; k < span->length;
			        k += (uint32_t)text_cluster(page->text + span->offset + k, span->length - k)
			                     .length) {
				struct line_place place;
				assert_true(layout_find(layout, span->offset + k, &place));
				assert_int_equal(place.block, block);
				assert_int_equal(place.line, i);
			}
		}
		assert_int_equal(width, line->width);
		if (!text)
			assert_int_equal(line->length, 0);
	}
	for (uint32_t i = 0; i < length; i++)
		if (!shown[i])
			assert_non_null(strchr(" \t\n", page->text[start + i]));
	free(shown);
	layout_free(layout);
}

static void every_byte_is_shown_once_at_every_width(void **state)
{
	(void)state;
	static const char *const nasty[] = {"Държава с дълго име", "", "Бележка", "日本語 😀",
	        "https://bulgaria.iom.int/", "и\u0306 и\u0300", "", "", "",
	        "непротивоконституционствувателствувайте", "а", "б в г д е ж з", "1", "2", "3"};
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Т", 0);
	uint32_t container = add_container(&making, (struct container){.kind = CONTAINER_QUOTE});
	uint32_t first = add_table(&making, 3, 5, "lrc", nasty, 0);
	uint32_t second = add_table(&making, 5, 3, "lrcdl", nasty, container);
	uint32_t third = add_table(&making, 15, 1, "lrcdllrcdllrcdl", nasty, 0);
	for (int columns = 2; columns <= 120; columns++) {
		check_table(&making.page, first, columns);
		check_table(&making.page, second, columns);
		check_table(&making.page, third, columns);
	}
	free_making(&making);
}

static void a_link_in_a_cell_keeps_its_number(void **state)
{
	(void)state;
	static const char *const texts[] = {"Име", "Адрес", "МОМ", ""};
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Т", 0);
	add_table(&making, 2, 2, "ll", texts, 0);
	struct page *page = &making.page;
	page->runs[page->run_count - 1].link = 12;
	assert_string_equal(
	        picture_of(page, 40, &unicode), "Т\n\nИме       Адрес\n───────────────\nМОМ [12]\n");
	assert_string_equal(picture_of(page, 14, &unicode), "Т\n\nИме: МОМ [12]\nАдрес:\n");
	free_making(&making);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_table_that_fits_has_its_natural_widths),
	        cmocka_unit_test(a_wide_column_gives_way_and_rows_stand_apart),
	        cmocka_unit_test(a_table_that_cannot_fit_becomes_a_list),
	        cmocka_unit_test(empty_cells_and_headings_are_no_stumbling_block),
	        cmocka_unit_test(shrinking_is_fair),
	        cmocka_unit_test(every_byte_is_shown_once_at_every_width),
	        cmocka_unit_test(a_link_in_a_cell_keeps_its_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
