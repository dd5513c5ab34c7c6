/*
 * content/fields.h — the keys of a mapping: a table says what may stand there, one reader diagnoses what
 * does not fit. Private to content/ and its tests.
 */
#ifndef IOMVIEW_FIELDS_H
#define IOMVIEW_FIELDS_H

#include "content/content.h"
#include "content/yaml.h"

enum field_type {
	FIELD_LINE,            /* text of one line */
	FIELD_TEXT,            /* text; may be empty */
	FIELD_DATE,            /* see date_parse() */
	FIELD_BOOLEAN,         /* true or false */
	FIELD_SORT,            /* the name of an order */
	FIELD_LANGUAGE,        /* a language tag */
	FIELD_ADDRESS,         /* an address that may be opened */
	FIELD_NUMBER,          /* a whole number */
	FIELD_LIST,            /* a list of anything */
	FIELD_LINE_OR_MAPPING, /* one line, or one line for each language */
	FIELD_ANYTHING
};

enum field_presence {
	FIELD_OPTIONAL,
	FIELD_REQUIRED,
	FIELD_FOREIGN /* optional, and only other programs' front matter has it */
};

struct field {
	const char *name;
	enum field_type type;
	enum field_presence presence;
};

enum { FIELDS_MAXIMUM = 16 };

/* How strictly a mapping is read. */
struct fields_rules {
	const char *file; /* its name in diagnostics */
	struct diagnostics *diagnostics;
	bool shared;  /* front matter, which other programs read too: it may have any keys and folded lines */
	bool foreign; /* somebody else's: what does not fit is as if it were not there */
};

/*
 * Looks up the COUNT fields of TABLE in MAPPING: VALUES[I] becomes the value of TABLE[I], or NULL when it
 * is missing or not what the table asks for. What is wrong is added to the rules' diagnostics. NAME is what
 * the mapping itself is called there. Returns false when NODE is no mapping at all; all VALUES are NULL
 * then.
 */
bool fields_read(const struct fields_rules *rules, const struct node *node, const char *name,
        const struct field *table, size_t count, const struct node **values);

/* Whether NODE may be used as TYPE; diagnoses it as NAME when not. */
bool field_fits(
        const struct fields_rules *rules, const struct node *node, const char *name, enum field_type type);

/* Adds diagnostic NAME at NODE. */
void fields_complain(const struct fields_rules *rules, const struct node *node, enum diagnostic_name name,
        const char *first, const char *second);

/* What a node that fits its type says. */
bool field_boolean(const struct node *node);
long field_number(const struct node *node);
enum sort_order field_sort(const struct node *node);

/*
 * Whether TEXT (NUL-terminated) has the form of a language tag: two or three letters, then maybe subtags
 * (BCP 47, section 2.1).
 */
bool is_language_tag(const char *text);

/* Whether an ADDRESS (NUL-terminated) begins with http://, https:// or mailto:. */
bool is_address(const char *address);

#endif
