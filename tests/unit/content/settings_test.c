/* The reader's settings: what a file says, and that what is wrong in it takes nothing else along. */

#include "content/content.h"

#include "harness/failing_memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char path[600];

static int choose_path(void **state)
{
	(void)state;
	const char *root = getenv("TMPDIR");
	snprintf(path, sizeof path, "%s/settings-%d.yaml", root != NULL ? root : "/tmp", (int)getpid());
	return 0;
}

static int remove_file(void **state)
{
	(void)state;
	failing_memory_set(0, false);
	return unlink(path) == 0 || rmdir(path) == 0 || access(path, F_OK) != 0 ? 0 : -1;
}

static void put(const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

/* Reads TEXT; returns how many diagnostics there are. */
static size_t read_text(struct settings *settings, const char *text)
{
	struct diagnostics found;
	put(text);
	diagnostics_init(&found);
	settings_init(settings);
	assert_true(settings_read(settings, path, &found));
	size_t count = found.count;
	diagnostics_free(&found);
	return count;
}

static void assert_says_nothing(const struct settings *settings)
{
	assert_null(settings->language);
	assert_int_equal(settings->measure, 0);
	assert_int_equal(settings->hyphenation, SETTING_AUTO);
	assert_int_equal(settings->hyperlinks, SETTING_AUTO);
	assert_int_equal(settings->keyboard, LAYOUT_UNKNOWN);
	assert_false(settings->mouse);
	assert_int_equal(settings->colour_count, 0);
	assert_int_equal(settings->key_count, 0);
}

static void a_missing_or_empty_file_says_nothing_and_is_no_error(void **state)
{
	(void)state;
	static const char *const texts[] = {
	        "", "\n", "# само бележка\n", "keys:\ncolours: ~\n", "\xEF\xBB\xBF", "{}"};
	struct settings settings;
	struct diagnostics found;
	diagnostics_init(&found);
	settings_init(&settings);
	assert_true(settings_read(&settings, path, &found));
	assert_int_equal(found.count, 0);
	assert_says_nothing(&settings);
	settings_free(&settings);
	diagnostics_free(&found);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_int_equal(read_text(&settings, texts[i]), 0);
		assert_says_nothing(&settings);
		settings_free(&settings);
	}
}

static void every_setting_is_read(void **state)
{
	(void)state;
	struct settings settings;
	assert_int_equal(read_text(&settings,
	                         "language: bg-BG\nmeasure: 66\nhyphenation: on\nkeyboard: bds\nmouse: yes\n"
	                         "hyperlinks: off\ncolours:\n  title: red\n  link: 31\n"
	                         "keys:\n  open: [Enter, о]\n  mouse: []\n  back: h\n"),
	        0);
	assert_string_equal(settings.language, "bg-BG");
	assert_int_equal(settings.measure, 66);
	assert_int_equal(settings.hyphenation, SETTING_ON);
	assert_int_equal(settings.keyboard, LAYOUT_BDS);
	assert_true(settings.mouse);
	assert_int_equal(settings.hyperlinks, SETTING_OFF);
	assert_int_equal(settings.colour_count, 2);
	assert_string_equal(settings.colours[1].name, "link");
	assert_string_equal(settings.colours[1].value, "31");
	assert_int_equal(settings.key_count, 4);
	static const struct setting_pair wanted[] = {{"open", "Enter", 11, 3, 11, 10},
	        {"open", "о", 11, 3, 11, 17}, {"mouse", NULL, 12, 3, 12, 3}, {"back", "h", 13, 3, 13, 9}};
	for (size_t i = 0; i < 4; i++) {
		assert_string_equal(settings.keys[i].name, wanted[i].name);
		if (wanted[i].value == NULL)
			assert_null(settings.keys[i].value);
		else
			assert_string_equal(settings.keys[i].value, wanted[i].value);
		assert_int_equal(settings.keys[i].name_line, wanted[i].name_line);
		assert_int_equal(settings.keys[i].name_column, wanted[i].name_column);
		assert_int_equal(settings.keys[i].line, wanted[i].line);
		assert_int_equal(settings.keys[i].column, wanted[i].column);
	}
	settings_free(&settings);
}

static void every_word_of_a_choice_is_known_whatever_its_letters(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum setting_switch hyphenation;
		enum keyboard_layout keyboard;
	} rows[] = {
	        {"hyphenation: auto", SETTING_AUTO, LAYOUT_UNKNOWN},
	        {"hyphenation: ON", SETTING_ON, LAYOUT_UNKNOWN},
	        {"hyphenation: \"on\"", SETTING_ON, LAYOUT_UNKNOWN},
	        {"hyphenation: yes", SETTING_ON, LAYOUT_UNKNOWN},
	        {"hyphenation: true", SETTING_ON, LAYOUT_UNKNOWN},
	        {"hyphenation: Off", SETTING_OFF, LAYOUT_UNKNOWN},
	        {"hyphenation: no", SETTING_OFF, LAYOUT_UNKNOWN},
	        {"hyphenation: false", SETTING_OFF, LAYOUT_UNKNOWN},
	        {"keyboard: auto", SETTING_AUTO, LAYOUT_UNKNOWN},
	        {"keyboard: Phonetic", SETTING_AUTO, LAYOUT_PHONETIC},
	        {"keyboard: phonetic-2006", SETTING_AUTO, LAYOUT_PHONETIC_2006},
	        {"keyboard: BDS", SETTING_AUTO, LAYOUT_BDS},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct settings settings;
		assert_int_equal(read_text(&settings, rows[i].text), 0);
		assert_int_equal(settings.hyphenation, rows[i].hyphenation);
		assert_int_equal(settings.keyboard, rows[i].keyboard);
		settings_free(&settings);
	}
}

static void what_is_wrong_is_left_out_and_the_rest_counts(void **state)
{
	(void)state;
	struct settings settings;
	assert_int_equal(
	        read_text(&settings, "language: en\nmeasure: 19\nkeybord: bds\nhyphenation: [on]\nmouse: on\n"
	                             "keys:\n  open: {a: b}\n  back: [[h], Left]\n"),
	        5);
	assert_string_equal(settings.language, "en");
	assert_int_equal(settings.measure, 0);
	assert_int_equal(settings.hyphenation, SETTING_AUTO);
	assert_true(settings.mouse);
	assert_int_equal(settings.key_count, 1);
	assert_string_equal(settings.keys[0].value, "Left");
	settings_free(&settings);
	assert_int_equal(read_text(&settings, "language: \"en\nmouse: on\n"), 1);
	assert_says_nothing(&settings);
	settings_free(&settings);
}

static void a_folder_or_fifo_in_its_place_costs_one_diagnostic(void **state)
{
	(void)state;
	for (int kind = 0; kind < 2; kind++) {
		struct settings settings;
		struct diagnostics found;
		unlink(path);
		assert_int_equal(kind == 0 ? mkfifo(path, 0600) : mkdir(path, 0700), 0);
		diagnostics_init(&found);
		settings_init(&settings);
		assert_true(settings_read(&settings, path, &found));
		assert_int_equal(found.count, 1);
		assert_int_equal(found.items[0].name, DIAGNOSTIC_FILE_NOT_REGULAR);
		assert_says_nothing(&settings);
		settings_free(&settings);
		diagnostics_free(&found);
	}
}

static void more_pairs_than_the_limit_are_refused(void **state)
{
	(void)state;
	struct buffer text;
	struct settings settings;
	buffer_init(&text, 1 << 20);
	buffer_append_text(&text, "keys:\n  open: [a");
	for (int i = 0; i < SETTING_PAIRS_MAXIMUM + 1; i++)
		buffer_append_text(&text, ", b");
	buffer_append_text(&text, "]\n");
	assert_int_equal(read_text(&settings, buffer_text(&text)), 2);
	assert_int_equal(settings.key_count, SETTING_PAIRS_MAXIMUM);
	settings_free(&settings);
	buffer_free(&text);
}

static void any_allocation_may_fail(void **state)
{
	(void)state;
	struct settings settings;
	put("language: bg\ncolours: {title: red}\nkeys: {open: [Enter, x]}\nmouse: мишка\n");
	for (size_t nth = 1;; nth++) {
		struct diagnostics found;
		diagnostics_init(&found);
		settings_init(&settings);
		failing_memory_set(nth, false);
		(void)settings_read(&settings, path, &found);
		bool hit = failing_memory_hit();
		failing_memory_set(0, false);
		for (size_t i = 0; i < settings.key_count; i++) /* what came short is no pair */
			assert_non_null(settings.keys[i].name);
		settings_free(&settings);
		diagnostics_free(&found);
		assert_int_equal(failing_memory_live(), 0);
		if (!hit)
			break;
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, choose_path, remove_file)
	const struct CMUnitTest tests[] = {
	        TEST(a_missing_or_empty_file_says_nothing_and_is_no_error),
	        TEST(every_setting_is_read),
	        TEST(every_word_of_a_choice_is_known_whatever_its_letters),
	        TEST(what_is_wrong_is_left_out_and_the_rest_counts),
	        TEST(a_folder_or_fifo_in_its_place_costs_one_diagnostic),
	        TEST(more_pairs_than_the_limit_are_refused),
	        TEST(any_allocation_may_fail),
	};
#undef TEST
	return cmocka_run_group_tests(tests, NULL, NULL);
}
