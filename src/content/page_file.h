/*
 * content/page_file.h — the file of a page: its bytes, its YAML, its body. Private to content/ and its
 * tests.
 *
 * page_file.c reads the bytes (encoding, front matter, tree of nodes); page_head.c reads the keys of one
 * page; page.c makes the page that is shown.
 */
#ifndef IOMVIEW_PAGE_FILE_H
#define IOMVIEW_PAGE_FILE_H

#include "content/content.h"
#include "content/fields.h"
#include "content/markdown.h"
#include "content/yaml.h"

/* A file that has been read. It owns its bytes and nodes; heads and bodies point into it. */
struct page_file {
	const char *name; /* as the user knows it; borrowed */
	bool markdown;    /* Markdown with front matter, else YAML */
	bool foreign;     /* somebody else's: what does not fit is ignored, a title may be missing */
	bool keys_only;   /* a body at the end may be left out but for its first lines: for a menu */
	struct buffer bytes;
	struct arena arena;       /* the nodes */
	struct diagnostics found; /* what is wrong with its bytes and its YAML */
	const struct node *root;  /* the keys; NULL: they could not be read, which has been diagnosed */
	size_t body;              /* of Markdown: bytes before the body */
	size_t body_line;         /* of Markdown: the body's first line, from 1 */
};

/* Whether NAME ends as a Markdown file does (.md, .markdown), as a YAML file does (.yaml). */
bool is_markdown_name(const char *name);
bool is_yaml_name(const char *name);

/* Makes FILE empty; NAME is borrowed and tells by its ending how the file is to be read. */
void page_file_init(struct page_file *file, const char *name, bool foreign);
void page_file_free(struct page_file *file);

/*
 * Reads the YAML of the bytes in FILE; what is wrong is in FILE->found. Returns false when there is no
 * tree. Duplicate keys and the like are errors that leave a tree.
 */
bool page_file_read(struct page_file *file);

/* What stands in a page's keys. Texts are not sanitised; all point into the file. */
struct page_head {
	const struct page_file *file;
	const struct node *node;    /* the mapping */
	bool inner;                 /* a page inside another page's 'pages:' */
	const struct node *title;   /* NULL: there is none */
	const struct node *summary; /* NULL: there is none; likewise the next */
	const struct node *source;
	const struct node *links;
	const struct node *pages;
	const struct node *name; /* of a page inside another file */
	const struct node *language;
	const struct node *sort_node;
	const struct node *date_node;
	struct date date;
	enum sort_order sort;
	bool draft;
	bool headless;
	long weight;      /* 0: none */
	const char *body; /* never NULL */
	size_t body_length;
	struct body_place body_place;
	size_t errors; /* how many were found in these keys */
};

/*
 * Reads the keys of the page at NODE of FILE: FILE->root, or one of its 'pages:' (INNER). What is wrong is
 * added to DIAGNOSTICS, for the root with what is wrong with the file's YAML. HEAD is filled as far as it
 * can be.
 */
void page_head_read(struct page_head *head, const struct page_file *file, const struct node *node, bool inner,
        struct diagnostics *diagnostics);

/* Whether the BYTES of a foreign YAML file look like a page: keys of its own are title, and body or pages. */
bool looks_like_page(const char *bytes, size_t length);

/*
 * Whether BYTES without a file name are Markdown, not YAML: front matter that is closed, or no title as a
 * key.
 */
bool looks_like_markdown(const char *bytes, size_t length);

/*
 * Appends the page's title, one line, sanitised: what the keys say, else the first heading of the body.
 * Returns false when there is none.
 */
bool page_head_title(const struct page_head *head, struct buffer *title);

/* What a page needs beside its file. All borrowed. */
struct page_setting {
	const char *path; /* in the site */
	const char *language;
	const char *folder;         /* the file's, from the site's; NULL or "": the site's */
	const char *fallback_title; /* for a page without title; NULL: the words' own */
	struct date name_date;      /* the date in the file name */
	const struct page_words *words;
};

/*
 * Makes the page of HEAD, or one that says why it cannot be read: HEAD is NULL, FOUND has errors, or making
 * it finds some. What is found is added to FOUND. Returns NULL when memory runs out. Owner: the caller.
 */
struct page *page_show(const struct page_head *head, const struct page_setting *setting, const char *file,
        struct diagnostics *found);

/* Copies all of FROM to the end of INTO (may be NULL). */
void diagnostics_copy(struct diagnostics *into, const struct diagnostics *from);

/* Adds that FILE could not be read, for STATUS. */
void file_complain(
        struct diagnostics *diagnostics, const char *file, enum file_status status, int error_number);

#endif
