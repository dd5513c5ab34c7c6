/* content/date.h — ISO 8601 dates. Private to content/ and its tests. */
#ifndef IOMVIEW_DATE_H
#define IOMVIEW_DATE_H

#include "content/content.h"

/*
 * Reads TEXT: YYYY-MM-DD, alone or with a time behind 'T' or a space ("2021-05-20T10:00:00+03:00",
 * "2009-12-25 10:41:06 +0000"). The day is taken as it is written; the time zone does not move it. Returns
 * false when it is no such date, or a day that the calendar does not have.
 */
bool date_parse(const char *text, size_t length, struct date *date);

/*
 * The date that NAME (NUL-terminated) begins with, as "2021-05-20-opening"; year 0 when it begins with
 * none.
 */
struct date date_in_name(const char *name);

/*
 * Negative, 0 or positive as FIRST is earlier than, the same as or later than SECOND. No date is earlier
 * than any.
 */
int date_compare(struct date first, struct date second);

#endif
