/* tests/harness/play_in_terminal.c — the program itself in a pseudo-terminal. See play.h. */

#include "harness/play.h"
#include "harness/pty.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* Longer than a terminal program waits for the rest of a sequence after Esc. */
enum { AFTER_ESCAPE = 150 };

/* ---- expectations ---- */

static bool shows_picture(struct pty *pty, const void *expected)
{
	char *picture = pty_picture(pty);
	bool same = strcmp(picture, expected) == 0;
	free(picture);
	return same;
}

static bool has_cursor(struct pty *pty, const void *context)
{
	const struct step *step = context;
	int row, column;
	bool shown;
	pty_cursor(pty, &row, &column, &shown);
	return row + 1 == step->row && column + 1 == step->column;
}

static bool has_style(struct pty *pty, const void *context)
{
	const struct step *step = context;
	return strcmp(pty_style(pty, step->row - 1, step->column - 1), step->text) == 0;
}

static bool is_drawn(struct pty *pty, const void *context)
{
	char *picture = pty_picture(pty);
	bool blank = strspn(picture, "\n") == strlen(picture);
	(void)context;
	free(picture);
	return pty_mode(pty, 1049) && !blank;
}

/* ---- steps ---- */

struct stage {
	const struct script *script;
	const struct step *step;
	struct pty *pty;
};

static bool fail(const struct stage *stage, const char *what)
{
	printf("not ok %s (terminal)\n  %s:%zu: %s\n", stage->script->name, stage->script->path,
	        stage->step->line, what);
	return false;
}

static bool send_keys(const struct stage *stage)
{
	char *names = strdup(stage->step->text), *rest = NULL;
	for (char *name = strtok_r(names, " ", &rest); name != NULL; name = strtok_r(NULL, " ", &rest)) {
		char *star = strlen(name) > 1 ? strrchr(name, '*') : NULL;
		int times = star != NULL ? atoi(star + 1) : 1;
		if (star != NULL)
			*star = '\0';
		if (strncmp(name, "Wheel", 5) == 0)
			pty_wait_for_quiet(stage->pty, 50); /* the program must have asked for the mouse */
		for (; times > 0; times--) {
			pty_send_key(stage->pty, name);
			if (strcmp(name, "Esc") == 0)
				pty_pump(stage->pty, AFTER_ESCAPE);
		}
	}
	free(names);
	return true;
}

static bool compare_screen(const struct stage *stage)
{
	if (pty_wait_until(stage->pty, shows_picture, stage->step->text, PTY_PATIENCE))
		return true;
	char *picture = pty_picture(stage->pty);
	fail(stage, "another picture");
	print_difference(stage->step->text, picture);
	free(picture);
	return false;
}

static bool compare_cursor(const struct stage *stage)
{
	char what[64];
	int row, column;
	bool shown;
	if (pty_wait_until(stage->pty, has_cursor, stage->step, PTY_PATIENCE))
		return true;
	pty_cursor(stage->pty, &row, &column, &shown);
	snprintf(what, sizeof what, "the cursor is at %d %d", row + 1, column + 1);
	return fail(stage, what);
}

static bool compare_style(const struct stage *stage)
{
	char what[300];
	const struct step *step = stage->step;
	if (pty_wait_until(stage->pty, has_style, step, PTY_PATIENCE))
		return true;
	snprintf(what, sizeof what, "the style is '%s'",
	        pty_style(stage->pty, step->row - 1, step->column - 1));
	return fail(stage, what);
}

static bool compare_exit(const struct stage *stage)
{
	int status;
	if (!pty_wait_for_exit(stage->pty, PTY_PATIENCE, &status))
		return fail(stage, "the program goes on");
	if (WIFEXITED(status) && WEXITSTATUS(status) == stage->step->status)
		return true;
	return fail(stage, "another exit status");
}

static bool perform(const struct stage *stage)
{
	const struct step *step = stage->step;
	switch (step->kind) {
	case STEP_KEYS:
		return send_keys(stage);
	case STEP_PASTE:
		pty_paste(stage->pty, step->text);
		return true;
	case STEP_CLICK:
		pty_wait_for_quiet(stage->pty, 50); /* the program must have asked for the mouse */
		pty_click(stage->pty, step->row - 1, step->column - 1);
		return true;
	case STEP_BYTES:
		pty_send(stage->pty, step->text, step->length);
		return true;
	case STEP_RESIZE:
		pty_wait_for_quiet(stage->pty, 50);
		pty_resize(stage->pty, step->rows, step->columns);
		pty_wait_for_quiet(stage->pty, 50);
		return true;
	case STEP_SCREEN:
		return compare_screen(stage);
	case STEP_CURSOR:
		return compare_cursor(stage);
	case STEP_STYLE:
		return compare_style(stage);
	case STEP_FILE:
	case STEP_REMOVE:
		pty_wait_for_quiet(stage->pty, 50);
		return script_change_site(stage->script, step) ||
		       fail(stage, "the site's file cannot be changed");
	default:
		return compare_exit(stage);
	}
}

/* Without "exit" at its end a session is ended by SIGTERM. */
static bool end_by_signal(const struct stage *stage)
{
	int status;
	pty_signal(stage->pty, SIGTERM);
	if (!pty_wait_for_exit(stage->pty, PTY_PATIENCE, &status))
		return fail(stage, "the program does not end by SIGTERM");
	return (WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM) ||
	       fail(stage, "it did not end by SIGTERM");
}

static struct pty *start(const struct script *script, const char *program)
{
	char measure[16], config_home[4096];
	const char *arguments[8];
	const char *environment[] = {NULL, NULL};
	size_t count = 0;
	arguments[count++] = program;
	if (script->language != NULL) {
		arguments[count++] = "-l";
		arguments[count++] = script->language;
	}
	if (script->measure > 0) {
		snprintf(measure, sizeof measure, "-w%d", script->measure);
		arguments[count++] = measure;
	}
	arguments[count++] = script->site;
	if (script->page != NULL)
		arguments[count++] = script->page;
	arguments[count] = NULL;
	if (script->config_home != NULL) {
		snprintf(config_home, sizeof config_home, "XDG_CONFIG_HOME=%s", script->config_home);
		environment[0] = config_home;
	}
	return pty_start(&(struct pty_options){.arguments = arguments,
	        .environment = environment,
	        .rows = script->rows,
	        .columns = script->columns});
}

bool play_in_terminal(const struct script *script, const char *program)
{
	struct step none = {.line = script->line_count};
	struct stage stage = {.script = script, .step = &none};
	if (!script_make_site(script))
		return fail(&stage, "the site cannot be made");
	stage.pty = start(script, program);
	bool good = pty_wait_until(stage.pty, is_drawn, NULL, PTY_PATIENCE);
	if (!good)
		fail(&stage, "nothing is drawn");
	for (size_t i = script->head; i < script->count && good; i++) {
		stage.step = &script->steps[i];
		good = perform(&stage);
	}
	if (good && stage.step->kind != STEP_EXIT)
		good = end_by_signal(&stage);
	if (good && pty_left_behind(stage.pty)[0] != '\0')
		good = fail(&stage, pty_left_behind(stage.pty));
	if (good)
		printf("ok %s (terminal)\n", script->name);
	pty_free(stage.pty);
	return good;
}
