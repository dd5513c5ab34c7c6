/* text/spelling.c — a word in Latin letters for one in Cyrillic, as people type it, and the other way round. */

#include "text/text.h"

#include "text/character.h"

#include <string.h>

/*
 * How а (U+0430) to я (U+044F) are typed in Latin letters, divided by spaces: first by the Transliteration Act of 2009, then as
 * people do who have no Cyrillic keyboard. To teach another way, add it here; the first that fits is taken, so that a longer one stands
 * before its own beginning. A digit counts only beside a letter, and never in the text that is looked through.
 */
static const char *const spellings[32] = {
        "a", "b", "v w", "g", "d", "e", "zh j", "z", "i", "y i j", "k", "l", "m", "n", "o", "p", /* а–п */
        "r", "s", "t", "u", "f", "h kh x", "ts tz c", "ch 4", "sh 6", "sht 6t", "a u y", "y",    /* р–ы */
        "y i j", "e", "yu iu ju", "ya ia ja q",                                                  /* ь–я */
};

enum { LETTER_A = 0x0430, LETTER_I = 0x0438, LETTER_SOFT = 0x044C, LETTER_YA = 0x044F };

/* Letters of which a query may end with a part: it is still being typed. As long as two. */
static const char *const parts[] = {"y", "sh", "6"};

/* What is left of a folded text. */
struct rest {
	const char *text;
	size_t length;
};

static uint32_t cyrillic_letter(struct rest rest)
{
	if (rest.length < 2)
		return 0;
	unsigned char first = (unsigned char)rest.text[0];
	unsigned char second = (unsigned char)rest.text[1];
	if (first == 0xD0 && second >= 0xB0)
		return LETTER_A + (second - 0xB0u);
	if (first == 0xD1 && second < 0x90)
		return LETTER_A + 0x10 + (second - 0x80u);
	return 0;
}

static bool is_latin(char byte)
{
	return byte >= 'a' && byte <= 'z';
}

/* Whether the digit that REST begins with stands beside a letter in what it is the rest of. */
static bool is_letter_digit(struct rest rest, bool at_start)
{
	return (!at_start && is_latin(rest.text[-1])) || (rest.length > 1 && is_latin(rest.text[1]));
}

/* Bytes at the start of LATIN that spell LETTER in one of the ways of LIST; 0: none. */
static size_t spelled(const char *list, struct rest latin, bool digits, bool may_end)
{
	while (*list != '\0') {
		size_t size = strcspn(list, " ");
		bool digit = !is_latin(list[0]);
		if (!digit || digits) {
			if (size <= latin.length && memcmp(list, latin.text, size) == 0)
				return size;
			for (size_t i = 0; may_end && i < sizeof parts / sizeof parts[0]; i++)
				if (latin.length < size && strlen(parts[i]) == latin.length &&
				        memcmp(list, parts[i], latin.length) == 0 &&
				        memcmp(latin.text, parts[i], latin.length) == 0)
					return latin.length;
		}
		list += size + (list[size] == ' ');
	}
	return 0;
}

/* Bytes of LATIN that stand for LETTER, which follows PREVIOUS. Sets *SILENT when it may stand for no byte at all. */
static size_t spelled_letter(
        uint32_t letter, uint32_t previous, struct rest latin, bool digits, bool may_end, bool *silent)
{
	if (letter == 0 || latin.length == 0)
		return 0;
	size_t size = spelled(spellings[letter - LETTER_A], latin, digits, may_end);
	/* Article 5 of the Act: -ия is -ia; many write so inside words too. */
	if (size == 0 && letter == LETTER_YA && previous == LETTER_I && latin.text[0] == 'a')
		return 1;
	*silent = size == 0 && letter == LETTER_SOFT && previous != 0;
	return size;
}

static size_t character_length(char byte)
{
	unsigned char first = (unsigned char)byte;
	return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* The bytes that a step takes of each of the two; none: they differ. */
struct step {
	size_t text;
	size_t wanted;
};

static struct step compare(struct rest text, struct rest wanted, uint32_t previous, bool at_start)
{
	size_t size = character_length(wanted.text[0]);
	if (size <= text.length && memcmp(text.text, wanted.text, size) == 0)
		return (struct step){size, size};
	bool silent = false;
	uint32_t letter = cyrillic_letter(text);
	if (letter != 0 && (unsigned char)wanted.text[0] < 0x80) {
		bool digits = is_letter_digit(wanted, at_start);
		size_t typed = spelled_letter(letter, previous, wanted, digits, true, &silent);
		return typed != 0 || silent ? (struct step){2, typed} : (struct step){0, 0};
	}
	letter = cyrillic_letter(wanted);
	if (letter != 0) {
		size_t typed = spelled_letter(letter, previous, text, false, false, &silent);
		return typed != 0 || silent ? (struct step){typed, 2} : (struct step){0, 0};
	}
	return (struct step){0, 0};
}

/* The number of the first character of TEXT among the beginnings. */
static size_t number_of(const char *text)
{
	unsigned char first = (unsigned char)text[0];
	if (first < 0x80)
		return first;
	if (first == 0xD0 || first == 0xD1)
		return 0x80 + (first - 0xD0u) * 0x40 + ((unsigned char)text[1] & 0x3Fu);
	return TEXT_BEGINNINGS - 1;
}

void text_find_beginnings(struct text_beginnings *beginnings, const char *wanted, size_t length)
{
	*beginnings = (struct text_beginnings){.may = {false}};
	beginnings->may[number_of(wanted)] = true;
	uint32_t wanted_letter = cyrillic_letter((struct rest){wanted, length});
	for (uint32_t letter = LETTER_A; letter <= LETTER_YA; letter++)
		for (const char *list = spellings[letter - LETTER_A]; *list != '\0'; list += *list == ' ') {
			if (letter == wanted_letter)
				beginnings->may[(unsigned char)*list] = true;
			if (*list == wanted[0])
				beginnings->may[0x80 + (letter - 0x0400)] = true;
			list += strcspn(list, " ");
		}
}

size_t text_begins(const char *text, size_t length, const char *wanted, size_t wanted_length, bool *respelled)
{
	size_t done = 0;
	size_t met = 0;
	uint32_t previous = 0;
	*respelled = false;
	while (met < wanted_length) {
		if (done == length)
			return 0;
		struct rest left = {text + done, length - done};
		struct rest missing = {wanted + met, wanted_length - met};
		struct step step = compare(left, missing, previous, met == 0);
		if (step.text == 0 && step.wanted == 0)
			return 0;
		uint32_t letter = cyrillic_letter(left);
		previous = letter != 0 ? letter : cyrillic_letter(missing);
		*respelled |= step.text != step.wanted || memcmp(left.text, missing.text, step.text) != 0;
		done += step.text;
		met += step.wanted;
	}
	return done;
}
