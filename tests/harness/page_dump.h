/*
 * tests/harness/page_dump.h — a page as text, for comparing.
 *
 * A block a line: what it stands in, its kind, its runs:
 *	quote#1 > bullet#2 depth 0 tight > paragraph: [|Текст и ][s|получер][l -> https://iom.int|връзка]
 * Styles: s strong, e emphasis, d strikethrough, c code, l link, i image. A line break in the text is shown as ⏎. Cells of a
 * table follow it, a line each.
 */
#ifndef IOMVIEW_PAGE_DUMP_H
#define IOMVIEW_PAGE_DUMP_H

#include "content/content.h"

#include <string.h>

/* Appends what a block stands in, the outermost first: each container with its number. */
static inline void dump_containers(struct buffer *out, const struct page *page, uint32_t container)
{
	static const char *const kinds[] = {"quote", "bullet", "number"};
	uint32_t chain[DEPTH_MAXIMUM];
	size_t depth = 0;
	for (; container > 0 && depth < DEPTH_MAXIMUM; container = page->containers[container - 1].parent)
		chain[depth++] = container;
	while (depth > 0) {
		const struct container *around = &page->containers[chain[--depth] - 1];
		buffer_format(out, "%s#%u", kinds[around->kind], chain[depth]);
		if (around->kind == CONTAINER_NUMBERED_ITEM)
			buffer_format(out, " %u of %u", around->number, around->last_number);
		if (around->kind != CONTAINER_QUOTE)
			buffer_format(
			        out, " depth %u %s", around->list_depth, around->tight ? "tight" : "loose");
		buffer_append_text(out, " > ");
	}
}

static inline void dump_run(struct buffer *out, const struct page *page, const struct run *run)
{
	static const char letters[] = "sedcli";
	buffer_append_text(out, "[");
	for (size_t i = 0; letters[i] != '\0'; i++)
		if (run->style & 1U << i)
			buffer_append(out, &letters[i], 1);
	if (run->link > 0) {
		const struct link *link = &page->links[run->link - 1];
		buffer_format(out, " -> %s%s", link->inside ? "page " : "", link->target);
	}
	buffer_append_text(out, "|");
	for (uint32_t i = 0; i < run->length; i++) {
		const char *byte = &page->text[run->offset + i];
		buffer_append(out, *byte == '\n' ? "⏎" : byte, *byte == '\n' ? strlen("⏎") : 1);
	}
	buffer_append_text(out, "]");
}

static inline void dump_runs(struct buffer *out, const struct page *page, uint32_t first, uint32_t count)
{
	for (uint32_t i = first; i < first + count; i++)
		dump_run(out, page, &page->runs[i]);
	buffer_append_text(out, "\n");
}

static inline void dump_table(struct buffer *out, const struct page *page, const struct table *table)
{
	static const char *const alignments[] = {"default", "left", "centre", "right"};
	buffer_format(out, " %ux%u\n", table->columns, table->rows);
	for (uint32_t i = 0; i < table->columns * table->rows; i++) {
		buffer_format(out, "  %s: ", alignments[table->cells[i].alignment]);
		dump_runs(out, page, table->cells[i].first_run, table->cells[i].run_count);
	}
}

/* Appends all blocks; LINES: each with its line in the file first. */
static inline void dump_page(struct buffer *out, const struct page *page, bool lines)
{
	static const char *const kinds[BLOCK_KINDS] = {"title", "date", "paragraph", "heading", "code",
	        "rule", "table", "links heading", "link", "source"};
	for (uint32_t i = 0; i < page->block_count; i++) {
		const struct block *block = &page->blocks[i];
		if (lines)
			buffer_format(out, "%zu ", block->line);
		dump_containers(out, page, block->container);
		buffer_append_text(out, kinds[block->kind]);
		if (block->kind == BLOCK_HEADING)
			buffer_format(out, "%u", block->level);
		if (block->kind == BLOCK_TABLE) {
			dump_table(out, page, &page->tables[block->table]);
			continue;
		}
		buffer_append_text(out, block->run_count > 0 ? ": " : ":");
		dump_runs(out, page, block->first_run, block->run_count);
	}
}

#endif
