/* Whatever way a visitor goes, the process on the server's side is gone within a second and has burnt no processor time. */

#include "harness/tap.h"
#include "ssh/server.h"
#include "terminal/reader.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* sshd itself must notice first, on a machine that does other things, too: a second is measured and told, three are asked for. */
enum { A_SECOND = 1000, SLACK = 3, LITTLE_TIME = 50, LOOK_AGAIN = 5 };

/* A screen so large that its frames fill whatever lies between sshd and a client that does not read. */
enum { ROWS = 24, COLUMNS = 80, WIDE_ROWS = 100, WIDE_COLUMNS = 480, FRAMES = 80, FRAME_PAUSE = 25 };

static void pause_for(long milliseconds)
{
	nanosleep(&(struct timespec){milliseconds / 1000, milliseconds % 1000 * 1000000}, NULL);
}

/* Waits until PROCESS is gone, at most PATIENCE; tells how long that took and what it took of the processor. */
static void tell_end(pid_t process, long processor_time, int patience, const char *what)
{
	long long start = pty_now(), now = start;
	long used = 0;
	struct process_facts facts;
	while ((facts = process_facts(process)).state != '\0' && now - start < patience) {
		used = facts.processor_time - processor_time;
		pause_for(LOOK_AGAIN);
		now = pty_now();
	}
	tap(facts.state == '\0', "%s: it is gone (%lld ms)", what, now - start);
	tap(used < LITTLE_TIME, "%s: it takes little processor time (%ld ms)", what, used);
}

/* A site of one page that fills a screen of any size. */
static void write_long_page(const struct server *server)
{
	char path[2 * SERVER_PATH_BYTES];
	snprintf(path, sizeof path, "%s/2030-agenda.bg.yaml", server->site);
	FILE *file = fopen(path, "w");
	if (file == NULL)
		exit(1);
	fputs("title: Дълга\nbody: |\n  ", file);
	for (int i = 0; i < 20000; i++)
		fprintf(file, FRONT_WORD "%d ", i);
	fputs("\n", file);
	fclose(file);
}

/* Opens the long page. */
static struct pty *start(const struct server *server, int rows, int columns, pid_t *process)
{
	const char *command[] = {"2030-agenda", NULL};
	struct pty *pty = visit(server, NULL, command, rows, columns);
	bool drawn = pty_wait_until(pty, menu_is_drawn, NULL, PTY_PATIENCE);
	pty_wait_for_quiet(pty, 100);
	*process = session_process(server);
	if (!drawn || *process == 0)
		tap(false, "a session starts");
	return pty;
}

static void the_client_is_killed(const struct server *server, int signal_number, const char *what)
{
	pid_t process;
	struct pty *pty = start(server, ROWS, COLUMNS, &process);
	long before = process_facts(process).processor_time;
	pty_signal(pty, signal_number);
	tell_end(process, before, SLACK * A_SECOND, what);
	pty_free(pty);
}

static void the_terminal_is_closed(const struct server *server)
{
	pid_t process;
	struct pty *pty = start(server, ROWS, COLUMNS, &process);
	long before = process_facts(process).processor_time;
	pty_hang_up(pty);
	tell_end(process, before, SLACK * A_SECOND, "the visitor's terminal is closed");
	pty_free(pty);
}

/* Draws again and again while nobody reads, until no frame more is written. Returns whether that has come. */
static bool fill_the_line(struct pty *pty, pid_t process)
{
	long last = process_facts(process).processor_time;
	for (int i = 0; i < FRAMES; i++) {
		pty_send(pty, "\f", 1);
		pause_for(FRAME_PAUSE);
	}
	/* What would still be drawn would cost. */
	long drawn = process_facts(process).processor_time;
	for (int i = 0; i < FRAMES / 4; i++)
		pty_send(pty, "\f", 1);
	pause_for(4 * FRAME_PAUSE);
	printf("# drawing took %ld ms, then %ld ms\n", drawn - last,
	        process_facts(process).processor_time - drawn);
	return process_facts(process).state == 'S';
}

static void nobody_reads(const struct server *server, int signal_number, const char *what)
{
	pid_t process;
	struct pty *pty = start(server, WIDE_ROWS, WIDE_COLUMNS, &process);
	tap(fill_the_line(pty, process), "%s: it waits for room", what);
	pty_signal(pty, SIGSTOP);
	pause_for(FRAME_PAUSE);
	long before = process_facts(process).processor_time;
	pty_signal(pty, signal_number);
	tell_end(process, before, SLACK * A_SECOND, what);
	pty_signal(pty, SIGCONT);
	pty_free(pty);
}

/* A visitor who neither reads nor goes. */
static void nobody_reads_and_the_time_is_up(void)
{
	enum { LIMIT = 6000 };
	pid_t process;
	struct server server = server_prepare("limit");
	write_long_page(&server);
	server_start(&server, &(struct server_options){"", "-w 470 --limit 6s", ""});
	struct pty *pty = start(&server, WIDE_ROWS, WIDE_COLUMNS, &process);
	tap(fill_the_line(pty, process), "nobody reads and the time is up: it waits for room");
	pty_signal(pty, SIGSTOP);
	long before = process_facts(process).processor_time;
	tell_end(process, before, LIMIT + SLACK * A_SECOND, "nobody reads and the time is up");
	pty_signal(pty, SIGKILL);
	pty_free(pty);
	server_end(&server);
}

static void sshd_is_killed(const struct server *server)
{
	pid_t process;
	struct pty *pty = start(server, ROWS, COLUMNS, &process);
	long before = process_facts(process).processor_time;
	kill(process_facts(process).parent, SIGKILL);
	tell_end(process, before, SLACK * A_SECOND, "the sshd of the session is killed");
	pty_free(pty);
}

int main(void)
{
	struct server server = server_prepare("ends");
	write_long_page(&server);
	server_start(&server, &(struct server_options){"", "-w 470", ""});
	the_client_is_killed(&server, SIGKILL, "the client is killed");
	the_client_is_killed(&server, SIGHUP, "the client hangs up");
	the_terminal_is_closed(&server);
	sshd_is_killed(&server);
	nobody_reads(&server, SIGKILL, "nobody reads, then the client is killed");
	server_end(&server);
	nobody_reads_and_the_time_is_up();
	return tap_end();
}
