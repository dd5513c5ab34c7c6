/* Random paragraphs at random widths: what must be true of every line. SEED=n repeats a run. */

#include "layout/paragraph.h"
#include "page_making.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

enum { PARAGRAPHS = 100000, PARAGRAPHS_WHEN_SLOW = 300, PIECES_MAXIMUM = 60 };

/* xorshift64*: the same numbers everywhere. */
static uint64_t random_state;

static uint32_t random_below(uint32_t limit)
{
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	return (uint32_t)((random_state * 2685821657736338717u) >> 33) % limit;
}

static const char *const pieces[] = {"а", "мисия", "на", "в", "София", "дискриминация", "и", "ѝ", "Ш", "ю",
        "и\u0306", "и\u0300", "е\u0301\u0302", "a\u0301", "word", "The", "i", "long-winded", "日", "本語",
        "한국", "ᄀ\u1161", "😀", "👩\u200d💻", "❤\ufe0f", "🇧🇬", "👍🏽", "#\ufe0f\u20e3",
        "конфе\u00adрен\u00adция", "\u00ad", "непротивоконституционствувателствувайте", "конференция",
        "осведоменост", "неправителствени", "Общностите", "https://bulgaria.iom.int/bg/news?x=1&y=2",
        "2021 г.", "60 %", "„кавички“", "(скоби)", "–", "—", "т.е.", "…", "\u00a0", "\u200b", "\u2060",
        "\u200d", "\u0301", "[1]", "5", ",", ".", "/", "-", "\u2011", "ﷺ", "שלום", "नि"};

static void add_random_pieces(struct making *making, uint32_t count)
{
	static const unsigned styles[] = {0, 0, 0, 0, RUN_STRONG, RUN_EMPHASIS, RUN_CODE, RUN_IMAGE};
	char text[1024];
	uint32_t links = 0;
	uint32_t glue = random_below(4); /* 0: words without blanks between them */
	while (count > 0) {
		size_t length = 0;
		uint32_t in_run = 1 + random_below(8);
		for (; in_run > 0 && count > 0; in_run--, count--) {
			const char *piece = pieces[random_below(sizeof pieces / sizeof *pieces)];
			length += (size_t)snprintf(text + length, sizeof text - length, "%s", piece);
			if (glue > 0 && random_below(3) > 0)
				length += (size_t)snprintf(text + length, sizeof text - length, "%s",
				        random_below(40) == 0   ? "\n"
				        : random_below(10) == 0 ? "  "
				                                : " ");
		}
		uint32_t link = random_below(4) == 0 ? ++links : 0;
		add_run(making, text, styles[random_below(sizeof styles / sizeof *styles)], link);
	}
}

/* Marks where the clusters of TEXT begin. */
static void find_clusters(unsigned char *starts, const char *text, uint32_t length)
{
	memset(starts, 0, length + 1);
	for (uint32_t i = 0; i < length; i += (uint32_t)text_cluster(text + i, length - i).length)
		starts[i] = 1;
	starts[length] = 1;
}

/* What is wrong with LINE, or NULL. */
static const char *fault_of_line(const struct page *page, const struct line *line, int columns,
        const unsigned char *clusters, uint32_t base)
{
	int width = 0;
	uint32_t position = line->offset, wide = 0;
	for (uint32_t i = 0; i < line->span_count; i++) {
		const struct span *span = &line->spans[i];
		width += span->width;
		if (span->decoration != NULL) {
			if (span->width != text_width(span->decoration, strlen(span->decoration)))
				return "a decoration's width is wrong";
			continue;
		}
		if (span->length == 0)
			return "an empty span";
		if (span->offset != position)
			return "bytes are missing, twice, or out of order";
		if (!clusters[span->offset - base] || !clusters[span->offset + span->length - base])
			return "a cluster is divided";
		if (span->width != text_width(page->text + span->offset, span->length))
			return "a span's width is wrong";
		position += span->length;
		wide += span->width == 2;
	}
	for (; position < line->offset + line->length; position++)
		if (strchr(" \n\t", page->text[position]) == NULL)
			return "something else than white space is left out";
	if (width != line->width)
		return "the line's width is not that of its spans";
	if (width > columns && !(columns == 1 && width == 2 && wide == 1))
		return "the line is too wide";
	return NULL;
}

/* Whether a line that starts at START, where no break is allowed, had no better place. All from the start of the block. */
static bool had_to_break(const unsigned char *opportunities, uint32_t previous, uint32_t start)
{
	if (opportunities[start] != TEXT_BREAK_NONE)
		return true;
	for (uint32_t i = previous + 1; i < start; i++)
		if (opportunities[i] != TEXT_BREAK_NONE && opportunities[i] != TEXT_BREAK_SOFT_HYPHEN)
			return false;
	return true;
}

/* Whether LINE ends in a hyphen that the text does not have. */
static bool ends_in_hyphen(const struct line *line)
{
	const struct span *last = line->span_count > 1 ? &line->spans[line->span_count - 1] : NULL;
	return last != NULL && last->decoration != NULL && strcmp(last->decoration, "-") == 0 &&
	       last->role != ROLE_MARK;
}

/* Finds where the lines of BLOCK may end; OPPORTUNITIES has its length. Code is not divided. */
static void find_opportunities_of(unsigned char *opportunities, const struct page *page,
        const struct block *block, struct hyphenation *dictionaries)
{
	const char *text = page->text + block->offset;
	uint32_t from = 0;
	text_find_breaks(opportunities, text, block->length, page->language);
	for (uint32_t i = 0; i <= block->run_count; i++) {
		const struct run *run = &page->runs[block->first_run + i];
		if (i < block->run_count && !(run->style & RUN_CODE))
			continue;
		uint32_t to = i < block->run_count ? run->offset - block->offset : block->length;
		text_hyphenate(dictionaries, opportunities + from, text + from, to - from, page->language);
		from = to + (i < block->run_count ? run->length : 0);
	}
}

static const char *fault_of_block(struct layout *layout, uint32_t index, struct hyphenation *dictionaries)
{
	const struct page *page = layout_page(layout);
	const struct block *block = &page->blocks[index];
	const struct block_lines *lines = layout_block(layout, index);
	if (lines == NULL)
		return "no memory";
	unsigned char *clusters = malloc(block->length + 1), *opportunities = malloc(block->length + 1);
	find_clusters(clusters, page->text + block->offset, block->length);
	find_opportunities_of(opportunities, page, block, dictionaries);
	unsigned hyphens = 0;
	const char *fault = NULL;
	uint32_t position = block->offset, previous = block->offset;
	for (uint32_t i = 0; i < lines->count && fault == NULL; i++) {
		const struct line *line = &lines->lines[i];
		struct line_place found;
		fault = fault_of_line(page, line, layout_columns(layout), clusters, block->offset);
		if (fault == NULL && line->offset != position)
			fault = "lines do not follow one another";
		if (fault == NULL && line->length > 0 && i > 0 &&
		        !had_to_break(opportunities, previous - block->offset, line->offset - block->offset))
			fault = "a line ends where none may";
		if (fault == NULL && line->length > 0 &&
		        (!layout_find(layout, line->offset, &found) || found.block != index ||
		                found.line != i))
			fault = "the line is not found by its offset";
		hyphens = ends_in_hyphen(line) ? hyphens + 1 : 0;
		if (fault == NULL && hyphens > HYPHENS_RUNNING)
			fault = "too many hyphens in a row";
		if (fault == NULL && hyphens > 0 &&
		        opportunities[line->offset + line->length - block->offset] != TEXT_BREAK_SOFT_HYPHEN)
			fault = "a hyphen where none may be";
		if (line->length > 0)
			previous = line->offset;
		position = line->offset + line->length;
	}
	if (fault == NULL && position != block->offset + block->length)
		fault = "the end is missing";
	free(clusters);
	free(opportunities);
	return fault;
}

/* Walks down the whole page in random steps and back in the same ones. */
static const char *fault_of_steps(struct layout *layout)
{
	struct line_place way[400], place;
	int steps[400], count = 0;
	if (!layout_first(layout, &place))
		return "no memory";
	for (; count < 400; count++) {
		way[count] = place;
		steps[count] = layout_step(layout, &place, 1 + (int)random_below(7));
		if (steps[count] == 0)
			break;
	}
	while (count-- > 0) {
		if (layout_step(layout, &place, -steps[count]) != steps[count] ||
		        memcmp(&place, &way[count], sizeof place) != 0)
			return "up is not the reverse of down";
	}
	return NULL;
}

static void random_paragraphs_are_set_whole_and_never_too_wide(void **state)
{
	(void)state;
	const char *given = getenv("SEED"), *slow = getenv("TEST_SLOW");
	uint64_t seed = given != NULL ? strtoull(given, NULL, 10) : 20210520;
	printf("# SEED=%llu\n", (unsigned long long)seed);
	random_state = seed * 2 + 1;
	struct hyphenation *dictionaries = hyphenation_new(NULL);
	int count = slow != NULL && *slow != '\0' ? PARAGRAPHS_WHEN_SLOW : PARAGRAPHS;
	for (int i = 0; i < count; i++) {
		struct making making = {0};
		add_block(&making, BLOCK_TITLE, 0, "Заглавие", 0);
		uint32_t container = 0, depth = random_below(8) == 0 ? random_below(6) : 0;
		for (uint32_t j = 0; j < depth; j++)
			container = add_container(
			        &making, (struct container){.kind = (enum container_kind)random_below(3),
			                         .parent = container,
			                         .number = random_below(12),
			                         .last_number = random_below(120)});
		uint32_t block = begin_block(&making, BLOCK_PARAGRAPH, 0, container);
		add_random_pieces(&making, random_below(PIECES_MAXIMUM));
		int columns = 1 + (int)random_below(random_below(2) == 0 ? 20 : 200);
		const struct layout_options options = {.link_numbers = random_below(2) == 0,
		        .ascii = random_below(2) == 0,
		        .hyphenation = (enum hyphenation_mode)random_below(3),
		        .dictionaries = random_below(2) == 0 ? dictionaries : NULL};
		struct layout *layout = layout_new(&making.page, columns, &options);
		assert_non_null(layout);
		const char *fault = fault_of_block(layout, block, options.dictionaries);
		if (fault == NULL)
			fault = fault_of_steps(layout);
		if (fault != NULL)
			fail_msg("paragraph %d at %d columns: %s: \"%s\"", i, columns, fault,
			        making.page.text);
		layout_free(layout);
		free_making(&making);
	}
	hyphenation_free(dictionaries);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(random_paragraphs_are_set_whole_and_never_too_wide),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
