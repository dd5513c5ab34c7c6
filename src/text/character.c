/* text/character.c — see the header. */

#include "text/character.h"

#include "text/text.h"

#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>

struct range {
	uint32_t first;
	uint32_t last;
	enum character_kind kind;
};

/*
 * Where the general category does not tell the kind. Sorted.
 * INVISIBLE: the default ignorable characters (UAX #44) that ordinary text has a use for.
 * REFUSED: other default ignorable characters that take columns or hide what they stand on; and the characters for which
 * libunistring 1.0 (uc_width, "UTF-8") and the C library (wcwidth in C.UTF-8, which ncurses believes; glibc 2.36) have
 * different widths. tests/unit/text/cluster_test.c compares the two for every code point and fails when this table is out of date.
 */
static const struct range exceptions[] = {
        {0x00AD, 0x00AD, CHARACTER_INVISIBLE},   /* soft hyphen */
        {0x034F, 0x034F, CHARACTER_INVISIBLE},   /* combining grapheme joiner */
        {0x115F, 0x115F, CHARACTER_REFUSED},     /* Hangul filler: blank */
        {0x1160, 0x1160, CHARACTER_INVISIBLE},   /* Hangul vowel filler */
        {0x17B4, 0x17B5, CHARACTER_REFUSED},     /* Khmer inherent vowels: for transliteration only */
        {0x180B, 0x180D, CHARACTER_INVISIBLE},   /* Mongolian variation selectors */
        {0x180F, 0x180F, CHARACTER_INVISIBLE},   /* Mongolian variation selector four */
        {0x200B, 0x200D, CHARACTER_INVISIBLE},   /* zero width space, non-joiner, joiner */
        {0x2060, 0x2064, CHARACTER_INVISIBLE},   /* word joiner, invisible operators */
        {0x3164, 0x3164, CHARACTER_REFUSED},     /* Hangul filler: blank */
        {0x3248, 0x324F, CHARACTER_REFUSED},     /* circled numbers on black squares: one column or two */
        {0x4DC0, 0x4DFF, CHARACTER_REFUSED},     /* hexagrams: one column or two */
        {0xFE00, 0xFE0F, CHARACTER_INVISIBLE},   /* variation selectors */
        {0xFFA0, 0xFFA0, CHARACTER_REFUSED},     /* halfwidth Hangul filler: blank */
        {0xE0100, 0xE01EF, CHARACTER_INVISIBLE}, /* variation selectors supplement */
};

static const struct range *find_exception(uint32_t character)
{
	size_t low = 0;
	size_t high = sizeof exceptions / sizeof exceptions[0];
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (character < exceptions[middle].first)
			high = middle;
		else if (character > exceptions[middle].last)
			low = middle + 1;
		else
			return &exceptions[middle];
	}
	return NULL;
}

enum character_kind character_kind(uint32_t character)
{
	if (character >= 0x20 && character < 0x7F)
		return CHARACTER_SHOWN;
	const struct range *exception = find_exception(character);
	if (exception != NULL)
		return exception->kind;
	/* Other formatting characters (Cf) are bidirectional controls, tags, annotations; some differ in width. */
	if (uc_is_general_category_withtable(
	            character, UC_CATEGORY_MASK_C | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp))
		return CHARACTER_REFUSED;
	if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me) ||
	        uc_width(character, "UTF-8") <= 0)
		return CHARACTER_MARK;
	return CHARACTER_SHOWN;
}

int character_width(uint32_t character)
{
	if (character_kind(character) != CHARACTER_SHOWN)
		return 0;
	return character < 0x7F ? 1 : uc_width(character, "UTF-8");
}

bool character_extends(uint32_t character)
{
	if (character < 0x300)
		return false;
	switch (uc_graphemeclusterbreak_property(character)) {
	case GBP_EXTEND:
	case GBP_ZWJ:
	case GBP_SPACINGMARK:
	case GBP_V:
	case GBP_T:
		return true;
	default:
		return false;
	}
}

bool character_is_bidi_control(uint32_t character)
{
	return character == 0x061C || character == 0x200E || character == 0x200F ||
	       (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

bool character_is_letter(uint32_t character)
{
	if (character < 0x80)
		return (character | 0x20) >= 'a' && (character | 0x20) <= 'z';
	return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_L);
}

bool character_is_capital(uint32_t character)
{
	if (character < 0x80)
		return character >= 'A' && character <= 'Z';
	return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Lu);
}

bool text_is_capital(uint32_t character)
{
	return character_is_capital(character);
}

bool character_is_digit(uint32_t character)
{
	if (character < 0x80)
		return character >= '0' && character <= '9';
	return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Nd);
}

uint32_t character_small(uint32_t character)
{
	if (character >= 'A' && character <= 'Z')
		return character + 0x20;
	if (character >= 0x0410 && character <= 0x042F)
		return character + 0x20;
	if (character >= 0x0400 && character <= 0x040F)
		return character + 0x50;
	return character;
}
