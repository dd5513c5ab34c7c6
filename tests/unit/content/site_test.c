/*
 * A site in a folder: tree, order, languages, what is read when; ten thousand files; paths; allocations
 * failing.
 */

#include "content/content.h"
#include "content/site_tree.h"
#include "harness/failing_memory.h"
#include "harness/site_folder.h"

#include <time.h>

static struct entry *find(struct site *site, const char *path)
{
	struct entry *entry = site_find(site, path);
	if (entry == NULL)
		fail_msg("no entry '%s'", path);
	return entry;
}

static void check_title(struct site *site, const char *path, int language, const char *title)
{
	const struct page *page = site_load(site, find(site, path), language, NULL);
	assert_non_null(page);
	assert_string_equal(page->title, title);
	page_release(page);
}

/* ---- the bundled site ---- */

static void the_bundled_site_opens_in_its_menus_order(void **state)
{
	(void)state;
	struct site *site = open_site("content");
	assert_int_equal(site_language_count(site), 2);
	assert_string_equal(site_title(site, 0), "МОМ България");
	assert_string_equal(site_title(site, 1), "IOM Bulgaria");
	assert_children(site_root(site), "about work data-and-resources take-action 2030-agenda news");
	assert_null(site_only_page(site));
	site_close(site);
}

static void the_bundled_site_has_no_faults(void **state)
{
	(void)state;
	struct diagnostics diagnostics;
	struct site *site = open_site("content");
	diagnostics_init(&diagnostics);
	site_check(site, &diagnostics);
	assert_diagnostics(&diagnostics, "", "");
	site_close(site);
}

/* ---- what is read when ---- */

static void opening_reads_the_names_in_the_root_and_nothing_else(void **state)
{
	(void)state;
	struct site *site = open_site("content");
	struct entry *root = site_root(site);
	assert_true(root->listed);
	for (size_t i = 0; i < root->child_count; i++) {
		struct entry *child = root->children[i];
		assert_false(child->listed);
		for (size_t k = 0; k < child->variant_count; k++)
			assert_false(child->variants[k].headline.loaded);
	}
	site_close(site);
}

static void a_headline_reads_one_file_and_lists_nothing(void **state)
{
	(void)state;
	struct site *site = open_site("content");
	struct entry *about = find(site, "about");
	assert_int_equal(about->variant_count, 0);
	assert_string_equal(entry_title(site, about, 0), "about");
	assert_true(site_read_headline(site, about, 0, NULL));
	assert_false(about->listed);
	assert_int_equal(about->variant_count, 2);
	assert_string_equal(entry_title(site, about, 0), "Кои сме ние");
	assert_true(about->variants[0].headline.loaded);
	assert_true(about->variants[0].headline.has_body);
	assert_false(about->variants[1].headline.loaded);
	site_close(site);
}

static void a_listed_section_keeps_what_was_known_of_its_own_page(void **state)
{
	(void)state;
	struct site *site = open_site("content");
	struct entry *about = find(site, "about");
	site_read_headline(site, about, 0, NULL);
	const char *title = about->variants[0].headline.title;
	assert_true(site_list(site, about, NULL));
	assert_int_equal(about->variant_count, 2);
	assert_ptr_equal(about->variants[0].headline.title, title);
	assert_children(about, "about iom-global");
	for (size_t i = 0; i < about->child_count; i++)
		assert_false(about->children[i]->variants[0].headline.loaded);
	site_close(site);
}

static void pages_used_lately_come_from_the_cache(void **state)
{
	(void)state;
	struct site *site = open_site("content");
	struct entry *page = find(site, "take-action");
	const struct page *first = site_load(site, page, 0, NULL);
	const struct page *again = site_load(site, page, 0, NULL);
	const struct page *other = site_load(site, page, 1, NULL);
	if (first->arena.total < CACHE_BYTES_MAXIMUM / 2)
		assert_ptr_equal(first, again);
	assert_ptr_not_equal(first, other);
	site_close(site);
	assert_string_equal(first->title, "Включете се"); /* it has other owners than the site */
	page_release(first);
	page_release(again);
	page_release(other);
}

static void the_cache_forgets_what_was_not_used_longest(void **state)
{
	(void)state;
	const char *folder = new_folder();
	char name[64];
	put_file(folder, "site.yaml", "title: Сайт\nlanguages: [bg]\n");
	for (int i = 0; i < 3 * CACHE_PAGES; i++) {
		snprintf(name, sizeof name, "p%02d.bg.yaml", i);
		put_file(folder, name, "title: Страница\n");
	}
	struct site *site = open_site(folder);
	struct entry *root = site_root(site);
	const struct page *first = site_load(site, root->children[0], 0, NULL);
	for (size_t i = 0; i < root->child_count; i++) {
		page_release(site_load(site, root->children[i], 0, NULL));
		const struct page *kept = site_load(site, root->children[0], 0, NULL);
		assert_ptr_equal(kept, first);
		page_release(kept);
	}
	size_t cached = 0;
	for (size_t i = 0; i < CACHE_PAGES; i++)
		cached += site->cache[i].page != NULL;
	assert_true(cached <= CACHE_PAGES && cached >= 1);
	page_release(first);
	site_close(site);
}

/* ---- order ---- */

static const char *folder_of_news(const char *index)
{
	const char *folder = new_folder();
	put_file(folder, "site.yaml", "title: Сайт\nlanguages: [bg, en]\n");
	put_file(folder, "news/2020-04-30-start.bg.yaml", "title: Ябълка\n");
	put_file(folder, "news/2021-05-20-opening.bg.yaml", "title: банан\n");
	put_file(folder, "news/2021-05-20-opening.en.yaml", "title: Zebra\n");
	put_file(folder, "news/2019-11-14-kotel.bg.yaml", "title: Авокадо\n");
	put_file(folder, "news/kotel.bg.yaml", "title: вишна\ndate: 2020-12-01\n");
	put_file(folder, "news/harmanli.bg.yaml", "title: Без дата\n");
	if (index != NULL)
		put_file(folder, "news/index.bg.yaml", index);
	return folder;
}

static void check_order(
        const char *index, int language, const char *listed, const char *settled, size_t missing)
{
	struct site *site = open_site(folder_of_news(index));
	struct entry *news = find(site, "news");
	assert_true(site_list(site, news, NULL));
	if (language == 0)
		assert_children(news, listed);
	assert_int_equal(news->titles_missing, language == 0 ? missing : news->titles_missing);
	size_t steps = 0;
	while (site_settle(site, news, language))
		assert_true(steps++ < 20);
	assert_children(news, settled);
	assert_int_equal(news->titles_missing, 0);
	assert_false(site_settle(site, news, language));
	site_close(site);
}

static void a_folder_of_dated_files_has_the_newest_first(void **state)
{
	(void)state;
	check_order(NULL, 0, "2021-05-20-opening 2020-04-30-start 2019-11-14-kotel harmanli kotel",
	        "2021-05-20-opening kotel 2020-04-30-start 2019-11-14-kotel harmanli", 2);
	check_order("title: Новини\nsort: newest\n", 0,
	        "2021-05-20-opening 2020-04-30-start 2019-11-14-kotel harmanli kotel",
	        "2021-05-20-opening kotel 2020-04-30-start 2019-11-14-kotel harmanli", 2);
}

static void an_index_page_may_want_the_order_of_names(void **state)
{
	(void)state;
	const char *names = "2019-11-14-kotel 2020-04-30-start 2021-05-20-opening harmanli kotel";
	check_order("title: Новини\nsort: name\n", 0, names, names, 0);
}

static void an_index_page_may_want_the_order_of_titles(void **state)
{
	(void)state;
	const char *names = "2019-11-14-kotel 2020-04-30-start 2021-05-20-opening harmanli kotel";
	check_order("title: Новини\nsort: title\n", 0, names,
	        "2019-11-14-kotel 2021-05-20-opening harmanli kotel 2020-04-30-start", 5);
	check_order("title: Новини\nsort: title\n", 1, names,
	        "2021-05-20-opening 2019-11-14-kotel harmanli kotel 2020-04-30-start", 5);
}

static void titles_read_because_they_are_in_sight_are_put_in_order(void **state)
{
	(void)state;
	struct site *site = open_site(folder_of_news("title: Новини\nsort: title\n"));
	struct entry *news = find(site, "news");
	assert_true(site_list(site, news, NULL));
	for (size_t i = 0; i < news->child_count; i++)
		assert_true(site_read_headline(site, news->children[i], 0, NULL));
	assert_int_equal(news->titles_missing, 5);
	while (site_settle(site, news, 0))
		;
	assert_children(news, "2019-11-14-kotel 2021-05-20-opening harmanli kotel 2020-04-30-start");
	assert_int_equal(news->titles_missing, 0);
	assert_false(site_settle(site, news, 0));
	site_close(site);
}

static void an_index_page_may_list_its_order_by_links(void **state)
{
	(void)state;
	const char *listed = "kotel 2019-11-14-kotel 2020-04-30-start 2021-05-20-opening harmanli";
	check_order("title: Новини\nsort: listed\nlinks:\n  - {title: А, page: news/kotel}\n"
	            "  - {title: Б, url: https://example.org/}\n  - {title: В, page: news/2019-11-14-kotel}\n"
	            "  - {title: Г, page: about}\n  - {title: Д, page: news/kotel}\n",
	        0, listed, listed, 0);
}

static void what_the_menu_does_not_name_follows_by_file_name(void **state)
{
	(void)state;
	const char *folder = new_folder();
	put_file(folder, "site.yaml", "title: Сайт\nlanguages: [bg]\nmenu: [вести, about, gone]\n");
	put_file(folder, "about.bg.yaml", "title: За нас\n");
	put_file(folder, "zebra.bg.yaml", "title: Зебра\n");
	put_file(folder, "apple.bg.yaml", "title: Ябълка\n");
	put_file(folder, "вести/първа.bg.yaml", "title: Първа\n");
	struct site *site = open_site(folder);
	assert_children(site_root(site), "вести about apple zebra");
	assert_string_equal(find(site, "вести/първа")->path, "вести/първа");
	site_close(site);
}

/* ---- what is a page ---- */

static void only_pages_and_folders_with_pages_are_entries(void **state)
{
	(void)state;
	const char *folder = new_folder();
	put_file(folder, "site.yaml", "title: Сайт\nlanguages: [bg, en]\n");
	put_file(folder, "about.bg.yaml", "title: А\n");
	put_file(folder, "about.en.md", "---\ntitle: A\n---\n");
	put_file(folder, "node.js.yaml", "title: А\n");
	put_file(folder, "v1.30.yaml", "title: А\n");
	put_file(folder, "notes.txt", "x");
	put_file(folder, "photo.jpg", "x");
	put_file(folder, "old.yml", "title: А\n");
	put_file(folder, "page.markdown", "x");
	put_file(folder, ".hidden.bg.yaml", "title: А\n");
	put_file(folder, ".git/config.yaml", "title: А\n");
	put_file(folder, "pictures/sofia/center.jpg", "x");
	put_file(folder, "archive/2020/old.bg.yaml", "title: А\n");
	put_file(folder, "чужд.fr.yaml", "title: А\n");
	struct site *site = open_site(folder);
	assert_children(site_root(site), "about archive v1.30");
	assert_int_equal(find(site, "about")->variant_count, 2);
	assert_string_equal(find(site, "about")->variants[1].file, "about.en.md");
	assert_true(find(site, "archive")->is_section);
	assert_false(find(site, "about")->is_section);
	site_close(site);
}

static void what_cannot_be_read_is_a_page_that_says_why(void **state)
{
	(void)state;
	const char *folder = new_folder();
	char path[8192];
	put_file(folder, "site.yaml", "title: Сайт\nlanguages: [en]\n");
	put_file(folder, "folder.en.yaml/x", "");
	put_file(folder, "broken.en.yaml", "title: a: b\n");
	put_file(folder, "fine.en.yaml", "title: Fine\n");
	snprintf(path, sizeof path, "%s/fifo.en.yaml", folder);
	assert_int_equal(mkfifo(path, 0644), 0);
	snprintf(path, sizeof path, "%s/outside.en.yaml", folder);
	assert_int_equal(symlink("/etc/passwd", path), 0);
	snprintf(path, sizeof path, "%s/large.en.yaml", folder);
	put_file(folder, "large.en.yaml", "");
	assert_int_equal(truncate(path, 16 * 1024 * 1024 + 1), 0);
	struct site *site = open_site(folder);
	static const char *const expected[][2] = {
	        {"broken", "a second colon in the value"},
	        {"fifo", "not a regular file"},
	        {"folder", "a folder has the name of a page"},
	        {"large", "the file is larger than 16 MiB"},
	        {"outside", "leads out of the site's folder"},
	};
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		struct entry *entry = find(site, expected[i][0]);
		const struct page *page = site_load(site, entry, 0, NULL);
		assert_true(page->broken);
		assert_string_equal(page->title, "Cannot be read");
		if (strstr(page->text, expected[i][1]) == NULL)
			fail_msg("%s", page->text);
		page_release(page);
		assert_true(site_read_headline(site, entry, 0, NULL));
		assert_true(entry->variants[0].headline.broken);
		assert_string_equal(entry_title(site, entry, 0), expected[i][0]);
	}
	check_title(site, "fine", 0, "Fine");
	site_close(site);
}

static void links_that_lead_back_end(void **state)
{
	(void)state;
	const char *folder = new_folder();
	char path[8192];
	struct diagnostics diagnostics;
	put_file(folder, "site.yaml", "title: Сайт\nlanguages: [bg]\n");
	put_file(folder, "sub/a.bg.yaml", "title: А\n");
	for (int i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s/sub/again%d", folder, i);
		assert_int_equal(symlink(".", path), 0);
	}
	struct site *site = open_site(folder);
	diagnostics_init(&diagnostics);
	site_check(site, &diagnostics);
	assert_diagnostics(&diagnostics, folder, "");
	assert_non_null(site_find(site, "sub/a"));
	assert_null(site_find(site, "sub/again1/again1"));
	site_close(site);
}

static void folders_nest_only_so_deep(void **state)
{
	(void)state;
	const char *folder = new_folder();
	char path[4096] = "";
	struct diagnostics diagnostics;
	put_file(folder, "site.yaml", "title: Сайт\nlanguages: [bg]\n");
	for (int i = 0; i < 40; i++) {
		strcat(path, "a/");
		char file[8192];
		snprintf(file, sizeof file, "%sp.bg.yaml", path);
		put_file(folder, file, "title: А\n");
	}
	struct site *site = open_site(folder);
	diagnostics_init(&diagnostics);
	site_check(site, &diagnostics);
	assert_int_equal(diagnostics.count, 1);
	assert_int_equal(diagnostics.items[0].name, DIAGNOSTIC_TOO_DEEP);
	diagnostics_free(&diagnostics);
	site_close(site);
}

/* ---- languages ---- */

static const char *folder_of_languages(void)
{
	const char *folder = new_folder();
	put_file(folder, "site.yaml", "title: {bg: Сайт, en: Site}\nlanguages: [bg, en, de]\n");
	put_file(folder, "all.bg.yaml", "title: Всички\n");
	put_file(folder, "all.en.yaml", "title: All\n");
	put_file(folder, "all.de.yaml", "title: Alle\n");
	put_file(folder, "english.en.yaml", "title: English\n");
	put_file(folder, "german.de.yaml", "title: Deutsch\n");
	put_file(folder, "first.yaml", "title: Първи\n");
	put_file(folder, "said.yaml", "title: Said\nlang: en\n");
	put_file(folder, "said.bg.yaml", "title: Казано\n");
	put_file(folder, "alone.yaml", "title: Allein\nlang: de\n");
	return folder;
}

static void a_missing_translation_falls_back_along_the_languages(void **state)
{
	(void)state;
	struct site *site = open_site(folder_of_languages());
	static const struct {
		const char *path;
		const char *titles[3];
		const char *languages[3];
	} cases[] = {
	        {"all", {"Всички", "All", "Alle"}, {"bg", "en", "de"}},
	        {"english", {"English", "English", "English"}, {"en", "en", "en"}},
	        {"german", {"Deutsch", "Deutsch", "Deutsch"}, {"de", "de", "de"}},
	        {"first", {"Първи", "Първи", "Първи"}, {"bg", "bg", "bg"}},
	        {"said", {"Казано", "Said", "Казано"}, {"bg", "en", "bg"}},
	        {"alone", {"Allein", "Allein", "Allein"}, {"de", "de", "de"}},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int language = 0; language < 3; language++) {
			const struct page *page = site_load(site, find(site, cases[i].path), language, NULL);
			if (strcmp(page->title, cases[i].titles[language]) != 0)
				fail_msg("%s in %d: %s", cases[i].path, language, page->title);
			assert_string_equal(page->language, cases[i].languages[language]);
			page_release(page);
			assert_true(site_read_headline(site, find(site, cases[i].path), language, NULL));
			assert_string_equal(entry_title(site, find(site, cases[i].path), language),
			        cases[i].titles[language]);
		}
	site_close(site);
}

static void a_site_finds_the_language_of_a_tag(void **state)
{
	(void)state;
	struct site *site = open_site(folder_of_languages());
	assert_int_equal(site_find_language(site, "bg"), 0);
	assert_int_equal(site_find_language(site, "EN"), 1);
	assert_int_equal(site_find_language(site, "bg-BG"), 0);
	assert_int_equal(site_find_language(site, "bg_BG.UTF-8"), 0);
	assert_int_equal(site_find_language(site, "de_AT@euro"), 2);
	assert_int_equal(site_find_language(site, "fr"), -1);
	assert_int_equal(site_find_language(site, "C"), -1);
	assert_int_equal(site_find_language(site, ""), -1);
	assert_string_equal(site_title(site, 1), "Site");
	assert_string_equal(site_title(site, 2), "Сайт");
	assert_string_equal(site_language(site, 2), "de");
	site_close(site);
}

static void languages_come_from_the_file_names_where_nobody_lists_them(void **state)
{
	(void)state;
	const char *folder = new_folder();
	put_file(folder, "site.yaml", "title: Сайт\n");
	put_file(folder, "about.en.yaml", "title: About\n");
	put_file(folder, "news/a.de.yaml", "title: A\n");
	put_file(folder, "plain.yaml", "title: Обикновена\n");
	struct site *site = open_site(folder);
	assert_int_equal(site_language_count(site), 3);
	assert_string_equal(site_language(site, 0), "bg"); /* the letters of plain.yaml */
	assert_true(site_find_language(site, "en") > 0);
	assert_true(site_find_language(site, "de") > 0);
	site_close(site);
}

static void a_broken_site_yaml_leaves_the_pages(void **state)
{
	(void)state;
	const char *folder = new_folder();
	struct diagnostics diagnostics;
	put_file(folder, "site.yaml", "title: Сайт\nlanguages: [bg\n");
	put_file(folder, "about.bg.yaml", "title: За нас\n");
	diagnostics_init(&diagnostics);
	struct site *site = site_open(folder, test_words, &diagnostics);
	assert_diagnostics(&diagnostics, folder,
	        "site.yaml:2:12: error: the bracket opened here is never closed; close it\n");
	check_title(site, "about", 0, "За нас");
	assert_string_equal(site_title(site, 0), strrchr(folder, '/') + 1);
	site_close(site);
}

/* ---- paths ---- */

static void paths_lead_to_entries(void **state)
{
	(void)state;
	struct site *site = open_site("content");
	assert_ptr_equal(site_find(site, ""), site_root(site));
	assert_ptr_equal(site_find(site, "/"), site_root(site));
	assert_ptr_equal(site_find(site, "."), site_root(site));
	struct entry *about = find(site, "about/about");
	assert_string_equal(about->path, "about/about");
	assert_string_equal(about->name, "about");
	assert_string_equal(about->parent->path, "about");
	assert_ptr_equal(find(site, "/about//about/"), about);
	assert_ptr_equal(find(site, "./about/./about"), about);
	assert_ptr_equal(find(site, "news/../about/about"), about);
	assert_ptr_equal(find(site, "about/index"), about->parent);
	assert_null(site_find(site, "about/abou"));
	assert_null(site_find(site, "about/aboutt"));
	assert_null(site_find(site, "about/about/about"));
	assert_null(site_find(site, ".."));
	assert_null(site_find(site, "../content/about"));
	char long_path[PATH_BYTES_MAXIMUM + 10];
	memset(long_path, 'a', sizeof long_path - 1);
	long_path[sizeof long_path - 1] = '\0';
	assert_null(site_find(site, long_path));
	site_close(site);
}

static void a_path_that_does_not_exist_is_guessed(void **state)
{
	(void)state;
	struct site *site = open_site("content");
	struct arena arena;
	arena_init(&arena, 1024 * 1024);
	assert_string_equal(site_guess_path(site, "abuot/about", &arena), "about/about");
	assert_string_equal(site_guess_path(site, "about/iom-globl", &arena), "about/iom-global");
	assert_string_equal(site_guess_path(site, "About", &arena), "about");
	assert_string_equal(site_guess_path(site, "iom-global", &arena), "about/iom-global");
	assert_null(site_guess_path(site, "съвсем-друго", &arena));
	assert_null(site_guess_path(site, "", &arena));
	arena_free(&arena);
	site_close(site);
}

/* ---- much ---- */

static void ten_thousand_files_are_listed_at_once(void **state)
{
	(void)state;
	enum { FILES = 10000 };
	const char *folder = new_folder();
	char name[128];
	put_file(folder, "site.yaml", "title: Сайт\nlanguages: [bg]\n");
	for (int i = 0; i < FILES; i++) {
		snprintf(name, sizeof name, "news/%04d-%02d-%02d-n%d.bg.yaml", 1990 + i / 336,
		        1 + i / 28 % 12, 1 + i % 28, i);
		put_file(folder, name, "title: Новина\n");
	}
	struct site *site = open_site(folder);
	struct entry *news = find(site, "news");
	clock_t begin = clock();
	assert_true(site_read_headline(site, news, 0, NULL));
	assert_false(news->listed);
	assert_true(site_list(site, news, NULL));
	double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
	assert_true(seconds < 10); /* sanitizers and valgrind are slow; what is quadratic takes minutes */
	assert_int_equal(news->child_count, FILES);
	assert_string_equal(news->children[0]->name, "2019-10-04-n9999");
	assert_string_equal(news->children[FILES - 1]->name, "1990-01-01-n0");
	assert_int_equal(news->titles_missing, 0);
	assert_false(site_settle(site, news, 0));
	for (size_t i = 0; i < news->child_count; i++)
		assert_false(news->children[i]->variants[0].headline.loaded);
	assert_non_null(site_find(site, "news/1990-01-05-n4"));
	site_close(site);
}

/* ---- allocations ---- */

/* All that a reader does with a small site. */
static void use(const char *folder)
{
	struct diagnostics diagnostics;
	diagnostics_init(&diagnostics);
	struct site *site = site_open(folder, test_words, &diagnostics);
	struct entry *news = site != NULL ? site_find(site, "news") : NULL;
	if (news != NULL && site_list(site, news, &diagnostics)) {
		for (int i = 0; i < 20 && site_settle(site, news, 0); i++)
			continue;
		for (size_t i = 0; i < news->child_count; i++) {
			site_read_headline(site, news->children[i], 1, &diagnostics);
			page_release(site_load(site, news->children[i], 0, &diagnostics));
		}
	}
	if (site == NULL)
		assert_true(diagnostics.errors > 0);
	site_close(site);
	diagnostics_free(&diagnostics);
}

static void check_failing(void (*work)(const char *folder), const char *folder)
{
	char path[4096];
	long before = failing_memory_live();
	snprintf(path, sizeof path, "%s", folder);
	for (int persistent = 0; persistent < 2; persistent++)
		for (size_t nth = 1;; nth++) {
			failing_memory_set(nth, persistent == 1);
			work(path);
			bool hit = failing_memory_hit();
			failing_memory_set(0, false);
			assert_int_equal(failing_memory_live(), before);
			if (!hit)
				break;
		}
}

static void every_allocation_of_browsing_may_fail(void **state)
{
	(void)state;
	check_failing(
	        use, folder_of_news("title: Новини\nsort: title\nlinks: [{title: А, page: news/kotel}]\n"));
}

/* A site that fails in many ways. */
static void check_site(const char *folder)
{
	struct diagnostics diagnostics;
	diagnostics_init(&diagnostics);
	struct site *site = site_open(folder, test_words, &diagnostics);
	if (site != NULL)
		site_check(site, &diagnostics);
	assert_true(diagnostics.errors > 0);
	site_close(site);
	diagnostics_free(&diagnostics);
}

static void every_allocation_of_checking_may_fail(void **state)
{
	(void)state;
	const char *folder = new_folder();
	put_file(folder, "site.yaml", "title: Сайт\nlanguages: [bg, en]\nmenu: [abuot]\n");
	put_file(folder, "about.bg.yaml", "title: За нас\nlinks: [{title: А, page: nwes/a}]\nlang: de\n");
	put_file(folder, "about.fr.yaml", "title: X\n");
	put_file(folder, "news.yml", "title: X\n");
	put_file(folder, "news/a.bg.yaml", "titel: А\n");
	put_file(folder, "news/a.yaml", "title: А\npages: [{title: Б}, {title: Б}]\n");
	check_failing(check_site, folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_bundled_site_opens_in_its_menus_order),
	        cmocka_unit_test(the_bundled_site_has_no_faults),
	        cmocka_unit_test(opening_reads_the_names_in_the_root_and_nothing_else),
	        cmocka_unit_test(a_headline_reads_one_file_and_lists_nothing),
	        cmocka_unit_test(a_listed_section_keeps_what_was_known_of_its_own_page),
	        cmocka_unit_test(pages_used_lately_come_from_the_cache),
	        cmocka_unit_test(the_cache_forgets_what_was_not_used_longest),
	        cmocka_unit_test(a_folder_of_dated_files_has_the_newest_first),
	        cmocka_unit_test(an_index_page_may_want_the_order_of_names),
	        cmocka_unit_test(an_index_page_may_want_the_order_of_titles),
	        cmocka_unit_test(titles_read_because_they_are_in_sight_are_put_in_order),
	        cmocka_unit_test(an_index_page_may_list_its_order_by_links),
	        cmocka_unit_test(what_the_menu_does_not_name_follows_by_file_name),
	        cmocka_unit_test(only_pages_and_folders_with_pages_are_entries),
	        cmocka_unit_test(what_cannot_be_read_is_a_page_that_says_why),
	        cmocka_unit_test(links_that_lead_back_end),
	        cmocka_unit_test(folders_nest_only_so_deep),
	        cmocka_unit_test(a_missing_translation_falls_back_along_the_languages),
	        cmocka_unit_test(a_site_finds_the_language_of_a_tag),
	        cmocka_unit_test(languages_come_from_the_file_names_where_nobody_lists_them),
	        cmocka_unit_test(a_broken_site_yaml_leaves_the_pages),
	        cmocka_unit_test(paths_lead_to_entries),
	        cmocka_unit_test(a_path_that_does_not_exist_is_guessed),
	        cmocka_unit_test(ten_thousand_files_are_listed_at_once),
	        cmocka_unit_test(every_allocation_of_browsing_may_fail),
	        cmocka_unit_test(every_allocation_of_checking_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
