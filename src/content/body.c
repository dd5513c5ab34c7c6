/* content/body.c — a body's bytes as md4c may have them, and where in the file they stand. */

#include "content/body.h"

#include <string.h>

enum {
	ZERO_BYTES = 64, /* behind the body: md4c 0.4.8 reads on over the end of a text, 20 bytes were seen */
	OPENINGS_MAXIMUM = 256 /* quotes and list items that one line may open */
};

bool body_copy(struct body *body, const char *bytes, size_t length)
{
	/* A second line end would be one more line of a code block that is never closed. */
	bool ended = length > 0 && bytes[length - 1] == '\n';
	*body = (struct body){.source = memory_resize(NULL, length + 1 + ZERO_BYTES),
	        .length = ended ? length : length + 1};
	if (body->source == NULL)
		return false;
	memset(body->source + length, 0, 1 + ZERO_BYTES);
	if (length > 0)
		memcpy(body->source, bytes, length);
	body->source[body->length - 1] = '\n';
	return true;
}

void body_free(struct body *body)
{
	memory_resize(body->source, 0);
	*body = (struct body){0};
}

bool body_holds(const struct body *body, const char *text)
{
	uintptr_t from = (uintptr_t)body->source, at = (uintptr_t)text;
	return at >= from && at < from + body->length;
}

void body_move_to(struct body *body, const char *text)
{
	size_t offset = (size_t)(text - body->source);
	if (offset < body->position)
		body->position = body->line = body->column = 0;
	for (; body->position < offset; body->position++) {
		unsigned char byte = (unsigned char)body->source[body->position];
		bool lone_return = byte == '\r' && body->source[body->position + 1] != '\n';
		if (byte == '\n' || lone_return) {
			body->line++;
			body->column = 0;
		} else if ((byte & 0xC0) != 0x80) {
			body->column++;
		}
	}
}

/* Bytes of the mark at the start of TEXT (which ends in zero bytes) that opens a quote or a list item; 0: none. */
static size_t opening_length(const char *text)
{
	size_t digits = 0;
	while (digits < 9 && text[digits] >= '0' && text[digits] <= '9')
		digits++;
	if (text[0] == '>')
		return 1;
	bool bullet = text[0] == '-' || text[0] == '+' || text[0] == '*';
	bool number = digits > 0 && (text[digits] == '.' || text[digits] == ')');
	if (!bullet && !number)
		return 0;
	char after = text[digits + 1];
	return after == ' ' || after == '\t' || after == '\n' || after == '\r' ? digits + 1 : 0;
}

const char *body_too_many_openings(const struct body *body)
{
	const char *end = body->source + body->length;
	for (const char *start = body->source; start < end;) {
		const char *at = start;
		size_t openings = 0, opening;
		do {
			while (*at == ' ' || *at == '\t')
				at++;
			opening = opening_length(at);
			at += opening;
			openings += opening > 0;
		} while (opening > 0 && openings <= OPENINGS_MAXIMUM);
		if (openings > OPENINGS_MAXIMUM)
			return start;
		const char *line_end = memchr(at, '\n', (size_t)(end - at));
		start = line_end != NULL ? line_end + 1 : end;
	}
	return NULL;
}
