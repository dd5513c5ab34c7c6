/*
 * terminal/hyperlinks.h — links that are seen (OSC 8) and letters struck through (SGR 9). Private to terminal/.
 *
 * ncurses's cells have no room for either. Behind a frame's bytes their cells are written once more at their place, within the link, struck
 * through; what ncurses writes again loses it, and what the terminal scrolls takes it along. Cells that look like a link are links, and those
 * that are struck through have a style of their own, so that neither stays behind on other text.
 */
#ifndef IOMVIEW_TERMINAL_HYPERLINKS_H
#define IOMVIEW_TERMINAL_HYPERLINKS_H

#include "terminal/colours.h"

struct hyperlinks {
	bool wanted;      /* OSC 8 */
	bool strike;      /* the terminal can strike letters through, or ignores that it should */
	bool struck;      /* cells may have to be */
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
