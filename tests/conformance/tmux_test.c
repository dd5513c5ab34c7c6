/*
 * Where the cursor of a real terminal, tmux, stands after everything that we may send to it for one cluster: as many columns to the
 * right as text_cluster() says. Every character that text_sanitise() lets through, alone and in pairs that matter.
 *
 * The program starts tmux with itself inside (argument: the file for the answers), where it prints and asks (CSI 6 n) in batches.
 */

#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* What is sent for one cluster, and how wide we take it to be. */
struct sample {
	char shown[TEXT_SHOWN_MAXIMUM];
	size_t length;
	int width;
};

struct samples {
	struct sample *items;
	size_t count, room;
};

/* Questions that are put before the answers are read. */
enum { BATCH = 256 };

static void add_sample(struct samples *samples, const char *text, size_t length)
{
	if (samples->count == samples->room) {
		samples->room = samples->room > 0 ? 2 * samples->room : 4096;
		samples->items = realloc(samples->items, samples->room * sizeof *samples->items);
		if (samples->items == NULL)
			abort();
	}
	struct sample *sample = &samples->items[samples->count];
	struct cluster cluster = text_cluster(text, length);
	sample->width = cluster.width;
	sample->length = text_shown(text, cluster.length, sample->shown);
	samples->count += sample->length > 0;
}

/* Adds the first cluster of FIRST and SECOND (0: none), as text_sanitise() leaves them. */
static void add_characters(struct samples *samples, struct buffer *out, uint32_t first, uint32_t second)
{
	char bytes[8];
	size_t length = text_encode(first, bytes);
	if (second != 0)
		length += text_encode(second, bytes + length);
	buffer_clear(out);
	if (!text_sanitise(out, bytes, length, SANITISE_ONE_LINE, NULL))
		abort();
	bool replaced = second == 0 && out->length == 3 && memcmp(out->bytes, "\uFFFD", 3) == 0;
	if (out->length > 0 && !replaced)
		add_sample(samples, out->bytes, out->length);
}

static void add_all(struct samples *samples)
{
	static const uint32_t marks[] = {0x0300, 0x0301, 0x0306, 0x0308, 0x20E3, 0xFE0F, 0x200D};
	struct buffer out;
	buffer_init(&out, 100);
	for (uint32_t character = 0x20; character <= 0x10FFFF; character++) {
		if (character >= 0xD800 && character <= 0xDFFF)
			continue;
		add_characters(samples, &out, character, 0);
		bool letter = character < 0x0530, emoji = character >= 0x1F000 && character < 0x1FB00;
		for (size_t i = 0; (letter || emoji) && i < sizeof marks / sizeof marks[0]; i++)
			add_characters(samples, &out, character, marks[i]);
		if (emoji)
			add_characters(samples, &out, character, 0x1F3FD);
	}
	for (uint32_t first = 0x1F1E6; first <= 0x1F1FF; first++)
		for (uint32_t second = 0x1F1E6; second <= 0x1F1FF; second++)
			add_characters(samples, &out, first, second);
	buffer_free(&out);
}

/* ---- inside ---- */

/* The column (from 0) in the next answer, CSI row ; column R; -1: none came. */
static int read_column(void)
{
	int number = 0, column = -1;
	for (char byte; read(STDIN_FILENO, &byte, 1) == 1;) {
		if (byte == 'R')
			return column >= 0 ? number - 1 : -1;
		if (byte == ';')
			column = 0;
		number = byte >= '0' && byte <= '9' ? 10 * number + (byte - '0') : 0;
	}
	return -1;
}

static void make_raw(void)
{
	struct termios line;
	tcgetattr(STDIN_FILENO, &line);
	line.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
	line.c_cc[VMIN] = 0;
	line.c_cc[VTIME] = 50; /* tenths of a second */
	tcsetattr(STDIN_FILENO, TCSANOW, &line);
}

/* Writes to the file RESULT a line for each sample on which the terminal does not agree, then "asked N". */
static int ask_terminal(const struct samples *samples, const char *result)
{
	FILE *file = fopen(result, "w");
	if (file == NULL)
		return 1;
	make_raw();
	size_t asked = 0;
	for (size_t from = 0; from < samples->count; from += BATCH) {
		size_t end = from + BATCH < samples->count ? from + BATCH : samples->count;
		for (size_t i = from; i < end; i++)
			printf("\r\033[K%.*s\033[6n", (int)samples->items[i].length, samples->items[i].shown);
		fflush(stdout);
		for (size_t i = from; i < end; i++) {
			const struct sample *sample = &samples->items[i];
			uint32_t character;
			int column = read_column();
			text_decode(sample->shown, sample->length, &character);
			if (column != sample->width)
				fprintf(file, "# U+%04X, %zu bytes: we say %d, tmux %d\n",
				        (unsigned)character, sample->length, sample->width, column);
			asked += column >= 0;
		}
	}
	fprintf(file, "asked %zu\n", asked);
	return fclose(file) == 0 ? 0 : 1;
}

/* ---- outside ---- */

enum { PATIENCE = 60 }; /* seconds */

/* Runs SELF in tmux until it has ended. False: there is no tmux, or it took too long. */
static bool run_in_tmux(const char *self, const char *result)
{
	char command[8192];
	snprintf(command, sizeof command,
	        "tmux -u -L iomview-%d -f /dev/null new-session -d -x 80 -y 24 \"exec '%s' '%s'\"",
	        (int)getpid(), self, result);
	if (system(command) != 0)
		return false;
	snprintf(command, sizeof command, "tmux -L iomview-%d has-session 2>/dev/null", (int)getpid());
	int seconds = 0;
	while (seconds < PATIENCE && system(command) == 0) {
		sleep(1);
		seconds++;
	}
	snprintf(command, sizeof command, "tmux -L iomview-%d kill-server 2>/dev/null", (int)getpid());
	return system(command) != -1 && seconds < PATIENCE;
}

int main(int argument_count, char **arguments)
{
	struct samples samples = {0};
	add_all(&samples);
	if (argument_count > 1)
		return ask_terminal(&samples, arguments[1]);
	const char *folder = getenv("TMPDIR");
	char result[4096], line[256];
	snprintf(result, sizeof result, "%s/tmux-widths-%d", folder != NULL ? folder : "/tmp", (int)getpid());
	bool ran = run_in_tmux(arguments[0], result);
	FILE *file = ran ? fopen(result, "r") : NULL;
	size_t asked = 0, differences = 0;
	while (file != NULL && fgets(line, sizeof line, file) != NULL) {
		differences += line[0] == '#';
		if (line[0] == '#' && differences <= 40)
			fputs(line, stdout);
		sscanf(line, "asked %zu", &asked);
	}
	if (file != NULL)
		fclose(file);
	remove(result);
	bool good = asked == samples.count && differences == 0;
	printf("%s %zu of %zu clusters asked of tmux, %zu are of another width there\n1..1\n",
	        good ? "ok" : "not ok", asked, samples.count, differences);
	free(samples.items);
	return good ? 0 : 1;
}
