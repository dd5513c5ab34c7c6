/* o opens an address: a browser in the terminal has it until it ends, then the screen comes back whole. */

#include "harness/tap.h"
#include "terminal/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Makes a program in the scratch folder that stands for a browser; writes its path. */
static void make_browser(char *path, size_t size)
{
	snprintf(path, size, "%s/browser", getenv("TMPDIR"));
	FILE *file = fopen(path, "w");
	if (file == NULL)
		exit(1);
	fputs("#!/bin/sh\necho \"browser shows $1\"\nread line\n", file);
	fclose(file);
	chmod(path, 0755);
}

static bool program_has_the_terminal(struct pty *pty, const void *unused)
{
	(void)unused;
	return pty_mode(pty, 1049) && pty_mode(pty, 2004);
}

static struct pty *start_on_a_page(const char *browser)
{
	static char variable[4200];
	const char *arguments[] = {program_path(), "content", "about/about", NULL};
	const char *environment[] = {variable, "DISPLAY", "WAYLAND_DISPLAY", NULL};
	snprintf(variable, sizeof variable, "BROWSER=%s", browser);
	struct pty *pty = pty_start(&(struct pty_options){
	        .arguments = arguments, .environment = environment, .rows = 24, .columns = 80});
	pty_wait_until(pty, program_has_the_terminal, NULL, PTY_PATIENCE);
	pty_wait_for_quiet(pty, 50);
	return pty;
}

static void a_browser_in_the_terminal(void)
{
	char path[4096];
	int status;
	make_browser(path, sizeof path);
	struct pty *pty = start_on_a_page(path);
	char *before = pty_picture(pty);
	pty_send(pty, "o", 1);
	tap(pty_wait_for_text(pty, "browser shows https://"), "the browser is given the page's address");
	tap(pty_left_behind(pty)[0] == '\0', "it finds the terminal as we found it (%s)",
	        pty_left_behind(pty));
	pty_send(pty, "\n", 1);
	tap(pty_wait_until(pty, program_has_the_terminal, NULL, PTY_PATIENCE),
	        "after it the terminal is ours");
	pty_wait_for_quiet(pty, 50);
	char *after = pty_picture(pty);
	if (!tap(strcmp(before, after) == 0, "the picture is the same"))
		tap_note(after);
	pty_send_key(pty, "q");
	tap(pty_wait_for_exit(pty, PTY_PATIENCE, &status) && status == 0, "q ends the program");
	free(before);
	free(after);
	pty_free(pty);
}

int main(void)
{
	a_browser_in_the_terminal();
	return tap_end();
}
