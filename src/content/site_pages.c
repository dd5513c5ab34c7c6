/* content/site_pages.c — the pages inside a file ('pages:') become entries. */

#include "content/site_tree.h"

#include "text/text.h"

#include <string.h>

size_t count_inner_pages(const struct place *place)
{
	size_t count = 0;
	for (size_t i = 0; i < place->entry.variant_count; i++) {
		const struct node *pages = variant_source(&place->entry.variants[i])->pages;
		count += pages != NULL ? pages->count : 0;
	}
	return count;
}

/*
 * The name of the page at NODE, '/' never in it: what 'name:' says, else made from its title. NULL: no
 * memory.
 */
static const char *name_of(struct site *site, const struct node *node)
{
	const struct node *given = node_find(node, "name");
	const struct node *title = node_find(node, "title");
	struct buffer name;
	buffer_init(&name, PATH_BYTES_MAXIMUM);
	bool usable = given != NULL && given->kind == NODE_SCALAR && given->length > 0 &&
	              given->length < PATH_BYTES_MAXIMUM && strchr(given->text, '/') == NULL;
	if (usable)
		buffer_append(&name, given->text, given->length);
	else if (title != NULL && title->kind == NODE_SCALAR)
		text_make_name(&name, title->text, title->length);
	else
		text_make_name(&name, "", 0);
	const char *copy = name.length > 0 ? arena_copy(&site->arena, buffer_text(&name), name.length) : NULL;
	buffer_free(&name);
	return copy;
}

static bool list_page(struct site *site, const struct variant *variant, const struct node *node, size_t rank,
        struct listing *item)
{
	const struct variant_source *source = variant_source(variant);
	const struct node *language = node_find(node, "lang");
	*item = (struct listing){
	        .name = name_of(site, node),
	        .language = variant->language,
	        .file = variant->file,
	        .shown_file = source->shown_file,
	        .held = source->held,
	        .node = node,
	        .rank = rank,
	};
	if (language != NULL && language->kind == NODE_SCALAR && is_language_tag(language->text)) {
		int index = site_add_language(site, language->text, language->length);
		item->language = index >= 0 ? index : item->language;
	}
	if (item->name == NULL)
		return false;
	item->name_length = strlen(item->name);
	return true;
}

bool list_inner_pages(struct site *site, struct place *place, struct listing *items, size_t *count)
{
	for (size_t i = 0; i < place->entry.variant_count; i++) {
		const struct variant *variant = &place->entry.variants[i];
		const struct node *pages = variant_source(variant)->pages;
		size_t rank = 0;
		for (const struct node *node = pages != NULL ? pages->first : NULL; node != NULL;
		        node = node->next, (*count)++)
			if (!list_page(site, variant, node, rank++, &items[*count]))
				return false;
	}
	return true;
}
