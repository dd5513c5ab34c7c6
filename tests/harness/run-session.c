/*
 * tests/harness/run-session.c — plays session files, each in process and through a pseudo-terminal.
 *
 *   run-session [--in-process] FILE.session...
 *
 * IOMVIEW is the program for the terminal. ACCEPT=1: the pictures become what is shown in process, and the difference is printed.
 */

#include "harness/play.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_set(const char *name)
{
	const char *value = getenv(name);
	return value != NULL && *value != '\0';
}

static bool play(const char *path, bool in_process_only)
{
	struct script script;
	bool accepting = is_set("ACCEPT");
	const char *program = getenv("IOMVIEW");
	bool good = script_read(&script, path);
	if (good)
		good = play_in_process(&script, accepting);
	if (good && !accepting && !in_process_only)
		good = play_in_terminal(&script, program != NULL ? program : "./iomview");
	script_free(&script);
	return good;
}

int main(int count, char **arguments)
{
	bool good = true, in_process_only = count > 1 && strcmp(arguments[1], "--in-process") == 0;
	setlocale(LC_CTYPE, "C.UTF-8");
	if (is_set("ACCEPT") && is_set("CI")) {
		printf("not ok: nothing is accepted where CI is set\n");
		return 1;
	}
	for (int i = in_process_only ? 2 : 1; i < count; i++)
		good = play(arguments[i], in_process_only) && good;
	return good ? 0 : 1;
}
