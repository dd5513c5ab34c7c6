/* text/breaks.c — where a line may end (UAX #14), then the language's rules; where words begin and end (UAX #29). */

#include "text/text.h"

#include "text/break_rules.h"
#include "text/character.h"

#include <string.h>
#include <unilbrk.h>
#include <uniwbrk.h>

/* The characters of the line breaking class IS (infix numeric separator). */
static bool is_infix_separator(uint32_t character)
{
	switch (character) {
	case ',':
	case '.':
	case ':':
	case ';':
	case 0x037E:
	case 0x0589:
	case 0x060C:
	case 0x060D:
	case 0x07F8:
	case 0x2044:
		return true;
	default:
		return false;
	}
}

/*
 * Rule LB29, no break between an infix separator and a letter (т.е., iom.int), which libunistring 1.0 does not have.
 * Of the letters only those below U+1100 (Hangul and ideographs, which come after, are of other classes than AL), of the signs of
 * class AL only those of ASCII.
 */
static bool keeps_letter(uint32_t separator, uint32_t letter)
{
	if (!is_infix_separator(separator) || letter >= 0x1100)
		return false;
	return character_is_letter(letter) ||
	       (letter > 0 && letter < 0x80 && strchr("#&*<=>@^_`~", (int)letter) != NULL);
}

/* What stands between the cluster that begins with PREVIOUS and the next one, which begins with CHARACTER. */
static enum text_break break_between(
        unsigned char before, unsigned char here, uint32_t previous, uint32_t character)
{
	/* The library marks the newline itself; CR LF is one cluster and marked at its CR. */
	if (before == UC_BREAK_MANDATORY || before == UC_BREAK_CR_BEFORE_LF)
		return TEXT_BREAK_REQUIRED;
	if (here != UC_BREAK_POSSIBLE || keeps_letter(previous, character))
		return TEXT_BREAK_NONE;
	/* After a soft hyphen the library reports an ordinary break. */
	return previous == CHARACTER_SOFT_HYPHEN ? TEXT_BREAK_SOFT_HYPHEN : TEXT_BREAK_ALLOWED;
}

/* Turns what the library put into BREAKS to enum text_break, in place; inside clusters there is no break. */
static void translate_breaks(unsigned char *breaks, const char *text, size_t length)
{
	unsigned char before = UC_BREAK_PROHIBITED;
	uint32_t previous = 0;
	for (size_t i = 0; i < length;) {
		uint32_t character;
		text_decode(text + i, length - i, &character);
		unsigned char here = breaks[i];
		size_t size = text_cluster(text + i, length - i).length;
		breaks[i] = i == 0 ? (unsigned char)TEXT_BREAK_NONE
		                   : (unsigned char)break_between(before, here, previous, character);
		memset(breaks + i + 1, TEXT_BREAK_NONE, size - 1);
		before = here;
		previous = character;
		i += size;
	}
}

/* ---- addresses ---------------------------------------------------------------------------------------------- */

/* Bytes of what tells an address, at the start of TEXT: a scheme with its slashes, or "www."; 0: there is none. */
static size_t address_sign(const char *text, size_t length)
{
	static const char *const signs[] = {"https://", "http://", "ftp://", "www."};
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		size_t size = strlen(signs[i]);
		if (length > size && memcmp(text, signs[i], size) == 0)
			return size;
	}
	return 0;
}

/* Whether white space, a quote or an angle bracket begins at TEXT[I]. */
static bool ends_address(const char *text, size_t length, size_t i)
{
	static const char *const ends[] = {
	        " ", "\n", "\t", "<", ">", "\"", "\u00A0", "„", "“", "”", "«", "»"};
	for (size_t j = 0; j < sizeof ends / sizeof ends[0]; j++) {
		size_t size = strlen(ends[j]);
		if (size <= length - i && memcmp(text + i, ends[j], size) == 0)
			return true;
	}
	return false;
}

/* Bytes of the address at the start of TEXT, less the punctuation that follows it. */
static size_t address_length(const char *text, size_t length)
{
	size_t end = 0;
	while (end < length && !ends_address(text, length, end))
		end++;
	while (end > 0 && strchr(".,;:!?)'", text[end - 1]) != NULL)
		end--;
	return end;
}

static bool ends_address_part(char byte)
{
	return byte == '/' || byte == '?' || byte == '=' || byte == '&';
}

/* In the address from START to END, whose sign has SIGN bytes, a line ends only after / ? = &. */
static void break_address(unsigned char *breaks, const char *text, size_t start, size_t end, size_t sign)
{
	for (size_t i = start + 1; i < end; i++) {
		/* A mark on a slash is one cluster with it. */
		bool allowed = i > start + sign && ends_address_part(text[i - 1]) &&
		               !ends_address_part(text[i]) &&
		               text_cluster(text + i - 1, end - i + 1).length == 1;
		breaks[i] = allowed ? TEXT_BREAK_ALLOWED : TEXT_BREAK_NONE;
	}
}

static bool is_letter_or_digit(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

static bool is_mail_character(char byte)
{
	return is_letter_or_digit(byte) || (byte != '\0' && strchr("._%+-", byte) != NULL);
}

/* In an address of electronic mail, whose @ stands at AT, no line ends. Returns where it ends. */
static size_t keep_mail_address(unsigned char *breaks, const char *text, size_t length, size_t at)
{
	size_t start = at, end = at + 1;
	while (start > 0 && is_mail_character(text[start - 1]))
		start--;
	while (end < length && is_mail_character(text[end]))
		end++;
	if (start < at && end > at + 1)
		memset(breaks + start + 1, TEXT_BREAK_NONE, end - start - 1);
	return end;
}

/* So that the reader never takes a full stop or a hyphen of an address for the text's own. */
static void break_addresses(unsigned char *breaks, const char *text, size_t length)
{
	bool inside = false; /* a letter or digit stands before I */
	for (size_t i = 0; i < length; i++) {
		char byte = text[i];
		size_t sign = 0;
		if (!inside && (byte == 'h' || byte == 'f' || byte == 'w'))
			sign = address_sign(text + i, length - i);
		if (sign != 0) {
			size_t end = i + address_length(text + i, length - i);
			break_address(breaks, text, i, end, sign);
			i = end > i ? end - 1 : i;
		} else if (byte == '@') {
			i = keep_mail_address(breaks, text, length, i) - 1;
		}
		inside = is_letter_or_digit(text[i]);
	}
}

/* ---- the whole ---------------------------------------------------------------------------------------------- */

bool text_find_breaks(unsigned char *breaks, const char *text, size_t length, const char *language)
{
	if (length == 0)
		return true;
	u8_possible_linebreaks_v2((const uint8_t *)text, length, "UTF-8", (char *)breaks);
	translate_breaks(breaks, text, length);
	const struct language_rules *rules = break_rules_find(language);
	if (rules != NULL)
		break_rules_apply(rules, breaks, text, length);
	break_addresses(breaks, text, length);
	return true;
}

bool text_find_words(char *starts, const char *text, size_t length)
{
	if (length == 0)
		return true;
	u8_wordbreaks((const uint8_t *)text, length, starts);
	/* Rule WB1, which the library leaves to its caller. */
	starts[0] = 1;
	return true;
}

bool text_is_word(const char *text, size_t length)
{
	for (size_t i = 0; i < length;) {
		uint32_t character;
		i += text_decode(text + i, length - i, &character);
		if (character_is_letter(character) || character_is_digit(character))
			return true;
	}
	return false;
}
