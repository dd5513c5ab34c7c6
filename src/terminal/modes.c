/* The terminal's modes: raw mode, bracketed paste, the wheel, the mouse; entered, left, whatever happens. */
#include "terminal/modes.h"

#include "terminal/capabilities.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/*
 * 2004: pasted text is marked. 1007: on the alternate screen the wheel is cursor keys; many terminals have that on by themselves,
 * so that it is saved (XTSAVE) and restored rather than switched off.
 */
#define ENTER_PRIVATE "\033[?2004h\033[?1007s\033[?1007h"
#define LEAVE_PRIVATE "\033[?1007r\033[?2004l"
#define MOUSE_ON      "\033[?1000h\033[?1006h"
#define MOUSE_OFF     "\033[?1006l\033[?1000l"

/*
 * kitty's keyboard protocol, flags 1 + 4 + 8 + 16: every key is a control sequence that names the physical key too, with the text that it
 * gives (without the last, a letter of a third level would come as the key's plain one). Terminals that do not know it ignore it. The main and
 * the alternate screen have a stack each: pushed within the alternate screen, popped before it is left. Nothing is asked: with or without
 * an answer, what comes is decoded the same.
 */
#define KEYS_PUSH "\033[>29u"
#define KEYS_POP  "\033[<u"

/* Ends a control sequence that was cut off, and does nothing else. */
#define CANCEL "\030"

/* The modes that a signal handler must leave. */
static struct modes *volatile in_force;

bool modes_open(struct modes *modes, int input, struct output *output)
{
	*modes = (struct modes){.input = input, .output = output};
	enum { ENTER_MAXIMUM = 256 };
	buffer_init(&modes->enter, ENTER_MAXIMUM);
	return tcgetattr(input, &modes->before) == 0;
}

bool modes_prepare(struct modes *modes, int last_row)
{
	struct buffer leave;
	buffer_init(&leave, MODES_LEAVE_MAXIMUM);
	modes->standard = capabilities_are_standard();
	buffer_append_text(&leave, KEYS_POP);
	if (modes->standard)
		buffer_append_text(&leave, MOUSE_OFF LEAVE_PRIVATE);
	capabilities_leave(&leave, last_row);
	buffer_clear(&modes->enter);
	if (modes->standard)
		buffer_append_text(&modes->enter, ENTER_PRIVATE);
	capabilities_enter(&modes->enter);
	bool good = !leave.failed && !modes->enter.failed;
	if (good) {
		memcpy(modes->leave, buffer_text(&leave), leave.length);
		modes->leave_length = leave.length;
	}
	buffer_free(&leave);
	return good;
}

/* Every key as bytes, at once, without echo; bytes to the terminal as they are. */
static void set_raw(struct termios *settings)
{
	settings->c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | IGNCR | INLCR | INPCK | ISTRIP | IXON | PARMRK);
	settings->c_oflag &= ~(tcflag_t)OPOST;
	settings->c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | IEXTEN | ISIG);
	settings->c_cc[VMIN] = 1;
	settings->c_cc[VTIME] = 0;
}

/* What leaves the modes that are in force. */
static const char *leaving(const struct modes *modes, size_t *length)
{
	size_t start = modes->keys_pushed ? 0 : strlen(KEYS_POP);
	*length = modes->leave_length - start;
	return modes->leave + start;
}

bool modes_push_keys(struct modes *modes)
{
	if (!modes->standard || modes->keys_pushed)
		return true;
	modes->keys_pushed = true;
	return buffer_append_text(&modes->output->bytes, KEYS_PUSH);
}

/* In the background this stops us (SIGTTOU); when we are continued the terminal has been set anew. */
static bool enter_raw(struct modes *modes, bool again)
{
	do {
		if (again)
			(void)tcgetattr(modes->input, &modes->before);
		struct termios raw = modes->before;
		set_raw(&raw);
		/* Never TCSADRAIN: it waits for a terminal that may not be read. */
		if (tcsetattr(modes->input, TCSANOW, &raw) == 0)
			return true;
	} while (errno == EINTR);
	return false;
}

bool modes_enter(struct modes *modes, bool again)
{
	struct buffer *out = &modes->output->bytes;
	if (!enter_raw(modes, again))
		return false;
	/* Still in force: left first, so that what was saved on entering is not lost. */
	size_t length;
	const char *leave = leaving(modes, &length);
	if (modes->entered && !buffer_append(out, leave, length))
		return false;
	modes->keys_pushed = false;
	modes->entered = true;
	in_force = modes;
	return buffer_append(out, buffer_text(&modes->enter), modes->enter.length) &&
	       (!modes->mouse || modes_set_mouse(modes, true));
}

bool modes_set_mouse(struct modes *modes, bool on)
{
	modes->mouse = on;
	return !modes->standard || buffer_append_text(&modes->output->bytes, on ? MOUSE_ON : MOUSE_OFF);
}

/* BEGUN: the terminal may be within a sequence. */
static void send_leave(const struct modes *modes, bool begun)
{
	enum { WAIT = 200, WAIT_FOR_ROOM = 100 };
	const struct output *output = modes->output;
	size_t length;
	const char *leave = leaving(modes, &length);
	bool read = !begun || output_send(output, CANCEL, sizeof CANCEL - 1, WAIT);
	if ((read && output_send(output, leave, length, WAIT)) || output->gone)
		return;
	/*
	 * Nobody reads it. What it has not read is lost to make room for what it must read when it wakes up; on a busy machine the room is
	 * not there at once.
	 */
	(void)tcflush(output->descriptor, TCOFLUSH);
	if (output_send(output, CANCEL, sizeof CANCEL - 1, WAIT_FOR_ROOM))
		(void)output_send(output, leave, length, WAIT_FOR_ROOM);
}

static void leave_all(struct modes *modes, bool begun)
{
	if (!modes->entered)
		return;
	modes->entered = false;
	in_force = NULL;
	/* In the background the terminal is somebody else's, who has set it as it is. */
	pid_t foreground = tcgetpgrp(modes->input);
	if (foreground != -1 && foreground != getpgrp())
		return;
	send_leave(modes, begun);
	modes->keys_pushed = false;
	(void)tcsetattr(modes->input, TCSANOW, &modes->before);
}

void modes_leave(struct modes *modes)
{
	leave_all(modes, output_drop(modes->output));
}

void modes_leave_in_handler(void)
{
	struct modes *modes = in_force;
	if (modes != NULL)
		leave_all(modes, output_waits(modes->output) && modes->output->written > 0);
}

void modes_close(struct modes *modes)
{
	buffer_free(&modes->enter);
}
