/* content/site_headline.c — what a menu shows of a page: its keys are read, its body is not set. */

#include "content/site_tree.h"

#include "text/text.h"

#include <string.h>

/* Reads the bytes of VARIANT, a file of its own. */
static bool read_bytes(const struct site *site, const struct variant *variant, struct page_file *file,
        struct diagnostics *diagnostics)
{
	const struct variant_source *source = variant_source(variant);
	int error_number;
	if (source->is_folder) {
		diagnostics_add(diagnostics, DIAGNOSTIC_FOLDER_WITH_PAGE_NAME, source->shown_file, 0, 0, NULL,
		        NULL, NULL);
		return false;
	}
	enum file_status status =
	        file_read(site->folder, variant->file, FILE_BYTES_MAXIMUM, &file->bytes, &error_number);
	if (status != FILE_OK)
		file_complain(diagnostics, source->shown_file, status, error_number);
	return status == FILE_OK;
}

bool read_variant(struct site *site, const struct variant *variant, bool keys_only, struct page_file *file,
        struct page_head *head, struct diagnostics *diagnostics)
{
	const struct variant_source *source = variant_source(variant);
	page_file_init(file, source->shown_file, site->foreign);
	file->keys_only = keys_only;
	const struct page_file *read = source->held != NULL ? &source->held->file : file;
	if (source->held == NULL) {
		if (!read_bytes(site, variant, file, diagnostics))
			return false;
		page_file_read(file);
	}
	if (read->root == NULL) {
		diagnostics_copy(diagnostics, &read->found);
		return false;
	}
	page_head_read(head, read, source->node != NULL ? source->node : read->root, source->node != NULL,
	        diagnostics);
	return true;
}

/* ---- what is kept ---- */

/* A sanitised copy of NODE's text as one line; "" without a node. NULL when memory runs out. */
static const char *keep_summary(struct site *site, const struct node *node)
{
	struct buffer line;
	if (node == NULL)
		return "";
	buffer_init(&line, FILE_BYTES_MAXIMUM);
	bool whole = text_sanitise(&line, node->text, node->length, SANITISE_ONE_LINE, NULL);
	const char *copy = whole ? arena_copy(&site->arena, buffer_text(&line), line.length) : NULL;
	buffer_free(&line);
	return copy;
}

/* The title, sanitised: the entry's name where HEAD (may be NULL) has none. NULL when memory runs out. */
static const char *keep_title(struct site *site, const struct place *place, const struct page_head *head)
{
	const char *name = place->entry.name[0] != '\0' ? place->entry.name : site->name;
	struct buffer title;
	buffer_init(&title, FILE_BYTES_MAXIMUM);
	if (head == NULL || !page_head_title(head, &title))
		text_sanitise(&title, name, strlen(name), SANITISE_ONE_LINE, NULL);
	const char *copy = title.failed ? NULL : arena_copy(&site->arena, buffer_text(&title), title.length);
	buffer_free(&title);
	return copy;
}

static const char *keep_sort_key(struct site *site, const char *title)
{
	struct buffer key;
	buffer_init(&key, FILE_BYTES_MAXIMUM);
	bool whole = text_fold(&key, title, strlen(title), NULL, NULL);
	const char *copy = whole ? arena_copy(&site->arena, buffer_text(&key), key.length) : NULL;
	buffer_free(&key);
	return copy;
}

/* Whether HEAD has more than white space as a body. */
static bool has_body(const struct page_head *head)
{
	for (size_t i = 0; i < head->body_length; i++)
		if (strchr(" \t\r\n", head->body[i]) == NULL || head->body[i] == '\0')
			return true;
	return head->links != NULL;
}

/* What 'lang:' says moves a variant whose file name says nothing. */
static void take_language(struct site *site, struct variant *variant, const struct page_head *head)
{
	struct variant_source *source = variant->source;
	if (!source->language_assumed || head->language == NULL)
		return;
	int language = site_add_language(site, head->language->text, head->language->length);
	if (language < 0)
		return;
	variant->language = language;
	source->language_assumed = false;
}

/* Variants stand in the order of the site's languages; one may have moved. */
static void sort_variants(struct entry *entry)
{
	for (size_t i = 1; i < entry->variant_count; i++)
		for (size_t k = i; k > 0 && entry->variants[k - 1].language > entry->variants[k].language;
		        k--) {
			struct variant moved = entry->variants[k];
			entry->variants[k] = entry->variants[k - 1];
			entry->variants[k - 1] = moved;
		}
}

/* Keeps FILE, whose nodes have pages in them, as long as the site. Returns false when memory runs out. */
static bool hold(struct site *site, struct variant_source *source, struct page_file *file)
{
	struct held_file *held = arena_take(&site->arena, sizeof *held);
	if (held == NULL)
		return false;
	held->file = *file;
	held->next = site->held;
	site->held = held;
	source->held = held;
	page_file_init(file, file->name, file->foreign);
	return true;
}

/* Fills the headline of VARIANT from HEAD (NULL: it cannot be read). Returns false when memory runs out. */
static bool fill(struct site *site, const struct place *place, struct variant *variant,
        const struct page_head *head, bool broken)
{
	struct variant_source *source = variant->source;
	struct headline *headline = &variant->headline;
	const char *title = keep_title(site, place, broken ? NULL : head);
	const char *key = title != NULL ? keep_sort_key(site, title) : NULL;
	const char *summary = keep_summary(site, head != NULL ? head->summary : NULL);
	if (title == NULL || key == NULL || summary == NULL)
		return false;
	*headline = (struct headline){
	        .loaded = true, .broken = broken, .has_body = true, .title = title, .summary = summary};
	source->sort_key = key;
	if (head == NULL)
		return true;
	headline->has_body = broken || has_body(head);
	headline->draft = head->draft;
	headline->date = head->date;
	headline->sort = head->sort;
	source->weight = head->weight;
	source->hidden = site->foreign && place->entry.parent != NULL && (head->draft || head->headless);
	return true;
}

bool read_headline(
        struct site *site, struct place *place, struct variant *variant, struct diagnostics *diagnostics)
{
	struct variant_source *source = variant->source;
	struct diagnostics found;
	struct page_file file;
	struct page_head head;
	if (variant->headline.loaded)
		return true;
	diagnostics_init(&found);
	bool readable = read_variant(site, variant, true, &file, &head, &found);
	bool broken = found.errors > 0;
	bool kept = fill(site, place, variant, readable ? &head : NULL, broken);
	if (kept && readable && head.pages != NULL) {
		const struct node *pages = head.pages;
		kept = source->held != NULL || hold(site, source, &file);
		source->pages = kept ? pages : NULL;
		place->entry.is_section = place->entry.is_section || kept;
	}
	if (!kept)
		variant->headline.loaded = false;
	else if (readable)
		take_language(site, variant, &head);
	diagnostics_copy(diagnostics, &found);
	diagnostics_free(&found);
	page_file_free(&file);
	if (kept)
		sort_variants(&place->entry);
	return kept;
}

bool read_all_headlines(struct site *site, struct place *place)
{
	/* Reading one may move it to another language: the search begins anew each time. */
	for (size_t i = 0; i < place->entry.variant_count; i++) {
		struct variant *variant = &place->entry.variants[i];
		if (variant->headline.loaded)
			continue;
		if (!read_headline(site, place, variant, NULL))
			return false;
		i = (size_t)-1;
	}
	return true;
}

/*
 * The first variant whose file name tells no language and whose file has not been read, where none is known
 * to be in LANGUAGE.
 */
static struct variant *unknown_variant(struct entry *entry, int language)
{
	struct variant *unknown = NULL;
	for (size_t i = 0; i < entry->variant_count; i++) {
		struct variant *variant = &entry->variants[i];
		if (variant->language == language && !variant_source(variant)->language_assumed)
			return NULL;
		if (unknown == NULL && variant_source(variant)->language_assumed && !variant->headline.loaded)
			unknown = variant;
	}
	return unknown;
}

bool choose_variant(struct site *site, struct entry *entry, int language, struct variant **chosen)
{
	struct place *place = place_of_entry(entry);
	*chosen = NULL;
	if (!find_own_page(site, place))
		return false;
	/* Reading a page may tell that it is in another language: then there is another one to ask. */
	for (struct variant *unknown; (unknown = unknown_variant(entry, language)) != NULL;)
		if (!read_headline(site, place, unknown, NULL))
			return false;
	*chosen = entry_variant(entry, language);
	return true;
}

bool site_read_headline(struct site *site, struct entry *entry, int language, struct diagnostics *diagnostics)
{
	struct variant *variant;
	if (!choose_variant(site, entry, language, &variant))
		return false;
	return variant == NULL || read_headline(site, place_of_entry(entry), variant, diagnostics);
}
