/* Targets of links, and bare addresses in text. */

#include "content/addresses.h"
#include "harness/failing_memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void check_in(const char *folder, const char *target, enum target_kind kind, const char *expected)
{
	struct buffer out;
	buffer_init(&out, 10000);
	assert_int_equal(target_read(&out, folder, target, strlen(target)), kind);
	assert_string_equal(buffer_text(&out), expected);
	buffer_free(&out);
}

static void check(const char *target, enum target_kind kind, const char *expected)
{
	check_in(NULL, target, kind, expected);
}

static void addresses_have_one_of_three_schemes(void **state)
{
	(void)state;
	check("https://iom.int", TARGET_ADDRESS, "https://iom.int");
	check("HTTP://iom.int/път", TARGET_ADDRESS, "HTTP://iom.int/път");
	check("mailto:info@iom.int", TARGET_ADDRESS, "mailto:info@iom.int");
	check("//iom.int/x", TARGET_ADDRESS, "https://iom.int/x");
	check("https://iom.int/a b\n\033", TARGET_ADDRESS, "https://iom.int/a%20b%0A%1B");
}

static void other_schemes_are_refused(void **state)
{
	(void)state;
	check("javascript:alert(1)", TARGET_SCHEME, "javascript:");
	check("FILE:///etc/passwd", TARGET_SCHEME, "FILE:");
	check("data:text/html,x", TARGET_SCHEME, "data:");
	check("http:x", TARGET_SCHEME, "http:");
	check("https://", TARGET_SCHEME, "https:");
	check("mailto:", TARGET_SCHEME, "mailto:");
	check("c:\\x", TARGET_SCHEME, "c:");
}

static void a_path_is_a_page(void **state)
{
	(void)state;
	static const char *const same[] = {"about/about", "/about/about", "./about/about", "about//about/",
	        "about/./about", "about/x/../about", "about/about.md", "about/about.bg.md",
	        "about/about.pt-BR.md", "about/about.MD", "about/about.en.yaml", "about/about.yml",
	        "about/about.markdown", "about/about#тук", "about/about.md?x#y", "about/about/index",
	        "about/about/index.bg.md", "about/about/_index.md", "%61bout/about"};
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
		check(same[i], TARGET_PAGE, "about/about");
	check("новини/%D0%BC%D0%BE%D0%BC", TARGET_PAGE, "новини/мом");
	check("бележка: едно", TARGET_PAGE, "бележка: едно");
	check("release-1.30.md", TARGET_PAGE, "release-1.30");
	check("vert.x", TARGET_PAGE, "vert.x");
	check(".md", TARGET_PAGE, ".md");
	check("a%2Fb%zz%", TARGET_PAGE, "a%2Fb%zz%");
}

static void a_fragment_alone_leads_nowhere(void **state)
{
	(void)state;
	static const char *const nowhere[] = {"", "#тук", "?x", "/", "./", "index.md", "/index", "a/.."};
	for (size_t i = 0; i < sizeof nowhere / sizeof nowhere[0]; i++)
		check(nowhere[i], TARGET_NOWHERE, "");
}

static void relative_paths_start_from_the_folder(void **state)
{
	(void)state;
	check_in("news/2021", "../x.md", TARGET_PAGE, "news/x");
	check_in("news/2021", "../../x", TARGET_PAGE, "x");
	check_in("news/2021", "./x", TARGET_PAGE, "news/2021/x");
	check_in("news/2021", "x", TARGET_PAGE, "x");
	check_in("news/2021", "/x", TARGET_PAGE, "x");
	check_in("", "../x", TARGET_OUTSIDE, "../x");
}

static void paths_that_lead_out_are_refused(void **state)
{
	(void)state;
	static const char *const outside[] = {
	        "..", "../x", "a/../../x", "/../x", "%2e%2e/x", "a/%2E%2e/.%2e/x", "./../x"};
	for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++)
		check(outside[i], TARGET_OUTSIDE, outside[i]);
	check_in("news", "../../x", TARGET_OUTSIDE, "../../x");
}

/* In TEXT exactly the addresses in EXPECTED must be found, each followed by a space. */
static void check_found(const char *text, const char *expected)
{
	struct buffer found;
	size_t from = 0, start, length;
	buffer_init(&found, 10000);
	while (address_find(text, strlen(text), from, &start, &length)) {
		assert_true(start >= from && length > 0 && start + length <= strlen(text));
		buffer_append(&found, text + start, length);
		buffer_append_text(&found, " ");
		from = start + length;
	}
	assert_string_equal(buffer_text(&found), expected);
	buffer_free(&found);
}

static void addresses_are_found_without_the_punctuation_behind_them(void **state)
{
	(void)state;
	check_found("вижте https://iom.int.", "https://iom.int ");
	check_found("http://a.bg, HTTPS://b.bg; http://c.bg: http://d.bg! http://e.bg?!",
	        "http://a.bg HTTPS://b.bg http://c.bg http://d.bg http://e.bg ");
	check_found(
	        "(https://iom.int/a_(b)) [http://iom.int/[x]]", "https://iom.int/a_(b) http://iom.int/[x] ");
	check_found("„https://iom.int“ «https://iom.int» \"https://iom.int\" <https://iom.int>",
	        "https://iom.int https://iom.int https://iom.int https://iom.int ");
	check_found("https://iom.int/?a=1&b=2#c;d", "https://iom.int/?a=1&b=2#c;d ");
	check_found("https://iom.int – https://iom.int…", "https://iom.int https://iom.int ");
}

static void another_alphabet_ends_an_address_only_within_a_word(void **state)
{
	(void)state;
	check_found("https://iom.intи", "https://iom.int ");
	check_found("https://bg.wikipedia.org/wiki/България, и", "https://bg.wikipedia.org/wiki/България ");
	check_found("https://пример.бг/път_а", "https://пример.бг/път_а ");
	check_found("https://iom.int日本", "https://iom.int ");
}

static void what_only_looks_like_an_address_is_not_found(void **state)
{
	(void)state;
	check_found("http: https:// http://. http:/// xhttp://a ftp://a http:x ://", "");
	check_found("", "");
	check_found("http://", "");
	check_found("текст: http://a", "http://a ");
	check_found("а\xFFhttp://a\xFF b", "http://a ");
}

static void random_bytes_are_read_within_bounds(void **state)
{
	(void)state;
	static const char *const pieces[] = {"http", "https", "://", ":", "/", "..", ".", "%2e", "%", "а",
	        "я", "(", ")", "]", "\xD0", "#", "index", ".md", ".bg"};
	srand(1);
	for (int i = 0; i < 20000; i++) {
		struct buffer text, out;
		buffer_init(&text, 1000);
		buffer_init(&out, 1000);
		for (int left = rand() % 12; left > 0; left--)
			buffer_append_text(
			        &text, pieces[(size_t)rand() % (sizeof pieces / sizeof pieces[0])]);
		/* A copy of its own size: sanitizers see a byte too many. */
		char *copy = memory_resize(NULL, text.length > 0 ? text.length : 1);
		memcpy(copy, buffer_text(&text), text.length);
		enum target_kind kind = target_read(&out, "a", copy, text.length);
		if (kind == TARGET_PAGE) {
			assert_true(out.length > 0 && out.bytes[0] != '/');
			assert_null(strstr(out.bytes, "/../"));
			assert_int_not_equal(strncmp(out.bytes, "../", 3), 0);
		}
		size_t start, length;
		if (address_find(copy, text.length, 0, &start, &length))
			assert_true(start + length <= text.length);
		memory_resize(copy, 0);
		buffer_free(&text);
		buffer_free(&out);
	}
}

static void no_memory_is_told(void **state)
{
	(void)state;
	struct buffer out;
	buffer_init(&out, 1000);
	failing_memory_set(1, true);
	target_read(&out, "a", "./b", strlen("./b"));
	failing_memory_set(0, false);
	assert_true(out.failed);
	buffer_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(addresses_have_one_of_three_schemes),
	        cmocka_unit_test(other_schemes_are_refused),
	        cmocka_unit_test(a_path_is_a_page),
	        cmocka_unit_test(a_fragment_alone_leads_nowhere),
	        cmocka_unit_test(relative_paths_start_from_the_folder),
	        cmocka_unit_test(paths_that_lead_out_are_refused),
	        cmocka_unit_test(addresses_are_found_without_the_punctuation_behind_them),
	        cmocka_unit_test(another_alphabet_ends_an_address_only_within_a_word),
	        cmocka_unit_test(what_only_looks_like_an_address_is_not_found),
	        cmocka_unit_test(random_bytes_are_read_within_bounds),
	        cmocka_unit_test(no_memory_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
