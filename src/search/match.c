/* search/match.c — see the header. */

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

static bool divide(struct match_room *room)
{
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

bool match_room_fill(struct match_room *room, const char *text, size_t length, bool divided)
{
	buffer_clear(&room->folded);
	return text_fold(&room->folded, text, length, &room->offsets, &room->offset_capacity) &&
	       (!divided || divide(room));
}

struct match match_place(const struct match_room *room, size_t start, size_t length)
{
	size_t last = room->offsets[start + length - 1];
	size_t end = start + length;
	while (end < room->folded.length && room->offsets[end] == last)
		end++;
	size_t offset = room->offsets[start];
	return (struct match){(uint32_t)offset, (uint32_t)(room->offsets[end] - offset)};
}

size_t match_end(const struct match_room *room, size_t start)
{
	size_t end = start + 1;
	while (!room->starts[end])
		end++;
	return end;
}

void matches_free(struct matches *matches)
{
	memory_resize(matches->items, 0);
	*matches = (struct matches){.items = NULL};
}

/* Adds LENGTH folded bytes at START; a place beyond the maximum is not listed. Returns false when memory runs out. */
static bool add(
        struct matches *matches, const struct match_room *room, size_t start, size_t length, uint32_t base)
{
	if (matches->count == MATCHES_MAXIMUM)
		return true;
	/* The capacity is the next power of two, so that it need not be kept. */
	size_t capacity = matches->count == 0 ? 0 : 1;
	while (capacity != 0 && capacity < matches->count)
		capacity *= 2;
	if (matches->count == capacity) {
		struct match *grown =
		        memory_resize(matches->items, (capacity == 0 ? 1 : 2 * capacity) * sizeof *grown);
		if (grown == NULL)
			return false;
		matches->items = grown;
	}
	struct match place = match_place(room, start, length);
	place.offset += base;
	matches->items[matches->count++] = place;
	return true;
}

static const char *turn_text(const struct query_turn *turn, const struct query_word *word)
{
	return turn->folded.bytes + word->offset;
}

/* The bytes at the start of TEXT that WANTED, of TURN, takes there; 0: none. */
static size_t begins(const struct query_turn *turn, const char *text, size_t length, const char *wanted,
        size_t wanted_length, bool *respelled)
{
	size_t found = text_begins(text, length, wanted, wanted_length, respelled);
	return *respelled && turn->retyped ? 0 : found;
}

bool match_phrase(
        struct matches *matches, const struct query_turn *turn, const struct match_room *room, uint32_t base)
{
	const char *text = room->folded.bytes;
	size_t length = room->folded.length;
	for (size_t i = 0; i < length;) {
		bool respelled;
		size_t found = 0;
		if (text_may_begin(&turn->beginnings, text + i) && (!turn->retyped || room->starts[i]))
			found = begins(turn, text + i, length - i, turn->folded.bytes, turn->folded.length,
			        &respelled);
		/* What one character has become is one: nothing begins inside it. */
		bool inside = found != 0 && i > 0 && room->offsets[i] == room->offsets[i - 1];
		if (found != 0 && !inside) {
			if (!add(matches, room, i, found, base))
				return false;
			size_t last = room->offsets[i + found - 1];
			for (i += found; i < length && room->offsets[i] == last;)
				i++;
			continue;
		}
		i++;
		while (i < length && ((unsigned char)text[i] & 0xC0) == 0x80)
			i++;
	}
	return true;
}

/* Whether LIST, words divided by spaces, has the LENGTH bytes of WORD. */
static bool list_has(const char *list, const char *word, size_t length)
{
	while (*list != '\0') {
		size_t size = 0;
		while (list[size] != '\0' && list[size] != ' ')
			size++;
		if (size == length && memcmp(list, word, length) == 0)
			return true;
		list += size + (list[size] == ' ');
	}
	return false;
}

enum word_fit match_word(const struct query_turn *turn, const struct query_word *word,
        const struct match_room *room, size_t start, size_t end, size_t *length)
{
	const char *text = room->folded.bytes + start;
	const char *wanted = turn_text(turn, word);
	bool respelled;
	if (!text_may_begin(&word->beginnings, text) && word->irregular == NULL)
		return FIT_NONE;
	*length = begins(turn, text, room->folded.length - start, wanted, word->length, &respelled);
	if (*length != 0) {
		bool whole = room->starts[start + *length];
		if (respelled)
			return whole ? FIT_RESPELLED : FIT_RESPELLED_BEGINNING;
		return whole ? FIT_WHOLE : FIT_BEGINNING;
	}
	*length = end - start;
	bool form = text_same_word(text, end - start, wanted, word->length) ||
	            (word->irregular != NULL && list_has(word->irregular, text, end - start));
	return form ? FIT_FORM : FIT_NONE;
}

/* The start of the first word at or after I; the end of the text when there is none. */
static size_t next_word(const struct match_room *room, size_t i)
{
	while (i < room->folded.length) {
		size_t end = match_end(room, i);
		if (text_is_word(room->folded.bytes + i, end - i))
			break;
		i = end;
	}
	return i;
}

/* The end of the row of words at START that fit the words of TURN, the last of them maybe only beginning with it; 0: none. */
static size_t row_of_words(const struct query_turn *turn, const struct match_room *room, size_t start)
{
	for (size_t i = 0;; i++) {
		if (start == room->folded.length)
			return 0;
		size_t length;
		size_t end = match_end(room, start);
		enum word_fit fit = match_word(turn, &turn->words[i], room, start, end, &length);
		bool beginning = fit == FIT_BEGINNING || fit == FIT_RESPELLED_BEGINNING;
		bool last = i + 1 == turn->word_count;
		if (fit == FIT_NONE || (beginning && !last))
			return 0;
		if (last)
			return end;
		start = next_word(room, end);
	}
}

bool match_forms(
        struct matches *matches, const struct query_turn *turn, const struct match_room *room, uint32_t base)
{
	if (turn->word_count == 0 || turn->has_signs)
		return true;
	for (size_t i = 0; i < room->folded.length;) {
		size_t end = row_of_words(turn, room, i);
		if (end != 0 && !add(matches, room, i, end - i, base))
			return false;
		i = end != 0 ? end : match_end(room, i);
	}
	return true;
}

bool match_words(
        struct matches *matches, const struct query_turn *turn, const struct match_room *room, uint32_t base)
{
	for (size_t i = 0; i < room->folded.length;) {
		size_t end = match_end(room, i);
		size_t longest = 0;
		for (size_t k = 0; k < turn->word_count; k++) {
			size_t length;
			if (match_word(turn, &turn->words[k], room, i, end, &length) != FIT_NONE &&
			        length > longest)
				longest = length;
		}
		if (longest != 0 && !add(matches, room, i, longest, base))
			return false;
		i += longest;
		i = longest == 0 || i < end ? end : i;
		while (!room->starts[i])
			i++;
	}
	return true;
}
