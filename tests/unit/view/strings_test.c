/* Words: the tables are whole in every language, sentences and numbers are put together as the language does. */

#include "harness/failing_memory.h"
#include "view/strings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* How many times TEXT has PART. */
static int occurrences(const char *text, const char *part)
{
	int count = 0;
	for (const char *found = strstr(text, part); found != NULL; found = strstr(found + 1, part))
		count++;
	return count;
}

static void every_string_is_there_in_every_language(void **state)
{
	(void)state;
	for (int language = 0; language < MESSAGE_LANGUAGES; language++) {
		const struct language_strings *table = strings_of((enum message_language)language);
		for (int i = 0; i < STRING_NAMES; i++) {
			assert_non_null(table->strings[i]);
			assert_true(strlen(table->strings[i]) > 0);
		}
		for (int i = 0; i < KEY_COMMANDS; i++) {
			assert_non_null(table->labels[i]);
			assert_non_null(table->helps[i]);
			assert_true(i == COMMAND_NONE || strlen(table->helps[i]) > 0);
		}
		for (int i = 0; i < 12; i++)
			assert_true(strlen(table->months[i]) >= 3);
		for (int i = 0; i < COUNTED_NOUNS; i++)
			assert_true(strlen(table->counted[i][0]) > 0 && strlen(table->counted[i][1]) > 0);
		assert_true(strlen(table->thousands) > 0);
		assert_non_null(table->write_date);
		const struct page_words *words = &table->page_words;
		assert_int_equal(words->messages, language);
		assert_true(words->write_date == table->write_date);
		assert_true(
		        strlen(words->links) > 0 && strlen(words->source) > 0 && strlen(words->untitled) > 0);
		assert_true(strlen(words->cannot_be_read) > 0 && strlen(words->error_is) > 0);
	}
}

static void sentences_have_the_same_places_in_every_language(void **state)
{
	(void)state;
	for (int i = 0; i < STRING_NAMES; i++)
		for (int place = 0; place < 2; place++) {
			const char *mark = place == 0 ? "{1}" : "{2}";
			assert_int_equal(occurrences(strings_english.strings[i], mark),
			        occurrences(strings_bulgarian.strings[i], mark));
			assert_int_equal(occurrences(strings_bulgarian.strings[i], "{"),
			        occurrences(strings_bulgarian.strings[i], "{1}") +
			                occurrences(strings_bulgarian.strings[i], "{2}"));
		}
}

static void labels_are_short_and_stand_for_the_same_commands(void **state)
{
	(void)state;
	for (int i = COMMAND_NONE + 1; i < KEY_COMMANDS; i++) {
		const char *english = view_command_label((enum command_name)i, MESSAGES_ENGLISH);
		const char *bulgarian = view_command_label((enum command_name)i, MESSAGES_BULGARIAN);
		assert_int_equal(*english == '\0', *bulgarian == '\0');
		assert_true(text_width(bulgarian, strlen(bulgarian)) <= 12);
		const char *help = view_command_help((enum command_name)i, MESSAGES_BULGARIAN);
		assert_true(help[strlen(help) - 1] != '.');
	}
	assert_string_equal(view_command_label(COMMAND_RESIZE, MESSAGES_ENGLISH), "");
	assert_string_equal(view_command_help(COMMAND_NAMES, MESSAGES_ENGLISH), "");
	assert_string_equal(view_command_label(COMMAND_OPEN, MESSAGES_BULGARIAN), "отваряне");
}

static void dates_have_the_form_of_their_language(void **state)
{
	(void)state;
	struct buffer out;
	buffer_init(&out, 1000);
	view_write_date(&out, (struct date){2021, 5, 20}, MESSAGES_BULGARIAN);
	assert_string_equal(buffer_text(&out), "20 май 2021 г.");
	buffer_clear(&out);
	view_write_date(&out, (struct date){2021, 5, 2}, MESSAGES_ENGLISH);
	assert_string_equal(buffer_text(&out), "2 May 2021");
	buffer_clear(&out);
	view_page_words("bg-BG")->write_date(&out, (struct date){1999, 12, 31});
	assert_string_equal(buffer_text(&out), "31 декември 1999 г.");
	buffer_clear(&out);
	view_page_words("bgx")->write_date(&out, (struct date){1999, 1, 1});
	assert_string_equal(buffer_text(&out), "1 January 1999");
	buffer_clear(&out);
	view_write_date(&out, (struct date){0, 0, 0}, MESSAGES_ENGLISH);
	assert_string_equal(buffer_text(&out), "");
	buffer_free(&out);
}

static const char *counted(
        struct buffer *out, size_t number, enum counted_noun noun, enum message_language language)
{
	buffer_clear(out);
	assert_true(strings_write_counted(out, number, noun, language));
	return buffer_text(out);
}

static void one_has_a_form_of_its_own_and_large_numbers_are_grouped(void **state)
{
	(void)state;
	struct buffer out;
	buffer_init(&out, 1000);
	assert_string_equal(counted(&out, 1, COUNTED_PAGES, MESSAGES_BULGARIAN), "1 страница");
	assert_string_equal(counted(&out, 21, COUNTED_PAGES, MESSAGES_BULGARIAN), "21 страници");
	assert_string_equal(counted(&out, 0, COUNTED_PAGES, MESSAGES_ENGLISH), "0 pages");
	assert_string_equal(counted(&out, 72, COUNTED_COLUMNS, MESSAGES_BULGARIAN), "72 колони");
	assert_string_equal(counted(&out, 1, COUNTED_COLUMNS, MESSAGES_ENGLISH), "1 column");
	assert_string_equal(counted(&out, 2100, COUNTED_PAGES, MESSAGES_BULGARIAN), "2100 страници");
	assert_string_equal(counted(&out, 10000, COUNTED_PAGES, MESSAGES_BULGARIAN), "10\u00a0000 страници");
	assert_string_equal(counted(&out, 1234567, COUNTED_PAGES, MESSAGES_ENGLISH), "1,234,567 pages");
	buffer_free(&out);
}

static void sentences_take_what_belongs_in_their_places(void **state)
{
	(void)state;
	struct buffer out, language;
	buffer_init(&out, 1000);
	buffer_init(&language, 1000);
	strings_write_in_language(&language, "en", MESSAGES_BULGARIAN);
	assert_true(strings_write(
	        &out, MESSAGES_BULGARIAN, STRING_NOT_TRANSLATED, buffer_text(&language), "на български"));
	assert_string_equal(
	        buffer_text(&out), "Страницата няма превод на английски и е показана на български");
	buffer_clear(&language);
	strings_write_in_language(&language, "de", MESSAGES_BULGARIAN);
	assert_string_equal(buffer_text(&language), "на езика „de“");
	buffer_clear(&out);
	strings_write(&out, MESSAGES_BULGARIAN, STRING_ARTICLE_OF, "2", "8");
	assert_string_equal(buffer_text(&out), "Статия 2 от 8");
	buffer_clear(&out);
	strings_write(&out, MESSAGES_ENGLISH, STRING_PAGE_NOT_FOUND, "{1}{2", NULL);
	assert_string_equal(buffer_text(&out), "Page not found: {1}{2");
	buffer_free(&out);
	buffer_free(&language);
}

static void the_whole_is_100_per_cent_only_when_all_is_done(void **state)
{
	(void)state;
	struct buffer out;
	buffer_init(&out, 1000);
	strings_write_share(&out, 43, 100, MESSAGES_BULGARIAN);
	buffer_append_text(&out, "|");
	strings_write_share(&out, 999999, 1000000, MESSAGES_ENGLISH);
	buffer_append_text(&out, "|");
	strings_write_share(&out, 7, 7, MESSAGES_ENGLISH);
	buffer_append_text(&out, "|");
	strings_write_share(&out, 0, 0, MESSAGES_ENGLISH);
	assert_string_equal(buffer_text(&out), "43 %|99%|100%|100%");
	buffer_free(&out);
}

static void without_memory_a_sentence_fails_and_nothing_else(void **state)
{
	(void)state;
	struct buffer out;
	buffer_init(&out, 1000);
	failing_memory_set(1, true);
	assert_false(strings_write(&out, MESSAGES_BULGARIAN, STRING_ARTICLE_OF, "2", "8"));
	failing_memory_set(0, false);
	buffer_free(&out);
	assert_int_equal(failing_memory_live(), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_string_is_there_in_every_language),
	        cmocka_unit_test(sentences_have_the_same_places_in_every_language),
	        cmocka_unit_test(labels_are_short_and_stand_for_the_same_commands),
	        cmocka_unit_test(dates_have_the_form_of_their_language),
	        cmocka_unit_test(one_has_a_form_of_its_own_and_large_numbers_are_grouped),
	        cmocka_unit_test(sentences_take_what_belongs_in_their_places),
	        cmocka_unit_test(the_whole_is_100_per_cent_only_when_all_is_done),
	        cmocka_unit_test(without_memory_a_sentence_fails_and_nothing_else),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
