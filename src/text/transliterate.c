/* text/transliterate.c — Cyrillic in Latin letters (Transliteration Act of 2009); names of pages made from titles. */

#include "text/text.h"

#include "text/character.h"

#include <string.h>
#include <uninorm.h>

/* Article 4 of the Act: а (U+0430) to я (U+044F); "" for letters that Bulgarian does not have. */
static const char *const latin_letters[32] = {"a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l",
        "m", "n", "o", "p", "r", "s", "t", "u", "f", "h", "ts", "ch", "sh", "sht", "a", "", "y", "", "yu",
        "ya"};

enum { LETTER_A = 0x0430, LETTER_I = 0x0438, LETTER_YA = 0x044F, LETTER_I_GRAVE = 0x045D };

/* Bytes of „българия“, in either case. */
enum { NAME_LENGTH = 16 };

static const char *latin_letter(uint32_t small)
{
	if (small == LETTER_I_GRAVE)
		return latin_letters[LETTER_I - LETTER_A];
	return small >= LETTER_A && small <= LETTER_YA ? latin_letters[small - LETTER_A] : "";
}

static bool is_stress(uint32_t character)
{
	return character == 0x0300 || character == 0x0301;
}

static bool is_mark(uint32_t character)
{
	return character >= 0x0300 && character < 0x0370;
}

/* A run of text on its way to Latin letters. */
struct transliterator {
	struct buffer *out;
	const char *text;
	size_t length;
	uint32_t previous; /* the character before, marks left out; 0: none */
};

/* The character at or after I that is not a mark; 0 at the end. */
static uint32_t base_at(const struct transliterator *state, size_t i)
{
	while (i < state->length) {
		uint32_t character;
		i += text_decode(state->text + i, state->length - i, &character);
		if (!is_mark(character))
			return character;
	}
	return 0;
}

static bool append_capital(struct buffer *out, const char *latin, bool all)
{
	for (size_t i = 0; latin[i] != '\0'; i++) {
		bool capital = (i == 0 || all) && latin[i] >= 'a' && latin[i] <= 'z';
		char byte = (char)(capital ? latin[i] - 'a' + 'A' : latin[i]);
		if (!buffer_append(out, &byte, 1))
			return false;
	}
	return true;
}

/* Article 6: the name of the country is Bulgaria. Returns the bytes of it at I, or 0; *CAPITALS: 0, 1 or 2 and more. */
static size_t country_name(const struct transliterator *state, size_t i, size_t *capitals)
{
	static const char name[] = "българия";
	if (state->length - i < NAME_LENGTH || character_is_letter(state->previous))
		return 0;
	*capitals = 0;
	for (size_t j = 0; j < NAME_LENGTH; j += 2) {
		uint32_t character;
		uint32_t wanted;
		if (text_decode(state->text + i + j, state->length - i - j, &character) != 2)
			return 0;
		text_decode(name + j, NAME_LENGTH - j, &wanted);
		if (character_small(character) != wanted)
			return 0;
		*capitals += character != wanted;
	}
	return character_is_letter(base_at(state, i + NAME_LENGTH)) ? 0 : NAME_LENGTH;
}

static bool append_country_name(struct buffer *out, size_t capitals)
{
	if (capitals == 0)
		return buffer_append_text(out, "bulgaria");
	return append_capital(out, "bulgaria", capitals > 1);
}

/* Writes CHARACTER, whose text is SIZE bytes at I; returns the bytes of text that are done, 0 when OUT is full. */
static size_t append_character(struct transliterator *state, uint32_t character, size_t i, size_t size)
{
	uint32_t small = character_small(character);
	const char *latin = latin_letter(small);
	if (latin[0] == '\0')
		return buffer_append(state->out, state->text + i, size) ? size : 0;
	size_t after = i + size;
	uint32_t mark = 0;
	size_t mark_size =
	        after < state->length ? text_decode(state->text + after, state->length - after, &mark) : 0;
	if (small == LETTER_I && mark == CHARACTER_BREVE)
		latin = "y";
	else if (!is_stress(mark))
		mark_size = 0;
	uint32_t next = base_at(state, after);
	/* Article 5: -ия at the end of a word is -ia. */
	if (small == LETTER_YA && character_small(state->previous) == LETTER_I && !character_is_letter(next))
		latin = "a";
	bool capital_beside = character_is_capital(next) ||
	                      (!character_is_letter(next) && character_is_capital(state->previous));
	bool written = small == character ? buffer_append_text(state->out, latin)
	                                  : append_capital(state->out, latin, capital_beside);
	return written ? size + mark_size : 0;
}

bool text_transliterate(struct buffer *out, const char *text, size_t length)
{
	struct transliterator state = {out, text, length, 0};
	for (size_t i = 0; i < length;) {
		size_t capitals;
		size_t name = country_name(&state, i, &capitals);
		if (name != 0) {
			if (!append_country_name(out, capitals))
				return false;
			i += name;
			state.previous = LETTER_YA;
			continue;
		}
		uint32_t character;
		size_t size = text_decode(text + i, length - i, &character);
		size_t done = append_character(&state, character, i, size);
		if (done == 0)
			return false;
		if (!is_mark(character))
			state.previous = character;
		i += done;
	}
	return true;
}

/* The ASCII letter under the accents of CHARACTER; CHARACTER itself when there is none. */
static uint32_t without_accents(uint32_t character)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	while (character >= 0x80 && uc_canonical_decomposition(character, parts) > 0 && parts[0] != character)
		character = parts[0];
	return character;
}

static bool is_apostrophe(uint32_t character)
{
	return character == '\'' || character == 0x2019;
}

/* Appends the letters and digits of LATIN, with one '-' for anything between them. */
static bool append_name(struct buffer *out, const char *latin, size_t length)
{
	size_t begin = out->length;
	bool separate = false;
	for (size_t i = 0; i < length;) {
		uint32_t character;
		i += text_decode(latin + i, length - i, &character);
		character = character_small(without_accents(character));
		bool letter = character < 0x80 && character_is_letter(character);
		if (letter || (character >= '0' && character <= '9')) {
			char byte = (char)character;
			if (separate && out->length > begin && !buffer_append(out, "-", 1))
				return false;
			if (!buffer_append(out, &byte, 1))
				return false;
			separate = false;
		} else if (!is_mark(character) && !is_apostrophe(character) &&
		           character != CHARACTER_SOFT_HYPHEN) {
			separate = true;
		}
	}
	return out->length > begin || buffer_append_text(out, "page");
}

bool text_make_name(struct buffer *out, const char *title, size_t length)
{
	struct buffer latin;
	buffer_init(&latin, 2 * length);
	bool made = text_transliterate(&latin, title, length) &&
	            append_name(out, buffer_text(&latin), latin.length);
	buffer_free(&latin);
	return made;
}
