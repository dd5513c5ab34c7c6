/* Markdown bodies: each construct in Bulgarian, places in the file, hostile bodies, random bytes, allocations failing. */

#include "content/markdown.h"
#include "harness/failing_memory.h"
#include "harness/page_check.h"
#include "harness/page_dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { DUMP_MAXIMUM = 16 * 1024 * 1024 };

/* One body read: what came of it. */
struct reading {
	struct page page;
	struct diagnostics diagnostics;
	bool parsed;
	bool finished;
};

static const struct body_place at_the_start = {.line = 1, .column = 1, .exact = true};

static void read_body(
        struct reading *reading, const char *body, size_t length, const struct body_place *place)
{
	struct page_builder builder;
	*reading = (struct reading){0};
	diagnostics_init(&reading->diagnostics);
	arena_init(&reading->page.arena, SIZE_MAX);
	builder_init(&builder, &reading->page.arena, &reading->diagnostics, "стр.md", "bg");
	reading->parsed = markdown_parse(&builder, body, length, place);
	reading->finished = builder_finish(&builder, &reading->page);
	builder_free(&builder);
}

static void forget(struct reading *reading)
{
	diagnostics_free(&reading->diagnostics);
	arena_free(&reading->page.arena);
}

/* BODY must be read, without diagnostics, as EXPECTED (see page_dump.h). */
static void check(const char *body, const char *expected)
{
	struct reading reading;
	struct buffer dump;
	buffer_init(&dump, DUMP_MAXIMUM);
	read_body(&reading, body, strlen(body), &at_the_start);
	assert_true(reading.parsed);
	assert_true(reading.finished);
	dump_page(&dump, &reading.page, false);
	assert_string_equal(buffer_text(&dump), expected);
	assert_int_equal(reading.diagnostics.count, 0);
	const char *fault = page_fault(&reading.page);
	assert_string_equal(fault != NULL ? fault : "", "");
	buffer_free(&dump);
	forget(&reading);
}

/* BODY at PLACE must give exactly the diagnostics in EXPECTED, as lines in English. */
static void check_diagnostics_at(
        const char *body, size_t length, const struct body_place *place, const char *expected)
{
	struct reading reading;
	struct buffer lines;
	buffer_init(&lines, DUMP_MAXIMUM);
	read_body(&reading, body, length, place);
	for (size_t i = 0; i < reading.diagnostics.count; i++) {
		diagnostic_line(&lines, &reading.diagnostics.items[i], MESSAGES_ENGLISH);
		buffer_append_text(&lines, "\n");
	}
	assert_string_equal(buffer_text(&lines), expected);
	buffer_free(&lines);
	forget(&reading);
}

static void check_diagnostics(const char *body, const char *expected)
{
	check_diagnostics_at(body, strlen(body), &at_the_start, expected);
}

/* ---- blocks ---- */

static void paragraphs_join_their_lines(void **state)
{
	(void)state;
	check("Първи  ред\nи втори.\n\n\nДруг\tабзац.",
	        "paragraph: [|Първи ред и втори.]\nparagraph: [|Друг абзац.]\n");
	check("", "");
	check("\n \n\n", "");
	check("**а**\n*б*\nв", "paragraph: [s|а][| ][e|б][| в]\n");
}

static void lines_without_spaces_between_words_join_without_one(void **state)
{
	(void)state;
	check("日本\n語 и\n日本\nмиграция", "paragraph: [|日本語 и 日本 миграция]\n");
	check("日本*語\n日*本", "paragraph: [|日本][e|語日][|本]\n");
}

static void hard_breaks_stay(void **state)
{
	(void)state;
	check("първи  \nвтори\\\nтрети", "paragraph: [|първи⏎втори⏎трети]\n");
	check("*първи*  \n*втори*", "paragraph: [e|първи⏎втори]\n");
	check("а\\\n\\\n\\\n\\\nб", "paragraph: [|а⏎⏎б]\n");
}

static void headings_have_levels(void **state)
{
	(void)state;
	check("# Първо\n###### Шесто с *курсив* ##\nЗаглавие\n===\nПодзаглавие\n---",
	        "heading1: [|Първо]\nheading6: [|Шесто с ][e|курсив]\nheading1: [|Заглавие]\nheading2: "
	        "[|Подзаглавие]\n");
	check("#\n\nтекст", "paragraph: [|текст]\n");
}

static void code_keeps_its_lines_and_expands_tabs(void **state)
{
	(void)state;
	check("```c\nint a;\n\n  *не* &amp; [а](б)\n```", "code: [c|int a;⏎⏎  *не* &amp; [а](б)]\n");
	check("    ред\n      отстъп", "code: [c|ред⏎  отстъп]\n");
	check("```\nград\tСофия\nа\tб\tв\n日本\tг\n```",
	        "code: [c|град    София⏎а       б       в⏎日本    г]\n");
	check("```\n```", "code:\n");
	check("```\nнезатворен\n", "code: [c|незатворен]\n");
}

static void rules_are_empty_blocks(void **state)
{
	(void)state;
	check("преди\n\n***\n\nслед", "paragraph: [|преди]\nrule:\nparagraph: [|след]\n");
}

static void lists_are_containers(void **state)
{
	(void)state;
	check("- първо\n- второ\n", "bullet#1 depth 0 tight > paragraph: [|първо]\n"
	                            "bullet#2 depth 0 tight > paragraph: [|второ]\n");
	check("9. девет\n\n10. десет\n", "number#1 9 of 10 depth 0 loose > paragraph: [|девет]\n"
	                                 "number#2 10 of 10 depth 0 loose > paragraph: [|десет]\n");
	check("1. а\n   - б\n     > в\n2. г",
	        "number#1 1 of 2 depth 0 tight > paragraph: [|а]\n"
	        "number#1 1 of 2 depth 0 tight > bullet#2 depth 1 tight > paragraph: [|б]\n"
	        "number#1 1 of 2 depth 0 tight > bullet#2 depth 1 tight > quote#3 > paragraph: [|в]\n"
	        "number#4 2 of 2 depth 0 tight > paragraph: [|г]\n");
}

static void an_item_may_hold_several_blocks(void **state)
{
	(void)state;
	check("- абзац\n\n  втори\n\n  ```\n  код\n  ```\n", "bullet#1 depth 0 loose > paragraph: [|абзац]\n"
	                                                     "bullet#1 depth 0 loose > paragraph: [|втори]\n"
	                                                     "bullet#1 depth 0 loose > code: [c|код]\n");
}

static void an_empty_item_has_an_empty_paragraph(void **state)
{
	(void)state;
	check("- а\n-\n- б", "bullet#1 depth 0 tight > paragraph: [|а]\n"
	                     "bullet#2 depth 0 tight > paragraph:\n"
	                     "bullet#3 depth 0 tight > paragraph: [|б]\n");
	check("1.\n", "number#1 1 of 1 depth 0 tight > paragraph:\n");
	check("- >\n- <!-- коментар -->\n",
	        "bullet#1 depth 0 tight > paragraph:\nbullet#2 depth 0 tight > paragraph:\n");
}

static void task_lists_are_text(void **state)
{
	(void)state;
	check("- [ ] задача\n- [x] готова", "bullet#1 depth 0 tight > paragraph: [|[ ] задача]\n"
	                                    "bullet#2 depth 0 tight > paragraph: [|[x] готова]\n");
}

static void quotes_are_containers(void **state)
{
	(void)state;
	check("> „Не сме\nсами.“\n>\n> > вътре\n\n>\n", "quote#1 > paragraph: [|„Не сме сами.“]\n"
	                                                "quote#1 > quote#2 > paragraph: [|вътре]\n");
}

static void tables_have_cells_with_alignment(void **state)
{
	(void)state;
	check("| Град | Брой | Дял | |\n|:---|---:|:---:|---|\n| **София** | 12 | `а\\|б` | "
	      "[м](https://iom.int) |\n| Варна |\n",
	        "table 4x3\n"
	        "  left: [|Град]\n  right: [|Брой]\n  centre: [|Дял]\n  default: \n"
	        "  left: [s|София]\n  right: [|12]\n  centre: [c|а|б]\n  default: [l -> https://iom.int|м]\n"
	        "  left: [|Варна]\n  right: \n  centre: \n  default: \n");
}

static void a_cell_may_break_its_line(void **state)
{
	(void)state;
	check("| а |\n|---|\n| б<br>в <br/> |\n", "table 1x2\n  default: [|а]\n  default: [|б⏎в]\n");
}

/* ---- inlines ---- */

static void emphasis_in_bulgarian_follows_commonmark(void **state)
{
	(void)state;
	check("*курсив* _и така_ **получер** __и така__ ***двете*** ~~зачеркнат~~",
	        "paragraph: [e|курсив][| ][e|и така][| ][s|получер][| ][s|и така][| ][se|двете][| "
	        "][d|зачеркнат]\n");
	check("**МОМ**-то пре*кра*сно не_е_курсив",
	        "paragraph: [s|МОМ][|-то пре][e|кра][|сно не_е_курсив]\n");
	check("**получер *с курсив* вътре**", "paragraph: [s|получер ][se|с курсив][s| вътре]\n");
	check("„*цитат*“ и **„цитат“** 5 * 3 * 2",
	        "paragraph: [|„][e|цитат][|“ и ][s|„цитат“][| 5 * 3 * 2]\n");
	check("\\*не е\\* *незатворен", "paragraph: [|*не е* *незатворен]\n");
}

static void white_space_collapses_over_borders_of_runs(void **state)
{
	(void)state;
	check("а <b> </b> б", "paragraph: [|а б]\n");
	check("`код ` \n `и`", "paragraph: [c|код и]\n");
	check("<i> </i>начало **край**<i> </i>", "paragraph: [|начало ][s|край]\n");
}

static void code_spans_are_verbatim(void **state)
{
	(void)state;
	check("`*а* &amp; https://iom.int` и ``б ` в``",
	        "paragraph: [c|*а* &amp; https://iom.int][| и ][c|б ` в]\n");
}

static void entities_are_decoded(void **state)
{
	(void)state;
	check("&laquo;МОМ&raquo; &#1052;&#x43e;&#x41C; &nbsp; &bdquo;а&ldquo; &nosuch; &copy &",
	        "paragraph: [|«МОМ» МоМ \302\240 „а“ &nosuch; &copy &]\n");
	check("&#0; &#xD800; &#x110000;", "paragraph: [|\357\277\275 \357\277\275 \357\277\275]\n");
}

static void links_have_targets(void **state)
{
	(void)state;
	check("[МОМ](https://iom.int \"заглавие\") и [**друга** страница][1], <https://iom.bg/път>, "
	      "<info@iom.int>\n\n"
	      "[1]: HTTP://iom.bg/?а=1&amp;б=2",
	        "paragraph: [l -> https://iom.int|МОМ][| и ][sl -> HTTP://iom.bg/?а=1&б=2|друга]"
	        "[l -> HTTP://iom.bg/?а=1&б=2| страница][|, ][l -> https://iom.bg/път|https://iom.bg/път][|, "
	        "]"
	        "[l -> mailto:info@iom.int|info@iom.int]\n");
}

static void a_line_end_behind_a_link_is_not_the_links(void **state)
{
	(void)state;
	check("[сайтът на\nпроекта](http://a.bg)\nе нов и [друг](б)\n[трети](в)\n",
	        "paragraph: [l -> http://a.bg|сайтът на проекта][| е нов и ][l -> page б|друг][| ]"
	        "[l -> page в|трети]\n");
}

static void links_without_a_scheme_are_pages(void **state)
{
	(void)state;
	check("[а](about/about) [б](/about/about.bg.md#тук) [в](about/) [г](about/index.md) "
	      "[д](новини/%D0%B0.yaml?x)",
	        "paragraph: [l -> page about/about|а][| ][l -> page about/about|б][| ][l -> page about|в][| ]"
	        "[l -> page about|г][| ][l -> page новини/а|д]\n");
	check("[само](#тук) [празно]() [а](//iom.int/x)",
	        "paragraph: [|само празно ][l -> https://iom.int/x|а]\n");
}

static void relative_links_start_from_the_pages_folder(void **state)
{
	(void)state;
	struct body_place place = at_the_start;
	place.folder = "news/2021";
	const char *body = "[а](../а.md) [б](./б) [в](в)";
	struct reading reading;
	read_body(&reading, body, strlen(body), &place);
	assert_int_equal(reading.page.link_count, 3);
	assert_string_equal(reading.page.links[0].target, "news/а");
	assert_string_equal(reading.page.links[1].target, "news/2021/б");
	assert_string_equal(reading.page.links[2].target, "в");
	forget(&reading);
}

static void images_are_their_alternative_text(void **state)
{
	(void)state;
	check("![Снимка от *София*](a.jpg) [![лого](a.png)](https://iom.int) ![](b.jpg)",
	        "paragraph: [i|Снимка от ][ei|София][| ][li -> https://iom.int|лого]\n");
	check("![а [б](https://iom.int)](c)", "paragraph: [i|а б]\n");
}

static void bare_addresses_become_links(void **state)
{
	(void)state;
	check("Вижте https://bulgaria.iom.int/bg., (http://iom.int/a_(b)) и „https://iom.bg“!",
	        "paragraph: [|Вижте ][l -> https://bulgaria.iom.int/bg|https://bulgaria.iom.int/bg][|., (]"
	        "[l -> http://iom.int/a_(b)|http://iom.int/a_(b)][|) и „][l -> "
	        "https://iom.bg|https://iom.bg][|“!]\n");
	check("**https://iom.int/?a=1&amp;b=2** https://bg.wikipedia.org/wiki/България https://iom.intи",
	        "paragraph: [sl -> https://iom.int/?a=1&b=2|https://iom.int/?a=1&b=2][| ]"
	        "[l -> https://bg.wikipedia.org/wiki/България|https://bg.wikipedia.org/wiki/България][| ]"
	        "[l -> https://iom.int|https://iom.int][|и]\n");
	check("https:// http://. xhttp://а", "paragraph: [|https:// http://. xhttp://а]\n");
}

static void bare_addresses_stay_text_in_code_links_and_images(void **state)
{
	(void)state;
	check("`https://iom.int` [https://iom.int](about) ![https://iom.int](a)",
	        "paragraph: [c|https://iom.int][| ][l -> page about|https://iom.int][| "
	        "][i|https://iom.int]\n");
	check("    https://iom.int", "code: [c|https://iom.int]\n");
}

static void links_are_numbered_in_the_order_of_the_text(void **state)
{
	(void)state;
	const char *body =
	        "https://a.bg и [б](https://b.bg) и https://c.bg и [](https://d.bg) [д](https://e.bg)";
	struct reading reading;
	read_body(&reading, body, strlen(body), &at_the_start);
	static const char *const expected[] = {
	        "https://a.bg", "https://b.bg", "https://c.bg", "https://e.bg"};
	assert_int_equal(reading.page.link_count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(reading.page.links[i].target, expected[i]);
	assert_int_equal(reading.page.links[0].column, 1);
	assert_int_equal(reading.page.links[2].column, 36);
	forget(&reading);
}

/* ---- raw HTML ---- */

static void inline_html_leaves_its_text(void **state)
{
	(void)state;
	check("а <b class=\"x > y\">б</b> <!-- коментар -->в<br>г<br/>д < е > ж <3",
	        "paragraph: [|а б в⏎г⏎д < е > ж <3]\n");
	check("а<script>var x = *1*;</script>б", "paragraph: [|аб]\n");
	check("*а <span>б</span>*", "paragraph: [e|а б]\n");
}

static void html_blocks_become_paragraphs(void **state)
{
	(void)state;
	check("<div class='a'\n title=\"it's\">\nТекст &amp; *звезди*\nвтори "
	      "ред<br>трети\n<p>друг</p><ul><li>а<li>б</ul>\n</div>\n\nслед",
	        "paragraph: [|Текст & *звезди* втори ред⏎трети]\nparagraph: [|друг]\nparagraph: "
	        "[|а]\nparagraph: [|б]\n"
	        "paragraph: [|след]\n");
	check("<table><tr><td>а</td><td>б</td></tr><tr><td>в</td></tr></table>",
	        "paragraph: [|а б]\nparagraph: [|в]\n");
	check("<p title=it's>текст</p>\n", "paragraph: [|текст]\n");
}

static void comments_scripts_and_styles_go(void **state)
{
	(void)state;
	check("<!-- а\n\nб -->\n\nтекст", "paragraph: [|текст]\n");
	check("<style>\np { color: red }\n\n</style>\n<script>\nif (a < b && c) { document.write(\"</p>\"); "
	      "}\n</script>\n\nтекст",
	        "paragraph: [|текст]\n");
	check("<?php echo 1 ?>\n\n<!DOCTYPE html>\n\n<![CDATA[ а ]]>\n\nтекст", "paragraph: [|текст]\n");
}

/* ---- places and diagnostics ---- */

static void blocks_know_their_lines(void **state)
{
	(void)state;
	const char *body =
	        "# А\n\nб\nв\n\n- г\n- *д*\n\n| е |\n|---|\n| ж |\n\n```\nз\n```\n\n> и\n\n<div>\n\nй\n";
	struct body_place place = at_the_start;
	place.line = 10;
	struct reading reading;
	struct buffer dump;
	buffer_init(&dump, DUMP_MAXIMUM);
	read_body(&reading, body, strlen(body), &place);
	dump_page(&dump, &reading.page, true);
	assert_string_equal(buffer_text(&dump),
	        "10 heading1: [|А]\n12 paragraph: [|б в]\n"
	        "15 bullet#1 depth 0 tight > paragraph: [|г]\n"
	        "16 bullet#2 depth 0 tight > paragraph: [e|д]\n"
	        "18 table 1x2\n  default: [|е]\n  default: [|ж]\n"
	        "23 code: [c|з]\n26 quote#3 > paragraph: [|и]\n30 paragraph: [|й]\n");
	buffer_free(&dump);
	forget(&reading);
}

static void all_controls_written_as_entities_are_replaced_and_reported(void **state)
{
	(void)state;
	for (unsigned control = 0; control < 0xA0; control++) {
		bool is_control = control < 0x20 || control >= 0x7F;
		bool is_space = control == '\t' || control == '\n' || control == '\r' || control == 0x85;
		if (!is_control || control == 0) /* 0 is U+FFFD by CommonMark */
			continue;
		for (int hexadecimal = 0; hexadecimal < 2; hexadecimal++) {
			char body[64], expected[128] = "";
			snprintf(body, sizeof body, hexadecimal ? "текст &#x%x;край" : "текст &#%u;край",
			        control);
			if (!is_space)
				snprintf(expected, sizeof expected,
				        "стр.md:1:7: error: control character U+%04X; remove it\n", control);
			if (control == 0x85)
				snprintf(expected, sizeof expected,
				        "стр.md:1:7: warning: U+0085 is no line end for editors; write a "
				        "plain new line\n");
			check_diagnostics(body, expected);
			struct reading reading;
			read_body(&reading, body, strlen(body), &at_the_start);
			assert_null(page_fault(&reading.page));
			forget(&reading);
		}
	}
}

static void odd_characters_are_reported_at_their_places(void **state)
{
	(void)state;
	check_diagnostics("ред\nдва \342\200\256текст",
	        "стр.md:2:5: warning: invisible direction control U+202E; remove it\n");
	check_diagnostics("*ред* с&#27;", "стр.md:1:8: error: control character U+001B; remove it\n");
	check_diagnostics("а\314\201\314\201\314\201\314\201\314\201",
	        "стр.md:1:1: warning: more than four marks on one letter; remove some\n");
	struct body_place literal = {.line = 7, .column = 3, .exact = true};
	struct body_place folded = {.line = 7, .column = 9};
	const char *body = "първи\r\nвтори \033[2J";
	check_diagnostics_at(
	        body, strlen(body), &literal, "стр.md:8:9: error: control character U+001B; remove it\n");
	check_diagnostics_at(
	        body, strlen(body), &folded, "стр.md:7:9: error: control character U+001B; remove it\n");
	check_diagnostics_at("а\0б", strlen("а") + 1 + strlen("б"), &at_the_start,
	        "стр.md:1:1: error: control character U+0000; remove it\n");
}

static void marks_over_the_border_of_two_runs_are_counted_together(void **state)
{
	(void)state;
	check_diagnostics("а\314\201\314\201\314\201*\314\201\314\201б*",
	        "стр.md:1:1: warning: more than four marks on one letter; remove some\n");
}

static void a_flood_of_faults_is_reported_only_so_often(void **state)
{
	(void)state;
	struct buffer body;
	buffer_init(&body, DUMP_MAXIMUM);
	for (int i = 0; i < 1000; i++)
		buffer_append_text(&body, "а&#1;\n\n");
	struct reading reading;
	read_body(&reading, body.bytes, body.length, &at_the_start);
	assert_int_equal(reading.diagnostics.count, BUILDER_REPORTS_MAXIMUM);
	forget(&reading);
	buffer_free(&body);
}

static void refused_targets_are_reported_and_stay_text(void **state)
{
	(void)state;
	check_diagnostics("виж [тук](javascript:alert(1)) и\n<file:///etc/passwd>",
	        "стр.md:1:6: error: the address must begin with http://, https:// or mailto:, not "
	        "'javascript:'\n"
	        "стр.md:2:2: error: the address must begin with http://, https:// or mailto:, not 'file:'\n");
	check_diagnostics("[тук](../../x) [там](а/../../б) [така](а/%2e%2e/%2e%2e/в)",
	        "стр.md:1:2: error: the path '../../x' leads out of the site's folder; write one that stays "
	        "inside\n"
	        "стр.md:1:17: error: the path 'а/../../б' leads out of the site's folder; write one that "
	        "stays inside\n"
	        "стр.md:1:34: error: the path 'а/%2e%2e/%2e%2e/в' leads out of the site's folder; write one "
	        "that stays inside\n");
	struct reading reading;
	const char *body = "[тук](javascript:x) [там](../../x)";
	read_body(&reading, body, strlen(body), &at_the_start);
	assert_true(reading.parsed);
	assert_string_equal(reading.page.text, "тук там");
	assert_int_equal(reading.page.link_count, 0);
	forget(&reading);
}

static void deep_nesting_is_flattened(void **state)
{
	(void)state;
	struct buffer body;
	buffer_init(&body, DUMP_MAXIMUM);
	for (int i = 0; i < 100; i++)
		buffer_append_text(&body, i % 2 == 0 ? "> " : "- ");
	buffer_append_text(&body, "дъно\n\nгоре\n");
	struct reading reading;
	read_body(&reading, body.bytes, body.length, &at_the_start);
	assert_true(reading.parsed);
	assert_null(page_fault(&reading.page));
	assert_int_equal(reading.page.container_count, DEPTH_MAXIMUM);
	assert_string_equal(reading.page.text, "дъно\nгоре");
	assert_int_equal(reading.page.blocks[0].container, DEPTH_MAXIMUM);
	assert_int_equal(reading.page.blocks[1].container, 0);
	assert_int_equal(reading.diagnostics.count, 1);
	assert_int_equal(reading.diagnostics.items[0].name, DIAGNOSTIC_TEXT_TOO_DEEP);
	forget(&reading);
	buffer_free(&body);
}

static void the_first_heading_can_be_left_out(void **state)
{
	(void)state;
	struct body_place place = at_the_start;
	place.without_first_heading = true;
	static const char *const bodies[] = {"# Заглавие [а](javascript:x)\n\nтекст", "текст\n\n# Заглавие"};
	static const char *const texts[] = {"текст", "текст\nЗаглавие"};
	for (size_t i = 0; i < 2; i++) {
		struct reading reading;
		read_body(&reading, bodies[i], strlen(bodies[i]), &place);
		assert_string_equal(reading.page.text, texts[i]);
		assert_int_equal(reading.diagnostics.count, 0);
		forget(&reading);
	}
}

static void the_first_heading_is_found(void **state)
{
	(void)state;
	struct buffer out;
	buffer_init(&out, 1000);
	const char *body = "текст\n\n> ## За *нас* &ndash; **МОМ**  \n\n# Друго";
	assert_true(markdown_first_heading(&out, body, strlen(body)));
	assert_string_equal(buffer_text(&out), "За нас – МОМ");
	buffer_clear(&out);
	assert_false(markdown_first_heading(&out, "без", strlen("без")));
	assert_false(markdown_first_heading(&out, "#\n\n# Второ", strlen("#\n\n# Второ")));
	assert_false(markdown_first_heading(&out, "", 0));
	assert_string_equal(buffer_text(&out), "");
	buffer_free(&out);
}

/* ---- hostile bodies ---- */

/* Appends PIECE COUNT times. */
static void repeat(struct buffer *body, const char *piece, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_true(buffer_append_text(body, piece));
}

/* BODY must be read in bounded time and memory, as a sound page or as too complex. Gives BODY back. */
static void check_hostile(struct buffer *body, bool too_complex)
{
	struct reading reading;
	clock_t begin = clock();
	read_body(&reading, body->bytes, body->length, &at_the_start);
	double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
	assert_true(reading.finished);
	assert_int_equal(reading.parsed, !too_complex);
	assert_true(seconds < 20); /* sanitizers and valgrind are slow; what is quadratic takes minutes */
	assert_true(reading.page.arena.total < 64 * body->length + 1024 * 1024);
	if (reading.parsed)
		assert_null(page_fault(&reading.page));
	else
		assert_int_equal(reading.diagnostics.items[reading.diagnostics.count - 1].name,
		        DIAGNOSTIC_TOO_COMPLEX);
	forget(&reading);
	buffer_free(body);
}

static void repetitions_of_one_thing_are_read_in_bounded_time(void **state)
{
	(void)state;
	static const char *const pieces[] = {"[", "![[]()", "*а ", "**а _б ", "а**б", "`", "&#27;", "<", "<?",
	        "<!A ", "<!--", "<a ", "http://", "http:///", "http://x ", "\\*", "[а](б", "[а](б) ", "а<br>",
	        "<div>", "\314\201", "*\314\201*", "а\n=\n", "|", "~а ", "~~а~б", "а\n\n", "\342\200\256",
	        "\001", "> а\n\n", "- а\n\n\n", "\xFF", "а*\xD0*"};
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		struct buffer body;
		buffer_init(&body, DUMP_MAXIMUM);
		repeat(&body, pieces[i], 20000);
		check_hostile(&body, false);
	}
}

static void the_body_that_is_read_over_its_end_is_harmless(void **state)
{
	(void)state;
	/* Exactly as long as it is, so that sanitizers and valgrind see a byte too many. */
	const char *text = "[link](foo(and(bar))";
	char *body = memory_resize(NULL, strlen(text));
	memcpy(body, text, strlen(text));
	struct reading reading;
	read_body(&reading, body, strlen(text), &at_the_start);
	assert_string_equal(reading.page.text, text);
	forget(&reading);
	memory_resize(body, 0);
}

static void a_table_bomb_is_too_complex(void **state)
{
	(void)state;
	struct buffer body;
	buffer_init(&body, DUMP_MAXIMUM);
	repeat(&body, "|а", 5000);
	repeat(&body, "\n", 1);
	repeat(&body, "|---", 5000);
	repeat(&body, "\n", 1);
	repeat(&body, "|x\n", 5000);
	check_hostile(&body, true);
}

static void a_reference_bomb_is_too_complex(void **state)
{
	(void)state;
	struct buffer body;
	buffer_init(&body, DUMP_MAXIMUM);
	repeat(&body, "[а]: /", 1);
	repeat(&body, "у", 25000);
	repeat(&body, "\n\n", 1);
	repeat(&body, "[а] ", 12500);
	check_hostile(&body, true);
}

static void very_deep_lists_and_quotes_are_too_complex(void **state)
{
	(void)state;
	static const char *const openings[] = {"- ", ">", "1. ", "> - "};
	for (size_t i = 0; i < sizeof openings / sizeof openings[0]; i++) {
		struct buffer body;
		buffer_init(&body, DUMP_MAXIMUM);
		repeat(&body, openings[i], 20000);
		repeat(&body, "а\n", 1);
		repeat(&body, "\n", 20000);
		check_hostile(&body, true);
	}
}

static void lists_that_are_deep_by_indentation_are_flattened(void **state)
{
	(void)state;
	struct buffer body;
	buffer_init(&body, DUMP_MAXIMUM);
	for (size_t depth = 0; depth < 200; depth++) {
		repeat(&body, "  ", depth);
		repeat(&body, "- а\n", 1);
	}
	repeat(&body, "\n", 20000);
	check_hostile(&body, false);
}

/* ---- any bytes ---- */

static void random_bodies_give_sound_pages(void **state)
{
	(void)state;
	static const char *const pieces[] = {"\n", "\n\n", " ", "  ", "\t", "    ", "*", "**", "_", "~~", "`",
	        "```\n", "[", "](", ")", "!", "<", ">", "> ", "- ", "1. ", "#", "# ", "|", "|---|", "---\n",
	        "&amp;", "&#27;", "&#x301;", "<br>", "<div>", "<!--", "-->", "</p>", "<script>",
	        "http://a.bg/", "mailto:", "about/", "../", "\\", "дума", "Ѝ", "日", "\314\201",
	        "\342\200\215", "\360\237\207\247", "\360\237\221\251", "\331\240", "\xD0", "\x80", "\xFF",
	        "\001", "\r", "\302\205", "\342\200\256"};
	const size_t count = sizeof pieces / sizeof pieces[0];
	const char *given = getenv("SEED");
	unsigned seed = given != NULL ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	print_message("# seed %u\n", seed);
	srand(seed);
	int bodies = getenv("TEST_SLOW") != NULL && getenv("TEST_SLOW")[0] != '\0' ? 200 : 5000;
	for (int i = 0; i < bodies; i++) {
		struct buffer body;
		buffer_init(&body, DUMP_MAXIMUM);
		for (int left = rand() % 80; left > 0; left--) {
			char byte = (char)(rand() % 256);
			if (rand() % 8 == 0)
				buffer_append(&body, &byte, 1);
			else
				buffer_append_text(&body, pieces[(size_t)rand() % count]);
		}
		struct reading reading;
		read_body(&reading, body.bytes, body.length, &at_the_start);
		assert_true(reading.finished);
		const char *fault = reading.parsed ? page_fault(&reading.page) : NULL;
		if (fault != NULL)
			print_message("# body %d: %s\n# %s\n", i, fault, buffer_text(&body));
		assert_null(fault);
		forget(&reading);
		buffer_free(&body);
	}
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	const char *body = "# Заглавие\n\nТекст с **получер**, [връзка](https://iom.int \"х\"), "
	                   "https://iom.bg, &copy; &#27; <b>а</b><br>\n\n"
	                   "1. а\n   - б\n2. > в\n\n| а | б |\n|---|---|\n| в |\n\n```\nг\tд\n```\n\n<div>е "
	                   "&amp; ж</div>\n\n---\n[х](y:z)\n";
	for (size_t nth = 1;; nth++) {
		struct reading reading;
		struct buffer heading;
		buffer_init(&heading, 1000);
		failing_memory_set(nth, nth % 2 == 0);
		read_body(&reading, body, strlen(body), &at_the_start);
		bool found = markdown_first_heading(&heading, body, strlen(body));
		bool hit = failing_memory_hit();
		failing_memory_set(0, false);
		assert_true(reading.finished || hit);
		assert_true(reading.parsed || !reading.finished);
		assert_true(found || hit);
		if (reading.finished)
			assert_null(page_fault(&reading.page));
		forget(&reading);
		buffer_free(&heading);
		assert_int_equal(failing_memory_live(), 0);
		if (!hit)
			break;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(paragraphs_join_their_lines),
	        cmocka_unit_test(lines_without_spaces_between_words_join_without_one),
	        cmocka_unit_test(hard_breaks_stay),
	        cmocka_unit_test(headings_have_levels),
	        cmocka_unit_test(code_keeps_its_lines_and_expands_tabs),
	        cmocka_unit_test(rules_are_empty_blocks),
	        cmocka_unit_test(lists_are_containers),
	        cmocka_unit_test(an_item_may_hold_several_blocks),
	        cmocka_unit_test(an_empty_item_has_an_empty_paragraph),
	        cmocka_unit_test(task_lists_are_text),
	        cmocka_unit_test(quotes_are_containers),
	        cmocka_unit_test(tables_have_cells_with_alignment),
	        cmocka_unit_test(a_cell_may_break_its_line),
	        cmocka_unit_test(emphasis_in_bulgarian_follows_commonmark),
	        cmocka_unit_test(white_space_collapses_over_borders_of_runs),
	        cmocka_unit_test(code_spans_are_verbatim),
	        cmocka_unit_test(entities_are_decoded),
	        cmocka_unit_test(links_have_targets),
	        cmocka_unit_test(a_line_end_behind_a_link_is_not_the_links),
	        cmocka_unit_test(links_without_a_scheme_are_pages),
	        cmocka_unit_test(relative_links_start_from_the_pages_folder),
	        cmocka_unit_test(images_are_their_alternative_text),
	        cmocka_unit_test(bare_addresses_become_links),
	        cmocka_unit_test(bare_addresses_stay_text_in_code_links_and_images),
	        cmocka_unit_test(links_are_numbered_in_the_order_of_the_text),
	        cmocka_unit_test(inline_html_leaves_its_text),
	        cmocka_unit_test(html_blocks_become_paragraphs),
	        cmocka_unit_test(comments_scripts_and_styles_go),
	        cmocka_unit_test(blocks_know_their_lines),
	        cmocka_unit_test(all_controls_written_as_entities_are_replaced_and_reported),
	        cmocka_unit_test(odd_characters_are_reported_at_their_places),
	        cmocka_unit_test(marks_over_the_border_of_two_runs_are_counted_together),
	        cmocka_unit_test(a_flood_of_faults_is_reported_only_so_often),
	        cmocka_unit_test(refused_targets_are_reported_and_stay_text),
	        cmocka_unit_test(deep_nesting_is_flattened),
	        cmocka_unit_test(the_first_heading_can_be_left_out),
	        cmocka_unit_test(the_first_heading_is_found),
	        cmocka_unit_test(repetitions_of_one_thing_are_read_in_bounded_time),
	        cmocka_unit_test(the_body_that_is_read_over_its_end_is_harmless),
	        cmocka_unit_test(a_table_bomb_is_too_complex),
	        cmocka_unit_test(a_reference_bomb_is_too_complex),
	        cmocka_unit_test(very_deep_lists_and_quotes_are_too_complex),
	        cmocka_unit_test(lists_that_are_deep_by_indentation_are_flattened),
	        cmocka_unit_test(random_bodies_give_sound_pages),
	        cmocka_unit_test(every_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
