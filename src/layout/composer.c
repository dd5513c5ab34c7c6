/* layout/composer.c — lines that grow span by span until a block is set. */

#include "layout/composer.h"

#include <string.h>

void composer_init(struct composer *composer, const struct page *page, int columns,
        const struct layout_options *options, struct arena *arena)
{
	*composer = (struct composer){.page = page, .columns = columns, .options = *options, .arena = arena};
}

void composer_free(struct composer *composer)
{
	memory_resize(composer->lines, 0);
	memory_resize(composer->spans, 0);
	breaks_free(&composer->breaks);
}

struct break_rules flow_rules(const struct composer *composer, const struct flow *flow)
{
	return (struct break_rules){.language = composer->page->language,
	        .insertions = flow->insertions,
	        .insertion_count = flow->insertion_count};
}

/* ---- hyphens ---- */

static bool hyphenates(const struct composer *composer)
{
	const struct layout_options *options = &composer->options;
	if (options->preview || options->dictionaries == NULL || options->hyphenation == HYPHENATION_OFF)
		return false;
	return options->hyphenation == HYPHENATION_ON || composer->columns < HYPHENATED_BELOW;
}

/* Tells RULES of the runs of FLOW that are code. */
static void leave_code(struct composer *composer, const struct flow *flow, struct break_rules *rules)
{
	const struct run *runs = composer->page->runs + flow->first_run;
	size_t count = 0;
	for (uint32_t i = 0; i < flow->run_count; i++)
		count += (runs[i].style & RUN_CODE) != 0;
	struct stretch *stretches = count > 0 ? arena_take(composer->arena, count * sizeof *stretches) : NULL;
	if (count > 0 && stretches == NULL) {
		composer->failed = true;
		return;
	}
	for (uint32_t i = 0; i < flow->run_count; i++) {
		uint32_t from = runs[i].offset - flow->offset;
		if (runs[i].style & RUN_CODE)
			stretches[rules->no_words_count++] = (struct stretch){from, from + runs[i].length};
	}
	rules->no_words = stretches;
}

struct break_rules flow_rules_of_text(struct composer *composer, const struct flow *flow)
{
	struct break_rules rules = flow_rules(composer, flow);
	if (!hyphenates(composer) || composer->failed)
		return rules;
	rules.hyphenation = composer->options.dictionaries;
	leave_code(composer, flow, &rules);
	return rules;
}

/* ---- link numbers ---- */

/* Whether the run at INDEX is the last one of its link. */
static bool link_ends(const struct composer *composer, const struct flow *flow, uint32_t index)
{
	const struct run *run = &composer->page->runs[index];
	return run->link != 0 && (index + 1 == flow->first_run + flow->run_count || run[1].link != run->link);
}

/* Where the text of the link ends whose last run is at INDEX, blanks not counted: bytes from the start of FLOW, at least 1. */
static uint32_t link_end(const struct composer *composer, const struct flow *flow, uint32_t index)
{
	const char *text = composer->page->text + flow->offset;
	const struct run *run = &composer->page->runs[index];
	uint32_t end = run->offset + run->length - flow->offset;
	while (end > run->offset - flow->offset + 1 && (text[end - 1] == ' ' || text[end - 1] == '\n'))
		end--;
	return end;
}

static const char *link_number(struct composer *composer, unsigned number, int16_t *width)
{
	char text[16] = " [";
	size_t length = sizeof text - 1;
	text[--length] = ']';
	do
		text[--length] = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	size_t digits = sizeof text - 1 - length;
	memmove(text + 2, text + length, digits);
	*width = (int16_t)(2 + digits);
	return arena_copy(composer->arena, text, 2 + digits);
}

void composer_number_links(struct composer *composer, struct flow *flow, int columns)
{
	if (!composer->options.link_numbers || composer->options.preview || composer->failed)
		return;
	size_t count = 0;
	for (uint32_t i = flow->first_run; i < flow->first_run + flow->run_count; i++)
		count += link_ends(composer, flow, i);
	if (count == 0)
		return;
	flow->insertions = arena_take(composer->arena, count * sizeof *flow->insertions);
	if (flow->insertions == NULL) {
		composer->failed = true;
		return;
	}
	for (uint32_t i = flow->first_run; i < flow->first_run + flow->run_count; i++) {
		if (!link_ends(composer, flow, i))
			continue;
		struct insertion number = {.offset = link_end(composer, flow, i)};
		number.text = link_number(composer, composer->page->runs[i].link, &number.width);
		composer->failed = composer->failed || number.text == NULL;
		/* Beside the number there must be room for the widest cluster, and for some sense. */
		if (number.text != NULL && 2 * number.width <= columns)
			flow->insertions[flow->insertion_count++] = number;
	}
}

/* ---- lines ---- */

void composer_begin(struct composer *composer, uint32_t offset)
{
	if (composer->failed)
		return;
	struct line *lines = array_grow(
	        composer->lines, &composer->line_capacity, composer->line_count, sizeof *lines, UINT32_MAX);
	if (lines == NULL) {
		composer->failed = true;
		return;
	}
	composer->lines = lines;
	lines[composer->line_count++] = (struct line){.offset = offset};
	composer->line_first_span = composer->span_count;
}

/* The line at hand. The composer has not failed. */
static struct line *open_line(const struct composer *composer)
{
	return &composer->lines[composer->line_count - 1];
}

static void append_span(struct composer *composer, struct span span)
{
	struct span *spans = array_grow(
	        composer->spans, &composer->span_capacity, composer->span_count, sizeof *spans, UINT32_MAX);
	if (spans == NULL) {
		composer->failed = true;
		return;
	}
	composer->spans = spans;
	spans[composer->span_count++] = span;
	struct line *line = open_line(composer);
	line->width = (int16_t)(line->width + span.width);
}

void composer_decorate(struct composer *composer, const char *text, int width, enum span_role role)
{
	if (composer->failed || text == NULL || *text == '\0')
		return;
	append_span(composer, (struct span){.decoration = text,
	                              .offset = open_line(composer)->offset,
	                              .width = (int16_t)width,
	                              .role = (uint8_t)role});
}

const char *composer_repeat(struct composer *composer, const char *text, int count)
{
	size_t length = strlen(text), total = length * (size_t)(count > 0 ? count : 0);
	char *repeated = composer->failed ? NULL : arena_take(composer->arena, total + 1);
	if (repeated == NULL) {
		composer->failed = true;
		return NULL;
	}
	for (size_t i = 0; i < total; i += length)
		memcpy(repeated + i, text, length);
	return repeated;
}

void composer_blanks(struct composer *composer, int width)
{
	if (composer->blanks == NULL)
		composer->blanks = composer_repeat(composer, " ", composer->columns);
	if (width > composer->columns)
		width = composer->columns;
	if (!composer->failed && width > 0)
		composer_decorate(composer, composer->blanks + composer->columns - width, width, ROLE_TEXT);
}

int composer_width(const struct composer *composer)
{
	return composer->failed ? 0 : open_line(composer)->width;
}

void composer_end(struct composer *composer, uint32_t length)
{
	if (composer->failed)
		return;
	open_line(composer)->length = length;
	open_line(composer)->span_count = (uint32_t)(composer->span_count - composer->line_first_span);
}

struct block_lines *composer_finish(struct composer *composer)
{
	if (composer->failed)
		return NULL;
	struct block_lines *block = arena_take(composer->arena, sizeof *block);
	struct line *lines = arena_take(composer->arena, composer->line_count * sizeof *lines);
	struct span *spans = arena_take(composer->arena, composer->span_count * sizeof *spans);
	if (block == NULL || lines == NULL || spans == NULL)
		return NULL;
	if (composer->line_count > 0)
		memcpy(lines, composer->lines, composer->line_count * sizeof *lines);
	if (composer->span_count > 0)
		memcpy(spans, composer->spans, composer->span_count * sizeof *spans);
	for (size_t i = 0; i < composer->line_count; i++) {
		lines[i].spans = spans;
		spans += lines[i].span_count;
	}
	*block = (struct block_lines){.lines = lines, .count = (uint32_t)composer->line_count};
	return block;
}

/* ---- text ---- */

/* The run of FLOW that holds the byte OFFSET of the page's text, or the one before it; FIRST_RUN when there is none. */
static uint32_t run_at(const struct page *page, const struct flow *flow, uint32_t offset)
{
	uint32_t low = flow->first_run;
	for (uint32_t high = flow->first_run + flow->run_count; high - low > 1;) {
		uint32_t middle = low + (high - low) / 2;
		if (page->runs[middle].offset <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* A span with the looks of the text at OFFSET; *RUN is moved on to what holds it. */
static struct span look_at(const struct page *page, const struct flow *flow, uint32_t *run, uint32_t offset)
{
	struct span span = {.offset = offset, .role = flow->role, .style = flow->style};
	uint32_t end = flow->first_run + flow->run_count;
	while (*run < end && page->runs[*run].offset + page->runs[*run].length <= offset)
		(*run)++;
	if (*run >= end || page->runs[*run].offset > offset)
		return span;
	span.style |= page->runs[*run].style;
	span.link = page->runs[*run].link;
	if (flow->role == ROLE_TEXT || flow->role == ROLE_QUOTE) {
		if (span.style & RUN_IMAGE)
			span.role = ROLE_META;
		else if (span.style & RUN_CODE)
			span.role = ROLE_CODE;
	}
	return span;
}

static bool look_alike(const struct span *first, const struct span *second)
{
	return first->role == second->role && first->style == second->style && first->link == second->link;
}

/* Makes the line's spans from FIRST on decoration: copies of their text. */
static void make_decoration(struct composer *composer, size_t first)
{
	for (size_t i = first; i < composer->span_count && !composer->failed; i++) {
		struct span *span = &composer->spans[i];
		if (span->decoration != NULL)
			continue;
		span->decoration =
		        arena_copy(composer->arena, composer->page->text + span->offset, span->length);
		composer->failed = span->decoration == NULL;
		span->offset = open_line(composer)->offset;
		span->length = 0;
		span->link = 0;
	}
}

/* Appends a decoration that looks like LOOK. */
static void append_alike(struct composer *composer, const struct span *look, const char *text, int width)
{
	struct span span = *look;
	span.decoration = text;
	span.offset += span.length;
	span.length = 0;
	span.width = (int16_t)width;
	append_span(composer, span);
}

void composer_text(
        struct composer *composer, const struct flow *flow, uint32_t from, uint32_t to, bool hyphen)
{
	const struct page *page = composer->page;
	const char *text = page->text + flow->offset;
	uint32_t run = run_at(page, flow, flow->offset + from);
	size_t insertion = insertion_after(flow->insertions, flow->insertion_count, from);
	size_t first_span = composer->span_count;
	struct span look = {0};
	for (size_t open = SIZE_MAX; from < to && !composer->failed;) {
		struct unit unit = paragraph_unit(
		        text, flow->length, from, flow->insertions, flow->insertion_count, &insertion);
		int number_width = unit.insertion != NULL ? unit.insertion->width : 0;
		look = look_at(page, flow, &run, flow->offset + from);
		look.length = unit.length;
		look.width = (int16_t)(unit.width - number_width);
		if (open == SIZE_MAX || !look_alike(&composer->spans[open], &look)) {
			open = composer->span_count;
			append_span(composer, look);
		} else {
			struct span *span = &composer->spans[open];
			span->length += look.length;
			span->width = (int16_t)(span->width + look.width);
			open_line(composer)->width = (int16_t)(open_line(composer)->width + look.width);
		}
		if (unit.insertion != NULL && !composer->failed) {
			struct span number = {.role = ROLE_LINK_NUMBER,
			        .link = look.link,
			        .offset = look.offset + look.length};
			append_alike(composer, &number, unit.insertion->text, number_width);
			open = SIZE_MAX;
		}
		from += unit.length;
	}
	if (hyphen && !composer->failed)
		append_alike(composer, &look, "-", 1);
	if (flow->repeated)
		make_decoration(composer, first_span);
}
