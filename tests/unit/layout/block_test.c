/* Every kind of block, as a picture of its lines. */

#include "page_making.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const struct layout_options unicode = {.link_numbers = true};
static const struct layout_options ascii = {.link_numbers = true, .ascii = true};

static struct container bullet(uint32_t parent, uint8_t depth)
{
	return (struct container){
	        .kind = CONTAINER_BULLET_ITEM, .parent = parent, .list_depth = depth, .tight = true};
}

static struct container numbered(uint32_t parent, uint32_t number, uint32_t last)
{
	return (struct container){.kind = CONTAINER_NUMBERED_ITEM,
	        .parent = parent,
	        .number = number,
	        .last_number = last,
	        .tight = true};
}

static struct container quote(uint32_t parent)
{
	return (struct container){.kind = CONTAINER_QUOTE, .parent = parent};
}

#define assert_picture(making, columns, options, expected)                                                   \
	assert_string_equal(picture_of(&(making)->page, columns, options), expected)

static void a_title_its_date_and_the_text_stand_close(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "МОМ откри работата по нов проект", 0);
	add_block(&making, BLOCK_DATE, 0, "20 май 2021 г.", 0);
	add_block(&making, BLOCK_PARAGRAPH, 0, "На 20 май мисията откри проект.", 0);
	assert_picture(&making, 20, &unicode,
	        "МОМ откри работата\n"
	        "по нов проект\n"
	        "20 май 2021 г.\n"
	        "\n"
	        "На 20 май мисията\n"
	        "откри проект.\n");
	free_making(&making);
}

static void a_preview_shows_the_body_alone(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Заглавие", 0);
	add_block(&making, BLOCK_DATE, 0, "20 май 2021 г.", 0);
	begin_block(&making, BLOCK_PARAGRAPH, 0, 0);
	add_run(&making, "Виж ", 0, 0);
	add_run(&making, "тук", 0, 1);
	const struct layout_options preview = {.preview = true, .link_numbers = true};
	assert_picture(&making, 20, &preview, "Виж тук\n");
	free_making(&making);
}

static void a_heading_is_nearer_to_what_follows(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Заглавие", 0);
	add_block(&making, BLOCK_PARAGRAPH, 0, "Текст.", 0);
	add_block(&making, BLOCK_HEADING, 1, "Част първа", 0);
	add_block(&making, BLOCK_HEADING, 2, "Глава", 0);
	add_block(&making, BLOCK_PARAGRAPH, 0, "Текст.", 0);
	add_block(&making, BLOCK_HEADING, 3, "Дял", 0);
	add_block(&making, BLOCK_PARAGRAPH, 0, "Текст.", 0);
	assert_picture(&making, 40, &unicode,
	        "Заглавие\n"
	        "\n"
	        "Текст.\n"
	        "\n"
	        "\n"
	        "Част първа\n"
	        "──────────\n"
	        "\n"
	        "Глава\n"
	        "\n"
	        "Текст.\n"
	        "\n"
	        "Дял\n"
	        "Текст.\n");
	free_making(&making);
}

static void list_items_hang_and_nest(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Списък", 0);
	uint32_t first = add_container(&making, bullet(0, 0));
	add_block(&making, BLOCK_PARAGRAPH, 0, "Първо, което се пренася на нов ред", first);
	uint32_t inner = add_container(&making, bullet(first, 1));
	add_block(&making, BLOCK_PARAGRAPH, 0, "вътре", inner);
	uint32_t innermost = add_container(&making, bullet(inner, 2));
	add_block(&making, BLOCK_PARAGRAPH, 0, "най-вътре", innermost);
	uint32_t second = add_container(&making, bullet(0, 0));
	add_block(&making, BLOCK_PARAGRAPH, 0, "Второ", second);
	add_block(&making, BLOCK_PARAGRAPH, 0, "След списъка.", 0);
	assert_picture(&making, 24, &unicode,
	        "Списък\n"
	        "\n"
	        "• Първо, което се\n"
	        "  пренася на нов ред\n"
	        "  ◦ вътре\n"
	        "    – най-вътре\n"
	        "• Второ\n"
	        "\n"
	        "След списъка.\n");
	assert_picture(&making, 40, &ascii,
	        "Списък\n"
	        "\n"
	        "  * Първо, което се пренася на нов ред\n"
	        "    - вътре\n"
	        "      + най-вътре\n"
	        "  * Второ\n"
	        "\n"
	        "След списъка.\n");
	free_making(&making);
}

static void a_loose_list_has_air_between_its_items(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Списък", 0);
	for (uint32_t i = 9; i <= 10; i++) {
		struct container item = numbered(0, i, 10);
		item.tight = false;
		uint32_t container = add_container(&making, item);
		add_block(&making, BLOCK_PARAGRAPH, 0, "Точка", container);
		add_block(&making, BLOCK_PARAGRAPH, 0, "Още", container);
	}
	assert_picture(&making, 20, &unicode,
	        "Списък\n"
	        "\n"
	        " 9. Точка\n"
	        "\n"
	        "    Още\n"
	        "\n"
	        "10. Точка\n"
	        "\n"
	        "    Още\n");
	free_making(&making);
}

static void an_empty_item_shows_its_mark(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Списък", 0);
	for (uint32_t i = 1; i <= 3; i++)
		add_block(&making, BLOCK_PARAGRAPH, 0, i == 2 ? "" : "Точка",
		        add_container(&making, numbered(0, i, 3)));
	assert_picture(&making, 20, &unicode,
	        "Списък\n"
	        "\n"
	        "1. Точка\n"
	        "2.\n"
	        "3. Точка\n");
	free_making(&making);
}

static void an_item_that_begins_with_a_list_has_both_marks(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Списък", 0);
	uint32_t outer = add_container(&making, numbered(0, 0, 0));
	uint32_t inner = add_container(&making, bullet(outer, 1));
	add_block(&making, BLOCK_PARAGRAPH, 0, "едно две три четири пет", inner);
	assert_picture(&making, 20, &unicode,
	        "Списък\n"
	        "\n"
	        "0. ◦ едно две три\n"
	        "     четири пет\n");
	free_making(&making);
}

static void a_quotation_has_a_bar_at_every_line(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Цитат", 0);
	uint32_t outer = add_container(&making, quote(0));
	add_block(&making, BLOCK_PARAGRAPH, 0, "Никой не е сам, когато е сред хора.", outer);
	add_block(&making, BLOCK_PARAGRAPH, 0, "Втори абзац.", outer);
	uint32_t inner = add_container(&making, quote(outer));
	add_block(&making, BLOCK_PARAGRAPH, 0, "Цитат в цитата, също на два реда.", inner);
	uint32_t item = add_container(&making, bullet(outer, 0));
	add_block(&making, BLOCK_PARAGRAPH, 0, "точка", item);
	add_block(&making, BLOCK_PARAGRAPH, 0, "След него.", 0);
	assert_picture(&making, 24, &unicode,
	        "Цитат\n"
	        "\n"
	        "│ Никой не е сам, когато\n"
	        "│ е сред хора.\n"
	        "│\n"
	        "│ Втори абзац.\n"
	        "│\n"
	        "│ │ Цитат в цитата, също\n"
	        "│ │ на два реда.\n"
	        "│\n"
	        "│ • точка\n"
	        "\n"
	        "След него.\n");
	assert_picture(&making, 50, &ascii,
	        "Цитат\n"
	        "\n"
	        "  | Никой не е сам, когато е сред хора.\n"
	        "  |\n"
	        "  | Втори абзац.\n"
	        "  |\n"
	        "  | | Цитат в цитата, също на два реда.\n"
	        "  |\n"
	        "  | * точка\n"
	        "\n"
	        "След него.\n");
	free_making(&making);
}

static void code_keeps_its_lines_and_a_long_one_goes_on_with_a_mark(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Код", 0);
	add_block(&making, BLOCK_CODE, 0, "if (a)\n    b = \"много дълъг низ\";   \n\nend      \n", 0);
	assert_picture(&making, 20, &unicode,
	        "Код\n"
	        "\n"
	        "  if (a)\n"
	        "      b = \"много дъл\n"
	        "↪ ъг низ\";\n"
	        "\n"
	        "  end\n");
	assert_picture(&making, 12, &ascii,
	        "Код\n"
	        "\n"
	        "  if (a)\n"
	        "      b = \"м\n"
	        "\\ ного дълъг\n"
	        "\\  низ\";\n"
	        "\n"
	        "  end\n");
	free_making(&making);
}

static void code_without_a_last_line_feed_or_without_anything_is_whole(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Код", 0);
	add_block(&making, BLOCK_CODE, 0, "а\nб", 0);
	add_block(&making, BLOCK_CODE, 0, "", 0);
	add_block(&making, BLOCK_CODE, 0, "\n", 0);
	add_block(&making, BLOCK_PARAGRAPH, 0, "край", 0);
	assert_picture(&making, 20, &unicode, "Код\n\n  а\n  б\n\n\n\n\n\nкрай\n");
	free_making(&making);
}

static void a_rule_is_short_and_in_the_middle(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Линия", 0);
	add_block(&making, BLOCK_RULE, 0, "", 0);
	assert_picture(&making, 24, &unicode, "Линия\n\n         ──────\n");
	assert_picture(&making, 9, &ascii, "Линия\n\n   ---\n");
	assert_picture(&making, 1, &unicode, "Л\nи\nн\nи\nя\n\n─\n");
	free_making(&making);
}

static void links_are_numbered_in_the_text_and_after_it(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Връзки", 0);
	begin_block(&making, BLOCK_PARAGRAPH, 0, 0);
	add_run(&making, "Сред тях бяха ", 0, 0);
	add_run(&making, "Български ", 0, 1);
	add_run(&making, "Червен", RUN_STRONG, 1);
	add_run(&making, " кръст", 0, 1);
	add_run(&making, ", ", 0, 0);
	add_run(&making, "МОМ", 0, 2);
	add_run(&making, ".", 0, 0);
	add_block(&making, BLOCK_LINKS_HEADING, 0, "Още по темата", 0);
	begin_block(&making, BLOCK_LINK, 0, 0);
	add_run(&making, "Партньори и доставчици", 0, 3);
	begin_block(&making, BLOCK_LINK, 0, 0);
	add_run(&making, "За нас", 0, 4);
	begin_block(&making, BLOCK_SOURCE, 0, 0);
	add_run(&making, "Източник: ", 0, 0);
	add_run(&making, "https://iom.int/", 0, 5);
	assert_picture(&making, 24, &unicode,
	        "Връзки\n"
	        "\n"
	        "Сред тях бяха Български\n"
	        "Червен кръст [1],\n"
	        "МОМ [2].\n"
	        "\n"
	        "\n"
	        "Още по темата\n"
	        "→ Партньори и\n"
	        "  доставчици [3]\n"
	        "→ За нас [4]\n"
	        "\n"
	        "Източник:\n"
	        "https://iom.int/ [5]\n");
	const struct layout_options without = {.ascii = true};
	assert_picture(&making, 24, &without,
	        "Връзки\n"
	        "\n"
	        "Сред тях бяха Български\n"
	        "Червен кръст, МОМ.\n"
	        "\n"
	        "\n"
	        "Още по темата\n"
	        "> Партньори и доставчици\n"
	        "> За нас\n"
	        "\n"
	        "Източник:\n"
	        "https://iom.int/\n");
	free_making(&making);
}

static void a_number_stands_behind_the_last_word_of_its_link(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Т", 0);
	begin_block(&making, BLOCK_PARAGRAPH, 0, 0);
	add_run(&making, "регистъра \n", 0, 1);
	add_run(&making, "на", 0, 0);
	add_run(&making, " ", 0, 2);
	add_run(&making, "донора", 0, 0);
	assert_picture(&making, 30, &unicode, "Т\n\nрегистъра [1]\nна  [2]донора\n");
	free_making(&making);
}

/* The spans of the first line of BLOCK as "role style link width;" Static memory. */
static const char *spans_of(const struct page *page, uint32_t block, const struct layout_options *options)
{
	static char text[1024];
	size_t length = 0;
	struct layout *layout = layout_new(page, 60, options);
	assert_non_null(layout);
	const struct block_lines *lines = layout_block(layout, block);
	assert_non_null(lines);
	const struct line *line = &lines->lines[lines->count - 1];
	text[0] = '\0';
	for (uint32_t i = 0; i < line->span_count; i++)
		length += (size_t)snprintf(text + length, sizeof text - length, "%d %d %d %d%s;",
		        line->spans[i].role, line->spans[i].style, line->spans[i].link, line->spans[i].width,
		        line->spans[i].decoration != NULL ? " d" : "");
	layout_free(layout);
	return text;
}

static void spans_have_the_looks_of_their_runs(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Заглавие", 0);
	begin_block(&making, BLOCK_PARAGRAPH, 0, 0);
	add_run(&making, "а", 0, 0);
	add_run(&making, "б", 0, 0); /* alike: one span */
	add_run(&making, "в", RUN_STRONG, 0);
	add_run(&making, "г", RUN_CODE, 0);
	add_run(&making, "д", RUN_IMAGE, 0);
	add_run(&making, "е", RUN_EMPHASIS, 7);
	uint32_t container = add_container(&making, quote(0));
	uint32_t quoted = begin_block(&making, BLOCK_PARAGRAPH, 0, container);
	add_run(&making, "ж", RUN_STRIKETHROUGH, 0);
	assert_string_equal(spans_of(&making.page, 0, &unicode), "1 0 0 8;");
	char expected[200];
	snprintf(expected, sizeof expected, "%d 0 0 2;%d %d 0 1;%d %d 0 1;%d %d 0 1;%d %d 7 1;%d 0 7 4 d;",
	        ROLE_TEXT, ROLE_TEXT, RUN_STRONG, ROLE_CODE, RUN_CODE, ROLE_META, RUN_IMAGE, ROLE_TEXT,
	        RUN_EMPHASIS | RUN_LINK, ROLE_LINK_NUMBER);
	assert_string_equal(spans_of(&making.page, 1, &unicode), expected);
	snprintf(
	        expected, sizeof expected, "%d 0 0 4 d;%d %d 0 1;", ROLE_MARK, ROLE_QUOTE, RUN_STRIKETHROUGH);
	assert_string_equal(spans_of(&making.page, quoted, &unicode), expected);
	free_making(&making);
}

static void a_run_that_ends_inside_a_cluster_divides_nothing(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "Заглавие", 0);
	begin_block(&making, BLOCK_PARAGRAPH, 0, 0);
	add_run(&making, "и", RUN_STRONG, 1);
	add_run(&making, "\u0306а", 0, 0);
	char expected[200];
	snprintf(expected, sizeof expected, "%d %d 1 1;%d 0 1 4 d;%d 0 0 1;", ROLE_TEXT,
	        RUN_STRONG | RUN_LINK, ROLE_LINK_NUMBER, ROLE_TEXT);
	assert_string_equal(spans_of(&making.page, 1, &unicode), expected);
	free_making(&making);
}

static void margins_never_take_more_than_half_of_the_line(void **state)
{
	(void)state;
	struct making making = {0};
	add_block(&making, BLOCK_TITLE, 0, "З", 0);
	uint32_t container = 0;
	for (uint8_t i = 0; i < DEPTH_MAXIMUM; i++)
		container =
		        add_container(&making, i % 3 == 0   ? quote(container)
		                               : i % 3 == 1 ? bullet(container, i / 3)
		                                            : numbered(container, 4000000000u, 4000000000u));
	add_block(&making, BLOCK_PARAGRAPH, 0, "аб вг", container);
	add_block(&making, BLOCK_CODE, 0, "аб вг", container);
	add_block(&making, BLOCK_PARAGRAPH, 0, "аб вг", container);
	static const char *const texts[] = {"а", "б", "в", "г"};
	add_table(&making, 2, 2, "ll", texts, container);
	for (int columns = 1; columns <= 200; columns++) {
		struct layout *layout = layout_new(&making.page, columns, &unicode);
		assert_non_null(layout);
		for (uint32_t i = 0; i < making.page.block_count; i++) {
			const struct block_lines *lines = layout_block(layout, i);
			assert_non_null(lines);
			for (uint32_t j = 0; j < lines->count; j++) {
				const struct line *line = &lines->lines[j];
				assert_in_range(line->width, 0, columns);
				if (line->span_count > 0 && i > 0 && line->spans[0].decoration != NULL &&
				        line->length > 0)
					assert_in_range(line->spans[0].width, 0, columns / 2);
			}
		}
		layout_free(layout);
	}
	assert_picture(
	        &making, 4, &unicode, "З\n\n– аб\n  вг\n  аб\n↪  в\n↪ г\n  аб\n  вг\n  а:\n  в\n  б:\n  г\n");
	free_making(&making);
}

static void only_paragraphs_of_narrow_pages_are_hyphenated(void **state)
{
	(void)state;
	struct making making = {0};
	struct hyphenation *dictionaries = hyphenation_new(NULL);
	add_block(&making, BLOCK_TITLE, 0, "Международна конференция осведоменост", 0);
	add_block(&making, BLOCK_HEADING, 3, "Международна конференция осведоменост", 0);
	add_block(&making, BLOCK_PARAGRAPH, 0, "Международна конференция осведоменост", 0);
	uint32_t code = begin_block(&making, BLOCK_PARAGRAPH, 0, 0);
	add_run(&making, "Международна ", 0, 0);
	add_run(&making, "конференция", RUN_CODE, 0);
	add_run(&making, " и още", 0, 0);
	assert_true(code > 0);
	add_block(&making, BLOCK_LINK, 0, "Международна конференция осведоменост", 0);
	struct layout_options options = {.dictionaries = dictionaries};
	assert_string_equal(picture_of(&making.page, 19, &options),
	        "Международна\nконференция\nосведоменост\n\n"
	        "Международна\nконференция\nосведоменост\n"
	        "Международна конфе-\nренция осведоменост\n\n"
	        "Международна\nконференция и още\n\n"
	        "→ Международна\n  конференция\n  осведоменост\n");
	options.hyphenation = HYPHENATION_OFF;
	assert_null(strstr(picture_of(&making.page, 19, &options), "-\n"));
	options = (struct layout_options){
	        .dictionaries = dictionaries, .preview = true, .hyphenation = HYPHENATION_ON};
	assert_null(strstr(picture_of(&making.page, 19, &options), "-\n"));
	free_making(&making);
	/* a paragraph that is better with a hyphen at 49 and at 50 columns */
	add_block(&making, BLOCK_TITLE, 0, "Т", 0);
	add_block(&making, BLOCK_PARAGRAPH, 0,
	        "Мисията откри на двайсети май две хиляди конференция за общините, конференция и още много "
	        "неща, които траяха дълго време.",
	        0);
	options = (struct layout_options){.dictionaries = dictionaries};
	assert_non_null(strstr(picture_of(&making.page, HYPHENATED_BELOW - 1, &options), "-\n"));
	assert_null(strstr(picture_of(&making.page, HYPHENATED_BELOW, &options), "-\n"));
	options.hyphenation = HYPHENATION_ON;
	assert_non_null(strstr(picture_of(&making.page, HYPHENATED_BELOW, &options), "-\n"));
	options.dictionaries = NULL;
	assert_null(strstr(picture_of(&making.page, HYPHENATED_BELOW, &options), "-\n"));
	free_making(&making);
	hyphenation_free(dictionaries);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(only_paragraphs_of_narrow_pages_are_hyphenated),
	        cmocka_unit_test(a_title_its_date_and_the_text_stand_close),
	        cmocka_unit_test(a_preview_shows_the_body_alone),
	        cmocka_unit_test(a_heading_is_nearer_to_what_follows),
	        cmocka_unit_test(list_items_hang_and_nest),
	        cmocka_unit_test(a_loose_list_has_air_between_its_items),
	        cmocka_unit_test(an_empty_item_shows_its_mark),
	        cmocka_unit_test(an_item_that_begins_with_a_list_has_both_marks),
	        cmocka_unit_test(a_quotation_has_a_bar_at_every_line),
	        cmocka_unit_test(code_keeps_its_lines_and_a_long_one_goes_on_with_a_mark),
	        cmocka_unit_test(code_without_a_last_line_feed_or_without_anything_is_whole),
	        cmocka_unit_test(a_rule_is_short_and_in_the_middle),
	        cmocka_unit_test(links_are_numbered_in_the_text_and_after_it),
	        cmocka_unit_test(a_number_stands_behind_the_last_word_of_its_link),
	        cmocka_unit_test(spans_have_the_looks_of_their_runs),
	        cmocka_unit_test(a_run_that_ends_inside_a_cluster_divides_nothing),
	        cmocka_unit_test(margins_never_take_more_than_half_of_the_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
