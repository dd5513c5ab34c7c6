/* Strangers read a site through a real sshd: an article, a page by command, many at once; a session ends when its time is up. */

#include "harness/tap.h"
#include "ssh/server.h"
#include "terminal/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { ROWS = 24, COLUMNS = 80, PICTURES = 40, VISITORS = 20, LONG_COMMAND = 300 };

#define ARTICLE "news/2021-05-20-new-project-roma-communities"

/* A reader's way: each key, and a text that is on the screen after it. */
static const struct {
	const char *keys, *seen;
} steps[] = {
        {"", FRONT_WORD},                                          /* the front page */
        {"G\r", "› Новини"},                                       /* the news */
        {"?", "› Помощ"},                                          /* help */
        {"\x7f", "› Новини"},                                      /* back */
        {"//\xd0\xba\xd0\xbe\xd1\x82\xd0\xb5\xd0\xbb\r", "Котел"}, /* "котел" in the whole site */
        {"\r", "МОМ"},                                             /* its first page */
        {" ", "МОМ"},                                              /* a screen on */
};
enum { STEPS = sizeof steps / sizeof steps[0] };

/* The same without ssh: what each screen must be. */
static struct pty *read_here(const struct server *server, const char *page, int rows, int columns)
{
	const char *arguments[] = {program_path(), "--kiosk", server->site, page, NULL};
	return pty_start(&(struct pty_options){.arguments = arguments, .rows = rows, .columns = columns});
}

static bool shows(struct pty *pty, const void *picture)
{
	char *now = pty_picture(pty);
	bool same = strcmp(now, picture) == 0;
	free(now);
	return same;
}

/* Waits for PICTURE, which PTY must come to show. */
static bool comes_to_show(struct pty *pty, const char *picture)
{
	if (pty_wait_until(pty, shows, picture, 2 * PTY_PATIENCE))
		return true;
	char *now = pty_picture(pty);
	tap_note("seen");
	tap_note(now);
	tap_note("expected");
	tap_note(picture);
	free(now);
	return false;
}

static void leave(struct pty *pty, const char *what)
{
	int status = -1;
	pty_send(pty, "q", 1);
	bool ended = pty_wait_for_exit(pty, PTY_PATIENCE, &status);
	tap(ended && status == 0 && pty_left_behind(pty)[0] == '\0',
	        "%s: q ends it with status 0 and gives the terminal back (status %d, %s)", what, status,
	        pty_left_behind(pty));
	pty_free(pty);
}

static void an_article_is_read(const struct server *server)
{
	const char *command[] = {ARTICLE, NULL};
	struct pty *here = read_here(server, ARTICLE, ROWS, COLUMNS);
	struct pty *there = visit(server, NULL, command, ROWS, COLUMNS);
	int screens = 0, right = 0;
	pty_wait_for_text(here, "20 май 2021");
	for (bool last = false; !last && screens < PICTURES; screens++) {
		pty_wait_for_quiet(here, 50);
		char *picture = pty_picture(here);
		right += comes_to_show(there, picture);
		last = strstr(picture, "100 %") != NULL;
		free(picture);
		pty_send(here, " ", 1);
		pty_send(there, " ", 1);
	}
	tap(screens > 3 && screens < PICTURES && right == screens,
	        "an article is read over ssh as without it: %d of %d screens", right, screens);
	pty_free(here);
	leave(there, "after the article");
}

/* Whatever a visitor writes that is not a page opens the front page. */
static void strange_commands(const struct server *server, const char *front)
{
	char long_command[LONG_COMMAND + 1];
	const char *commands[] = {"no-such-page", "../" ARTICLE, "news/../../../etc/passwd", "/etc/passwd",
	        "news/2021-05-20-new-project-roma-communities;id", "$(id)", "`id`", "'", "-l en", "--dump",
	        "sh -c id", "\xd0\xbd\xd0\xbe\xd0\xb2\xd0\xb8\xd0\xbd\xd0\xb8", "\033]52;c;eA==\a",
	        long_command};
	memset(long_command, 'a', sizeof long_command - 1);
	long_command[sizeof long_command - 1] = '\0';
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
		const char *command[] = {"--", commands[i], NULL};
		struct pty *pty = visit(server, NULL, command, ROWS, COLUMNS);
		tap(comes_to_show(pty, front), "a strange command opens the front page (%zu of them)", i + 1);
		pty_free(pty);
	}
}

/* ---- time ---- */

static bool ends_with(struct pty *pty, int from, int to, const char *words)
{
	int status = -1;
	long long start = pty_now();
	bool ended = pty_wait_for_exit(pty, to, &status);
	long took = (long)(pty_now() - start);
	bool said = false;
	for (int row = 0; row < ROWS; row++)
		said |= strstr(pty_row(pty, row), words) != NULL;
	if (!said) {
		char *picture = pty_picture(pty);
		tap_note(picture);
		free(picture);
	}
	return tap(ended && status == 0 && said && took >= from && pty_left_behind(pty)[0] == '\0',
	        "the session ends by itself with its line and status 0 (%ld ms, status %d)", took, status);
}

static void sessions_end_by_themselves(void)
{
	struct server server = server_prepare("time");
	server_start(&server, &(struct server_options){"", "--idle 2s --limit 3s", ""});
	struct pty *idle = visit(&server, NULL, NULL, ROWS, COLUMNS);
	pty_wait_for_text(idle, FRONT_WORD);
	ends_with(idle, 1500, 4500, "no key for too long: the session has ended");
	pty_free(idle);
	struct pty *busy = visit(&server, NULL, NULL, ROWS, COLUMNS);
	pty_wait_for_text(busy, FRONT_WORD);
	for (int i = 0; i < 7; i++) {
		pty_send(busy, i % 2 == 0 ? "j" : "k", 1);
		pty_pump(busy, 300);
	}
	ends_with(busy, 500, 4500, "the session has lasted as long as it may: it has ended");
	pty_free(busy);
	server_end(&server);
}

/* ---- many at once ---- */

static void report_memory(const struct server *server)
{
	pid_t process = session_process(server);
	long kilobytes = private_kilobytes(process);
	if (kilobytes < 0)
		printf("# private memory of a session: not to be seen by this user\n");
	else
		tap(kilobytes <= 4096, "private memory of a session that has read: %ld KiB", kilobytes);
}

static void many_read_at_once(const struct server *server)
{
	struct pty *here = read_here(server, NULL, ROWS, COLUMNS), *visitors[VISITORS];
	int right = 0;
	for (int i = 0; i < VISITORS; i++)
		visitors[i] = visit(server, NULL, NULL, ROWS, COLUMNS);
	for (int step = 0; step < STEPS; step++) {
		pty_send(here, steps[step].keys, strlen(steps[step].keys));
		if (!pty_wait_for_text(here, steps[step].seen))
			tap(false, "step %d shows '%s'", step, steps[step].seen);
		pty_wait_for_quiet(here, 200);
		char *picture = pty_picture(here);
		for (int i = 0; i < VISITORS; i++)
			pty_send(visitors[i], steps[step].keys, strlen(steps[step].keys));
		for (int i = 0; i < VISITORS; i++)
			right += comes_to_show(visitors[i], picture);
		free(picture);
	}
	tap(right == VISITORS * STEPS, "%d at once open, page and search: %d of %d screens right", VISITORS,
	        right, VISITORS * STEPS);
	pty_free(here);
	tap(session_count(server) == VISITORS, "each has a process (%zu)", session_count(server));
	for (int i = 1; i < VISITORS; i++)
		pty_free(visitors[i]);
	report_memory(server);
	leave(visitors[0], "after the others");
}

int main(void)
{
	struct server server = server_prepare("reading");
	server_start(&server, &(struct server_options){"", "", ""});
	struct pty *here = read_here(&server, NULL, ROWS, COLUMNS);
	pty_wait_for_text(here, FRONT_WORD);
	pty_wait_for_quiet(here, 100);
	char *front = pty_picture(here);
	pty_free(here);
	an_article_is_read(&server);
	strange_commands(&server, front);
	many_read_at_once(&server);
	free(front);
	server_end(&server);
	sessions_end_by_themselves();
	return tap_end();
}
