/*
 * tests/golden/diagnostics_test.c — each diagnostic that content can give, from an input to its words.
 *
 * A case in diagnostics/ is NAME.yaml or NAME.md (a site of one file), NAME (a folder with a site) or
 * NAME.sh (makes the site in the empty folder that it is run in; what it prints, if anything, is the path
 * to open instead of "."). Beside it are NAME.expected and NAME.expected.bg: the lines of `iomview --check`
 * in both languages. Every member of the list has a case that is called like it and shows it; those of the
 * command line and the terminal are shown by tests/terminal.
 *
 * With ACCEPT=NAME or ACCEPT=1 the expectations are written; not where CI is set.
 */

#define _GNU_SOURCE /* seteuid(2) */

#include "configuration.h"
#include "content/content.h"
#include "text/text.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CASES_MAXIMUM = 1000, OUTPUT_MAXIMUM = 1024 * 1024, NOBODY = 65534 };

static const char cases_folder[] = "tests/golden/diagnostics";

/*
 * Given by the command line and the terminal, shown by tests/terminal/; or by memory, shown by the unit
 * tests.
 */
static const enum diagnostic_name elsewhere[] = {
        DIAGNOSTIC_OUT_OF_MEMORY,
        DIAGNOSTIC_UNKNOWN_OPTION_GUESS,
        DIAGNOSTIC_UNKNOWN_OPTION,
        DIAGNOSTIC_OPTION_NEEDS_VALUE,
        DIAGNOSTIC_OPTION_NO_VALUE,
        DIAGNOSTIC_OPTION_RANGE,
        DIAGNOSTIC_OPTION_TIME,
        DIAGNOSTIC_KIOSK_NO_TERMINAL,
        DIAGNOSTIC_NO_SANDBOX,
        DIAGNOSTIC_SESSION_IDLE,
        DIAGNOSTIC_SESSION_EXPIRED,
        DIAGNOSTIC_TWO_MODES,
        DIAGNOSTIC_TOO_MANY_ARGUMENTS,
        DIAGNOSTIC_NO_SITE_LANGUAGE,
        DIAGNOSTIC_PAGE_NOT_FOUND,
        DIAGNOSTIC_PAGE_NOT_FOUND_GUESS,
        DIAGNOSTIC_OTHER_LAYOUT,
        DIAGNOSTIC_UNKNOWN_TERMINAL,
        DIAGNOSTIC_NO_TERMINAL,
        DIAGNOSTIC_NO_STATE_FOLDER,
        DIAGNOSTIC_STATE_NOT_WRITTEN,
        DIAGNOSTIC_STATE_BUSY,
        DIAGNOSTIC_WRITE_FAILED,
};

static bool shown[DIAGNOSTIC_NAMES]; /* by the case that is called like it */
static unsigned failures;

static void result(bool good, const char *name)
{
	printf("%s %s\n", good ? "ok" : "not ok", name);
	failures += !good;
}

/* ---- the site of a case ---- */

static void write_date(struct buffer *out, struct date date)
{
	buffer_format(out, "%d-%d-%d", date.year, date.month, date.day);
}

static const struct page_words *words(const char *language)
{
	static const struct page_words english = {write_date, "Links", "Source:", "Untitled",
	        "Cannot be read", "The error is:", MESSAGES_ENGLISH};
	(void)language;
	return &english;
}

/* A case that is being run. */
struct golden {
	char name[256];
	char input[300]; /* its file or folder in cases_folder */
	struct diagnostics diagnostics;
};

static bool ends_in(const char *text, const char *ending)
{
	size_t length = strlen(text);
	return length > strlen(ending) && strcmp(text + length - strlen(ending), ending) == 0;
}

/* Runs NAME.sh in a scratch folder and goes there; PATH gets what it prints, else ".". */
static bool make_site(const struct golden *golden, char *path, size_t size)
{
	static unsigned number;
	const char *root = getenv("TMPDIR");
	char scratch[4096];
	char command[8192];
	char here[4096];
	snprintf(scratch, sizeof scratch, "%s/golden-%d-%u", root != NULL ? root : "/tmp", (int)getpid(),
	        number++);
	if (getcwd(here, sizeof here) == NULL || mkdir(scratch, 0755) != 0 || chmod(scratch, 0755) != 0 ||
	        chdir(scratch) != 0)
		return false;
	snprintf(command, sizeof command, "umask 022; sh '%s/%s'", here, golden->input);
	FILE *script = popen(command, "r");
	if (script == NULL)
		return false;
	snprintf(path, size, ".");
	if (fgets(path, (int)size, script) != NULL)
		path[strcspn(path, "\n")] = '\0';
	return pclose(script) == 0;
}

/*
 * Opens and checks the site. A script's files may be such that not everybody may read them: root is
 * everybody.
 */
static void check(struct golden *golden, const char *path, bool as_nobody)
{
	bool changed = as_nobody && geteuid() == 0 && seteuid(NOBODY) == 0;
	struct site *site = site_open(path, words, &golden->diagnostics);
	if (site != NULL)
		site_check(site, &golden->diagnostics);
	site_close(site);
	if (changed && seteuid(0) != 0)
		abort();
}

/* Reads the settings file PATH. */
static void check_config(struct golden *golden, const char *path)
{
	struct configuration configuration;
	configuration_init(&configuration);
	configuration_read_file(&configuration, path);
	diagnostics_free(&golden->diagnostics);
	golden->diagnostics = configuration.found;
	diagnostics_init(&configuration.found);
	configuration_free(&configuration);
}

static bool run(struct golden *golden)
{
	char path[4096];
	bool script = ends_in(golden->input, ".sh");
	int here = open(".", O_RDONLY | O_DIRECTORY);
	if (here < 0 || chdir(cases_folder) != 0)
		return false;
	diagnostics_init(&golden->diagnostics);
	snprintf(path, sizeof path, "%s", golden->input);
	bool made = !script || make_site(golden, path, sizeof path);
	if (made && ends_in(golden->input, ".config.yaml"))
		check_config(golden, path);
	else if (made)
		check(golden, path, script);
	bool back = fchdir(here) == 0;
	close(here);
	return made && back;
}

/* ---- what comes of it ---- */

static void write_lines(struct buffer *out, const struct diagnostics *list, enum message_language language)
{
	struct buffer line;
	buffer_init(&line, OUTPUT_MAXIMUM);
	for (size_t i = 0; i < list->count; i++) {
		buffer_clear(&line);
		diagnostic_line(&line, &list->items[i], language);
		text_sanitise(out, buffer_text(&line), line.length, SANITISE_ONE_LINE, NULL);
		buffer_append_text(out, "\n");
	}
	buffer_free(&line);
}

static bool is_accepted(const char *name)
{
	const char *accept = getenv("ACCEPT");
	return accept != NULL && (strcmp(accept, name) == 0 || strcmp(accept, "1") == 0);
}

static bool accept_lines(const char *file, const struct buffer *lines)
{
	FILE *stream = getenv("CI") == NULL ? fopen(file, "w") : NULL;
	if (stream == NULL)
		return false;
	bool written = fwrite(buffer_text(lines), 1, lines->length, stream) == lines->length;
	return fclose(stream) == 0 && written;
}

static void print_notes(const char *heading, const char *text)
{
	printf("# %s\n", heading);
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		printf("#   %.*s\n", (int)length, text);
		text += length + (text[length] != '\0');
	}
}

static bool compare(const struct golden *golden, enum message_language language)
{
	char file[1024];
	struct buffer lines;
	struct buffer expected;
	int error_number;
	buffer_init(&lines, OUTPUT_MAXIMUM);
	buffer_init(&expected, OUTPUT_MAXIMUM);
	snprintf(file, sizeof file, "%s/%s.expected%s", cases_folder, golden->name,
	        language == MESSAGES_BULGARIAN ? ".bg" : "");
	write_lines(&lines, &golden->diagnostics, language);
	if (is_accepted(golden->name) && !accept_lines(file, &lines))
		printf("# %s cannot be written\n", file);
	enum file_status status = file_read_path(file, OUTPUT_MAXIMUM, &expected, &error_number);
	bool same = status == FILE_OK && strcmp(buffer_text(&lines), buffer_text(&expected)) == 0;
	if (!same) {
		print_notes("expected", buffer_text(&expected));
		print_notes("found", buffer_text(&lines));
	}
	buffer_free(&lines);
	buffer_free(&expected);
	return same;
}

/* Whether a case is called like the diagnostic NAME. */
static bool is_called(const char *name, enum diagnostic_name diagnostic)
{
	const char *identifier = diagnostic_identifier(diagnostic);
	for (; *identifier != '\0'; identifier++, name++)
		if (*name !=
		        (*identifier >= 'A' && *identifier <= 'Z' ? *identifier + ('a' - 'A') : *identifier))
			return false;
	return *name == '\0';
}

static void run_case(const char *input)
{
	struct golden golden;
	snprintf(golden.input, sizeof golden.input, "%s", input);
	snprintf(golden.name, sizeof golden.name, "%s", input);
	golden.name[strcspn(golden.name, ".")] = '\0';
	bool good = run(&golden);
	for (int language = 0; language < MESSAGE_LANGUAGES; language++)
		good = compare(&golden, (enum message_language)language) && good;
	for (size_t i = 0; i < golden.diagnostics.count; i++) {
		enum diagnostic_name name = golden.diagnostics.items[i].name;
		shown[name] = shown[name] || is_called(golden.name, name);
	}
	diagnostics_free(&golden.diagnostics);
	result(good, golden.name);
}

/* ---- all of them ---- */

static int compare_names(const void *first, const void *second)
{
	return strcmp(first, second);
}

static void run_cases(void)
{
	static char inputs[CASES_MAXIMUM][256];
	size_t count = 0;
	DIR *folder = opendir(cases_folder);
	for (struct dirent *found; folder != NULL && (found = readdir(folder)) != NULL;)
		if (found->d_name[0] != '.' && strstr(found->d_name, ".expected") == NULL &&
		        count < CASES_MAXIMUM)
			snprintf(inputs[count++], sizeof *inputs, "%s", found->d_name);
	if (folder != NULL)
		closedir(folder);
	qsort(inputs, count, sizeof *inputs, compare_names);
	for (size_t i = 0; i < count; i++)
		run_case(inputs[i]);
	result(count > 0, "there are cases");
}

static bool is_shown_elsewhere(enum diagnostic_name name)
{
	for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
		if (elsewhere[i] == name)
			return true;
	return false;
}

int main(void)
{
	char sentence[256];
	run_cases();
	for (int name = 0; name < DIAGNOSTIC_NAMES; name++) {
		if (is_shown_elsewhere((enum diagnostic_name)name))
			continue;
		snprintf(sentence, sizeof sentence, "%s has a case that shows it",
		        diagnostic_identifier((enum diagnostic_name)name));
		result(shown[name], sentence);
	}
	return failures > 0;
}
