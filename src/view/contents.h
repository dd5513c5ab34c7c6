/* view/contents.h — the headings of a page, to go to one of them. Private to view/ and its tests. */
#ifndef IOMVIEW_VIEW_CONTENTS_H
#define IOMVIEW_VIEW_CONTENTS_H

#include "view/anchor.h"
#include "view/state.h"

/* How many headings PAGE has, its title among them. */
size_t contents_count(const struct page *page);

/*
 * A screen, not yet in the history, with the headings of the page of ENTRY, the one selected under which ANCHOR is. NULL when
 * memory runs out. Where a heading is opened the page takes its place, so that Back leads to where the reader was.
 */
struct screen *contents_new(struct entry *entry, const struct anchor *anchor);

#endif
