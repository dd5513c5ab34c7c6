/*
 * view/side_by_side.h — the page of an article in a second language, beside the first. Private to view/ and its tests.
 *
 * The article itself stays what it is: its own page is on the left, where links, marks and the place are. Blocks that belong together
 * begin in the same row: those with the same number, counted from the same heading where both pages have as many. The lines
 * of the left page are filled up with empty ones for it.
 */
#ifndef IOMVIEW_VIEW_SIDE_BY_SIDE_H
#define IOMVIEW_VIEW_SIDE_BY_SIDE_H

#include "view/state.h"

struct article;

/* A screen as wide as this has room for two languages; columns between them. */
enum { SIDE_BY_SIDE_FROM_COLUMNS = 130, SIDE_BY_SIDE_GAP = 4 };

struct beside {
	const struct page *page; /* owned reference; NULL: none */
	int language;            /* in which it was asked for */
	struct layout *layout;   /* owned */
	uint32_t *first; /* for each block of the left page: the first one that stands beside it; owned */
	uint32_t blocks; /* of the left page; FIRST has one more */
};

/* The language that is to stand beside the article now, or -1: it is not wished for, or there is no room, or no other. */
int beside_language(const struct view *view, const struct article *article);

/* Whether the page in that language is there. */
bool beside_is_there(const struct view *view, const struct article *article);

/*
 * Makes ready what stands beside LEFT in lines of COLUMNS columns; then beside_least_lines() is what the left page's layout asks, with
 * BESIDE. Nothing is made twice. False: no memory.
 */
bool beside_prepare(
        struct beside *beside, const struct page *left, int columns, const struct layout_options *options);
uint32_t beside_least_lines(void *beside, uint32_t block, uint32_t above);

/* Draws what stands beside the line at PLACE of the left page, whose layout is LEFT. */
void beside_draw_line(const struct beside *beside, struct layout *left, struct grid *grid, int row,
        int column, int limit, struct line_place place);

/* Forgets the lines, for they are of another width, or beside another page; and all of it. */
void beside_drop_lines(struct beside *beside);
void beside_drop(struct beside *beside);

/* The second language in the header, or -1: for the table of a kind of screen. */
int article_second_language(const struct view *view, const struct screen *screen);

/* Two languages or one. */
enum view_result article_side_by_side(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);

#endif
