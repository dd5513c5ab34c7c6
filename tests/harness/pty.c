/* tests/harness/pty.c — see the header. */

#define _DEFAULT_SOURCE /* TIOCSCTTY */

#include "harness/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

enum { MODE_LIMIT = 4096, SEQUENCE_LIMIT = 64, CHUNK = 4096, TICK = 10 };

/* Where the stream of output stands. Strings (OSC, DCS, …) end with ST or BEL. */
enum stream_state { GROUND, ESCAPE, SEQUENCE, STRING, STRING_ESCAPE };

struct pty {
	pid_t process;
	int line; /* our side; -1: closed */
	bool closed, ended;
	int status;
	long processor_time;
	struct termios found; /* the line's settings before the start */

	VTerm *emulator;
	VTermScreen *screen;
	char *bytes;
	size_t length, capacity;

	enum stream_state state;
	char sequence[SEQUENCE_LIMIT];
	size_t sequence_length;
	bool modes[MODE_LIMIT];
};

static void give_up(const char *what)
{
	printf("not ok %s: %s\n", what, strerror(errno));
	exit(1);
}

long long pty_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static int slow(int milliseconds)
{
	const char *wish = getenv("TEST_SLOW");
	return wish != NULL && *wish != '\0' ? milliseconds * 10 : milliseconds;
}

/* ---- start ---- */

static void redirect(const char *file, int flags, int descriptor)
{
	if (file == NULL)
		return;
	int opened = open(file, flags | O_NOCTTY, 0600);
	if (opened < 0 || dup2(opened, descriptor) < 0)
		_exit(126);
	close(opened);
}

static void change_environment(const char *const *environment)
{
	for (; environment != NULL && *environment != NULL; environment++) {
		const char *sign = strchr(*environment, '=');
		if (sign == NULL) {
			unsetenv(*environment);
			continue;
		}
		char *name = strdup(*environment);
		name[sign - *environment] = '\0';
		setenv(name, sign + 1, 1);
		free(name);
	}
}

/* In the child: never returns. */
static void become(const struct pty_options *options, const char *terminal)
{
	sigset_t none;
	for (int signal_number = 1; signal_number < 32; signal_number++)
		signal(signal_number, SIG_DFL); /* a shell's background job ignores some */
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setsid();
	int line = open(terminal, O_RDWR);
	if (line < 0)
		_exit(126);
	ioctl(line, TIOCSCTTY, 0);
	for (int descriptor = 0; descriptor < 3; descriptor++)
		dup2(line, descriptor);
	if (line > 2)
		close(line);
	redirect(options->input, O_RDONLY, 0);
	redirect(options->output, O_WRONLY | O_CREAT | O_TRUNC, 1);
	redirect(options->error, O_WRONLY | O_CREAT | O_TRUNC, 2);
	change_environment(options->environment);
	execvp(options->arguments[0], (char *const *)(uintptr_t)options->arguments);
	_exit(127);
}

struct pty *pty_start(const struct pty_options *options)
{
	struct pty *pty = calloc(1, sizeof *pty);
	struct winsize size = {
	        .ws_row = (unsigned short)options->rows, .ws_col = (unsigned short)options->columns};
	pty->line = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (pty->line < 0 || grantpt(pty->line) != 0 || unlockpt(pty->line) != 0 ||
	        ioctl(pty->line, TIOCSWINSZ, &size) != 0)
		give_up("pseudo-terminal");
	fcntl(pty->line, F_SETFL, O_NONBLOCK);
	char *terminal = strdup(ptsname(pty->line));
	tcgetattr(pty->line, &pty->found);
	if (options->prepare != NULL) {
		options->prepare(&pty->found);
		tcsetattr(pty->line, TCSANOW, &pty->found);
	}
	fflush(NULL);
	pty->process = fork();
	if (pty->process < 0)
		give_up("fork");
	if (pty->process == 0)
		become(options, terminal);
	free(terminal);
	pty->emulator = vterm_new(options->rows, options->columns);
	vterm_set_utf8(pty->emulator, 1);
	pty->screen = vterm_obtain_screen(pty->emulator);
	vterm_screen_enable_altscreen(pty->screen, 1);
	vterm_screen_reset(pty->screen, 1);
	pty->modes[7] = pty->modes[25] = true; /* a terminal begins so: lines wrap, the cursor is shown */
	return pty;
}

static bool has_ended(struct pty *pty, const void *context)
{
	struct rusage before, after;
	(void)context;
	getrusage(RUSAGE_CHILDREN, &before);
	if (pty->ended || waitpid(pty->process, &pty->status, WNOHANG) != pty->process)
		return pty->ended;
	getrusage(RUSAGE_CHILDREN, &after);
	pty->ended = true;
	pty->processor_time = (after.ru_utime.tv_sec - before.ru_utime.tv_sec) * 1000 +
	                      (after.ru_utime.tv_usec - before.ru_utime.tv_usec) / 1000 +
	                      (after.ru_stime.tv_sec - before.ru_stime.tv_sec) * 1000 +
	                      (after.ru_stime.tv_usec - before.ru_stime.tv_usec) / 1000;
	return true;
}

void pty_free(struct pty *pty)
{
	if (pty == NULL)
		return;
	if (!has_ended(pty, NULL)) {
		kill(pty->process, SIGKILL);
		waitpid(pty->process, &pty->status, 0);
	}
	pty_hang_up(pty);
	vterm_free(pty->emulator);
	free(pty->bytes);
	free(pty);
}

pid_t pty_process(const struct pty *pty)
{
	return pty->process;
}

/* ---- output ---- */

static void keep(struct pty *pty, const char *bytes, size_t length)
{
	if (pty->length + length + 1 > pty->capacity) {
		pty->capacity = 2 * (pty->length + length + 1);
		pty->bytes = realloc(pty->bytes, pty->capacity);
		if (pty->bytes == NULL)
			give_up("memory");
	}
	memcpy(pty->bytes + pty->length, bytes, length);
	pty->length += length;
	pty->bytes[pty->length] = '\0';
}

/* The sequence that has just ended with LAST: is it "CSI ? numbers h" or "l"? */
static void note_modes(struct pty *pty, char last)
{
	pty->sequence[pty->sequence_length] = '\0';
	if (pty->sequence[0] != '?' || (last != 'h' && last != 'l'))
		return;
	for (char *number = pty->sequence + 1; *number != '\0';) {
		unsigned long mode = strtoul(number, &number, 10);
		if (mode < MODE_LIMIT)
			pty->modes[mode] = last == 'h';
		if (*number != ';')
			return;
		number++;
	}
}

/* Follows the stream by one byte; puts what the emulator is to see of it into SEEN (2 bytes at most) and returns how much. */
static size_t follow(struct pty *pty, char byte, char *seen)
{
	seen[0] = byte;
	switch (pty->state) {
	case GROUND:
		pty->state = byte == '\x1b' ? ESCAPE : GROUND;
		return byte != '\x1b'; /* seen with the next one, when it begins no string */
	case ESCAPE:
		if (byte != '\0' && strchr("]P^_X", byte) != NULL) {
			pty->state = STRING;
			return 0;
		}
		seen[0] = '\x1b';
		seen[1] = byte;
		pty->sequence_length = 0;
		pty->state = byte == '[' ? SEQUENCE : GROUND;
		return 2;
	case SEQUENCE:
		if (byte >= 0x40 && byte <= 0x7E) {
			note_modes(pty, byte);
			pty->state = GROUND;
		} else if (pty->sequence_length + 1 < SEQUENCE_LIMIT) {
			pty->sequence[pty->sequence_length++] = byte;
		}
		return 1;
	case STRING:
		pty->state = byte == '\a' ? GROUND : byte == '\x1b' ? STRING_ESCAPE : STRING;
		return 0;
	default:
		pty->state = byte == '\\' ? GROUND : STRING;
		return 0;
	}
}

static void take(struct pty *pty, const char *bytes, size_t length)
{
	char seen[2 * CHUNK], answer[256];
	size_t seen_length = 0, answer_length;
	keep(pty, bytes, length);
	for (size_t i = 0; i < length; i++)
		seen_length += follow(pty, bytes[i], seen + seen_length);
	vterm_input_write(pty->emulator, seen, seen_length);
	while ((answer_length = vterm_output_read(pty->emulator, answer, sizeof answer)) > 0)
		if (write(pty->line, answer, answer_length) < 0)
			return; /* the program does not read */
}

/* Reads what is there, waiting at most MILLISECONDS for the first of it. Returns whether anything came. */
static bool read_some(struct pty *pty, int milliseconds)
{
	char bytes[CHUNK];
	struct pollfd ready = {.fd = pty->line, .events = POLLIN};
	if (pty->closed || pty->line < 0) {
		poll(NULL, 0, milliseconds);
		return false;
	}
	if (poll(&ready, 1, milliseconds) <= 0)
		return false;
	ssize_t count = read(pty->line, bytes, sizeof bytes);
	if (count > 0)
		take(pty, bytes, (size_t)count);
	else if (count == 0 || errno == EIO)
		pty->closed = true; /* no program has it open any more */
	return count > 0;
}

bool pty_pump(struct pty *pty, int milliseconds)
{
	long long end = pty_now() + milliseconds;
	do {
		long long left = end - pty_now();
		read_some(pty, left > 0 ? (int)left : 0);
	} while (pty_now() < end && !pty->closed);
	return !pty->closed;
}

bool pty_wait_until(struct pty *pty, bool (*holds)(struct pty *pty, const void *context), const void *context,
        int patience)
{
	long long end = pty_now() + slow(patience);
	for (;;) {
		while (read_some(pty, 0))
			;
		if (holds(pty, context))
			return true;
		if (pty_now() >= end)
			return false;
		read_some(pty, TICK);
	}
}

static bool shows_text(struct pty *pty, const void *text)
{
	int rows, columns;
	pty_size(pty, &rows, &columns);
	for (int row = 0; row < rows; row++)
		if (strstr(pty_row(pty, row), text) != NULL)
			return true;
	return false;
}

bool pty_wait_for_text(struct pty *pty, const char *text)
{
	return pty_wait_until(pty, shows_text, text, PTY_PATIENCE);
}

void pty_wait_for_quiet(struct pty *pty, int quiet)
{
	long long end = pty_now() + slow(PTY_PATIENCE), last = pty_now();
	while (pty_now() < end && pty_now() - last < slow(quiet) && !pty->closed)
		if (read_some(pty, TICK))
			last = pty_now();
}

bool pty_wait_for_exit(struct pty *pty, int patience, int *status)
{
	bool ended = pty_wait_until(pty, has_ended, NULL, patience);
	while (ended && read_some(pty, 0))
		; /* its last words */
	*status = pty->status;
	return ended;
}

bool pty_wait_for_exit_unread(struct pty *pty, int patience, int *status)
{
	long long end = pty_now() + slow(patience);
	while (!has_ended(pty, NULL) && pty_now() < end)
		poll(NULL, 0, TICK);
	*status = pty->status;
	return pty->ended;
}

long pty_processor_time(const struct pty *pty)
{
	return pty->processor_time;
}

const char *pty_bytes(const struct pty *pty, size_t *length)
{
	*length = pty->length;
	return pty->length > 0 ? pty->bytes : "";
}

/* ---- input ---- */

void pty_send(struct pty *pty, const char *bytes, size_t length)
{
	long long end = pty_now() + slow(PTY_PATIENCE);
	while (length > 0 && pty->line >= 0 && pty_now() < end) {
		ssize_t count = write(pty->line, bytes, length);
		if (count > 0) {
			bytes += count;
			length -= (size_t)count;
		} else if (errno == EAGAIN) {
			read_some(pty, TICK);
		} else {
			return; /* the program's side is closed */
		}
	}
}

/* What the emulator wants to say goes to the program. */
static void send_emulated(struct pty *pty)
{
	char bytes[256];
	size_t length;
	while ((length = vterm_output_read(pty->emulator, bytes, sizeof bytes)) > 0)
		pty_send(pty, bytes, length);
}

static VTermKey emulator_key(struct key key)
{
	switch (key.key) {
	case KEYBOARD_UP:
		return VTERM_KEY_UP;
	case KEYBOARD_DOWN:
		return VTERM_KEY_DOWN;
	case KEYBOARD_LEFT:
		return VTERM_KEY_LEFT;
	case KEYBOARD_RIGHT:
		return VTERM_KEY_RIGHT;
	case KEYBOARD_HOME:
		return VTERM_KEY_HOME;
	case KEYBOARD_END:
		return VTERM_KEY_END;
	case KEYBOARD_PAGE_UP:
		return VTERM_KEY_PAGEUP;
	case KEYBOARD_PAGE_DOWN:
		return VTERM_KEY_PAGEDOWN;
	case KEYBOARD_INSERT:
		return VTERM_KEY_INS;
	case KEYBOARD_DELETE:
		return VTERM_KEY_DEL;
	case KEYBOARD_ENTER:
		return VTERM_KEY_ENTER;
	case KEYBOARD_ESCAPE:
		return VTERM_KEY_ESCAPE;
	case KEYBOARD_BACKSPACE:
		return VTERM_KEY_BACKSPACE;
	case KEYBOARD_TAB:
		return VTERM_KEY_TAB;
	case KEYBOARD_FUNCTION:
		return (VTermKey)VTERM_KEY_FUNCTION((int)key.character);
	default:
		return VTERM_KEY_NONE;
	}
}

void pty_send_key(struct pty *pty, const char *name)
{
	struct key key;
	errno = EINVAL;
	if (!key_from_name(name, &key))
		give_up(name);
	int modifiers = (key.modifiers & MODIFIER_SHIFT ? VTERM_MOD_SHIFT : 0) |
	                (key.modifiers & MODIFIER_ALT ? VTERM_MOD_ALT : 0) |
	                (key.modifiers & MODIFIER_CONTROL ? VTERM_MOD_CTRL : 0);
	if (key.key == KEYBOARD_WHEEL_UP || key.key == KEYBOARD_WHEEL_DOWN)
		vterm_mouse_button(pty->emulator, key.key == KEYBOARD_WHEEL_UP ? 4 : 5, true, VTERM_MOD_NONE);
	else if (key.key == KEYBOARD_CHARACTER)
		vterm_keyboard_unichar(pty->emulator, key.character, (VTermModifier)modifiers);
	else
		vterm_keyboard_key(pty->emulator, emulator_key(key), (VTermModifier)modifiers);
	send_emulated(pty);
}

void pty_click(struct pty *pty, int row, int column)
{
	vterm_mouse_move(pty->emulator, row, column, VTERM_MOD_NONE);
	vterm_mouse_button(pty->emulator, 1, true, VTERM_MOD_NONE);
	vterm_mouse_button(pty->emulator, 1, false, VTERM_MOD_NONE);
	send_emulated(pty);
}

void pty_paste(struct pty *pty, const char *text)
{
	vterm_keyboard_start_paste(pty->emulator);
	send_emulated(pty);
	pty_send(pty, text, strlen(text));
	vterm_keyboard_end_paste(pty->emulator);
	send_emulated(pty);
}

void pty_resize(struct pty *pty, int rows, int columns)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
	while (read_some(pty, 0))
		; /* what was drawn for the old size */
	vterm_set_size(pty->emulator, rows, columns);
	ioctl(pty->line, TIOCSWINSZ, &size);
}

void pty_signal(struct pty *pty, int signal)
{
	kill(pty->process, signal);
}

void pty_hang_up(struct pty *pty)
{
	if (pty->line >= 0)
		close(pty->line);
	pty->line = -1;
}

/* ---- the screen ---- */

void pty_size(const struct pty *pty, int *rows, int *columns)
{
	vterm_get_size(pty->emulator, rows, columns);
}

static size_t put_utf8(char *out, uint32_t code_point)
{
	if (code_point < 0x80) {
		out[0] = (char)code_point;
		return 1;
	}
	size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
	for (size_t i = length - 1; i > 0; i--, code_point >>= 6)
		out[i] = (char)(0x80 | (code_point & 0x3F));
	out[0] = (char)((0xF00u >> length & 0xFF) | code_point);
	return length;
}

const char *pty_row(const struct pty *pty, int row)
{
	static char rows[4][16384];
	static unsigned turn;
	char *text = rows[turn++ % 4];
	size_t length = 0, kept = 0;
	int height, width;
	pty_size(pty, &height, &width);
	for (int column = 0; column < width && length + 32 < sizeof rows[0]; column++) {
		VTermScreenCell cell;
		vterm_screen_get_cell(pty->screen, (VTermPos){.row = row, .col = column}, &cell);
		if (cell.chars[0] == (uint32_t)-1)
			continue; /* the right half of a wide one */
		if (cell.chars[0] == 0 || cell.chars[0] == ' ') {
			text[length++] = ' ';
			continue;
		}
		for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
			length += put_utf8(text + length, cell.chars[i]);
		kept = length;
	}
	text[kept] = '\0';
	return text;
}

char *pty_picture(const struct pty *pty)
{
	int rows, columns;
	size_t length = 0;
	pty_size(pty, &rows, &columns);
	char *picture = malloc((size_t)rows * 16384 + 1);
	if (picture == NULL)
		give_up("memory");
	picture[0] = '\0';
	for (int row = 0; row < rows; row++)
		length += (size_t)sprintf(picture + length, "%s\n", pty_row(pty, row));
	return picture;
}

void pty_cursor(const struct pty *pty, int *row, int *column, bool *shown)
{
	VTermPos position;
	vterm_state_get_cursorpos(vterm_obtain_state(pty->emulator), &position);
	*row = position.row;
	*column = position.col;
	*shown = pty->modes[25];
}

static size_t put_colour(char *out, const char *word, const VTermColor *colour, unsigned default_flag)
{
	if (colour->type & default_flag)
		return 0;
	if (VTERM_COLOR_IS_INDEXED(colour))
		return (size_t)sprintf(out, " %s %d", word, colour->indexed.idx);
	return (size_t)sprintf(
	        out, " %s #%02x%02x%02x", word, colour->rgb.red, colour->rgb.green, colour->rgb.blue);
}

const char *pty_style(const struct pty *pty, int row, int column)
{
	static char words[256];
	VTermScreenCell cell;
	size_t length = 0;
	words[0] = '\0';
	vterm_screen_get_cell(pty->screen, (VTermPos){.row = row, .col = column}, &cell);
	length += (size_t)sprintf(words, "%s%s%s%s%s", cell.attrs.bold ? " bold" : "",
	        cell.attrs.underline ? " underline" : "", cell.attrs.italic ? " italic" : "",
	        cell.attrs.reverse ? " reverse" : "", cell.attrs.strike ? " strikethrough" : "");
	length += put_colour(words + length, "colour", &cell.fg, VTERM_COLOR_DEFAULT_FG);
	length += put_colour(words + length, "on", &cell.bg, VTERM_COLOR_DEFAULT_BG);
	return length > 0 ? words + 1 : "plain";
}

bool pty_mode(const struct pty *pty, int mode)
{
	return pty->modes[mode];
}

const char *pty_modes(const struct pty *pty)
{
	static char words[1024];
	size_t length = 0;
	words[0] = '\0';
	for (int mode = 0; mode < MODE_LIMIT; mode++)
		if (pty->modes[mode] && mode != 7 && mode != 25 && length + 16 < sizeof words)
			length += (size_t)sprintf(words + length, "%s%d", length > 0 ? " " : "", mode);
	return words;
}

const char *pty_left_behind(const struct pty *pty)
{
	static char words[1200];
	struct termios now;
	size_t length = 0;
	words[0] = '\0';
	if (tcgetattr(pty->line, &now) == 0 &&
	        (now.c_iflag != pty->found.c_iflag || now.c_oflag != pty->found.c_oflag ||
	                now.c_cflag != pty->found.c_cflag || now.c_lflag != pty->found.c_lflag ||
	                memcmp(now.c_cc, pty->found.c_cc, sizeof now.c_cc) != 0))
		length += (size_t)sprintf(words, "the line's settings; ");
	if (pty_modes(pty)[0] != '\0')
		length += (size_t)sprintf(words + length, "modes %s; ", pty_modes(pty));
	if (!pty->modes[25])
		sprintf(words + length, "the cursor is hidden");
	return words;
}
