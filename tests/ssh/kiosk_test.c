/*
 * What a kiosk turns off, tried over ssh row by row of FEATURE_LIST; then every key, a megabyte pasted, answers that nobody asked
 * for. The session is one process that starts no other and writes nothing, and it still answers.
 */

#include "harness/tap.h"
#include "ssh/server.h"
#include "terminal/reader.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROWS = 24, COLUMNS = 80, PAIRS = 1500, PASTED_BYTES = 1 << 20 };

#define ARTICLE "news/2021-05-20-new-project-roma-communities"

/* What must not change: the files that a session could reach, and the session's process. */
struct watched {
	const struct server *server;
	pid_t process;
	unsigned long child_faults; /* of a shell's children, before it became iomview */
	char *site, *home;
};

static struct watched watch(const struct server *server)
{
	struct watched watched = {.server = server, .process = session_process(server)};
	watched.child_faults = process_facts(watched.process).child_faults;
	watched.site = folder_state(server->site);
	watched.home = folder_state(server->home);
	return watched;
}

static void stop_watching(struct watched *watched)
{
	free(watched->site);
	free(watched->home);
}

/* No process beside it, none started and ended since, none stopped. */
static bool is_alone(const struct watched *watched)
{
	struct process_facts facts = process_facts(watched->process);
	return facts.state != '\0' && facts.state != 'T' && facts.child_faults == watched->child_faults &&
	       processes_in_session(watched->process) == 1;
}

static bool is_untouched(const struct watched *watched)
{
	char *site = folder_state(watched->server->site), *home = folder_state(watched->server->home);
	bool same = strcmp(site, watched->site) == 0 && strcmp(home, watched->home) == 0;
	free(site);
	free(home);
	return same;
}

static bool shows_help(struct pty *pty, const void *shown)
{
	const char *head = pty_row(pty, 0);
	bool help = strstr(head, "Помощ") != NULL || strstr(head, "Help") != NULL;
	return help == (shown != NULL);
}

/* From wherever the reader is to the front page: ends a string, empties the prompt, leaves it, goes back. */
static const char to_front[] = "\033\\\x15\x7f\x15\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f";

/* Help is asked for, comes and goes. */
static bool answers(struct pty *pty)
{
	pty_send(pty, to_front, sizeof to_front - 1);
	pty_send(pty, "?", 1);
	if (!pty_wait_until(pty, shows_help, "", PTY_PATIENCE))
		return false;
	pty_send(pty, "\x7f", 1);
	return pty_wait_until(pty, shows_help, NULL, PTY_PATIENCE);
}

static void still_good(struct pty *pty, const struct watched *watched, const char *what)
{
	bool good = answers(pty);
	if (!tap(good && is_alone(watched) && is_untouched(watched),
	            "%s: no process, no file, and it answers (%d, %zu of %d, %d)", what, good,
	            processes_in_session(watched->process), 1, is_untouched(watched))) {
		char *picture = pty_picture(pty);
		tap_note(picture);
		free(picture);
	}
}

static struct pty *enter(const struct server *server, const char *const *options, const char *page)
{
	const char *command[] = {page, NULL};
	struct pty *pty = visit(server, options, command, ROWS, COLUMNS);
	pty_wait_for_text(pty, page == NULL ? FRONT_WORD : "20 май 2021");
	pty_wait_for_quiet(pty, 100);
	return pty;
}

/* ---- the table ---- */

static void put_file(const char *folder, const char *name, const char *text, mode_t mode)
{
	char path[2 * SERVER_PATH_BYTES];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	for (char *slash = strchr(path + strlen(folder) + 1, '/'); slash != NULL;
	        slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0755);
		*slash = '/';
	}
	FILE *file = fopen(path, "w");
	if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0 || chmod(path, mode) != 0) {
		tap(false, "a file can be put into %s", path);
		exit(tap_end());
	}
}

/* A home that would change everything: settings, a browser, descriptions of the terminal that draw nothing. */
static void make_hostile_home(const struct server *server)
{
	char command[8 * SERVER_PATH_BYTES], browser[2 * SERVER_PATH_BYTES];
	put_file(server->home, ".config/iomview/config.yaml", "language: en\nmeasure: 20\n", 0644);
	put_file(server->home, "config/iomview/config.yaml", "language: en\nmeasure: 20\n", 0644);
	snprintf(browser, sizeof browser, "#!/bin/sh\necho >'%s/browsed'\n", server->home);
	put_file(server->home, "browser", browser, 0755);
	put_file(server->home, "terminal.source",
	        "xterm-256color|hostile, am, cols#10, lines#3, cup=HOSTILE, clear=HOSTILE,\n", 0644);
	mkdir(strcat(strcpy(browser, server->home), "/state"), 0777);
	snprintf(command, sizeof command,
	        "cd '%s' && tic -o .terminfo terminal.source 2>/dev/null && cp -R .terminfo terminfo",
	        server->home);
	tap(system(command) == 0, "a hostile description of the terminal is made");
}

static void a_hostile_environment_changes_nothing(const struct server *server)
{
	const char *const options[] = {"-o", "SendEnv=*", "-o",
	        "SetEnv=BROWSER=/bin/sh LD_PRELOAD=/tmp/x.so LC_ALL=C.UTF-8 TERMINFO=/tmp IOMVIEW=x", NULL};
	const char *arguments[] = {program_path(), "--kiosk", server->site, ARTICLE, NULL};
	struct pty *here =
	        pty_start(&(struct pty_options){.arguments = arguments, .rows = ROWS, .columns = COLUMNS});
	pty_wait_for_text(here, "20 май 2021");
	pty_wait_for_quiet(here, 100);
	char *expected = pty_picture(here);
	pty_free(here);
	struct pty *pty = enter(server, options, ARTICLE);
	char *picture = pty_picture(pty);
	if (!tap(strcmp(picture, expected) == 0, "settings, TERMINFO, HOME, LINES, COLUMNS, LOCPATH and more "
	                                         "change nothing on the screen"))
		tap_note(picture);
	free(picture);
	free(expected);

	struct watched watched = watch(server);
	pty_send(pty, "o", 1);
	tap(pty_wait_for_text(pty, "Недостъпно в режим „киоск“"), "o: it says that a kiosk opens no browser");
	pty_pump(pty, 300);
	still_good(pty, &watched, "o");
	pty_send(pty, "\r\r\to", 4);
	pty_pump(pty, 100);
	still_good(pty, &watched, "o on a link");
	static const char suspend[] = "\x1a\x1a", quit[] = "\x1c\x1c";
	pty_send(pty, suspend, sizeof suspend - 1);
	pty_pump(pty, 100);
	still_good(pty, &watched, "Ctrl-Z");
	pty_send(pty, quit, sizeof quit - 1);
	pty_pump(pty, 100);
	still_good(pty, &watched, "Ctrl-\\");
	pty_send(pty, "G\r\rm y' m r", 10);
	pty_pump(pty, 100);
	still_good(pty, &watched, "a bookmark, copying, reloading");
	stop_watching(&watched);
	pty_free(pty);
}

/* Leaving is when the place would be written down. */
static void leaving_writes_nothing(const struct server *server)
{
	struct pty *pty = enter(server, NULL, ARTICLE);
	struct watched watched = watch(server);
	int status = -1;
	pty_send(pty, "m  q", 4);
	bool ended = pty_wait_for_exit(pty, PTY_PATIENCE, &status);
	tap(ended && status == 0 && is_untouched(&watched),
	        "a bookmark and a place are not written when the session ends (status %d)", status);
	stop_watching(&watched);
	pty_free(pty);
}

/* ---- keys ---- */

static const struct {
	const char *name, *keys; /* that lead there from the front page */
} places[] = {
        {"a menu", "G\r"},
        {"an article", "G\r\r"},
        {"the prompt", "G\r\r/"},
        {"the prompt for the site", "//"},
        {"help", "?"},
};
enum { PLACES = sizeof places / sizeof places[0] };

/* q and Ctrl-C end a session, which is no fault. */
static bool ends_session(int byte)
{
	return byte == 'q' || byte == '\x03';
}

static void press(struct pty *pty, size_t place, const char *bytes, size_t length)
{
	pty_send(pty, to_front, sizeof to_front - 1);
	pty_send(pty, places[place].keys, strlen(places[place].keys));
	pty_send(pty, bytes, length);
}

static void every_byte(struct pty *pty, const struct watched *watched, size_t place)
{
	int bad = 0;
	for (int byte = 0; byte < 256; byte++) {
		char bytes[] = {(char)byte};
		if (ends_session(byte))
			continue;
		press(pty, place, bytes, 1);
		if (byte % 16 == 15)
			bad += !answers(pty) || !is_alone(watched);
	}
	tap(bad == 0, "every key of one byte in %s leaves one process that answers (%d bad)",
	        places[place].name, bad);
}

static void pairs_of_bytes(struct pty *pty, const struct watched *watched, size_t place, unsigned *seed)
{
	int bad = 0;
	for (int i = 0; i < PAIRS && bad == 0; i++) {
		*seed = *seed * 1103515245U + 12345U;
		char bytes[] = {(char)(*seed >> 24), (char)(*seed >> 16)};
		/* "я" and "ч", the q of Cyrillic keyboards, too */
		if (ends_session(bytes[0]) || ends_session(bytes[1]) || memcmp(bytes, "я", 2) == 0 ||
		        memcmp(bytes, "ч", 2) == 0)
			continue;
		press(pty, place, bytes, 2);
		if (i % 32 == 31 && (!answers(pty) || !is_alone(watched)))
			bad = i + 1;
	}
	tap(bad == 0, "keys of two bytes in %s leave one process that answers (bad before %d)",
	        places[place].name, bad);
}

static void keys_of_all_kinds(const struct server *server)
{
	const char *wish = getenv("SEED");
	unsigned seed = wish != NULL ? (unsigned)strtoul(wish, NULL, 10) : (unsigned)getpid();
	printf("# SEED=%u\n", seed);
	struct pty *pty = enter(server, NULL, NULL);
	struct watched watched = watch(server);
	for (size_t place = 0; place < PLACES; place++) {
		every_byte(pty, &watched, place);
		pairs_of_bytes(pty, &watched, place, &seed);
	}
	still_good(pty, &watched, "after all keys");
	stop_watching(&watched);
	pty_free(pty);
}

/* ---- what no reader sends ---- */

static void a_megabyte_is_pasted(const struct server *server)
{
	char *text = malloc(PASTED_BYTES + 1);
	if (text == NULL)
		exit(1);
	for (size_t i = 0; i < PASTED_BYTES; i++)
		text[i] = "word q \r"[i % 8];
	text[PASTED_BYTES] = '\0';
	for (int prompt = 0; prompt < 2; prompt++) {
		struct pty *pty = enter(server, NULL, ARTICLE);
		struct watched watched = watch(server);
		long before = process_facts(watched.process).processor_time;
		pty_send(pty, "/", (size_t)prompt);
		pty_paste(pty, text);
		still_good(pty, &watched,
		        prompt ? "a megabyte pasted into the prompt" : "a megabyte pasted into an article");
		long kilobytes = private_kilobytes(watched.process);
		tap(kilobytes <= 4096, "after it: %ld KiB of memory of its own, %ld ms of the processor",
		        kilobytes, process_facts(watched.process).processor_time - before);
		stop_watching(&watched);
		pty_free(pty);
	}
	free(text);
}

static void answers_to_no_question(const struct server *server)
{
	static const char *const sent[] = {"\033[?1;2c", "\033[>1;95;0c", "\033[24;80R", "\033[0n",
	        "\033[?1u", "\033]11;rgb:0000/0000/0000\033\\", "\033]52;c;cm0gLXJmIC8K\a",
	        "\033P1$r0m\033\\", "\033P>|xterm(370)\033\\", "\033_Gi=1;OK\033\\", "\033[?2026;2$y",
	        "\033[8;1000;1000t", "\033[I", "\033[O"};
	struct pty *pty = enter(server, NULL, ARTICLE);
	struct watched watched = watch(server);
	char *before = pty_picture(pty);
	for (size_t i = 0; i < sizeof sent / sizeof sent[0]; i++) {
		pty_send(pty, sent[i], strlen(sent[i]));
		pty_pump(pty, 30);
		char *after = pty_picture(pty);
		if (!tap(strcmp(before, after) == 0, "answer %zu to no question changes nothing", i + 1))
			tap_note(after);
		free(after);
	}
	free(before);
	still_good(pty, &watched, "answers to no question");
	stop_watching(&watched);
	pty_free(pty);
}

int main(void)
{
	char environment[16 * SERVER_PATH_BYTES];
	struct server server = server_prepare("kiosk");
	const char *home = server.home;
	make_hostile_home(&server);
	snprintf(environment, sizeof environment,
	        "HOME='%s' XDG_CONFIG_HOME='%s/config' XDG_STATE_HOME='%s/state' BROWSER='%s/browser' "
	        "TERMINFO='%s/terminfo' "
	        "TERMINFO_DIRS='%s/terminfo' TERMCAP=hostile LINES=3 COLUMNS=10 LOCPATH='%s' LANGUAGE=en "
	        "DISPLAY=:0 "
	        "NCURSES_NO_UTF8_ACS=1 ESCDELAY=100000 MALLOC_PERTURB_=165",
	        home, home, home, home, home, home, home);
	server_start(&server, &(struct server_options){environment, "", ""});
	a_hostile_environment_changes_nothing(&server);
	leaving_writes_nothing(&server);
	keys_of_all_kinds(&server);
	a_megabyte_is_pasted(&server);
	answers_to_no_question(&server);
	server_end(&server);
	return tap_end();
}
