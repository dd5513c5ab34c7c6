/* A whole site searched page by page: what is found, in which order, how far it has come, and that it stays bounded. */

#include "harness/failing_memory.h"
#include "harness/site_folder.h"
#include "search/search.h"
#include "text/text.h"

static struct site_search *new_search(struct site *site, int language, const char *words)
{
	struct site_search *search = site_search_new(site, language, words);
	assert_non_null(search);
	return search;
}

static void run(struct site_search *search)
{
	while (site_search_step(search))
		continue;
	assert_false(site_search_failed(search));
}

/* Asserts that SEARCH, run to its end, has hits with these PATHS, divided by spaces, in this order. */
static void assert_paths(const struct site_search *search, const char *paths)
{
	char found[8192] = "";
	size_t count;
	const struct search_hit *hits = site_search_hits(search, &count);
	for (size_t i = 0; i < count; i++)
		snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s", i > 0 ? " " : "",
		        hits[i].entry->path);
	assert_string_equal(found, paths);
}

static void assert_found(struct site *site, const char *words, const char *paths, const char *read_as)
{
	struct site_search *search = new_search(site, 0, words);
	run(search);
	assert_paths(search, paths);
	const char *taken = site_search_read_as(search);
	if (read_as == NULL)
		assert_null(taken);
	else
		assert_string_equal(taken, read_as);
	site_search_free(search);
}

/* A site with a section, two languages and dates. */
static const char *make_site(void)
{
	const char *folder = new_folder();
	put_file(folder, "site.yaml",
	        "title: {bg: Сайт, en: Site}\nlanguages: [bg, en]\nmenu: [about, news]\n");
	put_file(folder, "about.bg.yaml",
	        "title: За нас\nsummary: Който търси подкрепа\nsource: https://example.org/roma\n"
	        "links: [{title: Партньори, url: https://example.org/}]\nbody: Работим с общностите.\n");
	put_file(folder, "about.en.yaml", "title: About us\nbody: We work with communities.\n");
	put_file(folder, "news/index.bg.yaml", "title: Новини\nbody: Какво ново при нас.\n");
	put_file(folder, "news/2019-01-01-old.bg.yaml",
	        "title: Начало\nbody: |\n  Дъжд. Нов проект за общност.\n");
	put_file(folder, "news/2021-05-20-new.bg.yaml",
	        "title: Среща\nbody: |\n  Увод.\n\n  Първо. Нов проект за общност, и пак „Нов“. Край.\n");
	put_file(folder, "news/2020-01-01-title.bg.yaml", "title: Нов проект\nbody: Текст\n");
	put_file(folder, "news/2018-01-01-bad.bg.yaml", "titel: Нов проект\nbody: [нов проект]\n");
	put_file(folder, "news/2017-01-01-english.en.yaml", "title: Rain\nbody: A project.\n");
	return folder;
}

static void the_best_page_comes_first(void **state)
{
	(void)state;
	struct site *site = open_site(make_site());
	assert_found(site, "нов проект", "news/2020-01-01-title news/2021-05-20-new news/2019-01-01-old news",
	        NULL);
	assert_found(site, "подкрепа", "about", NULL);
	assert_found(site, "nov proekt", "news/2020-01-01-title news/2021-05-20-new news/2019-01-01-old news",
	        NULL);
	assert_found(site, "общност", "news/2021-05-20-new news/2019-01-01-old about", NULL);
	assert_found(site, "общността", "news/2021-05-20-new news/2019-01-01-old about", NULL);
	/* The page is read in the next language where there is no translation. */
	assert_found(site, "rain", "news/2017-01-01-english", NULL);
	assert_found(site, "дъжд", "news/2019-01-01-old", NULL);
	site_close(site);
}

static void what_a_page_does_not_say_itself_is_not_found(void **state)
{
	(void)state;
	struct site *site = open_site(make_site());
	assert_found(site, "roma", "", NULL);
	assert_found(site, "връзки", "", NULL);
	assert_found(site, "грешката", "", NULL);
	assert_found(site, "партньор", "about", NULL);
	assert_found(site, "", "", NULL);
	assert_found(site, "%", "", NULL);
	site_close(site);
}

static void another_layout_is_tried_when_nothing_else_is_found(void **state)
{
	(void)state;
	struct site *site = open_site(make_site());
	assert_found(site, "`astno", "", NULL);
	/* „общност“ typed with the US layout on instead of BDS and of the traditional phonetic one */
	assert_found(site, "df[gdiu", "", NULL);
	struct buffer typed;
	for (int layout = LAYOUT_UNKNOWN + 1; layout < KEYBOARD_LAYOUTS; layout++) {
		buffer_init(&typed, 1000);
		text_retype(&typed, "подкрепа", strlen("подкрепа"), (enum keyboard_layout)layout, false);
		bool phonetic = strcmp(buffer_text(&typed), "podkrepa") == 0;
		assert_found(site, buffer_text(&typed), "about", phonetic ? NULL : "подкрепа");
		buffer_free(&typed);
		buffer_init(&typed, 1000);
		text_retype(&typed, "rain", strlen("rain"), (enum keyboard_layout)layout, true);
		phonetic = strcmp(buffer_text(&typed), "раин") == 0;
		assert_found(site, buffer_text(&typed), "news/2017-01-01-english", phonetic ? NULL : "rain");
		buffer_free(&typed);
	}
	/* „нов“ on BDS; „нов лозунг“: all words are wanted there. */
	assert_found(
	        site, "kfl", "news/2020-01-01-title news news/2021-05-20-new news/2019-01-01-old", "нов");
	assert_found(site, "kfl .foqkh", "", NULL);
	site_close(site);
}

static void layouts_are_not_shown_before_the_end(void **state)
{
	(void)state;
	struct site *site = open_site(make_site());
	struct site_search *search = new_search(site, 0, ",efu");
	size_t count;
	bool more;
	do {
		more = site_search_step(search);
		site_search_hits(search, &count);
		assert_true(!more || count == 0);
	} while (more);
	site_search_free(search);
	site_close(site);
}

static void assert_marks(const char *text, const struct matches *marks, const char *wanted)
{
	char found[1024] = "";
	for (size_t i = 0; i < marks->count; i++)
		snprintf(found + strlen(found), sizeof found - strlen(found), "%s%.*s", i > 0 ? "|" : "",
		        (int)marks->items[i].length, text + marks->items[i].offset);
	assert_string_equal(found, wanted);
}

static void a_hit_has_all_that_is_shown(void **state)
{
	(void)state;
	struct site *site = open_site(make_site());
	struct site_search *search = new_search(site, 0, "нов проект");
	run(search);
	size_t count;
	const struct search_hit *hits = site_search_hits(search, &count);
	assert_int_equal(count, 4);
	assert_int_equal(site_search_total(search), 4);
	assert_string_equal(hits[0].title, "Нов проект");
	assert_marks(hits[0].title, &hits[0].title_marks, "Нов|проект");
	assert_string_equal(hits[0].snippet, "Текст");
	assert_int_equal(hits[0].marks.count, 0);
	assert_string_equal(hits[1].title, "Среща");
	assert_string_equal(hits[1].section, "Новини");
	assert_string_equal(hits[1].snippet, "Нов проект за общност, и пак „Нов“.");
	assert_marks(hits[1].snippet, &hits[1].marks, "Нов|проект|Нов");
	assert_int_equal(hits[1].date.year, 2021);
	assert_int_equal(hits[1].language, 0);
	assert_int_equal(hits[1].reading, READING_TYPED);
	const struct page *page = site_load(site, hits[1].entry, hits[1].language, NULL);
	assert_memory_equal(page->text + hits[1].place.offset, "Нов", hits[1].place.length);
	page_release(page);
	assert_string_equal(hits[3].section, "");
	assert_string_equal(query_typed(site_search_query(search)), "нов проект");
	site_search_free(search);
	search = new_search(site, 0, "rain");
	run(search);
	hits = site_search_hits(search, &count);
	assert_int_equal(hits[0].language, 1);
	site_search_free(search);
	search = new_search(site, 0, "общността");
	run(search);
	hits = site_search_hits(search, &count);
	assert_int_equal(hits[0].reading, READING_FORMS);
	site_search_free(search);
	site_close(site);
}

static void a_reader_of_another_language_finds_the_pages_of_that_language(void **state)
{
	(void)state;
	struct site *site = open_site(make_site());
	struct site_search *search = new_search(site, 1, "communities");
	run(search);
	assert_paths(search, "about");
	site_search_free(search);
	search = new_search(site, 0, "communities");
	run(search);
	assert_paths(search, "");
	site_search_free(search);
	site_close(site);
}

static void pages_inside_a_file_are_found(void **state)
{
	(void)state;
	const char *yaml =
	        "title: Сайт\nbody: Дъжд\npages:\n  - title: Лодка\n    name: boat\n    body: Дъжд и море\n"
	        "    pages:\n      - title: Море\n        name: sea\n        body: Дълбоко\n";
	struct site *site = site_open_bytes("a.yaml", yaml, strlen(yaml), test_words, NULL);
	assert_non_null(site);
	assert_found(site, "море", "boat/sea boat", NULL);
	assert_found(site, "дъжд", " boat", NULL);
	site_close(site);
}

static void progress_reaches_what_is_known(void **state)
{
	(void)state;
	struct site *site = open_site(make_site());
	struct site_search *search = new_search(site, 0, "проект");
	size_t last = 0;
	size_t done;
	size_t known;
	bool more;
	do {
		more = site_search_step(search);
		site_search_progress(search, &done, &known);
		assert_true(done >= last && done <= known);
		assert_int_equal(more, done < known);
		last = done;
	} while (more);
	assert_int_equal(done, 8);
	assert_false(site_search_step(search));
	site_search_free(search);
	site_search_free(NULL);
	site_close(site);
}

static void only_the_best_hits_are_kept(void **state)
{
	(void)state;
	const int pages = SEARCH_HITS_MAXIMUM + SEARCH_HITS_MAXIMUM / 2;
	struct buffer yaml;
	buffer_init(&yaml, (size_t)1 << 24);
	buffer_append_text(&yaml, "title: Сайт\npages:\n");
	/* Each year once, in no order: 7 divides no number of pages. */
	for (int i = 0; i < pages; i++)
		buffer_format(
		        &yaml, "  - {name: p%d, title: Дъжд, date: %04d-01-01}\n", i, 1000 + i * 7 % pages);
	struct site *site = site_open_bytes("a.yaml", buffer_text(&yaml), yaml.length, test_words, NULL);
	assert_non_null(site);
	struct site_search *search = new_search(site, 0, "дъжд");
	run(search);
	size_t count;
	const struct search_hit *hits = site_search_hits(search, &count);
	assert_int_equal(count, SEARCH_HITS_MAXIMUM);
	assert_int_equal(site_search_total(search), pages);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(hits[i].date.year, 1000 + pages - 1 - (int)i);
	site_search_free(search);
	site_close(site);
	buffer_free(&yaml);
}

/* Equal hits keep the order of the walk, and what is there keeps its order while more comes. */
static void hits_keep_their_order_while_more_come(void **state)
{
	(void)state;
	struct site *site = open_site("content");
	struct site_search *search = new_search(site, 0, "проект миграция");
	struct entry *before[64];
	size_t before_count = 0;
	while (site_search_step(search)) {
		size_t count;
		const struct search_hit *hits = site_search_hits(search, &count);
		assert_true(count < 64 && count >= before_count);
		size_t met = 0;
		for (size_t i = 0; i < count; i++) {
			met += met < before_count && hits[i].entry == before[met];
			assert_true(i == 0 || hits[i - 1].score >= hits[i].score);
		}
		assert_int_equal(met, before_count);
		for (before_count = 0; before_count < count; before_count++)
			before[before_count] = hits[before_count].entry;
	}
	assert_true(before_count > 3);
	site_search_free(search);
	site_close(site);
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	char folder[4096];
	snprintf(folder, sizeof folder, "%s", make_site());
	for (size_t nth = 1;; nth++) {
		long before = failing_memory_live();
		struct site *site = open_site(folder);
		failing_memory_set(nth, false);
		struct site_search *search = site_search_new(site, 0, "проекта нов");
		while (search != NULL && site_search_step(search))
			continue;
		bool hit = failing_memory_hit();
		failing_memory_set(0, false);
		assert_true(search != NULL || hit);
		assert_true(hit || !site_search_failed(search));
		site_search_free(search);
		site_close(site);
		assert_int_equal(failing_memory_live(), before);
		if (!hit)
			break;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_best_page_comes_first),
	        cmocka_unit_test(what_a_page_does_not_say_itself_is_not_found),
	        cmocka_unit_test(another_layout_is_tried_when_nothing_else_is_found),
	        cmocka_unit_test(layouts_are_not_shown_before_the_end),
	        cmocka_unit_test(a_hit_has_all_that_is_shown),
	        cmocka_unit_test(a_reader_of_another_language_finds_the_pages_of_that_language),
	        cmocka_unit_test(pages_inside_a_file_are_found),
	        cmocka_unit_test(progress_reaches_what_is_known),
	        cmocka_unit_test(only_the_best_hits_are_kept),
	        cmocka_unit_test(hits_keep_their_order_while_more_come),
	        cmocka_unit_test(every_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
