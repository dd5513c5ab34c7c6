/* content/site_load.c — pages, loaded when they are needed, and a small cache of those used lately. */

#include "content/site_tree.h"

#include <string.h>

/* ---- the cache ---- */

static struct cached_page *find_cached(struct site *site, const struct variant_source *source)
{
	for (size_t i = 0; i < CACHE_PAGES; i++)
		if (site->cache[i].page != NULL && site->cache[i].source == source)
			return &site->cache[i];
	return NULL;
}

static size_t cached_bytes(const struct site *site)
{
	size_t bytes = 0;
	for (size_t i = 0; i < CACHE_PAGES; i++)
		bytes += site->cache[i].page != NULL ? site->cache[i].page->arena.total : 0;
	return bytes;
}

/* An empty slot, else that of the page which has not been asked for longest. */
static struct cached_page *oldest(struct site *site, bool filled)
{
	struct cached_page *found = NULL;
	for (size_t i = 0; i < CACHE_PAGES; i++) {
		struct cached_page *slot = &site->cache[i];
		if (slot->page == NULL && !filled)
			return slot;
		if (slot->page != NULL && (found == NULL || slot->used < found->used))
			found = slot;
	}
	return found;
}

static void forget(struct cached_page *slot)
{
	page_release(slot->page);
	*slot = (struct cached_page){0};
}

static void keep(struct site *site, const struct variant_source *source, const struct page *page)
{
	if (page->arena.total > CACHE_BYTES_MAXIMUM)
		return;
	while (cached_bytes(site) + page->arena.total > CACHE_BYTES_MAXIMUM)
		forget(oldest(site, true));
	struct cached_page *slot = oldest(site, false);
	forget(slot);
	*slot = (struct cached_page){.source = source, .page = page_keep(page), .used = ++site->clock};
}

void cache_free(struct site *site)
{
	for (size_t i = 0; i < CACHE_PAGES; i++)
		forget(&site->cache[i]);
}

/* ---- loading ---- */

void loading_read(
        struct loading *loading, struct site *site, const struct entry *entry, const struct variant *variant)
{
	const struct variant_source *source = variant_source(variant);
	const char *language = site->languages[variant->language];
	char folder[PATH_BYTES_MAXIMUM] = "";
	const char *name = strrchr(variant->file, '/');
	if (name != NULL && site->folder >= 0 && name - variant->file < PATH_BYTES_MAXIMUM)
		memcpy(folder, variant->file, (size_t)(name - variant->file));
	const struct page_setting setting = {
	        .path = entry->path,
	        .language = language,
	        .folder = folder,
	        .fallback_title = entry->name[0] != '\0' ? entry->name : site->name,
	        .name_date = entry->name_date,
	        .words = site->words(language),
	};
	diagnostics_init(&loading->found);
	loading->readable =
	        read_variant(site, variant, false, &loading->file, &loading->head, &loading->found);
	loading->page = page_show(
	        loading->readable ? &loading->head : NULL, &setting, source->shown_file, &loading->found);
}

void loading_free(struct loading *loading)
{
	page_release(loading->page);
	diagnostics_free(&loading->found);
	page_file_free(&loading->file);
}

const struct page *site_load(
        struct site *site, struct entry *entry, int language, struct diagnostics *diagnostics)
{
	struct variant *variant;
	if (!choose_variant(site, entry, language, &variant) || variant == NULL)
		return NULL;
	const struct variant_source *source = variant_source(variant);
	struct cached_page *cached = find_cached(site, source);
	if (cached != NULL) {
		cached->used = ++site->clock;
		return page_keep(cached->page);
	}
	struct loading loading;
	loading_read(&loading, site, entry, variant);
	diagnostics_copy(diagnostics, &loading.found);
	const struct page *page = loading.page != NULL ? page_keep(loading.page) : NULL;
	if (page != NULL)
		keep(site, source, page);
	loading_free(&loading);
	return page;
}
