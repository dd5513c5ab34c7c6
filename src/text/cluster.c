/* text/cluster.c — grapheme clusters (UAX #29), their display width, what is sent to a terminal for one. */

#include "text/text.h"

#include "text/character.h"

#include <string.h>
#include <unictype.h>
#include <unigbrk.h>

/* A cell of ncurses holds no more (CCHARW_MAX is 5: a base and four marks). */
enum { MARKS_SHOWN = 4, COLUMNS_MAXIMUM = 2 };

/*
 * The one place where it is decided what is shown of a cluster, and so how wide it is. SHOWN may be NULL.
 * The first visible character is the base. Marks on it are shown, the first four. A further character with a width of its
 * own (the second half of a flag, a vowel sign that stands beside its letter) is shown while both fit in two columns; the further
 * parts of an emoji sequence and of an old Hangul syllable never are.
 */
static int compose(const char *cluster, size_t length, char *shown, size_t *shown_length)
{
	int width = 0;
	int marks = 0;
	size_t used = 0;
	for (size_t i = 0; i < length;) {
		uint32_t character;
		size_t size = text_decode(cluster + i, length - i, &character);
		int own = character_width(character);
		bool take;
		if (own > 0)
			take = width == 0 || (width + own <= COLUMNS_MAXIMUM &&
			                             !uc_is_property_extended_pictographic(character));
		else
			take = width > 0 && marks < MARKS_SHOWN && character != CHARACTER_KEYCAP &&
			       character_kind(character) == CHARACTER_MARK;
		if (take) {
			if (shown != NULL)
				memcpy(shown + used, cluster + i, size);
			used += size;
			width += own;
			marks += own == 0;
		}
		i += size;
	}
	if (shown_length != NULL)
		*shown_length = used;
	return width;
}

/* How far into an emoji sequence (rule GB11) a cluster has come. */
enum emoji_state { NO_EMOJI, EMOJI, EMOJI_JOINED };

static enum emoji_state next_emoji_state(enum emoji_state state, uint32_t character)
{
	if (uc_is_property_extended_pictographic(character))
		return EMOJI;
	if (state != EMOJI)
		return NO_EMOJI;
	switch (uc_graphemeclusterbreak_property(character)) {
	case GBP_EXTEND:
		return EMOJI;
	case GBP_ZWJ:
		return EMOJI_JOINED;
	default:
		return NO_EMOJI;
	}
}

/*
 * Bytes of the first cluster. uc_is_grapheme_break() judges two neighbours, so the two rules that look further back are here:
 * GB11 (emoji joined by ZWJ) and GB12 (flags; a cluster begins with its first half).
 */
static size_t cluster_length(const char *text, size_t length)
{
	uint32_t previous;
	size_t end = text_decode(text, length, &previous);
	enum emoji_state emoji = next_emoji_state(NO_EMOJI, previous);
	bool half_flag = uc_graphemeclusterbreak_property(previous) == GBP_RI;
	while (end < length) {
		uint32_t character;
		size_t size = text_decode(text + end, length - end, &character);
		bool joined_emoji = emoji == EMOJI_JOINED && uc_is_property_extended_pictographic(character);
		bool flag = half_flag && uc_graphemeclusterbreak_property(character) == GBP_RI;
		if (!joined_emoji && !flag && uc_is_grapheme_break(previous, character))
			break;
		half_flag = !flag && uc_graphemeclusterbreak_property(character) == GBP_RI;
		emoji = next_emoji_state(emoji, character);
		previous = character;
		end += size;
	}
	return end;
}

/* Bytes of the sign that TEXT begins with where it takes one column and joins nothing before it; 0: another. */
static size_t sign_size(const char *text, size_t length)
{
	unsigned char first = (unsigned char)text[0];
	unsigned char second = length >= 2 ? (unsigned char)text[1] : 0;
	unsigned char third = length >= 3 ? (unsigned char)text[2] : 0;
	if (first == 0xC2) /* U+00A0 to U+00BF but for the soft hyphen */
		return second >= 0xA0 && second < 0xC0 && second != 0xAD ? 2 : 0;
	/* U+2010 to U+203F but for the ends of lines and the directions: dashes, quotes, bullet, ellipsis */
	return first == 0xE2 && second == 0x80 &&
	                       ((third >= 0x90 && third < 0xA8) || (third >= 0xB0 && third < 0xC0))
	               ? 3
	               : 0;
}

static size_t plain_size(const char *text, size_t length)
{
	size_t size = character_plain(text, length);
	return size != 0 ? size : sign_size(text, length);
}

struct cluster text_cluster(const char *text, size_t length)
{
	size_t size = plain_size(text, length);
	if (size != 0 && (size == length || character_joins_nothing(text + size, length - size)))
		return (struct cluster){size, 1};
	if (text[0] == '\t')
		return (struct cluster){1, 1};
	size_t bytes = cluster_length(text, length);
	return (struct cluster){bytes, compose(text, bytes, NULL, NULL)};
}

int text_width(const char *text, size_t length)
{
	int width = 0;
	for (size_t i = 0; i < length;) {
		struct cluster cluster = text_cluster(text + i, length - i);
		i += cluster.length;
		width += cluster.width;
	}
	return width;
}

size_t text_fit(const char *text, size_t length, int columns, int *width)
{
	size_t fitting = 0;
	int used = 0;
	while (fitting < length) {
		struct cluster cluster = text_cluster(text + fitting, length - fitting);
		if (cluster.width > columns - used)
			break;
		fitting += cluster.length;
		used += cluster.width;
	}
	if (width != NULL)
		*width = used;
	return fitting;
}

/* The code point of what plain_size() has found to be SIZE bytes. */
static uint32_t decode_plain(const char *text, size_t size)
{
	const unsigned char *bytes = (const unsigned char *)text;
	if (size == 1)
		return bytes[0];
	if (size == 2)
		return (uint32_t)(bytes[0] & 0x1F) << 6 | (bytes[1] & 0x3F);
	return (uint32_t)(bytes[0] & 0x0F) << 12 | (uint32_t)(bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F);
}

size_t text_plain(const char *text, size_t length, uint32_t *characters, size_t count, size_t *used)
{
	size_t position = 0, last = 0, found = 0;
	while (found < count && position < length) {
		size_t size = plain_size(text + position, length - position);
		if (size == 0)
			break;
		characters[found++] = decode_plain(text + position, size);
		last = size;
		position += size;
	}
	/* Only what follows the last of them can join it. */
	if (found > 0 && position < length && !character_joins_nothing(text + position, length - position)) {
		position -= last;
		found--;
	}
	*used = position;
	return found;
}

size_t text_shown(const char *cluster, size_t length, char shown[TEXT_SHOWN_MAXIMUM])
{
	if (cluster[0] == '\t') {
		shown[0] = ' ';
		return 1;
	}
	if (character_common(cluster, length) == length) {
		memcpy(shown, cluster, length);
		return length;
	}
	size_t bytes;
	compose(cluster, length, shown, &bytes);
	return bytes;
}
