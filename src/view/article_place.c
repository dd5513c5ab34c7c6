/* view/article_place.c — where the reader is in an article: remembered, and found again. */

#include "view/article.h"

#include <string.h>

/* The longest name of a key (bytes). */
enum { KEY_BYTES_MAXIMUM = 64 };

/* The share of PAGE before the byte OFFSET, in per cent. */
static unsigned share_before(const struct page *page, uint32_t offset)
{
	return page->length > 0 ? (unsigned)((uint64_t)offset * 100 / page->length) : 0;
}

void article_note_place(struct view *view, struct screen *screen)
{
	struct article *article = (struct article *)screen;
	struct article_sight sight;
	if (article->page == NULL || article->stale || article->page->broken || screen->path == NULL ||
	        !article_prepare(view, article, &sight))
		return;
	uint32_t offset = article_place(article);
	const struct reading_record *known = reading_page(&view->reading, screen->path);
	if (sight.at_end)
		reading_set_read(&view->reading, screen->path);
	if (sight.at_end || offset == 0) {
		/* It begins at its start the next time. */
		if (known != NULL && known->anchor.headings > 0)
			reading_set_place(&view->reading, screen->path, &(struct anchor){.block = 0}, 0);
		return;
	}
	reading_set_place(
	        &view->reading, screen->path, article_anchor(article), share_before(article->page, offset));
}

bool article_continue(struct view *view, struct article *article)
{
	const char *path = article->screen.path;
	const struct reading_record *known = path != NULL ? reading_page(&view->reading, path) : NULL;
	struct article_sight sight;
	struct line_place place;
	if (known == NULL || known->anchor.headings == 0 || !article_prepare(view, article, &sight))
		return false;
	uint32_t offset = anchor_find(&known->anchor, article->page);
	if (!layout_find(article->layout, offset, &place) || !line_comes_before(sight.bottom, place))
		return false;
	article_go_to(article, &known->anchor);
	struct buffer *words = fresh_words(view), key;
	strings_write_share(words, offset, article->page->length, shown_messages(view));
	buffer_init(&key, KEY_BYTES_MAXIMUM);
	write_first_key(view, &key, COMMAND_FIRST);
	enum view_result result = say(view, STRING_CONTINUED, buffer_text(words), buffer_text(&key));
	buffer_free(&key);
	return result == VIEW_CHANGED;
}

/* ---- bookmarks ---- */

/* A bookmark in this page that is in sight, or NULL. */
static struct reading_record *mark_in_sight(
        struct view *view, struct article *article, const struct article_sight *sight)
{
	struct reading_record *mark;
	for (size_t number = 0; (mark = reading_mark(&view->reading, number)) != NULL; number++) {
		struct line_place place;
		if (strcmp(mark->path, article->screen.path) != 0)
			continue;
		uint32_t offset = anchor_find(&mark->anchor, article->page);
		if (layout_find(article->layout, offset, &place) && !line_comes_before(place, article->top) &&
		        !line_comes_before(sight->bottom, place))
			return mark;
	}
	return NULL;
}

/* The title of the section that the page is in; "" for the front. */
static const char *section_title(const struct view *view, const struct entry *entry)
{
	const struct entry *section = entry == NULL || entry->is_section ? entry : entry->parent;
	bool named = section != NULL && section->parent != NULL;
	return named ? entry_title(view->site, section, view->language) : "";
}

/* OFFSET, or where a line begins with the rest of a divided word, the word after it: a bookmark shows its first words. */
static uint32_t first_whole_word(const struct page *page, uint32_t offset)
{
	static const char blanks[] = " \n\t";
	const struct block *block = &page->blocks[page_block_at(page, offset)];
	uint32_t end = block->offset + block->length;
	if (offset <= block->offset || strchr(blanks, page->text[offset - 1]) != NULL)
		return offset;
	for (uint32_t i = offset; i + 1 < end; i++)
		if (strchr(blanks, page->text[i]) != NULL)
			return i + 1;
	return offset;
}

enum view_result article_bookmark(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct article *article = (struct article *)screen;
	struct article_sight sight;
	(void)command;
	(void)effects;
	if (view->options.remembered_as == NULL)
		return say(view, STRING_NOTHING_REMEMBERED, NULL, NULL);
	if (article->page == NULL || screen->path == NULL)
		return VIEW_UNCHANGED;
	if (!article_prepare(view, article, &sight))
		return VIEW_NO_MEMORY;
	struct reading_record *mark = mark_in_sight(view, article, &sight);
	view->reading_to_write = true;
	if (mark != NULL) {
		reading_remove_mark(&view->reading, mark);
		return say(view, STRING_BOOKMARK_REMOVED, NULL, NULL);
	}
	uint32_t offset = first_whole_word(article->page, article_place(article));
	struct anchor anchor = anchor_at(article->page, offset);
	if (!reading_add_mark(&view->reading, screen->path, &anchor, share_before(article->page, offset),
	            article->page->title, section_title(view, screen->entry)))
		return VIEW_NO_MEMORY;
	return say(view, STRING_BOOKMARK_ADDED, NULL, NULL);
}
