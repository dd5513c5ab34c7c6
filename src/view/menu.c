/* view/menu.c — a kind of screen: the entries of a section. What it looks like: menu_draw.c. */

#include "view/menu.h"

#include <string.h>

/* ---- what the menu lists ---- */

bool menu_has_introduction(const struct menu *menu, int language)
{
	const struct variant *own =
	        menu->screen.entry != NULL ? entry_variant(menu->screen.entry, language) : NULL;
	return own != NULL && own->headline.loaded && (own->headline.has_body || own->headline.broken);
}

size_t menu_count(const struct view *view, const struct menu *menu)
{
	const struct entry *section = menu->screen.entry;
	if (section == NULL || !section->listed)
		return 0;
	if (menu->filter.query != NULL)
		return menu->filter.count;
	return section->child_count + menu_has_introduction(menu, view->language);
}

struct entry *menu_entry(const struct view *view, const struct menu *menu, size_t number)
{
	if (menu->filter.query != NULL)
		return menu->filter.items[number].entry;
	size_t before = menu_has_introduction(menu, view->language);
	return number < before ? menu->screen.entry : menu->screen.entry->children[number - before];
}

size_t menu_selected(const struct view *view, const struct menu *menu)
{
	size_t count = menu_count(view, menu);
	return menu->number < count ? menu->number : count > 0 ? count - 1 : 0;
}

/* ---- the selection is an entry, wherever it stands ---- */

/* The entry called by the remembered name, or NULL. */
static struct entry *find_by_name(const struct menu *menu)
{
	struct entry *section = menu->screen.entry;
	if (*menu->selected_name == '\0')
		return section;
	for (size_t i = 0; i < section->child_count; i++)
		if (strcmp(section->children[i]->name, menu->selected_name) == 0)
			return section->children[i];
	return NULL;
}

static void forget_name(struct menu *menu)
{
	memory_resize(menu->selected_name, 0);
	menu->selected_name = NULL;
}

/* Finds the number of the selected entry. Returns whether it is in the menu. */
static bool find_selected(const struct view *view, const struct menu *menu, size_t *number)
{
	size_t count = menu_count(view, menu);
	if (menu->number < count && menu_entry(view, menu, menu->number) == menu->selected) {
		*number = menu->number;
		return true;
	}
	for (size_t i = 0; i < count; i++)
		if (menu_entry(view, menu, i) == menu->selected) {
			*number = i;
			return true;
		}
	return false;
}

/* Moves the top with the selected entry, so that it stays in its row of the screen. */
static void follow_selected(struct menu *menu, size_t number)
{
	size_t above = menu->number > menu->top ? menu->number - menu->top : 0;
	menu->top = number > above ? number - above : 0;
	menu->number = number;
}

void menu_keep_selection(const struct view *view, struct menu *menu)
{
	size_t number;
	if (menu->screen.entry == NULL || !menu->screen.entry->listed)
		return;
	if (menu->selected_name != NULL) {
		menu->selected = find_by_name(menu);
		forget_name(menu);
	}
	if (menu->selected != NULL && find_selected(view, menu, &number)) {
		follow_selected(menu, number);
		return;
	}
	menu->number = menu_selected(view, menu);
	menu->selected = menu_count(view, menu) > 0 ? menu_entry(view, menu, menu->number) : NULL;
}

static void select_number(const struct view *view, struct menu *menu, size_t number)
{
	menu->number = number;
	menu->selected = menu_entry(view, menu, number);
}

static void drop_preview(struct menu *menu)
{
	layout_free(menu->preview_layout);
	page_release(menu->preview);
	menu->preview_layout = NULL;
	menu->preview = NULL;
	menu->preview_entry = NULL;
}

/* ---- moving and opening ---- */

/* The entry that is DISTANCE rows (negative: up) away from the selected one; at least one entry, as far as there are. */
static size_t entry_away(struct view *view, struct menu *menu, int distance)
{
	size_t count = menu_count(view, menu), number = menu->number;
	int rows = distance < 0 ? -distance : distance;
	while (rows > 0 && (distance < 0 ? number > 0 : number + 1 < count)) {
		rows -= menu_entry_rows(view, menu, number);
		if (rows < 0 && number != menu->number)
			break;
		number = distance < 0 ? number - 1 : number + 1;
	}
	return number;
}

/* The number of the entry to which COMMAND moves. */
static size_t destination(struct view *view, struct menu *menu, const struct command *command)
{
	struct frame frame = frame_for(view->rows, view->columns);
	int distance = scroll_lines(command, frame.height, 0);
	size_t last = menu_count(view, menu) - 1;
	if (command->name == COMMAND_FIRST)
		return 0;
	if (command->name == COMMAND_LAST)
		return last;
	if (command->name != COMMAND_PREVIOUS && command->name != COMMAND_NEXT)
		return entry_away(view, menu, distance);
	size_t steps = (size_t)(distance < 0 ? -distance : distance);
	if (distance < 0)
		return menu->number > steps ? menu->number - steps : 0;
	return last - menu->number > steps ? menu->number + steps : last;
}

static enum view_result move(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct menu *menu = (struct menu *)screen;
	(void)effects;
	menu_keep_selection(view, menu);
	if (menu_count(view, menu) == 0)
		return VIEW_UNCHANGED;
	size_t number = destination(view, menu, command);
	if (number == menu->number)
		return VIEW_UNCHANGED;
	select_number(view, menu, number);
	return VIEW_CHANGED;
}

static enum view_result open_selected(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct menu *menu = (struct menu *)screen;
	(void)command;
	(void)effects;
	menu_keep_selection(view, menu);
	if (menu->selected == NULL)
		return VIEW_UNCHANGED;
	bool own_page = menu->selected == screen->entry;
	return history_open(
	        view, screen_new(own_page ? &article_kind : kind_for(menu->selected), menu->selected));
}

static enum view_result click(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct menu *menu = (struct menu *)screen;
	size_t number;
	menu_keep_selection(view, menu);
	if (!menu_entry_at(view, menu, command->rows, command->columns, &number))
		return VIEW_UNCHANGED;
	select_number(view, menu, number);
	return open_selected(view, screen, command, effects);
}

/* ---- what the world answers ---- */

static enum view_result settled(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct menu *menu = (struct menu *)screen;
	(void)effects;
	if (command->entry != screen->entry)
		return VIEW_UNCHANGED;
	if (command->number == 0) {
		menu->settled = true;
		menu->settled_language = command->language;
	}
	menu_keep_selection(view, menu);
	return menu_filter_again(view, menu);
}

static enum view_result page_loaded(
        struct view *view, struct screen *screen, const struct command *command, struct effects *effects)
{
	struct menu *menu = (struct menu *)screen;
	(void)effects;
	if (command->entry != menu->selected || command->language != view->language || command->page == NULL)
		return VIEW_UNCHANGED;
	drop_preview(menu);
	menu->preview = page_keep(command->page);
	menu->preview_entry = command->entry;
	menu->preview_language = command->language;
	return VIEW_CHANGED;
}

/* ---- the table ---- */

static bool is_section(const struct entry *entry)
{
	return entry->is_section;
}

static void ask_for_preview(const struct view *view, const struct menu *menu, struct effects *effects)
{
	struct frame frame = frame_for(view->rows, view->columns);
	bool there = menu->preview_entry == menu->selected && menu->preview_language == view->language;
	if (menu_has_preview(&frame) && menu->selected != NULL && !there && menu->selected->variant_count > 0)
		ask(effects,
		        (struct effect){
		                .kind = EFFECT_LOAD, .entry = menu->selected, .language = view->language});
}

static void wants(struct view *view, struct screen *screen, struct effects *effects)
{
	struct menu *menu = (struct menu *)screen;
	ask_for_headline(effects, screen->entry, view->language);
	if (!screen->entry->listed)
		ask(effects, (struct effect){.kind = EFFECT_LIST, .entry = screen->entry});
	/* Before it is known whether there is an introduction nobody knows what the first entry is. */
	if (!screen->entry->listed || headline_is_missing(screen->entry, view->language))
		return;
	menu_keep_selection(view, menu);
	if (menu->filter.query != NULL && menu->filter.done && menu->filter.language != view->language)
		view->no_memory |= menu_filter_again(view, menu) == VIEW_NO_MEMORY;
	struct menu_sight sight = menu_sight(view, menu);
	for (size_t number = sight.first; number < sight.end; number++)
		ask_for_headline(effects, menu_entry(view, menu, number), view->language);
	ask_for_preview(view, menu, effects);
}

static void write_place(struct view *view, struct screen *screen, struct buffer *out)
{
	const struct menu *menu = (const struct menu *)screen;
	size_t count = menu_count(view, menu);
	menu_write_filter(view, menu, out);
	if (count > 0)
		buffer_format(out, "%zu/%zu%s", menu_selected(view, menu) + 1, count,
		        screen->entry->truncated ? "+" : "");
}

static bool clearable(const struct screen *screen)
{
	return ((const struct menu *)screen)->filter.query != NULL;
}

static bool applies(const struct view *view, const struct screen *screen, enum command_name command)
{
	size_t count = menu_count(view, (const struct menu *)screen);
	switch (command) {
	case COMMAND_PREVIOUS:
		return count > 1;
	case COMMAND_OPEN:
		return count > 0;
	case COMMAND_BACK:
		return view->present > 0;
	case COMMAND_NEXT_LANGUAGE:
		return site_language_count(view->site) > 1;
	case COMMAND_CLEAR:
		return clearable(screen);
	case COMMAND_FIND:
		return count > 1 && !clearable(screen);
	default:
		return true;
	}
}

static void cover(struct screen *screen)
{
	drop_preview((struct menu *)screen);
}

static void close(struct screen *screen)
{
	drop_preview((struct menu *)screen);
	forget_name((struct menu *)screen);
	menu_filter_free(&((struct menu *)screen)->filter);
	query_free(((struct menu *)screen)->query_before);
}

static char *copy_text(const char *text)
{
	size_t bytes = strlen(text) + 1;
	char *copy = memory_resize(NULL, bytes);
	if (copy != NULL)
		memcpy(copy, text, bytes);
	return copy;
}

static void reloaded(struct screen *screen)
{
	struct menu *menu = (struct menu *)screen;
	drop_preview(menu);
	menu_filter_restart(&menu->filter);
	menu->selected_before = NULL;
	menu->settled = false;
	if (menu->selected != NULL) {
		forget_name(menu);
		/* Without memory the number is what remains of the selection. */
		menu->selected_name = copy_text(menu->selected == screen->entry ? "" : menu->selected->name);
	}
	menu->selected = NULL;
}

static void select_entry(struct screen *screen, struct entry *entry)
{
	struct menu *menu = (struct menu *)screen;
	if (entry->parent != screen->entry)
		return;
	forget_name(menu);
	menu->selected = entry;
}

static void idle(const struct view *view, const struct screen *screen, struct effects *effects)
{
	const struct menu *menu = (const struct menu *)screen;
	struct entry *section = screen->entry;
	bool done = menu->settled && menu->settled_language == view->language;
	if (menu_filter_idle(menu, effects))
		return;
	if (section != NULL && section->listed && section->titles_missing > 0 && !done)
		ask(effects,
		        (struct effect){.kind = EFFECT_SETTLE, .entry = section, .language = view->language});
}

static const struct command_handler HANDLERS[] = {
        MOVED_BY(move),
        {COMMAND_OPEN, open_selected},
        {COMMAND_CLICK, click},
        {COMMAND_CLEAR, menu_clear},
        {COMMAND_CONTINUE, menu_continue},
        {COMMAND_HEADLINE_READ, menu_continue},
        {COMMAND_SETTLED, settled},
        {COMMAND_PAGE_LOADED, page_loaded},
        {COMMAND_NONE, NULL},
};

static const struct hint HINTS[] = {
        {COMMAND_PREVIOUS, COMMAND_NEXT, -1, 3},
        {COMMAND_OPEN, COMMAND_NONE, -1, 1},
        {COMMAND_BACK, COMMAND_NONE, -1, 2},
        {COMMAND_CLEAR, COMMAND_NONE, -1, 4},
        {COMMAND_FIND, COMMAND_NONE, -1, 5},
        {COMMAND_NEXT_LANGUAGE, COMMAND_NONE, -1, 6},
        {COMMAND_HELP, COMMAND_NONE, -1, 0},
        {COMMAND_QUIT, COMMAND_NONE, -1, 7},
        {COMMAND_NONE, COMMAND_NONE, -1, 0},
};

const struct screen_kind menu_kind = {
        .size = sizeof(struct menu),
        .place = IN_MENU,
        .handlers = HANDLERS,
        .hints = HINTS,
        .fits = is_section,
        .wants = wants,
        .draw = menu_draw,
        .write_place = write_place,
        .applies = applies,
        .cover = cover,
        .close = close,
        .reloaded = reloaded,
        .select_entry = select_entry,
        .idle = idle,
        .clearable = clearable,
        .finding = &menu_finding,
};
