/* YAML: the tree, its places, what is refused; each complaint of libyaml as a diagnostic with its place. */

#include "content/yaml.h"
#include "harness/failing_memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { DUMP_MAXIMUM = 32 * 1024 * 1024, TREE_MAXIMUM = 512 * 1024 * 1024 };

struct reading {
	struct arena arena;
	struct diagnostics diagnostics;
	const struct node *root;
};

static void read_bytes(struct reading *reading, const char *bytes, size_t length)
{
	const struct yaml_source source = {
	        .file = "стр.yaml", .bytes = bytes, .length = length, .end = length};
	arena_init(&reading->arena, TREE_MAXIMUM);
	diagnostics_init(&reading->diagnostics);
	reading->root = yaml_read(&source, &reading->arena, &reading->diagnostics);
}

static void forget(struct reading *reading)
{
	arena_free(&reading->arena);
	diagnostics_free(&reading->diagnostics);
}

/* NODE as "3:5 'text'", "{key: …}", "[…]", with the place before each. */
static void dump(struct buffer *out, const struct node *node)
{
	static const char *const styles[] = {"", "q", "|", ">"};
	buffer_format(out, "%u:%u", (unsigned)node->line, (unsigned)node->column);
	if (node->kind == NODE_REFUSED) {
		buffer_append_text(out, " refused");
		return;
	}
	if (node->kind == NODE_SCALAR) {
		buffer_format(out, "%s'", styles[node->style]);
		for (size_t i = 0; i < node->length; i++)
			buffer_append(out, node->text[i] != '\n' ? &node->text[i] : "/", 1);
		buffer_append_text(out, "'");
		return;
	}
	buffer_append_text(out, node->kind == NODE_MAPPING ? "{" : "[");
	for (const struct node *value = node->first; value != NULL; value = value->next) {
		buffer_append_text(out, value != node->first ? ", " : "");
		if (value->key != NULL) {
			dump(out, value->key);
			buffer_append_text(out, "=");
		}
		dump(out, value);
	}
	buffer_append_text(out, node->kind == NODE_MAPPING ? "}" : "]");
}

static void check_bytes(const char *bytes, size_t length, const char *expected)
{
	struct reading reading;
	struct buffer out;
	buffer_init(&out, DUMP_MAXIMUM);
	read_bytes(&reading, bytes, length);
	assert_int_equal(reading.diagnostics.count, 0);
	assert_non_null(reading.root);
	dump(&out, reading.root);
	assert_string_equal(buffer_text(&out), expected);
	buffer_free(&out);
	forget(&reading);
}

static void check(const char *yaml, const char *expected)
{
	check_bytes(yaml, strlen(yaml), expected);
}

/* YAML must give exactly the diagnostics EXPECTED: "LINE:COLUMN NAME(first argument)", one after another. */
static void check_fault(const char *yaml, const char *expected)
{
	struct reading reading;
	char found[8192] = "";
	size_t length = 0;
	read_bytes(&reading, yaml, strlen(yaml));
	for (size_t i = 0; i < reading.diagnostics.count; i++) {
		const struct diagnostic *item = &reading.diagnostics.items[i];
		const char *argument = item->arguments[0] != NULL ? item->arguments[0] : "";
		assert_string_equal(item->file, "стр.yaml");
		length += (size_t)snprintf(found + length, sizeof found - length, "%s%zu:%zu %s(%s)",
		        i > 0 ? "; " : "", item->line, item->column, diagnostic_identifier(item->name),
		        argument);
	}
	if (strcmp(found, expected) != 0)
		print_error("in: %s\n", yaml);
	assert_string_equal(found, expected);
	forget(&reading);
}

/* ---- trees ---- */

static void every_value_knows_its_place(void **state)
{
	(void)state;
	check("title: Новини\n", "1:1{1:1'title'=1:8'Новини'}");
	check("# бележка\nзаглавие: Новини  # край\nsummary: x\n",
	        "2:1{2:1'заглавие'=2:11'Новини', 3:1'summary'=3:10'x'}");
	check("links:\n  - {title: А, page: б}\n  - в\n",
	        "1:1{1:1'links'=2:3[2:5{2:6'title'=2:13'А', 2:16'page'=2:22'б'}, 3:5'в']}");
	check("a: \"б\nв\"\nb: 'г'\n", "1:1{1:1'a'=1:4q'б в', 3:1'b'=3:4q'г'}");
	check("---\na:\nb: ~\n...\n", "2:1{2:1'a'=2:3'', 3:1'b'=3:4'~'}");
}

static void an_empty_file_is_an_empty_mapping(void **state)
{
	(void)state;
	check("", "1:1{}");
	check("# само бележка\n", "1:1{}");
}

static void lines_end_as_editors_have_them(void **state)
{
	(void)state;
	const char *expected = "1:1{1:1'a'=1:4'б', 2:1'в'=2:4'г', 4:1'd'=4:4'е'}";
	check("a: б\nв: г\n\nd: е", expected);
	check("a: б\r\nв: г\r\n\r\nd: е\r\n", expected);
	check("a: б\rв: г\r\rd: е\r", expected);
}

static void columns_count_characters(void **state)
{
	(void)state;
	check("{щ: '😀', a\xCC\x80: б}", "1:1{1:2'щ'=1:5q'😀', 1:10'a\xCC\x80'=1:14'б'}");
}

static void scalars_may_hold_nul(void **state)
{
	(void)state;
	struct reading reading;
	read_bytes(&reading, "a: \"x\\0y\\e\"", 11);
	const struct node *value = node_find(reading.root, "a");
	assert_int_equal(value->length, 4);
	assert_memory_equal(value->text, "x\0y\033", 5);
	forget(&reading);
}

static void a_literal_text_knows_its_lines(void **state)
{
	(void)state;
	static const struct {
		const char *yaml;
		unsigned line, indentation;
	} cases[] = {
	        {"body: |\n  Първи\n  втори\n", 2, 2},
	        {"body: |  # бележка\n     Първи\n", 2, 5},
	        {"\n\nbody: |\n\n\n   Първи\n", 4, 3},
	        {"body: |2\n    код\n  текст\n", 2, 2},
	        {"body: |4-\n      код\n", 2, 4},
	        {"a:\n  body: |\r\n    Първи\r\n", 3, 4},
	        {"body: |\n\n", 2, 0},
	        {"body: |", 2, 0},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct reading reading;
		read_bytes(&reading, cases[i].yaml, strlen(cases[i].yaml));
		const struct node *inner = node_find(reading.root, "a");
		const struct node *body = node_find(inner != NULL ? inner : reading.root, "body");
		assert_non_null(body);
		assert_int_equal(body->style, SCALAR_LITERAL);
		assert_int_equal(body->text_line, cases[i].line);
		assert_int_equal(body->indentation, cases[i].indentation);
		forget(&reading);
	}
}

static void a_piece_of_a_file_has_the_places_of_the_file(void **state)
{
	(void)state;
	const char *bytes = "\xEF\xBB\xBF---\nзаглавие: Новини\n---\nТекст: това\n";
	const struct yaml_source source = {.file = "a.md",
	        .bytes = bytes,
	        .length = strlen(bytes),
	        .start = 7,
	        .end = strlen("\xEF\xBB\xBF---\nзаглавие: Новини\n")};
	struct reading reading;
	struct buffer out;
	arena_init(&reading.arena, TREE_MAXIMUM);
	diagnostics_init(&reading.diagnostics);
	buffer_init(&out, DUMP_MAXIMUM);
	dump(&out, yaml_read(&source, &reading.arena, &reading.diagnostics));
	assert_string_equal(buffer_text(&out), "2:1{2:1'заглавие'=2:11'Новини'}");
	buffer_free(&out);
	forget(&reading);
}

static void a_null_says_nothing(void **state)
{
	(void)state;
	struct reading reading;
	const char *yaml = "a:\nb: ~\nc: null\nd: 'null'\ne: x\nf: []\n";
	const bool expected[] = {true, true, true, false, false, false};
	read_bytes(&reading, yaml, strlen(yaml));
	size_t i = 0;
	for (const struct node *value = reading.root->first; value != NULL; value = value->next)
		assert_int_equal(node_is_null(value), expected[i++]);
	assert_null(node_find(reading.root, "g"));
	assert_null(node_find(reading.root->first, "a"));
	forget(&reading);
}

static void core_tags_say_nothing(void **state)
{
	(void)state;
	check("a: !!str 1\nb: ! 2\nc: !!seq [x]\n", "1:1{1:1'a'=1:4'1', 2:1'b'=2:4'2', 3:1'c'=3:4[3:11'x']}");
}

/* ---- what is refused ---- */

static void what_pages_do_not_need_is_refused_by_name(void **state)
{
	(void)state;
	check_fault("a: *б\n", "1:4 BAD_FIRST_CHARACTER(*)");
	check_fault("a: *x\nb: &y z\n", "1:4 ALIAS(x); 2:4 ANCHOR(y)");
	check_fault("*x : б\n", "1:1 ALIAS(x)");
	check_fault("<<: {a: б}\nb: в\n", "1:1 MERGE_KEY()");
	check_fault("a: !x б\nb: !!y в\nc: !<tag:e.org,2000:z> г\n",
	        "1:4 TAG(!x); 2:4 TAG(!!y); 3:4 TAG(tag:e.org,2000:z)");
	check_fault("a: б\n---\nb: в\n", "2:1 SECOND_DOCUMENT()");
	check_fault("a: б\n...\n---\n", "3:1 SECOND_DOCUMENT()");
	check_fault("? [a]\n: б\n", "1:3 KEY_NOT_TEXT()");
	check_fault("a: б\n: в\n", "2:1 KEY_NOT_TEXT()");
	check_fault("\"a\\0b\": в\n", "1:1 KEY_NOT_TEXT()");
}

static void a_key_that_is_there_twice_names_its_first_line(void **state)
{
	(void)state;
	check_fault("a: б\nв: г\n\na: д\n", "4:1 DUPLICATE_KEY(a)");
	check_fault("a: б\na: в\nb: {в: 1, г: 2, в: 3}\na: г\n",
	        "3:17 DUPLICATE_KEY(в); 2:1 DUPLICATE_KEY(a); 4:1 DUPLICATE_KEY(a)");
}

static void nesting_stops_at_its_limit(void **state)
{
	(void)state;
	struct buffer yaml;
	buffer_init(&yaml, DUMP_MAXIMUM);
	for (int i = 0; i < 32; i++)
		buffer_append_text(&yaml, "[");
	for (int i = 0; i < 32; i++)
		buffer_append_text(&yaml, "]");
	struct reading reading;
	read_bytes(&reading, yaml.bytes, yaml.length);
	assert_int_equal(reading.diagnostics.count, 0);
	forget(&reading);
	buffer_clear(&yaml);
	for (int i = 0; i < 100000; i++)
		buffer_append_text(&yaml, "[");
	check_fault(buffer_text(&yaml), "1:33 TOO_DEEP(32)");
	buffer_clear(&yaml);
	for (int i = 0; i < 40; i++)
		buffer_format(&yaml, "%*sа:\n", i, "");
	check_fault(buffer_text(&yaml), "33:33 TOO_DEEP(32)");
	buffer_free(&yaml);
}

#ifdef IOMVIEW_TINY /* else it is a million values: see tests/golden/diagnostics/too_many_values.sh */
static void a_file_has_only_so_many_values(void **state)
{
	(void)state;
	struct buffer yaml;
	char expected[64];
	buffer_init(&yaml, DUMP_MAXIMUM);
	for (int i = 0; i < NODES_MAXIMUM; i++)
		buffer_append_text(&yaml, "- a\n");
	snprintf(expected, sizeof expected, "%d:3 TOO_MANY_VALUES(%d)", NODES_MAXIMUM, NODES_MAXIMUM);
	check_fault(buffer_text(&yaml), expected);
	buffer_free(&yaml);
}
#endif

/* ---- faults and their places ---- */

static void every_complaint_has_its_hint_and_place(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
	        {"title: a\n\tbody: б\n", "2:1 TAB_INDENTATION()"},
	        {"title:\n\t- б\n", "2:1 TAB_INDENTATION()"},
	        {"body: |\n\tтекст\n", "2:1 TAB_INDENTATION()"},
	        {"title: Новини: кратко\n", "1:14 SECOND_COLON()"},
	        {"title:Новини\nbody: б\n", "1:6 NO_SPACE_AFTER_COLON(title)"},
	        {"a: б\ntitle:Новини\nbody: б\n", "2:6 NO_SPACE_AFTER_COLON(title)"},
	        {"title: a\nbody:\n", ""},
	        {"title: @а\n", "1:8 BAD_FIRST_CHARACTER(@)"},
	        {"title: `а\n", "1:8 BAD_FIRST_CHARACTER(`)"},
	        {"title: %а\n", "1:8 BAD_FIRST_CHARACTER(%)"},
	        {"%а\n", "1:1 BAD_FIRST_CHARACTER(%)"},
	        {"title: , а\n", "1:8 BAD_FIRST_CHARACTER(,)"},
	        {"title: ] а\n", "1:8 BAD_FIRST_CHARACTER(])"},
	        {"title: } а\n", "1:8 BAD_FIRST_CHARACTER(})"},
	        {"title: ? а\n", "1:8 BAD_FIRST_CHARACTER(?)"},
	        {"title: [|]\n", "1:9 BAD_FIRST_CHARACTER(|)"},
	        {"title: &важно\n", "1:8 BAD_FIRST_CHARACTER(&)"},
	        {"title: !важно\n", "1:8 BAD_FIRST_CHARACTER(!)"},
	        {"title: !x!y а\n", "1:8 BAD_FIRST_CHARACTER(!)"},
	        {"title: [Ново] събитие\n", "1:8 BAD_FIRST_CHARACTER([)"},
	        {"title: {Ново: x} събитие\n", "1:8 BAD_FIRST_CHARACTER({)"},
	        {"title: *New* event\n", "1:8 BAD_FIRST_CHARACTER(*)"},
	        {"a:\n  - *New event*\n  - б\n", "2:5 ALIAS(New); 2:5 BAD_FIRST_CHARACTER(*)"},
	        {"a: б\n\xEF\xBB\xBFв: г\n", "2:1 CONTROL_CHARACTER(FEFF)"},
	        {"a: б\n...\nв: г\n", "3:1 SECOND_DOCUMENT()"},
	        {"a: б\ntitle: \"Новини\nbody: в\n", "2:8 UNCLOSED_QUOTE()"},
	        {"a: 'б\n---\nв'\n", "1:4 UNCLOSED_QUOTE()"},
	        {"a: [б, в\nbody: г\n", "1:4 UNCLOSED_BRACKET()"},
	        {"a: {б: в\nbody: г\n", "1:4 UNCLOSED_BRACKET()"},
	        {"a: [", "1:4 UNCLOSED_BRACKET()"},
	        {"a: [\"б\" \"в\"]\n", "1:9 MISSING_COMMA()"},
	        {"a: \"б\\щ\"\n", "1:6 BAD_ESCAPE()"},
	        {"a: \"б\\xZZ\"\n", "1:6 BAD_ESCAPE()"},
	        {"a: \"\\uD83D\\uDE00\"\n", "1:5 BAD_ESCAPE()"},
	        {"a: б\n    b: в\n  c: г\n", "2:5 BAD_INDENTATION(1)"},
	        {"a:\n    b: в\n  c: г\n", "3:3 BAD_INDENTATION(2)"},
	        {"a:\n  - б\n # бележка\n c: г\n", "4:2 BAD_INDENTATION(2)"},
	        {"a:\n  - b: в\n    c: г\n   d: е\n", "4:4 BAD_INDENTATION(3)"},
	        {"a: б\nкратко\nb: в\n", "2:1 MISSING_COLON(кратко)"},
	        {"кратко\nb: в\n", "1:1 MISSING_COLON(кратко)"},
	        {"a: - б\n", "1:4 LIST_BESIDE_KEY()"},
	        {"a: | текст\n", "1:6 TEXT_BESIDE_MARK(|)"},
	        {"a: >текст\n", "1:5 TEXT_BESIDE_MARK(>)"},
	        {"a: |\nтекст\nоще\n", "2:1 TEXT_NOT_INDENTED(1)"},
	        {"a: 'б' в\n", "1:8 TEXT_AFTER_QUOTE()"},
	        {"\"a\" б\n", "1:5 TEXT_AFTER_QUOTE()"},
	        {"a: б\n- в\n", "2:1 KEY_NOT_TEXT()"},
	        {"a: б\x01\n", "1:5 CONTROL_CHARACTER(0001)"},
	        {"a: б\x7F\n", "1:5 CONTROL_CHARACTER(007F)"},
	        {"a: б\xC2\x9B\n", "1:5 CONTROL_CHARACTER(009B)"},
	        {"a: б\xEF\xBF\xBE\n", "1:5 CONTROL_CHARACTER(FFFE)"},
	        {"%YAML 1.3\n---\na: б\n", "1:1 BAD_YAML(found incompatible YAML document)"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_fault(cases[i][0], cases[i][1]);
}

static void a_fault_is_on_its_line_however_far_down(void **state)
{
	(void)state;
	static const char *const faults[][2] = {
	        {"b: щ\x01\n", ":5 CONTROL_CHARACTER(0001)"},
	        {"b: в: г\n", ":5 SECOND_COLON()"},
	        {"b: \"в\n", ":4 UNCLOSED_QUOTE()"},
	};
	static const char *const line_ends[] = {"\n", "\r\n", "\r"};
	for (size_t i = 0; i < 9; i++) {
		struct buffer yaml;
		char expected[128];
		buffer_init(&yaml, DUMP_MAXIMUM);
		buffer_format(&yaml, "a: |%s", line_ends[i / 3]);
		for (int line = 2; line <= 5000; line++)
			buffer_format(&yaml, "  Ред с букви%s", line_ends[i / 3]);
		buffer_append_text(&yaml, faults[i % 3][0]);
		snprintf(expected, sizeof expected, "5001%s", faults[i % 3][1]);
		check_fault(buffer_text(&yaml), expected);
		buffer_free(&yaml);
	}
}

static void a_key_may_have_1024_characters(void **state)
{
	(void)state;
	struct buffer yaml;
	buffer_init(&yaml, DUMP_MAXIMUM);
	for (int i = 0; i < 1030; i++)
		buffer_append_text(&yaml, "щ");
	buffer_append_text(&yaml, ": а\n");
	check_fault(buffer_text(&yaml), "1:1 LONG_KEY()");
	buffer_clear(&yaml);
	buffer_append_text(&yaml, "b: в\n");
	for (int i = 0; i < 1030; i++)
		buffer_append_text(&yaml, "щ");
	buffer_append_text(&yaml, ": а\n");
	check_fault(buffer_text(&yaml), "2:1 LONG_KEY()");
	buffer_free(&yaml);
}

static void line_ends_that_no_editor_has_are_spaces(void **state)
{
	(void)state;
	const char *yaml = "a: б\xC2\x85"
	                   "c: в\nd: г\xE2\x80\xA8\xE2\x80\xA9д\ne: [\n";
	check_fault("a: б\xC2\x85г\nb: \xE2\x80\xA8в\n",
	        "1:5 STRANGE_LINE_END(0085); 2:4 STRANGE_LINE_END(2028)");
	check_fault(yaml, "1:5 STRANGE_LINE_END(0085); 2:5 STRANGE_LINE_END(2028); 2:6 "
	                  "STRANGE_LINE_END(2029); 1:7 SECOND_COLON()");
}

static void a_place_after_a_strange_line_end_is_right(void **state)
{
	(void)state;
	struct reading reading;
	const char *yaml = "{a: \"б\xE2\x80\xA8\", b: в}\nx";
	read_bytes(&reading, yaml, strlen(yaml) - 2);
	const struct node *value = node_find(reading.root, "b");
	assert_int_equal(value->line, 1);
	assert_int_equal(value->column, 14);
	forget(&reading);
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	const char *yaml = "title: Новини\nlinks:\n  - {title: А, page: б}\n  - в\nb: "
	                   "\"г\xE2\x80\xA8\"\ntitle: x\nc: !x y\nd: e: f\n";
	for (size_t nth = 1;; nth++) {
		struct reading reading;
		failing_memory_set(nth, false);
		read_bytes(&reading, yaml, strlen(yaml));
		bool hit = failing_memory_hit();
		failing_memory_set(0, false);
		assert_null(reading.root);
		assert_true(reading.diagnostics.errors > 0);
		forget(&reading);
		assert_int_equal(failing_memory_live(), 0);
		if (!hit)
			break;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_value_knows_its_place),
	        cmocka_unit_test(an_empty_file_is_an_empty_mapping),
	        cmocka_unit_test(lines_end_as_editors_have_them),
	        cmocka_unit_test(columns_count_characters),
	        cmocka_unit_test(scalars_may_hold_nul),
	        cmocka_unit_test(a_literal_text_knows_its_lines),
	        cmocka_unit_test(a_piece_of_a_file_has_the_places_of_the_file),
	        cmocka_unit_test(a_null_says_nothing),
	        cmocka_unit_test(core_tags_say_nothing),
	        cmocka_unit_test(what_pages_do_not_need_is_refused_by_name),
	        cmocka_unit_test(a_key_that_is_there_twice_names_its_first_line),
	        cmocka_unit_test(nesting_stops_at_its_limit),
#ifdef IOMVIEW_TINY
	        cmocka_unit_test(a_file_has_only_so_many_values),
#endif
	        cmocka_unit_test(every_complaint_has_its_hint_and_place),
	        cmocka_unit_test(a_fault_is_on_its_line_however_far_down),
	        cmocka_unit_test(a_key_may_have_1024_characters),
	        cmocka_unit_test(line_ends_that_no_editor_has_are_spaces),
	        cmocka_unit_test(a_place_after_a_strange_line_end_is_right),
	        cmocka_unit_test(every_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
