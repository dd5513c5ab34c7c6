/*
 * However it ends or stops, the terminal is given back: signals, a crash, nobody who reads, a line that is cut; and what
 * cannot be opened at all.
 */

#include "terminal/screen.h"

#include "harness/failing_memory.h"
#include "unit/terminal/child.h"

#include <locale.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- ends --------------------------------------------------------------------------------------------------- */

static void assert_ends_by(struct pty *pty, int signal)
{
	int status = 0;
	assert_true(pty_wait_for_exit(pty, 1000, &status));
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), signal);
	assert_string_equal(pty_left_behind(pty), "");
	pty_free(pty);
}

static void each_signal_ends_it_with_the_terminal_as_it_was(void **state)
{
	(void)state;
	static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM};
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
		struct pty *pty = start("echo");
		assert_true(pty_wait_for_text(pty, "Здравей"));
		pty_signal(pty, signals[i]);
		assert_ends_by(pty, signals[i]);
	}
}

static void a_crash_leaves_the_terminal_as_it_was(void **state)
{
	(void)state;
	struct pty *pty = start("mouse");
	assert_true(pty_wait_for_text(pty, "Здравей"));
	pty_send(pty, "a", 1);
	assert_ends_by(pty, SIGABRT);
}

static void sigterm_ends_it_while_nobody_reads(void **state)
{
	(void)state;
	struct pty *pty = start("flood");
	int status = 0;
	assert_true(pty_wait_until(pty, is_entered, NULL, PTY_PATIENCE));
	assert_false(pty_wait_for_exit_unread(pty, 500, &status));
	long long begin = pty_now();
	pty_signal(pty, SIGTERM);
	assert_true(pty_wait_for_exit_unread(pty, 1000, &status));
	print_message("ended after %lld ms\n", pty_now() - begin);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	/* What was not read is lost, so that leaving is not. */
	pty_wait_for_quiet(pty, 20);
	assert_string_equal(pty_left_behind(pty), "");
	pty_free(pty);
}

static void a_terminal_that_is_read_late_shows_the_newest(void **state)
{
	(void)state;
	struct pty *pty = start("page");
	struct grid grid = {.rows = 0};
	size_t first, all;
	int status;
	assert_true(pty_wait_for_text(pty, "Ред 10"));
	pty_bytes(pty, &first);
	/* Far more frames than the line holds, none of them read; then the last must come. */
	for (int i = 0; i < 40; i++) {
		static const char keys[] = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn";
		pty_send(pty, keys, sizeof keys - 1);
		(void)pty_wait_for_exit_unread(pty, 5, &status);
	}
	assert_true(grid_resize(&grid, ROWS, COLUMNS));
	draw_page(&grid, 2000);
	assert_shows(pty, &grid);
	pty_bytes(pty, &all);
	print_message("2000 lines in %zu bytes\n", all - first);
	grid_free(&grid);
	assert_quits(pty);
}

static void a_hang_up_is_told_at_once(void **state)
{
	(void)state;
	static const char *const programs[] = {"echo", "flood"};
	for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
		struct pty *pty = start(programs[i]);
		int status = 0;
		assert_true(pty_wait_until(pty, is_entered, NULL, PTY_PATIENCE));
		pty_hang_up(pty);
		assert_true(pty_wait_for_exit_unread(pty, 1000, &status));
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), ENDED_BY_HANGUP);
		assert_true(pty_processor_time(pty) < 200 || strcmp(programs[i], "flood") == 0);
		pty_free(pty);
	}
}

/* Nobody could continue it: the kernel does not stop it. What is seen is that the terminal is given back and taken again. */
static void suspending_gives_the_terminal_back_and_takes_it_again(void **state)
{
	(void)state;
	static const char *const ways[] = {"\x1a", NULL};
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		struct pty *pty = start("echo");
		size_t before, length;
		assert_true(pty_wait_for_text(pty, "Здравей"));
		pty_bytes(pty, &before);
		if (ways[i] != NULL)
			pty_send(pty, ways[i], strlen(ways[i]));
		else
			pty_signal(pty, SIGTSTP);
		assert_true(pty_wait_for_text(pty, "resumed"));
		const char *bytes = pty_bytes(pty, &length) + before;
		const char *left = strstr(bytes, "\033[?1049l");
		assert_non_null(left);
		assert_non_null(strstr(left, "\033[?1049h"));
		assert_string_equal(pty_modes(pty), "1 1007 1049 2004");
		assert_quits(pty);
	}
}

static void continued_after_sigstop_it_draws_again(void **state)
{
	(void)state;
	struct pty *pty = start("echo");
	assert_true(pty_wait_for_text(pty, "Здравей"));
	pty_signal(pty, SIGSTOP);
	pty_pump(pty, 50);
	pty_signal(pty, SIGCONT);
	assert_true(pty_wait_for_text(pty, "resumed"));
	assert_quits(pty);
}

/* ---- without memory ----------------------------------------------------------------------------------------- */

static void what_is_no_terminal_is_refused(void **state)
{
	(void)state;
	int ends[2];
	struct terminal *terminal;
	assert_int_equal(pipe(ends), 0);
	struct terminal_options options = {.input = ends[0], .output = ends[1], .name = "xterm"};
	assert_int_equal(terminal_open(&terminal, &options), TERMINAL_FAILED);
	assert_null(terminal);
	terminal_close(NULL);
	close(ends[0]);
	close(ends[1]);
	assert_int_equal(failing_memory_live(), 0);
}

static void opening_without_memory_leaves_the_terminal_as_it_was(void **state)
{
	(void)state;
	struct pty *pty = start("starved");
	int status = 0;
	assert_true(pty_wait_for_exit(pty, PTY_PATIENCE, &status));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_string_equal(pty_left_behind(pty), "");
	pty_free(pty);
}

static void a_frame_without_memory_fails_and_the_next_is_whole(void **state)
{
	(void)state;
	bool hit = true;
	const struct terminal_options options = {.name = "xterm-256color", .colours = true};
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	for (size_t nth = 1; hit; nth++) {
		struct screen screen;
		struct grid grid = {.rows = 0};
		struct buffer out;
		buffer_init(&out, 1 << 20);
		assert_int_equal(screen_open(&screen, ROWS, COLUMNS, &options), TERMINAL_OPEN);
		assert_true(grid_resize(&grid, ROWS, COLUMNS));
		draw_page(&grid, 0);
		failing_memory_set(nth, false);
		bool shown = screen_frame(&screen, &grid, &out);
		hit = failing_memory_hit();
		failing_memory_set(0, false);
		if (!shown) {
			assert_true(hit);
			assert_int_equal(out.length, 0);
			assert_true(screen_frame(&screen, &grid, &out));
		}
		assert_non_null(strstr(buffer_text(&out), "\033[?1049h"));
		assert_non_null(strstr(buffer_text(&out), "Ред 21"));
		buffer_free(&out);
		grid_free(&grid);
		screen_close(&screen);
		assert_int_equal(failing_memory_live(), 0);
	}
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(each_signal_ends_it_with_the_terminal_as_it_was),
	        cmocka_unit_test(a_crash_leaves_the_terminal_as_it_was),
	        cmocka_unit_test(sigterm_ends_it_while_nobody_reads),
	        cmocka_unit_test(a_terminal_that_is_read_late_shows_the_newest),
	        cmocka_unit_test(a_hang_up_is_told_at_once),
	        cmocka_unit_test(suspending_gives_the_terminal_back_and_takes_it_again),
	        cmocka_unit_test(continued_after_sigstop_it_draws_again),
	        cmocka_unit_test(what_is_no_terminal_is_refused),
	        cmocka_unit_test(opening_without_memory_leaves_the_terminal_as_it_was),
	        cmocka_unit_test(a_frame_without_memory_fails_and_the_next_is_whole),
	};
	return count > 1 ? run_child(arguments[1]) : cmocka_run_group_tests(tests, NULL, NULL);
}
