/*
 * search/rank.c — how well one page fits a query; which of two pages comes first.
 *
 * The rule. A page is a hit when it has at least half of the query's words, one of three letters or more among them if the query has
 * such; on another keyboard layout, when it has all of them. Of two hits that one comes first
 *   1. which has more of the words;
 *   2. which has more of them in its title; then, which has more of them in its title or summary;
 *   3. whose words fit better: a whole word (5) over the beginning of a longer one (4), over a whole word (3) and a beginning (2)
 *      in letters of the other script, over another form of the word (1), added up;
 *   4. which is newer; pages without a date come after those with one;
 *   5. which comes first on the way through the site, section by section in the order of the menus.
 * Of the places of a word the one in the best field counts, and there the one that fits best. The score is the first four, from the highest
 * bits down. What a page does not say itself (the heading above its links, its source's address) is not looked at.
 *
 * What is shown of a page, and where it is opened: the sentence with most of the words; of several that with more of them as words,
 * whole or in another form, and not as the beginning of a longer word or in the other script; of several the first. So a word
 * with its article is as good as one without, and what stands at the end of every page comes last.
 */

#include "search/rank.h"

#include "search/piece.h"
#include "text/text.h"

#include <string.h>

/* Bits of the parts of a score: words are at most 16, and 5 for each by fit; then year, month and day. */
enum { WORDS_BITS = 5, FIT_BITS = 7, YEAR_BITS = 14, MONTH_BITS = 4, DAY_BITS = 5 };

static bool is_better(enum field field, enum word_fit fit, struct word_rank than)
{
	return than.fit == FIT_NONE || field > than.field || (field == than.field && fit > than.fit);
}

/* How a word of a sentence is the word of a query: the more the better. */
enum closeness { CLOSE_NOT, CLOSE_PART, CLOSE_SAME };

/* What one sentence has of the words of a turn. */
struct sentence_rank {
	enum closeness words[QUERY_WORDS_MAXIMUM];
	struct match first; /* of the words that fit; length 0: none does */
};

/* What a text has of the words of a turn. */
struct text_rank {
	enum word_fit fits[QUERY_WORDS_MAXIMUM];
	struct match place; /* the first in its best sentence; length 0: none fits */
	uint32_t value;     /* of that sentence */
};

/* How much of the words of TURN was found: more of them first, then those that are closer. */
static uint32_t value_of(const struct sentence_rank *sentence, const struct query_turn *turn)
{
	uint32_t value = 0;
	for (size_t i = 0; i < turn->word_count; i++)
		if (sentence->words[i] != CLOSE_NOT)
			value += (1u << FIT_BITS) + (uint32_t)sentence->words[i];
	return value;
}

/* A text that is looked through for the words of one turn. */
struct text_ranking {
	const struct query_turn *turn;
	const struct match_room *room;
	const char *text;
	size_t length;
	size_t looked_to;              /* byte of the text up to which the sentence is known to reach */
	struct sentence_rank sentence; /* the one that is being looked through */
	struct text_rank all;
};

static void end_sentence(struct text_ranking *ranking)
{
	uint32_t value = value_of(&ranking->sentence, ranking->turn);
	if (value > ranking->all.value) {
		ranking->all.value = value;
		ranking->all.place = ranking->sentence.first;
	}
	ranking->sentence = (struct sentence_rank){.first = {0, 0}};
}

/* A word that fits stands at PLACE: ends the sentence before, where it is not in the same. */
static void go_to(struct text_ranking *ranking, struct match place)
{
	bool ends = ranking->sentence.first.length == 0;
	for (size_t i = ranking->looked_to; !ends && i < place.offset; i++)
		ends = text_ends_sentence(ranking->text, ranking->length, i);
	if (ends)
		end_sentence(ranking);
	ranking->looked_to = place.offset;
}

static enum closeness closeness_of(
        const struct text_ranking *ranking, size_t number, size_t start, size_t end, enum word_fit fit)
{
	if (fit == FIT_WHOLE || fit == FIT_FORM)
		return CLOSE_SAME;
	const struct query_word *word = &ranking->turn->words[number];
	bool same = fit == FIT_BEGINNING && text_same_word(ranking->room->folded.bytes + start, end - start,
	                                            ranking->turn->folded.bytes + word->offset, word->length);
	return same ? CLOSE_SAME : CLOSE_PART;
}

/* Looks at the word at [START, END) of the room. */
static void rank_word(struct text_ranking *ranking, size_t start, size_t end)
{
	for (size_t i = 0; i < ranking->turn->word_count; i++) {
		size_t length;
		enum word_fit fit = match_word(
		        ranking->turn, &ranking->turn->words[i], ranking->room, start, end, &length);
		if (fit == FIT_NONE)
			continue;
		struct match place = match_place(ranking->room, start, length);
		go_to(ranking, place);
		if (ranking->sentence.first.length == 0)
			ranking->sentence.first = place;
		enum closeness closeness = closeness_of(ranking, i, start, end, fit);
		if (closeness > ranking->sentence.words[i])
			ranking->sentence.words[i] = closeness;
		if (fit > ranking->all.fits[i])
			ranking->all.fits[i] = fit;
	}
}

/* Looks through TEXT, which ROOM has folded, for the words of TURN. */
static struct text_rank rank_text(
        const struct query_turn *turn, const struct match_room *room, const char *text, size_t length)
{
	struct text_ranking ranking = {.turn = turn, .room = room, .text = text, .length = length};
	for (size_t i = 0; i < room->folded.length;) {
		size_t end = match_end(room, i);
		rank_word(&ranking, i, end);
		i = end;
	}
	end_sentence(&ranking);
	return ranking.all;
}

static void count_words(struct page_rank *rank, const struct text_rank *found, enum field field)
{
	for (size_t i = 0; i < rank->turn->word_count; i++)
		if (found->fits[i] != FIT_NONE && is_better(field, found->fits[i], rank->words[i]))
			rank->words[i] = (struct word_rank){field, found->fits[i]};
}

/* Of two pieces that with the better sentence is shown, of two alike the first; a title only when it is alone. */
static void choose_place(struct page_rank *rank, const struct text_rank *found, const struct piece *piece)
{
	uint32_t value = found->value;
	if (piece->of->kind == BLOCK_TITLE && value > 0)
		value = 1;
	if (value <= rank->shown_value)
		return;
	rank->shown_value = value;
	rank->shown = piece->of;
	rank->place = found->place;
	rank->place.offset += piece->offset;
}

static bool rank_summary(struct page_rank *ranks, size_t count, const char *summary, struct match_room *room)
{
	if (!match_room_fill(room, summary, strlen(summary), true))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (ranks[i].turn == NULL)
			continue;
		struct text_rank found = rank_text(ranks[i].turn, room, summary, strlen(summary));
		count_words(&ranks[i], &found, FIELD_SUMMARY);
	}
	return true;
}

static bool rank_piece(struct page_rank *ranks, size_t count, const struct page *page,
        const struct piece *piece, struct match_room *room)
{
	if (piece->of->kind == BLOCK_LINKS_HEADING || piece->of->kind == BLOCK_SOURCE)
		return true;
	if (!match_room_fill(room, page->text + piece->offset, piece->length, true))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (ranks[i].turn == NULL)
			continue;
		struct text_rank found =
		        rank_text(ranks[i].turn, room, page->text + piece->offset, piece->length);
		count_words(&ranks[i], &found, piece->of->kind == BLOCK_TITLE ? FIELD_TITLE : FIELD_TEXT);
		choose_place(&ranks[i], &found, piece);
	}
	return true;
}

bool page_rank(struct page_rank *ranks, size_t count, const struct page *page, struct match_room *room)
{
	for (size_t i = 0; i < count; i++)
		ranks[i] = (struct page_rank){.turn = ranks[i].turn};
	if (!rank_summary(ranks, count, page->summary, room))
		return false;
	struct piece piece = {.block = 0};
	while (piece_next(&piece, page))
		if (!rank_piece(ranks, count, page, &piece, room))
			return false;
	return true;
}

/* What the words of a turn come to in a page. */
struct sums {
	size_t found;
	size_t in_title;
	size_t in_summary; /* or title */
	size_t fit;
	bool weighty; /* a word of three letters was found */
};

static struct sums sum_up(const struct page_rank *rank)
{
	struct sums sums = {.found = 0};
	for (size_t i = 0; i < rank->turn->word_count; i++) {
		const struct word_rank *word = &rank->words[i];
		if (word->fit == FIT_NONE)
			continue;
		sums.weighty |= rank->turn->words[i].characters >= WEIGHTY_LETTERS;
		sums.found++;
		sums.in_title += word->field == FIELD_TITLE;
		sums.in_summary += word->field >= FIELD_SUMMARY;
		sums.fit += (size_t)word->fit;
	}
	return sums;
}

static uint64_t in_range(int value, int bits)
{
	int highest = (1 << bits) - 1;
	return (uint64_t)(value < 0 ? 0 : value > highest ? highest : value);
}

uint64_t page_score(const struct page_rank *rank, struct date date)
{
	struct sums sums = sum_up(rank);
	size_t needed = rank->turn->retyped ? rank->turn->word_count : (rank->turn->word_count + 1) / 2;
	if (sums.found == 0 || sums.found < needed || sums.weighty != rank->turn->has_weighty)
		return 0;
	uint64_t score = sums.found;
	score = score << WORDS_BITS | sums.in_title;
	score = score << WORDS_BITS | sums.in_summary;
	score = score << FIT_BITS | sums.fit;
	score = score << YEAR_BITS | in_range(date.year, YEAR_BITS);
	score = score << MONTH_BITS | in_range(date.month, MONTH_BITS);
	return score << DAY_BITS | in_range(date.day, DAY_BITS);
}

bool page_has_forms(const struct page_rank *rank)
{
	for (size_t i = 0; i < rank->turn->word_count; i++)
		if (rank->words[i].fit == FIT_FORM)
			return true;
	return false;
}

/*
 * The snippet: the sentence around the place. Where only the title has the words, the results show it anyway: then the summary,
 * or the beginning of the text. Where only the summary has them, the summary.
 */
bool page_snippet(struct buffer *out, const struct page_rank *rank, const struct page *page)
{
	const struct match start = {0, 0};
	const struct block *block = rank->shown;
	if (block != NULL && block->kind != BLOCK_TITLE) {
		struct match place = {rank->place.offset - block->offset, rank->place.length};
		return snippet_append(out, page->text + block->offset, block->length, place);
	}
	if (page->summary[0] != '\0')
		return snippet_append(out, page->summary, strlen(page->summary), start);
	if (page->first_body_block >= page->block_count)
		return true;
	block = &page->blocks[page->first_body_block];
	return snippet_append(out, page->text + block->offset, block->length, start);
}
