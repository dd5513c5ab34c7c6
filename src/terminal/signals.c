/* Signals become events; one that ends us is raised again after the terminal is restored. */
#include "terminal/signals.h"

#include "terminal/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

/* What a handler does. */
enum signal_use { SIGNAL_ENDS, SIGNAL_TOLD, SIGNAL_IGNORED, SIGNAL_CRASH };

struct handled_signal {
	int signal;
	enum signal_use use;
};

/* In the order in which signals_next() tells them. */
static const struct handled_signal handled[] = {
        {SIGTERM, SIGNAL_ENDS},
        {SIGHUP, SIGNAL_ENDS},
        {SIGINT, SIGNAL_ENDS},
        {SIGQUIT, SIGNAL_ENDS},
        {SIGUSR1, SIGNAL_ENDS},
        {SIGUSR2, SIGNAL_ENDS},
        {SIGALRM, SIGNAL_ENDS},
        {SIGVTALRM, SIGNAL_ENDS},
        {SIGPROF, SIGNAL_ENDS},
        {SIGXCPU, SIGNAL_ENDS},
        {SIGTSTP, SIGNAL_TOLD},
        {SIGCONT, SIGNAL_TOLD},
        {SIGWINCH, SIGNAL_TOLD},
        {SIGPIPE, SIGNAL_IGNORED},
        {SIGXFSZ, SIGNAL_IGNORED},
        {SIGABRT, SIGNAL_CRASH},
        {SIGBUS, SIGNAL_CRASH},
        {SIGFPE, SIGNAL_CRASH},
        {SIGILL, SIGNAL_CRASH},
        {SIGSEGV, SIGNAL_CRASH},
        {SIGSYS, SIGNAL_CRASH},
        {SIGTRAP, SIGNAL_CRASH},
};

enum { HANDLED = sizeof handled / sizeof handled[0] };

static volatile sig_atomic_t arrived[HANDLED];
static volatile sig_atomic_t any_arrived;
static struct sigaction before[HANDLED];
static bool taken[HANDLED];
static int wake[2] = {-1, -1};
static void (*crash_action)(void);

static void tell(int signal)
{
	int error = errno;
	for (size_t i = 0; i < HANDLED; i++) {
		if (handled[i].signal == signal)
			arrived[i] = 1;
	}
	any_arrived = 1;
	/* Where the pipe is full it is readable, which is all that is wanted. */
	(void)!write(wake[1], "", 1);
	errno = error;
}

/* SA_RESETHAND has put the default action back: raising the signal again ends the process. */
static void crash(int signal)
{
	crash_action();
	(void)raise(signal);
}

static bool open_pipe(void)
{
	if (pipe(wake) != 0)
		return false;
	for (int i = 0; i < 2; i++) {
		if (fcntl(wake[i], F_SETFD, FD_CLOEXEC) != 0 || fcntl(wake[i], F_SETFL, O_NONBLOCK) != 0)
			return false;
	}
	return true;
}

static void close_pipe(void)
{
	for (int i = 0; i < 2; i++) {
		if (wake[i] >= 0)
			(void)close(wake[i]);
		wake[i] = -1;
	}
}

/* A signal that is ignored (nohup) or has a handler (a sanitizer's) stays as it is. */
static bool take(size_t i)
{
	struct sigaction action = {.sa_handler = tell};
	(void)sigemptyset(&action.sa_mask);
	if (handled[i].use == SIGNAL_IGNORED)
		action.sa_handler = SIG_IGN;
	if (handled[i].use == SIGNAL_CRASH) {
		action.sa_handler = crash;
		action.sa_flags = (int)SA_RESETHAND | SA_NODEFER;
	}
	if (sigaction(handled[i].signal, &action, &before[i]) != 0)
		return false;
	taken[i] = (before[i].sa_flags & SA_SIGINFO) == 0 && before[i].sa_handler == SIG_DFL;
	return taken[i] || sigaction(handled[i].signal, &before[i], NULL) == 0;
}

bool signals_take(void (*crashed)(void))
{
	crash_action = crashed;
	any_arrived = 0;
	for (size_t i = 0; i < HANDLED; i++)
		arrived[i] = 0;
	bool good = open_pipe();
	for (size_t i = 0; i < HANDLED && good; i++)
		good = take(i);
	if (!good)
		signals_give_back();
	return good;
}

void signals_give_back(void)
{
	for (size_t i = 0; i < HANDLED; i++) {
		if (taken[i])
			(void)sigaction(handled[i].signal, &before[i], NULL);
		taken[i] = false;
	}
	close_pipe();
}

int signals_descriptor(void)
{
	return wake[0];
}

static void empty_pipe(void)
{
	char bytes[64];
	while (read(wake[0], bytes, sizeof bytes) == (ssize_t)sizeof bytes)
		continue;
}

int signals_next(void)
{
	if (!any_arrived)
		return 0;
	/* First the pipe, then the flags: a signal between the two is told now, and once more wakes for nothing. */
	empty_pipe();
	any_arrived = 0;
	for (size_t i = 0; i < HANDLED; i++) {
		if (arrived[i]) {
			arrived[i] = 0;
			any_arrived = 1; /* there may be another */
			return handled[i].signal;
		}
	}
	return 0;
}

bool signals_waiting(void)
{
	return any_arrived;
}

bool signals_end_us(void)
{
	for (size_t i = 0; i < HANDLED; i++) {
		if (arrived[i] && handled[i].use == SIGNAL_ENDS)
			return true;
	}
	return false;
}

static void forget(int signal)
{
	for (size_t i = 0; i < HANDLED; i++) {
		if (handled[i].signal == signal)
			arrived[i] = 0;
	}
}

void signals_stop(bool group)
{
	struct sigaction ours;
	struct sigaction stopping = {.sa_handler = SIG_DFL};
	(void)sigemptyset(&stopping.sa_mask);
	if (sigaction(SIGTSTP, &stopping, &ours) != 0)
		return;
	/* The whole job has to stop, or the shell would go on waiting for its other programs (make run). */
	(void)kill(group ? 0 : getpid(), SIGTSTP);
	(void)sigaction(SIGTSTP, &ours, NULL);
	forget(SIGTSTP);
	forget(SIGCONT);
}

void terminal_raise(int signal)
{
	struct sigaction ending = {.sa_handler = SIG_DFL};
	sigset_t mask;
	(void)sigemptyset(&ending.sa_mask);
	(void)sigaction(signal, &ending, NULL);
	(void)sigemptyset(&mask);
	(void)sigaddset(&mask, signal);
	(void)sigprocmask(SIG_UNBLOCK, &mask, NULL);
	(void)raise(signal);
}
