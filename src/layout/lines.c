/* layout/lines.c — the blocks of a page, set when they are needed; places, lines and steps between them. */

#include "layout/block.h"

#include <string.h>

#ifdef IOMVIEW_TINY
enum { SHELF_BLOCKS = 2 };
#else
enum { SHELF_BLOCKS = 1024 };
#endif

/* All lines of one layout take at most so much. */
#define LAYOUT_BYTES_MAXIMUM ((size_t)512 * 1024 * 1024)

/* The lines of some blocks that follow one another; NULL: not set yet. Long pages have many blocks that nobody looks at. */
struct shelf {
	const struct block_lines *blocks[SHELF_BLOCKS];
};

struct layout {
	const struct page *page;
	int columns;
	struct layout_options options;
	struct arena arena;     /* all lines, spans and decorations */
	struct shelf **shelves; /* of all blocks; NULL where none of a shelf's blocks has been set */
};

struct layout *layout_new(const struct page *page, int columns, const struct layout_options *options)
{
	struct layout *layout = memory_resize(NULL, sizeof *layout);
	if (layout == NULL)
		return NULL;
	*layout = (struct layout){.page = page,
	        .columns = columns < 1                        ? 1
	                   : columns > LAYOUT_COLUMNS_MAXIMUM ? LAYOUT_COLUMNS_MAXIMUM
	                                                      : columns,
	        .options = *options};
	arena_init(&layout->arena, LAYOUT_BYTES_MAXIMUM);
	size_t shelves = page->block_count / SHELF_BLOCKS + 1;
	layout->shelves = arena_take(&layout->arena, shelves * sizeof *layout->shelves);
	if (layout->shelves == NULL) {
		layout_free(layout);
		return NULL;
	}
	return layout;
}

void layout_free(struct layout *layout)
{
	if (layout == NULL)
		return;
	arena_free(&layout->arena);
	memory_resize(layout, 0);
}

int layout_columns(const struct layout *layout)
{
	return layout->columns;
}

const struct page *layout_page(const struct layout *layout)
{
	return layout->page;
}

/* ---- blocks ---- */

/* The lines of BLOCK with as many empty ones below them as the options ask for. NULL when memory runs out. */
static const struct block_lines *add_empty_lines(
        struct layout *layout, uint32_t block, const struct block_lines *lines)
{
	uint32_t above = 0;
	while (above < lines->count && lines->lines[above].width == 0)
		above++;
	uint32_t least = layout->options.least_lines(layout->options.least_context, block, above);
	if (least <= lines->count)
		return lines;
	struct block_lines *longer = arena_take(&layout->arena, sizeof *longer);
	struct line *room = arena_take(&layout->arena, least * sizeof *room);
	if (longer == NULL || room == NULL)
		return NULL;
	if (lines->count > 0)
		memcpy(room, lines->lines, lines->count * sizeof *room);
	for (uint32_t i = lines->count; i < least; i++)
		room[i].offset = layout->page->blocks[block].offset + layout->page->blocks[block].length + 1;
	*longer = (struct block_lines){.lines = room, .count = least};
	return longer;
}

static const struct block_lines *set_block(struct layout *layout, uint32_t block)
{
	struct composer composer;
	composer_init(&composer, layout->page, layout->columns, &layout->options, &layout->arena);
	block_compose(&composer, block);
	const struct block_lines *lines = composer_finish(&composer);
	composer_free(&composer);
	return lines != NULL && layout->options.least_lines != NULL ? add_empty_lines(layout, block, lines)
	                                                            : lines;
}

const struct block_lines *layout_block(struct layout *layout, uint32_t block)
{
	struct shelf **shelf = &layout->shelves[block / SHELF_BLOCKS];
	if (*shelf == NULL)
		*shelf = arena_take(&layout->arena, sizeof **shelf);
	if (*shelf == NULL)
		return NULL;
	const struct block_lines **lines = &(*shelf)->blocks[block % SHELF_BLOCKS];
	if (*lines == NULL)
		*lines = set_block(layout, block);
	return *lines;
}

const struct line *layout_line(struct layout *layout, struct line_place place)
{
	if (place.block >= layout->page->block_count)
		return NULL;
	const struct block_lines *lines = layout_block(layout, place.block);
	return lines != NULL && place.line < lines->count ? &lines->lines[place.line] : NULL;
}

/* ---- places ---- */

/*
 * The first block with lines from BLOCK on (DIRECTION 1) or back (-1), put into *FOUND. *LINES is NULL when there is none.
 * False when memory runs out.
 */
static bool find_lines(struct layout *layout, uint32_t block, int direction, uint32_t *found,
        const struct block_lines **lines)
{
	*lines = NULL;
	for (uint32_t i = block; i < layout->page->block_count; i += (uint32_t)direction) {
		const struct block_lines *set = layout_block(layout, i);
		if (set == NULL)
			return false;
		if (set->count > 0) {
			*found = i;
			*lines = set;
			return true;
		}
	}
	return true;
}

bool layout_first(struct layout *layout, struct line_place *place)
{
	const struct block_lines *lines;
	*place = (struct line_place){0, 0};
	return find_lines(layout, 0, 1, &place->block, &lines);
}

bool layout_last(struct layout *layout, struct line_place *place)
{
	const struct block_lines *lines;
	*place = (struct line_place){0, 0};
	if (!find_lines(layout, layout->page->block_count - 1, -1, &place->block, &lines))
		return false;
	if (lines != NULL)
		place->line = lines->count - 1;
	return true;
}

/* Moves down by at most COUNT lines; returns how many. */
static int step_down(struct layout *layout, struct line_place *place, int count)
{
	int moved = 0;
	const struct block_lines *lines = layout_block(layout, place->block);
	while (lines != NULL && moved < count) {
		if (place->line + 1 < lines->count) {
			uint32_t below = lines->count - 1 - place->line;
			uint32_t wanted = (uint32_t)(count - moved);
			uint32_t steps = below < wanted ? below : wanted;
			place->line += steps;
			moved += (int)steps;
			continue;
		}
		uint32_t next = place->block;
		if (!find_lines(layout, place->block + 1, 1, &next, &lines) || lines == NULL)
			break;
		*place = (struct line_place){next, 0};
		moved++;
	}
	return moved;
}

/* Moves up by at most COUNT lines; returns how many. */
static int step_up(struct layout *layout, struct line_place *place, int count)
{
	int moved = 0;
	while (moved < count) {
		if (place->line > 0) {
			uint32_t wanted = (uint32_t)(count - moved);
			uint32_t steps = place->line < wanted ? place->line : wanted;
			place->line -= steps;
			moved += (int)steps;
			continue;
		}
		uint32_t previous = place->block;
		const struct block_lines *lines;
		if (!find_lines(layout, place->block - 1, -1, &previous, &lines) || lines == NULL)
			break;
		*place = (struct line_place){previous, lines->count - 1};
		moved++;
	}
	return moved;
}

int layout_step(struct layout *layout, struct line_place *place, int count)
{
	if (count >= 0)
		return step_down(layout, place, count);
	return step_up(layout, place, count == INT32_MIN ? INT32_MAX : -count);
}

/* ---- text and lines ---- */

uint32_t page_block_at(const struct page *page, uint32_t offset)
{
	uint32_t low = 0;
	for (uint32_t high = page->block_count; high - low > 1;) {
		uint32_t middle = low + (high - low) / 2;
		if (page->blocks[middle].offset <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* The line of a block whose lines follow one another in the text, as all do but a table's. */
static uint32_t line_in_text(const struct block_lines *lines, uint32_t offset)
{
	uint32_t low = 0;
	for (uint32_t high = lines->count; high - low > 1;) {
		uint32_t middle = low + (high - low) / 2;
		if (lines->lines[middle].offset <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* The line of a table that shows OFFSET, or else the text nearest before it; the table's first text when there is none. */
static uint32_t line_in_table(const struct block_lines *lines, uint32_t offset)
{
	uint32_t best = lines->count - 1, best_offset = 0;
	bool found = false;
	for (uint32_t i = 0; i < lines->count; i++) {
		for (uint32_t j = 0; j < lines->lines[i].span_count; j++) {
			const struct span *span = &lines->lines[i].spans[j];
			if (span->decoration != NULL)
				continue;
			bool better = span->offset <= offset ? best_offset <= span->offset : !found;
			if (!better)
				continue;
			best = i;
			best_offset = span->offset <= offset ? span->offset : 0;
			found = true;
		}
	}
	return best;
}

bool layout_find(struct layout *layout, uint32_t offset, struct line_place *place)
{
	const struct page *page = layout->page;
	if (offset > page->length)
		offset = page->length;
	const struct block_lines *lines;
	*place = (struct line_place){0, 0};
	uint32_t wanted = page_block_at(page, offset);
	if (!find_lines(layout, wanted, 1, &place->block, &lines))
		return false;
	if (lines == NULL)
		return layout_last(layout, place);
	if (place->block != wanted) /* a preview has no lines for the title */
		return true;
	place->line = page->blocks[wanted].kind == BLOCK_TABLE ? line_in_table(lines, offset)
	                                                       : line_in_text(lines, offset);
	return true;
}
