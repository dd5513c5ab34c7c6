/*
 * view/state.h — the view and its screens. Private to view/ and its tests.
 *
 * A kind of screen is a table of functions (struct screen_kind) and a struct whose first member is struct screen. Nothing
 * outside a kind's own file looks inside that struct, and nothing asks of what kind a screen is.
 */
#ifndef IOMVIEW_VIEW_STATE_H
#define IOMVIEW_VIEW_STATE_H

#include "view/bars.h"
#include "view/prompt.h"
#include "view/reading.h"
#include "view/strings.h"
#include "view/view.h"
#include "view/wrap.h"

struct screen;

typedef enum view_result (*command_function)(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);

/* What a command does. A table of them ends with COMMAND_NONE. */
struct command_handler {
	enum command_name name;
	command_function function;
};

/* The rows of a kind in which FUNCTION moves, by a line or an entry, by half a screen or a whole one, to the ends. */
/* clang-format off */
#define MOVED_BY(function) \
	{COMMAND_PREVIOUS, function}, {COMMAND_NEXT, function}, {COMMAND_SCREEN_UP, function}, \
	{COMMAND_SCREEN_DOWN, function}, {COMMAND_HALF_UP, function}, {COMMAND_HALF_DOWN, function}, \
	{COMMAND_FIRST, function}, {COMMAND_LAST, function}
/* clang-format on */

/* What a command has interrupted: nothing, something that it ends besides what it does, or something that is all it ends. */
enum interruption { INTERRUPTED_NOTHING, INTERRUPTED, INTERRUPTED_AND_DONE };

struct screen_kind {
	size_t size; /* bytes of the kind's own struct */
	enum command_place place;
	const struct command_handler *handlers; /* before those that all kinds share (state.c) */
	const struct hint *hints;
	/* Draws the body; sets view->starved when memory runs out. */
	void (*draw)(struct view *view, struct screen *screen, struct grid *grid, const struct frame *frame);
	/* Appends the place, for the right end of the status line: "2/6", „43 %“, nothing. */
	void (*write_place)(struct view *view, struct screen *screen, struct buffer *out);
	/* Whether COMMAND would do something now; for the hints. */
	bool (*applies)(const struct view *view, const struct screen *screen, enum command_name command);

	/* What follows may be NULL. */

	/* Whether ENTRY can be shown. NULL: any. */
	bool (*fits)(const struct entry *entry);
	/* Appends what must be had before the screen can be drawn whole, and nothing that is there already or out of sight. */
	void (*wants)(struct view *view, struct screen *screen, struct effects *effects);
	/* The language of what is shown: an index into the site's. NULL: the one that the reader wants. */
	int (*language)(const struct view *view, const struct screen *screen);
	/* Gives back what can be had again: another screen covers this one. */
	void (*cover)(struct screen *screen);
	/* Frees what the kind's own struct owns. */
	void (*close)(struct screen *screen);
	/* Fills LANGUAGES with those in which what is shown exists; returns how many. NULL: the site's. */
	size_t (*languages)(
	        const struct view *view, const struct screen *screen, int languages[LANGUAGES_MAXIMUM]);
	/* A second language that is shown as well, or -1. */
	int (*second_language)(const struct view *view, const struct screen *screen);
	/* The last part of the breadcrumb, after the titles of entries. */
	const char *(*title)(enum message_language language);
	/* Appends what stands in the status line instead of the hints; nothing: the hints. */
	void (*write_note)(const struct view *view, const struct screen *screen, struct buffer *out);
	/* Corrects the COMMAND that a key gave by what the screen is in the middle of. */
	void (*correct_key)(const struct screen *screen, struct key key, struct command *command);
	/* A command of the reader comes: ends what it interrupts. */
	enum interruption (*interrupt)(struct screen *screen, const struct command *command);
	/* The size of the screen or the measure has changed. */
	void (*resized)(struct view *view, struct screen *screen);
	/* The site is opened anew: whatever points into the old one must go (but ENTRY, which goes next). */
	void (*reloaded)(struct screen *screen);
	/* Takes note of the place before the reader does something else. */
	void (*note_place)(struct view *view, struct screen *screen);
	/* ENTRY, of the section that is shown, is where the reader has gone by another way. */
	void (*select_entry)(struct screen *screen, struct entry *entry);
	/* Appends what is to be done while no key waits, at most one effect. */
	void (*idle)(const struct view *view, const struct screen *screen, struct effects *effects);
	/* COMMAND_CLEAR would do something else than go back. */
	bool (*clearable)(const struct screen *screen);
	/* What `/` does here; NULL: it searches the whole site. */
	const struct finding *finding;
};

extern const struct screen_kind menu_kind;
extern const struct screen_kind article_kind;
extern const struct screen_kind help_kind;
extern const struct screen_kind contents_kind;
extern const struct screen_kind results_kind;
extern const struct screen_kind bookmarks_kind;

/* What all kinds have. */
struct screen {
	const struct screen_kind *kind;
	char *path; /* of ENTRY, by which it is found again; owned; NULL: the screen shows no entry */
	struct entry *entry; /* borrowed from the site; NULL with a PATH: it must be found first */
};

struct view {
	struct site *site; /* borrowed */
	struct view_options options;
	int rows, columns;
	int language;        /* what the reader wants: an index into the site's languages */
	int measure;         /* longest line of text, in columns */
	int default_measure; /* what '=' goes back to: the option's, else 72 */
	bool mouse;
	bool side_by_side; /* two languages, where there is room */

	struct screen **screens; /* the history, oldest first; owned; never empty */
	size_t count;            /* of SCREENS: those after the present one are for going forward */
	size_t capacity;
	size_t present; /* index into SCREENS */

	size_t unanswered; /* questions asked in the last update that no answer has come to */
	bool gave_up;      /* an answer brought nothing: ask no more before the reader acts */

	struct buffer message; /* stands in the status line until the next key; empty: none */
	bool message_is_error;
	bool no_memory; /* likewise, when not even a message could be written */

	struct prompt prompt;
	struct reading reading; /* what is remembered of the reader */
	bool reading_known;     /* what the file has is in it */
	bool reading_to_write;  /* it is to be written when no key waits */
	bool reading_failed;    /* the reader knows that it cannot be */

	struct wrapping wrapping; /* for whoever wraps a text: wrap_in_view() */
	struct buffer words;      /* for whoever writes words: fresh_words() */
	bool starved;             /* memory ran out while the screen was drawn */
};

enum { MEASURE_DEFAULT = 72, MEASURE_LEAST = 20, MEASURE_MOST = 200, MEASURE_STEP = 4 };

/* ---- what every screen can ask ---- */

struct screen *present_screen(const struct view *view);

/* The language of what the present screen shows, its tag, and the language in which the program speaks there. */
int shown_language(const struct view *view);
const char *shown_tag(const struct view *view);
enum message_language shown_messages(const struct view *view);

/* What SCREEN shows speaks this. */
enum message_language screen_messages(const struct view *view, const struct screen *screen);

/* Appends one effect; where there is no room it is lost, and asked for again when the answers have come. */
void ask(struct effects *effects, struct effect effect);

/* Whether reading ENTRY's headline in LANGUAGE would tell something new. */
bool headline_is_missing(const struct entry *entry, int language);

/* Asks for the headline of ENTRY in LANGUAGE unless it is there or cannot be. */
void ask_for_headline(struct effects *effects, struct entry *entry, int language);

/* Puts a message into the status line: a sentence of strings.h. Returns VIEW_CHANGED, or VIEW_NO_MEMORY. */
enum view_result say(struct view *view, enum string_name name, const char *first, const char *second);

/* The same in LANGUAGE, whatever is shown. */
enum view_result say_in(struct view *view, enum message_language language, enum string_name name,
        const char *first, const char *second);

/* The same with words that are somebody else's: an address. */
enum view_result say_words(struct view *view, const char *words);

/*
 * Lines that a command moves through what is shown in HEIGHT rows, negative upward; FIRST and LAST: more than any has. KEPT of them
 * are seen again after a step of a whole screen.
 */
int scroll_lines(const struct command *command, int height, int kept);

/* Lines of a text that stay when it moves by a screen of HEIGHT rows. */
int lines_kept(int height);

/* The empty buffer for words, to be used at once. */
struct buffer *fresh_words(struct view *view);

/* Sets TEXT in at most MOST lines of COLUMNS columns, in view->wrapping, by the rules of the language that is shown. */
void wrap_in_view(struct view *view, const char *text, int columns, int most);

/* What COMMAND_FOUND does where the present screen's own entry was looked for. */
enum view_result screen_found(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);

/* ---- history.c ---- */

/* A new screen of KIND for ENTRY (NULL: none), not yet in the history; NULL when memory runs out. */
struct screen *screen_new(const struct screen_kind *kind, struct entry *entry);
void screen_free(struct screen *screen);

/* The kind that shows ENTRY: a menu for a section, an article for a page. */
const struct screen_kind *kind_for(const struct entry *entry);

/* Puts SCREEN (NULL: no memory) after the present one and makes it present; what lay forward goes. Takes SCREEN over. */
enum view_result history_open(struct view *view, struct screen *screen);

/* The same in place of the present one. */
enum view_result history_replace(struct view *view, struct screen *screen);

/* One step back or forward (STEP is -1 or 1). Returns whether there was one. */
bool history_go(struct view *view, int step);

/* Removes the present screen, whose entry is gone, and goes back; at the front a menu of the root takes its place. */
enum view_result history_drop(struct view *view);

/* What a command does that led here and, pressed again, leads back. */
enum view_result history_leave(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);

/* Builds the way from the front to START (NULL: the front itself). False when memory runs out. */
bool history_begin(struct view *view, struct entry *start);

/* All screens belong to SITE from now on. */
void history_reloaded(struct view *view, struct site *site);

void history_free(struct view *view);

#endif
