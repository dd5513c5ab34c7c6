/* search/match.c — the words of a query found in one text. */

#include "search/match.h"

#include "text/text.h"

#include <string.h>

void match_room_init(struct match_room *room)
{
	*room = (struct match_room){.offsets = NULL};
	buffer_init(&room->folded, FOLDED_BYTES_MAXIMUM);
}

void match_room_free(struct match_room *room)
{
	buffer_free(&room->folded);
	memory_resize(room->offsets, 0);
	memory_resize(room->starts, 0);
	match_room_init(room);
}

/* Folds TEXT into ROOM and finds where its words start. Returns false when memory runs out. */
static bool fold_and_divide(struct match_room *room, const char *text, size_t length)
{
	buffer_clear(&room->folded);
	if (!text_fold(&room->folded, text, length, &room->offsets, &room->offset_capacity))
		return false;
	size_t folded = room->folded.length;
	if (room->start_capacity < folded + 1) {
		char *grown = memory_resize(room->starts, 2 * (folded + 1));
		if (grown == NULL)
			return false;
		room->starts = grown;
		room->start_capacity = 2 * (folded + 1);
	}
	room->starts[folded] = 1;
	return text_find_words(room->starts, buffer_text(&room->folded), folded);
}

/* The place in the text of LENGTH folded bytes at START. What one character has become is never cut in two. */
static struct match place_of(const struct match_room *room, size_t start, size_t length)
{
	size_t last = room->offsets[start + length - 1];
	size_t end = start + length;
	while (end < room->folded.length && room->offsets[end] == last)
		end++;
	size_t offset = room->offsets[start];
	return (struct match){(uint32_t)offset, (uint32_t)(room->offsets[end] - offset)};
}

/* Compares the word at START of the folded text with all words of QUERY. */
static void match_word(
        const struct query *query, const struct match_room *room, size_t start, struct text_matches *found)
{
	const char *folded = room->folded.bytes;
	for (size_t i = 0; i < query->word_count; i++) {
		const struct query_word *word = &query->words[i];
		if (word->length > room->folded.length - start ||
		        memcmp(folded + start, query->folded.bytes + word->offset, word->length) != 0)
			continue;
		if (found->different == 0)
			found->first = place_of(room, start, word->length);
		struct word_places *places = &found->words[i];
		found->different += places->whole + places->beginnings == 0;
		if (room->starts[start + word->length])
			places->whole++;
		else
			places->beginnings++;
	}
}

bool match_text(const struct query *query, const char *text, size_t length, struct match_room *room,
        struct text_matches *found)
{
	*found = (struct text_matches){.different = 0};
	if (!fold_and_divide(room, text, length))
		return false;
	for (size_t i = 0; i < room->folded.length; i++)
		if (room->starts[i])
			match_word(query, room, i, found);
	return true;
}
