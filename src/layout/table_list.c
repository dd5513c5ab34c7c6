/* layout/table_list.c — a table that cannot fit, as a list of heading and cell. */

#include "layout/table.h"

#include <string.h>

/* Lines after the first one of a pair are set in by so much. */
enum { HANGING = 2, HANGING_FROM = 10 };

/* A heading and a cell, broken as one paragraph: HEADING, SEPARATOR, CELL. */
struct pair {
	struct flow heading;
	struct flow cell;
	const char *separator; /* static; "" where one of them is missing */
	uint32_t cell_start;   /* bytes of heading and separator */
};

static struct pair make_pair(struct composer *composer, const struct table *table, uint32_t row,
        uint32_t column, enum span_role role, int columns)
{
	struct pair pair = {
	        .heading = table_flow(composer, table, 0, column, role, columns), .separator = ""};
	pair.heading.repeated = row > 1;
	if (pair.heading.repeated)
		pair.heading.insertion_count = 0;
	if (row < table->rows)
		pair.cell = table_flow(composer, table, row, column, role, columns);
	if (pair.heading.length > 0 && row < table->rows) {
		const char *text = composer->page->text + pair.heading.offset;
		pair.separator = strchr(":?!", text[pair.heading.length - 1]) != NULL ? " " : ": ";
	}
	pair.cell_start = pair.heading.length + (uint32_t)strlen(pair.separator);
	return pair;
}

/* The insertions of both, with places in the pair. Failure: the composer has failed. */
static struct break_rules pair_rules(struct composer *composer, const struct pair *pair)
{
	size_t count = pair->heading.insertion_count + pair->cell.insertion_count;
	struct insertion *insertions = arena_take(composer->arena, count * sizeof *insertions);
	if (insertions == NULL) {
		composer->failed = true;
		return (struct break_rules){0};
	}
	size_t headings = pair->heading.insertion_count;
	for (size_t i = 0; i < count; i++) {
		insertions[i] =
		        i < headings ? pair->heading.insertions[i] : pair->cell.insertions[i - headings];
		insertions[i].offset += i < headings ? 0 : pair->cell_start;
	}
	return (struct break_rules){
	        .language = composer->page->language, .insertions = insertions, .insertion_count = count};
}

/* Breaks PAIR into composer->breaks. */
static void break_pair(struct composer *composer, const struct pair *pair, int columns, int hanging)
{
	const char *text = composer->page->text;
	struct break_rules rules = pair_rules(composer, pair);
	rules.hanging = hanging;
	struct buffer joined;
	buffer_init(&joined, UINT32_MAX);
	buffer_append(&joined, text + pair->heading.offset, pair->heading.length);
	buffer_append_text(&joined, pair->separator);
	buffer_append(&joined, text + pair->cell.offset, pair->cell.length);
	composer->breaks.count = 0;
	if (joined.failed || composer->failed ||
	        !paragraph_break(
	                &composer->breaks, buffer_text(&joined), (uint32_t)joined.length, columns, &rules))
		composer->failed = true;
	buffer_free(&joined);
}

static uint32_t within(uint32_t value, uint32_t low, uint32_t high)
{
	return value < low ? low : value > high ? high : value;
}

/* Appends what stands in the pair from byte FROM up to LINE's end. */
static void compose_pair_text(
        struct composer *composer, const struct pair *pair, uint32_t from, const struct line_break *line)
{
	uint32_t heading_end = pair->heading.length, cell_start = pair->cell_start;
	bool in_heading = line->end <= heading_end, in_cell = line->end > cell_start;
	composer_text(composer, &pair->heading, within(from, 0, heading_end),
	        within(line->end, 0, heading_end), line->hyphen && in_heading);
	uint32_t separator_from = within(from, heading_end, cell_start) - heading_end;
	uint32_t separator_to = within(line->end, heading_end, cell_start) - heading_end;
	if (separator_to > separator_from) {
		const char *piece = arena_copy(
		        composer->arena, pair->separator + separator_from, separator_to - separator_from);
		composer->failed = composer->failed || piece == NULL;
		composer_decorate(composer, piece, (int)(separator_to - separator_from), ROLE_TEXT);
	}
	if (in_cell)
		composer_text(composer, &pair->cell, within(from, cell_start, line->end) - cell_start,
		        line->end - cell_start, line->hyphen);
}

static void compose_pair(struct composer *composer, const struct pair *pair, const struct margin *margin,
        const char *first, int hanging)
{
	uint32_t from = 0;
	break_pair(composer, pair, composer->columns - margin->width, hanging);
	for (size_t i = 0; i < composer->breaks.count && !composer->failed; i++) {
		const struct line_break *line = &composer->breaks.items[i];
		bool heading_shown = from < pair->heading.length && !pair->heading.repeated;
		uint32_t cell_from = within(from, pair->cell_start, UINT32_MAX) - pair->cell_start;
		uint32_t offset = heading_shown ? pair->heading.offset + from : pair->cell.offset + cell_from;
		uint32_t end = line->end > pair->cell_start ? pair->cell.offset + line->end - pair->cell_start
		               : heading_shown
		                       ? pair->heading.offset + within(line->end, 0, pair->heading.length)
		                       : offset;
		composer_begin(composer, offset);
		composer_decorate(composer, i == 0 ? first : margin->rest, margin->width, ROLE_MARK);
		composer_blanks(composer, i == 0 ? 0 : hanging);
		compose_pair_text(composer, pair, from, line);
		composer_end(composer, end - offset);
		from = line->next;
	}
}

void table_compose_list(struct composer *composer, const struct block *block, const struct margin *margin,
        enum span_role role)
{
	const struct table *table = &composer->page->tables[block->table];
	const char *left = margin->first;
	int columns = composer->columns - margin->width;
	int hanging = columns >= HANGING_FROM ? HANGING : 0;
	uint32_t row = 1;
	do {
		bool shown = row == 1 || !table_row_is_empty(table, row);
		if (row > 1 && shown)
			table_empty_line(composer, margin, table_row_offset(table, row, 0));
		for (uint32_t i = 0; i < table->columns && shown && !composer->failed; i++) {
			struct pair pair = make_pair(composer, table, row, i, role, columns - hanging);
			/* A heading must be seen once, even above an empty cell. */
			if (pair.cell.length == 0 && (row > 1 || pair.heading.length == 0))
				continue;
			compose_pair(composer, &pair, margin, left, hanging);
			left = margin->rest;
		}
	} while (++row < table->rows && !composer->failed);
}
