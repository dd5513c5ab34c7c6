/* view/page_languages.h — the languages of a screen whose entry is one page. Private to view/ and its tests. */
#ifndef IOMVIEW_VIEW_PAGE_LANGUAGES_H
#define IOMVIEW_VIEW_PAGE_LANGUAGES_H

#include "view/state.h"

/* For the table of a kind of screen. */
int page_language(const struct view *view, const struct screen *screen);
size_t page_languages(const struct view *view, const struct screen *screen, int list[LANGUAGES_MAXIMUM]);

/* What COMMAND_NEXT_LANGUAGE does: from the shown one to the next that the page has. */
enum view_result page_next_language(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects);

#endif
