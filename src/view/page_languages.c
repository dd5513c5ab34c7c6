/* view/page_languages.c — the languages of a screen whose entry is one page. */

#include "view/page_languages.h"

int page_language(const struct view *view, const struct screen *screen)
{
	/* The entry is not known while it is looked for. */
	const struct variant *variant =
	        screen->entry != NULL ? entry_variant(screen->entry, view->language) : NULL;
	return variant != NULL ? variant->language : view->language;
}

size_t page_languages(const struct view *view, const struct screen *screen, int list[LANGUAGES_MAXIMUM])
{
	size_t count = 0;
	(void)view;
	if (screen->entry == NULL)
		return 0;
	for (; count < screen->entry->variant_count && count < LANGUAGES_MAXIMUM; count++)
		list[count] = screen->entry->variants[count].language;
	return count;
}

enum view_result page_next_language(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	int list[LANGUAGES_MAXIMUM];
	size_t count = page_languages(view, screen, list);
	(void)command;
	(void)effects;
	if (count < 2)
		return say(view, STRING_ONE_LANGUAGE, NULL, NULL);
	size_t present = 0;
	while (present + 1 < count && list[present] != page_language(view, screen))
		present++;
	view->language = list[(present + 1) % count];
	return VIEW_CHANGED;
}
