/*
 * What each language keeps together on one line: a table of phrases for each, set at every width in which the phrase has room.
 * To extend a language: a row in src/text/break_tables.c, a phrase here. How breaks are found is tests/unit/text/breaks_test.c.
 */

#include "page_making.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static const char *const bulgarian[] = {
        /* numbers and what they count */
        "2021 г.",
        "(2021 г.),",
        "60 %",
        "10–15 %,",
        "-5 °C",
        "№ 5",
        "10 000",
        "10 000 000 лв.",
        "12,50 лв.;",
        "5 хил. лв.",
        "€ 5",
        "чл. 5",
        "чл. 5,",
        "Чл. 15",
        "ал. 2",
        "т. 3",
        "стр. 12",
        "гл. IV",
        "60 км/ч",
        "20 кв. м",
        "10 ч.",
        /* dates and times */
        "20 май",
        "20–22 май",
        "5-и май",
        "XIX в.",
        "ХХ век",
        "21-ви век",
        "XXI-ви век",
        /* names */
        "Р. Стаменков",
        "„Р. Стаменков“",
        "А. С. Пушкин",
        "И.В. Вазов",
        "Дж. Р. Р. Толкин",
        "г-н Стаменков",
        "г-жа „Петрова“",
        "д-р Иванов",
        "проф. Иванов",
        "проф. д-р инж. Иванов",
        "Борис III",
        "гр. София",
        "ул. „Раковски“",
        /* hyphens and slashes */
        "по-бързо",
        "по\u0301-бързо",
        "най-добър",
        "г-н",
        "д-р",
        "5-и",
        "ЕС-то",
        "и/или",
        "А–Я",
        "COVID-19",
        /* abbreviations */
        "т.е.",
        "т. е.",
        "и т.н.",
        "т. н.",
        "и др.",
        "681 г. пр. Хр.",
        "iom.int",
        "mission-sofia@iom-bulgaria.int",
        "www.iom-bulgaria.bg",
        /* quotes and brackets */
        "„а“",
        "«дума»",
        "„дума“,",
        "(дума)",
        "„Дума“!",
        /* a dash does not begin a line */
        "дума –",
        "дума —",
        "дума -",
        "„дума“ –",
        /* what the text itself keeps */
        "без\u00A0край",
        "дума\u2011дума",
};

static const char *const english[] = {
        "Mr. Smith",
        "Dr. “Jones”",
        "Prof. Dr. Jones",
        "Smith Jr.",
        "J. R. R. Tolkien",
        "U.S. Army",
        "Elizabeth II",
        "p. 5",
        "pp. 5–7",
        "No. 5",
        "ch. IV",
        "5 %",
        "10 km",
        "60 km/h",
        "$ 5",
        "10 000",
        "5 million",
        "10 a.m.",
        "20 May",
        "20th May",
        "May 20",
        "May 20,",
        "(May 20th)",
        "Sept. 5",
        "e-mail",
        "follow-up",
        "well-to-do",
        "and/or",
        "iom.int",
        "e.g.",
        "word –",
        "word —",
        "word—",
        "“a”",
        "“word”,",
        "‘word’",
        "«word»",
        "(word)",
};

/* Phrases that may be divided, so that a test which finds nothing is noticed. */
static const char *const divided[] = {
        "ново село", "социално-икономически", "май 2021", "Иванов 5", "мъже/жени"};

enum { REPEATS = 24, WIDEST = 80, TEXT_MAXIMUM = 8000 };

/* A paragraph in LANGUAGE with PHRASE over and over, behind fillings of one, two, three… letters. */
static void make_page(struct making *making, const char *phrase, const char *language, const char *letter)
{
	char text[TEXT_MAXIMUM];
	size_t length = 0;
	for (int i = 0; i < REPEATS; i++) {
		for (int j = 0; j < 2 + i % 9; j++)
			length += (size_t)snprintf(text + length, sizeof text - length, "%s", letter);
		length += (size_t)snprintf(text + length, sizeof text - length, " %s ", phrase);
	}
	snprintf(text + length, sizeof text - length, "%s%s", letter, letter);
	add_block(making, BLOCK_PARAGRAPH, 0, text, 0);
	making->page.language = language;
}

static bool is_letter(char byte)
{
	return (unsigned char)byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Whether a line that ends before OFFSET divides PHRASE, other than by a hyphen between two letters of a word. */
static bool divides(const char *text, uint32_t offset, const char *phrase)
{
	size_t length = strlen(phrase);
	const char *from = offset > length ? text + offset - length : text;
	for (const char *found = strstr(from, phrase); found != NULL && found < text + offset;
	        found = strstr(found + 1, phrase)) {
		bool inside = found + length > text + offset;
		if (inside && !(is_letter(text[offset - 1]) && is_letter(text[offset])))
			return true;
	}
	return false;
}

/* Whether a line of COLUMNS ends inside PHRASE anywhere. */
static bool is_divided_at(const struct page *page, const char *phrase, int columns)
{
	struct layout *layout = layout_new(page, columns, &(struct layout_options){0});
	assert_non_null(layout);
	const struct block_lines *lines = layout_block(layout, 0);
	assert_non_null(lines);
	bool found = false;
	for (uint32_t i = 1; i < lines->count; i++)
		found |= divides(page->text, lines->lines[i].offset, phrase);
	layout_free(layout);
	return found;
}

static int first_width_that_divides(const char *phrase, const char *language, const char *letter)
{
	const char *slow = getenv("TEST_SLOW");
	int step = slow != NULL && *slow != '\0' ? 13 : 1;
	struct making making = {0};
	make_page(&making, phrase, language, letter);
	int found = 0;
	for (int columns = text_width(phrase, strlen(phrase)); columns <= WIDEST && found == 0;
	        columns += step)
		if (is_divided_at(&making.page, phrase, columns))
			found = columns;
	free_making(&making);
	return found;
}

static void assert_kept(const char *const *phrases, size_t count, const char *language, const char *letter)
{
	for (size_t i = 0; i < count; i++) {
		int columns = first_width_that_divides(phrases[i], language, letter);
		if (columns != 0)
			fail_msg(
			        "%s: a line of %d columns ends inside \"%s\"", language, columns, phrases[i]);
	}
}

static void bulgarian_keeps_together_at_every_width(void **state)
{
	(void)state;
	assert_kept(bulgarian, sizeof bulgarian / sizeof *bulgarian, "bg", "ж");
}

static void english_keeps_together_at_every_width(void **state)
{
	(void)state;
	assert_kept(english, sizeof english / sizeof *english, "en", "x");
}

static void other_phrases_are_divided_somewhere(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof divided / sizeof *divided; i++)
		assert_int_not_equal(first_width_that_divides(divided[i], "bg", "ж"), 0);
}

/* „– Да, каза.“: the dash keeps its first word, and no later dash begins a line. */
static void direct_speech_keeps_its_dash(void **state)
{
	(void)state;
	static const char *const speech = "– Недей – рече му той тихо. – Ще чуят – и всички млъкнаха.";
	for (int columns = 9; columns <= WIDEST; columns++) {
		struct making making = {0};
		add_block(&making, BLOCK_PARAGRAPH, 0, speech, 0);
		struct layout *layout = layout_new(&making.page, columns, &(struct layout_options){0});
		const struct block_lines *lines = layout_block(layout, 0);
		assert_non_null(lines);
		assert_memory_equal(speech + lines->lines[0].offset, "– Недей", strlen("– Недей"));
		assert_true(lines->lines[0].length >= strlen("– Недей"));
		for (uint32_t i = 1; i < lines->count; i++)
			assert_memory_not_equal(speech + lines->lines[i].offset, "–", strlen("–"));
		layout_free(layout);
		free_making(&making);
	}
}

/* Letters with marks, at every width: no line begins with a mark, each line has one column for each letter. */
static void marks_stay_on_their_letters(void **state)
{
	(void)state;
	static const char *const text =
	        "въ\u0301лна Ю\u0301лия и\u0300 и\u0306 ѝ кра\u0301и\u0306 голе\u0301мите\u0301";
	for (int columns = 1; columns <= 40; columns++) {
		struct making making = {0};
		add_block(&making, BLOCK_PARAGRAPH, 0, text, 0);
		struct layout *layout = layout_new(&making.page, columns, &(struct layout_options){0});
		const struct block_lines *lines = layout_block(layout, 0);
		assert_non_null(lines);
		for (uint32_t i = 0; i < lines->count; i++) {
			const char *start = making.page.text + lines->lines[i].offset;
			assert_memory_not_equal(start, "\xCC", 1); /* the first byte of U+0300 to U+033F */
			assert_true(lines->lines[i].width <= columns);
		}
		layout_free(layout);
		free_making(&making);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(bulgarian_keeps_together_at_every_width),
	        cmocka_unit_test(english_keeps_together_at_every_width),
	        cmocka_unit_test(other_phrases_are_divided_somewhere),
	        cmocka_unit_test(direct_speech_keeps_its_dash),
	        cmocka_unit_test(marks_stay_on_their_letters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
