/* layout/paragraph.c — a paragraph: its clusters with what is glued to them, its opportunities, what it needs of a line. */

#include "layout/fill.h"

void breaks_free(struct breaks *breaks)
{
	memory_resize(breaks->items, 0);
	memory_resize(breaks->opportunities, 0);
	memory_resize(breaks->places, 0);
	memory_resize(breaks->nodes, 0);
	*breaks = (struct breaks){0};
}

size_t insertion_after(const struct insertion *insertions, size_t count, uint32_t from)
{
	size_t low = 0;
	for (size_t high = count; low < high;) {
		size_t middle = low + (high - low) / 2;
		if (insertions[middle].offset <= from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct unit paragraph_unit(const char *text, uint32_t length, uint32_t from,
        const struct insertion *insertions, size_t count, size_t *next)
{
	struct cluster cluster = text_cluster(text + from, length - from);
	struct unit unit = {.length = (uint32_t)cluster.length, .width = cluster.width};
	/* Only a run that ends inside a cluster can bring a second insertion; one number says enough. */
	for (; *next < count && insertions[*next].offset <= from + unit.length; (*next)++)
		unit.insertion = &insertions[*next];
	if (unit.insertion != NULL)
		unit.width += unit.insertion->width;
	else
		unit.blank =
		        unit.length == 1 && (text[from] == ' ' || text[from] == '\t' || text[from] == '\n');
	return unit;
}

/* Adds the places where words may be divided, but for what is no words. */
static void divide_words(struct breaks *breaks, const struct source *source)
{
	const struct break_rules *rules = source->rules;
	uint32_t from = 0;
	for (size_t i = 0; i <= rules->no_words_count; i++) {
		uint32_t to = i < rules->no_words_count ? rules->no_words[i].from : source->length;
		if (to > from)
			text_hyphenate(rules->hyphenation, breaks->opportunities + from, source->text + from,
			        to - from, rules->language);
		if (i < rules->no_words_count)
			from = rules->no_words[i].to;
	}
}

bool find_opportunities(struct breaks *breaks, const struct source *source)
{
	if (source->length > breaks->room) {
		unsigned char *larger = memory_resize(breaks->opportunities, source->length);
		if (larger == NULL)
			return false;
		breaks->opportunities = larger;
		breaks->room = source->length;
	}
	if (source->length == 0)
		return true;
	if (!text_find_breaks(breaks->opportunities, source->text, source->length, source->rules->language))
		return false;
	if (source->rules->hyphenation != NULL)
		divide_words(breaks, source);
	return true;
}

bool paragraph_measure(struct paragraph_widths *widths, struct breaks *breaks, const char *text,
        uint32_t length, const struct break_rules *rules)
{
	const struct source source = {.text = text, .length = length, .rules = rules};
	*widths = (struct paragraph_widths){0};
	if (!find_opportunities(breaks, &source))
		return false;
	size_t insertion = 0;
	int line = 0, word = 0, blanks = 0; /* blanks: behind the word, and so behind the line */
	for (uint32_t position = 0; position < length;) {
		enum text_break opportunity =
		        position > 0 ? breaks->opportunities[position] : TEXT_BREAK_NONE;
		if (opportunity == TEXT_BREAK_SOFT_HYPHEN && word + 1 > widths->minimum)
			widths->minimum = word + 1;
		if (opportunity != TEXT_BREAK_NONE)
			word = 0;
		if (opportunity == TEXT_BREAK_REQUIRED)
			line = blanks = 0;
		struct unit unit = paragraph_unit(
		        text, length, position, rules->insertions, rules->insertion_count, &insertion);
		position += unit.length;
		if (unit.blank) {
			blanks += unit.width;
			continue;
		}
		line += blanks + unit.width;
		word += (word > 0 ? blanks : 0) + unit.width;
		blanks = 0;
		if (line > widths->natural)
			widths->natural = line;
		if (word > widths->minimum)
			widths->minimum = word;
	}
	return true;
}
