/* Characters in UTF-8 whatever LANG says; the language for messages. */
#include "host/host.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static bool is_utf8(const char *locale)
{
	if (setlocale(LC_CTYPE, locale) == NULL)
		return false;
	const char *codeset = nl_langinfo(CODESET);
	return ascii_equal(codeset, "UTF-8") || ascii_equal(codeset, "UTF8");
}

bool host_set_locale(void)
{
	static const char *const locales[] = {"", "C.UTF-8", "en_US.UTF-8"};
	for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++) {
		if (is_utf8(locales[i]))
			return true;
	}
	(void)setlocale(LC_CTYPE, "C");
	return false;
}

/* "bg" alone (strchr finds the NUL too), "bg_BG.UTF-8", "bg-BG", but not "bgx". */
static bool is_bulgarian(const char *locale)
{
	return strncmp(locale, "bg", 2) == 0 && strchr("_-.@", locale[2]) != NULL;
}

enum message_language host_message_language(void)
{
	static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
		const char *value = getenv(variables[i]);
		if (value != NULL && value[0] != '\0')
			return is_bulgarian(value) ? MESSAGES_BULGARIAN : MESSAGES_ENGLISH;
	}
	return MESSAGES_ENGLISH;
}
