/* view/article.h — the article's state, shared by its files. Private to view/ and its tests. */
#ifndef IOMVIEW_VIEW_ARTICLE_H
#define IOMVIEW_VIEW_ARTICLE_H

#include "search/search.h"
#include "view/anchor.h"
#include "view/side_by_side.h"
#include "view/state.h"

/* Which match is to be the present one when it has been found. */
enum seek {
	SEEK_NOTHING,
	SEEK_FIRST, /* the first from SOUGHT on, or else the first of all */
	SEEK_PLACE  /* likewise, or else the last */
};

/* What is looked for in an article. */
struct article_find {
	struct query *query; /* owned; NULL: nothing */
	bool single_words;   /* its words by themselves, as the search of the whole site looks for them */
	struct page_search *search; /* of QUERY in the present page; owned; NULL: not begun */
	bool more;                  /* it is not through */
	size_t present;             /* the match where the reader is: an index into article_matches() */
	uint32_t place;             /* where that begins: bytes from the start of the page's text */
	bool place_lost;            /* PLACE is of another language: the match in sight takes its place */
	enum seek seek;
	uint32_t sought;
	bool to_show;     /* it comes into sight then */
	bool to_show_new; /* likewise, when the page is there */
	bool to_tell;     /* what was found is to be said when it is known */
	bool from_start;  /* there is none below: the first of all was taken */

	/* As it was when the prompt was opened. */
	struct query *query_before; /* owned */
	bool single_words_before;
	uint32_t place_before;
	struct anchor began;
	int began_above;
};

struct article {
	struct screen screen;
	const struct page *page; /* owned reference; NULL: not loaded yet */
	int page_language;       /* the language in which it was asked for: an index into the site's */
	bool stale;              /* PAGE is from the site as it was before a reload */
	int told_language; /* the language, from 1, that the reader was told it does not have; 0: none */

	struct layout *layout; /* owned; NULL: to be made for the present size */
	struct line_place top; /* the first line on the screen; while PLACED */
	bool placed;
	struct anchor anchor; /* the place in the text, which outlives page, layout and size; unless MOVED */
	bool moved; /* the reader has gone on to the byte PLACE of PAGE: article_anchor() makes the anchor */
	uint32_t place;
	int above; /* empty lines that were on top, before the line with that place */

	struct beside beside; /* the page in a second language */
	bool paired;          /* LAYOUT leaves room for what stands beside it */

	bool begun; /* the place is where the reader wants to be: not to be looked for in what is remembered */

	uint16_t selected; /* a link in sight: an index into page->links, from 1; 0: none */
	uint16_t followed; /* the link whose target is being looked for; 0: none */
	uint32_t pending;  /* the number of a link that is being typed; 0: none */
	struct article_find find;
	int step; /* the neighbour wished for (-1 or 1) when the section has been listed; 0: none */
};

/* A screen, not yet in the history, that shows the page of ENTRY from ANCHOR on; NULL when memory runs out. */
struct screen *article_new(struct entry *entry, const struct anchor *anchor);

/* The place in the text: the anchor, made where the reader has moved since; the byte of the page, which is there. */
const struct anchor *article_anchor(struct article *article);
uint32_t article_place(const struct article *article);

/* ANCHOR is the place now; the lines are looked for anew. */
void article_go_to(struct article *article, const struct anchor *anchor);

/* What is on the screen now, after article_prepare(). */
struct article_sight {
	struct frame frame;
	int left;                 /* column where the text begins */
	int right;                /* column where the second language begins; while article->paired */
	struct line_place bottom; /* the last line in sight */
	bool at_start;            /* the first line of the page is in sight */
	bool at_end;              /* the last line is */
};

/* Sets the page in lines for the present size and finds its place. Returns false without a page or memory. */
bool article_prepare(struct view *view, struct article *article, struct article_sight *sight);

/* Puts the line TOP, or where the page ends the last lines, on the screen, and keeps the place. Changes *SIGHT with it. */
void article_show_from(struct article *article, struct article_sight *sight, struct line_place top);

/* Whether the line at FIRST stands above the one at SECOND. */
bool line_comes_before(struct line_place first, struct line_place second);

/* ---- article_find.c ---- */

extern const struct finding article_finding;

/* The places of what is looked for, as far as they are known; NULL where nothing is. */
const struct matches *article_matches(const struct article *article);

/* Whether there are marks on the page. */
bool article_is_marked(const struct article *article);

/* Appends "3 of 12" while there are. */
void article_write_match(const struct view *view, const struct article *article, struct buffer *out);

/* The page is another one, or its lines are: looks for the same again. SHOW: the present match comes into sight. */
enum view_result article_find_again(struct view *view, struct article *article, bool show);

/* The reader goes elsewhere: a match that is found later does not come into sight. */
void article_leave_sought(struct article *article);

/* The page goes; what is looked for stays. */
void article_forget_matches(struct article *article);
void article_find_free(struct article_find *find);

/* COMMAND_CONTINUE, and the commands that have to do with matches. */
enum view_result article_find_on(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);
enum view_result article_step_match(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);
enum view_result article_clear(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);

/*
 * Marks in the new SCREEN, an article's, the single words of WORDS, and shows the place at PLACE (bytes from the start of the page's
 * text) when its page is there. Returns false when memory runs out.
 */
bool article_look_for(struct screen *screen, const char *words, uint32_t place);

/* ---- article_neighbours.c ---- */

enum view_result article_step_article(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);
enum view_result article_listed(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);

/* ---- article_place.c ---- */

/* For the table: takes note of the place, and of the end when that has been in sight. */
void article_note_place(struct view *view, struct screen *screen);

/* A page is opened: begins where the reader was the last time, more than a screen in. Returns whether it does, and says so. */
bool article_continue(struct view *view, struct article *article);

/* Adds a bookmark at the place, or removes one that is in sight. */
enum view_result article_bookmark(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);

/* ---- article_links.c ---- */

/* Whether a piece of LINK is in sight. */
bool article_link_in_sight(struct article *article, const struct article_sight *sight, uint16_t link);

/* The commands that have to do with links. */
enum view_result article_step_link(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);
enum view_result article_open_link(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);
enum view_result article_copy(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);
enum view_result article_browse(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);
enum view_result article_link_number(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);
enum view_result article_click(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);
enum view_result article_found(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);

#endif
