/* What strangers may say in the environment. */

#include "host/host.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

extern char **environ;

static void language_terminal_and_colours_stay(void **state)
{
	(void)state;
	char *variables[] = {"TERMINFO=/tmp/x", "LANG=bg_BG.UTF-8", "HOME=/root", "LC_ALL=C", "TERM=xterm",
	        "TERMINFO_DIRS=/tmp", "NO_COLOR=1", "TERMCAP=x:", "LD_PRELOAD=x.so", "LANGUAGE=bg",
	        "LC_CTYPE=bg", "LINES=5", "BROWSER=sh", "TERMX=1", "lc_all=x", "IOMVIEW_SITE=/etc", "without",
	        "", NULL};
	const char *const kept[] = {"LANG", "LC_ALL", "TERM", "NO_COLOR", "LC_CTYPE"};
	char **before = environ;
	size_t count = 0;
	environ = variables;
	host_forget_environment();
	for (size_t i = 0; environ[i] != NULL; i++)
		count++;
	assert_int_equal(count, sizeof kept / sizeof *kept);
	for (size_t i = 0; i < count; i++)
		assert_non_null(getenv(kept[i]));
	assert_string_equal(getenv("TERM"), "xterm");
	environ = before;
}

static void an_empty_environment_stays_empty(void **state)
{
	(void)state;
	char *variables[] = {NULL};
	char **before = environ;
	environ = variables;
	host_forget_environment();
	assert_null(environ[0]);
	environ = NULL;
	host_forget_environment();
	assert_null(environ);
	environ = before;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(language_terminal_and_colours_stay),
	        cmocka_unit_test(an_empty_environment_stays_empty),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
