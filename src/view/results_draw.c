/* view/results_draw.c — what the results of a search look like: title, section and date, the sentence with its marks. */

#include "view/page_line.h"
#include "view/results.h"

#include <string.h>

/* The widest list; the sign before the selected hit and its blank. */
enum { RESULTS_MOST_COLUMNS = 78, SIGN_COLUMNS = 2 };

/* From so many rows on there is a line that says what was searched for; a free row below it and between hits. */
enum { HEADING_FROM_ROWS = 7, SPACED_FROM_ROWS = 14 };

/* From so many rows on a hit has its section and date, and a title may take two lines. */
enum { WHOLE_HIT_FROM_ROWS = 5, NARROW_COLUMNS = 50 };

/* Where things stand, and how many rows each may take. */
struct results_areas {
	int left;
	int columns; /* of the text */
	int top;     /* row of the first hit */
	int end;     /* row behind the last */
	size_t title_lines;
	size_t detail_lines;
	bool spaced;
	bool details; /* section and date are shown */
};

static int columns_of(const char *text)
{
	return text_width(text, strlen(text));
}

static const char *read_as(const struct results *results)
{
	return results->search != NULL ? site_search_read_as(results->search) : NULL;
}

static struct results_areas areas_for(const struct results *results, const struct frame *frame)
{
	int most = frame_columns(frame);
	int columns = most < RESULTS_MOST_COLUMNS ? most : RESULTS_MOST_COLUMNS;
	bool heading = frame->height >= HEADING_FROM_ROWS || (read_as(results) != NULL && frame->height > 3);
	struct results_areas areas = {
	        .left = (frame->columns - columns) / 2,
	        .columns = columns > SIGN_COLUMNS ? columns - SIGN_COLUMNS : 1,
	        .top = frame->top,
	        .end = frame->top + frame->height,
	        .spaced = frame->height >= SPACED_FROM_ROWS,
	        .details = frame->height >= WHOLE_HIT_FROM_ROWS,
	};
	areas.top += heading ? 1 + areas.spaced : 0;
	areas.title_lines = areas.details ? 2 : 1;
	areas.detail_lines = !areas.details                   ? (size_t)(frame->height - 1)
	                     : areas.columns < NARROW_COLUMNS ? 3
	                                                      : 2;
	return areas;
}

/* ---- one hit ---- */

/* The words under a title: what is before the sentence, and from which byte on the sentence is shown. */
struct hit_words {
	const char *text;     /* all of it, in view->words */
	size_t before;        /* bytes of TEXT that are not of the sentence */
	size_t snippet_start; /* bytes of the sentence that are left out at its beginning */
};

/* Appends the section and the date of HIT. */
static void write_details(
        const struct view *view, const struct search_hit *hit, struct buffer *out, const char *dot)
{
	buffer_append_text(out, hit->section);
	if (hit->date.year != 0 && out->length > 0)
		buffer_append_text(out, dot);
	if (hit->date.year != 0)
		view_write_date(out, hit->date, shown_messages(view));
	if (out->length > 0 && *hit->snippet != '\0')
		buffer_append_text(out, dot);
}

/* Where the sentence must begin so that its first mark is within ROOM columns: at a word before it. */
static size_t snippet_start(const struct search_hit *hit, int room)
{
	const char *text = hit->snippet;
	if (hit->marks.count == 0)
		return 0;
	const struct match *mark = &hit->marks.items[0];
	size_t end = (size_t)mark->offset + mark->length, start = mark->offset;
	if (text_width(text, end) <= room)
		return 0;
	for (size_t i = mark->offset; i-- > 1;) {
		if (text_width(text + i, end - i) > room / 2)
			break;
		if (text[i - 1] == ' ')
			start = i;
	}
	return start;
}

static struct hit_words write_hit(
        struct view *view, const struct search_hit *hit, const struct results_areas *areas)
{
	const struct signs *signs = signs_for(view->options.ascii);
	struct buffer *out = fresh_words(view);
	struct hit_words words = {.before = 0};
	if (areas->details)
		write_details(view, hit, out, signs->dot);
	int room = areas->columns * (int)areas->detail_lines - columns_of(buffer_text(out));
	words.snippet_start = snippet_start(hit, room * 3 / 4);
	if (words.snippet_start > 0)
		buffer_append_text(out, signs->ellipsis);
	words.before = out->length;
	buffer_append_text(out, hit->snippet + words.snippet_start);
	words.text = buffer_text(out);
	return words;
}

/* Sets TEXT in lines, one column left for the sign that it goes on. */
static void wrap(struct view *view, const char *text, const struct results_areas *areas, size_t most)
{
	wrap_in_view(view, text, areas->columns > 1 ? areas->columns - 1 : 1, (int)most);
}

/* Draws the sign that TEXT goes on behind LINE, the last one shown, where it does. */
static void draw_more(const struct view *view, struct grid *grid, int row, int column, const char *text,
        const struct wrapped_line *line)
{
	const char *rest = text + line->offset + line->length;
	if (rest[strspn(rest, " ")] == '\0')
		return;
	const char *ellipsis = signs_for(view->options.ascii)->ellipsis;
	grid_put(grid, row, column, grid->columns, ellipsis, strlen(ellipsis), CELL_META, 0);
}

static int hit_rows(struct view *view, const struct search_hit *hit, const struct results_areas *areas)
{
	wrap(view, hit->title, areas, areas->title_lines);
	int rows = (int)view->wrapping.count;
	struct hit_words words = write_hit(view, hit, areas);
	if (*words.text != '\0' && areas->detail_lines > 0) {
		wrap(view, words.text, areas, areas->detail_lines);
		rows += (int)view->wrapping.count;
	}
	return rows + areas->spaced;
}

static int draw_title(struct view *view, struct grid *grid, const struct search_hit *hit, int row,
        const struct results_areas *areas, bool selected)
{
	int column = areas->left + SIGN_COLUMNS, limit = column + areas->columns;
	const struct wrapping *wrapping = &view->wrapping;
	wrap(view, hit->title, areas, areas->title_lines);
	for (size_t i = 0; i < wrapping->count && row < areas->end; i++, row++) {
		const struct wrapped_line *line = &wrapping->lines[i];
		int end = put_marked(grid, row, column, limit, hit->title + line->offset, line->length,
		        &hit->title_marks, line->offset, selected ? CELL_SELECTED : CELL_TEXT, CELL_BOLD);
		if (i + 1 == wrapping->count)
			draw_more(view, grid, row, end, hit->title, line);
	}
	return row;
}

/* Draws one line of the words under a title. Returns the column behind it. */
static int draw_words_line(struct grid *grid, int row, int column, int limit, const struct search_hit *hit,
        const struct hit_words *words, const struct wrapped_line *line)
{
	size_t start = line->offset, end = line->offset + line->length;
	size_t middle = start > words->before ? start : words->before < end ? words->before : end;
	column = grid_put(grid, row, column, limit, words->text + start, middle - start, CELL_META, 0);
	return put_marked(grid, row, column, limit, words->text + middle, end - middle, &hit->marks,
	        middle - words->before + words->snippet_start, CELL_TEXT, 0);
}

static int draw_hit(struct view *view, struct grid *grid, const struct search_hit *hit, int row,
        const struct results_areas *areas, bool selected)
{
	int column = areas->left + SIGN_COLUMNS, limit = column + areas->columns;
	const struct wrapping *wrapping = &view->wrapping;
	if (selected) {
		const char *sign = signs_for(view->options.ascii)->selected;
		grid_put(grid, row, areas->left, column, sign, strlen(sign), CELL_SELECTED, 0);
		grid->cursor_row = row;
	}
	row = draw_title(view, grid, hit, row, areas, selected);
	struct hit_words words = write_hit(view, hit, areas);
	if (*words.text == '\0' || areas->detail_lines == 0)
		return row + areas->spaced;
	wrap(view, words.text, areas, areas->detail_lines);
	for (size_t i = 0; i < wrapping->count && row < areas->end; i++, row++) {
		const struct wrapped_line *line = &wrapping->lines[i];
		int end = draw_words_line(grid, row, column, limit, hit, &words, line);
		if (i + 1 == wrapping->count)
			draw_more(view, grid, row, end, words.text, line);
	}
	return row + areas->spaced;
}

/* ---- scrolling ---- */

static size_t count_in_sight(struct view *view, const struct search_hit *hits, size_t count, size_t first,
        const struct results_areas *areas)
{
	int rows = areas->end - areas->top + areas->spaced;
	size_t seen = 0;
	while (first + seen < count) {
		rows -= hit_rows(view, &hits[first + seen], areas);
		if (rows < 0)
			break;
		seen++;
	}
	return seen > 0 ? seen : 1;
}

/* The first hit from which on all before END have room, at the latest END - 1; 0 where there are none. */
static size_t earliest_top(
        struct view *view, const struct search_hit *hits, size_t end, const struct results_areas *areas)
{
	int rows = areas->end - areas->top + areas->spaced;
	size_t top = end;
	while (top > 0 && hits != NULL) {
		rows -= hit_rows(view, &hits[top - 1], areas);
		if (rows < 0)
			break;
		top--;
	}
	return top == end && end > 0 ? end - 1 : top;
}

size_t results_in_sight(struct view *view, struct results *results, size_t first, const struct frame *frame)
{
	const struct search_hit *hits;
	size_t count;
	struct results_areas areas = areas_for(results, frame);
	results_selected(results, &hits, &count);
	return count_in_sight(view, hits, count, first, &areas);
}

void results_scroll(struct view *view, struct results *results, const struct frame *frame)
{
	const struct search_hit *hits;
	size_t count;
	struct results_areas areas = areas_for(results, frame);
	size_t selected = results_selected(results, &hits, &count);
	if (results->top > selected)
		results->top = selected;
	size_t earliest = earliest_top(view, hits, selected + 1, &areas);
	if (count > 0 && results->top < earliest)
		results->top = earliest;
	/* No free rows at the end of a list that has more above. */
	size_t full = earliest_top(view, hits, count, &areas);
	if (results->top > full)
		results->top = full;
}

bool results_hit_at(struct view *view, struct results *results, int row, size_t *number)
{
	struct frame frame = frame_for(view->rows, view->columns);
	struct results_areas areas = areas_for(results, &frame);
	const struct search_hit *hits;
	size_t count;
	results_scroll(view, results, &frame);
	results_selected(results, &hits, &count);
	int top = areas.top;
	for (*number = results->top; *number < count && row >= top && top < areas.end; ++*number) {
		top += hit_rows(view, &hits[*number], &areas);
		if (row < top)
			return row < areas.end;
	}
	return false;
}

/* ---- drawing ---- */

/* Draws a sentence with WORDS in it from ROW on; returns the row below. */
static int draw_sentence(struct view *view, struct grid *grid, int row, const struct results_areas *areas,
        enum string_name name, const char *words, int most)
{
	struct buffer *out = fresh_words(view);
	int column = areas->left + SIGN_COLUMNS;
	strings_write(out, shown_messages(view), name, words, NULL);
	wrap_in_view(view, buffer_text(out), areas->columns, most);
	for (size_t i = 0; i < view->wrapping.count && row < areas->end; i++, row++) {
		const struct wrapped_line *line = &view->wrapping.lines[i];
		grid_put(grid, row, column, column + areas->columns, buffer_text(out) + line->offset,
		        line->length, CELL_META, 0);
	}
	return row;
}

/* Says that nothing was found, once that is certain. */
static void draw_nothing(struct view *view, const struct results *results, struct grid *grid,
        const struct frame *frame, const struct results_areas *areas)
{
	if (results->stopped) {
		draw_sentence(view, grid, frame->top, areas, STRING_SEARCH_STOPPED, NULL, frame->height);
		return;
	}
	int row = draw_sentence(
	        view, grid, frame->top, areas, STRING_NOTHING_FOUND, results->words, frame->height);
	draw_sentence(view, grid, row + areas->spaced, areas, STRING_WHAT_TO_TRY, NULL, frame->height);
}

static void draw_heading(struct view *view, const struct results *results, struct grid *grid,
        const struct frame *frame, const struct results_areas *areas)
{
	const char *taken_for = read_as(results);
	if (areas->top > frame->top)
		draw_sentence(view, grid, frame->top, areas,
		        taken_for != NULL ? STRING_SHOWING_FOR : STRING_RESULTS_FOR,
		        taken_for != NULL ? taken_for : results->words, 1);
}

void results_draw(struct view *view, struct screen *screen, struct grid *grid, const struct frame *frame)
{
	struct results *results = (struct results *)screen;
	struct results_areas areas = areas_for(results, frame);
	const struct search_hit *hits;
	size_t count;
	size_t selected = results_selected(results, &hits, &count);
	grid->cursor_row = frame->top;
	grid->cursor_column = areas.left;
	grid->cursor_shown = true;
	if (count == 0 && (results->stopped || !results->more)) {
		draw_nothing(view, results, grid, frame, &areas);
		return;
	}
	draw_heading(view, results, grid, frame, &areas);
	if (count == 0)
		return;
	results_scroll(view, results, frame);
	int row = areas.top;
	/* What does not fit whole is cut at the end: it shows that there is more. */
	for (size_t number = results->top; number < count && row < areas.end; number++)
		row = draw_hit(view, grid, &hits[number], row, &areas, number == selected);
}
