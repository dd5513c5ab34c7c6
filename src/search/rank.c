/*
 * search/rank.c — which of two pages comes first, and the place in it that is shown.
 *
 * The rule. Every word of the query must stand somewhere in the page: in its title, its summary or its text. A word counts by the
 * best place where it stands (the table below), so that one word in the title outweighs one in the summary, and that one in the
 * text; a whole word counts twice as much as the beginning of a longer one. Pages with the same sum are told apart
 * by how often the words occur.
 */

#include "search/match.h"

#include <string.h>

enum field { FIELD_TEXT, FIELD_SUMMARY, FIELD_TITLE, FIELDS };

static const struct {
	uint32_t beginning; /* of a word */
	uint32_t whole;     /* word */
} weights[FIELDS] = {[FIELD_TEXT] = {1, 2}, [FIELD_SUMMARY] = {4, 8}, [FIELD_TITLE] = {16, 32}};

/* The sum of the weights stands above the number of places. */
enum { PLACES_COUNTED = 255 };

/* What is known of a page while its texts are looked through. */
struct ranking {
	const struct query *query;
	struct match_room room;
	uint32_t best[QUERY_WORDS_MAXIMUM]; /* weight of the best place of each word; 0: not met */
	uint32_t places;                    /* at most PLACES_COUNTED */
	size_t body_different;              /* words of the query in the block that SHOWN is about; 0: none */
	const struct block *shown;          /* NULL: no block of the text has a word */
	struct match place;                 /* bytes from the start of the page's text */
};

static void count_places(struct ranking *ranking, enum field field, const struct text_matches *found)
{
	for (size_t i = 0; i < ranking->query->word_count; i++) {
		const struct word_places *places = &found->words[i];
		uint32_t weight = places->whole > 0        ? weights[field].whole
		                  : places->beginnings > 0 ? weights[field].beginning
		                                           : 0;
		if (weight > ranking->best[i])
			ranking->best[i] = weight;
		size_t sum = ranking->places + places->whole + places->beginnings;
		ranking->places = sum < PLACES_COUNTED ? (uint32_t)sum : (uint32_t)PLACES_COUNTED;
	}
}

/* Of two blocks the one with more different words is shown, of two alike the first; the title only when it is alone. */
static void choose_place(struct ranking *ranking, const struct block *block, const struct text_matches *found)
{
	bool title = block->kind == BLOCK_TITLE;
	bool better = title ? ranking->shown == NULL : found->different > ranking->body_different;
	if (found->different == 0 || !better)
		return;
	if (!title)
		ranking->body_different = found->different;
	ranking->shown = block;
	ranking->place = found->first;
	ranking->place.offset += block->offset;
}

static bool match_block(struct ranking *ranking, const struct page *page, const struct block *block)
{
	struct text_matches found;
	if (!match_text(ranking->query, page->text + block->offset, block->length, &ranking->room, &found))
		return false;
	count_places(ranking, block->kind == BLOCK_TITLE ? FIELD_TITLE : FIELD_TEXT, &found);
	choose_place(ranking, block, &found);
	return true;
}

static bool match_summary(struct ranking *ranking, const char *summary)
{
	struct text_matches found;
	if (!match_text(ranking->query, summary, strlen(summary), &ranking->room, &found))
		return false;
	count_places(ranking, FIELD_SUMMARY, &found);
	return true;
}

/* 0 when a word is missing. */
static uint32_t score_of(const struct ranking *ranking)
{
	uint32_t sum = 0;
	for (size_t i = 0; i < ranking->query->word_count; i++) {
		if (ranking->best[i] == 0)
			return 0;
		sum += ranking->best[i];
	}
	return sum * (PLACES_COUNTED + 1) + ranking->places;
}

/*
 * The snippet: the sentence around the place. Where only the title has the words, the results show it anyway: then the summary,
 * or the beginning of the text. Where only the summary has them, the summary.
 */
static bool append_snippet(struct buffer *out, const struct ranking *ranking, const struct page *page)
{
	const struct match start = {0, 0};
	const struct block *block = ranking->shown;
	if (block != NULL && block->kind != BLOCK_TITLE) {
		struct match place = {ranking->place.offset - block->offset, ranking->place.length};
		return snippet_append(out, page->text + block->offset, block->length, place);
	}
	if (page->summary[0] != '\0')
		return snippet_append(out, page->summary, strlen(page->summary), start);
	if (page->first_body_block >= page->block_count)
		return true;
	block = &page->blocks[page->first_body_block];
	return snippet_append(out, page->text + block->offset, block->length, start);
}

static bool fill_hit(struct hit *hit, const struct ranking *ranking, const struct page *page)
{
	uint32_t score = score_of(ranking);
	if (score == 0)
		return true;
	struct buffer snippet;
	buffer_init(&snippet, FOLDED_BYTES_MAXIMUM);
	/* An empty snippet is one too. */
	if (!append_snippet(&snippet, ranking, page) || !buffer_append(&snippet, "", 1)) {
		buffer_free(&snippet);
		return false;
	}
	hit->score = score;
	hit->first = ranking->place;
	hit->snippet = snippet.bytes;
	return true;
}

bool query_match_page(const struct query *query, const struct page *page, struct hit *hit)
{
	*hit = (struct hit){.snippet = NULL};
	struct ranking ranking = {.query = query};
	match_room_init(&ranking.room);
	bool matched = match_summary(&ranking, page->summary);
	for (uint32_t i = 0; matched && i < page->block_count; i++)
		matched = match_block(&ranking, page, &page->blocks[i]);
	matched = matched && fill_hit(hit, &ranking, page);
	match_room_free(&ranking.room);
	return matched;
}

void hit_free(struct hit *hit)
{
	memory_resize(hit->snippet, 0);
	*hit = (struct hit){.snippet = NULL};
}
