/* Latin letters typed for Cyrillic ones, and Cyrillic ones for Latin. */

#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* TEXT begins with WANTED, which takes PLACE of it. Both are folded. */
struct spelling {
	const char *text;
	const char *wanted;
	const char *place; /* NULL: it does not */
	bool respelled;
};

static void assert_spellings(const struct spelling *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct spelling *one = &cases[i];
		bool respelled;
		size_t length = text_begins(
		        one->text, strlen(one->text), one->wanted, strlen(one->wanted), &respelled);
		const char *place = one->place == NULL ? "" : one->place;
		if (length != strlen(place) || memcmp(one->text, place, length) != 0)
			fail_msg("\"%s\" typed for \"%s\": %zu bytes, wanted \"%s\"", one->wanted, one->text,
			        length, place);
		if (length != 0 && respelled != one->respelled)
			fail_msg("\"%s\" typed for \"%s\": respelled is %d", one->wanted, one->text,
			        respelled);
	}
}

static void what_is_the_same_is_found_as_it_stands(void **state)
{
	(void)state;
	static const struct spelling cases[] = {
	        {"проектите", "проект", "проект", false},
	        {"проект", "проекти", NULL, false},
	        {"iom bulgaria", "iom", "iom", false},
	        {"2021 г.", "2021", "2021", false},
	        {"漢字", "漢", "漢", false},
	        {"", "а", NULL, false},
	        {"covid-19", "covid-19", "covid-19", false},
	};
	assert_spellings(cases, sizeof cases / sizeof cases[0]);
}

static void each_letter_is_typed_as_the_act_has_it(void **state)
{
	(void)state;
	static const struct spelling cases[] = {
	        {"абвгдежзий", "abvgdezhziy", "абвгдежзий", true},
	        {"клмнопрсту", "klmnoprstu", "клмнопрсту", true},
	        {"фхцчшщъьюя", "fhtschshshtayyuya", "фхцчшщъьюя", true},
	        {"софия", "sofia", "софия", true},
	        {"българия", "bulgaria", "българия", true},
	        {"общности", "obshtnosti", "общности", true},
	        {"стаменков", "stamenkov", "стаменков", true},
	        {"синьо", "sinyo", "синьо", true},
	};
	assert_spellings(cases, sizeof cases / sizeof cases[0]);
}

static void people_type_in_other_ways_too(void **state)
{
	(void)state;
	static const struct spelling cases[] = {
	        {"рома", "roma", "рома", true},
	        {"софия", "sofiya", "софия", true},
	        {"българия", "balgariya", "българия", true},
	        {"българия", "bylgariq", "българия", true},
	        {"миграция", "migraciq", "миграция", true},
	        {"миграция", "migratsia", "миграция", true},
	        {"миграция", "migraciya", "миграция", true},
	        {"миграция", "migracija", "миграция", true},
	        {"общности", "ob6tnosti", "общности", true},
	        {"обучение", "obu4enie", "обучение", true},
	        {"часовник", "4asovnik", "часовник", true},
	        {"шумен", "6umen", "шумен", true},
	        {"държава", "dyrzhava", "държава", true},
	        {"държава", "durjava", "държава", true},
	        {"живот", "jivot", "живот", true},
	        {"война", "vojna", "война", true},
	        {"война", "woina", "война", true},
	        {"харманли", "xarmanli", "харманли", true},
	        {"харманли", "kharmanli", "харманли", true},
	        {"цена", "cena", "цена", true},
	        {"цена", "tzena", "цена", true},
	        {"ябълка", "qbulka", "ябълка", true},
	        {"юли", "juli", "юли", true},
	        {"синьо", "sinjo", "синьо", true},
	        {"синьо", "sino", "синьо", true},
	        {"братство", "bratstvo", "братство", true},
	        {"изход", "izhod", "изход", true},
	        {"решт", "resht", "решт", true},
	        {"иом българия", "iom bulgaria", "иом българия", true},
	        {"iom българия", "iom bulgaria", "iom българия", true},
	};
	assert_spellings(cases, sizeof cases / sizeof cases[0]);
}

static void cyrillic_letters_are_typed_for_latin_ones(void **state)
{
	(void)state;
	static const struct spelling cases[] = {
	        {"iom", "иом", "iom", true},
	        {"sofia", "софия", "sofia", true},
	        {"bulgaria", "българия", "bulgaria", true},
	        {"shumen", "шумен", "shumen", true},
	        {"stamenkov", "стаменков", "stamenkov", true},
	        {"42", "ч2", NULL, true},
	        {"6", "ш", NULL, true},
	        {"iom", "мом", NULL, true},
	};
	assert_spellings(cases, sizeof cases / sizeof cases[0]);
}

static void a_digit_is_a_letter_only_beside_one(void **state)
{
	(void)state;
	static const struct spelling cases[] = {
	        {"ч", "4", NULL, true},
	        {"шч", "64", NULL, true},
	        {"а чш", "a 46", NULL, true},
	        {"4", "4", "4", false},
	        {"2046 г", "2046", "2046", false},
	        {"ча", "4a", "ча", true},
	        {"меч", "me4", "меч", true},
	        {"mе4", "mе4", "mе4", false},
	};
	assert_spellings(cases, sizeof cases / sizeof cases[0]);
}

static void what_is_still_being_typed_may_end_in_half_a_letter(void **state)
{
	(void)state;
	static const struct spelling cases[] = {
	        {"бял", "by", "бя", true},
	        {"общ", "obsh", "общ", true},
	        {"общ", "ob6", "общ", true},
	        {"брашно", "bras", NULL, true},
	        {"брацки", "brat", NULL, true},
	        {"меч", "mec", NULL, true},
	};
	assert_spellings(cases, sizeof cases / sizeof cases[0]);
}

static void other_letters_are_other_letters(void **state)
{
	(void)state;
	static const struct spelling cases[] = {
	        {"сън", "сан", NULL, true},
	        {"sha", "6a", NULL, true},
	        {"и", "й", NULL, true},
	        {"й", "и", NULL, true},
	        {"жена", "zena", NULL, true},
	        {"ш", "s", NULL, true},
	        {"ья", "a", NULL, true},
	        {"я", "a", NULL, true},
	};
	assert_spellings(cases, sizeof cases / sizeof cases[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_is_the_same_is_found_as_it_stands),
	        cmocka_unit_test(each_letter_is_typed_as_the_act_has_it),
	        cmocka_unit_test(people_type_in_other_ways_too),
	        cmocka_unit_test(cyrillic_letters_are_typed_for_latin_ones),
	        cmocka_unit_test(a_digit_is_a_letter_only_beside_one),
	        cmocka_unit_test(what_is_still_being_typed_may_end_in_half_a_letter),
	        cmocka_unit_test(other_letters_are_other_letters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
