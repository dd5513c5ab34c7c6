/* Stopped and continued under a real shell: the terminal is the shell's while we are stopped, and ours again after fg. */

#include "harness/tap.h"
#include "terminal/reader.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct pty *start_shell(void)
{
	static const char *const environment[] = {"PS1=shell> ", "ENV", NULL};
	static const char *const arguments[] = {"sh", "-i", NULL};
	struct pty *pty = pty_start(&(struct pty_options){
	        .arguments = arguments, .environment = environment, .rows = 24, .columns = 80});
	pty_wait_for_text(pty, "shell>");
	return pty;
}

static void type(struct pty *pty, const char *line)
{
	pty_send(pty, line, strlen(line));
	pty_send(pty, "\n", 1);
}

static void start_program(struct pty *pty)
{
	char line[4096];
	snprintf(line, sizeof line, "%s content & echo pid=$!; fg", program_path());
	type(pty, line);
	tap(pty_wait_until(pty, menu_is_drawn, NULL, PTY_PATIENCE), "under a shell the menu is drawn");
}

/* The number that the shell printed behind "pid=" (not the echo of what was typed). */
static pid_t program_process(struct pty *pty)
{
	size_t length;
	const char *place = pty_bytes(pty, &length);
	long process = 0;
	while (process == 0 && (place = strstr(place, "pid=")) != NULL)
		process = strtol(place += 4, NULL, 10);
	return (pid_t)process;
}

static bool shell_has_the_terminal(struct pty *pty, const void *unused)
{
	(void)unused;
	return pty_left_behind(pty)[0] == '\0';
}

static void expect_shell(struct pty *pty, const char *what)
{
	pty_wait_until(pty, shell_has_the_terminal, NULL, PTY_PATIENCE);
	tap(pty_left_behind(pty)[0] == '\0', "%s: the terminal is as it was found (%s)", what,
	        pty_left_behind(pty));
	type(pty, "echo $((40 + 2))");
	tap(pty_wait_for_text(pty, "42"), "%s: the shell answers", what);
	type(pty, "clear");
}

static void expect_program(struct pty *pty, const char *picture, const char *what)
{
	char *now = NULL;
	tap(pty_wait_until(pty, menu_is_drawn, NULL, PTY_PATIENCE), "%s: the menu is drawn again", what);
	pty_wait_for_quiet(pty, 50);
	now = pty_picture(pty);
	if (!tap(strcmp(now, picture) == 0, "%s: the picture is the same", what))
		tap_note(now);
	free(now);
}

static void stops_by_key_and_by_signal(void)
{
	struct pty *pty = start_shell();
	start_program(pty);
	pty_send_key(pty, "Down");
	pty_wait_for_quiet(pty, 50);
	char *picture = pty_picture(pty);
	pid_t process = program_process(pty);

	pty_send_key(pty, "Ctrl-Z");
	expect_shell(pty, "Ctrl-Z");
	type(pty, "fg");
	expect_program(pty, picture, "fg after Ctrl-Z");

	kill(process, SIGTSTP);
	expect_shell(pty, "SIGTSTP");
	type(pty, "fg");
	expect_program(pty, picture, "fg after SIGTSTP");

	pty_send_key(pty, "Ctrl-Z");
	expect_shell(pty, "Ctrl-Z before a resize");
	pty_resize(pty, 12, 60);
	type(pty, "fg");
	tap(pty_wait_until(pty, menu_is_drawn, NULL, PTY_PATIENCE), "resized while stopped: drawn");
	pty_resize(pty, 24, 80);
	expect_program(pty, picture, "and resized back");

	pty_send_key(pty, "q");
	expect_shell(pty, "q");
	free(picture);
	pty_free(pty);
}

/* SIGSTOP cannot be caught: the shell gets the terminal as it is; but fg makes it whole. */
static void is_stopped_without_being_asked(void)
{
	struct pty *pty = start_shell();
	start_program(pty);
	pty_wait_for_quiet(pty, 50);
	char *picture = pty_picture(pty);
	pid_t process = program_process(pty);
	kill(process, SIGSTOP);
	pty_pump(pty, 100);
	type(pty, "");
	type(pty, "clear");
	pty_pump(pty, 100);
	type(pty, "fg");
	expect_program(pty, picture, "fg after SIGSTOP");
	pty_send_key(pty, "q");
	expect_shell(pty, "q after SIGSTOP");
	free(picture);
	pty_free(pty);
}

static void killed_while_stopped(void)
{
	struct pty *pty = start_shell();
	start_program(pty);
	pid_t process = program_process(pty);
	pty_send_key(pty, "Ctrl-Z");
	expect_shell(pty, "Ctrl-Z before SIGTERM");
	kill(process, SIGTERM);
	kill(process, SIGCONT);
	type(pty, "wait; echo gone");
	tap(pty_wait_for_text(pty, "gone"), "SIGTERM while stopped ends it");
	expect_shell(pty, "after SIGTERM while stopped");
	pty_free(pty);
}

int main(void)
{
	stops_by_key_and_by_signal();
	is_stopped_without_being_asked();
	killed_while_stopped();
	return tap_end();
}
