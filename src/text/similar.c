/* text/similar.c — the nearest of several words, for "did you mean". */

#include "text/text.h"

#include <string.h>

/* Longer words (code points) are only compared for being the same. */
enum { WORD_MAXIMUM = 256 };

/* Decodes WORD; returns its code points, or WORD_MAXIMUM + 1 when there are more. */
static size_t decode_word(const char *word, uint32_t characters[WORD_MAXIMUM])
{
	size_t length = strlen(word);
	size_t count = 0;
	for (size_t i = 0; i < length; count++) {
		if (count == WORD_MAXIMUM)
			return WORD_MAXIMUM + 1;
		i += text_decode(word + i, length - i, &characters[count]);
	}
	return count;
}

static size_t smallest(size_t first, size_t second, size_t third)
{
	size_t least = first < second ? first : second;
	return least < third ? least : third;
}

/*
 * One row of the table of optimal string alignment (the restricted Damerau–Levenshtein distance). Returns its least entry.
 * ROWS[0] is filled, ROWS[1] belongs to the letter before, ROWS[2] to the one before that.
 */
static size_t fill_row(
        size_t *rows[3], const uint32_t *first, size_t row, const uint32_t *second, size_t second_count)
{
	rows[0][0] = row;
	size_t least = row;
	for (size_t i = 1; i <= second_count; i++) {
		bool same = first[row - 1] == second[i - 1];
		rows[0][i] = smallest(rows[1][i] + 1, rows[0][i - 1] + 1, rows[1][i - 1] + !same);
		bool swapped = row > 1 && i > 1 && first[row - 1] == second[i - 2] &&
		               first[row - 2] == second[i - 1];
		if (swapped && rows[2][i - 2] + 1 < rows[0][i])
			rows[0][i] = rows[2][i - 2] + 1;
		if (rows[0][i] < least)
			least = rows[0][i];
	}
	return least;
}

size_t text_distance(const char *first, const char *second, size_t limit)
{
	if (strcmp(first, second) == 0)
		return 0;
	uint32_t first_characters[WORD_MAXIMUM];
	uint32_t second_characters[WORD_MAXIMUM];
	size_t first_count = decode_word(first, first_characters);
	size_t second_count = decode_word(second, second_characters);
	size_t difference =
	        first_count > second_count ? first_count - second_count : second_count - first_count;
	if (difference > limit || first_count > WORD_MAXIMUM || second_count > WORD_MAXIMUM)
		return limit + 1;

	size_t storage[3][WORD_MAXIMUM + 1];
	size_t *rows[3] = {storage[0], storage[1], storage[2]};
	for (size_t i = 0; i <= second_count; i++)
		rows[0][i] = i;
	for (size_t row = 1; row <= first_count; row++) {
		size_t *oldest = rows[2];
		rows[2] = rows[1];
		rows[1] = rows[0];
		rows[0] = oldest;
		size_t least = fill_row(rows, first_characters, row, second_characters, second_count);
		if (least > limit)
			return limit + 1;
	}
	return rows[0][second_count] > limit ? limit + 1 : rows[0][second_count];
}

const char *text_nearest(const char *word, const char *const *candidates, size_t count)
{
	size_t characters = text_characters(word, strlen(word));
	size_t limit = characters / 3;
	if (limit < 1)
		limit = 1;
	if (limit > 3)
		limit = 3;
	const char *nearest = NULL;
	for (size_t i = 0; i < count; i++) {
		size_t distance = text_distance(word, candidates[i], limit);
		/* Of a word of one letter nothing would be left. */
		if (distance > limit || distance >= characters)
			continue;
		nearest = candidates[i];
		if (distance == 0)
			break;
		limit = distance - 1;
	}
	return nearest;
}
