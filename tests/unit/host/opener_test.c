/* An address is opened in a browser: which one, with which arguments, and in what state it is started. */

#include "host/host.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[4000];

static const char *in_folder(const char *name)
{
	static char path[4096];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

/* A program NAME that writes what it was started with, a line each, into the file "told". */
static void make_browser(const char *name, const char *more)
{
	FILE *file = fopen(in_folder(name), "w");
	assert_non_null(file);
	fprintf(file,
	        "#!/bin/sh\n{ printf '%%s\\n' \"${0##*/}\"; for a; do printf '[%%s]\\n' \"$a\"; done; %s\n} "
	        ">'%s/told.new'\nmv '%s/told.new' '%s/told'\n",
	        more, folder, folder, folder);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(in_folder(name), 0700), 0);
}

/* What the browser has told, waited for; "" when nothing comes in MILLISECONDS. */
static const char *told(int milliseconds)
{
	static char text[8192];
	const struct timespec step = {.tv_nsec = 10000000};
	for (; milliseconds >= 0; milliseconds -= 10) {
		FILE *file = fopen(in_folder("told"), "r");
		if (file != NULL) {
			text[fread(text, 1, sizeof text - 1, file)] = '\0';
			fclose(file);
			unlink(in_folder("told"));
			return text;
		}
		nanosleep(&step, NULL);
	}
	return "";
}

static int make_folder(void **state)
{
	(void)state;
	const char *root = getenv("TMPDIR");
	snprintf(folder, sizeof folder, "%s/opener-XXXXXX", root != NULL ? root : "/tmp");
	if (mkdtemp(folder) == NULL)
		return -1;
	char path[8200];
	snprintf(path, sizeof path, "%s:/usr/bin:/bin", folder);
	return setenv("PATH", path, 1) || setenv("DISPLAY", ":0", 1) || unsetenv("WAYLAND_DISPLAY");
}

/* ---- addresses ---------------------------------------------------------------------------------------------- */

static void only_web_and_mail_addresses_of_printable_ascii_are_opened(void **state)
{
	(void)state;
	static const char *const good[] = {"http://a", "https://bulgaria.iom.int/bg/news?x=1&y=%D0%B1#c",
	        "HTTPS://A", "mailto:iomsofia@iom.int", "https://a/;$(touch b)'\"`|&<>\\"};
	static const char *const bad[] = {"", "http://", "mailto:", "ftp://a", "file:///etc/passwd",
	        "javascript:1", "-https://a", "--version", "https://a b", "https://a\n", "https://a\x1b]52",
	        "https://a\x7f", "https://bg.wikipedia.org/wiki/България", " https://a", "a"};
	make_browser("chosen", "");
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (i != 4) /* it has a blank */
			assert_true(host_address_can_be_opened(good[i]));
	assert_false(host_address_can_be_opened(good[4]));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(host_address_can_be_opened(bad[i]));
		assert_false(host_open_address(bad[i], "chosen"));
	}
	assert_string_equal(told(100), "");
}

static void an_address_reaches_the_browser_whole_whatever_a_shell_would_make_of_it(void **state)
{
	(void)state;
	static const char address[] = "https://a/;$(touch${IFS}b)'\"`id`|&<>\\*~%s%d";
	make_browser("chosen", "");
	assert_true(host_open_address(address, "chosen"));
	assert_string_equal(told(5000), "chosen\n[https://a/;$(touch${IFS}b)'\"`id`|&<>\\*~%s%d]\n");
}

/* ---- which browser ------------------------------------------------------------------------------------------ */

static void the_first_command_of_the_list_that_exists_is_taken(void **state)
{
	(void)state;
	static const struct {
		const char *list, *wanted;
	} rows[] = {
	        {"chosen", "chosen\n[http://a]\n"},
	        {"no-such-program:chosen:other", "chosen\n[http://a]\n"},
	        {":::  chosen  ", "chosen\n[http://a]\n"},
	        {"chosen --new-tab %s --quiet", "chosen\n[--new-tab]\n[http://a]\n[--quiet]\n"},
	        {"chosen\t%s %s", "chosen\n[http://a]\n[http://a]\n"},
	        {"chosen --url=%s '%s'", "chosen\n[--url=%s]\n['%s']\n[http://a]\n"},
	        {"chosen ; touch $HOME/x", "chosen\n[;]\n[touch]\n[$HOME/x]\n[http://a]\n"},
	        {"chosen 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16:other", "other\n[http://a]\n"},
	        {NULL, "xdg-open\n[http://a]\n"},
	        {"", "xdg-open\n[http://a]\n"},
	        {"no-such-program %s", "xdg-open\n[http://a]\n"},
	};
	make_browser("chosen", "");
	make_browser("other", "");
	make_browser("xdg-open", "");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(host_browser_place(rows[i].list), BROWSER_IN_WINDOW);
		assert_true(host_open_address("http://a", rows[i].list));
		assert_string_equal(told(5000), rows[i].wanted);
	}
}

static void where_there_is_no_browser_nothing_is_opened(void **state)
{
	(void)state;
	char *path = strdup(getenv("PATH"));
	static const char *const paths[] = {"", ":", "/no/such/folder::"};
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		setenv("PATH", paths[i], 1);
		assert_int_equal(host_browser_place("chosen"), BROWSER_NOWHERE);
		assert_false(host_open_address("http://a", "chosen"));
	}
	unsetenv("PATH");
	assert_int_equal(host_browser_place(NULL), BROWSER_NOWHERE);
	setenv("PATH", path, 1);
	free(path);
	make_browser("unreadable", "");
	assert_int_equal(chmod(in_folder("unreadable"), 0600), 0);
	make_browser("chosen", "");
	assert_true(host_open_address("http://a", "unreadable:chosen"));
	assert_string_equal(told(5000), "chosen\n[http://a]\n");
}

static void a_terminal_browser_is_known_by_its_name_or_by_the_want_of_windows(void **state)
{
	(void)state;
	char list[4200];
	make_browser("lynx", "");
	make_browser("chosen", "");
	assert_int_equal(host_browser_place("lynx -nocolor"), BROWSER_IN_TERMINAL);
	snprintf(list, sizeof list, "%s", in_folder("lynx"));
	assert_int_equal(host_browser_place(list), BROWSER_IN_TERMINAL);
	assert_int_equal(host_browser_place("chosen lynx"), BROWSER_IN_WINDOW);
	setenv("DISPLAY", "", 1);
	assert_int_equal(host_browser_place("chosen"), BROWSER_IN_TERMINAL);
	setenv("WAYLAND_DISPLAY", "wayland-0", 1);
	assert_int_equal(host_browser_place("chosen"), BROWSER_IN_WINDOW);
	unsetenv("WAYLAND_DISPLAY");
	setenv("DISPLAY", ":0", 1);
}

/* ---- how it is started -------------------------------------------------------------------------------------- */

static void ignore_all(void (*handler)(int))
{
	sigset_t blocked;
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGTERM);
	sigaddset(&blocked, SIGUSR1);
	sigprocmask(handler == SIG_IGN ? SIG_BLOCK : SIG_UNBLOCK, &blocked, NULL);
	signal(SIGPIPE, handler);
	signal(SIGHUP, handler);
	signal(SIGINT, handler);
}

static void a_browser_gets_no_signal_blocked_or_ignored_and_nothing_of_our_files(void **state)
{
	(void)state;
	/* The C library's own two signals, 32 and 33, are no business of ours. */
	make_browser("chosen",
	        "sed -n 's/^Sig\\(Blk\\|Ign\\):.*\\(........\\)$/\\1 \\2/p' /proc/self/status; "
	        "for f in 0 2; do readlink /proc/self/fd/$f; done");
	int kept = open("/dev/zero", O_RDONLY | O_CLOEXEC);
	ignore_all(SIG_IGN);
	bool opened = host_open_address("http://a", "chosen");
	ignore_all(SIG_DFL);
	close(kept);
	assert_true(opened);
	const char *found = told(5000);
	unsigned blocked = 1, ignored = 1;
	assert_int_equal(sscanf(strstr(found, "Blk"), "Blk %x Ign %x", &blocked, &ignored), 2);
	assert_int_equal(blocked & 0x7fffffff, 0);
	assert_int_equal(ignored & 0x7fffffff, 0);
	assert_string_equal(strstr(found, "/dev"), "/dev/null\n/dev/null\n");
}

static void a_browser_leaves_no_zombie_and_is_not_waited_for(void **state)
{
	(void)state;
	struct timespec start, end;
	const struct timespec step = {.tv_nsec = 10000000};
	make_browser("chosen", "sleep 2");
	clock_gettime(CLOCK_MONOTONIC, &start);
	assert_true(host_open_address("http://a", "chosen"));
	clock_gettime(CLOCK_MONOTONIC, &end);
	assert_true((end.tv_sec - start.tv_sec) * 1000 + (end.tv_nsec - start.tv_nsec) / 1000000 < 1500);
	assert_string_equal(told(5000), "chosen\n[http://a]\n");
	pid_t found = 0;
	for (int i = 0; i < 500 && found == 0; i++, nanosleep(&step, NULL))
		found = waitpid(-1, NULL, WNOHANG);
	assert_true(found < 0);
	assert_int_equal(errno, ECHILD);
}

/* What a process does whose terminal it is; its exit status. */
static int in_own_terminal(int (*act)(void))
{
	int status, master = posix_openpt(O_RDWR | O_NOCTTY);
	assert_true(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
	const char *name = ptsname(master);
	fflush(NULL);
	signal(SIGCHLD, SIG_DFL);
	pid_t child = fork();
	if (child == 0) {
		setsid();
		int terminal = open(name, O_RDWR); /* a session's first terminal is its own */
		_exit(terminal < 0 ? 100 : act());
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	close(master);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 101;
}

static volatile sig_atomic_t caught;

static void catch (int signal)
{
	caught = signal;
}

/* The browser asks us for SIGINT and SIGWINCH, which are not ours meanwhile. */
static int open_in_terminal(void)
{
	struct sigaction ours = {.sa_handler = catch}, after;
	sigaction(SIGINT, &ours, NULL);
	sigaction(SIGWINCH, &ours, NULL);
	if (!host_open_address("http://a", "w3m -N"))
		return 1;
	sigaction(SIGINT, NULL, &after);
	return caught != 0 ? 2 : after.sa_handler != catch ? 3 : 0;
}

static void a_terminal_browser_has_the_terminal_and_is_waited_for(void **state)
{
	(void)state;
	make_browser("w3m", "kill -INT $PPID; kill -WINCH $PPID; sleep 1; for f in 0 2; do test -t $f && "
	                    "echo terminal; done");
	assert_int_equal(in_own_terminal(open_in_terminal), 0);
	assert_string_equal(told(0), "w3m\n[-N]\n[http://a]\nterminal\nterminal\n");
}

/* SIGTERM for us ends what has the terminal, too. */
static int end_in_terminal(void)
{
	struct sigaction ours = {.sa_handler = catch};
	sigaction(SIGTERM, &ours, NULL);
	return host_open_address("http://a", "w3m") && caught == SIGTERM ? 0 : 1;
}

static void a_signal_that_ends_us_ends_a_terminal_browser(void **state)
{
	(void)state;
	make_browser("w3m", "kill -TERM $PPID; exec sleep 60");
	assert_int_equal(in_own_terminal(end_in_terminal), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(only_web_and_mail_addresses_of_printable_ascii_are_opened),
	        cmocka_unit_test(an_address_reaches_the_browser_whole_whatever_a_shell_would_make_of_it),
	        cmocka_unit_test(the_first_command_of_the_list_that_exists_is_taken),
	        cmocka_unit_test(where_there_is_no_browser_nothing_is_opened),
	        cmocka_unit_test(a_terminal_browser_is_known_by_its_name_or_by_the_want_of_windows),
	        cmocka_unit_test(a_browser_gets_no_signal_blocked_or_ignored_and_nothing_of_our_files),
	        cmocka_unit_test(a_browser_leaves_no_zombie_and_is_not_waited_for),
	        cmocka_unit_test(a_terminal_browser_has_the_terminal_and_is_waited_for),
	        cmocka_unit_test(a_signal_that_ends_us_ends_a_terminal_browser),
	};
	return cmocka_run_group_tests(tests, make_folder, NULL);
}
