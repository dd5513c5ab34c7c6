/* content/page_builder.c — a page's text, blocks, runs and links while they grow. */

#include "content/page_builder.h"
#include "text/text.h"

#include <stdio.h>
#include <string.h>

void builder_init(struct page_builder *builder, struct arena *arena, struct diagnostics *diagnostics,
        const char *file, const char *language)
{
	*builder = (struct page_builder){
	        .arena = arena, .diagnostics = diagnostics, .file = file, .language = language};
	buffer_init(&builder->text, PAGE_TEXT_MAXIMUM);
	buffer_init(&builder->pending, PAGE_TEXT_MAXIMUM);
	buffer_init(&builder->scratch, PAGE_TEXT_MAXIMUM);
}

void builder_free(struct page_builder *builder)
{
	buffer_free(&builder->text);
	buffer_free(&builder->pending);
	buffer_free(&builder->scratch);
	memory_resize(builder->blocks, 0);
	memory_resize(builder->runs, 0);
	memory_resize(builder->containers, 0);
	memory_resize(builder->tables, 0);
	memory_resize(builder->cells, 0);
	memory_resize(builder->links, 0);
	memory_resize(builder->anchors, 0);
	builder_init(builder, builder->arena, builder->diagnostics, builder->file, builder->language);
}

void builder_at(struct page_builder *builder, size_t line, size_t column)
{
	builder->line = line;
	builder->column = column;
}

/* ---- what all of it grows with ---- */

void *builder_room(struct page_builder *builder, void *items, size_t *capacity, size_t count,
        size_t item_bytes, size_t maximum)
{
	if (builder->failed)
		return items;
	char *grown = array_grow(items, capacity, count, item_bytes, maximum);
	if (grown == NULL) {
		builder->failed = true;
		return items;
	}
	memset(grown + count * item_bytes, 0, item_bytes);
	return grown;
}

bool builder_append(struct page_builder *builder, struct buffer *buffer, const char *bytes, size_t length)
{
	if (!builder->failed && !buffer_append(buffer, bytes, length))
		builder->failed = true;
	return !builder->failed;
}

static uint32_t text_length(const struct page_builder *builder)
{
	return (uint32_t)builder->text.length; /* PAGE_TEXT_MAXIMUM fits */
}

/* ---- blocks ---- */

void builder_begin_block(struct page_builder *builder, enum block_kind kind, unsigned level)
{
	builder_end_block(builder);
	if (builder->block_count > 0 && !builder_append(builder, &builder->text, "\n", 1))
		return;
	if (!BUILDER_ROOM(builder, block, PAGE_BLOCKS_MAXIMUM))
		return;
	struct block *block = &builder->blocks[builder->block_count++];
	builder_begin_unit(builder);
	*block = (struct block){.kind = kind,
	        .level = (uint8_t)level,
	        .offset = builder->unit_start,
	        .first_run = builder->unit_first_run,
	        .container = builder->container,
	        .line = builder->line};
	builder->block_open = true;
}

/* Takes back the open block, which has no text. */
static void drop_block(struct page_builder *builder)
{
	builder->block_count--;
	if (builder->block_count > 0)
		builder->text.bytes[--builder->text.length] = '\0'; /* the LF between the blocks */
	builder->block_open = false;
}

void builder_end_block(struct page_builder *builder)
{
	if (!builder->block_open || builder->failed)
		return;
	struct block *block = &builder->blocks[builder->block_count - 1];
	if (block->kind == BLOCK_TABLE) {
		builder_end_table(builder);
		return;
	}
	builder_end_unit(builder);
	if (builder->failed)
		return;
	block->length = text_length(builder) - block->offset;
	block->run_count = (uint32_t)builder->run_count - block->first_run;
	if (block->length == 0 && block->kind != BLOCK_CODE && block->kind != BLOCK_RULE)
		drop_block(builder);
	builder->block_open = false;
}

void builder_rule(struct page_builder *builder)
{
	builder_begin_block(builder, BLOCK_RULE, 0);
	builder_end_block(builder);
}

/* ---- links ---- */

uint16_t builder_link(struct page_builder *builder, const char *target, size_t length, bool inside)
{
	if (builder->failed)
		return 0;
	if (builder->link_count == PAGE_LINKS_MAXIMUM) {
		char maximum[16];
		snprintf(maximum, sizeof maximum, "%d", (int)PAGE_LINKS_MAXIMUM);
		if (!builder->too_many_links_reported)
			diagnostics_add(builder->diagnostics, DIAGNOSTIC_TOO_MANY, builder->file,
			        builder->line, builder->column, "links", maximum, NULL);
		builder->too_many_links_reported = true;
		return 0;
	}
	buffer_clear(&builder->scratch);
	if (!text_sanitise(&builder->scratch, target, length, SANITISE_ONE_LINE, NULL)) {
		builder->failed = true;
		return 0;
	}
	if (builder->scratch.length == 0)
		return 0;
	const char *copy =
	        arena_copy(builder->arena, buffer_text(&builder->scratch), builder->scratch.length);
	if (copy == NULL || !BUILDER_ROOM(builder, link, PAGE_LINKS_MAXIMUM)) {
		builder->failed = true;
		return 0;
	}
	builder->links[builder->link_count++] = (struct link){copy, inside, builder->line, builder->column};
	return (uint16_t)builder->link_count;
}

/* ---- containers ---- */

/* Whether what is being entered is too deep to be a container; reports the first such place. */
static bool flattens(struct page_builder *builder)
{
	if (builder->flattened == 0 && builder->depth < DEPTH_MAXIMUM)
		return false;
	builder->flattened++;
	if (!builder->too_deep_reported) {
		char maximum[16];
		snprintf(maximum, sizeof maximum, "%d", (int)DEPTH_MAXIMUM);
		diagnostics_add(builder->diagnostics, DIAGNOSTIC_TEXT_TOO_DEEP, builder->file, builder->line,
		        builder->column, maximum, NULL, NULL);
		builder->too_deep_reported = true;
	}
	return true;
}

/* One level up again, if what is being left was flattened. */
static bool leaves_flattened(struct page_builder *builder)
{
	if (builder->flattened == 0)
		return false;
	builder->flattened--;
	return true;
}

static struct container *enter_container(struct page_builder *builder, enum container_kind kind)
{
	if (!BUILDER_ROOM(builder, container, PAGE_BLOCKS_MAXIMUM))
		return NULL;
	struct container *container = &builder->containers[builder->container_count++];
	*container = (struct container){
	        .kind = kind, .parent = builder->container, .first_block = (uint32_t)builder->block_count};
	builder->container = (uint32_t)builder->container_count;
	builder->depth++;
	return container;
}

static void leave_container(struct page_builder *builder)
{
	builder->container = builder->containers[builder->container - 1].parent;
	builder->depth--;
}

void builder_enter_quote(struct page_builder *builder)
{
	builder_end_block(builder);
	if (!builder->failed && !flattens(builder))
		enter_container(builder, CONTAINER_QUOTE);
}

void builder_leave_quote(struct page_builder *builder)
{
	builder_end_block(builder);
	if (builder->failed || leaves_flattened(builder))
		return;
	bool empty = builder->container == builder->container_count &&
	             builder->containers[builder->container - 1].first_block == builder->block_count;
	leave_container(builder);
	if (empty) /* nothing stands in it: there is nothing to be shown */
		builder->container_count--;
}

void builder_enter_list(struct page_builder *builder, bool numbered, uint32_t first_number, bool tight)
{
	builder_end_block(builder);
	if (builder->failed || flattens(builder))
		return;
	builder->lists[builder->list_count++] =
	        (struct builder_list){.first_container = (uint32_t)builder->container_count,
	                .parent = builder->container,
	                .next_number = first_number,
	                .numbered = numbered,
	                .tight = tight};
}

void builder_leave_list(struct page_builder *builder)
{
	builder_end_block(builder);
	if (builder->failed || leaves_flattened(builder))
		return;
	const struct builder_list *list = &builder->lists[--builder->list_count];
	for (size_t i = list->first_container; i < builder->container_count; i++)
		if (builder->containers[i].parent == list->parent && list->numbered)
			builder->containers[i].last_number = list->next_number - 1;
}

void builder_enter_item(struct page_builder *builder)
{
	builder_end_block(builder);
	if (builder->failed)
		return;
	if (builder->flattened > 0) {
		builder->flattened++;
		return;
	}
	struct builder_list *list = &builder->lists[builder->list_count - 1];
	struct container *item =
	        enter_container(builder, list->numbered ? CONTAINER_NUMBERED_ITEM : CONTAINER_BULLET_ITEM);
	if (item == NULL)
		return;
	item->list_depth = (uint8_t)(builder->list_count - 1);
	item->tight = list->tight;
	if (list->numbered)
		item->number = list->next_number++;
}

void builder_leave_item(struct page_builder *builder)
{
	builder_end_block(builder);
	if (builder->failed || leaves_flattened(builder))
		return;
	if (builder->containers[builder->container - 1].first_block == builder->block_count) {
		builder_begin_block(builder, BLOCK_PARAGRAPH, 0);
		builder->block_open = false; /* its bullet or number is to be seen */
	}
	leave_container(builder);
}

/* ---- tables ---- */

void builder_begin_table(struct page_builder *builder, uint32_t columns)
{
	builder_begin_block(builder, BLOCK_TABLE, 0);
	if (!BUILDER_ROOM(builder, table, PAGE_BLOCKS_MAXIMUM))
		return;
	struct builder_table *table = &builder->tables[builder->table_count++];
	*table = (struct builder_table){.columns = columns, .first_cell = (uint32_t)builder->cell_count};
	builder->blocks[builder->block_count - 1].table = (uint32_t)builder->table_count - 1;
}

static bool in_table(const struct page_builder *builder)
{
	return !builder->failed && builder->block_open &&
	       builder->blocks[builder->block_count - 1].kind == BLOCK_TABLE;
}

void builder_begin_cell(struct page_builder *builder, enum cell_alignment alignment)
{
	builder_end_cell(builder);
	if (!in_table(builder))
		return;
	struct builder_table *table = &builder->tables[builder->table_count - 1];
	const char *between = table->cell_count % table->columns == 0 ? "\n" : "\t";
	if (table->cell_count > 0 && !builder_append(builder, &builder->text, between, 1))
		return;
	if (!BUILDER_ROOM(builder, cell, PAGE_CELLS_MAXIMUM))
		return;
	struct table_cell *cell = &builder->cells[builder->cell_count++];
	table->cell_count++;
	builder_begin_unit(builder);
	*cell = (struct table_cell){.offset = builder->unit_start,
	        .first_run = builder->unit_first_run,
	        .alignment = (uint8_t)alignment};
	builder->cell_open = true;
}

void builder_end_cell(struct page_builder *builder)
{
	if (!builder->cell_open || builder->failed)
		return;
	builder_end_unit(builder);
	builder->cell_open = false;
	struct table_cell *cell = &builder->cells[builder->cell_count - 1];
	cell->length = text_length(builder) - cell->offset;
	cell->run_count = (uint32_t)builder->run_count - cell->first_run;
}

void builder_end_table(struct page_builder *builder)
{
	builder_end_cell(builder);
	if (!in_table(builder))
		return;
	const struct builder_table *table = &builder->tables[builder->table_count - 1];
	while (table->cell_count % table->columns != 0 && !builder->failed) {
		builder_begin_cell(builder, ALIGN_DEFAULT);
		builder_end_cell(builder);
	}
	if (table->cell_count == 0) {
		builder->table_count--;
		drop_block(builder);
		return;
	}
	struct block *block = &builder->blocks[builder->block_count - 1];
	block->length = text_length(builder) - block->offset;
	block->run_count = (uint32_t)builder->run_count - block->first_run;
	builder->block_open = false;
}

/* ---- the page ---- */

/* Copies COUNT items into the arena; at least one byte, so that NULL means no memory. */
static void *keep(struct page_builder *builder, const void *items, size_t count, size_t item_bytes)
{
	void *copy = arena_take(builder->arena, count * item_bytes);
	if (copy == NULL)
		builder->failed = true;
	else if (count > 0)
		memcpy(copy, items, count * item_bytes);
	return copy;
}

static struct table *keep_tables(struct page_builder *builder)
{
	struct table_cell *cells = keep(builder, builder->cells, builder->cell_count, sizeof *cells);
	struct table *tables = arena_take(builder->arena, builder->table_count * sizeof *tables);
	if (cells == NULL || tables == NULL) {
		builder->failed = true;
		return NULL;
	}
	for (size_t i = 0; i < builder->table_count; i++) {
		const struct builder_table *grown = &builder->tables[i];
		tables[i] = (struct table){.columns = grown->columns,
		        .rows = grown->cell_count / grown->columns,
		        .cells = cells + grown->first_cell};
	}
	return tables;
}

/*
 * Numbers the links in the order of the text (a bare address is found later than a link behind it); those without text go.
 */
static void order_links(struct page_builder *builder)
{
	uint16_t *numbers = memory_resize(NULL, (builder->link_count + 1) * sizeof *numbers);
	struct link *ordered = memory_resize(NULL, (builder->link_count + 1) * sizeof *ordered);
	if (numbers != NULL && ordered != NULL) {
		memset(numbers, 0, (builder->link_count + 1) * sizeof *numbers);
		uint16_t count = 0;
		for (size_t i = 0; i < builder->run_count; i++) {
			uint16_t old = builder->runs[i].link;
			if (old > 0 && numbers[old] == 0) {
				ordered[count] = builder->links[old - 1];
				numbers[old] = ++count;
			}
			builder->runs[i].link = numbers[old];
		}
		if (count > 0)
			memcpy(builder->links, ordered, count * sizeof *ordered);
		builder->link_count = count;
	} else {
		builder->failed = true;
	}
	memory_resize(numbers, 0);
	memory_resize(ordered, 0);
}

bool builder_finish(struct page_builder *builder, struct page *page)
{
	builder_end_block(builder);
	if (!builder->failed)
		order_links(builder);
	if (builder->failed)
		return false;
	struct page made = *page;
	const char *language = builder->language != NULL ? builder->language : "";
	made.language = keep(builder, language, strlen(language) + 1, 1);
	made.text = keep(builder, buffer_text(&builder->text), builder->text.length + 1, 1);
	made.blocks = keep(builder, builder->blocks, builder->block_count, sizeof *made.blocks);
	made.runs = keep(builder, builder->runs, builder->run_count, sizeof *made.runs);
	made.containers =
	        keep(builder, builder->containers, builder->container_count, sizeof *made.containers);
	made.links = keep(builder, builder->links, builder->link_count, sizeof *made.links);
	made.tables = keep_tables(builder);
	if (builder->failed)
		return false;
	made.length = text_length(builder);
	made.block_count = (uint32_t)builder->block_count;
	made.run_count = (uint32_t)builder->run_count;
	made.container_count = (uint32_t)builder->container_count;
	made.table_count = (uint32_t)builder->table_count;
	made.link_count = (uint32_t)builder->link_count;
	made.arena = page->arena; /* it is usually the builder's, and has grown */
	*page = made;
	return true;
}
