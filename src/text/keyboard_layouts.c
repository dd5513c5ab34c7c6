/* text/keyboard_layouts.c — where the letters stand on Bulgarian keyboards: the same key on another layout. */

#include "text/text.h"

#include "text/character.h"

#include <string.h>

/*
 * A keyboard as it lies on the table: its keys from left to right and from the top row down, without the space bar; then the
 * same keys with Shift. Every layout has a character for each key of the US one. To teach a layout, add a row, and a
 * member to enum keyboard_layout.
 */
struct keyboard {
	const char *keys;
	const char *shifted;
};

static const struct keyboard us = {
        "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
        "~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?",
};

/* From xkb-data, symbols/bg: "phonetic", "bas_phonetic" and "bds" (BDS 5237:2006). */
static const struct keyboard keyboards[KEYBOARD_LAYOUTS] = {
        [LAYOUT_PHONETIC] =
                {
                        "ч1234567890-=явертъуиопшщюасдфгхйкл;'зьцжбнм,./",
                        "Ч!@№$%€§*()–+ЯВЕРТЪУИОПШЩЮАСДФГХЙКЛ:\"ЗѝЦЖБНМ„“?",
                },
        [LAYOUT_PHONETIC_2006] =
                {
                        "ю1234567890-=чшертъуиопящьасдфгхйкл;'зжцвбнм,./",
                        "Ю!@№$%€§*()–+ЧШЕРТЪУИОПЯЩѝАСДФГХЙКЛ:\"ЗЖЦВБНМ„“?",
                },
        [LAYOUT_BDS] =
                {
                        "(1234567890-.,уеишщксдзц;„ьяаожгтнвмчюйъэфхпрлб",
                        ")!?+\"%=:/–№$€ыУЕИШЩКСДЗЦ§“ѝЯАОЖГТНВМЧЮЙЪЭФХПРЛБ",
                },
};

enum { NOT_FOUND = -1 };

/* The number of the first of KEYS that is CHARACTER, or NOT_FOUND. */
static int find_key(const char *keys, uint32_t character)
{
	for (int number = 0; *keys != '\0'; number++) {
		uint32_t found;
		keys += text_decode(keys, strlen(keys), &found);
		if (found == character)
			return number;
	}
	return NOT_FOUND;
}

static uint32_t key_at(const char *keys, int number)
{
	uint32_t character = 0;
	for (int i = 0; i <= number; i++)
		keys += text_decode(keys, strlen(keys), &character);
	return character;
}

/* What the key that gives CHARACTER on the keyboard FROM gives on TO; 0: FROM does not have it. */
static uint32_t same_key(const struct keyboard *from, const struct keyboard *to, uint32_t character)
{
	int number = find_key(from->keys, character);
	if (number != NOT_FOUND)
		return key_at(to->keys, number);
	number = find_key(from->shifted, character);
	if (number != NOT_FOUND)
		return key_at(to->shifted, number);
	/* A capital that Shift does not give (Ь, where Shift gives ѝ) comes with Caps Lock. */
	number = find_key(from->keys, character_small(character));
	return number != NOT_FOUND ? key_at(to->shifted, number) : 0;
}

static const struct keyboard *keyboard_of(enum keyboard_layout layout)
{
	return layout > LAYOUT_UNKNOWN && layout < KEYBOARD_LAYOUTS ? &keyboards[layout] : NULL;
}

uint32_t text_layout_letter(enum keyboard_layout layout, uint32_t us_key)
{
	const struct keyboard *keyboard = keyboard_of(layout);
	return keyboard != NULL ? same_key(&us, keyboard, us_key) : 0;
}

uint32_t text_layout_key(enum keyboard_layout layout, uint32_t letter)
{
	const struct keyboard *keyboard = keyboard_of(layout);
	return keyboard != NULL ? same_key(keyboard, &us, letter) : 0;
}

uint32_t text_shifted_key(uint32_t us_key)
{
	int number = find_key(us.keys, us_key);
	return number != NOT_FOUND ? key_at(us.shifted, number) : us_key;
}

bool text_retype(
        struct buffer *out, const char *text, size_t length, enum keyboard_layout layout, bool to_cyrillic)
{
	for (size_t i = 0; i < length;) {
		uint32_t character;
		size_t size = text_decode(text + i, length - i, &character);
		uint32_t other = to_cyrillic ? text_layout_letter(layout, character)
		                             : text_layout_key(layout, character);
		char bytes[4];
		bool appended = other != 0 ? buffer_append(out, bytes, text_encode(other, bytes))
		                           : buffer_append(out, text + i, size);
		if (!appended)
			return false;
		i += size;
	}
	return true;
}
