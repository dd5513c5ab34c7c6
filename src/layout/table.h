/*
 * layout/table.h — a table → lines. Private to layout/ and its tests.
 *
 * In a line of a table stand pieces of several cells: its offset is that of the first byte it shows, its length reaches to
 * the end of the last one.
 */
#ifndef IOMVIEW_TABLE_H
#define IOMVIEW_TABLE_H

#include "layout/margin.h"

/*
 * Composes the table BLOCK: in columns, as wide as their text or shrunk fairly but never under their widest word; where
 * even that does not fit, as a list. Failure: the composer has failed.
 */
void table_compose(struct composer *composer, const struct block *block, const struct margin *margin);

/* Composes the table BLOCK as a list: for each row lines "heading: cell", rows apart. ROLE: of its text. */
void table_compose_list(struct composer *composer, const struct block *block, const struct margin *margin,
        enum span_role role);

/* The flow that is all of the cell at ROW, COLUMN, its links numbered; TABLE_COLUMNS is the room that the table has. */
struct flow table_flow(struct composer *composer, const struct table *table, uint32_t row, uint32_t column,
        enum span_role role, int table_columns);

/* Whether all cells of ROW are empty. */
bool table_row_is_empty(const struct table *table, uint32_t row);

/* The first byte that ROW shows, from the start of the page's text; END when there is no such row. */
uint32_t table_row_offset(const struct table *table, uint32_t row, uint32_t end);

/* Composes an empty line above ROW. */
void table_empty_line(struct composer *composer, const struct margin *margin, uint32_t offset);

#endif
