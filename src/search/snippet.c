/* search/snippet.c — the sentence around a place, in one line. */

#include "search/match.h"
#include "text/text.h"

#include <string.h>

#define ELLIPSIS "…"

/* Of a sentence that is too long so much is shown before the place, in columns. */
enum { COLUMNS_BEFORE = 40, ELLIPSIS_WIDTH = 1 };

/* A part of a text: bytes from its start. */
struct part {
	size_t start;
	size_t end;
};

static struct part sentence_around(const char *text, size_t length, struct match place)
{
	struct part sentence = {place.offset, (size_t)place.offset + place.length};
	while (sentence.start > 0 && !text_ends_sentence(text, length, sentence.start - 1))
		sentence.start--;
	while (sentence.end < length && !text_ends_sentence(text, length, sentence.end))
		sentence.end++;
	return sentence;
}

/* The start of the word that begins before I, not before LIMIT; LIMIT when there is none. */
static size_t previous_word(const char *text, size_t limit, size_t i)
{
	i--;
	while (i > limit && text[i - 1] != ' ')
		i--;
	return i;
}

/* A later start for SENTENCE, with some words before OFFSET left. */
static size_t shortened_start(const char *text, struct part sentence, size_t offset)
{
	size_t start = offset;
	while (start > sentence.start) {
		size_t earlier = previous_word(text, sentence.start, start);
		if (text_width(text + earlier, offset - earlier) > COLUMNS_BEFORE)
			break;
		start = earlier;
	}
	return start;
}

/* An earlier end for PART, so that COLUMNS hold it: after a word that is not before MINIMUM, else after a cluster. */
static size_t shortened_end(const char *text, struct part part, size_t minimum, int columns)
{
	size_t end = part.start + text_fit(text + part.start, part.end - part.start, columns, NULL);
	size_t word_end = end;
	while (word_end > minimum && text[word_end] != ' ')
		word_end--;
	return word_end > minimum ? word_end : end;
}

bool snippet_append(struct buffer *out, const char *text, size_t length, struct match place)
{
	struct part whole = sentence_around(text, length, place);
	struct part part = whole;
	if (text_width(text + part.start, part.end - part.start) > SNIPPET_COLUMNS) {
		part.start = shortened_start(text, whole, place.offset);
		int columns = SNIPPET_COLUMNS - (part.start > whole.start ? ELLIPSIS_WIDTH : 0);
		if (text_width(text + part.start, part.end - part.start) > columns)
			part.end = shortened_end(
			        text, part, (size_t)place.offset + place.length, columns - ELLIPSIS_WIDTH);
	}
	return (part.start == whole.start || buffer_append_text(out, ELLIPSIS)) &&
	       text_sanitise(out, text + part.start, part.end - part.start, SANITISE_ONE_LINE, NULL) &&
	       (part.end == whole.end || buffer_append_text(out, ELLIPSIS));
}
