/* Roles → colours: on every depth what must be told apart is, without any colour. */

#include "terminal/colours.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const enum colour_depth depths[] = {COLOURS_NONE, COLOURS_8, COLOURS_256};

enum { DEPTHS = sizeof depths / sizeof depths[0] };

static struct style look_up(enum colour_depth depth, bool italic, unsigned role, unsigned attributes)
{
	const struct colours colours = {.depth = depth, .italic = italic};
	return colours_style(&colours, role, attributes);
}

static void what_must_be_told_apart_differs_without_colour(void **state)
{
	(void)state;
	static const enum cell_role pairs[][2] = {
	        {CELL_TEXT, CELL_TITLE},
	        {CELL_TEXT, CELL_HEADING},
	        {CELL_TEXT, CELL_LINK},
	        {CELL_LINK, CELL_SELECTED_LINK},
	        {CELL_TEXT, CELL_SELECTED},
	        {CELL_BREADCRUMB, CELL_SITE},
	        {CELL_LANGUAGE, CELL_LANGUAGE_SHOWN},
	        {CELL_STATUS, CELL_MESSAGE},
	        {CELL_STATUS, CELL_ERROR},
	};
	for (size_t depth = 0; depth < DEPTHS; depth++) {
		for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
			assert_int_not_equal(look_up(depths[depth], true, pairs[i][0], 0).attributes,
			        look_up(depths[depth], true, pairs[i][1], 0).attributes);
	}
}

static void headings_are_bold_and_links_underlined_everywhere(void **state)
{
	(void)state;
	for (size_t depth = 0; depth < DEPTHS; depth++) {
		assert_true(look_up(depths[depth], true, CELL_HEADING, 0).attributes & A_BOLD);
		assert_true(look_up(depths[depth], true, CELL_TITLE, 0).attributes & A_BOLD);
		assert_true(look_up(depths[depth], true, CELL_SELECTED, 0).attributes & A_BOLD);
		assert_true(look_up(depths[depth], true, CELL_LINK, 0).attributes & A_UNDERLINE);
		assert_true(look_up(depths[depth], true, CELL_SELECTED_LINK, 0).attributes & A_UNDERLINE);
	}
}

static void without_colours_there_is_no_colour_pair(void **state)
{
	(void)state;
	for (unsigned role = 0; role < CELL_ROLES; role++) {
		for (unsigned attributes = 0; attributes < 64; attributes++)
			assert_int_equal(look_up(COLOURS_NONE, true, role, attributes).pair, 0);
	}
}

static void text_has_the_terminals_own_colours(void **state)
{
	(void)state;
	static const enum cell_role plain[] = {CELL_TEXT, CELL_QUOTE, CELL_PREVIEW, CELL_TITLE, CELL_HEADING};
	for (size_t depth = 0; depth < DEPTHS; depth++) {
		for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
			assert_int_equal(look_up(depths[depth], true, plain[i], 0).pair, 0);
	}
	assert_int_equal(look_up(COLOURS_256, true, CELL_TEXT, 0).attributes, 0);
}

static void emphasis_is_italic_or_else_underlined(void **state)
{
	(void)state;
	assert_int_equal(look_up(COLOURS_256, true, CELL_TEXT, CELL_ITALIC).attributes, A_ITALIC);
	assert_int_equal(look_up(COLOURS_256, false, CELL_TEXT, CELL_ITALIC).attributes, A_UNDERLINE);
}

static void what_the_text_asks_for_is_added_to_the_roles_look(void **state)
{
	(void)state;
	attr_t both = look_up(COLOURS_256, true, CELL_LINK, CELL_BOLD | CELL_REVERSE).attributes;
	assert_int_equal(both, A_UNDERLINE | A_BOLD | A_REVERSE);
}

/* Letters that are dim vanish on some backgrounds: they are grey where there is a grey, else as the others. */
static void dim_is_grey_and_never_faint(void **state)
{
	(void)state;
	struct style grey = look_up(COLOURS_256, true, CELL_META, 0);
	struct style dim = look_up(COLOURS_256, true, CELL_TEXT, CELL_DIM);
	assert_int_equal(dim.pair, grey.pair);
	assert_int_not_equal(grey.pair, 0);
	for (size_t depth = 0; depth < DEPTHS; depth++) {
		for (unsigned role = 0; role < CELL_ROLES; role++)
			assert_false(look_up(depths[depth], true, role, CELL_DIM).attributes & A_DIM);
	}
}

static void an_unknown_role_is_text(void **state)
{
	(void)state;
	struct style style = look_up(COLOURS_256, true, 255, CELL_BOLD);
	assert_int_equal(style.attributes, A_BOLD);
	assert_int_equal(style.pair, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_must_be_told_apart_differs_without_colour),
	        cmocka_unit_test(headings_are_bold_and_links_underlined_everywhere),
	        cmocka_unit_test(without_colours_there_is_no_colour_pair),
	        cmocka_unit_test(text_has_the_terminals_own_colours),
	        cmocka_unit_test(emphasis_is_italic_or_else_underlined),
	        cmocka_unit_test(what_the_text_asks_for_is_added_to_the_roles_look),
	        cmocka_unit_test(dim_is_grey_and_never_faint),
	        cmocka_unit_test(an_unknown_role_is_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
