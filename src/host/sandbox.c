/*
 * host/sandbox.c — what this process may still do: limits, Landlock, a system-call filter; on OpenBSD pledge and unveil.
 *
 * The only file that speaks to the operating system's sandbox. Landlock decides which files, the filter which calls: each
 * holds without the other, for a kernel may have only one.
 */

#ifdef __linux__
#define _GNU_SOURCE /* O_PATH, syscall(2) */
#endif

#include "host/host.h"

#include <sys/resource.h>

/* ---- limits, everywhere --------------------------------------------------------------------------------------- */

/*
 * More than any session needs, less than would hurt a host. A frame goes through a file in memory, which counts as a file's
 * size: RLIMIT_FSIZE cannot be 0. Beyond the processor's seconds the kernel sends SIGXCPU, which ends the process.
 */
#define EVERYWHERE_LIMITED(ROW)                                                                              \
	ROW(RLIMIT_CORE, 0)                                                                                  \
	ROW(RLIMIT_FSIZE, 4 * 1024 * 1024)                                                                   \
	ROW(RLIMIT_NOFILE, 64)                                                                               \
	ROW(RLIMIT_CPU, 600)

#if defined(RLIMIT_AS) && !defined(__SANITIZE_ADDRESS__) /* whose shadow is larger than any memory */
#define MEMORY_LIMITED(ROW) ROW(RLIMIT_AS, 256 * 1024 * 1024)
#else
#define MEMORY_LIMITED(ROW)
#endif

#ifdef RLIMIT_NPROC
#define PROCESSES_LIMITED(ROW) ROW(RLIMIT_NPROC, 0)
#else
#define PROCESSES_LIMITED(ROW)
#endif

/* Lowers the limit where it is higher. */
static void lower(struct rlimit *limit, rlim_t most)
{
	if (limit->rlim_max == RLIM_INFINITY || limit->rlim_max > most)
		limit->rlim_max = most;
	limit->rlim_cur = limit->rlim_max;
}

static bool set_limits(void)
{
	struct rlimit limit;
	bool set = true;
#define SET_LIMIT(resource, most)                                                                            \
	if (getrlimit(resource, &limit) == 0) {                                                              \
		lower(&limit, most);                                                                         \
		set &= setrlimit(resource, &limit) == 0;                                                     \
	}
	EVERYWHERE_LIMITED(SET_LIMIT)
	MEMORY_LIMITED(SET_LIMIT)
	PROCESSES_LIMITED(SET_LIMIT)
#undef SET_LIMIT
	return set;
}

/* ---- Linux ---------------------------------------------------------------------------------------------------- */

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "host/system_calls.h"

/* What landlock(7) has learned since the headers that we may be built with. */
struct ruleset {
	uint64_t files;
	uint64_t network; /* from ABI 4 */
	uint64_t scoped;  /* from ABI 6 */
};

/* Rights over files by the number of their first ABI: a kernel refuses a bit that it does not know. */
static const struct {
	int abi;
	unsigned bits; /* so many of the lowest bits are known from this ABI on */
} known_rights[] = {{1, 13}, {2, 14}, {3, 15}, {5, 16}};

static int landlock_abi(void)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	return abi > 0 ? (int)abi : 0;
}

static struct ruleset everything_forbidden(int abi)
{
	struct ruleset ruleset = {0};
	for (size_t i = 0; i < sizeof known_rights / sizeof *known_rights; i++)
		if (abi >= known_rights[i].abi)
			ruleset.files = (UINT64_C(1) << known_rights[i].bits) - 1;
	if (abi >= 4)
		ruleset.network = 3; /* bind, connect */
	if (abi >= 6)
		ruleset.scoped = 3; /* abstract sockets and processes outside */
	return ruleset;
}

/* Lets RULES read the file or the folder at PATH. */
static bool let_read(int rules, const char *path)
{
	struct stat about;
	int descriptor = open(path, O_PATH | O_CLOEXEC);
	if (descriptor < 0)
		return false;
	bool known = fstat(descriptor, &about) == 0;
	struct landlock_path_beneath_attr beneath = {
	        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE |
	                          (known && S_ISDIR(about.st_mode) ? LANDLOCK_ACCESS_FS_READ_DIR : 0),
	        .parent_fd = descriptor,
	};
	long result = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	close(descriptor);
	return known && result == 0;
}

/* Returns the ABI that holds from now on; 0: none. */
static int restrict_files(const char *site)
{
	int abi = landlock_abi();
	struct ruleset ruleset = everything_forbidden(abi);
	size_t size = abi >= 6 ? sizeof ruleset : abi >= 4 ? 2 * sizeof ruleset.files : sizeof ruleset.files;
	if (abi == 0)
		return 0;
	long rules = syscall(SYS_landlock_create_ruleset, &ruleset, size, 0);
	if (rules < 0)
		return 0;
	bool held = (site == NULL || let_read((int)rules, site)) &&
	            syscall(SYS_landlock_restrict_self, (int)rules, 0) == 0;
	close((int)rules);
	return held ? abi : 0;
}

/* Loads the filter made when iomview was built; false where there is none, or none for this kernel. */
static bool filter_system_calls(bool beside_landlock)
{
#ifdef PROCESS_NUMBER
	struct sock_filter filter[FILTER_MAXIMUM];
	size_t size = beside_landlock ? sizeof filter_beside_landlock : sizeof filter_alone;
	size_t count = size / sizeof *filter;
	memcpy(filter, beside_landlock ? filter_beside_landlock : filter_alone, size);
	for (size_t i = 0; i < count; i++)
		if (BPF_CLASS(filter[i].code) == BPF_JMP && filter[i].k == PROCESS_NUMBER)
			filter[i].k = (uint32_t)getpid();
	struct sock_fprog program = {.len = (unsigned short)count, .filter = filter};
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
#else
	(void)beside_landlock;
	return false;
#endif
}

void host_enter_sandbox(const char *site, struct sandbox_report *report)
{
	*report = (struct sandbox_report){.limits = set_limits()};
	report->no_new_privileges = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
	report->not_dumpable = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
	report->landlock = restrict_files(site);
	report->system_calls = filter_system_calls(report->landlock > 0);
}

#elif defined(__OpenBSD__)

#include <unistd.h>

void host_enter_sandbox(const char *site, struct sandbox_report *report)
{
	*report = (struct sandbox_report){.limits = set_limits()};
	bool veiled = (site == NULL || unveil(site, "r") == 0) && unveil(NULL, NULL) == 0;
	report->pledged = veiled && pledge("stdio rpath tty", NULL) == 0;
}

#else

void host_enter_sandbox(const char *site, struct sandbox_report *report)
{
	(void)site;
	*report = (struct sandbox_report){.limits = set_limits()};
}

#endif

bool host_sandbox_holds(const struct sandbox_report *report)
{
	return report->landlock > 0 || report->system_calls || report->pledged;
}
