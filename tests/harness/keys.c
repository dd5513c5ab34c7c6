/* tests/harness/keys.c — see the header. */

#include "harness/keys.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	struct key key;
} named[] = {
        {"Up", {.key = KEYBOARD_UP}},
        {"Down", {.key = KEYBOARD_DOWN}},
        {"Left", {.key = KEYBOARD_LEFT}},
        {"Right", {.key = KEYBOARD_RIGHT}},
        {"Home", {.key = KEYBOARD_HOME}},
        {"End", {.key = KEYBOARD_END}},
        {"PgUp", {.key = KEYBOARD_PAGE_UP}},
        {"PgDn", {.key = KEYBOARD_PAGE_DOWN}},
        {"Insert", {.key = KEYBOARD_INSERT}},
        {"Del", {.key = KEYBOARD_DELETE}},
        {"Enter", {.key = KEYBOARD_ENTER}},
        {"Esc", {.key = KEYBOARD_ESCAPE}},
        {"Backspace", {.key = KEYBOARD_BACKSPACE}},
        {"Tab", {.key = KEYBOARD_TAB}},
        {"WheelUp", {.key = KEYBOARD_WHEEL_UP}},
        {"WheelDown", {.key = KEYBOARD_WHEEL_DOWN}},
        {"Space", {.key = KEYBOARD_CHARACTER, .character = ' '}},
};

static const struct {
	const char *name;
	unsigned modifier;
} modifiers[] = {{"Ctrl-", MODIFIER_CONTROL}, {"Alt-", MODIFIER_ALT}, {"Shift-", MODIFIER_SHIFT}};

uint32_t first_code_point(const char *bytes, size_t *length)
{
	const unsigned char *byte = (const unsigned char *)bytes;
	*length = byte[0] < 0x80 ? 1 : byte[0] < 0xE0 ? 2 : byte[0] < 0xF0 ? 3 : 4;
	uint32_t code_point = *length == 1 ? byte[0] : byte[0] & (0x7Fu >> *length);
	for (size_t i = 1; i < *length; i++)
		code_point = code_point << 6 | (byte[i] & 0x3Fu);
	return code_point;
}

bool key_from_name(const char *name, struct key *key)
{
	unsigned added = 0;
	for (size_t i = 0; i < sizeof modifiers / sizeof modifiers[0]; i++) {
		size_t length = strlen(modifiers[i].name);
		if (strncmp(name, modifiers[i].name, length) == 0 && name[length] != '\0') {
			added |= modifiers[i].modifier;
			name += length;
		}
	}
	*key = (struct key){.key = KEYBOARD_NONE};
	for (size_t i = 0; i < sizeof named / sizeof named[0]; i++)
		if (strcmp(name, named[i].name) == 0)
			*key = named[i].key;
	size_t length;
	uint32_t character = first_code_point(name, &length);
	if (key->key == KEYBOARD_NONE && name[0] == 'F' && name[1] >= '1' && name[1] <= '9') {
		*key = (struct key){.key = KEYBOARD_FUNCTION, .character = (uint32_t)atoi(name + 1)};
	} else if (key->key == KEYBOARD_NONE && length == strlen(name)) {
		if (added & MODIFIER_CONTROL && character >= 'A' && character <= 'Z')
			character += 'a' - 'A'; /* a letter with Ctrl: the small letter */
		*key = (struct key){.key = KEYBOARD_CHARACTER, .character = character};
	}
	key->modifiers = added;
	return key->key != KEYBOARD_NONE;
}
