/* Where a line may end. In the texts below a '|' stands for an allowed break, '^' for a discouraged one, '~' for one at a soft hyphen. */

#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TEXT_MAXIMUM = 400 };

/* Takes the signs out of PICTURE: the text is left in TEXT, the breaks in WANTED. */
static size_t read_picture(const char *picture, char *text, unsigned char *wanted)
{
	size_t length = 0;
	memset(wanted, TEXT_BREAK_NONE, TEXT_MAXIMUM);
	for (; *picture != '\0'; picture++) {
		if (*picture == '|')
			wanted[length] = TEXT_BREAK_ALLOWED;
		else if (*picture == '^')
			wanted[length] = TEXT_BREAK_DISCOURAGED;
		else if (*picture == '~')
			wanted[length] = TEXT_BREAK_SOFT_HYPHEN;
		else if (*picture == '\n' && picture[1] != '\0')
			text[length++] = '\n', wanted[length] = TEXT_BREAK_REQUIRED;
		else
			text[length++] = *picture;
	}
	return length;
}

static void draw(char *picture, const char *text, size_t length, const unsigned char *breaks)
{
	for (size_t i = 0; i < length; i++) {
		static const char signs[] = {[TEXT_BREAK_ALLOWED] = '|',
		        [TEXT_BREAK_DISCOURAGED] = '^',
		        [TEXT_BREAK_SOFT_HYPHEN] = '~'};
		if (breaks[i] != TEXT_BREAK_NONE && breaks[i] != TEXT_BREAK_REQUIRED)
			*picture++ = signs[breaks[i]];
		*picture++ = text[i];
	}
	*picture = '\0';
}

static void assert_breaks(const char *const *pictures, size_t count, const char *language)
{
	for (size_t i = 0; i < count; i++) {
		char text[TEXT_MAXIMUM];
		unsigned char wanted[TEXT_MAXIMUM];
		unsigned char breaks[TEXT_MAXIMUM];
		size_t length = read_picture(pictures[i], text, wanted);
		memset(breaks, 0xEE, sizeof breaks);
		assert_true(text_find_breaks(breaks, text, length, language));
		if (memcmp(breaks, wanted, length) != 0) {
			char picture[2 * TEXT_MAXIMUM];
			draw(picture, text, length, breaks);
			fail_msg("%s: %s, wanted %s", language != NULL ? language : "no language", picture,
			        pictures[i]);
		}
		assert_int_equal(breaks[length], 0xEE);
	}
}

#define ASSERT_BREAKS(pictures, language)                                                                    \
	assert_breaks(pictures, sizeof(pictures) / sizeof(pictures)[0], language)

static void lines_end_after_spaces_and_hyphens(void **state)
{
	(void)state;
	static const char *const pictures[] = {
	        "",
	        "а",
	        "една |дума",
	        "по-|бързо",
	        "две  |думи ",
	        "„а“ |и |(б) |в!",
	        "без\u00A0край",
	        "дума\u2060–\u2060дума",
	        "漢|字",
	};
	ASSERT_BREAKS(pictures, NULL);
}

static void no_line_ends_between_a_full_stop_and_a_letter(void **state)
{
	(void)state;
	static const char *const pictures[] = {
	        "т.е. |така", "и |т.н. |край", "iom.int", "чл.5а", "а,б;в:г", "a.b@c.d"};
	ASSERT_BREAKS(pictures, NULL);
}

static void a_soft_hyphen_is_told_apart(void **state)
{
	(void)state;
	static const char *const pictures[] = {
	        "пре\u00AD~нос", "пре\u00AD |нос", "а\u00AD~б\u00AD~в", "край\u00AD"};
	ASSERT_BREAKS(pictures, NULL);
}

static void a_line_feed_requires_a_break(void **state)
{
	(void)state;
	static const char *const pictures[] = {"а\nб", "а \n б", "\n\nв", "а\n"};
	unsigned char breaks[8];
	assert_true(text_find_breaks(breaks, "а\n\nб", 6, "bg"));
	static const unsigned char wanted[] = {0, 0, 0, TEXT_BREAK_REQUIRED, TEXT_BREAK_REQUIRED, 0};
	assert_memory_equal(breaks, wanted, 6);
	ASSERT_BREAKS(pictures, NULL);
}

static void no_cluster_is_broken(void **state)
{
	(void)state;
	static const char *const pictures[] = {"а\u0301 |б\u0306", "👩\u200D💻|👩\u200D💻", "🇧🇬|🇪🇺", "а \u0301б",
	        "한|글", "\u1112\u1161\u11AB|\u1100"};
	ASSERT_BREAKS(pictures, NULL);
}

static void addresses_break_after_slashes_only(void **state)
{
	(void)state;
	static const char *const pictures[] = {
	        "виж |https://bulgaria.iom.int/|news/|2021-05-20-a.b?|x=|1&|y=|2. |Край",
	        "(http://a.bg/|б-в)",
	        "„https://a-b.bg“ |и",
	        "http:// |а",
	        "x://|абвгд-|бвг",
	        "www.a-b.bg/|в-г?|д |и",
	        "(a-b@c-d.bg), |и",
	        "https://a.bg",
	};
	ASSERT_BREAKS(pictures, NULL);
	ASSERT_BREAKS(pictures, "en");
}

static void bulgarian_keeps_together(void **state)
{
	(void)state;
	static const char *const pictures[] = {
	        /* a dash does not begin a line, unless it begins the paragraph */
	        "думи – |още |думи",
	        "думи — |още",
	        "думи - |още",
	        "– Да, |каза – |и ^млъкна.",
	        "дума—|дума",
	        "– Да.\n– Не, |не.",
	        /* numbers */
	        "само |5 % |от",
	        "около |10–15 %, |или",
	        "над |10 000 |души",
	        "над |10 000 000 лв. |за",
	        "цена |12,50 лв.; |отстъпка",
	        "(5 км) |път",
	        "№ 5 |и",
	        "по |чл. 5, |ал. 2 |и ^т. 3",
	        "Чл. 15 |гласи",
	        "през |2021 г. |там",
	        "(2021 г.), |там",
	        "на |20 май |2021 г.",
	        "на |20 |мая",
	        "XIX в. |и ^ХХ век",
	        /* names */
	        "с ^Р. Стаменков |и",
	        "А. С. Пушкин",
	        "И.В. Вазов",
	        "г-н Стаменков |и ^г-жа „Петрова“",
	        "проф. Иванов, |проф. |на",
	        "Д-р Иванов",
	        /* hyphens */
	        "по-бързо",
	        "най-добър",
	        "г-н",
	        "5-и |ред",
	        "социално-|икономически",
	        "COVID-19",
	        /* and so on */
	        "и ^други, |и т.н. |и",
	        "и др.",
	        "т. е. |така",
	        "и ^няма",
	        "от |681 г. пр. Хр. |до",
	        /* more of numbers and names */
	        "над |60 км/ч |с ^вятър",
	        "5-и май, |21-ви век, |XXI-ви век",
	        "цар |Борис III, |том II",
	        "в ^гр. София, |ул. „Раковски“ |и ^с. Котел",
	        "проф. д-р инж. Иванов",
	        "5 млн. лева, |€ 5",
	        "5 |месеца, |май |2021",
	        "за |2021 – 2027 г. |по |2 – |да",
	        "над |11 милиона |души",
	        "ЕС-то |и ^и/или |мъже/|жени",
	};
	ASSERT_BREAKS(pictures, "bg");
}

static void english_keeps_together(void **state)
{
	(void)state;
	static const char *const pictures[] = {
	        "said |Mr. Smith |and |Dr. “Jones”",
	        "only |5 % |of |10 km",
	        "on |20 May |2021 |or |(May 20th), |2021; |May |2021",
	        "the |20th May, |5 million, |and/or |follow-up |well-to-do",
	        "Elizabeth II, |Smith Jr. |of |the |U.S. Army, |yesterday |I ^was",
	        "No. 5 |and |p. 7",
	        "J. R. R. Tolkien",
	        "words – |more |words",
	        "an |e-mail, |well-|known",
	        "10 000 |people",
	};
	ASSERT_BREAKS(pictures, "en");
}

static void a_word_of_one_letter_should_not_end_a_line(void **state)
{
	(void)state;
	static const char *const bulgarian[] = {
	        "В ^дома |и ^в ^(а ^б) |а) |„И ^той“",
	        "няма |го |а",
	        "и др. |и ^други",
	        "а–б",
	};
	static const char *const other[] = {"A ^man, |I ^said, |is |(a ^b) |„a“ |c", "в |дома"};
	ASSERT_BREAKS(bulgarian, "bg");
	ASSERT_BREAKS(other, "en");
	static const char *const none[] = {"в |дома |a |man"};
	ASSERT_BREAKS(none, NULL);
}

static void marks_on_letters_change_nothing(void **state)
{
	(void)state;
	static const char *const pictures[] = {
	        "по\u0301-бързо",
	        "с ^И\u0301. Вазов",
	        "и\u0306-бързо",
	        "голя\u0301м-|бързо",
	};
	ASSERT_BREAKS(pictures, "bg");
}

/* A row of dashes or numbers would be one long word, and be cut anywhere. */
static void no_more_than_six_spaces_in_a_row_are_kept(void **state)
{
	(void)state;
	static const char *const pictures[] = {
	        "100 200 300 400 500 600 700 |800 900",
	        "а - - - - - - |- -",
	};
	ASSERT_BREAKS(pictures, "bg");
}

static void the_language_is_found_by_its_tag(void **state)
{
	(void)state;
	static const char *const bulgarian[] = {"5 лв. |за"};
	static const char *const none[] = {"5 |лв. |за"};
	ASSERT_BREAKS(bulgarian, "bg-BG");
	ASSERT_BREAKS(bulgarian, "BG");
	ASSERT_BREAKS(bulgarian, "bg_BG.UTF-8");
	ASSERT_BREAKS(none, "en");
	ASSERT_BREAKS(none, "b");
	ASSERT_BREAKS(none, "bgn");
	ASSERT_BREAKS(none, "");
	ASSERT_BREAKS(none, "fr");
	ASSERT_BREAKS(none, NULL);
}

static void words_longer_than_any_rule_are_left_alone(void **state)
{
	(void)state;
	size_t length = 300000;
	char *text = malloc(length);
	unsigned char *breaks = malloc(length);
	assert_true(text != NULL && breaks != NULL);
	memset(text, '5', length);
	text[length / 2] = ' ';
	text[length - 2] = ' ';
	text[length - 1] = '%';
	assert_true(text_find_breaks(breaks, text, length, "bg"));
	assert_int_equal(breaks[length / 2 + 1], TEXT_BREAK_ALLOWED);
	assert_int_equal(breaks[length - 1], TEXT_BREAK_ALLOWED);
	free(text);
	free(breaks);
}

static void words_are_found(void **state)
{
	(void)state;
	const char *text = "МОМ – по-бързо, don't 3.14";
	char starts[64] = {0};
	assert_true(text_find_words(starts, text, strlen(text)));
	char picture[128];
	size_t length = 0;
	for (size_t i = 0; i < strlen(text); i++) {
		if (starts[i])
			picture[length++] = '|';
		picture[length++] = text[i];
	}
	picture[length] = '\0';
	assert_string_equal(picture, "|МОМ| |–| |по|-|бързо|,| |don't| |3.14");
	assert_true(text_find_words(starts, "", 0));
}

static void a_word_has_a_letter_or_a_digit(void **state)
{
	(void)state;
	static const char *const words[] = {"а", "don't", "3.14", "漢", "٣", "’а"};
	static const char *const others[] = {"", " ", "–", "„", ".", "№", "€", "\u0301"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		assert_true(text_is_word(words[i], strlen(words[i])));
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_false(text_is_word(others[i], strlen(others[i])));
}

/* In the picture a '|' stands where a sentence ends. */
static void sentences_end_where_no_abbreviation_goes_on(void **state)
{
	(void)state;
	static const char *const pictures[] = {
	        "Да.| Не!| Нали?| – Хм…| „Така.“| Край.| ",
	        "На 20 май 2021 г. мисията, няма",
	        "с Р. Стаменков и А.С. Пушкин.| Той",
	        "МОМ.| Той",
	        "т.е. така, чл. 5",
	        "в гр. Котел и (с. Подвис), д-р и проф. Иванов.| Dr. Ivanova and Mr. Smith.| Он.",
	        "Това е за вас.| Подвис е село.",
	        "а|\nб|\tв",
	};
	for (size_t i = 0; i < sizeof pictures / sizeof pictures[0]; i++) {
		char text[TEXT_MAXIMUM];
		unsigned char wanted[TEXT_MAXIMUM];
		size_t length = read_picture(pictures[i], text, wanted);
		for (size_t j = 0; j < length; j++)
			if (text_ends_sentence(text, length, j) != (wanted[j] == TEXT_BREAK_ALLOWED))
				fail_msg("\"%s\" at byte %zu", pictures[i], j);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(lines_end_after_spaces_and_hyphens),
	        cmocka_unit_test(no_line_ends_between_a_full_stop_and_a_letter),
	        cmocka_unit_test(a_soft_hyphen_is_told_apart),
	        cmocka_unit_test(a_line_feed_requires_a_break),
	        cmocka_unit_test(no_cluster_is_broken),
	        cmocka_unit_test(addresses_break_after_slashes_only),
	        cmocka_unit_test(bulgarian_keeps_together),
	        cmocka_unit_test(english_keeps_together),
	        cmocka_unit_test(a_word_of_one_letter_should_not_end_a_line),
	        cmocka_unit_test(marks_on_letters_change_nothing),
	        cmocka_unit_test(no_more_than_six_spaces_in_a_row_are_kept),
	        cmocka_unit_test(the_language_is_found_by_its_tag),
	        cmocka_unit_test(words_longer_than_any_rule_are_left_alone),
	        cmocka_unit_test(words_are_found),
	        cmocka_unit_test(a_word_has_a_letter_or_a_digit),
	        cmocka_unit_test(sentences_end_where_no_abbreviation_goes_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
