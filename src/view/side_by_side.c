/* view/side_by_side.c — the page of an article in a second language, beside the first. */

#include "view/side_by_side.h"

#include "view/article.h"
#include "view/page_languages.h"
#include "view/page_line.h"

/* ---- which language ---- */

/* The next language after the one that is shown, or -1 where there is no other. */
static int other_language(const struct view *view, const struct screen *screen)
{
	int list[LANGUAGES_MAXIMUM];
	size_t count = page_languages(view, screen, list), present = 0;
	if (count < 2)
		return -1;
	while (present + 1 < count && list[present] != page_language(view, screen))
		present++;
	return list[(present + 1) % count];
}

int beside_language(const struct view *view, const struct article *article)
{
	bool wished = view->side_by_side && view->columns >= SIDE_BY_SIDE_FROM_COLUMNS;
	return wished ? other_language(view, &article->screen) : -1;
}

bool beside_is_there(const struct view *view, const struct article *article)
{
	int language = beside_language(view, article);
	return language >= 0 && article->beside.page != NULL && article->beside.language == language;
}

int article_second_language(const struct view *view, const struct screen *screen)
{
	const struct article *article = (const struct article *)screen;
	return beside_is_there(view, article) ? article->beside.language : -1;
}

enum view_result article_side_by_side(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)command;
	(void)effects;
	if (view->columns < SIDE_BY_SIDE_FROM_COLUMNS)
		return say(view, STRING_TOO_NARROW, NULL, NULL);
	if (other_language(view, screen) < 0)
		return say(view, STRING_ONE_LANGUAGE, NULL, NULL);
	view->side_by_side = !view->side_by_side;
	return VIEW_CHANGED;
}

/* ---- which blocks ---- */

static bool is_heading(const struct block *block)
{
	return block->kind == BLOCK_TITLE || block->kind == BLOCK_HEADING ||
	       block->kind == BLOCK_LINKS_HEADING;
}

/* The block after START that begins the next part of the page. With PARTS false the whole page is one. */
static uint32_t end_of_part(const struct page *page, uint32_t start, bool parts)
{
	uint32_t end = start + 1;
	while (end < page->block_count && !(parts && is_heading(&page->blocks[end])))
		end++;
	return end < page->block_count ? end : page->block_count;
}

static bool is_date(const struct page *page, uint32_t block, uint32_t end)
{
	return block < end && page->blocks[block].kind == BLOCK_DATE;
}

/* Puts the blocks of one part beside each other. A date stands beside a date only; what is too many comes behind the last. */
static void pair_part(struct beside *beside, const struct page *left, uint32_t start, uint32_t end,
        uint32_t right, uint32_t right_end)
{
	for (uint32_t block = start; block < end; block++) {
		beside->first[block] = right;
		if (is_date(left, block, end) && !is_date(beside->page, right, right_end))
			continue;
		right += right < right_end;
		if (is_date(beside->page, right, right_end) && !is_date(left, block + 1, end))
			right++;
	}
}

static uint32_t count_headings(const struct page *page)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < page->block_count; i++)
		count += is_heading(&page->blocks[i]);
	return count;
}

/* Finds what stands beside each block of LEFT. False: no memory. */
static bool pair_blocks(struct beside *beside, const struct page *left)
{
	const struct page *right = beside->page;
	bool parts = count_headings(left) == count_headings(right);
	uint32_t *first = memory_resize(NULL, (left->block_count + 1) * sizeof *first);
	if (first == NULL)
		return false;
	beside->first = first;
	beside->blocks = left->block_count;
	for (uint32_t start = 0, right_start = 0; start < left->block_count;) {
		uint32_t end = end_of_part(left, start, parts);
		uint32_t right_end = end_of_part(right, right_start, parts);
		pair_part(beside, left, start, end, right_start, right_end);
		start = end;
		right_start = right_end;
	}
	first[left->block_count] = right->block_count;
	return true;
}

/* ---- lines ---- */

bool beside_prepare(
        struct beside *beside, const struct page *left, int columns, const struct layout_options *options)
{
	struct layout_options own = *options;
	own.link_numbers = false; /* they are the left page's */
	if (beside->layout != NULL && layout_columns(beside->layout) != columns)
		beside_drop_lines(beside);
	if (beside->layout == NULL)
		beside->layout = layout_new(beside->page, columns, &own);
	return beside->layout != NULL && (beside->first != NULL || pair_blocks(beside, left));
}

/* Lines of BLOCK of the page beside; without memory none. */
static uint32_t lines_of(const struct beside *beside, uint32_t block)
{
	const struct block_lines *lines = layout_block(beside->layout, block);
	return lines != NULL ? lines->count : 0;
}

/* Empty lines above the text of BLOCK. */
static uint32_t lines_above(struct layout *layout, uint32_t block)
{
	const struct block_lines *lines = layout_block(layout, block);
	uint32_t above = 0;
	while (lines != NULL && above < lines->count && lines->lines[above].width == 0)
		above++;
	return above;
}

uint32_t beside_least_lines(void *context, uint32_t block, uint32_t above)
{
	const struct beside *beside = context;
	uint32_t first = beside->first[block], end = beside->first[block + 1], lines = 0;
	for (uint32_t i = first; i < end; i++)
		lines += lines_of(beside, i);
	return first < end ? above + lines - lines_above(beside->layout, first) : 0;
}

void beside_draw_line(const struct beside *beside, struct layout *left, struct grid *grid, int row,
        int column, int limit, struct line_place place)
{
	const struct line_look look = {.links_before = layout_page(left)->link_count};
	uint32_t end = beside->first[place.block + 1], above = lines_above(left, place.block);
	int present_column;
	place.block = beside->first[place.block];
	if (place.block == end || place.line < above)
		return;
	/* The texts begin in the same row, however far they are from what stands above them. */
	place.line = place.line - above + lines_above(beside->layout, place.block);
	while (place.block < end && place.line >= lines_of(beside, place.block))
		place.line -= lines_of(beside, place.block++);
	const struct line *line = place.block < end ? layout_line(beside->layout, place) : NULL;
	if (line != NULL)
		draw_page_line(grid, row, column, limit, beside->page, line, &look, &present_column);
}

void beside_drop_lines(struct beside *beside)
{
	layout_free(beside->layout);
	memory_resize(beside->first, 0);
	beside->layout = NULL;
	beside->first = NULL;
}

void beside_drop(struct beside *beside)
{
	beside_drop_lines(beside);
	page_release(beside->page);
	beside->page = NULL;
}
