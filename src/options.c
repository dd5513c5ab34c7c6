/* options.c — the command line. */

#include "options.h"

#include "text/text.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Values of long options that have no letter. */
enum {
	LONG_DUMP = 256,
	LONG_LIST,
	LONG_CHECK,
	LONG_CHECK_CONFIG,
	LONG_CHECK_SANDBOX,
	LONG_SEARCH,
	LONG_IDLE,
	LONG_LIMIT,
	LONG_NO_SANDBOX
};

static const struct option_row {
	const char *name;
	int letter;                           /* the short option, or a LONG_ value */
	enum mode mode;                       /* MODE_BROWSE: it sets no mode */
	const char *value[MESSAGE_LANGUAGES]; /* the placeholder of its value; NULL: it takes none */
	const char *help[MESSAGE_LANGUAGES];
} rows[] = {
        {"language", 'l', MODE_BROWSE, {"LANG", "ЕЗИК"},
                {"language of the pages and of the program", "език на страниците и на програмата"}},
        {"width", 'w', MODE_BROWSE, {"COLUMNS", "КОЛОНИ"},
                {"longest line of text", "най-голяма дължина на реда, в колони"}},
        {"dump", LONG_DUMP, MODE_DUMP, {NULL, NULL},
                {"print a page as text", "извеждане на страница като текст"}},
        {"list", LONG_LIST, MODE_LIST, {NULL, NULL},
                {"print the list of pages", "извеждане на списъка със страниците"}},
        {"search", LONG_SEARCH, MODE_SEARCH, {"WORDS", "ДУМИ"},
                {"print the matches in the whole site", "търсене в целия сайт и извеждане на съвпаденията"}},
        {"check", LONG_CHECK, MODE_CHECK, {NULL, NULL},
                {"check the site's files", "проверка на файловете на сайта"}},
        {"check-config", LONG_CHECK_CONFIG, MODE_CHECK_CONFIG, {NULL, NULL},
                {"check the settings", "проверка на настройките"}},
        {"kiosk", 'k', MODE_BROWSE, {NULL, NULL},
                {"for strangers: nothing but the site", "за външни читатели: само сайтът"}},
        {"idle", LONG_IDLE, MODE_BROWSE, {"TIME", "ВРЕМЕ"},
                {"end after so long without a key (90s, 15m)",
                        "край след толкова време без клавиш (90s, 15m)"}},
        {"limit", LONG_LIMIT, MODE_BROWSE, {"TIME", "ВРЕМЕ"},
                {"end after so long in any case (4h)", "край след толкова време при всички случаи (4h)"}},
        {"no-sandbox", LONG_NO_SANDBOX, MODE_BROWSE, {NULL, NULL},
                {"let a kiosk start that nothing holds", "киоск и там, където нищо не го ограничава"}},
        {"check-sandbox", LONG_CHECK_SANDBOX, MODE_CHECK_SANDBOX, {NULL, NULL},
                {"say what would hold a kiosk here", "какво би ограничило киоск на тази машина"}},
        {"help", 'h', MODE_HELP, {NULL, NULL}, {"this help", "тази помощ"}},
        {"version", 'V', MODE_VERSION, {NULL, NULL}, {"the version", "версията"}},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

static const struct {
	const char *usage;
	const char *options;
	const char *after;
} words[MESSAGE_LANGUAGES] = {
        [MESSAGES_ENGLISH] =
                {
                        "Usage: iomview [-l LANG] [-w COLUMNS] [SITE [PAGE]]\n"
                        "       iomview [-l LANG] [-w COLUMNS] --dump|--list|--check|--search WORDS\n"
                        "               [SITE [PAGE]]\n"
                        "       iomview --check-config\n"
                        "       iomview --kiosk [--idle TIME] [--limit TIME] [--no-sandbox] SITE [PAGE]\n"
                        "       iomview --check-sandbox\n"
                        "\n"
                        "Shows a site in the terminal. SITE is a folder of pages, one file, or '-' for\n"
                        "standard input; without it the bundled site is shown. PAGE is a path as --list\n"
                        "prints it.\n",
                        "Options:",
                        "Exit status: 0 done; 1 nothing found, or content or settings have errors;\n"
                        "             2 wrong usage, or the site cannot be read.\n"
                        "Keys: press ? in the program. More: man iomview, iomview-config,\n"
                        "      iomview-content.\n",
                },
        [MESSAGES_BULGARIAN] =
                {
                        "Употреба: iomview [-l ЕЗИК] [-w КОЛОНИ] [САЙТ [СТРАНИЦА]]\n"
                        "          iomview [-l ЕЗИК] [-w КОЛОНИ] --dump|--list|--check|--search ДУМИ\n"
                        "                  [САЙТ [СТРАНИЦА]]\n"
                        "          iomview --check-config\n"
                        "          iomview --kiosk [--idle ВРЕМЕ] [--limit ВРЕМЕ] [--no-sandbox]\n"
                        "                  САЙТ [СТРАНИЦА]\n"
                        "          iomview --check-sandbox\n"
                        "\n"
                        "Показва сайт в терминала. САЙТ е папка със страници, един файл или „-“ за\n"
                        "стандартния вход; без него се показва вграденият сайт. СТРАНИЦА е път, какъвто\n"
                        "извежда --list.\n",
                        "Опции:",
                        "Изходен код: 0 – готово; 1 – няма резултати или има грешки;\n"
                        "             2 – неправилна употреба или сайтът не може да се прочете.\n"
                        "Клавиши: натиснете ? в програмата. Повече: man iomview,\n"
                        "          iomview-config, iomview-content.\n",
                },
};

/* Fills the tables that getopt_long(3) wants from ours. */
static void make_tables(struct option *long_options, char *short_options)
{
	*short_options++ = ':'; /* a missing value is told from an unknown option */
	for (size_t i = 0; i < ROWS; i++) {
		bool takes_value = rows[i].value[0] != NULL;
		long_options[i] = (struct option){
		        .name = rows[i].name,
		        .has_arg = takes_value ? required_argument : no_argument,
		        .val = rows[i].letter,
		};
		if (rows[i].letter < LONG_DUMP) {
			*short_options++ = (char)rows[i].letter;
			if (takes_value)
				*short_options++ = ':';
		}
	}
	long_options[ROWS] = (struct option){.name = NULL};
	*short_options = '\0';
}

/* What the user wrote, of which getopt_long(3) said '?' or ':'. */
static void name_option(char *name, size_t size, char **arguments)
{
	const char *written = arguments[optind - 1];
	bool is_long = strncmp(written, "--", 2) == 0;
	if (is_long || optopt == 0)
		snprintf(name, size, "%.*s", (int)strcspn(written, "="), written);
	else
		snprintf(name, size, "-%c", optopt);
}

static void refuse_unknown(const char *name, struct diagnostics *diagnostics)
{
	const char *names[ROWS];
	char guess[32];
	for (size_t i = 0; i < ROWS; i++)
		names[i] = rows[i].name;
	const char *nearest = strncmp(name, "--", 2) == 0 ? text_nearest(name + 2, names, ROWS) : NULL;
	if (nearest == NULL) {
		diagnostics_add(diagnostics, DIAGNOSTIC_UNKNOWN_OPTION, NULL, 0, 0, name, NULL, NULL);
		return;
	}
	snprintf(guess, sizeof guess, "--%s", nearest);
	diagnostics_add(diagnostics, DIAGNOSTIC_UNKNOWN_OPTION_GUESS, NULL, 0, 0, name, guess, NULL);
}

/* getopt_long(3) says '?' for what it does not know and for a value that a long option does not take. */
static void refuse(char **arguments, struct diagnostics *diagnostics)
{
	char name[64];
	name_option(name, sizeof name, arguments);
	for (size_t i = 0; i < ROWS; i++)
		if (strncmp(name, "--", 2) == 0 && strcmp(rows[i].name, name + 2) == 0) {
			diagnostics_add(
			        diagnostics, DIAGNOSTIC_OPTION_NO_VALUE, NULL, 0, 0, name, NULL, NULL);
			return;
		}
	refuse_unknown(name, diagnostics);
}

static void read_width(struct options *options, const char *value, struct diagnostics *diagnostics)
{
	char *end;
	char most[16];
	long width = strtol(value, &end, 10);
	if (*value != '\0' && *end == '\0' && width >= 0 && width <= WIDTH_MAXIMUM) {
		options->width = (int)width;
		options->unwrapped = width == 0;
		return;
	}
	snprintf(most, sizeof most, "%d", WIDTH_MAXIMUM);
	diagnostics_add(diagnostics, DIAGNOSTIC_OPTION_RANGE, NULL, 0, 0, "-w", "0", most);
}

/* Reads "90", "90s", "15m" or "4h", as sshd_config(5) has times, into *SECONDS. */
static void read_time(int *seconds, const char *option, const char *value, struct diagnostics *diagnostics)
{
	static const struct {
		const char *unit;
		long seconds;
	} units[] = {{"", 1}, {"s", 1}, {"m", 60}, {"h", 3600}};
	char *end;
	errno = 0;
	long number = strtol(value, &end, 10);
	bool good = errno == 0 && *value >= '0' && *value <= '9' && number <= TIME_MAXIMUM_SECONDS;
	for (size_t i = 0; good && i < sizeof units / sizeof units[0]; i++)
		if (strcmp(end, units[i].unit) == 0 && number * units[i].seconds <= TIME_MAXIMUM_SECONDS) {
			*seconds = (int)(number * units[i].seconds);
			return;
		}
	diagnostics_add(diagnostics, DIAGNOSTIC_OPTION_TIME, NULL, 0, 0, option, value, NULL);
}

/* The name of the option that sets MODE. */
static const char *mode_option(enum mode mode)
{
	static const char *const names[] = {
	        [MODE_BROWSE] = "",
	        [MODE_DUMP] = "--dump",
	        [MODE_LIST] = "--list",
	        [MODE_CHECK] = "--check",
	        [MODE_SEARCH] = "--search",
	        [MODE_CHECK_CONFIG] = "--check-config",
	        [MODE_CHECK_SANDBOX] = "--check-sandbox",
	        [MODE_HELP] = "--help",
	        [MODE_VERSION] = "--version",
	};
	return names[mode];
}

static void set_mode(struct options *options, enum mode mode, struct diagnostics *diagnostics)
{
	if (options->mode != MODE_BROWSE && options->mode != mode)
		diagnostics_add(diagnostics, DIAGNOSTIC_TWO_MODES, NULL, 0, 0, mode_option(options->mode),
		        mode_option(mode), NULL);
	options->mode = mode;
}

static void take_option(struct options *options, int letter, char *value, struct diagnostics *diagnostics)
{
	for (size_t i = 0; i < ROWS; i++) {
		if (rows[i].letter != letter)
			continue;
		if (rows[i].mode != MODE_BROWSE)
			set_mode(options, rows[i].mode, diagnostics);
	}
	if (letter == 'l')
		options->language = value;
	else if (letter == 'w')
		read_width(options, value, diagnostics);
	else if (letter == LONG_SEARCH)
		options->words = value;
	else if (letter == 'k')
		options->kiosk = true;
	else if (letter == LONG_NO_SANDBOX)
		options->no_sandbox = true;
	else if (letter == LONG_IDLE)
		read_time(&options->idle_seconds, "--idle", value, diagnostics);
	else if (letter == LONG_LIMIT)
		read_time(&options->limit_seconds, "--limit", value, diagnostics);
}

/* What a kiosk does not do is refused here, before anything else is done; what was not said of its times is filled in. */
static void settle_kiosk(struct options *options, struct diagnostics *diagnostics)
{
	bool prints = options->mode != MODE_BROWSE && options->mode != MODE_CHECK_SANDBOX;
	if (prints && !feature_is_on(FEATURE_PRINTING, options->kiosk))
		diagnostics_add(diagnostics, DIAGNOSTIC_TWO_MODES, NULL, 0, 0, "--kiosk",
		        mode_option(options->mode), NULL);
	if (options->site != NULL && strcmp(options->site, "-") == 0 &&
	        !feature_is_on(FEATURE_STANDARD_INPUT, options->kiosk))
		diagnostics_add(diagnostics, DIAGNOSTIC_TWO_MODES, NULL, 0, 0, "--kiosk", "-", NULL);
	if (options->idle_seconds < 0)
		options->idle_seconds = options->kiosk ? KIOSK_IDLE_SECONDS : 0;
	if (options->limit_seconds < 0)
		options->limit_seconds = options->kiosk ? KIOSK_LIMIT_SECONDS : 0;
}

bool options_read(struct options *options, int count, char **arguments, struct diagnostics *diagnostics)
{
	struct option long_options[ROWS + 1];
	char short_options[2 * ROWS + 2];
	int index;
	*options = (struct options){.mode = MODE_BROWSE, .idle_seconds = -1, .limit_seconds = -1};
	make_tables(long_options, short_options);
	opterr = 0;
	for (int letter;
	        (letter = getopt_long(count, arguments, short_options, long_options, &index)) != -1;) {
		if (letter == '?') {
			refuse(arguments, diagnostics);
		} else if (letter == ':') {
			char name[64];
			name_option(name, sizeof name, arguments);
			diagnostics_add(
			        diagnostics, DIAGNOSTIC_OPTION_NEEDS_VALUE, NULL, 0, 0, name, NULL, NULL);
		} else {
			take_option(options, letter, optarg, diagnostics);
		}
	}
	if (optind < count)
		options->site = arguments[optind++];
	if (optind < count)
		options->page = arguments[optind++];
	if (optind < count)
		diagnostics_add(diagnostics, DIAGNOSTIC_TOO_MANY_ARGUMENTS, NULL, 0, 0, NULL, NULL, NULL);
	settle_kiosk(options, diagnostics);
	return diagnostics->errors == 0;
}

bool options_help(struct buffer *out, enum message_language language)
{
	enum { HELP_COLUMN = 26 };
	buffer_format(out, "%s\n%s\n", words[language].usage, words[language].options);
	for (size_t i = 0; i < ROWS; i++) {
		size_t start = out->length;
		if (rows[i].letter < LONG_DUMP)
			buffer_format(out, "  -%c, ", rows[i].letter);
		else
			buffer_append_text(out, "      ");
		buffer_format(out, "--%s", rows[i].name);
		if (rows[i].value[language] != NULL)
			buffer_format(out, " %s", rows[i].value[language]);
		if (out->failed)
			return false;
		int width = text_width(out->bytes + start, out->length - start);
		buffer_format(out, "%*s%s\n", HELP_COLUMN > width ? HELP_COLUMN - width : 1, "",
		        rows[i].help[language]);
	}
	buffer_format(out, "\n%s", words[language].after);
	return !out->failed;
}
