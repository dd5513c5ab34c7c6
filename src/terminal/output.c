/* Bytes to the terminal with poll(2), never blocking. */
#include "terminal/output.h"

#include "terminal/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

/* A frame of the largest screen, each cell with colours of its own, stays below this. */
#define OUTPUT_MAXIMUM ((size_t)64 * 1024 * 1024)

/* Memory that one large frame took is not kept for the small ones that follow. */
enum { OUTPUT_KEPT = 64 * 1024 };

/* Opens the terminal behind DESCRIPTOR once more; -1 when that is not possible. */
static int open_again(int descriptor)
{
	enum { FLAGS = O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC };
	pid_t session = tcgetsid(descriptor);
	if (session != -1 && session == getsid(0)) {
		int terminal = open("/dev/tty", FLAGS);
		if (terminal >= 0)
			return terminal;
	}
	char path[32];
	(void)snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
	return open(path, FLAGS);
}

void output_open(struct output *output, int descriptor)
{
	int own = open_again(descriptor);
	*output = (struct output){.descriptor = own >= 0 ? own : descriptor, .own = own >= 0};
	buffer_init(&output->bytes, OUTPUT_MAXIMUM);
}

void output_close(struct output *output)
{
	if (output->own)
		(void)close(output->descriptor);
	buffer_free(&output->bytes);
}

bool output_waits(const struct output *output)
{
	return output->written < output->bytes.length && !output->gone;
}

enum room { ROOM_NONE, ROOM_FOR_A_BYTE, ROOM_GONE };

static enum room wait_for_room(const struct output *output, int milliseconds)
{
	struct pollfd terminal = {.fd = output->descriptor, .events = POLLOUT};
	if (poll(&terminal, 1, milliseconds) <= 0)
		return ROOM_NONE;
	return terminal.revents == POLLOUT ? ROOM_FOR_A_BYTE : ROOM_GONE;
}

/* Writes what goes now. Returns the bytes written, 0 when there is no room, -1 when the terminal is gone. */
static ssize_t write_some(const struct output *output, const char *bytes, size_t length)
{
	enum room room = output->own ? ROOM_FOR_A_BYTE : wait_for_room(output, 0);
	if (room != ROOM_FOR_A_BYTE)
		return room == ROOM_GONE ? -1 : 0;
	ssize_t written = write(output->descriptor, bytes, output->own ? length : 1);
	if (written >= 0)
		return written;
	return errno == EAGAIN || errno == EINTR ? 0 : -1;
}

static void forget(struct output *output)
{
	if (output->bytes.capacity > OUTPUT_KEPT)
		buffer_free(&output->bytes);
	else
		buffer_clear(&output->bytes);
	output->written = 0;
}

void output_push(struct output *output)
{
	while (output_waits(output)) {
		ssize_t written = write_some(output, output->bytes.bytes + output->written,
		        output->bytes.length - output->written);
		if (written < 0)
			output->gone = true;
		if (written <= 0)
			return;
		output->written += (size_t)written;
	}
	forget(output);
}

bool output_drop(struct output *output)
{
	bool begun = output->written > 0 && output->written < output->bytes.length;
	forget(output);
	return begun;
}

bool output_send(const struct output *output, const char *bytes, size_t length, int milliseconds)
{
	int64_t end = clock_milliseconds() + milliseconds;
	while (length > 0 && !output->gone) {
		ssize_t written = write_some(output, bytes, length);
		if (written < 0)
			return false;
		bytes += written;
		length -= (size_t)written;
		if (written > 0 || length == 0)
			continue;
		int64_t left = end - clock_milliseconds();
		if (left <= 0)
			return false;
		/* A terminal that is gone answers at once; the write after it tells. */
		(void)wait_for_room(output, (int)left);
	}
	return length == 0;
}
