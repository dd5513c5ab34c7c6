/* text/sentences.c — where a sentence ends. */

#include "text/text.h"

#include "text/character.h"

#include <string.h>

/* The character that ends before END, END > 0; *START gets where it begins. */
static uint32_t character_before(const char *text, size_t end, size_t *start)
{
	*start = end - 1;
	while (*start > 0 && ((unsigned char)text[*start] & 0xC0) == 0x80)
		--*start;
	uint32_t character;
	text_decode(text + *start, end - *start, &character);
	return character;
}

static bool is_closing(uint32_t character)
{
	switch (character) {
	case '"':
	case '\'':
	case ')':
	case ']':
	case 0x00BB: /* » */
	case 0x2019: /* ’ */
	case 0x201C: /* “ */
	case 0x201D: /* ” */
		return true;
	default:
		return false;
	}
}

/* Whether the full stop at I belongs to an initial: „Р.“ */
static bool is_initial(const char *text, size_t i)
{
	if (i == 0)
		return false;
	size_t start;
	if (!character_is_capital(character_before(text, i, &start)))
		return false;
	return start == 0 || text[start - 1] == ' ' || text[start - 1] == '.';
}

/* Whether the full stop at I belongs to a word that is shortened before a name: „с. Подвис“, “Dr. Ivanova”. */
static bool is_before_name(const char *text, size_t i)
{
	static const char *const words[] = {"с", "гр", "ул", "бул", "пл", "кв", "св", "обл", "общ", "проф",
	        "доц", "инж", "арх", "акад", "ген", "Mr", "Mrs", "Ms", "Dr", "St", "Prof", "Rev"};
	for (size_t word = 0; word < sizeof words / sizeof *words; word++) {
		size_t length = strlen(words[word]);
		if (i < length || memcmp(text + i - length, words[word], length) != 0)
			continue;
		if (i == length || strchr(" \n\t(\"", text[i - length - 1]) != NULL)
			return true;
	}
	return false;
}

/* Whether what stands before END may close a sentence. */
static bool closes_sentence(const char *text, size_t end)
{
	while (end > 0) {
		size_t start;
		uint32_t character = character_before(text, end, &start);
		if (character == '!' || character == '?' || character == 0x2026)
			return true;
		if (character == '.')
			return !is_initial(text, start) && !is_before_name(text, start);
		if (!is_closing(character))
			return false;
		end = start;
	}
	return false;
}

bool text_ends_sentence(const char *text, size_t length, size_t i)
{
	if (text[i] == '\n' || text[i] == '\t')
		return true;
	if (text[i] != ' ' || !closes_sentence(text, i))
		return false;
	while (i < length && text[i] == ' ')
		i++;
	if (i == length)
		return true;
	uint32_t next;
	text_decode(text + i, length - i, &next);
	bool small = character_is_letter(next) && !character_is_capital(next);
	return !small && !character_is_digit(next);
}
