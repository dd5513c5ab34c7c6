/* content/page_text.c — how any text becomes a page's text and runs: sanitised, white space collapsed, tabs expanded. */

#include "content/page_builder.h"
#include "text/text.h"

#include <stdio.h>
#include <string.h>

/* Code points before a style's end that decide whether it would part a grapheme cluster (UAX #29). */
enum { BORDER_CHARACTERS = 8 };

enum { TAB_COLUMNS = 8 };

/* ---- what sanitising met ---- */

static const enum diagnostic_name report_names[BUILDER_REPORTS] = {DIAGNOSTIC_CONTROL_CHARACTER,
        DIAGNOSTIC_BIDI_CONTROL, DIAGNOSTIC_TOO_MANY_MARKS, DIAGNOSTIC_STRANGE_LINE_END};

/* Reports one kind at OFFSET in the pending text, at the place where that was written. */
static void report_one(struct page_builder *builder, unsigned kind, size_t offset, uint32_t character)
{
	if (builder->reported[kind]++ >= BUILDER_REPORTS_MAXIMUM)
		return;
	struct builder_anchor anchor = {0, builder->line, builder->column};
	for (size_t i = 0; i < builder->anchor_count && builder->anchors[i].offset <= offset; i++)
		anchor = builder->anchors[i];
	size_t line, column;
	text_position(builder->pending.bytes + anchor.offset, builder->pending.length - anchor.offset,
	        offset - anchor.offset, &line, &column);
	/* The text may have been written otherwise (an escape): only its beginning is exact. */
	if (line == 1 && anchor.column > 0)
		column += anchor.column - 1;
	char code[16];
	snprintf(code, sizeof code, "%04X", (unsigned)character);
	const char *argument = report_names[kind] == DIAGNOSTIC_TOO_MANY_MARKS ? NULL : code;
	diagnostics_add(builder->diagnostics, report_names[kind], builder->file,
	        anchor.line > 0 ? anchor.line + line - 1 : 0, anchor.column > 0 ? column : 0, argument, NULL,
	        NULL);
}

static void report(struct page_builder *builder, const struct sanitise_report *met)
{
	if (met->controls > 0)
		report_one(builder, 0, met->first_control, met->control);
	if (met->bidi_controls > 0)
		report_one(builder, 1, met->first_bidi_control, met->bidi_control);
	if (met->many_marks > 0)
		report_one(builder, 2, met->first_many_marks, 0);
	if (met->line_ends > 0)
		report_one(builder, 3, met->first_line_end, met->line_end);
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

/* Lets the pending text into the page. */
static void flush(struct page_builder *builder)
{
	if (builder->failed || builder->pending.length == 0)
		return;
	struct sanitise_report met = {0};
	bool code = in_code(builder);
	buffer_clear(&builder->scratch);
	if (!text_sanitise(&builder->scratch, builder->pending.bytes, builder->pending.length,
	            code ? SANITISE_LINES : SANITISE_INLINE, &met)) {
		builder->failed = true;
		return;
	}
	report(builder, &met);
	const char *bytes = buffer_text(&builder->scratch);
	size_t length = builder->scratch.length;
	char before = last_byte(builder);
	if (code) {
		add_code(builder, bytes, length);
	} else {
		size_t skipped = length > 0 && bytes[0] == ' ' && (before == ' ' || before == '\n');
		add_run(builder, bytes + skipped, length - skipped);
	}
	buffer_clear(&builder->pending);
	builder->anchor_count = 0;
}

/* ---- text ---- */

/* The start of the last COUNT code points of TEXT (valid UTF-8 or not: a bad byte counts as one). */
static size_t tail_start(const char *text, size_t length, unsigned count)
{
	size_t start = length;
	while (count-- > 0 && start > 0)
		do
			start--;
		while (start > 0 && ((unsigned char)text[start] & 0xC0) == 0x80 &&
		        length - start < 4 * BORDER_CHARACTERS);
	return start;
}

/* What stands before the end of the open block or cell, sanitised or not yet. */
static const struct buffer *text_before(const struct page_builder *builder)
{
	return builder->pending.length > 0 ? &builder->pending : &builder->text;
}

/* Bytes at the start of BYTES that belong to the grapheme cluster with which the pending text ends. */
static size_t joined_length(const struct page_builder *builder, const char *bytes, size_t length)
{
	char probe[8 * BORDER_CHARACTERS];
	const struct buffer *before = &builder->pending;
	size_t start = tail_start(before->bytes, before->length, BORDER_CHARACTERS);
	size_t border = before->length - start;
	if (border > sizeof probe / 2)
		return 0;
	size_t taken = length < sizeof probe / 2 ? length : sizeof probe / 2;
	memcpy(probe, before->bytes + start, border);
	memcpy(probe + border, bytes, taken);
	/* Both may be no UTF-8, or be cut within a character: only what is whole is looked at. */
	size_t whole = text_valid_length(probe, border + taken);
	size_t position = 0;
	while (position < border && position < whole)
		position += text_cluster(probe + position, whole - position).length;
	return position > border ? position - border : 0;
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

/* Puts the space that a line end of the source stands for before BYTES, in the style of what was before. */
static void resolve_soft_break(struct page_builder *builder, const char *bytes, size_t length)
{
	builder->soft_break = false;
	const struct buffer *before = text_before(builder);
	uint32_t last = 0, first = 0;
	if (before->length > 0) {
		size_t start = tail_start(before->bytes, before->length, 1);
		text_decode(before->bytes + start, before->length - start, &last);
	}
	text_decode(bytes, length, &first);
	if (!without_spaces(last) || !without_spaces(first))
		add_pending(builder, " ", 1);
}

void builder_text(
        struct page_builder *builder, const char *bytes, size_t length, unsigned style, uint16_t link)
{
	if (!in_unit(builder) || length == 0)
		return;
	if (link > 0)
		style |= RUN_LINK;
	if (builder->soft_break)
		resolve_soft_break(builder, bytes, length);
	if (builder->pending.length > 0 &&
	        (style != builder->pending_style || link != builder->pending_link)) {
		size_t joined = joined_length(builder, bytes, length);
		if (joined > 0)
			add_pending(builder, bytes, joined);
		flush(builder);
		bytes += joined;
		length -= joined;
	}
	if (length == 0)
		return;
	builder->pending_style = (uint16_t)style;
	builder->pending_link = link;
	add_pending(builder, bytes, length);
}

void builder_soft_break(struct page_builder *builder)
{
	if (in_unit(builder))
		builder->soft_break = true;
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

void builder_hard_break(struct page_builder *builder)
{
	if (!in_unit(builder))
		return;
	flush(builder);
	builder->soft_break = false;
	if (builder->failed)
		return;
	if (ends_with(builder, ' '))
		drop_byte(builder);
	if (builder->text.length == builder->unit_start || two_breaks(builder) ||
	        !builder_append(builder, &builder->text, "\n", 1))
		return;
	builder->runs[builder->run_count - 1].length++;
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
