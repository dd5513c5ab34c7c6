/* view/reading_file.c — what is remembered of a reader, as text: read, and put together with what a file holds. */

#include "view/reading.h"

#include "text/text.h"

#include <string.h>

/* The first line, and what it begins with in every version. */
static const char FIRST_LINE[] = "iomview reading 1";
static const char ANY_VERSION[] = "iomview reading ";

enum {
	FIELD_KIND,
	FIELD_SITE,
	FIELD_PATH,
	FIELD_LANGUAGE,
	FIELD_FLAGS,
	FIELD_BLOCK,
	FIELD_OFFSET,
	FIELD_HEADING,
	FIELD_HEADINGS,
	FIELD_AFTER,
	FIELD_SHARE,
	FIELD_BEGINNING,
	FIELD_HERE,
	PAGE_FIELDS,
	FIELD_TITLE = PAGE_FIELDS,
	FIELD_SECTION,
	MARK_FIELDS
};

/* A line that is longer, or has a longer field once decoded, is damaged (bytes). */
enum { LINE_BYTES_MAXIMUM = 16384, FIELD_BYTES_MAXIMUM = 4096 };

struct field {
	const char *text;
	size_t length;
};

struct line {
	const char *text;
	size_t length; /* with the line feed */
	struct field fields[MARK_FIELDS + 1];
	size_t count;
};

/* ---- lines ---- */

/* Takes the next line of the text from *REST to END. Returns false at the end. */
static bool next_line(struct line *line, const char **rest, const char *end)
{
	if (*rest == end)
		return false;
	const char *feed = memchr(*rest, '\n', (size_t)(end - *rest));
	const char *behind = feed != NULL ? feed : end;
	*line = (struct line){.text = *rest, .length = (size_t)(behind - *rest) + (feed != NULL)};
	for (const char *start = *rest; line->count <= MARK_FIELDS; start++) {
		const char *tab = memchr(start, '\t', (size_t)(behind - start));
		const char *stop = tab != NULL ? tab : behind;
		line->fields[line->count++] = (struct field){start, (size_t)(stop - start)};
		start = stop;
		if (tab == NULL)
			break;
	}
	*rest = feed != NULL ? feed + 1 : end;
	return true;
}

static bool is_field(const struct field *field, const char *text)
{
	return field->length == strlen(text) && memcmp(field->text, text, field->length) == 0;
}

static bool is_mark(const struct line *line)
{
	return is_field(&line->fields[FIELD_KIND], "mark") && line->count == MARK_FIELDS;
}

/* ---- fields ---- */

static bool read_number(const struct field *field, uint32_t *number)
{
	uint64_t value = 0;
	if (field->length == 0 || field->length > 10)
		return false;
	for (size_t i = 0; i < field->length; i++) {
		if (field->text[i] < '0' || field->text[i] > '9')
			return false;
		value = value * 10 + (uint64_t)(field->text[i] - '0');
	}
	*number = (uint32_t)value;
	return value <= UINT32_MAX;
}

/* Decodes a field into TEXT (SIZE bytes); returns its length, or SIZE where it is damaged or does not fit. */
static size_t read_bytes(const struct field *field, char *text, size_t size)
{
	size_t length = 0;
	for (size_t i = 0; i < field->length; i++) {
		char byte = field->text[i];
		if (byte == '\0' || length == size)
			return size;
		if (byte == '\\') {
			const char *known = "tn\\", *stand_for = "\t\n\\";
			const char *letter = ++i < field->length && field->text[i] != '\0'
			                             ? strchr(known, field->text[i])
			                             : NULL;
			if (letter == NULL)
				return size;
			byte = stand_for[letter - known];
		}
		text[length++] = byte;
	}
	return length;
}

/* Decodes a field into new memory; NULL where it is damaged, or there is no memory (*NO_MEMORY). SHOWN: it is sanitised. */
static char *read_text(const struct field *field, bool shown, bool *no_memory)
{
	char text[FIELD_BYTES_MAXIMUM];
	struct buffer copy;
	size_t length = read_bytes(field, text, sizeof text);
	if (length == sizeof text)
		return NULL;
	buffer_init(&copy, 4 * sizeof text);
	bool good = shown ? text_sanitise(&copy, text, length, SANITISE_ONE_LINE, NULL)
	                  : buffer_append(&copy, text, length);
	if (!good || !buffer_append(&copy, "", 1)) {
		buffer_free(&copy);
		*no_memory = true;
		return NULL;
	}
	return copy.bytes;
}

static bool read_anchor_text(const struct field *field, struct anchor_text *text)
{
	char bytes[ANCHOR_TEXT_BYTES + 1];
	size_t length = read_bytes(field, bytes, sizeof bytes);
	if (length == sizeof bytes)
		return false;
	memcpy(text->bytes, bytes, length);
	text->length = (uint32_t)length;
	return true;
}

static bool has_flag(const struct line *line, char flag)
{
	return memchr(line->fields[FIELD_FLAGS].text, flag, line->fields[FIELD_FLAGS].length) != NULL;
}

static bool read_anchor(const struct line *line, struct reading_record *record)
{
	struct anchor *anchor = &record->anchor;
	const struct field *fields = line->fields;
	uint32_t share;
	size_t tag = read_bytes(&fields[FIELD_LANGUAGE], anchor->language, sizeof anchor->language);
	bool good = tag < sizeof anchor->language && read_number(&fields[FIELD_BLOCK], &anchor->block) &&
	            read_number(&fields[FIELD_OFFSET], &anchor->offset) &&
	            read_number(&fields[FIELD_HEADING], &anchor->heading) &&
	            read_number(&fields[FIELD_HEADINGS], &anchor->headings) &&
	            read_number(&fields[FIELD_AFTER], &anchor->after) &&
	            read_number(&fields[FIELD_SHARE], &share) && share <= 100 &&
	            read_anchor_text(&fields[FIELD_BEGINNING], &anchor->beginning) &&
	            read_anchor_text(&fields[FIELD_HERE], &anchor->here);
	if (!good)
		return false;
	anchor->whole = has_flag(line, 'w');
	anchor->to_end = has_flag(line, 'e');
	record->share = share;
	record->read = has_flag(line, 'r');
	return true;
}

/* Whether a line is a record, of any site. One without its line feed was cut off while it was written. */
static bool is_record(const struct line *line)
{
	struct reading_record record;
	bool whole = line->length <= LINE_BYTES_MAXIMUM && line->text[line->length - 1] == '\n';
	bool page = is_field(&line->fields[FIELD_KIND], "page") && line->count == PAGE_FIELDS;
	return whole && (page || is_mark(line)) && read_anchor(line, &record);
}

/* Makes RECORD of a line. False where it is damaged, or there is no memory (*NO_MEMORY): it holds nothing then. */
static bool read_record(const struct line *line, struct reading_record *record, bool *no_memory)
{
	*record = (struct reading_record){.path = NULL};
	if (!read_anchor(line, record))
		return false;
	record->path = read_text(&line->fields[FIELD_PATH], false, no_memory);
	if (is_mark(line) && record->path != NULL) {
		record->title = read_text(&line->fields[FIELD_TITLE], true, no_memory);
		record->section = read_text(&line->fields[FIELD_SECTION], true, no_memory);
	}
	if (record->path != NULL && (!is_mark(line) || (record->title != NULL && record->section != NULL)))
		return true;
	reading_free_record(record);
	return false;
}

static void write_bytes(struct buffer *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		switch (text[i]) {
		case '\t':
			buffer_append_text(out, "\\t");
			break;
		case '\n':
			buffer_append_text(out, "\\n");
			break;
		case '\\':
			buffer_append_text(out, "\\\\");
			break;
		default:
			buffer_append(out, &text[i], 1);
			break;
		}
}

static void write_field(struct buffer *out, const char *text)
{
	buffer_append_text(out, "\t");
	write_bytes(out, text, strlen(text));
}

static void write_record(
        struct buffer *out, const struct reading *reading, const struct reading_record *record)
{
	const struct anchor *anchor = &record->anchor;
	buffer_append_text(out, record->title != NULL ? "mark" : "page");
	write_field(out, reading->site);
	write_field(out, record->path);
	write_field(out, anchor->language);
	buffer_format(out, "\t%s%s%s%s", record->read ? "r" : "", anchor->whole ? "w" : "",
	        anchor->to_end ? "e" : "", record->read || anchor->whole || anchor->to_end ? "" : "-");
	buffer_format(out, "\t%u\t%u\t%u\t%u\t%u\t%u\t", (unsigned)anchor->block, (unsigned)anchor->offset,
	        (unsigned)anchor->heading, (unsigned)anchor->headings, (unsigned)anchor->after,
	        record->share);
	write_bytes(out, anchor->beginning.bytes, anchor->beginning.length);
	buffer_append_text(out, "\t");
	write_bytes(out, anchor->here.bytes, anchor->here.length);
	if (record->title != NULL) {
		write_field(out, record->title);
		write_field(out, record->section);
	}
	buffer_append_text(out, "\n");
}

/* ---- a file is read ---- */

/* Puts the site as a field has it into SITE. False: no memory. */
static bool encode_site(const struct reading *reading, struct buffer *site)
{
	buffer_init(site, 2 * FIELD_BYTES_MAXIMUM);
	write_bytes(site, reading->site, strlen(reading->site));
	return !site->failed;
}

/* Whether the file begins with the first line of another version. */
static bool is_another_version(const char *bytes, size_t length)
{
	size_t any = strlen(ANY_VERSION), first = strlen(FIRST_LINE);
	if (length < any || memcmp(bytes, ANY_VERSION, any) != 0)
		return false;
	return length <= first || memcmp(bytes, FIRST_LINE, first) != 0 || bytes[first] != '\n';
}

/* Adds what a line of the site says, unless what is not yet written says something else. False: no memory. */
static bool take_record(struct reading *reading, const struct line *line, size_t changed_pages)
{
	struct reading_record record;
	bool no_memory = false, mark = is_mark(line);
	struct reading_list *list = mark ? &reading->marks : &reading->pages;
	if (!read_record(line, &record, &no_memory))
		return !no_memory;
	bool known = !mark && changed_pages > 0 && reading_find(list, record.path) < list->count;
	for (size_t i = 0; mark && i < list->count && !known; i++)
		known = reading_same_mark(&list->items[i], &record);
	size_t maximum = mark ? READING_MARKS_MAXIMUM : READING_PAGES_MAXIMUM;
	if (known || list->count == maximum) {
		reading_free_record(&record);
		return true;
	}
	return reading_append(list, record, maximum) != NULL;
}

bool reading_take(struct reading *reading, const char *bytes, size_t length)
{
	const char *rest = bytes, *end = bytes + length;
	struct buffer site;
	struct line line;
	if (reading->site == NULL)
		return true;
	reading_forget_unchanged(&reading->pages);
	reading_forget_unchanged(&reading->marks);
	size_t changed = reading->pages.count;
	if (is_another_version(bytes, length))
		return true;
	bool good = encode_site(reading, &site);
	while (good && next_line(&line, &rest, end))
		if (line.count > FIELD_SITE && is_field(&line.fields[FIELD_SITE], buffer_text(&site)) &&
		        is_record(&line)) /* last: it costs most */
			good = take_record(reading, &line, changed);
	buffer_free(&site);
	return good;
}

/* ---- a file is written ---- */

/* The records that are changed, pages and bookmarks. */
struct changes {
	struct reading_record **items;
	size_t count, capacity;
	bool no_memory;
};

static void collect_changes(struct changes *changes, const struct reading_list *list)
{
	for (size_t i = 0; i < list->count && !changes->no_memory; i++) {
		if (!list->items[i].changed)
			continue;
		struct reading_record **items = array_grow(changes->items, &changes->capacity, changes->count,
		        sizeof(*items), READING_PAGES_MAXIMUM + READING_MARKS_MAXIMUM);
		changes->no_memory = items == NULL;
		if (items == NULL)
			return;
		changes->items = items;
		items[changes->count++] = &list->items[i];
	}
}

/* Whether a change says what is to become of LINE, which is of the site. What had been read stays read. */
static bool is_replaced(struct changes *changes, const struct line *line)
{
	char path[FIELD_BYTES_MAXIMUM];
	bool replaced = false;
	size_t length = read_bytes(&line->fields[FIELD_PATH], path, sizeof path);
	for (size_t i = 0; i < changes->count; i++) {
		struct reading_record *change = changes->items[i], record;
		if ((change->title != NULL) != is_mark(line) || strlen(change->path) != length ||
		        memcmp(change->path, path, length) != 0)
			continue;
		if (!is_mark(line)) {
			change->read |= has_flag(line, 'r');
			return true;
		}
		if (!read_record(line, &record, &changes->no_memory))
			return true; /* its title is damaged */
		replaced |= reading_same_mark(change, &record);
		reading_free_record(&record);
	}
	return replaced || length == sizeof path;
}

/* What is put together: the pages and bookmarks to be left out, the oldest of all, or (MERGED NULL) how many there are. */
struct merging {
	struct reading *reading;
	struct changes changes;
	struct buffer site;    /* as a field has it */
	struct buffer scratch; /* for one record */
	struct buffer *merged; /* NULL: they are counted */
	size_t counts[2];      /* of pages, of bookmarks */
	size_t bytes;
};

static void add_record(struct merging *merging, bool mark, const char *text, size_t length)
{
	if (merging->merged == NULL) {
		merging->counts[mark]++;
		merging->bytes += length;
	} else if (merging->counts[mark] > 0) {
		merging->counts[mark]--;
	} else {
		buffer_append(merging->merged, text, length);
	}
}

/* Adds the records of the file that stay, then the changed ones. */
static void add_records(struct merging *merging, const char *bytes, size_t length)
{
	const char *rest = bytes, *end = bytes + length;
	struct line line;
	while (next_line(&line, &rest, end)) {
		if (!is_record(&line))
			continue;
		bool ours = is_field(&line.fields[FIELD_SITE], buffer_text(&merging->site));
		if (!ours || !is_replaced(&merging->changes, &line))
			add_record(merging, is_mark(&line), line.text, line.length);
	}
	for (size_t i = 0; i < merging->changes.count; i++) {
		const struct reading_record *record = merging->changes.items[i];
		if (record->removed)
			continue;
		buffer_clear(&merging->scratch);
		write_record(&merging->scratch, merging->reading, record);
		merging->changes.no_memory |= merging->scratch.failed;
		add_record(merging, record->title != NULL, merging->scratch.bytes, merging->scratch.length);
	}
}

/* How many have to go: as many as are beyond the maximum; half of the pages where the file would be too large. */
static void set_too_many(struct merging *merging)
{
	size_t pages = merging->counts[0], marks = merging->counts[1];
	merging->counts[0] = pages > READING_PAGES_MAXIMUM ? pages - READING_PAGES_MAXIMUM : 0;
	merging->counts[1] = marks > READING_MARKS_MAXIMUM ? marks - READING_MARKS_MAXIMUM : 0;
	if (merging->bytes > READING_BYTES_MAXIMUM / 4 * 3 && merging->counts[0] < pages / 2)
		merging->counts[0] = pages / 2;
}

bool reading_merge(struct reading *reading, const char *present, size_t length, struct buffer *merged)
{
	struct merging merging = {.reading = reading};
	if (reading->site == NULL || is_another_version(present, length))
		return buffer_append(merged, present, length);
	buffer_init(&merging.scratch, 8 * FIELD_BYTES_MAXIMUM);
	merging.changes.no_memory = !encode_site(reading, &merging.site);
	collect_changes(&merging.changes, &reading->pages);
	collect_changes(&merging.changes, &reading->marks);
	if (!merging.changes.no_memory) {
		add_records(&merging, present, length);
		set_too_many(&merging);
		merging.merged = merged;
		buffer_append_text(merged, FIRST_LINE);
		buffer_append_text(merged, "\n");
		add_records(&merging, present, length);
	}
	bool good = !merging.changes.no_memory && !merged->failed;
	memory_resize(merging.changes.items, 0);
	buffer_free(&merging.site);
	buffer_free(&merging.scratch);
	return good;
}
