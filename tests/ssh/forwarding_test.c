/* ssh -L and -D: the client listens, but the server opens no way on. */

#include "harness/tap.h"
#include "ssh/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { TRIES = 500, TRY_PAUSE = 10 };

static struct sockaddr_in address_of(int port)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return address;
}

/* A port that nobody has at the moment. */
static int free_port(void)
{
	struct sockaddr_in address = address_of(0);
	socklen_t length = sizeof address;
	int line = socket(AF_INET, SOCK_STREAM, 0);
	bool bound = line >= 0 && bind(line, (struct sockaddr *)&address, sizeof address) == 0 &&
	             getsockname(line, (struct sockaddr *)&address, &length) == 0;
	close(line);
	return bound ? ntohs(address.sin_port) : 0;
}

/* A listener that is there to be reached; -1: none. */
static int listen_at(int *port)
{
	struct sockaddr_in address = address_of(*port = free_port());
	int line = socket(AF_INET, SOCK_STREAM, 0);
	if (bind(line, (struct sockaddr *)&address, sizeof address) == 0 && listen(line, 1) == 0)
		return line;
	close(line);
	return -1;
}

/* Connects to the client's PORT, once it listens; -1: it never does. */
static int connect_to(int port)
{
	struct sockaddr_in address = address_of(port);
	for (int i = 0; i < TRIES; i++) {
		int line = socket(AF_INET, SOCK_STREAM, 0);
		if (connect(line, (struct sockaddr *)&address, sizeof address) == 0)
			return line;
		close(line);
		nanosleep(&(struct timespec){0, TRY_PAUSE * 1000000L}, NULL);
	}
	return -1;
}

/* How many bytes came in answer to SENT before the other side closed; -1: it did not. */
static long answer_to(int line, const void *sent, size_t length, unsigned char *answer, size_t room)
{
	size_t got = 0;
	if (length > 0 && send(line, sent, length, MSG_NOSIGNAL) < 0)
		return 0;
	for (;;) {
		struct pollfd ready = {.fd = line, .events = POLLIN};
		if (poll(&ready, 1, PTY_PATIENCE) <= 0)
			return -1;
		ssize_t count = read(line, answer + got, room - got);
		if (count <= 0 || got + (size_t)count == room)
			return (long)got + (count > 0 ? count : 0);
		got += (size_t)count;
	}
}

static bool was_reached(int listener)
{
	struct pollfd ready = {.fd = listener, .events = POLLIN};
	return poll(&ready, 1, 0) > 0;
}

static void a_port_is_not_reached(const struct server *server, const char *option)
{
	/* SOCKS 5 (RFC 1928): no authentication; connect to 127.0.0.1 and a port. */
	unsigned char request[] = {5, 1, 0, 5, 1, 0, 1, 127, 0, 0, 1, 0, 0}, answer[64];
	int target, port = free_port();
	int listener = listen_at(&target);
	char words[64];
	bool dynamic = strcmp(option, "-D") == 0;
	snprintf(words, sizeof words, dynamic ? "%d" : "%d:127.0.0.1:%d", port, target);
	const char *options[] = {"-o", "LogLevel=INFO", "-N", option, words, NULL};
	struct pty *pty = visit(server, options, NULL, 24, 80);
	request[11] = (unsigned char)(target >> 8);
	request[12] = (unsigned char)target;
	int line = connect_to(port);
	tap(listener >= 0 && line >= 0, "ssh %s: the client listens", option);
	long length = answer_to(line, request, dynamic ? sizeof request : 0, answer, sizeof answer);
	/* Of SOCKS the client itself says that it speaks it. */
	tap(length >= 0 && length <= (dynamic ? 12 : 0) && !was_reached(listener),
	        "ssh %s: nothing comes through (%ld bytes)", option, length);
	tap(pty_wait_for_text(pty, "administratively prohibited"), "ssh %s: the server refuses", option);
	close(line);
	close(listener);
	pty_free(pty);
}

int main(void)
{
	struct server server = server_prepare("forwarding");
	server_start(&server, &(struct server_options){"", "", ""});
	a_port_is_not_reached(&server, "-L");
	a_port_is_not_reached(&server, "-D");
	server_end(&server);
	return tap_end();
}
