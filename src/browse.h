/* browse.h — a session on the terminal that we are in. */
#ifndef IOMVIEW_BROWSE_H
#define IOMVIEW_BROWSE_H

#include "configuration.h"
#include "session.h"
#include "terminal/terminal.h"

/*
 * Opens the terminal of standard input (or, where that is something else, /dev/tty) and standard output. REMOTE: it is reached
 * over a line. TERM, NO_COLOR and what tells of tmux are read from the environment.
 */
enum terminal_status browse_open_terminal(
        struct terminal **terminal, const struct configuration *configuration, bool remote);

/* Runs a session as session_run() does, with what is outside filled in, and closes TERMINAL. */
enum session_end browse_run(
        struct terminal *terminal, struct site **site, const struct session_options *options, int *signal);

#endif
