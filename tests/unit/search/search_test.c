/* Queries against pages built by hand: what is found, which page comes first, what is shown of it. */

#include "harness/failing_memory.h"
#include "search/match.h"
#include "search/rank.h"
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

/* What one page gives for a query as typed. */
struct found {
	uint64_t score;
	struct match place;
	char *snippet;
};

static struct found search(const char *words, const char *text, const char *summary)
{
	struct test_page made;
	const struct page *page = make_page(&made, text, summary);
	bool empty;
	struct query *query = query_new(words, &empty);
	assert_non_null(query);
	struct page_rank rank = {.turn = &query->turns[0]};
	struct match_room room;
	match_room_init(&room);
	assert_true(page_rank(&rank, 1, page, &room));
	match_room_free(&room);
	struct buffer snippet;
	buffer_init(&snippet, 10000);
	assert_true(page_snippet(&snippet, &rank, page));
	assert_true(buffer_append(&snippet, "", 1));
	struct found found = {page_score(&rank, (struct date){0}), rank.place, snippet.bytes};
	query_free(query);
	return found;
}

static void found_free(struct found *found)
{
	memory_resize(found->snippet, 0);
}

static uint64_t score(const char *words, const char *text, const char *summary)
{
	struct found found = search(words, text, summary);
	found_free(&found);
	return found.score;
}

static void assert_place(const char *words, const char *text, const char *place)
{
	struct found found = search(words, text, "");
	assert_true(found.score > 0);
	if (found.place.length != strlen(place) ||
	        memcmp(text + found.place.offset, place, found.place.length) != 0)
		fail_msg("%s: found \"%.*s\", wanted \"%s\"", words, (int)found.place.length,
		        text + found.place.offset, place);
	found_free(&found);
}

static void assert_snippet(const char *words, const char *text, const char *summary, const char *wanted)
{
	struct found found = search(words, text, summary);
	assert_true(found.score > 0);
	assert_string_equal(found.snippet, wanted);
	assert_true(text_width(found.snippet, strlen(found.snippet)) <= SNIPPET_COLUMNS);
	found_free(&found);
}

static void a_query_is_folded_words(void **state)
{
	(void)state;
	bool empty;
	struct query *query = query_new("  „МОМ“ – по-Бързо,\x1B 5 % ", &empty);
	assert_non_null(query);
	static const char *const words[] = {"мом", "по", "бързо", "5"};
	const struct query_turn *turn = &query->turns[0];
	assert_string_equal(query_typed(query), "„МОМ“ – по-Бързо,␛ 5 %");
	assert_int_equal(turn->word_count, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(turn->words[i].length, strlen(words[i]));
		assert_memory_equal(
		        turn->folded.bytes + turn->words[i].offset, words[i], turn->words[i].length);
	}
	query_free(query);
	query_free(NULL);
}

static void a_query_of_signs_has_no_words(void **state)
{
	(void)state;
	static const char *const signs[] = {"–", "„“!", "\xFF", "%"};
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		bool empty;
		struct query *query = query_new(signs[i], &empty);
		assert_non_null(query);
		assert_int_equal(query->turns[0].word_count, 0);
		assert_int_equal(query_turns(query), 1);
		query_free(query);
	}
}

static void a_query_of_white_space_is_empty(void **state)
{
	(void)state;
	static const char *const nothing[] = {"", "  ", "\t\n", "\u00A0", "\u00AD"};
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
	assert_int_equal(query->turns[0].word_count, QUERY_WORDS_MAXIMUM);
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
	assert_int_equal(score("е", "т\né", ""), 0);
	assert_int_equal(score("а", "", ""), 0);
}

static void half_of_the_words_make_a_hit_and_small_ones_none_alone(void **state)
{
	(void)state;
	assert_true(score("проект нов", "т\nнов\nпроект", "") > 0);
	assert_true(score("проект нов", "проект\nа", "нов") > 0);
	assert_true(score("проект стар", "т\nнов проект", "") > 0);
	assert_int_equal(score("проект стар мост", "т\nнов проект", ""), 0);
	assert_int_equal(score("на проект", "т\nна мост", ""), 0);
	assert_true(score("на проект", "т\nнов проект", "") > 0);
	assert_true(score("на", "т\nна мост", "") > 0);
}

static uint64_t dated(const char *words, const char *text, struct date date)
{
	struct test_page made;
	const struct page *page = make_page(&made, text, "");
	bool empty;
	struct query *query = query_new(words, &empty);
	struct page_rank rank = {.turn = &query->turns[0]};
	struct match_room room;
	match_room_init(&room);
	assert_true(page_rank(&rank, 1, page, &room));
	match_room_free(&room);
	uint64_t score = page_score(&rank, date);
	query_free(query);
	return score;
}

static void the_ranking_rule(void **state)
{
	(void)state;
	const struct date none = {0};
	const struct date older = {2020, 12, 31};
	const struct date newer = {2021, 1, 1};
	const uint64_t falling[] = {
	        score("рома нов", "т\nнов", "рома"),
	        score("рома нов", "т\nрома нов", ""),
	        score("рома нов", "рома\nрома", "рома"),
	        score("рома", "ромащина\nа", ""),
	        score("рома", "т\nа", "за рома"),
	        score("рома", "т\nа", "за ромащина"),
	        dated("рома", "т\nрома", newer),
	        dated("рома", "т\nрома", older),
	        dated("рома", "т\nрома", none),
	        score("рома", "т\nромащина рома́щини", ""),
	        score("roma", "т\nрома", ""),
	        score("roma", "т\nромащина", ""),
	        score("промяна", "т\nпромени", ""),
	        0,
	};
	for (size_t i = 1; i < sizeof falling / sizeof falling[0]; i++)
		if (falling[i - 1] <= falling[i])
			fail_msg("%zu is not better than %zu", i - 1, i);
}

static void the_sentence_with_most_of_the_words_is_shown(void **state)
{
	(void)state;
	const char *text = "Нов проект\nПроект тук.\nНов край. Още един нов проект.\nНов проект.";
	struct found found = search("нов проект", text, "");
	assert_string_equal(found.snippet, "Още един нов проект.");
	assert_int_equal(found.place.offset, strlen("Нов проект\nПроект тук.\nНов край. Още един "));
	found_free(&found);
}

static void of_sentences_alike_the_first_is_shown(void **state)
{
	(void)state;
	static const struct {
		const char *words;
		const char *text;
		const char *snippet;
	} cases[] = {
	        /* a word with its article, in the plural, in another form is that word */
	        {"проект", "Нов проект\nНачало. Проектът започва.\nРезюме за този проект.",
	                "Проектът започва."},
	        {"проект", "т\nДва проекта. Още проекти.\nРезюме за този проект.", "Два проекта."},
	        {"проекта", "т\nНачалото на проект.\nРезюме за проекта.", "Началото на проект."},
	        {"project", "A new project\nThe projects go on.\nA summary for this project.",
	                "The projects go on."},
	        /* the beginning of another word is not */
	        {"рак", "т\nРакета лети.\nБорба с рака.", "Борба с рака."},
	        {"mom", "т\nМоментът дойде. A mom.", "A mom."},
	        /* more words come before closer ones, and in one sentence before one paragraph */
	        {"нов рак", "т\nЛечение на рак.\nНова ракета.", "Нова ракета."},
	        {"нов проект", "т\nНов край. Проект.\nТова е проект, и то нов.", "Това е проект, и то нов."},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_snippet(cases[i].words, cases[i].text, "", cases[i].snippet);
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
	struct found found = search("още", "Заглавие\nПърво", "Обобщение. Още.");
	assert_int_equal(found.place.length, 0);
	found_free(&found);
	found = search("заглавие", "Заглавие\nПърво", "");
	assert_int_equal(found.place.offset, 0);
	assert_int_equal(found.place.length, strlen("Заглавие"));
	found_free(&found);
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
	struct found found = search("e\u0301", text, "");
	size_t length = strlen(found.snippet);
	assert_int_equal(text_valid_length(found.snippet, length), length);
	assert_int_equal(text_width(found.snippet, length), 119);
	assert_string_equal(found.snippet + length - strlen("e\u0301…"), "e\u0301…");
	found_free(&found);
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	struct test_page made;
	const struct page *page =
	        make_page(&made, "Нов проект\nОще за новия проект.\nКрай на проекта", "Един проект");
	for (size_t nth = 1;; nth++) {
		bool empty = true;
		struct page_rank rank = {.turn = NULL};
		struct match_room room;
		match_room_init(&room);
		failing_memory_set(nth, false);
		struct query *query = query_new("нов проект", &empty);
		if (query != NULL)
			rank.turn = &query->turns[0];
		bool ranked = query != NULL && page_rank(&rank, 1, page, &room);
		bool hit_failure = failing_memory_hit();
		failing_memory_set(0, false);
		assert_int_equal(ranked, !hit_failure);
		assert_true(query != NULL || !empty);
		match_room_free(&room);
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
	        cmocka_unit_test(a_query_of_signs_has_no_words),
	        cmocka_unit_test(a_query_of_white_space_is_empty),
	        cmocka_unit_test(a_query_has_at_most_sixteen_words),
	        cmocka_unit_test(words_are_found_at_word_starts_whatever_their_form),
	        cmocka_unit_test(what_only_looks_alike_is_not_found),
	        cmocka_unit_test(half_of_the_words_make_a_hit_and_small_ones_none_alone),
	        cmocka_unit_test(the_ranking_rule),
	        cmocka_unit_test(the_sentence_with_most_of_the_words_is_shown),
	        cmocka_unit_test(of_sentences_alike_the_first_is_shown),
	        cmocka_unit_test(the_snippet_is_the_sentence_around_the_place),
	        cmocka_unit_test(where_the_title_matches_the_summary_or_the_beginning_is_shown),
	        cmocka_unit_test(a_long_sentence_is_cut_between_words),
	        cmocka_unit_test(text_without_spaces_is_cut_between_clusters),
	        cmocka_unit_test(every_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
