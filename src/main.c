/* main.c — options, mode, exit status. */

#include "base/base.h"
#include "browse.h"
#include "configuration.h"
#include "content/content.h"
#include "host/host.h"
#include "options.h"
#include "print.h"
#include "text/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum status { STATUS_DONE = 0, STATUS_NOTHING = 1, STATUS_WRONG = 2 };

enum { MESSAGE_BYTES_MAXIMUM = 1 << 20, PRINT_COLUMNS_MAXIMUM = 80 };

/* Tells what is wrong on standard error: everything, or the errors alone. */
static void tell(const struct diagnostics *list, enum message_language language)
{
	struct buffer line, clean;
	buffer_init(&line, MESSAGE_BYTES_MAXIMUM);
	buffer_init(&clean, MESSAGE_BYTES_MAXIMUM);
	for (size_t i = 0; i < list->count; i++) {
		buffer_clear(&line);
		buffer_clear(&clean);
		if (list->items[i].file == NULL)
			buffer_append_text(&line, "iomview: ");
		diagnostic_line(&line, &list->items[i], language);
		text_sanitise(&clean, buffer_text(&line), line.length, SANITISE_ONE_LINE, NULL);
		buffer_append_text(&clean, "\n");
		diagnostic_write(buffer_text(&clean), clean.length);
	}
	buffer_free(&line);
	buffer_free(&clean);
}

/* One diagnostic that has no file. */
static int complain(
        enum diagnostic_name name, const char *first, const char *second, enum message_language language)
{
	struct diagnostics list;
	diagnostics_init(&list);
	diagnostics_add(&list, name, NULL, 0, 0, first, second, NULL);
	tell(&list, language);
	diagnostics_free(&list);
	return STATUS_WRONG;
}

/* Ends what was printed. A reader that went away (EPIPE) has what it wanted. */
static int finish(struct output *output, int status, enum message_language language)
{
	int error_number;
	if (output_finish(output, &error_number) || error_number == EPIPE)
		return status;
	if (error_number == 0)
		return complain(DIAGNOSTIC_OUT_OF_MEMORY, NULL, NULL, language);
	return complain(DIAGNOSTIC_WRITE_FAILED, strerror(error_number), NULL, language);
}

/* Where the site is that the command line names, else the bundled one. */
static void find_site(const struct options *options, struct buffer *path)
{
	if (options->site != NULL)
		buffer_append_text(path, options->site);
	else
		host_bundled_site(path, IOMVIEW_DATADIR "/iomview/content");
}

/* ---- the site and the page ---- */

static struct site *open_site(
        const struct options *options, struct buffer *path, struct diagnostics *diagnostics)
{
	if (options->site != NULL && strcmp(options->site, "-") == 0) {
		struct buffer bytes;
		int error_number;
		struct site *site = NULL;
		buffer_init(&bytes, FILE_BYTES_MAXIMUM);
		enum file_status status =
		        file_read_descriptor(STDIN_FILENO, FILE_BYTES_MAXIMUM, &bytes, &error_number);
		if (status == FILE_OK)
			site = site_open_bytes(
			        "-", buffer_text(&bytes), bytes.length, view_page_words, diagnostics);
		else if (status == FILE_TOO_LARGE)
			diagnostics_add(diagnostics, DIAGNOSTIC_FILE_TOO_LARGE, "-", 0, 0, "16", NULL, NULL);
		else
			diagnostics_add(diagnostics, DIAGNOSTIC_FILE_UNREADABLE, "-", 0, 0,
			        strerror(error_number), NULL, NULL);
		buffer_free(&bytes);
		return site;
	}
	find_site(options, path);
	return path->failed ? NULL : site_open(path->bytes, view_page_words, diagnostics);
}

/* The entry that the command line names; the only page of a site that is one page; else the front. NULL: told already. */
static struct entry *find_start(
        struct site *site, const struct options *options, enum message_language language)
{
	struct entry *only = site_only_page(site);
	if (options->page == NULL)
		return only != NULL ? only : site_root(site);
	struct entry *entry = site_find(site, options->page);
	if (entry == NULL) {
		struct arena arena;
		arena_init(&arena, MESSAGE_BYTES_MAXIMUM);
		const char *guess = site_guess_path(site, options->page, &arena);
		complain(guess != NULL ? DIAGNOSTIC_PAGE_NOT_FOUND_GUESS : DIAGNOSTIC_PAGE_NOT_FOUND,
		        options->page, guess, language);
		arena_free(&arena);
	}
	return entry;
}

/* The index of the language that was asked for, 0 when none was; -1: told already. */
static int find_language(
        const struct site *site, const struct options *options, enum message_language language)
{
	if (options->language == NULL)
		return 0;
	int found = site_find_language(site, options->language);
	if (found < 0) {
		struct buffer all;
		buffer_init(&all, MESSAGE_BYTES_MAXIMUM);
		for (size_t i = 0; i < site_language_count(site); i++)
			buffer_format(&all, "%s%s", i > 0 ? ", " : "", site_language(site, (int)i));
		complain(DIAGNOSTIC_NO_SITE_LANGUAGE, options->language, buffer_text(&all), language);
		buffer_free(&all);
	}
	return found;
}

/* ---- modes ---- */

/*
 * As wide as -w asks for (0: without end), else as the terminal that somebody sits at, at most as the settings say or 80 columns.
 */
static int print_columns(const struct options *options, const struct settings *settings)
{
	static const int descriptors[] = {STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO};
	struct winsize size;
	int most = settings->measure > 0 ? settings->measure : PRINT_COLUMNS_MAXIMUM;
	if (options->width > 0 || options->unwrapped)
		return options->width;
	for (size_t i = 0; i < sizeof descriptors / sizeof descriptors[0]; i++)
		if (ioctl(descriptors[i], TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
			return size.ws_col < most ? size.ws_col : most;
	return most;
}

/* Prints what is wrong and counts it on standard error. */
static int print_checked(const struct diagnostics *diagnostics, enum message_language language)
{
	struct output output;
	struct buffer summary;
	output_init(&output);
	buffer_init(&summary, MESSAGE_BYTES_MAXIMUM);
	print_diagnostics(&output, diagnostics, language);
	int status = finish(&output, diagnostics->errors > 0 ? STATUS_NOTHING : STATUS_DONE, language);
	diagnostics_summary(&summary, diagnostics, language);
	buffer_append_text(&summary, "\n");
	diagnostic_write(buffer_text(&summary), summary.length);
	buffer_free(&summary);
	return status;
}

static int check(struct site *site, struct diagnostics *diagnostics, enum message_language language)
{
	if (site != NULL) {
		diagnostics->count = 0; /* what opening found is found again */
		diagnostics->errors = diagnostics->warnings = 0;
		site_check(site, diagnostics);
	}
	int status = print_checked(diagnostics, language);
	return site == NULL ? STATUS_WRONG : status;
}

static void print_one_page(struct output *output, struct site *site, const struct options *options,
        const struct settings *settings, struct entry *entry, int language)
{
	struct hyphenation *dictionaries = hyphenation_new(NULL);
	const struct print_options print_options = {
	        .columns = print_columns(options, settings),
	        .hyphenation = configuration_hyphenation(settings),
	        .dictionaries = dictionaries,
	        .words = view_page_words,
	};
	print_page(output, site, entry, language, &print_options);
	hyphenation_free(dictionaries);
}

/* Prints what the words find; tells what they were taken for, where that is not what was typed. Returns how many pages. */
static size_t search(struct output *output, struct site *site, const char *words, int language,
        enum message_language messages)
{
	struct buffer read_as;
	size_t found;
	buffer_init(&read_as, MESSAGE_BYTES_MAXIMUM);
	print_matches(output, site, language, words, &found, &read_as);
	if (read_as.length > 0)
		complain(DIAGNOSTIC_OTHER_LAYOUT, words, buffer_text(&read_as), messages);
	buffer_free(&read_as);
	return found;
}

/* What is wrong with the settings, where no status line says it. */
static void tell_notice(struct configuration *configuration, enum message_language language)
{
	const char *notice = configuration_notice(configuration, language);
	if (notice == NULL)
		return;
	diagnostic_write(notice, strlen(notice));
	diagnostic_write("\n", 1);
}

static int print(struct site *site, const struct options *options, struct configuration *configuration,
        struct entry *entry, int language, enum message_language messages)
{
	struct output output;
	size_t found = 1;
	tell_notice(configuration, messages);
	output_init(&output);
	if (options->mode == MODE_LIST)
		print_list(&output, site);
	else if (options->mode == MODE_SEARCH)
		found = search(&output, site, options->words, language, messages);
	else
		print_one_page(&output, site, options, &configuration->settings, entry, language);
	return finish(&output, found > 0 ? STATUS_DONE : STATUS_NOTHING, messages);
}

/* ---- browsing ---- */

/* How a session ended, in the exit status and, where it ended by itself, in words. */
static int tell_end(enum session_end end, int signal, enum message_language language)
{
	if (end == SESSION_SIGNALLED)
		terminal_raise(signal);
	if (end == SESSION_NO_MEMORY)
		return complain(DIAGNOSTIC_OUT_OF_MEMORY, NULL, NULL, language);
	if (end == SESSION_IDLE)
		(void)complain(DIAGNOSTIC_SESSION_IDLE, NULL, NULL, language);
	if (end == SESSION_EXPIRED)
		(void)complain(DIAGNOSTIC_SESSION_EXPIRED, NULL, NULL, language);
	return STATUS_DONE;
}

/* Why there is no terminal. */
static int tell_no_terminal(enum terminal_status status, enum message_language language)
{
	const char *name = getenv("TERM");
	if (status == TERMINAL_UNKNOWN)
		return complain(DIAGNOSTIC_UNKNOWN_TERMINAL, name != NULL ? name : "", NULL, language);
	if (status == TERMINAL_NO_MEMORY)
		return complain(DIAGNOSTIC_OUT_OF_MEMORY, NULL, NULL, language);
	return complain(DIAGNOSTIC_NO_TERMINAL, NULL, NULL, language);
}

/* The site is remembered by its absolute path; a page from standard input is not, nor is anything in a kiosk. */
static enum session_end browse_and_remember(
        struct terminal *terminal, struct site **site, struct session_options *options, int *signal)
{
	struct buffer absolute;
	buffer_init(&absolute, MESSAGE_BYTES_MAXIMUM);
	if (feature_is_on(FEATURE_STATE_FILES, options->view.kiosk) && options->path != NULL &&
	        path_resolve(options->path, &absolute))
		options->view.remembered_as = buffer_text(&absolute);
	enum session_end end = browse_run(terminal, site, options, signal);
	buffer_free(&absolute);
	return end;
}

static int browse_on(struct terminal *terminal, struct site **site, const struct options *options,
        struct configuration *configuration, struct session_options *session, enum message_language messages)
{
	int signal = 0;
	session->words = view_page_words;
	session->idle_seconds = options->idle_seconds;
	session->limit_seconds = options->limit_seconds;
	session->view.kiosk = options->kiosk;
	session->view.measure = options->unwrapped ? WIDTH_MAXIMUM : options->width;
	configuration_apply(configuration, &session->view, messages);
	enum session_end end = browse_and_remember(terminal, site, session, &signal);
	return tell_end(end, signal, messages);
}

static int browse(struct site **site, const struct options *options, struct configuration *configuration,
        const char *path, int language, enum message_language messages)
{
	struct terminal *terminal = NULL;
	enum terminal_status opened =
	        browse_open_terminal(&terminal, configuration, getenv("SSH_CONNECTION") != NULL);
	if (opened == TERMINAL_DUMB)
		return print(*site, options, configuration, find_start(*site, options, messages), language,
		        messages);
	if (opened != TERMINAL_OPEN)
		return tell_no_terminal(opened, messages);
	struct hyphenation *dictionaries = hyphenation_new(NULL);
	struct session_options session = {
	        .path = path,
	        .start = options->page,
	        .view = {.language = language, .dictionaries = dictionaries},
	};
	int status = browse_on(terminal, site, options, configuration, &session, messages);
	hyphenation_free(dictionaries);
	return status;
}

/* ---- a kiosk ---- */

/* What sshd(8) says of a visitor, before the environment is forgotten. */
struct visitor {
	bool remote;
	const char *command; /* what was written behind the address; NULL: nothing. Any text at all */
};

static struct visitor look_at_visitor(void)
{
	return (struct visitor){getenv("SSH_CONNECTION") != NULL, getenv("SSH_ORIGINAL_COMMAND")};
}

/* Whether COMMAND is the path of a page and no more: letters, digits and - _ . / of ASCII, no step up, not long. */
static bool is_page_path(const char *command)
{
	enum { PATH_BYTES = 255 };
	static const char signs[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./";
	size_t length = strlen(command);
	return length > 0 && length <= PATH_BYTES && strspn(command, signs) == length &&
	       strchr("-_./", command[0]) == NULL && strstr(command, "..") == NULL;
}

/* A visitor's command is a page's path, or nothing: terminals' own ssh integrations send one, too. */
static struct entry *find_visitors_page(struct site *site, struct options *options,
        const struct visitor *visitor, enum message_language messages)
{
	if (visitor->command != NULL && is_page_path(visitor->command) &&
	        site_find(site, visitor->command) != NULL)
		options->page = visitor->command;
	return find_start(site, options, messages);
}

/* Later no dictionary can be opened. Only a narrow terminal needs one, and reading them takes longer than all else. */
static struct hyphenation *open_dictionaries(const struct terminal *terminal)
{
	enum { NARROW_COLUMNS = 60 };
	static const char *const languages[] = {"bg", "en"};
	int rows, columns = NARROW_COLUMNS;
	struct hyphenation *dictionaries = hyphenation_new(NULL);
	if (terminal != NULL)
		terminal_size(terminal, &rows, &columns);
	for (size_t i = 0; columns < NARROW_COLUMNS && i < sizeof languages / sizeof *languages; i++)
		(void)hyphenation_open(dictionaries, languages[i]);
	return dictionaries;
}

/* Shows the site at PATH on TERMINAL (NULL: one that cannot move its cursor) once the process is held. */
static int show_held(struct terminal *terminal, const char *path, struct options *options,
        struct configuration *configuration, const struct visitor *visitor, struct hyphenation *dictionaries,
        enum message_language messages)
{
	struct diagnostics diagnostics;
	diagnostics_init(&diagnostics);
	struct site *site = site_open(path, view_page_words, &diagnostics);
	struct entry *entry = site != NULL ? find_visitors_page(site, options, visitor, messages) : NULL;
	int language = entry != NULL ? find_language(site, options, messages) : -1;
	int status = STATUS_WRONG;
	struct session_options session = {.path = path,
	        .start = options->page,
	        .view = {.language = language, .dictionaries = dictionaries}};
	if (language < 0)
		terminal_close(terminal);
	if (site == NULL)
		tell(&diagnostics, messages);
	if (language >= 0 && terminal == NULL) {
		status = print(site, options, configuration, entry, language, messages);
	} else if (language >= 0) {
		status = browse_on(terminal, &site, options, configuration, &session, messages);
	}
	site_close(site);
	diagnostics_free(&diagnostics);
	return status;
}

/* The terminal first, then the process is held, and only then the site is read. */
static int run_kiosk(struct options *options, struct configuration *configuration,
        const struct visitor *visitor, enum message_language messages)
{
	struct terminal *terminal = NULL;
	struct sandbox_report report;
	struct buffer path;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return complain(DIAGNOSTIC_KIOSK_NO_TERMINAL, NULL, NULL, messages);
	enum terminal_status opened = browse_open_terminal(&terminal, configuration, visitor->remote);
	if (opened != TERMINAL_OPEN && opened != TERMINAL_DUMB)
		return tell_no_terminal(opened, messages);
	buffer_init(&path, MESSAGE_BYTES_MAXIMUM);
	find_site(options, &path);
	struct hyphenation *dictionaries = open_dictionaries(terminal);
	host_enter_sandbox(buffer_text(&path), &report);
	int status = STATUS_WRONG;
	if (host_sandbox_holds(&report) || options->no_sandbox) {
		status = show_held(terminal, buffer_text(&path), options, configuration, visitor,
		        dictionaries, messages);
	} else {
		terminal_close(terminal);
		(void)complain(DIAGNOSTIC_NO_SANDBOX, NULL, NULL, messages);
	}
	hyphenation_free(dictionaries);
	buffer_free(&path);
	return status;
}

static int check_sandbox(enum message_language language)
{
	struct output output;
	struct sandbox_report report;
	output_init(&output);
	host_enter_sandbox(NULL, &report);
	print_sandbox(&output, &report, language);
	return finish(&output, host_sandbox_holds(&report) ? STATUS_DONE : STATUS_NOTHING, language);
}

/* ---- start ---- */

/* The language of the settings is a wish, which a site need not have. */
static void wish_language(struct options *options, const struct site *site, const struct settings *settings)
{
	if (options->language == NULL && settings->language != NULL &&
	        site_find_language(site, settings->language) >= 0)
		options->language = settings->language;
}

static int run(struct options *options, struct configuration *configuration, struct diagnostics *diagnostics,
        enum message_language messages)
{
	struct buffer path;
	buffer_init(&path, MESSAGE_BYTES_MAXIMUM);
	struct site *site = open_site(options, &path, diagnostics);
	int status = STATUS_WRONG;
	if (options->mode == MODE_CHECK) {
		status = check(site, diagnostics, messages);
	} else if (site == NULL) {
		tell(diagnostics, messages);
	} else {
		wish_language(options, site, &configuration->settings);
		struct entry *entry = find_start(site, options, messages);
		int language = entry != NULL ? find_language(site, options, messages) : -1;
		if (entry == NULL)
			status = STATUS_NOTHING;
		else if (language >= 0 && options->mode == MODE_BROWSE)
			status = browse(&site, options, configuration, path.bytes, language, messages);
		else if (language >= 0)
			status = print(site, options, configuration, entry, language, messages);
	}
	site_close(site);
	buffer_free(&path);
	return status;
}

static int print_help(enum message_language language, bool version)
{
	struct output output;
	output_init(&output);
	if (version)
		buffer_append_text(&output.text, "iomview " IOMVIEW_VERSION "\n");
	else
		options_help(&output.text, language);
	return finish(&output, STATUS_DONE, language);
}

/* Whether MODE shows pages as the reader likes them. */
static bool reads_settings(enum mode mode)
{
	return mode == MODE_BROWSE || mode == MODE_DUMP || mode == MODE_SEARCH || mode == MODE_CHECK_CONFIG;
}

int main(int argument_count, char **arguments)
{
	struct options options;
	struct configuration configuration;
	struct diagnostics diagnostics;
	int status = STATUS_WRONG;
	diagnostics_init(&diagnostics);
	bool understood = options_read(&options, argument_count, arguments, &diagnostics);
	const struct visitor visitor = look_at_visitor();
	/* Before anything looks into the environment: terminfo, the C library's locales. */
	if (!feature_is_on(FEATURE_ENVIRONMENT, options.kiosk))
		host_forget_environment();
	enum message_language messages = host_message_language();
	host_set_locale();
	configuration_init(&configuration);
	if (understood && reads_settings(options.mode) && feature_is_on(FEATURE_SETTINGS, options.kiosk))
		configuration_read(&configuration);
	const char *language = options.language != NULL ? options.language : configuration.settings.language;
	if (language != NULL)
		messages = view_page_words(language)->messages;
	/* Without a terminal to show it on, the page is printed: iomview | cat. */
	if (options.mode == MODE_BROWSE && !isatty(STDOUT_FILENO) &&
	        feature_is_on(FEATURE_PRINTING, options.kiosk))
		options.mode = MODE_DUMP;
	if (!understood)
		tell(&diagnostics, messages);
	else if (options.mode == MODE_HELP || options.mode == MODE_VERSION)
		status = print_help(messages, options.mode == MODE_VERSION);
	else if (options.mode == MODE_CHECK_CONFIG)
		status = print_checked(&configuration.found, messages);
	else if (options.mode == MODE_CHECK_SANDBOX)
		status = check_sandbox(messages);
	else if (options.kiosk)
		status = run_kiosk(&options, &configuration, &visitor, messages);
	else
		status = run(&options, &configuration, &diagnostics, messages);
	configuration_free(&configuration);
	diagnostics_free(&diagnostics);
	return status;
}
