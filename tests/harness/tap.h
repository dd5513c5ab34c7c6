/*
 * tests/harness/tap.h — results of a test program, a line each. A program ends with "return tap_end();".
 */
#ifndef IOMVIEW_HARNESS_TAP_H
#define IOMVIEW_HARNESS_TAP_H

#include <stdbool.h>

/* Prints "ok" or "not ok" and the sentence that printf(3) makes of FORMAT. Returns GOOD. */
bool tap(bool good, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* More about a failure: lines that begin with "# ". */
void tap_note(const char *text);

/* Prints the plan. Returns the program's exit status. */
int tap_end(void);

#endif
