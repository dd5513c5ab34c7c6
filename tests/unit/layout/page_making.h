/*
 * tests/unit/layout/page_making.h — pages made by hand, and lines as pictures.
 *
 * For one test program: everything here is static.
 */
#ifndef IOMVIEW_PAGE_MAKING_H
#define IOMVIEW_PAGE_MAKING_H

#include "layout/layout.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>

/* A page that grows block by block. All its memory comes from malloc(3), so that failing_memory.h does not see it. */
struct making {
	struct page page;
	size_t text_room;
};

static void *grown(void *items, size_t count, size_t bytes)
{
	/* Growing at powers of two is enough for a test. */
	if ((count & (count - 1)) != 0)
		return items;
	void *larger = realloc(items, (count > 0 ? 2 * count : 1) * bytes);
	if (larger == NULL)
		abort();
	return larger;
}

static inline void append_bytes(struct making *making, const char *bytes, size_t length)
{
	struct page *page = &making->page;
	if (page->length + length + 1 > making->text_room) {
		making->text_room = 2 * (page->length + length + 1);
		page->text = realloc(page->text, making->text_room);
		if (page->text == NULL)
			abort();
	}
	if (length > 0)
		memcpy(page->text + page->length, bytes, length);
	page->length += (uint32_t)length;
	page->text[page->length] = '\0';
}

/* Begins a block in CONTAINER (from 1; 0: none). Returns its index. */
static inline uint32_t begin_block(
        struct making *making, enum block_kind kind, uint8_t level, uint32_t container)
{
	struct page *page = &making->page;
	page->language = "bg";
	if (page->block_count > 0)
		append_bytes(making, "\n", 1);
	else
		append_bytes(making, "", 0);
	page->blocks = grown(page->blocks, page->block_count, sizeof *page->blocks);
	page->blocks[page->block_count] = (struct block){.kind = kind,
	        .level = level,
	        .offset = page->length,
	        .first_run = page->run_count,
	        .container = container};
	if (kind == BLOCK_TITLE || kind == BLOCK_DATE)
		page->first_body_block = page->block_count + 1;
	return page->block_count++;
}

/* Appends TEXT to the last block in STYLE, in the link numbered LINK. */
static inline void add_run(struct making *making, const char *text, unsigned style, unsigned link)
{
	struct page *page = &making->page;
	size_t length = strlen(text);
	if (length == 0)
		return;
	page->runs = grown(page->runs, page->run_count, sizeof *page->runs);
	page->runs[page->run_count++] = (struct run){.offset = page->length,
	        .length = (uint32_t)length,
	        .style = (uint16_t)(style | (link > 0 ? RUN_LINK : 0)),
	        .link = (uint16_t)link};
	append_bytes(making, text, length);
	struct block *block = &page->blocks[page->block_count - 1];
	block->run_count = page->run_count - block->first_run;
	block->length = page->length - block->offset;
}

static inline uint32_t add_block(
        struct making *making, enum block_kind kind, uint8_t level, const char *text, uint32_t container)
{
	uint32_t block = begin_block(making, kind, level, container);
	add_run(making, text, 0, 0);
	return block;
}

/* A container whose first block is the next one. Returns its index from 1. */
static inline uint32_t add_container(struct making *making, struct container container)
{
	struct page *page = &making->page;
	page->containers = grown(page->containers, page->container_count, sizeof *page->containers);
	container.first_block = page->block_count;
	page->containers[page->container_count++] = container;
	return page->container_count;
}

/* A table of ROWS × COLUMNS cells from texts in row order; ALIGNMENTS has one letter (lcrd) for each column. */
static inline uint32_t add_table(struct making *making, uint32_t columns, uint32_t rows,
        const char *alignments, const char *const *texts, uint32_t container)
{
	struct page *page = &making->page;
	uint32_t block = begin_block(making, BLOCK_TABLE, 0, container);
	page->tables = grown(page->tables, page->table_count, sizeof *page->tables);
	struct table *table = &page->tables[page->table_count];
	*table = (struct table){.columns = columns, .rows = rows};
	table->cells = calloc((size_t)columns * rows, sizeof *table->cells);
	if (table->cells == NULL)
		abort();
	for (uint32_t i = 0; i < columns * rows; i++) {
		if (i > 0)
			append_bytes(making, i % columns == 0 ? "\n" : "\t", 1);
		struct table_cell *cell = &table->cells[i];
		cell->offset = page->length;
		cell->first_run = page->run_count;
		add_run(making, texts[i], 0, 0);
		cell->run_count = page->run_count - cell->first_run;
		cell->length = page->length - cell->offset;
		char letter = alignments[i % columns];
		cell->alignment = letter == 'l'   ? ALIGN_LEFT
		                  : letter == 'c' ? ALIGN_CENTRE
		                  : letter == 'r' ? ALIGN_RIGHT
		                                  : ALIGN_DEFAULT;
	}
	page->blocks[block].length = page->length - page->blocks[block].offset;
	page->blocks[block].table = page->table_count++;
	return block;
}

static inline void free_making(struct making *making)
{
	struct page *page = &making->page;
	for (uint32_t i = 0; i < page->table_count; i++)
		free(page->tables[i].cells);
	free(page->tables);
	free(page->containers);
	free(page->runs);
	free(page->blocks);
	free(page->text);
	*making = (struct making){0};
}

/* ---- pictures ---- */

static inline size_t append_shown(char *picture, size_t room, size_t length, const char *text, size_t bytes)
{
	for (size_t i = 0; i < bytes;) {
		struct cluster cluster = text_cluster(text + i, bytes - i);
		char shown[TEXT_SHOWN_MAXIMUM];
		size_t shown_length = text_shown(text + i, cluster.length, shown);
		if (length + shown_length + 2 > room)
			abort();
		memcpy(picture + length, shown, shown_length);
		length += shown_length;
		i += cluster.length;
	}
	return length;
}

/* The lines of all blocks as rows of text, blanks at their ends left out, each ended by a line feed. Static memory. */
static inline const char *picture_of(
        const struct page *page, int columns, const struct layout_options *options)
{
	static char picture[65536];
	size_t length = 0;
	struct layout *layout = layout_new(page, columns, options);
	if (layout == NULL)
		abort();
	for (uint32_t i = 0; i < page->block_count; i++) {
		const struct block_lines *lines = layout_block(layout, i);
		for (uint32_t j = 0; lines != NULL && j < lines->count; j++) {
			const struct line *line = &lines->lines[j];
			size_t row = length;
			for (uint32_t k = 0; k < line->span_count; k++) {
				const struct span *span = &line->spans[k];
				const char *text = span->decoration != NULL ? span->decoration
				                                            : page->text + span->offset;
				size_t bytes = span->decoration != NULL ? strlen(text) : span->length;
				length = append_shown(picture, sizeof picture, length, text, bytes);
			}
			while (length > row && picture[length - 1] == ' ')
				length--;
			picture[length++] = '\n';
		}
	}
	picture[length] = '\0';
	layout_free(layout);
	return picture;
}

#endif
