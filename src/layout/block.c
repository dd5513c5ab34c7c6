/* layout/block.c — one block → lines of spans: headings, lists, quotes, code, rules. */

#include "layout/block.h"
#include "layout/table.h"

#include <string.h>

/* The flow that is all of BLOCK. */
static struct flow flow_of_block(const struct block *block, enum span_role role)
{
	return (struct flow){.offset = block->offset,
	        .length = block->length,
	        .first_run = block->first_run,
	        .run_count = block->run_count,
	        .role = (uint8_t)role};
}

static bool is_quoted(const struct page *page, const struct block *block)
{
	for (uint32_t i = block->container; i != 0; i = page->containers[i - 1].parent)
		if (page->containers[i - 1].kind == CONTAINER_QUOTE)
			return true;
	return false;
}

enum span_role block_role(const struct page *page, const struct block *block)
{
	static const uint8_t roles[BLOCK_KINDS] = {[BLOCK_TITLE] = ROLE_TITLE,
	        [BLOCK_DATE] = ROLE_META,
	        [BLOCK_HEADING] = ROLE_HEADING,
	        [BLOCK_CODE] = ROLE_CODE,
	        [BLOCK_LINKS_HEADING] = ROLE_HEADING,
	        [BLOCK_SOURCE] = ROLE_META};
	enum span_role role = roles[block->kind];
	return role == ROLE_TEXT && is_quoted(page, block) ? ROLE_QUOTE : role;
}

/* ---- paragraphs and what is like them ---- */

static void compose_paragraph(
        struct composer *composer, const struct block *block, const struct margin *margin)
{
	struct flow flow = flow_of_block(block, block_role(composer->page, block));
	int columns = composer->columns - margin->width;
	composer_number_links(composer, &flow, columns);
	struct break_rules rules = block->kind == BLOCK_PARAGRAPH ? flow_rules_of_text(composer, &flow)
	                                                          : flow_rules(composer, &flow);
	struct breaks *breaks = &composer->breaks;
	breaks->count = 0;
	if (!paragraph_break(breaks, composer->page->text + flow.offset, flow.length, columns, &rules))
		composer->failed = true;
	uint32_t start = 0;
	for (size_t i = 0; i < breaks->count && !composer->failed; i++) {
		const struct line_break *line = &breaks->items[i];
		composer_begin(composer, flow.offset + start);
		composer_decorate(composer, i == 0 ? margin->first : margin->rest, margin->width, ROLE_MARK);
		composer_text(composer, &flow, start, line->end, line->hyphen);
		composer_end(composer, line->next - start);
		start = line->next;
	}
}

/* A heading of the first level has a rule beneath it, as wide as its widest line. */
static void compose_heading(struct composer *composer, const struct block *block, const struct margin *margin)
{
	size_t first_line = composer->line_count;
	compose_paragraph(composer, block, margin);
	if (block->level != 1 || composer->failed)
		return;
	int width = 0;
	for (size_t i = first_line; i < composer->line_count; i++)
		if (composer->lines[i].width - margin->width > width)
			width = composer->lines[i].width - margin->width;
	composer_begin(composer, block->offset + block->length);
	composer_decorate(composer, margin->rest, margin->width, ROLE_MARK);
	composer_decorate(composer, composer_repeat(composer, composer->options.ascii ? "-" : "─", width),
	        width, ROLE_MARK);
	composer_end(composer, 0);
}

/* A short rule in the middle: the end of a thought, not a fence. */
static void compose_rule(struct composer *composer, const struct block *block, const struct margin *margin)
{
	int columns = composer->columns - margin->width;
	int width = columns < 12 ? (columns + 2) / 3 : columns < 80 ? columns / 4 : 20;
	width += (columns - width) % 2;
	composer_begin(composer, block->offset);
	composer_decorate(composer, margin->first, margin->width, ROLE_MARK);
	if (composer->columns < LAYOUT_COLUMNS_MAXIMUM) /* a page that is not wrapped has no middle */
		composer_blanks(composer, (columns - width) / 2);
	composer_decorate(composer, composer_repeat(composer, composer->options.ascii ? "-" : "─", width),
	        width, ROLE_MARK);
	composer_end(composer, 0);
}

/* ---- code ---- */

/* Composes one line of code, FROM up to TO (its line feed not included): as it is, broken only where it must be. */
static void compose_code_line(struct composer *composer, const struct flow *flow, uint32_t from, uint32_t to,
        uint32_t next, const char *first, const struct margin *margin)
{
	const char *text = composer->page->text + flow->offset;
	uint32_t end = to; /* blanks at the end need no line of their own */
	while (end > from && (text[end - 1] == ' ' || text[end - 1] == '\t'))
		end--;
	const char *mark = first;
	do {
		int columns = composer->columns - margin->width;
		uint32_t fits = (uint32_t)text_fit(text + from, end - from, columns, NULL);
		if (fits == 0 && from < end)
			fits = (uint32_t)text_cluster(text + from, end - from).length;
		composer_begin(composer, flow->offset + from);
		composer_decorate(composer, mark, margin->width, ROLE_MARK);
		composer_text(composer, flow, from, from + fits, false);
		composer_end(composer, from + fits < end ? fits : next - from);
		from += fits;
		mark = margin->goes_on;
	} while (from < end && !composer->failed);
}

static void compose_code(struct composer *composer, const struct block *block, const struct margin *margin)
{
	struct flow flow = flow_of_block(block, ROLE_CODE);
	const char *text = composer->page->text + block->offset;
	const char *mark = margin->first;
	uint32_t from = 0;
	do {
		const char *line_feed = memchr(text + from, '\n', block->length - from);
		uint32_t to = line_feed != NULL ? (uint32_t)(line_feed - text) : block->length;
		uint32_t next = line_feed != NULL ? to + 1 : to;
		compose_code_line(composer, &flow, from, to, next, mark, margin);
		from = next;
		mark = margin->rest;
	} while (from < block->length && !composer->failed);
}

/* ---- any block ---- */

typedef void compose_kind(struct composer *composer, const struct block *block, const struct margin *margin);

static compose_kind *const compose_by_kind[BLOCK_KINDS] = {[BLOCK_TITLE] = compose_paragraph,
        [BLOCK_DATE] = compose_paragraph,
        [BLOCK_PARAGRAPH] = compose_paragraph,
        [BLOCK_HEADING] = compose_heading,
        [BLOCK_CODE] = compose_code,
        [BLOCK_RULE] = compose_rule,
        [BLOCK_TABLE] = table_compose,
        [BLOCK_LINKS_HEADING] = compose_paragraph,
        [BLOCK_LINK] = compose_paragraph,
        [BLOCK_SOURCE] = compose_paragraph};

void block_compose(struct composer *composer, uint32_t index)
{
	const struct block *block = &composer->page->blocks[index];
	if (composer->options.preview && index < composer->page->first_body_block)
		return;
	margin_above(composer, index);
	struct margin margin = margin_of_block(composer, index);
	compose_by_kind[block->kind](composer, block, &margin);
}
