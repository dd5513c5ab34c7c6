/* view/article_find.c — what is found in an article: looked for while the reader types, marked, walked through. */

#include "view/article.h"

#include <stdio.h>

/* From this height on a match that comes into sight stands at a third of the screen, else on top. */
enum { SPACIOUS_ROWS = 7 };

/* ---- the query and its places ---- */

static void drop_matches(struct article_find *find)
{
	matches_free(&find->matches);
	find->searched = false;
}

/* Looks for QUERY (NULL: nothing) from now on. Takes it over. */
static void set_query(struct article_find *find, struct query *query, bool words_alone)
{
	drop_matches(find);
	query_free(find->query);
	find->query = query;
	find->words_alone = words_alone;
	find->present = 0;
}

/* A query of WORDS; NULL with *RESULT VIEW_NO_MEMORY, or when there is nothing to look for. */
static struct query *make_query(const char *words, enum view_result *result)
{
	bool empty;
	struct query *query = query_new(words, &empty);
	*result = query == NULL && !empty ? VIEW_NO_MEMORY : VIEW_CHANGED;
	return query;
}

/* The places in the present page, found when that has not been done. Returns false when memory runs out. */
static bool search(struct article *article)
{
	struct article_find *find = &article->find;
	if (find->searched || find->query == NULL || article->page == NULL)
		return true;
	find->searched = find->words_alone ? page_find_words(&find->matches, find->query, article->page)
	                                   : page_find_all(&find->matches, find->query, article->page);
	return find->searched;
}

/* The number of the first match that begins at OFFSET or behind it; as many as there are where there is none. */
static size_t match_from(const struct article_find *find, uint32_t offset)
{
	size_t first = 0, end = find->matches.count;
	while (first < end) {
		size_t middle = first + (end - first) / 2;
		if (find->matches.items[middle].offset < offset)
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

/* Makes the match with NUMBER the present one. */
static void choose(struct article_find *find, size_t number)
{
	find->present = number;
	find->place = find->matches.items[number].offset;
}

bool article_is_marked(const struct article *article)
{
	return article->find.matches.count > 0;
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
	find->words_alone_before = find->words_alone;
	find->query = NULL;
	set_query(find, NULL, false);
	find->place_before = find->place;
	find->began = article->anchor;
	find->began_above = article->above;
}

static void return_to_beginning(struct article *article)
{
	article->anchor = article->find.began;
	article->above = article->find.began_above;
	article->placed = false;
}

/* The first match from the top of the screen on, or else the first of all. */
static enum view_result show_first(struct view *view, struct article *article)
{
	struct article_find *find = &article->find;
	struct article_sight sight;
	if (article->page == NULL)
		return VIEW_CHANGED;
	if (!search(article) || !article_prepare(view, article, &sight))
		return VIEW_NO_MEMORY;
	if (find->matches.count == 0)
		return VIEW_CHANGED;
	size_t number = match_from(find, sight.at_start ? 0 : start_of_sight(article));
	find->from_start = number == find->matches.count;
	choose(find, find->from_start ? 0 : number);
	show_present(article, &sight);
	return VIEW_CHANGED;
}

static enum view_result look(struct view *view, struct screen *screen, const char *words)
{
	struct article *article = (struct article *)screen;
	enum view_result result;
	return_to_beginning(article);
	set_query(&article->find, make_query(words, &result), false);
	return result == VIEW_NO_MEMORY ? result : show_first(view, article);
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
	set_query(find, find->query_before, find->words_alone_before);
	find->query_before = NULL;
	find->place = find->place_before;
	return article_find_again(view, article);
}

/* Says what the reader cannot see: that the search went round, or what was searched for. */
static enum view_result tell(
        struct view *view, const struct article_find *find, bool went_round, enum string_name round)
{
	if (find->matches.reading == READING_RETYPED && find->matches.read_as != NULL)
		return say(view, STRING_SEARCHED_AS, find->matches.read_as, NULL);
	return went_round ? say(view, round, NULL, NULL) : VIEW_CHANGED;
}

static enum view_result keep(struct view *view, struct screen *screen, const char *words)
{
	struct article *article = (struct article *)screen;
	struct article_find *find = &article->find;
	enum view_result result = look(view, screen, words);
	forget_before(find);
	if (result == VIEW_NO_MEMORY)
		return result;
	if (!article_is_marked(article) && article->page != NULL) {
		set_query(find, NULL, false);
		return say(view, STRING_NO_MATCHES, NULL, NULL);
	}
	return tell(view, find, find->from_start, STRING_PAST_END);
}

/* "3 of 12". */
static void write_number(const struct article_find *find, struct buffer *out, enum message_language language)
{
	char number[24], all[24];
	snprintf(number, sizeof number, "%zu", find->present + 1);
	snprintf(all, sizeof all, "%zu", find->matches.count);
	strings_write(out, language, STRING_MATCH_OF, number, all);
}

static void write_found(const struct view *view, const struct screen *screen, struct buffer *out)
{
	const struct article_find *find = &((const struct article *)screen)->find;
	enum message_language language = shown_messages(view);
	if (find->query == NULL || !find->searched)
		return;
	if (find->matches.count == 0) {
		buffer_append_text(out, string_of(STRING_NO_MATCHES, language));
		return;
	}
	if (find->matches.reading == READING_RETYPED && find->matches.read_as != NULL)
		strings_write(out, language, STRING_SEARCHED_AS, find->matches.read_as, NULL);
	else if (find->matches.reading == READING_FORMS)
		buffer_append_text(out, string_of(STRING_OTHER_FORMS, language));
	if (out->length > 0)
		buffer_append_text(out, signs_for(view->options.ascii)->dot);
	write_number(find, out, language);
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
	if (article_is_marked(article))
		write_number(&article->find, out, shown_messages(view));
}

enum view_result article_find_again(struct view *view, struct article *article)
{
	struct article_find *find = &article->find;
	struct article_sight sight;
	if (find->query == NULL || article->page == NULL)
		return VIEW_CHANGED;
	if (!search(article) || !article_prepare(view, article, &sight))
		return VIEW_NO_MEMORY;
	if (find->matches.count == 0)
		return VIEW_CHANGED;
	size_t number = match_from(find, find->place_lost ? start_of_sight(article) : find->place);
	find->place_lost = false;
	choose(find, number < find->matches.count ? number : find->matches.count - 1);
	if (find->to_show)
		show_present(article, &sight);
	find->to_show = false;
	return VIEW_CHANGED;
}

void article_forget_matches(struct article *article)
{
	drop_matches(&article->find);
}

bool article_look_for(struct screen *screen, const char *words, uint32_t place)
{
	struct article_find *find = &((struct article *)screen)->find;
	enum view_result result;
	set_query(find, make_query(words, &result), true);
	find->place = place;
	((struct article *)screen)->begun = true;
	find->to_show = true;
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
	const struct article_find *find = &article->find;
	size_t count = find->matches.count, number;
	if (present_in_sight(article, sight))
		number = step > 0 ? find->present + 1 : find->present + count - 1;
	else if (step > 0)
		number = match_from(find, start_of_sight(article));
	else
		number = match_from(find, end_of_sight(article, sight)) + count - 1;
	*went_round = step > 0 ? number >= count : number < count;
	return number % count;
}

/* Without a query the last one of the session is looked for. */
static enum view_result look_for_last(struct view *view, struct article *article)
{
	const char *words = prompt_last_query(view);
	if (*words == '\0')
		return say(view, STRING_NOTHING_SEARCHED, NULL, NULL);
	article->find.began = article->anchor;
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
	if (!search(article) || !article_prepare(view, article, &sight))
		return VIEW_NO_MEMORY;
	if (find->matches.count == 0)
		return say(view, STRING_NO_MATCHES, NULL, NULL);
	choose(find, match_after(article, &sight, next ? 1 : -1, &went_round));
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
