/* content/html_scanner.c — what of raw HTML is text. */

#include "content/html_scanner.h"

#include "base/base.h"
#include "content/entities.h"

#include <string.h>

/* Tags at which a paragraph ends; in the order of strcmp(). */
static const char *const boundaries[] = {"address", "article", "aside", "blockquote", "body", "caption",
        "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "iframe", "legend", "li", "main",
        "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead",
        "title", "tr", "ul"};

void html_scanner_init(struct html_scanner *scanner)
{
	*scanner = (struct html_scanner){.state = HTML_IN_TEXT};
}

static bool is_letter(char byte)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

static bool begins(const char *bytes, size_t length, const char *prefix)
{
	size_t prefix_length = strlen(prefix);
	return length >= prefix_length && memcmp(bytes, prefix, prefix_length) == 0;
}

/* The state behind '<' at the start of BYTES, and in *TAKEN its bytes; HTML_IN_TEXT when it is only a character. */
static enum html_state opened(struct html_scanner *scanner, const char *bytes, size_t length, size_t *taken)
{
	static const struct {
		const char *prefix;
		enum html_state state;
	} openings[] = {{"<!--", HTML_IN_COMMENT}, {"<![CDATA[", HTML_IN_CDATA}, {"<!", HTML_IN_DECLARATION},
	        {"<?", HTML_IN_INSTRUCTION}};
	*taken = 1;
	scanner->closing = begins(bytes, length, "</");
	size_t name = scanner->closing ? 2 : 1;
	if (length > name && is_letter(bytes[name])) {
		*taken = name;
		scanner->name_length = 0;
		scanner->name[0] = '\0';
		return HTML_IN_NAME;
	}
	for (size_t i = 0; i < sizeof openings / sizeof openings[0]; i++) {
		if (begins(bytes, length, openings[i].prefix)) {
			*taken = strlen(openings[i].prefix);
			return openings[i].state;
		}
	}
	return HTML_IN_TEXT;
}

/* Adds BYTE to the tag's name; what is too long becomes no name that is known. */
static void add_to_name(struct html_scanner *scanner, char byte)
{
	if (scanner->name_length >= HTML_NAME_MAXIMUM)
		scanner->name_length = 0;
	scanner->name[scanner->name_length++] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
	scanner->name[scanner->name_length] = '\0';
}

static bool is_boundary(const char *name)
{
	size_t low = 0, high = sizeof boundaries / sizeof boundaries[0];
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(name, boundaries[middle]);
		if (order == 0)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

/* What a tag that has just ended means; HTML_END: nothing. */
static enum html_token tag_ended(struct html_scanner *scanner)
{
	static const char *const skipped[] = {"script", "style"};
	scanner->state = HTML_IN_TEXT;
	if (scanner->skipping != NULL) {
		if (scanner->closing && strcmp(scanner->name, scanner->skipping) == 0)
			scanner->skipping = NULL;
		return HTML_END;
	}
	for (size_t i = 0; i < sizeof skipped / sizeof skipped[0]; i++)
		if (!scanner->closing && strcmp(scanner->name, skipped[i]) == 0)
			scanner->skipping = skipped[i];
	if (strcmp(scanner->name, "br") == 0)
		return HTML_BREAK;
	if (strcmp(scanner->name, "td") == 0 || strcmp(scanner->name, "th") == 0)
		return HTML_SPACE;
	return is_boundary(scanner->name) ? HTML_BOUNDARY : HTML_END;
}

/* Reads a byte of a tag behind its name: a quotation mark opens a value only behind '='. */
static void read_attribute(struct html_scanner *scanner, char byte)
{
	if (scanner->state != HTML_IN_TAG)
		return;
	if (scanner->behind_equals && byte == '\'')
		scanner->state = HTML_IN_SINGLE_QUOTE;
	if (scanner->behind_equals && byte == '"')
		scanner->state = HTML_IN_DOUBLE_QUOTE;
	if (byte != ' ' && byte != '\t' && byte != '\n')
		scanner->behind_equals = byte == '=';
}

/* Reads one byte or more inside a tag, comment or the like. Returns the token that ends there, or HTML_END. */
static enum html_token read_markup(
        struct html_scanner *scanner, const char *bytes, size_t length, size_t *position)
{
	static const char *const endings[] = {
	        [HTML_IN_COMMENT] = "-->", [HTML_IN_INSTRUCTION] = "?>", [HTML_IN_CDATA] = "]]>"};
	char byte = bytes[*position];
	switch (scanner->state) {
	case HTML_IN_COMMENT:
	case HTML_IN_INSTRUCTION:
	case HTML_IN_CDATA:
		if (begins(bytes + *position, length - *position, endings[scanner->state])) {
			*position += strlen(endings[scanner->state]) - 1;
			scanner->state = HTML_IN_TEXT;
		}
		break;
	case HTML_IN_SINGLE_QUOTE:
	case HTML_IN_DOUBLE_QUOTE:
		if (byte == (scanner->state == HTML_IN_SINGLE_QUOTE ? '\'' : '"'))
			scanner->state = HTML_IN_TAG;
		break;
	case HTML_IN_NAME:
		if (is_letter(byte) || (byte >= '0' && byte <= '9') || byte == '-') {
			add_to_name(scanner, byte);
			break;
		}
		scanner->state = HTML_IN_TAG;
		return HTML_END; /* the same byte again, behind the name */
	default:
		if (byte == '>') {
			++*position;
			enum html_token token = HTML_END;
			if (scanner->state == HTML_IN_TAG)
				token = tag_ended(scanner);
			scanner->state = HTML_IN_TEXT;
			return token;
		}
		read_attribute(scanner, byte);
		break;
	}
	++*position;
	return HTML_END;
}

/* Whether '<' at BYTES ends the element that is being skipped: there nothing else is markup. */
static bool ends_skipping(const struct html_scanner *scanner, const char *bytes, size_t length)
{
	size_t name = strlen(scanner->skipping);
	return begins(bytes, length, "</") && length >= 2 + name &&
	       ascii_equal_start(bytes + 2, scanner->skipping, name) &&
	       (length == 2 + name || !is_letter(bytes[2 + name]));
}

/* Reads text up to the next '<' or '&' that means something. Returns its token; HTML_END: none, more may follow. */
static enum html_token read_text(struct html_scanner *scanner, const char *bytes, size_t length,
        size_t *position, const char **text, size_t *text_length)
{
	size_t start = *position, end = start;
	*text = bytes + start;
	for (; end < length; end++) {
		size_t reference = bytes[end] == '&' && scanner->skipping == NULL
		                           ? entity_length(bytes + end, length - end)
		                           : 0;
		if (reference > 0 && end == start) {
			*position = end + reference;
			*text_length = reference;
			return HTML_REFERENCE;
		}
		if (reference > 0)
			break;
		if (bytes[end] != '<' ||
		        (scanner->skipping != NULL && !ends_skipping(scanner, bytes + end, length - end)))
			continue;
		size_t taken;
		enum html_state state = opened(scanner, bytes + end, length - end, &taken);
		if (state == HTML_IN_TEXT)
			continue;
		scanner->state = state;
		*position = end + taken;
		*text_length = end - start;
		return scanner->skipping == NULL && end > start ? HTML_TEXT : HTML_END;
	}
	*position = end;
	*text_length = end - start;
	return scanner->skipping == NULL && end > start ? HTML_TEXT : HTML_END;
}

enum html_token html_scan(struct html_scanner *scanner, const char *bytes, size_t length, size_t *position,
        const char **text, size_t *text_length)
{
	while (*position < length) {
		enum html_token token =
		        scanner->state == HTML_IN_TEXT
		                ? read_text(scanner, bytes, length, position, text, text_length)
		                : read_markup(scanner, bytes, length, position);
		if (token != HTML_END)
			return token;
	}
	return HTML_END;
}
