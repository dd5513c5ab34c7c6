/* view/prompt.c — the line in which the reader types what to find: its keys, its queries, its looks. */

#include "view/prompt.h"

#include "view/command.h"
#include "view/results.h"
#include "view/state.h"

#include <string.h>

void prompt_init(struct prompt *prompt)
{
	*prompt = (struct prompt){.screen = NULL};
	line_editor_init(&prompt->line);
	buffer_init(&prompt->typed, LINE_EDITOR_BYTES);
}

void prompt_free(struct prompt *prompt)
{
	for (size_t i = 0; i < prompt->query_count; i++)
		memory_resize(prompt->queries[i], 0);
	line_editor_free(&prompt->line);
	buffer_free(&prompt->typed);
	prompt->query_count = 0;
	prompt->screen = NULL;
}

bool prompt_is_open(const struct view *view)
{
	return view->prompt.screen != NULL;
}

static const char *words_of(const struct prompt *prompt)
{
	return buffer_text(&prompt->line.text);
}

/* ---- the queries of the session ---- */

const char *prompt_last_query(const struct view *view)
{
	const struct prompt *prompt = &view->prompt;
	return prompt->query_count > 0 ? prompt->queries[prompt->query_count - 1] : "";
}

/* Takes the query with NUMBER out and returns it. */
static char *take_query(struct prompt *prompt, size_t number)
{
	char *query = prompt->queries[number];
	prompt->query_count--;
	memmove(prompt->queries + number, prompt->queries + number + 1,
	        (prompt->query_count - number) * sizeof *prompt->queries);
	return query;
}

/* Makes WORDS the latest query; one that was there moves. Without memory it is not remembered. */
static void remember(struct prompt *prompt, const char *words)
{
	size_t bytes = strlen(words) + 1, number = 0;
	while (number < prompt->query_count && strcmp(prompt->queries[number], words) != 0)
		number++;
	char *query = number < prompt->query_count ? take_query(prompt, number) : memory_resize(NULL, bytes);
	if (query == NULL)
		return;
	memmove(query, words, bytes);
	if (prompt->query_count == PROMPT_QUERIES)
		memory_resize(take_query(prompt, 0), 0);
	prompt->queries[prompt->query_count++] = query;
}

/* Shows the query STEP places further (-1: an older one). Returns whether there is one. */
static bool show_query(struct prompt *prompt, int step)
{
	size_t shown = prompt->query_shown;
	if (step < 0 ? shown == 0 : shown >= prompt->query_count)
		return false;
	if (shown == prompt->query_count) {
		buffer_clear(&prompt->typed);
		buffer_append_text(&prompt->typed, words_of(prompt));
	}
	prompt->query_shown = step < 0 ? shown - 1 : shown + 1;
	return line_editor_set(&prompt->line, prompt->query_shown == prompt->query_count
	                                              ? buffer_text(&prompt->typed)
	                                              : prompt->queries[prompt->query_shown]);
}

/* ---- opening and closing ---- */

enum view_result prompt_open(struct view *view, bool whole_site)
{
	struct prompt *prompt = &view->prompt;
	struct screen *screen = present_screen(view);
	const struct finding *finding = screen->kind->finding;
	prompt->screen = screen;
	prompt->whole_site = whole_site || finding == NULL;
	prompt->query_shown = prompt->query_count;
	prompt->to_look = false;
	line_editor_edit(&prompt->line, LINE_DELETE_ALL);
	if (!prompt->whole_site)
		finding->begin(view, screen);
	return VIEW_CHANGED;
}

void prompt_close(struct view *view)
{
	view->prompt.screen = NULL;
	view->prompt.to_look = false;
}

static enum view_result give_up(struct view *view, struct screen *screen)
{
	bool whole_site = view->prompt.whole_site;
	prompt_close(view);
	if (!whole_site)
		screen->kind->finding->give_up(view, screen);
	return VIEW_CHANGED;
}

/* The words are others now. */
static enum view_result look(struct view *view, struct screen *screen)
{
	view->prompt.to_look = false;
	if (view->prompt.whole_site)
		return VIEW_CHANGED;
	return screen->kind->finding->look(view, screen, words_of(&view->prompt));
}

enum view_result prompt_look(struct view *view)
{
	return view->prompt.to_look ? look(view, view->prompt.screen) : VIEW_UNCHANGED;
}

/* The words are meant; none are the last ones again. */
static enum view_result accept(struct view *view, struct screen *screen)
{
	struct prompt *prompt = &view->prompt;
	bool whole_site = prompt->whole_site;
	if (prompt->line.text.length == 0 && !line_editor_set(&prompt->line, prompt_last_query(view)))
		return VIEW_NO_MEMORY;
	if (prompt->line.text.length == 0)
		return give_up(view, screen);
	remember(prompt, words_of(prompt));
	prompt_close(view);
	return whole_site ? results_open(view, words_of(prompt))
	                  : screen->kind->finding->keep(view, screen, words_of(prompt));
}

/* ---- keys ---- */

static const struct {
	enum keyboard_key key;
	uint32_t letter; /* with Ctrl, for KEYBOARD_CHARACTER */
	enum line_edit edit;
} EDITS[] = {
        {KEYBOARD_LEFT, 0, LINE_LEFT},
        {KEYBOARD_RIGHT, 0, LINE_RIGHT},
        {KEYBOARD_HOME, 0, LINE_HOME},
        {KEYBOARD_END, 0, LINE_END},
        {KEYBOARD_BACKSPACE, 0, LINE_BACKSPACE},
        {KEYBOARD_DELETE, 0, LINE_DELETE},
        {KEYBOARD_CHARACTER, 'a', LINE_HOME},
        {KEYBOARD_CHARACTER, 'e', LINE_END},
        {KEYBOARD_CHARACTER, 'h', LINE_BACKSPACE},
        {KEYBOARD_CHARACTER, 'u', LINE_DELETE_ALL},
        {KEYBOARD_CHARACTER, 'w', LINE_DELETE_WORD},
};

/* The letter that is held with Ctrl, on whatever layout where the terminal tells it; 0: none. */
static uint32_t controlled_letter(const struct key *key)
{
	if (key->key != KEYBOARD_CHARACTER || (key->modifiers & MODIFIER_CONTROL) == 0)
		return 0;
	return key->character >= 128 && key->base_character != 0 ? key->base_character : key->character;
}

/* Whether KEY edits the line, and how. */
static bool edit_for(const struct key *key, enum line_edit *edit)
{
	uint32_t letter = controlled_letter(key);
	if (key->key == KEYBOARD_CHARACTER && letter == 0)
		return false;
	for (size_t i = 0; i < sizeof EDITS / sizeof *EDITS; i++)
		if (EDITS[i].key == key->key && EDITS[i].letter == letter) {
			*edit = EDITS[i].edit;
			return true;
		}
	return false;
}

static bool is_typed(const struct key *key)
{
	return key->key == KEYBOARD_PASTED ||
	       (key->key == KEYBOARD_CHARACTER && (key->modifiers & (MODIFIER_CONTROL | MODIFIER_ALT)) == 0);
}

/* What is not the prompt's own goes on as always where it moves what is shown, or has nothing to do with it. */
static bool goes_on(enum command_name name)
{
	return name == COMMAND_SCREEN_UP || name == COMMAND_SCREEN_DOWN || name == COMMAND_REDRAW ||
	       name == COMMAND_SUSPEND;
}

struct command prompt_command(const struct view *view, struct key key)
{
	enum line_edit edit;
	struct command command = command_for_key(key, view->prompt.screen->kind->place, &view->options);
	bool wheel = key.key == KEYBOARD_WHEEL_UP || key.key == KEYBOARD_WHEEL_DOWN;
	if (wheel || (goes_on(command.name) && !is_typed(&key) && !edit_for(&key, &edit)))
		return command;
	return (struct command){.name = key.key == KEYBOARD_NONE || key.key == KEYBOARD_CLICK
	                                        ? COMMAND_NONE
	                                        : COMMAND_PROMPT_KEY,
	        .key = key};
}

/* Takes one character that was typed or pasted. */
static enum view_result type(struct view *view, struct screen *screen, const struct key *key)
{
	struct prompt *prompt = &view->prompt;
	bool empty = prompt->line.text.length == 0;
	if (empty && key->key == KEYBOARD_CHARACTER && key->character == '/') {
		if (!prompt->whole_site)
			screen->kind->finding->give_up(view, screen);
		prompt->whole_site = true;
		return VIEW_CHANGED;
	}
	if (!line_editor_insert(&prompt->line, key->character))
		return prompt->line.text.failed ? VIEW_NO_MEMORY : VIEW_UNCHANGED;
	prompt->query_shown = prompt->query_count;
	if (key->key != KEYBOARD_PASTED)
		return look(view, screen);
	prompt->to_look = true; /* once, when all has been pasted */
	return VIEW_CHANGED;
}

/* Backspace with nothing before it: takes back the second '/', then the first. */
static enum view_result step_out(struct view *view, struct screen *screen)
{
	struct prompt *prompt = &view->prompt;
	if (!prompt->whole_site || screen->kind->finding == NULL)
		return give_up(view, screen);
	prompt->whole_site = false;
	screen->kind->finding->begin(view, screen);
	return VIEW_CHANGED;
}

static enum view_result edit_line(struct view *view, struct screen *screen, enum line_edit edit)
{
	struct prompt *prompt = &view->prompt;
	if (edit == LINE_BACKSPACE && prompt->line.text.length == 0)
		return step_out(view, screen);
	if (!line_editor_edit(&prompt->line, edit))
		return VIEW_CHANGED;
	prompt->query_shown = prompt->query_count;
	return look(view, screen);
}

/* Down behind the last query: out of the prompt, into what it has found. */
static enum view_result step_query(struct view *view, struct screen *screen, int step)
{
	if (show_query(&view->prompt, step))
		return look(view, screen);
	if (step > 0 && !view->prompt.whole_site && view->prompt.line.text.length > 0)
		return accept(view, screen);
	return view->prompt.typed.failed ? VIEW_NO_MEMORY : VIEW_UNCHANGED;
}

enum view_result prompt_key(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	const struct key *key = &command->key;
	uint32_t letter = controlled_letter(key);
	enum line_edit edit;
	(void)effects;
	if (!prompt_is_open(view))
		return VIEW_UNCHANGED;
	if (is_typed(key))
		return type(view, screen, key);
	enum view_result looked = prompt_look(view);
	if (looked == VIEW_NO_MEMORY)
		return looked;
	if (key->key == KEYBOARD_ESCAPE || letter == 'c')
		return give_up(view, screen);
	if (key->key == KEYBOARD_ENTER)
		return accept(view, screen);
	if (key->key == KEYBOARD_UP || letter == 'p')
		return step_query(view, screen, -1);
	if (key->key == KEYBOARD_DOWN || letter == 'n')
		return step_query(view, screen, 1);
	return edit_for(key, &edit) ? edit_line(view, screen, edit) : VIEW_UNCHANGED;
}

/* ---- drawing ---- */

/* Columns between the line and what stands beside it; and for the line, at least, beside anything. */
enum { FOUND_GAP = 2, LINE_LEAST_COLUMNS = 12 };

static int columns_of(const char *text)
{
	return text_width(text, strlen(text));
}

static int put(struct grid *grid, int row, int column, int limit, const char *text, enum cell_role role)
{
	return grid_put(grid, row, column, limit, text, strlen(text), role, 0);
}

static void clear_row(const struct grid *grid, int row)
{
	memset(grid_cell(grid, row, 0), 0, (size_t)grid->columns * sizeof(struct cell));
}

/* What stands before the line: words where there is room for them, else the keys that were pressed. */
static const char *label_for(const struct view *view, int columns)
{
	bool whole_site = view->prompt.whole_site;
	const char *label = string_of(
	        whole_site ? STRING_SEARCH_SITE_PROMPT : STRING_SEARCH_PROMPT, shown_messages(view));
	return columns_of(label) + 2 * LINE_LEAST_COLUMNS <= columns ? label : whole_site ? "//" : "/";
}

/* Draws what was found at the right end of ROW, or in the row above where it would leave no room. Returns the limit for the line. */
static int draw_found(
        struct view *view, struct grid *grid, const struct frame *frame, int row, int start, int limit)
{
	const struct screen *screen = view->prompt.screen;
	struct buffer *words = fresh_words(view);
	if (!view->prompt.whole_site)
		screen->kind->finding->write_found(view, screen, words);
	int width = columns_of(buffer_text(words));
	if (width == 0)
		return limit;
	if (width + FOUND_GAP + LINE_LEAST_COLUMNS <= limit - start) {
		put(grid, row, limit - width, limit, buffer_text(words), CELL_STATUS);
		return limit - width - FOUND_GAP;
	}
	if (row - 1 <= frame->top)
		return limit;
	clear_row(grid, row - 1);
	put(grid, row - 1, frame->margin, limit, buffer_text(words), CELL_STATUS);
	return limit;
}

void draw_prompt(struct view *view, struct grid *grid, const struct frame *frame)
{
	const char *ellipsis = signs_for(view->options.ascii)->ellipsis;
	int row = grid->rows - 1, limit = frame->columns - frame->margin;
	const char *label = label_for(view, limit - frame->margin);
	clear_row(grid, row);
	int column = put(grid, row, frame->margin, limit, label, CELL_STATUS_KEY);
	limit = draw_found(view, grid, frame, row, column, limit);
	struct line_window window = line_editor_window(
	        &view->prompt.line, limit - column > 1 ? limit - column : 1, columns_of(ellipsis));
	if (window.cut)
		column = put(grid, row, column, limit, ellipsis, CELL_STATUS);
	grid_put(grid, row, column, limit, words_of(&view->prompt) + window.first, window.length,
	        CELL_MESSAGE, 0);
	grid->cursor_row = row;
	grid->cursor_column = column + window.cursor_column;
	if (grid->cursor_column >= grid->columns)
		grid->cursor_column = grid->columns - 1;
	grid->cursor_shown = true;
}
