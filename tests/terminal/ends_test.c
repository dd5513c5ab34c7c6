/* However the program ends, the terminal is given back as it was found, and a signal ends it as signals do. */

#include "harness/tap.h"
#include "terminal/reader.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

enum { A_SECOND = 1000 };

/* Settings that nobody has by chance. */
static void odd_settings(struct termios *line)
{
	line->c_cc[VERASE] = 'x';
	line->c_cc[VMIN] = 7;
	line->c_iflag ^= IXON | INLCR;
	line->c_oflag ^= ONLCR;
	line->c_lflag ^= ECHOK;
}

static struct pty *start_with_odd_settings(void)
{
	const char *arguments[] = {program_path(), "content", NULL};
	struct pty *pty = pty_start(&(struct pty_options){
	        .arguments = arguments, .rows = 24, .columns = 80, .prepare = odd_settings});
	tap(pty_wait_until(pty, menu_is_drawn, NULL, PTY_PATIENCE), "the menu is drawn");
	return pty;
}

static void ends_by_signal(int signal_number, const char *name)
{
	struct pty *pty = start_with_odd_settings();
	int status = 0;
	pty_signal(pty, signal_number);
	bool ended = pty_wait_for_exit(pty, A_SECOND, &status);
	tap(ended && WIFSIGNALED(status) && WTERMSIG(status) == signal_number, "%s ends it by that signal",
	        name);
	tap(pty_left_behind(pty)[0] == '\0', "%s: the terminal is as it was found (%s)", name,
	        pty_left_behind(pty));
	pty_free(pty);
}

static void ends_by_key(const char *key)
{
	struct pty *pty = start_with_odd_settings();
	int status = -1;
	pty_send_key(pty, key);
	tap(pty_wait_for_exit(pty, A_SECOND, &status) && status == 0, "%s ends it with status 0", key);
	tap(pty_left_behind(pty)[0] == '\0', "%s: the terminal is as it was found (%s)", key,
	        pty_left_behind(pty));
	pty_free(pty);
}

/* A signal that arrives before anything is drawn must not leave the terminal half prepared. */
static void ends_while_starting(void)
{
	int bad = 0;
	for (int delay = 0; delay < 30; delay += 2) {
		const char *arguments[] = {program_path(), "content", NULL};
		struct pty *pty =
		        pty_start(&(struct pty_options){.arguments = arguments, .rows = 24, .columns = 80});
		int status = 0;
		pty_pump(pty, delay);
		pty_signal(pty, SIGTERM);
		bad += !pty_wait_for_exit(pty, A_SECOND, &status) || !WIFSIGNALED(status);
		bad += pty_left_behind(pty)[0] != '\0';
		pty_free(pty);
	}
	tap(bad == 0, "SIGTERM 0 to 28 ms after the start leaves the terminal as it was found (%d faults)",
	        bad);
}

/* An ignored SIGHUP (nohup) stays ignored. */
static void ignored_signals_stay_ignored(void)
{
	char command[4096] = "trap '' HUP; exec ";
	const char *arguments[] = {"sh", "-c", command, NULL};
	strcat(command, program_path());
	strcat(command, " content");
	struct pty *pty = pty_start(&(struct pty_options){.arguments = arguments, .rows = 24, .columns = 80});
	int status = -1;
	pty_wait_until(pty, menu_is_drawn, NULL, PTY_PATIENCE);
	pty_signal(pty, SIGHUP);
	tap(!pty_wait_for_exit(pty, 200, &status),
	        "SIGHUP does not end a program that was started to ignore it");
	pty_send_key(pty, "q");
	tap(pty_wait_for_exit(pty, A_SECOND, &status) && status == 0, "and it works on");
	pty_free(pty);
}

int main(void)
{
	ends_by_key("q");
	ends_by_key("Ctrl-C");
	ends_by_signal(SIGTERM, "SIGTERM");
	ends_by_signal(SIGHUP, "SIGHUP");
	ends_by_signal(SIGINT, "SIGINT");
	ends_by_signal(SIGQUIT, "SIGQUIT");
	ends_while_starting();
	ignored_signals_stay_ignored();
	return tap_end();
}
