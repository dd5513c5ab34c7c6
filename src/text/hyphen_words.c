/* text/hyphen_words.c — which words may be divided, and where: the rules around the patterns of a dictionary. */

#include "text/hyphenate.h"

#include "text/character.h"

#include <string.h>
#include <unicase.h>
#include <uninorm.h>

enum {
	LETTERS_LEAST = 6, /* of a word that is divided */
	/* At least so many stay, and go to the next line, with a vowel among them. */
	LETTERS_BEFORE = 2,
	LETTERS_BEHIND = 3
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- what the patterns do not know -------------------------------------------------------------------------- */

/*
 * Beginnings of words, divided at their hyphens and nowhere else; behind them the patterns are right again. To teach a word, add it here.
 * The Bulgarian patterns part any two consonants, the last letter of a prefix from what follows it and the first of a root from its second
 * too (зак-ривам, неп-ридружен, предс-тави): the rules of spelling allow that, an editor does not.
 */
static const struct exception {
	const char *language; /* primary subtag */
	const char *start;    /* small letters */
} exceptions[] = {
        /* a prefix that ends in a vowel, before a root with two consonants */
        {"bg", "за-гла"},
        {"bg", "за-гра"},
        {"bg", "за-кла"},
        {"bg", "за-клю"},
        {"bg", "за-кре"},
        {"bg", "за-кри"},
        {"bg", "за-пла"},
        {"bg", "за-тво"},
        {"bg", "на-гра"},
        {"bg", "на-кра"},
        {"bg", "на-пра"},
        {"bg", "на-пре"},
        {"bg", "на-при"},
        {"bg", "на-тру"},
        {"bg", "не-прави"},
        {"bg", "не-пре"},
        {"bg", "не-при"},
        {"bg", "по-кри"},
        {"bg", "по-сле"},
        {"bg", "по-стиг"},
        {"bg", "по-твър"},
        {"bg", "по-треб"},
        {"bg", "пре-гле"},
        {"bg", "при-дви"},
        {"bg", "при-клю"},
        {"bg", "при-кри"},
        {"bg", "про-бле"},
        {"bg", "про-гра"},
        {"bg", "про-сле"},
        {"bg", "съ-труд"},
        /* a prefix that ends in a consonant: it keeps it, and the root its own */
        {"bg", "без-опас"},
        {"bg", "без-отго"},
        {"bg", "из-гра"},
        {"bg", "из-клю"},
        {"bg", "из-пра"},
        {"bg", "от-кри"},
        {"bg", "от-кро"},
        {"bg", "об-хва"},
        {"bg", "под-кре"},
        {"bg", "под-кри"},
        {"bg", "пред-ста"},
        {"bg", "пред-сто"},
        {"bg", "раз-гле"},
        {"bg", "раз-гра"},
        /* a root that keeps its consonants */
        {"bg", "общ-нос"},
        {"bg", "участ-ни"},
        /* words made of two */
        {"bg", "био-раз"},
        {"bg", "вице-пре"},
        {"bg", "между-вре"},
        {"bg", "между-пра"},
        {"bg", "преж-де-вре"},
        {"bg", "оза-глав"},
};

/* ---- words -------------------------------------------------------------------------------------------------- */

/* A word that is being looked at. */
struct word {
	uint32_t offsets
	        [HYPHENATED_LETTERS_MAXIMUM]; /* of its letters' clusters: bytes from the start of the text */
	bool vowels[HYPHENATED_LETTERS_MAXIMUM];
	size_t count; /* letters */
	char small[HYPHENATED_LETTERS_MAXIMUM * 4 +
	           1];       /* them as the patterns know them: small and composed */
	size_t small_length; /* bytes */
	bool refused; /* too long, a capital behind the first letter, a soft hyphen of its own, an unknown letter */
};

/* Whether the small letter is a vowel; of an accented Latin letter its base is looked at. */
static bool is_vowel(uint32_t letter)
{
	static const uint32_t vowels[] = {'a', 'e', 'i', 'o', 'u', 'y', 0x0430 /* а */, 0x0435 /* е */,
	        0x0438 /* и */, 0x043E /* о */, 0x0443 /* у */, 0x044A /* ъ */, 0x044B /* ы */,
	        0x044D /* э */, 0x044E /* ю */, 0x044F /* я */, 0x0451 /* ё */, 0x0454 /* є */,
	        0x0456 /* і */, 0x0457 /* ї */};
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	if (letter >= 0x80 && letter < 0x0250 && uc_canonical_decomposition(letter, parts) > 0)
		letter = parts[0];
	for (size_t i = 0; i < COUNT(vowels); i++)
		if (vowels[i] == letter)
			return true;
	return false;
}

/*
 * The letter of the cluster at TEXT, small and composed, stress marks on Cyrillic left out; 0: it is no letter that a pattern could
 * know. *CAPITAL tells what it was.
 */
static uint32_t letter_of(const char *text, size_t length, bool *capital)
{
	uint32_t character;
	size_t size = text_decode(text, length, &character);
	*capital = character_is_capital(character);
	uint32_t letter = uc_tolower(character);
	while (size < length) {
		uint32_t mark;
		size += text_decode(text + size, length - size, &mark);
		bool stress = (mark == 0x0300 || mark == 0x0301) && letter >= 0x0400;
		if (!stress)
			letter = uc_composition(letter, mark);
		if (letter == 0)
			return 0;
	}
	return letter == 0x045D /* ѝ */ ? 0x0438 /* и */ : letter;
}

static void add_letter(struct word *word, const char *text, size_t offset, size_t length)
{
	bool capital;
	uint32_t letter = letter_of(text + offset, length, &capital);
	if (word->count == HYPHENATED_LETTERS_MAXIMUM || letter == 0 || (capital && word->count > 0)) {
		word->refused = true;
		return;
	}
	word->offsets[word->count] = (uint32_t)offset;
	word->vowels[word->count++] = is_vowel(letter);
	word->small_length += text_encode(letter, word->small + word->small_length);
}

/* ---- places ------------------------------------------------------------------------------------------------- */

/* Whether a vowel is among the letters FROM up to TO of WORD. */
static bool has_vowel(const struct word *word, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (word->vowels[i])
			return true;
	return false;
}

/* Puts the hyphens of EXCEPTION in PLACES where WORD begins with it. */
static void apply_exception(
        const struct exception *exception, const struct word *word, bool places[HYPHENATED_LETTERS_MAXIMUM])
{
	bool wanted[HYPHENATED_LETTERS_MAXIMUM] = {false};
	size_t letters = 0, length = 0;
	for (const char *start = exception->start; *start != '\0' && letters < word->count;) {
		uint32_t character;
		if (*start == '-') {
			wanted[letters] = true;
			start++;
			continue;
		}
		size_t size = text_decode(start, strlen(start), &character);
		if (length + size > word->small_length || memcmp(word->small + length, start, size) != 0)
			return;
		length += size;
		start += size;
		letters++;
	}
	memcpy(places, wanted, letters * sizeof places[0]);
}

/* Marks in BREAKS where WORD may be divided. */
static void divide_word(const struct dictionary *dictionary, const char *language, const struct word *word,
        unsigned char *breaks)
{
	bool places[HYPHENATED_LETTERS_MAXIMUM];
	if (word->refused || word->count < LETTERS_LEAST)
		return;
	dictionary_divide(dictionary, word->small, word->small_length, places, word->count);
	for (size_t i = 0; i < COUNT(exceptions); i++)
		if (strncmp(language, exceptions[i].language, strlen(exceptions[i].language)) == 0)
			apply_exception(&exceptions[i], word, places);
	for (size_t i = LETTERS_BEFORE; i + LETTERS_BEHIND <= word->count; i++)
		if (places[i] && breaks[word->offsets[i]] == TEXT_BREAK_NONE && has_vowel(word, 0, i) &&
		        has_vowel(word, i, word->count))
			breaks[word->offsets[i]] = TEXT_BREAK_SOFT_HYPHEN;
}

/* ---- text between white space ------------------------------------------------------------------------------- */

static bool is_white_space(const char *text, size_t length)
{
	return *text == ' ' || *text == '\n' || *text == '\t' ||
	       (length > 1 && memcmp(text, "\u00A0", 2) == 0);
}

/*
 * Whether LENGTH bytes without white space look like an address, a number or a name of a file and no word: they have a digit or a sign
 * that no sentence has inside a word, or a full stop or colon that a letter follows (iom.int, т.е.).
 */
static bool is_no_word(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if ((text[i] >= '0' && text[i] <= '9') || strchr("@/\\_&=#<>", text[i]) != NULL)
			return true;
		if ((text[i] != '.' && text[i] != ':') || i + 1 == length)
			continue;
		uint32_t next;
		text_decode(text + i + 1, length - i - 1, &next);
		if (character_is_letter(next))
			return true;
	}
	return false;
}

/* Bytes of the hyphen at TEXT; 0: there is none. */
static size_t hyphen_at(const char *text, size_t length)
{
	if (*text == '-')
		return 1;
	return length >= 3 && (memcmp(text, "\u2010", 3) == 0 || memcmp(text, "\u2011", 3) == 0) ? 3 : 0;
}

/*
 * Divides the words in TEXT from FROM to TO, where no white space is. What stands beside a hyphen of the text is divided only when no line
 * may end at that hyphen (най-осведомените).
 */
static void divide_words(const struct dictionary *dictionary, const char *language, const char *text,
        size_t from, size_t to, unsigned char *breaks)
{
	struct word word = {.count = 0};
	bool beside_break = false;
	for (size_t i = from; i <= to;) {
		uint32_t character = 0;
		size_t size = i < to ? text_cluster(text + i, to - i).length : 1;
		if (i < to)
			text_decode(text + i, size, &character);
		if (character == CHARACTER_SOFT_HYPHEN) {
			word.refused = true;
		} else if (character_is_letter(character)) {
			add_letter(&word, text, i, size);
		} else {
			size_t hyphen = i < to ? hyphen_at(text + i, to - i) : 0;
			bool may_end = hyphen > 0 && i + hyphen < to && breaks[i + hyphen] != TEXT_BREAK_NONE;
			if (!beside_break && !may_end)
				divide_word(dictionary, language, &word, breaks);
			beside_break = may_end;
			word = (struct word){.count = 0};
		}
		i += size;
	}
}

void text_hyphenate(struct hyphenation *hyphenation, unsigned char *breaks, const char *text, size_t length,
        const char *language)
{
	const struct dictionary *dictionary = NULL;
	for (size_t from = 0; from < length;) {
		size_t to = from;
		while (to < length && !is_white_space(text + to, length - to))
			to++;
		/* No letter takes less than a byte. */
		if (to - from >= LETTERS_LEAST && !is_no_word(text + from, to - from)) {
			if (dictionary == NULL)
				dictionary = hyphenation_dictionary(hyphenation, language);
			if (dictionary == NULL)
				return;
			divide_words(dictionary, language, text, from, to, breaks);
		}
		from = to + (to < length && *(text + to) == '\xC2' ? 2 : 1);
	}
}
