/* tests/terminal/reader.c — see the header. */

#include "terminal/reader.h"

#include <stdlib.h>
#include <string.h>

const char *program_path(void)
{
	const char *program = getenv("IOMVIEW");
	return program != NULL && *program != '\0' ? program : "./iomview";
}

bool menu_is_drawn(struct pty *pty, const void *unused)
{
	int rows, columns;
	(void)unused;
	pty_size(pty, &rows, &columns);
	if (!pty_mode(pty, 1049))
		return false;
	for (int row = 0; row < rows; row++)
		if (strstr(pty_row(pty, row), FRONT_WORD) != NULL)
			return true;
	return false;
}

struct pty *start_reading(const char *const *environment)
{
	const char *arguments[] = {program_path(), "content", NULL};
	struct pty *pty = pty_start(&(struct pty_options){
	        .arguments = arguments, .environment = environment, .rows = 24, .columns = 80});
	pty_wait_until(pty, menu_is_drawn, NULL, PTY_PATIENCE);
	return pty;
}

long cost_of_a_start(void)
{
	int status;
	struct pty *pty = start_reading(NULL);
	pty_send_key(pty, "q");
	pty_wait_for_exit(pty, PTY_PATIENCE, &status);
	long cost = pty_processor_time(pty);
	pty_free(pty);
	return cost;
}
