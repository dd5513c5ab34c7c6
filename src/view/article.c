/* view/article.c — a kind of screen: one page, read from its first line to its last. */

#include "view/article.h"

#include "view/command.h"

#include "view/contents.h"
#include "view/page_languages.h"
#include "view/page_line.h"
#include "view/remember.h"

#include <stdio.h>

/* The longest name of a language in a sentence (bytes). */
enum { WISHED_MAXIMUM = 256 };

/* ---- lines and the place among them ---- */

const struct anchor *article_anchor(struct article *article)
{
	if (article->moved)
		article->anchor = anchor_at(article->page, article->place);
	article->moved = false;
	return &article->anchor;
}

uint32_t article_place(const struct article *article)
{
	return article->moved ? article->place : anchor_find(&article->anchor, article->page);
}

void article_go_to(struct article *article, const struct anchor *anchor)
{
	article->anchor = *anchor;
	article->moved = false;
	article->placed = false;
}

/* Forgets the lines; the place stays. */
static void drop_layout(struct article *article)
{
	layout_free(article->layout);
	article->layout = NULL;
	article->placed = false;
}

/* The lines for the present size, made when they are not there. */
static bool make_layout(struct view *view, struct article *article, int columns, bool paired)
{
	struct layout_options options = {.link_numbers = true,
	        .ascii = view->options.ascii,
	        .hyphenation = view->options.hyphenation,
	        .dictionaries = view->options.dictionaries};
	if (article->layout != NULL &&
	        (layout_columns(article->layout) != columns || article->paired != paired))
		drop_layout(article);
	article->paired = paired;
	if (paired) {
		if (!beside_prepare(&article->beside, article->page, columns, &options))
			return false;
		options.least_lines = beside_least_lines;
		options.least_context = &article->beside;
	}
	if (article->layout == NULL)
		article->layout = layout_new(article->page, columns, &options);
	return article->layout != NULL;
}

/* Moves the top over as many of the empty lines before it as were on the screen. */
static void step_over_empty_lines(struct article *article)
{
	struct line_place place = article->top;
	for (int i = 0; i < article->above && layout_step(article->layout, &place, -1) == 1; i++) {
		const struct line *line = layout_line(article->layout, place);
		if (line == NULL || line->width > 0)
			return;
		article->top = place;
	}
}

/* Puts the line that shows the place on top. */
static bool find_top(struct article *article)
{
	uint32_t offset = article_place(article);
	article->placed = offset == 0 ? layout_first(article->layout, &article->top)
	                              : layout_find(article->layout, offset, &article->top);
	if (article->placed && offset > 0)
		step_over_empty_lines(article);
	return article->placed;
}

/* Looks what is in sight from the top on; where that leaves rows free at the end, more lines above come into sight. */
static void look(struct article *article, struct article_sight *sight)
{
	int below = sight->frame.height - 1;
	sight->bottom = article->top;
	int shown = layout_step(article->layout, &sight->bottom, below);
	if (shown < below)
		layout_step(article->layout, &article->top, shown - below);
	struct line_place place = sight->bottom;
	sight->at_end = layout_step(article->layout, &place, 1) == 0;
	place = article->top;
	sight->at_start = layout_step(article->layout, &place, -1) == 0;
}

bool article_prepare(struct view *view, struct article *article, struct article_sight *sight)
{
	sight->frame = frame_for(view->rows, view->columns);
	int columns = frame_columns(&sight->frame);
	bool paired = beside_is_there(view, article);
	if (paired)
		columns = (columns - SIDE_BY_SIDE_GAP) / 2;
	if (columns > view->measure)
		columns = view->measure;
	int all = paired ? 2 * columns + SIDE_BY_SIDE_GAP : columns;
	sight->left = (sight->frame.columns - all) / 2;
	sight->right = sight->left + columns + SIDE_BY_SIDE_GAP;
	if (article->page == NULL || !make_layout(view, article, columns, paired))
		return false;
	if (!article->placed && !find_top(article))
		return false;
	look(article, sight);
	return true;
}

/* Empty lines from the line on top to the one that shows the byte OFFSET. */
static int lines_above(struct article *article, uint32_t offset)
{
	struct line_place text, place = article->top;
	int count = 0;
	if (!layout_find(article->layout, offset, &text))
		return 0;
	while (place.block != text.block || place.line != text.line) {
		const struct line *line = layout_line(article->layout, place);
		if (line == NULL || line->width > 0 || layout_step(article->layout, &place, 1) == 0)
			return 0;
		count++;
	}
	return count;
}

/* Takes note of the place on top of the screen. An anchor counts headings and copies words: too much for every key that scrolls. */
static void keep_place(struct article *article)
{
	struct line_place above = article->top;
	const struct line *line = layout_line(article->layout, article->top);
	if (line == NULL)
		return;
	uint32_t offset = layout_step(article->layout, &above, -1) == 0 ? 0 : line->offset;
	article->place = offset;
	article->moved = true;
	article->above = lines_above(article, offset);
}

void article_show_from(struct article *article, struct article_sight *sight, struct line_place top)
{
	article->top = top;
	look(article, sight);
	keep_place(article);
	if (article->selected != 0 && !article_link_in_sight(article, sight, article->selected))
		article->selected = 0;
}

/* The line on top after COMMAND; no further down than where the last line is at the bottom. */
static struct line_place top_after(
        struct article *article, const struct article_sight *sight, const struct command *command)
{
	struct line_place top = article->top, bottom = sight->bottom;
	int lines = scroll_lines(command, sight->frame.height, lines_kept(sight->frame.height));
	if (command->name == COMMAND_FIRST)
		layout_first(article->layout, &top);
	else if (command->name == COMMAND_LAST)
		layout_last(article->layout, &top); /* those above come into sight with it */
	else
		layout_step(article->layout, &top,
		        lines > 0 ? layout_step(article->layout, &bottom, lines) : lines);
	return top;
}

static enum view_result scroll(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct article *article = (struct article *)screen;
	struct article_sight sight;
	(void)effects;
	if (article->page == NULL)
		return VIEW_UNCHANGED;
	if (!article_prepare(view, article, &sight))
		return VIEW_NO_MEMORY;
	if (sight.at_end)
		remember_place(view);
	struct line_place before = article->top;
	article_show_from(article, &sight, top_after(article, &sight, command));
	bool same = before.block == article->top.block && before.line == article->top.line;
	return same ? VIEW_UNCHANGED : VIEW_CHANGED;
}

/* ---- languages ---- */

/* Tells the reader once that the page is shown in another language than the one wished for: in the one that is wished for. */
static enum view_result tell_of_language(struct view *view, struct article *article)
{
	int shown = page_language(view, &article->screen);
	if (shown == view->language || article->told_language == view->language + 1)
		return VIEW_CHANGED;
	article->told_language = view->language + 1;
	struct buffer wished;
	buffer_init(&wished, WISHED_MAXIMUM);
	struct buffer *words = fresh_words(view);
	const char *wished_tag = site_language(view->site, view->language);
	enum message_language messages = messages_for(wished_tag);
	strings_write_in_language(&wished, wished_tag, messages);
	strings_write_in_language(words, site_language(view->site, shown), messages);
	enum view_result result = wished.failed || words->failed
	                                  ? VIEW_NO_MEMORY
	                                  : say_in(view, messages, STRING_NOT_TRANSLATED,
	                                            buffer_text(&wished), buffer_text(words));
	buffer_free(&wished);
	return result;
}

/* ---- the page ---- */

/* Gives back page and lines; the place in the text and the selected link stay. */
static void drop_page(struct article *article)
{
	article_anchor(article);
	drop_layout(article);
	beside_drop(&article->beside);
	article_forget_matches(article);
	page_release(article->page);
	article->page = NULL;
	article->followed = 0;
	article->pending = 0;
	article->step = 0;
}

/* A link stays selected while it is in sight. */
static void keep_selected_in_sight(struct view *view, struct article *article)
{
	struct article_sight sight;
	if (article->selected == 0)
		return;
	if (!article_prepare(view, article, &sight) ||
	        !article_link_in_sight(article, &sight, article->selected))
		article->selected = 0;
}

/* The page in the second language is there. */
static enum view_result take_page_beside(
        const struct view *view, struct article *article, const struct command *command)
{
	if (command->language != beside_language(view, article) || article->page == NULL)
		return VIEW_UNCHANGED;
	drop_layout(article); /* it looks at what stands beside */
	beside_drop(&article->beside);
	article->beside.page = page_keep(command->page);
	article->beside.language = command->language;
	return VIEW_CHANGED;
}

static enum view_result page_loaded(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct article *article = (struct article *)screen;
	(void)effects;
	if (command->entry != screen->entry || command->page == NULL)
		return VIEW_UNCHANGED;
	if (command->language != view->language)
		return take_page_beside(view, article, command);
	if (article->page_language != command->language) {
		article->selected = 0;
		article->find.place_lost = article->page != NULL;
	}
	drop_page(article);
	article->page = page_keep(command->page);
	article->page_language = command->language;
	article->stale = false;
	keep_selected_in_sight(view, article);
	bool continued = !article->begun && article_continue(view, article);
	article->begun = true;
	enum view_result found = article_find_again(view, article, false);
	if (found == VIEW_NO_MEMORY || (continued && page_language(view, screen) == view->language))
		return found;
	return tell_of_language(view, article);
}

static void wants(struct view *view, struct screen *screen, struct effects *effects)
{
	const struct article *article = (const struct article *)screen;
	if (!view->reading_known && view->options.remembered_as != NULL)
		ask(effects,
		        (struct effect){.kind = EFFECT_READ_STATE}); /* before the page, which begins there */
	if (article->page == NULL || article->stale || article->page_language != view->language)
		ask(effects,
		        (struct effect){
		                .kind = EFFECT_LOAD, .entry = screen->entry, .language = view->language});
	else if (beside_language(view, article) >= 0 && !beside_is_there(view, article))
		ask(effects, (struct effect){.kind = EFFECT_LOAD,
		                     .entry = screen->entry,
		                     .language = beside_language(view, article)});
}

static bool is_page(const struct entry *entry)
{
	return entry->variant_count > 0;
}

static void resized(struct view *view, struct screen *screen)
{
	struct article *article = (struct article *)screen;
	article->placed = false;
	keep_selected_in_sight(view, article);
	article_find_again(view, article, prompt_is_open(view));
}

struct screen *article_new(struct entry *entry, const struct anchor *anchor)
{
	struct screen *screen = screen_new(&article_kind, entry);
	if (screen == NULL)
		return NULL;
	((struct article *)screen)->anchor = *anchor;
	((struct article *)screen)->begun = true;
	return screen;
}

static enum view_result contents(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct article *article = (struct article *)screen;
	(void)command;
	(void)effects;
	if (article->page == NULL)
		return VIEW_UNCHANGED;
	if (contents_count(article->page) < 2)
		return say(view, STRING_NO_HEADINGS, NULL, NULL);
	return history_open(view, contents_new(screen->entry, article_anchor(article)));
}

static void cover(struct screen *screen)
{
	drop_page((struct article *)screen);
}

static void reloaded(struct screen *screen)
{
	struct article *article = (struct article *)screen;
	article->stale = true;
	article->followed = 0;
	article->step = 0;
	article->told_language = 0;
}

/* ---- drawing ---- */

static void draw(struct view *view, struct screen *screen, struct grid *grid, const struct frame *frame)
{
	struct article *article = (struct article *)screen;
	const struct line_look look = {
	        .selected_link = article->selected,
	        .marks = article_matches(article),
	        .present_mark = article->find.present,
	};
	struct article_sight sight;
	grid->cursor_row = frame->top;
	grid->cursor_shown = true;
	if (!article_prepare(view, article, &sight)) {
		view->starved |= article->page != NULL;
		return;
	}
	struct line_place place = article->top;
	int row = frame->top, limit = frame->columns;
	bool seen = false;
	grid->cursor_column = sight.left < grid->columns ? sight.left : 0;
	for (; row < frame->top + frame->height; row++) {
		const struct line *line = layout_line(article->layout, place);
		int present_column = -1;
		if (line == NULL) {
			view->starved = true;
			return;
		}
		draw_page_line(grid, row, sight.left, limit, article->page, line, &look, &present_column);
		if (article->paired)
			beside_draw_line(
			        &article->beside, article->layout, grid, row, sight.right, limit, place);
		if (present_column >= 0 && present_column < grid->columns && !seen) {
			grid->cursor_row = row;
			grid->cursor_column = present_column;
			seen = true;
		}
		if (layout_step(article->layout, &place, 1) == 0)
			return;
	}
}

/* From this width on the status line has room for the match and the share read. */
enum { BOTH_PLACES_COLUMNS = 60 };

/* The match, and the share of the text that has been read: up to the last line in sight. Needs no lines below it. */
static void write_place(struct view *view, struct screen *screen, struct buffer *out)
{
	struct article *article = (struct article *)screen;
	struct article_sight sight;
	article_write_match(view, article, out);
	if (!article_prepare(view, article, &sight) || (sight.at_start && sight.at_end))
		return;
	if (out->length > 0 && sight.frame.columns < BOTH_PLACES_COLUMNS)
		return;
	if (out->length > 0)
		buffer_append_text(out, signs_for(view->options.ascii)->dot);
	const struct line *line = layout_line(article->layout, sight.bottom);
	uint32_t length = article->page->length;
	uint32_t read = sight.at_end || line == NULL ? length : line->offset + line->length;
	strings_write_share(
	        out, read < length || sight.at_end ? read : length - 1, length, shown_messages(view));
}

static void write_note(const struct view *view, const struct screen *screen, struct buffer *out)
{
	const struct article *article = (const struct article *)screen;
	if (article->page == NULL)
		return;
	if (article->pending > 0) {
		struct buffer key;
		char number[12];
		snprintf(number, sizeof number, "%u", (unsigned)article->pending);
		buffer_init(&key, KEY_NAME_BYTES);
		write_key_of(view, &key, COMMAND_OPEN, "Enter");
		strings_write(out, shown_messages(view), STRING_LINK_TO_OPEN, number, buffer_text(&key));
		buffer_free(&key);
	} else if (article->selected != 0) {
		buffer_append_text(out, article->page->links[article->selected - 1].target);
	}
}

/* ---- the table ---- */

static void correct_key(const struct screen *screen, struct key key, struct command *command)
{
	const struct article *article = (const struct article *)screen;
	bool plain = key.modifiers == 0;
	if (article->pending > 0 && plain && key.key == KEYBOARD_CHARACTER && key.character == '0')
		*command = (struct command){.name = COMMAND_LINK_NUMBER, .number = 0};
	/* Enter without a link goes on reading, as everywhere. */
	if (article->pending == 0 && article->selected == 0 && plain && key.key == KEYBOARD_ENTER &&
	        command->name == COMMAND_OPEN)
		*command = (struct command){.name = COMMAND_NEXT};
}

/* A number that is being typed goes with the next other key; Back does nothing else. */
static enum interruption interrupt(struct screen *screen, const struct command *command)
{
	struct article *article = (struct article *)screen;
	if (command->name != COMMAND_PROMPT_KEY)
		article_leave_sought(article);
	if (article->pending == 0 || command->name == COMMAND_LINK_NUMBER || command->name == COMMAND_OPEN)
		return INTERRUPTED_NOTHING;
	article->pending = 0;
	return command->name == COMMAND_BACK ? INTERRUPTED_AND_DONE : INTERRUPTED;
}

static bool applies(const struct view *view, const struct screen *screen, enum command_name command)
{
	const struct article *article = (const struct article *)screen;
	switch (command) {
	case COMMAND_BACK:
		return view->present > 0;
	case COMMAND_NEXT_LINK:
		return article->page != NULL && article->page->link_count > 0;
	case COMMAND_NEXT_LANGUAGE:
		return screen->entry != NULL && screen->entry->variant_count > 1;
	case COMMAND_NEXT_MATCH:
	case COMMAND_CLEAR:
		return article_is_marked(article);
	case COMMAND_FIND:
		return !article_is_marked(article);
	default:
		return true;
	}
}

static void close(struct screen *screen)
{
	drop_page((struct article *)screen);
	article_find_free(&((struct article *)screen)->find);
}

/* What is looked for in a long page is looked for while no key waits. */
static void idle(const struct view *view, const struct screen *screen, struct effects *effects)
{
	const struct article *article = (const struct article *)screen;
	(void)view;
	if (article->page != NULL && article->find.more)
		ask(effects, (struct effect){.kind = EFFECT_CONTINUE});
}

static bool clearable(const struct screen *screen)
{
	const struct article *article = (const struct article *)screen;
	return article_is_marked(article) || article->find.more;
}

static const struct command_handler HANDLERS[] = {
        MOVED_BY(scroll),
        {COMMAND_OPEN, article_open_link},
        {COMMAND_NEXT_LINK, article_step_link},
        {COMMAND_PREVIOUS_LINK, article_step_link},
        {COMMAND_LINK_NUMBER, article_link_number},
        {COMMAND_BOOKMARK, article_bookmark},
        {COMMAND_COPY, article_copy},
        {COMMAND_BROWSE, article_browse},
        {COMMAND_NEXT_MATCH, article_step_match},
        {COMMAND_PREVIOUS_MATCH, article_step_match},
        {COMMAND_CLEAR, article_clear},
        {COMMAND_CONTINUE, article_find_on},
        {COMMAND_CLICK, article_click},
        {COMMAND_NEXT_ARTICLE, article_step_article},
        {COMMAND_PREVIOUS_ARTICLE, article_step_article},
        {COMMAND_CONTENTS, contents},
        {COMMAND_SIDE_BY_SIDE, article_side_by_side},
        {COMMAND_NEXT_LANGUAGE, page_next_language},
        {COMMAND_LISTED, article_listed},
        {COMMAND_FOUND, article_found},
        {COMMAND_PAGE_LOADED, page_loaded},
        {COMMAND_NONE, NULL},
};

static const struct hint HINTS[] = {
        {COMMAND_PREVIOUS, COMMAND_NEXT, STRING_READ, 3},
        {COMMAND_BACK, COMMAND_NONE, -1, 1},
        {COMMAND_NEXT_MATCH, COMMAND_NONE, -1, 2},
        {COMMAND_CLEAR, COMMAND_NONE, -1, 4},
        {COMMAND_NEXT_LINK, COMMAND_NONE, -1, 5},
        {COMMAND_FIND, COMMAND_NONE, -1, 6},
        {COMMAND_NEXT_LANGUAGE, COMMAND_NONE, -1, 7},
        {COMMAND_HELP, COMMAND_NONE, -1, 0},
        {COMMAND_QUIT, COMMAND_NONE, -1, 8},
        {COMMAND_NONE, COMMAND_NONE, -1, 0},
};

const struct screen_kind article_kind = {
        .size = sizeof(struct article),
        .place = IN_ARTICLE,
        .handlers = HANDLERS,
        .hints = HINTS,
        .fits = is_page,
        .wants = wants,
        .draw = draw,
        .write_place = write_place,
        .language = page_language,
        .languages = page_languages,
        .second_language = article_second_language,
        .applies = applies,
        .cover = cover,
        .close = close,
        .write_note = write_note,
        .correct_key = correct_key,
        .interrupt = interrupt,
        .resized = resized,
        .idle = idle,
        .clearable = clearable,
        .finding = &article_finding,
        .reloaded = reloaded,
        .note_place = article_note_place,
};
