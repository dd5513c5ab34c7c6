/* Which words are forms of one word: how many of them are found, and which are not to be. */

#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* A word as it is typed, and forms of it that a reader expects to be found, divided by spaces. */
struct forms {
	const char *word;
	const char *forms;
};

static const struct forms bulgarian[] = {
        {"проект", "проекта проектът проекти проектите"},
        {"център", "центъра центърът центрове центровете"},
        {"бежанец", "бежанеца бежанецът бежанци бежанците"},
        {"европеец", "европееца европейци европейците"},
        {"мигрант", "мигранта мигрантът мигранти мигрантите"},
        {"гражданин", "гражданина гражданинът граждани гражданите"},
        {"работник", "работника работникът работници работниците"},
        {"учител", "учителя учителят учители учителите"},
        {"случай", "случая случаят случаи случаите"},
        {"град", "града градът градове градовете"},
        {"човек", "човека човекът хора хората"},
        {"министър", "министъра министърът министри министрите"},
        {"дете", "детето деца децата"},
        {"общност", "общността общности общностите"},
        {"миграция", "миграцията миграции миграциите"},
        {"държава", "държавата държави държавите"},
        {"жена", "жената жени жените"},
        {"песен", "песента песни песните"},
        {"място", "мястото места местата"},
        {"име", "името имена имената"},
        {"събитие", "събитието събития събитията"},
        {"право", "правото права правата"},
        {"лице", "лицето лица лицата"},
        {"поле", "полето полета полетата"},
        {"промяна", "промяната промени промените"},
        {"нов", "новия новият нова новата ново новото нови новите"},
        {"български", "българския българският българска българската българско българските"},
        {"обществен", "обществения общественият обществена обществената обществено обществени"},
        {"голям", "големия голяма голямата голямо големи големите"},
        {"кратък", "краткия кратка кратко кратки"},
        {"добър", "добрия добра добро добри"},
        {"спокоен", "спокойния спокойна спокойни"},
        {"местен", "местния местна местната местно местните"},
        {"цял", "целия цяла цяло цели"},
};

static const struct forms english[] = {
        {"project", "projects project's projected projecting"},
        {"community", "communities community's"},
        {"notice", "notices noticed noticing"},
        {"plan", "plans planned planning"},
        {"travel", "travels travelled travelling"},
        {"child", "children children's"},
        {"woman", "women"},
        {"person", "people"},
};

static bool is_found(const char *typed, size_t typed_length, const char *word, size_t length)
{
	const char *irregular = text_irregular_forms(typed, typed_length);
	if (irregular == NULL)
		return text_same_word(typed, typed_length, word, length);
	for (const char *form = irregular; *form != '\0'; form += *form == ' ') {
		size_t size = strcspn(form, " ");
		if (size == length && memcmp(form, word, size) == 0)
			return true;
		form += size;
	}
	return false;
}

struct tally {
	size_t pairs;
	size_t missed;
};

static void try_pair(
        struct tally *tally, const char *one, size_t one_length, const char *other, size_t other_length)
{
	tally->pairs++;
	if (is_found(one, one_length, other, other_length))
		return;
	tally->missed++;
	print_message("not found: %.*s for %.*s\n", (int)other_length, other, (int)one_length, one);
}

/* Tries each word for each of its forms, and each form for the word. */
static struct tally try_all(const struct forms *list, size_t count)
{
	struct tally tally = {0, 0};
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(list[i].word);
		for (const char *form = list[i].forms; *form != '\0'; form += *form == ' ') {
			size_t size = strcspn(form, " ");
			try_pair(&tally, list[i].word, length, form, size);
			try_pair(&tally, form, size, list[i].word, length);
			form += size;
		}
	}
	return tally;
}

static void nearly_all_bulgarian_forms_are_found(void **state)
{
	(void)state;
	struct tally tally = try_all(bulgarian, sizeof bulgarian / sizeof bulgarian[0]);
	print_message("%zu of %zu pairs found\n", tally.pairs - tally.missed, tally.pairs);
	assert_true(tally.pairs >= 100);
	assert_true(100 * tally.missed <= 3 * tally.pairs);
}

static void light_english_forms_are_found(void **state)
{
	(void)state;
	struct tally tally = try_all(english, sizeof english / sizeof english[0]);
	assert_int_equal(tally.missed, 0);
}

static void other_words_are_not_taken_for_forms(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
	        {"участие", "участниците"},
	        {"информация", "информационните"},
	        {"българия", "български"},
	        {"българия", "българи"},
	        {"финансов", "финансиран"},
	        {"общност", "общи"},
	        {"работа", "работник"},
	        {"миграция", "мигрант"},
	        {"права", "правителство"},
	        {"деца", "децембри"},
	        {"хора", "хорото"},
	        {"дата", "данни"},
	        {"формат", "форма"},
	        {"йод", "ида"},
	        {"нова", "новина"},
	        {"community", "communication"},
	        {"international", "internal"},
	        {"person", "personal"},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		const char *one = pairs[i][0];
		const char *other = pairs[i][1];
		if (is_found(one, strlen(one), other, strlen(other)) ||
		        is_found(other, strlen(other), one, strlen(one)))
			fail_msg("%s and %s are no forms of one word", one, other);
	}
}

static void a_stem_has_three_letters_and_a_word_is_its_own_form(void **state)
{
	(void)state;
	assert_true(text_same_word("а", 2, "а", 2));
	assert_false(text_same_word("сам", 6, "са", 4));
	assert_false(text_same_word("та", 4, "ти", 4));
	assert_false(text_same_word("", 0, "а", 2));
	assert_false(text_same_word("is", 2, "ied", 3));
	assert_null(text_irregular_forms("проект", strlen("проект")));
	assert_null(text_irregular_forms("", 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(nearly_all_bulgarian_forms_are_found),
	        cmocka_unit_test(light_english_forms_are_found),
	        cmocka_unit_test(other_words_are_not_taken_for_forms),
	        cmocka_unit_test(a_stem_has_three_letters_and_a_word_is_its_own_form),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
