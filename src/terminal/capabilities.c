/* What terminfo knows: its keys, the strings that enter and leave. */
#include "terminal/capabilities.h"

#include <string.h>

#define NCURSES_NOMACROS
#include <curses.h>
#include <term.h>

/* A string that the terminal does not have is NULL, or (char *)-1 where it was cancelled. */
static bool is_there(const char *string)
{
	return string != NULL && string != (const char *)-1 && string[0] != '\0';
}

enum terminal_status capabilities_why_unknown(const char *name, int descriptor)
{
	enum { FOUND = 1 }; /* also where setupterm() fails: a printer */
	int found = 0;
	if (setupterm(name, descriptor, &found) != OK)
		return found == FOUND ? TERMINAL_DUMB : TERMINAL_UNKNOWN;
	bool moves = capabilities_can_move();
	(void)del_curterm(cur_term);
	return moves ? TERMINAL_NO_MEMORY : TERMINAL_DUMB;
}

bool capabilities_can_move(void)
{
	return is_there(cursor_address);
}

int capabilities_colours(void)
{
	return max_colors > 0 ? max_colors : 0;
}

bool capabilities_have_italic(void)
{
	return is_there(enter_italics_mode);
}

bool capabilities_are_standard(void)
{
	return is_there(cursor_address) && strncmp(cursor_address, "\033[", 2) == 0;
}

bool capabilities_scroll_by_steps(void)
{
	return is_there(scroll_forward) && strcmp(scroll_forward, "\n") == 0 && is_there(scroll_reverse) &&
	       strcmp(scroll_reverse, "\033M") == 0;
}

/* Strings that may be sent as they are: they are there and ask for no pause ("$<5>"). */
static bool is_immediate(const char *string)
{
	return is_there(string) && strstr(string, "$<") == NULL;
}

bool capabilities_scroll(struct buffer *out, int rows, int top, int bottom, int distance)
{
	const char *step = distance > 0 ? scroll_forward : scroll_reverse;
	if (!is_immediate(save_cursor) || !is_immediate(restore_cursor) ||
	        !is_immediate(change_scroll_region) || !is_immediate(cursor_address) || !is_immediate(step))
		return false;
	buffer_append_text(out, save_cursor);
	buffer_append_text(out, tiparm(change_scroll_region, top, bottom));
	buffer_append_text(out, tiparm(cursor_address, distance > 0 ? bottom : top, 0));
	for (int i = 0; i < (distance > 0 ? distance : -distance); i++)
		buffer_append_text(out, step);
	buffer_append_text(out, tiparm(change_scroll_region, 0, rows - 1));
	return buffer_append_text(out, restore_cursor) && !out->failed;
}

bool capabilities_save_cursor(struct buffer *out)
{
	return is_immediate(save_cursor) && is_immediate(restore_cursor) && is_immediate(cursor_address) &&
	       buffer_append_text(out, save_cursor);
}

void capabilities_restore_cursor(struct buffer *out)
{
	buffer_append_text(out, restore_cursor);
}

void capabilities_move(struct buffer *out, int row, int column)
{
	buffer_append_text(out, tiparm(cursor_address, row, column));
}

/* Where vid_puts() puts its bytes: it takes a function, and nothing to tell it. */
static struct buffer *style_bytes;

static int put_style_byte(int byte)
{
	const char character = (char)byte;
	buffer_append(style_bytes, &character, 1);
	return byte;
}

void capabilities_style(struct buffer *out, unsigned attributes, short pair)
{
	style_bytes = out;
	(void)vid_puts(attributes, pair, NULL, put_style_byte);
}

const char *capabilities_palette_reset(void)
{
	return is_there(orig_colors) ? orig_colors : NULL;
}

/* ---- keys --------------------------------------------------------------------------------------------------- */

static void add_key(struct key_decoder *decoder, const char *bytes, struct key key)
{
	/* One byte is a control character, which means the same everywhere; what does not begin with Esc would hold up
	 * a key that is typed. */
	if (!is_there(bytes) || bytes[0] != '\033' || decoder->sequence_count == KEY_SEQUENCES_MAXIMUM)
		return;
	struct key_sequence *sequence = &decoder->sequences[decoder->sequence_count];
	size_t length = strlen(bytes);
	if (length < 2 || length > sizeof sequence->bytes)
		return;
	memcpy(sequence->bytes, bytes, length);
	sequence->length = (uint8_t)length;
	sequence->key = key;
	decoder->sequence_count++;
}

void capabilities_keys(struct key_decoder *decoder)
{
	const struct {
		const char *bytes;
		enum keyboard_key key;
	} named[] = {
	        {key_up, KEYBOARD_UP},
	        {key_down, KEYBOARD_DOWN},
	        {key_left, KEYBOARD_LEFT},
	        {key_right, KEYBOARD_RIGHT},
	        {key_home, KEYBOARD_HOME},
	        {key_end, KEYBOARD_END},
	        {key_ppage, KEYBOARD_PAGE_UP},
	        {key_npage, KEYBOARD_PAGE_DOWN},
	        {key_ic, KEYBOARD_INSERT},
	        {key_dc, KEYBOARD_DELETE},
	        {key_backspace, KEYBOARD_BACKSPACE},
	        {key_enter, KEYBOARD_ENTER},
	};
	const char *const functions[] = {key_f1, key_f2, key_f3, key_f4, key_f5, key_f6, key_f7, key_f8,
	        key_f9, key_f10, key_f11, key_f12};
	for (size_t i = 0; i < sizeof named / sizeof named[0]; i++)
		add_key(decoder, named[i].bytes, (struct key){.key = named[i].key});
	for (uint32_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
		add_key(decoder, functions[i], (struct key){.key = KEYBOARD_FUNCTION, .character = i + 1});
	add_key(decoder, key_btab, (struct key){.key = KEYBOARD_TAB, .modifiers = MODIFIER_SHIFT});
}

/* ---- entering and leaving ----------------------------------------------------------------------------------- */

/* Appends STRING without its padding ($<5>), which no terminal of today waits for. */
static bool append_unpadded(struct buffer *out, const char *string)
{
	while (is_there(string)) {
		const char *padding = strstr(string, "$<");
		const char *end = padding != NULL ? strchr(padding, '>') : NULL;
		if (end == NULL)
			return buffer_append_text(out, string);
		if (!buffer_append(out, string, (size_t)(padding - string)))
			return false;
		string = end + 1;
	}
	return true;
}

bool capabilities_enter(struct buffer *out)
{
	return append_unpadded(out, keypad_xmit);
}

bool capabilities_leave(struct buffer *out, int last_row)
{
	const char *to_last_row = is_there(cursor_address) ? tparm(cursor_address, last_row, 0) : NULL;
	return append_unpadded(out, exit_attribute_mode) && append_unpadded(out, orig_pair) &&
	       append_unpadded(out, to_last_row) && append_unpadded(out, clr_eol) &&
	       append_unpadded(out, cursor_normal) && append_unpadded(out, keypad_local) &&
	       append_unpadded(out, exit_ca_mode);
}
