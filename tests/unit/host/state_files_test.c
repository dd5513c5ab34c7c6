/*
 * What is remembered: where it lies, that two programs at once lose nothing, and that neither a full disk nor a kill leaves half a file.
 *
 * Linked with --wrap, so that any system call of ours can fail, or be the last thing that the process does.
 */

#include "host/host.h"

#include "harness/failing_memory.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- calls that fail ---------------------------------------------------------------------------------------- */

ssize_t __real_write(int descriptor, const void *bytes, size_t length);
int __real_fsync(int descriptor);
int __real_renameat(int from, const char *name, int to, const char *other);
int __real_close(int descriptor);
ssize_t __wrap_write(int descriptor, const void *bytes, size_t length);
int __wrap_fsync(int descriptor);
int __wrap_renameat(int from, const char *name, int to, const char *other);
int __wrap_close(int descriptor);

static struct {
	int calls;        /* since they were counted from 0 */
	int failing;      /* this one fails, from 1; 0: none */
	int error_number; /* so; 0: the process is killed instead */
	bool hit;
	bool short_writes; /* write(2) takes one byte at a time, and every second one is interrupted */
} trouble;

static bool fails(void)
{
	trouble.calls++;
	if (trouble.calls != trouble.failing)
		return false;
	trouble.hit = true;
	if (trouble.error_number == 0)
		(void)raise(SIGKILL);
	errno = trouble.error_number;
	return true;
}

ssize_t __wrap_write(int descriptor, const void *bytes, size_t length)
{
	static unsigned number;
	if (trouble.failing > 0 && fails())
		return -1;
	if (trouble.short_writes && number++ % 2 == 0) {
		errno = EINTR;
		return -1;
	}
	return __real_write(descriptor, bytes, trouble.short_writes && length > 1 ? 1 : length);
}

int __wrap_fsync(int descriptor)
{
	return trouble.failing > 0 && fails() ? -1 : __real_fsync(descriptor);
}

int __wrap_renameat(int from, const char *name, int to, const char *other)
{
	return trouble.failing > 0 && fails() ? -1 : __real_renameat(from, name, to, other);
}

int __wrap_close(int descriptor)
{
	int status = __real_close(descriptor);
	return trouble.failing > 0 && fails() ? -1 : status;
}

/* ---- a folder ----------------------------------------------------------------------------------------------- */

static char home[512];
static const char name[] = "bookmarks";

static const char *in_home(const char *rest)
{
	static char path[2][2048];
	static unsigned next;
	char *place = path[next++ % 2];
	snprintf(place, sizeof *path, "%s/%s", home, rest);
	return place;
}

static const char *in_state(const char *rest)
{
	static char path[1024];
	snprintf(path, sizeof path, "state/iomview/%s", rest);
	return in_home(path);
}

static int begin(void **state)
{
	(void)state;
	static char pattern[512];
	const char *root = getenv("TMPDIR");
	snprintf(pattern, sizeof pattern, "%s/state-XXXXXX", root != NULL ? root : "/tmp");
	if (mkdtemp(pattern) == NULL)
		return -1;
	snprintf(home, sizeof home, "%s", pattern);
	memset(&trouble, 0, sizeof trouble);
	failing_memory_set(0, false);
	signal(SIGXFSZ, SIG_IGN);
	return setenv("XDG_STATE_HOME", in_home("state"), 1);
}

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static const char *got(const char *path)
{
	static char text[65536];
	FILE *file = fopen(path, "r");
	if (file == NULL)
		return NULL;
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	return text;
}

static unsigned mode_of(const char *path)
{
	struct stat about;
	assert_int_equal(lstat(path, &about), 0);
	return about.st_mode & 07777;
}

/* Adds a line to what is there. */
static bool add_line(const char *present, size_t length, struct buffer *merged, void *context)
{
	return buffer_append(merged, present, length) && buffer_append_text(merged, context) &&
	       buffer_append_text(merged, "\n");
}

/* Changes the file and expects success. */
static void add(const char *line)
{
	char text[256];
	struct diagnostics found;
	diagnostics_init(&found);
	snprintf(text, sizeof text, "%s", line);
	assert_true(host_state_update(name, add_line, text, &found));
	assert_int_equal(found.count, 0);
	diagnostics_free(&found);
}

/* Changes the file and expects the one diagnostic WANTED, in English. */
static void add_with(const char *line, const char *wanted)
{
	char text[256];
	struct diagnostics found;
	struct buffer said;
	diagnostics_init(&found);
	buffer_init(&said, 4096);
	snprintf(text, sizeof text, "%s", line);
	assert_false(host_state_update(name, add_line, text, &found));
	assert_int_equal(found.count, 1);
	diagnostic_line(&said, &found.items[0], MESSAGES_ENGLISH);
	if (strstr(buffer_text(&said), wanted) == NULL)
		fail_msg("'%s' is not in '%s'", wanted, buffer_text(&said));
	buffer_free(&said);
	diagnostics_free(&found);
}

/* ---- places ------------------------------------------------------------------------------------------------- */

static void settings_and_state_lie_where_xdg_says_or_in_the_home_folder(void **state)
{
	(void)state;
	static const struct {
		const char *config, *remembered, *house;
		const char *settings, *folder; /* NULL: nowhere */
	} rows[] = {
	        {"/c", "/s", "/h", "/c/iomview/config.yaml", "/s/iomview"},
	        {NULL, NULL, "/h/иван", "/h/иван/.config/iomview/config.yaml",
	                "/h/иван/.local/state/iomview"},
	        {"", "", "/h", "/h/.config/iomview/config.yaml", "/h/.local/state/iomview"},
	        {"c", "./s", "/h", "/h/.config/iomview/config.yaml", "/h/.local/state/iomview"},
	        {NULL, NULL, NULL, NULL, NULL},
	        {NULL, NULL, "", NULL, NULL},
	        {NULL, NULL, "h", NULL, NULL},
	        {"/c", NULL, NULL, "/c/iomview/config.yaml", NULL},
	};
	char *old = strdup(getenv("HOME") != NULL ? getenv("HOME") : "/");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer path;
		buffer_init(&path, 4096);
		(void)(rows[i].config == NULL ? unsetenv("XDG_CONFIG_HOME")
		                              : setenv("XDG_CONFIG_HOME", rows[i].config, 1));
		(void)(rows[i].remembered == NULL ? unsetenv("XDG_STATE_HOME")
		                                  : setenv("XDG_STATE_HOME", rows[i].remembered, 1));
		(void)(rows[i].house == NULL ? unsetenv("HOME") : setenv("HOME", rows[i].house, 1));
		assert_int_equal(host_settings_file(&path), rows[i].settings != NULL);
		assert_string_equal(buffer_text(&path), rows[i].settings != NULL ? rows[i].settings : "");
		buffer_clear(&path);
		assert_int_equal(host_state_folder(&path), rows[i].folder != NULL);
		assert_string_equal(buffer_text(&path), rows[i].folder != NULL ? rows[i].folder : "");
		buffer_free(&path);
	}
	setenv("HOME", old, 1);
	free(old);
}

static void a_first_change_makes_folders_and_file_for_the_user_alone(void **state)
{
	(void)state;
	mode_t old = umask(0);
	add("първи");
	umask(old);
	add("втори");
	assert_string_equal(got(in_state(name)), "първи\nвтори\n");
	assert_int_equal(mode_of(in_home("state")), 0700);
	assert_int_equal(mode_of(in_home("state/iomview")), 0700);
	assert_int_equal(mode_of(in_state(name)), 0600);
	assert_int_equal(mode_of(in_state("lock")), 0600);
	assert_int_equal(access(in_state("bookmarks.new"), F_OK), -1);
}

static void what_is_missing_is_empty_and_reading_makes_nothing(void **state)
{
	(void)state;
	struct diagnostics found;
	struct buffer bytes;
	diagnostics_init(&found);
	buffer_init(&bytes, 10);
	buffer_append_text(&bytes, "old");
	assert_true(host_state_read(name, &bytes, &found));
	assert_int_equal(bytes.length, 0);
	assert_int_equal(access(in_home("state"), F_OK), -1);
	unsetenv("XDG_STATE_HOME");
	char *old = strdup(getenv("HOME") != NULL ? getenv("HOME") : "/");
	unsetenv("HOME");
	assert_true(host_state_read(name, &bytes, &found));
	assert_int_equal(found.count, 0);
	add_with("x", "no folder for bookmarks and what was read; set HOME or XDG_STATE_HOME");
	setenv("HOME", old, 1);
	free(old);
	setenv("XDG_STATE_HOME", in_home("state"), 1);
	add("нещо");
	assert_true(host_state_read(name, &bytes, &found));
	assert_string_equal(buffer_text(&bytes), "нещо\n");
	buffer_free(&bytes);
	diagnostics_free(&found);
}

/* ---- what stands in the way --------------------------------------------------------------------------------- */

/* Neither reading nor changing goes through what is no file. */
static void refuse(const char *wanted)
{
	struct diagnostics found;
	struct buffer bytes;
	diagnostics_init(&found);
	buffer_init(&bytes, 100);
	assert_false(host_state_read(name, &bytes, &found));
	assert_int_equal(bytes.length, 0);
	assert_int_equal(found.count, 1);
	diagnostics_free(&found);
	buffer_free(&bytes);
	add_with("x", wanted);
}

static void a_link_fifo_or_folder_in_place_of_the_file_stays_as_it_is(void **state)
{
	(void)state;
	struct stat about;
	add("x");
	unlink(in_state(name));
	put(in_home("elsewhere"), "чуждо\n");
	assert_int_equal(symlink(in_home("elsewhere"), in_state(name)), 0);
	refuse("not a regular file");
	assert_int_equal(lstat(in_state(name), &about), 0);
	assert_true(S_ISLNK(about.st_mode));
	assert_string_equal(got(in_home("elsewhere")), "чуждо\n");
	unlink(in_state(name));
	assert_int_equal(mkfifo(in_state(name), 0600), 0);
	refuse("not a regular file");
	assert_int_equal(lstat(in_state(name), &about), 0);
	assert_true(S_ISFIFO(about.st_mode));
	unlink(in_state(name));
	assert_int_equal(mkdir(in_state(name), 0700), 0);
	refuse("not a regular file");
	rmdir(in_state(name));
	put(in_state(name), "");
	assert_int_equal(truncate(in_state(name), (off_t)STATE_BYTES_MAXIMUM + 1), 0);
	refuse("larger than 4 MiB");
}

static void a_link_or_fifo_in_place_of_the_lock_or_of_the_new_file_is_not_written_through(void **state)
{
	(void)state;
	add("първи");
	put(in_home("elsewhere"), "чуждо\n");
	unlink(in_state("lock"));
	assert_int_equal(symlink(in_home("elsewhere"), in_state("lock")), 0);
	add_with("x", "cannot be kept");
	unlink(in_state("lock"));
	assert_int_equal(mkfifo(in_state("lock"), 0600), 0);
	add_with("x", "cannot be kept");
	unlink(in_state("lock"));
	assert_int_equal(symlink(in_home("elsewhere"), in_state("bookmarks.new")), 0);
	add("втори");
	assert_string_equal(got(in_home("elsewhere")), "чуждо\n");
	assert_string_equal(got(in_state(name)), "първи\nвтори\n");
}

static void a_file_in_place_of_the_folder_is_left_alone(void **state)
{
	(void)state;
	put(in_home("state"), "чуждо\n");
	add_with("x", "cannot be kept: Not a directory");
	assert_string_equal(got(in_home("state")), "чуждо\n");
}

static void a_folder_that_may_not_be_written_costs_one_message(void **state)
{
	(void)state;
	add("първи");
	unlink(in_state("lock"));
	chmod(in_home("state/iomview"), 0500);
	bool root = geteuid() == 0;
	if (root) { /* who may write anywhere: the folder is somebody's whom we become */
		assert_int_equal(chmod(home, 0755) | chmod(in_home("state"), 0755), 0);
		assert_int_equal(chmod(in_home("state/iomview"), 0555) | chmod(in_state(name), 0644), 0);
		assert_int_equal(seteuid(65534), 0);
	}
	bool reached = access(in_state(name), R_OK) == 0;
	if (reached)
		add_with("втори", "cannot be kept: Permission denied");
	if (root)
		assert_int_equal(seteuid(0), 0);
	assert_string_equal(got(in_state(name)), "първи\n");
	chmod(in_home("state/iomview"), 0700);
}

/* ---- a full disk -------------------------------------------------------------------------------------------- */

static void whichever_call_fails_the_old_file_is_whole_and_one_message_says_so(void **state)
{
	(void)state;
	static const int errors[] = {ENOSPC, EDQUOT, EIO, EROFS};
	add("първи");
	/* The first close is the old file's; then come write, fsync, close, renameat; then the folder's fsync, and closing. */
	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
		for (int call = 2; call <= 5; call++) {
			trouble.calls = 0;
			trouble.failing = call;
			trouble.error_number = errors[i];
			trouble.hit = false;
			add_with("втори", strerror(errors[i]));
			trouble.failing = 0;
			assert_true(trouble.hit);
			assert_string_equal(got(in_state(name)), "първи\n");
			assert_int_equal(access(in_state("bookmarks.new"), F_OK), -1);
		}
	for (int call = 6; call <= 8; call++) {
		trouble.calls = 0;
		trouble.failing = call;
		add("още");
		trouble.failing = 0;
	}
	assert_string_equal(got(in_state(name)), "първи\nоще\nоще\nоще\n");
}

static void a_process_killed_at_any_call_leaves_the_old_file_or_the_new(void **state)
{
	(void)state;
	add("първи");
	bool old_seen = false, new_seen = false;
	for (int call = 1; call <= 8; call++) {
		int status;
		fflush(NULL);
		pid_t child = fork();
		if (child == 0) {
			trouble.failing = call;
			_exit(host_state_update(name, add_line, "втори", NULL) ? 0 : 1);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		bool old = strcmp(got(in_state(name)), "първи\n") == 0;
		assert_true(old || strcmp(got(in_state(name)), "първи\nвтори\n") == 0);
		old_seen = old_seen || old;
		new_seen = new_seen || !old;
		put(in_state(name), "първи\n");
	}
	assert_true(old_seen && new_seen);
	add("трети"); /* whatever the killed ones have left lies in nobody's way */
	assert_string_equal(got(in_state(name)), "първи\nтрети\n");
	assert_int_equal(access(in_state("bookmarks.new"), F_OK), -1);
}

static void a_disk_that_is_really_full_keeps_the_old_file(void **state)
{
	(void)state;
	struct rlimit old, small = {.rlim_cur = 8};
	add("първи");
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small.rlim_max = old.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	char text[] = "втори", english[4096] = "";
	struct diagnostics found;
	diagnostics_init(&found);
	bool changed = host_state_update(name, add_line, text, &found);
	if (found.count == 1)
		snprintf(english, sizeof english, "%s", found.items[0].arguments[0]);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_false(changed);
	assert_string_equal(english, "File too large");
	diagnostics_free(&found);
	assert_string_equal(got(in_state(name)), "първи\n");
	add("втори");
	assert_string_equal(got(in_state(name)), "първи\nвтори\n");
}

/* As root we may have a disk of our own: of four pages, filled. Elsewhere the test above is all there is. */
static void a_small_disk_filled_to_the_last_byte_keeps_the_old_file(void **state)
{
	(void)state;
	char command[2048];
	add("първи");
	snprintf(command, sizeof command,
	        "mkdir '%s/disk' && mount -t tmpfs -o size=16k tmpfs '%s/disk' 2>/dev/null", home, home);
	if (geteuid() != 0 || system(command) != 0)
		return;
	setenv("XDG_STATE_HOME", in_home("disk"), 1);
	add("първи");
	snprintf(command, sizeof command, "cat /dev/zero >'%s/disk/filling' 2>/dev/null", home);
	bool full = system(command) != 0;
	char text[] = "втори";
	struct diagnostics found;
	diagnostics_init(&found);
	bool changed = host_state_update(name, add_line, text, &found);
	size_t count = found.count;
	diagnostics_free(&found);
	char kept[64] = "", after[64] = "";
	snprintf(kept, sizeof kept, "%.60s", got(in_home("disk/iomview/bookmarks")));
	unlink(in_home("disk/filling"));
	bool then = host_state_update(name, add_line, text, NULL);
	snprintf(after, sizeof after, "%.60s", got(in_home("disk/iomview/bookmarks")));
	snprintf(command, sizeof command, "umount '%s/disk'", home);
	assert_int_equal(system(command), 0);
	assert_true(full && !changed && count == 1 && then);
	assert_string_equal(kept, "първи\n");
	assert_string_equal(after, "първи\nвтори\n");
}

static void writing_goes_on_after_interruptions_and_short_writes(void **state)
{
	(void)state;
	trouble.short_writes = true;
	add("първи");
	trouble.short_writes = false;
	assert_string_equal(got(in_state(name)), "първи\n");
}

static bool keep_all(const char *present, size_t length, struct buffer *merged, void *context)
{
	(void)context;
	return buffer_append(merged, present, length);
}

static void nothing_new_is_not_written(void **state)
{
	(void)state;
	struct stat before, after;
	add("първи");
	assert_int_equal(stat(in_state(name), &before), 0);
	assert_true(host_state_update(name, keep_all, NULL, NULL));
	assert_int_equal(stat(in_state(name), &after), 0);
	assert_true(before.st_ino == after.st_ino);
}

/* ---- two at once -------------------------------------------------------------------------------------------- */

enum { ENTRIES = 500 };

static int add_entries(char letter)
{
	char line[32];
	for (int i = 0; i < ENTRIES; i++) {
		snprintf(line, sizeof line, "%c%d", letter, i);
		if (!host_state_update(name, add_line, line, NULL))
			return 1;
	}
	return 0;
}

static void two_processes_that_add_at_once_lose_nothing(void **state)
{
	(void)state;
	pid_t children[2];
	bool seen[2][ENTRIES] = {{false}};
	fflush(NULL);
	for (int i = 0; i < 2; i++) {
		children[i] = fork();
		if (children[i] == 0)
			_exit(add_entries((char)('a' + i)));
	}
	for (int i = 0; i < 2; i++) {
		int status;
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	char *text = strdup(got(in_state(name)));
	int count = 0;
	for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n"), count++) {
		int number = atoi(line + 1);
		assert_true((*line == 'a' || *line == 'b') && number < ENTRIES && !seen[*line - 'a'][number]);
		seen[*line - 'a'][number] = true;
	}
	free(text);
	assert_int_equal(count, 2 * ENTRIES);
}

static void a_lock_that_is_never_given_back_is_waited_for_no_longer_than_a_second(void **state)
{
	(void)state;
	int ready[2];
	char byte;
	add("първи");
	assert_int_equal(pipe(ready), 0);
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
		int lock = open(in_state("lock"), O_RDWR);
		if (fcntl(lock, F_SETLK, &whole) != 0)
			_exit(1);
		(void)!write(ready[1], "x", 1);
		pause();
		_exit(0);
	}
	close(ready[1]); /* a child that fails ends the waiting */
	assert_int_equal(read(ready[0], &byte, 1), 1);
	struct timespec start, end;
	clock_gettime(CLOCK_MONOTONIC, &start);
	add_with("втори", "another iomview holds this file");
	clock_gettime(CLOCK_MONOTONIC, &end);
	double seconds = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
	assert_true(seconds > 0.9 && seconds < 10);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	add("втори");
	assert_string_equal(got(in_state(name)), "първи\nвтори\n");
	close(ready[0]);
}

/* ---- memory ------------------------------------------------------------------------------------------------- */

static void any_allocation_may_fail_and_the_file_stays_whole(void **state)
{
	(void)state;
	add("първи");
	for (size_t nth = 1;; nth++) {
		failing_memory_set(nth, false);
		bool changed = host_state_update(name, add_line, "втори", NULL);
		bool hit = failing_memory_hit();
		failing_memory_set(0, false);
		assert_true(changed != hit);
		if (!hit)
			break;
		assert_string_equal(got(in_state(name)), "първи\n");
	}
	struct buffer bytes;
	buffer_init(&bytes, 100);
	for (size_t nth = 1;; nth++) {
		failing_memory_set(nth, false);
		bool read = host_state_read(name, &bytes, NULL);
		bool hit = failing_memory_hit();
		failing_memory_set(0, false);
		assert_true(read != hit);
		buffer_free(&bytes);
		if (!hit)
			break;
	}
	assert_int_equal(failing_memory_live(), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, begin)
	const struct CMUnitTest tests[] = {
	        TEST(settings_and_state_lie_where_xdg_says_or_in_the_home_folder),
	        TEST(a_first_change_makes_folders_and_file_for_the_user_alone),
	        TEST(what_is_missing_is_empty_and_reading_makes_nothing),
	        TEST(a_link_fifo_or_folder_in_place_of_the_file_stays_as_it_is),
	        TEST(a_link_or_fifo_in_place_of_the_lock_or_of_the_new_file_is_not_written_through),
	        TEST(a_file_in_place_of_the_folder_is_left_alone),
	        TEST(a_folder_that_may_not_be_written_costs_one_message),
	        TEST(whichever_call_fails_the_old_file_is_whole_and_one_message_says_so),
	        TEST(a_process_killed_at_any_call_leaves_the_old_file_or_the_new),
	        TEST(a_disk_that_is_really_full_keeps_the_old_file),
	        TEST(a_small_disk_filled_to_the_last_byte_keeps_the_old_file),
	        TEST(writing_goes_on_after_interruptions_and_short_writes),
	        TEST(nothing_new_is_not_written),
	        TEST(two_processes_that_add_at_once_lose_nothing),
	        TEST(a_lock_that_is_never_given_back_is_waited_for_no_longer_than_a_second),
	        TEST(any_allocation_may_fail_and_the_file_stays_whole),
	};
#undef TEST
	return cmocka_run_group_tests(tests, NULL, NULL);
}
