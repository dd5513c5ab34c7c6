/* Roles → colours and attributes, by what the terminal can do. */
#include "terminal/colours.h"

#include "terminal/capabilities.h"

/*
 * Few colours, and only such as can be read on a dark and on a light background: of the 256 those that stand against black and
 * against white alike (contrast about 4 to 5 : 1, WCAG 2.1). Among eight, whose shades every terminal chooses for itself, only
 * red and magenta are safe. Dim letters vanish on some backgrounds; grey does their work where there is a grey.
 */
enum tint { TINT_NONE, TINT_ACCENT, TINT_QUIET, TINT_CODE, TINT_ALERT, TINTS };

enum { PALETTE_DEFAULT = -1 };

static const short palette[COLOUR_DEPTHS][TINTS] = {
        [COLOURS_NONE] = {PALETTE_DEFAULT, PALETTE_DEFAULT, PALETTE_DEFAULT, PALETTE_DEFAULT,
                PALETTE_DEFAULT},
        [COLOURS_8] = {PALETTE_DEFAULT, PALETTE_DEFAULT, PALETTE_DEFAULT, PALETTE_DEFAULT, COLOR_RED},
        [COLOURS_256] = {PALETTE_DEFAULT, 31, 243, 130, 160},
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

/* A pair for each tint, with the same number; pair 0 is the terminal's own colours. */
static bool make_pairs(enum colour_depth depth)
{
	if (start_color() == ERR || use_default_colors() == ERR)
		return false;
	for (short tint = TINT_NONE + 1; tint < TINTS; tint++) {
		if (palette[depth][tint] != PALETTE_DEFAULT &&
		        init_pair(tint, palette[depth][tint], PALETTE_DEFAULT) == ERR)
			return false;
	}
	return true;
}

void colours_open(struct colours *colours, bool wanted)
{
	enum { EIGHT = 8, WHOLE_PALETTE = 256 };
	*colours = (struct colours){.depth = COLOURS_NONE, .italic = capabilities_have_italic()};
	if (!wanted || !has_colors())
		return;
	/* With more than 256 a colour's number is its red, green and blue, but for the first eight (terminfo's RGB). */
	int count = capabilities_colours();
	enum colour_depth depth = count == WHOLE_PALETTE ? COLOURS_256
	                          : count >= EIGHT       ? COLOURS_8
	                                                 : COLOURS_NONE;
	if (depth != COLOURS_NONE && make_pairs(depth))
		colours->depth = depth;
}

static attr_t text_attributes(const struct colours *colours, unsigned attributes)
{
	return (attributes & CELL_BOLD ? A_BOLD : 0) | (attributes & CELL_UNDERLINE ? A_UNDERLINE : 0) |
	       (attributes & CELL_REVERSE ? A_REVERSE : 0) |
	       (attributes & CELL_ITALIC ? (colours->italic ? A_ITALIC : A_UNDERLINE) : 0);
}

struct style colours_style(const struct colours *colours, unsigned role, unsigned attributes)
{
	struct look look = looks[role < CELL_ROLES ? role : CELL_TEXT];
	if (look.tint == TINT_NONE && (attributes & CELL_DIM) != 0)
		look.tint = TINT_QUIET;
	struct style style = {.attributes = look.always | text_attributes(colours, attributes)};
	if (palette[colours->depth][look.tint] != PALETTE_DEFAULT)
		style.pair = (short)look.tint;
	else if (look.tint != TINT_NONE)
		style.attributes |= look.untinted;
	return style;
}
