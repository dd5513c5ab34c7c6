/* view/bars.h — where things stand on a screen; its first and its last line. Private to view/ and its tests. */
#ifndef IOMVIEW_VIEW_BARS_H
#define IOMVIEW_VIEW_BARS_H

#include "view/view.h"

struct screen;

/* The parts of a screen of one size, all in cells. */
struct frame {
	int columns;    /* of the whole screen */
	int margin;     /* columns left free on either side */
	int header_row; /* -1: there is no room for it */
	int status_row; /* -1: likewise */
	int top;        /* first row of the body */
	int height;     /* rows of the body, at least 1 */
};

struct frame frame_for(int rows, int columns);

/* The columns between the margins, at least 1. */
int frame_columns(const struct frame *frame);

/* Our own signs, which are no letters: in ASCII where the terminal wants that. */
struct signs {
	const char *selected;  /* before the selected entry of a menu, two columns with its blank */
	const char *read;      /* behind the title of a page that has been read, one column */
	const char *separator; /* between the parts of a breadcrumb */
	const char *dot;       /* between things in one line */
	const char *ellipsis;
	const char *key_separator; /* between two keys of one label */
};

const struct signs *signs_for(bool ascii);

/* A key or two with what they do, as the status line shows them. A table of them ends with COMMAND_NONE. */
struct hint {
	enum command_name first;
	enum command_name second; /* COMMAND_NONE: there is one key */
	int label;                /* enum string_name; -1: the label of FIRST */
	int rank;                 /* the lowest are kept when there is not room for all */
};

/* Appends how the first key of COMMAND is shown. */
void write_first_key(const struct view *view, struct buffer *out, enum command_name command);

/* Appends the first key of COMMAND and its label: "y copy". */
void write_hint(const struct view *view, struct buffer *out, enum command_name command);

/* Appends how a key of COMMAND is shown: PREFERRED ("Enter"; NULL: none) if it has that one, else its first; nothing if it has none. */
void write_key_of(
        const struct view *view, struct buffer *out, enum command_name command, const char *preferred);

void draw_header(
        struct view *view, const struct screen *screen, struct grid *grid, const struct frame *frame);
void draw_status(struct view *view, struct screen *screen, struct grid *grid, const struct frame *frame);

#endif
