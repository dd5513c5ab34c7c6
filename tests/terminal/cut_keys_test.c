/*
 * Every key's bytes, as the several kinds of terminal send them, cut at every place: the effect is the key's all the same.
 * What is no key (replies, unknown sequences, what is pasted) has no effect, wherever it is cut.
 */

#include "harness/tap.h"
#include "terminal/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Between two parts: long enough to be read apart, much shorter than the 50 ms after which a lone Esc is Esc. */
enum { GAP = 8, GAP_MAXIMUM = 35 };

struct row {
	const char *key; /* rows of one key have one effect; NULL: no effect, but for the status line */
	const char *bytes;
};

struct scene {
	const char *prepare; /* from the front menu to the place where the keys are tried */
	const char *restore; /* back to it after any of them */
	const struct row *rows;
	size_t count;
};

static const struct row menu_rows[] = {
        {"Up", "\x1bOA"}, {"Up", "\x1b[A"}, {"Up", "\x1b[1;1A"}, {"Up", "k"}, {"Up", "к"},
        {"Up", "\x1b[107u"}, {"Down", "\x1bOB"}, {"Down", "\x1b[B"}, {"Down", "j"}, {"Down", "й"},
        {"Right", "\x1bOC"}, {"Right", "\x1b[C"}, {"Right", "\r"}, {"Right", "l"}, {"Right", "л"},
        {"Right", "\x1b[13u"}, {"Home", "\x1bOH"}, {"Home", "\x1b[H"}, {"Home", "\x1b[1~"},
        {"Home", "\x1b[7~"}, {"Home", "g"}, {"Home", "г"}, {"End", "\x1bOF"}, {"End", "\x1b[F"},
        {"End", "\x1b[4~"}, {"End", "\x1b[8~"}, {"End", "G"}, {"End", "Г"}, {"PgUp", "\x1b[5~"},
        {"PgDn", "\x1b[6~"}, {"F1", "\x1bOP"}, {"F1", "\x1b[11~"}, {"F1", "?"}, {"Alt-Right", "\x1b[1;3C"},
        {NULL, "\x1b[?62;1;4c"},                    /* a terminal's reply */
        {NULL, "\x1b[99;7X"},                       /* a key of the future */
        {NULL, "\x1b]11;rgb:0000/0000/0000\x1b\\"}, /* the background's colour */
        {NULL, "\x1bP1+r544e=787465726d\x1b\\"},    /* a capability */
        {NULL, "\x1b[200~q\rqл\x1b[201~"},          /* pasted */
        {NULL, "\x1b[I"},                           /* the window has the focus */
};

static const struct row language_rows[] = {
        {"L", "L"},
        {"L", "Л"},
};

static const struct row article_rows[] = {
        {"Shift-Tab", "\x1b[Z"},
        {"Shift-Tab", "\x1b[9;2u"},
        {"Left", "\x1bOD"},
        {"Left", "\x1b[D"},
        {"Left", "\x7f"},
        {"Left", "\b"},
        {"Left", "h"},
        {"Left", "х"},
};

/* Sections are opened first: their menus then say how many pages they have. */
#define OPEN_SECTIONS "\x1bOC\x1bOD\x1bOF\x1bOC\x1bOD\x1bOH\x1bOB\x1bOC\x1bOD"

static const struct scene scenes[] = {
        {OPEN_SECTIONS "L" OPEN_SECTIONS "L", "L", language_rows,
                sizeof language_rows / sizeof language_rows[0]},
        {OPEN_SECTIONS, "\x1bOD\x1bOD\x1bOD\x1bOH\x1bOB", menu_rows, sizeof menu_rows / sizeof menu_rows[0]},
        {"\x1bOB\x1bOB\x1bOC\t\t", "\x1bOD\x1bOD\x1bOH\x1bOB\x1bOB\x1bOC\t\t", article_rows,
                sizeof article_rows / sizeof article_rows[0]},
};

static char *settled_picture(struct pty *pty)
{
	pty_wait_for_quiet(pty, 250); /* a program under a sanitizer on a busy machine pauses, too */
	return pty_picture(pty);
}

static bool shows(struct pty *pty, const void *picture)
{
	char *now = pty_picture(pty);
	bool same = strcmp(now, picture) == 0;
	free(now);
	return same;
}

static void send(struct pty *pty, const char *bytes)
{
	pty_send(pty, bytes, strlen(bytes));
}

/* Sends BYTES in two parts, or (CUT 0) each byte alone. Returns false when our own part took too long to judge by. */
static bool send_cut(struct pty *pty, const char *bytes, size_t cut)
{
	long long last = pty_now();
	bool in_time = true;
	for (size_t i = 0, length = strlen(bytes); i < length;) {
		size_t part = cut == 0 ? 1 : i == 0 ? cut : length - cut;
		pty_send(pty, bytes + i, part);
		in_time = in_time && (i == 0 || pty_now() - last <= GAP_MAXIMUM);
		last = pty_now();
		i += part;
		if (i < length)
			pty_pump(pty, GAP);
	}
	return in_time;
}

/* The name of a row, for people. */
static const char *readable(const char *bytes)
{
	static char words[200];
	size_t length = 0;
	for (; *bytes != '\0' && length + 8 < sizeof words; bytes++)
		length += (size_t)(*bytes == '\x1b' ? sprintf(words + length, "Esc")
		                   : (unsigned char)*bytes < ' ' || *bytes == '\x7f'
		                           ? sprintf(words + length, "<%02x>", (unsigned)*bytes)
		                           : sprintf(words + length, "%c", *bytes));
	return words;
}

/* Tries each cut; returns how many had not the effect WANTED. */
static int try_cuts(
        struct pty *pty, const struct scene *scene, const char *bytes, const char *before, const char *wanted)
{
	int bad = 0;
	for (size_t cut = 0; cut < strlen(bytes) && strlen(bytes) > 1; cut++) {
		for (int tries = 0; tries < 5; tries++) {
			bool in_time = send_cut(pty, bytes, cut);
			bool good = pty_wait_until(pty, shows, wanted, in_time ? 2000 : 300);
			if (strcmp(wanted, before) == 0) /* nothing is to happen: give it time to go wrong */
				good = (pty_pump(pty, 70), shows(pty, wanted));
			if (!good && in_time && ++bad == 1)
				printf("# cut at %zu:\n", cut), tap_note(pty_picture(pty));
			send(pty, scene->restore);
			pty_wait_until(pty, shows, before, PTY_PATIENCE);
			if (good || in_time)
				break;
		}
	}
	return bad;
}

static void cut_status_line(char *picture)
{
	size_t length = strlen(picture);
	while (length > 1 && picture[length - 2] != '\n')
		length--;
	picture[length - 1] = '\0';
}

static bool same_but_for_status(const char *one, const char *other)
{
	char *first = strdup(one), *second = strdup(other);
	cut_status_line(first);
	cut_status_line(second);
	bool same = strcmp(first, second) == 0;
	free(first);
	free(second);
	return same;
}

static void play_scene(const struct scene *scene)
{
	struct pty *pty = start_reading(NULL);
	send(pty, scene->prepare);
	char *before = settled_picture(pty), *wanted = NULL;
	for (size_t i = 0; i < scene->count; i++) {
		const struct row *row = &scene->rows[i];
		bool first = row->key == NULL || i == 0 || scene->rows[i - 1].key == NULL ||
		             strcmp(row->key, scene->rows[i - 1].key) != 0;
		send(pty, row->bytes);
		if (first) {
			free(wanted);
			wanted = settled_picture(pty);
		}
		bool good = row->key == NULL
		                    ? same_but_for_status(wanted, before)
		                    : pty_wait_until(pty, shows, wanted, 2000) && strcmp(wanted, before) != 0;
		if (!tap(good, "%s: %s", readable(row->bytes), row->key != NULL ? row->key : "no effect"))
			tap_note(pty_picture(pty));
		send(pty, scene->restore);
		if (!pty_wait_until(pty, shows, before, PTY_PATIENCE)) {
			tap(false, "the way back after %s", readable(row->bytes));
			tap_note(pty_picture(pty));
			break;
		}
		int bad = try_cuts(pty, scene, row->bytes, before, wanted);
		if (strlen(row->bytes) > 1)
			tap(bad == 0, "%s: cut at every byte (%d faults)", readable(row->bytes), bad);
	}
	free(before);
	free(wanted);
	pty_free(pty);
}

int main(void)
{
	for (size_t i = 0; i < sizeof scenes / sizeof scenes[0]; i++)
		play_scene(&scenes[i]);
	return tap_end();
}
