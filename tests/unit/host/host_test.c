/* What the operating system knows of us: locale, language of messages, where the bundled site is. */

#include "host/host.h"

#include "harness/failing_memory.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static int set_all(const char *all, const char *messages, const char *language)
{
	const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	const char *const values[] = {all, messages, language};
	unsetenv("LC_CTYPE");
	for (size_t i = 0; i < 3; i++) {
		if (values[i] == NULL ? unsetenv(names[i]) != 0 : setenv(names[i], values[i], 1) != 0)
			return -1;
	}
	return 0;
}

/* ---- locale ------------------------------------------------------------------------------------------------- */

static void characters_are_utf8_whatever_lang_says(void **state)
{
	(void)state;
	static const char *const languages[] = {
	        NULL, "", "C", "POSIX", "xx_YY", "bg_BG.CP1251", "C.UTF-8", "bg_BG.UTF-8", "ru_RU.KOI8-R"};
	for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++) {
		assert_int_equal(set_all(languages[i], NULL, "C"), 0);
		assert_true(host_set_locale());
		assert_string_equal(nl_langinfo(CODESET), "UTF-8");
		assert_string_equal(setlocale(LC_NUMERIC, NULL), "C");
		assert_string_equal(setlocale(LC_MESSAGES, NULL), "C");
		assert_string_equal(setlocale(LC_COLLATE, NULL), "C");
	}
}

static void messages_are_bulgarian_or_english(void **state)
{
	(void)state;
	static const struct {
		const char *all, *messages, *language;
		enum message_language wanted;
	} rows[] = {
	        {NULL, NULL, NULL, MESSAGES_ENGLISH}, {NULL, NULL, "bg_BG.UTF-8", MESSAGES_BULGARIAN},
	        {NULL, NULL, "bg", MESSAGES_BULGARIAN}, {NULL, NULL, "bg-BG", MESSAGES_BULGARIAN},
	        {NULL, NULL, "bg.CP1251", MESSAGES_BULGARIAN}, {NULL, NULL, "bg@latin", MESSAGES_BULGARIAN},
	        {NULL, NULL, "bgx", MESSAGES_ENGLISH}, {NULL, NULL, "b", MESSAGES_ENGLISH},
	        {NULL, NULL, "en_GB.UTF-8", MESSAGES_ENGLISH}, {NULL, NULL, "C", MESSAGES_ENGLISH},
	        {NULL, "bg_BG.UTF-8", "en_GB.UTF-8", MESSAGES_BULGARIAN},
	        {NULL, "en_GB.UTF-8", "bg_BG.UTF-8", MESSAGES_ENGLISH},
	        {"C", "bg_BG.UTF-8", "bg_BG.UTF-8", MESSAGES_ENGLISH},
	        {"bg_BG", "C", "C", MESSAGES_BULGARIAN},
	        {"", "", "bg_BG", MESSAGES_BULGARIAN}, /* empty is as good as not set */
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_int_equal(set_all(rows[i].all, rows[i].messages, rows[i].language), 0);
		assert_int_equal(host_message_language(), rows[i].wanted);
	}
}

/* ---- places ------------------------------------------------------------------------------------------------- */

/* The folder of this program, which is "the running program" here, with "content" behind it. */
static void content_folder(char path[4096])
{
	ssize_t length = readlink("/proc/self/exe", path, 4000);
	assert_true(length > 0);
	path[length] = '\0';
	strcpy(strrchr(path, '/') + 1, "content");
}

static void assert_bundled(const char *wanted)
{
	struct buffer path;
	buffer_init(&path, 8192);
	assert_true(host_bundled_site(&path, "/usr/share/iomview/content"));
	assert_string_equal(buffer_text(&path), wanted);
	buffer_free(&path);
	assert_int_equal(failing_memory_live(), 0);
}

static void make_site(const char *folder)
{
	char file[4200];
	snprintf(file, sizeof file, "%s/site.yaml", folder);
	assert_int_equal(mkdir(folder, 0700), 0);
	int descriptor = open(file, O_CREAT | O_WRONLY, 0600);
	assert_true(descriptor >= 0);
	close(descriptor);
}

static void remove_site(const char *folder)
{
	char file[4200];
	snprintf(file, sizeof file, "%s/site.yaml", folder);
	(void)unlink(file);
	(void)rmdir(folder);
}

static void the_environment_names_the_site_first(void **state)
{
	(void)state;
	setenv("IOMVIEW_SITE", "/srv/сайт", 1);
	assert_bundled("/srv/сайт");
	setenv("IOMVIEW_SITE", "", 1);
	assert_bundled("/usr/share/iomview/content");
	unsetenv("IOMVIEW_SITE");
}

static void a_site_beside_the_program_comes_before_the_installed_one(void **state)
{
	(void)state;
	char folder[4096];
	content_folder(folder);
	remove_site(folder);
	assert_bundled("/usr/share/iomview/content");
	assert_int_equal(mkdir(folder, 0700), 0); /* a folder of that name alone is no site */
	assert_bundled("/usr/share/iomview/content");
	remove_site(folder);
	make_site(folder);
	assert_bundled(folder);
	remove_site(folder);
}

static void each_allocation_may_fail(void **state)
{
	(void)state;
	char folder[4096];
	bool hit = true;
	content_folder(folder);
	make_site(folder);
	for (size_t nth = 1; hit; nth++) {
		struct buffer path;
		buffer_init(&path, 8192);
		failing_memory_set(nth, false);
		bool found = host_bundled_site(&path, "/usr/share/iomview/content");
		hit = failing_memory_hit();
		assert_true(found != hit);
		failing_memory_set(0, false);
		buffer_free(&path);
		assert_int_equal(failing_memory_live(), 0);
	}
	remove_site(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(characters_are_utf8_whatever_lang_says),
	        cmocka_unit_test(messages_are_bulgarian_or_english),
	        cmocka_unit_test(the_environment_names_the_site_first),
	        cmocka_unit_test(a_site_beside_the_program_comes_before_the_installed_one),
	        cmocka_unit_test(each_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
