/* base/ascii.c — ASCII words whatever their case. */

#include "base/base.h"

#include <string.h>

static char small_letter(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

bool ascii_equal_start(const char *first, const char *second, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (small_letter(first[i]) != small_letter(second[i]))
			return false;
		if (first[i] == '\0')
			return true;
	}
	return true;
}

bool ascii_equal(const char *first, const char *second)
{
	return ascii_equal_start(first, second, strlen(first) + 1);
}
