/*
 * content/content.h — a site on disk becomes sections, entries and pages.
 *
 * Knows: base, text. Only here: libyaml (yaml.c), md4c (markdown.c).
 *
 *   yaml.c             bytes → tree of nodes, each with file, line and column (private header yaml.h)
 *   yaml_hints.c       what libyaml complains about → a diagnostic that says what to write instead
 *   yaml_place.c       places as editors count them
 *   fields.c           the keys of a mapping, read and diagnosed (private header fields.h)
 *   markdown.c         a body → blocks, containers, runs and links, behind the fence that md4c 0.4.8 needs
 *   body.c             a body's bytes as md4c may have them, and where in the file they stand
 *   html_scanner.c     what of raw HTML is text
 *   entities.c         what &name; stands for
 *   addresses.c        addresses on the web, paths of pages inside the site, bare addresses in text
 *   page_file.c        a page's file: encoding, front matter, nodes (private header page_file.h)
 *   page_head.c        the keys of one page
 *   page.c             one page: keys and body → struct page
 *   page_builder.c     what page.c and markdown.c build with: blocks, containers, tables, links that grow
 *   page_text.c        likewise: how any text becomes a page's text and runs
 *   date.c             ISO 8601 dates
 *   site.c             a site is opened, closed and asked (private header site_tree.h)
 *   site_settings.c    site.yaml
 *   site_names.c       what a file's name says
 *   site_list.c        the names in a folder → entries, when they are needed
 *   site_pages.c       the pages inside a file → entries
 *   site_headline.c    what a menu shows of a page
 *   site_load.c        pages, loaded when they are needed, and a small cache of them
 *   site_menu.c        the order of the entries
 *   site_find.c        paths → entries; guesses
 *   check.c            the whole site read and diagnosed
 *   settings.c         the reader's settings
 */
#ifndef IOMVIEW_CONTENT_H
#define IOMVIEW_CONTENT_H

#include "base/base.h"
#include "text/text.h"

/* Lists, quotes and YAML nest no deeper; a site's folders neither. */
enum { DEPTH_MAXIMUM = 32 };

/* The languages of one site; a page's language is an index into site->languages. */
enum { LANGUAGES_MAXIMUM = 32 };

struct date {
	int year; /* 0: no date */
	int month;
	int day;
};

/*
 * The words that a page shows beside its own text, in the page's language. Supplied from above (view/strings), so that
 * content holds no wording of its own.
 */
struct page_words {
	void (*write_date)(struct buffer *out, struct date date); /* appends „20 май 2021 г.“ */
	const char *links;                                        /* heading of the links after the text */
	const char *source;                                       /* "Source:" */
	const char *untitled;                                     /* for a page without any title */
	const char *cannot_be_read;                               /* title of a page that has errors */
	const char *error_is; /* "The rest of the site works; the error is:" */
	enum message_language messages;
};

/* ---- a page ------------------------------------------------------------------------------------------------- */

enum run_style {
	RUN_STRONG = 1,
	RUN_EMPHASIS = 2,
	RUN_STRIKETHROUGH = 4,
	RUN_CODE = 8,
	RUN_LINK = 16,
	RUN_IMAGE = 32
};

/* A piece of a block's text in one style. A block's runs cover its text without gaps, in order. */
struct run {
	uint32_t offset; /* bytes from the start of the page's text */
	uint32_t length; /* bytes, at least 1 */
	uint16_t style;  /* enum run_style, added up */
	uint16_t link;   /* index into page->links, from 1; 0: none */
};

struct link {
	const char *
	        target; /* an address with a scheme, or the path of a page inside the site; sanitised, NUL-terminated */
	bool inside; /* TARGET is a page's path, as "news/2021-05-20-opening", maybe with "#fragment" removed */
	size_t line; /* where it was written: for diagnostics */
	size_t column;
};

/* What a block stands in. Containers nest by PARENT. */
enum container_kind { CONTAINER_QUOTE, CONTAINER_BULLET_ITEM, CONTAINER_NUMBERED_ITEM };

struct container {
	enum container_kind kind;
	uint32_t parent; /* index into page->containers, from 1; 0: none */
	uint32_t
	        first_block; /* the block before which a bullet or number stands; an empty item has a paragraph of length 0 */
	uint32_t number;      /* of a numbered item */
	uint32_t last_number; /* the highest number of its list: numbers of one list align */
	uint8_t list_depth;   /* 0 for the items of an outermost list, 1 for a list inside an item, … */
	bool tight;           /* no empty line between the items of this list (CommonMark 5.3) */
};

enum block_kind {
	BLOCK_TITLE, /* the page's title; always block 0 */
	BLOCK_DATE,
	BLOCK_PARAGRAPH,
	BLOCK_HEADING,
	BLOCK_CODE, /* LF between its lines, none after the last; no tabs; no run styles but RUN_CODE */
	BLOCK_RULE, /* its text is empty */
	BLOCK_TABLE,
	BLOCK_LINKS_HEADING, /* what stands after the body */
	BLOCK_LINK,
	BLOCK_SOURCE
};

enum { BLOCK_KINDS = BLOCK_SOURCE + 1 };

struct block {
	enum block_kind kind;
	uint8_t level; /* of a heading, 1 to 6 */
	uint32_t
	        offset; /* bytes from the start of the page's text; blocks follow one another with one LF between them */
	uint32_t length;    /* bytes; a LF inside a paragraph is a hard line break */
	uint32_t first_run; /* index into page->runs; a table's runs are its cells' */
	uint32_t run_count;
	uint32_t container; /* index into page->containers, from 1: the innermost; 0: none */
	uint32_t table;     /* index into page->tables, for BLOCK_TABLE */
	size_t line;        /* of its first byte in the file, from 1; 0: not from the file */
};

enum cell_alignment { ALIGN_DEFAULT, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

struct table_cell {
	uint32_t
	        offset; /* bytes from the start of the page's text; cells follow one another with TAB or LF between them */
	uint32_t length;
	uint32_t first_run;
	uint32_t run_count;
	uint8_t alignment;
};

struct table {
	uint32_t columns;
	uint32_t rows;            /* with the heading row, which is the first */
	struct table_cell *cells; /* row by row */
};

/*
 * One page in one language, immutable once made but for REFERENCES; everything in it lives in one arena and is sanitised.
 * TEXT holds all that is shown (title, date, body, links, source): search, copying and printing see the same text.
 */
struct page {
	const char *path;     /* in the site: "news/2021-05-20-opening" */
	const char *language; /* BCP 47 tag */
	const char *title;
	const char *summary; /* "" when there is none */
	const char *source;  /* address, or "" */
	struct date date;
	bool broken; /* it could not be read and says so itself */

	char *text;           /* NUL-terminated */
	uint32_t length;      /* bytes */
	struct block *blocks; /* at least one: the title */
	uint32_t block_count;
	struct run *runs;
	uint32_t run_count;
	struct container *containers;
	uint32_t container_count;
	struct table *tables;
	uint32_t table_count;
	struct link *links; /* in the order of the text */
	uint32_t link_count;
	uint32_t first_body_block; /* what a preview shows begins here; block_count when there is no body */

	unsigned references; /* private: page_keep() and page_release() */
	struct arena arena;  /* private */
};

/* One more owner of PAGE; returns it. */
const struct page *page_keep(const struct page *page);

/* One owner fewer; with the last one the page goes. PAGE may be NULL. */
void page_release(const struct page *page);

/* ---- a site ------------------------------------------------------------------------------------------------- */

enum sort_order { SORT_DEFAULT, SORT_NEWEST, SORT_NAME, SORT_TITLE, SORT_LISTED };

/* What a menu shows of a page without keeping the page. */
struct headline {
	bool loaded;
	bool broken;   /* TITLE is then the entry's name */
	bool has_body; /* there is more to read than the title */
	bool draft;
	const char *title;   /* one line, sanitised */
	const char *summary; /* "" when there is none */
	struct date date;
	enum sort_order sort;
};

/* One page in one language, on disk. */
struct variant {
	int language;     /* index into site->languages */
	const char *file; /* from the site's folder: "news/2021-05-20-opening.bg.yaml" */
	struct headline headline;
	void *source; /* private: a page inside another file */
};

/* A place in the site's tree: a page, or a section (a folder, or a page with 'pages:') with its own page or without. */
struct entry {
	const char *name; /* "2021-05-20-opening"; "" for the site's root */
	const char *
	        path; /* "news/2021-05-20-opening"; "" for the site's root. Sanitised forms are for showing only */
	struct entry *parent; /* NULL for the root */
	bool is_section;
	bool listed;         /* CHILDREN is complete and in order */
	bool own_page_known; /* a folder's own page has been looked for: VARIANTS tells whether there is one */
	bool truncated;      /* not all children were taken: more than the limit */
	struct variant
	        *variants; /* a page's, or those of a section's own page; in the order of site->languages */
	size_t variant_count;
	struct entry **children;
	size_t child_count;
	struct date name_date; /* the date in the file name */
	size_t titles_missing; /* children whose order is not final yet: see site_settle() */
};

struct site; /* private: how it is stored; the functions below ask it */

typedef const struct page_words *(*page_words_for)(const char *language);

/*
 * Opens the site at PATH: a folder, a YAML file, a Markdown file. Reads site.yaml and the names in the root folder,
 * nothing else. What is wrong is added to DIAGNOSTICS. WORDS gives the words of a language and must outlive the site.
 * Returns NULL when there is nothing to show (the reason is in DIAGNOSTICS).
 */
struct site *site_open(const char *path, page_words_for words, struct diagnostics *diagnostics);

/* The same for one page whose bytes are at hand (standard input); FILE is its name in diagnostics. */
struct site *site_open_bytes(const char *file, const char *bytes, size_t length, page_words_for words,
        struct diagnostics *diagnostics);

/* Forgets everything. Pages that have other owners live on. SITE may be NULL. */
void site_close(struct site *site);

struct entry *site_root(const struct site *site);
size_t site_language_count(const struct site *site);
const char *site_language(const struct site *site, int language); /* BCP 47 tag */
const char *site_title(const struct site *site, int language);    /* never empty */

/* The index of the site's language TAG ("bg", "bg-BG", "bg_BG.UTF-8" match bg), or -1. */
int site_find_language(const struct site *site, const char *tag);

/* Whether the whole site is one page (one file without 'pages:'), which is then opened instead of a menu. */
struct entry *site_only_page(const struct site *site);

/* Reads the names in SECTION's folder if that has not been done. Returns false when memory runs out. */
bool site_list(struct site *site, struct entry *section, struct diagnostics *diagnostics);

/*
 * Reads the headline of the variant of ENTRY that is shown in LANGUAGE, if that has not been done. Short: one file is read,
 * its body is not set. What is wrong is added to DIAGNOSTICS (may be NULL). Returns false when memory runs out.
 */
bool site_read_headline(
        struct site *site, struct entry *entry, int language, struct diagnostics *diagnostics);

/*
 * One step (one headline at most) towards SECTION's final order in LANGUAGE, where that needs titles or dates which only
 * the files have. Returns true while there is more to do. The order of children may change; entries stay what they are.
 */
bool site_settle(struct site *site, struct entry *section, int language);

/*
 * Loads the page of ENTRY in LANGUAGE, falling back along the site's languages. A page that cannot be read becomes a page
 * that says why (broken). The caller owns one reference: page_release(). Pages used lately come from a small cache.
 * Returns NULL when memory runs out, or when ENTRY is a section without a page of its own.
 */
const struct page *site_load(
        struct site *site, struct entry *entry, int language, struct diagnostics *diagnostics);

/* The entry with PATH ("news/2021-05-20-opening"), listing the folders on the way; NULL when there is none. */
struct entry *site_find(struct site *site, const char *path);

/* The path that is most like PATH, which does not exist, or NULL. Lists the folder that it would be in. In ARENA. */
const char *site_guess_path(struct site *site, const char *path, struct arena *arena);

/* The variant of ENTRY shown to a reader of LANGUAGE: that language's, else the first along the site's languages; or NULL. */
struct variant *entry_variant(const struct entry *entry, int language);

/* What a menu calls ENTRY: its headline's title once that is read, the site's title for the root, else its name. */
const char *entry_title(const struct site *site, const struct entry *entry, int language);

/* The date a menu shows: the headline's, else the one in the file name. */
struct date entry_date(const struct entry *entry, int language);

/* Reads every file and adds all that is wrong with the site to DIAGNOSTICS, by file name and line. */
void site_check(struct site *site, struct diagnostics *diagnostics);

/* ---- the reader's settings ---------------------------------------------------------------------------------- */

enum setting_switch { SETTING_AUTO, SETTING_ON, SETTING_OFF };

/* What a name is set to, with the places of both (as in struct diagnostic): a key of a command, the colour of a role. */
struct setting_pair {
	const char *name;
	const char *value; /* NULL: it is set to nothing, an empty list */
	size_t name_line, name_column;
	size_t line, column; /* of the value; of the name where there is none */
};

enum { SETTING_MEASURE_LEAST = 20, SETTING_MEASURE_MOST = 200, SETTING_PAIRS_MAXIMUM = 512 };

/* What a settings file says. Of the pairs it checks no name and no value: the layers above know them. */
struct settings {
	const char *language; /* BCP 47 tag; NULL: not said */
	int measure;          /* columns; 0: not said */
	enum setting_switch hyphenation;
	enum setting_switch hyperlinks;
	enum keyboard_layout keyboard; /* LAYOUT_UNKNOWN: not said */
	bool mouse;
	struct setting_pair *colours; /* the value is never NULL */
	size_t colour_count;
	struct setting_pair *keys; /* pairs with the same name stand together */
	size_t key_count;
	struct arena arena; /* private */
};

/* The name of a setting, and a word that it may be, each from 0 on; NULL: there are no more. Static. */
const char *settings_name(size_t setting);
const char *settings_choice(size_t setting, size_t choice);

/* Settings of which nothing is said. */
void settings_init(struct settings *settings);
void settings_free(struct settings *settings);

/*
 * Reads the file PATH into SETTINGS (settings_init() was called); a missing file says nothing. What is wrong is added to DIAGNOSTICS
 * and is as if it were not there. Returns false when memory runs out (diagnosed too).
 */
bool settings_read(struct settings *settings, const char *path, struct diagnostics *diagnostics);

/* ---- for tests and tools -------------------------------------------------------------------------------------- */

/* One page made from the bytes of a file called FILE (.yaml or .md decides how it is read). Owner: the caller. */
const struct page *page_from_bytes(const char *file, const char *bytes, size_t length, const char *language,
        const struct page_words *words, struct diagnostics *diagnostics);

#endif
