/* content/site_load.c — pages, loaded when they are needed, and a small cache of those used lately. */

#include "content/site_tree.h"

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

static const struct page *load(struct site *site, const struct entry *entry, const struct variant *variant,
        struct diagnostics *diagnostics)
{
	const struct variant_source *source = variant_source(variant);
	const char *language = site->languages[variant->language];
	const struct page_setting setting = {
	        .path = entry->path,
	        .language = language,
	        .fallback_title = entry->name[0] != '\0' ? entry->name : site->name,
	        .name_date = entry->name_date,
	        .words = site->words(language),
	};
	struct diagnostics found;
	struct page_file file;
	struct page_head head;
	diagnostics_init(&found);
	bool readable = read_variant(site, variant, &file, &head, &found);
	const struct page *page = page_show(readable ? &head : NULL, &setting, source->shown_file, &found);
	diagnostics_copy(diagnostics, &found);
	diagnostics_free(&found);
	page_file_free(&file);
	return page;
}

/* The variant that a reader of LANGUAGE gets; where a name tells no language the file is asked first. */
static const struct variant *choose_variant(
        struct site *site, struct entry *entry, int language, struct diagnostics *diagnostics)
{
	if (!find_own_page(site, place_of_entry(entry)))
		return NULL;
	const struct variant *variant = entry_variant(entry, language);
	if (variant == NULL || !variant_source(variant)->language_assumed || variant->headline.loaded)
		return variant;
	return site_read_headline(site, entry, language, diagnostics) ? entry_variant(entry, language) : NULL;
}

const struct page *site_load(
        struct site *site, struct entry *entry, int language, struct diagnostics *diagnostics)
{
	const struct variant *variant = choose_variant(site, entry, language, NULL);
	if (variant == NULL)
		return NULL;
	const struct variant_source *source = variant_source(variant);
	struct cached_page *cached = find_cached(site, source);
	if (cached != NULL) {
		cached->used = ++site->clock;
		return page_keep(cached->page);
	}
	const struct page *page = load(site, entry, variant, diagnostics);
	if (page != NULL)
		keep(site, source, page);
	return page;
}
