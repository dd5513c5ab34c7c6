/* view/menu_draw.c — what a menu looks like: entries with their dates, scrolling, the preview beside them. */

#include "view/menu.h"
#include "view/page_line.h"

#include <string.h>

/* A preview needs a screen as wide as this; the list and it together are never wider than the most. */
enum { PREVIEW_FROM_COLUMNS = 60, LIST_AND_PREVIEW_MOST = 120, LIST_ALONE_MOST = 72, PREVIEW_GAP = 3 };

/* A preview is a glance: no more of the text than this. */
enum { PREVIEW_MOST_LINES = 10 };

/* The sign before the selected entry and its blank. */
enum { SIGN_COLUMNS = 2 };

/* Lists of dated entries have a free row between entries where the body has as many rows as this. */
enum { SPACED_FROM_ROWS = 12 };

/* Where the parts of a menu stand. */
struct menu_areas {
	int left;         /* of the sign */
	int text_columns; /* of the titles */
	int preview_left;
	int preview_columns; /* 0: there is no preview */
	int rows;            /* of the list; with spaced entries one row more, which stays free */
	bool spaced;
};

bool menu_has_preview(const struct frame *frame)
{
	return frame->columns >= PREVIEW_FROM_COLUMNS && frame->height > 1;
}

static struct menu_areas areas_for(const struct menu *menu, const struct frame *frame)
{
	const struct entry *section = menu->screen.entry;
	bool preview = menu_has_preview(frame);
	int most = preview ? LIST_AND_PREVIEW_MOST : LIST_ALONE_MOST;
	int columns = frame_columns(frame) < most ? frame_columns(frame) : most;
	int list = preview ? columns / 2 : columns;
	struct menu_areas areas = {
	        .left = (frame->columns - columns) / 2,
	        .text_columns = list > SIGN_COLUMNS ? list - SIGN_COLUMNS : 1,
	        .rows = frame->height,
	};
	if (preview) {
		areas.preview_left = areas.left + list + PREVIEW_GAP;
		areas.preview_columns = columns - list - PREVIEW_GAP;
	}
	areas.spaced = frame->height >= SPACED_FROM_ROWS && section != NULL && section->listed &&
	               section->child_count > 0 && entry_date(section->children[0], 0).year != 0;
	areas.rows += areas.spaced;
	return areas;
}

/* ---- one entry ---- */

static const char *title_of(const struct view *view, const struct menu *menu, const struct entry *entry)
{
	if (entry == menu->screen.entry)
		return string_of(STRING_INTRODUCTION, shown_messages(view));
	return entry_title(view->site, entry, view->language);
}

/* Writes the quiet line under a title: its date, that it is a draft. Returns whether it says that the page is broken. */
static bool write_details(
        const struct view *view, const struct menu *menu, const struct entry *entry, struct buffer *out)
{
	enum message_language language = shown_messages(view);
	const struct variant *variant = entry_variant(entry, view->language);
	struct date date = entry_date(entry, view->language);
	if (variant != NULL && variant->headline.broken) {
		buffer_append_text(out, string_of(STRING_CANNOT_BE_READ, language));
		return true;
	}
	if (date.year != 0 && entry != menu->screen.entry)
		view_write_date(out, date, language);
	if (variant != NULL && variant->headline.draft) {
		if (out->length > 0)
			buffer_append_text(out, signs_for(view->options.ascii)->dot);
		buffer_append_text(out, string_of(STRING_DRAFT, language));
	}
	return false;
}

/* Whether the reader has read ENTRY to its end; a section that is listed in another is not a page. */
static bool is_read(const struct view *view, const struct menu *menu, const struct entry *entry)
{
	const struct reading_record *known = reading_page(&view->reading, entry->path);
	return known != NULL && known->read && (!entry->is_section || entry == menu->screen.entry);
}

/* Sets the title of ENTRY in lines: the list's, at most as many as it has rows; with room for the sign that it was read. */
static void wrap_title(
        struct view *view, const struct menu *menu, const struct entry *entry, const struct menu_areas *areas)
{
	int columns = areas->text_columns - (is_read(view, menu, entry) ? SIGN_COLUMNS : 0);
	wrap_in_view(view, title_of(view, menu, entry), columns, areas->rows);
}

static int entry_rows(
        struct view *view, const struct menu *menu, size_t number, const struct menu_areas *areas)
{
	const struct entry *entry = menu_entry(view, menu, number);
	wrap_title(view, menu, entry, areas);
	int rows = (int)view->wrapping.count;
	struct buffer *words = fresh_words(view);
	write_details(view, menu, entry, words);
	if (words->length > 0) {
		wrap_in_view(view, buffer_text(words), areas->text_columns, areas->rows);
		rows += (int)view->wrapping.count;
	}
	return rows + areas->spaced;
}

int menu_entry_rows(struct view *view, const struct menu *menu, size_t number)
{
	struct frame frame = frame_for(view->rows, view->columns);
	struct menu_areas areas = areas_for(menu, &frame);
	return entry_rows(view, menu, number, &areas);
}

/* ---- scrolling ---- */

/* The first entry from which on everything up to before END has room in ROWS, at the latest END - 1. */
static size_t earliest_top(
        struct view *view, const struct menu *menu, size_t end, int rows, const struct menu_areas *areas)
{
	size_t top = end - 1;
	rows -= entry_rows(view, menu, top, areas);
	while (top > 0 && rows > 0) {
		rows -= entry_rows(view, menu, top - 1, areas);
		if (rows >= 0)
			top--;
	}
	return top;
}

/* Entries are seen whole; only one that is taller than the list is cut. */
static size_t end_of_sight(struct view *view, const struct menu *menu, const struct menu_areas *areas)
{
	size_t count = menu_count(view, menu), end = menu->top;
	for (int rows = areas->rows; end < count; end++) {
		rows -= entry_rows(view, menu, end, areas);
		if (rows < 0 && end > menu->top)
			break;
	}
	return end;
}

static struct menu_sight find_sight(struct view *view, struct menu *menu, const struct menu_areas *areas)
{
	size_t count = menu_count(view, menu), selected = menu_selected(view, menu);
	if (count == 0)
		return (struct menu_sight){.first = 0};
	if (menu->top > selected)
		menu->top = selected;
	size_t earliest = earliest_top(view, menu, selected + 1, areas->rows, areas);
	if (menu->top < earliest)
		menu->top = earliest;
	size_t end = end_of_sight(view, menu, areas);
	if (end == count && menu->top > 0) { /* no free rows at the end of a list that has more above */
		size_t full = earliest_top(view, menu, count, areas->rows, areas);
		menu->top = full < menu->top ? full : menu->top;
		end = end_of_sight(view, menu, areas);
	}
	return (struct menu_sight){.first = menu->top, .end = end};
}

struct menu_sight menu_sight(struct view *view, struct menu *menu)
{
	struct frame frame = frame_for(view->rows, view->columns);
	struct menu_areas areas = areas_for(menu, &frame);
	return find_sight(view, menu, &areas);
}

bool menu_entry_at(struct view *view, struct menu *menu, int row, int column, size_t *number)
{
	struct frame frame = frame_for(view->rows, view->columns);
	struct menu_areas areas = areas_for(menu, &frame);
	struct menu_sight sight = find_sight(view, menu, &areas);
	int top = frame.top;
	if (row < top || row >= top + frame.height)
		return false;
	if (areas.preview_columns > 0 && column >= areas.preview_left) {
		*number = menu_selected(view, menu);
		return menu_count(view, menu) > 0;
	}
	for (*number = sight.first; *number < sight.end; ++*number) {
		int rows = entry_rows(view, menu, *number, &areas);
		if (row < top + rows)
			return true;
		top += rows;
	}
	return false;
}

/* ---- drawing ---- */

static int put(struct grid *grid, int row, int column, int limit, const char *text, enum cell_role role)
{
	return grid_put(grid, row, column, limit, text, strlen(text), role, 0);
}

/* Draws the lines of TEXT that were wrapped last into rows before END, with MARKS (NULL: none); returns the row below. */
static int draw_marked(const struct view *view, struct grid *grid, int row, int end, int column, int limit,
        const char *text, const struct matches *marks, enum cell_role role, unsigned attributes)
{
	for (size_t i = 0; i < view->wrapping.count && row < end; i++, row++) {
		const struct wrapped_line *line = &view->wrapping.lines[i];
		int behind = put_marked(grid, row, column, limit, text + line->offset, line->length, marks,
		        line->offset, role, attributes);
		if (line->hyphen)
			grid_put(grid, row, behind, limit, "-", 1, role, attributes);
	}
	return row;
}

static int draw_wrapped(const struct view *view, struct grid *grid, int row, int end, int column, int limit,
        const char *text, enum cell_role role, unsigned attributes)
{
	return draw_marked(view, grid, row, end, column, limit, text, NULL, role, attributes);
}

/* Draws the title of an entry, with what the filter looks for marked; returns the row below. */
static int draw_title(struct view *view, const struct menu *menu, struct grid *grid, int row, int end,
        int column, int limit, const char *title, enum cell_role role)
{
	const struct menu_filter *filter = &menu->filter;
	struct matches marks = {.count = 0};
	if (filter->query != NULL && !query_mark(&marks, filter->query, filter->turn, title, strlen(title)))
		view->starved = true;
	row = draw_marked(view, grid, row, end, column, limit, title, &marks, role, 0);
	matches_free(&marks);
	return row;
}

/* Draws one entry into rows before END; returns the row below it. */
static int draw_entry(struct view *view, const struct menu *menu, struct grid *grid, size_t number, int row,
        int end, const struct menu_areas *areas)
{
	const struct entry *entry = menu_entry(view, menu, number);
	const char *title = title_of(view, menu, entry);
	bool selected = number == menu_selected(view, menu);
	int column = areas->left + SIGN_COLUMNS;
	int limit = column + areas->text_columns;
	enum cell_role role = selected ? CELL_SELECTED : CELL_TEXT;
	if (selected) {
		put(grid, row, areas->left, column, signs_for(view->options.ascii)->selected, CELL_SELECTED);
		grid->cursor_row = row;
	}
	wrap_title(view, menu, entry, areas);
	row = draw_title(view, menu, grid, row, end, column, limit, title, role);
	if (is_read(view, menu, entry)) {
		int behind = column + view->wrapping.lines[view->wrapping.count - 1].width + 1;
		put(grid, row - 1, behind, limit, signs_for(view->options.ascii)->read, CELL_META);
	}
	struct buffer *words = fresh_words(view);
	bool broken = write_details(view, menu, entry, words);
	if (words->length > 0) {
		wrap_in_view(view, buffer_text(words), areas->text_columns, areas->rows);
		row = draw_wrapped(view, grid, row, end, column, limit, buffer_text(words),
		        broken ? CELL_ERROR : CELL_META, 0);
	}
	return row + areas->spaced;
}

/* Says in rows before END that there are no pages: NAME. */
static void draw_empty(struct view *view, struct grid *grid, int row, int end, const struct menu_areas *areas,
        enum string_name name)
{
	const char *empty = string_of(name, shown_messages(view));
	int column = areas->left + SIGN_COLUMNS;
	wrap_in_view(view, empty, areas->text_columns, areas->rows);
	draw_wrapped(view, grid, row, end, column, column + areas->text_columns, empty, CELL_META, 0);
}

static void draw_list(struct view *view, struct menu *menu, struct grid *grid, const struct frame *frame,
        const struct menu_areas *areas)
{
	const struct entry *section = menu->screen.entry;
	struct menu_sight sight = find_sight(view, menu, areas);
	int row = frame->top, end = frame->top + frame->height;
	for (size_t number = sight.first; number < sight.end && row < end; number++)
		row = draw_entry(view, menu, grid, number, row, end, areas);
	if (menu->filter.query != NULL && menu->filter.done && menu->filter.count == 0)
		draw_empty(view, grid, row, end, areas, STRING_NO_MATCHES);
	else if (menu->filter.query == NULL && section != NULL && section->listed &&
	         section->child_count == 0)
		draw_empty(view, grid, row > frame->top ? row + 1 : row, end, areas, STRING_EMPTY_SECTION);
}

/* Draws what is under the title of a preview: a page's date, how many pages a section has. Returns the row below. */
static int draw_preview_details(struct view *view, const struct menu *menu, struct grid *grid, int row,
        int end, const struct menu_areas *areas)
{
	const struct entry *entry = menu->selected;
	struct buffer *words = fresh_words(view);
	if (write_details(view, menu, entry, words))
		return row; /* the page itself says that it is broken */
	if (words->length == 0 && entry->is_section && entry->listed && entry->child_count > 0 &&
	        entry != menu->screen.entry)
		strings_write_counted(words, entry->child_count, COUNTED_PAGES, shown_messages(view));
	if (words->length == 0)
		return row;
	wrap_in_view(view, buffer_text(words), areas->preview_columns, areas->rows);
	return draw_wrapped(view, grid, row, end, areas->preview_left,
	        areas->preview_left + areas->preview_columns, buffer_text(words), CELL_META, 0);
}

/* The page that is previewed, set in lines; NULL when memory runs out or there is none. */
static struct layout *preview_layout(struct view *view, struct menu *menu, const struct menu_areas *areas)
{
	/* One column stays free for the sign that there is more. */
	int columns = areas->preview_columns > 1 ? areas->preview_columns - 1 : 1;
	const struct layout_options options = {.preview = true, .ascii = view->options.ascii};
	if (menu->preview_layout != NULL && layout_columns(menu->preview_layout) != columns) {
		layout_free(menu->preview_layout);
		menu->preview_layout = NULL;
	}
	if (menu->preview_layout == NULL && menu->preview != NULL) {
		menu->preview_layout = layout_new(menu->preview, columns, &options);
		view->starved |= menu->preview_layout == NULL;
	}
	return menu->preview_layout;
}

/* The last of at most ROWS lines to show, from 0, so that no empty line is last; *MORE: there are others behind it. */
static int last_preview_line(struct layout *layout, struct line_place place, int rows, bool *more)
{
	int last = -1;
	*more = false;
	for (int i = 0; i < rows; i++) {
		const struct line *line = layout_line(layout, place);
		if (line != NULL && line->width > 0)
			last = i;
		if (layout_step(layout, &place, 1) == 0)
			return last;
	}
	*more = true;
	return last;
}

/* Draws the sign that there is more behind what ends before COLUMN; after a sign of punctuation a blank keeps it apart. */
static void draw_more(const struct view *view, struct grid *grid, int row, int column, int limit)
{
	const struct cell *before = grid_cell(grid, row, column - 1);
	bool apart = before != NULL && before->character > 0 && before->character < 0x80 &&
	             strchr(".,:;!?", (int)before->character) != NULL;
	put(grid, row, column + apart, limit, signs_for(view->options.ascii)->ellipsis, CELL_PREVIEW);
}

/* Draws the first lines of the page into ROWS rows from ROW on. Returns whether there are any. */
static bool draw_preview_lines(struct view *view, struct menu *menu, struct grid *grid, int row, int rows,
        const struct menu_areas *areas)
{
	const struct line_look look = {.preview = true};
	struct layout *layout = preview_layout(view, menu, areas);
	int limit = areas->preview_left + areas->preview_columns;
	struct line_place place;
	bool more;
	if (layout == NULL || !layout_first(layout, &place))
		return false;
	int last = last_preview_line(layout, place, rows, &more);
	for (int i = 0; i <= last; i++) {
		const struct line *line = layout_line(layout, place);
		if (line == NULL)
			break;
		int column = draw_page_line(
		        grid, row + i, areas->preview_left, limit, menu->preview, line, &look, NULL);
		if (i == last && more)
			draw_more(view, grid, row + i, column, limit);
		layout_step(layout, &place, 1);
	}
	return last >= 0;
}

static void draw_preview(struct view *view, struct menu *menu, struct grid *grid, const struct frame *frame,
        const struct menu_areas *areas)
{
	if (menu->selected == NULL)
		return;
	const struct variant *variant = entry_variant(menu->selected, view->language);
	const char *title = entry_title(view->site, menu->selected, view->language);
	int end = frame->top + frame->height, limit = areas->preview_left + areas->preview_columns;
	wrap_in_view(view, title, areas->preview_columns, frame->height);
	int row = draw_wrapped(
	        view, grid, frame->top, end, areas->preview_left, limit, title, CELL_PREVIEW, CELL_BOLD);
	row = draw_preview_details(view, menu, grid, row, end, areas) + 1;
	if (menu->preview_entry != menu->selected || menu->preview_language != view->language)
		return;
	int rows = end - row < PREVIEW_MOST_LINES ? end - row : PREVIEW_MOST_LINES;
	bool any = draw_preview_lines(view, menu, grid, row, rows, areas);
	if (any || variant == NULL || *variant->headline.summary == '\0')
		return;
	const char *summary = variant->headline.summary;
	wrap_in_view(view, summary, areas->preview_columns, frame->height);
	draw_wrapped(view, grid, row, end, areas->preview_left, limit, summary, CELL_PREVIEW, 0);
}

void menu_draw(struct view *view, struct screen *screen, struct grid *grid, const struct frame *frame)
{
	struct menu *menu = (struct menu *)screen;
	struct menu_areas areas = areas_for(menu, frame);
	grid->cursor_row = frame->top; /* until the selected entry is drawn */
	grid->cursor_column = areas.left;
	grid->cursor_shown = true;
	draw_list(view, menu, grid, frame, &areas);
	if (areas.preview_columns > 0 && screen->entry != NULL)
		draw_preview(view, menu, grid, frame, &areas);
}
