/*
 * text/break_rules.h — what the typography of a language keeps together. Private to text/ and its tests.
 *
 * The rules are data: a row for each language in break_tables.c. break_rules.c is their one reader.
 */
#ifndef IOMVIEW_TEXT_BREAK_RULES_H
#define IOMVIEW_TEXT_BREAK_RULES_H

#include <stddef.h>

/* What a word beside a space may be. Quotes and brackets that open before it are no part of it. */
enum word_pattern {
	ANY_WORD,
	NUMBER, /* 5   12,5   10–15   +3   5-и   20th; to the right of a space only its first digit counts */
	DAY,    /* 5   20   20th; to the right of a space */
	THREE_DIGITS, /* 000 in 10 000; to the right of a space */
	ROMAN_NUMBER, /* XIX, also typed with Cyrillic letters; XIX-ти; to the right of a space two letters at least */
	INITIAL,     /* Р.   А.С.; to the left of a space */
	CAPITALISED, /* Стаменков */
	DASH,        /* –   —   - with spaces around it */
	FIRST_DASH,  /* the same at the start of a paragraph: somebody speaks */
	RANGE_DASH,  /* the same between numbers: 2021 – 2027; to the left of a space */
	ONE_OF       /* one of the words in the row */
};

struct word_rule {
	enum word_pattern pattern;
	/* For ONE_OF, else NULL: in small letters, with a space between two. To the right of a space punctuation may follow. */
	const char *words;
};

/* No line ends at the space between LEFT and RIGHT. One of them has to be more than small letters (a full stop, a digit, a capital). */
struct space_rule {
	struct word_rule left;
	struct word_rule right;
};

struct language_rules {
	const char *language; /* primary subtag (BCP 47) */
	/*
	 * No line ends after a hyphen or slash with a digit or so few letters before it (г-н, по-бързо, 5-и, e-mail, км/ч), or
	 * with so few letters after it (ЕС-то, follow-up).
	 */
	size_t short_left;       /* letters */
	size_t short_right;      /* letters */
	const char *short_words; /* after which a line should not end, written as those of ONE_OF */
	const struct space_rule *spaces;
	size_t space_count;
};

/* The rules of LANGUAGE (a BCP 47 tag: "bg", "bg-BG"), or NULL when it has none or LANGUAGE is NULL. */
const struct language_rules *break_rules_find(const char *language);

/* Takes from BREAKS (enum text_break, a byte for each of TEXT) the allowed ones that RULES forbid, and discourages others. */
void break_rules_apply(
        const struct language_rules *rules, unsigned char *breaks, const char *text, size_t length);

#endif
