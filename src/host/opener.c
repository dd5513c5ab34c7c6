/* An address is opened in a browser: an argument vector, never a shell. */
#include "host/host.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

#ifdef __APPLE__
static const char default_browser[] = "open";
#else
static const char default_browser[] = "xdg-open";
#endif

enum { COMMAND_BYTES_MAXIMUM = 1024, ARGUMENTS_MAXIMUM = 16, PATH_BYTES_MAXIMUM = 4096 };

/* Browsers that show their pages in the terminal itself. */
static const char *const terminal_browsers[] = {
        "lynx", "w3m", "links", "links2", "elinks", "cha", "browsh", "carbonyl", "www-browser", "retawq"};

/* One command of $BROWSER, divided. */
struct browser {
	char command[COMMAND_BYTES_MAXIMUM];
	char *arguments[ARGUMENTS_MAXIMUM + 2]; /* with the address and NULL behind them */
	size_t count;
};

bool host_address_can_be_opened(const char *address)
{
	static const char *const beginnings[] = {"http://", "https://", "mailto:"};
	for (const char *byte = address; *byte != '\0'; byte++)
		if (*byte <= ' ' || *byte > '~')
			return false;
	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
		size_t length = strlen(beginnings[i]);
		if (ascii_equal_start(address, beginnings[i], length) && address[length] != '\0')
			return true;
	}
	return false;
}

/* ---- which browser ---- */

/* Whether PROGRAM, of LENGTH bytes, can be run from FOLDER ("" with LENGTH 0: PROGRAM is a path). */
static bool is_program(const char *folder, size_t length, const char *program)
{
	char path[PATH_BYTES_MAXIMUM];
	size_t program_length = strlen(program);
	if (length + program_length + 2 > sizeof path)
		return false;
	memcpy(path, folder, length);
	if (length > 0)
		path[length++] = '/';
	memcpy(path + length, program, program_length + 1);
	return access(path, X_OK) == 0;
}

/* Whether posix_spawnp(3) would find PROGRAM. An empty part of PATH, the folder we are in, is left out. */
static bool is_found(const char *program)
{
	if (strchr(program, '/') != NULL)
		return is_program("", 0, program);
	const char *path = getenv("PATH");
	while (path != NULL && *path != '\0') {
		size_t length = strcspn(path, ":");
		if (length > 0 && is_program(path, length, program))
			return true;
		path += length + (path[length] == ':');
	}
	return false;
}

/* Divides LENGTH bytes of COMMAND at blanks. False when it is empty or too long, or when its program is not there. */
static bool divide(struct browser *browser, const char *command, size_t length)
{
	browser->count = 0;
	if (length >= sizeof browser->command)
		return false;
	memcpy(browser->command, command, length);
	browser->command[length] = '\0';
	for (char *rest = browser->command; *(rest += strspn(rest, " \t")) != '\0';) {
		if (browser->count == ARGUMENTS_MAXIMUM)
			return false;
		browser->arguments[browser->count++] = rest;
		rest += strcspn(rest, " \t");
		if (*rest != '\0')
			*rest++ = '\0';
	}
	return browser->count > 0 && is_found(browser->arguments[0]);
}

/* The first command of LIST that is there, else the system's own. */
static bool choose(struct browser *browser, const char *list)
{
	while (list != NULL && *list != '\0') {
		size_t length = strcspn(list, ":");
		if (divide(browser, list, length))
			return true;
		list += length + (list[length] == ':');
	}
	return divide(browser, default_browser, strlen(default_browser));
}

/* Puts ADDRESS in place of each argument "%s", or behind the last. ADDRESS is only read. */
static void add_address(struct browser *browser, const char *address)
{
	bool placed = false;
	for (size_t i = 1; i < browser->count; i++)
		if (strcmp(browser->arguments[i], "%s") == 0) {
			browser->arguments[i] = (char *)address;
			placed = true;
		}
	if (!placed)
		browser->arguments[browser->count++] = (char *)address;
	browser->arguments[browser->count] = NULL;
}

static bool has_windows(void)
{
#ifdef __APPLE__
	return true;
#else
	static const char *const variables[] = {"WAYLAND_DISPLAY", "DISPLAY"};
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		const char *value = getenv(variables[i]);
		if (value != NULL && *value != '\0')
			return true;
	}
	return false;
#endif
}

static bool wants_terminal(const struct browser *browser)
{
	const char *slash = strrchr(browser->arguments[0], '/');
	const char *name = slash != NULL ? slash + 1 : browser->arguments[0];
	for (size_t i = 0; i < sizeof terminal_browsers / sizeof *terminal_browsers; i++)
		if (strcmp(name, terminal_browsers[i]) == 0)
			return true;
	return !has_windows();
}

enum browser_place host_browser_place(const char *list)
{
	struct browser browser;
	if (!choose(&browser, list))
		return BROWSER_NOWHERE;
	return wants_terminal(&browser) ? BROWSER_IN_TERMINAL : BROWSER_IN_WINDOW;
}

/* ---- starting it ---- */

/* The three standard files on FILE. */
static bool add_files(posix_spawn_file_actions_t *actions, const char *file)
{
	enum { STANDARD_FILES = 3 };
	bool good = posix_spawn_file_actions_addopen(actions, 0, file, O_RDWR, 0) == 0;
	for (int descriptor = 1; descriptor < STANDARD_FILES && good; descriptor++)
		good = posix_spawn_file_actions_adddup2(actions, 0, descriptor) == 0;
	return good;
}

/* No signal blocked, none handled or ignored; beside a window in a process group of its own, away from Ctrl-C. */
static bool add_attributes(posix_spawnattr_t *attributes, bool in_terminal)
{
	sigset_t none, all;
	short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
	if (!in_terminal)
		flags |= POSIX_SPAWN_SETPGROUP;
	(void)sigemptyset(&none);
	(void)sigfillset(&all);
	(void)sigdelset(&all, SIGKILL);
	(void)sigdelset(&all, SIGSTOP);
	return posix_spawnattr_setsigmask(attributes, &none) == 0 &&
	       posix_spawnattr_setsigdefault(attributes, &all) == 0 &&
	       posix_spawnattr_setpgroup(attributes, 0) == 0 &&
	       posix_spawnattr_setflags(attributes, flags) == 0;
}

/* Starts BROWSER; returns its process, or -1. */
static pid_t start(const struct browser *browser, bool in_terminal)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	pid_t child = -1;
	if (posix_spawn_file_actions_init(&actions) != 0)
		return -1;
	if (posix_spawnattr_init(&attributes) == 0) {
		if (!add_files(&actions, in_terminal ? "/dev/tty" : "/dev/null") ||
		        !add_attributes(&attributes, in_terminal) ||
		        posix_spawnp(&child, browser->arguments[0], &actions, &attributes, browser->arguments,
		                environ) != 0)
			child = -1;
		(void)posix_spawnattr_destroy(&attributes);
	}
	(void)posix_spawn_file_actions_destroy(&actions);
	return child;
}

/*
 * While another program has the terminal its keys are meant for that one: Ctrl-C is nothing to us, Ctrl-Z stops both.
 * A new size is asked for afterwards.
 */
static const struct {
	int signal;
	void (*meanwhile)(int);
} terminal_signals[] = {
        {SIGINT, SIG_IGN}, {SIGQUIT, SIG_IGN}, {SIGWINCH, SIG_IGN}, {SIGTSTP, SIG_DFL}, {SIGCONT, SIG_DFL}};

enum { TERMINAL_SIGNALS = sizeof terminal_signals / sizeof *terminal_signals };

/* Starts BROWSER in the terminal and waits for its end. A signal that asks us to end asks it too. */
static bool start_and_wait(const struct browser *browser)
{
	struct sigaction meanwhile = {.sa_handler = SIG_DFL}, before[TERMINAL_SIGNALS];
	(void)sigemptyset(&meanwhile.sa_mask);
	for (size_t i = 0; i < TERMINAL_SIGNALS; i++) {
		meanwhile.sa_handler = terminal_signals[i].meanwhile;
		(void)sigaction(terminal_signals[i].signal, &meanwhile, &before[i]);
	}
	pid_t child = start(browser, true);
	while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
		(void)kill(child, SIGTERM);
	for (size_t i = 0; i < TERMINAL_SIGNALS; i++)
		(void)sigaction(terminal_signals[i].signal, &before[i], NULL);
	return child > 0;
}

bool host_open_address(const char *address, const char *list)
{
	struct sigaction forget = {.sa_handler = SIG_IGN};
	struct browser browser;
	if (!host_address_can_be_opened(address) || !choose(&browser, list))
		return false;
	bool in_terminal = wants_terminal(&browser);
	add_address(&browser, address);
	/* Nobody asks how a child ended: it leaves no zombie. */
	(void)sigemptyset(&forget.sa_mask);
	(void)sigaction(SIGCHLD, &forget, NULL);
	return in_terminal ? start_and_wait(&browser) : start(&browser, false) > 0;
}
