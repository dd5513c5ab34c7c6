/*
 * content/yaml.h — bytes become a tree of nodes, each with its place. Private to content/ and its tests.
 *
 * yaml.c (the only file that knows libyaml), yaml_hints.c (what its complaints mean), yaml_place.c (places
 * in a file).
 */
#ifndef IOMVIEW_YAML_H
#define IOMVIEW_YAML_H

#include "base/base.h"

/* No file has more values than this (keys counted too); what they take is bounded by it. */
#ifdef IOMVIEW_TINY
enum { NODES_MAXIMUM = 4000 };
#else
enum { NODES_MAXIMUM = 1000000 };
#endif

enum node_kind {
	NODE_SCALAR,
	NODE_SEQUENCE,
	NODE_MAPPING,
	NODE_REFUSED /* an alias: it has been diagnosed, nothing more is said about it */
};

enum scalar_style { SCALAR_PLAIN, SCALAR_QUOTED, SCALAR_LITERAL, SCALAR_FOLDED };

/* A value. In a mapping KEY is the key's node; the values of a sequence or mapping hang together by NEXT. */
struct node {
	enum node_kind kind;
	enum scalar_style style;
	uint32_t line;           /* in the file, from 1 */
	uint32_t column;         /* code points, from 1 */
	uint32_t text_line;      /* of a literal scalar: the line of its first byte */
	uint32_t indentation;    /* of a literal scalar: spaces that stand before each line in the file */
	const char *text;        /* of a scalar: UTF-8, NUL-terminated, may hold NUL itself */
	size_t length;           /* of a scalar: bytes */
	size_t count;            /* of a sequence or mapping: values */
	const struct node *key;  /* NULL but for the values of a mapping */
	const struct node *next; /* the next value of the same sequence or mapping */
	const struct node *first;
};

/* The piece of a file that is YAML: all of it, or the front matter. */
struct yaml_source {
	const char *file;  /* as the user knows it: for diagnostics */
	const char *bytes; /* the whole file, valid UTF-8 */
	size_t length;
	size_t start; /* bytes: the YAML is from START up to END */
	size_t end;
};

/*
 * Makes the tree of SOURCE in ARENA. What is wrong is added to DIAGNOSTICS: always when NULL is returned
 * (memory too). A tree is also returned with errors that leave it whole: duplicate keys, anchors, aliases,
 * tags. A source without any value is an empty mapping on its first line.
 */
const struct node *yaml_read(
        const struct yaml_source *source, struct arena *arena, struct diagnostics *diagnostics);

/* The value of KEY (NUL-terminated) in MAPPING, or NULL. */
const struct node *node_find(const struct node *mapping, const char *key);

/* Whether NODE is a scalar that says nothing: empty, ~ or null, without quotes. */
bool node_is_null(const struct node *node);

/*
 * ---- between yaml.c, yaml_place.c and yaml_hints.c
 * ------------------------------------------------------------
 */

/* A place in a file that is walked forward: places are mostly asked in the order of the file. */
struct yaml_place {
	const struct yaml_source *source;
	size_t index;  /* code points as libyaml counts them, from SOURCE->start */
	size_t offset; /* bytes from the start of the file */
	size_t line;   /* from 1 */
	size_t column; /* from 1 */
};

/* Puts PLACE at the start of SOURCE. */
void yaml_place_init(struct yaml_place *place, const struct yaml_source *source);

/* Moves PLACE to INDEX (or to the end of the source). */
void yaml_place_move(struct yaml_place *place, size_t index);

/*
 * How many bytes the line end at OFFSET takes that libyaml takes for one and no editor does (NEL, LS, PS);
 * 0: none is there.
 */
size_t yaml_strange_line_end(const struct yaml_source *source, size_t offset);

/* What libyaml complains about. */
struct yaml_fault {
	const char *problem;             /* libyaml's words; never NULL */
	const char *context;             /* likewise, or "" */
	struct yaml_place place;         /* where it noticed */
	struct yaml_place context_place; /* where what it was reading began */
};

/* Adds the diagnostic that says what to write instead; BAD_YAML with libyaml's words when there is none. */
void yaml_explain(const struct yaml_fault *fault, struct diagnostics *diagnostics);

#endif
