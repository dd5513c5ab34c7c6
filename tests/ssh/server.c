/* tests/ssh/server.c — see the header. */

#include "ssh/server.h"

#include "terminal/reader.h"

#include <dirent.h>
#include <ftw.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMAND_BYTES = 8192, SERVERS_MAXIMUM = 8, LOOK_AGAIN = 5 };

static void give_up(const char *what)
{
	printf("not ok %s\n", what);
	exit(1);
}

static void print_path(char *path, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void print_path(char *path, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	int length = vsnprintf(path, SERVER_PATH_BYTES, format, values);
	va_end(values);
	if (length < 0 || length >= SERVER_PATH_BYTES)
		give_up("the scratch folder's path is too long");
}

static void sleep_for(long milliseconds)
{
	nanosleep(&(struct timespec){milliseconds / 1000, milliseconds % 1000 * 1000000}, NULL);
}

/* ---- the server ---- */

static pid_t running[SERVERS_MAXIMUM];

static void end_process(pid_t process)
{
	kill(process, SIGTERM);
	waitpid(process, NULL, 0);
}

static void end_all(void)
{
	for (size_t i = 0; i < SERVERS_MAXIMUM; i++)
		if (running[i] > 0)
			end_process(running[i]);
}

static void note_running(pid_t old, pid_t new)
{
	static bool registered;
	if (!registered)
		atexit(end_all);
	registered = true;
	for (size_t i = 0; i < SERVERS_MAXIMUM; i++)
		if (running[i] == old) {
			running[i] = new;
			return;
		}
	give_up("too many servers");
}

struct server server_prepare(const char *name)
{
	struct server server = {.process = 0};
	char base[PATH_MAX], command[COMMAND_BYTES];
	const char *scratch = getenv("TMPDIR");
	if (scratch == NULL || realpath(scratch, base) == NULL)
		give_up("no scratch folder");
	print_path(server.folder, "%s/%s-sshd", base, name);
	print_path(server.configuration, "%s/ssh_config", server.folder);
	print_path(server.site, "%s/%s-site", base, name);
	print_path(server.home, "%s/%s-home", base, name);
	snprintf(command, sizeof command, "mkdir '%s' '%s' && cp -R content '%s'", server.folder, server.home,
	        server.site);
	if (system(command) != 0)
		give_up("folders for a server");
	return server;
}

void server_start(struct server *server, const struct server_options *options)
{
	char program[PATH_MAX], command[COMMAND_BYTES];
	if (realpath(program_path(), program) == NULL)
		give_up("iomview is not built");
	snprintf(command, sizeof command, "exec env %s '%s' --kiosk %s '%s'", options->environment, program,
	        options->arguments, server->site);
	fflush(NULL);
	server->process = fork();
	if (server->process < 0)
		give_up("fork");
	if (server->process == 0) {
		setenv("SSHD_LINES", options->lines, 1);
		execl("tests/ssh/server.sh", "server.sh", server->folder, command, (char *)NULL);
		_exit(127);
	}
	note_running(0, server->process);
	for (int waited = 0; access(server->configuration, F_OK) != 0; waited += LOOK_AGAIN) {
		if (waited > 6 * PTY_PATIENCE || waitpid(server->process, NULL, WNOHANG) != 0)
			give_up("sshd does not start");
		sleep_for(LOOK_AGAIN);
	}
}

void server_end(struct server *server)
{
	end_process(server->process);
	note_running(server->process, 0);
}

/* ---- a visitor ---- */

struct pty *visit(const struct server *server, const char *const *options, const char *const *command,
        int rows, int columns)
{
	const char *arguments[64] = {"ssh", "-F", server->configuration, "-t"};
	size_t count = 4;
	while (options != NULL && *options != NULL)
		arguments[count++] = *options++;
	arguments[count++] = "site";
	while (command != NULL && *command != NULL)
		arguments[count++] = *command++;
	return pty_start(&(struct pty_options){.arguments = arguments, .rows = rows, .columns = columns});
}

/* ---- processes ---- */

/* The file FILE of PROCESS in /proc, NULs as blanks, in TEXT; false: there is none. */
static bool read_process_file(pid_t process, const char *file, char *text, size_t size)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%ld/%s", (long)process, file);
	FILE *stream = fopen(path, "r");
	if (stream == NULL)
		return false;
	size_t length = fread(text, 1, size - 1, stream);
	fclose(stream);
	for (size_t i = 0; i < length; i++)
		if (text[i] == '\0')
			text[i] = ' ';
	text[length] = '\0';
	return length > 0;
}

struct process_facts process_facts(pid_t process)
{
	struct process_facts facts = {.state = '\0'};
	char text[4096];
	unsigned long user, system;
	int parent, session;
	if (!read_process_file(process, "stat", text, sizeof text))
		return facts;
	const char *after_name = strrchr(text, ')');
	/* proc(5): state ppid pgrp session tty tpgid flags minflt cminflt majflt cmajflt utime stime */
	if (after_name == NULL ||
	        sscanf(after_name + 1, " %c %d %*d %d %*d %*d %*u %*u %lu %*u %*u %lu %lu", &facts.state,
	                &parent, &session, &facts.child_faults, &user, &system) != 6)
		return (struct process_facts){.state = '\0'};
	facts.parent = parent;
	facts.session = session;
	facts.processor_time = (long)((user + system) * 1000 / (unsigned long)sysconf(_SC_CLK_TCK));
	if (facts.state == 'Z' || facts.state == 'X')
		facts.state = '\0';
	return facts;
}

/* Calls VISIT for every process until it returns false. */
static void each_process(bool (*visit_one)(pid_t process, void *context), void *context)
{
	DIR *processes = opendir("/proc");
	if (processes == NULL)
		give_up("there is no /proc");
	for (struct dirent *entry; (entry = readdir(processes)) != NULL;) {
		char *end;
		long number = strtol(entry->d_name, &end, 10);
		if (*end == '\0' && number > 0 && !visit_one((pid_t)number, context))
			break;
	}
	closedir(processes);
}

struct look {
	const char *site;
	pid_t session, found;
	size_t count;
};

static bool is_iomview_of(pid_t process, void *context)
{
	struct look *look = context;
	char name[64], words[COMMAND_BYTES];
	if (read_process_file(process, "comm", name, sizeof name) && strcmp(name, "iomview\n") == 0 &&
	        read_process_file(process, "cmdline", words, sizeof words) &&
	        strstr(words, look->site) != NULL && process_facts(process).state != '\0') {
		look->found = process;
		look->count++;
	}
	return true;
}

size_t session_count(const struct server *server)
{
	struct look look = {.site = server->site};
	each_process(is_iomview_of, &look);
	return look.count;
}

pid_t session_process(const struct server *server)
{
	for (int waited = 0; waited < PTY_PATIENCE; waited += LOOK_AGAIN) {
		struct look look = {.site = server->site};
		each_process(is_iomview_of, &look);
		if (look.count == 1)
			return look.found;
		sleep_for(LOOK_AGAIN);
	}
	return 0;
}

static bool is_in_session(pid_t process, void *context)
{
	struct look *look = context;
	struct process_facts facts = process_facts(process);
	look->count += facts.state != '\0' && facts.session == look->session;
	return true;
}

size_t processes_in_session(pid_t session)
{
	struct look look = {.session = session};
	each_process(is_in_session, &look);
	return look.count;
}

long private_kilobytes(pid_t process)
{
	char text[4096];
	if (!read_process_file(process, "smaps_rollup", text, sizeof text))
		return -1;
	const char *line = strstr(text, "Private_Dirty:");
	return line != NULL ? strtol(line + strlen("Private_Dirty:"), NULL, 10) : -1;
}

/* ---- files ---- */

static char *state_text;
static size_t state_length, state_capacity;

static int add_to_state(const char *path, const struct stat *about, int kind, struct FTW *place)
{
	(void)kind;
	(void)place;
	size_t room = strlen(path) + 128;
	if (state_length + room > state_capacity) {
		state_capacity = 2 * (state_capacity + room);
		state_text = realloc(state_text, state_capacity);
		if (state_text == NULL)
			give_up("memory");
	}
	int length = snprintf(state_text + state_length, room, "%s %o %lld %lld.%09ld\n", path,
	        (unsigned)about->st_mode, (long long)about->st_size, (long long)about->st_ctim.tv_sec,
	        about->st_ctim.tv_nsec);
	state_length += (size_t)length;
	return 0;
}

char *folder_state(const char *folder)
{
	enum { FOLDERS_OPEN = 16 };
	state_text = NULL;
	state_length = state_capacity = 0;
	if (nftw(folder, add_to_state, FOLDERS_OPEN, FTW_PHYS) != 0)
		give_up(folder);
	return state_text;
}
