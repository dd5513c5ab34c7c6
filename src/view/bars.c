/* view/bars.c — the header (breadcrumb, languages) and the status line. */

#include "view/state.h"

#include "view/command.h"

#include <string.h>

/* ---- where things stand ---- */

struct frame frame_for(int rows, int columns)
{
	bool spacious = rows >= 10;
	struct frame frame = {
	        .columns = columns,
	        .margin = columns >= 30   ? 2
	                  : columns >= 12 ? 1
	                                  : 0,
	        .header_row = rows >= 4 ? 0 : -1,
	        .status_row = rows >= 2 ? rows - 1 : -1,
	};
	frame.top = frame.header_row < 0 ? 0 : spacious ? 2 : 1;
	int end = frame.status_row < 0 ? rows : spacious ? rows - 2 : rows - 1;
	frame.height = end - frame.top;
	return frame;
}

int frame_columns(const struct frame *frame)
{
	int columns = frame->columns - 2 * frame->margin;
	return columns > 1 ? columns : 1;
}

const struct signs *signs_for(bool ascii)
{
	static const struct signs unicode = {"▸", "✓", " › ", " · ", "…", ""};
	static const struct signs plain = {">", "+", " > ", " | ", "...", "/"};
	return ascii ? &plain : &unicode;
}

static int put(struct grid *grid, int row, int column, int limit, const char *text, enum cell_role role,
        unsigned attributes)
{
	return grid_put(grid, row, column, limit, text, strlen(text), role, attributes);
}

static int columns_of(const char *text)
{
	return text_width(text, strlen(text));
}

/* Puts TEXT, which ends in an ellipsis where it does not fit before LIMIT. */
static int put_shortened(struct grid *grid, int row, int column, int limit, const char *text,
        enum cell_role role, const struct signs *signs)
{
	if (columns_of(text) <= limit - column)
		return put(grid, row, column, limit, text, role, 0);
	int room = limit - column - columns_of(signs->ellipsis);
	if (room < 1)
		return put(grid, row, column, limit, text, role, 0);
	size_t length = text_fit(text, strlen(text), room, NULL);
	while (length > 0 && text[length - 1] == ' ')
		length--;
	column = grid_put(grid, row, column, limit, text, length, role, 0);
	return put(grid, row, column, limit, signs->ellipsis, role, 0);
}

/* ---- languages ---- */

/* Writes the mark of a language: its tag's first part in capitals; Bulgarian has its own letters. */
static void language_mark(const char *tag, bool ascii, char mark[12])
{
	size_t length = 0;
	if (messages_for(tag) == MESSAGES_BULGARIAN && !ascii) {
		strcpy(mark, "БГ");
		return;
	}
	for (; tag[length] != '\0' && tag[length] != '-' && length < 11; length++)
		mark[length] = (char)(tag[length] >= 'a' && tag[length] <= 'z' ? tag[length] - 'a' + 'A'
		                                                               : tag[length]);
	mark[length] = '\0';
}

static size_t languages_shown(
        const struct view *view, const struct screen *screen, int languages[LANGUAGES_MAXIMUM])
{
	if (screen->kind->languages != NULL)
		return screen->kind->languages(view, screen, languages);
	size_t count = site_language_count(view->site);
	for (size_t i = 0; i < count; i++)
		languages[i] = (int)i;
	return count;
}

/* Columns between the breadcrumb and the marks of languages, at least. */
enum { LANGUAGES_GAP = 2 };

static int languages_width(const struct view *view, const int *languages, size_t count)
{
	char mark[12];
	int width = 0;
	for (size_t i = 0; i < count; i++) {
		language_mark(site_language(view->site, languages[i]), view->options.ascii, mark);
		width += columns_of(mark) + (i > 0 ? columns_of(signs_for(view->options.ascii)->dot) : 0);
	}
	return width;
}

/* Draws the marks of LANGUAGES from COLUMN on; the one that is shown, or two of them, stands out without colour too. */
static void draw_languages(
        const struct view *view, struct grid *grid, int row, int column, const int *languages, size_t count)
{
	const char *dot = signs_for(view->options.ascii)->dot;
	const struct screen *screen = present_screen(view);
	int second = screen->kind->second_language != NULL ? screen->kind->second_language(view, screen) : -1;
	char mark[12];
	for (size_t i = 0; i < count; i++) {
		bool shown = languages[i] == shown_language(view) || languages[i] == second;
		language_mark(site_language(view->site, languages[i]), view->options.ascii, mark);
		if (i > 0)
			column = put(grid, row, column, grid->columns, dot, CELL_LANGUAGE, 0);
		column = put(grid, row, column, grid->columns, mark,
		        shown ? CELL_LANGUAGE_SHOWN : CELL_LANGUAGE, shown ? CELL_BOLD | CELL_UNDERLINE : 0);
	}
}

/* ---- the breadcrumb ---- */

enum { PARTS_MAXIMUM = DEPTH_MAXIMUM + 3 };

/* The parts of the breadcrumb from the site's title on; returns how many. */
static size_t collect_parts(
        const struct view *view, const struct screen *screen, const char *parts[PARTS_MAXIMUM])
{
	int language = shown_language(view);
	struct entry *way[DEPTH_MAXIMUM + 1];
	size_t steps = 0, count = 0;
	struct entry *entry = screen->entry;
	if (entry != NULL && !entry->is_section)
		entry = entry->parent;
	for (; entry != NULL && entry->parent != NULL && steps <= DEPTH_MAXIMUM; entry = entry->parent)
		way[steps++] = entry;
	parts[count++] = site_title(view->site, language);
	while (steps > 0)
		parts[count++] = entry_title(view->site, way[--steps], language);
	if (screen->kind->title != NULL)
		parts[count++] = screen->kind->title(shown_messages(view));
	return count;
}

/* Columns of the parts from FIRST on, with the separators between them. */
static int parts_width(const char *const *parts, size_t first, size_t count, const struct signs *signs)
{
	int width = 0;
	for (size_t i = first; i < count; i++)
		width += columns_of(parts[i]) + (i + 1 < count ? columns_of(signs->separator) : 0);
	return width;
}

/*
 * Draws as much of the breadcrumb as fits. The last part, where the reader is, stays to the end; of the others those in
 * the middle go first, then the site's title.
 */
static void draw_breadcrumb(const struct view *view, struct grid *grid, int row, int column, int limit,
        const char *const *parts, size_t count)
{
	const struct signs *signs = signs_for(view->options.ascii);
	int gap = columns_of(signs->separator) + columns_of(signs->ellipsis);
	int first = columns_of(parts[0]) + gap + columns_of(signs->separator);
	int room = limit - column;
	size_t from = 1;
	bool whole = parts_width(parts, 0, count, signs) <= room;
	while (!whole && from + 1 < count && first + parts_width(parts, from, count, signs) > room)
		from++;
	bool with_first = whole || (count > 1 && first + parts_width(parts, from, count, signs) <= room);
	if (count == 1 || with_first)
		column = put_shortened(grid, row, column, limit, parts[0], CELL_SITE, signs);
	if (with_first && count > 1)
		column = put(grid, row, column, limit, signs->separator, CELL_BREADCRUMB, 0);
	if (!whole && count > 1) {
		column = put(grid, row, column, limit, signs->ellipsis, CELL_BREADCRUMB, 0);
		column = put(grid, row, column, limit, signs->separator, CELL_BREADCRUMB, 0);
	}
	for (size_t i = from; i < count; i++) {
		column = put_shortened(grid, row, column, limit, parts[i], CELL_BREADCRUMB, signs);
		if (i + 1 < count)
			column = put(grid, row, column, limit, signs->separator, CELL_BREADCRUMB, 0);
	}
}

/* Columns without which the breadcrumb would not say where the reader is. */
static int least_breadcrumb(const char *const *parts, size_t count, const struct signs *signs)
{
	int before = count > 1 ? columns_of(signs->ellipsis) + columns_of(signs->separator) : 0;
	return before + columns_of(parts[count - 1]);
}

void draw_header(struct view *view, const struct screen *screen, struct grid *grid, const struct frame *frame)
{
	int languages[LANGUAGES_MAXIMUM];
	const char *parts[PARTS_MAXIMUM];
	int row = frame->header_row, start = frame->margin, limit = frame->columns - frame->margin;
	if (row < 0)
		return;
	size_t part_count = collect_parts(view, screen, parts);
	size_t count = languages_shown(view, screen, languages);
	int width = count > 1 ? languages_width(view, languages, count) : 0;
	int room = limit - start - width - LANGUAGES_GAP;
	if (width > 0 && least_breadcrumb(parts, part_count, signs_for(view->options.ascii)) <= room) {
		draw_languages(view, grid, row, limit - width, languages, count);
		limit -= width + LANGUAGES_GAP;
	}
	draw_breadcrumb(view, grid, row, start, limit, parts, part_count);
}

/* ---- the status line ---- */

/* Blanks between two hints, and between the hints and the place; hints that a kind of screen has at most. */
enum { HINT_GAP = 3, HINTS_MAXIMUM = 16 };

void write_key_of(
        const struct view *view, struct buffer *out, enum command_name command, const char *preferred)
{
	const char *keys = command_keys(view->options.keys, command);
	char name[KEY_NAME_BYTES];
	size_t length;
	const char *rest = preferred != NULL && key_list_has(keys, preferred) ? preferred : keys;
	const char *key = next_key(&rest, &length);
	if (key == NULL || length >= sizeof name)
		return;
	memcpy(name, key, length);
	name[length] = '\0';
	buffer_append_text(out, view_key_label(name, view->options.ascii));
}

void write_first_key(const struct view *view, struct buffer *out, enum command_name command)
{
	write_key_of(view, out, command, NULL);
}

void write_hint(const struct view *view, struct buffer *out, enum command_name command)
{
	write_first_key(view, out, command);
	buffer_append_text(out, " ");
	buffer_append_text(out, view_command_label(command, shown_messages(view)));
}

static const char *hint_keys(struct view *view, const struct hint *hint)
{
	struct buffer *words = fresh_words(view);
	write_first_key(view, words, hint->first);
	if (hint->second != COMMAND_NONE) {
		buffer_append_text(words, signs_for(view->options.ascii)->key_separator);
		write_first_key(view, words, hint->second);
	}
	return buffer_text(words);
}

static const char *hint_label(const struct view *view, const struct hint *hint)
{
	enum message_language language = shown_messages(view);
	return hint->label >= 0 ? string_of((enum string_name)hint->label, language)
	                        : view_command_label(hint->first, language);
}

/* Columns of each of the screen's hints; 0 where its command would do nothing now. */
static void measure_hints(struct view *view, const struct screen *screen, int widths[HINTS_MAXIMUM])
{
	const struct hint *hints = screen->kind->hints;
	for (int i = 0; i < HINTS_MAXIMUM && hints[i].first != COMMAND_NONE; i++)
		widths[i] = screen->kind->applies(view, screen, hints[i].first)
		                    ? columns_of(hint_keys(view, &hints[i])) + 1 +
		                              columns_of(hint_label(view, &hints[i]))
		                    : 0;
}

/* Whether the hint NUMBER is among those that fit into COLUMNS, the lowest ranks first. */
static bool hint_fits(const struct hint *hints, const int *widths, int number, int columns)
{
	for (int i = 0; i < HINTS_MAXIMUM && hints[i].first != COMMAND_NONE; i++)
		if (hints[i].rank < hints[number].rank && widths[i] > 0)
			columns -= widths[i] + HINT_GAP;
	return widths[number] <= columns;
}

static void draw_hints(struct view *view, const struct screen *screen, struct grid *grid,
        const struct frame *frame, int limit)
{
	const struct hint *hints = screen->kind->hints;
	int row = frame->status_row, column = frame->margin;
	int room = limit - column;
	int widths[HINTS_MAXIMUM];
	measure_hints(view, screen, widths);
	for (int i = 0; i < HINTS_MAXIMUM && hints[i].first != COMMAND_NONE; i++) {
		if (widths[i] == 0 || !hint_fits(hints, widths, i, room))
			continue;
		column = put(grid, row, column, limit, hint_keys(view, &hints[i]), CELL_STATUS_KEY, 0);
		column = put(grid, row, column + 1, limit, hint_label(view, &hints[i]), CELL_STATUS, 0);
		column += HINT_GAP;
	}
}

/* A message may take this many rows: what is said is not cut off. */
enum { MESSAGE_ROWS = 3 };

static void clear_row(const struct grid *grid, int row)
{
	memset(grid_cell(grid, row, 0), 0, (size_t)grid->columns * sizeof(struct cell));
}

/* Draws words that end in the status line's row, on as many rows as they need. */
static void draw_words(struct view *view, struct grid *grid, const struct frame *frame, const char *words,
        enum cell_role role)
{
	const struct wrapping *wrapping = &view->wrapping;
	int limit = frame->columns - frame->margin;
	int rows = frame->status_row - frame->top;
	wrap_in_view(view, words, limit - frame->margin, rows < MESSAGE_ROWS ? rows : MESSAGE_ROWS);
	for (size_t i = 0; i < wrapping->count; i++) {
		const struct wrapped_line *line = &wrapping->lines[i];
		int row = frame->status_row - (int)(wrapping->count - 1 - i);
		clear_row(grid, row);
		int end = grid_put(
		        grid, row, frame->margin, limit, words + line->offset, line->length, role, 0);
		if (line->hyphen)
			put(grid, row, end, limit, "-", role, 0);
	}
}

/* Draws the place at the right end; returns the column where it begins, less a gap. */
static int draw_place(struct view *view, struct screen *screen, struct grid *grid, const struct frame *frame)
{
	struct buffer *words = fresh_words(view);
	int limit = frame->columns - frame->margin;
	screen->kind->write_place(view, screen, words);
	int width = columns_of(buffer_text(words));
	if (width == 0 || width > limit - frame->margin)
		return limit;
	put(grid, frame->status_row, limit - width, limit, buffer_text(words), CELL_STATUS, 0);
	return limit - width - HINT_GAP;
}

/* What stands in the status line instead of the hints, and its role; NULL: the hints stand there. */
static const char *words_to_say(struct view *view, const struct screen *screen, enum cell_role *role)
{
	*role = view->no_memory || view->message_is_error ? CELL_ERROR : CELL_MESSAGE;
	if (view->no_memory)
		return string_of(STRING_NO_MEMORY, shown_messages(view));
	if (view->message.length > 0)
		return buffer_text(&view->message);
	*role = CELL_MESSAGE;
	struct buffer *words = fresh_words(view);
	if (screen->kind->write_note != NULL)
		screen->kind->write_note(view, screen, words);
	return words->length > 0 ? buffer_text(words) : NULL;
}

void draw_status(struct view *view, struct screen *screen, struct grid *grid, const struct frame *frame)
{
	enum cell_role role;
	if (prompt_is_open(view)) {
		draw_prompt(view, grid, frame);
		return;
	}
	if (frame->status_row < 0)
		return;
	int limit = draw_place(view, screen, grid, frame);
	const char *words = words_to_say(view, screen, &role);
	if (words == NULL)
		draw_hints(view, screen, grid, frame, limit);
	else if (columns_of(words) <= limit - frame->margin)
		put(grid, frame->status_row, frame->margin, limit, words, role, 0);
	else
		draw_words(view, grid, frame, words, role);
}
