/* Total fit: no other way to break a paragraph is better. SEED=n repeats a run. */

#include "layout/paragraph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PARAGRAPHS = 3000, PARAGRAPHS_WHEN_SLOW = 50, WORDS_MAXIMUM = 10, TEXT_BYTES = 1024 };

static const struct break_rules plain = {.language = "bg"};

/* ---- every way to break a paragraph ------------------------------------------------------------------------- */

/* A paragraph whose words all have room in a line. */
struct trial {
	const char *text;
	uint32_t length;
	int columns, hanging;
	unsigned char breaks[TEXT_BYTES + 1];
};

static int room_at(const struct trial *trial, uint32_t start)
{
	return start == 0 ? trial->columns : trial->columns - trial->hanging;
}

static uint32_t without_blanks(const struct trial *trial, uint32_t start, uint32_t end)
{
	while (end > start && strchr(" \n", trial->text[end - 1]) != NULL)
		end--;
	return end;
}

static bool is_hyphen(const struct trial *trial, uint32_t offset)
{
	return offset < trial->length && trial->breaks[offset] == TEXT_BREAK_SOFT_HYPHEN;
}

/* Whether no place but hyphens lies between two. */
static bool in_one_word(const struct trial *trial, uint32_t start, uint32_t end)
{
	for (uint32_t i = start + 1; i < end; i++)
		if (trial->breaks[i] != TEXT_BREAK_NONE && trial->breaks[i] != TEXT_BREAK_SOFT_HYPHEN)
			return false;
	return true;
}

/* The badness of the line from START to END after RUN hyphenated ones; -1: there can be none. */
static int64_t badness_of(const struct trial *trial, uint32_t start, uint32_t end, unsigned run)
{
	bool hyphen = is_hyphen(trial, end);
	bool last = end == trial->length || trial->breaks[end] == TEXT_BREAK_REQUIRED;
	uint32_t shown = without_blanks(trial, start, end);
	int slack = room_at(trial, start) - text_width(trial->text + start, shown - start) - hyphen;
	if (slack < 0 || (hyphen && run == HYPHENS_RUNNING))
		return -1;
	if (is_hyphen(trial, start) && (hyphen || last) && in_one_word(trial, start, end))
		return -1;
	return last ? 0 : line_badness(room_at(trial, start), slack, trial->breaks[end], run);
}

/* The least badness of the text from START on; -1: it cannot be set. */
static int64_t least_badness(const struct trial *trial, uint32_t start, unsigned run)
{
	int64_t least = start == trial->length ? 0 : -1;
	for (uint32_t end = start + 1; end <= trial->length; end++) {
		if (end < trial->length && trial->breaks[end] == TEXT_BREAK_NONE)
			continue;
		int64_t line = badness_of(trial, start, end, run);
		int64_t rest = line < 0 ? -1 : least_badness(trial, end, is_hyphen(trial, end) ? run + 1 : 0);
		if (rest >= 0 && (least < 0 || line + rest < least))
			least = line + rest;
		if (end < trial->length && trial->breaks[end] == TEXT_BREAK_REQUIRED)
			break;
	}
	return least;
}

/* The badness of what paragraph_break() makes of it; -1: a line is not one that can be. */
static int64_t badness_found(const struct trial *trial)
{
	struct breaks breaks = {0};
	const struct break_rules rules = {.language = "bg", .hanging = trial->hanging};
	assert_true(paragraph_break(&breaks, trial->text, trial->length, trial->columns, &rules));
	int64_t sum = 0;
	uint32_t start = 0;
	unsigned run = 0;
	for (size_t i = 0; i < breaks.count && sum >= 0; i++) {
		int64_t line = badness_of(trial, start, breaks.items[i].next, run);
		assert_int_equal(breaks.items[i].hyphen, is_hyphen(trial, breaks.items[i].next));
		run = breaks.items[i].hyphen ? run + 1 : 0;
		start = breaks.items[i].next;
		sum = line < 0 ? -1 : sum + line;
	}
	breaks_free(&breaks);
	return sum;
}

/* ---- random paragraphs -------------------------------------------------------------------------------------- */

/* xorshift64*: the same numbers everywhere. */
static uint64_t random_state;

static uint32_t random_below(uint32_t limit)
{
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	return (uint32_t)((random_state * 2685821657736338717u) >> 33) % limit;
}

static const char *const words[] = {"а", "в", "и", "на", "със", "мисия", "общност", "миграция", "убежище",
        "конфе\u00adренция", "осве\u00adдо\u00adме\u00adност",
        "не\u00adпра\u00adви\u00adтел\u00adстве\u00adни", "ри\u0306", "2021 г.", "–", "long-winded",
        "(скоби),", "дума."};

/* Fills TEXT; returns the columns of the widest word, a hyphen included. */
static int make_paragraph(char text[TEXT_BYTES])
{
	int widest = 1;
	size_t length = 0;
	for (uint32_t count = 1 + random_below(WORDS_MAXIMUM); count > 0; count--) {
		const char *word = words[random_below(sizeof words / sizeof *words)];
		const char *blank = count == 1              ? ""
		                    : random_below(20) == 0 ? "\n"
		                    : random_below(20) == 0 ? "  "
		                                            : " ";
		length += (size_t)snprintf(text + length, TEXT_BYTES - length, "%s%s", word, blank);
	}
	/* Words that a rule keeps together count as one. */
	struct breaks breaks = {0};
	struct paragraph_widths widths;
	char whole[TEXT_BYTES];
	size_t kept = 0;
	for (size_t i = 0; i <= length; i++)
		if ((unsigned char)text[i] == 0xC2 && (unsigned char)text[i + 1] == 0xAD)
			i++;
		else
			whole[kept++] = text[i];
	assert_true(paragraph_measure(&widths, &breaks, whole, (uint32_t)kept - 1, &plain));
	breaks_free(&breaks);
	return widths.minimum > widest ? widths.minimum : widest;
}

static void total_fit_has_the_least_badness_of_all_ways(void **state)
{
	(void)state;
	const char *given = getenv("SEED"), *slow = getenv("TEST_SLOW");
	uint64_t seed = given != NULL ? strtoull(given, NULL, 10) : 20210520;
	printf("# SEED=%llu\n", (unsigned long long)seed);
	random_state = seed * 2 + 1;
	int count = slow != NULL && *slow != '\0' ? PARAGRAPHS_WHEN_SLOW : PARAGRAPHS;
	for (int i = 0; i < count; i++) {
		char text[TEXT_BYTES];
		struct trial trial = {.text = text};
		int widest = make_paragraph(text);
		trial.length = (uint32_t)strlen(text);
		trial.hanging = (int)random_below(3);
		trial.columns = widest + trial.hanging + (int)random_below(30);
		assert_true(text_find_breaks(trial.breaks, text, trial.length, "bg"));
		int64_t least = least_badness(&trial, 0, 0), found = badness_found(&trial);
		if (least < 0 || found != least)
			fail_msg("paragraph %d at %d columns (%d hanging): %lld instead of %lld: \"%s\"", i,
			        trial.columns, trial.hanging, (long long)found, (long long)least, text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(total_fit_has_the_least_badness_of_all_ways),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
