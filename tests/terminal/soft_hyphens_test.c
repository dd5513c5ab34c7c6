/* A soft hyphen is a place to break: no byte of it reaches a terminal or a file; a line that ends there shows a hyphen. */

#include "harness/tap.h"
#include "terminal/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SOFT "\u00AD"
#define WORD "пре" SOFT "диз" SOFT "ви" SOFT "ка" SOFT "тел" SOFT "ство"

static char folder[4096];

static void put_file(const char *name, const char *text)
{
	char path[4200];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	if (file == NULL || fputs(text, file) == EOF || fclose(file) != 0)
		exit(1);
}

static void make_site(void)
{
	snprintf(folder, sizeof folder, "%s/soft", getenv("TMPDIR"));
	mkdir(folder, 0755);
	put_file("site.yaml", "title: Бъл" SOFT "га" SOFT "рия\nlanguages: [bg]\n");
	put_file("page.bg.yaml", "title: За" SOFT "гла" SOFT "вие с " WORD "\n"
	                         "summary: Крат" SOFT "ко\n"
	                         "body: |\n"
	                         "  # Гла" SOFT "ва\n\n"
	                         "  " WORD " " WORD " " WORD " " WORD " " WORD " " WORD " " WORD "\n\n"
	                         "  - " WORD " [връз" SOFT "ка](https://a.bg/а" SOFT "б)\n\n"
	                         "  > " WORD "\n\n"
	                         "  | " WORD " | б |\n  |---|---|\n  | в" SOFT "г | д |\n\n"
	                         "  ```\n  ко" SOFT "дът\n  ```\n");
	put_file("other.bg.yaml", "title: Дру" SOFT "га\nbody: Друго\n");
}

/* Everything that the program prints with OPTIONS, then the site, then PAGE; static memory. */
static const char *printed(const char *options, const char *page)
{
	static char bytes[1 << 16];
	char command[8400];
	snprintf(command, sizeof command, "'%s' %s '%s' %s 2>&1", program_path(), options, folder, page);
	FILE *stream = popen(command, "r");
	size_t length = stream != NULL ? fread(bytes, 1, sizeof bytes - 1, stream) : 0;
	bytes[length] = '\0';
	if (stream != NULL)
		pclose(stream);
	return bytes;
}

static const char *dumped(int columns)
{
	char options[32];
	snprintf(options, sizeof options, "--dump -w %d", columns);
	return printed(options, "page");
}

static void nothing_printed_has_one(void)
{
	int with = 0, hyphens = 0;
	for (int columns = 1; columns <= 80; columns++) {
		const char *page = dumped(columns);
		with += strstr(page, SOFT) != NULL;
		hyphens += strstr(page, "предиз-\n") != NULL;
	}
	tap(with == 0, "--dump prints none at any width up to 80");
	tap(hyphens > 0, "a line that ends at one shows a hyphen");
	tap(strstr(dumped(500), "предизвикателство предизвикателство") != NULL &&
	                strchr(dumped(500), '-') == NULL,
	        "where lines do not end the word has no hyphen");
	const char *list = printed("--list", "");
	tap(strstr(list, SOFT) == NULL && strstr(list, "Заглавие с предизвикателство") != NULL,
	        "--list prints none");
	const char *hits = printed("--search предизвикателство", "");
	tap(strstr(hits, SOFT) == NULL && strstr(hits, "предизвикателство") != NULL,
	        "--search finds the word and prints none");
}

/* The page and its menu are read at several widths; nothing but what a reader does. */
static void no_byte_of_a_session_is_one(void)
{
	static const int widths[] = {60, 30, 12, 1};
	const char *arguments[] = {program_path(), folder, NULL};
	struct pty *pty = pty_start(&(struct pty_options){.arguments = arguments, .rows = 24, .columns = 80});
	pty_wait_for_text(pty, "Друга");
	tap(pty_wait_for_text(pty, "България"), "the menu shows the site's title without hyphens");
	pty_send_key(pty, "Down");
	pty_wait_for_quiet(pty, 50);
	pty_send_key(pty, "Enter");
	tap(pty_wait_for_text(pty, "предизвикателство"), "the page shows the word whole");
	bool hyphen = false;
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		pty_resize(pty, 24, widths[i]);
		pty_wait_for_quiet(pty, 50);
		for (int row = 0; row < 24; row++) {
			const char *text = pty_row(pty, row);
			size_t length = strlen(text);
			hyphen |= length > 1 && text[length - 1] == '-';
		}
		pty_send_key(pty, "End");
		pty_wait_for_quiet(pty, 50);
		pty_send_key(pty, "Home");
		pty_wait_for_quiet(pty, 50);
	}
	size_t length;
	tap(hyphen, "a narrow screen shows a hyphen at the end of a line");
	tap(strstr(pty_bytes(pty, &length), SOFT) == NULL, "among all bytes of the session there is none");
	pty_free(pty);
}

int main(void)
{
	make_site();
	nothing_printed_has_one();
	no_byte_of_a_session_is_one();
	return tap_end();
}
