/* Where the bundled site, the settings and what is remembered are. */
#include "host/host.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES_MAXIMUM = 4096 };

/* Appends the folder of the running program with its last '/'. Nothing where the system does not tell. */
static bool append_program_folder(struct buffer *path)
{
	char program[PATH_BYTES_MAXIMUM];
	ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
	if (length <= 0)
		return true;
	program[length] = '\0';
	const char *last = strrchr(program, '/');
	return last == NULL || buffer_append(path, program, (size_t)(last - program) + 1);
}

/* Makes PATH "content" beside the running program, or leaves it empty where there is no site. */
static bool find_beside_program(struct buffer *path)
{
	static const char folder[] = "content";
	if (!append_program_folder(path))
		return false;
	if (path->length == 0)
		return true;
	if (!buffer_append_text(path, folder))
		return false;
	size_t length = path->length;
	if (!buffer_append_text(path, "/site.yaml"))
		return false;
	bool found = access(buffer_text(path), F_OK) == 0;
	path->length = found ? length : 0;
	if (path->bytes != NULL)
		path->bytes[path->length] = '\0';
	return true;
}

bool host_bundled_site(struct buffer *path, const char *installed)
{
	const char *wanted = getenv("IOMVIEW_SITE");
	if (wanted != NULL && wanted[0] != '\0')
		return buffer_append_text(path, wanted);
	struct buffer beside;
	buffer_init(&beside, PATH_BYTES_MAXIMUM + sizeof "content/site.yaml");
	bool good = find_beside_program(&beside);
	if (good)
		good = buffer_append_text(path, beside.length > 0 ? buffer_text(&beside) : installed);
	buffer_free(&beside);
	return good;
}

/*
 * Appends the folder that VARIABLE names, else UNDER_HOME in the home folder, and REST. Only absolute paths count (XDG Base Directory
 * Specification). False: there is none, or memory runs out.
 */
static bool append_place(struct buffer *path, const char *variable, const char *under_home, const char *rest)
{
	const char *folder = getenv(variable);
	if (folder != NULL && folder[0] == '/')
		return buffer_append_text(path, folder) && buffer_append_text(path, rest);
	const char *home = getenv("HOME");
	return home != NULL && home[0] == '/' && buffer_append_text(path, home) &&
	       buffer_append_text(path, under_home) && buffer_append_text(path, rest);
}

bool host_settings_file(struct buffer *path)
{
	return append_place(path, "XDG_CONFIG_HOME", "/.config", "/iomview/config.yaml");
}

bool host_state_folder(struct buffer *path)
{
	return append_place(path, "XDG_STATE_HOME", "/.local/state", "/iomview");
}
