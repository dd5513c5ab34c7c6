/* base/file.c — the bytes of one regular file beneath a folder; the names in a folder. The only file that reads files. */

#define _GNU_SOURCE /* openat2 has no wrapper in the C library: syscall(2) */

#include "base/base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <linux/openat2.h>
#include <sys/syscall.h>
#endif

/* Never waits for a FIFO's writer, never becomes the controlling terminal, never reaches a child. */
enum { OPEN_FLAGS = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC };

static enum file_status status_of(int error_number)
{
	switch (error_number) {
	case ENOENT:
		return FILE_MISSING;
	case EACCES:
	case EPERM:
		return FILE_NO_PERMISSION;
	case ENOTDIR:
	case EISDIR:
	case ENXIO: /* a socket */
	case ENODEV:
		return FILE_NOT_REGULAR;
	case EXDEV: /* RESOLVE_BENEATH */
	case ELOOP: /* O_NOFOLLOW */
		return FILE_OUTSIDE;
	case ENOMEM:
		return FILE_NO_MEMORY;
	default:
		return FILE_UNREADABLE;
	}
}

int folder_open(const char *path, enum file_status *status, int *error_number)
{
	int folder = open(path, OPEN_FLAGS | O_DIRECTORY);
	*error_number = folder < 0 ? errno : 0;
	*status = folder < 0 ? status_of(*error_number) : FILE_OK;
	return folder;
}

void folder_close(int folder)
{
	if (folder >= 0)
		close(folder);
}

/* Opens PATH step by step without following any symbolic link: for systems without openat2(2). Returns -1 and errno. */
static int open_walking(int folder, const char *path, int flags)
{
	char name[256];
	int here = folder;
	for (;;) {
		size_t length = strcspn(path, "/");
		bool last = path[length] == '\0';
		int next = -1;
		if (length == 0 || length >= sizeof name)
			errno = ENOENT;
		else if (length == 2 && memcmp(path, "..", 2) == 0)
			errno = EXDEV;
		else {
			memcpy(name, path, length);
			name[length] = '\0';
			next = openat(here, name, O_NOFOLLOW | (last ? flags : OPEN_FLAGS | O_DIRECTORY));
		}
		int error_number = errno;
		if (here != folder)
			close(here);
		errno = error_number;
		if (last || next < 0)
			return next;
		here = next;
		path += length + 1;
	}
}

/* Opens PATH beneath FOLDER; whatever PATH says, nothing outside is opened. Returns -1 and errno. */
static int open_beneath(int folder, const char *path, int flags)
{
	if (path[0] == '/') {
		errno = EXDEV;
		return -1;
	}
#ifdef __linux__
	struct open_how how = {
	        .flags = (uint64_t)(unsigned)flags, .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
	int descriptor = (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
	/* ENOSYS: Linux before 5.6. EPERM: a container whose filter does not know the call. */
	if (descriptor >= 0 || (errno != ENOSYS && errno != EPERM))
		return descriptor;
#endif
	return open_walking(folder, path, flags);
}

/* Reads DESCRIPTOR to its end; a file may be longer or shorter than fstat(2) said. */
static enum file_status read_all(int descriptor, size_t maximum, struct buffer *bytes, int *error_number)
{
	char chunk[16384];
	bytes->maximum = maximum;
	for (;;) {
		ssize_t got = read(descriptor, chunk, sizeof chunk);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			*error_number = errno;
			return status_of(*error_number);
		}
		if (got == 0)
			return FILE_OK;
		if ((size_t)got > maximum - bytes->length)
			return FILE_TOO_LARGE;
		if (!buffer_append(bytes, chunk, (size_t)got))
			return FILE_NO_MEMORY;
	}
}

/* Reads an opened regular file and closes it. */
static enum file_status read_regular(int descriptor, size_t maximum, struct buffer *bytes, int *error_number)
{
	struct stat about;
	enum file_status status;
	if (fstat(descriptor, &about) != 0) {
		*error_number = errno;
		status = FILE_UNREADABLE;
	} else if (!S_ISREG(about.st_mode)) {
		status = FILE_NOT_REGULAR;
	} else if ((uintmax_t)about.st_size > maximum) {
		status = FILE_TOO_LARGE;
	} else {
		status = read_all(descriptor, maximum, bytes, error_number);
	}
	close(descriptor);
	return status;
}

enum file_status file_read(
        int folder, const char *path, size_t maximum, struct buffer *bytes, int *error_number)
{
	buffer_clear(bytes);
	*error_number = 0;
	int descriptor = open_beneath(folder, path, OPEN_FLAGS);
	if (descriptor < 0) {
		*error_number = errno;
		return status_of(*error_number);
	}
	return read_regular(descriptor, maximum, bytes, error_number);
}

enum file_status file_read_path(const char *path, size_t maximum, struct buffer *bytes, int *error_number)
{
	buffer_clear(bytes);
	*error_number = 0;
	int descriptor = open(path, OPEN_FLAGS);
	if (descriptor < 0) {
		*error_number = errno;
		return status_of(*error_number);
	}
	return read_regular(descriptor, maximum, bytes, error_number);
}

enum file_status file_read_descriptor(int descriptor, size_t maximum, struct buffer *bytes, int *error_number)
{
	buffer_clear(bytes);
	*error_number = 0;
	return read_all(descriptor, maximum, bytes, error_number);
}

bool path_is_folder(const char *path, enum file_status *status, int *error_number)
{
	struct stat about;
	*error_number = 0;
	if (stat(path, &about) != 0) {
		*error_number = errno;
		*status = status_of(*error_number);
		return false;
	}
	*status = S_ISREG(about.st_mode) ? FILE_OK : FILE_NOT_REGULAR;
	return S_ISDIR(about.st_mode);
}

bool path_resolve(const char *path, struct buffer *absolute)
{
	char resolved[PATH_MAX];
	buffer_clear(absolute);
	return realpath(path, resolved) != NULL && buffer_append_text(absolute, resolved);
}

static int compare_names(const void *first, const void *second)
{
	const struct folder_item *one = first;
	const struct folder_item *other = second;
	return strcmp(one->name, other->name);
}

/* What a name in FOLDER is; symbolic links are followed to look, not to open. */
static void look_at(int folder, const struct dirent *found, struct folder_item *item)
{
	struct stat about;
#ifdef DT_DIR
	if (found->d_type == DT_DIR || found->d_type == DT_REG) {
		item->is_folder = found->d_type == DT_DIR;
		item->is_regular = found->d_type == DT_REG;
		return;
	}
#endif
	if (fstatat(folder, found->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0)
		return;
	item->is_link = S_ISLNK(about.st_mode);
	if (item->is_link && fstatat(folder, found->d_name, &about, 0) != 0)
		return;
	item->is_folder = S_ISDIR(about.st_mode);
	item->is_regular = S_ISREG(about.st_mode);
}

/* Collects what STREAM has; the items are a plain array that grows. */
static enum file_status collect(
        DIR *stream, size_t maximum, struct arena *arena, struct folder_item **items, size_t *count)
{
	size_t capacity = 0;
	for (struct dirent *found; (found = readdir(stream)) != NULL;) {
		if (found->d_name[0] == '.')
			continue;
		if (*count >= maximum)
			return FILE_TOO_LARGE;
		struct folder_item *grown = array_grow(*items, &capacity, *count, sizeof **items, maximum);
		if (grown == NULL)
			return FILE_NO_MEMORY;
		*items = grown;
		struct folder_item *item = &grown[*count];
		*item = (struct folder_item){.name = arena_copy(arena, found->d_name, strlen(found->d_name))};
		if (item->name == NULL)
			return FILE_NO_MEMORY;
		look_at(dirfd(stream), found, item);
		(*count)++;
	}
	return FILE_OK;
}

enum file_status folder_list(int folder, const char *path, size_t maximum, struct arena *arena,
        struct folder_item **items, size_t *count, int *error_number)
{
	struct folder_item *found = NULL;
	*items = NULL;
	*count = 0;
	*error_number = 0;
	int descriptor = open_beneath(folder, path, OPEN_FLAGS | O_DIRECTORY);
	DIR *stream = descriptor >= 0 ? fdopendir(descriptor) : NULL;
	if (stream == NULL) {
		*error_number = errno;
		if (descriptor >= 0)
			close(descriptor);
		return status_of(*error_number);
	}
	enum file_status status = collect(stream, maximum, arena, &found, count);
	closedir(stream);
	if (*count > 0 && (status == FILE_OK || status == FILE_TOO_LARGE)) {
		qsort(found, *count, sizeof *found, compare_names);
		*items = arena_take(arena, *count * sizeof **items);
		if (*items == NULL)
			status = FILE_NO_MEMORY;
		else
			memcpy(*items, found, *count * sizeof **items);
	}
	memory_resize(found, 0);
	return status;
}
