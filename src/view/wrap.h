/* view/wrap.h — a short text in lines. Private to view/ and its tests. */
#ifndef IOMVIEW_VIEW_WRAP_H
#define IOMVIEW_VIEW_WRAP_H

#include "text/text.h"

struct wrapped_line {
	size_t offset; /* bytes from the start of the text */
	size_t length; /* bytes, blanks at the end left out */
	int width;     /* columns, the hyphen included */
	bool hyphen;   /* a hyphen is shown behind it that the text does not have */
};

/* The lines of the text that was wrapped last. Zeroed: empty. Keeps its memory for the next text. */
struct wrapping {
	const struct wrapped_line *lines;
	size_t count; /* at least 1 after wrap_text() */
	struct wrapped_line only;
	struct wrapped_line *room;
	size_t capacity; /* of ROOM */
	unsigned char *breaks;
	size_t breaks_capacity;
};

/*
 * Sets TEXT in lines of at most COLUMNS columns (at least 1), at most MOST of them, broken where text_find_breaks() allows it in LANGUAGE
 * (NULL: no rules of a language); a word wider than a line is broken at a cluster. The lines are valid until the next
 * call. When memory runs out it returns false, and the text is one line.
 */
bool wrap_text(struct wrapping *wrapping, const char *text, size_t length, int columns, size_t most,
        const char *language);

void wrapping_free(struct wrapping *wrapping);

#endif
