/*
 * text/text.h — UTF-8 text: grapheme clusters, display width, line break opportunities, sanitising, letters.
 *
 * Knows: base. Only here: libunistring, libhyphen; stepping through UTF-8; computing a width.
 * Text is UTF-8 with a length in bytes, not NUL-terminated unless a comment says so. Everything but
 * text_sanitise(), text_valid_length(), text_position() and text_decode() expects valid UTF-8.
 *
 *   cluster.c          grapheme clusters (UAX #29), their display width, what is sent to a terminal for one
 *   character.c        what is known of one code point: kind, width, letter (private header character.h)
 *   breaks.c           where a line may end (UAX #14); addresses
 *   break_rules.c      what a language keeps together at the end of a line (private header break_rules.h)
 *   break_tables.c     the rules for that, a table for each language
 *   hyphenate.c        dictionaries of hyphenation patterns; the only file that knows libhyphen (private header hyphenate.h)
 *   hyphen_words.c     which words may be divided, and where
 *   sentences.c        where a sentence ends
 *   sanitise.c         the one function through which foreign text enters a page
 *   encoding.c         code points and bytes; places as editors count them
 *   transliterate.c    Cyrillic in Latin letters (Transliteration Act of 2009); names of pages made from titles
 *   keyboard_layouts.c where the letters stand on Bulgarian keyboards
 *   fold.c             letters whatever their case, for searching and comparing
 *   spelling.c         a word in Latin letters for one in Cyrillic, as people type it, and the other way round
 *   word_forms.c       which words are forms of one word: endings, and words that no ending tells
 *   similar.c          the nearest of several words, for "did you mean"
 */
#ifndef IOMVIEW_TEXT_H
#define IOMVIEW_TEXT_H

#include "base/base.h"

/* ---- encoding ---------------------------------------------------------------------------------------------- */

/* Bytes at the start of TEXT that are valid UTF-8: LENGTH when all are. */
size_t text_valid_length(const char *text, size_t length);

/* Decodes the first code point of TEXT (LENGTH >= 1) into *CHARACTER; returns its bytes. Bad input: U+FFFD, >= 1 byte. */
size_t text_decode(const char *text, size_t length, uint32_t *character);

/* Encodes CHARACTER into BYTES; returns how many (1 to 4). What is no Unicode scalar value becomes U+FFFD. */
size_t text_encode(uint32_t character, char bytes[4]);

/* How many code points TEXT has. */
size_t text_characters(const char *text, size_t length);

/*
 * Line and column, both from 1, of the byte OFFSET in a file's BYTES (any values). Lines end at LF, CRLF or CR, as editors
 * count them; columns count code points (a bad byte counts as one). A byte order mark at the start is not counted.
 */
void text_position(const char *bytes, size_t length, size_t offset, size_t *line, size_t *column);

/* ---- clusters and widths ------------------------------------------------------------------------------------ */

/* Bytes that the longest form of one cluster takes on its way to the terminal: a base and four marks. */
enum { TEXT_SHOWN_MAXIMUM = 24 };

struct cluster {
	size_t length; /* bytes of text, at least 1 */
	int width;     /* terminal columns: 0, 1 or 2 */
};

/* The first extended grapheme cluster (UAX #29) of TEXT, LENGTH >= 1. */
struct cluster text_cluster(const char *text, size_t length);

/* Columns that TEXT takes: the sum over its clusters. A soft hyphen, a line feed and other invisible characters take none. */
int text_width(const char *text, size_t length);

/* Bytes of TEXT, in whole clusters, that fit in COLUMNS; *WIDTH (may be NULL) gets the columns that they take. */
size_t text_fit(const char *text, size_t length, int columns, int *width);

/*
 * What is sent to a terminal for one cluster: puts it into SHOWN (no NUL) and returns its bytes; 0 for a cluster of no
 * width. Invisible characters go, marks after the fourth go, an emoji sequence is reduced to its first character:
 * the forms that every terminal measures alike. Its display width equals text_cluster()'s.
 */
size_t text_shown(const char *cluster, size_t length, char shown[TEXT_SHOWN_MAXIMUM]);

/*
 * For what draws many clusters: decodes those at the start of TEXT that are surely one character each, one column wide, at
 * most COUNT, into CHARACTERS; returns how many, with their bytes in *USED. 0: ask text_cluster().
 */
size_t text_plain(const char *text, size_t length, uint32_t *characters, size_t count, size_t *used);

/* ---- line breaks -------------------------------------------------------------------------------------------- */

enum text_break {
	TEXT_BREAK_NONE,
	TEXT_BREAK_ALLOWED,     /* a line may end before this byte */
	TEXT_BREAK_DISCOURAGED, /* likewise, but should not: a one-letter word stands before it */
	TEXT_BREAK_SOFT_HYPHEN, /* likewise, and then a hyphen is shown: the text has U+00AD just before, or text_hyphenate() put it there */
	TEXT_BREAK_REQUIRED /* the byte before is a line feed */
};

/*
 * Fills BREAKS[0 .. LENGTH-1]: what stands before byte I (enum text_break). Only first bytes of clusters can be other than
 * NONE; BREAKS[0] is NONE. UAX #14 with LB29 put back, then the rules of LANGUAGE (a BCP 47 tag; NULL: none; DISCOURAGED comes from
 * them alone), then addresses, broken only after / ? = &.
 * Returns false only when memory runs out.
 */
bool text_find_breaks(unsigned char *breaks, const char *text, size_t length, const char *language);

/* Dictionaries of hyphenation patterns (libhyphen): each is read when a word needs it, and kept. */
struct hyphenation;

/*
 * Reads nothing yet. Dictionaries are looked for in FOLDERS (ended by NULL; borrowed), or where the system keeps them (NULL). Returns NULL when memory
 * runs out; every function takes NULL for no dictionary at all.
 */
struct hyphenation *hyphenation_new(const char *const *folders);
void hyphenation_free(struct hyphenation *hyphenation);

/* Reads the dictionary of LANGUAGE (a BCP 47 tag) now. Returns whether there is one: not without libhyphen. */
bool hyphenation_open(struct hyphenation *hyphenation, const char *language);

/*
 * Adds to BREAKS, which text_find_breaks() filled, the places where words of LANGUAGE may be divided: TEXT_BREAK_SOFT_HYPHEN where NONE was.
 * Only words of six letters and more with no capital behind the first, no soft hyphen of their own, in no address and beside no digit;
 * two letters stay and three go to the next line, with a vowel on each side. Nothing where there is no dictionary.
 */
void text_hyphenate(struct hyphenation *hyphenation, unsigned char *breaks, const char *text, size_t length,
        const char *language);

/* Start and end of words (UAX #29) for searching: fills STARTS[I] with 1 where a word boundary stands before byte I, else 0. */
bool text_find_words(char *starts, const char *text, size_t length);

/* Whether TEXT, what stands between two word boundaries, is a word: it has a letter or a digit. */
bool text_is_word(const char *text, size_t length);

/*
 * Whether a sentence ends before the byte I of TEXT: it is a line feed or a tab, or a space after . ! ? … that no small letter or
 * digit follows („2021 г. мисията“ goes on, and „Р. Стаменков“).
 */
bool text_ends_sentence(const char *text, size_t length, size_t i);

/* ---- sanitising --------------------------------------------------------------------------------------------- */

enum sanitise_kind {
	SANITISE_ONE_LINE, /* line ends and tabs become spaces, runs of white space one space, none at the ends */
	SANITISE_LINES, /* LF stays, CR LF and CR become LF, a tab stays */
	SANITISE_INLINE /* a piece of a paragraph: as ONE_LINE but white space at the ends stays (one space) */
};

/* What text_sanitise() met; places are byte offsets in its input, valid where the count is not 0. */
struct sanitise_report {
	size_t controls, first_control;           /* C0, DEL, C1 */
	uint32_t control;                         /* the first one */
	size_t bidi_controls, first_bidi_control; /* U+061C, 200E, 200F, 202A-202E, 2066-2069 */
	uint32_t bidi_control;
	size_t many_marks, first_many_marks; /* clusters with more than four marks */
	size_t invalid, first_invalid;       /* bytes that are no UTF-8 */
	size_t line_ends, first_line_end;    /* U+0085, U+2028, U+2029 */
	uint32_t line_end;
};

/*
 * Appends to OUT what may enter a page or be printed, made from any bytes: bad UTF-8 becomes U+FFFD; a control character
 * becomes its picture (U+2400 and up; C1 and unassigned or private use: U+FFFD); a bidirectional control, U+FEFF and tag characters
 * become U+FFFD; U+0085, U+2028 and U+2029 count as line ends; marks after the fourth on one letter are replaced by one U+FFFD; characters on
 * whose width ncurses and we do not agree become U+FFFD. What comes out passes through unchanged a second time.
 * REPORT may be NULL. Returns false when OUT cannot take it.
 */
bool text_sanitise(struct buffer *out, const char *bytes, size_t length, enum sanitise_kind kind,
        struct sanitise_report *report);

/* ---- letters ------------------------------------------------------------------------------------------------ */

bool text_is_capital(uint32_t character);

/* Appends TEXT with its Bulgarian letters in Latin ones, by the Transliteration Act of 2009; the rest stays. */
bool text_transliterate(struct buffer *out, const char *text, size_t length);

/* Appends a page's name made from a title: transliterated, small ASCII letters and digits, '-' between words; never empty. */
bool text_make_name(struct buffer *out, const char *title, size_t length);

/*
 * Appends TEXT folded for searching: composed, whatever the case, stress marks and soft hyphens gone, ѝ as и, ё as е, quotes and
 * dashes alike, white space one space. OFFSETS (may be NULL, else *OFFSETS has room and is grown with array_grow() to
 * one more than the bytes appended) maps each folded byte to the byte of TEXT that it came from. Never й as и.
 */
bool text_fold(
        struct buffer *out, const char *text, size_t length, size_t **offsets, size_t *offset_capacity);

/*
 * Bytes of the folded TEXT at whose start the folded WANTED (not empty) stands, letter by letter; 0: it does not. A Cyrillic letter is
 * the same as what is typed for it in Latin letters, by the Transliteration Act of 2009 or in the common ways (“balgariya”, “bulgaria”,
 * “4” for ч), whichever of the two texts has which; *RESPELLED tells whether that was needed. What WANTED ends with may be half of
 * a letter that takes two.
 */
size_t text_begins(
        const char *text, size_t length, const char *wanted, size_t wanted_length, bool *respelled);

/* With what a folded text may begin for text_begins() to find one wanted text; made once for many looks. */
enum { TEXT_BEGINNINGS = 0x101 };
struct text_beginnings {
	bool may[TEXT_BEGINNINGS]; /* ASCII; U+0400-U+047F; anything else */
};

/* WANTED is folded and not empty. */
void text_find_beginnings(struct text_beginnings *beginnings, const char *wanted, size_t length);

/* Whether TEXT (folded, not empty) may begin with what BEGINNINGS were made of, or be a regular form of it. */
static inline bool text_may_begin(const struct text_beginnings *beginnings, const char *text)
{
	unsigned char first = (unsigned char)text[0];
	if (first < 0x80)
		return beginnings->may[first];
	if (first == 0xD0 || first == 0xD1)
		return beginnings->may[0x80 + (first - 0xD0) * 0x40 + ((unsigned char)text[1] & 0x3F)];
	return beginnings->may[TEXT_BEGINNINGS - 1];
}

/*
 * Whether two folded words are forms of one, Bulgarian or English, by the rules of word_forms.c: both are one stem of at least three
 * letters with endings of the same declension. A word is a form of itself.
 */
bool text_same_word(const char *one, size_t one_length, const char *other, size_t other_length);

/* All forms of the folded WORD, divided by spaces, if it is one of those that no rule tells („хора“); else NULL. Static. */
const char *text_irregular_forms(const char *word, size_t length);

/*
 * The Bulgarian keyboard layouts: the traditional phonetic one, the phonetic one and the standard one of BDS 5237:2006.
 * Loops go from LAYOUT_UNKNOWN + 1 to KEYBOARD_LAYOUTS; the order is the order in which to guess.
 */
enum keyboard_layout { LAYOUT_UNKNOWN, LAYOUT_PHONETIC, LAYOUT_PHONETIC_2006, LAYOUT_BDS, KEYBOARD_LAYOUTS };

/* What LAYOUT gives for the key (and Shift, where it takes Shift) that gives the character US_KEY on a US keyboard; 0: nothing. */
uint32_t text_layout_letter(enum keyboard_layout layout, uint32_t us_key);

/* The other way: what a US keyboard gives for the key that gives LETTER on LAYOUT; 0: LAYOUT does not have it. */
uint32_t text_layout_key(enum keyboard_layout layout, uint32_t letter);

/* What Shift makes of the US keyboard's US_KEY; US_KEY itself where it is no key without Shift. */
uint32_t text_shifted_key(uint32_t us_key);

/*
 * Appends TEXT as the same keys give it on the other layout: typed on a US keyboard instead of LAYOUT (TO_CYRILLIC), or on LAYOUT
 * instead of a US keyboard. What has no key stays. Returns false when OUT cannot take it.
 */
bool text_retype(
        struct buffer *out, const char *text, size_t length, enum keyboard_layout layout, bool to_cyrillic);

/* Edits (insert, delete, replace, swap neighbours) between two NUL-terminated words, in code points; at most LIMIT + 1. */
size_t text_distance(const char *first, const char *second, size_t limit);

/* The nearest of COUNT CANDIDATES to WORD, or NULL when none is near enough to be what was meant. */
const char *text_nearest(const char *word, const char *const *candidates, size_t count);

#endif
