/* text/sanitise.c — the one function through which foreign text enters a page. */

#include "text/text.h"

#include "text/character.h"

/* Marks that one letter may carry: what a cell of the screen can hold. */
enum { MARKS_MAXIMUM = 4 };

struct sanitiser {
	struct buffer *out;
	enum sanitise_kind kind;
	struct sanitise_report report;
	size_t begin;       /* bytes that OUT had before */
	size_t base_offset; /* where in the input the character stands that marks would join */
	size_t marks;       /* on that character so far */
	bool space_pending; /* white space was met that has not been written yet */
	bool after_return;  /* the last byte was a CR, already counted as a line end */
	bool failed;
};

static void write_pending_space(struct sanitiser *sanitiser)
{
	if (!sanitiser->space_pending)
		return;
	sanitiser->space_pending = false;
	bool at_start = sanitiser->out->length == sanitiser->begin;
	if (at_start && sanitiser->kind == SANITISE_ONE_LINE)
		return;
	sanitiser->failed |= !buffer_append(sanitiser->out, " ", 1);
}

static void write_bytes(struct sanitiser *sanitiser, const char *bytes, size_t length)
{
	write_pending_space(sanitiser);
	sanitiser->failed |= !buffer_append(sanitiser->out, bytes, length);
}

static void write_character(struct sanitiser *sanitiser, uint32_t character)
{
	char bytes[4];
	write_bytes(sanitiser, bytes, text_encode(character, bytes));
}

/* Counts one thing met at OFFSET; returns whether it is the first of its sort. */
static bool count(size_t *counter, size_t *first, size_t offset)
{
	if ((*counter)++ != 0)
		return false;
	*first = offset;
	return true;
}

static void take_white_space(struct sanitiser *sanitiser, char character)
{
	if (sanitiser->kind == SANITISE_LINES)
		write_bytes(sanitiser, &character, 1);
	else
		sanitiser->space_pending = true;
}

/* Returns whether CHARACTER was white space and is dealt with. */
static bool take_line_end(struct sanitiser *sanitiser, uint32_t character, size_t offset)
{
	struct sanitise_report *report = &sanitiser->report;
	bool ends_return = sanitiser->after_return && character == '\n';
	sanitiser->after_return = character == '\r';
	switch (character) {
	case 0x85:
	case 0x2028:
	case 0x2029:
		if (count(&report->line_ends, &report->first_line_end, offset))
			report->line_end = character;
		take_white_space(sanitiser, '\n');
		return true;
	case '\n':
	case '\r':
		if (!ends_return)
			take_white_space(sanitiser, '\n');
		return true;
	case ' ':
	case '\t':
		take_white_space(sanitiser, (char)character);
		return true;
	default:
		return false;
	}
}

/* What stands for a control character: its picture (U+2400 and up), where it has one. */
static uint32_t control_picture(uint32_t control)
{
	if (control < 0x20)
		return 0x2400 + control;
	return control == 0x7F ? 0x2421 : (uint32_t)CHARACTER_REPLACEMENT;
}

static void take_base(struct sanitiser *sanitiser, uint32_t character, size_t offset)
{
	struct sanitise_report *report = &sanitiser->report;
	if (character < 0x20 || (character >= 0x7F && character < 0xA0)) {
		if (count(&report->controls, &report->first_control, offset))
			report->control = character;
		character = control_picture(character);
	} else if (character_kind(character) == CHARACTER_REFUSED) {
		if (character_is_bidi_control(character) &&
		        count(&report->bidi_controls, &report->first_bidi_control, offset))
			report->bidi_control = character;
		character = CHARACTER_REPLACEMENT;
	}
	write_character(sanitiser, character);
}

static void take_mark(struct sanitiser *sanitiser, uint32_t character)
{
	sanitiser->marks++;
	if (sanitiser->marks <= MARKS_MAXIMUM) {
		write_character(sanitiser, character);
	} else if (sanitiser->marks == MARKS_MAXIMUM + 1) {
		count(&sanitiser->report.many_marks, &sanitiser->report.first_many_marks,
		        sanitiser->base_offset);
		write_character(sanitiser, CHARACTER_REPLACEMENT);
	}
}

static void take_character(struct sanitiser *sanitiser, uint32_t character, size_t offset)
{
	bool mark = character_extends(character) && character_kind(character) != CHARACTER_REFUSED;
	if (mark) {
		sanitiser->after_return = false;
		take_mark(sanitiser, character);
		return;
	}
	sanitiser->marks = 0;
	sanitiser->base_offset = offset;
	if (!take_line_end(sanitiser, character, offset))
		take_base(sanitiser, character, offset);
}

/* Whether the space at TEXT[I] stands alone between two common characters. */
static bool is_single_space(const char *text, size_t length, size_t i)
{
	if (i == 0 || i + 1 >= length)
		return false;
	unsigned char next = (unsigned char)text[i + 1];
	return (next > 0x20 && next < 0x7F) || next == 0xD0 || next == 0xD1;
}

/* Bytes at the start of TEXT that need no closer look: common characters with single spaces between them. */
static size_t plain_run(const char *text, size_t length)
{
	size_t end = 0;
	while (end < length) {
		size_t size = character_common(text + end, length - end);
		if (size == 0 || (text[end] == ' ' && !is_single_space(text, length, end)))
			break;
		end += size;
	}
	return end;
}

static void take_plain_run(struct sanitiser *sanitiser, const char *bytes, size_t length, size_t offset)
{
	write_bytes(sanitiser, bytes, length);
	size_t last = length - 1;
	while (last > 0 && ((unsigned char)bytes[last] & 0xC0) == 0x80)
		last--;
	sanitiser->base_offset = offset + last;
	sanitiser->marks = 0;
	sanitiser->after_return = false;
}

/* The bytes at I and after it that make one decision; returns how many they were. */
static size_t take_next(struct sanitiser *sanitiser, const char *bytes, size_t length, size_t i)
{
	size_t run = plain_run(bytes + i, length - i);
	if (run != 0) {
		take_plain_run(sanitiser, bytes + i, run, i);
		return run;
	}
	uint32_t character;
	size_t size = text_decode(bytes + i, length - i, &character);
	if (size == 1 && (unsigned char)bytes[i] >= 0x80)
		count(&sanitiser->report.invalid, &sanitiser->report.first_invalid, i);
	take_character(sanitiser, character, i);
	return size;
}

bool text_sanitise(struct buffer *out, const char *bytes, size_t length, enum sanitise_kind kind,
        struct sanitise_report *report)
{
	struct sanitiser sanitiser = {.out = out, .kind = kind, .begin = out->length};
	for (size_t i = 0; i < length && !sanitiser.failed;)
		i += take_next(&sanitiser, bytes, length, i);
	if (kind == SANITISE_INLINE)
		write_pending_space(&sanitiser);
	if (report != NULL)
		*report = sanitiser.report;
	return !sanitiser.failed;
}
