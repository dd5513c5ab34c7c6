/*
 * tests/harness/keys.h — the names of keys, as in view.h's table of commands and in session files.
 */
#ifndef IOMVIEW_HARNESS_KEYS_H
#define IOMVIEW_HARNESS_KEYS_H

#include "view/view.h"

/*
 * NAME: "Up", "Enter", "F1", a single character, any of them after "Ctrl-", "Alt-" or "Shift-".
 * Returns false when there is no such key.
 */
bool key_from_name(const char *name, struct key *key);

/* The code point that BYTES begin with (NUL-terminated, valid UTF-8), its bytes in *LENGTH. */
uint32_t first_code_point(const char *bytes, size_t *length);

#endif
