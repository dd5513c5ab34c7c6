/*
 * terminal/hyperlinks.h — OSC 8 around the links that are seen. Private to terminal/.
 *
 * ncurses's cells have no room for a link. Behind a frame's bytes the cells of links are written once more at their place, within the link;
 * what ncurses writes again loses it, and what the terminal scrolls takes it along. Cells that look like a link are links and nothing
 * else is, so that a link never stays behind on other text.
 */
#ifndef IOMVIEW_TERMINAL_HYPERLINKS_H
#define IOMVIEW_TERMINAL_HYPERLINKS_H

#include "terminal/colours.h"

struct hyperlinks {
	bool wanted;
	bool shown;       /* cells on the screen may have a link */
	uint64_t written; /* what hyperlinks_sum() was when they were written */
};

/* Appends ADDRESS as it may be sent: printable ASCII, the rest percent-encoded (RFC 3986). False: it may not, or no memory; OUT is as it was. */
bool hyperlinks_append_address(struct buffer *out, const char *address);

/* A number for the addresses of GRID: another where one of them is. */
uint64_t hyperlinks_sum(const struct grid *grid);

/* Whether hyperlinks_write() would append anything. */
bool hyperlinks_needed(const struct hyperlinks *hyperlinks, const struct grid *grid);

/* Appends what gives the links of GRID, which the terminal shows, their addresses, and takes them from those that have none. */
bool hyperlinks_write(struct hyperlinks *hyperlinks, const struct grid *grid, const struct colours *colours,
        struct buffer *out);

#endif
