/* view/article_neighbours.c — the articles of the section before and after an article. */

#include "view/article.h"

#include <stdio.h>

/* The article STEP places away from ENTRY among the pages of SECTION, or NULL. *NUMBER (from 1) and *COUNT tell its place. */
static struct entry *find_neighbour(
        const struct entry *section, const struct entry *entry, int step, size_t *number, size_t *count)
{
	struct entry *before = NULL, *after = NULL;
	size_t present = 0; /* the section's own page stands before the first */
	*count = 0;
	for (size_t i = 0; i < section->child_count; i++) {
		struct entry *child = section->children[i];
		if (child->is_section)
			continue;
		++*count;
		if (child == entry)
			present = *count;
		else if (present == 0 && entry != section)
			before = child;
		else if (after == NULL)
			after = child;
	}
	*number = step > 0 ? present + 1 : present - 1;
	return step > 0 ? after : before;
}

static enum view_result go_to_neighbour(struct view *view, struct article *article, int step)
{
	struct entry *entry = article->screen.entry;
	struct entry *section = entry->is_section ? entry : entry->parent;
	size_t number, count;
	struct entry *neighbour = find_neighbour(section, entry, step, &number, &count);
	if (neighbour == NULL)
		return say(view, step > 0 ? STRING_LAST_ARTICLE : STRING_FIRST_ARTICLE, NULL, NULL);
	struct screen *below = view->present > 0 ? view->screens[view->present - 1] : NULL;
	enum view_result result = history_replace(view, screen_new(&article_kind, neighbour));
	if (result == VIEW_NO_MEMORY)
		return result;
	if (below != NULL && below->kind->select_entry != NULL)
		below->kind->select_entry(below, neighbour);
	char place[24], all[24];
	snprintf(place, sizeof place, "%zu", number);
	snprintf(all, sizeof all, "%zu", count);
	return say(view, STRING_ARTICLE_OF, place, all);
}

enum view_result article_step_article(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct article *article = (struct article *)screen;
	struct entry *entry = screen->entry;
	int step = command->name == COMMAND_NEXT_ARTICLE ? 1 : -1;
	if (entry == NULL)
		return VIEW_UNCHANGED;
	struct entry *section = entry->is_section ? entry : entry->parent;
	if (section == NULL)
		return say(view, step > 0 ? STRING_LAST_ARTICLE : STRING_FIRST_ARTICLE, NULL, NULL);
	if (section->listed)
		return go_to_neighbour(view, article, step);
	article->step = step;
	ask(effects, (struct effect){.kind = EFFECT_LIST, .entry = section});
	return VIEW_UNCHANGED;
}

enum view_result article_listed(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct article *article = (struct article *)screen;
	const struct entry *entry = screen->entry;
	int step = article->step;
	(void)effects;
	article->step = 0;
	if (step == 0 || entry == NULL || command->entry == NULL || !command->entry->listed ||
	        command->entry != (entry->is_section ? entry : entry->parent))
		return VIEW_CHANGED;
	return go_to_neighbour(view, article, step);
}
