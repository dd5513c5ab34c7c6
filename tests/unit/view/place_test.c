/* The reader's place: the same word on top, whatever becomes of the size, the measure, the language and the file. SEED=n repeats a run. */

#include "unit/view/world.h"
#include "view/article.h"

enum { PARAGRAPHS = 40, PARAGRAPH_BYTES = 2048 };

/* The paragraphs of the page, in each language as many; each word has a number of its own. */
struct text {
	char paragraphs[2 * PARAGRAPHS][PARAGRAPH_BYTES];
	size_t count;
	unsigned words; /* made so far */
};

static unsigned begin_random(void)
{
	const char *given = getenv("SEED");
	unsigned seed = given != NULL ? (unsigned)strtoul(given, NULL, 10) : (unsigned)getpid();
	print_message("# SEED=%u\n", seed);
	srand(seed);
	return seed;
}

static int random_below(int limit)
{
	return rand() % limit;
}

static bool is_slow(void)
{
	const char *slow = getenv("TEST_SLOW");
	return slow != NULL && slow[0] != '\0';
}

/* ---- a page of numbered words ---- */

static void add_words(struct text *text, char *paragraph, const char *const words[], size_t count)
{
	size_t length = strlen(paragraph);
	for (size_t i = 0; i < count; i++)
		length += (size_t)snprintf(paragraph + length, PARAGRAPH_BYTES - length, "%s%s%u",
		        length > 0 ? " " : "", words[random_below(8)], text->words++);
}

static void make_paragraph(struct text *text, char *paragraph, bool bulgarian)
{
	static const char *const bg[] = {
	        "и", "мисия", "международна", "осведоменост", "на", "път", "предоставяне", "дом"};
	static const char *const en[] = {
	        "a", "mission", "international", "awareness", "of", "way", "reintegration", "home"};
	paragraph[0] = '\0';
	if (text->words % 7 == 3)
		strcpy(paragraph, "## ");
	else if (text->words % 7 == 5)
		strcpy(paragraph, "- ");
	add_words(text, paragraph, bulgarian ? bg : en,
	        (size_t)(paragraph[0] == '#' ? 3 : 1 + random_below(60)));
}

static void make_text(struct text *text, bool bulgarian)
{
	text->words = 1000; /* so that no word is short */
	for (text->count = 0; text->count < PARAGRAPHS; text->count++)
		make_paragraph(text, text->paragraphs[text->count], bulgarian);
}

static void write_text(const struct world *world, const char *name, const struct text *text)
{
	struct buffer file;
	buffer_init(&file, 1 << 20);
	buffer_append_text(&file, "title: Страница\nbody: |\n");
	for (size_t i = 0; i < text->count; i++)
		buffer_format(&file, "  %s\n\n", text->paragraphs[i]);
	write_file(world, name, buffer_text(&file));
	buffer_free(&file);
}

static void open_text(struct world *world, const struct text *bg, const struct text *en)
{
	make_folder(world);
	write_file(world, "site.yaml", "title: Сайт\nlanguages: [bg, en]\n");
	write_text(world, "page.bg.yaml", bg);
	write_text(world, "page.en.yaml", en);
	open_view(world, 24, 80, "page", (struct view_options){.language = 0});
}

/* ---- the place ---- */

static struct article *article_of(const struct world *world)
{
	return (struct article *)present_screen(world->view);
}

static uint32_t place_of(const struct world *world)
{
	const struct article *article = article_of(world);
	return article_place(article);
}

/* The word at the place. */
static const char *word_of(const struct world *world, char word[64])
{
	const char *text = article_of(world)->page->text + place_of(world);
	size_t length = strcspn(text, " \n");
	snprintf(word, 64, "%.*s", (int)(length < 63 ? length : 63), text);
	return word;
}

/* The first line on the screen that has text is the one with the place, unless the end of the page leaves no room below it. */
static void expect_place_on_top(struct world *world)
{
	struct article *article = article_of(world);
	struct article_sight sight;
	uint32_t place = place_of(world);
	assert_true(article_prepare(world->view, article, &sight));
	struct line_place top = article->top;
	const struct line *line = layout_line(article->layout, top);
	while (line != NULL && line->width == 0 && layout_step(article->layout, &top, 1) == 1)
		line = layout_line(article->layout, top);
	assert_non_null(line);
	if (place != 0 && !sight.at_end && (place < line->offset || place >= line->offset + line->length))
		fail_msg("the place is %u, the line on top has %u to %u", (unsigned)place,
		        (unsigned)line->offset, (unsigned)(line->offset + line->length));
	if (sight.at_end) /* in sight at least */
		assert_true(place >= line->offset);
}

/* Goes somewhere in the page; not so far that the end of the page is in sight. */
static void go_somewhere(struct world *world)
{
	press(world, "g");
	for (int steps = 1 + random_below(25); steps > 0; steps--)
		press(world, random_below(3) > 0 ? "Down" : "d");
}

static void a_thousand_sizes_and_measures_keep_the_word_on_top(void **state)
{
	struct world world;
	struct text *bg = calloc(1, sizeof *bg), *en = calloc(1, sizeof *en);
	(void)state;
	begin_random();
	make_text(bg, true);
	make_text(en, false);
	open_text(&world, bg, en);
	for (int round = 0, rounds = is_slow() ? 2 : 20; round < rounds; round++) {
		resize_to(&world, 24, 80);
		press(&world, "=");
		go_somewhere(&world);
		char before[4096], word[64], now[64];
		snprintf(before, sizeof before, "%s", row_of(&world, 3));
		word_of(&world, word);
		for (int step = 0; step < 50; step++) {
			if (random_below(4) == 0)
				press(&world, random_below(2) == 0 ? "+" : "-");
			else
				resize_to(&world, 1 + random_below(60), 1 + random_below(200));
			draw(&world);
			assert_string_equal(word_of(&world, now), word);
			expect_place_on_top(&world);
		}
		resize_to(&world, 24, 80);
		press(&world, "= Ctrl-L");
		assert_row(&world, 3, before);
	}
	close_world(&world);
	free(bg);
	free(en);
}

static void another_language_shows_the_same_paragraph_and_back_the_same_word(void **state)
{
	struct world world;
	struct text *bg = calloc(1, sizeof *bg), *en = calloc(1, sizeof *en);
	(void)state;
	begin_random();
	make_text(bg, true);
	*en = *bg; /* as many paragraphs of the same kinds, other words */
	for (size_t i = 0; i < en->count; i++)
		snprintf(en->paragraphs[i], PARAGRAPH_BYTES, "%senglish%zu and more of it",
		        bg->paragraphs[i][0] == '#'   ? "## "
		        : bg->paragraphs[i][0] == '-' ? "- "
		                                      : "",
		        i);
	open_text(&world, bg, en);
	for (int round = 0; round < (is_slow() ? 3 : 40); round++) {
		char word[64], there[64], back[64];
		press(&world, "=");
		go_somewhere(&world);
		word_of(&world, word);
		uint32_t block = page_block_at(article_of(&world)->page, place_of(&world));
		press(&world, "L");
		assert_int_equal(page_block_at(article_of(&world)->page, place_of(&world)), block);
		expect_place_on_top(&world);
		resize_to(&world, 5 + random_below(40), 20 + random_below(100));
		assert_int_equal(page_block_at(article_of(&world)->page, place_of(&world)), block);
		press(&world, "r L");
		assert_string_equal(word_of(&world, back), word);
		expect_place_on_top(&world);
		press(&world, "L");
		word_of(&world, there);
		press(&world, "Down Up L"); /* whoever has moved there is there */
		resize_to(&world, 24, 80);
	}
	close_world(&world);
	free(bg);
	free(en);
}

/* Inserts or removes a paragraph before the one with NUMBER, or words at the beginning of that one itself. Returns its number. */
static size_t change_before(struct text *text, size_t number)
{
	size_t at = (size_t)random_below((int)number + 1), rest = text->count - at;
	switch (random_below(3)) {
	case 0:
		memmove(text->paragraphs[at + 1], text->paragraphs[at], rest * PARAGRAPH_BYTES);
		make_paragraph(text, text->paragraphs[at], true);
		text->count++;
		return number + 1;
	case 1:
		if (at == number)
			return number;
		memmove(text->paragraphs[at], text->paragraphs[at + 1], (rest - 1) * PARAGRAPH_BYTES);
		text->count--;
		return number - 1;
	default: {
		char copy[PARAGRAPH_BYTES];
		char *paragraph = text->paragraphs[number];
		bool marked = paragraph[0] == '#' || paragraph[0] == '-';
		const char *words = marked ? strchr(paragraph, ' ') + 1 : paragraph;
		snprintf(copy, sizeof copy, "%.*sнова%u %s", (int)(words - paragraph), paragraph,
		        text->words++, words);
		memcpy(paragraph, copy, sizeof copy);
		return number;
	}
	}
}

/* The number of the paragraph that has WORD. */
static size_t paragraph_with(const struct text *text, const char *word)
{
	for (size_t i = 0; i < text->count; i++)
		for (const char *place = strstr(text->paragraphs[i], word); place != NULL;
		        place = strstr(place + 1, word)) {
			char after = place[strlen(word)];
			if (after == ' ' || after == '\0')
				return i;
		}
	return text->count;
}

static void a_reload_keeps_the_word_though_the_text_before_it_changes(void **state)
{
	struct world world;
	struct text *bg = calloc(1, sizeof *bg), *en = calloc(1, sizeof *en);
	(void)state;
	begin_random();
	make_text(bg, true);
	make_text(en, false);
	open_text(&world, bg, en);
	for (int round = 0; round < (is_slow() ? 3 : 60); round++) {
		char word[64], now[64];
		make_text(bg, true);
		write_text(&world, "page.bg.yaml", bg);
		press(&world, "r");
		go_somewhere(&world);
		word_of(&world, word);
		size_t number = paragraph_with(bg, word);
		if (number == bg->count) /* a hyphenated word, or the title */
			continue;
		for (int changes = 1 + random_below(10); changes > 0; changes--)
			number = change_before(bg, number);
		write_text(&world, "page.bg.yaml", bg);
		press(&world, "r");
		assert_string_equal(word_of(&world, now), word);
		expect_place_on_top(&world);
		resize_to(&world, 10 + random_below(30), 20 + random_below(100));
		assert_string_equal(word_of(&world, now), word);
	}
	close_world(&world);
	free(bg);
	free(en);
}

static void where_the_paragraph_is_gone_the_next_one_stands(void **state)
{
	struct world world;
	(void)state;
	make_folder(&world);
	write_file(&world, "page.yaml",
	        "title: Страница\nbody: |\n  Първи абзац.\n\n  Втори абзац.\n\n  Трети абзац.\n\n"
	        "  ## Част\n\n  Четвърти абзац.\n\n  Пети абзац.\n\n  Шести абзац.\n\n  Седми абзац.\n");
	open_view(&world, 8, 60, "page", (struct view_options){.language = 0});
	press(&world, "Down Down Down Down Down");
	assert_row(&world, 2, "  Трети абзац.");
	write_file(&world, "page.yaml",
	        "title: Страница\nbody: |\n  Първи абзац.\n\n  Втори абзац.\n\n"
	        "  ## Част\n\n  Четвърти абзац.\n\n  Пети абзац.\n\n  Шести абзац.\n\n  Седми абзац.\n");
	press(&world, "r");
	assert_true(strstr(row_of(&world, 1), "абзац") != NULL || strstr(row_of(&world, 2), "абзац") != NULL);
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_thousand_sizes_and_measures_keep_the_word_on_top),
	        cmocka_unit_test(another_language_shows_the_same_paragraph_and_back_the_same_word),
	        cmocka_unit_test(a_reload_keeps_the_word_though_the_text_before_it_changes),
	        cmocka_unit_test(where_the_paragraph_is_gone_the_next_one_stands),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
