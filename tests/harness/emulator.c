/* tests/harness/emulator.c — see the header. */

#include "harness/emulator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

enum { MODE_LIMIT = 4096, SEQUENCE_LIMIT = 64, CHUNK = 4096, ROW_BYTES = 16384, STRING_LIMIT = 8192 };

/* Where the stream stands. Strings (OSC, DCS, …) end with ST or BEL. */
enum stream_state { GROUND, ESCAPE, SEQUENCE, STRING_START, STRING, STRING_ESCAPE, STRING_END };

struct emulator {
	VTerm *terminal;
	VTermScreen *screen;
	enum stream_state state;
	char sequence[SEQUENCE_LIMIT];
	size_t sequence_length;
	bool modes[MODE_LIMIT];
	bool saved_modes[MODE_LIMIT]; /* XTSAVE */
	char string[STRING_LIMIT];    /* what an OSC says, as far as it fits */
	size_t string_length;
	int key_flags
	        [2]; /* how often kitty's keyboard protocol was pushed: on the main and the alternate screen */
	char **links;            /* parameters and address of each, as it was opened */
	size_t link_count, link; /* LINK: what is written now belongs to it, from 1; 0: to none */
	size_t *cell_links;      /* row by row, from 1 */
	int rows, columns;
};

/* ---- links: libvterm tells which cells are written, and which move ---- */

static size_t *cell_link(const struct emulator *emulator, int row, int column)
{
	return &emulator->cell_links[row * emulator->columns + column];
}

static int note_damage(VTermRect rect, void *context)
{
	struct emulator *emulator = context;
	for (int row = rect.start_row; row < rect.end_row && row < emulator->rows; row++)
		for (int column = rect.start_col; column < rect.end_col && column < emulator->columns;
		        column++)
			*cell_link(emulator, row, column) = emulator->link;
	return 1;
}

static int note_move(VTermRect to, VTermRect from, void *context)
{
	struct emulator *emulator = context;
	int height = to.end_row - to.start_row, width = to.end_col - to.start_col;
	for (int i = 0; i < height; i++) {
		int row = to.start_row < from.start_row ? i : height - 1 - i;
		memmove(cell_link(emulator, to.start_row + row, to.start_col),
		        cell_link(emulator, from.start_row + row, from.start_col),
		        (size_t)width * sizeof *emulator->cell_links);
	}
	return 1;
}

static void forget_links(struct emulator *emulator, int rows, int columns)
{
	free(emulator->cell_links);
	emulator->cell_links = calloc((size_t)rows * (size_t)columns, sizeof *emulator->cell_links);
	emulator->rows = rows;
	emulator->columns = columns;
}

/* An OSC is over: "8;parameters;address" opens a link, "8;;" closes it. */
static void take_string(struct emulator *emulator)
{
	emulator->string[emulator->string_length] = '\0';
	if (strncmp(emulator->string, "8;", 2) != 0)
		return;
	const char *address = strchr(emulator->string + 2, ';');
	if (address == NULL || address[1] == '\0') {
		emulator->link = 0;
		return;
	}
	emulator->links = realloc(emulator->links, (emulator->link_count + 1) * sizeof *emulator->links);
	emulator->links[emulator->link_count++] = strdup(emulator->string + 2);
	emulator->link = emulator->link_count;
}

const char *emulator_link(const struct emulator *emulator, int row, int column)
{
	size_t link = *cell_link(emulator, row, column);
	return link > 0 ? emulator->links[link - 1] : "";
}

/* ---- the terminal ---- */

struct emulator *emulator_new(int rows, int columns)
{
	struct emulator *emulator = calloc(1, sizeof *emulator);
	emulator->terminal = vterm_new(rows, columns);
	vterm_set_utf8(emulator->terminal, 1);
	emulator->screen = vterm_obtain_screen(emulator->terminal);
	vterm_screen_enable_altscreen(emulator->screen, 1);
	static const VTermScreenCallbacks callbacks = {.damage = note_damage, .moverect = note_move};
	forget_links(emulator, rows, columns);
	vterm_screen_set_callbacks(emulator->screen, &callbacks, emulator);
	vterm_screen_reset(emulator->screen, 1);
	emulator->modes[7] = emulator->modes[25] = true; /* lines wrap, the cursor is shown */
	return emulator;
}

void emulator_free(struct emulator *emulator)
{
	vterm_free(emulator->terminal);
	for (size_t i = 0; i < emulator->link_count; i++)
		free(emulator->links[i]);
	free(emulator->links);
	free(emulator->cell_links);
	free(emulator);
}

/* ---- what a program writes ---- */

static void change_mode(struct emulator *emulator, unsigned long mode, char last)
{
	if (last == 's')
		emulator->saved_modes[mode] = emulator->modes[mode];
	else
		emulator->modes[mode] = last == 'r' ? emulator->saved_modes[mode] : last == 'h';
}

/* Each screen has a stack of its own; popping what is not there takes nothing. */
static void note_key_flags(struct emulator *emulator, bool push)
{
	int *flags = &emulator->key_flags[emulator->modes[1049]];
	*flags += push ? 1 : *flags > 0 ? -1 : 0;
}

/* The sequence that has just ended with LAST: is it "CSI ? numbers" and h, l, s (saved) or r (restored)? */
static void note_modes(struct emulator *emulator, char last)
{
	emulator->sequence[emulator->sequence_length] = '\0';
	if (last == 'u' && (emulator->sequence[0] == '>' || emulator->sequence[0] == '<'))
		note_key_flags(emulator, emulator->sequence[0] == '>');
	if (emulator->sequence[0] != '?' || strchr("hlsr", last) == NULL)
		return;
	for (char *number = emulator->sequence + 1; *number != '\0';) {
		unsigned long mode = strtoul(number, &number, 10);
		if (mode < MODE_LIMIT)
			change_mode(emulator, mode, last);
		if (*number != ';')
			return;
		number++;
	}
}

/* Follows the stream by one byte; puts what libvterm is to see of it into SEEN (2 bytes at most) and returns how much. */
static size_t follow(struct emulator *emulator, char byte, char *seen)
{
	seen[0] = byte;
	switch (emulator->state) {
	case GROUND:
		emulator->state = byte == '\x1b' ? ESCAPE : GROUND;
		return byte != '\x1b'; /* seen with the next one, when it begins no string */
	case ESCAPE:
		if (byte != '\0' && strchr("]P^_X", byte) != NULL) {
			emulator->state = byte == ']' ? STRING_START : STRING;
			emulator->string_length = 0;
			return 0;
		}
		seen[0] = '\x1b';
		seen[1] = byte;
		emulator->sequence_length = 0;
		emulator->state = byte == '[' ? SEQUENCE : GROUND;
		return 2;
	case SEQUENCE:
		if (byte == '\x1b') { /* it was cut off, and another begins */
			emulator->state = ESCAPE;
			return 0;
		}
		if (byte == '\x18' || byte == '\x1a') { /* cancelled */
			emulator->state = GROUND;
			return 1;
		}
		if (byte >= 0x40 && byte <= 0x7E) {
			note_modes(emulator, byte);
			emulator->state = GROUND;
		} else if (emulator->sequence_length + 1 < SEQUENCE_LIMIT) {
			emulator->sequence[emulator->sequence_length++] = byte;
		}
		return 1;
	case STRING_START:
		if (byte == 'R') { /* the Linux console's palette: "ESC ] R" is all of it */
			emulator->state = GROUND;
			return 0;
		}
		/* fall through */
	case STRING:
		emulator->state = byte == '\a' ? STRING_END : byte == '\x1b' ? STRING_ESCAPE : STRING;
		if (emulator->state == STRING && emulator->string_length + 1 < STRING_LIMIT)
			emulator->string[emulator->string_length++] = byte;
		return 0;
	default:
		emulator->state = byte == '\\' ? STRING_END : STRING;
		return 0;
	}
}

void emulator_feed(struct emulator *emulator, const char *bytes, size_t length)
{
	char seen[2 * CHUNK];
	while (length > 0) {
		size_t part = length < CHUNK ? length : CHUNK, seen_length = 0;
		for (size_t i = 0; i < part; i++) {
			seen_length += follow(emulator, bytes[i], seen + seen_length);
			if (emulator->state != STRING_END)
				continue;
			vterm_input_write(emulator->terminal, seen, seen_length);
			seen_length = 0;
			take_string(emulator);
			emulator->state = GROUND;
		}
		vterm_input_write(emulator->terminal, seen, seen_length);
		bytes += part;
		length -= part;
	}
}

/* ---- what the terminal says ---- */

size_t emulator_answer(struct emulator *emulator, char *bytes, size_t size)
{
	return vterm_output_read(emulator->terminal, bytes, size);
}

static VTermKey key_code(struct key key)
{
	static const VTermKey codes[] = {
	        [KEYBOARD_UP] = VTERM_KEY_UP,
	        [KEYBOARD_DOWN] = VTERM_KEY_DOWN,
	        [KEYBOARD_LEFT] = VTERM_KEY_LEFT,
	        [KEYBOARD_RIGHT] = VTERM_KEY_RIGHT,
	        [KEYBOARD_HOME] = VTERM_KEY_HOME,
	        [KEYBOARD_END] = VTERM_KEY_END,
	        [KEYBOARD_PAGE_UP] = VTERM_KEY_PAGEUP,
	        [KEYBOARD_PAGE_DOWN] = VTERM_KEY_PAGEDOWN,
	        [KEYBOARD_INSERT] = VTERM_KEY_INS,
	        [KEYBOARD_DELETE] = VTERM_KEY_DEL,
	        [KEYBOARD_ENTER] = VTERM_KEY_ENTER,
	        [KEYBOARD_ESCAPE] = VTERM_KEY_ESCAPE,
	        [KEYBOARD_BACKSPACE] = VTERM_KEY_BACKSPACE,
	        [KEYBOARD_TAB] = VTERM_KEY_TAB,
	};
	if (key.key == KEYBOARD_FUNCTION)
		return (VTermKey)VTERM_KEY_FUNCTION((int)key.character);
	return key.key < sizeof codes / sizeof codes[0] ? codes[key.key] : VTERM_KEY_NONE;
}

void emulator_press(struct emulator *emulator, struct key key)
{
	int modifiers = (key.modifiers & MODIFIER_SHIFT ? VTERM_MOD_SHIFT : 0) |
	                (key.modifiers & MODIFIER_ALT ? VTERM_MOD_ALT : 0) |
	                (key.modifiers & MODIFIER_CONTROL ? VTERM_MOD_CTRL : 0);
	if (key.key == KEYBOARD_WHEEL_UP || key.key == KEYBOARD_WHEEL_DOWN)
		vterm_mouse_button(
		        emulator->terminal, key.key == KEYBOARD_WHEEL_UP ? 4 : 5, true, VTERM_MOD_NONE);
	else if (key.key == KEYBOARD_CHARACTER)
		vterm_keyboard_unichar(emulator->terminal, key.character, (VTermModifier)modifiers);
	else
		vterm_keyboard_key(emulator->terminal, key_code(key), (VTermModifier)modifiers);
}

void emulator_click(struct emulator *emulator, int row, int column)
{
	vterm_mouse_move(emulator->terminal, row, column, VTERM_MOD_NONE);
	vterm_mouse_button(emulator->terminal, 1, true, VTERM_MOD_NONE);
	vterm_mouse_button(emulator->terminal, 1, false, VTERM_MOD_NONE);
}

void emulator_paste_begins(struct emulator *emulator)
{
	vterm_keyboard_start_paste(emulator->terminal);
}

void emulator_paste_ends(struct emulator *emulator)
{
	vterm_keyboard_end_paste(emulator->terminal);
}

/* ---- the screen ---- */

void emulator_resize(struct emulator *emulator, int rows, int columns)
{
	forget_links(emulator, rows, columns);
	vterm_set_size(emulator->terminal, rows, columns);
}

void emulator_size(const struct emulator *emulator, int *rows, int *columns)
{
	vterm_get_size(emulator->terminal, rows, columns);
}

static size_t put_utf8(char *out, uint32_t code_point)
{
	if (code_point < 0x80) {
		out[0] = (char)code_point;
		return 1;
	}
	size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
	for (size_t i = length - 1; i > 0; i--, code_point >>= 6)
		out[i] = (char)(0x80 | (code_point & 0x3F));
	out[0] = (char)((0xF00u >> length & 0xFF) | code_point);
	return length;
}

const char *emulator_row(const struct emulator *emulator, int row)
{
	static char rows[4][ROW_BYTES];
	static unsigned turn;
	char *text = rows[turn++ % 4];
	size_t length = 0, kept = 0;
	int height, width;
	emulator_size(emulator, &height, &width);
	for (int column = 0; column < width && length + 32 < ROW_BYTES; column++) {
		VTermScreenCell cell;
		vterm_screen_get_cell(emulator->screen, (VTermPos){.row = row, .col = column}, &cell);
		if (cell.chars[0] == (uint32_t)-1)
			continue; /* the right half of a wide one */
		if (cell.chars[0] == 0 || cell.chars[0] == ' ') {
			text[length++] = ' ';
			continue;
		}
		for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
			length += put_utf8(text + length, cell.chars[i]);
		kept = length;
	}
	text[kept] = '\0';
	return text;
}

void emulator_cursor(const struct emulator *emulator, int *row, int *column, bool *shown)
{
	VTermPos position;
	vterm_state_get_cursorpos(vterm_obtain_state(emulator->terminal), &position);
	*row = position.row;
	*column = position.col;
	*shown = emulator->modes[25];
}

static size_t put_colour(char *out, const char *word, const VTermColor *colour, unsigned default_flag)
{
	if (colour->type & default_flag)
		return 0;
	if (VTERM_COLOR_IS_INDEXED(colour))
		return (size_t)sprintf(out, " %s %d", word, colour->indexed.idx);
	return (size_t)sprintf(
	        out, " %s #%02x%02x%02x", word, colour->rgb.red, colour->rgb.green, colour->rgb.blue);
}

const char *emulator_style(const struct emulator *emulator, int row, int column)
{
	static char words[256];
	VTermScreenCell cell;
	size_t length = 0;
	words[0] = '\0';
	vterm_screen_get_cell(emulator->screen, (VTermPos){.row = row, .col = column}, &cell);
	length += (size_t)sprintf(words, "%s%s%s%s%s", cell.attrs.bold ? " bold" : "",
	        cell.attrs.underline ? " underline" : "", cell.attrs.italic ? " italic" : "",
	        cell.attrs.reverse ? " reverse" : "", cell.attrs.strike ? " strikethrough" : "");
	length += put_colour(words + length, "colour", &cell.fg, VTERM_COLOR_DEFAULT_FG);
	length += put_colour(words + length, "on", &cell.bg, VTERM_COLOR_DEFAULT_BG);
	return length > 0 ? words + 1 : "plain";
}

bool emulator_names_keys(const struct emulator *emulator)
{
	return emulator->key_flags[emulator->modes[1049]] > 0;
}

bool emulator_key_flags_left(const struct emulator *emulator)
{
	return emulator->key_flags[0] != 0 || emulator->key_flags[1] != 0;
}

bool emulator_mode(const struct emulator *emulator, int mode)
{
	return emulator->modes[mode];
}

const char *emulator_modes(const struct emulator *emulator)
{
	static char words[1024];
	size_t length = 0;
	words[0] = '\0';
	for (int mode = 0; mode < MODE_LIMIT; mode++)
		if (emulator->modes[mode] && mode != 7 && mode != 25 && length + 16 < sizeof words)
			length += (size_t)sprintf(words + length, "%s%d", length > 0 ? " " : "", mode);
	return words;
}
