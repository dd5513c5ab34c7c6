/*
 * host/host.h — what the operating system knows of us: locale, environment, places of files.
 *
 * Knows: base.
 *
 *   locale.c           characters in UTF-8 whatever LANG says; the language for messages
 *   places.c           where the bundled site, the settings and what is remembered are
 *   state_files.c      what is remembered: read, and changed so that nothing is lost
 *   opener.c           an address is opened in a browser
 *   environment.c      what the environment may tell a program that strangers start
 *   sandbox.c          what this process may still do
 *   filter/make_filter.c  runs at build time: the system-call filter as an array
 */
#ifndef IOMVIEW_HOST_H
#define IOMVIEW_HOST_H

#include "base/base.h"

/*
 * Sets the character type of the process (LC_CTYPE and nothing else) to a UTF-8 locale: the user's own, else C.UTF-8,
 * else en_US.UTF-8. Returns false when none is there.
 */
bool host_set_locale(void);

/* The language of --check, --help and standard error: by LC_ALL, LC_MESSAGES, LANG, the first that is set and not empty. */
enum message_language host_message_language(void);

/*
 * Appends the folder of the bundled site: IOMVIEW_SITE when set, else "content" beside the running program (a source tree), else
 * INSTALLED (DATADIR/iomview/content). Returns false when memory runs out.
 */
bool host_bundled_site(struct buffer *path, const char *installed);

/*
 * Appends the path of the settings: $XDG_CONFIG_HOME/iomview/config.yaml, else ~/.config/iomview/config.yaml. Returns false when
 * neither variable leads anywhere, or memory runs out (path->failed).
 */
bool host_settings_file(struct buffer *path);

/* The same for the folder of what is remembered: $XDG_STATE_HOME/iomview, else ~/.local/state/iomview. */
bool host_state_folder(struct buffer *path);

/* ---- what is remembered ------------------------------------------------------------------------------------- */

/* No file of what is remembered may be larger (bytes). */
#define STATE_BYTES_MAXIMUM ((size_t)4 * 1024 * 1024)

/*
 * Reads the file NAME (a plain name of at most 64 bytes) of host_state_folder() into BYTES, which is emptied first; a missing file or
 * folder is empty. Only a regular file is read, no link is followed. Returns false when it cannot be read: DIAGNOSTICS (may be NULL) has why.
 */
bool host_state_read(const char *name, struct buffer *bytes, struct diagnostics *diagnostics);

/*
 * What a change makes of a file: appends to MERGED (empty, at most STATE_BYTES_MAXIMUM bytes) all that the file is to hold, from the
 * LENGTH bytes at PRESENT (NUL-terminated) that it holds now. Returns false when memory runs out.
 */
typedef bool host_state_merge(const char *present, size_t length, struct buffer *merged, void *context);

/*
 * Changes the file NAME of host_state_folder(), which is made if it is missing (0700; the file 0600). Between reading and writing a lock
 * is held (fcntl(2) on the file "lock" beside it, waited for at most a second), so that two iomviews lose nothing of each
 * other's. The new file is written aside, synced and renamed: whatever happens, the old or the new one is there whole. A link, FIFO or
 * folder in its place stays as it is. Returns false when nothing was changed: DIAGNOSTICS (may be NULL) has the one reason.
 */
bool host_state_update(
        const char *name, host_state_merge *merge, void *context, struct diagnostics *diagnostics);

/* ---- a browser ---------------------------------------------------------------------------------------------- */

/* Where a browser shows its pages. */
enum browser_place {
	BROWSER_NOWHERE, /* there is none */
	BROWSER_IN_WINDOW,
	BROWSER_IN_TERMINAL /* it needs the terminal that we have */
};

/* Whether ADDRESS may be handed to a browser: http://, https:// or mailto:, printable ASCII and no blank in it. */
bool host_address_can_be_opened(const char *address);

/*
 * Where the browser that host_open_address() would start shows its pages. LIST is the value of BROWSER (NULL: not set): commands
 * divided by colons, each divided at blanks into arguments, of which "%s" stands for the address (else it comes last); the first whose
 * program exists is taken, else xdg-open (macOS: open). In the terminal are those known for it (lynx, w3m, links, …),
 * and all where there are no windows: neither WAYLAND_DISPLAY nor DISPLAY is set.
 */
enum browser_place host_browser_place(const char *list);

/*
 * Opens ADDRESS, without a shell. A browser in a window runs by itself, its standard files on /dev/null. For one in the terminal
 * the caller must have given the terminal back; this waits until it ends. Either has no signal blocked, ignored or handled. From
 * the first time on children leave no zombies (SIGCHLD is ignored).
 * Returns false when ADDRESS may not be opened or no browser could be started.
 */
bool host_open_address(const char *address, const char *list);

/* ---- the environment ---------------------------------------------------------------------------------------- */

/*
 * Forgets every environment variable but LANG, LC_*, TERM and NO_COLOR, so that nothing that runs later (terminfo, the C library) reads
 * one. sshd(8) hands on what the client says.
 */
void host_forget_environment(void);

/* ---- the sandbox -------------------------------------------------------------------------------------------- */

/* What holds this process. */
struct sandbox_report {
	bool limits; /* setrlimit(2): memory, processor, file size, descriptors, no core, no new process */
	bool no_new_privileges; /* prctl(2), PR_SET_NO_NEW_PRIVS */
	bool not_dumpable;      /* nobody of the same user looks into its memory */
	int landlock; /* the kernel's ABI, from 1: files may only be read, and only the site's; 0: no Landlock */
	bool system_calls; /* seccomp(2): what is not reading, writing to the terminal or memory ends the process */
	bool pledged; /* OpenBSD: pledge(2), unveil(2) */
};

/*
 * For the rest of its life this process may read the folder or file SITE (NULL: nothing), write to what it has open, and end.
 * There is no way back, so all that is read elsewhere (terminfo, locale, dictionaries) is read before. What this system does not have is left
 * out: REPORT says what holds now.
 */
void host_enter_sandbox(const char *site, struct sandbox_report *report);

/* Whether files and system calls are held at all: without either a kiosk is none. */
bool host_sandbox_holds(const struct sandbox_report *report);

#endif
