/*
 * layout/paragraph.h — breaking one paragraph into lines. Private to layout/ and its tests.
 *
 * All offsets are bytes from the start of the paragraph, all widths are terminal columns.
 */
#ifndef IOMVIEW_PARAGRAPH_H
#define IOMVIEW_PARAGRAPH_H

#include "text/text.h"

/* Something shown in the paragraph that its text does not have: a link's number. */
struct insertion {
	const char *text; /* NUL-terminated */
	uint32_t
	        offset; /* it stands behind the cluster in which the byte before OFFSET lies, never parted from it */
	int16_t width; /* of TEXT */
};

/* A part of the text that is no words: code. */
struct stretch {
	uint32_t from, to;
};

/* What holds for all of a paragraph beside its text. */
struct break_rules {
	const char *language;            /* a BCP 47 tag; NULL: none */
	struct hyphenation *hyphenation; /* the words are divided where it allows that; NULL: they are not */
	const struct stretch *no_words;  /* in order: left undivided */
	size_t no_words_count;
	const struct insertion *insertions; /* in the order of their offsets, at most one for each cluster */
	size_t insertion_count;
	int hanging; /* so many columns fewer for all lines but the first; less than the columns */
};

/* One line of a paragraph. */
struct line_break {
	uint32_t next; /* where the next line starts; the paragraph's length for the last one */
	uint32_t end;  /* where what this line shows ends: only white space stands between it and NEXT */
	int width;     /* of what it shows, HYPHEN included */
	bool hyphen;   /* the line ends in a hyphen that the text does not have */
};

/* A place where a line may end. */
struct place {
	uint32_t next;       /* where the next line would start */
	uint32_t end;        /* where what is shown before it ends: between END and NEXT is white space */
	uint32_t before;     /* columns from the start of the paragraph up to NEXT */
	uint32_t shown;      /* columns up to END */
	uint32_t word;       /* index of the last place before it that is no hyphen: where its word begins */
	uint32_t word_width; /* columns of its word; for a hyphen only */
	uint8_t kind;        /* enum text_break */
};

/* The best way to set the text up to a place, by the hyphens that the lines before it end in. Private to fit.c. */
struct node;

/* A list of line breaks, and the room to find them in. Begin with {0}. */
struct breaks {
	struct line_break *items;
	size_t count;
	size_t capacity;
	unsigned char *opportunities; /* of the paragraph at hand: enum text_break for each byte */
	size_t room;                  /* bytes of OPPORTUNITIES */
	struct place *places; /* of the paragraph at hand; the first one is its start, the last one its end */
	size_t place_count;
	size_t place_capacity;
	struct node *nodes;
	size_t node_count;
	size_t node_capacity;
};

/* Gives the memory back; BREAKS is empty then. */
void breaks_free(struct breaks *breaks);

/*
 * Breaks TEXT (UTF-8, LENGTH bytes, sanitised) into lines of at most COLUMNS (1 or more) columns with the least badness in all (Knuth
 * and Plass 1981), at the opportunities of text_find_breaks(). Never more than HYPHENS_RUNNING hyphenated lines in a row; a word is
 * divided once, and its rest is never all of a last line, but for words wider than the line. Where a word that is wider than a line has no
 * opportunity it is cut between clusters; a grapheme cluster is never split, one wider than COLUMNS stands alone. A cluster with its
 * insertion must fit in a line.
 * Appends to BREAKS one item for each line, at least one. Takes time that grows as LENGTH.
 * Returns false only when memory runs out; BREAKS has then no more items than it had.
 */
bool paragraph_break(struct breaks *breaks, const char *text, uint32_t length, int columns,
        const struct break_rules *rules);

/* The same with each line as full as it can be: what paragraph_break() is measured against. */
bool paragraph_fill(struct breaks *breaks, const char *text, uint32_t length, int columns,
        const struct break_rules *rules);

enum { HYPHENS_RUNNING = 2 };

/*
 * How bad it is that a line (not the last one of a paragraph) leaves SLACK of ROOM columns empty and ends in what KIND (enum text_break) tells,
 * after PREVIOUS lines in a row that end in a hyphen. Badness adds up.
 */
int64_t line_badness(int room, int slack, enum text_break kind, unsigned previous);

/* What a paragraph needs of a line. */
struct paragraph_widths {
	int natural; /* columns for its longest line when only its hard breaks end lines */
	int minimum; /* columns for its widest word: with fewer it is broken between clusters */
};

/* Measures TEXT. BREAKS lends its room. Returns false only when memory runs out. */
bool paragraph_measure(struct paragraph_widths *widths, struct breaks *breaks, const char *text,
        uint32_t length, const struct break_rules *rules);

/* The first of the insertions that stands behind a cluster at FROM or later; their count when there is none. */
size_t insertion_after(const struct insertion *insertions, size_t count, uint32_t from);

/* A cluster and what is glued to it. */
struct unit {
	uint32_t length;                   /* bytes of text */
	int width;                         /* of the cluster and the insertion */
	const struct insertion *insertion; /* NULL: none */
	bool blank;                        /* white space, which may be left out at a line's end */
};

/*
 * The unit of TEXT (LENGTH bytes in all) at FROM, the first byte of a cluster. *NEXT is what insertion_after() gave for FROM or an earlier
 * unit; it is moved behind the insertions that belong to this unit.
 */
struct unit paragraph_unit(const char *text, uint32_t length, uint32_t from,
        const struct insertion *insertions, size_t count, size_t *next);

#endif
