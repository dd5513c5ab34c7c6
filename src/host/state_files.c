/* What the program remembers: read, and changed so that nothing is lost. */
#include "host/host.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PATH_BYTES_MAXIMUM = 4096, NAME_BYTES_MAXIMUM = 64, FOLDER_MODE = 0700, FILE_MODE = 0600 };

/* How long another iomview may hold the lock, in milliseconds, and how often we look. */
enum { LOCK_WAIT = 1000, LOCK_STEP = 2 };

/* Two bytes of the lock file are locked: who waits for the second holds the first, so that nobody is overtaken for ever. */
enum { LOCK_TURN, LOCK_FILE };

/* A file of ours. */
struct state_file {
	const char *name;
	struct buffer path; /* as the user knows it: for diagnostics */
	int folder;         /* descriptors; -1: none */
	int lock;
	struct diagnostics *diagnostics;
};

/* ---- what is wrong ---- */

static bool complain(const struct state_file *file, enum diagnostic_name name, const char *first)
{
	const char *path = name == DIAGNOSTIC_NO_STATE_FOLDER ? NULL : buffer_text(&file->path);
	diagnostics_add(file->diagnostics, name, path, 0, 0, first, NULL, NULL);
	return false;
}

static bool complain_of_writing(const struct state_file *file, int error_number)
{
	if (error_number == ENOMEM)
		return complain(file, DIAGNOSTIC_OUT_OF_MEMORY, NULL);
	return complain(file, DIAGNOSTIC_STATE_NOT_WRITTEN, strerror(error_number));
}

static bool complain_of_reading(const struct state_file *file, enum file_status status, int error_number)
{
	char most[24];
	switch (status) {
	case FILE_NO_PERMISSION:
		return complain(file, DIAGNOSTIC_FILE_NO_PERMISSION, NULL);
	case FILE_NOT_REGULAR:
	case FILE_OUTSIDE:
		return complain(file, DIAGNOSTIC_FILE_NOT_REGULAR, NULL);
	case FILE_TOO_LARGE:
		snprintf(most, sizeof most, "%zu", STATE_BYTES_MAXIMUM >> 20);
		return complain(file, DIAGNOSTIC_FILE_TOO_LARGE, most);
	case FILE_NO_MEMORY:
		return complain(file, DIAGNOSTIC_OUT_OF_MEMORY, NULL);
	default:
		return complain(file, DIAGNOSTIC_FILE_UNREADABLE, strerror(error_number));
	}
}

/* ---- the folder ---- */

/* Makes PATH and the folders on the way to it. Returns 0 or errno. */
static int make_folders(char *path)
{
	for (char *slash = path + 1; slash != NULL; slash = slash + 1) {
		slash = strchr(slash, '/');
		if (slash != NULL)
			*slash = '\0';
		int made = mkdir(path, FOLDER_MODE);
		int error_number = made == 0 || errno == EEXIST ? 0 : errno;
		if (slash == NULL)
			return error_number;
		*slash = '/';
		/* Where a folder above may not be looked at, mkdir says so of what is beneath. */
		if (error_number != 0 && error_number != EACCES && error_number != EROFS)
			return error_number;
	}
	return 0;
}

/* Finds the folder of FILE, made where it is missing if it is MADE; FILE->folder stays -1 where it is missing. */
static bool open_folder(struct state_file *file, bool made)
{
	enum file_status status;
	int error_number;
	bool known = host_state_folder(&file->path);
	if (file->path.failed)
		return complain(file, DIAGNOSTIC_OUT_OF_MEMORY, NULL);
	if (!known)
		return !made || complain(file, DIAGNOSTIC_NO_STATE_FOLDER, NULL);
	error_number = made ? make_folders(file->path.bytes) : 0;
	if (error_number != 0)
		return complain_of_writing(file, error_number);
	file->folder = folder_open(buffer_text(&file->path), &status, &error_number);
	if (file->folder < 0 && (made || status != FILE_MISSING))
		return made ? complain_of_writing(file, error_number)
		            : complain_of_reading(file, status, error_number);
	return (buffer_append_text(&file->path, "/") && buffer_append_text(&file->path, file->name)) ||
	       complain(file, DIAGNOSTIC_OUT_OF_MEMORY, NULL);
}

static void init(struct state_file *file, const char *name, struct diagnostics *diagnostics)
{
	*file = (struct state_file){.name = name, .folder = -1, .lock = -1, .diagnostics = diagnostics};
	buffer_init(&file->path, PATH_BYTES_MAXIMUM);
}

static void give_back(struct state_file *file)
{
	if (file->lock >= 0)
		(void)close(file->lock); /* which unlocks it */
	folder_close(file->folder);
	buffer_free(&file->path);
}

/* ---- reading ---- */

/* The bytes of FILE, none when it is missing. A link is not followed: writing would put a file in its place. */
static bool read_file(const struct state_file *file, struct buffer *bytes)
{
	struct stat about;
	int error_number = 0;
	enum file_status status = FILE_NOT_REGULAR;
	buffer_clear(bytes);
	if (fstatat(file->folder, file->name, &about, AT_SYMLINK_NOFOLLOW) != 0) {
		error_number = errno;
		status = error_number == ENOENT ? FILE_MISSING : FILE_UNREADABLE;
	} else if (S_ISREG(about.st_mode)) {
		status = file_read(file->folder, file->name, STATE_BYTES_MAXIMUM, bytes, &error_number);
	}
	return status == FILE_OK || status == FILE_MISSING || complain_of_reading(file, status, error_number);
}

bool host_state_read(const char *name, struct buffer *bytes, struct diagnostics *diagnostics)
{
	struct state_file file;
	init(&file, name, diagnostics);
	buffer_clear(bytes);
	bool good = open_folder(&file, false) && (file.folder < 0 || read_file(&file, bytes));
	give_back(&file);
	return good;
}

/* ---- changing ---- */

/* Opens the file that stands for the lock. It is never removed: another iomview may be waiting for it. */
static int open_lock(const struct state_file *file)
{
	struct stat about;
	int lock = openat(file->folder, "lock",
	        O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, FILE_MODE);
	if (lock >= 0 && (fstat(lock, &about) != 0 || !S_ISREG(about.st_mode))) {
		(void)close(lock);
		errno = EINVAL;
		return -1;
	}
	return lock;
}

/* Locks or unlocks one byte of the lock file. Returns 0 or errno. */
static int set_lock(const struct state_file *file, int byte, int type)
{
	struct flock part = {.l_type = (short)type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
	return fcntl(file->lock, F_SETLK, &part) == 0 ? 0 : errno;
}

/* Waits for BYTE of the lock file; WAITED has the milliseconds spent so far. */
static bool wait_for_lock(const struct state_file *file, int byte, int *waited)
{
	const struct timespec step = {.tv_nsec = LOCK_STEP * 1000000L};
	for (int error_number; (error_number = set_lock(file, byte, F_WRLCK)) != 0; *waited += LOCK_STEP) {
		if (error_number != EACCES && error_number != EAGAIN && error_number != EINTR)
			return complain_of_writing(file, error_number);
		if (*waited >= LOCK_WAIT)
			return complain(file, DIAGNOSTIC_STATE_BUSY, NULL);
		(void)nanosleep(&step, NULL);
	}
	return true;
}

/* Locks, so that between reading and renaming nobody else writes. */
static bool take_lock(struct state_file *file)
{
	int waited = 0;
	file->lock = open_lock(file);
	if (file->lock < 0)
		return complain_of_writing(file, errno);
	if (!wait_for_lock(file, LOCK_TURN, &waited) || !wait_for_lock(file, LOCK_FILE, &waited))
		return false;
	(void)set_lock(file, LOCK_TURN, F_UNLCK);
	return true;
}

/* Writes all of BYTES to DESCRIPTOR and has them on the disk. Returns 0 or errno. */
static int write_all(int descriptor, const struct buffer *bytes)
{
	size_t done = 0;
	while (done < bytes->length) {
		ssize_t written = write(descriptor, bytes->bytes + done, bytes->length - done);
		if (written < 0 && errno != EINTR)
			return errno;
		if (written == 0)
			return EIO;
		if (written > 0)
			done += (size_t)written;
	}
	return fsync(descriptor) == 0 ? 0 : errno;
}

/* Writes BYTES into a new file ASIDE in FOLDER; what a killed program has left there goes. Returns 0 or errno. */
static int write_aside(int folder, const char *aside, const struct buffer *bytes)
{
	(void)unlinkat(folder, aside, 0);
	int descriptor =
	        openat(folder, aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
	if (descriptor < 0)
		return errno;
	int error_number = write_all(descriptor, bytes);
	if (close(descriptor) != 0 && error_number == 0)
		error_number = errno;
	return error_number;
}

/* Puts BYTES in the place of FILE, all of them or none. */
static bool replace(const struct state_file *file, const struct buffer *bytes)
{
	char aside[NAME_BYTES_MAXIMUM + sizeof ".new"];
	snprintf(aside, sizeof aside, "%s.new", file->name);
	int error_number = write_aside(file->folder, aside, bytes);
	if (error_number == 0 && renameat(file->folder, aside, file->folder, file->name) != 0)
		error_number = errno;
	if (error_number != 0) {
		(void)unlinkat(file->folder, aside, 0);
		return complain_of_writing(file, error_number);
	}
	/* A folder that cannot be synced (some file systems) is as good as it gets. */
	(void)fsync(file->folder);
	return true;
}

/* Merges and writes, the lock being held. */
static bool change(struct state_file *file, host_state_merge *merge, void *context)
{
	struct buffer present, merged;
	buffer_init(&present, STATE_BYTES_MAXIMUM);
	buffer_init(&merged, STATE_BYTES_MAXIMUM);
	bool good = read_file(file, &present);
	if (good && (!merge(buffer_text(&present), present.length, &merged, context) || merged.failed))
		good = complain(file, DIAGNOSTIC_OUT_OF_MEMORY, NULL);
	bool same = merged.length == present.length &&
	            (merged.length == 0 || memcmp(merged.bytes, present.bytes, merged.length) == 0);
	if (good && !same)
		good = replace(file, &merged);
	buffer_free(&present);
	buffer_free(&merged);
	return good;
}

bool host_state_update(
        const char *name, host_state_merge *merge, void *context, struct diagnostics *diagnostics)
{
	struct state_file file;
	init(&file, name, diagnostics);
	bool good = open_folder(&file, true) && take_lock(&file) && change(&file, merge, context);
	give_back(&file);
	return good;
}
