/* Bookmarks, places and what was read outlive the program, whatever its end; two at once lose nothing of each other. */

#include "harness/tap.h"
#include "terminal/reader.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_drawn(struct pty *pty, const void *unused)
{
	(void)unused;
	return pty_mode(pty, 1049) && pty_row(pty, 0)[0] != '\0';
}

static struct pty *start_at(const char *page, const char *const *environment)
{
	const char *arguments[] = {program_path(), "content", page, NULL};
	struct pty *pty = pty_start(&(struct pty_options){
	        .arguments = arguments, .environment = environment, .rows = 12, .columns = 60});
	pty_wait_until(pty, is_drawn, NULL, PTY_PATIENCE);
	pty_wait_for_quiet(pty, 50);
	return pty;
}

/* The first row of the page that has any text. */
static const char *first_row(struct pty *pty)
{
	int row = 2;
	while (row < 9 && pty_row(pty, row)[0] == '\0')
		row++;
	return pty_row(pty, row);
}

/* The page shows what it showed when the reader left it. */
static void expect_continued(const char *page, const char *top, const char *after)
{
	int status;
	struct pty *pty = start_at(page, NULL);
	bool same = strcmp(first_row(pty), top) == 0 && strstr(pty_row(pty, 11), "Продължение от") != NULL;
	if (!tap(same, "after %s the page goes on where it was left", after))
		tap_note(pty_picture(pty));
	pty_send(pty, "gq", 2);
	pty_wait_for_exit(pty, PTY_PATIENCE, &status);
	pty_free(pty);
}

static void the_place_outlives(const char *page, int signal_number, const char *end)
{
	char top[512];
	int status;
	struct pty *pty = start_at(page, NULL);
	for (int i = 0; i < 14; i++)
		pty_send_key(pty, "Down");
	pty_wait_for_quiet(pty, 100);
	snprintf(top, sizeof top, "%s", first_row(pty));
	if (signal_number > 0)
		pty_signal(pty, signal_number);
	else if (signal_number < 0)
		pty_hang_up(pty);
	else
		pty_send_key(pty, "q");
	tap(pty_wait_for_exit(pty, PTY_PATIENCE, &status), "%s ends the program", end);
	pty_free(pty);
	expect_continued(page, top, end);
}

static void two_at_once(void)
{
	int status;
	struct pty *first = start_at("about/about", NULL), *second = start_at("work", NULL);
	pty_send(first, "m", 1);
	pty_wait_for_text(first, "Отметката е добавена");
	pty_send_key(second, "Enter");
	pty_send(second, "m", 1);
	pty_wait_for_text(second, "Отметката е добавена");
	pty_send_key(first, "q");
	pty_send_key(second, "q");
	pty_wait_for_exit(first, PTY_PATIENCE, &status);
	pty_wait_for_exit(second, PTY_PATIENCE, &status);
	pty_free(first);
	pty_free(second);
	struct pty *third = start_at("news", NULL);
	pty_send(third, "'", 1);
	pty_wait_for_text(third, "Отметки");
	pty_wait_for_quiet(third, 100);
	char *picture = pty_picture(third);
	if (!tap(strstr(picture, "Нашата работа") != NULL && strstr(picture, "1/2") != NULL,
	            "a third one has the bookmarks of both"))
		tap_note(picture);
	free(picture);
	pty_free(third);
}

static void nowhere_to_write(void)
{
	static const char *const environment[] = {"XDG_STATE_HOME=/dev/null/nowhere", NULL};
	int status;
	struct pty *pty = start_at("about/about", environment);
	pty_send(pty, "m", 1);
	tap(pty_wait_for_text(pty, "не могат да се запазят"), "what cannot be kept is said");
	pty_send_key(pty, "q");
	tap(pty_wait_for_exit(pty, PTY_PATIENCE, &status) && status == 0, "and the program ends as ever");
	pty_free(pty);
}

int main(void)
{
	the_place_outlives("2030-agenda", 0, "q");
	the_place_outlives("2030-agenda", SIGTERM, "SIGTERM");
	the_place_outlives("2030-agenda", SIGHUP, "SIGHUP");
	the_place_outlives("2030-agenda", -1, "a lost line");
	two_at_once();
	nowhere_to_write();
	return tap_end();
}
