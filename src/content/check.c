/* content/check.c — the whole site read and diagnosed. */

#include "content/site_tree.h"

/* Reads every page of PLACE and of what is beneath it. */
static void check_place(struct site *site, struct place *place, struct diagnostics *diagnostics)
{
	struct entry *entry = &place->entry;
	if (!find_own_page(site, place))
		return;
	for (size_t i = 0; i < entry->variant_count; i++)
		page_release(site_load(site, entry, entry->variants[i].language, diagnostics));
	if (!entry->is_section || !site_list(site, entry, NULL))
		return;
	for (size_t i = 0; i < place->all_count; i++)
		check_place(site, place->all[i], diagnostics);
}

void site_check(struct site *site, struct diagnostics *diagnostics)
{
	check_place(site, site->root, diagnostics);
}
