/* view/strings.c — the one reader of the tables of words: sentences, counted forms, dates. */

#include "view/strings.h"

#include <stdio.h>
#include <string.h>

const struct language_strings *strings_of(enum message_language language)
{
	return language == MESSAGES_BULGARIAN ? &strings_bulgarian : &strings_english;
}

enum message_language messages_for(const char *tag)
{
	bool bulgarian = tag != NULL && strncmp(tag, "bg", 2) == 0 && (tag[2] == '\0' || tag[2] == '-');
	return bulgarian ? MESSAGES_BULGARIAN : MESSAGES_ENGLISH;
}

const char *string_of(enum string_name name, enum message_language language)
{
	return strings_of(language)->strings[name];
}

bool strings_write(struct buffer *out, enum message_language language, enum string_name name,
        const char *first, const char *second)
{
	const char *rest = string_of(name, language);
	for (const char *brace = strchr(rest, '{'); brace != NULL; brace = strchr(rest, '{')) {
		const char *value = brace[1] == '1' ? first : second;
		buffer_append(out, rest, (size_t)(brace - rest));
		buffer_append_text(out, value != NULL ? value : "");
		rest = brace + strlen("{1}");
	}
	return buffer_append_text(out, rest) && !out->failed;
}

bool strings_write_number(struct buffer *out, size_t number, enum message_language language)
{
	const struct language_strings *table = strings_of(language);
	char digits[24];
	int count = snprintf(digits, sizeof digits, "%zu", number);
	for (int i = 0; i < count; i++) {
		if (i > 0 && (count - i) % 3 == 0 && number >= table->grouped_from)
			buffer_append_text(out, table->thousands);
		buffer_append(out, &digits[i], 1);
	}
	return !out->failed;
}

bool strings_write_counted(
        struct buffer *out, size_t number, enum counted_noun noun, enum message_language language)
{
	strings_write_number(out, number, language);
	buffer_append_text(out, " ");
	return buffer_append_text(out, strings_of(language)->counted[noun][number != 1]) && !out->failed;
}

bool strings_write_share(struct buffer *out, uint64_t done, uint64_t all, enum message_language language)
{
	char number[12];
	snprintf(number, sizeof number, "%u", all == 0 || done >= all ? 100 : (unsigned)(done * 100 / all));
	return strings_write(out, language, STRING_PER_CENT, number, NULL);
}

bool strings_write_searching(struct buffer *out, uint64_t done, uint64_t all, enum message_language language)
{
	char number[32];
	struct buffer share;
	buffer_init(&share, sizeof number - 1);
	strings_write_share(&share, done, all, language);
	snprintf(number, sizeof number, "%s", buffer_text(&share));
	buffer_free(&share);
	return strings_write(out, language, STRING_SEARCHING, number, NULL);
}

bool strings_write_in_language(struct buffer *out, const char *tag, enum message_language language)
{
	if (strcmp(tag, "bg") == 0)
		return buffer_append_text(out, string_of(STRING_IN_BULGARIAN, language));
	if (strcmp(tag, "en") == 0)
		return buffer_append_text(out, string_of(STRING_IN_ENGLISH, language));
	return strings_write(out, language, STRING_IN_LANGUAGE, tag, NULL);
}

/* ---- the public door ---- */

const struct page_words *view_page_words(const char *language)
{
	return &strings_of(messages_for(language))->page_words;
}

const char *view_command_label(enum command_name name, enum message_language language)
{
	return name > COMMAND_NONE && name < COMMAND_RESIZE ? strings_of(language)->labels[name] : "";
}

const char *view_command_help(enum command_name name, enum message_language language)
{
	return name > COMMAND_NONE && name < COMMAND_RESIZE ? strings_of(language)->helps[name] : "";
}

void view_write_date(struct buffer *out, struct date date, enum message_language language)
{
	strings_of(language)->write_date(out, date);
}
