/* layout/paragraph.c — one paragraph → where its lines end. */

#include "layout/paragraph.h"

/* When a word must be cut, at least so many letters go with a link's number behind it. */
enum { LETTERS_TOGETHER = 4 };

void breaks_free(struct breaks *breaks)
{
	memory_resize(breaks->items, 0);
	memory_resize(breaks->opportunities, 0);
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

/* Finds the opportunities of TEXT. */
static bool find_opportunities(
        struct breaks *breaks, const char *text, uint32_t length, const struct break_rules *rules)
{
	if (length > breaks->room) {
		unsigned char *larger = memory_resize(breaks->opportunities, length);
		if (larger == NULL)
			return false;
		breaks->opportunities = larger;
		breaks->room = length;
	}
	return length == 0 || text_find_breaks(breaks->opportunities, text, length, rules->language);
}

/*
 * Where a line is cut that has no opportunity. What overflows is the last letter of an address with its number: it takes a few letters
 * along (BEFORE is the line without them), where enough are left.
 */
static struct line_break cut_line(
        const struct line_break *line, const struct line_break *before, const struct unit *overflow)
{
	bool alone = overflow->insertion != NULL && before->width > 0 && 2 * before->width >= line->width;
	return alone ? *before : *line;
}

/* The line that starts at START: as many units as fit, then back to the last opportunity if there was one. */
static struct line_break fill_line(const unsigned char *opportunities, const char *text, uint32_t length,
        uint32_t start, int columns, const struct break_rules *rules)
{
	struct line_break line = {.next = start, .end = start};
	struct line_break candidate = line;
	struct line_break earlier[LETTERS_TOGETHER] = {
	        0}; /* the line as it was so many units ago, by turns */
	size_t turn = 0;
	size_t insertion = insertion_after(rules->insertions, rules->insertion_count, start);
	int blanks = 0; /* columns of white space behind what is counted in the line's width */
	while (line.next < length) {
		uint32_t position = line.next;
		enum text_break opportunity = position > start ? opportunities[position] : TEXT_BREAK_NONE;
		if (opportunity == TEXT_BREAK_REQUIRED)
			return line;
		int hyphen = opportunity == TEXT_BREAK_SOFT_HYPHEN && blanks == 0 ? 1 : 0;
		if (opportunity != TEXT_BREAK_NONE && (hyphen == 0 || line.width < columns)) {
			candidate = line;
			candidate.hyphen = hyphen != 0;
			candidate.width += hyphen;
		}
		struct unit unit = paragraph_unit(
		        text, length, position, rules->insertions, rules->insertion_count, &insertion);
		int needed = blanks + unit.width;
		if (!unit.blank && needed > 0 && line.width + needed > columns && position > start)
			return candidate.next > start
			               ? candidate
			               : cut_line(&line, &earlier[turn % LETTERS_TOGETHER], &unit);
		earlier[turn++ % LETTERS_TOGETHER] = line;
		line.next = position + unit.length;
		if (unit.blank) {
			blanks += unit.width;
		} else {
			line.width += needed;
			line.end = line.next;
			blanks = 0;
		}
	}
	return line;
}

static bool append_line(struct breaks *breaks, struct line_break line)
{
	struct line_break *items =
	        array_grow(breaks->items, &breaks->capacity, breaks->count, sizeof *items, UINT32_MAX);
	if (items == NULL)
		return false;
	breaks->items = items;
	items[breaks->count++] = line;
	return true;
}

bool paragraph_break(struct breaks *breaks, const char *text, uint32_t length, int columns,
        const struct break_rules *rules)
{
	size_t before = breaks->count;
	if (!find_opportunities(breaks, text, length, rules))
		return false;
	struct line_break line = {0};
	for (int room = columns; breaks->count == before || line.next < length;
	        room = columns - rules->hanging) {
		line = fill_line(breaks->opportunities, text, length, line.next, room, rules);
		if (!append_line(breaks, line)) {
			breaks->count = before;
			return false;
		}
	}
	return true;
}

bool paragraph_measure(struct paragraph_widths *widths, struct breaks *breaks, const char *text,
        uint32_t length, const struct break_rules *rules)
{
	*widths = (struct paragraph_widths){0};
	if (!find_opportunities(breaks, text, length, rules))
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
