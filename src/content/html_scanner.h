/*
 * content/html_scanner.h — what of raw HTML is text. Private to content.
 *
 * Tags and comments go, and so does what scripts and style sheets hold. No tree, no nesting: a state that lives over the
 * pieces in which a block of HTML arrives.
 */
#ifndef IOMVIEW_HTML_SCANNER_H
#define IOMVIEW_HTML_SCANNER_H

#include <stdbool.h>
#include <stddef.h>

enum html_state {
	HTML_IN_TEXT,
	HTML_IN_NAME,         /* of a tag */
	HTML_IN_TAG,          /* behind its name */
	HTML_IN_SINGLE_QUOTE, /* an attribute's value */
	HTML_IN_DOUBLE_QUOTE,
	HTML_IN_COMMENT,
	HTML_IN_DECLARATION, /* <!X …> */
	HTML_IN_INSTRUCTION, /* <?…?> */
	HTML_IN_CDATA
};

/* Letters of a tag's name that are kept: the longest that matters is "blockquote". */
enum { HTML_NAME_MAXIMUM = 11 };

struct html_scanner {
	enum html_state state;
	char name[HTML_NAME_MAXIMUM + 1]; /* of the tag, in small letters, with a NUL */
	size_t name_length;
	bool closing;       /* the tag is </name> */
	bool behind_equals; /* in a tag: an attribute's value begins */
	const char *
	        skipping; /* the element whose content goes until its end tag: "script", "style"; NULL: none */
};

enum html_token {
	HTML_END,       /* of what was given */
	HTML_TEXT,      /* TEXT, LENGTH */
	HTML_REFERENCE, /* a character reference: TEXT, LENGTH */
	HTML_BREAK,     /* <br> */
	HTML_BOUNDARY,  /* a tag at which a paragraph ends: <p>, </div>, <li> … */
	HTML_SPACE      /* a tag at which a word ends: a table's cell */
};

/* A new beginning. */
void html_scanner_init(struct html_scanner *scanner);

/*
 * Reads on in BYTES (LENGTH of them, any values) from *POSITION, which it moves, to the next token. *TEXT and *TEXT_LENGTH
 * lie in BYTES. SCANNER remembers a tag or comment that does not end in BYTES.
 */
enum html_token html_scan(struct html_scanner *scanner, const char *bytes, size_t length, size_t *position,
        const char **text, size_t *text_length);

#endif
