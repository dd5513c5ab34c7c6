/* Addresses on their way into OSC 8: printable ASCII, of a known scheme, not too long. */

#include "terminal/hyperlinks.h"

#include "harness/failing_memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_address(const char *address, const char *expected)
{
	struct buffer out;
	buffer_init(&out, 10000);
	buffer_append_text(&out, "before ");
	assert_int_equal(hyperlinks_append_address(&out, address), expected != NULL);
	assert_memory_equal(buffer_text(&out), "before ", 7);
	assert_string_equal(buffer_text(&out) + 7, expected != NULL ? expected : "");
	buffer_free(&out);
}

static void what_is_not_printable_ascii_is_encoded(void **state)
{
	(void)state;
	assert_address("https://iom.int/a?b=c#d%20e;f", "https://iom.int/a?b=c#d%20e;f");
	assert_address("https://bg.wikipedia.org/wiki/Я", "https://bg.wikipedia.org/wiki/%D0%AF");
	assert_address("mailto:a b@iom.int", "mailto:a%20b@iom.int");
	assert_address("http://a/\033]8;;\a\x7f\xc2\x9c", "http://a/%1B]8;;%07%7F%C2%9C");
}

static void other_schemes_get_none(void **state)
{
	(void)state;
	assert_address("HTTPS://IOM.INT", "HTTPS://IOM.INT");
	assert_address("Mailto:a@b", "Mailto:a@b");
	static const char *const others[] = {"file:///etc/passwd", "javascript:alert(1)", "about/about", "",
	        "http:/a", "https://", "mailto:", "ssh://a", " https://a"};
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_address(others[i], NULL);
}

static void an_address_that_is_too_long_gets_none(void **state)
{
	(void)state;
	char address[2085] = "https://";
	memset(address + 8, 'a', sizeof address - 9);
	assert_address(address, NULL);
	address[2083] = '\0';
	assert_address(address, address);
}

static void without_memory_there_is_no_address(void **state)
{
	(void)state;
	struct buffer out;
	buffer_init(&out, 1000);
	failing_memory_set(1, false);
	assert_false(hyperlinks_append_address(&out, "https://a"));
	failing_memory_set(0, false);
	assert_int_equal(out.length, 0);
	buffer_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_is_not_printable_ascii_is_encoded),
	        cmocka_unit_test(other_schemes_get_none),
	        cmocka_unit_test(an_address_that_is_too_long_gets_none),
	        cmocka_unit_test(without_memory_there_is_no_address),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
