/* What of raw HTML is text; and that it does not matter where a block of HTML is cut into pieces. */

#include "base/base.h"
#include "content/html_scanner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Appends what SCANNER makes of HTML: text as it is, {references}, a break /, a boundary ¶, a cell's space _. */
static void scan(struct html_scanner *scanner, const char *html, size_t length, struct buffer *out)
{
	static const char *const marks[] = {[HTML_BREAK] = "/", [HTML_BOUNDARY] = "¶", [HTML_SPACE] = "_"};
	size_t position = 0, text_length = 0;
	const char *text = NULL;
	enum html_token token;
	while ((token = html_scan(scanner, html, length, &position, &text, &text_length)) != HTML_END) {
		if (token == HTML_TEXT)
			buffer_append(out, text, text_length);
		else if (token == HTML_REFERENCE)
			buffer_format(out, "{%.*s}", (int)text_length, text);
		else
			buffer_append_text(out, marks[token]);
	}
	assert_int_equal(position, length);
}

static void check(const char *html, const char *expected)
{
	struct html_scanner scanner;
	struct buffer out;
	buffer_init(&out, 10000);
	html_scanner_init(&scanner);
	scan(&scanner, html, strlen(html), &out);
	assert_string_equal(buffer_text(&out), expected);
	buffer_free(&out);
}

static void tags_go_and_text_stays(void **state)
{
	(void)state;
	check("<b>получер</b> и <a href=\"x\">връзка</a>", "получер и връзка");
	check("а <SPAN CLASS='x > y'>б</SPAN>", "а б");
	check("<a title=\"it's > x\" b=c>а", "а");
	check("<p title=it's>а", "¶а");
}

static void some_tags_end_words_lines_and_paragraphs(void **state)
{
	(void)state;
	check("а<br>б<BR/>в<br />", "а/б/в/");
	check("<p>а</p><DIV>б</DIV><h2>в</h2><ul><li>г</ul>", "¶а¶¶б¶¶в¶¶¶г¶");
	check("<tr><td>а</td><th>б</th></tr>", "¶_а__б_¶");
	check("<blockquotes>а</bd>", "а");
	check("<averyveryverylongnamep>а", "а");
}

static void characters_that_only_look_like_markup_stay(void **state)
{
	(void)state;
	check("а < б > в <3 <", "а < б > в <3 <");
	check("a<-b", "a<-b");
	check("R&D & &; &amp", "R&D & &; &amp");
}

static void references_are_told_apart(void **state)
{
	(void)state;
	check("&amp;а&nbsp;&#27;", "{&amp;}а{&nbsp;}{&#27;}");
}

static void comments_and_declarations_go(void **state)
{
	(void)state;
	check("а<!-- <b> -- > -->б", "аб");
	check("<!DOCTYPE html>а<?php echo '>' ?>б<![CDATA[ в > ]] ]]>г", "абг");
	check("а<!-- без край", "а");
}

static void scripts_and_styles_go_with_their_content(void **state)
{
	(void)state;
	check("а<script>if (a < b && c > d) x = \"</p>\"; &amp;</script>б", "аб");
	check("а<STYLE type='x'>p { }</style >б", "аб");
	check("<script>а</scripting>б</script>в", "в");
	check("<script>а", "");
}

static void it_does_not_matter_where_lines_are_cut(void **state)
{
	(void)state;
	const char *html =
	        "<div\nclass=\"x\ny\">\nа &amp; б\n<!--\nв\n-->\n<script>\nг\n</script>\n<p\n>д<br\n/>\n";
	struct buffer whole, pieces;
	buffer_init(&whole, 10000);
	buffer_init(&pieces, 10000);
	struct html_scanner scanner;
	html_scanner_init(&scanner);
	scan(&scanner, html, strlen(html), &whole);
	html_scanner_init(&scanner);
	for (const char *line = html; *line != '\0';) {
		size_t length = strcspn(line, "\n") + 1;
		scan(&scanner, line, length, &pieces);
		line += length;
	}
	assert_string_equal(buffer_text(&pieces), buffer_text(&whole));
	assert_string_equal(buffer_text(&whole), "¶\nа {&amp;} б\n\n\n¶д/\n");
	buffer_free(&whole);
	buffer_free(&pieces);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(tags_go_and_text_stays),
	        cmocka_unit_test(some_tags_end_words_lines_and_paragraphs),
	        cmocka_unit_test(characters_that_only_look_like_markup_stay),
	        cmocka_unit_test(references_are_told_apart),
	        cmocka_unit_test(comments_and_declarations_go),
	        cmocka_unit_test(scripts_and_styles_go_with_their_content),
	        cmocka_unit_test(it_does_not_matter_where_lines_are_cut),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
