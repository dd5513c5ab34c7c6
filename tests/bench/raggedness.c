/*
 * tests/bench/raggedness.c — how ragged the paragraphs of a site are, by greedy breaking and by total fit; what total fit costs.
 *
 *   raggedness SITE
 *
 * Counted are the lines of paragraphs (titles, headings, links after the text and tables are none) that another line follows: a last
 * line, and one that ends at a line break of the text, may be as short as they are.
 */

#include "layout/block.h"
#include "layout/fill.h"
#include "view/view.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WIDEST = 80, PARAGRAPHS_MAXIMUM = 4096, ROUNDS = 9, LARGE_BYTES = 1 << 20 };

static const int widths[] = {32, 36, 40, 60, 72, WIDEST};

struct figures {
	size_t lines, short_lines, hyphens, longest_run, one_letter_ends, all_lines;
	uint64_t seen[PARAGRAPHS_MAXIMUM]; /* hashes of the paragraphs */
	size_t seen_count;
	double squares; /* of slack, added up */
	double worst;   /* the fullness of the emptiest line, in percent */
};

static struct hyphenation *dictionaries;

typedef bool breaker(struct breaks *breaks, const char *text, uint32_t length, int columns,
        const struct break_rules *rules);

static const struct method {
	const char *name;
	breaker *breaker;
	enum hyphenation_mode hyphenation;
} methods[] = {
        {"greedy", paragraph_fill, HYPHENATION_OFF},
        {"greedy, hyphens", paragraph_fill, HYPHENATION_ON},
        {"total fit", paragraph_break, HYPHENATION_OFF},
        {"total fit, hyphens", paragraph_break, HYPHENATION_ON},
        {"total fit, auto", paragraph_break, HYPHENATION_AUTO},
};

enum { METHODS = sizeof methods / sizeof methods[0] };

/* ---- counting ----------------------------------------------------------------------------------------------- */

/* Whether a word of one letter ends at END: what is a letter is told by the words. */
static bool ends_in_one_letter(const char *text, uint32_t start, uint32_t end)
{
	static const char *const words[] = {
	        "в", "с", "и", "а", "о", "у", "В", "С", "И", "А", "О", "У", "ѝ", "a", "I"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t length = strlen(words[i]);
		if (end - start < length || memcmp(text + end - length, words[i], length) != 0)
			continue;
		if (end - start == length || strchr(" (\n", text[end - length - 1]) != NULL)
			return true;
	}
	return false;
}

static void count_lines(struct figures *figures, const struct breaks *breaks, const char *text, int room)
{
	uint32_t start = 0;
	size_t run = 0;
	for (size_t i = 0; i < breaks->count; i++) {
		const struct line_break *line = &breaks->items[i];
		bool last = i + 1 == breaks->count || text[line->next - 1] == '\n';
		figures->all_lines++;
		run = line->hyphen ? run + 1 : 0;
		figures->hyphens += line->hyphen;
		if (run > figures->longest_run)
			figures->longest_run = run;
		if (!last) {
			int slack = room - line->width;
			double fullness = 100.0 * line->width / room;
			figures->lines++;
			figures->squares += (double)slack * slack;
			figures->short_lines += fullness < 80;
			if (fullness < figures->worst)
				figures->worst = fullness;
			figures->one_letter_ends += ends_in_one_letter(text, start, line->end);
		}
		start = line->next;
	}
}

/* Whether PAGE's block INDEX is told for the first time in these FIGURES: a note that stands on every page counts once. */
static bool is_new(struct figures *figures, const struct page *page, const struct block *block)
{
	uint64_t hash = 14695981039346656037u; /* FNV-1a */
	for (uint32_t i = 0; i < block->length; i++)
		hash = (hash ^ (unsigned char)page->text[block->offset + i]) * 1099511628211u;
	for (size_t i = 0; i < figures->seen_count; i++)
		if (figures->seen[i] == hash)
			return false;
	if (figures->seen_count < PARAGRAPHS_MAXIMUM)
		figures->seen[figures->seen_count++] = hash;
	return true;
}

static void count_block(struct figures *figures, const struct page *page, uint32_t index, int columns,
        const struct method *method)
{
	const struct layout_options options = {
	        .link_numbers = true, .hyphenation = method->hyphenation, .dictionaries = dictionaries};
	const struct block *block = &page->blocks[index];
	struct arena arena;
	struct composer composer;
	arena_init(&arena, SIZE_MAX);
	composer_init(&composer, page, columns, &options, &arena);
	struct flow flow = {.offset = block->offset,
	        .length = block->length,
	        .first_run = block->first_run,
	        .run_count = block->run_count};
	int room = columns - margin_of_block(&composer, index).width;
	composer_number_links(&composer, &flow, room);
	struct break_rules rules = flow_rules_of_text(&composer, &flow);
	if (!method->breaker(&composer.breaks, page->text + flow.offset, flow.length, room, &rules))
		abort();
	count_lines(figures, &composer.breaks, page->text + flow.offset, room);
	composer_free(&composer);
	arena_free(&arena);
}

/* Counts the paragraphs of all pages of LANGUAGE beneath ENTRY. */
static void count_pages(struct figures *figures, struct site *site, struct entry *entry, int language,
        int columns, const struct method *method)
{
	bool listed = entry->is_section && site_list(site, entry, NULL);
	const struct variant *variant = entry_variant(entry, language);
	const struct page *page = variant != NULL && variant->language == language
	                                  ? site_load(site, entry, language, NULL)
	                                  : NULL;
	for (uint32_t i = 0; page != NULL && i < page->block_count; i++)
		if (page->blocks[i].kind == BLOCK_PARAGRAPH && is_new(figures, page, &page->blocks[i]))
			count_block(figures, page, i, columns, method);
	page_release(page);
	for (size_t i = 0; listed && i < entry->child_count; i++)
		count_pages(figures, site, entry->children[i], language, columns, method);
}

/* ---- the tables --------------------------------------------------------------------------------------------- */

static void print_row(int columns, const char *name, const struct figures *figures, double greedy)
{
	double lines = (double)figures->lines;
	double rms = sqrt(figures->squares / lines);
	printf("    %7d  %-19s %9.2f %10.2f %7.1f %% %8.0f %% %14.1f (%zu) %13zu\n", columns, name, rms,
	        rms / greedy, 100.0 * (double)figures->short_lines / lines, figures->worst,
	        100.0 * (double)figures->hyphens / (double)figures->all_lines, figures->longest_run,
	        figures->one_letter_ends);
}

static void print_table(struct site *site, int language)
{
	static struct figures figures[METHODS]; /* large: not on the stack */
	printf("\n%-2s  columns  method              rms slack  of greedy    < 80 %%   emptiest   "
	       "hyphens/100 (run)"
	       "   one-letter\n",
	        site_language(site, language));
	for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
		for (size_t j = 0; j < METHODS; j++) {
			figures[j] = (struct figures){.worst = 100};
			count_pages(&figures[j], site, site_root(site), language, widths[i], &methods[j]);
		}
		double greedy = sqrt(figures[0].squares / (double)figures[0].lines);
		for (size_t j = 0; j < METHODS; j++)
			print_row(widths[i], methods[j].name, &figures[j], greedy);
	}
}

/* ---- what it costs ------------------------------------------------------------------------------------------ */

/* A paragraph of LARGE_BYTES: the words of the site's paragraphs, again and again. Freed by the caller. */
static char *make_large(const struct page *page, uint32_t *length)
{
	char *text = malloc(LARGE_BYTES);
	*length = 0;
	for (uint32_t i = 0; text != NULL; i = (i + 1) % page->block_count) {
		const struct block *block = &page->blocks[i];
		if (block->kind != BLOCK_PARAGRAPH)
			continue;
		if (*length + block->length + 1 > LARGE_BYTES)
			break;
		memcpy(text + *length, page->text + block->offset, block->length);
		*length += block->length;
		text[(*length)++] = ' ';
	}
	return text;
}

static double milliseconds(
        breaker *break_text, const char *text, uint32_t length, int columns, struct hyphenation *hyphenation)
{
	const struct break_rules rules = {.language = "bg", .hyphenation = hyphenation};
	struct breaks breaks = {0};
	clock_t begin = clock();
	if (!break_text(&breaks, text, length, columns, &rules))
		abort();
	clock_t end = clock();
	breaks_free(&breaks);
	return 1e3 * (double)(end - begin) / CLOCKS_PER_SEC;
}

/* Both breakers in turn; the best round of each, in milliseconds of the processor. */
static void print_cost(const char *text, uint32_t length, int columns, bool hyphens)
{
	double greedy = HUGE_VAL, fit = HUGE_VAL;
	for (int round = 0; round < ROUNDS; round++) {
		greedy = fmin(greedy,
		        milliseconds(paragraph_fill, text, length, columns, hyphens ? dictionaries : NULL));
		fit = fmin(fit,
		        milliseconds(paragraph_break, text, length, columns, hyphens ? dictionaries : NULL));
	}
	printf("    %7d  %-13s %9.1f ms %9.1f ms %9.2f\n", columns, hyphens ? "with hyphens" : "", greedy,
	        fit, fit / greedy);
}

static void print_costs(struct site *site)
{
	struct entry *entry = site_find(site, "news/2021-05-20-new-project-roma-communities");
	const struct page *page = entry != NULL ? site_load(site, entry, 0, NULL) : NULL;
	uint32_t length = 0;
	char *text = page != NULL ? make_large(page, &length) : NULL;
	if (text == NULL)
		return;
	printf("\none paragraph of 1 MiB            greedy    total fit     ratio\n");
	for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++)
		print_cost(text, length, widths[i], false);
	print_cost(text, length, 40, true);
	print_cost(text, length, 500, false);
	print_cost(text, length, LAYOUT_COLUMNS_MAXIMUM, false);
	free(text);
	page_release(page);
}

int main(int argument_count, char **arguments)
{
	if (argument_count != 2) {
		fprintf(stderr, "usage: raggedness SITE\n");
		return 2;
	}
	struct site *site = site_open(arguments[1], view_page_words, NULL);
	dictionaries = hyphenation_new(NULL);
	if (site == NULL || dictionaries == NULL) {
		fprintf(stderr, "raggedness: %s cannot be read\n", arguments[1]);
		return 2;
	}
	for (size_t i = 0; i < site_language_count(site); i++)
		print_table(site, (int)i);
	print_costs(site);
	site_close(site);
	hyphenation_free(dictionaries);
	return 0;
}
