/* view/anchor.h — a place in a page that outlives the page. Private to view/ and its tests. */
#ifndef IOMVIEW_VIEW_ANCHOR_H
#define IOMVIEW_VIEW_ANCHOR_H

#include "content/content.h"

enum { ANCHOR_TEXT_BYTES = 64, ANCHOR_TAG_BYTES = 36 };

/* Zeroed: the start of any page. */
struct anchor {
	uint32_t block;                  /* index into page->blocks */
	uint32_t offset;                 /* bytes from the start of the block */
	uint32_t length;                 /* bytes of TEXT */
	char text[ANCHOR_TEXT_BYTES];    /* how the block begins: it is known by this again */
	char language[ANCHOR_TAG_BYTES]; /* of the page, cut off where it is longer */
};

/* The place of the byte OFFSET in the text of PAGE. */
struct anchor anchor_at(const struct page *page, uint32_t offset);

/*
 * Where ANCHOR is in PAGE, which may be another version or another language of the page it was made from: bytes from the start of its
 * text. The same block is the nearest one that begins the same; in another language, or where none does, the one
 * with the same number.
 */
uint32_t anchor_find(const struct anchor *anchor, const struct page *page);

#endif
