/* content/page_text.c — how any text becomes a page's text and runs: sanitised, white space collapsed, tabs expanded. */

#include "content/addresses.h"
#include "content/page_builder.h"
#include "text/text.h"

#include <stdio.h>
#include <string.h>

/* What is looked at on both sides of a style's end, to see whether that would part a grapheme cluster (UAX #29). */
enum { BORDER_CHARACTERS = 32, BORDER_BYTES = 64 };

enum { TAB_COLUMNS = 8 };

/* ---- what sanitising met ---- */

static const enum diagnostic_name report_names[BUILDER_REPORTS] = {DIAGNOSTIC_CONTROL_CHARACTER,
        DIAGNOSTIC_BIDI_CONTROL, DIAGNOSTIC_TOO_MANY_MARKS, DIAGNOSTIC_STRANGE_LINE_END};

/* The last anchor at or before OFFSET of the pending text. */
static struct builder_anchor anchor_before(const struct page_builder *builder, size_t offset)
{
	struct builder_anchor anchor = {0, builder->line, builder->column};
	size_t low = 0, high = builder->anchor_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (builder->anchors[middle].offset <= offset) {
			anchor = builder->anchors[middle];
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return anchor;
}

/*
 * Where in the file the byte at OFFSET of the pending text was written; 0 where that is not known. Between anchors the text is taken
 * to be as it was written, which an escape makes wrong by a column.
 */
static struct builder_anchor pending_place(struct page_builder *builder, size_t offset)
{
	struct builder_anchor place = anchor_before(builder, offset);
	if (place.line == 0 || place.column == 0 || builder->fixed_place)
		return place;
	/* Many places in one long text: on from the last one. */
	if (builder->located.offset > place.offset && builder->located.offset <= offset)
		place = builder->located;
	size_t line, column;
	text_position(builder->pending.bytes + place.offset, builder->pending.length - place.offset,
	        offset - place.offset, &line, &column);
	place.column = line == 1 ? place.column + column - 1 : column;
	place.line += line - 1;
	place.offset = offset;
	builder->located = place;
	return place;
}

/* Reports one kind at OFFSET in the pending text, at the place where that was written. */
static void report_one(struct page_builder *builder, unsigned kind, size_t offset, uint32_t character)
{
	if (builder->reported[kind]++ >= BUILDER_REPORTS_MAXIMUM)
		return;
	struct builder_anchor place = pending_place(builder, offset);
	char code[16];
	snprintf(code, sizeof code, "%04X", (unsigned)character);
	const char *argument = report_names[kind] == DIAGNOSTIC_TOO_MANY_MARKS ? NULL : code;
	diagnostics_add(builder->diagnostics, report_names[kind], builder->file, place.line, place.column,
	        argument, NULL, NULL);
}

/* Reports what was met in the pending text from START on. */
static void report(struct page_builder *builder, size_t start, const struct sanitise_report *met)
{
	if (met->controls > 0)
		report_one(builder, 0, start + met->first_control, met->control);
	if (met->bidi_controls > 0)
		report_one(builder, 1, start + met->first_bidi_control, met->bidi_control);
	if (met->many_marks > 0)
		report_one(builder, 2, start + met->first_many_marks, 0);
	if (met->line_ends > 0)
		report_one(builder, 3, start + met->first_line_end, met->line_end);
}

/* ---- grapheme clusters over borders ---- */

/* The start of the last COUNT code points of TEXT (valid UTF-8 or not: a bad byte counts as one). */
static size_t tail_start(const char *text, size_t length, unsigned count)
{
	size_t start = length;
	while (count-- > 0 && start > 0)
		do
			start--;
		while (start > 0 && ((unsigned char)text[start] & 0xC0) == 0x80 &&
		        length - start < BORDER_BYTES);
	return start;
}

/* Bytes at the start of BYTES that belong to the grapheme cluster with which the first END bytes of the pending text end. */
static size_t joined_length(struct page_builder *builder, size_t end, const char *bytes, size_t length)
{
	struct buffer *probe = &builder->scratch;
	size_t start = tail_start(builder->pending.bytes, end, BORDER_CHARACTERS);
	buffer_clear(probe);
	if (!text_sanitise(probe, builder->pending.bytes + start, end - start, SANITISE_INLINE, NULL)) {
		builder->failed = true;
		return 0;
	}
	size_t border = probe->length;
	size_t taken = text_valid_length(bytes, length < BORDER_BYTES ? length : BORDER_BYTES);
	size_t position = 0;
	if (!builder_append(builder, probe, bytes, taken))
		return 0;
	while (position < border)
		position += text_cluster(probe->bytes + position, probe->length - position).length;
	return position - border;
}

/* ---- runs ---- */

static bool in_code(const struct page_builder *builder)
{
	return builder->block_open && builder->blocks[builder->block_count - 1].kind == BLOCK_CODE;
}

static bool in_unit(const struct page_builder *builder)
{
	if (builder->failed || !builder->block_open)
		return false;
	return builder->cell_open || builder->blocks[builder->block_count - 1].kind != BLOCK_TABLE;
}

/* The last character of the open block or cell; LF when there is none yet: no space may follow. */
static char last_byte(const struct page_builder *builder)
{
	return builder->text.length > builder->unit_start ? builder->text.bytes[builder->text.length - 1]
	                                                  : '\n';
}

/* Appends sanitised text in the pending style, to the last run where that has the same. */
static void add_run(struct page_builder *builder, const char *bytes, size_t length)
{
	uint32_t offset = (uint32_t)builder->text.length;
	if (length == 0 || !builder_append(builder, &builder->text, bytes, length))
		return;
	if (builder->run_count > builder->unit_first_run) {
		struct run *last = &builder->runs[builder->run_count - 1];
		if (last->style == builder->pending_style && last->link == builder->pending_link) {
			last->length += (uint32_t)length;
			return;
		}
	}
	if (BUILDER_ROOM(builder, run, PAGE_RUNS_MAXIMUM))
		builder->runs[builder->run_count++] =
		        (struct run){offset, (uint32_t)length, builder->pending_style, builder->pending_link};
}

/* Takes the last byte of the open block or cell back. */
static void drop_byte(struct page_builder *builder)
{
	builder->text.bytes[--builder->text.length] = '\0';
	struct run *last = &builder->runs[builder->run_count - 1];
	if (--last->length == 0)
		builder->run_count--;
}

/* Appends sanitised code with each tab as the spaces to the next multiple of 8 columns, without the last line's end. */
static void add_code(struct page_builder *builder, const char *bytes, size_t length)
{
	if (length > 0 && bytes[length - 1] == '\n')
		length--;
	int column = 0;
	size_t start = 0;
	for (size_t i = 0; i <= length; i++) {
		if (i < length && bytes[i] != '\t' && bytes[i] != '\n')
			continue;
		column += text_width(bytes + start, i - start);
		add_run(builder, bytes + start, i - start);
		start = i + 1;
		if (i < length && bytes[i] == '\t') {
			int spaces = TAB_COLUMNS - column % TAB_COLUMNS;
			add_run(builder, "        ", (size_t)spaces);
			column += spaces;
		} else if (i < length) {
			add_run(builder, "\n", 1);
			column = 0;
		}
	}
}

/* Appends sanitised text without a space where there is one already. */
static void add_collapsed(struct page_builder *builder, const char *bytes, size_t length)
{
	char before = last_byte(builder);
	bool twice = length > 0 && bytes[0] == ' ' && (before == ' ' || before == '\n');
	/* A space that carries marks takes them with it: then the one before goes. */
	bool marked = twice && before == ' ' && text_cluster(bytes, length).length > 1;
	if (marked)
		drop_byte(builder);
	else if (twice)
		bytes++, length--;
	add_run(builder, bytes, length);
}

/* Lets LENGTH bytes from START on of the pending text into the page. */
static void add_sanitised(struct page_builder *builder, size_t start, size_t length)
{
	struct sanitise_report met = {0};
	bool code = in_code(builder);
	buffer_clear(&builder->scratch);
	if (builder->failed || length == 0)
		return;
	if (!text_sanitise(&builder->scratch, builder->pending.bytes + start, length,
	            code ? SANITISE_LINES : SANITISE_INLINE, &met)) {
		builder->failed = true;
		return;
	}
	report(builder, start, &met);
	const char *bytes = buffer_text(&builder->scratch);
	if (code) {
		add_code(builder, bytes, builder->scratch.length);
		return;
	}
	add_collapsed(builder, bytes, builder->scratch.length);
}

/* Lets the bare address at START of the pending text in, as a link. */
static void add_address(struct page_builder *builder, size_t start, size_t length)
{
	size_t line = builder->line, column = builder->column;
	struct builder_anchor place = pending_place(builder, start);
	builder_at(builder, place.line, place.column);
	builder->pending_link = builder_link(builder, builder->pending.bytes + start, length, false);
	builder_at(builder, line, column);
	if (builder->pending_link > 0)
		builder->pending_style |= RUN_LINK;
	add_sanitised(builder, start, length);
	builder->pending_link = 0;
	builder->pending_style &= (uint16_t)~RUN_LINK;
}

/* Lets the pending text into the page. */
static void flush(struct page_builder *builder)
{
	const unsigned without_addresses = RUN_LINK | RUN_CODE | RUN_IMAGE;
	bool find = builder->find_addresses && (builder->pending_style & without_addresses) == 0;
	size_t done = 0, from = 0, start, length;
	while (find && !builder->failed &&
	        address_find(
	                buffer_text(&builder->pending), builder->pending.length, from, &start, &length)) {
		const char *text = builder->pending.bytes;
		size_t end = start + length, joined;
		from = end;
		if (start > 0 && joined_length(builder, start, text + start, length) > 0)
			continue;
		/* Marks behind an address belong to its last letter. */
		while ((joined = joined_length(builder, end, text + end, builder->pending.length - end)) > 0)
			end += joined;
		add_sanitised(builder, done, start - done);
		add_address(builder, start, end - start);
		done = from = end;
	}
	add_sanitised(builder, done, builder->pending.length - done);
	buffer_clear(&builder->pending);
	builder->anchor_count = 0;
	builder->located = (struct builder_anchor){0};
}

/* ---- text ---- */

/* What stands before the end of the open block or cell, sanitised or not yet. */
static const struct buffer *text_before(const struct page_builder *builder)
{
	return builder->pending.length > 0 ? &builder->pending : &builder->text;
}

/* Appends to the pending text, which has this style, and notes where it was written. */
static void add_pending(struct page_builder *builder, const char *bytes, size_t length)
{
	if (!BUILDER_ROOM(builder, anchor, PAGE_TEXT_MAXIMUM))
		return;
	struct builder_anchor *anchor = &builder->anchors[builder->anchor_count++];
	*anchor = (struct builder_anchor){builder->pending.length, builder->line, builder->column};
	builder_append(builder, &builder->pending, bytes, length);
}

/* Whether CHARACTER is of those that are written without spaces: kana, ideographs, their punctuation and wide forms. */
static bool without_spaces(uint32_t character)
{
	return (character >= 0x2E80 && character <= 0x312F) || (character >= 0x3190 && character <= 0xA4CF) ||
	       (character >= 0xF900 && character <= 0xFAFF) || (character >= 0xFE30 && character <= 0xFE4F) ||
	       (character >= 0xFF00 && character <= 0xFFEF) || (character >= 0x20000 && character <= 0x3FFFF);
}

/* Whether a line end of the source between what was given last and BYTES stands for a space. */
static bool needs_space(const struct page_builder *builder, const char *bytes, size_t length)
{
	const struct buffer *before = text_before(builder);
	uint32_t last = 0, first = 0;
	if (before->length > 0) {
		size_t start = tail_start(before->bytes, before->length, 1);
		text_decode(before->bytes + start, before->length - start, &last);
	}
	text_decode(bytes, length, &first);
	return !without_spaces(last) || !without_spaces(first);
}

/* Appends to the pending text; where that has another style, lets it into the page first. */
static void add_styled(
        struct page_builder *builder, const char *bytes, size_t length, unsigned style, uint16_t link)
{
	if (builder->pending.length > 0 &&
	        (style != builder->pending_style || link != builder->pending_link)) {
		size_t joined;
		while ((joined = joined_length(builder, builder->pending.length, bytes, length)) > 0) {
			add_pending(builder, bytes, joined);
			bytes += joined;
			length -= joined;
		}
		if (length == 0)
			return;
		flush(builder);
	}
	builder->pending_style = (uint16_t)style;
	builder->pending_link = link;
	add_pending(builder, bytes, length);
}

void builder_text(
        struct page_builder *builder, const char *bytes, size_t length, unsigned style, uint16_t link)
{
	if (!in_unit(builder) || length == 0)
		return;
	if (builder->soft_break && needs_space(builder, bytes, length))
		add_styled(builder, " ", 1, builder->soft_break_style, builder->soft_break_link);
	builder->soft_break = false;
	add_styled(builder, bytes, length, link > 0 ? style | RUN_LINK : style, link);
}

void builder_soft_break(struct page_builder *builder, unsigned style, uint16_t link)
{
	if (!in_unit(builder))
		return;
	builder->soft_break = true;
	builder->soft_break_style = (uint16_t)(link > 0 ? style | RUN_LINK : style);
	builder->soft_break_link = link;
}

/* Whether the open block or cell ends in two line breaks already. */
static bool two_breaks(const struct page_builder *builder)
{
	size_t length = builder->text.length;
	return length - builder->unit_start >= 2 && builder->text.bytes[length - 1] == '\n' &&
	       builder->text.bytes[length - 2] == '\n';
}

static bool ends_with(const struct page_builder *builder, char byte)
{
	return builder->text.length > builder->unit_start &&
	       builder->text.bytes[builder->text.length - 1] == byte;
}

/* Ends the line of the open block or cell, if that has text; AFTER_ANOTHER: also where the line is empty. */
static void break_line(struct page_builder *builder, bool after_another)
{
	if (!in_unit(builder))
		return;
	flush(builder);
	builder->soft_break = false;
	if (builder->failed)
		return;
	if (ends_with(builder, ' '))
		drop_byte(builder);
	bool refused = after_another ? two_breaks(builder) : ends_with(builder, '\n');
	if (builder->text.length > builder->unit_start && !refused &&
	        builder_append(builder, &builder->text, "\n", 1))
		builder->runs[builder->run_count - 1].length++;
}

void builder_hard_break(struct page_builder *builder)
{
	break_line(builder, true);
}

void builder_line_break(struct page_builder *builder)
{
	break_line(builder, false);
}

/* ---- blocks and cells ---- */

void builder_begin_unit(struct page_builder *builder)
{
	builder->unit_start = (uint32_t)builder->text.length; /* PAGE_TEXT_MAXIMUM fits */
	builder->unit_first_run = (uint32_t)builder->run_count;
	builder->soft_break = false;
}

void builder_end_unit(struct page_builder *builder)
{
	flush(builder);
	builder->soft_break = false;
	if (builder->failed || in_code(builder))
		return;
	while (ends_with(builder, ' ') || ends_with(builder, '\n'))
		drop_byte(builder);
}
