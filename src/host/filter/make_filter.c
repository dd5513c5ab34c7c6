/*
 * host/filter/make_filter.c — runs while iomview is built: writes the kiosk's system-call filter as a C array.
 *
 *   make_filter >system_calls.h
 *
 * libseccomp knows the architectures and the numbers; as it takes longer to load than the first screen may cost, it is used
 * here and is no part of iomview. What is not in the tables below ends the process (seccomp(2), SECCOMP_RET_KILL_PROCESS).
 */

#define _GNU_SOURCE /* O_TMPFILE */

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

#include <linux/filter.h>

/* Stands in the array where sandbox.c writes the number of the process. */
#define PROCESS_NUMBER 0x70726F63U

/* Reading, writing to what is open, memory, time, the end. Calls that this machine does not have are left out. */
static const char *const always[] = {
        "read",
        "readv",
        "pread64",
        "write",
        "writev",
        "lseek",
        "_llseek",
        "close",
        "fstat",
        "fstat64",
        "newfstatat",
        "fstatat64",
        "stat",
        "stat64",
        "statx",
        "getdents64",
        "poll",
        "ppoll",
        "ppoll_time64",
        "brk",
        "munmap",
        "mremap",
        "madvise",
        "futex",
        "futex_time64",
        "restart_syscall",
        "rt_sigaction",
        "rt_sigprocmask",
        "rt_sigreturn",
        "sigreturn",
        "clock_gettime",
        "clock_gettime64",
        "clock_nanosleep",
        "clock_nanosleep_time64",
        "gettimeofday",
        "getpid",
        "getpgid",
        "getpgrp",
        "gettid",
        "getrandom",
        "exit",
        "exit_group",
};

/* ioctl(2) on the terminal: its modes, its size, whose it is, forgetting what nobody reads; never TIOCSTI or TIOCLINUX, which type into it. */
/* As large as struct termios2 of <asm/termbits.h>. */
struct terminal_settings {
	char bytes[44];
};

static const unsigned long terminal_requests[] = {TCGETS, TCSETS, TCSETSW, TCSETSF, TCFLSH, TIOCGPGRP,
        TIOCGWINSZ, FIONREAD,
        /* TCGETS2, TCSETS2, TCSETSW2, TCSETSF2, which newer C libraries use: their header cannot stand beside termios.h. */
        _IOR('T', 0x2A, struct terminal_settings), _IOW('T', 0x2B, struct terminal_settings),
        _IOW('T', 0x2C, struct terminal_settings), _IOW('T', 0x2D, struct terminal_settings)};

static const unsigned long descriptor_commands[] = {F_GETFD, F_SETFD, F_GETFL, F_SETFL};

static void fail(const char *what, int error_number)
{
	fprintf(stderr, "make_filter: %s: %s\n", what, strerror(error_number));
	exit(1);
}

/* Lets the call NAME through when all COUNT comparisons hold. */
static void let(scmp_filter_ctx filter, uint32_t action, const char *name, unsigned count,
        const struct scmp_arg_cmp *comparisons)
{
	int number = seccomp_syscall_resolve_name(name);
	if (number == __NR_SCMP_ERROR)
		return;
	int result = seccomp_rule_add_array(filter, action, number, count, comparisons);
	/* EDOM: this architecture has no call of that name. */
	if (result < 0 && result != -EDOM)
		fail(name, -result);
}

/* Lets NAME through when the low 32 bits of argument INDEX, which is all the kernel looks at, are VALUE under MASK. */
static void let_when(scmp_filter_ctx filter, const char *name, unsigned index, uint32_t mask, uint32_t value)
{
	const struct scmp_arg_cmp comparison = SCMP_CMP64(index, SCMP_CMP_MASKED_EQ, mask, value);
	let(filter, SCMP_ACT_ALLOW, name, 1, &comparison);
}

static void let_reading_through(scmp_filter_ctx filter)
{
	const uint32_t writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		let(filter, SCMP_ACT_ALLOW, always[i], 0, NULL);
	for (size_t i = 0; i < sizeof terminal_requests / sizeof *terminal_requests; i++)
		let_when(filter, "ioctl", 1, UINT32_MAX, (uint32_t)terminal_requests[i]);
	for (size_t i = 0; i < sizeof descriptor_commands / sizeof *descriptor_commands; i++) {
		let_when(filter, "fcntl", 1, UINT32_MAX, (uint32_t)descriptor_commands[i]);
		let_when(filter, "fcntl64", 1, UINT32_MAX, (uint32_t)descriptor_commands[i]);
	}
	let_when(filter, "open", 1, writing, 0);
	let_when(filter, "openat", 2, writing, 0);
	let_when(filter, "mmap", 2, PROT_EXEC, 0);
	let_when(filter, "mmap2", 2, PROT_EXEC, 0);
	let_when(filter, "mprotect", 2, PROT_EXEC, 0);
	/* A signal that ends us is raised again, for the one who started us. */
	let_when(filter, "kill", 0, UINT32_MAX, PROCESS_NUMBER);
	let_when(filter, "tgkill", 0, UINT32_MAX, PROCESS_NUMBER);
}

/*
 * openat2(2) takes its flags from memory, where a filter cannot look. Beside Landlock, which allows no writing, it may go through;
 * without it the call is unknown (ENOSYS), and base/file.c walks by openat(2).
 */
static scmp_filter_ctx make(bool beside_landlock)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	if (filter == NULL)
		fail("seccomp_init", ENOMEM);
	let_reading_through(filter);
	let(filter, beside_landlock ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(ENOSYS), "openat2", 0, NULL);
	return filter;
}

/* Returns how many instructions it has. */
static unsigned write_array(const char *name, bool beside_landlock)
{
	unsigned count = 0;
	scmp_filter_ctx filter = make(beside_landlock);
	FILE *memory = tmpfile();
	struct sock_filter instruction;
	if (memory == NULL)
		fail("tmpfile", errno);
	int result = seccomp_export_bpf(filter, fileno(memory));
	if (result < 0)
		fail("seccomp_export_bpf", -result);
	rewind(memory);
	printf("static const struct sock_filter %s[] = {\n", name);
	for (; fread(&instruction, sizeof instruction, 1, memory) == 1; count++)
		printf("        {0x%02x, %u, %u, 0x%08x},\n", (unsigned)instruction.code,
		        (unsigned)instruction.jt, (unsigned)instruction.jf, (unsigned)instruction.k);
	printf("};\n\n");
	fclose(memory);
	seccomp_release(filter);
	return count;
}

int main(void)
{
	printf("/* Made by host/filter/make_filter.c; do not edit. */\n\n"
	       "#define PROCESS_NUMBER 0x%08xU\n\n",
	        PROCESS_NUMBER);
	unsigned beside = write_array("filter_beside_landlock", true);
	unsigned alone = write_array("filter_alone", false);
	printf("enum { FILTER_MAXIMUM = %u };\n", beside > alone ? beside : alone);
	return fflush(stdout) != 0 || ferror(stdout) ? 1 : 0;
}
