/* Keys: every key of the table gives its command, on a Bulgarian keyboard too, and what is pasted gives none. */

#include "view/command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const enum command_place PLACES[] = {IN_MENU, IN_ARTICLE, IN_HELP};

static struct key character(uint32_t code)
{
	return (struct key){.key = KEYBOARD_CHARACTER, .character = code};
}

static struct command command_on(struct key key, enum command_place place, enum keyboard_layout layout)
{
	const struct view_options options = {.keyboard = layout};
	return command_for_key(key, place, &options);
}

static enum command_name command_of(struct key key, enum command_place place)
{
	return command_on(key, place, LAYOUT_UNKNOWN).name;
}

/* The second '/' of "//" is the prompt's. */
static bool is_two_keys(const char *key, size_t length)
{
	return length == 2 && memcmp(key, "//", 2) == 0;
}

/* The key that is called NAME, found by trying all. */
static struct key find_key(const char *name)
{
	char found[KEY_NAME_BYTES];
	for (int kind = KEYBOARD_CHARACTER; kind <= KEYBOARD_FUNCTION; kind++)
		for (unsigned modifiers = 0; modifiers < 8; modifiers++)
			for (uint32_t code = 1; code < 127; code++) {
				struct key key = {.key = (enum keyboard_key)kind,
				        .modifiers = modifiers,
				        .character = code};
				write_key_name(key, found);
				if (strcmp(found, name) == 0)
					return key;
			}
	fail_msg("no key is called %s", name);
	return character(0);
}

static void every_key_of_the_table_gives_its_command_where_it_applies(void **state)
{
	(void)state;
	size_t tried = 0;
	for (int name = COMMAND_NONE + 1; name < COMMAND_RESIZE; name++) {
		const char *keys = command_keys(NULL, (enum command_name)name);
		char one[KEY_NAME_BYTES];
		size_t length;
		for (const char *key = next_key(&keys, &length); key != NULL;
		        key = next_key(&keys, &length)) {
			if (is_two_keys(key, length))
				continue;
			snprintf(one, sizeof one, "%.*s", (int)length, key);
			for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
				bool here =
				        (command_places((enum command_name)name) & (unsigned)PLACES[i]) != 0;
				assert_int_equal(command_of(find_key(one), PLACES[i]),
				        here ? (enum command_name)name : COMMAND_UNKNOWN_KEY);
				tried++;
			}
		}
	}
	assert_true(tried > 150);
}

static void no_key_is_given_to_two_commands(void **state)
{
	(void)state;
	const char *seen[128];
	size_t lengths[128], count = 0;
	for (int name = COMMAND_NONE + 1; name < COMMAND_RESIZE; name++) {
		const char *keys = command_keys(NULL, (enum command_name)name);
		size_t length;
		for (const char *key = next_key(&keys, &length); key != NULL;
		        key = next_key(&keys, &length)) {
			for (size_t i = 0; i < count; i++)
				assert_false(lengths[i] == length && memcmp(seen[i], key, length) == 0);
			seen[count] = key;
			lengths[count++] = length;
		}
		for (int other = COMMAND_NONE + 1; other < name; other++)
			assert_string_not_equal(command_word((enum command_name)name),
			        command_word((enum command_name)other));
	}
}

static void a_digit_names_its_link(void **state)
{
	(void)state;
	struct command command = command_on(character('7'), IN_ARTICLE, LAYOUT_UNKNOWN);
	assert_int_equal(command.name, COMMAND_LINK_NUMBER);
	assert_int_equal(command.number, 7);
}

static void what_is_pasted_is_no_command(void **state)
{
	(void)state;
	for (uint32_t code = 0; code < 0x500; code++)
		assert_int_equal(command_of((struct key){.key = KEYBOARD_PASTED, .character = code}, IN_MENU),
		        COMMAND_NONE);
	assert_int_equal(command_of((struct key){.key = KEYBOARD_NONE}, IN_MENU), COMMAND_NONE);
}

static void an_unknown_key_is_said_to_be_unknown(void **state)
{
	(void)state;
	assert_int_equal(command_of(character('Q'), IN_MENU), COMMAND_UNKNOWN_KEY);
	assert_int_equal(command_of(character(0x1f600), IN_MENU), COMMAND_UNKNOWN_KEY);
	assert_int_equal(command_of((struct key){.key = KEYBOARD_UP, .modifiers = MODIFIER_CONTROL}, IN_MENU),
	        COMMAND_UNKNOWN_KEY);
	assert_int_equal(command_of((struct key){.key = KEYBOARD_FUNCTION, .character = 12}, IN_HELP),
	        COMMAND_UNKNOWN_KEY);
	struct key alt = character('q');
	alt.modifiers = MODIFIER_ALT;
	assert_int_equal(command_of(alt, IN_MENU), COMMAND_UNKNOWN_KEY);
}

/* KEY, of a US keyboard, pressed while LAYOUT is in use. */
static struct key on_layout(struct key key, enum keyboard_layout layout)
{
	key.character = text_layout_letter(layout, key.character);
	return key;
}

/*
 * Calls CHECK for each command of the table, each of its keys that is a character, and each place where it works. Of the keys
 * with Ctrl only letters, which is what a terminal tells.
 */
static void for_each_character_key(
        void (*check)(struct key key, enum command_name name, enum command_place place))
{
	for (int name = COMMAND_NONE + 1; name < COMMAND_RESIZE; name++) {
		const char *keys = command_keys(NULL, (enum command_name)name);
		size_t length;
		for (const char *found = next_key(&keys, &length); found != NULL;
		        found = next_key(&keys, &length)) {
			char called[KEY_NAME_BYTES];
			if (is_two_keys(found, length))
				continue;
			snprintf(called, sizeof called, "%.*s", (int)length, found);
			struct key key = find_key(called);
			if ((key.modifiers & MODIFIER_CONTROL) != 0 && key.character < 'a')
				key.character += 'a' - 'A';
			for (size_t i = 0;
			        key.key == KEYBOARD_CHARACTER && i < sizeof PLACES / sizeof *PLACES; i++)
				if ((command_places((enum command_name)name) & (unsigned)PLACES[i]) != 0)
					check(key, (enum command_name)name, PLACES[i]);
		}
	}
}

static size_t letters_checked;

/* A sign that both keyboards have, on other keys, is what it says: „?“ of BDS stands on the key of „2“. */
static bool is_a_key_of_its_own(struct key key, enum command_place place)
{
	return command_of(key, place) != COMMAND_UNKNOWN_KEY && key.character < 128;
}

static void check_on_each_layout(struct key key, enum command_name name, enum command_place place)
{
	for (int i = LAYOUT_UNKNOWN + 1; i < KEYBOARD_LAYOUTS; i++) {
		enum keyboard_layout layout = (enum keyboard_layout)i;
		struct key pressed = on_layout(key, layout);
		if (pressed.character == 0 || is_a_key_of_its_own(pressed, place))
			continue;
		assert_int_equal(command_on(pressed, place, layout).name, name);
		letters_checked += pressed.character >= 128;
	}
}

static void every_key_works_on_the_layout_that_the_settings_name(void **state)
{
	(void)state;
	letters_checked = 0;
	for_each_character_key(check_on_each_layout);
	assert_true(letters_checked > 100);
}

static void check_on_phonetic_layout(struct key key, enum command_name name, enum command_place place)
{
	struct key pressed = on_layout(key, LAYOUT_PHONETIC);
	if (pressed.character >= 128)
		assert_int_equal(command_of(pressed, place), name);
}

static void where_no_layout_is_named_the_phonetic_reading_wins(void **state)
{
	(void)state;
	for_each_character_key(check_on_phonetic_layout);
	assert_int_equal(command_of(character(0x44F), IN_ARTICLE), COMMAND_QUIT);      /* я: q; BDS s */
	assert_int_equal(command_of(character(0x431), IN_ARTICLE), COMMAND_SCREEN_UP); /* б: b; BDS / */
	assert_int_equal(command_of(character(0x43B), IN_ARTICLE), COMMAND_OPEN);      /* л: l; BDS . */
}

static void where_the_phonetic_layout_has_no_command_the_others_speak(void **state)
{
	(void)state;
	assert_int_equal(command_of(character(0x447), IN_ARTICLE), COMMAND_QUIT);        /* ч: `; 2006 q */
	assert_int_equal(command_of(character(0x436), IN_ARTICLE), COMMAND_FIRST);       /* ж: v, x; BDS g */
	assert_int_equal(command_of(character(0x416), IN_ARTICLE), COMMAND_LAST);        /* Ж: V, X; BDS G */
	assert_int_equal(command_of(character(0x41e), IN_ARTICLE), COMMAND_FORWARD);     /* О: O; BDS F */
	assert_int_equal(command_of(character(0x411), IN_ARTICLE), COMMAND_HELP);        /* Б: B; BDS ? */
	assert_int_equal(command_of(character(0x44d), IN_ARTICLE), COMMAND_UNKNOWN_KEY); /* э: BDS v */
}

static void a_named_layout_is_the_only_one_that_is_asked(void **state)
{
	(void)state;
	/* я: BDS s, which is no command; on the phonetic layouts it would quit */
	assert_int_equal(command_on(character(0x44F), IN_ARTICLE, LAYOUT_BDS).name, COMMAND_UNKNOWN_KEY);
	/* „,“: BDS q; whose layout is not known, has typed a comma */
	assert_int_equal(command_on(character(','), IN_ARTICLE, LAYOUT_BDS).name, COMMAND_QUIT);
	assert_int_equal(command_of(character(','), IN_ARTICLE), COMMAND_UNKNOWN_KEY);
	/* „?“ and „+“ of BDS are themselves, wherever they stand */
	assert_int_equal(command_on(character('?'), IN_ARTICLE, LAYOUT_BDS).name, COMMAND_HELP);
	assert_int_equal(command_on(character('+'), IN_ARTICLE, LAYOUT_BDS).name, COMMAND_WIDER);
}

static void the_terminal_that_tells_the_physical_key_is_believed(void **state)
{
	(void)state;
	struct key key =
	        character(0x44f); /* я on BDS is s, which is no command, whatever the phonetic layout says */
	key.base_character = 's';
	assert_int_equal(command_of(key, IN_ARTICLE), COMMAND_UNKNOWN_KEY);
	key.base_character = 'q';
	assert_int_equal(command_of(key, IN_ARTICLE), COMMAND_QUIT);
	key = character(0x414); /* Д on BDS: Shift and o */
	key.base_character = 'g';
	assert_int_equal(command_of(key, IN_ARTICLE), COMMAND_LAST);
	key = character(0x2116); /* № on the phonetic layout: Shift and 3, which opens no link */
	key.base_character = '3';
	assert_int_equal(command_of(key, IN_ARTICLE), COMMAND_UNKNOWN_KEY);
	for (int layout = LAYOUT_UNKNOWN; layout < KEYBOARD_LAYOUTS; layout++) {
		key = character(0x44F);
		key.base_character = 'd';
		assert_int_equal(
		        command_on(key, IN_ARTICLE, (enum keyboard_layout)layout).name, COMMAND_HALF_DOWN);
	}
	key = character('j'); /* an ASCII letter is what it is, whatever the key */
	key.base_character = 'k';
	assert_int_equal(command_of(key, IN_ARTICLE), COMMAND_NEXT);
}

static void control_works_with_the_same_physical_keys(void **state)
{
	(void)state;
	struct key key = character(0x446); /* ц: c */
	key.modifiers = MODIFIER_CONTROL;
	assert_int_equal(command_of(key, IN_MENU), COMMAND_QUIT);
	key = character(0x431); /* б: b */
	key.modifiers = MODIFIER_CONTROL;
	assert_int_equal(command_of(key, IN_MENU), COMMAND_SCREEN_UP);
}

static void the_wheel_moves_three_lines_and_a_click_has_a_place(void **state)
{
	(void)state;
	struct command command =
	        command_on((struct key){.key = KEYBOARD_WHEEL_DOWN}, IN_ARTICLE, LAYOUT_UNKNOWN);
	assert_int_equal(command.name, COMMAND_NEXT);
	assert_int_equal(command.number, 3);
	command = command_on(
	        (struct key){.key = KEYBOARD_CLICK, .row = 4, .column = 9}, IN_MENU, LAYOUT_UNKNOWN);
	assert_int_equal(command.name, COMMAND_CLICK);
	assert_int_equal(command.rows, 4);
	assert_int_equal(command.columns, 9);
}

static void arrows_are_shown_as_arrows_where_there_are_any(void **state)
{
	(void)state;
	assert_string_equal(view_key_label("Up", false), "↑");
	assert_string_equal(view_key_label("Alt-Right", false), "Alt-→");
	assert_string_equal(view_key_label("Up", true), "Up");
	assert_string_equal(view_key_label("Tab", false), "Tab");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_key_of_the_table_gives_its_command_where_it_applies),
	        cmocka_unit_test(no_key_is_given_to_two_commands),
	        cmocka_unit_test(a_digit_names_its_link),
	        cmocka_unit_test(what_is_pasted_is_no_command),
	        cmocka_unit_test(an_unknown_key_is_said_to_be_unknown),
	        cmocka_unit_test(every_key_works_on_the_layout_that_the_settings_name),
	        cmocka_unit_test(where_no_layout_is_named_the_phonetic_reading_wins),
	        cmocka_unit_test(where_the_phonetic_layout_has_no_command_the_others_speak),
	        cmocka_unit_test(a_named_layout_is_the_only_one_that_is_asked),
	        cmocka_unit_test(the_terminal_that_tells_the_physical_key_is_believed),
	        cmocka_unit_test(control_works_with_the_same_physical_keys),
	        cmocka_unit_test(the_wheel_moves_three_lines_and_a_click_has_a_place),
	        cmocka_unit_test(arrows_are_shown_as_arrows_where_there_are_any),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
