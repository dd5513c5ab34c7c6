/*
 * terminal/screen.h — a grid's cells into ncurses, which writes into memory; the frame's bytes. Private to terminal/.
 */
#ifndef IOMVIEW_TERMINAL_SCREEN_H
#define IOMVIEW_TERMINAL_SCREEN_H

#include "terminal/hyperlinks.h"
#include "terminal/terminal.h"

#include <sys/types.h>

enum { SCROLL_MAXIMUM = 4096 };

/* A scroll of the terminal: rows of the screen, first and last row that scroll, distance. */
struct scroll_place {
	int rows, top, bottom, distance;
};

struct screen {
	SCREEN *handle;     /* ncurses's own */
	FILE *file;         /* memory that ncurses writes to */
	const char *memory; /* its start, mapped; NULL: it cannot be */
	off_t written;      /* end of the last frame in it; -1: not known */
	struct colours colours;
	struct hyperlinks hyperlinks;
	bool moved;       /* the last frame was text that has moved, links and all */
	bool links_stale; /* links on the screen may lack their address, or have one that is not theirs */
	struct grid
	        given; /* what ncurses has been given; no cells: nothing yet, or nothing that can be trusted */
	struct buffer scroll; /* what scrolls the terminal as SCROLL_PLACE says */
	struct scroll_place scroll_place;
	bool cursor_shown; /* the cursor as ncurses has left it */
	bool entering;     /* the next frame enters the alternate screen */
	bool cursor_known; /* whether that is so */
	bool steps;        /* the terminal scrolls by single lines, too */
};

/* Makes ncurses know the terminal of OPTIONS with its size. Nothing is sent. LINES and COLUMNS go from the environment. */
enum terminal_status screen_open(
        struct screen *screen, int rows, int columns, const struct terminal_options *options);

/* Another size: the next frame sends every cell. */
void screen_resize(struct screen *screen, int rows, int columns);

/* The next frame sends every cell. */
void screen_repaint(struct screen *screen);

/* The terminal will be left: the next frame enters the alternate screen again and sends every cell. */
void screen_suspend(struct screen *screen);

/* Appends the bytes that turn what the terminal shows into GRID. Returns false when memory runs out: OUT is as it was. */
bool screen_frame(struct screen *screen, const struct grid *grid, struct buffer *out);

/* Whether screen_links() has anything to append. */
bool screen_links_wait(const struct screen *screen);

/* Appends what gives the links of the last frame their addresses. */
void screen_links(struct screen *screen, struct buffer *out);

void screen_close(struct screen *screen);

#endif
