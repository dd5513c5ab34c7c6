/* view/article_find.c — what is found in an article: looked for while the reader types, marked, walked through. */

#include "view/article.h"

#include <stdio.h>
#include <string.h>

/* From this height on a match that comes into sight stands at a third of the screen, else on top. */
enum { SPACIOUS_ROWS = 7 };

/* So many bytes of a page are looked at for one key, and in one step while no key waits. */
#ifdef IOMVIEW_TINY
enum { STEP_BYTES = 4 };
#else
enum { STEP_BYTES = 65536 };
#endif

/* ---- the query and its places ---- */

static void drop_search(struct article_find *find)
{
	page_search_free(find->search);
	find->search = NULL;
	find->more = false;
}

/* Looks for QUERY (NULL: nothing) from now on. Takes it over. */
static void set_query(struct article_find *find, struct query *query, bool single_words)
{
	drop_search(find);
	query_free(find->query);
	find->query = query;
	find->single_words = single_words;
	find->present = 0;
	find->seek = SEEK_NOTHING;
	find->to_tell = false;
}

/* A query of WORDS; NULL with *RESULT VIEW_NO_MEMORY, or when there is nothing to look for. */
static struct query *make_query(const char *words, enum view_result *result)
{
	bool empty;
	struct query *query = query_new(words, &empty);
	*result = query == NULL && !empty ? VIEW_NO_MEMORY : VIEW_CHANGED;
	return query;
}

const struct matches *article_matches(const struct article *article)
{
	return article->find.search != NULL ? page_search_matches(article->find.search) : NULL;
}

static size_t count_of(const struct article *article)
{
	const struct matches *matches = article_matches(article);
	return matches != NULL ? matches->count : 0;
}

/* The number of the first match that begins at OFFSET or behind it; as many as there are where there is none. */
static size_t match_from(const struct article *article, uint32_t offset)
{
	const struct matches *matches = article_matches(article);
	size_t first = 0, end = count_of(article);
	while (first < end) {
		size_t middle = first + (end - first) / 2;
		if (matches->items[middle].offset < offset)
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

/* Makes the match with NUMBER the present one. */
static void choose(struct article *article, size_t number)
{
	article->find.present = number;
	article->find.place = article_matches(article)->items[number].offset;
	article->find.seek = SEEK_NOTHING;
}

bool article_is_marked(const struct article *article)
{
	return count_of(article) > 0;
}

/* ---- on the screen ---- */

static bool line_of_match(struct article *article, struct line_place *place)
{
	return layout_find(article->layout, article->find.place, place);
}

/* Brings the present match into sight: nothing moves where it is in sight already. */
static void show_present(struct article *article, struct article_sight *sight)
{
	struct line_place place;
	if (!line_of_match(article, &place))
		return;
	if (!line_comes_before(place, article->top) && !line_comes_before(sight->bottom, place))
		return;
	if (sight->frame.height >= SPACIOUS_ROWS)
		layout_step(article->layout, &place, -(sight->frame.height / 3));
	article_show_from(article, sight, place);
}

static bool present_in_sight(struct article *article, const struct article_sight *sight)
{
	struct line_place place;
	return line_of_match(article, &place) && !line_comes_before(place, article->top) &&
	       !line_comes_before(sight->bottom, place);
}

/* Where the text begins that is in sight, and where what is in sight ends. */
static uint32_t start_of_sight(struct article *article)
{
	const struct line *line = layout_line(article->layout, article->top);
	return line != NULL ? line->offset : 0;
}

static uint32_t end_of_sight(struct article *article, const struct article_sight *sight)
{
	const struct line *line = layout_line(article->layout, sight->bottom);
	return line != NULL ? line->offset + line->length : article->page->length;
}

/* ---- while the prompt is open ---- */

static void begin(struct view *view, struct screen *screen)
{
	struct article *article = (struct article *)screen;
	struct article_find *find = &article->find;
	(void)view;
	query_free(find->query_before);
	find->query_before = find->query;
	find->single_words_before = find->single_words;
	find->query = NULL;
	set_query(find, NULL, false);
	find->place_before = find->place;
	find->began = *article_anchor(article);
	find->began_above = article->above;
}

static void return_to_beginning(struct article *article)
{
	article_go_to(article, &article->find.began);
	article->above = article->find.began_above;
}

/* Where matches were found in a reading that is given up now, the present one is looked for anew. */
static void mind_lost_matches(struct article *article)
{
	struct article_find *find = &article->find;
	size_t count = count_of(article);
	if (find->seek == SEEK_NOTHING && find->search != NULL && count > 0 &&
	        (find->present >= count ||
	                article_matches(article)->items[find->present].offset != find->place))
		find->seek = SEEK_FIRST;
}

/* Makes the match that is sought the present one, when it has been found or there is none. Returns whether it is there. */
static bool take_sought(struct article *article)
{
	struct article_find *find = &article->find;
	size_t count = count_of(article), number = match_from(article, find->sought);
	if (find->seek == SEEK_NOTHING || (number == count && find->more))
		return false;
	find->from_start = find->seek == SEEK_FIRST && number == count;
	if (count > 0)
		choose(article, number < count ? number : find->seek == SEEK_FIRST ? 0 : count - 1);
	find->seek = SEEK_NOTHING;
	return count > 0;
}

/* Looks at the next bytes of the page; the match that is sought comes into sight when it is found. */
static enum view_result search(struct view *view, struct article *article)
{
	struct article_find *find = &article->find;
	struct article_sight sight;
	if (find->query == NULL || article->page == NULL)
		return VIEW_CHANGED;
	if (find->search == NULL) {
		find->search = page_search_new(find->query, article->page, find->single_words);
		find->more = find->search != NULL;
	}
	if (find->search == NULL || !page_search_step(find->search, STEP_BYTES, &find->more) ||
	        !article_prepare(view, article, &sight)) {
		find->more = false;
		return VIEW_NO_MEMORY;
	}
	mind_lost_matches(article);
	if (take_sought(article) && find->to_show)
		show_present(article, &sight);
	return VIEW_CHANGED;
}

/* Seeks the first match from the top of the screen on, or else the first of all, and brings it into sight. */
static enum view_result seek_first(struct view *view, struct article *article)
{
	struct article_find *find = &article->find;
	struct article_sight sight;
	if (article->page == NULL || find->query == NULL)
		return VIEW_CHANGED;
	if (!article_prepare(view, article, &sight))
		return VIEW_NO_MEMORY;
	find->sought = sight.at_start ? 0 : start_of_sight(article);
	find->seek = SEEK_FIRST;
	find->to_show = true;
	return search(view, article);
}

static enum view_result look(struct view *view, struct screen *screen, const char *words)
{
	struct article *article = (struct article *)screen;
	enum view_result result;
	return_to_beginning(article);
	set_query(&article->find, make_query(words, &result), false);
	return result == VIEW_NO_MEMORY ? result : seek_first(view, article);
}

static void forget_before(struct article_find *find)
{
	query_free(find->query_before);
	find->query_before = NULL;
}

static enum view_result give_up(struct view *view, struct screen *screen)
{
	struct article *article = (struct article *)screen;
	struct article_find *find = &article->find;
	(void)view;
	return_to_beginning(article);
	set_query(find, find->query_before, find->single_words_before);
	find->query_before = NULL;
	find->place = find->place_before;
	return article_find_again(view, article, false);
}

/* Says what the reader cannot see, once all is known: that nothing was found, that the search went round, what was searched for. */
static enum view_result tell(struct view *view, struct article *article)
{
	struct article_find *find = &article->find;
	const struct matches *matches = article_matches(article);
	if (!find->to_tell || find->seek != SEEK_NOTHING || matches == NULL)
		return VIEW_CHANGED;
	find->to_tell = false;
	if (matches->count == 0) {
		set_query(find, NULL, false);
		return say(view, STRING_NO_MATCHES, NULL, NULL);
	}
	if (matches->reading == READING_RETYPED && matches->read_as != NULL)
		return say(view, STRING_SEARCHED_AS, matches->read_as, NULL);
	return find->from_start ? say(view, STRING_PAST_END, NULL, NULL) : VIEW_CHANGED;
}

static enum view_result keep(struct view *view, struct screen *screen, const char *words)
{
	struct article *article = (struct article *)screen;
	struct article_find *find = &article->find;
	enum view_result result = VIEW_CHANGED;
	if (find->query == NULL || strcmp(query_typed(find->query), words) != 0)
		result = look(view, screen, words);
	forget_before(find);
	find->to_tell = true;
	return result == VIEW_NO_MEMORY ? result : tell(view, article);
}

/* "3 of 12"; "3 of 12…" while more are looked for. */
static void write_number(const struct view *view, const struct article *article, struct buffer *out)
{
	char number[24], all[32];
	const char *sign = article->find.more ? signs_for(view->options.ascii)->ellipsis : "";
	snprintf(number, sizeof number, "%zu", article->find.present + 1);
	snprintf(all, sizeof all, "%zu%s", count_of(article), sign);
	strings_write(out, shown_messages(view), STRING_MATCH_OF, number, all);
}

/* "Searching… 34%". */
static void write_progress(const struct view *view, const struct article *article, struct buffer *out)
{
	size_t done = page_search_progress(article->find.search);
	strings_write_searching(out, done, article->page->length, shown_messages(view));
}

static void write_found(const struct view *view, const struct screen *screen, struct buffer *out)
{
	const struct article *article = (const struct article *)screen;
	const struct matches *matches = article_matches(article);
	enum message_language language = shown_messages(view);
	if (matches == NULL)
		return;
	if (article->find.seek != SEEK_NOTHING) {
		write_progress(view, article, out);
		return;
	}
	if (matches->count == 0) {
		buffer_append_text(out, string_of(STRING_NO_MATCHES, language));
		return;
	}
	if (matches->reading == READING_RETYPED && matches->read_as != NULL)
		strings_write(out, language, STRING_SEARCHED_AS, matches->read_as, NULL);
	else if (matches->reading == READING_FORMS)
		buffer_append_text(out, string_of(STRING_OTHER_FORMS, language));
	if (out->length > 0)
		buffer_append_text(out, signs_for(view->options.ascii)->dot);
	write_number(view, article, out);
}

const struct finding article_finding = {
        .begin = begin,
        .look = look,
        .keep = keep,
        .give_up = give_up,
        .write_found = write_found,
};

/* ---- afterwards ---- */

void article_write_match(const struct view *view, const struct article *article, struct buffer *out)
{
	if (article->find.seek != SEEK_NOTHING && article->find.search != NULL)
		write_progress(view, article, out);
	else if (article_is_marked(article))
		write_number(view, article, out);
}

enum view_result article_find_again(struct view *view, struct article *article, bool show)
{
	struct article_find *find = &article->find;
	struct article_sight sight;
	if (find->query == NULL || article->page == NULL)
		return VIEW_CHANGED;
	if (!article_prepare(view, article, &sight))
		return VIEW_NO_MEMORY;
	if (find->search == NULL || find->seek == SEEK_NOTHING) {
		find->sought = find->place_lost ? start_of_sight(article) : find->place;
		find->place_lost = false;
		find->seek = SEEK_PLACE;
	}
	find->to_show = show || find->to_show_new;
	find->to_show_new = false;
	return search(view, article);
}

enum view_result article_find_on(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct article *article = (struct article *)screen;
	(void)command;
	(void)effects;
	enum view_result result = search(view, article);
	return result == VIEW_NO_MEMORY ? result : tell(view, article);
}

void article_leave_sought(struct article *article)
{
	article->find.to_show = false;
}

void article_forget_matches(struct article *article)
{
	drop_search(&article->find);
}

bool article_look_for(struct screen *screen, const char *words, uint32_t place)
{
	struct article_find *find = &((struct article *)screen)->find;
	enum view_result result;
	set_query(find, make_query(words, &result), true);
	find->place = place;
	((struct article *)screen)->begun = true;
	find->to_show_new = true;
	return result != VIEW_NO_MEMORY;
}

void article_find_free(struct article_find *find)
{
	set_query(find, NULL, false);
	forget_before(find);
}

/* The match to which STEP leads: from the present one while it is in sight, else from what is in sight. */
static size_t match_after(
        struct article *article, const struct article_sight *sight, int step, bool *went_round)
{
	size_t count = count_of(article), present = article->find.present, number;
	if (present_in_sight(article, sight))
		number = step > 0 ? present + 1 : present + count - 1;
	else if (step > 0)
		number = match_from(article, start_of_sight(article));
	else
		number = match_from(article, end_of_sight(article, sight)) + count - 1;
	*went_round = step > 0 ? number >= count : number < count;
	return number % count;
}

/* Without a query the last one of the session is looked for. */
static enum view_result look_for_last(struct view *view, struct article *article)
{
	const char *words = prompt_last_query(view);
	if (*words == '\0') {
		struct buffer *key = fresh_words(view);
		write_first_key(view, key, COMMAND_FIND);
		return say(view, STRING_NOTHING_SEARCHED, buffer_text(key), NULL);
	}
	article->find.began = *article_anchor(article);
	article->find.began_above = article->above;
	return keep(view, &article->screen, words);
}

enum view_result article_step_match(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct article *article = (struct article *)screen;
	struct article_find *find = &article->find;
	struct article_sight sight;
	bool next = command->name == COMMAND_NEXT_MATCH, went_round;
	(void)effects;
	if (article->page == NULL)
		return VIEW_UNCHANGED;
	if (find->query == NULL)
		return look_for_last(view, article);
	if (count_of(article) == 0)
		return find->more ? VIEW_UNCHANGED : say(view, STRING_NO_MATCHES, NULL, NULL);
	if (!article_prepare(view, article, &sight))
		return VIEW_NO_MEMORY;
	size_t number = match_after(article, &sight, next ? 1 : -1, &went_round);
	if (went_round && find->more) /* it is not known yet where the other end is */
		return VIEW_UNCHANGED;
	choose(article, number);
	article->selected = 0;
	show_present(article, &sight);
	return went_round ? say(view, next ? STRING_PAST_END : STRING_PAST_START, NULL, NULL) : VIEW_CHANGED;
}

enum view_result article_clear(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	(void)view;
	(void)command;
	(void)effects;
	set_query(&((struct article *)screen)->find, NULL, false);
	return VIEW_CHANGED;
}
