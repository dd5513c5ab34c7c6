/*
 * tests/harness/page_check.h — what must hold of every page, whatever it was made from.
 */
#ifndef IOMVIEW_PAGE_CHECK_H
#define IOMVIEW_PAGE_CHECK_H

#include "content/content.h"
#include "text/text.h"

#include <string.h>

/* Whether the page's runs from *RUN on cover LENGTH bytes from OFFSET on without gaps; *RUN moves behind them. */
static inline const char *runs_fault(
        const struct page *page, uint32_t *run, uint32_t count, uint32_t offset, uint32_t length)
{
	uint32_t end = offset + length;
	size_t cluster = offset; /* the last start of a cluster that is not behind the run's */
	for (uint32_t last = *run + count; *run < last; ++*run) {
		const struct run *at = &page->runs[*run];
		if (*run >= page->run_count || at->offset != offset || at->length == 0 ||
		        at->length > end - offset)
			return "runs do not cover their text in order";
		while (cluster < offset)
			cluster += text_cluster(page->text + cluster, end - cluster).length;
		if (cluster != offset)
			return "a run begins within a cluster";
		if (at->link > page->link_count || (at->link > 0) != ((at->style & RUN_LINK) != 0))
			return "a run's link and style do not agree";
		offset += at->length;
	}
	return offset == end ? NULL : "runs leave a gap";
}

static inline bool is_blank(char byte)
{
	return byte == ' ' || byte == '\n' || byte == '\t';
}

static inline const char *table_fault(const struct page *page, const struct block *block, uint32_t *run)
{
	if (block->table >= page->table_count)
		return "no such table";
	const struct table *table = &page->tables[block->table];
	uint32_t offset = block->offset, cells = table->columns * table->rows;
	if (table->columns == 0 || table->rows == 0)
		return "an empty table";
	for (uint32_t i = 0; i < cells; i++) {
		const struct table_cell *cell = &table->cells[i];
		if (i > 0 && page->text[offset++] != (i % table->columns == 0 ? '\n' : '\t'))
			return "no separator between cells";
		if (cell->offset != offset || cell->first_run != *run)
			return "cells do not follow one another";
		const char *fault = runs_fault(page, run, cell->run_count, cell->offset, cell->length);
		if (fault != NULL)
			return fault;
		offset += cell->length;
	}
	return offset == block->offset + block->length ? NULL : "cells leave a gap";
}

static inline const char *block_fault(const struct page *page, const struct block *block, uint32_t *run)
{
	const char *text = page->text + block->offset;
	if (block->container > page->container_count || block->first_run != *run)
		return "a block's container or run is wrong";
	if (block->kind == BLOCK_TABLE)
		return table_fault(page, block, run);
	if (memchr(text, '\t', block->length) != NULL)
		return "a tab outside of tables";
	if (block->kind != BLOCK_CODE && block->length > 0 &&
	        (is_blank(text[0]) || is_blank(text[block->length - 1])))
		return "white space at the end of a block";
	return runs_fault(page, run, block->run_count, block->offset, block->length);
}

static inline const char *containers_fault(const struct page *page)
{
	for (uint32_t i = 0; i < page->container_count; i++) {
		const struct container *container = &page->containers[i];
		if (container->parent > i || container->first_block >= page->block_count)
			return "a container's parent or block is wrong";
		uint32_t around = page->blocks[container->first_block].container;
		unsigned depth = 0;
		while (around > i + 1)
			around = page->containers[around - 1].parent;
		if (around != i + 1)
			return "a container's first block is not in it";
		for (uint32_t up = i + 1; up > 0; up = page->containers[up - 1].parent)
			depth++;
		if (depth > DEPTH_MAXIMUM)
			return "containers too deep";
		if (container->kind == CONTAINER_NUMBERED_ITEM && container->number > container->last_number)
			return "a number beyond its list's last";
	}
	return NULL;
}

static inline const char *text_fault(const struct page *page)
{
	struct buffer again;
	buffer_init(&again, SIZE_MAX / 2);
	bool done = text_sanitise(&again, page->text, page->length, SANITISE_LINES, NULL);
	bool same = done && again.length == page->length &&
	            memcmp(buffer_text(&again), page->text, again.length) == 0;
	buffer_free(&again);
	return same || page->length == 0 ? NULL : "the text is not sanitised";
}

/* What is wrong with PAGE, or NULL. */
static inline const char *page_fault(const struct page *page)
{
	uint32_t offset = 0, run = 0;
	if (page->text[page->length] != '\0' || strlen(page->text) != page->length)
		return "the text's end is wrong";
	for (uint32_t i = 0; i < page->block_count; i++) {
		const struct block *block = &page->blocks[i];
		if (i > 0 && page->text[offset++] != '\n')
			return "no line feed between blocks";
		if (block->offset != offset || block->length > page->length - offset)
			return "blocks do not follow one another";
		const char *fault = block_fault(page, block, &run);
		if (fault != NULL)
			return fault;
		offset += block->length;
	}
	if (offset != page->length || run != page->run_count)
		return "text or runs behind the last block";
	for (uint32_t i = 0, seen = 0; i < page->run_count; i++) {
		if (page->runs[i].link > seen + 1)
			return "links are not in the order of the text";
		seen += page->runs[i].link == seen + 1;
	}
	const char *fault = containers_fault(page);
	return fault != NULL ? fault : text_fault(page);
}

#endif
