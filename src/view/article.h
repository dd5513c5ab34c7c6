/* view/article.h — the article's state, shared by its files. Private to view/ and its tests. */
#ifndef IOMVIEW_VIEW_ARTICLE_H
#define IOMVIEW_VIEW_ARTICLE_H

#include "view/anchor.h"
#include "view/state.h"

struct article {
	struct screen screen;
	const struct page *page; /* owned reference; NULL: not loaded yet */
	int page_language;       /* the language in which it was asked for: an index into the site's */
	bool stale;              /* PAGE is from the site as it was before a reload */
	int told_language; /* the language, from 1, that the reader was told it does not have; 0: none */

	struct layout *layout; /* owned; NULL: to be made for the present size */
	struct line_place top; /* the first line on the screen; while PLACED */
	bool placed;
	struct anchor anchor; /* the place in the text, which outlives page, layout and size */
	int above;            /* empty lines that were on top, before the line with that place */

	uint16_t selected; /* a link in sight: an index into page->links, from 1; 0: none */
	uint16_t followed; /* the link whose target is being looked for; 0: none */
	uint32_t pending;  /* the number of a link that is being typed; 0: none */
	int step;          /* the neighbour wished for (-1 or 1) when the section has been listed; 0: none */
};

/* A screen, not yet in the history, that shows the page of ENTRY from ANCHOR on; NULL when memory runs out. */
struct screen *article_new(struct entry *entry, const struct anchor *anchor);

/* What is on the screen now, after article_prepare(). */
struct article_sight {
	struct frame frame;
	int left;                 /* column where the text begins */
	struct line_place bottom; /* the last line in sight */
	bool at_start;            /* the first line of the page is in sight */
	bool at_end;              /* the last line is */
};

/* Sets the page in lines for the present size and finds its place. Returns false without a page or memory. */
bool article_prepare(struct view *view, struct article *article, struct article_sight *sight);

/* Puts the line TOP, or where the page ends the last lines, on the screen, and keeps the place. Changes *SIGHT with it. */
void article_show_from(struct article *article, struct article_sight *sight, struct line_place top);

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
