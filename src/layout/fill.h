/* layout/fill.h — lines each as full as they can be. Private to layout/ and its tests. */
#ifndef IOMVIEW_FILL_H
#define IOMVIEW_FILL_H

#include "layout/paragraph.h"

/* A paragraph on its way into lines; all of it borrowed. */
struct source {
	const char *text;
	uint32_t length;
	int columns; /* of the first line */
	const struct break_rules *rules;
};

/* Columns of the line of SOURCE that starts at START. */
static inline int source_room(const struct source *source, uint32_t start)
{
	return start == 0 ? source->columns : source->columns - source->rules->hanging;
}

/* Finds the opportunities of SOURCE in BREAKS. False when memory runs out. */
bool find_opportunities(struct breaks *breaks, const struct source *source);

/* The line that starts at START: as many units as fit, then back to the last opportunity if there was one. */
struct line_break fill_line(const unsigned char *opportunities, const struct source *source, uint32_t start);

/* The line that starts at START where nothing but hyphens is in reach, if anything: cut where it is full. */
struct line_break cut_line(const unsigned char *opportunities, const struct source *source, uint32_t start);

/* Appends LINE to BREAKS. False when memory runs out. */
bool append_line(struct breaks *breaks, struct line_break line);

#endif
