/* view/key_names.c — what keys are called: in the table of commands, in the settings, on the screen. */

#include "view/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

bool key_list_has(const char *keys, const char *name)
{
	size_t length;
	for (const char *key = next_key(&keys, &length); key != NULL; key = next_key(&keys, &length))
		if (strlen(name) == length && memcmp(key, name, length) == 0)
			return true;
	return false;
}

/* ---- a name becomes a key ---- */

enum { FUNCTION_KEYS = 24 };

static const struct {
	const char *name;
	enum keyboard_modifier modifier;
} MODIFIERS[] = {{"Ctrl-", MODIFIER_CONTROL}, {"Alt-", MODIFIER_ALT}, {"Shift-", MODIFIER_SHIFT}};

/* Steps over the modifiers that NAME begins with; something must follow each. */
static const char *read_modifiers(const char *name, unsigned *modifiers)
{
	for (size_t i = 0; i < sizeof MODIFIERS / sizeof *MODIFIERS; i++) {
		size_t length = strlen(MODIFIERS[i].name);
		if (strncasecmp(name, MODIFIERS[i].name, length) != 0 || name[length] == '\0')
			continue;
		*modifiers |= MODIFIERS[i].modifier;
		name += length;
	}
	return name;
}

/* Reads a name of one character. */
static bool read_character(const char *name, struct key *key)
{
	size_t length = strlen(name);
	const uint32_t replacement = 0xFFFD; /* bytes that are no character */
	uint32_t character;
	if (length == 0 || text_decode(name, length, &character) != length || character <= ' ' ||
	        character == 0x7F || character == replacement || text_width(name, length) < 1 ||
	        (key->modifiers & MODIFIER_SHIFT) != 0)
		return false;
	if ((key->modifiers & MODIFIER_CONTROL) != 0 && character >= 'A' && character <= 'Z')
		character += 'a' - 'A';
	key->key = KEYBOARD_CHARACTER;
	key->character = character;
	return true;
}

static bool read_function(const char *name, struct key *key)
{
	char *end;
	long number = (name[0] == 'F' || name[0] == 'f') && name[1] >= '1' && name[1] <= '9'
	                      ? strtol(name + 1, &end, 10)
	                      : 0;
	if (number < 1 || number > FUNCTION_KEYS || *end != '\0')
		return false;
	key->key = KEYBOARD_FUNCTION;
	key->character = (uint32_t)number;
	return true;
}

bool read_key_name(const char *name, struct key *key)
{
	*key = (struct key){.key = KEYBOARD_NONE};
	name = read_modifiers(name, &key->modifiers);
	for (size_t i = 0; i < sizeof KEY_NAMES / sizeof *KEY_NAMES; i++)
		if (KEY_NAMES[i] != NULL && strcasecmp(KEY_NAMES[i], name) == 0) {
			key->key = (enum keyboard_key)i;
			return true;
		}
	if (strcasecmp(name, "Space") == 0) {
		key->key = KEYBOARD_CHARACTER;
		key->character = ' ';
		return (key->modifiers & MODIFIER_SHIFT) == 0;
	}
	return read_character(name, key) || read_function(name, key);
}

const char *nearest_key_name(const char *name)
{
	const char *names[sizeof KEY_NAMES / sizeof *KEY_NAMES + 1] = {"Space"};
	size_t count = 1;
	for (size_t i = 0; i < sizeof KEY_NAMES / sizeof *KEY_NAMES; i++)
		if (KEY_NAMES[i] != NULL)
			names[count++] = KEY_NAMES[i];
	return text_nearest(name, names, count);
}
