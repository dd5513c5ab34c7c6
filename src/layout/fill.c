/* layout/fill.c — lines each as full as they can be: where a word must be cut, and what total fit is measured against. */

#include "layout/fill.h"

/* When a word must be cut, at least so many letters go with a link's number behind it. */
enum { LETTERS_TOGETHER = 4 };

/* A line that is being filled. */
struct filling {
	struct line_break line;
	struct line_break
	        candidate; /* the line up to the last opportunity; where it starts while there is none */
	struct line_break earlier[LETTERS_TOGETHER]; /* the line as it was so many units ago, by turns */
	size_t turn;
	int blanks; /* columns of white space behind what is counted in the line's width */
};

/*
 * Where a line is cut that has no opportunity. What overflows is the last letter of an address with its number: it takes a few letters
 * along, where enough are left before them.
 */
static struct line_break cut_before(const struct filling *filling, const struct unit *overflow)
{
	const struct line_break *before = &filling->earlier[filling->turn % LETTERS_TOGETHER];
	bool alone =
	        overflow->insertion != NULL && before->width > 0 && 2 * before->width >= filling->line.width;
	return alone ? *before : filling->line;
}

/* Takes note of what stands before the place that the line has reached. */
static void note_opportunity(struct filling *filling, enum text_break opportunity, int columns)
{
	int hyphen = opportunity == TEXT_BREAK_SOFT_HYPHEN && filling->blanks == 0 ? 1 : 0;
	if (opportunity == TEXT_BREAK_NONE || (hyphen == 1 && filling->line.width >= columns))
		return;
	filling->candidate = filling->line;
	filling->candidate.hyphen = hyphen == 1;
	filling->candidate.width += hyphen;
}

static void take_unit(struct filling *filling, const struct unit *unit)
{
	filling->earlier[filling->turn++ % LETTERS_TOGETHER] = filling->line;
	filling->line.next += unit->length;
	if (unit->blank) {
		filling->blanks += unit->width;
		return;
	}
	filling->line.width += filling->blanks + unit->width;
	filling->line.end = filling->line.next;
	filling->blanks = 0;
}

/* The line that starts at START; HYPHENS: it may end in one. */
static struct line_break fill(
        const unsigned char *opportunities, const struct source *source, uint32_t start, bool hyphens)
{
	const struct break_rules *rules = source->rules;
	int columns = source_room(source, start);
	struct filling filling = {.line = {.next = start, .end = start}};
	filling.candidate = filling.line;
	size_t insertion = insertion_after(rules->insertions, rules->insertion_count, start);
	while (filling.line.next < source->length) {
		uint32_t position = filling.line.next;
		enum text_break opportunity = position > start ? opportunities[position] : TEXT_BREAK_NONE;
		if (opportunity == TEXT_BREAK_REQUIRED)
			break;
		if (hyphens || opportunity != TEXT_BREAK_SOFT_HYPHEN)
			note_opportunity(&filling, opportunity, columns);
		struct unit unit = paragraph_unit(source->text, source->length, position, rules->insertions,
		        rules->insertion_count, &insertion);
		int needed = filling.blanks + unit.width;
		if (!unit.blank && needed > 0 && filling.line.width + needed > columns && position > start) {
			return filling.candidate.next > start ? filling.candidate
			                                      : cut_before(&filling, &unit);
		}
		take_unit(&filling, &unit);
	}
	return filling.line;
}

struct line_break fill_line(const unsigned char *opportunities, const struct source *source, uint32_t start)
{
	return fill(opportunities, source, start, true);
}

struct line_break cut_line(const unsigned char *opportunities, const struct source *source, uint32_t start)
{
	return fill(opportunities, source, start, false);
}

bool append_line(struct breaks *breaks, struct line_break line)
{
	struct line_break *items =
	        array_grow(breaks->items, &breaks->capacity, breaks->count, sizeof *items, UINT32_MAX);
	if (items == NULL)
		return false;
	breaks->items = items;
	items[breaks->count++] = line;
	return true;
}

bool paragraph_fill(struct breaks *breaks, const char *text, uint32_t length, int columns,
        const struct break_rules *rules)
{
	const struct source source = {text, length, columns, rules};
	size_t before = breaks->count;
	if (!find_opportunities(breaks, &source))
		return false;
	struct line_break line = {0};
	while (breaks->count == before || line.next < length) {
		line = fill_line(breaks->opportunities, &source, line.next);
		if (!append_line(breaks, line)) {
			breaks->count = before;
			return false;
		}
	}
	return true;
}
