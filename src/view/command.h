/* view/command.h — keys and their names. Private to view/ and its tests. */
#ifndef IOMVIEW_VIEW_COMMAND_H
#define IOMVIEW_VIEW_COMMAND_H

#include "view/view.h"

/* The longest name of a key, "Ctrl-Alt-Shift-Backspace", and its NUL. */
enum { KEY_NAME_BYTES = 32 };

/* Writes the name of KEY as COMMAND_LIST has it: "Ctrl-F", "Alt-Right", "Space". "" for what has no name. */
void write_key_name(struct key key, char name[KEY_NAME_BYTES]);

/*
 * The command that KEY gives at PLACE (one of enum command_place): COMMAND_NONE for what is no key, COMMAND_UNKNOWN_KEY for a key
 * that gives none. A character that is not ASCII is read as the same physical key of a US keyboard: by the base character where the
 * terminal tells it, else by the layout KEYBOARD, or (LAYOUT_UNKNOWN) by the first Bulgarian layout on which it gives a command.
 */
struct command command_for_key(struct key key, enum command_place place, const struct view_options *options);

/* The command that WORD names, or COMMAND_NONE. */
enum command_name command_named(const char *word);

/* Reads what write_key_name() writes, its letters large or small; "Ctrl-f" too. False: there is no such key. */
bool read_key_name(const char *name, struct key *key);

/* The key whose name is most like NAME, which is none: "PgDn"; NULL: nothing is like it. Static. */
const char *nearest_key_name(const char *name);

/* Whether the list KEYS has the key NAME. */
bool key_list_has(const char *keys, const char *name);

/* Takes the next of the keys that blanks separate: returns its start and moves *KEYS behind it; NULL at the end. */
const char *next_key(const char **keys, size_t *length);

#endif
