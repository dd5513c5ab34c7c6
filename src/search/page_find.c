/* search/page_find.c — all places in one page; the titles of a list. */

#include "search/match.h"
#include "search/piece.h"

#include <string.h>

/* ---- readings in their order ---- */

/* What is looked for in all pieces of one text; each finds what it finds for a turn, and appends it. */
typedef bool (*finder)(
        struct matches *matches, const struct query_turn *turn, const struct match_room *room, uint32_t base);

struct attempt {
	size_t turn;
	enum query_reading reading;
	finder find;
};

enum { ATTEMPTS_MAXIMUM = 2 * QUERY_TURNS_MAXIMUM };

/* All attempts are made in one pass over the text: those after the first that has found something are given up. */
struct finding {
	const struct query *query;
	struct attempt attempts[ATTEMPTS_MAXIMUM];
	size_t count;         /* attempts that are still made */
	struct matches found; /* of the last of them */
	struct match_room room;
};

static void finding_init(struct finding *finding, const struct query *query)
{
	*finding = (struct finding){.query = query};
	match_room_init(&finding->room);
}

static void plan(struct finding *finding, size_t turn, enum query_reading reading, finder find)
{
	if (turn > 0)
		reading = READING_RETYPED;
	finding->attempts[finding->count++] = (struct attempt){turn, reading, find};
}

/* Makes ATTEMPT in the text of the room. What later attempts have found is dropped when this one finds something. */
static bool make_attempt(struct finding *finding, size_t number, uint32_t base)
{
	const struct attempt *attempt = &finding->attempts[number];
	const struct query_turn *turn = &finding->query->turns[attempt->turn];
	bool last = finding->found.count > 0 && number + 1 == finding->count;
	if (last)
		return attempt->find(&finding->found, turn, &finding->room, base);
	struct matches fresh = {.items = NULL};
	bool fine = attempt->find(&fresh, turn, &finding->room, base);
	if (!fine || fresh.count == 0) {
		matches_free(&fresh);
		return fine;
	}
	matches_free(&finding->found);
	finding->found = fresh;
	finding->count = number + 1;
	return true;
}

static bool find_in_piece(struct finding *finding, const char *text, size_t length, uint32_t base)
{
	bool divided = finding->count > 1 || finding->attempts[0].find != match_phrase;
	bool fine = match_room_fill(&finding->room, text, length, divided);
	for (size_t i = 0; fine && i < finding->count; i++)
		fine = make_attempt(finding, i, base);
	return fine;
}

/* Notes how what was found was read. */
static void note_reading(struct finding *finding)
{
	if (finding->found.count == 0)
		return;
	const struct attempt *attempt = &finding->attempts[finding->count - 1];
	finding->found.reading = attempt->reading;
	finding->found.read_as = query_read_as(finding->query, attempt->turn);
}

/* Hands over what was found. */
static bool finish(struct finding *finding, bool fine, struct matches *matches)
{
	match_room_free(&finding->room);
	if (!fine)
		matches_free(&finding->found);
	note_reading(finding);
	*matches = finding->found;
	return fine;
}

/* ---- a page ---- */

static bool find_in_page(struct finding *finding, const struct page *page)
{
	struct piece piece = {.block = 0};
	while (piece_next(&piece, page))
		if (!find_in_piece(finding, page->text + piece.offset, piece.length, piece.offset))
			return false;
	return true;
}

/* Plans to look for QUERY as a phrase, or for its words. */
static void plan_for_page(struct finding *finding, const struct query *query, bool single_words)
{
	finding_init(finding, query);
	for (size_t turn = 0; turn < query->turn_count; turn++) {
		plan(finding, turn, READING_TYPED, single_words ? match_words : match_phrase);
		if (!single_words)
			plan(finding, turn, READING_FORMS, match_forms);
	}
}

bool page_find_all(struct matches *matches, const struct query *query, const struct page *page)
{
	struct finding finding;
	plan_for_page(&finding, query, false);
	return finish(&finding, find_in_page(&finding, page), matches);
}

bool page_find_words(struct matches *matches, const struct query *query, const struct page *page)
{
	struct finding finding;
	plan_for_page(&finding, query, true);
	return finish(&finding, find_in_page(&finding, page), matches);
}

struct page_search {
	struct finding finding;
	const struct page *page;
	struct piece piece; /* where it has come to */
};

struct page_search *page_search_new(const struct query *query, const struct page *page, bool single_words)
{
	struct page_search *search = memory_resize(NULL, sizeof *search);
	if (search == NULL)
		return NULL;
	*search = (struct page_search){.page = page};
	plan_for_page(&search->finding, query, single_words);
	return search;
}

void page_search_free(struct page_search *search)
{
	if (search == NULL)
		return;
	match_room_free(&search->finding.room);
	matches_free(&search->finding.found);
	memory_resize(search, 0);
}

bool page_search_step(struct page_search *search, size_t bytes, bool *more)
{
	size_t end = page_search_progress(search) + bytes;
	*more = true;
	while (*more && page_search_progress(search) < end) {
		const struct piece *piece = &search->piece;
		*more = piece_next(&search->piece, search->page);
		if (*more && !find_in_piece(&search->finding, search->page->text + piece->offset,
		                     piece->length, piece->offset))
			return false;
	}
	note_reading(&search->finding);
	return true;
}

const struct matches *page_search_matches(const struct page_search *search)
{
	return &search->finding.found;
}

size_t page_search_progress(const struct page_search *search)
{
	return (size_t)search->piece.offset + search->piece.length;
}

/* ---- a list ---- */

bool query_mark(
        struct matches *matches, const struct query *query, size_t turn, const char *text, size_t length)
{
	struct finding finding;
	finding_init(&finding, query);
	plan(&finding, turn, READING_TYPED, match_words);
	return finish(&finding, find_in_piece(&finding, text, length, 0), matches);
}

/* Notes in HAS which words of TURN stand in the text of ROOM. */
static void note_words(
        const struct query_turn *turn, const struct match_room *room, bool has[QUERY_WORDS_MAXIMUM])
{
	for (size_t i = 0; i < room->folded.length;) {
		size_t end = match_end(room, i);
		for (size_t k = 0; k < turn->word_count; k++) {
			size_t length;
			if (!has[k])
				has[k] = match_word(turn, &turn->words[k], room, i, end, &length) != FIT_NONE;
		}
		i = end;
	}
}

bool query_fits(
        const struct query *query, size_t turn, const char *const *texts, size_t text_count, bool *fits)
{
	const struct query_turn *words = &query->turns[turn];
	bool has[QUERY_WORDS_MAXIMUM] = {false};
	struct match_room room;
	match_room_init(&room);
	bool fine = true;
	for (size_t i = 0; fine && i < text_count; i++) {
		fine = match_room_fill(&room, texts[i], strlen(texts[i]), true);
		if (fine)
			note_words(words, &room, has);
	}
	match_room_free(&room);
	*fits = fine && words->word_count > 0;
	for (size_t i = 0; i < words->word_count; i++)
		*fits = *fits && has[i];
	return fine;
}
