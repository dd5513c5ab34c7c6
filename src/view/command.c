/* view/command.c — the table of commands; keys by name; the same physical key on a Bulgarian layout. */

#include "view/command.h"

#include <stdio.h>
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
	return &COMMANDS[name < COMMAND_RESIZE ? name : COMMAND_NONE];
}

const char *command_word(enum command_name name)
{
	return row_of(name)->word;
}

const char *command_keys(enum command_name name)
{
	return row_of(name)->keys;
}

unsigned command_places(enum command_name name)
{
	return row_of(name)->places;
}

/* ---- names of keys ---- */

static const char *const KEY_NAMES[] = {
        [KEYBOARD_UP] = "Up",
        [KEYBOARD_DOWN] = "Down",
        [KEYBOARD_LEFT] = "Left",
        [KEYBOARD_RIGHT] = "Right",
        [KEYBOARD_HOME] = "Home",
        [KEYBOARD_END] = "End",
        [KEYBOARD_PAGE_UP] = "PgUp",
        [KEYBOARD_PAGE_DOWN] = "PgDn",
        [KEYBOARD_INSERT] = "Ins",
        [KEYBOARD_DELETE] = "Del",
        [KEYBOARD_ENTER] = "Enter",
        [KEYBOARD_ESCAPE] = "Esc",
        [KEYBOARD_BACKSPACE] = "Backspace",
        [KEYBOARD_TAB] = "Tab",
};

/* How a key is shown: what does not stand here is shown by its name. */
static const struct {
	const char *name;
	const char *label;
} KEY_LABELS[] = {
        {"Up", "↑"},
        {"Down", "↓"},
        {"Left", "←"},
        {"Right", "→"},
        {"Alt-Right", "Alt-→"},
};

const char *view_key_label(const char *key, bool ascii)
{
	for (size_t i = 0; !ascii && i < sizeof KEY_LABELS / sizeof *KEY_LABELS; i++)
		if (strcmp(KEY_LABELS[i].name, key) == 0)
			return KEY_LABELS[i].label;
	return key;
}

/* The name of a character's key; capital with Ctrl or Alt, as it is printed on the key. */
static void character_name(struct key key, char name[8])
{
	uint32_t character = key.character;
	if (character == ' ') {
		strcpy(name, "Space");
		return;
	}
	if ((key.modifiers & MODIFIER_CONTROL) != 0 && character >= 'a' && character <= 'z')
		character -= 'a' - 'A';
	name[text_encode(character, name)] = '\0';
}

void write_key_name(struct key key, char name[KEY_NAME_BYTES])
{
	char base[16] = "";
	if (key.key == KEYBOARD_CHARACTER)
		character_name(key, base);
	else if (key.key == KEYBOARD_FUNCTION)
		snprintf(base, sizeof base, "F%u", (unsigned)(key.character % 100));
	else if (key.key < sizeof KEY_NAMES / sizeof *KEY_NAMES && KEY_NAMES[key.key] != NULL)
		snprintf(base, sizeof base, "%s", KEY_NAMES[key.key]);
	bool shift = (key.modifiers & MODIFIER_SHIFT) != 0 && key.key != KEYBOARD_CHARACTER;
	snprintf(name, KEY_NAME_BYTES, "%s%s%s%s",
	        *base != '\0' && (key.modifiers & MODIFIER_CONTROL) != 0 ? "Ctrl-" : "",
	        *base != '\0' && (key.modifiers & MODIFIER_ALT) != 0 ? "Alt-" : "",
	        *base != '\0' && shift ? "Shift-" : "", base);
}

const char *next_key(const char **keys, size_t *length)
{
	const char *start = *keys + strspn(*keys, " ");
	*length = strcspn(start, " ");
	*keys = start + *length;
	return *length > 0 ? start : NULL;
}

static bool has_key(const char *keys, const char *name)
{
	size_t length;
	for (const char *key = next_key(&keys, &length); key != NULL; key = next_key(&keys, &length))
		if (strlen(name) == length && memcmp(key, name, length) == 0)
			return true;
	return false;
}

/* The command whose key is called NAME at PLACE, or COMMAND_NONE. */
static enum command_name find_command(const char *name, enum command_place place)
{
	for (int i = COMMAND_NONE + 1; i < COMMAND_RESIZE; i++)
		if ((COMMANDS[i].places & (unsigned)place) != 0 && has_key(COMMANDS[i].keys, name))
			return (enum command_name)i;
	return COMMAND_NONE;
}

/* ---- Bulgarian layouts ---- */

/* The command of KEY as if it had given CHARACTER. */
static enum command_name find_as(struct key key, uint32_t character, enum command_place place)
{
	char name[KEY_NAME_BYTES];
	key.character = character;
	write_key_name(key, name);
	return character != 0 ? find_command(name, place) : COMMAND_NONE;
}

/* The command of the key that gave KEY's character on LAYOUT. */
static enum command_name find_on_layout(struct key key, enum command_place place, enum keyboard_layout layout)
{
	return find_as(key, text_layout_key(layout, key.character), place);
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

static enum command_name find_by_physical_key(
        struct key key, enum command_place place, enum keyboard_layout keyboard)
{
	if (key.base_character != 0)
		return find_as(key, told_character(key), place);
	if (keyboard != LAYOUT_UNKNOWN)
		return find_on_layout(key, place, keyboard);
	enum command_name found = COMMAND_NONE;
	for (int layout = LAYOUT_UNKNOWN + 1; layout < KEYBOARD_LAYOUTS && found == COMMAND_NONE; layout++)
		found = find_on_layout(key, place, (enum keyboard_layout)layout);
	return found;
}

/* ---- a key becomes a command ---- */

/* Lines that one notch of the wheel moves, as terminals do. */
enum { WHEEL_LINES = 3 };

struct command command_for_key(struct key key, enum command_place place, enum keyboard_layout keyboard)
{
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
	command.name = find_command(name, place);
	/* On a keyboard that may be a US one, ASCII is what it says. */
	bool may_be_another = key.character >= 128 || keyboard != LAYOUT_UNKNOWN;
	if (command.name == COMMAND_NONE && key.key == KEYBOARD_CHARACTER && may_be_another)
		command.name = find_by_physical_key(key, place, keyboard);
	if (command.name == COMMAND_LINK_NUMBER)
		command.number = key.character - '0';
	else if (command.name == COMMAND_NONE)
		command.name = COMMAND_UNKNOWN_KEY;
	return command;
}
