/*
 * layout/fit.c — one paragraph → where its lines end: the whole paragraph with the least badness in all (Knuth and Plass, “Breaking
 * Paragraphs into Lines”, 1981), ragged right.
 *
 * The places where a line may end are gone through in order. For each, the best line that ends there is looked for among those that start at
 * a place which a line can still reach: few, however long the paragraph is.
 */

#include "layout/fill.h"

/*
 * The best way to set the text up to PLACE with RUN hyphenated lines at its end. A line that starts here is not reached by
 * anything before it: the best way on depends on nothing else.
 */
struct node {
	int64_t badness;
	uint32_t start;  /* where the next line starts */
	uint32_t before; /* columns up to there */
	uint32_t place;  /* index of that place, or of the last one before it */
	uint32_t from;   /* index of the node where the last line starts */
	uint32_t run;    /* lines at the end that end in a hyphen */
};

enum {
	RUNS = HYPHENS_RUNNING + 1,
	/* Lines that end at one place and are compared, the longest first: more than there are in 80 columns. */
	LINES_COMPARED = 96
};

#define NO_NODE UINT32_MAX

/* ---- badness ------------------------------------------------------------------------------------------------ */

/*
 * In this order: no line under four fifths, then no one-letter word at a line's end, then even lines; a hyphen is worth a slack of about a twelfth
 * of the line, a second one in a row twice that.
 */
int64_t line_badness(int room, int slack, enum text_break kind, unsigned previous)
{
	int64_t square = (int64_t)room * room;
	int64_t badness = (int64_t)slack * slack;
	int missing = slack - room / 5; /* to four fifths */
	if (missing > 0)
		badness += 4 * square + 20 * (int64_t)missing * missing;
	if (kind == TEXT_BREAK_DISCOURAGED)
		badness += square;
	if (kind == TEXT_BREAK_SOFT_HYPHEN)
		badness += square / 160 + 1 + (previous > 0 ? square / 40 : 0);
	return badness;
}

/* ---- places ------------------------------------------------------------------------------------------------- */

/* What is known of the text that has been gone through. */
struct progress {
	uint32_t position, end; /* bytes; END: of what is shown */
	uint32_t before, shown; /* columns */
};

static bool is_hyphen(const struct place *place)
{
	return place->kind == TEXT_BREAK_SOFT_HYPHEN;
}

/* Tells the hyphens before the place INDEX, where their word ends, how wide it is. */
static void end_word(struct place *places, size_t index)
{
	uint32_t word = places[index].word;
	for (size_t i = word + 1; i < index; i++)
		places[i].word_width = places[index].shown - places[word].before;
}

/* Appends a place. Of two with nothing between them one is enough, so that a line has no more of them than twice its columns. */
static bool add_place(struct breaks *breaks, const struct progress *progress, enum text_break kind)
{
	size_t count = breaks->place_count;
	struct place *last = count > 0 ? &breaks->places[count - 1] : NULL;
	bool hyphen = kind == TEXT_BREAK_SOFT_HYPHEN;
	if (hyphen && progress->shown <= last->before) /* nothing of the word stands before it */
		return true;
	bool doubled = count > 1 && last->shown == progress->shown && last->before == progress->before &&
	               last->kind != TEXT_BREAK_REQUIRED;
	if (doubled && hyphen && !is_hyphen(last))
		return true;
	if (doubled)
		count--;
	struct place *places =
	        array_grow(breaks->places, &breaks->place_capacity, count, sizeof *places, UINT32_MAX - 1);
	if (places == NULL)
		return false;
	breaks->places = places;
	uint32_t word = 0;
	if (count > 0)
		word = is_hyphen(&places[count - 1]) ? places[count - 1].word : (uint32_t)count - 1;
	places[count] = (struct place){.next = progress->position,
	        .end = progress->end,
	        .before = progress->before,
	        .shown = progress->shown,
	        .word = word,
	        .kind = (uint8_t)kind};
	breaks->place_count = count + 1;
	if (!hyphen)
		end_word(places, count);
	return true;
}

/* Finds all places of SOURCE, whose opportunities are known. False when memory runs out. */
static bool find_places(struct breaks *breaks, const struct source *source)
{
	const struct break_rules *rules = source->rules;
	struct progress progress = {0};
	size_t insertion = 0;
	breaks->place_count = 0;
	if (!add_place(breaks, &progress, TEXT_BREAK_REQUIRED))
		return false;
	while (progress.position < source->length) {
		uint32_t position = progress.position;
		enum text_break kind = position > 0 ? breaks->opportunities[position] : TEXT_BREAK_NONE;
		if (kind != TEXT_BREAK_NONE && !add_place(breaks, &progress, kind))
			return false;
		struct unit unit = paragraph_unit(source->text, source->length, position, rules->insertions,
		        rules->insertion_count, &insertion);
		progress.position += unit.length;
		progress.before += (uint32_t)unit.width;
		if (unit.blank)
			continue;
		progress.end = progress.position;
		progress.shown = progress.before;
	}
	return add_place(breaks, &progress, TEXT_BREAK_REQUIRED);
}

/* ---- lines between nodes and places ------------------------------------------------------------------------- */

/* Columns that stand between NODE and PLACE; white space alone is none. */
static int width_between(const struct node *node, const struct place *place)
{
	return place->shown > node->before ? (int)(place->shown - node->before) : 0;
}

/*
 * Whether a line from NODE to PLACE, the LAST one of a paragraph or not, would show nothing but the middle of a word, or its end in
 * the last line, though the word has room in a line.
 */
static bool parts_word_again(
        const struct place *places, const struct node *node, const struct place *place, bool last, int room)
{
	const struct place *start = &places[node->place];
	return (last || is_hyphen(place)) && is_hyphen(start) && node->place > place->word &&
	       start->word_width <= (uint32_t)room;
}

/* ---- the search --------------------------------------------------------------------------------------------- */

struct search {
	struct breaks *breaks;
	const struct source *source;
	uint32_t active; /* index of the first node that a line to the place at hand can start from */
};

static struct node *add_node(struct breaks *breaks, struct node node)
{
	struct node *nodes = array_grow(
	        breaks->nodes, &breaks->node_capacity, breaks->node_count, sizeof *nodes, NO_NODE - 1);
	if (nodes == NULL)
		return NULL;
	breaks->nodes = nodes;
	nodes[breaks->node_count] = node;
	return &nodes[breaks->node_count++];
}

/* Compares the line from the node FROM to the place INDEX with the BEST ones so far, by the hyphens at their end. */
static void try_line(
        const struct search *search, uint32_t from, uint32_t index, bool last, struct node best[RUNS])
{
	const struct node *node = &search->breaks->nodes[from];
	const struct place *place = &search->breaks->places[index];
	int room = source_room(search->source, node->start);
	bool hyphen = is_hyphen(place);
	int slack = room - width_between(node, place) - (hyphen ? 1 : 0);
	uint32_t run = hyphen ? node->run + 1 : 0;
	if (slack < 0 || run > HYPHENS_RUNNING ||
	        parts_word_again(search->breaks->places, node, place, last, room))
		return;
	int64_t badness = node->badness + (last ? 0 : line_badness(room, slack, place->kind, node->run));
	if (best[run].from == NO_NODE || badness < best[run].badness)
		best[run] = (struct node){.badness = badness,
		        .start = place->next,
		        .before = place->before,
		        .place = index,
		        .from = from,
		        .run = run};
}

static bool is_too_wide(const struct search *search, uint32_t from, const struct place *place)
{
	const struct node *node = &search->breaks->nodes[from];
	return width_between(node, place) > source_room(search->source, node->start);
}

/* Finds the best lines that end at the place INDEX. */
static void try_lines(struct search *search, uint32_t index, bool last, struct node best[RUNS])
{
	const struct breaks *breaks = search->breaks;
	const struct place *place = &breaks->places[index];
	for (unsigned run = 0; run < RUNS; run++)
		best[run].from = NO_NODE;
	while (search->active < breaks->node_count && is_too_wide(search, search->active, place))
		search->active++;
	unsigned compared = 0;
	for (uint32_t from = search->active; from < breaks->node_count && compared < LINES_COMPARED; from++) {
		/* Only a first line has more room than those after it. */
		if (from > search->active && is_too_wide(search, from, place))
			continue;
		try_line(search, from, index, last, best);
		compared++;
	}
}

/* The node from which no line reaches a place, and a word must be cut: the one that has got furthest. */
static uint32_t furthest_node(const struct breaks *breaks)
{
	uint32_t found = (uint32_t)breaks->node_count - 1;
	for (uint32_t i = found; i-- > 0 && breaks->nodes[i].start == breaks->nodes[found].start;)
		if (breaks->nodes[i].badness < breaks->nodes[found].badness)
			found = i;
	return found;
}

enum search_end { SEARCH_DONE, SEARCH_CUT, SEARCH_NO_MEMORY };

/*
 * Goes from the one node there is to the next place where a line must end. *FOUND gets the node that the best way there ends in (SEARCH_DONE), or
 * the one behind which no line reaches any place (SEARCH_CUT).
 */
static enum search_end search_piece(struct search *search, uint32_t *found)
{
	struct breaks *breaks = search->breaks;
	struct node best[RUNS];
	search->active = 0;
	for (uint32_t index = breaks->nodes[0].place + 1; index < breaks->place_count; index++) {
		bool last = breaks->places[index].kind == TEXT_BREAK_REQUIRED;
		bool any = false;
		try_lines(search, index, last, best);
		for (unsigned run = 0; run < RUNS; run++) {
			if (best[run].from == NO_NODE)
				continue;
			if (add_node(breaks, best[run]) == NULL)
				return SEARCH_NO_MEMORY;
			any = true;
		}
		if (any && last) {
			*found = (uint32_t)breaks->node_count - 1;
			return SEARCH_DONE;
		}
		if (last || search->active == breaks->node_count)
			break;
	}
	*found = furthest_node(breaks);
	return SEARCH_CUT;
}

/* ---- from nodes to lines ------------------------------------------------------------------------------------ */

/* Appends the lines that lead to the node LAST. False when memory runs out. */
static bool append_lines(struct breaks *breaks, uint32_t last)
{
	size_t count = 0;
	for (uint32_t i = last; i != 0; i = breaks->nodes[i].from)
		count++;
	for (size_t i = 0; i < count; i++)
		if (!append_line(breaks, (struct line_break){0}))
			return false;
	struct line_break *line = breaks->items + breaks->count;
	for (uint32_t i = last; i != 0; i = breaks->nodes[i].from) {
		const struct node *start = &breaks->nodes[breaks->nodes[i].from];
		const struct place *place = &breaks->places[breaks->nodes[i].place];
		int hyphen = is_hyphen(place) ? 1 : 0;
		*--line = (struct line_break){.next = place->next,
		        .end = place->end > start->start ? place->end : start->start,
		        .width = width_between(start, place) + hyphen,
		        .hyphen = hyphen == 1};
	}
	return true;
}

/* Columns of SOURCE between the bytes FROM and TO, white space included. */
static uint32_t columns_between(const struct source *source, uint32_t from, uint32_t to)
{
	const struct break_rules *rules = source->rules;
	size_t insertion = insertion_after(rules->insertions, rules->insertion_count, from);
	uint32_t columns = 0;
	while (from < to) {
		struct unit unit = paragraph_unit(source->text, source->length, from, rules->insertions,
		        rules->insertion_count, &insertion);
		columns += (uint32_t)unit.width;
		from += unit.length;
	}
	return columns;
}

/* Appends the line that starts at NODE and is cut; *NODE becomes the one behind it. False when memory runs out. */
static bool append_cut_line(struct breaks *breaks, const struct source *source, struct node *node)
{
	struct line_break line = cut_line(breaks->opportunities, source, node->start);
	node->before += columns_between(source, node->start, line.next);
	node->start = line.next;
	node->run = 0;
	while (breaks->places[node->place + 1].next <= node->start && node->start < source->length)
		node->place++;
	return append_line(breaks, line);
}

static bool fit_lines(struct breaks *breaks, const struct source *source)
{
	struct search search = {.breaks = breaks, .source = source};
	struct node node = {0};
	do {
		breaks->node_count = 0;
		uint32_t found = 0;
		node.badness = 0;
		if (add_node(breaks, node) == NULL)
			return false;
		enum search_end end = search_piece(&search, &found);
		if (end == SEARCH_NO_MEMORY || !append_lines(breaks, found))
			return false;
		node = breaks->nodes[found];
		if (end == SEARCH_CUT && !append_cut_line(breaks, source, &node))
			return false;
	} while (node.start < source->length);
	return true;
}

bool paragraph_break(struct breaks *breaks, const char *text, uint32_t length, int columns,
        const struct break_rules *rules)
{
	const struct source source = {text, length, columns, rules};
	size_t before = breaks->count;
	if (find_opportunities(breaks, &source) && find_places(breaks, &source) && fit_lines(breaks, &source))
		return true;
	breaks->count = before;
	return false;
}
