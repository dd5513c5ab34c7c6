/* content/page_head.c — the keys of one page. */

#include "content/page_file.h"

#include "content/date.h"
#include "text/text.h"

#include <string.h>

enum page_field {
	PAGE_TITLE,
	PAGE_DATE,
	PAGE_SUMMARY,
	PAGE_SOURCE,
	PAGE_LINKS,
	PAGE_SORT,
	PAGE_BODY,
	PAGE_LANG,
	PAGE_DRAFT,
	PAGE_PAGES,
	PAGE_DESCRIPTION,
	PAGE_WEIGHT,
	PAGE_HEADLESS,
	PAGE_NAME,
	PAGE_FIELDS
};

/* The keys of a page, in the order in which a message lists them. */
static const struct field page_table[PAGE_FIELDS] = {
        [PAGE_TITLE] = {"title", FIELD_LINE, FIELD_REQUIRED},
        [PAGE_DATE] = {"date", FIELD_DATE, FIELD_OPTIONAL},
        [PAGE_SUMMARY] = {"summary", FIELD_LINE, FIELD_OPTIONAL},
        [PAGE_SOURCE] = {"source", FIELD_ADDRESS, FIELD_OPTIONAL},
        [PAGE_LINKS] = {"links", FIELD_LIST, FIELD_OPTIONAL},
        [PAGE_SORT] = {"sort", FIELD_SORT, FIELD_OPTIONAL},
        [PAGE_BODY] = {"body", FIELD_TEXT, FIELD_OPTIONAL},
        [PAGE_LANG] = {"lang", FIELD_LANGUAGE, FIELD_OPTIONAL},
        [PAGE_DRAFT] = {"draft", FIELD_BOOLEAN, FIELD_OPTIONAL},
        [PAGE_PAGES] = {"pages", FIELD_LIST, FIELD_OPTIONAL},
        [PAGE_DESCRIPTION] = {"description", FIELD_LINE, FIELD_FOREIGN},
        [PAGE_WEIGHT] = {"weight", FIELD_NUMBER, FIELD_FOREIGN},
        [PAGE_HEADLESS] = {"headless", FIELD_BOOLEAN, FIELD_FOREIGN},
        [PAGE_NAME] = {"name", FIELD_LINE, FIELD_OPTIONAL}, /* only of a page inside another */
};

/* Where the text of NODE lies in its file. */
static struct body_place place_of(const struct node *node)
{
	if (node->style == SCALAR_LITERAL)
		return (struct body_place){
		        .line = node->text_line, .column = node->indentation + 1, .exact = true};
	return (struct body_place){.line = node->line, .column = node->column};
}

static void find_body(struct page_head *head, const struct node *body)
{
	const struct page_file *file = head->file;
	head->body = "";
	if (file->markdown && !head->inner) {
		head->body = buffer_text(&file->bytes) + file->body;
		head->body_length = file->bytes.length - file->body;
		head->body_place = (struct body_place){.line = file->body_line, .column = 1, .exact = true};
	} else if (body != NULL && !node_is_null(body)) {
		head->body = body->text;
		head->body_length = body->length;
		head->body_place = place_of(body);
	}
	/* A heading that stands in for a missing title is not shown twice. */
	head->body_place.without_first_heading = head->title == NULL;
}

static void take_values(struct page_head *head, const struct node *const *values)
{
	head->title = values[PAGE_TITLE];
	head->summary = values[PAGE_SUMMARY] != NULL ? values[PAGE_SUMMARY] : values[PAGE_DESCRIPTION];
	head->source = values[PAGE_SOURCE];
	head->links = values[PAGE_LINKS];
	head->pages = head->file->foreign && head->file->markdown ? NULL : values[PAGE_PAGES];
	head->name = values[PAGE_NAME];
	head->language = values[PAGE_LANG];
	head->sort_node = values[PAGE_SORT];
	head->date_node = values[PAGE_DATE];
	if (values[PAGE_DATE] != NULL)
		date_parse(values[PAGE_DATE]->text, values[PAGE_DATE]->length, &head->date);
	if (values[PAGE_SORT] != NULL)
		head->sort = field_sort(values[PAGE_SORT]);
	head->draft = values[PAGE_DRAFT] != NULL && field_boolean(values[PAGE_DRAFT]);
	head->headless = values[PAGE_HEADLESS] != NULL && field_boolean(values[PAGE_HEADLESS]);
	head->weight = values[PAGE_WEIGHT] != NULL ? field_number(values[PAGE_WEIGHT]) : 0;
	find_body(head, values[PAGE_BODY]);
}

void page_head_read(struct page_head *head, const struct page_file *file, const struct node *node, bool inner,
        struct diagnostics *diagnostics)
{
	struct diagnostics found;
	const struct node *values[PAGE_FIELDS] = {NULL};
	diagnostics_init(&found);
	const struct fields_rules rules = {
	        .file = file->name,
	        .diagnostics = &found,
	        .shared = file->markdown,
	        .foreign = file->foreign && file->markdown,
	};
	*head = (struct page_head){.file = file, .node = node, .inner = inner};
	if (!inner)
		diagnostics_copy(diagnostics, &file->found);
	/* 'name' is the last row: only a page inside another has it. */
	fields_read(&rules, node, inner ? "pages" : file->name, page_table, PAGE_FIELDS - !inner, values);
	take_values(head, values);
	head->errors = found.errors;
	diagnostics_copy(diagnostics, &found);
	diagnostics_free(&found);
}

bool page_head_title(const struct page_head *head, struct buffer *title)
{
	size_t before = title->length;
	if (head->title != NULL)
		text_sanitise(title, head->title->text, head->title->length, SANITISE_ONE_LINE, NULL);
	else
		markdown_first_heading(title, head->body, head->body_length);
	return title->length > before;
}
