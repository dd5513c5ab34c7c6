/*
 * One page from its bytes: keys, front matter, body, links; what is wrong; hostile bytes; allocations
 * failing.
 */

#include "content/content.h"
#include "content/page_file.h"
#include "harness/failing_memory.h"
#include "harness/page_check.h"
#include "harness/page_dump.h"
#include "harness/site_folder.h"

enum { DUMP_MAXIMUM = 16 * 1024 * 1024 };

static const char rich_yaml[] = "title: МОМ откри работата\n"
                                "date: 2021-05-20T10:00:00+03:00\n"
                                "summary: Един ред.\n"
                                "source: https://bulgaria.iom.int/news\n"
                                "sort: newest\n"
                                "draft: false\n"
                                "links:\n"
                                "  - {title: Партньори, url: https://example.org/}\n"
                                "  - title: За нас\n"
                                "    page: about/about\n"
                                "body: |\n"
                                "  Текст с **получер** и [връзка](news/opening).\n"
                                "\n"
                                "  - първо\n"
                                "  - второ\n";

static const char rich_markdown[] = "---\n"
                                    "title: МОМ откри работата\n"
                                    "date: 2021-05-20T10:00:00+03:00\n"
                                    "summary: Един ред.\n"
                                    "source: https://bulgaria.iom.int/news\n"
                                    "sort: newest\n"
                                    "draft: false\n"
                                    "links:\n"
                                    "  - {title: Партньори, url: https://example.org/}\n"
                                    "  - title: За нас\n"
                                    "    page: about/about\n"
                                    "---\n"
                                    "Текст с **получер** и [връзка](news/opening).\n"
                                    "\n"
                                    "- първо\n"
                                    "- второ\n";

static const struct page *make(
        const char *file, const char *bytes, size_t length, struct diagnostics *diagnostics)
{
	diagnostics_init(diagnostics);
	const struct page *page = page_from_bytes(file, bytes, length, "bg", test_words("bg"), diagnostics);
	if (page != NULL)
		assert_string_equal(page_fault(page) != NULL ? page_fault(page) : "", "");
	return page;
}

/* FILE with BYTES must be a page without faults that says TEXT. */
static void check_text(const char *file, const char *bytes, const char *text)
{
	struct diagnostics diagnostics;
	const struct page *page = make(file, bytes, strlen(bytes), &diagnostics);
	assert_string_equal(page->text, text);
	assert_false(page->broken);
	assert_diagnostics(&diagnostics, "", "");
	page_release(page);
}

/* FILE with BYTES must be a page that says what is wrong: EXPECTED, in English. */
static void check_broken(const char *file, const char *bytes, const char *expected)
{
	struct diagnostics diagnostics;
	const struct page *page = make(file, bytes, strlen(bytes), &diagnostics);
	assert_true(page->broken);
	assert_string_equal(page->title, "Не може да се прочете");
	assert_int_equal(page->first_body_block, 1);
	assert_diagnostics(&diagnostics, "", expected);
	page_release(page);
}

/* ---- what a page has ---- */

static void yaml_and_markdown_give_the_same_page(void **state)
{
	(void)state;
	struct diagnostics diagnostics;
	struct buffer dumps[2];
	for (size_t i = 0; i < 2; i++) {
		const struct page *page =
		        i == 0 ? make("a.yaml", rich_yaml, sizeof rich_yaml - 1, &diagnostics)
		               : make("a.md", rich_markdown, sizeof rich_markdown - 1, &diagnostics);
		buffer_init(&dumps[i], DUMP_MAXIMUM);
		dump_page(&dumps[i], page, false);
		assert_string_equal(page->title, "МОМ откри работата");
		assert_string_equal(page->summary, "Един ред.");
		assert_string_equal(page->source, "https://bulgaria.iom.int/news");
		assert_string_equal(page->language, "bg");
		assert_int_equal(page->date.day, 20);
		assert_int_equal(page->first_body_block, 2);
		assert_diagnostics(&diagnostics, "", "");
		page_release(page);
	}
	assert_string_equal(buffer_text(&dumps[0]), buffer_text(&dumps[1]));
	buffer_free(&dumps[0]);
	buffer_free(&dumps[1]);
}

static void everything_stands_in_the_order_in_which_it_is_read(void **state)
{
	(void)state;
	check_text("a.yaml", rich_yaml,
	        "МОМ откри работата\n20.5.2021\nТекст с получер и "
	        "връзка.\nпърво\nвторо\nВръзки\nПартньори\nЗа нас\n"
	        "Източник: https://bulgaria.iom.int/news");
}

static void links_know_where_they_lead_and_where_they_stand(void **state)
{
	(void)state;
	struct diagnostics diagnostics;
	const struct page *page = make("a.yaml", rich_yaml, sizeof rich_yaml - 1, &diagnostics);
	static const struct link expected[] = {
	        {"news/opening", true, 12, 26},
	        {"https://example.org/", false, 8, 29},
	        {"about/about", true, 10, 11},
	        {"https://bulgaria.iom.int/news", false, 4, 9},
	};
	assert_int_equal(page->link_count, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_string_equal(page->links[i].target, expected[i].target);
		assert_int_equal(page->links[i].inside, expected[i].inside);
		assert_int_equal(page->links[i].line, expected[i].line);
		assert_int_equal(page->links[i].column, expected[i].column);
	}
	diagnostics_free(&diagnostics);
	page_release(page);
}

static void blocks_know_their_lines(void **state)
{
	(void)state;
	struct diagnostics diagnostics;
	const struct page *page = make("a.yaml", rich_yaml, sizeof rich_yaml - 1, &diagnostics);
	assert_int_equal(page->blocks[0].line, 1);
	assert_int_equal(page->blocks[2].line, 12);
	assert_int_equal(page->blocks[4].line, 15);
	page_release(page);
	diagnostics_free(&diagnostics);
}

static void a_page_may_be_nothing_but_a_title(void **state)
{
	(void)state;
	struct diagnostics diagnostics;
	const struct page *page = make("a.yaml", "title: Новини", strlen("title: Новини"), &diagnostics);
	assert_string_equal(page->text, "Новини");
	assert_int_equal(page->first_body_block, page->block_count);
	assert_string_equal(page->summary, "");
	assert_int_equal(page->date.year, 0);
	assert_int_equal(page->blocks[0].kind, BLOCK_TITLE);
	page_release(page);
	diagnostics_free(&diagnostics);
}

static void titles_that_look_like_something_else_are_text(void **state)
{
	(void)state;
	check_text("a.yaml", "title: 2020\n", "2020");
	check_text("a.yaml", "title: true\n", "true");
	check_text("a.yaml", "title: 1.30\n", "1.30");
	check_text("a.yaml", "title: 2021-05-20\n", "2021-05-20");
	check_text("a.yaml", "title: \"  Много   места \"\n", "Много места");
	check_text("a.yaml", "title: >\n  Сгънато\n  заглавие\n", "Сгънато заглавие");
	check_text("a.yaml", "title: Сгънато\n  заглавие\n", "Сгънато заглавие");
	check_text("a.md", "---\ntitle: 2020\n---\n", "2020");
	check_text("a.md", "---\ntitle: |\n  На два\n  реда\n---\n", "На два реда");
}

static void a_markdown_file_without_title_is_called_as_its_first_heading(void **state)
{
	(void)state;
	check_text("a.md", "# Първо *заглавие*\n\nТекст\n", "Първо заглавие\nТекст");
	check_text("a.md", "---\ntitle: null\n---\n# Първо\n\nТекст\n", "Първо\nТекст");
	check_text("a.md", "---\ntitle:\n---\nТекст\n", "Без заглавие\nТекст");
	check_text("a.md", "", "Без заглавие");
}

static void front_matter_is_shared_with_other_programs(void **state)
{
	(void)state;
	check_text("a.md",
	        "---\ntitle: Новини\nlayout: post\ntags: [а, б]\nauthor: {name: X}\nsource: ftp://x/\n"
	        "links: {a: б}\ndate: вчера\nsort: по дата\nsummary: [x]\n---\nТекст\n",
	        "Новини\nТекст");
	check_text("a.md", "---\ntitle: Новини\nlinks:\n  - name: X\n    url: https://example.org/\n---\n",
	        "Новини");
}

static void front_matter_may_end_in_several_ways(void **state)
{
	(void)state;
	check_text("a.md", "---\ntitle: А\n---", "А");
	check_text("a.md", "---  \ntitle: А\n...\nТекст", "А\nТекст");
	check_text("a.md", "---\r\ntitle: А\r\n---\r\nТекст\r\n", "А\nТекст");
	check_text("a.md", "---\n---\nТекст", "Без заглавие\nТекст");
	check_text("a.md", "----\nТекст", "Без заглавие\n\nТекст");
	check_broken("a.md", "---\ntitle: А\nТекст\n",
	        "a.md:1:1: error: the front matter has no closing '---'; add it\n");
}

static void faults_in_front_matter_have_the_places_of_the_file(void **state)
{
	(void)state;
	check_broken("a.md", "---\ntitle: А\nsummary: б: в\n---\nТекст\n",
	        "a.md:3:11: error: a second colon in the value; put the value in quotes\n");
	check_broken("a.md", "\xEF\xBB\xBF---\ntitle: \"А\n---\nТекст\n",
	        "a.md:2:8: error: the quotation mark opened here is never closed; close it\n");
}

static void marks_and_line_ends_of_other_systems_just_work(void **state)
{
	(void)state;
	struct diagnostics diagnostics;
	struct buffer plain;
	struct buffer other;
	struct buffer bytes;
	static const char *const line_ends[] = {"\n", "\r\n", "\r"};
	buffer_init(&plain, DUMP_MAXIMUM);
	const struct page *page = make("a.yaml", rich_yaml, sizeof rich_yaml - 1, &diagnostics);
	dump_page(&plain, page, true);
	page_release(page);
	for (size_t form = 0; form < 12; form++) {
		buffer_init(&bytes, DUMP_MAXIMUM);
		buffer_init(&other, DUMP_MAXIMUM);
		buffer_append_text(&bytes, form % 2 == 1 ? "\xEF\xBB\xBF" : "");
		size_t length = sizeof rich_yaml - 1 - (form / 2 % 2);
		for (size_t i = 0; i < length; i++)
			if (rich_yaml[i] == '\n')
				buffer_append_text(&bytes, line_ends[form / 4]);
			else
				buffer_append(&bytes, &rich_yaml[i], 1);
		page = make("a.yaml", bytes.bytes, bytes.length, &diagnostics);
		dump_page(&other, page, true);
		assert_string_equal(buffer_text(&other), buffer_text(&plain));
		assert_diagnostics(&diagnostics, "", "");
		page_release(page);
		buffer_free(&other);
		buffer_free(&bytes);
	}
	buffer_free(&plain);
}

/* ---- what is wrong ---- */

static void a_page_with_an_error_says_so(void **state)
{
	(void)state;
	struct diagnostics diagnostics;
	const char *yaml = "tilte: Новини\nbody: Текст\n";
	const struct page *page = make("news/a.bg.yaml", yaml, strlen(yaml), &diagnostics);
	assert_string_equal(page->text,
	        "Не може да се прочете\nГрешката е:\nnews/a.bg.yaml:1:1: грешка: непознат ключ „tilte“; "
	        "имахте предвид „title“?");
	assert_int_equal(page->blocks[2].kind, BLOCK_PARAGRAPH);
	assert_int_equal(diagnostics.errors, 1);
	page_release(page);
	diagnostics_free(&diagnostics);
}

static void all_errors_of_a_page_are_told_at_once_in_the_order_of_the_file(void **state)
{
	(void)state;
	check_broken("a.yaml",
	        "title: А\ndate: 2021-02-30\nlinks:\n  - {title: Б, url: ftp://x/}\n  - {title: В}\ncolour: "
	        "x\ndate: 2021-02-01\n",
	        "a.yaml:2:7: error: '2021-02-30' is not a date; write YYYY-MM-DD, like 2021-05-20\n"
	        "a.yaml:4:21: error: the address must begin with http://, https:// or mailto:, not "
	        "'ftp://x/'\n"
	        "a.yaml:5:5: error: a link needs 'url' or 'page'; add one\n"
	        "a.yaml:6:1: error: unknown key 'colour'; the keys here are: title, date, summary, source, "
	        "links, sort, body, "
	        "lang, draft, pages\n"
	        "a.yaml:7:1: error: duplicate key 'date'; the first is on line 2; remove one\n");
}

static void each_key_refuses_each_wrong_type(void **state)
{
	(void)state;
	static const char *const keys[] = {
	        "title", "date", "summary", "source", "links", "sort", "body", "lang", "draft", "pages"};
	static const char *const values[] = {"[а]", "{а: б}", "", "а", "~"};
	/* Which of the values each key takes. */
	static const char *const taken[] = {
	        "00011", "00000", "00011", "00000", "10000", "00000", "00111", "00000", "00000", "10000"};
	for (size_t key = 0; key < sizeof keys / sizeof *keys; key++)
		for (size_t value = 0; value < sizeof values / sizeof *values; value++) {
			struct page_file file;
			struct page_head head;
			struct diagnostics found;
			char yaml[256];
			snprintf(yaml, sizeof yaml, "%s%s: %s\n", key > 0 ? "title: А\n" : "", keys[key],
			        values[value]);
			diagnostics_init(&found);
			page_file_init(&file, "a.yaml", false);
			buffer_append_text(&file.bytes, yaml);
			assert_true(page_file_read(&file));
			page_head_read(&head, &file, file.root, false, &found);
			if ((found.errors == 0) != (taken[key][value] == '1'))
				fail_msg("%s", yaml);
			for (size_t i = 0; i < found.count; i++)
				assert_int_equal(found.items[i].line, key > 0 ? 2 : 1);
			page_file_free(&file);
			diagnostics_free(&found);
		}
}

static void a_menu_reads_no_more_of_a_body_than_its_first_line(void **state)
{
	(void)state;
	static const struct {
		const char *yaml;
		const char *body; /* as it is read for a menu */
	} cases[] = {
	        {"title: А\nbody: |\n\n  Първи ред.\n  Втори ред.\n", "\nПърви ред.\n"},
	        {"title: А\nbody: |\r\n  Първи ред.\r\n  Втори ред.\r\n", "Първи ред.\n"},
	        {"title: А\nbody: |\n  Първи ред.\n  Втори ред.\nsummary: Б\n", "Първи ред.\nВтори ред.\n"},
	        {"title: А\npages: [{title: Б}]\nbody: |\n  Първи ред.\n  Втори ред.\n",
	                "Първи ред.\nВтори ред.\n"},
	        {"title: А\nbody: Първи ред.\n", "Първи ред."},
	        {"title: А\nbody: |\n  Първи ред.", "Първи ред."},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct page_file file;
		struct page_head head;
		page_file_init(&file, "a.yaml", false);
		file.keys_only = true;
		buffer_append_text(&file.bytes, cases[i].yaml);
		assert_true(page_file_read(&file));
		page_head_read(&head, &file, file.root, false, NULL);
		assert_int_equal(head.body_length, strlen(cases[i].body));
		assert_memory_equal(head.body, cases[i].body, head.body_length);
		page_file_free(&file);
	}
}

static void what_cannot_be_shown_is_replaced_and_reported(void **state)
{
	(void)state;
	struct diagnostics diagnostics;
	const char *yaml = "title: \"А\\e]52;c;б\\a\"\nbody: Т\xE2\x80\xAEекст\n";
	const struct page *page = make("a.yaml", yaml, strlen(yaml), &diagnostics);
	assert_string_equal(page->text, "А␛]52;c;б␇\nТ\xEF\xBF\xBDекст");
	assert_string_equal(page->title, "А␛]52;c;б␇");
	assert_false(page->broken);
	assert_int_equal(diagnostics.count, 2);
	page_release(page);
	diagnostics_free(&diagnostics);
}

static void a_diagnostic_on_a_page_is_sanitised(void **state)
{
	(void)state;
	struct diagnostics diagnostics;
	const char *yaml = "title: А\n\"\\e]0;б\\a\": x\n";
	const struct page *page = make("a\033[2J.yaml", yaml, strlen(yaml), &diagnostics);
	assert_null(strchr(page->text, '\033'));
	assert_null(strchr(page->text, '\a'));
	assert_non_null(strstr(page->text, "a␛[2J.yaml:2:1:"));
	page_release(page);
	diagnostics_free(&diagnostics);
}

static void encodings_are_guessed(void **state)
{
	(void)state;
	check_broken("a.yaml", "title: \xCD\xEE\xE2\xE8\xED\xE8\n",
	        "a.yaml:1:8: error: this looks like Windows-1251; save the file as UTF-8\n");
	check_broken("a.md", "Текст\n\xCD\xEE\xE2\xE8\xED\xE8 \xE8 \xEE\xF9\xE5 \xEC\xED\xEE\xE3\xEE\n",
	        "a.md:2:1: error: not UTF-8 (byte 0xCD); save the file as UTF-8\n");
	check_broken("a.yaml", "title: \xC0\xAF\n",
	        "a.yaml:1:8: error: not UTF-8 (byte 0xC0); save the file as UTF-8\n");
	check_broken("a.yaml", "title: \xED\xA0\x80\n",
	        "a.yaml:1:8: error: not UTF-8 (byte 0xED); save the file as UTF-8\n");
	check_broken("a.yaml", "title: А\xD0",
	        "a.yaml:1:9: error: not UTF-8 (byte 0xD0); save the file as UTF-8\n");
	check_broken(
	        "a.yaml", "\xFF\xFEt", "a.yaml:1:1: error: this looks like UTF-16; save the file as UTF-8\n");
	struct diagnostics diagnostics;
	const struct page *page = make("a.yaml", "\0t\0i\0t\0l\0e\0:\0 \0x", 16, &diagnostics);
	assert_int_equal(diagnostics.items[0].name, DIAGNOSTIC_LOOKS_UTF16);
	page_release(page);
	diagnostics_free(&diagnostics);
	page = make("a.yaml", "title: a\0b\nbody: xxxxxxxxxxxxxxxx\n", 34, &diagnostics);
	assert_int_equal(diagnostics.items[0].name, DIAGNOSTIC_CONTROL_CHARACTER);
	assert_int_equal(diagnostics.items[0].column, 9);
	page_release(page);
	diagnostics_free(&diagnostics);
}

static void only_files_that_look_like_pages_are_pages_elsewhere(void **state)
{
	(void)state;
	static const char *const pages[] = {"title: А\nbody: б\n", "pages: []\ntitle: А\n",
	        "\xEF\xBB\xBFtitle: А\r\nbody: |\r\n", "title: [\nbody:\n"};
	static const char *const others[] = {"", "title: А\n", "body: б\n", "x:\n  title: А\n  body: б\n",
	        "name: CI\non: push\n", "# title: а\nbody: б\n"};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		assert_true(looks_like_page(pages[i], strlen(pages[i])));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_false(looks_like_page(others[i], strlen(others[i])));
}

/* ---- hostile bytes ---- */

static void read_file(const char *path, struct buffer *bytes)
{
	int error_number;
	buffer_init(bytes, FILE_BYTES_MAXIMUM);
	assert_int_equal(file_read_path(path, FILE_BYTES_MAXIMUM, bytes, &error_number), FILE_OK);
}

static void every_cut_of_a_bundled_page_is_a_page_or_an_error(void **state)
{
	(void)state;
	struct buffer bytes;
	read_file("content/news/index.bg.yaml", &bytes);
	for (size_t length = 0; length <= bytes.length; length++) {
		struct diagnostics diagnostics;
		const struct page *page = make("index.bg.yaml", bytes.bytes, length, &diagnostics);
		assert_non_null(page);
		assert_int_equal(page->broken, diagnostics.errors > 0);
		for (size_t i = 0; i < diagnostics.count; i++)
			assert_true(diagnostics.items[i].line > 0);
		page_release(page);
		diagnostics_free(&diagnostics);
	}
	buffer_free(&bytes);
}

static void every_flipped_bit_of_a_page_is_a_page_or_an_error(void **state)
{
	(void)state;
	static const char *const files[] = {"a.yaml", "a.md"};
	static const char *const texts[] = {rich_yaml, rich_markdown};
	for (size_t file = 0; file < 2; file++) {
		size_t length = strlen(texts[file]);
		char *bytes = memory_resize(NULL, length);
		assert_non_null(bytes);
		memcpy(bytes, texts[file], length);
		for (size_t bit = 0; bit < length * 8; bit++) {
			struct diagnostics diagnostics;
			bytes[bit / 8] = (char)(bytes[bit / 8] ^ (1 << bit % 8));
			const struct page *page = make(files[file], bytes, length, &diagnostics);
			assert_non_null(page);
			page_release(page);
			diagnostics_free(&diagnostics);
			bytes[bit / 8] = (char)(bytes[bit / 8] ^ (1 << bit % 8));
		}
		memory_resize(bytes, 0);
	}
}

static void a_page_has_as_many_owners_as_it_is_given(void **state)
{
	(void)state;
	struct diagnostics diagnostics;
	const struct page *page = make("a.yaml", "title: А\n", strlen("title: А\n"), &diagnostics);
	assert_ptr_equal(page_keep(page), page);
	page_release(page);
	assert_string_equal(page->title, "А");
	page_release(page);
	page_release(NULL);
	diagnostics_free(&diagnostics);
}

static void a_file_may_have_16_mebibytes(void **state)
{
	(void)state;
	struct diagnostics diagnostics;
	const struct page *page = make("a.yaml", "", FILE_BYTES_MAXIMUM + 1, &diagnostics);
	assert_true(page->broken);
	assert_diagnostics(&diagnostics, "", "a.yaml: error: the file is larger than 16 MiB; divide it\n");
	page_release(page);
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	static const char *const broken = "tilte: А\ntitle: Б\ntitle: В\n";
	const char *const texts[] = {rich_yaml, rich_markdown, broken};
	static const char *const files[] = {"a.yaml", "a.md", "a.yaml"};
	for (size_t form = 0; form < 6; form++) {
		const char *text = texts[form / 2];
		long before = failing_memory_live();
		for (size_t nth = 1;; nth++) {
			struct diagnostics diagnostics;
			diagnostics_init(&diagnostics);
			failing_memory_set(nth, form % 2 == 1);
			const struct page *page = page_from_bytes(
			        files[form / 2], text, strlen(text), "bg", test_words("bg"), &diagnostics);
			bool hit = failing_memory_hit();
			failing_memory_set(0, false);
			if (hit && page != NULL && form / 2 < 2)
				assert_true(page->broken || diagnostics.errors == 0);
			page_release(page);
			diagnostics_free(&diagnostics);
			assert_int_equal(failing_memory_live(), before);
			if (!hit)
				break;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(yaml_and_markdown_give_the_same_page),
	        cmocka_unit_test(everything_stands_in_the_order_in_which_it_is_read),
	        cmocka_unit_test(links_know_where_they_lead_and_where_they_stand),
	        cmocka_unit_test(blocks_know_their_lines),
	        cmocka_unit_test(a_page_may_be_nothing_but_a_title),
	        cmocka_unit_test(titles_that_look_like_something_else_are_text),
	        cmocka_unit_test(a_markdown_file_without_title_is_called_as_its_first_heading),
	        cmocka_unit_test(front_matter_is_shared_with_other_programs),
	        cmocka_unit_test(front_matter_may_end_in_several_ways),
	        cmocka_unit_test(faults_in_front_matter_have_the_places_of_the_file),
	        cmocka_unit_test(marks_and_line_ends_of_other_systems_just_work),
	        cmocka_unit_test(a_page_with_an_error_says_so),
	        cmocka_unit_test(all_errors_of_a_page_are_told_at_once_in_the_order_of_the_file),
	        cmocka_unit_test(each_key_refuses_each_wrong_type),
	        cmocka_unit_test(what_cannot_be_shown_is_replaced_and_reported),
	        cmocka_unit_test(a_diagnostic_on_a_page_is_sanitised),
	        cmocka_unit_test(encodings_are_guessed),
	        cmocka_unit_test(only_files_that_look_like_pages_are_pages_elsewhere),
	        cmocka_unit_test(every_cut_of_a_bundled_page_is_a_page_or_an_error),
	        cmocka_unit_test(every_flipped_bit_of_a_page_is_a_page_or_an_error),
	        cmocka_unit_test(a_page_has_as_many_owners_as_it_is_given),
	        cmocka_unit_test(a_file_may_have_16_mebibytes),
	        cmocka_unit_test(a_menu_reads_no_more_of_a_body_than_its_first_line),
	        cmocka_unit_test(every_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
