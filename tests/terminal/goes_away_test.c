/* Each way in which a terminal goes away: the program ends at once and burns no processor time. */

#include "harness/tap.h"
#include "terminal/reader.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

enum { A_SECOND = 1000, LITTLE_TIME = 50 };

static long start_cost;

static void tell_end(struct pty *pty, bool ended, const char *what)
{
	long cost = pty_processor_time(pty) - start_cost;
	tap(ended, "%s: it ends within a second", what);
	tap(cost < LITTLE_TIME + start_cost,
	        "%s: it takes little processor time (%ld ms beside a start of %ld)", what, cost, start_cost);
	pty_free(pty);
}

static struct pty *start_by_shell(const char *before)
{
	char command[4096];
	const char *arguments[] = {"sh", "-c", command, NULL};
	strcpy(command, before);
	strcat(command, "exec ");
	strcat(command, program_path());
	strcat(command, " content");
	struct pty *pty = pty_start(&(struct pty_options){.arguments = arguments, .rows = 24, .columns = 80});
	pty_wait_until(pty, menu_is_drawn, NULL, PTY_PATIENCE);
	return pty;
}

static void the_line_is_cut(void)
{
	int status;
	struct pty *pty = start_reading(NULL);
	pty_hang_up(pty);
	tell_end(pty, pty_wait_for_exit(pty, A_SECOND, &status), "the line is cut");
}

static void the_line_is_cut_and_sighup_ignored(void)
{
	int status;
	struct pty *pty = start_by_shell("trap '' HUP; ");
	pty_hang_up(pty);
	tell_end(pty, pty_wait_for_exit(pty, A_SECOND, &status), "the line is cut while SIGHUP is ignored");
}

static void the_line_is_cut_while_stopped(void)
{
	int status;
	struct pty *pty = start_by_shell("trap '' HUP; ");
	pty_signal(pty, SIGSTOP);
	pty_hang_up(pty);
	pty_signal(pty, SIGCONT);
	tell_end(pty, pty_wait_for_exit(pty, A_SECOND, &status), "the line is cut while it is stopped");
}

/* Redraws the whole screen until the line takes no more. */
static void fill_the_line(struct pty *pty)
{
	char redraws[400];
	memset(redraws, 'L' - '@', sizeof redraws);
	pty_send(pty, redraws, sizeof redraws);
	pty_wait_for_exit_unread(pty, 300, &(int){0});
}

static void nobody_reads(int signal_number, const char *what)
{
	int status = 0;
	struct pty *pty = start_reading(NULL);
	fill_the_line(pty);
	pty_signal(pty, signal_number);
	bool ended = pty_wait_for_exit_unread(pty, A_SECOND, &status);
	tap(WIFSIGNALED(status) && WTERMSIG(status) == signal_number, "%s: it ends by that signal", what);
	tell_end(pty, ended, what);
}

static void nobody_reads_and_q(void)
{
	int status = -1;
	struct pty *pty = start_reading(NULL);
	fill_the_line(pty);
	pty_send_key(pty, "q");
	tell_end(pty, pty_wait_for_exit_unread(pty, 2 * A_SECOND, &status), "nobody reads, then q");
}

static void nobody_reads_and_the_line_is_cut(void)
{
	int status;
	struct pty *pty = start_by_shell("trap '' HUP; ");
	fill_the_line(pty);
	pty_hang_up(pty);
	tell_end(pty, pty_wait_for_exit_unread(pty, A_SECOND, &status), "nobody reads, then the line is cut");
}

static void a_slow_reader_sees_the_last_state(void)
{
	struct pty *pty = start_reading(NULL);
	fill_the_line(pty);
	pty_send_key(pty, "?");
	pty_wait_for_exit_unread(pty, 100, &(int){0});
	pty_send_key(pty, "Left");
	tap(pty_wait_until(pty, menu_is_drawn, NULL, PTY_PATIENCE),
	        "who reads again sees the screen as it is now");
	pty_free(pty);
}

static void an_idle_program_costs_nothing(void)
{
	int status;
	struct pty *pty = start_reading(NULL);
	pty_pump(pty, A_SECOND);
	pty_send_key(pty, "q");
	bool ended = pty_wait_for_exit(pty, A_SECOND, &status);
	tap(ended && pty_processor_time(pty) - start_cost < 10 + start_cost / 2,
	        "a second without a key takes no processor time (%ld ms)",
	        pty_processor_time(pty) - start_cost);
	pty_free(pty);
}

int main(void)
{
	start_cost = cost_of_a_start();
	an_idle_program_costs_nothing();
	the_line_is_cut();
	the_line_is_cut_and_sighup_ignored();
	the_line_is_cut_while_stopped();
	nobody_reads(SIGTERM, "nobody reads, then SIGTERM");
	nobody_reads(SIGHUP, "nobody reads, then SIGHUP");
	nobody_reads_and_q();
	nobody_reads_and_the_line_is_cut();
	a_slow_reader_sees_the_last_state();
	return tap_end();
}
