/* What one run of the terminal's bytes means. */
#include "terminal/sequences.h"

enum { PARAMETERS = 4, SUBPARAMETERS = 3, PARAMETER_MAXIMUM = 0x110000 };

/* The numbers of a control sequence: "1;3:2" is {1}, {3, 2}. What is left out is 0. */
struct parameters {
	unsigned char prefix; /* '<', '=', '>', '?'; 0: none */
	bool intermediate;    /* one of 0x20-0x2f stands before the final byte */
	uint32_t values[PARAMETERS][SUBPARAMETERS];
	size_t count; /* 0: there is none */
};

/* Bits of the modifier parameter less one: xterm's, continued by kitty. */
enum {
	SENT_SHIFT = 1,
	SENT_ALT = 2,
	SENT_CONTROL = 4,
	SENT_FOREIGN = 8 + 16 + 32, /* super, hyper, meta: keys of the window system */
	SENT_CAPS_LOCK = 64
};

struct named_key {
	uint32_t code;
	enum keyboard_key key;
	uint32_t character;
};

/* CSI … and SS3 … with a letter at the end. */
static const struct named_key letter_keys[] = {
        {'A', KEYBOARD_UP, 0},
        {'B', KEYBOARD_DOWN, 0},
        {'C', KEYBOARD_RIGHT, 0},
        {'D', KEYBOARD_LEFT, 0},
        {'F', KEYBOARD_END, 0},
        {'H', KEYBOARD_HOME, 0},
        {'P', KEYBOARD_FUNCTION, 1},
        {'Q', KEYBOARD_FUNCTION, 2},
        {'S', KEYBOARD_FUNCTION, 4},
};

/* SS3 only: F3 (as CSI it is also a cursor report) and the keypad. */
static const struct named_key keypad_keys[] = {
        {'R', KEYBOARD_FUNCTION, 3},
        {'I', KEYBOARD_TAB, 0},
        {'M', KEYBOARD_ENTER, 0},
        {'X', KEYBOARD_CHARACTER, '='},
        {'j', KEYBOARD_CHARACTER, '*'},
        {'k', KEYBOARD_CHARACTER, '+'},
        {'l', KEYBOARD_CHARACTER, ','},
        {'m', KEYBOARD_CHARACTER, '-'},
        {'n', KEYBOARD_CHARACTER, '.'},
        {'o', KEYBOARD_CHARACTER, '/'},
        {'p', KEYBOARD_CHARACTER, '0'},
        {'q', KEYBOARD_CHARACTER, '1'},
        {'r', KEYBOARD_CHARACTER, '2'},
        {'s', KEYBOARD_CHARACTER, '3'},
        {'t', KEYBOARD_CHARACTER, '4'},
        {'u', KEYBOARD_CHARACTER, '5'},
        {'v', KEYBOARD_CHARACTER, '6'},
        {'w', KEYBOARD_CHARACTER, '7'},
        {'x', KEYBOARD_CHARACTER, '8'},
        {'y', KEYBOARD_CHARACTER, '9'},
};

/* CSI number ~ */
static const struct named_key number_keys[] = {
        {1, KEYBOARD_HOME, 0},
        {2, KEYBOARD_INSERT, 0},
        {3, KEYBOARD_DELETE, 0},
        {4, KEYBOARD_END, 0},
        {5, KEYBOARD_PAGE_UP, 0},
        {6, KEYBOARD_PAGE_DOWN, 0},
        {7, KEYBOARD_HOME, 0},
        {8, KEYBOARD_END, 0},
        {11, KEYBOARD_FUNCTION, 1},
        {12, KEYBOARD_FUNCTION, 2},
        {13, KEYBOARD_FUNCTION, 3},
        {14, KEYBOARD_FUNCTION, 4},
        {15, KEYBOARD_FUNCTION, 5},
        {17, KEYBOARD_FUNCTION, 6},
        {18, KEYBOARD_FUNCTION, 7},
        {19, KEYBOARD_FUNCTION, 8},
        {20, KEYBOARD_FUNCTION, 9},
        {21, KEYBOARD_FUNCTION, 10},
        {23, KEYBOARD_FUNCTION, 11},
        {24, KEYBOARD_FUNCTION, 12},
        {25, KEYBOARD_FUNCTION, 13},
        {26, KEYBOARD_FUNCTION, 14},
        {28, KEYBOARD_FUNCTION, 15},
        {29, KEYBOARD_FUNCTION, 16},
        {31, KEYBOARD_FUNCTION, 17},
        {32, KEYBOARD_FUNCTION, 18},
        {33, KEYBOARD_FUNCTION, 19},
        {34, KEYBOARD_FUNCTION, 20},
};

/* CSI code u: the codes that are no characters (kitty keyboard protocol, "functional key definitions"). */
static const struct named_key code_keys[] = {
        {8, KEYBOARD_BACKSPACE, 0},
        {9, KEYBOARD_TAB, 0},
        {10, KEYBOARD_ENTER, 0},
        {13, KEYBOARD_ENTER, 0},
        {27, KEYBOARD_ESCAPE, 0},
        {127, KEYBOARD_BACKSPACE, 0},
        {57399, KEYBOARD_CHARACTER, '0'},
        {57400, KEYBOARD_CHARACTER, '1'},
        {57401, KEYBOARD_CHARACTER, '2'},
        {57402, KEYBOARD_CHARACTER, '3'},
        {57403, KEYBOARD_CHARACTER, '4'},
        {57404, KEYBOARD_CHARACTER, '5'},
        {57405, KEYBOARD_CHARACTER, '6'},
        {57406, KEYBOARD_CHARACTER, '7'},
        {57407, KEYBOARD_CHARACTER, '8'},
        {57408, KEYBOARD_CHARACTER, '9'},
        {57409, KEYBOARD_CHARACTER, '.'},
        {57410, KEYBOARD_CHARACTER, '/'},
        {57411, KEYBOARD_CHARACTER, '*'},
        {57412, KEYBOARD_CHARACTER, '-'},
        {57413, KEYBOARD_CHARACTER, '+'},
        {57414, KEYBOARD_ENTER, 0},
        {57415, KEYBOARD_CHARACTER, '='},
        {57416, KEYBOARD_CHARACTER, ','},
        {57417, KEYBOARD_LEFT, 0},
        {57418, KEYBOARD_RIGHT, 0},
        {57419, KEYBOARD_UP, 0},
        {57420, KEYBOARD_DOWN, 0},
        {57421, KEYBOARD_PAGE_UP, 0},
        {57422, KEYBOARD_PAGE_DOWN, 0},
        {57423, KEYBOARD_HOME, 0},
        {57424, KEYBOARD_END, 0},
        {57425, KEYBOARD_INSERT, 0},
        {57426, KEYBOARD_DELETE, 0},
};

/* Among the codes, kitty keeps F13 to F35 in one run, and all that are no characters within the private use area. */
enum { CODE_F13 = 57376, CODE_F35 = 57398, CODE_PRIVATE_FIRST = 0xe000, CODE_PRIVATE_LAST = 0xf8ff };

static struct sequence nothing(size_t length)
{
	return (struct sequence){.kind = SEQUENCE_NOTHING, .length = length};
}

static struct sequence incomplete(void)
{
	return (struct sequence){.kind = SEQUENCE_INCOMPLETE};
}

static struct sequence whole_key(size_t length, struct key key)
{
	return (struct sequence){.kind = SEQUENCE_KEY, .length = length, .key = key};
}

bool character_is_typed(uint32_t character)
{
	return character >= 0x20 && (character < 0x7f || character > 0x9f) &&
	       (character < 0xd800 || character > 0xdfff) && character <= 0x10ffff;
}

static const struct named_key *find_key(const struct named_key *keys, size_t count, uint32_t code)
{
	for (size_t i = 0; i < count; i++) {
		if (keys[i].code == code)
			return &keys[i];
	}
	return NULL;
}

#define FIND_KEY(keys, code) find_key(keys, sizeof(keys) / sizeof((keys)[0]), code)

/* ---- characters --------------------------------------------------------------------------------------------- */

static struct key control_key(unsigned char byte)
{
	switch (byte) {
	case '\b':
	case BYTE_DELETE:
		return (struct key){.key = KEYBOARD_BACKSPACE};
	case '\t':
		return (struct key){.key = KEYBOARD_TAB};
	case '\n':
	case '\r':
		return (struct key){.key = KEYBOARD_ENTER};
	case 0:
		return (struct key){
		        .key = KEYBOARD_CHARACTER, .character = ' ', .modifiers = MODIFIER_CONTROL};
	}
	/* Ctrl takes the two upper bits off the capital letters and [ \ ] ^ _ */
	uint32_t character = byte <= 0x1a ? byte + 0x60U : byte + 0x40U;
	return (struct key){.key = KEYBOARD_CHARACTER, .character = character, .modifiers = MODIFIER_CONTROL};
}

static size_t encoded_length(unsigned char first)
{
	if (first >= 0xc2 && first <= 0xdf)
		return 2;
	if (first >= 0xe0 && first <= 0xef)
		return 3;
	return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

static struct sequence read_character(const unsigned char *bytes, size_t length)
{
	size_t wanted = encoded_length(bytes[0]);
	if (wanted == 0)
		return nothing(1);
	for (size_t i = 1; i < wanted; i++) {
		if (i == length)
			return incomplete();
		if ((bytes[i] & 0xc0) != 0x80)
			return nothing(i);
	}
	/* What is left to be wrong: overlong forms, surrogates, beyond Unicode. */
	if (text_valid_length((const char *)bytes, wanted) != wanted)
		return nothing(wanted);
	uint32_t character;
	(void)text_decode((const char *)bytes, wanted, &character);
	if (!character_is_typed(character))
		return nothing(wanted);
	return whole_key(wanted, (struct key){.key = KEYBOARD_CHARACTER, .character = character});
}

static struct sequence read_plain(const unsigned char *bytes, size_t length)
{
	if (bytes[0] < 0x20 || bytes[0] == BYTE_DELETE)
		return whole_key(1, control_key(bytes[0]));
	if (bytes[0] < 0x7f)
		return whole_key(1, (struct key){.key = KEYBOARD_CHARACTER, .character = bytes[0]});
	return read_character(bytes, length);
}

/* ---- parameters --------------------------------------------------------------------------------------------- */

static struct parameters read_parameters(const unsigned char *bytes, size_t length)
{
	struct parameters parameters = {0};
	size_t part = 0;
	size_t start = 0;
	if (length > 0 && bytes[0] >= '<' && bytes[0] <= '?') {
		parameters.prefix = bytes[0];
		start = 1;
	}
	for (size_t i = start; i < length; i++) {
		if (parameters.count == 0)
			parameters.count = 1;
		if (bytes[i] == ';') {
			parameters.count++;
			part = 0;
		} else if (bytes[i] == ':') {
			part++;
		} else if (bytes[i] < 0x30) {
			parameters.intermediate = true;
		} else if (bytes[i] <= '9' && parameters.count <= PARAMETERS && part < SUBPARAMETERS) {
			uint32_t *value = &parameters.values[parameters.count - 1][part];
			*value = *value * 10 + (uint32_t)(bytes[i] - '0');
			if (*value > PARAMETER_MAXIMUM)
				*value = PARAMETER_MAXIMUM;
		}
	}
	return parameters;
}

/* The bits of the second parameter; kitty adds the event to it: press, repeat or release. False: no key of ours. */
static bool read_modifiers(const struct parameters *parameters, uint32_t *sent)
{
	const uint32_t *values = parameters->values[1];
	enum { EVENT_RELEASE = 3 };
	*sent = values[0] > 0 ? values[0] - 1 : 0;
	return values[1] != EVENT_RELEASE && (*sent & SENT_FOREIGN) == 0;
}

static unsigned modifiers_of(uint32_t sent)
{
	return (sent & SENT_SHIFT ? MODIFIER_SHIFT : 0U) | (sent & SENT_ALT ? MODIFIER_ALT : 0U) |
	       (sent & SENT_CONTROL ? MODIFIER_CONTROL : 0U);
}

static struct sequence modified_key(
        size_t length, const struct named_key *named, const struct parameters *parameters)
{
	uint32_t sent;
	if (named == NULL || !read_modifiers(parameters, &sent))
		return nothing(length);
	struct key key = {.key = named->key, .character = named->character, .modifiers = modifiers_of(sent)};
	if (key.key == KEYBOARD_CHARACTER)
		key.modifiers &= ~(unsigned)MODIFIER_SHIFT;
	return whole_key(length, key);
}

/* ---- CSI u -------------------------------------------------------------------------------------------------- */

/* What Shift and Caps Lock make of the key: told by the terminal, else known for ASCII. */
static uint32_t shifted_character(uint32_t code, uint32_t shifted, uint32_t sent)
{
	bool letter = code >= 'a' && code <= 'z';
	bool shift = (sent & SENT_SHIFT) != 0;
	bool caps = letter && (sent & SENT_CAPS_LOCK) != 0;
	if (shift && !caps && character_is_typed(shifted))
		return shifted;
	return letter && shift != caps ? code - 'a' + 'A' : code;
}

static struct sequence typed_key(
        size_t length, const uint32_t code[SUBPARAMETERS], uint32_t typed, uint32_t sent)
{
	bool only_text = code[0] == 0 && character_is_typed(typed); /* an input method's */
	if (only_text)
		return whole_key(length, (struct key){.key = KEYBOARD_CHARACTER, .character = typed});
	if (!character_is_typed(code[0]) || (code[0] >= CODE_PRIVATE_FIRST && code[0] <= CODE_PRIVATE_LAST))
		return nothing(length);
	struct key key = {
	        .key = KEYBOARD_CHARACTER, .modifiers = modifiers_of(sent) & ~(unsigned)MODIFIER_SHIFT};
	if ((key.modifiers & MODIFIER_CONTROL) != 0)
		key.character = code[0] >= 'A' && code[0] <= 'Z' ? code[0] - 'A' + 'a' : code[0];
	else if (character_is_typed(typed))
		key.character = typed;
	else
		key.character = shifted_character(code[0], code[1], sent);
	key.base_character = character_is_typed(code[2]) ? code[2] : 0;
	return whole_key(length, key);
}

/* CSI code:shifted:base ; modifiers:event ; text u */
static struct sequence read_coded_key(size_t length, const struct parameters *parameters)
{
	uint32_t code = parameters->values[0][0];
	struct named_key function = {code, KEYBOARD_FUNCTION, 13 + code - CODE_F13};
	uint32_t sent;
	if (code >= CODE_F13 && code <= CODE_F35)
		return modified_key(length, &function, parameters);
	const struct named_key *named = FIND_KEY(code_keys, code);
	if (named != NULL)
		return modified_key(length, named, parameters);
	if (!read_modifiers(parameters, &sent))
		return nothing(length);
	return typed_key(length, parameters->values[0], parameters->values[2][0], sent);
}

/* xterm's modifyOtherKeys: CSI 27 ; modifiers ; code ~ */
static struct sequence read_other_key(size_t length, const struct parameters *parameters)
{
	struct parameters coded = *parameters;
	coded.values[0][0] = parameters->values[2][0];
	coded.values[2][0] = 0;
	return read_coded_key(length, &coded);
}

/* ---- the mouse ---------------------------------------------------------------------------------------------- */

/* BUTTON as xterm codes it; ROW and COLUMN from 1. */
static struct sequence mouse_key(size_t length, uint32_t button, uint32_t row, uint32_t column)
{
	enum { MOUSE_SHIFT = 4, MOUSE_ALT = 8, MOUSE_CONTROL = 16, MOUSE_WHEEL = 64 };
	struct key key = {0};
	if (row == 0 || column == 0)
		return nothing(length);
	switch (button & ~(uint32_t)(MOUSE_SHIFT | MOUSE_ALT | MOUSE_CONTROL)) {
	case 0:
		key.key = KEYBOARD_CLICK;
		break;
	case MOUSE_WHEEL:
		key.key = KEYBOARD_WHEEL_UP;
		break;
	case MOUSE_WHEEL + 1:
		key.key = KEYBOARD_WHEEL_DOWN;
		break;
	default: /* other buttons, movement */
		return nothing(length);
	}
	key.modifiers = (button & MOUSE_SHIFT ? MODIFIER_SHIFT : 0U) |
	                (button & MOUSE_ALT ? MODIFIER_ALT : 0U) |
	                (button & MOUSE_CONTROL ? MODIFIER_CONTROL : 0U);
	key.row = (int)row - 1;
	key.column = (int)column - 1;
	return whole_key(length, key);
}

/* The old form, from a terminal that does not know the SGR form: CSI M and three bytes, each with 32 added. */
static struct sequence read_old_mouse(const unsigned char *bytes, size_t length)
{
	enum { HEAD = 3, ADDED = 32 };
	for (size_t i = HEAD; i < HEAD + 3; i++) {
		if (i == length)
			return incomplete();
		if (bytes[i] < ADDED)
			return nothing(i);
	}
	return mouse_key(HEAD + 3, bytes[HEAD] - (uint32_t)ADDED, bytes[HEAD + 2] - (uint32_t)ADDED,
	        bytes[HEAD + 1] - (uint32_t)ADDED);
}

/* ---- CSI and SS3 -------------------------------------------------------------------------------------------- */

static struct sequence read_numbered_key(size_t length, const struct parameters *parameters)
{
	enum { PASTE_BEGIN = 200, PASTE_END = 201, OTHER_KEY = 27 };
	switch (parameters->values[0][0]) {
	case PASTE_BEGIN:
		return (struct sequence){.kind = SEQUENCE_PASTE_BEGIN, .length = length};
	case PASTE_END:
		return (struct sequence){.kind = SEQUENCE_PASTE_END, .length = length};
	case OTHER_KEY:
		return read_other_key(length, parameters);
	}
	return modified_key(length, FIND_KEY(number_keys, parameters->values[0][0]), parameters);
}

/* A whole control sequence of LENGTH bytes, of which the parameters begin with the third and FINAL is the last. */
static struct sequence read_control(const unsigned char *bytes, size_t length)
{
	static const struct named_key shift_tab = {'Z', KEYBOARD_TAB, 0};
	static const struct named_key third_function = {'R', KEYBOARD_FUNCTION, 3};
	unsigned char final = bytes[length - 1];
	struct parameters parameters = read_parameters(bytes + 2, length - 3);
	if (parameters.prefix == '<' && final == 'M' && !parameters.intermediate)
		return mouse_key(
		        length, parameters.values[0][0], parameters.values[2][0], parameters.values[1][0]);
	if (parameters.prefix != 0 || parameters.intermediate)
		return nothing(length);
	switch (final) {
	case '~':
		return read_numbered_key(length, &parameters);
	case 'u':
		return read_coded_key(length, &parameters);
	case 'R': /* with numbers it is a cursor report */
		return parameters.count == 0 ? modified_key(length, &third_function, &parameters)
		                             : nothing(length);
	case 'Z': {
		struct sequence sequence = modified_key(length, &shift_tab, &parameters);
		sequence.key.modifiers |= MODIFIER_SHIFT;
		return sequence;
	}
	}
	return modified_key(length, FIND_KEY(letter_keys, final), &parameters);
}

static bool is_final(unsigned char byte)
{
	return byte >= 0x40 && byte <= 0x7e;
}

/* A byte that belongs to no control sequence ends it at POSITION; it is looked at by itself unless it only cancels. */
static struct sequence broken_at(const unsigned char *bytes, size_t position)
{
	bool cancels = bytes[position] == BYTE_CANCEL || bytes[position] == BYTE_SUBSTITUTE;
	return nothing(cancels ? position + 1 : position);
}

/* The Linux console's F1 to F5: CSI [ A … E. */
static struct sequence read_console_key(const unsigned char *bytes, size_t length)
{
	enum { HEAD = 3 };
	if (length == HEAD)
		return incomplete();
	if (!is_final(bytes[HEAD]))
		return broken_at(bytes, HEAD);
	if (bytes[HEAD] > 'E' || bytes[HEAD] < 'A')
		return nothing(HEAD + 1);
	return whole_key(HEAD + 1,
	        (struct key){.key = KEYBOARD_FUNCTION, .character = (uint32_t)(bytes[HEAD] - 'A') + 1});
}

static struct sequence read_csi(const unsigned char *bytes, size_t length)
{
	size_t position = 2;
	while (position < length && bytes[position] >= 0x20 && bytes[position] < 0x40)
		position++;
	if (position == length)
		return incomplete();
	if (!is_final(bytes[position]))
		return broken_at(bytes, position);
	if (position == 2 && bytes[position] == '[')
		return read_console_key(bytes, length);
	if (position == 2 && bytes[position] == 'M')
		return read_old_mouse(bytes, length);
	return read_control(bytes, position + 1);
}

static struct sequence read_ss3(const unsigned char *bytes, size_t length)
{
	size_t position = 2;
	while (position < length && bytes[position] >= '0' && bytes[position] <= ';')
		position++;
	if (position == length)
		return incomplete();
	unsigned char final = bytes[position];
	if (!is_final(final))
		return broken_at(bytes, position);
	struct parameters parameters = read_parameters(bytes + 2, position - 2);
	if (parameters.count == 1) { /* an old form: the modifier alone */
		parameters.values[1][0] = parameters.values[0][0];
		parameters.values[1][1] = parameters.values[0][1];
	}
	if (final >= 'a' && final <= 'd') { /* rxvt: Ctrl and a cursor key */
		parameters.values[1][0] = 1 + SENT_CONTROL;
		final = (unsigned char)(final - 'a' + 'A');
	}
	const struct named_key *named = FIND_KEY(letter_keys, final);
	return modified_key(position + 1, named != NULL ? named : FIND_KEY(keypad_keys, final), &parameters);
}

/* ---- escape ------------------------------------------------------------------------------------------------- */

/* INNER came after an Esc that means Alt. */
static struct sequence with_alt(struct sequence inner)
{
	inner.length++;
	inner.key.modifiers |= MODIFIER_ALT;
	return inner;
}

/* Esc Esc: a terminal's way to say Alt and a cursor key, or the key Esc itself. */
static struct sequence read_escape_twice(const unsigned char *bytes, size_t length)
{
	if (length == 2)
		return incomplete();
	if (bytes[2] == '[')
		return with_alt(read_csi(bytes + 1, length - 1));
	if (bytes[2] == 'O')
		return with_alt(read_ss3(bytes + 1, length - 1));
	return whole_key(1, (struct key){.key = KEYBOARD_ESCAPE});
}

static struct sequence read_escape(const unsigned char *bytes, size_t length)
{
	if (length == 1)
		return incomplete();
	switch (bytes[1]) {
	case '[':
		return read_csi(bytes, length);
	case 'O':
		return read_ss3(bytes, length);
	case 'P': /* DCS, SOS, OSC, PM, APC */
	case 'X':
	case ']':
	case '^':
	case '_':
		if (length == 2) /* it may be Alt and this key */
			return incomplete();
		return (struct sequence){.kind = SEQUENCE_STRING, .length = 2};
	case '\\': /* the end of a string that is over */
		return nothing(2);
	case BYTE_ESCAPE:
		return read_escape_twice(bytes, length);
	}
	return with_alt(read_plain(bytes + 1, length - 1));
}

struct sequence sequence_read(const unsigned char *bytes, size_t length)
{
	return bytes[0] == BYTE_ESCAPE ? read_escape(bytes, length) : read_plain(bytes, length);
}
