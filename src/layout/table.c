/* layout/table.c — a table in columns. */

#include "layout/table.h"
#include "layout/block.h"

/* Blanks between two columns. */
enum { COLUMN_GAP = 2 };

/* One column of a table. Widths in columns of the terminal. */
struct column {
	int natural; /* for its widest cell, at least 1 */
	int body;    /* for its widest cell below the heading */
	int minimum; /* for its widest word, at least 1 */
	int width;   /* what it gets */
};

/* A table on its way into lines. */
struct setting {
	struct composer *composer;
	const struct table *table;
	const struct margin *margin;
	struct column *columns; /* one for each column of the table */
	struct flow *flows;     /* the cells of the row at hand, one for each column */
	size_t *first_lines;    /* where each cell's lines begin in composer->breaks; one more at the end */
	int room;               /* columns for the table beside its margin */
	enum span_role role;
	const char *left; /* the margin of the next line */
};

/* ---- cells and rows ---- */

struct flow table_flow(struct composer *composer, const struct table *table, uint32_t row, uint32_t column,
        enum span_role role, int table_columns)
{
	const struct table_cell *cell = &table->cells[(size_t)row * table->columns + column];
	struct flow flow = {.offset = cell->offset,
	        .length = cell->length,
	        .first_run = cell->first_run,
	        .run_count = cell->run_count,
	        .role = (uint8_t)role,
	        .style = row == 0 ? RUN_STRONG : 0};
	composer_number_links(composer, &flow, table_columns);
	return flow;
}

uint32_t table_row_offset(const struct table *table, uint32_t row, uint32_t end)
{
	if (row >= table->rows)
		return end;
	const struct table_cell *cells = &table->cells[(size_t)row * table->columns];
	for (uint32_t i = 0; i < table->columns; i++)
		if (cells[i].length > 0)
			return cells[i].offset;
	return cells[0].offset;
}

bool table_row_is_empty(const struct table *table, uint32_t row)
{
	const struct table_cell *cells = &table->cells[(size_t)row * table->columns];
	for (uint32_t i = 0; i < table->columns; i++)
		if (cells[i].length > 0)
			return false;
	return true;
}

void table_empty_line(struct composer *composer, const struct margin *margin, uint32_t offset)
{
	composer_begin(composer, offset);
	composer_decorate(composer, margin->rest, margin->width, ROLE_MARK);
	composer_end(composer, 0);
}

/* ---- how wide the columns are ---- */

static int larger(int first, int second)
{
	return first > second ? first : second;
}

static int smaller(int first, int second)
{
	return first < second ? first : second;
}

static void measure(struct setting *setting)
{
	struct composer *composer = setting->composer;
	const struct table *table = setting->table;
	for (uint32_t i = 0; i < table->columns; i++)
		setting->columns[i] = (struct column){.natural = 1, .minimum = 1};
	for (uint32_t row = 0; row < table->rows; row++) {
		for (uint32_t i = 0; i < table->columns && !composer->failed; i++) {
			struct column *column = &setting->columns[i];
			struct flow flow = table_flow(composer, table, row, i, setting->role, setting->room);
			struct break_rules rules = flow_rules(composer, &flow);
			struct paragraph_widths widths;
			if (!paragraph_measure(&widths, &composer->breaks, composer->page->text + flow.offset,
			            flow.length, &rules))
				composer->failed = true;
			column->natural = larger(column->natural, widths.natural);
			column->minimum = larger(column->minimum, widths.minimum);
			if (row > 0)
				column->body = larger(column->body, widths.natural);
		}
	}
}

/* The width of COLUMN when none may be wider than CAP but for its widest word. */
static int capped_width(const struct column *column, int cap)
{
	return larger(column->minimum, smaller(column->natural, cap));
}

/* Columns that all columns take under CAP with the gaps between them; more than ROOM (not how much more) when they do not fit. */
static int capped_total(const struct setting *setting, int cap)
{
	int total = -COLUMN_GAP;
	for (uint32_t i = 0; i < setting->table->columns && total <= setting->room; i++)
		total += COLUMN_GAP + capped_width(&setting->columns[i], cap);
	return total;
}

/* Gives each column its width: wide ones give way, so that narrow ones keep theirs. False when they cannot fit. */
static bool share_room(struct setting *setting)
{
	if (capped_total(setting, 0) > setting->room)
		return false;
	int cap = 0; /* the largest one that fits */
	for (int high = setting->room + 1; high - cap > 1;) {
		int middle = cap + (high - cap) / 2;
		if (capped_total(setting, middle) <= setting->room)
			cap = middle;
		else
			high = middle;
	}
	int left_over = setting->room - capped_total(setting, cap);
	for (uint32_t i = 0; i < setting->table->columns; i++) {
		struct column *column = &setting->columns[i];
		column->width = capped_width(column, cap);
		if (left_over > 0 && column->width < column->natural && column->width == cap) {
			column->width++;
			left_over--;
		}
	}
	return true;
}

/* Columns that the longest line of COLUMN takes at the column's width. Failure: the composer has failed. */
static int used_width(const struct setting *setting, uint32_t column)
{
	struct composer *composer = setting->composer;
	int used = 1;
	for (uint32_t row = 0; row < setting->table->rows && !composer->failed; row++) {
		struct flow flow =
		        table_flow(composer, setting->table, row, column, setting->role, setting->room);
		struct break_rules rules = flow_rules(composer, &flow);
		composer->breaks.count = 0;
		if (!paragraph_break(&composer->breaks, composer->page->text + flow.offset, flow.length,
		            setting->columns[column].width, &rules))
			composer->failed = true;
		for (size_t i = 0; i < composer->breaks.count; i++)
			used = larger(used, composer->breaks.items[i].width);
	}
	return used;
}

/*
 * Takes from each column that wraps what its lines leave empty, and shares the room once more; then what the wider columns leave
 * empty, so that the next column and the rule end where the text does.
 */
static void tighten(struct setting *setting)
{
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < setting->table->columns; i++) {
			struct column *column = &setting->columns[i];
			int used = column->width < column->natural ? used_width(setting, i) : column->width;
			if (used < column->width)
				column->natural = used;
		}
		share_room(setting);
	}
}

/* ---- rows ---- */

/* Which bytes of its cell (of the cell's flow) COLUMN shows in LINE of the row; false when it shows none. */
static bool cell_line(const struct setting *setting, uint32_t column, size_t line, uint32_t *from,
        const struct line_break **to)
{
	size_t first = setting->first_lines[column];
	if (line >= setting->first_lines[column + 1] - first)
		return false;
	const struct line_break *items = setting->composer->breaks.items;
	*from = line > 0 ? items[first + line - 1].next : 0;
	*to = &items[first + line];
	return (*to)->end > *from;
}

/* Blanks between the left edge of COLUMN and a text of WIDTH. */
static int aligned(const struct setting *setting, uint32_t column, uint32_t row, int width)
{
	int space = setting->columns[column].width - width;
	switch (setting->table->cells[(size_t)row * setting->table->columns + column].alignment) {
	case ALIGN_RIGHT:
		return space;
	case ALIGN_CENTRE:
		return space / 2;
	default:
		return 0;
	}
}

/* Composes LINE of ROW, whose cells are broken. */
static void compose_row_line(struct setting *setting, uint32_t row, size_t line)
{
	struct composer *composer = setting->composer;
	uint32_t offset = table_row_offset(setting->table, row, 0), end = offset, from = 0;
	const struct line_break *to = NULL;
	for (uint32_t i = 0; i < setting->table->columns; i++) {
		if (cell_line(setting, i, line, &from, &to)) {
			offset = end = setting->flows[i].offset + from;
			break;
		}
	}
	composer_begin(composer, offset);
	composer_decorate(composer, setting->left, setting->margin->width, ROLE_MARK);
	setting->left = setting->margin->rest;
	int left_edge = setting->margin->width;
	for (uint32_t i = 0; i < setting->table->columns; i++) {
		if (cell_line(setting, i, line, &from, &to)) {
			int start = left_edge + aligned(setting, i, row, to->width);
			composer_blanks(composer, start - composer_width(composer));
			composer_text(composer, &setting->flows[i], from, to->end, to->hyphen);
			end = setting->flows[i].offset + to->end;
		}
		left_edge += setting->columns[i].width + COLUMN_GAP;
	}
	composer_end(composer, end - offset);
}

static void compose_row(struct setting *setting, uint32_t row)
{
	struct composer *composer = setting->composer;
	size_t height = 1;
	composer->breaks.count = 0;
	for (uint32_t i = 0; i < setting->table->columns; i++) {
		struct flow *flow = &setting->flows[i];
		*flow = table_flow(composer, setting->table, row, i, setting->role, setting->room);
		struct break_rules rules = flow_rules(composer, flow);
		setting->first_lines[i] = composer->breaks.count;
		if (!paragraph_break(&composer->breaks, composer->page->text + flow->offset, flow->length,
		            setting->columns[i].width, &rules))
			composer->failed = true;
		size_t lines = composer->breaks.count - setting->first_lines[i];
		height = lines > height ? lines : height;
	}
	setting->first_lines[setting->table->columns] = composer->breaks.count;
	for (size_t line = 0; line < height && !composer->failed; line++)
		compose_row_line(setting, row, line);
}

/* The thin rule under the heading, as wide as the table. */
static void compose_heading_rule(struct setting *setting, uint32_t offset)
{
	struct composer *composer = setting->composer;
	int width = -COLUMN_GAP;
	for (uint32_t i = 0; i < setting->table->columns; i++)
		width += setting->columns[i].width + COLUMN_GAP;
	composer_begin(composer, offset);
	composer_decorate(composer, setting->left, setting->margin->width, ROLE_MARK);
	composer_decorate(composer, composer_repeat(composer, composer->options.ascii ? "-" : "─", width),
	        width, ROLE_MARK);
	composer_end(composer, 0);
}

/* Whether any cell below the heading takes more than one line: rows then stand apart. */
static bool rows_wrap(const struct setting *setting)
{
	for (uint32_t i = 0; i < setting->table->columns; i++)
		if (setting->columns[i].body > setting->columns[i].width)
			return true;
	return false;
}

static void compose_columns(struct setting *setting, const struct block *block)
{
	const struct table *table = setting->table;
	uint32_t end = block->offset + block->length;
	bool apart = rows_wrap(setting);
	if (!table_row_is_empty(table, 0)) {
		compose_row(setting, 0);
		compose_heading_rule(setting, table_row_offset(table, 1, end));
	}
	for (uint32_t row = 1; row < table->rows && !setting->composer->failed; row++) {
		if (apart && row > 1)
			table_empty_line(
			        setting->composer, setting->margin, table_row_offset(table, row, end));
		compose_row(setting, row);
	}
}

void table_compose(struct composer *composer, const struct block *block, const struct margin *margin)
{
	const struct page *page = composer->page;
	const struct table *table = &page->tables[block->table];
	struct setting setting = {.composer = composer,
	        .table = table,
	        .margin = margin,
	        .columns = arena_take(composer->arena, table->columns * sizeof *setting.columns),
	        .flows = arena_take(composer->arena, table->columns * sizeof *setting.flows),
	        .first_lines = arena_take(
	                composer->arena, ((size_t)table->columns + 1) * sizeof *setting.first_lines),
	        .room = composer->columns - margin->width,
	        .role = block_role(page, block),
	        .left = margin->first};
	if (setting.columns == NULL || setting.flows == NULL || setting.first_lines == NULL)
		composer->failed = true;
	if (composer->failed)
		return;
	measure(&setting);
	if (composer->failed)
		return;
	if (!share_room(&setting)) {
		table_compose_list(composer, block, margin, setting.role);
		return;
	}
	tighten(&setting);
	compose_columns(&setting, block);
}
