/* The harness itself, with small shell programs: what it says of a terminal must be so before it judges iomview. */

#include "harness/pty.h"
#include "harness/tap.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static struct pty *start_shell(const char *script)
{
	const char *arguments[] = {"sh", "-c", script, NULL};
	return pty_start(&(struct pty_options){.arguments = arguments, .rows = 5, .columns = 20});
}

static void text_is_read_as_rows(void)
{
	struct pty *pty = start_shell("printf 'Новини\\r\\n  и още 漢字 е\\314\\200'; sleep 5");
	tap(pty_wait_for_text(pty, "е\xCC\x80"), "a base and its mark share a cell");
	tap(strcmp(pty_row(pty, 0), "Новини") == 0, "Cyrillic is read back");
	tap(strcmp(pty_row(pty, 1), "  и още 漢字 е\xCC\x80") == 0, "wide characters are read back once");
	char *picture = pty_picture(pty);
	tap(strcmp(picture, "Новини\n  и още 漢字 е\xCC\x80\n\n\n\n") == 0, "a picture has all rows");
	free(picture);
	pty_free(pty);
}

static void strings_are_taken_out(void)
{
	struct pty *pty = start_shell("printf 'a\\033]8;;http'; sleep 0.1; printf 's://x\\033'; sleep 0.1;"
	                              "printf '\\\\b\\033]0;t\\007c\\033P1$r\\033\\\\d'; sleep 5");
	size_t length;
	tap(pty_wait_for_text(pty, "abcd"), "strings cut between writes leave the text whole");
	tap(strstr(pty_bytes(pty, &length), "\x1b]8;;https://x\x1b\\") != NULL,
	        "they are kept among the bytes");
	pty_free(pty);
}

static void modes_and_styles_are_known(void)
{
	struct pty *pty =
	        start_shell("printf '\\033[?1049h\\033[?2004;1h\\033[?25l\\033[1;4;31mA\\033[0;7mB\\033[mC';"
	                    "sleep 5");
	int row, column;
	bool shown;
	tap(pty_wait_for_text(pty, "ABC"), "styled text is text");
	tap(strcmp(pty_modes(pty), "1 1049 2004") == 0, "modes that are on: %s", pty_modes(pty));
	tap(strcmp(pty_style(pty, 0, 0), "bold underline colour 1") == 0, "a style: %s",
	        pty_style(pty, 0, 0));
	tap(strcmp(pty_style(pty, 0, 1), "reverse") == 0, "another: %s", pty_style(pty, 0, 1));
	tap(strcmp(pty_style(pty, 0, 2), "plain") == 0, "and none: %s", pty_style(pty, 0, 2));
	pty_cursor(pty, &row, &column, &shown);
	tap(row == 0 && column == 3 && !shown, "the cursor's place, and that it is hidden");
	pty_free(pty);
}

static void a_status_request_is_answered(void)
{
	struct pty *pty = start_shell("stty raw -echo; printf '\\033[5n'; a=$(dd bs=1 count=4 2>/dev/null);"
	                              "printf %s \"$a\" | od -An -c; sleep 5");
	tap(pty_wait_for_text(pty, "033   [   0   n"), "CSI 5 n is answered with CSI 0 n");
	pty_free(pty);
}

static void keys_follow_the_modes(void)
{
	struct pty *pty = start_shell(
	        "stty raw -echo; printf '\\033[?1h\\033[?2004hgo\\r\\n'; dd bs=1 count=19 2>/dev/null |"
	        "od -An -v -t x1 | tr -d '\\n '; echo .; sleep 5");
	pty_wait_for_text(pty, "go");
	pty_send_key(pty, "Up");
	pty_send_key(pty, "Ctrl-L");
	pty_send_key(pty, "Я");
	pty_paste(pty, "q");
	pty_wait_for_text(pty, ".");
	char *picture = pty_picture(pty);
	tap(strstr(picture, "1b4f41"
	                    "0c"
	                    "d0af"
	                    "1b5b3230\n"
	                    "307e"
	                    "71"
	                    "1b5b3230317e.") != NULL,
	        "an arrow as the cursor mode says, a letter with Ctrl, a Cyrillic one, and what is pasted in "
	        "brackets");
	free(picture);
	pty_free(pty);
}

static void size_and_status_are_told(void)
{
	struct pty *pty = start_shell("trap 'stty size' WINCH; stty size; read x; read x; exit 7");
	int status;
	tap(pty_wait_for_text(pty, "5 20"), "the size at the start");
	pty_resize(pty, 7, 33);
	tap(pty_wait_for_text(pty, "7 33"), "the size after a change");
	pty_send(pty, "\n\n", 2);
	tap(pty_wait_for_exit(pty, PTY_PATIENCE, &status) && WEXITSTATUS(status) == 7, "the exit status");
	pty_free(pty);
}

static void processor_time_and_signals_are_told(void)
{
	struct pty *pty = start_shell("echo go; while :; do :; done");
	int status;
	pty_wait_for_text(pty, "go");
	pty_pump(pty, 200);
	pty_signal(pty, SIGTERM);
	tap(pty_wait_for_exit(pty, PTY_PATIENCE, &status) && WIFSIGNALED(status), "the end by a signal");
	tap(pty_processor_time(pty) >= 50, "the processor time of a busy program: %ld ms",
	        pty_processor_time(pty));
	pty_free(pty);
}

static void a_cut_line_is_a_hangup(void)
{
	struct pty *pty = start_shell("echo go; sleep 100");
	int status;
	pty_wait_for_text(pty, "go");
	pty_hang_up(pty);
	tap(pty_wait_for_exit(pty, PTY_PATIENCE, &status) && WTERMSIG(status) == SIGHUP,
	        "SIGHUP when the line is cut");
	pty_free(pty);
}

int main(void)
{
	text_is_read_as_rows();
	strings_are_taken_out();
	modes_and_styles_are_known();
	a_status_request_is_answered();
	keys_follow_the_modes();
	size_and_status_are_told();
	processor_time_and_signals_are_told();
	a_cut_line_is_a_hangup();
	return tap_end();
}
