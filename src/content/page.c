/* content/page.c — one page: its keys and its body become what is shown. */

#include "content/content.h"

#include "content/addresses.h"
#include "content/date.h"
#include "content/markdown.h"
#include "content/page_builder.h"
#include "content/page_file.h"
#include "text/text.h"

#include <string.h>

enum { PAGE_BYTES_MAXIMUM = 512 * 1024 * 1024 };

/* ---- owners ---- */

static struct page *new_page(void)
{
	struct page *page = memory_resize(NULL, sizeof *page);
	if (page != NULL) {
		*page = (struct page){.references = 1};
		arena_init(&page->arena, PAGE_BYTES_MAXIMUM);
	}
	return page;
}

const struct page *page_keep(const struct page *page)
{
	((struct page *)page)->references++;
	return page;
}

void page_release(const struct page *page)
{
	struct page *owned = (struct page *)page;
	if (owned == NULL || --owned->references > 0)
		return;
	arena_free(&owned->arena);
	memory_resize(owned, 0);
}

/* ---- what stands around the body ---- */

/* One block of LENGTH bytes that stands at NODE (NULL: not in the file). */
static void add_block(struct page_builder *builder, enum block_kind kind, const struct node *node,
        const char *bytes, size_t length)
{
	builder_at(builder, node != NULL ? node->line : 0, node != NULL ? node->column : 0);
	builder_begin_block(builder, kind, 0);
	builder_text(builder, bytes, length, 0, 0);
	builder_end_block(builder);
}

static const struct field link_table[] = {
        {"title", FIELD_LINE, FIELD_REQUIRED},
        {"url", FIELD_ADDRESS, FIELD_OPTIONAL},
        {"page", FIELD_LINE, FIELD_OPTIONAL},
};

enum link_field { LINK_TITLE, LINK_URL, LINK_PAGE, LINK_FIELDS };

/*
 * The number of the link to what NODE says, for builder_text(); 0 when that is nowhere, which is diagnosed.
 */
static uint16_t add_target(
        struct page_builder *builder, const struct fields_rules *rules, const struct node *node, bool inside)
{
	struct buffer target;
	uint16_t link = 0;
	buffer_init(&target, FILE_BYTES_MAXIMUM);
	enum target_kind kind = target_read(&target, NULL, node->text, node->length);
	if (target.failed)
		builder->failed = true;
	else if (inside && kind != TARGET_PAGE)
		fields_complain(rules, node,
		        kind == TARGET_OUTSIDE ? DIAGNOSTIC_PATH_OUTSIDE : DIAGNOSTIC_NO_PAGE, node->text,
		        NULL);
	else {
		builder_at(builder, node->line, node->column);
		link = builder_link(builder, buffer_text(&target), target.length, inside);
	}
	buffer_free(&target);
	return link;
}

/*
 * One link of 'links:'. What is wrong with it is diagnosed; it is shown when it has a title and a target,
 * under HEADING (NULL: there is one already).
 */
static void add_link(struct page_builder *builder, const struct fields_rules *rules, const struct node *node,
        const char *heading)
{
	const struct node *values[LINK_FIELDS];
	if (!fields_read(rules, node, "links", link_table, LINK_FIELDS, values))
		return;
	bool url_written = node_find(node, "url") != NULL;
	bool page_written = node_find(node, "page") != NULL;
	if (url_written == page_written)
		fields_complain(rules, node,
		        url_written ? DIAGNOSTIC_LINK_WITH_BOTH : DIAGNOSTIC_LINK_WITHOUT_TARGET, NULL, NULL);
	const struct node *title = values[LINK_TITLE];
	const struct node *target = values[LINK_URL] != NULL ? values[LINK_URL] : values[LINK_PAGE];
	uint16_t link = target != NULL ? add_target(builder, rules, target, target == values[LINK_PAGE]) : 0;
	if (link == 0 || title == NULL)
		return;
	if (heading != NULL)
		add_block(builder, BLOCK_LINKS_HEADING, NULL, heading, strlen(heading));
	builder_at(builder, title->line, title->column);
	builder_begin_block(builder, BLOCK_LINK, 0);
	builder_text(builder, title->text, title->length, 0, link);
	builder_end_block(builder);
}

static void add_links(struct page_builder *builder, const struct page_head *head,
        const struct page_setting *setting, struct diagnostics *diagnostics)
{
	const struct fields_rules rules = {
	        .file = head->file->name,
	        .diagnostics = diagnostics,
	        .shared = head->file->markdown,
	        .foreign = head->file->foreign && head->file->markdown,
	};
	if (head->links == NULL)
		return;
	size_t before = builder->block_count;
	for (const struct node *link = head->links->first; link != NULL; link = link->next)
		add_link(
		        builder, &rules, link, builder->block_count == before ? setting->words->links : NULL);
}

static void add_source(
        struct page_builder *builder, const struct page_head *head, const struct page_setting *setting)
{
	if (head->source == NULL)
		return;
	builder_at(builder, head->source->line, head->source->column);
	uint16_t link = builder_link(builder, head->source->text, head->source->length, false);
	builder_begin_block(builder, BLOCK_SOURCE, 0);
	builder_text(builder, setting->words->source, strlen(setting->words->source), 0, 0);
	builder_text(builder, " ", 1, 0, 0);
	builder_text(builder, head->source->text, head->source->length, 0, link);
	builder_end_block(builder);
}

/*
 * The title goes through the builder as it was written, so that what is not fit to be shown is reported
 * with its place.
 */
static void add_title(struct page_builder *builder, const struct page *page, const struct page_head *head)
{
	builder_at(builder, head->title != NULL ? head->title->line : 0,
	        head->title != NULL ? head->title->column : 0);
	builder_begin_block(builder, BLOCK_TITLE, 0);
	if (head->title != NULL)
		builder_text(builder, head->title->text, head->title->length, 0, 0);
	builder_end_block(builder);
	if (builder->block_count == 0) /* nothing of it can be shown */
		add_block(builder, BLOCK_TITLE, NULL, page->title, strlen(page->title));
}

static void add_date(
        struct page_builder *builder, const struct page_setting *setting, const struct page *page)
{
	struct buffer date;
	if (page->date.year == 0)
		return;
	buffer_init(&date, 256);
	setting->words->write_date(&date, page->date);
	if (date.failed)
		builder->failed = true;
	add_block(builder, BLOCK_DATE, NULL, buffer_text(&date), date.length);
	buffer_free(&date);
}

/* ---- the page ---- */

/* A sanitised copy of NODE's text as one line; "" without a node. NULL when memory runs out. */
static const char *keep_line(struct arena *arena, const struct node *node)
{
	struct buffer line;
	buffer_init(&line, FILE_BYTES_MAXIMUM);
	bool whole = node == NULL || text_sanitise(&line, node->text, node->length, SANITISE_ONE_LINE, NULL);
	const char *copy = whole ? arena_copy(arena, buffer_text(&line), line.length) : NULL;
	buffer_free(&line);
	return copy;
}

/* The title that is shown, sanitised; NULL when memory runs out. */
static const char *keep_title(
        struct arena *arena, const struct page_head *head, const struct page_setting *setting)
{
	struct buffer title;
	buffer_init(&title, FILE_BYTES_MAXIMUM);
	const char *fallback = setting->fallback_title;
	if (!page_head_title(head, &title) && fallback != NULL)
		text_sanitise(&title, fallback, strlen(fallback), SANITISE_ONE_LINE, NULL);
	if (title.length == 0)
		buffer_append_text(&title, setting->words->untitled);
	const char *copy = title.failed ? NULL : arena_copy(arena, buffer_text(&title), title.length);
	buffer_free(&title);
	return copy;
}

/* Fills what PAGE says about itself. Returns false when memory runs out. */
static bool set_facts(struct page *page, const struct page_head *head, const struct page_setting *setting)
{
	struct arena *arena = &page->arena;
	page->path = arena_copy(arena, setting->path, strlen(setting->path));
	page->language = arena_copy(arena, setting->language, strlen(setting->language));
	page->title = keep_title(arena, head, setting);
	page->summary = keep_line(arena, head->summary);
	page->source = keep_line(arena, head->source);
	page->date = head->date.year != 0 ? head->date : setting->name_date;
	return page->path != NULL && page->language != NULL && page->title != NULL && page->summary != NULL &&
	       page->source != NULL;
}

/* All blocks, in the order in which they are read. Returns false when the page cannot be shown. */
static bool add_blocks(struct page_builder *builder, struct page *page, const struct page_head *head,
        const struct page_setting *setting, struct diagnostics *diagnostics)
{
	size_t errors = diagnostics->errors;
	add_title(builder, page, head);
	add_date(builder, setting, page);
	size_t before_body = builder->block_count;
	struct body_place place = head->body_place;
	place.folder = setting->folder;
	if (!markdown_parse(builder, head->body, head->body_length, &place))
		return false;
	builder_end_block(builder);
	bool has_body = builder->block_count > before_body;
	size_t body_errors = diagnostics->errors - errors;
	add_links(builder, head, setting, diagnostics);
	add_source(builder, head, setting);
	page->first_body_block = (uint32_t)(has_body ? before_body : builder->block_count);
	return diagnostics->errors - errors == body_errors;
}

/*
 * Makes the page of HEAD. Errors of the body are added to DIAGNOSTICS. Returns NULL when it cannot be shown
 * (which has been diagnosed) or memory runs out.
 */
static struct page *page_make(
        const struct page_head *head, const struct page_setting *setting, struct diagnostics *diagnostics)
{
	struct page_builder builder;
	struct page *page = new_page();
	if (page == NULL)
		return NULL;
	builder_init(&builder, &page->arena, diagnostics, head->file->name, setting->language);
	bool made = set_facts(page, head, setting) &&
	            add_blocks(&builder, page, head, setting, diagnostics) && builder_finish(&builder, page);
	builder_free(&builder);
	if (!made) {
		page_release(page);
		return NULL;
	}
	return page;
}

/* ---- a page that cannot be read ---- */

static void add_diagnostics(
        struct page_builder *builder, const struct diagnostics *diagnostics, enum message_language language)
{
	struct buffer line;
	buffer_init(&line, FILE_BYTES_MAXIMUM);
	for (size_t i = 0; i < diagnostics->count; i++) {
		buffer_clear(&line);
		diagnostic_line(&line, &diagnostics->items[i], language);
		builder->failed = builder->failed || line.failed;
		add_block(builder, BLOCK_PARAGRAPH, NULL, buffer_text(&line), line.length);
	}
	buffer_free(&line);
}

/* A page that says why it cannot be read: all of DIAGNOSTICS. NULL when memory runs out. */
static struct page *page_make_broken(
        const struct page_setting *setting, const char *file, const struct diagnostics *diagnostics)
{
	const struct page_words *words = setting->words;
	struct page_builder builder;
	struct page *page = new_page();
	if (page == NULL)
		return NULL;
	page->broken = true;
	page->path = arena_copy(&page->arena, setting->path, strlen(setting->path));
	page->language = arena_copy(&page->arena, setting->language, strlen(setting->language));
	page->title = words->cannot_be_read;
	page->summary = "";
	page->source = "";
	page->date = setting->name_date;
	builder_init(&builder, &page->arena, NULL, file, setting->language);
	add_block(&builder, BLOCK_TITLE, NULL, words->cannot_be_read, strlen(words->cannot_be_read));
	page->first_body_block = 1;
	add_block(&builder, BLOCK_PARAGRAPH, NULL, words->error_is, strlen(words->error_is));
	add_diagnostics(&builder, diagnostics, words->messages);
	bool made = page->path != NULL && page->language != NULL && builder_finish(&builder, page);
	builder_free(&builder);
	if (!made) {
		page_release(page);
		return NULL;
	}
	return page;
}

struct page *page_show(const struct page_head *head, const struct page_setting *setting, const char *file,
        struct diagnostics *found)
{
	bool faultless = found->errors == 0;
	/* A page with errors is made too: it may have more of them. */
	struct page *page = head != NULL ? page_make(head, setting, found) : NULL;
	if (page != NULL && faultless) {
		diagnostics_sort(found);
		return page;
	}
	page_release(page);
	diagnostics_sort(found);
	if (found->errors == 0)
		diagnostics_add(found, DIAGNOSTIC_OUT_OF_MEMORY, file, 0, 0, NULL, NULL, NULL);
	return page_make_broken(setting, file, found);
}

/* ---- for tests and tools ---- */

const struct page *page_from_bytes(const char *file, const char *bytes, size_t length, const char *language,
        const struct page_words *words, struct diagnostics *diagnostics)
{
	struct page_file source;
	struct page_head head;
	struct diagnostics found;
	const struct page_setting setting = {.path = file, .language = language, .words = words};
	diagnostics_init(&found);
	page_file_init(&source, file, is_markdown_name(file));
	bool readable = false;
	if (length > FILE_BYTES_MAXIMUM)
		file_complain(&found, file, FILE_TOO_LARGE, 0);
	else if (!buffer_append(&source.bytes, bytes, length))
		file_complain(&found, file, FILE_NO_MEMORY, 0);
	else
		readable = page_file_read(&source);
	if (readable)
		page_head_read(&head, &source, source.root, false, &found);
	else
		diagnostics_copy(&found, &source.found);
	struct page *page = page_show(readable ? &head : NULL, &setting, file, &found);
	diagnostics_copy(diagnostics, &found);
	diagnostics_free(&found);
	page_file_free(&source);
	return page;
}
