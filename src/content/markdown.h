/*
 * content/markdown.h — a Markdown body becomes blocks, containers, runs and links. Private to content.
 *
 * CommonMark 0.30 with tables and strikethrough (GFM 4.10, 6.5); bare http(s) addresses are links; of raw HTML the text stays.
 */
#ifndef IOMVIEW_MARKDOWN_H
#define IOMVIEW_MARKDOWN_H

#include "content/page_builder.h"

/* How a body lies in its file. */
struct body_place {
	size_t line; /* of the body's first line, from 1; 0: unknown */
	size_t column; /* where each of its lines begins, from 1: what YAML's indentation took away stands before it */
	bool exact; /* false (a folded or quoted scalar): everything is reported at LINE and COLUMN */
	const char
	        *folder; /* of the page, for links like "../about/about.md": "news"; NULL or "": the site's */
	bool without_first_heading; /* a heading at the very beginning is left out: it has become the page's title */
};

/*
 * Appends what BODY (LENGTH bytes, any values) says to BUILDER, after whatever it already has; an open block is ended first.
 * Returns false when the body is too complex (TOO_COMPLEX has been added, at its line) or BUILDER has failed: the page
 * is then to be made anew as one that says so.
 */
bool markdown_parse(
        struct page_builder *builder, const char *body, size_t length, const struct body_place *place);

/*
 * Appends the text of BODY's first heading, one line, sanitised. Looks only at the first 64 KiB. Returns false when there is none, or it is
 * empty, or memory runs out; OUT is then as it was.
 */
bool markdown_first_heading(struct buffer *out, const char *body, size_t length);

#endif
