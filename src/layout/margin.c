/* layout/margin.c — what stands to the left of a block's text and above it. */

#include "layout/margin.h"

#include <string.h>

/* From so many columns on, lists and quotations are set in by two columns more, apart from the text around them. */
enum { SET_IN_FROM = 40 };

/* One container's share of the margin. */
struct part {
	char first[32]; /* NUL-terminated */
	char rest[32];
	char goes_on[8];
	int width; /* columns of each of them */
};

/* Containers around a block, the outermost first. Deeper ones than the limit are left out: content makes none. */
struct chain {
	uint32_t items[DEPTH_MAXIMUM]; /* indices into page->containers, from 1 */
	uint32_t count;
};

static struct chain chain_of(const struct page *page, uint32_t innermost)
{
	struct chain chain = {0};
	for (uint32_t i = innermost; i != 0 && chain.count < DEPTH_MAXIMUM;
	        i = page->containers[i - 1].parent)
		chain.items[chain.count++] = i;
	for (uint32_t i = 0; i < chain.count / 2; i++) {
		uint32_t swapped = chain.items[i];
		chain.items[i] = chain.items[chain.count - 1 - i];
		chain.items[chain.count - 1 - i] = swapped;
	}
	return chain;
}

/* ---- to the left ---- */

/* Makes PART from the marks for the first line and for the others, which are WIDTH columns wide. */
static void set_part(struct part *part, const char *first, const char *rest, int width)
{
	memcpy(part->first, first, strlen(first) + 1);
	memcpy(part->rest, rest, strlen(rest) + 1);
	part->width = width;
}

static const char *bullet(const struct composer *composer, uint8_t depth)
{
	static const char *const bullets[2][3] = {{"• ", "◦ ", "– "}, {"* ", "- ", "+ "}};
	return bullets[composer->options.ascii][depth < 3 ? depth : 2];
}

/* "9. " and, in a list that reaches 10, " 9. ". */
static void set_number(struct part *part, uint32_t number, uint32_t last_number)
{
	int width = 2;
	for (uint32_t rest = last_number > number ? last_number : number; rest > 0 || width == 2; rest /= 10)
		width++;
	char text[16], blanks[16];
	memset(text, ' ', sizeof text);
	memset(blanks, ' ', sizeof blanks);
	int position = width - 2;
	text[position] = '.';
	do
		text[--position] = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	text[width] = blanks[width] = '\0';
	set_part(part, text, blanks, width);
}

/* The share of CONTAINER in the margin of BLOCK. */
static void set_container_part(
        const struct composer *composer, struct part *part, const struct container *container, uint32_t block)
{
	const char *bar = composer->options.ascii ? "| " : "│ ";
	if (container->kind == CONTAINER_QUOTE)
		set_part(part, bar, bar, 2);
	else if (container->kind == CONTAINER_BULLET_ITEM)
		set_part(part, bullet(composer, container->list_depth), "  ", 2);
	else
		set_number(part, container->number, container->last_number);
	if (container->kind != CONTAINER_QUOTE && container->first_block != block)
		memcpy(part->first, part->rest, sizeof part->first);
}

/* The share of the block itself: code is set in, a link after the text has an arrow. Returns whether there is any. */
static bool set_own_part(const struct composer *composer, struct part *part, enum block_kind kind)
{
	bool ascii = composer->options.ascii;
	if (kind == BLOCK_CODE) {
		set_part(part, "  ", "  ", 2);
		memcpy(part->goes_on, ascii ? "\\ " : "↪ ", ascii ? 3 : 5);
	} else if (kind == BLOCK_LINK) {
		set_part(part, ascii ? "> " : "→ ", "  ", 2);
	}
	return kind == BLOCK_CODE || kind == BLOCK_LINK;
}

/* Joins what each of the parts has at MEMBER (an offset in struct part). NULL when memory runs out or nothing is there. */
static const char *join(struct composer *composer, const struct part *parts, uint32_t count, size_t member)
{
	char joined[(DEPTH_MAXIMUM + 2) * sizeof parts->first];
	size_t length = 0;
	for (uint32_t i = 0; i < count; i++) {
		const char *text = (const char *)&parts[i] + member;
		if (*text == '\0') /* only the innermost part has a mark of its own for lines that go on */
			text = parts[i].rest;
		size_t part_length = strlen(text);
		memcpy(joined + length, text, part_length);
		length += part_length;
	}
	if (length == 0 || composer->failed)
		return NULL;
	const char *copy = arena_copy(composer->arena, joined, length);
	composer->failed = copy == NULL;
	return copy;
}

/* The parts around a block in the container INNERMOST (from 1; 0: none), at most DEPTH_MAXIMUM + 1. Returns how many. */
static uint32_t collect_parts(
        const struct composer *composer, struct part *parts, uint32_t innermost, uint32_t block)
{
	struct chain chain = chain_of(composer->page, innermost);
	uint32_t count = 0;
	if (chain.count > 0 && composer->columns >= SET_IN_FROM)
		set_part(&parts[count++], "  ", "  ", 2);
	for (uint32_t i = 0; i < chain.count; i++)
		set_container_part(
		        composer, &parts[count++], &composer->page->containers[chain.items[i] - 1], block);
	return count;
}

/*
 * Leaves of the COUNT parts those that take at most half of the columns; *WIDTH gets what they take. The last PINNED ones, which
 * tell a block from its neighbours, are the last to go; then those in the middle go, so that the outer bars of neighbours meet.
 * Returns how many are left.
 */
static uint32_t fit_parts(
        const struct composer *composer, struct part *parts, uint32_t count, uint32_t pinned, int *width)
{
	uint32_t inner = 0, outer = 0; /* how many are kept at each end */
	int room = composer->columns / 2;
	for (; inner < pinned && inner < count && parts[count - 1 - inner].width <= room; inner++)
		room -= parts[count - 1 - inner].width;
	for (; outer < count - inner && parts[outer].width <= room; outer++)
		room -= parts[outer].width;
	memmove(parts + outer, parts + count - inner, inner * sizeof *parts);
	*width = composer->columns / 2 - room;
	return outer + inner;
}

struct margin margin_of_block(struct composer *composer, uint32_t block)
{
	struct part parts[DEPTH_MAXIMUM + 2] = {0};
	const struct block *set = &composer->page->blocks[block];
	uint32_t count = collect_parts(composer, parts, set->container, block), pinned = 1;
	if (set_own_part(composer, &parts[count], set->kind)) {
		count++;
		pinned++;
	}
	struct margin margin = {0};
	count = fit_parts(composer, parts, count, pinned, &margin.width);
	margin.first = join(composer, parts, count, offsetof(struct part, first));
	margin.rest = join(composer, parts, count, offsetof(struct part, rest));
	if (set->kind == BLOCK_CODE)
		margin.goes_on = join(composer, parts, count, offsetof(struct part, goes_on));
	return margin;
}

/* ---- above ---- */

/* Whether two containers with the same parent are items of one list. */
static bool same_list(const struct container *first, const struct container *second)
{
	return first->kind == second->kind && first->kind != CONTAINER_QUOTE &&
	       first->list_depth == second->list_depth && first->last_number == second->last_number;
}

/* Empty lines that a heading asks for above itself. */
static int above_heading(const struct block *heading)
{
	return heading->level <= 2 ? 2 : 1;
}

/* Empty lines between two blocks by what they are. */
static int gap_by_kind(const struct block *upper, const struct block *lower)
{
	if (lower->kind == BLOCK_DATE || (upper->kind == BLOCK_LINKS_HEADING && lower->kind == BLOCK_LINK) ||
	        (upper->kind == BLOCK_LINK && lower->kind == BLOCK_LINK))
		return 0;
	if (upper->kind == BLOCK_TITLE || upper->kind == BLOCK_DATE)
		return 1;
	if (upper->kind == BLOCK_HEADING)
		return upper->level <= 2 || lower->kind == BLOCK_HEADING ? 1 : 0;
	if (lower->kind == BLOCK_LINKS_HEADING)
		return 2;
	return lower->kind == BLOCK_HEADING ? above_heading(lower) : 1;
}

/* Empty lines between two blocks in different containers or the same; *COMMON gets the innermost that both stand in (0: none). */
static int gap_between(
        const struct page *page, const struct block *upper, const struct block *lower, uint32_t *common)
{
	struct chain over = chain_of(page, upper->container), under = chain_of(page, lower->container);
	uint32_t shared = 0;
	while (shared < over.count && shared < under.count && over.items[shared] == under.items[shared])
		shared++;
	*common = shared > 0 ? under.items[shared - 1] : 0;
	int gap = gap_by_kind(upper, lower);
	const struct container *around = *common > 0 ? &page->containers[*common - 1] : NULL;
	if (shared < over.count && shared < under.count) {
		const struct container *item = &page->containers[over.items[shared] - 1];
		if (same_list(item, &page->containers[under.items[shared] - 1]))
			return item->tight ? 0 : gap > 1 ? gap : 1;
	}
	if (around != NULL && around->kind != CONTAINER_QUOTE && around->tight)
		return 0;
	return gap;
}

/* TEXT without the blanks at its end, in the arena; NULL when nothing is left. */
static const char *without_end_blanks(struct composer *composer, const char *text, int *width)
{
	size_t length = text != NULL ? strlen(text) : 0;
	for (; length > 0 && text[length - 1] == ' '; length--)
		(*width)--;
	if (length == 0)
		return NULL;
	const char *copy = arena_copy(composer->arena, text, length);
	composer->failed = composer->failed || copy == NULL;
	return copy;
}

void margin_above(struct composer *composer, uint32_t block)
{
	const struct page *page = composer->page;
	uint32_t first = composer->options.preview ? page->first_body_block : 0;
	if (block <= first)
		return;
	uint32_t common = 0;
	int gap = gap_between(page, &page->blocks[block - 1], &page->blocks[block], &common);
	if (gap == 0)
		return;
	struct part parts[DEPTH_MAXIMUM + 2] = {0};
	uint32_t count = collect_parts(composer, parts, common, UINT32_MAX);
	int width = 0;
	count = fit_parts(composer, parts, count, 0, &width);
	const char *bars = join(composer, parts, count, offsetof(struct part, rest));
	bars = without_end_blanks(composer, bars, &width);
	for (int i = 0; i < gap; i++) {
		composer_begin(composer, page->blocks[block].offset);
		composer_decorate(composer, bars, width, ROLE_MARK);
		composer_end(composer, 0);
	}
}
