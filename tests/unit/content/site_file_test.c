/* A site that is one file or standard input: one page, or the pages inside it. */

#include "content/content.h"
#include "harness/failing_memory.h"
#include "harness/site_folder.h"

static const char small_site[] = "title: Моят сайт\n"
                                 "lang: bg\n"
                                 "body: Начало\n"
                                 "pages:\n"
                                 "  - title: За нас\n"
                                 "    body: |\n"
                                 "      Текст с [връзка](oshte/vatre).\n"
                                 "  - title: Още\n"
                                 "    pages:\n"
                                 "      - title: Вътре\n"
                                 "        body: Дълбоко\n"
                                 "      - name: two\n"
                                 "        title: Две\n"
                                 "      - name: two\n"
                                 "        title: Two\n"
                                 "        lang: en\n"
                                 "  - title: Ала\n"
                                 "    date: 2021-05-20\n";

static struct site *open_bytes(const char *file, const char *bytes, struct diagnostics *diagnostics)
{
	diagnostics_init(diagnostics);
	return site_open_bytes(file, bytes, strlen(bytes), test_words, diagnostics);
}

static struct site *open_sound(const char *file, const char *bytes)
{
	struct diagnostics diagnostics;
	struct site *site = open_bytes(file, bytes, &diagnostics);
	assert_non_null(site);
	assert_diagnostics(&diagnostics, "", "");
	return site;
}

static void check_text(struct site *site, const char *path, int language, const char *text)
{
	struct entry *entry = site_find(site, path);
	assert_non_null(entry);
	const struct page *page = site_load(site, entry, language, NULL);
	assert_non_null(page);
	assert_string_equal(page->text, text);
	page_release(page);
}

static void a_file_with_pages_is_a_whole_site(void **state)
{
	(void)state;
	struct site *site = open_sound("my.yaml", small_site);
	assert_null(site_only_page(site));
	assert_string_equal(site_title(site, 0), "Моят сайт");
	assert_int_equal(site_language_count(site), 2);
	assert_string_equal(site_language(site, 0), "bg");
	assert_string_equal(site_language(site, 1), "en");
	assert_children(site_root(site), "za-nas oshte ala");
	check_text(site, "", 0, "Моят сайт\nНачало");
	check_text(site, "za-nas", 0, "За нас\nТекст с връзка.");
	check_text(site, "ala", 0, "Ала\n20.5.2021");
	site_close(site);
}

static void pages_inside_pages_are_sections(void **state)
{
	(void)state;
	struct site *site = open_sound("my.yaml", small_site);
	struct entry *more = site_find(site, "oshte");
	assert_true(site_read_headline(site, more, 0, NULL));
	assert_true(more->is_section);
	assert_false(more->variants[0].headline.has_body);
	assert_true(site_list(site, more, NULL));
	assert_children(more, "vatre two");
	assert_false(site_settle(site, more, 0));
	check_text(site, "oshte/vatre", 0, "Вътре\nДълбоко");
	check_text(site, "oshte/two", 0, "Две");
	check_text(site, "oshte/two", 1, "Two");
	site_close(site);
}

static void pages_inside_know_their_places_in_the_file(void **state)
{
	(void)state;
	struct site *site = open_sound("my.yaml", small_site);
	const struct page *page = site_load(site, site_find(site, "za-nas"), 0, NULL);
	assert_string_equal(page->path, "za-nas");
	assert_int_equal(page->blocks[0].line, 5);
	assert_int_equal(page->blocks[1].line, 7);
	assert_string_equal(page->links[0].target, "oshte/vatre");
	assert_int_equal(page->links[0].line, 7);
	assert_int_equal(page->links[0].column, 16);
	page_release(page);
	site_close(site);
}

static void one_page_is_opened_instead_of_a_menu(void **state)
{
	(void)state;
	struct site *site = open_sound("README.md", "# Прочети ме\n\nТекст\n");
	assert_ptr_equal(site_only_page(site), site_root(site));
	assert_string_equal(site_language(site, 0), "bg");
	assert_string_equal(site_title(site, 0), "Прочети ме");
	check_text(site, "", 0, "Прочети ме\nТекст");
	site_close(site);
	site = open_sound("notes.md", "Just text\n");
	assert_string_equal(site_language(site, 0), "en");
	assert_string_equal(site_title(site, 0), "notes");
	check_text(site, "", 0, "notes\nJust text");
	site_close(site);
}

static void what_stands_on_standard_input_is_found_out(void **state)
{
	(void)state;
	struct site *site = open_sound("-", "title: Новини\nbody: Текст\n");
	check_text(site, "", 0, "Новини\nТекст");
	site_close(site);
	site = open_sound("-", "---\ntitle: Само заглавие\n");
	check_text(site, "", 0, "Само заглавие");
	site_close(site);
	site = open_sound("-", "---\ntitle: Новини\n---\nТекст\n");
	check_text(site, "", 0, "Новини\nТекст");
	site_close(site);
	site = open_sound("-", "Просто текст\n");
	check_text(site, "", 0, "-\nПросто текст");
	site_close(site);
	site = open_sound("-", "");
	check_text(site, "", 0, "-");
	site_close(site);
}

static void a_file_with_an_error_is_a_page_that_says_so(void **state)
{
	(void)state;
	struct diagnostics diagnostics;
	struct site *site = open_bytes("a.yaml", "title: a: b\n", &diagnostics);
	assert_non_null(site);
	diagnostics_free(&diagnostics);
	check_text(site, "", 0,
	        "Cannot be read\nThe error is:\na.yaml:1:9: error: a second colon in the value; put the "
	        "value in quotes");
	diagnostics_init(&diagnostics);
	site_check(site, &diagnostics);
	assert_diagnostics(&diagnostics, "",
	        "a.yaml:1:9: error: a second colon in the value; put the value in quotes\n");
	site_close(site);
}

static void an_error_in_one_page_leaves_the_others(void **state)
{
	(void)state;
	const char *yaml = "title: Сайт\npages:\n  - title: Добра\n    body: Текст\n  - titel: Лоша\n    "
	                   "name: лоша\n  - просто текст\n";
	struct diagnostics diagnostics;
	struct site *site = open_sound("a.yaml", yaml);
	check_text(site, "dobra", 0, "Добра\nТекст");
	const struct page *page = site_load(site, site_find(site, "лоша"), 0, NULL);
	assert_true(page->broken);
	page_release(page);
	diagnostics_init(&diagnostics);
	site_check(site, &diagnostics);
	assert_diagnostics(&diagnostics, "",
	        "a.yaml:7:5: error: 'pages' must be keys and values; write 'key: value'\n"
	        "a.yaml:5:5: error: unknown key 'titel'; did you mean 'title'?\n");
	site_close(site);
}

static void a_page_in_a_folder_may_have_pages_inside(void **state)
{
	(void)state;
	const char *folder = new_folder();
	put_file(folder, "site.yaml", "title: Сайт\nlanguages: [bg, en]\n");
	put_file(folder, "work.bg.yaml",
	        "title: Работа\npages:\n  - {name: b, title: Второ}\n  - {name: a, title: Първо}\n");
	put_file(folder, "work.en.yaml",
	        "title: Work\npages:\n  - {name: a, title: First}\n  - {name: c, title: Third}\n");
	put_file(folder, "news/index.bg.yaml", "title: Новини\npages:\n  - {name: inner, title: Вътрешна}\n");
	put_file(folder, "news/outer.bg.yaml", "title: Външна\n");
	struct site *site = open_site(folder);
	struct entry *work = site_find(site, "work");
	assert_false(work->is_section);
	check_text(site, "work/a", 0, "Първо");
	assert_true(work->is_section);
	assert_children(work, "a b c");
	check_text(site, "work/a", 1, "First");
	check_text(site, "work/b", 1, "Второ");
	check_text(site, "work/c", 0, "Third");
	check_text(site, "news/inner", 0, "Вътрешна");
	check_text(site, "news/outer", 0, "Външна");
	site_close(site);
}

static void a_name_is_no_path(void **state)
{
	(void)state;
	struct site *site = open_sound("a.yaml", "title: Сайт\npages:\n  - {name: ../а/б, title: Навън}\n  - "
	                                         "{name: '', title: Без}\n  - {title: '***'}\n");
	struct entry *root = site_root(site);
	for (size_t i = 0; i < root->child_count; i++) {
		assert_null(strchr(root->children[i]->name, '/'));
		assert_true(root->children[i]->name[0] != '\0');
	}
	assert_int_equal(root->child_count, 3);
	site_close(site);
}

static void files_that_cannot_be_opened_are_refused(void **state)
{
	(void)state;
	const char *folder = new_folder();
	struct diagnostics diagnostics;
	char path[8192];
	snprintf(path, sizeof path, "%s/fifo.yaml", folder);
	assert_int_equal(mkfifo(path, 0644), 0);
	diagnostics_init(&diagnostics);
	assert_null(site_open(path, test_words, &diagnostics));
	assert_diagnostics(
	        &diagnostics, folder, "fifo.yaml: error: not a regular file; put a plain file here\n");
	snprintf(path, sizeof path, "%s/none.yaml", folder);
	assert_null(site_open(path, test_words, &diagnostics));
	assert_diagnostics(&diagnostics, folder, "none.yaml: error: the file does not exist\n");
	assert_null(site_open(folder, test_words, &diagnostics));
	assert_diagnostics(
	        &diagnostics, folder, ": error: no pages in the folder; add a file like about.bg.yaml\n");
	assert_null(site_open_bytes("-", "", FILE_BYTES_MAXIMUM + 1, test_words, &diagnostics));
	assert_diagnostics(&diagnostics, folder, "-: error: the file is larger than 16 MiB; divide it\n");
}

static void a_path_may_end_in_slashes(void **state)
{
	(void)state;
	struct diagnostics diagnostics;
	diagnostics_init(&diagnostics);
	struct site *site = site_open("content//", test_words, &diagnostics);
	assert_non_null(site);
	assert_int_equal(diagnostics.count, 0);
	assert_string_equal(site_root(site)->children[1]->name, "work");
	site_close(site);
	diagnostics_free(&diagnostics);
}

static void a_site_without_title_is_called_like_its_folder(void **state)
{
	(void)state;
	static const char *const endings[] = {"", "/", "//", "/.", "/sub/.."};
	const char *folder = new_folder();
	put_file(folder, "sub/page.md", "Текст\n");
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		char path[8192];
		struct diagnostics diagnostics;
		diagnostics_init(&diagnostics);
		snprintf(path, sizeof path, "%s%s", folder, endings[i]);
		struct site *site = site_open(path, test_words, &diagnostics);
		assert_non_null(site);
		assert_string_equal(site_title(site, 0), strrchr(folder, '/') + 1);
		site_close(site);
		diagnostics_free(&diagnostics);
	}
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	long before = failing_memory_live();
	for (int persistent = 0; persistent < 2; persistent++)
		for (size_t nth = 1;; nth++) {
			struct diagnostics diagnostics;
			diagnostics_init(&diagnostics);
			failing_memory_set(nth, persistent == 1);
			struct site *site = site_open_bytes(
			        "my.yaml", small_site, strlen(small_site), test_words, &diagnostics);
			struct entry *entry = site != NULL ? site_find(site, "oshte/two") : NULL;
			if (entry != NULL)
				page_release(site_load(site, entry, 1, &diagnostics));
			if (site != NULL)
				site_check(site, &diagnostics);
			else
				assert_true(diagnostics.errors > 0);
			site_close(site);
			bool hit = failing_memory_hit();
			failing_memory_set(0, false);
			diagnostics_free(&diagnostics);
			assert_int_equal(failing_memory_live(), before);
			if (!hit)
				break;
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_file_with_pages_is_a_whole_site),
	        cmocka_unit_test(pages_inside_pages_are_sections),
	        cmocka_unit_test(pages_inside_know_their_places_in_the_file),
	        cmocka_unit_test(one_page_is_opened_instead_of_a_menu),
	        cmocka_unit_test(what_stands_on_standard_input_is_found_out),
	        cmocka_unit_test(a_file_with_an_error_is_a_page_that_says_so),
	        cmocka_unit_test(an_error_in_one_page_leaves_the_others),
	        cmocka_unit_test(a_page_in_a_folder_may_have_pages_inside),
	        cmocka_unit_test(a_name_is_no_path),
	        cmocka_unit_test(files_that_cannot_be_opened_are_refused),
	        cmocka_unit_test(a_path_may_end_in_slashes),
	        cmocka_unit_test(a_site_without_title_is_called_like_its_folder),
	        cmocka_unit_test(every_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
