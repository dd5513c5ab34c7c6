/* view/anchor.c — a place in a page that outlives the page. */

#include "view/anchor.h"

#include "layout/layout.h"
#include "text/text.h"

#include <stdio.h>
#include <string.h>

/* Words that may be looked for in the whole page are no shorter (bytes), for „и“ stands everywhere; at a block's end fewer do. */
enum { WORDS_LEAST_BYTES = 12, LAST_WORDS_LEAST_BYTES = 4 };

/* ---- made ---- */

/* The clusters of TEXT that have room. */
static struct anchor_text copy_text(const char *text, size_t length)
{
	struct anchor_text copy = {.length = 0};
	while (copy.length < length) {
		struct cluster cluster = text_cluster(text + copy.length, length - copy.length);
		if (copy.length + cluster.length > sizeof copy.bytes)
			break;
		copy.length += (uint32_t)cluster.length;
	}
	memcpy(copy.bytes, text, copy.length);
	return copy;
}

static bool is_heading(const struct block *block)
{
	return block->kind == BLOCK_TITLE || block->kind == BLOCK_HEADING ||
	       block->kind == BLOCK_LINKS_HEADING;
}

/* Counts headings, and what stands between the last of them and the block. */
static void count_headings(struct anchor *anchor, const struct page *page)
{
	for (uint32_t i = 0; i < page->block_count; i++) {
		const struct block *block = &page->blocks[i];
		anchor->headings += is_heading(block);
		if (i > anchor->block)
			continue;
		anchor->heading = anchor->headings;
		anchor->after = is_heading(block) ? 0 : anchor->after + (block->kind != BLOCK_DATE);
	}
}

struct anchor anchor_at(const struct page *page, uint32_t offset)
{
	struct anchor anchor = {.block = page_block_at(page, offset)};
	const struct block *block = &page->blocks[anchor.block];
	const char *text = page->text + block->offset;
	anchor.offset = offset > block->offset ? offset - block->offset : 0;
	if (anchor.offset > block->length)
		anchor.offset = block->length;
	anchor.beginning = copy_text(text, block->length);
	anchor.whole = anchor.beginning.length == block->length;
	anchor.here = copy_text(text + anchor.offset, block->length - anchor.offset);
	anchor.to_end = anchor.here.length == block->length - anchor.offset;
	count_headings(&anchor, page);
	snprintf(anchor.language, sizeof anchor.language, "%s", page->language);
	return anchor;
}

/* ---- found by number ---- */

static uint32_t block_by_number(const struct anchor *anchor, const struct page *page)
{
	uint32_t heading = 0, headings = 0, after = 0, found = 0;
	for (uint32_t i = 0; i < page->block_count; i++)
		headings += is_heading(&page->blocks[i]);
	if (headings != anchor->headings)
		return anchor->block < page->block_count ? anchor->block : page->block_count - 1;
	for (uint32_t i = 0; i < page->block_count && heading <= anchor->heading; i++) {
		const struct block *block = &page->blocks[i];
		heading += is_heading(block);
		after = is_heading(block) ? 0 : after + (block->kind != BLOCK_DATE);
		if (heading == anchor->heading && after <= anchor->after)
			found = i;
	}
	return found;
}

/* ---- found by words ---- */

static bool stands_at(const struct anchor_text *words, const char *text, size_t length)
{
	return words->length <= length && memcmp(text, words->bytes, words->length) == 0;
}

static bool begins_the_same(const struct anchor *anchor, const struct page *page, uint32_t block)
{
	const struct block *candidate = &page->blocks[block];
	return stands_at(&anchor->beginning, page->text + candidate->offset, candidate->length) &&
	       (!anchor->whole || candidate->length == anchor->beginning.length);
}

/* Looks for the block that begins the same from START on, ever further away. Returns block_count when none does. */
static uint32_t find_block(const struct anchor *anchor, const struct page *page, uint32_t start)
{
	for (uint32_t distance = 0; distance <= start || distance < page->block_count - start; distance++) {
		if (distance < page->block_count - start && begins_the_same(anchor, page, start + distance))
			return start + distance;
		if (distance <= start && begins_the_same(anchor, page, start - distance))
			return start - distance;
	}
	return page->block_count;
}

static bool are_enough(const struct anchor *anchor)
{
	return anchor->here.length >= (anchor->to_end ? LAST_WORDS_LEAST_BYTES : WORDS_LEAST_BYTES);
}

/* Whether a block, or the page, ends with the byte before OFFSET. */
static bool ends_at(const struct page *page, uint32_t offset)
{
	return offset >= page->length || page->text[offset] == '\n';
}

/* Looks between START and END (bytes of the page's text) for the words at the place, nearest to EXPECTED. */
static bool find_words(const struct anchor *anchor, const struct page *page, uint32_t start, uint32_t end,
        uint32_t expected, uint32_t *found)
{
	const struct anchor_text *words = &anchor->here;
	uint32_t nearest = UINT32_MAX;
	for (uint32_t offset = start; offset + words->length <= end; offset++) {
		const char *next = memchr(page->text + offset, words->bytes[0], end - offset);
		if (next == NULL)
			break;
		offset = (uint32_t)(next - page->text);
		uint32_t distance = offset < expected ? expected - offset : offset - expected;
		if (distance < nearest && stands_at(words, next, end - offset) &&
		        (!anchor->to_end || ends_at(page, offset + words->length))) {
			nearest = distance;
			*found = offset;
		}
	}
	return nearest < UINT32_MAX;
}

/* Where the words of the place stand now. */
static bool find_by_words(
        const struct anchor *anchor, const struct page *page, uint32_t number, uint32_t *found)
{
	uint32_t block = find_block(anchor, page, number);
	bool known = block < page->block_count;
	const struct block *here = &page->blocks[known ? block : number];
	uint32_t offset = anchor->offset < here->length ? anchor->offset : here->length;
	uint32_t expected = here->offset + offset, end = here->offset + here->length;
	*found = expected;
	if (known && (anchor->here.length == 0 ||
	                     stands_at(&anchor->here, page->text + expected, here->length - offset)))
		return true;
	if (known && find_words(anchor, page, here->offset, end, expected, found))
		return true;
	if (are_enough(anchor) && find_words(anchor, page, 0, page->length, expected, found))
		return true;
	*found = expected;
	return known;
}

uint32_t anchor_find(const struct anchor *anchor, const struct page *page)
{
	uint32_t found, number;
	if (anchor->headings == 0)
		return 0;
	number = block_by_number(anchor, page);
	if (strncmp(anchor->language, page->language, ANCHOR_TAG_BYTES - 1) == 0 &&
	        find_by_words(anchor, page, number, &found))
		return found;
	return page->blocks[number].offset;
}
