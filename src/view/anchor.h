/* view/anchor.h — a place in a page that outlives the page. Private to view/ and its tests. */
#ifndef IOMVIEW_VIEW_ANCHOR_H
#define IOMVIEW_VIEW_ANCHOR_H

#include "content/content.h"

enum { ANCHOR_TEXT_BYTES = 64, ANCHOR_TAG_BYTES = 36 };

/* A piece of a page's text, whole clusters of it, no NUL. */
struct anchor_text {
	uint32_t length; /* bytes */
	char bytes[ANCHOR_TEXT_BYTES];
};

/* Zeroed: the start of any page. */
struct anchor {
	uint32_t block;                  /* index into page->blocks */
	uint32_t offset;                 /* bytes from the start of the block */
	uint32_t heading;                /* headings up to this block, the title counted */
	uint32_t headings;               /* of the whole page */
	uint32_t after;                  /* blocks since the last of them, a date not counted */
	bool whole;                      /* BEGINNING is all of the block */
	struct anchor_text beginning;    /* how the block begins */
	struct anchor_text here;         /* how the text of the block goes on at the place */
	bool to_end;                     /* HERE is all of the rest */
	char language[ANCHOR_TAG_BYTES]; /* of the page, cut off where it is longer */
};

/* The place of the byte OFFSET in the text of PAGE. */
struct anchor anchor_at(const struct page *page, uint32_t offset);

/*
 * Where ANCHOR is in PAGE, which may be another version or another language of the page it was made from: bytes from the start of its
 * text. In the same language it is where the same words stand: in the nearest block that begins the same, or else
 * in whichever is nearest. In another language, or where the words are gone, it is the start of the block with the same
 * number, counted from the same heading where both have as many.
 */
uint32_t anchor_find(const struct anchor *anchor, const struct page *page);

#endif
