/* view/anchor.c — a place in a page that outlives the page. */

#include "view/anchor.h"

#include "layout/layout.h"

#include <stdio.h>
#include <string.h>

struct anchor anchor_at(const struct page *page, uint32_t offset)
{
	struct anchor anchor = {.block = page_block_at(page, offset)};
	const struct block *block = &page->blocks[anchor.block];
	anchor.offset = offset > block->offset ? offset - block->offset : 0;
	anchor.length = block->length < ANCHOR_TEXT_BYTES ? block->length : ANCHOR_TEXT_BYTES;
	memcpy(anchor.text, page->text + block->offset, anchor.length);
	snprintf(anchor.language, sizeof anchor.language, "%s", page->language);
	return anchor;
}

static bool begins_the_same(const struct anchor *anchor, const struct page *page, uint32_t block)
{
	const struct block *candidate = &page->blocks[block];
	return candidate->length >= anchor->length &&
	       (anchor->length == ANCHOR_TEXT_BYTES || candidate->length == anchor->length) &&
	       memcmp(page->text + candidate->offset, anchor->text, anchor->length) == 0;
}

/* Looks for the block from the old number on, ever further away. Returns block_count when no block begins so. */
static uint32_t find_block(const struct anchor *anchor, const struct page *page)
{
	for (uint32_t distance = 0; distance <= anchor->block || distance < page->block_count; distance++) {
		if (distance <= anchor->block && anchor->block - distance < page->block_count &&
		        begins_the_same(anchor, page, anchor->block - distance))
			return anchor->block - distance;
		if (distance < page->block_count && anchor->block < page->block_count - distance &&
		        begins_the_same(anchor, page, anchor->block + distance))
			return anchor->block + distance;
	}
	return page->block_count;
}

uint32_t anchor_find(const struct anchor *anchor, const struct page *page)
{
	uint32_t last = page->block_count - 1;
	uint32_t block = anchor->block < last ? anchor->block : last;
	uint32_t offset = 0;
	if (anchor->length > 0 && strncmp(anchor->language, page->language, ANCHOR_TAG_BYTES - 1) == 0) {
		uint32_t found = find_block(anchor, page);
		if (found < page->block_count) {
			block = found;
			offset = anchor->offset;
		}
	}
	if (offset > page->blocks[block].length)
		offset = page->blocks[block].length;
	return page->blocks[block].offset + offset;
}
