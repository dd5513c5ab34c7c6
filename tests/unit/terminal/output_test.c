/* Bytes to the terminal: never blocking, whichever way it was opened; all of them, in order; a terminal that is gone. */

#include "terminal/clock.h"
#include "terminal/output.h"

#include "harness/failing_memory.h"

#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

enum { MANY = 200000, SHORT_TIME = 1000 };

/* A pseudo-terminal in raw mode, and output to it. */
struct line {
	int master, slave;
	struct output output;
};

static void open_line(struct line *line, bool own)
{
	struct termios settings;
	line->master = posix_openpt(O_RDWR | O_NOCTTY);
	assert_true(line->master >= 0);
	assert_int_equal(grantpt(line->master), 0);
	assert_int_equal(unlockpt(line->master), 0);
	line->slave = open(ptsname(line->master), O_RDWR | O_NOCTTY);
	assert_true(line->slave >= 0);
	assert_int_equal(tcgetattr(line->slave, &settings), 0);
	settings.c_oflag &= ~(tcflag_t)OPOST;
	assert_int_equal(tcsetattr(line->slave, TCSANOW, &settings), 0);
	output_open(&line->output, line->slave);
	assert_true(line->output.own);
	if (own)
		return;
	/* As when the terminal is another user's and cannot be opened again. */
	output_close(&line->output);
	line->output.descriptor = line->slave;
	line->output.own = false;
}

static void close_line(struct line *line)
{
	output_close(&line->output);
	close(line->slave);
	if (line->master >= 0)
		close(line->master);
	assert_int_equal(failing_memory_live(), 0);
}

static char nth_byte(size_t n)
{
	return (char)('a' + n % 26);
}

/* Nobody reads, and the line is full: it may take a little while until the kernel has moved everything on. */
static void fill(struct line *line)
{
	enum { SETTLING = 50 };
	struct pollfd room = {.fd = line->output.descriptor, .events = POLLOUT};
	do {
		output_push(&line->output);
	} while (poll(&room, 1, SETTLING) > 0);
	assert_true(output_waits(&line->output));
}

static void append_many(struct line *line)
{
	for (size_t i = 0; i < MANY; i++) {
		char byte = nth_byte(i);
		assert_true(buffer_append(&line->output.bytes, &byte, 1));
	}
}

/* Reads what is there; returns how many bytes, of which the first is the FIRST of all. */
static size_t read_line(struct line *line, size_t first)
{
	char bytes[4096];
	struct pollfd ready = {.fd = line->master, .events = POLLIN};
	if (poll(&ready, 1, SHORT_TIME) != 1)
		return 0;
	ssize_t count = read(line->master, bytes, sizeof bytes);
	assert_true(count > 0);
	for (size_t i = 0; i < (size_t)count; i++)
		assert_int_equal(bytes[i], nth_byte(first + i));
	return (size_t)count;
}

static void assert_all_arrive(bool own)
{
	struct line line;
	size_t received = 0;
	open_line(&line, own);
	append_many(&line);
	fill(&line);
	while (received < MANY) {
		size_t count = read_line(&line, received);
		assert_true(count > 0);
		received += count;
		output_push(&line.output);
	}
	assert_false(output_waits(&line.output));
	assert_int_equal(line.output.bytes.length, 0);
	close_line(&line);
}

static void all_bytes_arrive_in_order_and_nothing_blocks(void **state)
{
	(void)state;
	assert_all_arrive(true);
}

static void so_they_do_where_the_terminal_cannot_be_opened_again(void **state)
{
	(void)state;
	assert_all_arrive(false);
}

static void the_callers_description_stays_blocking(void **state)
{
	(void)state;
	struct line line;
	open_line(&line, true);
	assert_int_equal(fcntl(line.slave, F_GETFL) & O_NONBLOCK, 0);
	assert_int_not_equal(fcntl(line.output.descriptor, F_GETFL) & O_NONBLOCK, 0);
	close_line(&line);
}

static void sending_gives_up_in_time(void **state)
{
	(void)state;
	for (int own = 0; own < 2; own++) {
		struct line line;
		static const char last_words[] = "\033[?1049l";
		open_line(&line, own != 0);
		append_many(&line);
		fill(&line);
		int64_t begin = clock_milliseconds();
		assert_false(output_send(&line.output, last_words, sizeof last_words - 1, 100));
		assert_true(clock_milliseconds() - begin < SHORT_TIME);
		close_line(&line);
	}
}

static void what_is_dropped_tells_whether_it_had_begun(void **state)
{
	(void)state;
	struct line line;
	open_line(&line, true);
	assert_false(output_drop(&line.output));
	append_many(&line);
	assert_false(output_drop(&line.output));
	append_many(&line);
	output_push(&line.output);
	assert_true(output_drop(&line.output));
	assert_false(output_waits(&line.output));
	close_line(&line);
}

static void a_terminal_that_is_gone_takes_nothing_and_holds_nobody_up(void **state)
{
	(void)state;
	for (int own = 0; own < 2; own++) {
		struct line line;
		open_line(&line, own != 0);
		append_many(&line);
		close(line.master);
		line.master = -1;
		int64_t begin = clock_milliseconds();
		assert_false(output_send(&line.output, "q", 1, 5000));
		output_push(&line.output);
		assert_true(clock_milliseconds() - begin < SHORT_TIME);
		assert_true(line.output.gone);
		assert_false(output_waits(&line.output));
		close_line(&line);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(all_bytes_arrive_in_order_and_nothing_blocks),
	        cmocka_unit_test(so_they_do_where_the_terminal_cannot_be_opened_again),
	        cmocka_unit_test(the_callers_description_stays_blocking),
	        cmocka_unit_test(sending_gives_up_in_time),
	        cmocka_unit_test(what_is_dropped_tells_whether_it_had_begun),
	        cmocka_unit_test(a_terminal_that_is_gone_takes_nothing_and_holds_nobody_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
