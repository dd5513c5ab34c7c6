/* configuration.h — the reader's settings, as the program uses them. */
#ifndef IOMVIEW_CONFIGURATION_H
#define IOMVIEW_CONFIGURATION_H

#include "content/content.h"
#include "terminal/terminal.h"
#include "view/view.h"

/* Once read it must not move: the view borrows from it. */
struct configuration {
	struct settings settings;
	struct key_map keys;
	struct colour_setting *looks; /* those of the settings' colours that are right; owned */
	size_t look_count;
	struct diagnostics found; /* what is wrong with the file */
	struct buffer notice;
};

/* The configuration without a settings file. */
void configuration_init(struct configuration *configuration);

/* Reads the reader's settings file, if there is one. What is wrong is in FOUND; the rest counts. */
void configuration_read(struct configuration *configuration);

/* The same for the file PATH. */
void configuration_read_file(struct configuration *configuration, const char *path);

/* Fills in what the settings say of VIEW: all but the language, and the measure where it is 0. Messages are in LANGUAGE. */
void configuration_apply(
        struct configuration *configuration, struct view_options *view, enum message_language language);

/* What the settings say, in the words of layout/ and terminal/. */
enum hyphenation_mode configuration_hyphenation(const struct settings *settings);
enum terminal_hyperlinks configuration_hyperlinks(const struct settings *settings);

/*
 * One line about what is wrong, the first of it: "config.yaml:3:5: error: … (iomview --check-config)". NULL when nothing is.
 * Belongs to CONFIGURATION.
 */
const char *configuration_notice(struct configuration *configuration, enum message_language language);

void configuration_free(struct configuration *configuration);

#endif
