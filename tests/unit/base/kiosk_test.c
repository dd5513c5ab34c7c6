/* What a kiosk turns off, row by row. */

#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void outside_a_kiosk_everything_is_on(void **state)
{
	(void)state;
	for (int i = 0; i < FEATURES; i++)
		assert_true(feature_is_on((enum feature)i, false));
}

static void a_kiosk_turns_off_what_leaves_the_site(void **state)
{
	(void)state;
	const enum feature off[] = {FEATURE_BROWSER, FEATURE_SETTINGS, FEATURE_STATE_FILES,
	        FEATURE_ENVIRONMENT, FEATURE_SUSPEND, FEATURE_STANDARD_INPUT, FEATURE_PRINTING};
	size_t count = 0;
	for (size_t i = 0; i < sizeof off / sizeof *off; i++)
		assert_false(feature_is_on(off[i], true));
	for (int i = 0; i < FEATURES; i++)
		count += !feature_is_on((enum feature)i, true);
	assert_int_equal(count, sizeof off / sizeof *off);
	assert_true(feature_is_on(FEATURE_COPYING, true));
}

static void every_row_says_what_it_is(void **state)
{
	(void)state;
	for (int i = 0; i < FEATURES; i++) {
		assert_true(kiosk_row((enum feature)i)->sentence[0] != '\0');
		assert_int_equal(
		        kiosk_row((enum feature)i)->on_in_kiosk, feature_is_on((enum feature)i, true));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(outside_a_kiosk_everything_is_on),
	        cmocka_unit_test(a_kiosk_turns_off_what_leaves_the_site),
	        cmocka_unit_test(every_row_says_what_it_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
