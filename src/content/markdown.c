/*
 * content/markdown.c — a Markdown body becomes blocks, containers, runs and links.
 *
 * The only file that knows md4c. Version 0.4.8, which distributions carry, needs a fence:
 *	- it reads up to 20 bytes behind a text without a line end: it gets a copy with one, and zero bytes behind (body.c);
 *	- its own search for bare addresses, wiki links and formulas corrupts memory: never those flags;
 *	- a table of n columns and n short rows, or n uses of one long reference, make n² out of n: callbacks and link targets
 *	  have a budget, and only negative values stop it;
 *	- lines that open very many containers cost that many steps again at each line that follows: such are refused before (body.c).
 */

#include "content/markdown.h"
#include "content/addresses.h"
#include "content/body.h"
#include "content/entities.h"
#include "content/html_scanner.h"
#include "text/text.h"

#include <md4c.h>

enum {
	CALLBACKS_AT_LEAST = 64,     /* whatever the body's length */
	CALLBACKS_PER_BYTE = 4,      /* of the body */
	CALLBACKS_MAXIMUM = 4000000, /* of one body */
	TARGET_BYTES_PER_BYTE = 16,  /* link targets, per byte of the body */
	TARGET_BYTES_AT_LEAST = 4096,
	FIRST_HEADING_BYTES = 64 * 1024, /* where a first heading is looked for */
};

/* What md4c is in the middle of. */
struct reader {
	struct page_builder *builder;
	const struct body_place *place;
	struct body body;
	size_t callbacks;    /* that may still come */
	size_t target_bytes; /* likewise */
	bool too_complex;
	bool only_heading; /* stop behind the first heading */
	bool stopped;

	enum block_kind kind; /* what text opens where no block is open */
	unsigned level;       /* of a heading */
	bool block_open;
	bool block_line_missing; /* it is open, but no text of it has come whose place is known */
	bool place_known;        /* it is known where the text at hand was written */
	bool first_heading;      /* the next thing, if a heading, is to be left out */
	bool leaving_out;        /* it is being left out */

	unsigned spans[MD_SPAN_U + 1]; /* how many of each kind are around */
	uint16_t link;
	bool link_wanted; /* TARGET is to become LINK when the link's text comes, which tells its place */
	bool in_html;     /* in a block of raw HTML */
	struct html_scanner html;
	struct buffer target; /* of the link that is being read */
};

/* ---- places ---- */

/*
 * Tells the builder where TEXT was written. md4c also sends constants of its own, for which the place before stays.
 */
static void tell_place(struct reader *reader, const char *text)
{
	const struct body_place *place = reader->place;
	bool everywhere_alike = !place->exact || place->line == 0;
	reader->place_known = everywhere_alike || body_holds(&reader->body, text);
	if (everywhere_alike || !reader->place_known)
		return;
	body_move_to(&reader->body, text);
	builder_at(reader->builder, place->line + reader->body.line, place->column + reader->body.column);
}

/* ---- budget ---- */

static int refuse(struct reader *reader)
{
	if (!reader->too_complex)
		diagnostics_add(reader->builder->diagnostics, DIAGNOSTIC_TOO_COMPLEX, reader->builder->file,
		        reader->builder->line, 0, NULL, NULL, NULL);
	reader->too_complex = true;
	return -1;
}

/* What a callback returns: 0 to go on, a negative value to stop. */
static int go_on(struct reader *reader)
{
	if (reader->builder->failed || reader->stopped || reader->too_complex)
		return -1;
	if (reader->callbacks == 0)
		return refuse(reader);
	reader->callbacks--;
	return 0;
}

static bool spend_target(struct reader *reader, size_t bytes)
{
	if (bytes > reader->target_bytes) {
		refuse(reader);
		return false;
	}
	reader->target_bytes -= bytes;
	return true;
}

/* ---- links ---- */

/* Puts the decoded text of ATTRIBUTE into the reader's target. */
static void read_attribute(struct reader *reader, const MD_ATTRIBUTE *attribute)
{
	buffer_clear(&reader->target);
	for (size_t i = 0; attribute->size > 0 && attribute->substr_offsets[i] < attribute->size; i++) {
		const char *text = attribute->text + attribute->substr_offsets[i];
		size_t length = attribute->substr_offsets[i + 1] - attribute->substr_offsets[i];
		char bytes[ENTITY_BYTES];
		size_t decoded =
		        attribute->substr_types[i] == MD_TEXT_ENTITY ? entity_decode(text, length, bytes) : 0;
		buffer_append(&reader->target, decoded > 0 ? bytes : text, decoded > 0 ? decoded : length);
	}
}

/* Makes the link whose target has been read; 0 when its text is to be plain. */
static uint16_t make_link(struct reader *reader)
{
	struct page_builder *builder = reader->builder;
	struct buffer target;
	buffer_init(&target, PAGE_TEXT_MAXIMUM);
	enum target_kind kind = target_read(
	        &target, reader->place->folder, buffer_text(&reader->target), reader->target.length);
	uint16_t link = 0;
	if (target.failed || reader->target.failed)
		builder->failed = true;
	else if (kind == TARGET_ADDRESS || kind == TARGET_PAGE)
		link = builder_link(builder, target.bytes, target.length, kind == TARGET_PAGE);
	else if (kind != TARGET_NOWHERE)
		diagnostics_add(builder->diagnostics,
		        kind == TARGET_SCHEME ? DIAGNOSTIC_ADDRESS_SCHEME : DIAGNOSTIC_PATH_OUTSIDE,
		        builder->file, builder->line, builder->column, buffer_text(&target), NULL, NULL);
	buffer_free(&target);
	return link;
}

/* ---- text ---- */

static unsigned style_now(const struct reader *reader)
{
	static const struct {
		MD_SPANTYPE span;
		unsigned style;
	} styles[] = {{MD_SPAN_STRONG, RUN_STRONG}, {MD_SPAN_EM, RUN_EMPHASIS},
	        {MD_SPAN_DEL, RUN_STRIKETHROUGH}, {MD_SPAN_CODE, RUN_CODE}, {MD_SPAN_IMG, RUN_IMAGE}};
	unsigned style = reader->kind == BLOCK_CODE ? RUN_CODE : 0;
	for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++)
		if (reader->spans[styles[i].span] > 0)
			style |= styles[i].style;
	return style;
}

/* Text is coming: opens its block, if none is, at its line. */
static void need_block(struct reader *reader)
{
	struct page_builder *builder = reader->builder;
	if (!reader->block_open) {
		builder_begin_block(builder, reader->kind, reader->level);
		reader->block_open = reader->block_line_missing = true;
	}
	if (reader->place_known && reader->block_line_missing && !builder->failed &&
	        builder->block_count > 0) {
		builder->blocks[builder->block_count - 1].line = builder->line;
		reader->block_line_missing = false;
	}
}

static void end_block(struct reader *reader)
{
	builder_end_block(reader->builder);
	reader->block_open = false;
	reader->block_line_missing = false;
	reader->kind = BLOCK_PARAGRAPH;
	reader->level = 0;
}

static bool is_white(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] != ' ' && text[i] != '\t' && text[i] != '\n' && text[i] != '\r')
			return false;
	return true;
}

static void add_text(struct reader *reader, const char *text, size_t length)
{
	if (!reader->block_open && reader->kind != BLOCK_CODE && is_white(text, length))
		return;
	need_block(reader);
	builder_text(reader->builder, text, length, style_now(reader), reader->link);
}

static void add_reference(struct reader *reader, const char *text, size_t length)
{
	char bytes[ENTITY_BYTES];
	size_t decoded = entity_decode(text, length, bytes);
	if (decoded > 0)
		add_text(reader, bytes, decoded);
	else
		add_text(reader, text, length);
}

/* A tag at which a paragraph ends: in a block of HTML it does; within Markdown's text it is a line break. */
static void html_boundary(struct reader *reader)
{
	if (reader->in_html)
		end_block(reader);
	else if (reader->block_open)
		builder_line_break(reader->builder);
}

static void add_html(struct reader *reader, const char *html, size_t length)
{
	size_t position = 0, text_length = 0;
	const char *text = NULL;
	enum html_token token;
	while ((token = html_scan(&reader->html, html, length, &position, &text, &text_length)) != HTML_END) {
		if (token == HTML_TEXT || token == HTML_REFERENCE)
			tell_place(reader, text);
		if (token == HTML_TEXT)
			add_text(reader, text, text_length);
		else if (token == HTML_REFERENCE)
			add_reference(reader, text, text_length);
		else if (token == HTML_BOUNDARY)
			html_boundary(reader);
		else if (token == HTML_SPACE)
			add_text(reader, " ", 1);
		else if (reader->block_open)
			builder_hard_break(reader->builder);
	}
}

/* Code in a table's cell: "\\|" there stands for "|" (GFM 4.10), which md4c leaves to us. */
static void add_code_in_cell(struct reader *reader, const char *text, size_t length)
{
	size_t start = 0;
	for (size_t i = 0; i + 1 < length; i++) {
		if (text[i] == '\\' && text[i + 1] == '|') {
			add_text(reader, text + start, i - start);
			start = i + 1;
		}
	}
	add_text(reader, text + start, length - start);
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *userdata)
{
	struct reader *reader = userdata;
	int result = go_on(reader);
	if (result != 0 || reader->leaving_out)
		return result;
	reader->first_heading = false;
	tell_place(reader, text);
	if (reader->link_wanted)
		reader->link = make_link(reader);
	reader->link_wanted = false;
	if (type == MD_TEXT_HTML) {
		add_html(reader, text, size);
	} else if (reader->html.skipping != NULL) {
		return 0; /* between <script> and </script> */
	} else if (type == MD_TEXT_NULLCHAR) {
		add_text(reader, "", 1);
	} else if (type == MD_TEXT_BR) {
		builder_hard_break(reader->builder);
	} else if (type == MD_TEXT_SOFTBR) {
		builder_soft_break(reader->builder, style_now(reader), reader->link);
	} else if (type == MD_TEXT_ENTITY) {
		add_reference(reader, text, size);
	} else if (type == MD_TEXT_CODE && reader->builder->cell_open) {
		add_code_in_cell(reader, text, size);
	} else {
		add_text(reader, text, size);
	}
	return 0;
}

/* ---- blocks ---- */

static enum cell_alignment alignment(const MD_BLOCK_TD_DETAIL *cell)
{
	switch (cell->align) {
	case MD_ALIGN_LEFT:
		return ALIGN_LEFT;
	case MD_ALIGN_CENTER:
		return ALIGN_CENTRE;
	case MD_ALIGN_RIGHT:
		return ALIGN_RIGHT;
	default:
		return ALIGN_DEFAULT;
	}
}

static void enter_table(struct reader *reader, const MD_BLOCK_TABLE_DETAIL *table)
{
	builder_begin_table(reader->builder, table->col_count);
	reader->block_open = true;
	reader->block_line_missing = true;
}

/* A block whose text is still to come: it opens with its text, which tells its line. */
static void expect_block(struct reader *reader, enum block_kind kind, unsigned level)
{
	end_block(reader);
	reader->kind = kind;
	reader->level = level;
	html_scanner_init(&reader->html);
}

static void enter_heading(struct reader *reader, const MD_BLOCK_H_DETAIL *heading)
{
	expect_block(reader, BLOCK_HEADING, heading->level);
	reader->leaving_out = reader->first_heading;
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *userdata)
{
	struct reader *reader = userdata;
	struct page_builder *builder = reader->builder;
	int result = go_on(reader);
	if (result != 0)
		return result;
	const MD_BLOCK_UL_DETAIL *bullets = detail;
	const MD_BLOCK_OL_DETAIL *numbers = detail;
	switch (type) {
	case MD_BLOCK_QUOTE:
		end_block(reader);
		builder_enter_quote(builder);
		break;
	case MD_BLOCK_UL:
		end_block(reader);
		builder_enter_list(builder, false, 0, bullets->is_tight != 0);
		break;
	case MD_BLOCK_OL:
		end_block(reader);
		builder_enter_list(builder, true, numbers->start, numbers->is_tight != 0);
		break;
	case MD_BLOCK_LI:
		expect_block(reader, BLOCK_PARAGRAPH, 0);
		builder_enter_item(builder);
		break;
	case MD_BLOCK_HR:
		end_block(reader);
		builder_rule(builder);
		break;
	case MD_BLOCK_H:
		enter_heading(reader, detail);
		break;
	case MD_BLOCK_CODE:
		expect_block(reader, BLOCK_CODE, 0);
		break;
	case MD_BLOCK_HTML:
		expect_block(reader, BLOCK_PARAGRAPH, 0);
		reader->in_html = true;
		break;
	case MD_BLOCK_P:
		expect_block(reader, BLOCK_PARAGRAPH, 0);
		break;
	case MD_BLOCK_TABLE:
		end_block(reader);
		enter_table(reader, detail);
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		html_scanner_init(&reader->html);
		builder_begin_cell(builder, alignment(detail));
		break;
	default: /* the document; head, body and rows of a table */
		return 0;
	}
	if (type != MD_BLOCK_H)
		reader->first_heading = false;
	return 0;
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *userdata)
{
	(void)detail;
	struct reader *reader = userdata;
	struct page_builder *builder = reader->builder;
	int result = go_on(reader);
	if (result != 0)
		return result;
	switch (type) {
	case MD_BLOCK_QUOTE:
		end_block(reader);
		builder_leave_quote(builder);
		break;
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		end_block(reader);
		builder_leave_list(builder);
		break;
	case MD_BLOCK_LI:
		end_block(reader);
		builder_leave_item(builder);
		break;
	case MD_BLOCK_CODE:
		need_block(reader);
		end_block(reader);
		break;
	case MD_BLOCK_H:
		end_block(reader);
		reader->leaving_out = reader->first_heading = false;
		reader->stopped = reader->only_heading;
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		builder_end_cell(builder);
		break;
	case MD_BLOCK_HTML:
	case MD_BLOCK_P:
	case MD_BLOCK_TABLE:
		end_block(reader);
		reader->in_html = false;
		break;
	default:
		break;
	}
	return 0;
}

/* ---- spans ---- */

static int on_enter_span(MD_SPANTYPE type, void *detail, void *userdata)
{
	struct reader *reader = userdata;
	int result = go_on(reader);
	if (result != 0)
		return result;
	reader->spans[type]++;
	if (type != MD_SPAN_A && type != MD_SPAN_IMG)
		return 0;
	/* Both details begin with target and title. */
	const MD_ATTRIBUTE *target = type == MD_SPAN_A ? &((MD_SPAN_A_DETAIL *)detail)->href
	                                               : &((MD_SPAN_IMG_DETAIL *)detail)->src;
	const MD_ATTRIBUTE *title = type == MD_SPAN_A ? &((MD_SPAN_A_DETAIL *)detail)->title
	                                              : &((MD_SPAN_IMG_DETAIL *)detail)->title;
	if (!spend_target(reader, (size_t)target->size + title->size))
		return -1;
	bool plain = reader->leaving_out || reader->spans[MD_SPAN_IMG] > 0 || reader->spans[MD_SPAN_A] > 1;
	if (type == MD_SPAN_A && !plain) {
		read_attribute(reader, target);
		reader->link_wanted = true;
	}
	return 0;
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *userdata)
{
	(void)detail;
	struct reader *reader = userdata;
	int result = go_on(reader);
	if (result != 0)
		return result;
	reader->spans[type]--;
	if (reader->spans[MD_SPAN_A] == 0) {
		reader->link = 0;
		reader->link_wanted = false;
	}
	return 0;
}

/* ---- the whole body ---- */

static size_t smaller(size_t first, size_t second)
{
	return first < second ? first : second;
}

static void run_parser(struct reader *reader)
{
	static const MD_PARSER parser = {.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH,
	        .enter_block = on_enter_block,
	        .leave_block = on_leave_block,
	        .enter_span = on_enter_span,
	        .leave_span = on_leave_span,
	        .text = on_text};
	const char *too_many = body_too_many_openings(&reader->body);
	if (too_many != NULL) {
		tell_place(reader, too_many);
		refuse(reader);
		return;
	}
	int result = md_parse(reader->body.source, (MD_SIZE)reader->body.length, &parser, reader);
	if (result != 0 && !reader->too_complex && !reader->stopped)
		reader->builder->failed = true;
}

/* Reads BODY as READER is set up: its builder, place, first heading. */
static bool read_body(struct reader *reader, const char *body, size_t length)
{
	struct page_builder *builder = reader->builder;
	builder_end_block(builder);
	builder_at(builder, reader->place->line, reader->place->exact ? 0 : reader->place->column);
	if (length > PAGE_TEXT_MAXIMUM)
		refuse(reader);
	if (reader->too_complex || builder->failed)
		return false;
	if (!body_copy(&reader->body, body, length)) {
		builder->failed = true;
		return false;
	}
	reader->callbacks = smaller(CALLBACKS_AT_LEAST + CALLBACKS_PER_BYTE * length, CALLBACKS_MAXIMUM);
	reader->target_bytes = TARGET_BYTES_AT_LEAST + TARGET_BYTES_PER_BYTE * length;
	reader->kind = BLOCK_PARAGRAPH;
	html_scanner_init(&reader->html);
	buffer_init(&reader->target, PAGE_TEXT_MAXIMUM);
	builder->find_addresses = true;
	builder->fixed_place = !reader->place->exact;
	run_parser(reader);
	builder_end_block(builder);
	builder->find_addresses = builder->fixed_place = false;
	buffer_free(&reader->target);
	body_free(&reader->body);
	return !builder->failed && !reader->too_complex;
}

bool markdown_parse(
        struct page_builder *builder, const char *body, size_t length, const struct body_place *place)
{
	struct reader reader = {
	        .builder = builder, .place = place, .first_heading = place->without_first_heading};
	return read_body(&reader, body, length);
}

bool markdown_first_heading(struct buffer *out, const char *body, size_t length)
{
	if (length > FIRST_HEADING_BYTES) {
		length = FIRST_HEADING_BYTES;
		while (length > 0 && body[length - 1] != '\n')
			length--;
	}
	struct arena arena;
	struct page_builder builder;
	arena_init(&arena, PAGE_TEXT_MAXIMUM);
	builder_init(&builder, &arena, NULL, NULL, NULL);
	const struct body_place place = {0};
	struct reader reader = {.builder = &builder, .place = &place, .only_heading = true};
	read_body(&reader, body, length);
	const struct block *last = builder.block_count > 0 ? &builder.blocks[builder.block_count - 1] : NULL;
	bool found = !builder.failed && reader.stopped && last != NULL && last->kind == BLOCK_HEADING;
	buffer_clear(&builder.scratch); /* heading: a LF in it becomes a space */
	found = found &&
	        text_sanitise(&builder.scratch, builder.text.bytes + last->offset, last->length,
	                SANITISE_ONE_LINE, NULL) &&
	        buffer_append(out, buffer_text(&builder.scratch), builder.scratch.length);
	builder_free(&builder);
	arena_free(&arena);
	return found;
}
