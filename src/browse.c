/* browse.c — what a session needs of the system: a terminal, a browser, a memory of what was read. */

#include "browse.h"

#include "host/host.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Where it is remembered what was read. */
static const char STATE_FILE[] = "reading";

static void screen_size(void *context, int *rows, int *columns)
{
	terminal_size(context, rows, columns);
}

static bool screen_show(void *context, const struct grid *grid)
{
	return terminal_show(context, grid);
}

static void screen_repaint(void *context)
{
	terminal_repaint(context);
}

static void screen_set_mouse(void *context, bool on)
{
	terminal_set_mouse(context, on);
}

static void screen_suspend(void *context)
{
	terminal_suspend(context);
}

static void screen_copy(void *context, const char *text)
{
	(void)terminal_copy(context, text, strlen(text));
}

static void input_wait(void *context, int milliseconds, struct input_event *event)
{
	terminal_wait(context, milliseconds, event);
}

static bool input_key_waits(void *context)
{
	return terminal_key_waits(context);
}

/* Hyperlinks came with tmux 3.4; of itself it tells TERM_PROGRAM_VERSION, as "3.3a". */
static bool is_old_tmux(const char *terminal_name)
{
	const char *program = getenv("TERM_PROGRAM"), *version = getenv("TERM_PROGRAM_VERSION");
	if (getenv("TMUX") == NULL && strncmp(terminal_name, "tmux", strlen("tmux")) != 0)
		return false;
	if (program == NULL || version == NULL || strcmp(program, "tmux") != 0)
		return true;
	char *rest;
	long major = strtol(version, &rest, 10);
	return major < 3 || (major == 3 && (*rest != '.' || strtol(rest + 1, NULL, 10) < 4));
}

static int64_t input_now(void *context)
{
	struct timespec now;
	(void)context;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

enum terminal_status browse_open_terminal(
        struct terminal **terminal, const struct configuration *configuration, bool remote)
{
	const char *name = getenv("TERM");
	/* Standard input may be the page (iomview -): keys then come from the terminal itself. */
	int input = isatty(STDIN_FILENO) ? STDIN_FILENO : open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	const char *no_color = getenv("NO_COLOR");
	const struct terminal_options options = {
	        .input = input,
	        .output = STDOUT_FILENO,
	        .name = name != NULL ? name : "",
	        .colours = no_color == NULL || *no_color == '\0', /* no-color.org */
	        .remote = remote,
	        .old_tmux = is_old_tmux(name != NULL ? name : ""),
	        .looks = configuration->looks,
	        .look_count = configuration->look_count,
	        .hyperlinks = configuration_hyperlinks(&configuration->settings),
	        .mouse = configuration->settings.mouse,
	};
	return input < 0 ? TERMINAL_FAILED : terminal_open(terminal, &options);
}

/* A browser in the terminal gets it until it ends. */
static enum browse_result open_address(void *context, const char *address)
{
	const char *list = getenv("BROWSER");
	if (!host_address_can_be_opened(address))
		return BROWSE_NOT_ALLOWED;
	enum browser_place place = host_browser_place(list);
	if (place == BROWSER_IN_TERMINAL)
		terminal_lend(context);
	bool opened = place != BROWSER_NOWHERE && host_open_address(address, list);
	if (place == BROWSER_IN_TERMINAL)
		terminal_take_back(context);
	if (!opened)
		return BROWSE_NO_BROWSER;
	return place == BROWSER_IN_TERMINAL ? BROWSE_DONE : BROWSE_OPENING;
}

/* What is remembered of readers is one file; where there is no folder for it nothing is. */
static void read_state(void *context, struct buffer *bytes)
{
	(void)context;
	if (!host_state_read(STATE_FILE, bytes, NULL))
		buffer_clear(bytes);
}

static bool update_state(void *context, session_merge *merge, void *merge_context)
{
	(void)context;
	return host_state_update(STATE_FILE, merge, merge_context, NULL);
}

enum session_end browse_run(
        struct terminal *terminal, struct site **site, const struct session_options *options, int *signal)
{
	const struct session_screen screen = {terminal, screen_size, screen_show, screen_repaint,
	        screen_set_mouse, screen_suspend, screen_copy};
	const struct session_input input = {terminal, input_wait, input_key_waits, input_now};
	const struct session_outside outside = {terminal, open_address, read_state, update_state};
	struct session_options complete = *options;
	complete.outside = &outside;
	enum session_end end = session_run(site, &complete, &screen, &input, signal);
	terminal_close(terminal);
	return end;
}
