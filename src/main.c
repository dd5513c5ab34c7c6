/* main.c — options, mode, exit status. */

#include "base/base.h"
#include "configuration.h"
#include "content/content.h"
#include "host/host.h"
#include "options.h"
#include "print.h"
#include "session.h"
#include "terminal/terminal.h"
#include "text/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum status { STATUS_DONE = 0, STATUS_NOTHING = 1, STATUS_WRONG = 2 };

enum { MESSAGE_BYTES_MAXIMUM = 1 << 20, PRINT_COLUMNS_MAXIMUM = 80 };

/* Where it is remembered what was read. */
static const char STATE_FILE[] = "reading";

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
	if (options->site != NULL)
		buffer_append_text(path, options->site);
	else
		host_bundled_site(path, IOMVIEW_DATADIR "/iomview/content");
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

static void screen_size(void *context, int *rows, int *columns)
{
	terminal_size(context, rows, columns);
}

static bool screen_show(void *context, const struct grid *grid)
{
	return terminal_show(context, grid);
}

static void screen_repaint(void *context)
{
	terminal_repaint(context);
}

static void screen_set_mouse(void *context, bool on)
{
	terminal_set_mouse(context, on);
}

static void screen_suspend(void *context)
{
	terminal_suspend(context);
}

static void screen_copy(void *context, const char *text)
{
	(void)terminal_copy(context, text, strlen(text));
}

static void input_wait(void *context, int milliseconds, struct input_event *event)
{
	terminal_wait(context, milliseconds, event);
}

static bool input_key_waits(void *context)
{
	return terminal_key_waits(context);
}

/* Hyperlinks came with tmux 3.4; of itself it tells TERM_PROGRAM_VERSION, as "3.3a". */
static bool is_old_tmux(const char *terminal_name)
{
	const char *program = getenv("TERM_PROGRAM"), *version = getenv("TERM_PROGRAM_VERSION");
	if (getenv("TMUX") == NULL && strncmp(terminal_name, "tmux", strlen("tmux")) != 0)
		return false;
	if (program == NULL || version == NULL || strcmp(program, "tmux") != 0)
		return true;
	char *rest;
	long major = strtol(version, &rest, 10);
	return major < 3 || (major == 3 && (*rest != '.' || strtol(rest + 1, NULL, 10) < 4));
}

static int64_t input_now(void *context)
{
	struct timespec now;
	(void)context;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static enum terminal_status open_terminal(
        struct terminal **terminal, const struct configuration *configuration)
{
	const char *name = getenv("TERM");
	/* Standard input may be the page (iomview -): keys then come from the terminal itself. */
	int input = isatty(STDIN_FILENO) ? STDIN_FILENO : open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	const char *no_color = getenv("NO_COLOR");
	const struct terminal_options options = {
	        .input = input,
	        .output = STDOUT_FILENO,
	        .name = name != NULL ? name : "",
	        .colours = no_color == NULL || *no_color == '\0', /* no-color.org */
	        .remote = getenv("SSH_CONNECTION") != NULL,
	        .old_tmux = is_old_tmux(name != NULL ? name : ""),
	        .looks = configuration->looks,
	        .look_count = configuration->look_count,
	        .hyperlinks = configuration_hyperlinks(&configuration->settings),
	        .mouse = configuration->settings.mouse,
	};
	return input < 0 ? TERMINAL_FAILED : terminal_open(terminal, &options);
}

/* A browser in the terminal gets it until it ends. */
static enum browse_result open_address(void *context, const char *address)
{
	const char *list = getenv("BROWSER");
	if (!host_address_can_be_opened(address))
		return BROWSE_NOT_ALLOWED;
	enum browser_place place = host_browser_place(list);
	if (place == BROWSER_IN_TERMINAL)
		terminal_lend(context);
	bool opened = place != BROWSER_NOWHERE && host_open_address(address, list);
	if (place == BROWSER_IN_TERMINAL)
		terminal_take_back(context);
	if (!opened)
		return BROWSE_NO_BROWSER;
	return place == BROWSER_IN_TERMINAL ? BROWSE_DONE : BROWSE_OPENING;
}

/* What is remembered of readers is one file; where there is no folder for it nothing is. */
static void read_state(void *context, struct buffer *bytes)
{
	(void)context;
	if (!host_state_read(STATE_FILE, bytes, NULL))
		buffer_clear(bytes);
}

static bool update_state(void *context, session_merge *merge, void *merge_context)
{
	(void)context;
	return host_state_update(STATE_FILE, merge, merge_context, NULL);
}

static int browse_on(struct terminal *terminal, struct site **site, struct session_options *options,
        enum message_language language)
{
	const struct session_screen screen = {terminal, screen_size, screen_show, screen_repaint,
	        screen_set_mouse, screen_suspend, screen_copy};
	const struct session_input input = {terminal, input_wait, input_key_waits, input_now};
	const struct session_outside outside = {terminal, open_address, read_state, update_state};
	int signal = 0;
	options->outside = &outside;
	options->view.dictionaries = hyphenation_new(NULL);
	enum session_end end = session_run(site, options, &screen, &input, &signal);
	hyphenation_free(options->view.dictionaries);
	terminal_close(terminal);
	if (end == SESSION_SIGNALLED)
		terminal_raise(signal);
	if (end == SESSION_NO_MEMORY)
		return complain(DIAGNOSTIC_OUT_OF_MEMORY, NULL, NULL, language);
	return STATUS_DONE;
}

/* The site is remembered by its absolute path; a page from standard input is not. */
static int browse_and_remember(struct terminal *terminal, struct site **site, struct session_options *options,
        enum message_language language)
{
	struct buffer absolute;
	buffer_init(&absolute, MESSAGE_BYTES_MAXIMUM);
	if (options->path != NULL && path_resolve(options->path, &absolute))
		options->view.remembered_as = buffer_text(&absolute);
	int status = browse_on(terminal, site, options, language);
	buffer_free(&absolute);
	return status;
}

static int browse(struct site **site, const struct options *options, struct configuration *configuration,
        const char *path, int language, enum message_language messages)
{
	struct terminal *terminal = NULL;
	struct session_options session = {
	        .path = path,
	        .start = options->page,
	        .words = view_page_words,
	        .view = {.language = language,
	                .measure = options->unwrapped ? WIDTH_MAXIMUM : options->width},
	};
	configuration_apply(configuration, &session.view, messages);
	switch (open_terminal(&terminal, configuration)) {
	case TERMINAL_OPEN:
		return browse_and_remember(terminal, site, &session, messages);
	case TERMINAL_UNKNOWN: {
		const char *name = getenv("TERM");
		return complain(DIAGNOSTIC_UNKNOWN_TERMINAL, name != NULL ? name : "", NULL, messages);
	}
	case TERMINAL_NO_MEMORY:
		return complain(DIAGNOSTIC_OUT_OF_MEMORY, NULL, NULL, messages);
	case TERMINAL_DUMB:
		return print(*site, options, configuration, find_start(*site, options, messages), language,
		        messages);
	default:
		return complain(DIAGNOSTIC_NO_TERMINAL, NULL, NULL, messages);
	}
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
	enum message_language messages = host_message_language();
	host_set_locale();
	diagnostics_init(&diagnostics);
	bool understood = options_read(&options, argument_count, arguments, &diagnostics);
	configuration_init(&configuration);
	if (understood && reads_settings(options.mode))
		configuration_read(&configuration);
	const char *language = options.language != NULL ? options.language : configuration.settings.language;
	if (language != NULL)
		messages = view_page_words(language)->messages;
	/* Without a terminal to show it on, the page is printed: iomview | cat. */
	if (options.mode == MODE_BROWSE && !isatty(STDOUT_FILENO))
		options.mode = MODE_DUMP;
	if (!understood)
		tell(&diagnostics, messages);
	else if (options.mode == MODE_HELP || options.mode == MODE_VERSION)
		status = print_help(messages, options.mode == MODE_VERSION);
	else if (options.mode == MODE_CHECK_CONFIG)
		status = print_checked(&configuration.found, messages);
	else
		status = run(&options, &configuration, &diagnostics, messages);
	configuration_free(&configuration);
	diagnostics_free(&diagnostics);
	return status;
}
