/* view/help.c — a kind of screen: the keys and what they do, from the table of commands. */

#include "view/command.h"
#include "view/state.h"

#include <string.h>

struct help {
	struct screen screen;
	enum command_name top; /* the command in the first line of the screen */
	int line;              /* which of its lines that is, from 0 */
};

/* The longest line; from this many columns on keys and sentences stand side by side. */
enum { HELP_MOST_COLUMNS = 76, SIDE_BY_SIDE_FROM_COLUMNS = 46, GAP_COLUMNS = 2, INDENT_COLUMNS = 2 };

/* A command with more keys than this shows the first and the last. */
enum { KEYS_SHOWN = 5 };

static const enum command_name FIRST_COMMAND = (enum command_name)(COMMAND_NONE + 1);
static const enum command_name LAST_COMMAND = (enum command_name)(COMMAND_RESIZE - 1);

/* Where the two columns stand. */
struct help_areas {
	int left;
	int key_columns;
	int text_left;
	int text_columns;
	bool side_by_side;
};

/* ---- the words of one command ---- */

/* Appends one key as it is shown. */
static void write_key(struct buffer *out, const char *key, size_t length, bool ascii)
{
	char name[KEY_NAME_BYTES];
	if (length >= sizeof name)
		return;
	memcpy(name, key, length);
	name[length] = '\0';
	buffer_append_text(out, view_key_label(name, ascii));
}

/* Appends the keys of COMMAND. */
static void write_keys(struct buffer *out, const struct view_options *options, enum command_name command)
{
	bool ascii = options->ascii;
	const char *rest = command_keys(options->keys, command);
	size_t count = 0, length;
	while (next_key(&rest, &length) != NULL)
		count++;
	rest = command_keys(options->keys, command);
	for (size_t i = 0; i < count; i++) {
		const char *key = next_key(&rest, &length);
		if (count > KEYS_SHOWN && i > 0 && i + 1 < count)
			continue;
		if (i > 0)
			buffer_append_text(out, count > KEYS_SHOWN ? signs_for(ascii)->ellipsis : "  ");
		write_key(out, key, length, ascii);
	}
}

static const char *keys_of(struct view *view, enum command_name command)
{
	struct buffer *words = fresh_words(view);
	write_keys(words, &view->options, command);
	return buffer_text(words);
}

static struct help_areas areas_for(struct view *view, const struct frame *frame)
{
	int most = frame_columns(frame);
	int columns = most < HELP_MOST_COLUMNS ? most : HELP_MOST_COLUMNS;
	struct help_areas areas = {
	        .left = (frame->columns - columns) / 2,
	        .side_by_side = columns >= SIDE_BY_SIDE_FROM_COLUMNS,
	};
	for (int command = FIRST_COMMAND; command <= (int)LAST_COMMAND; command++) {
		const char *keys = keys_of(view, (enum command_name)command);
		int width = text_width(keys, strlen(keys));
		areas.key_columns = width > areas.key_columns ? width : areas.key_columns;
	}
	int indent = areas.side_by_side ? areas.key_columns + GAP_COLUMNS : INDENT_COLUMNS;
	areas.text_left = areas.left + indent;
	areas.text_columns = columns > indent ? columns - indent : 1;
	return areas;
}

/* Sets the sentence of COMMAND in lines; returns how many lines the command takes: none where the settings left it no key. */
static int wrap_command(struct view *view, enum command_name command, const struct help_areas *areas)
{
	view->wrapping.count = 0;
	if (command_keys(view->options.keys, command)[0] == '\0')
		return 0;
	const char *sentence = view_command_help(command, shown_messages(view));
	wrap_in_view(view, sentence, areas->text_columns, GRID_SIDE_MAXIMUM);
	return (int)view->wrapping.count + !areas->side_by_side;
}

/* ---- lines ---- */

static int all_lines(struct view *view, const struct help_areas *areas)
{
	int lines = 0;
	for (int command = FIRST_COMMAND; command <= (int)LAST_COMMAND; command++)
		lines += wrap_command(view, (enum command_name)command, areas);
	return lines;
}

/* The number of the first line on the screen, from 0, no further down than where the end is at the bottom. */
static int first_line(struct view *view, const struct help *help, const struct help_areas *areas, int height)
{
	int line = help->line, last = all_lines(view, areas) - height;
	for (int command = FIRST_COMMAND; command < (int)help->top; command++)
		line += wrap_command(view, (enum command_name)command, areas);
	return line > last ? (last > 0 ? last : 0) : line;
}

/* Puts the line with NUMBER on top. */
static void show_from(struct view *view, struct help *help, int number, const struct help_areas *areas)
{
	help->top = FIRST_COMMAND;
	for (;;) {
		int lines = wrap_command(view, help->top, areas);
		if (number < lines || help->top == LAST_COMMAND)
			break;
		number -= lines;
		help->top = (enum command_name)(help->top + 1);
	}
	help->line = number;
}

static enum view_result scroll(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct help *help = (struct help *)screen;
	struct frame frame = frame_for(view->rows, view->columns);
	struct help_areas areas = areas_for(view, &frame);
	(void)effects;
	int before = first_line(view, help, &areas, frame.height);
	int last = all_lines(view, &areas) - frame.height;
	int line = before + scroll_lines(command, frame.height, lines_kept(frame.height));
	line = line > last ? last : line;
	line = line < 0 ? 0 : line;
	show_from(view, help, line, &areas);
	return line == before ? VIEW_UNCHANGED : VIEW_CHANGED;
}

/* Another width gives a command another number of lines: its first one stays on top. */
static void resized(struct view *view, struct screen *screen)
{
	(void)view;
	((struct help *)screen)->line = 0;
}

static enum view_result stay(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)view;
	(void)screen;
	(void)command;
	(void)effects;
	return VIEW_UNCHANGED;
}

/* ---- drawing ---- */

/* Draws the lines of COMMAND from ROW on, which may be above the body; returns the row below. */
static int draw_command(struct view *view, struct grid *grid, const struct frame *frame,
        const struct help_areas *areas, enum command_name command, int row)
{
	int limit = areas->text_left + areas->text_columns, end = frame->top + frame->height;
	const char *sentence = view_command_help(command, shown_messages(view));
	const char *keys = keys_of(view, command);
	if (*keys == '\0')
		return row;
	if (row >= frame->top && row < end)
		grid_put(grid, row, areas->left, limit, keys, strlen(keys), CELL_STATUS_KEY, 0);
	row += !areas->side_by_side;
	wrap_command(view, command, areas);
	for (size_t i = 0; i < view->wrapping.count; i++, row++) {
		const struct wrapped_line *line = &view->wrapping.lines[i];
		if (row >= frame->top && row < end)
			grid_put(grid, row, areas->text_left, limit, sentence + line->offset, line->length,
			        CELL_TEXT, 0);
	}
	return row;
}

static void draw(struct view *view, struct screen *screen, struct grid *grid, const struct frame *frame)
{
	struct help_areas areas = areas_for(view, frame);
	int row = frame->top - first_line(view, (struct help *)screen, &areas, frame->height);
	grid->cursor_row = frame->top;
	grid->cursor_column = areas.left;
	grid->cursor_shown = true;
	for (int command = FIRST_COMMAND; command <= (int)LAST_COMMAND; command++)
		row = draw_command(view, grid, frame, &areas, (enum command_name)command, row);
}

static void write_place(struct view *view, struct screen *screen, struct buffer *out)
{
	struct frame frame = frame_for(view->rows, view->columns);
	struct help_areas areas = areas_for(view, &frame);
	int lines = all_lines(view, &areas);
	int seen = first_line(view, (struct help *)screen, &areas, frame.height) + frame.height;
	buffer_clear(out); /* the keys were measured in it */
	if (lines > frame.height)
		strings_write_share(out, (uint64_t)seen, (uint64_t)lines, shown_messages(view));
}

/* ---- the table ---- */

static const char *title(enum message_language messages)
{
	return string_of(STRING_HELP_TITLE, messages);
}

static bool applies(const struct view *view, const struct screen *screen, enum command_name command)
{
	(void)view;
	(void)screen;
	return command != COMMAND_HELP;
}

static const struct command_handler HANDLERS[] = {
        MOVED_BY(scroll),
        {COMMAND_HELP, stay},
        {COMMAND_NONE, NULL},
};

static const struct hint HINTS[] = {
        {COMMAND_PREVIOUS, COMMAND_NEXT, STRING_READ, 1},
        {COMMAND_BACK, COMMAND_NONE, -1, 0},
        {COMMAND_QUIT, COMMAND_NONE, -1, 2},
        {COMMAND_NONE, COMMAND_NONE, -1, 0},
};

const struct screen_kind help_kind = {
        .size = sizeof(struct help),
        .place = IN_HELP,
        .handlers = HANDLERS,
        .hints = HINTS,
        .draw = draw,
        .write_place = write_place,
        .applies = applies,
        .title = title,
        .resized = resized,
};
