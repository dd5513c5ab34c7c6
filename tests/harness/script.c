/* tests/harness/script.c — see the header. */

#include "harness/script.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STEPS_MAXIMUM = 1000 };

struct reader {
	struct script *script;
	size_t next;          /* line to be read, from 0 */
	char *copied;         /* "copy FOLDER" */
	int rows, columns;    /* the size at this place */
	bool first_step_seen; /* what comes now is no longer the head */
};

static bool complain(const struct reader *reader, const char *what)
{
	printf("not ok %s:%zu: %s\n", reader->script->path, reader->next, what);
	return false;
}

static char *copy_of(const char *text)
{
	char *copy = strdup(text);
	if (copy == NULL)
		exit(1);
	return copy;
}

/* ---- lines ---- */

static bool read_lines(struct script *script)
{
	FILE *file = fopen(script->path, "r");
	char *line = NULL;
	size_t capacity = 0;
	ssize_t length;
	if (file == NULL) {
		printf("not ok %s: %s\n", script->path, strerror(errno));
		return false;
	}
	while ((length = getline(&line, &capacity, file)) >= 0) {
		if (length > 0 && line[length - 1] == '\n')
			line[length - 1] = '\0';
		script->lines = realloc(script->lines, (script->line_count + 1) * sizeof *script->lines);
		script->lines[script->line_count++] = copy_of(line);
	}
	free(line);
	fclose(file);
	return true;
}

static void append_line(char **text, size_t *length, const char *line, size_t line_length)
{
	*text = realloc(*text, *length + line_length + 2);
	memcpy(*text + *length, line, line_length);
	*length += line_length;
	(*text)[(*length)++] = '\n';
	(*text)[*length] = '\0';
}

/* ---- steps ---- */

static struct step *add_step(struct reader *reader, enum step_kind kind)
{
	struct script *script = reader->script;
	if (script->count == STEPS_MAXIMUM)
		exit(1);
	struct step *step = &script->steps[script->count++];
	*step = (struct step){
	        .kind = kind, .line = reader->next, .rows = reader->rows, .columns = reader->columns};
	return step;
}

/* The rows of a picture: exactly as many as the screen has. "screen new" has none yet. */
static bool read_picture(struct reader *reader, const char *rest)
{
	struct script *script = reader->script;
	struct step *step = add_step(reader, STEP_SCREEN);
	step->text = copy_of("");
	if (strcmp(rest, "new") == 0)
		return true;
	step->status = 1; /* it has rows in the file */
	for (int row = 0; row < reader->rows; row++) {
		if (reader->next == script->line_count)
			return complain(reader, "the file ends within a picture");
		const char *line = script->lines[reader->next++];
		size_t length = strlen(line);
		while (length > 0 && line[length - 1] == ' ')
			length--;
		append_line(&step->text, &step->length, line, length);
	}
	return true;
}

/* Reads the lines that follow and begin with '|' (and a blank). */
static char *read_bars(struct reader *reader, size_t *length)
{
	struct script *script = reader->script;
	char *text = copy_of("");
	*length = 0;
	while (reader->next < script->line_count && script->lines[reader->next][0] == '|') {
		const char *line = script->lines[reader->next++] + 1;
		line += *line == ' ';
		append_line(&text, length, line, strlen(line));
	}
	return text;
}

/* "file NAME" and its lines. */
static bool read_file(struct reader *reader, const char *name)
{
	struct step *step = add_step(reader, STEP_FILE);
	step->name = copy_of(name);
	step->text = read_bars(reader, &step->length);
	return true;
}

/* Resolves \e, \xHH, \r, \n, \t, \\ in TEXT. */
static bool read_bytes(struct reader *reader, const char *text)
{
	struct step *step = add_step(reader, STEP_BYTES);
	step->text = copy_of(text);
	while (*text != '\0') {
		char byte = *text++;
		if (byte == '\\') {
			static const char letters[] = "ernt\\", meant[] = "\x1b\r\n\t\\";
			const char *letter = strchr(letters, *text);
			char *end;
			if (*text == 'x') {
				char digits[3] = {text[1], text[1] != '\0' ? text[2] : '\0', '\0'};
				byte = (char)strtol(digits, &end, 16);
				text += 1 + (end - digits);
			} else if (*text == '\0' || letter == NULL) {
				return complain(reader, "unknown escape");
			} else {
				byte = meant[letter - letters];
				text++;
			}
		}
		step->text[step->length++] = byte;
	}
	step->text[step->length] = '\0';
	return true;
}

static bool read_place(struct reader *reader, enum step_kind kind, const char *rest)
{
	struct step *step = add_step(reader, kind);
	int used = 0;
	if (sscanf(rest, "%d %d%n", &step->row, &step->column, &used) != 2)
		return complain(reader, "ROW COLUMN expected");
	step->text = copy_of(rest + used + (rest[used] == ' '));
	return true;
}

static bool read_step(struct reader *reader, const char *word, const char *rest)
{
	struct step *step;
	if (strcmp(word, "keys") == 0) {
		add_step(reader, STEP_KEYS)->text = copy_of(rest);
	} else if (strcmp(word, "paste") == 0) {
		add_step(reader, STEP_PASTE)->text = copy_of(rest);
	} else if (strcmp(word, "bytes") == 0) {
		return read_bytes(reader, rest);
	} else if (strcmp(word, "click") == 0) {
		return read_place(reader, STEP_CLICK, rest);
	} else if (strcmp(word, "resize") == 0) {
		if (sscanf(rest, "%dx%d", &reader->columns, &reader->rows) != 2)
			return complain(reader, "resize COLUMNSxROWS expected");
		add_step(reader, STEP_RESIZE);
	} else if (strcmp(word, "screen") == 0) {
		return read_picture(reader, rest);
	} else if (strcmp(word, "cursor") == 0) {
		return read_place(reader, STEP_CURSOR, rest);
	} else if (strcmp(word, "style") == 0) {
		return read_place(reader, STEP_STYLE, rest);
	} else if (strcmp(word, "file") == 0) {
		return read_file(reader, rest);
	} else if (strcmp(word, "remove") == 0) {
		add_step(reader, STEP_REMOVE)->name = copy_of(rest);
	} else if (strcmp(word, "exit") == 0) {
		step = add_step(reader, STEP_EXIT);
		step->status = atoi(rest);
	} else {
		return complain(reader, "unknown word");
	}
	return true;
}

static bool read_head(struct reader *reader, const char *word, const char *rest)
{
	struct script *script = reader->script;
	size_t length;
	if (strcmp(word, "size") == 0)
		return sscanf(rest, "%dx%d", &script->columns, &script->rows) == 2 ||
		       complain(reader, "size COLUMNSxROWS expected");
	if (strcmp(word, "site") == 0)
		script->site = copy_of(rest);
	else if (strcmp(word, "copy") == 0)
		reader->copied = copy_of(rest);
	else if (strcmp(word, "page") == 0)
		script->page = copy_of(rest);
	else if (strcmp(word, "language") == 0)
		script->language = copy_of(rest);
	else if (strcmp(word, "measure") == 0)
		script->measure = atoi(rest);
	else if (strcmp(word, "config") == 0)
		script->config = read_bars(reader, &length);
	else
		return false;
	return true;
}

static bool read_all(struct reader *reader)
{
	struct script *script = reader->script;
	while (reader->next < script->line_count) {
		char word[32] = "";
		int used = 0;
		const char *line = script->lines[reader->next++];
		if (line[0] == '\0' || line[0] == '#')
			continue;
		sscanf(line, "%31s%n", word, &used);
		const char *rest = line + used;
		rest += *rest == ' ';
		bool makes_site = strcmp(word, "file") == 0;
		if (!reader->first_step_seen && !makes_site && read_head(reader, word, rest))
			continue;
		if (!reader->first_step_seen && !makes_site) {
			reader->first_step_seen = true;
			reader->rows = script->rows;
			reader->columns = script->columns;
			script->head = script->count;
		}
		if (!read_step(reader, word, rest))
			return false;
	}
	return script->rows > 0 || complain(reader, "the file has no size");
}

/* ---- the site ---- */

static int run_quietly(const char *program, const char *first, const char *second, const char *third)
{
	int status;
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		execlp(program, program, first, second, third, (char *)NULL);
		_exit(127);
	}
	return child > 0 && waitpid(child, &status, 0) == child ? status : -1;
}

bool script_change_site(const struct script *script, const struct step *step)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", script->site, step->name);
	if (step->kind == STEP_REMOVE)
		return remove(path) == 0;
	for (char *slash = strchr(path + strlen(script->site) + 1, '/'); slash;
	        slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0700);
		*slash = '/';
	}
	FILE *file = fopen(path, "w");
	if (file == NULL)
		return false;
	bool written = fwrite(step->text, 1, step->length, file) == step->length;
	return fclose(file) == 0 && written;
}

bool script_make_site(const struct script *script)
{
	if (script->scratch == NULL)
		return true;
	if (run_quietly("rm", "-rf", script->site, NULL) != 0)
		return false;
	const char *from = script->scratch + strlen(script->scratch) + 1; /* what to copy: behind the NUL */
	if (*from != '\0' ? run_quietly("cp", "-R", from, script->site) != 0 : mkdir(script->site, 0700) != 0)
		return false;
	for (size_t i = 0; i < script->head; i++)
		if (!script_change_site(script, &script->steps[i]))
			return false;
	return true;
}

static bool place_site(struct reader *reader)
{
	struct script *script = reader->script;
	const char *copied = reader->copied != NULL ? reader->copied : "";
	if (reader->copied == NULL && script->head == 0) {
		if (script->site == NULL)
			script->site = copy_of("content");
		return true;
	}
	size_t length = strlen(copied) + 512;
	script->scratch = calloc(1, length);
	snprintf(script->scratch, 512, "build/sites/%s", script->name); /* short: a picture may show it */
	strcpy(script->scratch + strlen(script->scratch) + 1, copied);
	if (run_quietly("mkdir", "-p", script->scratch, NULL) != 0)
		return complain(reader, "no scratch folder can be made");
	script->site = malloc(length);
	snprintf(script->site, length, "%s/site", script->scratch);
	return true;
}

/* Writes the settings file. */
static bool place_config(struct reader *reader)
{
	struct script *script = reader->script;
	char path[600];
	if (script->config == NULL)
		return true;
	snprintf(path, sizeof path, "build/sites/%s.config/iomview", script->name);
	if (run_quietly("mkdir", "-p", path, NULL) != 0)
		return complain(reader, "no folder for the settings can be made");
	*strrchr(path, '/') = '\0';
	script->config_home = realpath(path, NULL); /* a relative one does not count */
	snprintf(path, sizeof path, "build/sites/%s.config/iomview/config.yaml", script->name);
	FILE *file = fopen(path, "w");
	if (file == NULL)
		return complain(reader, "the settings cannot be written");
	fputs(script->config, file);
	return fclose(file) == 0 || complain(reader, "the settings cannot be written");
}

bool script_read(struct script *script, const char *path)
{
	*script = (struct script){.path = path};
	struct reader reader = {.script = script};
	const char *slash = strrchr(path, '/');
	snprintf(script->name, sizeof script->name, "%s", slash != NULL ? slash + 1 : path);
	char *ending = strstr(script->name, ".session");
	if (ending != NULL)
		*ending = '\0';
	script->steps = calloc(STEPS_MAXIMUM, sizeof *script->steps);
	bool read = read_lines(script) && read_all(&reader) && place_site(&reader) && place_config(&reader);
	free(reader.copied);
	return read;
}

void script_free(struct script *script)
{
	for (size_t i = 0; i < script->count; i++) {
		free(script->steps[i].name);
		free(script->steps[i].text);
	}
	for (size_t i = 0; i < script->line_count; i++)
		free(script->lines[i]);
	if (script->scratch != NULL)
		run_quietly("rm", "-rf", script->scratch, NULL);
	if (script->config_home != NULL)
		run_quietly("rm", "-rf", script->config_home, NULL);
	free(script->config);
	free(script->config_home);
	free(script->steps);
	free(script->lines);
	free(script->scratch);
	free(script->site);
	free(script->page);
	free(script->language);
}

/* ---- accepting ---- */

bool script_rewrite(const struct script *script, char *const *pictures)
{
	char fresh[4096];
	snprintf(fresh, sizeof fresh, "%s.new", script->path);
	FILE *file = fopen(fresh, "w");
	if (file == NULL)
		return false;
	size_t line = 0;
	for (size_t i = script->head; i < script->count; i++) {
		const struct step *step = &script->steps[i];
		if (pictures[i] == NULL)
			continue;
		for (; line + 1 < step->line; line++)
			fprintf(file, "%s\n", script->lines[line]);
		fprintf(file, "screen\n%s", pictures[i]);
		line = step->line + (step->status == 1 ? (size_t)step->rows : 0);
	}
	for (; line < script->line_count; line++)
		fprintf(file, "%s\n", script->lines[line]);
	if (fclose(file) != 0)
		return false;
	run_quietly("diff", "-u", script->path, fresh);
	return rename(fresh, script->path) == 0;
}

/* The length of the row that *TEXT begins with, a newline not counted; steps over it. */
static int take_row(const char **text, const char **row)
{
	*row = *text;
	int length = (int)strcspn(*text, "\n");
	*text += length + ((*text)[length] == '\n');
	return length;
}

void print_difference(const char *expected, const char *actual)
{
	printf("  - expected, + shown:\n");
	while (*expected != '\0' || *actual != '\0') {
		const char *wanted, *found;
		bool more_wanted = *expected != '\0', more_found = *actual != '\0';
		int wanted_length = take_row(&expected, &wanted), found_length = take_row(&actual, &found);
		if (more_wanted && more_found && wanted_length == found_length &&
		        memcmp(wanted, found, (size_t)found_length) == 0) {
			printf("    |%.*s\n", found_length, found);
			continue;
		}
		if (more_wanted)
			printf("  - |%.*s\n", wanted_length, wanted);
		if (more_found)
			printf("  + |%.*s\n", found_length, found);
	}
}
