/* Roles and looks as a reader writes them; colours by what a terminal can show. */
#include "terminal/colour_words.h"

#include <string.h>

static const char *const role_names[CELL_ROLES] = {
        [CELL_TEXT] = "text",
        [CELL_TITLE] = "title",
        [CELL_HEADING] = "heading",
        [CELL_META] = "meta",
        [CELL_CODE] = "code",
        [CELL_QUOTE] = "quote",
        [CELL_MARK] = "mark",
        [CELL_LINK_NUMBER] = "link-number",
        [CELL_LINK] = "link",
        [CELL_SELECTED] = "selected",
        [CELL_SELECTED_LINK] = "selected-link",
        [CELL_SITE] = "site",
        [CELL_BREADCRUMB] = "breadcrumb",
        [CELL_LANGUAGE] = "language",
        [CELL_LANGUAGE_SHOWN] = "language-shown",
        [CELL_PREVIEW] = "preview",
        [CELL_STATUS] = "status",
        [CELL_STATUS_KEY] = "status-key",
        [CELL_MESSAGE] = "message",
        [CELL_ERROR] = "error",
        [CELL_MATCH] = "match",
        [CELL_MATCH_PRESENT] = "match-present",
};

struct word {
	const char *name;
	unsigned value;
};

static const struct word colour_names[] = {
        {"black", 0},
        {"red", 1},
        {"green", 2},
        {"yellow", 3},
        {"blue", 4},
        {"magenta", 5},
        {"cyan", 6},
        {"white", 7},
        {"bright-black", 8},
        {"bright-red", 9},
        {"bright-green", 10},
        {"bright-yellow", 11},
        {"bright-blue", 12},
        {"bright-magenta", 13},
        {"bright-cyan", 14},
        {"bright-white", 15},
};

static const struct word attribute_names[] = {
        {"bold", CELL_BOLD},
        {"italic", CELL_ITALIC},
        {"underline", CELL_UNDERLINE},
        {"reverse", CELL_REVERSE},
};

enum {
	COLOUR_NAMES = sizeof colour_names / sizeof colour_names[0],
	ATTRIBUTE_NAMES = sizeof attribute_names / sizeof attribute_names[0]
};

const char *terminal_colour_role(size_t number)
{
	return number < CELL_ROLES ? role_names[number] : NULL;
}

const char *terminal_colour_word(size_t number)
{
	if (number == 0)
		return "default";
	if (number - 1 < COLOUR_NAMES)
		return colour_names[number - 1].name;
	return number - 1 - COLOUR_NAMES < ATTRIBUTE_NAMES ? attribute_names[number - 1 - COLOUR_NAMES].name
	                                                   : NULL;
}

enum colour_fault terminal_colour_fault(const struct colour_setting *setting)
{
	struct colour_look look;
	if (colour_role_named(setting->role) == CELL_ROLES)
		return COLOUR_UNKNOWN_ROLE;
	return colour_look_read(setting->look, &look) ? COLOUR_GOOD : COLOUR_UNKNOWN_LOOK;
}

enum cell_role colour_role_named(const char *name)
{
	int role = 0;
	while (role < CELL_ROLES && strcmp(role_names[role], name) != 0)
		role++;
	return (enum cell_role)role;
}

/* ---- words -------------------------------------------------------------------------------------------------- */

static const struct word *find_word(const struct word *words, size_t count, const char *text, size_t length)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(words[i].name) == length && memcmp(words[i].name, text, length) == 0)
			return &words[i];
	return NULL;
}

static int digit_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'a' && digit <= 'f')
		return digit - 'a' + 10;
	return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

/* Reads LENGTH digits of BASE. False: something else is among them, or there are none. */
static bool read_digits(const char *text, size_t length, int base, uint32_t *value)
{
	enum { DIGITS_MAXIMUM = 6 };
	*value = 0;
	for (size_t i = 0; i < length; i++) {
		int digit = digit_value(text[i]);
		if (digit < 0 || digit >= base)
			return false;
		*value = *value * (uint32_t)base + (uint32_t)digit;
	}
	return length > 0 && length <= DIGITS_MAXIMUM;
}

/* A colour's name, 0 to 255, #rrggbb. */
static bool read_colour(const char *text, size_t length, struct colour *colour)
{
	enum { RGB_LENGTH = 7, NUMBERS = 256, HEXADECIMAL = 16, DECIMAL = 10 };
	const struct word *named = find_word(colour_names, COLOUR_NAMES, text, length);
	if (named != NULL) {
		*colour = (struct colour){COLOUR_NUMBER, named->value};
		return true;
	}
	if (length == strlen("default") && memcmp(text, "default", length) == 0) {
		*colour = (struct colour){COLOUR_DEFAULT, 0};
		return true;
	}
	colour->kind = text[0] == '#' ? COLOUR_RGB : COLOUR_NUMBER;
	if (colour->kind == COLOUR_RGB)
		return length == RGB_LENGTH && read_digits(text + 1, length - 1, HEXADECIMAL, &colour->value);
	return read_digits(text, length, DECIMAL, &colour->value) && colour->value < NUMBERS;
}

bool colour_look_read(const char *words, struct colour_look *look)
{
	*look = (struct colour_look){.colour = {COLOUR_UNSET, 0}};
	const char *word = words + strspn(words, " ");
	while (*word != '\0') {
		size_t length = strcspn(word, " ");
		const struct word *attribute = find_word(attribute_names, ATTRIBUTE_NAMES, word, length);
		if (attribute != NULL)
			look->attributes |= attribute->value;
		else if (look->colour.kind != COLOUR_UNSET || !read_colour(word, length, &look->colour))
			return false;
		word += length;
		word += strspn(word, " ");
	}
	return look->colour.kind != COLOUR_UNSET || look->attributes != 0;
}

/* ---- what a terminal can show ------------------------------------------------------------------------------- */

/* The palette of 256 (xterm): 16 of the terminal's own, a cube of 6 × 6 × 6, 24 greys. */
enum { OWN_COLOURS = 16, CUBE_SIDE = 6, GREYS_FIRST = 232, PALETTE_WHOLE = 256 };

static uint32_t rgb(uint32_t red, uint32_t green, uint32_t blue)
{
	return red << 16 | green << 8 | blue;
}

static uint32_t cube_level(uint32_t step)
{
	return step == 0 ? 0 : 55 + step * 40;
}

static uint32_t palette_rgb(uint32_t number)
{
	static const uint32_t own[OWN_COLOURS] = {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd,
	        0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff,
	        0xffffff};
	if (number < OWN_COLOURS)
		return own[number];
	if (number >= GREYS_FIRST) {
		uint32_t grey = 8 + (number - GREYS_FIRST) * 10;
		return rgb(grey, grey, grey);
	}
	uint32_t place = number - OWN_COLOURS;
	return rgb(cube_level(place / (CUBE_SIDE * CUBE_SIDE)), cube_level(place / CUBE_SIDE % CUBE_SIDE),
	        cube_level(place % CUBE_SIDE));
}

uint32_t colour_rgb(struct colour colour)
{
	return colour.kind == COLOUR_RGB ? colour.value : palette_rgb(colour.value % PALETTE_WHOLE);
}

static int distance_of(uint32_t first, uint32_t second)
{
	int distance = 0;
	for (int shift = 0; shift <= 16; shift += 8) {
		int difference = (int)(first >> shift & 0xff) - (int)(second >> shift & 0xff);
		distance += difference * difference;
	}
	return distance;
}

unsigned colour_nearest(struct colour colour, unsigned count)
{
	if (colour.kind == COLOUR_NUMBER && colour.value < count)
		return colour.value;
	uint32_t wanted = colour_rgb(colour);
	unsigned nearest = count > OWN_COLOURS ? OWN_COLOURS : 0;
	for (unsigned number = nearest; number < count; number++)
		if (distance_of(wanted, palette_rgb(number)) < distance_of(wanted, palette_rgb(nearest)))
			nearest = number;
	return nearest;
}
