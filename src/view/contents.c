/* view/contents.c — a kind of screen: the headings of a page, its title the first of them. */

#include "view/contents.h"

#include "view/article.h"
#include "view/list.h"
#include "view/page_languages.h"

/* More headings than this are not listed. */
enum { HEADINGS_MAXIMUM = 100000, INDENT_COLUMNS = 2 };

struct contents {
	struct screen screen;
	const struct page *page; /* owned reference; NULL: not loaded yet */
	int page_language;       /* the language in which it was asked for */
	bool stale;              /* PAGE is from the site as it was before a reload */
	struct anchor anchor;    /* the place by which the selected heading is found when a page is loaded */
	uint32_t *headings;      /* indexes into page->blocks, in order; owned */
	size_t capacity;         /* of HEADINGS */
	struct list list;
};

/* ---- headings ---- */

static bool is_heading(const struct block *block)
{
	return block->kind == BLOCK_TITLE || block->kind == BLOCK_HEADING ||
	       block->kind == BLOCK_LINKS_HEADING;
}

size_t contents_count(const struct page *page)
{
	size_t count = 0;
	for (uint32_t i = 0; i < page->block_count; i++)
		count += is_heading(&page->blocks[i]);
	return count;
}

/* The highest level of a heading in the body, which is not indented. */
static int highest_level(const struct page *page)
{
	int level = 6;
	for (uint32_t i = 0; i < page->block_count; i++)
		if (page->blocks[i].kind == BLOCK_HEADING && page->blocks[i].level < level)
			level = page->blocks[i].level;
	return level;
}

static void fill_row(struct view *view, struct screen *screen, size_t number, struct list_row *row)
{
	const struct contents *contents = (const struct contents *)screen;
	const struct block *block = &contents->page->blocks[contents->headings[number]];
	struct buffer *words = fresh_words(view);
	buffer_append(words, contents->page->text + block->offset, block->length);
	row->title = buffer_text(words);
	if (block->kind == BLOCK_HEADING)
		row->indent = (block->level - highest_level(contents->page)) * INDENT_COLUMNS;
}

/* Takes note of the headings of the page. Returns false when memory runs out: those before are there. */
static bool list_headings(struct contents *contents)
{
	const struct page *page = contents->page;
	contents->list = (struct list){.row = fill_row, .empty = STRING_NO_HEADINGS};
	for (uint32_t i = 0; i < page->block_count && contents->list.count < HEADINGS_MAXIMUM; i++) {
		if (!is_heading(&page->blocks[i]))
			continue;
		uint32_t *headings = array_grow(contents->headings, &contents->capacity, contents->list.count,
		        sizeof *headings, HEADINGS_MAXIMUM);
		if (headings == NULL)
			return false;
		contents->headings = headings;
		headings[contents->list.count++] = i;
	}
	return true;
}

/* Selects the heading under which the anchor is. */
static void select_by_anchor(struct contents *contents)
{
	uint32_t offset = anchor_find(&contents->anchor, contents->page);
	struct list *list = &contents->list;
	list->selected = 0;
	while (list->selected + 1 < list->count &&
	        contents->page->blocks[contents->headings[list->selected + 1]].offset <= offset)
		list->selected++;
}

/* The place of the selected heading, which another page or another screen finds again. */
static void keep_selected(struct contents *contents)
{
	if (contents->list.count > 0)
		contents->anchor = anchor_at(contents->page,
		        contents->page->blocks[contents->headings[contents->list.selected]].offset);
}

static void drop_page(struct contents *contents)
{
	page_release(contents->page);
	contents->page = NULL;
	contents->list.count = 0;
}

/* ---- commands ---- */

static enum view_result move(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct contents *contents = (struct contents *)screen;
	(void)effects;
	enum view_result result = list_move(view, screen, &contents->list, command);
	if (result == VIEW_CHANGED)
		keep_selected(contents);
	return result;
}

/* The page takes the place of its contents, so that Back leads to where the reader was before. */
static enum view_result open_selected(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct contents *contents = (struct contents *)screen;
	(void)command;
	(void)effects;
	if (contents->list.count == 0)
		return VIEW_UNCHANGED;
	keep_selected(contents);
	return history_replace(view, article_new(screen->entry, &contents->anchor));
}

static enum view_result click(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct contents *contents = (struct contents *)screen;
	if (!list_select_at(view, screen, &contents->list, command->rows))
		return VIEW_UNCHANGED;
	return open_selected(view, screen, command, effects);
}

static enum view_result page_loaded(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct contents *contents = (struct contents *)screen;
	(void)effects;
	if (command->entry != screen->entry || command->language != view->language || command->page == NULL)
		return VIEW_UNCHANGED;
	drop_page(contents);
	contents->page = page_keep(command->page);
	contents->page_language = command->language;
	contents->stale = false;
	bool listed = list_headings(contents);
	select_by_anchor(contents);
	return listed ? VIEW_CHANGED : VIEW_NO_MEMORY;
}

/* ---- the table ---- */

static void wants(struct view *view, struct screen *screen, struct effects *effects)
{
	const struct contents *contents = (const struct contents *)screen;
	if (contents->page == NULL || contents->stale || contents->page_language != view->language)
		ask(effects,
		        (struct effect){
		                .kind = EFFECT_LOAD, .entry = screen->entry, .language = view->language});
}

static void draw(struct view *view, struct screen *screen, struct grid *grid, const struct frame *frame)
{
	list_draw(view, screen, &((struct contents *)screen)->list, grid, frame);
}

static void write_place(struct view *view, struct screen *screen, struct buffer *out)
{
	(void)view;
	list_write_place(&((const struct contents *)screen)->list, out);
}

static const char *title(enum message_language messages)
{
	return string_of(STRING_CONTENTS_TITLE, messages);
}

static bool applies(const struct view *view, const struct screen *screen, enum command_name command)
{
	const struct contents *contents = (const struct contents *)screen;
	(void)view;
	switch (command) {
	case COMMAND_PREVIOUS:
		return contents->list.count > 1;
	case COMMAND_OPEN:
		return contents->list.count > 0;
	case COMMAND_NEXT_LANGUAGE:
		return screen->entry != NULL && screen->entry->variant_count > 1;
	default:
		return true;
	}
}

static bool is_page(const struct entry *entry)
{
	return entry->variant_count > 0;
}

static void cover(struct screen *screen)
{
	drop_page((struct contents *)screen);
}

static void close(struct screen *screen)
{
	drop_page((struct contents *)screen);
	memory_resize(((struct contents *)screen)->headings, 0);
}

static void reloaded(struct screen *screen)
{
	((struct contents *)screen)->stale = true;
}

static const struct command_handler HANDLERS[] = {
        MOVED_BY(move),
        {COMMAND_OPEN, open_selected},
        {COMMAND_CLICK, click},
        {COMMAND_CONTENTS, history_leave},
        {COMMAND_NEXT_LANGUAGE, page_next_language},
        {COMMAND_PAGE_LOADED, page_loaded},
        {COMMAND_NONE, NULL},
};

static const struct hint HINTS[] = {
        {COMMAND_PREVIOUS, COMMAND_NEXT, -1, 2},
        {COMMAND_OPEN, COMMAND_NONE, -1, 1},
        {COMMAND_BACK, COMMAND_NONE, -1, 0},
        {COMMAND_NEXT_LANGUAGE, COMMAND_NONE, -1, 4},
        {COMMAND_HELP, COMMAND_NONE, -1, 3},
        {COMMAND_NONE, COMMAND_NONE, -1, 0},
};

const struct screen_kind contents_kind = {
        .size = sizeof(struct contents),
        .place = IN_CONTENTS,
        .handlers = HANDLERS,
        .hints = HINTS,
        .fits = is_page,
        .wants = wants,
        .draw = draw,
        .write_place = write_place,
        .language = page_language,
        .languages = page_languages,
        .applies = applies,
        .cover = cover,
        .close = close,
        .title = title,
        .reloaded = reloaded,
};

struct screen *contents_new(struct entry *entry, const struct anchor *anchor)
{
	struct screen *screen = screen_new(&contents_kind, entry);
	if (screen != NULL)
		((struct contents *)screen)->anchor = *anchor;
	return screen;
}
