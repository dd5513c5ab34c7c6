/* What the environment says: locales, colours, kinds of terminal; and where keys come from when standard input is something else. */

#include "harness/tap.h"
#include "terminal/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { A_SECOND = 1000 };

static char *front_picture(const char *const *environment)
{
	struct pty *pty = start_reading(environment);
	pty_wait_for_quiet(pty, 100);
	char *picture = pty_picture(pty);
	pty_free(pty);
	return picture;
}

static void locales_do_not_change_the_letters(const char *picture)
{
	static const char *const locales[][4] = {{"LANG=C", NULL}, {"LANG=", NULL}, {"LANG", NULL},
	        {"LC_ALL=POSIX", NULL}, {"LANG=xx_YY.ISO-8859-5", NULL}};
	for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++) {
		char *now = front_picture(locales[i]);
		if (!tap(strcmp(now, picture) == 0, "%s: the same picture", locales[i][0]))
			tap_note(now);
		free(now);
	}
}

/* Whether an SGR sequence among BYTES sets a colour. */
static bool sets_colour(const char *bytes)
{
	while ((bytes = strstr(bytes, "\x1b[")) != NULL) {
		bytes += 2;
		size_t length = strspn(bytes, "0123456789;:");
		if (bytes[length] != 'm')
			continue;
		for (const char *number = bytes; number < bytes + length;) {
			char *end;
			long value = strtol(number, &end, 10);
			if ((value >= 30 && value <= 38) || (value >= 40 && value <= 48) ||
			        (value >= 90 && value <= 107))
				return true;
			number = end + 1;
		}
	}
	return false;
}

static void colours_can_be_refused(const char *picture)
{
	static const char *const refused[] = {"NO_COLOR=1", NULL}, *const empty[] = {"NO_COLOR=", NULL};
	size_t length;
	struct pty *pty = start_reading(refused);
	pty_send_key(pty, "Right");
	pty_send_key(pty, "Right");
	pty_wait_for_quiet(pty, 100);
	tap(!sets_colour(pty_bytes(pty, &length)), "NO_COLOR=1: no colour is set");
	pty_free(pty);
	char *now = front_picture(refused);
	tap(strcmp(now, picture) == 0, "NO_COLOR=1: the same picture");
	free(now);
	pty = start_reading(empty);
	pty_wait_for_quiet(pty, 100);
	tap(sets_colour(pty_bytes(pty, &length)), "NO_COLOR= (empty) refuses nothing");
	pty_free(pty);
}

/* Kinds of terminal that libvterm can stand in for. */
static void kinds_of_terminal_show_the_same(const char *picture)
{
	static const char *const kinds[] = {"xterm", "xterm-16color", "xterm-direct2", "screen",
	        "screen-256color", "tmux-256color", "linux", "vt100", "vt220", "rxvt-unicode-256color",
	        "alacritty", "konsole-256color", "st-256color", "gnome-256color", "putty-256color", "ansi"};
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		char term[64];
		const char *environment[] = {term, NULL};
		const char *arguments[] = {program_path(), "content", NULL};
		int status = -1;
		snprintf(term, sizeof term, "TERM=%s", kinds[i]);
		struct pty *pty = pty_start(&(struct pty_options){
		        .arguments = arguments, .environment = environment, .rows = 24, .columns = 80});
		pty_wait_for_text(pty, FRONT_WORD);
		pty_wait_for_quiet(pty, 50);
		char *now = pty_picture(pty);
		if (!tap(strcmp(now, picture) == 0, "%s: the same picture", term))
			tap_note(now);
		pty_send_key(pty, "q");
		tap(pty_wait_for_exit(pty, A_SECOND, &status) && status == 0 &&
		                pty_left_behind(pty)[0] == '\0',
		        "%s: q ends it, the terminal is as it was found (%s)", term, pty_left_behind(pty));
		free(now);
		pty_free(pty);
	}
}

static void a_terminal_without_cursor_prints(void)
{
	static const char *const environment[] = {"TERM=dumb", NULL};
	const char *arguments[] = {program_path(), "content", NULL};
	struct pty *pty = pty_start(&(struct pty_options){
	        .arguments = arguments, .environment = environment, .rows = 60, .columns = 80});
	int status = -1;
	size_t length;
	bool ended = pty_wait_for_exit(pty, PTY_PATIENCE, &status);
	tap(ended && status == 0, "TERM=dumb: it prints and ends with 0");
	tap(strstr(pty_bytes(pty, &length), FRONT_WORD) != NULL, "TERM=dumb: the page is printed");
	tap(strchr(pty_bytes(pty, &length), '\x1b') == NULL, "TERM=dumb: no escape is sent");
	pty_free(pty);
}

static void an_unknown_terminal_is_refused(const char *assignment)
{
	const char *environment[] = {assignment, "TERMINFO", "TERMINFO_DIRS", NULL};
	const char *arguments[] = {program_path(), "content", NULL};
	struct pty *pty = pty_start(&(struct pty_options){
	        .arguments = arguments, .environment = environment, .rows = 24, .columns = 200});
	int status = -1;
	size_t length;
	bool ended = pty_wait_for_exit(pty, PTY_PATIENCE, &status);
	const char *bytes = pty_bytes(pty, &length);
	const char *newline = strchr(bytes, '\n');
	bool one_line = newline != NULL && newline[1] == '\0' && strchr(bytes, '\x1b') == NULL;
	if (!tap(ended && WIFEXITED(status) && WEXITSTATUS(status) == 2 && one_line,
	            "%.40s: one line and status 2", assignment))
		tap_note(bytes);
	pty_free(pty);
}

static void unknown_terminals_are_refused(void)
{
	char *long_name = malloc(100000);
	memset(long_name, 'x', 99999);
	memcpy(long_name, "TERM=", 5);
	long_name[99999] = '\0';
	an_unknown_terminal_is_refused("TERM=no-such-terminal");
	an_unknown_terminal_is_refused("TERM=../../../etc/passwd");
	an_unknown_terminal_is_refused("TERM=");
	an_unknown_terminal_is_refused("TERM");
	struct pty *pty = NULL;
	const char *environment[] = {long_name, NULL};
	const char *arguments[] = {program_path(), "content", NULL};
	int status = -1;
	pty = pty_start(&(struct pty_options){
	        .arguments = arguments, .environment = environment, .rows = 24, .columns = 80});
	tap(pty_wait_for_exit(pty, PTY_PATIENCE, &status) && WIFEXITED(status) && WEXITSTATUS(status) == 2,
	        "a TERM of 100 kB is refused");
	pty_free(pty);
	free(long_name);
}

static void keys_come_from_the_terminal(void)
{
	const char *arguments[] = {program_path(), "content", NULL};
	struct pty *pty = pty_start(&(struct pty_options){
	        .arguments = arguments, .rows = 24, .columns = 80, .input = "/dev/null"});
	int status = -1;
	tap(pty_wait_until(pty, menu_is_drawn, NULL, PTY_PATIENCE),
	        "standard input is no terminal: the menu is drawn");
	pty_send_key(pty, "q");
	tap(pty_wait_for_exit(pty, A_SECOND, &status) && status == 0 && pty_left_behind(pty)[0] == '\0',
	        "and keys come from the terminal itself (%s)", pty_left_behind(pty));
	pty_free(pty);
}

static void a_page_comes_from_standard_input(void)
{
	const char *arguments[] = {program_path(), "-", NULL};
	struct pty *pty = pty_start(&(struct pty_options){
	        .arguments = arguments, .rows = 24, .columns = 80, .input = "content/2030-agenda.bg.yaml"});
	int status = -1;
	tap(pty_wait_for_text(pty, "2030"), "iomview - shows the page from standard input");
	pty_send_key(pty, "q");
	tap(pty_wait_for_exit(pty, A_SECOND, &status) && status == 0, "and q ends it");
	pty_free(pty);
}

static void output_elsewhere_is_a_dump(void)
{
	char file[4096];
	const char *folder = getenv("TMPDIR");
	const char *arguments[] = {program_path(), "content", NULL};
	int status = -1;
	size_t length;
	snprintf(file, sizeof file, "%s/dumped", folder != NULL ? folder : "/tmp");
	struct pty *pty = pty_start(
	        &(struct pty_options){.arguments = arguments, .rows = 24, .columns = 80, .output = file});
	bool ended = pty_wait_for_exit(pty, PTY_PATIENCE, &status);
	pty_bytes(pty, &length);
	tap(ended && status == 0 && length == 0,
	        "standard output is a file: the page is printed there, nothing on the terminal");
	pty_free(pty);
}

/* Standard output is a terminal, but not ours to read from. */
static void without_keys_it_says_so(void)
{
	const char *arguments[] = {"setsid", "-w", program_path(), "content", NULL};
	struct pty *pty = pty_start(&(struct pty_options){
	        .arguments = arguments, .rows = 24, .columns = 200, .input = "/dev/null"});
	int status = -1;
	size_t length;
	bool ended = pty_wait_for_exit(pty, PTY_PATIENCE, &status);
	tap(ended && WIFEXITED(status) && WEXITSTATUS(status) == 2,
	        "no terminal to read keys from: status 2");
	if (!tap(strcmp(pty_bytes(pty, &length),
	                 "iomview: error: no terminal to read keys from; use --dump to print the page\r\n") ==
	                    0,
	            "and one line that says what to do"))
		tap_note(pty_bytes(pty, &length));
	pty_free(pty);
}

int main(void)
{
	char *picture = front_picture(NULL);
	tap(strstr(picture, FRONT_WORD) != NULL, "the menu is drawn");
	locales_do_not_change_the_letters(picture);
	colours_can_be_refused(picture);
	kinds_of_terminal_show_the_same(picture);
	a_terminal_without_cursor_prints();
	unknown_terminals_are_refused();
	keys_come_from_the_terminal();
	a_page_comes_from_standard_input();
	output_elsewhere_is_a_dump();
	without_keys_it_says_so();
	free(picture);
	return tap_end();
}
