/* tests/harness/pty.c — see the header. */

#define _DEFAULT_SOURCE /* TIOCSCTTY */

#include "harness/pty.h"

#include "harness/emulator.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK = 4096, TICK = 10 };

struct pty {
	pid_t process;
	int line; /* our side; -1: closed */
	bool closed, ended;
	int status;
	long processor_time;
	struct termios found; /* the line's settings before the start */

	struct emulator *emulator;
	char *bytes;
	size_t length, capacity;
};

static void give_up(const char *what)
{
	printf("not ok %s: %s\n", what, strerror(errno));
	exit(1);
}

long long pty_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static int slow(int milliseconds)
{
	const char *wish = getenv("TEST_SLOW");
	return wish != NULL && *wish != '\0' ? milliseconds * 10 : milliseconds;
}

/* ---- start ---- */

static void redirect(const char *file, int flags, int descriptor)
{
	if (file == NULL)
		return;
	int opened = open(file, flags | O_NOCTTY, 0600);
	if (opened < 0 || dup2(opened, descriptor) < 0)
		_exit(126);
	close(opened);
}

static void change_environment(const char *const *environment)
{
	for (; environment != NULL && *environment != NULL; environment++) {
		const char *sign = strchr(*environment, '=');
		if (sign == NULL) {
			unsetenv(*environment);
			continue;
		}
		char *name = strdup(*environment);
		name[sign - *environment] = '\0';
		setenv(name, sign + 1, 1);
		free(name);
	}
}

/* In the child: never returns. */
static void become(const struct pty_options *options, const char *terminal)
{
	sigset_t none;
	for (int signal_number = 1; signal_number < 32; signal_number++)
		signal(signal_number, SIG_DFL); /* a shell's background job ignores some */
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setsid();
	int line = open(terminal, O_RDWR);
	if (line < 0)
		_exit(126);
	ioctl(line, TIOCSCTTY, 0);
	for (int descriptor = 0; descriptor < 3; descriptor++)
		dup2(line, descriptor);
	if (line > 2)
		close(line);
	redirect(options->input, O_RDONLY, 0);
	redirect(options->output, O_WRONLY | O_CREAT | O_TRUNC, 1);
	redirect(options->error, O_WRONLY | O_CREAT | O_TRUNC, 2);
	change_environment(options->environment);
	execvp(options->arguments[0], (char *const *)(uintptr_t)options->arguments);
	_exit(127);
}

struct pty *pty_start(const struct pty_options *options)
{
	struct pty *pty = calloc(1, sizeof *pty);
	struct winsize size = {
	        .ws_row = (unsigned short)options->rows, .ws_col = (unsigned short)options->columns};
	pty->line = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (pty->line < 0 || grantpt(pty->line) != 0 || unlockpt(pty->line) != 0 ||
	        ioctl(pty->line, TIOCSWINSZ, &size) != 0)
		give_up("pseudo-terminal");
	fcntl(pty->line, F_SETFL, O_NONBLOCK);
	char *terminal = strdup(ptsname(pty->line));
	tcgetattr(pty->line, &pty->found);
	if (options->prepare != NULL) {
		options->prepare(&pty->found);
		tcsetattr(pty->line, TCSANOW, &pty->found);
	}
	fflush(NULL);
	pty->process = fork();
	if (pty->process < 0)
		give_up("fork");
	if (pty->process == 0)
		become(options, terminal);
	free(terminal);
	pty->emulator = emulator_new(options->rows, options->columns);
	return pty;
}

static bool has_ended(struct pty *pty, const void *context)
{
	struct rusage before, after;
	(void)context;
	getrusage(RUSAGE_CHILDREN, &before);
	if (pty->ended || waitpid(pty->process, &pty->status, WNOHANG) != pty->process)
		return pty->ended;
	getrusage(RUSAGE_CHILDREN, &after);
	pty->ended = true;
	pty->processor_time = (after.ru_utime.tv_sec - before.ru_utime.tv_sec) * 1000 +
	                      (after.ru_utime.tv_usec - before.ru_utime.tv_usec) / 1000 +
	                      (after.ru_stime.tv_sec - before.ru_stime.tv_sec) * 1000 +
	                      (after.ru_stime.tv_usec - before.ru_stime.tv_usec) / 1000;
	return true;
}

void pty_free(struct pty *pty)
{
	if (pty == NULL)
		return;
	if (!has_ended(pty, NULL)) {
		kill(pty->process, SIGKILL);
		waitpid(pty->process, &pty->status, 0);
	}
	pty_hang_up(pty);
	emulator_free(pty->emulator);
	free(pty->bytes);
	free(pty);
}

pid_t pty_process(const struct pty *pty)
{
	return pty->process;
}

/* ---- output ---- */

static void keep(struct pty *pty, const char *bytes, size_t length)
{
	if (pty->length + length + 1 > pty->capacity) {
		pty->capacity = 2 * (pty->length + length + 1);
		pty->bytes = realloc(pty->bytes, pty->capacity);
		if (pty->bytes == NULL)
			give_up("memory");
	}
	memcpy(pty->bytes + pty->length, bytes, length);
	pty->length += length;
	pty->bytes[pty->length] = '\0';
}

static void take(struct pty *pty, const char *bytes, size_t length)
{
	char answer[256];
	size_t answer_length;
	keep(pty, bytes, length);
	emulator_feed(pty->emulator, bytes, length);
	while ((answer_length = emulator_answer(pty->emulator, answer, sizeof answer)) > 0)
		if (write(pty->line, answer, answer_length) < 0)
			return; /* the program does not read */
}

/* Reads what is there, waiting at most MILLISECONDS for the first of it. Returns whether anything came. */
static bool read_some(struct pty *pty, int milliseconds)
{
	char bytes[CHUNK];
	struct pollfd ready = {.fd = pty->line, .events = POLLIN};
	if (pty->closed || pty->line < 0) {
		poll(NULL, 0, milliseconds);
		return false;
	}
	if (poll(&ready, 1, milliseconds) <= 0)
		return false;
	ssize_t count = read(pty->line, bytes, sizeof bytes);
	if (count > 0)
		take(pty, bytes, (size_t)count);
	else if (count == 0 || errno == EIO)
		pty->closed = true; /* no program has it open any more */
	return count > 0;
}

bool pty_pump(struct pty *pty, int milliseconds)
{
	long long end = pty_now() + milliseconds;
	do {
		long long left = end - pty_now();
		read_some(pty, left > 0 ? (int)left : 0);
	} while (pty_now() < end && !pty->closed);
	return !pty->closed;
}

bool pty_wait_until(struct pty *pty, bool (*holds)(struct pty *pty, const void *context), const void *context,
        int patience)
{
	long long end = pty_now() + slow(patience);
	for (;;) {
		/* A program that never stops writing must not keep us from looking. */
		long long look = pty_now() + TICK;
		while (read_some(pty, 0) && pty_now() < look)
			;
		if (holds(pty, context))
			return true;
		if (pty_now() >= end)
			return false;
		read_some(pty, TICK);
	}
}

static bool shows_text(struct pty *pty, const void *text)
{
	int rows, columns;
	pty_size(pty, &rows, &columns);
	for (int row = 0; row < rows; row++)
		if (strstr(pty_row(pty, row), text) != NULL)
			return true;
	return false;
}

bool pty_wait_for_text(struct pty *pty, const char *text)
{
	return pty_wait_until(pty, shows_text, text, PTY_PATIENCE);
}

void pty_wait_for_quiet(struct pty *pty, int quiet)
{
	long long end = pty_now() + slow(PTY_PATIENCE), last = pty_now();
	while (pty_now() < end && pty_now() - last < slow(quiet) && !pty->closed)
		if (read_some(pty, TICK))
			last = pty_now();
}

bool pty_wait_for_exit(struct pty *pty, int patience, int *status)
{
	bool ended = pty_wait_until(pty, has_ended, NULL, patience);
	while (ended && read_some(pty, 0))
		; /* its last words */
	*status = pty->status;
	return ended;
}

bool pty_wait_for_exit_unread(struct pty *pty, int patience, int *status)
{
	long long end = pty_now() + slow(patience);
	while (!has_ended(pty, NULL) && pty_now() < end)
		poll(NULL, 0, TICK);
	*status = pty->status;
	return pty->ended;
}

long pty_processor_time(const struct pty *pty)
{
	return pty->processor_time;
}

const char *pty_bytes(const struct pty *pty, size_t *length)
{
	*length = pty->length;
	return pty->length > 0 ? pty->bytes : "";
}

/* ---- input ---- */

void pty_send(struct pty *pty, const char *bytes, size_t length)
{
	long long end = pty_now() + slow(PTY_PATIENCE);
	while (length > 0 && pty->line >= 0 && pty_now() < end) {
		ssize_t count = write(pty->line, bytes, length);
		if (count > 0) {
			bytes += count;
			length -= (size_t)count;
		} else if (errno == EAGAIN) {
			read_some(pty, TICK);
		} else {
			return; /* the program's side is closed */
		}
	}
}

/* What the terminal wants to say goes to the program. */
static void send_answers(struct pty *pty)
{
	char bytes[256];
	size_t length;
	while ((length = emulator_answer(pty->emulator, bytes, sizeof bytes)) > 0)
		pty_send(pty, bytes, length);
}

void pty_send_key(struct pty *pty, const char *name)
{
	struct key key;
	errno = EINVAL;
	if (!key_from_name(name, &key))
		give_up(name);
	emulator_press(pty->emulator, key);
	send_answers(pty);
}

void pty_click(struct pty *pty, int row, int column)
{
	emulator_click(pty->emulator, row, column);
	send_answers(pty);
}

void pty_paste(struct pty *pty, const char *text)
{
	emulator_paste_begins(pty->emulator);
	send_answers(pty);
	pty_send(pty, text, strlen(text));
	emulator_paste_ends(pty->emulator);
	send_answers(pty);
}

void pty_resize(struct pty *pty, int rows, int columns)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
	while (read_some(pty, 0))
		; /* what was drawn for the old size */
	emulator_resize(pty->emulator, rows, columns);
	ioctl(pty->line, TIOCSWINSZ, &size);
}

void pty_signal(struct pty *pty, int signal)
{
	kill(pty->process, signal);
}

void pty_hang_up(struct pty *pty)
{
	if (pty->line >= 0)
		close(pty->line);
	pty->line = -1;
}

/* ---- the screen ---- */

void pty_size(const struct pty *pty, int *rows, int *columns)
{
	emulator_size(pty->emulator, rows, columns);
}

const char *pty_row(const struct pty *pty, int row)
{
	return emulator_row(pty->emulator, row);
}

char *pty_picture(const struct pty *pty)
{
	int rows, columns;
	size_t length = 0, capacity = 1;
	pty_size(pty, &rows, &columns);
	for (int row = 0; row < rows; row++)
		capacity += strlen(pty_row(pty, row)) + 1;
	char *picture = malloc(capacity);
	if (picture == NULL)
		give_up("memory");
	picture[0] = '\0';
	for (int row = 0; row < rows; row++)
		length += (size_t)sprintf(picture + length, "%s\n", pty_row(pty, row));
	return picture;
}

void pty_cursor(const struct pty *pty, int *row, int *column, bool *shown)
{
	emulator_cursor(pty->emulator, row, column, shown);
}

const char *pty_style(const struct pty *pty, int row, int column)
{
	return emulator_style(pty->emulator, row, column);
}

const char *pty_link(const struct pty *pty, int row, int column)
{
	return emulator_link(pty->emulator, row, column);
}

bool pty_names_keys(const struct pty *pty)
{
	return emulator_names_keys(pty->emulator);
}

bool pty_mode(const struct pty *pty, int mode)
{
	return emulator_mode(pty->emulator, mode);
}

const char *pty_modes(const struct pty *pty)
{
	return emulator_modes(pty->emulator);
}

const char *pty_left_behind(const struct pty *pty)
{
	static char words[1200];
	struct termios now;
	size_t length = 0;
	words[0] = '\0';
	if (tcgetattr(pty->line, &now) == 0 &&
	        (now.c_iflag != pty->found.c_iflag || now.c_oflag != pty->found.c_oflag ||
	                now.c_cflag != pty->found.c_cflag || now.c_lflag != pty->found.c_lflag ||
	                memcmp(now.c_cc, pty->found.c_cc, sizeof now.c_cc) != 0))
		length += (size_t)sprintf(words, "the line's settings; ");
	if (pty_modes(pty)[0] != '\0')
		length += (size_t)sprintf(words + length, "modes %s; ", pty_modes(pty));
	if (emulator_key_flags_left(pty->emulator))
		length += (size_t)sprintf(words + length, "the keyboard's protocol; ");
	if (!pty_mode(pty, 25))
		sprintf(words + length, "the cursor is hidden");
	return words;
}
