/* text/break_rules.c — what the typography of a language keeps together: tables, and their one reader. */

#include "text/break_rules.h"

#include "text/character.h"
#include "text/text.h"

#include <string.h>

/* ---- the tables --------------------------------------------------------------------------------------------- */

/* What a word beside a space may be. */
enum word_pattern {
	ANY_WORD,
	NUMBER,       /* 5   12,5   10–15   +3 */
	THREE_DIGITS, /* 000 in 10 000 */
	ROMAN_NUMBER, /* XIX, also typed with Cyrillic letters */
	INITIAL,      /* Р.   А.С. */
	CAPITALISED,  /* Стаменков */
	DASH,         /* –   —   - with spaces around it */
	FIRST_DASH,   /* the same at the start of a paragraph: somebody speaks */
	ONE_OF /* one of the words in the row, written there in small letters with a space between two */
};

struct word_rule {
	enum word_pattern pattern;
	const char *words; /* for ONE_OF */
};

/* No line ends at the space between LEFT and RIGHT. */
struct space_rule {
	struct word_rule left;
	struct word_rule right;
};

struct language_rules {
	const char *language; /* primary subtag (BCP 47) */
	/* No line ends after a hyphen with so few letters, or a digit, before it: г-н, по-бързо, 5-и; e-mail. */
	size_t short_part; /* letters */
	const struct space_rule *spaces;
	size_t space_count;
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define MONTHS_BG    "януари февруари март април май юни юли август септември октомври ноември декември"
#define UNITS        "% ‰ ° °c € $ km m cm mm kg g l km² m² км м см мм кг г л км² м² кв.м"

/*
 * Number and unit, number sign and number, thousands: EU Interinstitutional Style Guide, Bulgarian edition (bg-360400).
 * The year, the century, initials, titles and the dash at the start of a line are custom: no norm was found.
 */
static const struct space_rule bulgarian[] = {
        {{ANY_WORD, NULL}, {DASH, NULL}},
        {{FIRST_DASH, NULL}, {ANY_WORD, NULL}},
        {{NUMBER, NULL}, {ONE_OF, UNITS " лв. лева евро ст. млн. млрд. хил. бр. ч. мин. сек."}},
        {{NUMBER, NULL}, {ONE_OF, "г. год. " MONTHS_BG}},
        {{ROMAN_NUMBER, NULL}, {ONE_OF, "в. век"}},
        {{NUMBER, NULL}, {THREE_DIGITS, NULL}},
        {{ONE_OF, "№ § чл. ал. т. стр. с. гл. бр. фиг. табл. бл. вх. ет. ап. тел."}, {NUMBER, NULL}},
        {{ONE_OF, "г-н г-жа г-ца д-р проф. доц. акад. инж. арх. адв. св. ген. полк."}, {CAPITALISED, NULL}},
        {{INITIAL, NULL}, {CAPITALISED, NULL}},
        {{ONE_OF, "и"}, {ONE_OF, "т.н. др. пр."}},
        {{ONE_OF, "т."}, {ONE_OF, "е. н. нар."}},
};

static const struct space_rule english[] = {
        {{ANY_WORD, NULL}, {DASH, NULL}},
        {{FIRST_DASH, NULL}, {ANY_WORD, NULL}},
        {{NUMBER, NULL}, {ONE_OF, UNITS " a.m. p.m."}},
        {{NUMBER, NULL}, {ONE_OF, "january february march april may june july august september"}},
        {{NUMBER, NULL}, {ONE_OF, "october november december"}},
        {{NUMBER, NULL}, {THREE_DIGITS, NULL}},
        {{ONE_OF, "no. № § p. pp. art. fig. vol. ch."}, {NUMBER, NULL}},
        {{ONE_OF, "mr. mrs. ms. dr. prof. st. mr mrs ms dr"}, {CAPITALISED, NULL}},
        {{INITIAL, NULL}, {CAPITALISED, NULL}},
};

static const struct language_rules languages[] = {
        {"bg", 3, bulgarian, COUNT(bulgarian)},
        {"en", 3, english, COUNT(english)},
};

/* ---- words -------------------------------------------------------------------------------------------------- */

/* Words longer than this (bytes) match nothing but ANY_WORD: a line of a megabyte costs no more for having no spaces. */
enum { WORD_MAXIMUM = 48 };

struct word {
	const char *text;
	size_t length;
	bool cut;   /* it is longer than WORD_MAXIMUM */
	bool first; /* nothing stands before it in its paragraph */
};

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
	bool first = start == 0 || text[start - 1] == '\n';
	return (struct word){text + start, end - start, end - start > WORD_MAXIMUM, first};
}

/* The word that starts at START. */
static struct word word_after(const char *text, size_t length, size_t start)
{
	size_t end = start;
	while (end < length && end - start <= WORD_MAXIMUM && text[end] != ' ' && text[end] != '\n' &&
	        text[end] != '\t' && !(text[end] == '\xC2' && end + 1 < length && text[end + 1] == '\xA0'))
		end++;
	return (struct word){text + start, end - start, end - start > WORD_MAXIMUM, false};
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

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Digits with signs inside; nothing but a digit at the end. */
static bool is_number(struct word word)
{
	if (begins_with(word, "+") || begins_with(word, "-"))
		word = without_start(word, 1);
	if (word.length == 0 || !is_digit(word.text[0]) || !is_digit(word.text[word.length - 1]))
		return false;
	for (size_t i = 0; i < word.length; i++)
		if (!is_digit(word.text[i]) && strchr(".,:/-", word.text[i]) == NULL &&
		        (unsigned char)word.text[i] < 0x80)
			return false;
	return true;
}

static bool is_roman_letter(uint32_t character)
{
	return (character < 0x80 && character != 0 && strchr("IVXLCDM", (int)character) != NULL) ||
	       character == 0x0406 /* І */ || character == 0x0425 /* Х */;
}

static bool is_roman_number(struct word word)
{
	for (size_t i = 0; i < word.length;) {
		uint32_t character;
		i += text_decode(word.text + i, word.length - i, &character);
		if (!is_roman_letter(character))
			return false;
	}
	return word.length > 0;
}

/* Capital letters with a full stop after each. */
static bool is_initial(struct word word)
{
	if (word.length == 0 || word.text[word.length - 1] != '.')
		return false;
	for (size_t i = 0; i < word.length;) {
		uint32_t character;
		i += text_decode(word.text + i, word.length - i, &character);
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
	return (word.length == 3 && (begins_with(word, "–") || begins_with(word, "—"))) ||
	       (word.length == 1 && word.text[0] == '-');
}

/* Whether WORD, whose letters may be capitals, is in the list WORDS. */
static bool is_listed(struct word word, const char *words)
{
	char small[WORD_MAXIMUM + 4];
	size_t length = 0;
	for (size_t i = 0; i < word.length;) {
		uint32_t character;
		i += text_decode(word.text + i, word.length - i, &character);
		length += text_encode(character_small(character), small + length);
	}
	while (length > 0 && *words != '\0') {
		size_t listed = strcspn(words, " ");
		if (listed == length && memcmp(words, small, length) == 0)
			return true;
		words += listed;
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

static bool left_matches(struct word_rule rule, struct word word)
{
	if (word.cut)
		return rule.pattern == ANY_WORD;
	switch (rule.pattern) {
	case ANY_WORD:
		return true;
	case NUMBER:
		return is_number(word);
	case ROMAN_NUMBER:
		return is_roman_number(word);
	case INITIAL:
		return is_initial(word);
	case FIRST_DASH:
		return word.first && is_dash(word);
	case ONE_OF:
		return is_listed(word, rule.words);
	default:
		return false;
	}
}

static bool right_matches(struct word_rule rule, struct word word)
{
	switch (rule.pattern) {
	case ANY_WORD:
		return true;
	case NUMBER:
		return word.length > 0 && is_digit(word.text[0]);
	case THREE_DIGITS:
		return word.length >= 3 && is_digit(word.text[0]) && is_digit(word.text[1]) &&
		       is_digit(word.text[2]) && !(word.length > 3 && is_digit(word.text[3]));
	case CAPITALISED:
		return is_capitalised(word);
	case DASH:
		return is_dash(word);
	case ONE_OF:
		return !word.cut && is_listed_before_punctuation(word, rule.words);
	default:
		return false;
	}
}

/* ---- the reader --------------------------------------------------------------------------------------------- */

/* Looking a word up in a list costs most and is done last. */
static bool rule_matches(const struct space_rule *rule, struct word left, struct word right)
{
	if (rule->left.pattern == ONE_OF && rule->right.pattern != ONE_OF)
		return right_matches(rule->right, right) && left_matches(rule->left, left);
	return left_matches(rule->left, left) && right_matches(rule->right, right);
}

static bool space_is_kept(const struct language_rules *rules, struct word left, struct word right)
{
	if (left.length == 0 || right.length == 0)
		return false;
	left = without_opening(left);
	for (size_t i = 0; i < rules->space_count; i++)
		if (rule_matches(&rules->spaces[i], left, right))
			return true;
	return false;
}

/* Bytes of the hyphen or dash that ends at END; 0: there is none. */
static size_t hyphen_before(const char *text, size_t end)
{
	static const char *const hyphens[] = {"-", "\u2010", "–"};
	for (size_t i = 0; i < COUNT(hyphens); i++) {
		size_t length = strlen(hyphens[i]);
		if (length <= end && memcmp(text + end - length, hyphens[i], length) == 0)
			return length;
	}
	return 0;
}

/* Whether the hyphen that starts at I has a digit or at most MAXIMUM letters before it. */
static bool hyphen_is_kept(const char *text, size_t i, size_t maximum)
{
	if (i > 0 && is_digit(text[i - 1]))
		return true;
	size_t letters = 0;
	while (i > 0 && letters <= maximum) {
		size_t start = i - 1;
		while (start > 0 && ((unsigned char)text[start] & 0xC0) == 0x80)
			start--;
		uint32_t character;
		text_decode(text + start, i - start, &character);
		if (!character_is_letter(character))
			break;
		letters++;
		i = start;
	}
	return letters > 0 && letters <= maximum;
}

void break_rules_apply(
        const struct language_rules *rules, unsigned char *breaks, const char *text, size_t length)
{
	for (size_t i = 1; i < length; i++) {
		if (breaks[i] != TEXT_BREAK_ALLOWED)
			continue;
		size_t hyphen = hyphen_before(text, i);
		bool kept = false;
		if (text[i - 1] == ' ')
			kept = space_is_kept(rules, word_before(text, i), word_after(text, length, i));
		else if (hyphen != 0)
			kept = hyphen_is_kept(text, i - hyphen, rules->short_part);
		if (kept)
			breaks[i] = TEXT_BREAK_NONE;
	}
}

const struct language_rules *break_rules_find(const char *language)
{
	if (language == NULL)
		return NULL;
	size_t primary = strcspn(language, "-_");
	for (size_t i = 0; i < COUNT(languages); i++) {
		const char *known = languages[i].language;
		bool same = strlen(known) == primary;
		for (size_t j = 0; same && j < primary; j++)
			same = character_small((unsigned char)language[j]) == (unsigned char)known[j];
		if (same)
			return &languages[i];
	}
	return NULL;
}
