/*
 * tables.c — the manuals' tables in mdoc(7), made from the program's own tables.
 *
 *   tables keys en|bg                 the keys and what each does: from COMMAND_LIST and the view's sentences
 *   tables diagnostics files en|bg    what can be wrong in the files of a site: from DIAGNOSTIC_LIST
 *   tables diagnostics settings en|bg what can be wrong in the settings
 *   tables diagnostics usage en|bg    what can be wrong with the command line and the terminal
 *   tables kiosk en                   what a kiosk turns off, and what it does not: from FEATURE_LIST
 *   tables commands en|bg             the commands by the names that settings have for them, and their keys
 *   tables settings en|bg             the settings and the words that they may be
 *   tables roles en|bg                the roles that have colours; "tables looks en|bg": the words for a look
 *
 * manual.sh puts them into the manuals.
 */

#include "base/base.h"
#include "content/content.h"
#include "terminal/terminal.h"
#include "text/text.h"
#include "view/view.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { LINE_BYTES_MAXIMUM = 4096 };

/* Where the rows of DIAGNOSTIC_LIST change their subject, in its order. */
static const struct {
	enum diagnostic_name first;
	const char *page; /* the argument that asks for it */
	const char *heading[MESSAGE_LANGUAGES];
} subjects[] = {
        {DIAGNOSTIC_UNKNOWN_KEY_GUESS, "files", {"Keys and values", "Ключове и стойности"}},
        {DIAGNOSTIC_NO_PAGE_GUESS, "files", {"Links and addresses", "Връзки и адреси"}},
        {DIAGNOSTIC_MENU_NO_ENTRY_GUESS, "files", {"The site", "Сайтът"}},
        {DIAGNOSTIC_FILE_MISSING, "files", {"Files", "Файлове"}},
        {DIAGNOSTIC_NOT_UTF8, "files", {"Characters", "Знаци"}},
        {DIAGNOSTIC_TAB_INDENTATION, "files", {"YAML", "YAML"}},
        {DIAGNOSTIC_TOO_COMPLEX, "files", {"Text", "Текст"}},
        {DIAGNOSTIC_NOT_A_CHOICE, "settings", {NULL, NULL}},
        {DIAGNOSTIC_UNKNOWN_OPTION_GUESS, "usage", {NULL, NULL}},
};

enum { SUBJECTS = sizeof subjects / sizeof subjects[0] };

/* ---- mdoc ---- */

/* Appends one character of text so that mdoc and roff take it as it stands. */
static void append_character(struct buffer *out, const char *character, size_t length)
{
	static const struct {
		const char *character, *escape;
	} escapes[] = {
	        {"'", "\\(aq"},
	        {"\\", "\\e"},
	        {"-", "\\-"},
	        {"`", "\\(ga"},
	        {"…", "\\[u2026]"},
	        {"↑", "\\(ua"},
	        {"↓", "\\(da"},
	        {"←", "\\(<-"},
	        {"→", "\\(->"},
	        {"\"", "\\(dq"},
	};
	for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++)
		if (strlen(escapes[i].character) == length &&
		        memcmp(escapes[i].character, character, length) == 0) {
			buffer_append_text(out, escapes[i].escape);
			return;
		}
	buffer_append(out, character, length);
}

/* Appends LENGTH bytes of text as arguments of a macro: none of its words is a macro or a delimiter. */
static void append_words(struct buffer *out, const char *text, size_t length)
{
	bool starts = true;
	for (size_t i = 0; i < length;) {
		uint32_t character;
		size_t bytes = text_decode(text + i, length - i, &character);
		if (starts && character < 0x80 && !islower((int)character) && text[i] != ' ')
			buffer_append_text(out, "\\&");
		starts = text[i] == ' ';
		append_character(out, text + i, bytes);
		i += bytes;
	}
}

/* ---- keys ---- */

/* Whether KEY, with keys before and behind it, is one that "1 … 9" leaves out. */
static bool stands_between_digits(const char *keys, const char *key)
{
	return key > keys && isdigit((unsigned char)key[-2]) && isdigit((unsigned char)key[0]) &&
	       key[1] == ' ' && isdigit((unsigned char)key[2]);
}

/* Prints "PgUp, b" as an item: KEYS are divided by blanks. */
static void print_keys(const char *keys)
{
	struct buffer line;
	bool leaves_out = false;
	buffer_init(&line, LINE_BYTES_MAXIMUM);
	buffer_append_text(&line, ".It");
	for (const char *at = keys; *at != '\0'; at += strcspn(at, " "), at += strspn(at, " ")) {
		char key[32];
		snprintf(key, sizeof key, "%.*s", (int)strcspn(at, " "), at);
		const char *label = view_key_label(key, false);
		bool left_out = stands_between_digits(keys, at);
		if (at > keys && !left_out)
			buffer_append_text(&line, leaves_out ? " No \\[u2026]" : " ,");
		leaves_out = left_out;
		if (left_out)
			continue;
		buffer_append_text(&line, " Ic ");
		append_words(&line, label, strlen(label));
	}
	puts(buffer_text(&line));
	buffer_free(&line);
}

static const enum command_name all_commands[] = {
#define COMMAND_MEMBER(name, word, keys, places) COMMAND_##name,
        COMMAND_LIST(COMMAND_MEMBER)
#undef COMMAND_MEMBER
};

enum { COMMANDS = sizeof all_commands / sizeof all_commands[0] };

static void print_key_table(enum message_language language)
{
	struct buffer sentence;
	buffer_init(&sentence, LINE_BYTES_MAXIMUM);
	puts(".Bl -tag -width \"Space, PgDn, f, Ctrl\\-F\" -compact");
	for (size_t i = 0; i < COMMANDS; i++) {
		const char *help = view_command_help(all_commands[i], language);
		print_keys(command_keys(NULL, all_commands[i]));
		buffer_clear(&sentence);
		append_words(&sentence, help, strlen(help));
		puts(buffer_text(&sentence));
	}
	puts(".El");
	buffer_free(&sentence);
}

/* ---- settings ---- */

/* Prints "Space PgDn" as words of a text. */
static void print_words(const char *words)
{
	struct buffer line;
	buffer_init(&line, LINE_BYTES_MAXIMUM);
	append_words(&line, words, strlen(words));
	puts(buffer_text(&line));
	buffer_free(&line);
}

static void print_commands(enum message_language language)
{
	puts(".Bl -tag -width default-measure");
	for (size_t i = 0; i < COMMANDS; i++) {
		printf(".It Cm %s\n", command_word(all_commands[i]));
		print_words(view_command_help(all_commands[i], language));
		puts(".br");
		print_words(command_keys(NULL, all_commands[i]));
	}
	puts(".El");
}

/* A line for each setting: its name, and the words that it may be. */
static void print_settings(void)
{
	for (size_t i = 0; settings_name(i) != NULL; i++) {
		printf("%s", settings_name(i));
		for (size_t j = 0; settings_choice(i, j) != NULL; j++)
			printf(" %s", settings_choice(i, j));
		puts("");
	}
}

/* Prints names with commas between them. */
static void print_names(const char *(*name_at)(size_t number))
{
	for (size_t i = 0; name_at(i) != NULL; i++) {
		printf(".Cm ");
		for (const char *at = name_at(i); *at != '\0'; at++)
			printf(*at == '-' ? "\\-" : "%c", *at);
		puts(name_at(i + 1) != NULL ? " ," : " .");
	}
}

/* ---- diagnostics ---- */

/* Prints a message; the bytes 1, 2, 3 in it, which stand for its arguments, become A, B, C. */
static void print_message(const char *message)
{
	struct buffer line;
	buffer_init(&line, LINE_BYTES_MAXIMUM);
	buffer_append_text(&line, ".No ");
	while (*message != '\0') {
		size_t length = strcspn(message, "\1\2\3");
		append_words(&line, message, length);
		message += length;
		if (*message == '\0')
			break;
		buffer_format(
		        &line, "%s Ar %c", length > 0 && message[-1] == ' ' ? "" : " Ns", 'A' + *message - 1);
		message++;
		if (*message != '\0' && *message != ' ')
			buffer_append_text(&line, " Ns ");
	}
	puts(buffer_text(&line));
	buffer_free(&line);
}

/* Prints one row: its level as an item, its message as the text of the item. */
static void print_diagnostic(enum diagnostic_name name, enum message_language language)
{
	const struct diagnostic diagnostic = {.name = name, .arguments = {"\1", "\2", "\3"}};
	struct buffer message;
	buffer_init(&message, LINE_BYTES_MAXIMUM);
	diagnostic_message(&message, &diagnostic, language);
	size_t level = strcspn(buffer_text(&message), ":");
	printf(".It %.*s\n", (int)level, buffer_text(&message));
	print_message(buffer_text(&message) + level + strlen(": "));
	buffer_free(&message);
}

static void print_diagnostics(const char *page, enum message_language language)
{
	static const char *const widest[MESSAGE_LANGUAGES] = {"warning", "предупреждение"};
	for (size_t i = 0; i < SUBJECTS; i++) {
		int end = i + 1 < SUBJECTS ? (int)subjects[i + 1].first : DIAGNOSTIC_NAMES;
		if (strcmp(subjects[i].page, page) != 0)
			continue;
		if (subjects[i].heading[language] != NULL)
			printf(".Ss %s\n", subjects[i].heading[language]);
		printf(".Bl -tag -width %s -compact\n", widest[language]);
		for (int name = (int)subjects[i].first; name < end; name++)
			print_diagnostic((enum diagnostic_name)name, language);
		puts(".El");
	}
}

/* ---- a kiosk ---- */

static void print_features(bool on_in_kiosk)
{
	puts(".Bl -bullet -compact");
	for (int i = 0; i < FEATURES; i++)
		if (kiosk_row((enum feature)i)->on_in_kiosk == on_in_kiosk)
			printf(".It\n%s\n", kiosk_row((enum feature)i)->sentence);
	puts(".El");
}

static void print_kiosk(void)
{
	puts("Off are");
	print_features(false);
	puts(".Pp\nOn stay");
	print_features(true);
}

int main(int count, char **arguments)
{
	const char *last = count > 1 ? arguments[count - 1] : "";
	enum message_language language = strcmp(last, "bg") == 0 ? MESSAGES_BULGARIAN : MESSAGES_ENGLISH;
	bool known = language == MESSAGES_BULGARIAN || strcmp(last, "en") == 0;
	if (known && count == 3 && strcmp(arguments[1], "keys") == 0) {
		print_key_table(language);
	} else if (count == 3 && strcmp(arguments[1], "kiosk") == 0) {
		print_kiosk();
	} else if (known && count == 3 && strcmp(arguments[1], "commands") == 0) {
		print_commands(language);
	} else if (known && count == 3 && strcmp(arguments[1], "settings") == 0) {
		print_settings();
	} else if (known && count == 3 && strcmp(arguments[1], "roles") == 0) {
		print_names(terminal_colour_role);
	} else if (known && count == 3 && strcmp(arguments[1], "looks") == 0) {
		print_names(terminal_colour_word);
	} else if (known && count == 4 && strcmp(arguments[1], "diagnostics") == 0) {
		print_diagnostics(arguments[2], language);
	} else {
		fputs("usage: tables keys|commands|kiosk|settings|roles|looks en|bg\n       tables "
		      "diagnostics "
		      "files|settings|usage en|bg\n",
		        stderr);
		return 2;
	}
	return 0;
}
