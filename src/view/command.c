/* view/command.c — the table of commands; a key becomes a command, also on a Bulgarian layout. */

#include "view/command.h"

#include <string.h>

struct command_row {
	const char *word;
	const char *keys;
	unsigned places; /* enum command_place, added up */
};

static const struct command_row COMMANDS[] = {[COMMAND_NONE] = {"", "", 0},
#define COMMAND_ROW(name, word, keys, places) [COMMAND_##name] = {word, keys, places},
        COMMAND_LIST(COMMAND_ROW)
#undef COMMAND_ROW
};

static const struct command_row *row_of(enum command_name name)
{
	return &COMMANDS[(int)name < KEY_COMMANDS ? name : COMMAND_NONE];
}

const char *command_word(enum command_name name)
{
	return row_of(name)->word;
}

const char *command_keys(const struct key_map *map, enum command_name name)
{
	return map != NULL && (int)name < KEY_COMMANDS ? map->keys[name] : row_of(name)->keys;
}

unsigned command_places(enum command_name name)
{
	return row_of(name)->places;
}

enum command_name command_named(const char *word)
{
	for (int i = COMMAND_NONE + 1; i < KEY_COMMANDS; i++)
		if (strcmp(COMMANDS[i].word, word) == 0)
			return (enum command_name)i;
	return COMMAND_NONE;
}

/* Where a key is looked for. */
struct key_scope {
	const struct key_map *map;
	enum command_place place;
	enum keyboard_layout keyboard;
};

/* The command whose key is called NAME in SCOPE, or COMMAND_NONE. */
static enum command_name find_command(const char *name, const struct key_scope *scope)
{
	for (int i = COMMAND_NONE + 1; i < KEY_COMMANDS; i++)
		if ((COMMANDS[i].places & (unsigned)scope->place) != 0 &&
		        key_list_has(command_keys(scope->map, (enum command_name)i), name))
			return (enum command_name)i;
	return COMMAND_NONE;
}

/* ---- Bulgarian layouts ---- */

/* The command of KEY as if it had given CHARACTER. */
static enum command_name find_as(struct key key, uint32_t character, const struct key_scope *scope)
{
	char name[KEY_NAME_BYTES];
	key.character = character;
	write_key_name(key, name);
	return character != 0 ? find_command(name, scope) : COMMAND_NONE;
}

/* The command of the key that gave KEY's character on LAYOUT. */
static enum command_name find_on_layout(
        struct key key, const struct key_scope *scope, enum keyboard_layout layout)
{
	return find_as(key, text_layout_key(layout, key.character), scope);
}

/* What a US keyboard gives for the key, whose letter the terminal has told; Shift is seen by the character that it made. */
static uint32_t told_character(struct key key)
{
	uint32_t shifted = text_shifted_key(key.base_character);
	bool shift = text_is_capital(key.character);
	for (int layout = LAYOUT_UNKNOWN + 1; layout < KEYBOARD_LAYOUTS && !shift; layout++)
		shift = text_layout_key((enum keyboard_layout)layout, key.character) == shifted;
	return shift ? shifted : key.base_character;
}

static enum command_name find_by_physical_key(struct key key, const struct key_scope *scope)
{
	if (key.base_character != 0)
		return find_as(key, told_character(key), scope);
	if (scope->keyboard != LAYOUT_UNKNOWN)
		return find_on_layout(key, scope, scope->keyboard);
	enum command_name found = COMMAND_NONE;
	for (int layout = LAYOUT_UNKNOWN + 1; layout < KEYBOARD_LAYOUTS && found == COMMAND_NONE; layout++)
		found = find_on_layout(key, scope, (enum keyboard_layout)layout);
	return found;
}

/* ---- a key becomes a command ---- */

/* Lines that one notch of the wheel moves, as terminals do. */
enum { WHEEL_LINES = 3 };

struct command command_for_key(struct key key, enum command_place place, const struct view_options *options)
{
	const struct key_scope scope = {options->keys, place, options->keyboard};
	struct command command = {.name = COMMAND_NONE};
	char name[KEY_NAME_BYTES];
	if (key.key == KEYBOARD_NONE || key.key == KEYBOARD_PASTED)
		return command;
	if (key.key == KEYBOARD_CLICK)
		return (struct command){.name = COMMAND_CLICK, .rows = key.row, .columns = key.column};
	if (key.key == KEYBOARD_WHEEL_UP || key.key == KEYBOARD_WHEEL_DOWN) {
		command.name = key.key == KEYBOARD_WHEEL_UP ? COMMAND_PREVIOUS : COMMAND_NEXT;
		command.number = WHEEL_LINES;
		return command;
	}
	write_key_name(key, name);
	command.name = find_command(name, &scope);
	/* On a keyboard that may be a US one, ASCII is what it says. */
	bool may_be_another = key.character >= 128 || scope.keyboard != LAYOUT_UNKNOWN;
	if (command.name == COMMAND_NONE && key.key == KEYBOARD_CHARACTER && may_be_another)
		command.name = find_by_physical_key(key, &scope);
	if (command.name == COMMAND_LINK_NUMBER)
		command.number = key.character - '0';
	else if (command.name == COMMAND_NONE)
		command.name = COMMAND_UNKNOWN_KEY;
	return command;
}
