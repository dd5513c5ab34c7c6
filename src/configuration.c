/* configuration.c — the reader's settings, as the program uses them: what each layer knows of them is put together here. */

#include "configuration.h"

#include "host/host.h"
#include "text/text.h"

#include <stdio.h>
#include <string.h>

enum { NOTICE_BYTES_MAXIMUM = 4096, PATH_BYTES_MAXIMUM = 4096 };

void configuration_init(struct configuration *configuration)
{
	settings_init(&configuration->settings);
	diagnostics_init(&configuration->found);
	buffer_init(&configuration->notice, NOTICE_BYTES_MAXIMUM);
	key_map_make(&configuration->keys, NULL, 0, NULL, NULL);
	configuration->looks = NULL;
	configuration->look_count = 0;
}

/* ---- colours ---- */

/* A list of names, each from 0 on, of which one may have been meant. */
typedef const char *name_at(size_t number);

enum { NAMES_MAXIMUM = 64, WORD_BYTES = 64 };

/* The one of NAMES that is most like WRITTEN, or NULL; ALL (may be NULL) gets them all. */
static const char *guess_name(const char *written, name_at *names, struct buffer *all)
{
	const char *known[NAMES_MAXIMUM];
	size_t count = 0;
	for (const char *name; count < NAMES_MAXIMUM && (name = names(count)) != NULL; known[count++] = name)
		if (all != NULL)
			buffer_format(all, "%s%s", count > 0 ? ", " : "", name);
	return text_nearest(written, known, count);
}

static void complain_of_role(const struct setting_pair *pair, const char *path, struct diagnostics *found)
{
	struct buffer all;
	buffer_init(&all, NOTICE_BYTES_MAXIMUM);
	const char *guess = guess_name(pair->name, terminal_colour_role, &all);
	diagnostics_add(found, guess != NULL ? DIAGNOSTIC_UNKNOWN_KEY_GUESS : DIAGNOSTIC_UNKNOWN_KEY, path,
	        pair->name_line, pair->name_column, pair->name, guess != NULL ? guess : buffer_text(&all),
	        NULL);
	buffer_free(&all);
}

/* The first word of PAIR's look that is no look by itself, in WORD; the whole look where each is. */
static void find_wrong_word(const struct setting_pair *pair, char word[WORD_BYTES])
{
	const char *rest = pair->value;
	while (*(rest += strspn(rest, " ")) != '\0') {
		size_t length = strcspn(rest, " ");
		snprintf(word, WORD_BYTES, "%.*s", (int)length, rest);
		if (terminal_colour_fault(&(struct colour_setting){pair->name, word}) != COLOUR_GOOD)
			return;
		rest += length;
	}
	snprintf(word, WORD_BYTES, "%s", pair->value);
}

static void complain_of_look(const struct setting_pair *pair, const char *path, struct diagnostics *found)
{
	char word[WORD_BYTES];
	find_wrong_word(pair, word);
	const char *guess = guess_name(word, terminal_colour_word, NULL);
	diagnostics_add(found, guess != NULL ? DIAGNOSTIC_UNKNOWN_COLOUR_GUESS : DIAGNOSTIC_UNKNOWN_COLOUR,
	        path, pair->line, pair->column, word, guess, NULL);
}

/* Takes over one colour of the settings. */
static void take_colour(
        struct configuration *configuration, const struct setting_pair *pair, const char *path)
{
	const struct colour_setting setting = {.role = pair->name, .look = pair->value};
	switch (terminal_colour_fault(&setting)) {
	case COLOUR_GOOD:
		configuration->looks[configuration->look_count++] = setting;
		break;
	case COLOUR_UNKNOWN_ROLE:
		complain_of_role(pair, path, &configuration->found);
		break;
	case COLOUR_UNKNOWN_LOOK:
		complain_of_look(pair, path, &configuration->found);
		break;
	}
}

static void take_colours(struct configuration *configuration, const char *path)
{
	const struct settings *settings = &configuration->settings;
	if (settings->colour_count == 0)
		return;
	configuration->looks = memory_resize(NULL, settings->colour_count * sizeof *configuration->looks);
	if (configuration->looks == NULL) {
		diagnostics_add(
		        &configuration->found, DIAGNOSTIC_OUT_OF_MEMORY, path, 0, 0, NULL, NULL, NULL);
		return;
	}
	for (size_t i = 0; i < settings->colour_count; i++)
		take_colour(configuration, &settings->colours[i], path);
}

/* ---- the file ---- */

void configuration_read_file(struct configuration *configuration, const char *path)
{
	struct settings *settings = &configuration->settings;
	struct diagnostics *found = &configuration->found;
	if (settings_read(settings, path, found)) {
		key_map_make(&configuration->keys, settings->keys, settings->key_count, path, found);
		take_colours(configuration, path);
	}
	diagnostics_sort(found);
}

void configuration_read(struct configuration *configuration)
{
	struct buffer path;
	buffer_init(&path, PATH_BYTES_MAXIMUM);
	if (host_settings_file(&path))
		configuration_read_file(configuration, buffer_text(&path));
	buffer_free(&path);
}

enum hyphenation_mode configuration_hyphenation(const struct settings *settings)
{
	static const enum hyphenation_mode modes[] = {[SETTING_AUTO] = HYPHENATION_AUTO,
	        [SETTING_ON] = HYPHENATION_ON,
	        [SETTING_OFF] = HYPHENATION_OFF};
	return modes[settings->hyphenation];
}

enum terminal_hyperlinks configuration_hyperlinks(const struct settings *settings)
{
	static const enum terminal_hyperlinks modes[] = {[SETTING_AUTO] = HYPERLINKS_AUTO,
	        [SETTING_ON] = HYPERLINKS_ON,
	        [SETTING_OFF] = HYPERLINKS_OFF};
	return modes[settings->hyperlinks];
}

void configuration_apply(
        struct configuration *configuration, struct view_options *view, enum message_language language)
{
	const struct settings *settings = &configuration->settings;
	if (view->measure == 0)
		view->measure = settings->measure;
	view->hyphenation = configuration_hyphenation(settings);
	view->mouse = settings->mouse;
	view->keyboard = settings->keyboard;
	view->keys = &configuration->keys;
	view->notice = configuration_notice(configuration, language);
}

const char *configuration_notice(struct configuration *configuration, enum message_language language)
{
	struct diagnostic first;
	struct buffer line;
	if (configuration->found.count == 0)
		return NULL;
	first = configuration->found.items[0];
	const char *slash = first.file != NULL ? strrchr(first.file, '/') : NULL;
	if (slash != NULL)
		first.file = slash + 1;
	buffer_init(&line, NOTICE_BYTES_MAXIMUM);
	buffer_clear(&configuration->notice);
	diagnostic_line(&line, &first, language);
	buffer_append_text(&line, " (iomview --check-config)");
	text_sanitise(&configuration->notice, buffer_text(&line), line.length, SANITISE_ONE_LINE, NULL);
	buffer_free(&line);
	return buffer_text(&configuration->notice);
}

void configuration_free(struct configuration *configuration)
{
	memory_resize(configuration->looks, 0);
	settings_free(&configuration->settings);
	diagnostics_free(&configuration->found);
	buffer_free(&configuration->notice);
}
