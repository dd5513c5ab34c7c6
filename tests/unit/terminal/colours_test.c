/* Roles → colours: on every depth what must be told apart is, without any colour. */

#include "terminal/colour_words.h"
#include "terminal/colours.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const enum colour_depth depths[] = {COLOURS_NONE, COLOURS_8, COLOURS_16, COLOURS_256, COLOURS_DIRECT};

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

static void what_the_reader_sets_is_added_to_the_roles_look(void **state)
{
	(void)state;
	struct colours colours = {.depth = COLOURS_256, .italic = true};
	colours.own[CELL_LINK] = (struct own_look){.tinted = true, .pair = 40, .attributes = CELL_BOLD};
	colours.own[CELL_CODE] = (struct own_look){.tinted = true, .pair = 0};
	struct style link = colours_style(&colours, CELL_LINK, 0);
	assert_int_equal(link.pair, 40);
	assert_int_equal(link.attributes, A_UNDERLINE | A_BOLD);
	/* Code in the colour of the text is told apart by an attribute. */
	struct style code = colours_style(&colours, CELL_CODE, 0);
	assert_int_equal(code.pair, 0);
	assert_int_equal(code.attributes, A_BOLD);
}

/* ---- words -------------------------------------------------------------------------------------------------- */

static void every_role_has_a_name_of_its_own(void **state)
{
	(void)state;
	for (size_t role = 0; role < CELL_ROLES; role++) {
		assert_non_null(terminal_colour_role(role));
		assert_int_equal(colour_role_named(terminal_colour_role(role)), role);
	}
	assert_null(terminal_colour_role(CELL_ROLES));
	assert_int_equal(colour_role_named("tilte"), CELL_ROLES);
}

static void every_word_of_a_look_is_understood(void **state)
{
	(void)state;
	struct colour_look look;
	size_t count = 0;
	while (terminal_colour_word(count) != NULL)
		assert_true(colour_look_read(terminal_colour_word(count++), &look));
	assert_int_equal(count, 1 + 16 + 4);
	assert_true(colour_look_read(" bright-red  bold underline ", &look));
	assert_int_equal(look.colour.kind, COLOUR_NUMBER);
	assert_int_equal(look.colour.value, 9);
	assert_int_equal(look.attributes, CELL_BOLD | CELL_UNDERLINE);
	assert_true(colour_look_read("#1A5fb4", &look));
	assert_int_equal(look.colour.kind, COLOUR_RGB);
	assert_int_equal(look.colour.value, 0x1a5fb4);
	assert_true(colour_look_read("italic 255", &look));
	assert_int_equal(look.colour.value, 255);
}

static void what_is_no_look_is_refused(void **state)
{
	static const char *const wrong[] = {"", " ", "blu", "256", "-1", "0x10", "#12345", "#1234567",
	        "#12345g", "#", "red blue", "bold,red", "default red", "4294967297", "Red"};
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		const struct colour_setting setting = {"link", wrong[i]};
		assert_int_equal(terminal_colour_fault(&setting), COLOUR_UNKNOWN_LOOK);
	}
	assert_int_equal(terminal_colour_fault(&(struct colour_setting){"lnk", "red"}), COLOUR_UNKNOWN_ROLE);
	assert_int_equal(terminal_colour_fault(&(struct colour_setting){"link", "red"}), COLOUR_GOOD);
}

static void a_colour_that_a_terminal_lacks_becomes_the_nearest(void **state)
{
	(void)state;
	static const struct {
		struct colour colour;
		unsigned count, nearest;
	} cases[] = {
	        {{COLOUR_NUMBER, 9}, 8, 1},
	        {{COLOUR_NUMBER, 9}, 16, 9},
	        {{COLOUR_NUMBER, 160}, 8, 1},
	        {{COLOUR_RGB, 0x0000ff}, 256, 21},
	        {{COLOUR_RGB, 0x767676}, 256, 243},
	        {{COLOUR_RGB, 0xfffffe}, 256, 231},
	        {{COLOUR_RGB, 0x000000}, 8, 0},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(colour_nearest(cases[i].colour, cases[i].count), cases[i].nearest);
	assert_int_equal(colour_rgb((struct colour){COLOUR_NUMBER, 31}), 0x0087af);
	assert_int_equal(colour_rgb((struct colour){COLOUR_NUMBER, 243}), 0x767676);
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
	        cmocka_unit_test(what_the_reader_sets_is_added_to_the_roles_look),
	        cmocka_unit_test(every_role_has_a_name_of_its_own),
	        cmocka_unit_test(every_word_of_a_look_is_understood),
	        cmocka_unit_test(what_is_no_look_is_refused),
	        cmocka_unit_test(a_colour_that_a_terminal_lacks_becomes_the_nearest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
