/* The keys that settings give to commands; the names of keys. */

#include "view/command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { CHANGES_MAXIMUM = 16 };

/* Makes MAP of "command key" lines; a line without a key takes all away. Returns how many diagnostics that brings. */
static size_t make(struct key_map *map, const char *lines)
{
	static char text[1024];
	struct setting_pair changes[CHANGES_MAXIMUM];
	struct diagnostics found;
	size_t count = 0;
	char *rest = NULL;
	snprintf(text, sizeof text, "%s", lines);
	for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
		char *blank = strchr(line, ' ');
		if (blank != NULL)
			*blank++ = '\0';
		assert_true(count < CHANGES_MAXIMUM);
		changes[count] = (struct setting_pair){line, blank, count + 1, 1, count + 1, 5};
		count++;
	}
	diagnostics_init(&found);
	key_map_make(map, changes, count, "config.yaml", &found);
	size_t diagnosed = found.count;
	diagnostics_free(&found);
	return diagnosed;
}

static enum command_name pressed(const struct key_map *map, const char *name, enum command_place place)
{
	const struct view_options options = {.keys = map};
	struct key key;
	assert_true(read_key_name(name, &key));
	return command_for_key(key, place, &options).name;
}

/* ---- names -------------------------------------------------------------------------------------------------- */

static void every_key_that_a_command_has_is_read_by_its_name_in_any_letters(void **state)
{
	(void)state;
	size_t tried = 0;
	for (int command = COMMAND_NONE + 1; command < KEY_COMMANDS; command++) {
		const char *keys = command_keys(NULL, (enum command_name)command);
		size_t length;
		for (const char *at = next_key(&keys, &length); at != NULL;
		        at = next_key(&keys, &length), tried++) {
			char name[KEY_NAME_BYTES], small[KEY_NAME_BYTES], again[KEY_NAME_BYTES];
			struct key key;
			if (command == COMMAND_SEARCH_SITE)
				continue; /* "//" is one key twice */
			snprintf(name, sizeof name, "%.*s", (int)length, at);
			assert_true(read_key_name(name, &key));
			write_key_name(key, again);
			assert_string_equal(again, name);
			if (length == 1)
				continue; /* g and G are two keys */
			for (size_t i = 0; i <= length; i++)
				small[i] = (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] + 32 : name[i]);
			assert_true(read_key_name(small, &key));
			write_key_name(key, again);
			assert_string_equal(again, name);
		}
	}
	assert_true(tried > 40);
}

static void names_become_keys_or_are_refused(void **state)
{
	(void)state;
	static const char *const good[] = {"a", "Ж", "é", "-", "Ctrl--", "Alt--", "Ctrl-Alt-X", "F12", "F24",
	        "Ctrl-F5", "Alt-Shift-Up", "Shift-Tab", "Space", "Ctrl-Space", "\"", "世"};
	static const char *const bad[] = {"", " ", "ab", "Ctrl-", "Shift-a", "Shift-Space", "Alt-Ctrl-x",
	        "F0", "F25", "F1x", "f ", "\t", "\x1b", "\x7f", "Up Down", "Page-Up", "\u0301", "\xff",
	        "Ctrl-Ctrl-a"};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		struct key key;
		char again[KEY_NAME_BYTES];
		assert_true(read_key_name(good[i], &key));
		write_key_name(key, again);
		assert_string_equal(again, good[i]);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct key key;
		if (read_key_name(bad[i], &key))
			fail_msg("'%s' is taken for a key", bad[i]);
	}
	assert_string_equal(nearest_key_name("Entr"), "Enter");
	assert_string_equal(nearest_key_name("PgDwn"), "PgDn");
	assert_null(nearest_key_name("Hyper"));
}

/* ---- the map ------------------------------------------------------------------------------------------------ */

static void without_settings_every_command_has_its_own_keys(void **state)
{
	(void)state;
	struct key_map map;
	key_map_make(&map, NULL, 0, NULL, NULL);
	for (int command = COMMAND_NONE + 1; command < KEY_COMMANDS; command++)
		assert_string_equal(command_keys(&map, (enum command_name)command),
		        command_keys(NULL, (enum command_name)command));
}

static void a_command_has_the_keys_that_it_is_given_and_no_others(void **state)
{
	(void)state;
	struct key_map map;
	assert_int_equal(make(&map, "next ctrl-n\nnext Down\nnext Ctrl-N\nopen ж"), 0);
	assert_string_equal(command_keys(&map, COMMAND_NEXT), "Ctrl-N Down");
	assert_string_equal(command_keys(&map, COMMAND_OPEN), "ж");
	assert_int_equal(pressed(&map, "Ctrl-N", IN_ARTICLE), COMMAND_NEXT);
	assert_int_equal(pressed(&map, "j", IN_ARTICLE), COMMAND_UNKNOWN_KEY);
	assert_int_equal(pressed(&map, "ж", IN_MENU), COMMAND_OPEN);
	assert_int_equal(pressed(&map, "Enter", IN_MENU), COMMAND_UNKNOWN_KEY);
}

static void a_key_leaves_the_command_that_had_it_where_both_work(void **state)
{
	(void)state;
	struct key_map map;
	/* Tab is the next link's in a page; a command for menus and pages takes it, one for help alone would not. */
	assert_int_equal(make(&map, "next-language Tab"), 0);
	assert_string_equal(command_keys(&map, COMMAND_NEXT_LINK), "");
	assert_string_equal(command_keys(&map, COMMAND_PREVIOUS_LINK), "Shift-Tab");
	assert_int_equal(pressed(&map, "Tab", IN_ARTICLE), COMMAND_NEXT_LANGUAGE);
	assert_int_equal(make(&map, "reload g"), 0);
	assert_string_equal(command_keys(&map, COMMAND_FIRST), "Home");
}

static void an_empty_list_takes_the_keys_away(void **state)
{
	(void)state;
	struct key_map map;
	assert_int_equal(make(&map, "mouse\nlink-number\nreload 1"), 0);
	assert_string_equal(command_keys(&map, COMMAND_MOUSE), "");
	assert_string_equal(command_keys(&map, COMMAND_LINK_NUMBER), "");
	assert_int_equal(pressed(&map, "M", IN_MENU), COMMAND_UNKNOWN_KEY);
	assert_int_equal(pressed(&map, "1", IN_ARTICLE), COMMAND_RELOAD);
	assert_int_equal(make(&map, "link-number 1\nlink-number 3"), 0);
	assert_int_equal(pressed(&map, "3", IN_ARTICLE), COMMAND_LINK_NUMBER);
	assert_int_equal(pressed(&map, "2", IN_ARTICLE), COMMAND_UNKNOWN_KEY);
}

static void quit_back_and_help_keep_a_key_whatever_is_set(void **state)
{
	(void)state;
	struct key_map map;
	assert_int_equal(make(&map, "quit\nback\nhelp"), 3);
	assert_int_equal(pressed(&map, "q", IN_MENU), COMMAND_QUIT);
	assert_int_equal(pressed(&map, "Left", IN_ARTICLE), COMMAND_BACK);
	assert_int_equal(pressed(&map, "?", IN_ARTICLE), COMMAND_HELP);
	assert_int_equal(make(&map, "next ?\nopen F1"), 1);
	assert_int_equal(pressed(&map, "?", IN_ARTICLE), COMMAND_HELP);
	assert_int_equal(make(&map, "quit\nnext q"), 1);
	assert_int_equal(pressed(&map, "q", IN_ARTICLE), COMMAND_QUIT);
	assert_int_equal(make(&map, "quit Q\nnext q"), 0);
	assert_int_equal(pressed(&map, "q", IN_ARTICLE), COMMAND_NEXT);
	assert_int_equal(pressed(&map, "Ctrl-C", IN_ARTICLE), COMMAND_UNKNOWN_KEY);
}

static void what_is_wrong_leaves_its_command_as_it_was(void **state)
{
	(void)state;
	struct key_map map;
	assert_int_equal(make(&map, "opne x\nopen Entr\nreload r\nredraw r\nlink-number a"), 4);
	assert_string_equal(command_keys(&map, COMMAND_OPEN), command_keys(NULL, COMMAND_OPEN));
	assert_string_equal(command_keys(&map, COMMAND_RELOAD), "r");
	assert_string_equal(command_keys(&map, COMMAND_REDRAW), "Ctrl-L");
	assert_string_equal(command_keys(&map, COMMAND_LINK_NUMBER), command_keys(NULL, COMMAND_LINK_NUMBER));
	assert_int_equal(make(&map, "open Entr\nopen x"), 1);
	assert_string_equal(command_keys(&map, COMMAND_OPEN), "x");
}

static void a_letter_of_a_bulgarian_layout_is_found_for_a_changed_key_too(void **state)
{
	(void)state;
	struct key_map map;
	assert_int_equal(make(&map, "reload e"), 0);
	assert_int_equal(pressed(&map, "е", IN_MENU), COMMAND_RELOAD); /* phonetic and BDS: the key E */
	assert_int_equal(make(&map, "reload е"), 0);                   /* the Cyrillic letter itself */
	assert_int_equal(pressed(&map, "е", IN_MENU), COMMAND_RELOAD);
	assert_int_equal(pressed(&map, "e", IN_MENU), COMMAND_UNKNOWN_KEY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_key_that_a_command_has_is_read_by_its_name_in_any_letters),
	        cmocka_unit_test(names_become_keys_or_are_refused),
	        cmocka_unit_test(without_settings_every_command_has_its_own_keys),
	        cmocka_unit_test(a_command_has_the_keys_that_it_is_given_and_no_others),
	        cmocka_unit_test(a_key_leaves_the_command_that_had_it_where_both_work),
	        cmocka_unit_test(an_empty_list_takes_the_keys_away),
	        cmocka_unit_test(quit_back_and_help_keep_a_key_whatever_is_set),
	        cmocka_unit_test(what_is_wrong_leaves_its_command_as_it_was),
	        cmocka_unit_test(a_letter_of_a_bulgarian_layout_is_found_for_a_changed_key_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
