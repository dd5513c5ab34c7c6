/* view/line_editor.h — one line of text being typed. Private to view/ and its tests. */
#ifndef IOMVIEW_VIEW_LINE_EDITOR_H
#define IOMVIEW_VIEW_LINE_EDITOR_H

#include "text/text.h"

/* Nobody types more. */
enum { LINE_EDITOR_BYTES = 1024 };

/* The line is sanitised (text_sanitise) and has no line feed. */
struct line_editor {
	struct buffer text;
	size_t cursor; /* bytes from the start: before a cluster, or at the end */
	size_t first;  /* likewise: what is shown begins here; kept by line_editor_window() */
};

/* What a key does to the line. */
enum line_edit {
	LINE_LEFT, /* one cluster */
	LINE_RIGHT,
	LINE_HOME,
	LINE_END,
	LINE_BACKSPACE,   /* the cluster before the cursor */
	LINE_DELETE,      /* the cluster behind it */
	LINE_DELETE_WORD, /* the word before the cursor, with the blanks behind it */
	LINE_DELETE_ALL
};

/* The part of the line that is shown: bytes from its start, and where the cursor stands in it. */
struct line_window {
	size_t first;
	size_t length;
	int cursor_column; /* from the first cluster that is shown */
	bool cut;          /* something stands before it */
};

void line_editor_init(struct line_editor *line);
void line_editor_free(struct line_editor *line);

/* Puts TEXT (valid UTF-8, sanitised, NUL-terminated) in place of the line, the cursor behind it. False when memory runs out. */
bool line_editor_set(struct line_editor *line, const char *text);

/* Puts CHARACTER, made fit to be shown, before the cursor. False when it finds no room or memory: the line is as it was. */
bool line_editor_insert(struct line_editor *line, uint32_t character);

/* Does EDIT. Returns whether the text is another one. */
bool line_editor_edit(struct line_editor *line, enum line_edit edit);

/*
 * What to show of the line in COLUMNS columns (at least 1), so that the cursor, which may stand behind the last cluster, is
 * among them; SIGN of them are left for a sign that something is cut off before.
 */
struct line_window line_editor_window(struct line_editor *line, int columns, int sign);

#endif
