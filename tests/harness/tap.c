/* tests/harness/tap.c — see the header. */

#include "harness/tap.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static int results, failures;

bool tap(bool good, const char *format, ...)
{
	va_list arguments;
	printf(good ? "ok " : "not ok ");
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	printf("\n");
	fflush(stdout);
	results++;
	failures += !good;
	return good;
}

void tap_note(const char *text)
{
	while (*text != '\0') {
		int length = (int)strcspn(text, "\n");
		printf("# %.*s\n", length, text);
		text += length + (text[length] == '\n');
	}
}

int tap_end(void)
{
	printf("1..%d\n", results);
	return failures > 0;
}
