/* view/article_links.c — the links of an article: selected, numbered, followed. */

#include "view/article.h"

#include <stdio.h>

/* Rows that stay between a link that comes into sight and the edge of the screen, where there is room. */
enum { CONTEXT_ROWS = 2 };

/* ---- where links are ---- */

bool line_comes_before(struct line_place first, struct line_place second)
{
	return first.block != second.block ? first.block < second.block : first.line < second.line;
}

/* The place in the text where LINK begins. Returns false for one without any text. */
static bool link_offset(const struct page *page, uint16_t link, uint32_t *offset)
{
	for (uint32_t i = 0; i < page->run_count; i++)
		if (page->runs[i].link == link) {
			*offset = page->runs[i].offset;
			return true;
		}
	return false;
}

/* The place of the last byte of LINK, which has text. */
static uint32_t link_last(const struct page *page, uint16_t link)
{
	uint32_t i = page->run_count;
	while (i > 0 && page->runs[i - 1].link != link)
		i--;
	return i > 0 ? page->runs[i - 1].offset + page->runs[i - 1].length - 1 : 0;
}

static bool line_has_link(const struct line *line, uint16_t link)
{
	for (uint32_t i = 0; i < line->span_count; i++)
		if (line->spans[i].link == link)
			return true;
	return false;
}

bool article_link_in_sight(struct article *article, const struct article_sight *sight, uint16_t link)
{
	struct line_place place = article->top;
	do {
		const struct line *line = layout_line(article->layout, place);
		if (line != NULL && line_has_link(line, link))
			return true;
	} while (line_comes_before(place, sight->bottom) && layout_step(article->layout, &place, 1) == 1);
	return false;
}

/* The first (STEP 1) or last (STEP -1) link in sight, 0: none. */
static uint16_t outermost_in_sight(struct article *article, const struct article_sight *sight, int step)
{
	struct line_place place = article->top;
	uint16_t last = 0;
	do {
		const struct line *line = layout_line(article->layout, place);
		for (uint32_t i = 0; line != NULL && i < line->span_count; i++) {
			uint16_t link = line->spans[i].link;
			if (link != 0 && step > 0)
				return link;
			last = link != 0 ? link : last;
		}
	} while (line_comes_before(place, sight->bottom) && layout_step(article->layout, &place, 1) == 1);
	return last;
}

/* The first link below the screen (STEP 1) or the last one above it (STEP -1), 0: none. */
static uint16_t nearest_out_of_sight(struct article *article, const struct article_sight *sight, int step)
{
	const struct page *page = article->page;
	uint16_t found = 0;
	for (uint32_t link = 1; link <= page->link_count && link <= UINT16_MAX; link++) {
		struct line_place place;
		uint32_t offset;
		if (!link_offset(page, (uint16_t)link, &offset) ||
		        !layout_find(article->layout, offset, &place))
			continue;
		if (step > 0 && line_comes_before(sight->bottom, place))
			return (uint16_t)link;
		if (step < 0 && !line_comes_before(place, article->top))
			return found;
		if (step < 0)
			found = (uint16_t)link;
	}
	return found;
}

/* The first (STEP 1) or last (STEP -1) link of the page that has any text, 0: none. */
static uint16_t outermost(const struct page *page, int step)
{
	uint32_t most = page->link_count < UINT16_MAX ? page->link_count : UINT16_MAX, offset;
	for (uint32_t i = 1; i <= most; i++) {
		uint16_t link = (uint16_t)(step > 0 ? i : most + 1 - i);
		if (link_offset(page, link, &offset))
			return link;
	}
	return 0;
}

/* The link to which STEP leads from the selected one, 0: none is left. */
static uint16_t link_after_step(struct article *article, const struct article_sight *sight, int step)
{
	uint32_t offset;
	if (article->selected == 0) {
		uint16_t link = outermost_in_sight(article, sight, step);
		return link != 0 ? link : nearest_out_of_sight(article, sight, step);
	}
	for (int32_t link = article->selected + step; link >= 1 && link <= (int32_t)article->page->link_count;
	        link += step)
		if (link <= UINT16_MAX && link_offset(article->page, (uint16_t)link, &offset))
			return (uint16_t)link;
	return 0;
}

/*
 * Selects LINK and brings its lines into sight, with some lines around them. On a small screen the first comes to the
 * top, for its address takes rows at the bottom.
 */
static void select_link(struct article *article, struct article_sight *sight, uint16_t link)
{
	struct line_place place, last, top = article->top;
	uint32_t offset;
	bool small = sight->frame.height <= 3 * CONTEXT_ROWS;
	if (!link_offset(article->page, link, &offset) || !layout_find(article->layout, offset, &place) ||
	        !layout_find(article->layout, link_last(article->page, link), &last))
		return;
	article->selected = link;
	if (line_comes_before(place, top) || small) {
		top = place;
		layout_step(article->layout, &top, small ? 0 : -CONTEXT_ROWS);
	} else if (line_comes_before(sight->bottom, last)) {
		top = last;
		layout_step(article->layout, &top, 1 + CONTEXT_ROWS - sight->frame.height);
		if (line_comes_before(place, top))
			top = place;
	}
	if (line_comes_before(top, article->top) || line_comes_before(article->top, top))
		article_show_from(article, sight, top);
}

/* ---- commands ---- */

enum view_result article_step_link(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct article *article = (struct article *)screen;
	struct article_sight sight;
	(void)effects;
	if (article->page == NULL)
		return VIEW_UNCHANGED;
	if (article->page->link_count == 0)
		return say(view, STRING_NO_LINKS, NULL, NULL);
	if (!article_prepare(view, article, &sight))
		return VIEW_NO_MEMORY;
	int step = command->name == COMMAND_NEXT_LINK ? 1 : -1;
	uint16_t next = link_after_step(article, &sight, step);
	uint16_t link = next != 0 ? next : outermost(article->page, step);
	if (link == 0) /* no link has any text */
		return say(view, STRING_NO_LINKS, NULL, NULL);
	select_link(article, &sight, link);
	if (next != 0)
		return VIEW_CHANGED;
	return say(view, step > 0 ? STRING_FROM_FIRST_LINK : STRING_FROM_LAST_LINK,
	        article->page->links[link - 1].target, NULL);
}

/* Shows the address of a link that leads out of the site, and what can be done with it. */
static enum view_result show_address(struct view *view, const struct link *link)
{
	struct buffer *words = fresh_words(view);
	const char *dot = signs_for(view->options.ascii)->dot;
	buffer_append_text(words, link->target);
	if (feature_is_on(FEATURE_BROWSER, view->options.kiosk)) {
		buffer_append_text(words, dot);
		write_hint(view, words, COMMAND_BROWSE);
	}
	buffer_append_text(words, dot);
	write_hint(view, words, COMMAND_COPY);
	return say_words(view, buffer_text(words));
}

/* Goes where LINK leads: to a page of the site, or else its address is shown. */
static enum view_result follow(
        struct view *view, struct article *article, uint16_t number, struct effects *effects)
{
	const struct link *link = &article->page->links[number - 1];
	struct article_sight sight;
	if (!article_prepare(view, article, &sight))
		return VIEW_NO_MEMORY;
	if (link->inside && article_link_in_sight(article, &sight, number))
		article->selected = number; /* nothing moves: the reader comes back to the same picture */
	else
		select_link(article, &sight, number);
	if (!link->inside)
		return show_address(view, link);
	article->followed = number;
	ask(effects, (struct effect){.kind = EFFECT_FIND, .path = link->target});
	return VIEW_CHANGED;
}

/* Follows the link with NUMBER, if the page has it. */
static enum view_result follow_number(
        struct view *view, struct article *article, uint32_t number, struct effects *effects)
{
	char digits[12];
	article->pending = 0;
	if (number >= 1 && number <= article->page->link_count && number <= UINT16_MAX)
		return follow(view, article, (uint16_t)number, effects);
	snprintf(digits, sizeof digits, "%u", (unsigned)number);
	return say(view, STRING_NO_LINK_NUMBER, digits, NULL);
}

enum view_result article_open_link(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct article *article = (struct article *)screen;
	(void)command;
	if (article->page == NULL)
		return VIEW_UNCHANGED;
	if (article->pending > 0)
		return follow_number(view, article, article->pending, effects);
	return article->selected != 0 ? follow(view, article, article->selected, effects) : VIEW_UNCHANGED;
}

enum view_result article_copy(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	const struct article *article = (const struct article *)screen;
	(void)command;
	if (article->page == NULL)
		return VIEW_UNCHANGED;
	const char *address = article->page->source;
	enum string_name words = STRING_ADDRESS_COPIED;
	if (article->selected != 0) {
		const struct link *link = &article->page->links[article->selected - 1];
		address = link->target;
		words = link->inside ? STRING_PATH_COPIED : STRING_LINK_COPIED;
	} else if (*address == '\0') {
		address = screen->path;
		words = STRING_PATH_COPIED;
	}
	if (*address == '\0') /* the only page of a site */
		return say(view, STRING_NOTHING_TO_COPY, NULL, NULL);
	ask(effects, (struct effect){.kind = EFFECT_COPY, .path = address});
	return say(view, words, address, NULL);
}

enum view_result article_browse(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	const struct article *article = (const struct article *)screen;
	(void)command;
	if (!feature_is_on(FEATURE_BROWSER, view->options.kiosk))
		return say(view, STRING_NOT_IN_KIOSK, NULL, NULL);
	if (article->page == NULL)
		return VIEW_UNCHANGED;
	const char *address = article->page->source;
	if (article->selected != 0) {
		const struct link *link = &article->page->links[article->selected - 1];
		if (link->inside) {
			struct buffer *key = fresh_words(view);
			write_key_of(view, key, COMMAND_OPEN, "Enter");
			return say(view, STRING_LINK_INSIDE, buffer_text(key), NULL);
		}
		address = link->target;
	}
	if (*address == '\0')
		return say(view, STRING_NO_ADDRESS, NULL, NULL);
	ask(effects, (struct effect){.kind = EFFECT_BROWSE, .path = address});
	return VIEW_CHANGED;
}

enum view_result article_link_number(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct article *article = (struct article *)screen;
	if (article->page == NULL)
		return VIEW_UNCHANGED;
	if (article->page->link_count == 0)
		return say(view, STRING_NO_LINKS, NULL, NULL);
	if (article->page->link_count <= 9)
		return follow_number(view, article, command->number, effects);
	if (article->pending <= UINT16_MAX)
		article->pending = article->pending * 10 + command->number;
	return VIEW_CHANGED;
}

enum view_result article_click(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct article *article = (struct article *)screen;
	struct article_sight sight;
	if (article->page == NULL || !article_prepare(view, article, &sight))
		return VIEW_UNCHANGED;
	struct line_place place = article->top;
	int rows = command->rows - sight.frame.top, column = sight.left;
	if (rows < 0 || rows >= sight.frame.height || layout_step(article->layout, &place, rows) < rows)
		return VIEW_UNCHANGED;
	const struct line *line = layout_line(article->layout, place);
	for (uint32_t i = 0; line != NULL && i < line->span_count; i++) {
		const struct span *span = &line->spans[i];
		if (span->link != 0 && command->columns >= column && command->columns < column + span->width)
			return follow(view, article, span->link, effects);
		column += span->width;
	}
	return VIEW_UNCHANGED;
}

enum view_result article_found(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct article *article = (struct article *)screen;
	uint16_t link = article->followed;
	(void)effects;
	if (link == 0) /* it was the article itself that was looked for */
		return screen_found(view, screen, command, effects);
	article->followed = 0;
	if (command->entry == NULL)
		return say(view, STRING_PAGE_NOT_FOUND, article->page->links[link - 1].target, NULL);
	return history_open(view, screen_new(kind_for(command->entry), command->entry));
}
