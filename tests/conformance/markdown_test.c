/*
 * Our reading of Markdown against that of cmark, the reference implementation of CommonMark.
 *
 * tests/conformance/markdown/THEME.md holds cases: a line "%% name", then the Markdown up to the next such line. What cmark
 * says (cmark -t xml) is built into a page by the same page builder, so that only the reading is compared: blocks, what they stand in,
 * styles, links. Known differences stand in markdown/differences.txt, "theme: name | reason" a line; the list may only shrink:
 * a case in it that does not differ fails too.
 *
 * With an argument: compares the one file of plain Markdown given, prints both dumps.
 */

#include "content/addresses.h"
#include "content/markdown.h"
#include "harness/page_dump.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define FOLDER "tests/conformance/markdown/"

enum { BYTES_MAXIMUM = 1 << 20 };

static int results, failures;

static void result(bool passed, const char *theme, const char *name)
{
	results++;
	failures += !passed;
	printf("%sok %d - %s: %s\n", passed ? "" : "not ", results, theme, name);
}

/* ---- what cmark says ---- */

/* Lets cmark read MARKDOWN; its XML goes to OUT. Through files: nobody waits for anybody. */
static bool run_cmark(const char *markdown, size_t length, struct buffer *out)
{
	FILE *input = tmpfile(), *output = tmpfile();
	if (input == NULL || output == NULL || fwrite(markdown, 1, length, input) != length ||
	        fflush(input) != 0)
		return false;
	rewind(input);
	pid_t child = fork();
	if (child == 0) {
		dup2(fileno(input), STDIN_FILENO);
		dup2(fileno(output), STDOUT_FILENO);
		execlp("cmark", "cmark", "-t", "xml", (char *)NULL);
		_exit(127);
	}
	int status = -1;
	bool ended = child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status);
	bool done = ended && WEXITSTATUS(status) == 0;
	rewind(output);
	char piece[4096];
	size_t bytes;
	while (done && (bytes = fread(piece, 1, sizeof piece, output)) > 0)
		buffer_append(out, piece, bytes);
	fclose(input);
	fclose(output);
	return done;
}

/* What of its XML we are in, and the page that is made of it. */
struct tree {
	struct page_builder *builder;
	unsigned emphasis, strong, images; /* how many are around */
	uint16_t link;
	struct buffer scratch; /* for attributes and text */
};

/* Appends LENGTH bytes with the references of XML decoded. */
static void append_decoded(struct buffer *out, const char *text, size_t length)
{
	static const struct {
		const char *reference, *character;
	} references[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}};
	for (size_t i = 0; i < length;) {
		size_t taken = 0;
		for (size_t k = 0; k < sizeof references / sizeof references[0] && taken == 0; k++) {
			size_t reference = strlen(references[k].reference);
			if (length - i >= reference &&
			        memcmp(text + i, references[k].reference, reference) == 0) {
				buffer_append_text(out, references[k].character);
				taken = reference;
			}
		}
		if (taken == 0)
			buffer_append(out, text + i, 1);
		i += taken > 0 ? taken : 1;
	}
}

/* The value of the attribute NAME of the tag at TAG into OUT ("" when it has none). */
static const char *attribute(const char *tag, const char *name, struct buffer *out)
{
	const char *end = strchr(tag, '>');
	char sought[32];
	snprintf(sought, sizeof sought, " %s=\"", name);
	const char *found = strstr(tag, sought);
	buffer_clear(out);
	if (found == NULL || found > end)
		return "";
	found += strlen(sought);
	append_decoded(out, found, (size_t)(strchr(found, '"') - found));
	return buffer_text(out);
}

static unsigned style_now(const struct tree *tree)
{
	unsigned style = tree->emphasis > 0 ? RUN_EMPHASIS : 0;
	style |= tree->strong > 0 ? RUN_STRONG : 0;
	return style | (tree->images > 0 ? RUN_IMAGE : 0);
}

static void add(struct tree *tree, const char *text, size_t length, unsigned style)
{
	builder_text(tree->builder, text, length, style_now(tree) | style, tree->link);
}

static void enter_link(struct tree *tree, const char *tag)
{
	struct buffer target;
	buffer_init(&target, BYTES_MAXIMUM);
	const char *destination = attribute(tag, "destination", &tree->scratch);
	enum target_kind kind = target_read(&target, NULL, destination, strlen(destination));
	if ((kind == TARGET_ADDRESS || kind == TARGET_PAGE) && tree->images == 0)
		tree->link =
		        builder_link(tree->builder, buffer_text(&target), target.length, kind == TARGET_PAGE);
	buffer_free(&target);
}

static void enter_list(struct tree *tree, const char *tag)
{
	bool numbered = strcmp(attribute(tag, "type", &tree->scratch), "ordered") == 0;
	unsigned long start = strtoul(attribute(tag, "start", &tree->scratch), NULL, 10);
	bool tight = strcmp(attribute(tag, "tight", &tree->scratch), "true") == 0;
	builder_enter_list(tree->builder, numbered, (uint32_t)start, tight);
}

enum element {
	QUOTE,
	LIST,
	ITEM,
	PARAGRAPH,
	HEADING,
	CODE_BLOCK,
	RULE,
	HTML_BLOCK,
	TEXT,
	SOFT_BREAK,
	HARD_BREAK,
	CODE,
	HTML,
	EMPHASIS,
	STRONG,
	LINK,
	IMAGE,
	OTHER
};

static const char *const elements[] = {"block_quote", "list", "item", "paragraph", "heading", "code_block",
        "thematic_break", "html_block", "text", "softbreak", "linebreak", "code", "html_inline", "emph",
        "strong", "link", "image"};

static enum element element_of(const char *name, size_t length)
{
	int element = 0;
	while (element < OTHER &&
	        (strlen(elements[element]) != length || memcmp(elements[element], name, length) != 0))
		element++;
	return (enum element)element;
}

static void enter(struct tree *tree, enum element element, const char *tag)
{
	switch (element) {
	case QUOTE:
		builder_enter_quote(tree->builder);
		break;
	case LIST:
		enter_list(tree, tag);
		break;
	case ITEM:
		builder_enter_item(tree->builder);
		break;
	case PARAGRAPH:
		builder_begin_block(tree->builder, BLOCK_PARAGRAPH, 0);
		break;
	case HEADING:
		builder_begin_block(tree->builder, BLOCK_HEADING,
		        (unsigned)atoi(attribute(tag, "level", &tree->scratch)));
		break;
	case CODE_BLOCK:
		builder_begin_block(tree->builder, BLOCK_CODE, 0);
		break;
	case RULE:
		builder_rule(tree->builder);
		break;
	case SOFT_BREAK:
		builder_soft_break(tree->builder, style_now(tree), tree->link);
		break;
	case HARD_BREAK:
		builder_hard_break(tree->builder);
		break;
	case LINK:
		enter_link(tree, tag);
		break;
	default:
		tree->emphasis += element == EMPHASIS;
		tree->strong += element == STRONG;
		tree->images += element == IMAGE;
	}
}

static void leave(struct tree *tree, enum element element)
{
	switch (element) {
	case QUOTE:
		builder_leave_quote(tree->builder);
		break;
	case LIST:
		builder_leave_list(tree->builder);
		break;
	case ITEM:
		builder_leave_item(tree->builder);
		break;
	case PARAGRAPH:
	case HEADING:
	case CODE_BLOCK:
		builder_end_block(tree->builder);
		break;
	case LINK:
		tree->link = 0;
		break;
	default:
		tree->emphasis -= element == EMPHASIS;
		tree->strong -= element == STRONG;
		tree->images -= element == IMAGE;
	}
}

/* The text within ELEMENT, LENGTH bytes of XML. */
static void add_content(struct tree *tree, enum element element, const char *text, size_t length)
{
	buffer_clear(&tree->scratch);
	append_decoded(&tree->scratch, text, length);
	bool line_break = strncmp(buffer_text(&tree->scratch), "<br", strlen("<br")) == 0;
	if (element == HTML && line_break)
		builder_hard_break(tree->builder);
	else if (element == TEXT || element == CODE || element == CODE_BLOCK)
		add(tree, buffer_text(&tree->scratch), tree->scratch.length, element == TEXT ? 0 : RUN_CODE);
}

/* Builds the page that cmark's XML is. */
static void build_tree(struct page_builder *builder, const char *xml)
{
	struct tree tree = {.builder = builder};
	buffer_init(&tree.scratch, BYTES_MAXIMUM);
	for (const char *tag = strchr(xml, '<'); tag != NULL; tag = strchr(tag + 1, '<')) {
		bool closing = tag[1] == '/';
		const char *name = tag + 1 + closing, *end = strchr(tag, '>');
		enum element element = element_of(name, strcspn(name, " />"));
		bool has_content =
		        element == TEXT || element == CODE || element == CODE_BLOCK || element == HTML;
		if (!closing)
			enter(&tree, element, tag);
		if (!closing && has_content && end[-1] != '/')
			add_content(&tree, element, end + 1, strcspn(end + 1, "<"));
		if (closing || end[-1] == '/')
			leave(&tree, element);
	}
	buffer_free(&tree.scratch);
}

/* ---- both as text ---- */

/* Appends the dump of the page that is made of MARKDOWN by us, or by cmark. Returns false when that could not be done. */
static bool dump(struct buffer *out, const char *markdown, size_t length, bool by_cmark)
{
	struct page page = {0};
	struct page_builder builder;
	struct buffer xml;
	const struct body_place place = {.line = 1, .column = 1, .exact = true};
	arena_init(&page.arena, SIZE_MAX);
	builder_init(&builder, &page.arena, NULL, "case.md", "bg");
	buffer_init(&xml, BYTES_MAXIMUM);
	bool done = true;
	if (!by_cmark)
		done = markdown_parse(&builder, markdown, length, &place);
	else if ((done = run_cmark(markdown, length, &xml)))
		build_tree(&builder, buffer_text(&xml));
	done = done && builder_finish(&builder, &page);
	if (done)
		dump_page(out, &page, false);
	builder_free(&builder);
	arena_free(&page.arena);
	buffer_free(&xml);
	return done;
}

/* ---- cases ---- */

/* Whether cmark and we make the same of MARKDOWN; if not, or if SHOWN, prints both as comments. */
static bool agree(const char *markdown, size_t length, bool shown)
{
	struct buffer ours, theirs;
	buffer_init(&ours, BYTES_MAXIMUM);
	buffer_init(&theirs, BYTES_MAXIMUM);
	bool done = dump(&ours, markdown, length, false) && dump(&theirs, markdown, length, true);
	bool same = done && strcmp(buffer_text(&ours), buffer_text(&theirs)) == 0;
	if (!done)
		printf("# one of the two could not read it; is cmark installed?\n");
	else if (shown || !same)
		printf("# ours:\n%s# cmark:\n%s", buffer_text(&ours), buffer_text(&theirs));
	buffer_free(&ours);
	buffer_free(&theirs);
	return same;
}

/* Whether DIFFERENCES has a line for the case. */
static bool is_known(const char *differences, const char *theme, const char *name)
{
	char line[256];
	snprintf(line, sizeof line, "\n%s: %s | ", theme, name);
	return strstr(differences, line) != NULL;
}

static void run_theme(const char *path, const char *text, const char *differences)
{
	char theme[64], name[128];
	const char *base = strrchr(path, '/') + 1;
	snprintf(theme, sizeof theme, "%.*s", (int)strcspn(base, "."), base);
	for (const char *at = strstr(text, "%% "); at != NULL;) {
		size_t name_length = strcspn(at + 3, "\n");
		snprintf(name, sizeof name, "%.*s", (int)name_length, at + 3);
		const char *markdown = at + 3 + name_length + 1;
		const char *next = strstr(markdown, "\n%% ");
		size_t length = next != NULL ? (size_t)(next - markdown) + 1 : strlen(markdown);
		bool known = is_known(differences, theme, name);
		bool same = agree(markdown, length, false);
		if (known && same)
			printf("# it does not differ any more: take it out of differences.txt\n");
		result(same != known, theme, name);
		at = next != NULL ? next + 1 : NULL;
	}
}

static bool read_file(const char *path, struct buffer *text)
{
	int error_number;
	buffer_init(text, BYTES_MAXIMUM);
	return file_read_path(path, BYTES_MAXIMUM, text, &error_number) == FILE_OK;
}

int main(int argument_count, char **arguments)
{
	struct buffer text, differences;
	if (argument_count > 1)
		return read_file(arguments[1], &text) && agree(text.bytes, text.length, true) ? 0 : 1;
	glob_t files;
	if (!read_file(FOLDER "differences.txt", &differences) || glob(FOLDER "*.md", 0, NULL, &files) != 0) {
		printf("not ok - " FOLDER " cannot be read\n");
		return 1;
	}
	for (size_t i = 0; i < files.gl_pathc; i++) {
		if (read_file(files.gl_pathv[i], &text))
			run_theme(files.gl_pathv[i], buffer_text(&text), buffer_text(&differences));
		else
			result(false, files.gl_pathv[i], "cannot be read");
		buffer_free(&text);
	}
	globfree(&files);
	buffer_free(&differences);
	printf("1..%d\n", results);
	return failures > 0;
}
