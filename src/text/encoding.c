/* text/encoding.c — code points and bytes; places as editors count them. */

#include "text/text.h"

#include "text/character.h"

#include <string.h>
#include <unistr.h>

size_t text_valid_length(const char *text, size_t length)
{
	if (length == 0)
		return 0;
	const uint8_t *bytes = (const uint8_t *)text;
	const uint8_t *bad = u8_check(bytes, length);
	return bad == NULL ? length : (size_t)(bad - bytes);
}

size_t text_decode(const char *text, size_t length, uint32_t *character)
{
	const uint8_t *bytes = (const uint8_t *)text;
	if (bytes[0] < 0x80) {
		*character = bytes[0];
		return 1;
	}
	if (bytes[0] >= 0xC2 && bytes[0] < 0xE0 && length >= 2 &&
	        (bytes[1] & 0xC0) == 0x80) { /* Cyrillic: no call */
		*character = (uint32_t)(bytes[0] & 0x1F) << 6 | (bytes[1] & 0x3F);
		return 2;
	}
	ucs4_t decoded;
	int size = u8_mbtoucr(&decoded, bytes, length);
	if (size > 0) {
		*character = decoded;
		return (size_t)size;
	}
	*character = CHARACTER_REPLACEMENT;
	return 1;
}

size_t text_encode(uint32_t character, char bytes[4])
{
	int size = u8_uctomb((uint8_t *)bytes, character, 4);
	if (size > 0)
		return (size_t)size;
	return (size_t)u8_uctomb((uint8_t *)bytes, CHARACTER_REPLACEMENT, 4);
}

size_t text_characters(const char *text, size_t length)
{
	size_t count = 0;
	for (size_t i = 0; i < length; i++)
		count += ((unsigned char)text[i] & 0xC0) != 0x80;
	return count;
}

void text_position(const char *bytes, size_t length, size_t offset, size_t *line, size_t *column)
{
	size_t start = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	if (offset > length)
		offset = length;
	*line = 1;
	for (size_t i = start; i < offset; i++) {
		bool ends =
		        bytes[i] == '\n' || (bytes[i] == '\r' && !(i + 1 < length && bytes[i + 1] == '\n'));
		if (ends) {
			++*line;
			start = i + 1;
		}
	}
	*column = 1;
	while (start < offset) {
		uint32_t character;
		start += text_decode(bytes + start, length - start, &character);
		*column += start <= offset;
	}
}
