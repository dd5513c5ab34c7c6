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

static enum command_name command_of(struct key key, enum command_place place)
{
	return command_for_key(key, place).name;
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
		const char *keys = command_keys((enum command_name)name);
		char one[KEY_NAME_BYTES];
		size_t length;
		for (const char *key = next_key(&keys, &length); key != NULL;
		        key = next_key(&keys, &length)) {
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
		const char *keys = command_keys((enum command_name)name);
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
	struct command command = command_for_key(character('7'), IN_ARTICLE);
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

/* What each letter does on the phonetic layout: as its place on the keyboard does on a US one. */
static void letters_of_the_phonetic_layout_are_the_same_physical_keys(void **state)
{
	(void)state;
	static const struct {
		uint32_t letter;
		enum command_name command;
	} table[] = {
	        {0x43a, COMMAND_PREVIOUS},         /* к: k */
	        {0x439, COMMAND_NEXT},             /* й: j */
	        {0x43b, COMMAND_OPEN},             /* л: l */
	        {0x445, COMMAND_BACK},             /* х: h */
	        {0x424, COMMAND_FORWARD},          /* Ф: F */
	        {0x444, COMMAND_SCREEN_DOWN},      /* ф: f */
	        {0x431, COMMAND_SCREEN_UP},        /* б: b */
	        {0x434, COMMAND_HALF_DOWN},        /* д: d */
	        {0x443, COMMAND_HALF_UP},          /* у: u */
	        {0x433, COMMAND_FIRST},            /* г: g */
	        {0x413, COMMAND_LAST},             /* Г: G */
	        {0x448, COMMAND_PREVIOUS_ARTICLE}, /* ш: [ */
	        {0x449, COMMAND_NEXT_ARTICLE},     /* щ: ] */
	        {0x41b, COMMAND_NEXT_LANGUAGE},    /* Л: L */
	        {0x41c, COMMAND_MOUSE},            /* М: M */
	        {0x440, COMMAND_RELOAD},           /* р: r */
	        {0x44f, COMMAND_QUIT},             /* я: q */
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		assert_int_equal(command_of(character(table[i].letter), IN_ARTICLE), table[i].command);
}

static void where_the_phonetic_layout_has_no_command_the_other_one_speaks(void **state)
{
	(void)state;
	assert_int_equal(command_of(character(0x43d), IN_ARTICLE), COMMAND_PREVIOUS);    /* н: n; BDS k */
	assert_int_equal(command_of(character(0x436), IN_ARTICLE), COMMAND_FIRST);       /* ж: v; BDS g */
	assert_int_equal(command_of(character(0x416), IN_ARTICLE), COMMAND_LAST);        /* Ж: V; BDS G */
	assert_int_equal(command_of(character(0x43e), IN_ARTICLE), COMMAND_SCREEN_DOWN); /* о: o; BDS f */
	assert_int_equal(command_of(character(0x41e), IN_ARTICLE), COMMAND_FORWARD);     /* О: O; BDS F */
	assert_int_equal(
	        command_of(character(0x446), IN_ARTICLE), COMMAND_PREVIOUS_ARTICLE);     /* ц: c; BDS [ */
	assert_int_equal(command_of(character(0x411), IN_ARTICLE), COMMAND_HELP);        /* Б: B; BDS ? */
	assert_int_equal(command_of(character(0x44d), IN_ARTICLE), COMMAND_UNKNOWN_KEY); /* э: BDS v */
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
	struct command command = command_for_key((struct key){.key = KEYBOARD_WHEEL_DOWN}, IN_ARTICLE);
	assert_int_equal(command.name, COMMAND_NEXT);
	assert_int_equal(command.number, 3);
	command = command_for_key((struct key){.key = KEYBOARD_CLICK, .row = 4, .column = 9}, IN_MENU);
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
	        cmocka_unit_test(letters_of_the_phonetic_layout_are_the_same_physical_keys),
	        cmocka_unit_test(where_the_phonetic_layout_has_no_command_the_other_one_speaks),
	        cmocka_unit_test(the_terminal_that_tells_the_physical_key_is_believed),
	        cmocka_unit_test(control_works_with_the_same_physical_keys),
	        cmocka_unit_test(the_wheel_moves_three_lines_and_a_click_has_a_place),
	        cmocka_unit_test(arrows_are_shown_as_arrows_where_there_are_any),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
