/* view/prompt.h — the line in which the reader types what to find. Private to view/ and its tests. */
#ifndef IOMVIEW_VIEW_PROMPT_H
#define IOMVIEW_VIEW_PROMPT_H

#include "view/bars.h"
#include "view/line_editor.h"

/* So many queries of the session are remembered. */
#ifdef IOMVIEW_TINY
enum { PROMPT_QUERIES = 3 };
#else
enum { PROMPT_QUERIES = 100 };
#endif

struct screen;

struct prompt {
	struct screen *screen; /* where it was opened: borrowed; NULL: it is closed */
	bool whole_site;       /* what is typed is for the search of the whole site */
	struct line_editor line;
	char *queries[PROMPT_QUERIES]; /* of this session, the latest last; owned */
	size_t query_count;
	size_t query_shown;  /* index into QUERIES; QUERY_COUNT: what the reader has typed */
	struct buffer typed; /* that, while one of QUERIES is shown */
	bool to_look;        /* what was pasted has not been looked for yet */
};

/* What the prompt is for on a kind of screen. WORDS are what is typed: borrowed, "" for nothing. */
struct finding {
	/* The prompt opens: takes note of where the reader is. */
	void (*begin)(struct view *view, struct screen *screen);
	/* WORDS are others than before: shows what they find. */
	enum view_result (*look)(struct view *view, struct screen *screen, const char *words);
	/* WORDS are meant: what is shown stays. */
	enum view_result (*keep)(struct view *view, struct screen *screen, const char *words);
	/* Nothing is meant: all is as before begin(). */
	enum view_result (*give_up)(struct view *view, struct screen *screen);
	/* Appends what was found, to stand beside the prompt: "3 of 12"; nothing while there is nothing to say. */
	void (*write_found)(const struct view *view, const struct screen *screen, struct buffer *out);
};

void prompt_init(struct prompt *prompt);
void prompt_free(struct prompt *prompt);

bool prompt_is_open(const struct view *view);

/* Opens the prompt on the present screen: for what it shows, or for the whole site. */
enum view_result prompt_open(struct view *view, bool whole_site);

/* Closes it, and nothing else. */
void prompt_close(struct view *view);

/* What KEY is while the prompt is open: COMMAND_PROMPT_KEY, or a command that goes on as always. */
struct command prompt_command(const struct view *view, struct key key);

/* COMMAND_PROMPT_KEY. */
enum view_result prompt_key(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);

/* Looks for what was pasted, when no key waits. */
enum view_result prompt_look(struct view *view);

/* The query that was meant last; "" where there is none. */
const char *prompt_last_query(const struct view *view);

/* Draws it in the status line, and puts the terminal's cursor into it. */
void draw_prompt(struct view *view, struct grid *grid, const struct frame *frame);

#endif
