/* The line that is typed into: clusters, words, Cyrillic, wide characters, and what of it is shown. */

#include "harness/failing_memory.h"
#include "view/line_editor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static void type(struct line_editor *line, const char *text)
{
	for (size_t length = strlen(text); length > 0;) {
		uint32_t character;
		size_t bytes = text_decode(text, length, &character);
		assert_true(line_editor_insert(line, character));
		text += bytes;
		length -= bytes;
	}
}

static void edit(struct line_editor *line, enum line_edit what, int times)
{
	while (times-- > 0)
		line_editor_edit(line, what);
}

#define assert_line(line, expected, expected_cursor)                                                         \
	do {                                                                                                 \
		assert_string_equal(buffer_text(&(line).text), expected);                                    \
		assert_int_equal((line).cursor, expected_cursor);                                            \
	} while (0)

static void letters_of_any_script_are_typed_where_the_cursor_is(void **state)
{
	(void)state;
	struct line_editor line;
	line_editor_init(&line);
	type(&line, "преки");
	edit(&line, LINE_LEFT, 2);
	type(&line, "о日");
	assert_line(line, "прео日ки", strlen("прео日"));
	edit(&line, LINE_HOME, 1);
	type(&line, "¿");
	edit(&line, LINE_RIGHT, 1);
	assert_line(line, "¿прео日ки", strlen("¿п"));
	edit(&line, LINE_END, 1);
	type(&line, " x");
	assert_line(line, "¿прео日ки x", strlen("¿прео日ки x"));
	line_editor_free(&line);
}

static void backspace_and_delete_take_a_whole_cluster(void **state)
{
	(void)state;
	struct line_editor line;
	line_editor_init(&line);
	type(&line, "ги\u0301дй日"); /* и with a stress mark, then й in two characters below */
	type(&line, "и\u0306");
	edit(&line, LINE_BACKSPACE, 1);
	assert_line(line, "ги\u0301дй日", strlen("ги\u0301дй日"));
	edit(&line, LINE_BACKSPACE, 3);
	assert_line(line, "ги\u0301", strlen("ги\u0301"));
	edit(&line, LINE_LEFT, 1);
	assert_int_equal(line.cursor, strlen("г"));
	assert_true(line_editor_edit(&line, LINE_DELETE));
	assert_line(line, "г", strlen("г"));
	assert_false(line_editor_edit(&line, LINE_DELETE));
	edit(&line, LINE_HOME, 1);
	assert_false(line_editor_edit(&line, LINE_BACKSPACE));
	assert_line(line, "г", 0);
	line_editor_free(&line);
}

static void a_mark_typed_after_a_letter_joins_it(void **state)
{
	(void)state;
	struct line_editor line;
	line_editor_init(&line);
	type(&line, "аб");
	edit(&line, LINE_LEFT, 1);
	type(&line, "\u0301");
	assert_line(line, "а\u0301б", strlen("а\u0301"));
	edit(&line, LINE_BACKSPACE, 1);
	assert_line(line, "б", 0);
	line_editor_free(&line);
}

static void words_go_with_the_blanks_behind_them(void **state)
{
	(void)state;
	struct line_editor line;
	line_editor_init(&line);
	type(&line, "нов  проект за роми  ");
	assert_true(line_editor_edit(&line, LINE_DELETE_WORD));
	assert_line(line, "нов  проект за ", strlen("нов  проект за "));
	edit(&line, LINE_LEFT, 5);
	edit(&line, LINE_DELETE_WORD, 1);
	assert_line(line, "нов  т за ", strlen("нов  "));
	edit(&line, LINE_DELETE_WORD, 1);
	assert_line(line, "т за ", 0);
	assert_false(line_editor_edit(&line, LINE_DELETE_WORD));
	assert_true(line_editor_edit(&line, LINE_DELETE_ALL));
	assert_line(line, "", 0);
	assert_false(line_editor_edit(&line, LINE_DELETE_ALL));
	line_editor_free(&line);
}

static void what_no_terminal_may_be_sent_is_replaced(void **state)
{
	(void)state;
	struct line_editor line;
	line_editor_init(&line);
	line_editor_insert(&line, 0x1b);
	line_editor_insert(&line, 0x202e);
	line_editor_insert(&line, 'a');
	assert_line(line, "␛\ufffda", strlen("␛\ufffda"));
	line_editor_insert(&line, '\n');
	assert_line(line, "␛\ufffda ", strlen("␛\ufffda "));
	line_editor_free(&line);
}

static void a_full_line_takes_no_more(void **state)
{
	(void)state;
	struct line_editor line;
	line_editor_init(&line);
	for (int i = 0; i < LINE_EDITOR_BYTES / 2; i++)
		assert_true(line_editor_insert(&line, 0x430));
	assert_false(line_editor_insert(&line, 'a'));
	assert_int_equal(line.text.length, LINE_EDITOR_BYTES);
	edit(&line, LINE_BACKSPACE, 1);
	assert_true(line_editor_insert(&line, 'a'));
	line_editor_free(&line);
}

#define assert_window(line, columns, sign, shown, column)                                                    \
	do {                                                                                                 \
		struct line_window window = line_editor_window(&(line), columns, sign);                      \
		assert_int_equal(window.length, strlen(shown));                                              \
		assert_memory_equal(buffer_text(&(line).text) + window.first, shown, strlen(shown));         \
		assert_int_equal(window.cursor_column, column);                                              \
		assert_int_equal(window.cut, window.first > 0);                                              \
	} while (0)

static void a_long_line_scrolls_with_its_cursor(void **state)
{
	(void)state;
	struct line_editor line;
	line_editor_init(&line);
	type(&line, "абвгд");
	assert_window(line, 6, 1, "абвгд", 5);
	type(&line, "е");
	assert_window(line, 6, 1, "вгде", 4); /* a sign, four letters, the cursor */
	edit(&line, LINE_LEFT, 3);
	assert_window(line, 6, 1, "вгде", 1);
	edit(&line, LINE_LEFT, 2);
	assert_window(line, 6, 1, "абвгде", 1);
	edit(&line, LINE_END, 1);
	assert_window(line, 6, 1, "вгде", 4);
	edit(&line, LINE_BACKSPACE, 2); /* there is room for all of it again */
	assert_window(line, 6, 1, "абвг", 4);
	line_editor_free(&line);
}

static void wide_characters_scroll_whole(void **state)
{
	(void)state;
	struct line_editor line;
	line_editor_init(&line);
	type(&line, "日本語日本");
	struct line_window window = line_editor_window(&line, 6, 1);
	assert_true(window.cut);
	assert_int_equal(window.cursor_column, 4);
	assert_int_equal(window.length, strlen("日本"));
	line_editor_free(&line);
}

/* Whatever is done: whole clusters before and behind the cursor, which is always in sight. */
static void the_cursor_stands_between_clusters_and_in_sight(void **state)
{
	(void)state;
	static const uint32_t alphabet[] = {'a', ' ', 0x44f, 0x301, 0x65e5, 0x1f1e7, 0x1f1ec, 0x439, 0xad};
	unsigned seed = (unsigned)time(NULL);
	print_message("seed %u\n", seed);
	srand(seed);
	struct line_editor line;
	line_editor_init(&line);
	for (int step = 0; step < 20000; step++) {
		if (rand() % 3 > 0)
			line_editor_insert(&line, alphabet[rand() % 9]);
		else
			line_editor_edit(&line, (enum line_edit)(rand() % LINE_DELETE_WORD));
		if (line.text.length > 40)
			line_editor_edit(&line, LINE_DELETE_WORD);
		const char *text = buffer_text(&line.text);
		assert_true(line.cursor <= line.text.length);
		size_t end = 0;
		while (end < line.cursor)
			end += text_cluster(text + end, line.text.length - end).length;
		assert_int_equal(end, line.cursor);
		int columns = 2 + rand() % 12, sign = rand() % 2;
		struct line_window window = line_editor_window(&line, columns, sign);
		assert_true(window.first <= line.cursor && window.first + window.length <= line.text.length);
		assert_true(window.cursor_column + (window.cut ? sign : 0) < (columns > 2 ? columns : 3));
	}
	line_editor_free(&line);
}

static void without_memory_the_line_stays(void **state)
{
	(void)state;
	struct line_editor line;
	line_editor_init(&line);
	long live = failing_memory_live();
	for (size_t nth = 1; nth <= 3; nth++) {
		failing_memory_set(nth, false);
		bool inserted = line_editor_insert(&line, 'a');
		failing_memory_set(0, false);
		assert_int_equal(inserted, line.text.length > 0);
		line_editor_free(&line);
		line_editor_init(&line);
	}
	assert_int_equal(failing_memory_live(), live);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(letters_of_any_script_are_typed_where_the_cursor_is),
	        cmocka_unit_test(backspace_and_delete_take_a_whole_cluster),
	        cmocka_unit_test(a_mark_typed_after_a_letter_joins_it),
	        cmocka_unit_test(words_go_with_the_blanks_behind_them),
	        cmocka_unit_test(what_no_terminal_may_be_sent_is_replaced),
	        cmocka_unit_test(a_full_line_takes_no_more),
	        cmocka_unit_test(a_long_line_scrolls_with_its_cursor),
	        cmocka_unit_test(wide_characters_scroll_whole),
	        cmocka_unit_test(the_cursor_stands_between_clusters_and_in_sight),
	        cmocka_unit_test(without_memory_the_line_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
