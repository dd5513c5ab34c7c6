/* All of it together: open, show, wait, suspend, close. */
#include "terminal/capabilities.h"
#include "terminal/clock.h"
#include "terminal/modes.h"
#include "terminal/output.h"
#include "terminal/screen.h"
#include "terminal/signals.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { READ_BYTES = 1024 };

/* How long keys have paused when links get their addresses after a scroll. */
enum { LINKS_MILLISECONDS = 60 };

enum { ESCAPE_MILLISECONDS = 50, ESCAPE_MILLISECONDS_REMOTE = 200 };

struct terminal {
	struct terminal_options options;
	struct key_decoder decoder;
	struct output output;
	struct modes modes;
	struct screen screen;
	struct grid newest; /* what is to be shown when the frame before is out; no cells: nothing */
	int rows, columns;
	char bytes[READ_BYTES]; /* read, not yet decoded: from BYTES_FIRST on */
	size_t bytes_first, bytes_count;
	int64_t last_byte;  /* when, in milliseconds */
	int64_t last_look;  /* when no event was waiting, in milliseconds */
	int64_t links_time; /* when links are to be written, in milliseconds; -1: they need not be */
	bool framed;        /* the output has (part of) a frame */
	bool resumed;       /* to be told */
	bool gone;
	bool strings; /* it ignores what it does not know: the terminal swallows control strings (OSC) that it does not know */
};

/* ---- size --------------------------------------------------------------------------------------------------- */

static int within(int size, int otherwise)
{
	if (size <= 0)
		return otherwise;
	return size < GRID_SIDE_MAXIMUM ? size : GRID_SIDE_MAXIMUM;
}

/* What the terminal says; one that does not know (a serial line) has 24 rows and 80 columns. */
static void read_size(struct terminal *terminal)
{
	enum { ROWS_UNKNOWN = 24, COLUMNS_UNKNOWN = 80 };
	struct winsize size = {0};
	(void)ioctl(terminal->options.output, TIOCGWINSZ, &size);
	terminal->rows = within(size.ws_row, ROWS_UNKNOWN);
	terminal->columns = within(size.ws_col, COLUMNS_UNKNOWN);
}

/* Takes the present size over. A frame for another size is not begun any more. */
static void take_size(struct terminal *terminal)
{
	read_size(terminal);
	screen_resize(&terminal->screen, terminal->rows, terminal->columns);
	(void)modes_prepare(&terminal->modes, terminal->rows - 1);
	grid_free(&terminal->newest);
}

void terminal_size(const struct terminal *terminal, int *rows, int *columns)
{
	*rows = terminal->rows;
	*columns = terminal->columns;
}

/* ---- opening and closing ------------------------------------------------------------------------------------ */

/* screen knows no hyperlinks, and of tmux only newer versions do: what is written then is lost, or shown. */
static bool hyperlinks_wanted(const struct terminal_options *options)
{
	if (options->hyperlinks != HYPERLINKS_AUTO)
		return options->hyperlinks == HYPERLINKS_ON;
	return !options->old_tmux && strncmp(options->name, "screen", strlen("screen")) != 0;
}

static enum terminal_status prepare(struct terminal *terminal)
{
	const struct terminal_options *options = &terminal->options;
	if (!modes_open(&terminal->modes, options->input, &terminal->output) || !isatty(options->output) ||
	        !signals_take(modes_leave_in_handler))
		return TERMINAL_FAILED;
	read_size(terminal);
	enum terminal_status status =
	        screen_open(&terminal->screen, terminal->rows, terminal->columns, options);
	if (status != TERMINAL_OPEN)
		return status;
	capabilities_keys(&terminal->decoder);
	if (!modes_prepare(&terminal->modes, terminal->rows - 1))
		return TERMINAL_NO_MEMORY;
	terminal->modes.mouse = options->mouse;
	/* The Linux console shows the rest of a string that it does not know as text. */
	terminal->strings =
	        capabilities_are_standard() && strncmp(options->name, "linux", strlen("linux")) != 0;
	terminal->screen.hyperlinks.strike = terminal->strings;
	terminal->screen.hyperlinks.wanted = terminal->strings && hyperlinks_wanted(options);
	if (modes_enter(&terminal->modes, false))
		return TERMINAL_OPEN;
	return terminal->output.bytes.failed ? TERMINAL_NO_MEMORY : TERMINAL_FAILED;
}

enum terminal_status terminal_open(struct terminal **terminal, const struct terminal_options *options)
{
	struct terminal *opened = memory_resize(NULL, sizeof *opened);
	*terminal = NULL;
	if (opened == NULL)
		return TERMINAL_NO_MEMORY;
	memset(opened, 0, sizeof *opened);
	opened->options = *options;
	opened->links_time = -1;
	key_decoder_init(&opened->decoder);
	output_open(&opened->output, options->output);
	enum terminal_status status = prepare(opened);
	if (status == TERMINAL_OPEN)
		*terminal = opened;
	else
		terminal_close(opened);
	return status;
}

void terminal_close(struct terminal *terminal)
{
	if (terminal == NULL)
		return;
	modes_leave(&terminal->modes);
	modes_close(&terminal->modes);
	screen_close(&terminal->screen);
	signals_give_back();
	output_close(&terminal->output);
	grid_free(&terminal->newest);
	memory_resize(terminal, 0);
}

/* ---- showing ------------------------------------------------------------------------------------------------ */

static bool begin_frame(struct terminal *terminal, const struct grid *grid)
{
	bool shown = screen_frame(&terminal->screen, grid, &terminal->output.bytes);
	terminal->framed = true;
	if (shown && terminal->strings)
		(void)modes_push_keys(&terminal->modes);
	terminal->links_time = -1;
	/* The terminal moves links with the text: they can wait until the reader does. */
	if (screen_links_wait(&terminal->screen) && terminal->screen.moved)
		terminal->links_time = clock_milliseconds() + LINKS_MILLISECONDS;
	else if (screen_links_wait(&terminal->screen))
		screen_links(&terminal->screen, &terminal->output.bytes);
	output_push(&terminal->output);
	return shown;
}

static bool keep_newest(struct terminal *terminal, const struct grid *grid)
{
	return grid_copy(&terminal->newest, grid);
}

/* Writes on; when the frame before is out, the newest is begun. */
static void write_on(struct terminal *terminal)
{
	output_push(&terminal->output);
	if (terminal->newest.cells != NULL && !output_waits(&terminal->output)) {
		(void)begin_frame(terminal, &terminal->newest);
		grid_free(&terminal->newest);
	}
}

static void write_links(struct terminal *terminal)
{
	if (terminal->links_time < 0 || output_waits(&terminal->output) ||
	        clock_milliseconds() < terminal->links_time)
		return;
	terminal->links_time = -1;
	screen_links(&terminal->screen, &terminal->output.bytes);
	output_push(&terminal->output);
}

bool terminal_show(struct terminal *terminal, const struct grid *grid)
{
	output_push(&terminal->output);
	if (terminal->framed && output_waits(&terminal->output))
		return keep_newest(terminal, grid);
	grid_free(&terminal->newest);
	return begin_frame(terminal, grid);
}

void terminal_repaint(struct terminal *terminal)
{
	screen_repaint(&terminal->screen);
}

void terminal_set_mouse(struct terminal *terminal, bool on)
{
	(void)modes_set_mouse(&terminal->modes, on);
	output_push(&terminal->output);
}

/* ---- the clipboard ------------------------------------------------------------------------------------------ */

static void append_base64(struct buffer *out, const unsigned char *bytes, size_t length)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (size_t i = 0; i < length; i += 3) {
		size_t left = length - i;
		uint32_t group = (uint32_t)bytes[i] << 16;
		if (left > 1)
			group |= (uint32_t)bytes[i + 1] << 8;
		if (left > 2)
			group |= bytes[i + 2];
		const char encoded[4] = {digits[group >> 18], digits[group >> 12 & 63],
		        left > 1 ? digits[group >> 6 & 63] : '=', left > 2 ? digits[group & 63] : '='};
		buffer_append(out, encoded, sizeof encoded);
	}
}

bool terminal_copy(struct terminal *terminal, const char *text, size_t length)
{
	struct buffer *out = &terminal->output.bytes;
	size_t start = out->length;
	if (length > COPY_MAXIMUM || !terminal->strings)
		return false;
	buffer_append_text(out, "\033]52;c;");
	append_base64(out, (const unsigned char *)text, length);
	if (!buffer_append_text(out, "\033\\")) {
		out->length = start;
		out->failed = false;
		return false;
	}
	output_push(&terminal->output);
	return true;
}

/* ---- stopping ----------------------------------------------------------------------------------------------- */

/* After a stop. AGAIN: the terminal had been given back. */
static void resume(struct terminal *terminal, bool again)
{
	screen_suspend(&terminal->screen);
	take_size(terminal);
	(void)output_drop(&terminal->output);
	terminal->framed = false;
	terminal->links_time = -1;
	if (!modes_enter(&terminal->modes, again))
		terminal->gone = true;
	terminal->resumed = true;
}

static void stop(struct terminal *terminal, bool group)
{
	modes_leave(&terminal->modes);
	signals_stop(group);
	/* The terminal may be somebody else's now: not to be touched only to be left again. */
	if (!signals_end_us())
		resume(terminal, true);
}

void terminal_suspend(struct terminal *terminal)
{
	stop(terminal, true);
}

void terminal_lend(struct terminal *terminal)
{
	modes_leave(&terminal->modes);
}

void terminal_take_back(struct terminal *terminal)
{
	if (!signals_end_us())
		resume(terminal, true);
}

/* ---- events ------------------------------------------------------------------------------------------------- */

static bool has_hung_up(short happened)
{
	return (happened & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

static void read_bytes(struct terminal *terminal)
{
	ssize_t count = read(terminal->options.input, terminal->bytes, sizeof terminal->bytes);
	if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN))
		terminal->gone = true;
	if (count <= 0)
		return;
	terminal->bytes_first = 0;
	terminal->bytes_count = (size_t)count;
	terminal->last_byte = clock_milliseconds();
	if ((size_t)count < sizeof terminal->bytes)
		terminal->last_look = terminal->last_byte;
}

/* Waits at most MILLISECONDS for the terminal and for signals; reads and writes what can be. */
static void wait_once(struct terminal *terminal, int milliseconds)
{
	enum { INPUT, SIGNALS, OUTPUT, WAITED_FOR };
	bool writing = output_waits(&terminal->output);
	struct pollfd waited[WAITED_FOR] = {
	        [INPUT] = {.fd = terminal->options.input, .events = POLLIN},
	        [SIGNALS] = {.fd = signals_descriptor(), .events = POLLIN},
	        [OUTPUT] = {.fd = terminal->output.descriptor, .events = POLLOUT},
	};
	if (poll(waited, writing ? WAITED_FOR : OUTPUT, milliseconds) <= 0)
		return;
	if (has_hung_up(waited[INPUT].revents) || (writing && has_hung_up(waited[OUTPUT].revents)))
		terminal->gone = true;
	else if ((waited[INPUT].revents & POLLIN) != 0 && terminal->bytes_count == 0)
		read_bytes(terminal);
	if (writing && (waited[OUTPUT].revents & POLLOUT) != 0)
		write_on(terminal);
}

/* A vanished terminal sends SIGHUP too: then it is a hang-up, whichever is seen first. */
static void tell_signal(struct terminal *terminal, int signal, struct input_event *event)
{
	if (signal == SIGHUP)
		wait_once(terminal, 0);
	*event = (struct input_event){
	        .kind = terminal->gone ? INPUT_HANGUP : INPUT_SIGNAL, .signal = terminal->gone ? 0 : signal};
}

static bool take_signal(struct terminal *terminal, struct input_event *event)
{
	for (int signal = signals_next(); signal != 0; signal = signals_next()) {
		switch (signal) {
		case SIGTSTP:
			stop(terminal, false);
			break;
		case SIGCONT: /* stopped by something that asks nobody: SIGSTOP, or reading in the background */
			resume(terminal, false);
			break;
		case SIGWINCH:
			take_size(terminal);
			*event = (struct input_event){
			        .kind = INPUT_RESIZE, .rows = terminal->rows, .columns = terminal->columns};
			return true;
		default:
			tell_signal(terminal, signal, event);
			return true;
		}
	}
	return false;
}

static int64_t escape_time(const struct terminal *terminal)
{
	return terminal->last_byte +
	       (terminal->options.remote ? ESCAPE_MILLISECONDS_REMOTE : ESCAPE_MILLISECONDS);
}

/* Decodes what has been read until there is a key. */
static bool decode(struct terminal *terminal)
{
	struct key_decoder *decoder = &terminal->decoder;
	while (terminal->bytes_count > 0) {
		size_t taken = key_decoder_feed(
		        decoder, terminal->bytes + terminal->bytes_first, terminal->bytes_count);
		terminal->bytes_first += taken;
		terminal->bytes_count -= taken;
		if (decoder->ready_count > 0)
			return true;
	}
	if (decoder->ready_count == 0 && key_decoder_waiting(decoder) &&
	        clock_milliseconds() >= escape_time(terminal))
		key_decoder_timeout(decoder);
	return decoder->ready_count > 0;
}

static bool take_event(struct terminal *terminal, struct input_event *event)
{
	*event = (struct input_event){.kind = INPUT_NOTHING};
	if (take_signal(terminal, event))
		return true;
	if (terminal->gone || terminal->output.gone) {
		event->kind = INPUT_HANGUP;
		return true;
	}
	if (terminal->resumed) {
		terminal->resumed = false;
		*event = (struct input_event){
		        .kind = INPUT_RESUMED, .rows = terminal->rows, .columns = terminal->columns};
		return true;
	}
	if (!decode(terminal))
		return false;
	event->kind = INPUT_KEY;
	return key_decoder_next(&terminal->decoder, &event->key);
}

/* The earlier of two moments, of which a negative one is never. */
static int64_t earlier(int64_t first, int64_t second)
{
	if (first < 0 || second < 0)
		return first < 0 ? second : first;
	return first < second ? first : second;
}

/* How long poll(2) may wait when END (-1: never) is the end of waiting: not past the moment when Esc is Esc. */
static int time_left(const struct terminal *terminal, int64_t end)
{
	int64_t until = end;
	if (key_decoder_waiting(&terminal->decoder))
		until = earlier(until, escape_time(terminal));
	if (!output_waits(&terminal->output))
		until = earlier(until, terminal->links_time);
	if (until < 0)
		return -1;
	int64_t left = until - clock_milliseconds();
	return left > 0 ? (int)left : 0;
}

void terminal_wait(struct terminal *terminal, int milliseconds, struct input_event *event)
{
	int64_t end = milliseconds < 0 ? -1 : clock_milliseconds() + milliseconds;
	write_on(terminal);
	while (!take_event(terminal, event)) {
		int left = time_left(terminal, end);
		wait_once(terminal, left);
		write_links(terminal);
		if (end >= 0 && clock_milliseconds() >= end) {
			(void)take_event(terminal, event);
			return;
		}
	}
}

/* What is known without a look: a signal, bytes that have been read. */
static bool event_waits(struct terminal *terminal)
{
	return signals_waiting() || terminal->gone || terminal->output.gone || terminal->resumed ||
	       decode(terminal);
}

bool terminal_key_waits(struct terminal *terminal)
{
	if (event_waits(terminal))
		return true;
	/* A look costs more than most keys do: one in a millisecond is enough. */
	int64_t now = clock_milliseconds();
	if (now == terminal->last_look)
		return false;
	terminal->last_look = now;
	wait_once(terminal, 0);
	return event_waits(terminal);
}
