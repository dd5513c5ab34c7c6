/* search/query.c — what is looked for: folded words. */

#include "search/match.h"
#include "text/text.h"

#include <string.h>

/* Bytes of a query; nobody types more. */
enum { QUERY_MAXIMUM = 4096 };

/* Notes where the words of the folded text stand. Returns false when memory runs out. */
static bool divide(struct query *query)
{
	const char *text = buffer_text(&query->folded);
	size_t length = query->folded.length;
	char *starts = memory_resize(NULL, length + 1);
	if (starts == NULL)
		return false;
	bool divided = text_find_words(starts, text, length);
	for (size_t start = 0; divided && start < length && query->word_count < QUERY_WORDS_MAXIMUM;) {
		size_t end = start + 1;
		while (end < length && !starts[end])
			end++;
		if (text_is_word(text + start, end - start))
			query->words[query->word_count++] = (struct query_word){start, end - start};
		start = end;
	}
	memory_resize(starts, 0);
	return divided;
}

/* Sanitises, folds and divides WORDS. Returns false when memory runs out. */
static bool read_words(struct query *query, const char *words)
{
	size_t length = strlen(words);
	if (length > QUERY_MAXIMUM)
		length = QUERY_MAXIMUM;
	struct buffer clean;
	buffer_init(&clean, (size_t)3 * QUERY_MAXIMUM);
	bool read = text_sanitise(&clean, words, length, SANITISE_ONE_LINE, NULL) &&
	            text_fold(&query->folded, buffer_text(&clean), clean.length, NULL, NULL) && divide(query);
	buffer_free(&clean);
	return read;
}

struct query *query_new(const char *words, bool *empty)
{
	*empty = false;
	struct query *query = memory_resize(NULL, sizeof *query);
	if (query == NULL)
		return NULL;
	query->word_count = 0;
	buffer_init(&query->folded, FOLDED_BYTES_MAXIMUM);
	bool read = read_words(query, words);
	if (read && query->word_count > 0)
		return query;
	*empty = read;
	query_free(query);
	return NULL;
}

void query_free(struct query *query)
{
	if (query == NULL)
		return;
	buffer_free(&query->folded);
	memory_resize(query, 0);
}
