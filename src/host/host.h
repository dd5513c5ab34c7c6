/*
 * host/host.h — what the operating system knows of us: locale, environment, places of files.
 *
 * Knows: base.
 *
 *   locale.c           characters in UTF-8 whatever LANG says; the language for messages
 *   places.c           where the bundled site is
 */
#ifndef IOMVIEW_HOST_H
#define IOMVIEW_HOST_H

#include "base/base.h"

/*
 * Sets the character type of the process (LC_CTYPE and nothing else) to a UTF-8 locale: the user's own, else C.UTF-8,
 * else en_US.UTF-8. Returns false when none is there.
 */
bool host_set_locale(void);

/* The language of --check, --help and standard error: by LC_ALL, LC_MESSAGES, LANG, the first that is set and not empty. */
enum message_language host_message_language(void);

/*
 * Appends the folder of the bundled site: IOMVIEW_SITE when set, else "content" beside the running program (a source tree), else
 * INSTALLED (DATADIR/iomview/content). Returns false when memory runs out.
 */
bool host_bundled_site(struct buffer *path, const char *installed);

#endif
