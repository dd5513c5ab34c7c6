/*
 * layout/margin.h — what stands to the left of a block's text and above it. Private to layout/ and its tests.
 */
#ifndef IOMVIEW_MARGIN_H
#define IOMVIEW_MARGIN_H

#include "layout/composer.h"

/* What stands to the left of a block's text: bars, bullets, numbers, blanks. All of one width; in the arena; NULL: nothing. */
struct margin {
	const char *first;   /* of the block's first line */
	const char *rest;    /* of its other lines */
	const char *goes_on; /* of a line that carries on a line of code which was too long */
	int width; /* columns; never more than half of the line's, so that the text always has room */
};

/* The margin of BLOCK. Where it would take too much, parts in its middle are left out. Failure: the composer has failed. */
struct margin margin_of_block(struct composer *composer, uint32_t block);

/*
 * Composes the empty lines above BLOCK, with the bars of the quotations that go on through them. They have the offset of BLOCK's
 * text, and no length.
 */
void margin_above(struct composer *composer, uint32_t block);

#endif
