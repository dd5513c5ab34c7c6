/* What a held process can do and what it cannot: each act is tried in a child of its own, for there is no way back. */

#ifdef __linux__
#define _GNU_SOURCE /* syscall(2), O_PATH */
#endif

#include "host/host.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <linux/openat2.h>

#include <cmocka.h>

/* A site with one page in a scratch folder. */
static char site[512];
static char page[600];

/* How a child ends that was let do what it tried; and one that was refused it with an error. */
enum { DONE = 0, REFUSED = 42 };

static int outcome(bool done)
{
	return done ? DONE : REFUSED;
}

/* ---- what is tried ---- */

static int start_a_program(void)
{
	char *arguments[] = {"true", NULL};
	execv("/bin/true", arguments);
	return REFUSED;
}

static int start_a_process(void)
{
	pid_t child = fork();
	if (child == 0)
		_exit(0);
	return outcome(child > 0);
}

static int open_a_socket(void)
{
	return outcome(socket(AF_INET, SOCK_STREAM, 0) >= 0);
}

static int read_another_file(void)
{
	return outcome(open("/etc/passwd", O_RDONLY) >= 0);
}

static int write_to_the_page(void)
{
	return outcome(open(page, O_WRONLY) >= 0);
}

static int write_to_the_page_by_openat2(void)
{
	struct open_how how = {.flags = O_WRONLY};
	return outcome(syscall(SYS_openat2, AT_FDCWD, page, &how, sizeof how) >= 0);
}

static int make_a_file(void)
{
	char path[700];
	snprintf(path, sizeof path, "%s/new", site);
	return outcome(open(path, O_WRONLY | O_CREAT, 0600) >= 0);
}

static int remove_the_page(void)
{
	return outcome(unlink(page) == 0);
}

static int rename_the_page(void)
{
	char path[700];
	snprintf(path, sizeof path, "%s/other", site);
	return outcome(rename(page, path) == 0);
}

static int trace_the_parent(void)
{
	return outcome(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0);
}

static int type_into_the_terminal(void)
{
	return outcome(ioctl(STDIN_FILENO, TIOCSTI, "x") == 0);
}

/* The kernel looks at the low 32 bits of the request only: so must a filter (CVE-2019-10063). */
static int type_into_the_terminal_with_high_bits(void)
{
	return outcome(syscall(SYS_ioctl, STDIN_FILENO, (1UL << 32) | TIOCSTI, "x") == 0);
}

static int make_memory_executable(void)
{
	void *memory = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return outcome(memory != MAP_FAILED);
}

static int signal_the_parent(void)
{
	return outcome(kill(getppid(), SIGCONT) == 0);
}

static int read_the_page(void)
{
	char byte;
	int file = open(page, O_RDONLY);
	return outcome(file >= 0 && read(file, &byte, 1) == 1 && close(file) == 0);
}

static int list_the_site(void)
{
	enum file_status status;
	int error_number;
	int folder = folder_open(site, &status, &error_number);
	return outcome(folder >= 0);
}

static int read_the_page_beneath_the_site(void)
{
	enum file_status status;
	int error_number;
	struct buffer bytes;
	int folder = folder_open(site, &status, &error_number);
	buffer_init(&bytes, 4096);
	status = file_read(folder, "page.yaml", 4096, &bytes, &error_number);
	bool same = status == FILE_OK && strcmp(buffer_text(&bytes), "title: Заглавие\n") == 0;
	buffer_free(&bytes);
	return outcome(same);
}

static int use_memory_and_ask_the_time(void)
{
	struct timespec now;
	char *memory = malloc(8 * 1024 * 1024);
	if (memory == NULL)
		return REFUSED;
	memset(memory, 'x', 8 * 1024 * 1024);
	char last = memory[8 * 1024 * 1024 - 1];
	free(memory);
	return outcome(last == 'x' && clock_gettime(CLOCK_MONOTONIC, &now) == 0);
}

static int end_by_a_signal(void)
{
	raise(SIGTERM);
	return REFUSED;
}

/* ---- the children ---- */

/* The wait status of a child that is held and then does ACT. */
static int held(int (*act)(void), const char *path)
{
	pid_t child = fork();
	if (child == 0) {
		struct sandbox_report report;
		const struct rlimit no_core = {0, 0};
		setrlimit(RLIMIT_CORE, &no_core);
		host_enter_sandbox(path, &report);
		_exit(act());
	}
	int status = 0;
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static const char *words(int status)
{
	static char text[64];
	if (WIFSIGNALED(status))
		snprintf(text, sizeof text, "ended by signal %d", WTERMSIG(status));
	else
		snprintf(text, sizeof text, "%s (%d)", WEXITSTATUS(status) == DONE ? "done" : "refused",
		        WEXITSTATUS(status));
	return text;
}

struct attempt {
	const char *name;
	int (*act)(void);
	bool refused_without_filter; /* Landlock says no as well */
};

static void what_a_reader_needs_can_be_done(void **state)
{
	(void)state;
	const struct attempt attempts[] = {
	        {.name = "read the page", .act = read_the_page},
	        {.name = "list the site", .act = list_the_site},
	        {.name = "read the page beneath the site", .act = read_the_page_beneath_the_site},
	        {.name = "use memory and ask the time", .act = use_memory_and_ask_the_time},
	};
	for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
		int status = held(attempts[i].act, site);
		if (!WIFEXITED(status) || WEXITSTATUS(status) != DONE)
			fail_msg("%s: %s", attempts[i].name, words(status));
	}
	int status = held(end_by_a_signal, site);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGTERM);
}

static void landlock_refuses_what_is_not_the_site(void **state)
{
	(void)state;
	int status = held(read_another_file, site);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != REFUSED)
		fail_msg("read another file: %s", words(status));
	status = held(write_to_the_page_by_openat2, site);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != REFUSED)
		fail_msg("write to the page by openat2: %s", words(status));
	/* Without a site there is nothing to read. */
	status = held(read_the_page, NULL);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), REFUSED);
}

/* A sanitized build has no filter, for the sanitizers need calls of their own: there what Landlock refuses is tried. */
#ifdef __SANITIZE_ADDRESS__
enum { WITH_FILTER = 0 };
#else
enum { WITH_FILTER = 1 };
#endif

static void who_does_anything_else_is_ended(void **state)
{
	(void)state;
	const struct attempt attempts[] = {
	        {"start a program", start_a_program, true},
	        {"start a process", start_a_process, false},
	        {"open a socket", open_a_socket, false},
	        {"write to the page", write_to_the_page, true},
	        {"make a file", make_a_file, true},
	        {"remove the page", remove_the_page, true},
	        {"rename the page", rename_the_page, true},
	        {"trace the parent", trace_the_parent, false},
	        {"type into the terminal", type_into_the_terminal, false},
	        {"type into it with high bits", type_into_the_terminal_with_high_bits, false},
	        {"make memory executable", make_memory_executable, false},
	        {"signal the parent", signal_the_parent, false},
	};
	for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
		if (!WITH_FILTER && !attempts[i].refused_without_filter)
			continue;
		int status = held(attempts[i].act, site);
		bool right = WITH_FILTER ? WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS
		                         : WIFEXITED(status) && WEXITSTATUS(status) == REFUSED;
		if (!right)
			fail_msg("%s: %s", attempts[i].name, words(status));
	}
}

/* ---- limits ---- */

/* A file in memory, made before the process is held: a frame goes through one. */
static int frame_file;

static int write_a_frame_of(size_t bytes)
{
	static char piece[65536];
	for (size_t written = 0; written < bytes; written += sizeof piece)
		if (write(frame_file, piece, sizeof piece) != (ssize_t)sizeof piece)
			return REFUSED;
	return DONE;
}

static int write_a_large_frame(void)
{
	return write_a_frame_of(1024 * 1024);
}

static int write_a_frame_without_end(void)
{
	return write_a_frame_of(64 * 1024 * 1024);
}

static int open_a_hundred_files(void)
{
	for (int i = 0; i < 100; i++)
		if (open(page, O_RDONLY) < 0)
			return errno == EMFILE ? DONE : REFUSED;
	return REFUSED;
}

static void a_frame_may_be_large_but_not_without_end(void **state)
{
	(void)state;
	frame_file = memfd_create("frame", 0);
	assert_true(frame_file >= 0);
	int status = held(write_a_large_frame, site);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == DONE);
	status = held(write_a_frame_without_end, site);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGXFSZ);
	close(frame_file);
}

static void there_is_an_end_to_descriptors(void **state)
{
	(void)state;
	int status = held(open_a_hundred_files, site);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), DONE);
}

static void all_that_this_kernel_has_is_on(void **state)
{
	(void)state;
	int report_pipe[2];
	struct sandbox_report report;
	assert_int_equal(pipe(report_pipe), 0);
	pid_t child = fork();
	if (child == 0) {
		host_enter_sandbox(site, &report);
		_exit(write(report_pipe[1], &report, sizeof report) == (ssize_t)sizeof report ? 0 : 1);
	}
	assert_int_equal(read(report_pipe[0], &report, sizeof report), sizeof report);
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_true(report.limits);
	assert_true(report.no_new_privileges);
	assert_true(report.not_dumpable);
	assert_true(report.landlock >= 1);
	assert_true(host_sandbox_holds(&report));
	assert_false(host_sandbox_holds(&(struct sandbox_report){.limits = true}));
	assert_int_equal(report.system_calls, WITH_FILTER);
	close(report_pipe[0]);
	close(report_pipe[1]);
}

static int make_site(void **state)
{
	(void)state;
	const char *root = getenv("TMPDIR");
	snprintf(site, sizeof site, "%s/held-%d", root != NULL ? root : "/tmp", (int)getpid());
	snprintf(page, sizeof page, "%s/page.yaml", site);
	FILE *stream = mkdir(site, 0755) == 0 ? fopen(page, "w") : NULL;
	return stream != NULL && fputs("title: Заглавие\n", stream) >= 0 && fclose(stream) == 0 ? 0 : -1;
}

static int remove_site(void **state)
{
	(void)state;
	return unlink(page) == 0 && rmdir(site) == 0 ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(all_that_this_kernel_has_is_on),
	        cmocka_unit_test(what_a_reader_needs_can_be_done),
	        cmocka_unit_test(landlock_refuses_what_is_not_the_site),
	        cmocka_unit_test(who_does_anything_else_is_ended),
	        cmocka_unit_test(a_frame_may_be_large_but_not_without_end),
	        cmocka_unit_test(there_is_an_end_to_descriptors),
	};
	return cmocka_run_group_tests(tests, make_site, remove_site);
}
