/* host/environment.c — what the environment may tell a program that strangers start. */

#include "host/host.h"

#include <string.h>

extern char **environ;

/* Whether a stranger may say what VARIABLE (NAME=VALUE) says: the language, the kind of terminal, no colours. */
static bool may_stay(const char *variable)
{
	static const char *const names[] = {"LANG=", "TERM=", "NO_COLOR="};
	if (strncmp(variable, "LC_", 3) == 0)
		return true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strncmp(variable, names[i], strlen(names[i])) == 0)
			return true;
	return false;
}

void host_forget_environment(void)
{
	size_t kept = 0;
	if (environ == NULL)
		return;
	for (size_t i = 0; environ[i] != NULL; i++)
		if (may_stay(environ[i]))
			environ[kept++] = environ[i];
	environ[kept] = NULL;
}
