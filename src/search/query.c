/* search/query.c — what is looked for: folded words, and what they are on another keyboard layout. */

#include "search/match.h"
#include "text/text.h"

#include <string.h>

/* Bytes of a query; nobody types more. */
enum { QUERY_BYTES_MAXIMUM = 4096 };

static void add_word(struct query_turn *turn, size_t offset, size_t length)
{
	const char *text = turn->folded.bytes + offset;
	struct query_word *word = &turn->words[turn->word_count++];
	*word = (struct query_word){offset, length, .characters = text_characters(text, length)};
	turn->has_weighty |= word->characters >= WEIGHTY_LETTERS;
	word->irregular = text_irregular_forms(text, length);
	text_find_beginnings(&word->beginnings, text, length);
}

/* Notes where the words of the folded text stand. Returns false when memory runs out. */
static bool divide(struct query_turn *turn)
{
	const char *text = buffer_text(&turn->folded);
	size_t length = turn->folded.length;
	char *starts = memory_resize(NULL, length + 1);
	if (starts == NULL)
		return false;
	bool divided = text_find_words(starts, text, length);
	for (size_t start = 0; divided && start < length && turn->word_count < QUERY_WORDS_MAXIMUM;) {
		size_t end = start + 1;
		while (end < length && !starts[end])
			end++;
		if (text_is_word(text + start, end - start))
			add_word(turn, start, end - start);
		else
			turn->has_signs |= text[start] != ' ' && text[start] != '-';
		start = end;
	}
	memory_resize(starts, 0);
	return divided;
}

/* Takes the space away with which FOLDED begins or ends: no word is typed with it. */
static void trim(struct buffer *folded)
{
	while (folded->length > 0 && folded->bytes[folded->length - 1] == ' ')
		folded->length--;
	if (folded->length > 0 && folded->bytes[0] == ' ')
		memmove(folded->bytes, folded->bytes + 1, --folded->length);
}

static bool fold(struct query_turn *turn)
{
	if (!text_fold(&turn->folded, buffer_text(&turn->shown), turn->shown.length, NULL, NULL))
		return false;
	trim(&turn->folded);
	if (turn->folded.length > 0)
		text_find_beginnings(&turn->beginnings, turn->folded.bytes, turn->folded.length);
	return divide(turn);
}

/* Sanitises, folds and divides the LENGTH bytes of WORDS as one more turn. Returns false when memory runs out. */
static bool add_turn(struct query *query, const char *words, size_t length)
{
	struct query_turn *turn = &query->turns[query->turn_count++];
	*turn = (struct query_turn){.word_count = 0};
	buffer_init(&turn->shown, (size_t)4 * QUERY_BYTES_MAXIMUM);
	buffer_init(&turn->folded, FOLDED_BYTES_MAXIMUM);
	return text_sanitise(&turn->shown, words, length, SANITISE_ONE_LINE, NULL) && fold(turn);
}

static void forget_turn(struct query *query)
{
	struct query_turn *turn = &query->turns[--query->turn_count];
	buffer_free(&turn->shown);
	buffer_free(&turn->folded);
}

/* Letters in what was typed: of ASCII or Cyrillic ones. */
static size_t count_letters(const struct query_turn *turn, bool cyrillic)
{
	size_t count = 0;
	for (size_t i = 0; i < turn->folded.length; i++) {
		unsigned char byte = (unsigned char)turn->folded.bytes[i];
		count += cyrillic ? byte == 0xD0 || byte == 0xD1 : byte >= 'a' && byte <= 'z';
	}
	return count;
}

static bool is_new(const struct query *query)
{
	const struct buffer *last = &query->turns[query->turn_count - 1].folded;
	for (size_t i = 0; i + 1 < query->turn_count; i++) {
		const struct buffer *folded = &query->turns[i].folded;
		if (folded->length == last->length && memcmp(folded->bytes, last->bytes, last->length) == 0)
			return false;
	}
	return true;
}

/*
 * Adds what the same keys give on LAYOUT, if that is anything else and has a word of some length: two letters would be found nearly
 * everywhere. Returns false when memory runs out.
 */
static bool add_layout(struct query *query, enum keyboard_layout layout, bool to_cyrillic)
{
	struct buffer retyped;
	buffer_init(&retyped, (size_t)4 * QUERY_BYTES_MAXIMUM);
	const struct buffer *shown = &query->turns[0].shown;
	bool fine = text_retype(&retyped, shown->bytes, shown->length, layout, to_cyrillic) &&
	            add_turn(query, buffer_text(&retyped), retyped.length);
	buffer_free(&retyped);
	struct query_turn *turn = &query->turns[query->turn_count - 1];
	turn->retyped = true;
	if (fine && (!turn->has_weighty || !is_new(query)))
		forget_turn(query);
	return fine;
}

static bool add_layouts(struct query *query)
{
	size_t latin = count_letters(&query->turns[0], false);
	size_t cyrillic = count_letters(&query->turns[0], true);
	for (int layout = LAYOUT_UNKNOWN + 1; layout < KEYBOARD_LAYOUTS; layout++) {
		if (latin > 0 && !add_layout(query, (enum keyboard_layout)layout, true))
			return false;
		if (cyrillic > 0 && !add_layout(query, (enum keyboard_layout)layout, false))
			return false;
	}
	return true;
}

struct query *query_new(const char *words, bool *empty)
{
	*empty = false;
	struct query *query = memory_resize(NULL, sizeof *query);
	if (query == NULL)
		return NULL;
	query->turn_count = 0;
	size_t length = strlen(words);
	bool read = add_turn(query, words, length < QUERY_BYTES_MAXIMUM ? length : QUERY_BYTES_MAXIMUM);
	*empty = read && query->turns[0].folded.length == 0;
	if (read && !*empty && add_layouts(query))
		return query;
	query_free(query);
	return NULL;
}

void query_free(struct query *query)
{
	if (query == NULL)
		return;
	while (query->turn_count > 0)
		forget_turn(query);
	memory_resize(query, 0);
}

const char *query_typed(const struct query *query)
{
	return buffer_text(&query->turns[0].shown);
}

size_t query_turns(const struct query *query)
{
	return query->turn_count;
}

const char *query_read_as(const struct query *query, size_t turn)
{
	return turn == 0 ? NULL : buffer_text(&query->turns[turn].shown);
}
