/* content/date.c — ISO 8601 dates: the day as it is written. */

#include "content/date.h"

#include <string.h>

static bool is_digit(char character)
{
	return character >= '0' && character <= '9';
}

/* Where TEXT stands; reading past its end gives NUL. */
struct cursor {
	const char *text;
	size_t length;
	size_t at;
};

static char peek(const struct cursor *cursor)
{
	return cursor->at < cursor->length ? cursor->text[cursor->at] : '\0';
}

static bool skip(struct cursor *cursor, char character)
{
	bool there = cursor->at < cursor->length && cursor->text[cursor->at] == character;
	cursor->at += there;
	return there;
}

/* Exactly DIGITS digits whose value is from LEAST to MOST. */
static bool read_number(struct cursor *cursor, int digits, int least, int most, int *number)
{
	*number = 0;
	for (int i = 0; i < digits; i++) {
		if (!is_digit(peek(cursor)))
			return false;
		*number = *number * 10 + (peek(cursor) - '0');
		cursor->at++;
	}
	return *number >= least && *number <= most;
}

static int days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && leap);
}

static bool read_day(struct cursor *cursor, struct date *date)
{
	return read_number(cursor, 4, 1, 9999, &date->year) && skip(cursor, '-') &&
	       read_number(cursor, 2, 1, 12, &date->month) && skip(cursor, '-') &&
	       read_number(cursor, 2, 1, days_in_month(date->year, date->month), &date->day);
}

/* Z, +03:00, +0300, +03 or nothing. */
static bool read_zone(struct cursor *cursor)
{
	int ignored;
	if (skip(cursor, 'Z') || (peek(cursor) != '+' && peek(cursor) != '-'))
		return true;
	cursor->at++;
	if (!read_number(cursor, 2, 0, 23, &ignored))
		return false;
	skip(cursor, ':');
	return !is_digit(peek(cursor)) || read_number(cursor, 2, 0, 59, &ignored);
}

/* HH:MM, HH:MM:SS or HH:MM:SS.fraction, then perhaps a space and the zone. */
static bool read_time(struct cursor *cursor)
{
	int ignored;
	if (!read_number(cursor, 2, 0, 24, &ignored) || !skip(cursor, ':') ||
	        !read_number(cursor, 2, 0, 59, &ignored))
		return false;
	if (skip(cursor, ':') && !read_number(cursor, 2, 0, 60, &ignored))
		return false;
	if (skip(cursor, '.'))
		while (is_digit(peek(cursor)))
			cursor->at++;
	skip(cursor, ' ');
	return read_zone(cursor);
}

bool date_parse(const char *text, size_t length, struct date *date)
{
	struct cursor cursor = {.text = text, .length = length};
	struct date found;
	while (cursor.length > 0 && text[cursor.length - 1] == ' ')
		cursor.length--;
	if (!read_day(&cursor, &found))
		return false;
	if (cursor.at < cursor.length && !skip(&cursor, 'T') && !skip(&cursor, 't') && !skip(&cursor, ' '))
		return false;
	if (cursor.at < cursor.length && !read_time(&cursor))
		return false;
	if (cursor.at < cursor.length || cursor.text[cursor.length - 1] == 'T')
		return false;
	*date = found;
	return true;
}

struct date date_in_name(const char *name)
{
	struct cursor cursor = {.text = name, .length = strlen(name)};
	struct date date;
	if (!read_day(&cursor, &date) || strchr("-_. ", peek(&cursor)) == NULL)
		return (struct date){0};
	return date;
}

int date_compare(struct date first, struct date second)
{
	if (first.year != second.year)
		return first.year < second.year ? -1 : 1;
	if (first.month != second.month)
		return first.month < second.month ? -1 : 1;
	return first.day < second.day ? -1 : first.day > second.day;
}
