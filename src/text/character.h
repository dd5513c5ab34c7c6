/*
 * text/character.h — what text/ knows about one code point. Private to text/ and its tests.
 */
#ifndef IOMVIEW_TEXT_CHARACTER_H
#define IOMVIEW_TEXT_CHARACTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	CHARACTER_REPLACEMENT = 0xFFFD,
	CHARACTER_SOFT_HYPHEN = 0x00AD,
	CHARACTER_BREVE = 0x0306,
	CHARACTER_KEYCAP = 0x20E3
};

enum character_kind {
	CHARACTER_SHOWN,     /* takes one or two columns */
	CHARACTER_MARK,      /* takes none: stands on the character before it, or completes its syllable */
	CHARACTER_INVISIBLE, /* may stand in a text, is never sent to a terminal */
	CHARACTER_REFUSED /* never enters a text: controls, what nobody knows, what is measured in two ways */
};

enum character_kind character_kind(uint32_t character);

/* Terminal columns: 0 for all but CHARACTER_SHOWN. */
int character_width(uint32_t character);

/* Whether CHARACTER belongs to the cluster of the character before it (UAX #29: Extend, ZWJ, SpacingMark; vowels and
 * final consonants of Hangul). */
bool character_extends(uint32_t character);

/* U+061C, 200E, 200F, 202A-202E, 2066-2069: they turn the direction of a line. */
bool character_is_bidi_control(uint32_t character);

bool character_is_letter(uint32_t character);
bool character_is_capital(uint32_t character);
bool character_is_digit(uint32_t character);

/* The small letter of an ASCII or Cyrillic (U+0400-U+042F) capital; every other character is its own. */
uint32_t character_small(uint32_t character);

/* Bytes of the printable ASCII character or Cyrillic base letter that TEXT begins with, else 0. TEXT may be any bytes. */
static inline size_t character_plain(const char *text, size_t length)
{
	unsigned char first = (unsigned char)text[0];
	if (first >= 0x20 && first < 0x7F)
		return 1;
	if (length < 2 || ((unsigned char)text[1] & 0xC0) != 0x80)
		return 0;
	return first == 0xD0 || first == 0xD1 || first == 0xD3 ||
	                       (first == 0xD2 && (unsigned char)text[1] >= 0x8A)
	               ? 2
	               : 0;
}

/* Whether what TEXT begins with is surely the start of a cluster, whatever stands before it. */
static inline bool character_joins_nothing(const char *text, size_t length)
{
	unsigned char first = (unsigned char)text[0];
	/* None of U+0000-U+02FF, U+0400-U+047F and U+2010-U+203F joins the one before it. */
	return first < 0xCC || first == 0xD0 || first == 0xD1 ||
	       (first == 0xE2 && length >= 3 && (unsigned char)text[1] == 0x80 &&
	               (unsigned char)text[2] >= 0x90);
}

/*
 * Bytes of the letter, digit or sign that TEXT begins with if it is one of the commonest and surely a cluster of its own,
 * one column wide: printable ASCII or a Cyrillic base letter with nothing behind it that could join it. Otherwise 0.
 * The way that nearly all text takes: no table is asked. TEXT may be any bytes.
 */
static inline size_t character_common(const char *text, size_t length)
{
	size_t size = character_plain(text, length);
	return size == 0 || size == length || character_joins_nothing(text + size, length - size) ? size : 0;
}

#endif
