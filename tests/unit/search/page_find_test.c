/* All places of a query in a page, as less finds them: phrases, other letters, other forms, other keyboard layouts. */

#include "harness/failing_memory.h"
#include "harness/site_folder.h"
#include "search/match.h"
#include "text/text.h"

#include <time.h>

/* A page titled „Т“ with BODY in Markdown. */
static const struct page *make_page(const char *body)
{
	char file[8192];
	int length = snprintf(file, sizeof file, "---\ntitle: Т\n---\n%s\n", body);
	assert_true(length > 0 && length < (int)sizeof file);
	const struct page *page = page_from_bytes("a.md", file, (size_t)length, "bg", test_words("bg"), NULL);
	assert_non_null(page);
	assert_false(page->broken);
	return page;
}

static struct query *make_query(const char *words)
{
	bool empty;
	struct query *query = query_new(words, &empty);
	assert_non_null(query);
	return query;
}

/* WORDS are found in a page of BODY at PLACES, divided by '|'; "" for nowhere. */
struct finding_case {
	const char *words;
	const char *body;
	const char *places;
	enum query_reading reading;
	const char *read_as;
};

typedef bool (*page_finder)(struct matches *matches, const struct query *query, const struct page *page);

static void join(struct buffer *out, const struct matches *matches, const char *text)
{
	for (size_t i = 0; i < matches->count; i++) {
		if (i > 0)
			buffer_append_text(out, "|");
		buffer_append(out, text + matches->items[i].offset, matches->items[i].length);
	}
}

static void check_case(const struct finding_case *one, page_finder find)
{
	const struct page *page = make_page(one->body);
	struct query *query = make_query(one->words);
	struct matches matches;
	struct buffer places;
	buffer_init(&places, 10000);
	assert_true(find(&matches, query, page));
	join(&places, &matches, page->text);
	if (strcmp(buffer_text(&places), one->places) != 0)
		fail_msg("%s: found \"%s\", wanted \"%s\"", one->words, buffer_text(&places), one->places);
	if (matches.count > 0) {
		if (matches.reading != one->reading)
			fail_msg("%s: reading %d, wanted %d", one->words, (int)matches.reading,
			        (int)one->reading);
		assert_int_equal(matches.read_as == NULL, one->read_as == NULL);
		if (one->read_as != NULL)
			assert_string_equal(matches.read_as, one->read_as);
	}
	matches_free(&matches);
	buffer_free(&places);
	query_free(query);
	page_release(page);
}

static void check_cases(const struct finding_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check_case(&cases[i], page_find_all);
}

#define CHECK(cases) check_cases(cases, sizeof(cases) / sizeof(cases)[0])

static void a_phrase_is_found_anywhere_whatever_its_letters(void **state)
{
	(void)state;
	static const struct finding_case cases[] = {
	        {"проект", "Проект, ПРОЕКТИТЕ и супер​проект",
	                "Проект|ПРОЕКТ|проект", READING_TYPED, NULL},
	        {"роек", "проект проект", "роек|роек", READING_TYPED, NULL},
	        {"аа", "аааа аа а", "аа|аа|аа", READING_TYPED, NULL},
	        {"йод", "йод, и\u0306од, Йод; иод", "йод|и\u0306од|Йод", READING_TYPED, NULL},
	        {"иод", "йод и\u0306од иод", "иод", READING_TYPED, NULL},
	        {"й", "и ѝ и\u0300 й", "й", READING_TYPED, NULL},
	        {"и", "ѝ и\u0300 и\u0301 й И", "ѝ|и\u0300|и\u0301|И", READING_TYPED, NULL},
	        {"ѝ", "и ѝ", "и|ѝ", READING_TYPED, NULL},
	        {"еж", "ёж, Ёж, ѐж", "ёж|Ёж|ѐж", READING_TYPED, NULL},
	        {"вълна", "въ\u0301лна въ\u00ADлна", "въ\u0301лна|въ\u00ADлна", READING_TYPED, NULL},
	        {"„мом“", "“МОМ” «мом» \"мом\"", "“МОМ”|«мом»|\"мом\"", READING_TYPED, NULL},
	        {"а-б", "а–б а—б а‑б", "а–б|а—б|а‑б", READING_TYPED, NULL},
	        {"10 000", "10\u00A0000 10\u202F000 10\u2009000", "10\u00A0000|10\u202F000|10\u2009000",
	                READING_TYPED, NULL},
	        {"2021", "2021 и 12021", "2021|2021", READING_TYPED, NULL},
	        {"5 %", "5 % и 15\u00A0%", "5 %|5\u00A0%", READING_TYPED, NULL},
	        {"%", "5 % и 6 %", "%|%", READING_TYPED, NULL},
	        {"straße", "STRASSE Straße", "STRASSE|Straße", READING_TYPED, NULL},
	        {"s", "a ß", "ß", READING_TYPED, NULL},
	        {"e", "e\u0301 é", "", READING_TYPED, NULL},
	        {"няма", "такова", "", READING_TYPED, NULL},
	};
	CHECK(cases);
}

static void a_space_is_any_white_space_but_not_between_blocks(void **state)
{
	(void)state;
	static const struct finding_case cases[] = {
	        {"  нов   проект ", "нов проект", "нов проект", READING_TYPED, NULL},
	        {"нов проект", "нов\nпроект", "нов проект", READING_TYPED, NULL},
	        {"нов проект", "нов\\\nпроект", "нов\nпроект", READING_TYPED, NULL},
	        {"нов проект", "**нов** *проект*", "нов проект", READING_TYPED, NULL},
	        {"нов проект", "нов\n\nпроект", "", READING_TYPED, NULL},
	        {"нов проект", "- нов\n- проект", "", READING_TYPED, NULL},
	        {"т нов", "нов", "", READING_TYPED, NULL},
	        {"а б", "    а\n    б", "а\nб", READING_TYPED, NULL},
	        {"нов проект", "|нов|проект|\n|-|-|\n|нов проект|а|", "нов проект", READING_TYPED, NULL},
	        {"клетка", "|а|б|\n|-|-|\n|в|клетка|", "клетка", READING_TYPED, NULL},
	};
	CHECK(cases);
}

static void latin_letters_stand_for_cyrillic_ones_and_back(void **state)
{
	(void)state;
	static const struct finding_case cases[] = {
	        {"sofia", "Sofia, СОФИЯ, софия\u0301нци", "Sofia|СОФИЯ|софия\u0301", READING_TYPED, NULL},
	        {"migraciq", "Миграция", "Миграция", READING_TYPED, NULL},
	        {"bulgaria", "МОМ България", "България", READING_TYPED, NULL},
	        {"obshtnosti", "ромските общности", "общности", READING_TYPED, NULL},
	        {"6umen", "Шумен", "Шумен", READING_TYPED, NULL},
	        {"roma", "от рома̀ и Рома", "рома̀|Рома", READING_TYPED, NULL},
	        {"иом", "IOM", "IOM", READING_TYPED, NULL},
	        {"софия", "Sofia и София", "Sofia|София", READING_TYPED, NULL},
	        {"4", "четири е 4", "4", READING_TYPED, NULL},
	};
	CHECK(cases);
}

static void other_forms_are_found_when_nothing_else_is(void **state)
{
	(void)state;
	static const struct finding_case cases[] = {
	        {"проекта", "новите проекти", "проекти", READING_FORMS, NULL},
	        {"проекта", "проекта и проекти", "проекта", READING_TYPED, NULL},
	        {"човек", "хора, хората; хорово", "хора|хората", READING_FORMS, NULL},
	        {"ромска общност", "На ромските общности", "ромските общности", READING_FORMS, NULL},
	        {"ромска общност", "ромските\n\nобщности", "", READING_TYPED, NULL},
	        {"ромска общност", "ромските нови общности", "", READING_TYPED, NULL},
	        {"нова общност", "новите общностите", "новите общностите", READING_FORMS, NULL},
	        {"communities", "a Community", "Community", READING_FORMS, NULL},
	};
	CHECK(cases);
}

static void another_keyboard_layout_is_tried_last(void **state)
{
	(void)state;
	static const struct finding_case cases[] = {
	        {"proekt", "нов проект", "проект", READING_TYPED, NULL},
	        {"[est", "шест", "шест", READING_RETYPED, "шест"},
	        {"[estiq", "шест и шеста", "шест|шеста", READING_RETYPED, "шестия"},
	        {"`asownik", "часовник", "часовник", READING_RETYPED, "часовник"},
	        {"qasovnik", "часовник", "часовник", READING_RETYPED, "часовник"},
	        {"vgrgljcdk", "нещо друго", "", READING_RETYPED, NULL},
	        {"двауеа", "iom project", "", READING_RETYPED, NULL},
	        {"`asownik", "часовници", "часовници", READING_RETYPED, "часовник"},
	        {"`a", "час", "", READING_RETYPED, NULL},
	        {"`as", "начас", "", READING_RETYPED, NULL},
	};
	CHECK(cases);
}

static void each_layout_finds_what_it_was_typed_on(void **state)
{
	(void)state;
	static const char *const words[] = {"проект", "общности", "чужденец", "щастие"};
	static const char *const latin[] = {"project", "yearly", "international"};
	for (int layout = LAYOUT_UNKNOWN + 1; layout < KEYBOARD_LAYOUTS; layout++)
		for (size_t i = 0; i < 7; i++) {
			const char *word = i < 4 ? words[i] : latin[i - 4];
			struct buffer typed;
			buffer_init(&typed, 1000);
			/* The Cyrillic word typed with the US layout on, the Latin one with the Bulgarian layout. */
			assert_true(text_retype(
			        &typed, word, strlen(word), (enum keyboard_layout)layout, i >= 4));
			const struct page *page = make_page(word);
			struct query *query = make_query(buffer_text(&typed));
			struct matches matches;
			assert_true(page_find_all(&matches, query, page));
			if (matches.count != 1)
				fail_msg("%s is not found as %s", word, buffer_text(&typed));
			if (matches.reading == READING_RETYPED)
				assert_string_equal(matches.read_as, word);
			matches_free(&matches);
			query_free(query);
			page_release(page);
			buffer_free(&typed);
		}
}

static void the_single_words_are_found_for_a_page_of_a_search(void **state)
{
	(void)state;
	static const struct finding_case cases[] = {
	        {"проект нов", "Новите проекти, нов проект; супернов", "Нов|проект|нов|проект", READING_TYPED,
	                NULL},
	        {"проекта", "проекти и проекта", "проекти|проекта", READING_TYPED, NULL},
	        {"`asownik", "часовници", "часовници", READING_RETYPED, "часовник"},
	        {"%", "5 %", "", READING_TYPED, NULL},
	        /* "ni]on[ma" on the layout of 2006: what is typed on another layout stands for itself. */
	        {"нищоняма", "ними онзи март", "", READING_TYPED, NULL},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		check_case(&cases[i], page_find_words);
}

/* ---- lists ---- */

static bool fits(const char *words, size_t turn, const char *title, const char *summary)
{
	struct query *query = make_query(words);
	const char *const texts[] = {title, summary};
	bool fit = false;
	assert_true(turn < query_turns(query));
	assert_true(query_fits(query, turn, texts, 2, &fit));
	query_free(query);
	return fit;
}

static void an_entry_fits_when_its_texts_have_all_words(void **state)
{
	(void)state;
	assert_true(fits("нов про", 0, "Проект", "Нещо ново"));
	assert_true(fits("прое", 0, "Нов проект", ""));
	assert_false(fits("роект", 0, "Нов проект", ""));
	assert_false(fits("нов стар", 0, "Нов проект", ""));
	assert_true(fits("проекта", 0, "Проекти", ""));
	assert_true(fits("novini", 0, "Новини", ""));
	assert_false(fits("%", 0, "5 %", ""));
	struct query *query = make_query("`a");
	assert_null(query_read_as(query, 0));
	assert_true(query_turns(query) == 1);
	query_free(query);
	query = make_query("`asow");
	assert_true(query_turns(query) > 1);
	assert_string_equal(query_read_as(query, 1), "часов");
	query_free(query);
	assert_false(fits("`asow", 0, "Часовник", ""));
	assert_true(fits("`asow", 1, "Часовник", ""));
}

static void words_are_marked_in_a_title(void **state)
{
	(void)state;
	struct query *query = make_query("нов про");
	const char *title = "Нов проект, супернов";
	struct matches matches;
	struct buffer places;
	buffer_init(&places, 1000);
	assert_true(query_mark(&matches, query, 0, title, strlen(title)));
	join(&places, &matches, title);
	assert_string_equal(buffer_text(&places), "Нов|про");
	buffer_free(&places);
	matches_free(&matches);
	query_free(query);
}

/* A word as long as a page may be is no word that has forms. */
static void a_word_of_a_megabyte_is_passed_by(void **state)
{
	(void)state;
	struct buffer text;
	buffer_init(&text, (size_t)2 << 20);
	while (text.length < (size_t)1 << 20)
		buffer_append_text(&text, "проверка");
	buffer_append_text(&text, " проверки");
	struct query *query = make_query("проверката");
	struct match_room room;
	struct matches matches = {.items = NULL};
	match_room_init(&room);
	assert_true(match_room_fill(&room, text.bytes, text.length, true));
	assert_true(match_forms(&matches, &query->turns[0], &room, 0));
	assert_int_equal(matches.count, 1);
	assert_int_equal(matches.items[0].length, strlen("проверки"));
	matches_free(&matches);
	match_room_free(&room);
	query_free(query);
	buffer_free(&text);
}

/* ---- against a plain search ---- */

static unsigned random_below(unsigned *seed, unsigned limit)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % limit;
}

static void random_text(unsigned *seed, struct buffer *out, unsigned letters)
{
	static const char *const alphabet[] = {
	        "а", "б", "й", "и", "и\u0306", "ѝ", "И", "\u00AD", " ", "e\u0301", "ß", "–", "漢", "а\u0301"};
	for (unsigned i = 0; i < letters; i++)
		buffer_append_text(out, alphabet[random_below(seed, sizeof alphabet / sizeof alphabet[0])]);
}

/* Places of WANTED in TEXT, both folded, one after the other. */
static size_t count_places(const char *text, const char *wanted)
{
	size_t count = 0;
	for (const char *place = strstr(text, wanted); place != NULL;
	        place = strstr(place + strlen(wanted), wanted))
		count++;
	return count;
}

/* Whether a cluster of TEXT begins at OFFSET. */
static bool cluster_begins(const char *text, size_t length, size_t offset)
{
	size_t i = 0;
	while (i < offset)
		i += text_cluster(text + i, length - i).length;
	return i == offset;
}

static void check_random(unsigned *seed)
{
	struct buffer text;
	struct buffer words;
	struct buffer folded;
	buffer_init(&text, 10000);
	buffer_init(&words, 1000);
	buffer_init(&folded, 10000);
	random_text(seed, &text, 60);
	buffer_append_text(&words, "а");
	random_text(seed, &words, random_below(seed, 3));
	buffer_append_text(&words, "б");
	struct query *query = make_query(buffer_text(&words));
	struct match_room room;
	struct matches matches = {.items = NULL};
	match_room_init(&room);
	assert_true(match_room_fill(&room, text.bytes, text.length, false));
	assert_true(match_phrase(&matches, &query->turns[0], &room, 0));
	assert_true(text_fold(&folded, text.bytes, text.length, NULL, NULL));
	assert_int_equal(
	        matches.count, count_places(buffer_text(&folded), buffer_text(&query->turns[0].folded)));
	size_t end = 0;
	for (size_t i = 0; i < matches.count; i++) {
		struct match place = matches.items[i];
		assert_true(place.offset >= end && place.length > 0);
		end = place.offset + place.length;
		assert_true(cluster_begins(text.bytes, text.length, place.offset));
		assert_true(cluster_begins(text.bytes, text.length, end));
	}
	matches_free(&matches);
	match_room_free(&room);
	query_free(query);
	buffer_free(&text);
	buffer_free(&words);
	buffer_free(&folded);
}

static void random_texts_give_whole_clusters_and_the_places_of_a_plain_search(void **state)
{
	(void)state;
	unsigned seed = (unsigned)time(NULL);
	print_message("seed %u\n", seed);
	for (int i = 0; i < 3000; i++)
		check_random(&seed);
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	const struct page *page = make_page("Нов проект\n\n|а|часовници|\n|-|-|\n|в|г|\n\nпроекти");
	static const char *const words[] = {"проект", "проекта", "`asownik"};
	for (size_t i = 0; i < 3; i++)
		for (size_t nth = 1;; nth++) {
			long before = failing_memory_live();
			bool empty;
			struct matches matches = {.items = NULL};
			failing_memory_set(nth, false);
			struct query *query = query_new(words[i], &empty);
			bool found = query != NULL && page_find_all(&matches, query, page);
			bool hit = failing_memory_hit();
			failing_memory_set(0, false);
			assert_int_equal(found, !hit);
			assert_int_equal(matches.count > 0, found);
			matches_free(&matches);
			query_free(query);
			assert_int_equal(failing_memory_live(), before);
			if (!hit)
				break;
		}
	page_release(page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_phrase_is_found_anywhere_whatever_its_letters),
	        cmocka_unit_test(a_space_is_any_white_space_but_not_between_blocks),
	        cmocka_unit_test(latin_letters_stand_for_cyrillic_ones_and_back),
	        cmocka_unit_test(other_forms_are_found_when_nothing_else_is),
	        cmocka_unit_test(another_keyboard_layout_is_tried_last),
	        cmocka_unit_test(each_layout_finds_what_it_was_typed_on),
	        cmocka_unit_test(the_single_words_are_found_for_a_page_of_a_search),
	        cmocka_unit_test(an_entry_fits_when_its_texts_have_all_words),
	        cmocka_unit_test(words_are_marked_in_a_title),
	        cmocka_unit_test(a_word_of_a_megabyte_is_passed_by),
	        cmocka_unit_test(random_texts_give_whole_clusters_and_the_places_of_a_plain_search),
	        cmocka_unit_test(every_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
