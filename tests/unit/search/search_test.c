/* Queries against pages built by hand: what is found, which page comes first, what is shown of it. */

#include "harness/failing_memory.h"
#include "search/match.h"
#include "search/search.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { BLOCKS_MAXIMUM = 8 };

/* A page whose blocks are the lines of TEXT, the first of them its title. */
struct test_page {
	struct page page;
	struct block blocks[BLOCKS_MAXIMUM];
};

static const struct page *make_page(struct test_page *made, const char *text, const char *summary)
{
	memset(made, 0, sizeof *made);
	size_t offset = 0;
	uint32_t count = 0;
	while (count < BLOCKS_MAXIMUM) {
		size_t length = strcspn(text + offset, "\n");
		struct block *block = &made->blocks[count++];
		block->kind = count == 1 ? BLOCK_TITLE : BLOCK_PARAGRAPH;
		block->offset = (uint32_t)offset;
		block->length = (uint32_t)length;
		offset += length + 1;
		if (text[offset - 1] == '\0')
			break;
	}
	made->page.text = (char *)text;
	made->page.length = (uint32_t)strlen(text);
	made->page.title = "";
	made->page.summary = summary;
	made->page.blocks = made->blocks;
	made->page.block_count = count;
	made->page.first_body_block = 1;
	return &made->page;
}

static struct hit search(const char *words, const char *text, const char *summary)
{
	struct test_page made;
	bool empty;
	struct query *query = query_new(words, &empty);
	assert_non_null(query);
	struct hit hit;
	assert_true(query_match_page(query, make_page(&made, text, summary), &hit));
	query_free(query);
	assert_true((hit.score > 0) == (hit.snippet != NULL));
	return hit;
}

static uint32_t score(const char *words, const char *text, const char *summary)
{
	struct hit hit = search(words, text, summary);
	uint32_t found = hit.score;
	hit_free(&hit);
	return found;
}

static void assert_place(const char *words, const char *text, const char *place)
{
	struct hit hit = search(words, text, "");
	assert_true(hit.score > 0);
	if (hit.first.length != strlen(place) ||
	        memcmp(text + hit.first.offset, place, hit.first.length) != 0)
		fail_msg("%s: found \"%.*s\", wanted \"%s\"", words, (int)hit.first.length,
		        text + hit.first.offset, place);
	hit_free(&hit);
}

static void assert_snippet(const char *words, const char *text, const char *summary, const char *wanted)
{
	struct hit hit = search(words, text, summary);
	assert_non_null(hit.snippet);
	assert_string_equal(hit.snippet, wanted);
	assert_true(text_width(hit.snippet, strlen(hit.snippet)) <= SNIPPET_COLUMNS);
	hit_free(&hit);
}

static void a_query_is_folded_words(void **state)
{
	(void)state;
	bool empty;
	struct query *query = query_new("  „МОМ“ – по-Бързо,\x1B 5 % ", &empty);
	assert_non_null(query);
	static const char *const words[] = {"мом", "по", "бързо", "5"};
	assert_int_equal(query->word_count, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(query->words[i].length, strlen(words[i]));
		assert_memory_equal(
		        query->folded.bytes + query->words[i].offset, words[i], query->words[i].length);
	}
	query_free(query);
	query_free(NULL);
}

static void a_query_without_words_is_empty(void **state)
{
	(void)state;
	static const char *const nothing[] = {"", "  ", "–", "„“!", "\xFF"};
	for (size_t i = 0; i < sizeof nothing / sizeof nothing[0]; i++) {
		bool empty = false;
		assert_null(query_new(nothing[i], &empty));
		assert_true(empty);
	}
}

static void a_query_has_at_most_sixteen_words(void **state)
{
	(void)state;
	char words[9000];
	for (size_t i = 0; i + 1 < sizeof words; i += 2)
		memcpy(words + i, "a ", 2);
	words[sizeof words - 1] = '\0';
	bool empty;
	struct query *query = query_new(words, &empty);
	assert_non_null(query);
	assert_int_equal(query->word_count, QUERY_WORDS_MAXIMUM);
	query_free(query);
}

static void words_are_found_at_word_starts_whatever_their_form(void **state)
{
	(void)state;
	assert_place("проект", "т\nнов ПРОЕКТ", "ПРОЕКТ");
	assert_place("проект", "т\nдва проекта", "проект");
	assert_place("вълна", "т\nвъ\u0301лна\u0301та", "въ\u0301лна\u0301");
	assert_place("пренос", "т\nпре\u00ADно\u00ADса", "пре\u00ADно\u00ADс");
	assert_place("ѝ", "т\nза и", "и");
	assert_place("еж", "т\nголям Ёж", "Ёж");
	assert_place("бързо", "т\nпо-бързо", "бързо");
	assert_place("мом", "т\n„МОМ“", "МОМ");
	assert_place("s", "т\nа ßa", "ß");
	assert_place("дума", "дума", "дума");
}

static void what_only_looks_alike_is_not_found(void **state)
{
	(void)state;
	assert_int_equal(score("роект", "т\nпроект", ""), 0);
	assert_int_equal(score("иод", "т\nйод", ""), 0);
	assert_int_equal(score("проекта", "т\nпроект", ""), 0);
	assert_int_equal(score("е", "т\né", ""), 0);
	assert_int_equal(score("а", "", ""), 0);
}

static void all_words_must_be_there_in_any_order(void **state)
{
	(void)state;
	assert_true(score("проект нов", "т\nнов\nпроект", "") > 0);
	assert_true(score("проект нов", "проект\nа", "нов") > 0);
	assert_int_equal(score("проект стар", "т\nнов проект", ""), 0);
}

static void title_over_summary_over_text_and_whole_words_over_beginnings(void **state)
{
	(void)state;
	const uint32_t falling[] = {
	        score("рома", "рома\nа", ""),
	        score("рома", "ромащина\nа", ""),
	        score("рома", "т\nа", "за рома"),
	        score("рома", "т\nа", "за ромащина"),
	        score("рома", "т\nрома рома", ""),
	        score("рома", "т\nрома", ""),
	        score("рома", "т\nромащина ромащини", ""),
	        score("рома", "т\nромащина", ""),
	        0,
	};
	for (size_t i = 1; i < sizeof falling / sizeof falling[0]; i++)
		assert_true(falling[i - 1] > falling[i]);
}

static void very_many_places_count_no_more_than_a_better_one(void **state)
{
	(void)state;
	char text[8000] = "т\n";
	while (strlen(text) + 20 < sizeof text)
		strcat(text, "ромащина ");
	assert_true(score("рома", text, "") < score("рома", "т\nрома", ""));
}

static void the_block_with_most_of_the_words_is_shown(void **state)
{
	(void)state;
	const char *text = "Нов проект\nПроект тук.\nНов край. Още един нов проект.\nНов проект.";
	struct hit hit = search("нов проект", text, "");
	assert_string_equal(hit.snippet, "Нов край.");
	assert_int_equal(hit.first.offset, strlen("Нов проект\nПроект тук.\n"));
	hit_free(&hit);
}

static void the_snippet_is_the_sentence_around_the_place(void **state)
{
	(void)state;
	const char *text =
	        "Заглавие\nПърво. На 20 май 2021 г. мисията откри проект с Р. Стаменков! „Трето.“ Край";
	assert_snippet("проект", text, "", "На 20 май 2021 г. мисията откри проект с Р. Стаменков!");
	assert_snippet("първо", text, "", "Първо.");
	assert_snippet("трето", text, "", "„Трето.“");
	assert_snippet("край", text, "", "Край");
}

static void where_the_title_matches_the_summary_or_the_beginning_is_shown(void **state)
{
	(void)state;
	assert_snippet("заглавие", "Заглавие\nПърво. Второ.", "", "Първо.");
	assert_snippet("заглавие", "Заглавие\nПърво. Второ.", "Обобщение. Още.", "Обобщение.");
	assert_snippet("заглавие", "Заглавие", "", "");
	assert_snippet("още", "Заглавие\nПърво", "Обобщение. Още.", "Обобщение.");
	struct hit hit = search("още", "Заглавие\nПърво", "Обобщение. Още.");
	assert_int_equal(hit.first.length, 0);
	hit_free(&hit);
	hit = search("заглавие", "Заглавие\nПърво", "");
	assert_int_equal(hit.first.offset, 0);
	assert_int_equal(hit.first.length, strlen("Заглавие"));
	hit_free(&hit);
}

static void a_long_sentence_is_cut_between_words(void **state)
{
	(void)state;
	const char *text = "т\nМеждународната организация по миграция подпомага в България държавните "
	                   "механизми срещу трафика на "
	                   "хора, осигурява закрила и подкрепа на уязвими мигранти и работи с общностите в "
	                   "цялата страна";
	assert_snippet("международната", text, "",
	        "Международната организация по миграция подпомага в България държавните механизми срещу "
	        "трафика на "
	        "хора, осигурява…");
	assert_snippet("закрила", text, "",
	        "…срещу трафика на хора, осигурява закрила и подкрепа на уязвими мигранти и работи с "
	        "общностите в "
	        "цялата страна");
	assert_snippet("България", text, "",
	        "…организация по миграция подпомага в България държавните механизми срещу трафика на хора, "
	        "осигурява закрила и подкрепа…");
	assert_snippet("страна", text, "", "…мигранти и работи с общностите в цялата страна");
}

static void text_without_spaces_is_cut_between_clusters(void **state)
{
	(void)state;
	char text[2000] = "т\n";
	for (int i = 0; i < 100; i++)
		strcat(text, "e\u0301🇧🇬");
	struct hit hit = search("e\u0301", text, "");
	size_t length = strlen(hit.snippet);
	assert_int_equal(text_valid_length(hit.snippet, length), length);
	assert_int_equal(text_width(hit.snippet, length), 119);
	assert_string_equal(hit.snippet + length - strlen("e\u0301…"), "e\u0301…");
	hit_free(&hit);
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	struct test_page made;
	const struct page *page =
	        make_page(&made, "Нов проект\nОще за новия проект.\nКрай на проекта", "Един проект");
	for (size_t nth = 1;; nth++) {
		bool empty = true;
		struct hit hit = {.snippet = NULL};
		failing_memory_set(nth, false);
		struct query *query = query_new("нов проект", &empty);
		bool matched = query != NULL && query_match_page(query, page, &hit);
		bool hit_failure = failing_memory_hit();
		failing_memory_set(0, false);
		assert_int_equal(matched, !hit_failure);
		assert_true(query != NULL || !empty);
		assert_int_equal(hit.snippet != NULL, matched);
		hit_free(&hit);
		query_free(query);
		assert_int_equal(failing_memory_live(), 0);
		if (!hit_failure)
			break;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_query_is_folded_words),
	        cmocka_unit_test(a_query_without_words_is_empty),
	        cmocka_unit_test(a_query_has_at_most_sixteen_words),
	        cmocka_unit_test(words_are_found_at_word_starts_whatever_their_form),
	        cmocka_unit_test(what_only_looks_alike_is_not_found),
	        cmocka_unit_test(all_words_must_be_there_in_any_order),
	        cmocka_unit_test(title_over_summary_over_text_and_whole_words_over_beginnings),
	        cmocka_unit_test(very_many_places_count_no_more_than_a_better_one),
	        cmocka_unit_test(the_block_with_most_of_the_words_is_shown),
	        cmocka_unit_test(the_snippet_is_the_sentence_around_the_place),
	        cmocka_unit_test(where_the_title_matches_the_summary_or_the_beginning_is_shown),
	        cmocka_unit_test(a_long_sentence_is_cut_between_words),
	        cmocka_unit_test(text_without_spaces_is_cut_between_clusters),
	        cmocka_unit_test(every_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
