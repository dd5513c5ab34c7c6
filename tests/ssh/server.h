/*
 * tests/ssh/server.h — a kiosk behind a real sshd (server.sh), its visitors, and what their sessions do on the server's side.
 *
 * Processes are looked at through /proc. Times are in milliseconds.
 */
#ifndef IOMVIEW_SSH_SERVER_H
#define IOMVIEW_SSH_SERVER_H

#include "harness/pty.h"

#include <sys/types.h>

enum { SERVER_PATH_BYTES = 1024 };

struct server {
	char folder[SERVER_PATH_BYTES];        /* keys and configuration */
	char configuration[SERVER_PATH_BYTES]; /* the client's: ssh -F */
	char site[SERVER_PATH_BYTES];          /* a copy of the bundled site, the server's own */
	char home[SERVER_PATH_BYTES];          /* an empty folder */
	pid_t process;
};

struct server_options {
	const char *environment; /* for iomview, as env(1) takes it: "HOME=/x BROWSER=/y"; "": nothing */
	const char *arguments;   /* for iomview, before the site; "": none */
	const char *lines;       /* for sshd_config, before Match; "": none */
};

/* The paths of a server called NAME, before it is started; makes its folders and its copy of the site. */
struct server server_prepare(const char *name);

/* Starts sshd and waits until it listens. Ends the test program when it does not. What is not ended by hand ends with the program. */
void server_start(struct server *server, const struct server_options *options);
void server_end(struct server *server);

/* ssh in a terminal of ROWS and COLUMNS. OPTIONS and COMMAND: NULL at the end, or NULL for none. */
struct pty *visit(const struct server *server, const char *const *options, const char *const *command,
        int rows, int columns);

/* The iomview that SERVER runs, which is its only one; waits for it. 0: none came. */
pid_t session_process(const struct server *server);

/* How many iomviews SERVER runs. */
size_t session_count(const struct server *server);

/* What is known of a process. */
struct process_facts {
	char state; /* as ps(1) has it; '\0': it is gone */
	pid_t parent, session;
	long processor_time;        /* milliseconds */
	unsigned long child_faults; /* page faults of children that have ended: 0 where there was none */
};
struct process_facts process_facts(pid_t process);

/* How many processes have the session identifier SESSION. */
size_t processes_in_session(pid_t session);

/* Kilobytes of memory that PROCESS has written to and shares with nobody; -1: they cannot be seen (it is not dumpable). */
long private_kilobytes(pid_t process);

/* All that stands below FOLDER, with sizes and times of change, in a text to compare. malloc'ed. */
char *folder_state(const char *folder);

#endif
