/* text/break_rules.c — the reader of the rules by which a language keeps together what belongs together. */

#include "text/break_rules.h"

#include "text/character.h"
#include "text/text.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/*
 * Spaces in a row that rules may keep: „проф. д-р Й. Х. Иванов“ has four. A row of numbers or dashes would become a line
 * without end otherwise, and be cut inside a number.
 */
enum { KEPT_MAXIMUM = 6 };

/* ---- words -------------------------------------------------------------------------------------------------- */

/* Words longer than this (bytes) match nothing but ANY_WORD: a line of a megabyte costs no more for having no spaces. */
enum { WORD_MAXIMUM = 48 };

struct word {
	const char *text;
	size_t length;
	bool cut;         /* it is longer than WORD_MAXIMUM */
	bool first;       /* nothing stands before it in its paragraph */
	bool after_digit; /* a digit and one space stand before it */
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_space(const char *text, size_t i)
{
	return text[i] == ' ' || text[i] == '\n' || text[i] == '\t' ||
	       ((unsigned char)text[i] == 0xA0 && i > 0 && (unsigned char)text[i - 1] == 0xC2);
}

/* The word that ends before the spaces before END. */
static struct word word_before(const char *text, size_t end)
{
	while (end > 0 && text[end - 1] == ' ')
		end--;
	size_t start = end;
	while (start > 0 && end - start <= WORD_MAXIMUM && !is_space(text, start - 1))
		start--;
	return (struct word){
	        .text = text + start,
	        .length = end - start,
	        .cut = end - start > WORD_MAXIMUM,
	        .first = start == 0 || text[start - 1] == '\n',
	        .after_digit = start > 1 && text[start - 1] == ' ' && is_digit(text[start - 2]),
	};
}

/* The word that starts at START. */
static struct word word_after(const char *text, size_t length, size_t start)
{
	size_t end = start;
	while (end < length && end - start <= WORD_MAXIMUM && text[end] != ' ' && text[end] != '\n' &&
	        text[end] != '\t' && !(text[end] == '\xC2' && end + 1 < length && text[end + 1] == '\xA0'))
		end++;
	return (struct word){.text = text + start, .length = end - start, .cut = end - start > WORD_MAXIMUM};
}

/* Whether WORD has nothing but small letters, Cyrillic or ASCII, and punctuation that no rule asks for: the most have. */
static bool is_plain(struct word word)
{
	for (size_t i = 0; i < word.length; i++) {
		unsigned char byte = (unsigned char)word.text[i];
		if (byte == 0xD0 || byte == 0xD1) {
			unsigned char next = i + 1 < word.length ? (unsigned char)word.text[i + 1] : 0;
			if (byte == 0xD0 ? next < 0xB0 : next >= 0x90)
				return false;
			i++;
		} else if (byte < 'a' || byte > 'z') {
			if (byte == 0 || byte >= 0x80 || strchr(",;:!?)", byte) == NULL)
				return false;
		}
	}
	return true;
}

static bool begins_with(struct word word, const char *sign)
{
	size_t length = strlen(sign);
	return word.length >= length && memcmp(word.text, sign, length) == 0;
}

static bool ends_with(struct word word, const char *sign)
{
	size_t length = strlen(sign);
	return word.length >= length && memcmp(word.text + word.length - length, sign, length) == 0;
}

static struct word without_start(struct word word, size_t length)
{
	word.text += length;
	word.length -= length;
	return word;
}

/* Opening quotes and brackets before a word are not part of it. */
static struct word without_opening(struct word word)
{
	static const char *const opening[] = {"(", "[", "\"", "'", "„", "“", "‘", "’", "«"};
	/* Nearly all words begin with a Cyrillic or ASCII letter; the loop would only find that out slowly. */
	unsigned char first = word.length > 0 ? (unsigned char)word.text[0] : 0;
	if (first == 0xD0 || first == 0xD1 || character_is_letter(first < 0x80 ? first : 0))
		return word;
	for (size_t i = 0; i < COUNT(opening); i++)
		if (begins_with(word, opening[i]))
			return without_opening(without_start(word, strlen(opening[i])));
	return word;
}

/* Takes one closing sign from the end of *WORD; false when there is none. */
static bool take_closing(struct word *word)
{
	static const char *const closing[] = {
	        ".", ",", ":", ";", "!", "?", ")", "]", "\"", "'", "“", "”", "’", "»", "…"};
	for (size_t i = 0; i < COUNT(closing); i++)
		if (ends_with(*word, closing[i])) {
			word->length -= strlen(closing[i]);
			return true;
		}
	return false;
}

/* ---- patterns ----------------------------------------------------------------------------------------------- */

/* The character that ends at END (> START) of TEXT, marks on it left out; *AT gets where it starts. */
static uint32_t character_before(const char *text, size_t start, size_t end, size_t *at)
{
	uint32_t character;
	do {
		size_t next = end--;
		while (end > start && ((unsigned char)text[end] & 0xC0) == 0x80)
			end--;
		text_decode(text + end, next - end, &character);
	} while (end > start && character_extends(character));
	*at = end;
	return character;
}

/* An ending of one or two letters is taken off, and the hyphen before it: 5-и, XIX-ти, 20th. */
static struct word without_ending(struct word word)
{
	size_t end = word.length;
	for (int letters = 0; letters < 2 && end > 0; letters++) {
		size_t at;
		if (!character_is_letter(character_before(word.text, 0, end, &at)))
			break;
		end = at;
	}
	bool hyphen = end > 0 && word.text[end - 1] == '-';
	if (end == 0 || (!hyphen && !is_digit(word.text[end - 1])))
		return word;
	word.length = end - hyphen;
	return word;
}

/* Digits with signs inside; nothing but a digit at the end. */
static bool is_number(struct word word)
{
	if (begins_with(word, "+") || begins_with(word, "-"))
		word = without_start(word, 1);
	if (word.length == 0 || !is_digit(word.text[0]))
		return false;
	word = without_ending(word);
	if (!is_digit(word.text[word.length - 1]))
		return false;
	for (size_t i = 0; i < word.length; i++)
		if (!is_digit(word.text[i]) && strchr(".,:/-", word.text[i]) == NULL &&
		        (unsigned char)word.text[i] < 0x80)
			return false;
	return true;
}

/* How many digits WORD begins with. */
static size_t digits_of(struct word word)
{
	size_t digits = 0;
	while (digits < word.length && is_digit(word.text[digits]))
		digits++;
	return digits;
}

static bool is_roman_letter(uint32_t character)
{
	return (character < 0x80 && character != 0 && strchr("IVXLCDM", (int)character) != NULL) ||
	       character == 0x0406 /* І */ || character == 0x0425 /* Х */;
}

/* How many letters of a Roman number WORD begins with; 0 also when other letters follow them. */
static size_t roman_letters_of(struct word word)
{
	size_t letters = 0;
	for (size_t i = 0; i < word.length; letters++) {
		uint32_t character;
		i += text_decode(word.text + i, word.length - i, &character);
		if (!is_roman_letter(character))
			return character_is_letter(character) ? 0 : letters;
	}
	return letters;
}

/* Capital letters with a full stop after each. */
static bool is_initial(struct word word)
{
	if (word.length == 0 || word.text[word.length - 1] != '.')
		return false;
	for (size_t i = 0; i < word.length;) {
		size_t cluster = text_cluster(word.text + i, word.length - i).length;
		uint32_t character;
		text_decode(word.text + i, cluster, &character);
		i += cluster;
		if (!character_is_capital(character) || i == word.length || word.text[i] != '.')
			return false;
		i++;
	}
	return true;
}

static bool is_capitalised(struct word word)
{
	word = without_opening(word);
	if (word.length == 0)
		return false;
	uint32_t character;
	text_decode(word.text, word.length, &character);
	return character_is_capital(character);
}

static bool is_dash(struct word word)
{
	static const char *const dashes[] = {"–", "—", "-", "‒", "―", "--"};
	for (size_t i = 0; i < COUNT(dashes); i++)
		if (word.length == strlen(dashes[i]) && begins_with(word, dashes[i]))
			return true;
	return false;
}

/* ---- what a word is ----------------------------------------------------------------------------------------- */

/* What has been found out about a word, once for all rules. */
struct judged {
	unsigned patterns; /* a bit for each of enum word_pattern that it may be; ONE_OF always */
	struct word small; /* the word in small letters; empty for one that is too long for any list */
	char bytes[WORD_MAXIMUM + 4]; /* of SMALL */
};

static unsigned bit(enum word_pattern pattern, bool is)
{
	return is ? 1U << pattern : 0U;
}

static void take_small_letters(struct judged *judged, struct word word)
{
	judged->small = (struct word){.text = judged->bytes};
	for (size_t i = 0; !word.cut && i < word.length;) {
		uint32_t character;
		i += text_decode(word.text + i, word.length - i, &character);
		judged->small.length +=
		        text_encode(character_small(character), judged->bytes + judged->small.length);
	}
}

static void judge_left(struct judged *judged, struct word word)
{
	judged->patterns = bit(ANY_WORD, true) | bit(ONE_OF, true);
	word = without_opening(word);
	take_small_letters(judged, word);
	if (word.cut || word.length == 0)
		return;
	judged->patterns |= bit(NUMBER, is_number(word)) |
	                    bit(ROMAN_NUMBER, roman_letters_of(without_ending(word)) > 0) |
	                    bit(INITIAL, is_initial(word)) | bit(CAPITALISED, is_capitalised(word)) |
	                    bit(FIRST_DASH, word.first && is_dash(word)) |
	                    bit(RANGE_DASH, word.after_digit && is_dash(word));
}

static void judge_right(struct judged *judged, struct word word)
{
	size_t digits = digits_of(word);
	take_small_letters(judged, word);
	judged->patterns = bit(ANY_WORD, true) | bit(ONE_OF, true) | bit(NUMBER, digits > 0) |
	                   bit(DAY, digits == 1 || digits == 2) | bit(THREE_DIGITS, digits == 3) |
	                   bit(ROMAN_NUMBER, roman_letters_of(word) >= 2) |
	                   bit(CAPITALISED, is_capitalised(word)) | bit(DASH, is_dash(word));
}

/* Whether WORD, in small letters, is in the list WORDS. */
static bool is_listed(struct word word, const char *words)
{
	while (word.length > 0 && *words != '\0') {
		size_t same = 0;
		while (same < word.length && words[same] == word.text[same])
			same++;
		words += same;
		if (same == word.length && (*words == ' ' || *words == '\0'))
			return true;
		while (*words != ' ' && *words != '\0')
			words++;
		words += *words == ' ';
	}
	return false;
}

/* The same for a word that punctuation may follow: „2021 г.),“. */
static bool is_listed_before_punctuation(struct word word, const char *words)
{
	do {
		if (is_listed(word, words))
			return true;
	} while (take_closing(&word));
	return false;
}

/* ---- the reader --------------------------------------------------------------------------------------------- */

static bool rule_matches(const struct space_rule *rule, const struct judged *left, const struct judged *right)
{
	if ((left->patterns & bit(rule->left.pattern, true)) == 0 ||
	        (right->patterns & bit(rule->right.pattern, true)) == 0)
		return false;
	if (rule->left.pattern == ONE_OF && !is_listed(left->small, rule->left.words))
		return false;
	return rule->right.pattern != ONE_OF || is_listed_before_punctuation(right->small, rule->right.words);
}

static bool space_is_kept(const struct language_rules *rules, struct word left, struct word right)
{
	if (left.length == 0 || right.length == 0 || (is_plain(left) && is_plain(right)))
		return false;
	struct judged before, after;
	judge_left(&before, left);
	judge_right(&after, right);
	for (size_t i = 0; i < rules->space_count; i++)
		if (rule_matches(&rules->spaces[i], &before, &after))
			return true;
	return false;
}

static bool is_short_word(const struct language_rules *rules, struct word word)
{
	enum { SHORT_MAXIMUM = 8 }; /* bytes, what opens before it included */
	if (word.length > SHORT_MAXIMUM)
		return false;
	struct judged judged;
	take_small_letters(&judged, without_opening(word));
	return is_listed(judged.small, rules->short_words);
}

/* Bytes of the hyphen, dash or slash that ends at END; 0: there is none. */
static size_t hyphen_before(const char *text, size_t end)
{
	static const char *const hyphens[] = {"-", "\u2010", "–", "/"};
	for (size_t i = 0; i < COUNT(hyphens); i++) {
		size_t length = strlen(hyphens[i]);
		if (length <= end && memcmp(text + end - length, hyphens[i], length) == 0)
			return length;
	}
	return 0;
}

/* How many letters end at END, MAXIMUM + 1 at most. */
static size_t letters_before(const char *text, size_t end, size_t maximum)
{
	size_t letters = 0;
	while (end > 0 && letters <= maximum) {
		size_t at;
		if (!character_is_letter(character_before(text, 0, end, &at)))
			break;
		letters++;
		end = at;
	}
	return letters;
}

/* How many letters start at START, MAXIMUM + 1 at most. */
static size_t letters_after(const char *text, size_t length, size_t start, size_t maximum)
{
	size_t letters = 0;
	while (start < length && letters <= maximum) {
		uint32_t character;
		text_decode(text + start, length - start, &character);
		if (!character_is_letter(character))
			break;
		letters++;
		start += text_cluster(text + start, length - start).length;
	}
	return letters;
}

/* Whether the hyphen of text from START to END has a digit before it or few letters on one of its sides. */
static bool hyphen_is_kept(
        const struct language_rules *rules, const char *text, size_t length, size_t start, size_t end)
{
	if (start > 0 && is_digit(text[start - 1]))
		return true;
	size_t left = letters_before(text, start, rules->short_left);
	if (left == 0)
		return false;
	size_t right = letters_after(text, length, end, rules->short_right);
	return left <= rules->short_left || (right > 0 && right <= rules->short_right);
}

/* What becomes of the allowed break before byte I. *KEPT: spaces kept before it, one after the other. */
static enum text_break judge_break(
        const struct language_rules *rules, const char *text, size_t length, size_t i, int *kept)
{
	static const char em_dash[] = "—";
	if (text[i - 1] != ' ') {
		size_t hyphen = hyphen_before(text, i);
		bool before_dash =
		        length - i > strlen(em_dash) && memcmp(text + i, em_dash, strlen(em_dash)) == 0;
		bool together =
		        before_dash || (hyphen != 0 && hyphen_is_kept(rules, text, length, i - hyphen, i));
		return together ? TEXT_BREAK_NONE : TEXT_BREAK_ALLOWED;
	}
	struct word left = word_before(text, i);
	if (*kept < KEPT_MAXIMUM && space_is_kept(rules, left, word_after(text, length, i))) {
		++*kept;
		return TEXT_BREAK_NONE;
	}
	*kept = 0;
	return is_short_word(rules, left) ? TEXT_BREAK_DISCOURAGED : TEXT_BREAK_ALLOWED;
}

void break_rules_apply(
        const struct language_rules *rules, unsigned char *breaks, const char *text, size_t length)
{
	int kept = 0;
	for (size_t i = 1; i < length; i++)
		if (breaks[i] == TEXT_BREAK_ALLOWED)
			breaks[i] = (unsigned char)judge_break(rules, text, length, i, &kept);
}
