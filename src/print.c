/* print.c — pages, lists, checks and search results as text on standard output. */

#include "print.h"

#include "layout/layout.h"
#include "search/search.h"
#include "text/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OUTPUT_CHUNK_BYTES = 1 << 16, OUTPUT_BYTES_MAXIMUM = 1 << 28 };

/* ---- output ---- */

void output_init(struct output *output)
{
	*output = (struct output){.error_number = 0};
	buffer_init(&output->text, OUTPUT_BYTES_MAXIMUM);
}

static void write_out(struct output *output)
{
	const char *bytes = buffer_text(&output->text);
	size_t left = output->text.length;
	while (left > 0 && output->error_number == 0) {
		ssize_t written = write(STDOUT_FILENO, bytes, left);
		if (written < 0 && errno != EINTR)
			output->error_number = errno;
		if (written > 0) {
			bytes += written;
			left -= (size_t)written;
		}
	}
	output->text.length = 0;
}

bool output_finish(struct output *output, int *error_number)
{
	bool complete = !output->text.failed;
	write_out(output);
	*error_number = output->error_number;
	buffer_free(&output->text);
	return complete && *error_number == 0;
}

/* A line is whole: writes when much has gathered. Returns false when writing has failed, so that nothing more is made. */
static bool end_line(struct output *output)
{
	buffer_append_text(&output->text, "\n");
	if (output->text.length >= OUTPUT_CHUNK_BYTES)
		write_out(output);
	return output->error_number == 0 && !output->text.failed;
}

/* ---- a page ---- */

/* Appends TEXT in the forms that a terminal is sent. */
static void append_shown(struct buffer *out, const char *text, size_t length)
{
	char shown[TEXT_SHOWN_MAXIMUM];
	while (length > 0) {
		struct cluster cluster = text_cluster(text, length);
		buffer_append(out, shown, text_shown(text, cluster.length, shown));
		text += cluster.length;
		length -= cluster.length;
	}
}

static void append_shown_text(struct buffer *out, const char *text)
{
	append_shown(out, text, strlen(text));
}

static void append_span(struct output *output, const struct page *page, const struct span *span)
{
	if (span->decoration != NULL)
		buffer_append_text(&output->text, span->decoration);
	else
		append_shown(&output->text, page->text + span->offset, span->length);
}

/* Appends LINE; one that GOES_ON with the line before it without the mark in its margin. */
static void append_line(struct output *output, const struct page *page, const struct line *line, bool goes_on)
{
	size_t start = output->text.length;
	for (uint32_t i = 0; i < line->span_count; i++)
		if (!goes_on || line->spans[i].role != ROLE_MARK)
			append_span(output, page, &line->spans[i]);
	while (output->text.length > start && output->text.bytes[output->text.length - 1] == ' ')
		output->text.length--;
}

/* Whether the line after LINE of the same block goes on with its text: nothing in the text asked for a new line. */
static bool is_cut(const struct page *page, const struct line *line, const struct line *after)
{
	return line->length > 0 && after->length > 0 && page->text[after->offset - 1] != '\n';
}

/* Appends the blanks of the text at the end of LINE, which its spans leave out. */
static void append_blanks(struct output *output, const struct page *page, const struct line *line)
{
	uint32_t end = line->offset + line->length, blanks = 0;
	while (blanks < line->length && page->text[end - blanks - 1] == ' ')
		blanks++;
	buffer_append(&output->text, page->text + end - blanks, blanks);
}

/* Prints the lines of BLOCK; without WRAPPING those that a layout had to cut become one again. */
static bool print_block(struct output *output, struct layout *layout, uint32_t block, bool wrapping)
{
	const struct page *page = layout_page(layout);
	const struct block_lines *lines = layout_block(layout, block);
	bool joins = !wrapping && page->blocks[block].kind != BLOCK_TABLE, goes_on = false;
	bool going = lines != NULL;
	for (uint32_t i = 0; going && i < lines->count; i++) {
		const struct line *line = &lines->lines[i];
		append_line(output, page, line, goes_on);
		goes_on = joins && i + 1 < lines->count && is_cut(page, line, line + 1);
		if (goes_on)
			append_blanks(output, page, line);
		else
			going = end_line(output);
	}
	return going;
}

/* The page as text; where it is PREVIEW, what a preview shows of it. */
static bool print_lines(
        struct output *output, const struct page *page, const struct print_options *options, bool preview)
{
	const struct layout_options layout_options = {.link_numbers = !preview,
	        .preview = preview,
	        .hyphenation = options->hyphenation,
	        .dictionaries = options->columns > 0 ? options->dictionaries : NULL};
	struct layout *layout = layout_new(
	        page, options->columns > 0 ? options->columns : LAYOUT_COLUMNS_MAXIMUM, &layout_options);
	bool going = layout != NULL;
	for (uint32_t block = 0; going && block < page->block_count; block++)
		going = print_block(output, layout, block, options->columns > 0);
	layout_free(layout);
	return going;
}

/* Where the line of TEXT that starts at FROM ends: at its last break before COLUMNS (0: at the end), or in a word that is longer. */
static size_t end_of_target_line(
        const struct buffer *text, const unsigned char *breaks, size_t from, int columns)
{
	size_t fits = text->length - from;
	if (columns > 0)
		fits = text_fit(text->bytes + from, fits, columns, NULL);
	if (fits == 0)
		fits = text_cluster(text->bytes + from, text->length - from).length;
	size_t end = from + fits;
	for (size_t i = end; end < text->length && i > from; i--)
		if (breaks[i] == TEXT_BREAK_ALLOWED && text->bytes[i - 1] != ' ')
			return i;
	return end;
}

/* Prints "[1] https://…", in lines of COLUMNS (0: of any length). */
static bool print_target(struct output *output, uint32_t number, const char *target, int columns)
{
	struct buffer line;
	buffer_init(&line, OUTPUT_BYTES_MAXIMUM);
	bool going = buffer_format(&line, "[%lu] %s", (unsigned long)number, target);
	unsigned char *breaks = memory_resize(NULL, line.length);
	going = going && breaks != NULL && text_find_breaks(breaks, line.bytes, line.length, NULL);
	for (size_t from = 0, end; going && from < line.length; from = end) {
		end = end_of_target_line(&line, breaks, from, columns);
		append_shown(&output->text, line.bytes + from, end - from);
		going = end_line(output);
	}
	memory_resize(breaks, 0);
	buffer_free(&line);
	return going;
}

static bool print_targets(struct output *output, const struct page *page, int columns)
{
	bool going = page->link_count == 0 || end_line(output);
	for (uint32_t i = 0; going && i < page->link_count; i++)
		going = print_target(output, i + 1, page->links[i].target, columns);
	return going;
}

/* ---- a section ---- */

/* Appends TEXT so that Markdown reads it as it stands. */
static void append_escaped(struct buffer *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (strchr("\\`*_{}[]()<>#+-.!|~&:/=\"'", *text) != NULL)
			buffer_append_text(out, "\\");
		buffer_append(out, text, 1);
	}
}

/* The children of SECTION as a Markdown list of titles and paths. */
static void write_children(struct buffer *out, struct site *site, const struct entry *section, int language)
{
	for (size_t i = 0; i < section->child_count; i++) {
		struct entry *child = section->children[i];
		site_read_headline(site, child, language, NULL);
		buffer_append_text(out, "- ");
		append_escaped(out, entry_title(site, child, language));
		buffer_append_text(out, "\\\n  ");
		append_escaped(out, child->path);
		buffer_append_text(out, "\n");
	}
}

/* Lists SECTION, in its final order for readers of LANGUAGE. Returns false when memory runs out. */
static bool list_in_order(struct site *site, struct entry *section, int language)
{
	if (!site_list(site, section, NULL))
		return false;
	while (site_settle(site, section, language))
		continue;
	return true;
}

/* Prints the list of what is in SECTION, under TITLE where it has no page of its own. */
static bool print_children(struct output *output, struct site *site, struct entry *section, int language,
        const struct print_options *options)
{
	struct buffer markdown;
	const char *tag = site_language(site, language);
	bool has_page = section->variant_count > 0;
	buffer_init(&markdown, OUTPUT_BYTES_MAXIMUM);
	list_in_order(site, section, language);
	buffer_append_text(&markdown, "---\ntitle: |\n  ");
	buffer_append_text(&markdown, entry_title(site, section, language));
	buffer_append_text(&markdown, "\n---\n");
	write_children(&markdown, site, section, language);
	const struct page *page = markdown.failed ? NULL
	                                          : page_from_bytes("list.md", buffer_text(&markdown),
	                                                    markdown.length, tag, options->words(tag), NULL);
	bool going = page != NULL && (!has_page || end_line(output)) &&
	             print_lines(output, page, options, has_page);
	page_release(page);
	buffer_free(&markdown);
	return going;
}

bool print_page(struct output *output, struct site *site, struct entry *entry, int language,
        const struct print_options *options)
{
	const struct page *page = site_load(site, entry, language, NULL);
	bool going = page == NULL || (print_lines(output, page, options, false) &&
	                                     print_targets(output, page, options->columns));
	page_release(page);
	if (going && (entry->is_section || page == NULL))
		going = print_children(output, site, entry, language, options);
	return going;
}

/* ---- walking the whole site ---- */

/* What is done with each entry; false ends the walk. */
typedef bool (*visitor)(void *context, struct site *site, struct entry *entry);

/* Visits ENTRY and all beneath it in the order of the menus. Sections nest no deeper than DEPTH_MAXIMUM. */
static bool walk(struct site *site, struct entry *entry, visitor visit, void *context)
{
	/* A section's own page is known once its folder has been listed. */
	if (entry->is_section && !site_list(site, entry, NULL))
		return false;
	if (entry->variant_count > 0 && !visit(context, site, entry))
		return false;
	/* A visit may show that a page has pages inside it. */
	if (entry->is_section && !list_in_order(site, entry, 0))
		return false;
	for (size_t i = 0; entry->is_section && i < entry->child_count; i++)
		if (!walk(site, entry->children[i], visit, context))
			return false;
	return true;
}

static bool list_entry(void *context, struct site *site, struct entry *entry)
{
	struct output *output = context;
	for (size_t i = 0; i < entry->variant_count; i++) {
		const struct variant *variant = &entry->variants[i];
		if (!site_read_headline(site, entry, variant->language, NULL))
			return false;
		struct date date = entry_date(entry, variant->language);
		text_sanitise(&output->text, entry->path, strlen(entry->path), SANITISE_ONE_LINE, NULL);
		buffer_format(&output->text, "\t%s\t", site_language(site, variant->language));
		if (date.year > 0)
			buffer_format(&output->text, "%04d-%02d-%02d", date.year, date.month, date.day);
		buffer_append_text(&output->text, "\t");
		append_shown_text(&output->text, entry_title(site, entry, variant->language));
		if (!end_line(output))
			return false;
	}
	return true;
}

bool print_list(struct output *output, struct site *site)
{
	return walk(site, site_root(site), list_entry, output);
}

/* ---- diagnostics ---- */

bool print_diagnostics(struct output *output, const struct diagnostics *list, enum message_language language)
{
	struct buffer line;
	bool going = true;
	buffer_init(&line, OUTPUT_BYTES_MAXIMUM);
	for (size_t i = 0; going && i < list->count; i++) {
		buffer_clear(&line);
		going = diagnostic_line(&line, &list->items[i], language) &&
		        text_sanitise(&output->text, line.bytes, line.length, SANITISE_ONE_LINE, NULL) &&
		        end_line(output);
	}
	buffer_free(&line);
	return going;
}

/* ---- search ---- */

static bool print_hit(struct output *output, const struct search_hit *hit)
{
	text_sanitise(&output->text, hit->entry->path, strlen(hit->entry->path), SANITISE_ONE_LINE, NULL);
	buffer_append_text(&output->text, ":\t");
	append_shown_text(&output->text, hit->title);
	buffer_append_text(&output->text, "\t");
	append_shown_text(&output->text, hit->snippet);
	return end_line(output);
}

bool print_matches(struct output *output, struct site *site, int language, const char *words, size_t *found,
        struct buffer *read_as)
{
	struct site_search *search = site_search_new(site, language, words);
	*found = 0;
	if (search == NULL)
		return false;
	while (site_search_step(search))
		continue;
	const struct search_hit *hits = site_search_hits(search, found);
	bool going = !site_search_failed(search);
	for (size_t i = 0; going && i < *found; i++)
		going = print_hit(output, &hits[i]);
	if (*found > 0 && site_search_read_as(search) != NULL)
		buffer_append_text(read_as, site_search_read_as(search));
	site_search_free(search);
	return going;
}

/* ---- the sandbox ---- */

bool print_sandbox(struct output *output, const struct sandbox_report *report, enum message_language language)
{
	static const char *const on[MESSAGE_LANGUAGES] = {
	        [MESSAGES_ENGLISH] = "yes", [MESSAGES_BULGARIAN] = "да"};
	static const char *const off[MESSAGE_LANGUAGES] = {
	        [MESSAGES_ENGLISH] = "no", [MESSAGES_BULGARIAN] = "не"};
	const bool linux_only = !report->pledged;
	const struct {
		bool told;
		bool holds;
		const char *words[MESSAGE_LANGUAGES];
	} rows[] = {
	        {true, report->limits,
	                {"limits of memory, processor, files and processes",
	                        "ограничения за памет, процесор, файлове и процеси"}},
	        {linux_only, report->no_new_privileges, {"no new privileges", "без нови права"}},
	        {linux_only, report->not_dumpable,
	                {"memory closed to other processes", "паметта е затворена за други процеси"}},
	        {linux_only, report->landlock > 0,
	                {"nothing but the site can be read (Landlock)",
	                        "може да се чете само сайтът (Landlock)"}},
	        {linux_only, report->system_calls,
	                {"any other system call ends the process (seccomp)",
	                        "всяко друго системно извикване спира процеса (seccomp)"}},
	        {report->pledged, report->pledged,
	                {"pledge and unveil (OpenBSD)", "pledge и unveil (OpenBSD)"}},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (!rows[i].told)
			continue;
		buffer_format(&output->text, "%s: %s", rows[i].words[language],
		        rows[i].holds ? on[language] : off[language]);
		if (!end_line(output))
			return false;
	}
	return true;
}
