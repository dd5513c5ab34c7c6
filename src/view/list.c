/* view/list.c — a plain list to choose from. */

#include "view/list.h"

#include <string.h>

/* The longest line; the sign before the selected row and its blank; a title keeps this many columns however indented. */
enum { LIST_MOST_COLUMNS = 72, SIGN_COLUMNS = 2, TITLE_LEAST_COLUMNS = 10 };

/* The longest sentence for a list without rows. */
enum { SENTENCE_BYTES_MAXIMUM = 512 };

/* From as many rows of the body on there is a free line between spaced rows. */
enum { SPACED_FROM_ROWS = 12 };

/* Where the list stands. */
struct list_area {
	int left;    /* of the sign */
	int columns; /* of the titles */
	int height;  /* rows; where rows are spaced one more, which stays free */
	bool spaced;
};

static struct list_area area_for(const struct list *list, const struct frame *frame)
{
	int most = frame_columns(frame);
	int columns = most < LIST_MOST_COLUMNS ? most : LIST_MOST_COLUMNS;
	bool spaced = list->spaced && frame->height >= SPACED_FROM_ROWS;
	return (struct list_area){
	        .left = (frame->columns - columns) / 2,
	        .columns = columns > SIGN_COLUMNS ? columns - SIGN_COLUMNS : 1,
	        .height = frame->height + spaced,
	        .spaced = spaced,
	};
}

/* A row as deep as that is not indented as far as it wishes where the list is narrow. */
static int indent_of(const struct list_row *row, const struct list_area *area)
{
	int most = area->columns > TITLE_LEAST_COLUMNS ? area->columns - TITLE_LEAST_COLUMNS : 0;
	return row->indent < most ? row->indent : most;
}

static bool has_detail(const struct list_row *row)
{
	return row->detail != NULL && *row->detail != '\0';
}

/* Lines that the row with NUMBER takes, with what keeps it apart from the next. */
static int rows_of(struct view *view, struct screen *screen, const struct list *list, size_t number,
        const struct list_area *area)
{
	struct list_row row = {.title = ""};
	list->row(view, screen, number, &row);
	int columns = area->columns - indent_of(&row, area);
	wrap_in_view(view, row.title, columns, area->height);
	int rows = (int)view->wrapping.count + area->spaced;
	if (!has_detail(&row))
		return rows;
	wrap_in_view(view, row.detail, columns, area->height);
	return rows + (int)view->wrapping.count;
}

/* ---- scrolling ---- */

/* The first row from which on everything up to before END has room, at the latest END - 1. */
static size_t earliest_top(struct view *view, struct screen *screen, const struct list *list, size_t end,
        const struct list_area *area)
{
	size_t top = end - 1;
	int room = area->height - rows_of(view, screen, list, top, area);
	while (top > 0 && room > 0) {
		room -= rows_of(view, screen, list, top - 1, area);
		if (room >= 0)
			top--;
	}
	return top;
}

/* Rows are seen whole; only one that is taller than the list is cut. */
static size_t end_of_sight(
        struct view *view, struct screen *screen, const struct list *list, const struct list_area *area)
{
	size_t end = list->top;
	for (int room = area->height; end < list->count; end++) {
		room -= rows_of(view, screen, list, end, area);
		if (room < 0 && end > list->top)
			break;
	}
	return end;
}

/* Scrolls so that the selected row is in sight; returns the number behind the last row in sight. */
static size_t bring_into_sight(
        struct view *view, struct screen *screen, struct list *list, const struct list_area *area)
{
	if (list->count == 0)
		return 0;
	if (list->selected >= list->count)
		list->selected = list->count - 1;
	if (list->top > list->selected)
		list->top = list->selected;
	size_t earliest = earliest_top(view, screen, list, list->selected + 1, area);
	if (list->top < earliest)
		list->top = earliest;
	size_t end = end_of_sight(view, screen, list, area);
	if (end < list->count || list->top == 0)
		return end;
	/* No free rows at the end of a list that has more above. */
	size_t full = earliest_top(view, screen, list, list->count, area);
	list->top = full < list->top ? full : list->top;
	return end_of_sight(view, screen, list, area);
}

/* ---- moving ---- */

/* The row that is DISTANCE lines (negative: up) away from the selected one; at least one row, as far as there are. */
static size_t row_away(struct view *view, struct screen *screen, const struct list *list, int distance,
        const struct list_area *area)
{
	size_t number = list->selected;
	int lines = distance < 0 ? -distance : distance;
	while (lines > 0 && (distance < 0 ? number > 0 : number + 1 < list->count)) {
		lines -= rows_of(view, screen, list, number, area);
		if (lines < 0 && number != list->selected)
			break;
		number = distance < 0 ? number - 1 : number + 1;
	}
	return number;
}

static size_t row_after_steps(const struct list *list, int steps)
{
	size_t last = list->count - 1, distance = (size_t)(steps < 0 ? -steps : steps);
	if (steps < 0)
		return list->selected > distance ? list->selected - distance : 0;
	return last - list->selected > distance ? list->selected + distance : last;
}

enum view_result list_move(
        struct view *view, struct screen *screen, struct list *list, const struct command *command)
{
	struct frame frame = frame_for(view->rows, view->columns);
	struct list_area area = area_for(list, &frame);
	int distance = scroll_lines(command, frame.height, 0);
	size_t before = list->selected;
	if (list->count == 0)
		return VIEW_UNCHANGED;
	switch (command->name) {
	case COMMAND_PREVIOUS:
	case COMMAND_NEXT:
	case COMMAND_FIRST:
	case COMMAND_LAST:
		list->selected = row_after_steps(list, distance);
		break;
	default:
		list->selected = row_away(view, screen, list, distance, &area);
		break;
	}
	return list->selected == before ? VIEW_UNCHANGED : VIEW_CHANGED;
}

bool list_select_at(struct view *view, struct screen *screen, struct list *list, int row)
{
	struct frame frame = frame_for(view->rows, view->columns);
	struct list_area area = area_for(list, &frame);
	size_t end = bring_into_sight(view, screen, list, &area);
	int below = frame.top;
	if (row < frame.top || row >= frame.top + frame.height)
		return false;
	for (size_t number = list->top; number < end; number++) {
		below += rows_of(view, screen, list, number, &area);
		if (row >= below)
			continue;
		list->selected = number;
		return true;
	}
	return false;
}

/* ---- drawing ---- */

/* Draws TEXT in lines from ROW on, before END; returns the row below. */
static int draw_text(struct view *view, struct grid *grid, int row, int end, int column, int columns,
        const char *text, enum cell_role role)
{
	wrap_in_view(view, text, columns, end - row);
	for (size_t i = 0; i < view->wrapping.count && row < end; i++, row++) {
		const struct wrapped_line *line = &view->wrapping.lines[i];
		int behind = grid_put(
		        grid, row, column, column + columns, text + line->offset, line->length, role, 0);
		if (line->hyphen)
			grid_put(grid, row, behind, column + columns, "-", 1, role, 0);
	}
	return row;
}

/* Draws one row of the list; returns the row of the screen below it. */
static int draw_row(struct view *view, struct screen *screen, const struct list *list, struct grid *grid,
        size_t number, int row, int end, const struct list_area *area)
{
	struct list_row content = {.title = ""};
	bool selected = number == list->selected;
	enum cell_role role = selected ? CELL_SELECTED : CELL_TEXT;
	list->row(view, screen, number, &content);
	int indent = indent_of(&content, area);
	int column = area->left + SIGN_COLUMNS + indent, columns = area->columns - indent;
	if (selected) {
		const char *sign = signs_for(view->options.ascii)->selected;
		grid_put(grid, row, column - SIGN_COLUMNS, column, sign, strlen(sign), CELL_SELECTED, 0);
		grid->cursor_row = row;
		grid->cursor_column = column - SIGN_COLUMNS < grid->columns ? column - SIGN_COLUMNS : 0;
	}
	row = draw_text(view, grid, row, end, column, columns, content.title, role);
	if (has_detail(&content) && row < end)
		row = draw_text(view, grid, row, end, column, columns, content.detail, CELL_META);
	return row + area->spaced;
}

static void draw_empty(struct view *view, const struct list *list, struct grid *grid,
        const struct frame *frame, const struct list_area *area)
{
	struct buffer sentence, *key = fresh_words(view);
	buffer_init(&sentence, SENTENCE_BYTES_MAXIMUM);
	write_first_key(view, key, list->way);
	strings_write(&sentence, shown_messages(view), list->empty, buffer_text(key), NULL);
	draw_text(view, grid, frame->top, frame->top + frame->height, area->left + SIGN_COLUMNS,
	        area->columns, buffer_text(&sentence), CELL_META);
	buffer_free(&sentence);
}

void list_draw(struct view *view, struct screen *screen, struct list *list, struct grid *grid,
        const struct frame *frame)
{
	struct list_area area = area_for(list, frame);
	size_t end = bring_into_sight(view, screen, list, &area);
	int row = frame->top, bottom = frame->top + frame->height;
	grid->cursor_row = frame->top;
	grid->cursor_column = area.left < grid->columns ? area.left : 0;
	grid->cursor_shown = true;
	if (list->count == 0)
		draw_empty(view, list, grid, frame, &area);
	for (size_t number = list->top; number < end && row < bottom; number++)
		row = draw_row(view, screen, list, grid, number, row, bottom, &area);
}

void list_write_place(const struct list *list, struct buffer *out)
{
	if (list->count > 0)
		buffer_format(out, "%zu/%zu", list->selected + 1, list->count);
}
