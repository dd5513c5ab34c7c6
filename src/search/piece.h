/*
 * search/piece.h — a page's text piece by piece: its blocks, and of a table the cells. Private to search/.
 */
#ifndef IOMVIEW_SEARCH_PIECE_H
#define IOMVIEW_SEARCH_PIECE_H

#include "content/content.h"

/* A walk through the pieces of a page; begins as {.block = 0}. */
struct piece {
	uint32_t block;         /* of the next piece */
	uint32_t cell;          /* likewise, in a table */
	uint32_t offset;        /* bytes from the start of the page's text */
	uint32_t length;        /* bytes */
	const struct block *of; /* the block that it is of */
};

/* Goes on to the next piece that is not empty; false at the end. No phrase reaches from one piece into another. */
static inline bool piece_next(struct piece *piece, const struct page *page)
{
	while (piece->block < page->block_count) {
		piece->of = &page->blocks[piece->block];
		piece->offset = piece->of->offset;
		piece->length = piece->of->length;
		const struct table *table =
		        piece->of->kind == BLOCK_TABLE ? &page->tables[piece->of->table] : NULL;
		if (table != NULL && piece->cell < table->rows * table->columns) {
			piece->offset = table->cells[piece->cell].offset;
			piece->length = table->cells[piece->cell].length;
			piece->cell++;
		} else {
			if (table != NULL)
				piece->length = 0;
			piece->cell = 0;
			piece->block++;
		}
		if (piece->length > 0)
			return true;
	}
	return false;
}

#endif
