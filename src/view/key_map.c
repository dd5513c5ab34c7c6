/* view/key_map.c — the keys that settings give to commands. */

#include "view/command.h"

#include <stdio.h>
#include <string.h>

/* What is being made, and of what. */
struct key_change {
	struct key_map *map;
	const struct setting_pair *pairs;
	size_t count;
	const char *file;
	struct diagnostics *diagnostics;
	bool named[KEY_COMMANDS]; /* the settings say which keys it has */
};

/* Commands without which nobody would find the way out, back or on. */
static const enum command_name NEEDED[] = {COMMAND_QUIT, COMMAND_BACK, COMMAND_HELP};

/* ---- one setting ---- */

static void complain_of_name(const struct key_change *change, const struct setting_pair *pair,
        enum diagnostic_name name, const char *second)
{
	diagnostics_add(change->diagnostics, name, change->file, pair->name_line, pair->name_column,
	        pair->name, second, NULL);
}

static void complain_of_key(const struct key_change *change, const struct setting_pair *pair,
        enum diagnostic_name name, const char *second, const char *third)
{
	diagnostics_add(change->diagnostics, name, change->file, pair->line, pair->column, pair->value,
	        second, third);
}

/* Whether the pair at I is the first of its command's. */
static bool begins_command(const struct key_change *change, size_t i)
{
	return i == 0 || strcmp(change->pairs[i - 1].name, change->pairs[i].name) != 0;
}

static void complain_unknown_command(const struct key_change *change, const struct setting_pair *pair)
{
	const char *words[KEY_COMMANDS];
	size_t count = 0;
	for (int i = COMMAND_NONE + 1; i < KEY_COMMANDS; i++)
		words[count++] = command_word((enum command_name)i);
	const char *guess = text_nearest(pair->name, words, count);
	complain_of_name(change, pair,
	        guess != NULL ? DIAGNOSTIC_UNKNOWN_COMMAND_GUESS : DIAGNOSTIC_UNKNOWN_COMMAND, guess);
}

/* The name of PAIR's key as the table of commands writes it; false when it is none. */
static bool read_name(const struct setting_pair *pair, char name[KEY_NAME_BYTES])
{
	struct key key;
	if (pair->value == NULL || !read_key_name(pair->value, &key))
		return false;
	write_key_name(key, name);
	return true;
}

static bool overlap(enum command_name one, enum command_name other)
{
	return (command_places(one) & command_places(other)) != 0;
}

/* The earlier setting that gives the key NAME of the pair at I to another command that applies in the same place; or NULL. */
static const struct setting_pair *find_earlier(const struct key_change *change, size_t i, const char *name)
{
	enum command_name command = command_named(change->pairs[i].name);
	for (size_t j = 0; j < i; j++) {
		char other_name[KEY_NAME_BYTES];
		enum command_name other = command_named(change->pairs[j].name);
		if (other != COMMAND_NONE && other != command && overlap(command, other) &&
		        read_name(&change->pairs[j], other_name) && strcmp(other_name, name) == 0)
			return &change->pairs[j];
	}
	return NULL;
}

/* Whether the key NAME of the pair at I may be its command's; complains when not. */
static bool may_be_given(const struct key_change *change, size_t i, const char *name)
{
	const struct setting_pair *pair = &change->pairs[i];
	if (command_named(pair->name) == COMMAND_LINK_NUMBER && !key_list_has("1 2 3 4 5 6 7 8 9", name)) {
		complain_of_key(change, pair, DIAGNOSTIC_KEY_NOT_A_DIGIT, pair->name, NULL);
		return false;
	}
	const struct setting_pair *earlier = find_earlier(change, i, name);
	if (earlier == NULL)
		return true;
	char line[24];
	snprintf(line, sizeof line, "%zu", earlier->line);
	complain_of_key(change, pair, DIAGNOSTIC_KEY_OF_TWO_COMMANDS, earlier->name, line);
	return false;
}

/* How many keys a command can have; so many names, the longest with a blank, fit into a list. */
enum { KEYS_MAXIMUM = KEY_LIST_BYTES / 25 };

/* Appends the key NAME to the list KEYS. Returns false when it has KEYS_MAXIMUM. */
static bool append_key(char keys[KEY_LIST_BYTES], const char *name)
{
	size_t length, end = strlen(keys), count = 0;
	const char *rest = keys;
	while (next_key(&rest, &length) != NULL)
		count++;
	if (count == KEYS_MAXIMUM)
		return false;
	if (end > 0)
		keys[end++] = ' ';
	memcpy(keys + end, name, strlen(name) + 1);
	return true;
}

/* Does what the pair at I says; returns whether its command has the key then, or none is wanted. */
static bool apply(const struct key_change *change, size_t i, enum command_name command)
{
	const struct setting_pair *pair = &change->pairs[i];
	char *keys = change->map->keys[command];
	char name[KEY_NAME_BYTES], most[24];
	if (pair->value == NULL)
		return true;
	if (!read_name(pair, name)) {
		const char *guess = nearest_key_name(pair->value);
		complain_of_key(change, pair,
		        guess != NULL ? DIAGNOSTIC_UNKNOWN_KEY_NAME_GUESS : DIAGNOSTIC_UNKNOWN_KEY_NAME,
		        guess, NULL);
		return false;
	}
	if (!may_be_given(change, i, name))
		return false;
	if (key_list_has(keys, name) || append_key(keys, name))
		return true;
	snprintf(most, sizeof most, "%d", KEYS_MAXIMUM);
	diagnostics_add(change->diagnostics, DIAGNOSTIC_TOO_MANY, change->file, pair->line, pair->column,
	        "keys", most, NULL);
	return false;
}

/* ---- all of them ---- */

/* Does the pairs from I on that name one command; returns the number of the pair behind them. */
static size_t apply_command(struct key_change *change, size_t i)
{
	enum command_name command = command_named(change->pairs[i].name);
	bool good = false;
	if (command == COMMAND_NONE)
		complain_unknown_command(change, &change->pairs[i]);
	else
		change->map->keys[command][0] = '\0';
	do {
		if (command != COMMAND_NONE)
			good = apply(change, i, command) || good;
		i++;
	} while (i < change->count && !begins_command(change, i));
	if (command != COMMAND_NONE && !good) /* nothing of it can be meant: it stays as it was */
		snprintf(change->map->keys[command], KEY_LIST_BYTES, "%s", command_keys(NULL, command));
	change->named[command] = good;
	return i;
}

/* Takes the keys in TAKEN away from COMMAND. */
static void take_away(struct key_map *map, enum command_name command, const char *taken)
{
	char left[KEY_LIST_BYTES] = "", name[KEY_LIST_BYTES];
	const char *keys = map->keys[command];
	size_t length;
	for (const char *key = next_key(&keys, &length); key != NULL; key = next_key(&keys, &length)) {
		snprintf(name, sizeof name, "%.*s", (int)length, key);
		if (!key_list_has(taken, name))
			(void)append_key(left, name);
	}
	memcpy(map->keys[command], left, sizeof left);
}

/* The keys of COMMAND are its own: no other that applies in the same place has them, if ONLY_UNNAMED then of those not named. */
static void take_from_others(struct key_change *change, enum command_name command, bool only_unnamed)
{
	for (int other = COMMAND_NONE + 1; other < KEY_COMMANDS; other++)
		if (other != (int)command && overlap(command, (enum command_name)other) &&
		        !(only_unnamed && change->named[other]))
			take_away(change->map, (enum command_name)other, change->map->keys[command]);
}

/* The setting that has left COMMAND without keys: its own, else the last that took one of them. */
static const struct setting_pair *find_cause(const struct key_change *change, enum command_name command)
{
	const struct setting_pair *cause = NULL;
	for (size_t i = 0; i < change->count; i++) {
		char name[KEY_NAME_BYTES];
		if (command_named(change->pairs[i].name) == command)
			return &change->pairs[i];
		if (read_name(&change->pairs[i], name) && key_list_has(command_keys(NULL, command), name))
			cause = &change->pairs[i];
	}
	return cause;
}

static void keep_needed(struct key_change *change)
{
	for (size_t i = 0; i < sizeof NEEDED / sizeof *NEEDED; i++) {
		enum command_name command = NEEDED[i];
		if (change->map->keys[command][0] != '\0')
			continue;
		const struct setting_pair *cause = find_cause(change, command);
		diagnostics_add(change->diagnostics, DIAGNOSTIC_COMMAND_NEEDS_KEY, change->file,
		        cause != NULL ? cause->line : 0, cause != NULL ? cause->column : 0,
		        command_word(command), NULL, NULL);
		snprintf(change->map->keys[command], KEY_LIST_BYTES, "%s", command_keys(NULL, command));
		take_from_others(change, command, false);
	}
}

void key_map_make(struct key_map *map, const struct setting_pair *changes, size_t count, const char *file,
        struct diagnostics *diagnostics)
{
	struct key_change change = {
	        .map = map, .pairs = changes, .count = count, .file = file, .diagnostics = diagnostics};
	for (int command = 0; command < KEY_COMMANDS; command++)
		snprintf(map->keys[command], KEY_LIST_BYTES, "%s",
		        command_keys(NULL, (enum command_name)command));
	for (size_t i = 0; i < count;)
		i = apply_command(&change, i);
	for (int command = COMMAND_NONE + 1; command < KEY_COMMANDS; command++)
		if (change.named[command])
			take_from_others(&change, (enum command_name)command, true);
	keep_needed(&change);
}
