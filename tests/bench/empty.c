/* tests/bench/empty.c — the least that a full-screen ncursesw program does: what iomview's start is compared with. */

#include <curses.h>
#include <locale.h>
#include <poll.h>
#include <unistd.h>

int main(void)
{
	setlocale(LC_CTYPE, "");
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	mvaddstr(0, 0, "empty");
	refresh();
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
	poll(&input, 1, -1);
	endwin();
	return 0;
}
