/*
 * content/site_tree.h — how a site is stored. Private to content/ and its tests.
 *
 *   site.c             opened, closed, asked
 *   site_settings.c    site.yaml
 *   site_names.c       what a file's name says: page, language, date
 *   site_list.c        the names in a folder → entries
 *   site_pages.c       the pages inside a file → entries
 *   site_headline.c    what a menu shows of a page
 *   site_load.c        pages, and a small cache of them
 *   site_menu.c        the order of entries
 *   site_find.c        paths → entries; guesses
 */
#ifndef IOMVIEW_SITE_TREE_H
#define IOMVIEW_SITE_TREE_H

#include "content/content.h"
#include "content/page_file.h"

#ifdef IOMVIEW_TINY
enum { CACHE_PAGES = 2, CACHE_BYTES_MAXIMUM = 16 * 1024, SETTLE_SORTS = 2 };
#else
enum { CACHE_PAGES = 16, CACHE_BYTES_MAXIMUM = 8 * 1024 * 1024, SETTLE_SORTS = 256 };
#endif

enum {
	FOLDER_NAMES_MAXIMUM = 200000, /* of one folder */
	PEEK_NAMES_MAXIMUM = 64,       /* of a folder, to see whether it has pages at all */
	PEEK_DEPTH_MAXIMUM = 4,
	MENU_MAXIMUM = 1000,
	PATH_BYTES_MAXIMUM = 4096,
	SITE_BYTES_MAXIMUM = 512 * 1024 * 1024
};

/* A file with 'pages:', kept as long as the site because its pages are made from its nodes. */
struct held_file {
	struct held_file *next;
	struct page_file file;
};

/* What the site keeps about a variant; struct variant's SOURCE. */
struct variant_source {
	const char *shown_file;   /* as the user knows it: the site's path and the file */
	bool language_assumed;    /* no language in the file's name */
	bool is_folder;           /* a folder has the name of a page */
	bool hidden;              /* a draft, headless or no page at all: not in menus */
	struct held_file *held;   /* the file whose nodes are kept; NULL: none */
	const struct node *node;  /* of a page inside HELD: its keys */
	const struct node *pages; /* the list of the pages inside it; NULL: none */
	const char *sort_key;     /* the title folded; NULL: not known */
	long weight;              /* 0: none */
};

/* An entry and what only the site knows of it: every entry is the first member of a place. */
struct place {
	struct entry entry;
	const char *folder;        /* from the site's folder, "" for itself; NULL: the entry is no folder */
	bool through_link;         /* the folder, or one around it, is a symbolic link */
	const char *was_page_file; /* of a page with the folder's name, as the user knows it; NULL: none */
	size_t rank;               /* in the order that a list gives; SIZE_MAX: not in it */
	struct place **all;        /* all children by name, hidden ones too; in the site's arena */
	size_t all_count;
	size_t settled;          /* of ALL: those before need no more reading in ORDERED_LANGUAGE */
	size_t settled_unsorted; /* headlines read since the children were put in order */
	int ordered_language;    /* the children are in order for it */
};

struct cached_page {
	const struct variant_source *source;
	const struct page *page;
	unsigned long used; /* when it was asked for last */
};

struct site {
	struct arena arena; /* entries, names, headlines */
	page_words_for words;
	const char *path;     /* as the user gave it, without '/' at the end; "" for the folder "." */
	int folder;           /* descriptor; -1: the site is one file */
	bool foreign;         /* no site.yaml: somebody else's, or one file */
	bool languages_fixed; /* site.yaml has named them */
	const char *languages[LANGUAGES_MAXIMUM];
	const char *titles[LANGUAGES_MAXIMUM]; /* NULL: none in this language */
	const char *name;                      /* the title that the path gives */
	size_t language_count;
	const char **menu; /* names, in the site's arena */
	size_t menu_count;
	const struct node *menu_node; /* for diagnostics: lives in SETTINGS */
	struct page_file settings;    /* site.yaml */
	struct place *root;
	struct held_file *held;
	struct cached_page cache[CACHE_PAGES];
	unsigned long clock; /* counts what is asked of the cache */
};

/* The place of ENTRY. */
struct place *place_of_entry(const struct entry *entry);
struct variant_source *variant_source(const struct variant *variant);

/* ---- site_names.c ---- */

/* What a file's name says. */
struct page_name {
	size_t stem;            /* bytes of the page's name */
	size_t language;        /* where the language tag begins; 0: there is none */
	size_t language_length; /* bytes */
};

/* Whether FILE (a name without folder) is a page of SITE by its ending; fills NAME. */
bool page_name_read(const struct site *site, const char *file, struct page_name *name);

/* Whether the LENGTH bytes of TAG are an ISO 639-1 code, in small letters. */
bool is_iso_639_1(const char *tag, size_t length);

/* The index of the language tag, LENGTH bytes, whatever its case; -1 when SITE does not have it. */
int site_language_index(const struct site *site, const char *tag, size_t length);

/* The same, adding it where SITE's languages are not fixed. */
int site_add_language(struct site *site, const char *tag, size_t length);

/* Whether NAME, LENGTH bytes, is that of a folder's own page. */
bool is_index_name(const struct site *site, const char *name, size_t length);

/*
 * "bg" for text in Bulgarian letters, "en" for Latin ones, else "und": a guess for pages that name no
 * language.
 */
const char *guess_language(const char *text, size_t length);

/* ---- site_settings.c ---- */

/* Reads site.yaml. Returns false when memory runs out; where the file is missing SITE becomes foreign. */
bool site_read_settings(struct site *site, struct diagnostics *diagnostics);

/*
 * Adds FOREIGN_LANGUAGE: TAG, written at NODE (NULL: in the file's name), is not one of the site's
 * languages.
 */
void complain_language(const struct site *site, struct diagnostics *diagnostics, const char *file,
        const struct node *node, const char *tag);

extern const char site_settings_file[]; /* "site.yaml" */

/* ---- site_list.c ---- */

/* One page or folder before those of one name have been put together. */
struct listing {
	const char *name; /* of the page */
	size_t name_length;
	int language;
	bool language_assumed;
	bool is_folder;      /* a section */
	bool is_link;        /* a symbolic link to a folder */
	bool folder_as_page; /* a folder that has a page's name */
	const char *file;    /* from the site's folder; of a folder: its path */
	const char *shown_file;
	struct held_file *held;
	const struct node *node;
	size_t rank;
};

/* Makes the children of PARENT from ITEMS, which are sorted here. Returns false when memory runs out. */
bool place_children(struct site *site, struct place *parent, struct listing *items, size_t count);

/* A new place beneath PARENT (NULL: the root). NULL when memory runs out. */
struct place *new_place(struct site *site, struct place *parent, const char *name, size_t name_length);

/* One more variant array for ENTRY made from ITEMS of the same name. Returns false when memory runs out. */
bool set_variants(struct site *site, struct place *place, const struct listing *items, size_t count);

/*
 * Looks for the own page of PLACE's folder without reading the names in it. Returns false when memory runs
 * out.
 */
bool find_own_page(struct site *site, struct place *place);

/*
 * "FOLDER/NAME" as the user knows it, in the site's arena; *FILE is the part from the site's folder. NULL:
 * no memory.
 */
const char *join_path(
        struct site *site, const char *folder, const char *name, size_t name_length, const char **file);

/* ---- site_pages.c ---- */

/* How many pages stand inside the files of PLACE, and they as listings, appended to ITEMS from *COUNT on. */
size_t count_inner_pages(const struct place *place);
bool list_inner_pages(struct site *site, struct place *place, struct listing *items, size_t *count);

/* ---- site_headline.c ---- */

/*
 * Reads the file of VARIANT into FILE and its keys into HEAD; KEYS_ONLY: a body at its end may be cut short. Returns false when it is not readable, which
 * is diagnosed.
 */
bool read_variant(struct site *site, const struct variant *variant, bool keys_only, struct page_file *file,
        struct page_head *head, struct diagnostics *diagnostics);

/* Reads the headline of VARIANT of PLACE. Returns false when memory runs out. */
bool read_headline(
        struct site *site, struct place *place, struct variant *variant, struct diagnostics *diagnostics);

/*
 * *CHOSEN becomes the variant that a reader of LANGUAGE gets, NULL when ENTRY has none. Where file names do
 * not tell their language the files are read. Returns false when memory runs out.
 */
bool choose_variant(struct site *site, struct entry *entry, int language, struct variant **chosen);

/* Reads the headlines of all variants of PLACE. Returns false when memory runs out. */
bool read_all_headlines(struct site *site, struct place *place);

/* ---- site_menu.c ---- */

/*
 * Where the section's page says 'sort: listed': the order of its links. Returns false when memory runs out.
 */
bool rank_by_links(struct site *site, struct place *place);

/* Puts PLACE's children in order as far as it is known, for readers of LANGUAGE. */
bool order_children(struct site *site, struct place *place, int language);

/* ---- site_load.c ---- */

/* A variant's file, keys and page, and what is wrong with them. */
struct loading {
	struct page_file file;
	struct page_head head; /* where READABLE */
	bool readable;
	struct diagnostics found;
	const struct page *page; /* NULL: no memory */
};

/*
 * Reads VARIANT of ENTRY and makes its page, past the cache. To be freed with loading_free(), which keeps
 * the page alive for others.
 */
void loading_read(
        struct loading *loading, struct site *site, const struct entry *entry, const struct variant *variant);
void loading_free(struct loading *loading);

/* Forgets all pages of the cache. */
void cache_free(struct site *site);

/* ---- site_find.c ---- */

/* The child of SECTION whose name is the LENGTH bytes of NAME, hidden or not; NULL when there is none. */
struct place *find_child(const struct place *section, const char *name, size_t length);

#endif
