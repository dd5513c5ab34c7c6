/*
 * content/body.h — a body's bytes as md4c may have them, and where in the file they stand. Private to content.
 */
#ifndef IOMVIEW_BODY_H
#define IOMVIEW_BODY_H

#include "content/markdown.h"

struct body {
	char *source;  /* a copy with a line end and zero bytes behind it; NULL when there was no memory */
	size_t length; /* bytes, with that line end */

	size_t position; /* bytes of SOURCE for which LINE and COLUMN hold */
	size_t line;     /* in SOURCE, from 0 */
	size_t column;   /* code points before POSITION in its line */
};

/* Copies LENGTH bytes. Returns false when there is no memory. */
bool body_copy(struct body *body, const char *bytes, size_t length);
void body_free(struct body *body);

/* Whether TEXT points into the source. */
bool body_holds(const struct body *body, const char *text);

/* Makes LINE and COLUMN those of TEXT, which points into the source. Going on from one place to the next costs the way between. */
void body_move_to(struct body *body, const char *text);

/*
 * Where a line begins that opens more quotes and list items than anybody writes (256), which md4c looks through again at each line
 * that follows; NULL when there is none.
 */
const char *body_too_many_openings(const struct body *body);

#endif
