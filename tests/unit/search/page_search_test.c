/* A page searched in steps of any size gives what one call gives. */

#include "search/search.h"

#include "harness/failing_memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static void write_date(struct buffer *out, struct date date)
{
	buffer_format(out, "%d", date.year);
}

static const struct page_words words = {
        .write_date = write_date, .links = "Връзки", .source = "Източник:", .untitled = "?"};

static const struct page *make_page(void)
{
	static const char text[] =
	        "---\ntitle: Проекти за роми\n---\nПърви абзац за проекта, **проект**а и "
	        "проектите.\n\n| Проект | Година |\n|---|---|\n| нов проект | 2021 |\n\n"
	        "Дума без нищо.\n\n- проект\n- roma\n\n```\nпроект\n```\n\nSofia и Ямбол.\n";
	const struct page *page = page_from_bytes("page.md", text, sizeof text - 1, "bg", &words, NULL);
	assert_non_null(page);
	return page;
}

static void assert_same(const struct matches *one, const struct matches *other)
{
	assert_int_equal(one->count, other->count);
	for (size_t i = 0; i < one->count; i++) {
		assert_int_equal(one->items[i].offset, other->items[i].offset);
		assert_int_equal(one->items[i].length, other->items[i].length);
	}
	if (one->count > 0)
		assert_int_equal(one->reading, other->reading);
}

static void steps_of_any_size_find_the_same(void **state)
{
	(void)state;
	static const char *const typed[] = {"проект", "проекта", "пр", "proekt", "yambol", "нищо", "няма го",
	        "пророжт", "ghjtrn", "%", "roma", "роми", "а"};
	const struct page *page = make_page();
	unsigned seed = (unsigned)time(NULL);
	print_message("seed %u\n", seed);
	srand(seed);
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
		for (int single = 0; single < 2; single++) {
			struct matches whole;
			bool empty, more = true;
			struct query *query = query_new(typed[i], &empty);
			assert_true(single ? page_find_words(&whole, query, page)
			                   : page_find_all(&whole, query, page));
			struct page_search *search = page_search_new(query, page, single);
			size_t before = 0;
			while (more) {
				assert_true(page_search_step(search, 1 + (size_t)rand() % 60, &more));
				assert_true(!more || page_search_progress(search) > before);
				before = page_search_progress(search);
			}
			assert_same(page_search_matches(search), &whole);
			page_search_free(search);
			matches_free(&whole);
			query_free(query);
		}
	page_release(page);
}

static void a_step_without_memory_says_so(void **state)
{
	(void)state;
	long live = failing_memory_live();
	const struct page *page = make_page();
	for (size_t nth = 1; nth < 200; nth++) {
		bool empty, more = true, fine = true;
		struct query *query = query_new("проект", &empty);
		failing_memory_set(nth, false);
		struct page_search *search = page_search_new(query, page, false);
		while (search != NULL && fine && more)
			fine = page_search_step(search, 20, &more);
		bool hit = failing_memory_hit();
		failing_memory_set(0, false);
		assert_true(!hit || search == NULL || !fine);
		page_search_free(search);
		query_free(query);
		if (!hit)
			break;
	}
	page_release(page);
	assert_int_equal(failing_memory_live(), live);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(steps_of_any_size_find_the_same),
	        cmocka_unit_test(a_step_without_memory_says_so),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
