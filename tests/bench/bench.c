/*
 * tests/bench/bench.c — iomview beside an empty ncursesw program and less, on this machine, now.
 *
 *   bench IOMVIEW EMPTY SMALL-SITE LARGE-SITE PAGE TEXT
 *
 * Programs run in turn (interleaved) in a pseudo-terminal of 24 rows and 80 columns; each figure is the lower quartile of all rounds (what else
 * the machine does only makes rounds slower), and what counts are the ratios. A screen is complete with its last byte: the one after which nothing comes for QUIET_MILLISECONDS.
 */

#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	START_ROUNDS = 60,
	KEY_ROUNDS = 40,
	WARM_KEYS = 3,
	QUIET_MILLISECONDS = 25,
	LIMIT_MILLISECONDS = 2000
};

/* A program in a pseudo-terminal. */
struct run {
	pid_t process;
	int master;
};

/* What one measurement gives. */
struct reading {
	double milliseconds;
	long bytes;
	long dirty; /* KiB of private dirty memory */
};

struct series {
	const char *label;
	const char *const *arguments;
	struct reading readings[START_ROUNDS];
	size_t count;
};

static void fail(const char *what)
{
	perror(what);
	exit(2);
}

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void become(const char *slave, const char *const *arguments)
{
	const struct winsize size = {.ws_row = 24, .ws_col = 80};
	setsid();
	int terminal = open(slave, O_RDWR);
	if (terminal < 0)
		_exit(127);
	ioctl(terminal, TIOCSCTTY, 0);
	ioctl(terminal, TIOCSWINSZ, &size);
	for (int i = 0; i < 3; i++)
		dup2(terminal, i);
	if (terminal > 2)
		close(terminal);
	execvp(arguments[0], (char *const *)arguments);
	_exit(127);
}

static struct run start(const char *const *arguments)
{
	struct run run = {.master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)};
	char slave[64];
	if (run.master < 0 || grantpt(run.master) != 0 || unlockpt(run.master) != 0 ||
	        ptsname_r(run.master, slave, sizeof slave) != 0)
		fail("pseudo-terminal");
	run.process = fork();
	if (run.process < 0)
		fail("fork");
	if (run.process == 0)
		become(slave, arguments);
	return run;
}

/* Reads until nothing has come for a while; milliseconds from BEGIN to the last byte. */
static struct reading read_until_quiet(const struct run *run, double begin)
{
	struct reading reading = {.bytes = 0};
	char bytes[65536];
	double last = begin;
	bool any = false;
	while (now() - begin < LIMIT_MILLISECONDS) {
		struct pollfd output = {.fd = run->master, .events = POLLIN};
		if (poll(&output, 1, any ? QUIET_MILLISECONDS : LIMIT_MILLISECONDS) <= 0)
			break;
		ssize_t got = read(run->master, bytes, sizeof bytes);
		if (got <= 0)
			break;
		last = now();
		any = true;
		reading.bytes += got;
	}
	reading.milliseconds = last - begin;
	return reading;
}

static long private_dirty(pid_t process)
{
	char path[64], line[256];
	long kibibytes = -1;
	snprintf(path, sizeof path, "/proc/%ld/smaps_rollup", (long)process);
	FILE *file = fopen(path, "r");
	while (file != NULL && fgets(line, sizeof line, file) != NULL)
		sscanf(line, "Private_Dirty: %ld", &kibibytes);
	if (file != NULL)
		fclose(file);
	return kibibytes;
}

static void stop(const struct run *run)
{
	kill(run->process, SIGKILL);
	waitpid(run->process, NULL, 0);
	close(run->master);
}

static struct reading measure_start(const char *const *arguments)
{
	double begin = now();
	struct run run = start(arguments);
	struct reading reading = read_until_quiet(&run, begin);
	reading.dirty = private_dirty(run.process);
	stop(&run);
	return reading;
}

static int compare_times(const void *first, const void *second)
{
	const struct reading *one = first, *other = second;
	return (one->milliseconds > other->milliseconds) - (one->milliseconds < other->milliseconds);
}

static int compare_bytes(const void *first, const void *second)
{
	const struct reading *one = first, *other = second;
	return (one->bytes > other->bytes) - (one->bytes < other->bytes);
}

/* The lower quartile of the times, with the median of the bytes; memory hardly varies. */
static struct reading summarise(struct series *series)
{
	qsort(series->readings, series->count, sizeof series->readings[0], compare_bytes);
	long bytes = series->readings[series->count / 2].bytes;
	qsort(series->readings, series->count, sizeof series->readings[0], compare_times);
	struct reading figure = series->readings[series->count / 4];
	figure.bytes = bytes;
	return figure;
}

static void bench_start(struct series *series, size_t count)
{
	for (size_t round = 0; round < START_ROUNDS; round++)
		for (size_t i = 0; i < count; i++)
			series[i].readings[series[i].count++] = measure_start(series[i].arguments);
	struct reading empty = summarise(&series[0]);
	printf("\nfirst screen (quartile of %d)        time    ratio   private dirty   more than empty\n",
	        START_ROUNDS);
	for (size_t i = 0; i < count; i++) {
		struct reading figure = summarise(&series[i]);
		printf("  %-30s %7.2f ms   %5.2f %11ld KiB %13ld KiB\n", series[i].label, figure.milliseconds,
		        figure.milliseconds / empty.milliseconds, figure.dirty, figure.dirty - empty.dirty);
	}
}

static void bench_key(struct series *series, size_t count, const char *name, const char *key)
{
	struct run runs[8];
	for (size_t i = 0; i < count; i++) {
		series[i].count = 0;
		runs[i] = start(series[i].arguments);
		read_until_quiet(&runs[i], now());
	}
	for (size_t round = 0; round < KEY_ROUNDS + WARM_KEYS; round++)
		for (size_t i = 0; i < count; i++) {
			double begin = now();
			if (write(runs[i].master, key, strlen(key)) < 0)
				fail("write");
			struct reading reading = read_until_quiet(&runs[i], begin);
			if (round >= WARM_KEYS)
				series[i].readings[series[i].count++] = reading;
		}
	struct reading base = summarise(&series[0]);
	for (size_t i = 0; i < count; i++) {
		struct reading figure = summarise(&series[i]);
		printf("  %-6s %-23s %7.3f ms   %5.2f %11ld bytes\n", name, series[i].label,
		        figure.milliseconds, figure.milliseconds / base.milliseconds, figure.bytes);
		stop(&runs[i]);
	}
}

int main(int argument_count, char **arguments)
{
	if (argument_count != 7) {
		fprintf(stderr, "usage: bench IOMVIEW EMPTY SMALL-SITE LARGE-SITE PAGE TEXT\n");
		return 2;
	}
	const char *iomview = arguments[1], *small = arguments[3], *large = arguments[4];
	const char *page = arguments[5], *text = arguments[6];
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("LESS");
	unsetenv("LINES");
	unsetenv("COLUMNS");
	const char *empty[] = {arguments[2], NULL};
	const char *less[] = {"less", text, NULL};
	const char *front[] = {iomview, small, NULL};
	const char *kiosk[] = {iomview, "--kiosk", small, NULL};
	const char *large_front[] = {iomview, large, NULL};
	const char *article[] = {iomview, large, page, NULL};
	const char *section[] = {iomview, large, "news", NULL};
	struct series starts[] = {
	        {.label = "empty ncursesw program", .arguments = empty},
	        {.label = "less, the long article", .arguments = less},
	        {.label = "iomview, bundled site", .arguments = front},
	        {.label = "iomview, the same in a kiosk", .arguments = kiosk},
	        {.label = "iomview, 10,000 pages", .arguments = large_front},
	        {.label = "iomview, the long article", .arguments = article},
	        {.label = "iomview, list of 10,000", .arguments = section},
	};
	bench_start(starts, sizeof starts / sizeof starts[0]);
	struct series keys[] = {
	        {.label = "less", .arguments = less},
	        {.label = "iomview", .arguments = article},
	};
	printf("\na key in an article (quartile of %d)    time    ratio           sent\n", KEY_ROUNDS);
	bench_key(keys, 2, "down", "\033OB");
	bench_key(keys, 2, "PgDn", "\033[6~");
	return 0;
}
