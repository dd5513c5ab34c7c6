/* Folders that other generators read: names, languages, front matter, order, what is hidden. */

#include "content/content.h"
#include "content/site_tree.h"
#include "harness/site_folder.h"

static void settle(struct site *site, const char *path)
{
	struct entry *section = site_find(site, path);
	assert_non_null(section);
	assert_true(site_list(site, section, NULL));
	for (int steps = 0; site_settle(site, section, 0); steps++)
		assert_true(steps < 1000);
}

static const char *title_of(struct site *site, const char *path)
{
	struct entry *entry = site_find(site, path);
	assert_non_null(entry);
	assert_true(site_read_headline(site, entry, 0, NULL));
	return entry_title(site, entry, 0);
}

static void names_with_dots_are_names_unless_they_end_in_a_language(void **state)
{
	(void)state;
	static const struct {
		const char *file;
		size_t stem;
		const char *language;
	} cases[] = {
	        {"about.md", 5, NULL},
	        {"about.bg.md", 5, "bg"},
	        {"about.en.markdown", 5, "en"},
	        {"1.30.md", 4, NULL},
	        {"vert.x.md", 6, NULL},
	        {"node.js.md", 7, NULL},
	        {"release.1.30.fr.md", 12, "fr"},
	        {"a.xx.md", 4, NULL},
	        {"a.BG.md", 1, "BG"},
	        {"bg.md", 2, NULL},
	};
	const char *folder = new_folder();
	put_file(folder, "about.bg.md", "За нас\n");
	struct site *site = open_site(folder);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct page_name name;
		assert_true(page_name_read(site, cases[i].file, &name));
		assert_int_equal(name.stem, cases[i].stem);
		assert_int_equal(name.language != 0, cases[i].language != NULL);
		if (cases[i].language != NULL)
			assert_memory_equal(cases[i].file + name.language, cases[i].language, 2);
	}
	struct page_name name;
	assert_false(page_name_read(site, "about.yml", &name));
	assert_false(page_name_read(site, "about.md.txt", &name));
	assert_false(page_name_read(site, ".md", &name));
	site_close(site);
}

static void iso_639_1_has_184_codes(void **state)
{
	(void)state;
	size_t count = 0;
	for (char first = 'a'; first <= 'z'; first++)
		for (char second = 'a'; second <= 'z'; second++) {
			const char tag[] = {first, second};
			count += is_iso_639_1(tag, 2);
		}
	assert_in_range(count, 183, 186); /* a few were withdrawn over the years */
	assert_true(is_iso_639_1("bg", 2));
	assert_false(is_iso_639_1("xx", 2));
	assert_false(is_iso_639_1("bgx", 3));
}

static void a_hugo_like_folder_opens(void **state)
{
	(void)state;
	const char *folder = new_folder();
	put_file(folder, "_index.md", "---\ntitle: Начало\n---\nУвод\n");
	put_file(folder, "docs/_index.md", "---\ntitle: Ръководства\ndescription: Как се прави\n---\nУвод\n");
	put_file(folder, "docs/third.md", "---\ntitle: Трети\nweight: 30\n---\nТекст\n");
	put_file(folder, "docs/first.md", "---\ntitle: Първи\nweight: 10\n---\nТекст\n");
	put_file(folder, "docs/second.markdown",
	        "---\ntitle: Втори\nweight: 20\nlayout: x\naliases: [a]\n---\nТекст\n");
	put_file(folder, "docs/later.md", "---\ntitle: Без тегло\n---\nТекст\n");
	put_file(folder, "docs/draft.md", "---\ntitle: Чернова\ndraft: true\n---\nТекст\n");
	put_file(folder, "docs/part.md", "---\ntitle: Част\nheadless: true\n---\nТекст\n");
	put_file(folder, "static/logo.png", "x");
	put_file(folder, "config.yaml", "title: Настройки\nbaseURL: x\n");
	struct site *site = open_site(folder);
	assert_children(site_root(site), "docs");
	settle(site, "docs");
	assert_children(site_find(site, "docs"), "first second third later");
	assert_string_equal(title_of(site, "docs"), "Ръководства");
	assert_string_equal(site_find(site, "docs")->variants[0].headline.summary, "Как се прави");
	assert_string_equal(title_of(site, "docs/draft"), "Чернова"); /* not in menus, but there */
	const struct page *page = site_load(site, site_root(site), 0, NULL);
	assert_string_equal(page->title, "Начало");
	page_release(page);
	site_close(site);
}

static void a_jekyll_like_folder_has_the_newest_post_first(void **state)
{
	(void)state;
	const char *folder = new_folder();
	put_file(folder, "posts/2009-12-25-коледа.md",
	        "---\ntitle: Коледа\ndate: 2009-12-25 10:41:06 +0000\n---\nx\n");
	put_file(folder, "posts/2021-05-20-opening.md", "---\ntitle: Откриване\n---\nx\n");
	put_file(folder, "posts/undated.md",
	        "---\ntitle: По-късно\ndate: 2015-01-01T10:00:00+03:00\n---\nx\n");
	struct site *site = open_site(folder);
	settle(site, "posts");
	assert_children(site_find(site, "posts"), "2021-05-20-opening undated 2009-12-25-коледа");
	site_close(site);
}

static void a_missing_title_is_the_first_heading_or_the_name(void **state)
{
	(void)state;
	const char *folder = new_folder();
	put_file(folder, "heading.md", "Увод\n\n## Заглавие с `код`\n");
	put_file(folder, "plain.md", "Само текст\n");
	put_file(folder, "null.md", "---\ntitle: null\n---\n# Заглавие\n");
	struct site *site = open_site(folder);
	assert_string_equal(title_of(site, "heading"), "Заглавие с код");
	assert_string_equal(title_of(site, "plain"), "plain");
	assert_string_equal(title_of(site, "null"), "Заглавие");
	assert_string_equal(site_title(site, 0), strrchr(folder, '/') + 1);
	site_close(site);
}

static void a_language_comes_from_the_key_the_name_or_the_folder(void **state)
{
	(void)state;
	const char *folder = new_folder();
	put_file(folder, "about.md", "За нас\n");
	put_file(folder, "about.en.md", "About us\n");
	put_file(folder, "de/ueber.md", "Über uns\n");
	put_file(folder, "said.md", "---\nlang: fr\n---\nBonjour\n");
	struct site *site = open_site(folder);
	assert_string_equal(site_language(site, 0), "bg");
	struct entry *about = site_find(site, "about");
	assert_int_equal(about->variant_count, 2);
	assert_string_equal(site_language(site, about->variants[1].language), "en");
	static const char *const paths[][2] = {{"about", "bg"}, {"de/ueber", "de"}, {"said", "fr"}};
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		const struct page *page = site_load(site, site_find(site, paths[i][0]), 0, NULL);
		assert_string_equal(page->language, paths[i][1]);
		page_release(page);
	}
	site_close(site);
}

static void yaml_files_are_pages_only_if_they_look_like_pages(void **state)
{
	(void)state;
	const char *folder = new_folder();
	put_file(folder, "README.md", "# Прочети ме\n");
	put_file(folder, "page.yaml", "title: Страница\nbody: Текст\n");
	put_file(folder, "broken.yaml", "title: a: b\nbody: Текст\n");
	put_file(folder, "docker-compose.yaml", "services:\n  web:\n    title: x\n    body: y\n");
	put_file(folder, "mkdocs.yaml", "title: Документи\nnav: [a]\n");
	struct site *site = open_site(folder);
	assert_children(site_root(site), "README broken page");
	settle(site, "");
	assert_children(site_root(site), "README broken page");
	site_close(site);
}

static void languages_are_guessed_by_letters(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
	        {"Международната организация по миграция", "bg"},
	        {"МОМ (IOM) е част от системата на ООН", "bg"},
	        {"Это русский текст, и он не болгарский", "und"},
	        {"Це український текст і не болгарський", "und"},
	        {"Ово је српски текст", "und"},
	        {"The International Organization for Migration", "en"},
	        {"国際移住機関", "und"},
	        {"", "und"},
	        {"\xFF\xFE\xD0", "und"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(guess_language(cases[i][0], strlen(cases[i][0])), cases[i][1]);
}

static void nothing_of_somebody_elses_folder_is_complained_about(void **state)
{
	(void)state;
	const char *folder = new_folder();
	struct diagnostics diagnostics;
	put_file(folder, "a.md",
	        "---\ntitle: [x]\ndate: утре\nlinks: x\nsort: weight\ntags: {a: b}\n---\nТекст\n");
	put_file(folder, "b.fr.md", "---\nlayout: post\n---\nТекст\n");
	put_file(folder, "c.yml", "x: y\n");
	put_file(folder, "c/d.md", "Текст\n");
	put_file(folder, "c.md", "Текст\n");
	struct site *site = open_site(folder);
	diagnostics_init(&diagnostics);
	site_check(site, &diagnostics);
	assert_diagnostics(&diagnostics, folder, "");
	assert_true(site_find(site, "c")->is_section);
	site_close(site);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(names_with_dots_are_names_unless_they_end_in_a_language),
	        cmocka_unit_test(iso_639_1_has_184_codes),
	        cmocka_unit_test(a_hugo_like_folder_opens),
	        cmocka_unit_test(a_jekyll_like_folder_has_the_newest_post_first),
	        cmocka_unit_test(a_missing_title_is_the_first_heading_or_the_name),
	        cmocka_unit_test(a_language_comes_from_the_key_the_name_or_the_folder),
	        cmocka_unit_test(yaml_files_are_pages_only_if_they_look_like_pages),
	        cmocka_unit_test(languages_are_guessed_by_letters),
	        cmocka_unit_test(nothing_of_somebody_elses_folder_is_complained_about),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
