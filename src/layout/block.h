/* layout/block.h — one block → lines of spans. Private to layout/ and its tests. */
#ifndef IOMVIEW_BLOCK_H
#define IOMVIEW_BLOCK_H

#include "layout/margin.h"

/*
 * Composes the lines of BLOCK (index into page->blocks), the empty lines above it included; none for a preview's title and date.
 * Failure: the composer has failed.
 */
void block_compose(struct composer *composer, uint32_t block);

/* The role of BLOCK's text where a run has none of its own. */
enum span_role block_role(const struct page *page, const struct block *block);

#endif
