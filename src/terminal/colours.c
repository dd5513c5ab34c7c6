/* Roles → colours and attributes, by what the terminal can do. */
#include "terminal/colours.h"

#include "terminal/capabilities.h"
#include "terminal/colour_words.h"

/*
 * Few colours, and only such as can be read on a dark and on a light background: of the 256 those that stand against black and
 * against white alike (contrast about 4 to 5 : 1, WCAG 2.1). Among eight, whose shades every terminal chooses for itself, only
 * red and magenta are safe. Dim letters vanish on some backgrounds; grey does their work where there is a grey.
 */
enum tint { TINT_NONE, TINT_ACCENT, TINT_QUIET, TINT_CODE, TINT_ALERT, TINTS };

enum { TINT_DEFAULT = -1 };

/* Numbers of the palette of 256. */
static const short palette[COLOUR_DEPTHS][TINTS] = {
        [COLOURS_NONE] = {TINT_DEFAULT, TINT_DEFAULT, TINT_DEFAULT, TINT_DEFAULT, TINT_DEFAULT},
        [COLOURS_8] = {TINT_DEFAULT, TINT_DEFAULT, TINT_DEFAULT, TINT_DEFAULT, COLOR_RED},
        [COLOURS_16] = {TINT_DEFAULT, TINT_DEFAULT, TINT_DEFAULT, TINT_DEFAULT, COLOR_RED},
        [COLOURS_256] = {TINT_DEFAULT, 31, 243, 130, 160},
        [COLOURS_DIRECT] = {TINT_DEFAULT, 31, 243, 130, 160},
};

/* Nothing is told by the tint alone: what must be told apart differs by an attribute or by a sign that the view puts there. */
struct look {
	enum tint tint;
	attr_t always;
	attr_t untinted; /* added where the tint has no colour */
};

/* clang-format off */
static const struct look looks[CELL_ROLES] = {
	[CELL_TEXT]           = {TINT_NONE,   0,                       0},
	[CELL_TITLE]          = {TINT_NONE,   A_BOLD,                  0},
	[CELL_HEADING]        = {TINT_NONE,   A_BOLD,                  0},
	[CELL_META]           = {TINT_QUIET,  0,                       0},
	[CELL_CODE]           = {TINT_CODE,   0,                       A_BOLD},
	[CELL_QUOTE]          = {TINT_NONE,   0,                       0},
	[CELL_MARK]           = {TINT_QUIET,  0,                       0},
	[CELL_LINK_NUMBER]    = {TINT_ACCENT, 0,                       0},
	[CELL_LINK]           = {TINT_ACCENT, A_UNDERLINE,             0},
	[CELL_SELECTED]       = {TINT_ACCENT, A_BOLD,                  0},
	[CELL_SELECTED_LINK]  = {TINT_ACCENT, A_UNDERLINE | A_REVERSE, 0},
	[CELL_SITE]           = {TINT_NONE,   A_BOLD,                  0},
	[CELL_BREADCRUMB]     = {TINT_NONE,   0,                       0},
	[CELL_LANGUAGE]       = {TINT_QUIET,  0,                       0},
	[CELL_LANGUAGE_SHOWN] = {TINT_NONE,   A_BOLD,                  0},
	[CELL_PREVIEW]        = {TINT_NONE,   0,                       0},
	[CELL_STATUS]         = {TINT_QUIET,  0,                       0},
	[CELL_STATUS_KEY]     = {TINT_NONE,   0,                       A_BOLD},
	[CELL_MESSAGE]        = {TINT_NONE,   A_BOLD,                  0},
	[CELL_ERROR]          = {TINT_ALERT,  A_BOLD,                  0},
	[CELL_MATCH]          = {TINT_CODE,   A_BOLD | A_UNDERLINE,    0},
	[CELL_MATCH_PRESENT]  = {TINT_CODE,   A_BOLD | A_REVERSE,      0},
};
/* clang-format on */

/* The number by which the terminal knows COLOUR. */
static int colour_for_terminal(struct colour colour, enum colour_depth depth)
{
	enum { OWN_COLOURS = 8 };
	static const unsigned counts[COLOUR_DEPTHS] = {
	        [COLOURS_8] = 8, [COLOURS_16] = 16, [COLOURS_256] = 256};
	if (depth != COLOURS_DIRECT)
		return (int)colour_nearest(colour, counts[depth]);
	/* Its first eight numbers are the terminal's own colours, the others red, green and blue (terminfo's RGB). */
	if (colour.kind == COLOUR_NUMBER && colour.value < OWN_COLOURS)
		return (int)colour.value;
	uint32_t value = colour_rgb(colour);
	return value < OWN_COLOURS ? 0 : (int)value;
}

static bool make_pair(enum colour_depth depth, int pair, struct colour colour)
{
	return init_extended_pair(pair, colour_for_terminal(colour, depth), TINT_DEFAULT) != ERR;
}

/* A pair for each tint, with the same number; pair 0 is the terminal's own colours. */
static bool make_tints(enum colour_depth depth)
{
	if (start_color() == ERR || use_default_colors() == ERR)
		return false;
	for (int tint = TINT_NONE + 1; tint < TINTS; tint++) {
		int number = palette[depth][tint];
		if (number != TINT_DEFAULT &&
		        !make_pair(depth, tint, (struct colour){COLOUR_NUMBER, (uint32_t)number}))
			return false;
	}
	return true;
}

static enum colour_depth find_depth(void)
{
	enum { EIGHT = 8, SIXTEEN = 16, WHOLE_PALETTE = 256 };
	int count = capabilities_colours();
	if (count > WHOLE_PALETTE)
		return COLOURS_DIRECT;
	return count == WHOLE_PALETTE ? COLOURS_256
	       : count >= SIXTEEN     ? COLOURS_16
	       : count >= EIGHT       ? COLOURS_8
	                              : COLOURS_NONE;
}

/* Pairs after those of the tints, one for each role. */
static void take_look(struct colours *colours, const struct colour_setting *setting)
{
	struct colour_look look;
	enum cell_role role = colour_role_named(setting->role);
	if (role == CELL_ROLES || !colour_look_read(setting->look, &look))
		return;
	struct own_look *own = &colours->own[role];
	own->attributes = look.attributes;
	if (look.colour.kind == COLOUR_UNSET || colours->depth == COLOURS_NONE)
		return;
	short pair = (short)(TINTS + role);
	own->tinted = true;
	own->pair = 0;
	if (look.colour.kind != COLOUR_DEFAULT && make_pair(colours->depth, pair, look.colour))
		own->pair = pair;
}

void colours_open(
        struct colours *colours, bool wanted, const struct colour_setting *looks_set, size_t look_count)
{
	*colours = (struct colours){.depth = COLOURS_NONE, .italic = capabilities_have_italic()};
	enum colour_depth depth = wanted && has_colors() ? find_depth() : COLOURS_NONE;
	if (depth != COLOURS_NONE && make_tints(depth))
		colours->depth = depth;
	for (size_t i = 0; i < look_count; i++)
		take_look(colours, &looks_set[i]);
}

/*
 * ncurses has no letters that are struck through; they are made so beside it. This attribute, which terminals do not have, keeps it from
 * taking other text for text that is, and makes it write that anew.
 */
#define ATTRIBUTE_STRUCK A_VERTICAL

static attr_t text_attributes(const struct colours *colours, unsigned attributes)
{
	return (attributes & CELL_BOLD ? A_BOLD : 0) | (attributes & CELL_UNDERLINE ? A_UNDERLINE : 0) |
	       (attributes & CELL_REVERSE ? A_REVERSE : 0) |
	       (attributes & CELL_STRIKETHROUGH ? ATTRIBUTE_STRUCK : 0) |
	       (attributes & CELL_ITALIC ? (colours->italic ? A_ITALIC : A_UNDERLINE) : 0);
}

struct style colours_style(const struct colours *colours, unsigned role, unsigned attributes)
{
	unsigned known = role < CELL_ROLES ? role : CELL_TEXT;
	const struct own_look *own = &colours->own[known];
	struct look look = looks[known];
	if (look.tint == TINT_NONE && (attributes & CELL_DIM) != 0)
		look.tint = TINT_QUIET;
	struct style style = {
	        .attributes = look.always | text_attributes(colours, attributes | own->attributes)};
	if (own->tinted)
		style.pair = own->pair;
	else if (palette[colours->depth][look.tint] != TINT_DEFAULT)
		style.pair = (short)look.tint;
	if (style.pair == 0 && look.tint != TINT_NONE)
		style.attributes |= look.untinted;
	return style;
}
