/*
 * view/view.h — what the reader sees and does: screens, commands, the grid of cells.
 *
 * Knows: base, text, content, layout, search. Touches no file, no terminal, no clock: of content it calls only what asks
 * a site that is in memory (site_root, site_language…, entry_…, page_…), never site_open, site_list, site_read_headline, site_settle,
 * site_load, site_find or site_check: those are effects, which session.c carries out and answers with a command.
 *
 *   command.c          the table of commands: names, keys, where they apply; a key becomes a command
 *   key_names.c        what keys are called: names become keys and keys names
 *   key_map.c          the keys that settings give to commands
 *   state.c            view_update(): command → new state and effects; what belongs to no kind of screen (state.h)
 *   history.c          the stack of screens, back and forward, and what becomes of it when the site is opened anew
 *   menu.c             a kind of screen: the entries of a section
 *   menu_filter.c      those of them that match, found in steps
 *   menu_find.c        what `/` does in a menu
 *   menu_draw.c        what a menu looks like, with a preview beside it
 *   article.c          a kind of screen: one page
 *   article_find.c     what is found in it: marked, walked through
 *   article_neighbours.c  the articles of its section before and after it
 *   side_by_side.c     its page in a second language, beside the first
 *   article_place.c    where the reader is in it: remembered, and found again
 *   article_links.c    its links: selected, numbered, followed
 *   bookmarks.c        a kind of screen: the bookmarks
 *   contents.c         a kind of screen: the headings of a page
 *   page_languages.c   what kinds of screens that show one page share: its languages
 *   list.c             a plain list to choose from, part of a screen
 *   results.c          a kind of screen: what the search of the whole site has found
 *   results_draw.c     what it looks like
 *   prompt.c           the line in which the reader types what to find
 *   line_editor.c      a line of text being typed
 *   reading.c          what is remembered of a reader: places, pages read, bookmarks
 *   reading_file.c     the same as text in a file
 *   remember.c         when it is noted, read and written
 *   anchor.c           a place in a page that outlives the page
 *   help.c             a kind of screen: the keys
 *   bars.c             the header (breadcrumb, languages) and the status line
 *   page_line.c        a line of layout drawn on the grid
 *   wrap.c             a short text in lines: titles in a menu, messages, sentences of the help
 *   strings.c          what the program says, with dates and counted forms
 *   strings_bg.c       in Bulgarian
 *   strings_en.c       in English
 *   grid.c             cells, and text put into them
 */
#ifndef IOMVIEW_VIEW_H
#define IOMVIEW_VIEW_H

#include "content/content.h"
#include "layout/layout.h"
#include "search/search.h"
#include "text/text.h"

/* ---- keys --------------------------------------------------------------------------------------------------- */

enum keyboard_key {
	KEYBOARD_NONE,
	KEYBOARD_CHARACTER, /* a printable character, or a letter with Ctrl or Alt */
	KEYBOARD_UP,
	KEYBOARD_DOWN,
	KEYBOARD_LEFT,
	KEYBOARD_RIGHT,
	KEYBOARD_HOME,
	KEYBOARD_END,
	KEYBOARD_PAGE_UP,
	KEYBOARD_PAGE_DOWN,
	KEYBOARD_INSERT,
	KEYBOARD_DELETE,
	KEYBOARD_ENTER,
	KEYBOARD_ESCAPE,
	KEYBOARD_BACKSPACE,
	KEYBOARD_TAB,
	KEYBOARD_FUNCTION, /* F1 and up: CHARACTER is the number */
	KEYBOARD_WHEEL_UP, /* the mouse, while it is ours */
	KEYBOARD_WHEEL_DOWN,
	KEYBOARD_CLICK, /* left button pressed at ROW, COLUMN */
	KEYBOARD_PASTED /* a character that was pasted (bracketed paste): never a command */
};

enum keyboard_modifier { MODIFIER_SHIFT = 1, MODIFIER_ALT = 2, MODIFIER_CONTROL = 4 };

struct key {
	enum keyboard_key key;
	uint32_t
	        character; /* code point for CHARACTER and PASTED (a letter with Ctrl: the small letter), number for FUNCTION */
	uint32_t base_character; /* the key's letter on a US layout where the terminal tells it; 0: unknown */
	unsigned modifiers;      /* enum keyboard_modifier, added up; Shift is not told of characters */
	int row, column;         /* of a click, from 0 */
};

/* What the terminal (or a test) tells the loop. */
enum input_kind {
	INPUT_NOTHING, /* the time is up */
	INPUT_KEY,
	INPUT_RESIZE,  /* to ROWS, COLUMNS */
	INPUT_RESUMED, /* after a stop: draw everything again, the size may be another */
	INPUT_SIGNAL,  /* SIGNAL asks the program to end */
	INPUT_HANGUP   /* the terminal is gone */
};

struct input_event {
	enum input_kind kind;
	struct key key;
	int rows, columns;
	int signal;
};

/* ---- the grid ----------------------------------------------------------------------------------------------- */

/* What a cell is for; the terminal chooses colours by it. The span roles of layout.h come first, with the same numbers. */
enum cell_role {
	CELL_TEXT = ROLE_TEXT,
	CELL_TITLE = ROLE_TITLE,
	CELL_HEADING = ROLE_HEADING,
	CELL_META = ROLE_META,
	CELL_CODE = ROLE_CODE,
	CELL_QUOTE = ROLE_QUOTE,
	CELL_MARK = ROLE_MARK,
	CELL_LINK_NUMBER = ROLE_LINK_NUMBER,
	CELL_LINK,     /* the text of a link */
	CELL_SELECTED, /* the selected entry of a menu */
	CELL_SELECTED_LINK,
	CELL_SITE, /* the breadcrumb's first part */
	CELL_BREADCRUMB,
	CELL_LANGUAGE,       /* a language mark in the header */
	CELL_LANGUAGE_SHOWN, /* the one that is shown */
	CELL_PREVIEW,        /* text of a preview */
	CELL_STATUS,         /* the status line */
	CELL_STATUS_KEY,     /* a key's name in it */
	CELL_MESSAGE,        /* a message in the status line */
	CELL_ERROR,
	CELL_MATCH,         /* what is looked for, wherever it stands */
	CELL_MATCH_PRESENT, /* the one of them where the reader is */
	CELL_ROLES
};

enum cell_attribute {
	CELL_BOLD = 1, /* to CELL_REVERSE: what the text itself asks for (strong, emphasis, …) */
	CELL_ITALIC = 2,
	CELL_UNDERLINE = 4,
	CELL_DIM = 8,
	CELL_STRIKETHROUGH = 16,
	CELL_REVERSE = 32,
	CELL_WIDE = 64,        /* a cluster of two columns; the second is the next cell */
	CELL_RIGHT_HALF = 128, /* of the wide cluster in the cell before */
	CELL_SHAPE = CELL_WIDE | CELL_RIGHT_HALF
};

/* One column of the screen. All zero: a blank. Without padding, so that cells can be compared as bytes. */
struct cell {
	uint32_t
	        character; /* its one code point; 0: a blank or a right half; from CELL_CLUSTER on: one of the grid's clusters */
	uint16_t link;      /* the number of a link on this screen, from 1; 0: none */
	uint8_t role;       /* enum cell_role */
	uint8_t attributes; /* enum cell_attribute, added up */
};

/* What cell.character begins with for clusters of several code points: beyond Unicode. */
enum { CELL_CLUSTER = 0x110000 };

/* A cluster of several code points (a letter with marks, a flag) as it is sent (text_shown). */
struct grid_cluster {
	char text[TEXT_SHOWN_MAXIMUM]; /* no NUL */
	size_t length;                 /* bytes */
};

/* Where a link on the screen leads. */
struct grid_link {
	uint16_t number; /* as cells have it */
	size_t address;  /* offset in the grid's addresses */
};

struct grid {
	int rows, columns;
	struct cell *cells; /* row by row; owned by the grid */
	int cursor_row, cursor_column;
	bool cursor_shown;
	struct grid_cluster
	        *clusters; /* owned; each only once, so that cells with the same one are the same */
	size_t cluster_count, cluster_capacity;
	struct grid_link *links; /* owned; of what cells have in LINK, those that lead out of the site */
	size_t link_count, link_capacity;
	struct buffer addresses; /* owned; one after another, each with its NUL */
	uint32_t
	        generation; /* another after the clusters were forgotten: cells of an older one cannot be compared */
};

/* No terminal is larger; a size beyond it is taken as this. */
enum { GRID_SIDE_MAXIMUM = 1000 };

/* Makes GRID blank and of this size (each 1 to GRID_SIDE_MAXIMUM). False when memory runs out: GRID is then as it was. */
bool grid_resize(struct grid *grid, int rows, int columns);
void grid_clear(struct grid *grid);
void grid_free(struct grid *grid);

/* Makes TO (a grid, or all zero) the same as FROM. False when memory runs out: TO is then freed. */
bool grid_copy(struct grid *to, const struct grid *from);

/* The cell at ROW, COLUMN, or NULL outside the grid. */
struct cell *grid_cell(const struct grid *grid, int row, int column);

/* Puts the text of a cell of GRID into TEXT (no NUL) and returns its bytes; 0 for a blank and a right half. */
size_t grid_cell_text(const struct grid *grid, const struct cell *cell, char text[TEXT_SHOWN_MAXIMUM]);

/*
 * Puts LENGTH bytes of TEXT into ROW from COLUMN on, never past the column LIMIT nor the grid's edge; a wide cluster that does not
 * fit is left out and ends it. Returns the column behind what was put. Rows and columns outside the grid are allowed and show nothing.
 * Where memory runs out (or a screen has thousands of different clusters) a letter loses its marks.
 */
int grid_put(struct grid *grid, int row, int column, int limit, const char *text, size_t length,
        enum cell_role role, unsigned attributes);

/*
 * Says that the link NUMBER (from 1) leads to ADDRESS, out of the site; once said it holds until the grid is cleared. What does not fit is
 * left out: that link then has no address.
 */
void grid_add_link(struct grid *grid, uint16_t number, const char *address);

/* Where the link NUMBER leads; NULL: into the site. Until the next change. */
const char *grid_link(const struct grid *grid, uint16_t number);

/* Gives TO what cells of FROM refer to, clusters and addresses. False when memory runs out: TO may have less of them. */
bool grid_copy_references(struct grid *to, const struct grid *from);

/* Appends ROW as text, blanks at its end left out, no newline. */
bool grid_row_text(const struct grid *grid, int row, struct buffer *out);

/* ---- commands ----------------------------------------------------------------------------------------------- */

/* Where a command applies. */
enum command_place {
	IN_MENU = 1,
	IN_ARTICLE = 2,
	IN_HELP = 4,
	IN_CONTENTS = 8,
	IN_BOOKMARKS = 16,
	EVERYWHERE = 31
};

/*
 * Everything a reader can do. A row: name, keys (as printed on the keyboard, several separated by blanks), where it applies.
 * "//" is the key of FIND twice: the second time the prompt takes it (prompt.c).
 * The words for status line, help and manual are in strings.c, by name. Help screen, status line and the manual's table are made from this.
 */
/* clang-format off */
#define COMMAND_LIST(ROW) \
	ROW(PREVIOUS,         "previous",         "Up k",                  EVERYWHERE) \
	ROW(NEXT,             "next",             "Down j",                EVERYWHERE) \
	ROW(OPEN,             "open",             "Right Enter l",         IN_MENU | IN_ARTICLE | IN_CONTENTS | IN_BOOKMARKS) \
	ROW(BACK,             "back",             "Left Backspace h",      EVERYWHERE) \
	ROW(CLEAR,            "clear",            "Esc",                   EVERYWHERE) \
	ROW(FORWARD,          "forward",          "Alt-Right F",           EVERYWHERE) \
	ROW(SCREEN_DOWN,      "screen-down",      "Space PgDn f Ctrl-F",   EVERYWHERE) \
	ROW(SCREEN_UP,        "screen-up",        "b PgUp Ctrl-B",         EVERYWHERE) \
	ROW(HALF_DOWN,        "half-down",        "d Ctrl-D",              EVERYWHERE) \
	ROW(HALF_UP,          "half-up",          "u Ctrl-U",              EVERYWHERE) \
	ROW(FIRST,            "first",            "g Home",                EVERYWHERE) \
	ROW(LAST,             "last",             "G End",                 EVERYWHERE) \
	ROW(NEXT_LINK,        "next-link",        "Tab",                   IN_ARTICLE) \
	ROW(PREVIOUS_LINK,    "previous-link",    "Shift-Tab",             IN_ARTICLE) \
	ROW(LINK_NUMBER,      "link-number",      "1 2 3 4 5 6 7 8 9",     IN_ARTICLE) \
	ROW(BOOKMARK,         "bookmark",         "m",                     IN_ARTICLE | IN_BOOKMARKS) \
	ROW(BOOKMARKS,        "bookmarks",        "'",                     EVERYWHERE) \
	ROW(REMOVE,           "remove",           "Del",                   IN_BOOKMARKS) \
	ROW(COPY,             "copy",             "y",                     IN_ARTICLE) \
	ROW(BROWSE,           "browser",          "o",                     IN_ARTICLE) \
	ROW(FIND,             "find",             "/",                     IN_MENU | IN_ARTICLE) \
	ROW(NEXT_MATCH,       "next-match",       "n",                     IN_ARTICLE) \
	ROW(PREVIOUS_MATCH,   "previous-match",   "N",                     IN_ARTICLE) \
	ROW(SEARCH_SITE,      "search-site",      "//",                    IN_MENU | IN_ARTICLE) \
	ROW(NEXT_ARTICLE,     "next-article",     "]",                     IN_ARTICLE) \
	ROW(PREVIOUS_ARTICLE, "previous-article", "[",                     IN_ARTICLE) \
	ROW(CONTENTS,         "contents",         "t",                     IN_ARTICLE | IN_CONTENTS) \
	ROW(SIDE_BY_SIDE,     "side-by-side",     "p",                     IN_ARTICLE) \
	ROW(NEXT_LANGUAGE,    "next-language",    "L",                     EVERYWHERE) \
	ROW(WIDER,            "wider",            "+",                     EVERYWHERE) \
	ROW(NARROWER,         "narrower",         "-",                     EVERYWHERE) \
	ROW(DEFAULT_MEASURE,  "default-measure",  "=",                     EVERYWHERE) \
	ROW(MOUSE,            "mouse",            "M",                     EVERYWHERE) \
	ROW(RELOAD,           "reload",           "r",                     EVERYWHERE) \
	ROW(REDRAW,           "redraw",           "Ctrl-L",                EVERYWHERE) \
	ROW(HELP,             "help",             "? F1",                  EVERYWHERE) \
	ROW(SUSPEND,          "suspend",          "Ctrl-Z",                EVERYWHERE) \
	ROW(QUIT,             "quit",             "q Ctrl-C",              EVERYWHERE)
/* clang-format on */

enum command_name {
	COMMAND_NONE,
#define COMMAND_MEMBER(name, word, keys, places) COMMAND_##name,
	COMMAND_LIST(COMMAND_MEMBER)
#undef COMMAND_MEMBER
	/* not from keys: what the world answers */
	COMMAND_RESIZE,        /* ROWS, COLUMNS */
	COMMAND_LISTED,        /* ENTRY has been listed */
	COMMAND_HEADLINE_READ, /* ENTRY's headline in LANGUAGE is there */
	COMMAND_SETTLED,       /* a step of settling ENTRY's order is done; NUMBER: 1 while there is more */
	COMMAND_SEARCHED, /* SEARCH has gone a step further; NUMBER: 1 while there is more. A new one (NULL: no memory) is the view's */
	COMMAND_CONTINUE, /* no key waits: a step of what the view does by itself */
	COMMAND_PAGE_LOADED, /* PAGE (may be NULL: no memory) for ENTRY in LANGUAGE; the view takes its own reference */
	COMMAND_FOUND,      /* ENTRY is what EFFECT_FIND's path leads to; NULL: nothing has that path */
	COMMAND_RELOADED,   /* SITE is the site opened anew (NULL: it cannot be opened; the old one stays) */
	COMMAND_STATE_READ, /* BYTES are what is remembered of readers */
	COMMAND_STATE_WRITTEN, /* NUMBER: 1 when it could not be written */
	COMMAND_BROWSED,       /* NUMBER (enum browse_result) is what has come of EFFECT_BROWSE */
	COMMAND_CLICK,         /* ROWS, COLUMNS: the cell's row and column */
	COMMAND_PROMPT_KEY,    /* KEY was pressed while the prompt is open */
	COMMAND_UNKNOWN_KEY,
	COMMAND_ENDING, /* the session ends in NUMBER minutes if no key comes */
	COMMAND_NAMES
};

struct command {
	enum command_name name;
	int rows, columns;
	uint32_t number; /* of a link; how many lines or entries PREVIOUS and NEXT move (0: one) */
	struct entry *entry;
	int language;
	const struct page *page;
	struct site *site;
	struct key key;
	struct site_search *search;
	const struct buffer *bytes;
};

/* The commands that keys give: the length of a table indexed by enum command_name. */
enum { KEY_COMMANDS = COMMAND_RESIZE };

/* The word by which settings name a command, and its places. NAME is one of COMMAND_LIST. Static. */
const char *command_word(enum command_name name);
unsigned command_places(enum command_name name);

/* The longest list of keys and its NUL. */
enum { KEY_LIST_BYTES = 256 };

/* The keys of each command, written as in COMMAND_LIST. Plain data. */
struct key_map {
	char keys[KEY_COMMANDS][KEY_LIST_BYTES];
};

/* The keys of a command by MAP; NULL: those of COMMAND_LIST. */
const char *command_keys(const struct key_map *map, enum command_name name);

/*
 * Makes MAP of COMMAND_LIST and the COUNT settings of CHANGES: command and key each (no key: the command has none), in the order of the
 * file; the first that names a command takes away those it had. A key that is given leaves the commands that had it and
 * apply in the same place. What is wrong is added to DIAGNOSTICS, with FILE and place; it changes nothing. Quit, back and help keep a key.
 */
void key_map_make(struct key_map *map, const struct setting_pair *changes, size_t count, const char *file,
        struct diagnostics *diagnostics);

/* ---- effects ------------------------------------------------------------------------------------------------ */

/* What only the outside can do. Each of the first group is answered with a command. */
enum effect_kind {
	EFFECT_LIST,          /* list ENTRY → COMMAND_LISTED */
	EFFECT_READ_HEADLINE, /* read ENTRY's headline in LANGUAGE → COMMAND_HEADLINE_READ */
	EFFECT_LOAD,          /* load ENTRY in LANGUAGE → COMMAND_PAGE_LOADED */
	EFFECT_FIND,          /* find the entry with PATH → COMMAND_FOUND */
	EFFECT_READ_STATE,    /* read what is remembered → COMMAND_STATE_READ */
	/* when no key waits */
	EFFECT_SETTLE,   /* one step of ENTRY's order → COMMAND_SETTLED */
	EFFECT_CONTINUE, /* → COMMAND_CONTINUE */
	EFFECT_SEARCH, /* one step of SEARCH, or where that is NULL a new search for PATH → COMMAND_SEARCHED */
	/* the reader's own */
	EFFECT_RELOAD,      /* open the site again → COMMAND_RELOADED */
	EFFECT_WRITE_STATE, /* write it, by view_merge_state(), when no key waits → COMMAND_STATE_WRITTEN */
	EFFECT_BROWSE,      /* open the address PATH in a browser → COMMAND_BROWSED */
	/* no answer */
	EFFECT_COPY,    /* hand PATH (an address, or a page's path) to the clipboard */
	EFFECT_REPAINT, /* send the whole screen again */
	EFFECT_MOUSE_ON,
	EFFECT_MOUSE_OFF,
	EFFECT_SUSPEND,
	EFFECT_QUIT
};

/* What becomes of an address that was to be opened. */
enum browse_result { BROWSE_OPENING, BROWSE_DONE, BROWSE_NO_BROWSER, BROWSE_NOT_ALLOWED };

struct effect {
	enum effect_kind kind;
	struct entry *entry;
	int language;
	const char *path; /* borrowed from a page or a screen that the view holds; words, for EFFECT_SEARCH */
	struct site_search *search;
};

enum { EFFECTS_MAXIMUM = 256 };

/* Effects in the order in which they are to be done. Plain data, owned by the caller. */
struct effects {
	struct effect items[EFFECTS_MAXIMUM];
	size_t count;
};

/* ---- the view ----------------------------------------------------------------------------------------------- */

struct view_options {
	int language; /* index into the site's languages */
	int measure;  /* longest line of text, in columns; 0: the default (72) */
	bool ascii;   /* no characters beyond ASCII of our own */
	bool mouse;   /* the mouse is ours at the start */
	bool kiosk;   /* strangers read: feature_is_on() says what they cannot do */
	const char *
	        remembered_as; /* the site's absolute path, for places and bookmarks; NULL: nothing is remembered */
	enum hyphenation_mode hyphenation; /* of articles */
	struct hyphenation *dictionaries;  /* borrowed: outlives the view; NULL: none */
	enum keyboard_layout keyboard;     /* the reader's Bulgarian layout; LAYOUT_UNKNOWN: it is guessed */
	const struct key_map *keys;        /* borrowed; NULL: those of COMMAND_LIST */
	const char *
	        notice; /* stands in the status line until the first key; NULL: nothing. Read by view_new() only */
};

struct view;

/*
 * A view of SITE that begins at its front menu (or its only page), or at START (may be NULL): a page or section that site_find()
 * gave; Back from there leads to its section, and so on up to the front. Borrows SITE. Returns NULL when memory runs out.
 */
struct view *view_new(struct site *site, const struct view_options *options, struct entry *start);
void view_free(struct view *view);

enum view_result { VIEW_UNCHANGED, VIEW_CHANGED, VIEW_NO_MEMORY };

/*
 * Does COMMAND and appends to EFFECTS what only the outside can do, among it what the present screen still needs in order to be
 * drawn whole (its list, the headlines in sight, the page). The same view and command always give the same result.
 * VIEW_UNCHANGED: nothing to draw. VIEW_NO_MEMORY: a message says so; the view works on.
 */
enum view_result view_update(struct view *view, struct command command, struct effects *effects);

/* What to do when no key waits, at most one effect; nothing when there is nothing left. */
void view_idle(const struct view *view, struct effects *effects);

/* The session ends, however: takes note of where the reader is. Returns whether there is something to be written. */
bool view_leave(struct view *view);

/*
 * What EFFECT_WRITE_STATE is to make of the file of what is remembered, which holds the LENGTH bytes at PRESENT now: appends to MERGED
 * all that it is to hold. VIEW is a struct view. Returns false when memory runs out.
 */
bool view_merge_state(const char *present, size_t length, struct buffer *merged, void *view);

/* Turns a key into a command, by what is on the screen. */
struct command view_key(const struct view *view, struct key key);

/* Draws the present screen on GRID, whose size it takes as it is. Returns false when memory runs out: the grid shows what it can. */
bool view_draw(struct view *view, struct grid *grid);

/* ---- words -------------------------------------------------------------------------------------------------- */

/* The words that pages in LANGUAGE (a BCP 47 tag) show: Bulgarian for bg, else English. Static. */
const struct page_words *view_page_words(const char *language);

/* The label in the status line ("" where there is none) and the sentence of help and manual for a command. Static. */
const char *view_command_label(enum command_name name, enum message_language language);
const char *view_command_help(enum command_name name, enum message_language language);

/* A key's name as the status line and the help show it: "Up" is "↑" (in ASCII "Up"). Static. */
const char *view_key_label(const char *key, bool ascii);

/* Appends „20 май 2021 г.“ or “20 May 2021”. */
void view_write_date(struct buffer *out, struct date date, enum message_language language);

#endif
