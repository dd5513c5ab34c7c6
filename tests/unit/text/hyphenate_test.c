/* Where words may be divided. Needs the dictionaries that `make deps` installs. */

#include "harness/failing_memory.h"
#include "text/hyphenate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { TEXT_MAXIMUM = 512 };

/* TEXT with '-' where it may be divided by a hyphen, '~' where it has a soft hyphen. Static memory. */
static const char *divided(struct hyphenation *hyphenation, const char *text, const char *language)
{
	static char picture[2 * TEXT_MAXIMUM];
	unsigned char breaks[TEXT_MAXIMUM];
	size_t length = strlen(text), used = 0;
	assert_true(length < TEXT_MAXIMUM);
	assert_true(text_find_breaks(breaks, text, length, language));
	text_hyphenate(hyphenation, breaks, text, length, language);
	for (size_t i = 0; i < length; i++) {
		bool soft = i + 1 < length && memcmp(text + i, "\u00AD", 2) == 0;
		bool after_soft = i > 1 && memcmp(text + i - 2, "\u00AD", 2) == 0;
		if (i > 0 && breaks[i] == TEXT_BREAK_SOFT_HYPHEN && !after_soft)
			picture[used++] = '-';
		picture[used++] = soft ? '~' : text[i];
		i += soft;
	}
	picture[used] = '\0';
	return picture;
}

struct row {
	const char *text;
	const char *wanted;
};

static void check_rows(const struct row *rows, size_t count, const char *language)
{
	struct hyphenation *hyphenation = hyphenation_new(NULL);
	if (!hyphenation_open(hyphenation, language))
		fail_msg("no dictionary of %s: make deps", language);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(divided(hyphenation, rows[i].text, language), rows[i].wanted);
	hyphenation_free(hyphenation);
}

static void bulgarian_words_are_divided_as_an_editor_would(void **state)
{
	static const struct row rows[] = {
	        {"конференция", "кон-фе-рен-ция"},
	        {"осведоменост", "ос-ве-до-ме-ност"},
	        {"миньор актьор", "ми-ньор ак-тьор"},
	        {"фойерверк", "фо-йер-верк"},
	        {"държава", "дър-жава"},
	        {"междувременно", "между-вре-менно"},
	        {"надживявам", "над-жи-вя-вам"},
	        {"чужденец", "чуж-де-нец"},
	        {"сестринство", "сес-т-рин-с-тво"},
	        {"присъствие", "при-със-т-вие"},
	        {"агенция", "аген-ция"},
	        /* what the patterns get wrong */
	        {"неправителствени", "не-прави-тел-с-т-вени"},
	        {"междуправителствен", "между-пра-ви-тел-с-т-вен"},
	        {"закрила", "за-крила"},
	        {"представители", "пред-ста-ви-тели"},
	        {"обхваща", "об-хваща"},
	        {"безопасна", "без-опасна"},
	        {"подкрепа", "под-крепа"},
	        {"участниците", "участ-ни-ците"},
	        {"общностите", "общ-нос-тите"},
	        {"Приключи", "При-ключи"},
	        /* too short, no vowel on a side */
	        {"закон", "закон"},
	        {"общината", "об-щи-ната"},
	        {"страст", "страст"},
	        {"отворя", "от-воря"},
	        {"еврото", "ев-рото"},
	        /* capitals: the first one only */
	        {"Конвенция", "Кон-вен-ция"},
	        {"КОНВЕНЦИЯ", "КОНВЕНЦИЯ"},
	        {"МОМБългария", "МОМБългария"},
	        {"БАСП-НМЗМ-ФЗПМ", "БАСП-НМЗМ-ФЗПМ"},
	        /* letters that are not composed, stress */
	        {"музеи\u0306ната", "му-зей-ната"},
	        {"конфере\u0301нция", "кон-фе-ре\u0301н-ция"},
	        /* signs around a word, and words that it is put together of */
	        {"(„Конвенция“).", "(„Кон-вен-ция“)."},
	        {"по-осведомените", "по-ос-ве-до-ме-ните"},
	        {"социално-икономически", "социално-икономически"},
	        /* addresses, numbers, other letters */
	        {"http://страница.бг/конференция", "http://страница.бг/конференция"},
	        {"сайта romamigration.bg и т.н.", "сайта romamigration.bg и т.н."},
	        {"организация@example.org", "организация@example.org"},
	        {"60-годишнина", "60-годишнина"},
	        {"European communities", "European communities"},
	        /* who sets soft hyphens knows better */
	        {"конфе\u00ADренция", "конфе~ренция"},
	};
	(void)state;
	check_rows(rows, sizeof rows / sizeof rows[0], "bg");
}

static void english_words_are_divided_between_syllables(void **state)
{
	static const struct row rows[] = {
	        {"conference", "con-fer-ence"},
	        {"organization", "or-ga-ni-za-tion"},
	        {"Migration", "Mi-gra-tion"},
	        {"policy", "pol-icy"},
	        {"rhythms", "rhythms"},
	        {"through", "through"},
	        {"rights", "rights"},
	        {"MIGRATION", "MIGRATION"},
	        {"iPhones", "iPhones"},
	        {"under", "under"},
	        {"non-governmental", "non-gov-ern-men-tal"},
	        {"counter-trafficking", "counter-trafficking"},
	        {"“children’s”", "“chil-dren’s”"},
	        {"https://bulgaria.iom.int/information", "https://bulgaria.iom.int/information"},
	        {"infor\u00ADmation", "infor~mation"},
	        {"конференция", "конференция"},
	};
	(void)state;
	check_rows(rows, sizeof rows / sizeof rows[0], "en");
	check_rows(rows, sizeof rows / sizeof rows[0], "en-US");
}

static void without_a_dictionary_nothing_is_divided(void **state)
{
	(void)state;
	struct hyphenation *hyphenation = hyphenation_new(NULL);
	static const char *const languages[] = {"tlh", "", "-", "..", "../../etc/passwd", "a", "bg/..",
	        "x-klingon", "abcdefghijklmnopqrstuvwxyz"};
	for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++) {
		assert_false(hyphenation_open(hyphenation, languages[i]));
		assert_string_equal(divided(hyphenation, "конференция", languages[i]), "конференция");
	}
	hyphenation_free(hyphenation);
	assert_string_equal(divided(NULL, "конференция", "bg"), "конференция");
	assert_false(hyphenation_open(NULL, "bg"));
	hyphenation_free(NULL);
}

/* ---- folders ------------------------------------------------------------------------------------------------ */

static void write_dictionary(const char *folder, const char *name, const char *text)
{
	char path[512];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void remove_dictionary(const char *folder, const char *name)
{
	char path[512];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	assert_int_equal(unlink(path), 0);
}

static void the_dictionary_of_the_region_comes_first_then_any(void **state)
{
	(void)state;
	char folder[256];
	const char *scratch = getenv("TMPDIR");
	snprintf(folder, sizeof folder, "%s/hyphen-XXXXXX", scratch != NULL ? scratch : "/tmp");
	assert_non_null(mkdtemp(folder));
	const char *const folders[] = {"/nowhere", folder, NULL};
	const char *utf8 = "UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 2\n";
	char patterns[128];
	snprintf(patterns, sizeof patterns, "%sna1na\n", utf8);
	write_dictionary(folder, "hyph_xx_AA.dic", patterns);
	snprintf(patterns, sizeof patterns, "%sno1no\n", utf8);
	write_dictionary(folder, "hyph_xx_BB.dic", patterns);
	write_dictionary(folder, "hyph_yy_YY.dic", "ISO8859-1\nna1na\n");
	write_dictionary(folder, "hyph_zz.dic", "");
	struct hyphenation *hyphenation = hyphenation_new(folders);
	assert_string_equal(divided(hyphenation, "bananana bononono", "xx-BB"), "bananana bono-nono");
	hyphenation_free(hyphenation);
	hyphenation = hyphenation_new(folders);
	assert_string_equal(divided(hyphenation, "bananana", "xx"), "bana-nana");
	assert_string_equal(divided(hyphenation, "bananana", "xx-CC"), "bana-nana");
	hyphenation_free(hyphenation);
	hyphenation = hyphenation_new(folders);
	assert_false(hyphenation_open(hyphenation, "yy")); /* its letters are not in UTF-8 */
	assert_false(hyphenation_open(hyphenation, "zz"));
	hyphenation_free(hyphenation);
	remove_dictionary(folder, "hyph_xx_AA.dic");
	remove_dictionary(folder, "hyph_xx_BB.dic");
	remove_dictionary(folder, "hyph_yy_YY.dic");
	remove_dictionary(folder, "hyph_zz.dic");
	assert_int_equal(rmdir(folder), 0);
}

static void running_out_of_memory_means_no_hyphens(void **state)
{
	(void)state;
	for (size_t nth = 1;; nth++) {
		failing_memory_set(nth, false);
		struct hyphenation *hyphenation = hyphenation_new(NULL);
		bool open = hyphenation_open(hyphenation, "bg");
		bool hit = failing_memory_hit();
		failing_memory_set(0, false);
		assert_true(open || hit);
		hyphenation_free(hyphenation);
		assert_int_equal(failing_memory_live(), 0);
		if (!hit)
			break;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(bulgarian_words_are_divided_as_an_editor_would),
	        cmocka_unit_test(english_words_are_divided_between_syllables),
	        cmocka_unit_test(without_a_dictionary_nothing_is_divided),
	        cmocka_unit_test(the_dictionary_of_the_region_comes_first_then_any),
	        cmocka_unit_test(running_out_of_memory_means_no_hyphens),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
