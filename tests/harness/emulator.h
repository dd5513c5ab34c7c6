/*
 * tests/harness/emulator.h — a terminal, by libvterm: bytes in, cells out; keys in, bytes out. Knows no process.
 *
 * libvterm 0.1.4 damages OSC strings that are cut between writes, so all strings are taken out of the stream before it sees them.
 * Modes are followed here: libvterm tells only of some. Rows and columns count from 0.
 */
#ifndef IOMVIEW_HARNESS_EMULATOR_H
#define IOMVIEW_HARNESS_EMULATOR_H

#include "view/view.h"

struct emulator;

struct emulator *emulator_new(int rows, int columns);
void emulator_free(struct emulator *emulator);

/* What a program writes. May be cut anywhere. */
void emulator_feed(struct emulator *emulator, const char *bytes, size_t length);

/* What the terminal says: answers to what it was asked, keys, clicks, paste. Returns how many bytes; 0: nothing more. */
size_t emulator_answer(struct emulator *emulator, char *bytes, size_t size);

/* Each is told by the next emulator_answer(), as the terminal's modes say; none at all where they say so. */
void emulator_press(struct emulator *emulator, struct key key);
void emulator_click(struct emulator *emulator, int row, int column);
void emulator_paste_begins(struct emulator *emulator);
void emulator_paste_ends(struct emulator *emulator);

void emulator_resize(struct emulator *emulator, int rows, int columns);
void emulator_size(const struct emulator *emulator, int *rows, int *columns);

/* The text of ROW, blanks at its end left out. Valid until the next call but three. */
const char *emulator_row(const struct emulator *emulator, int row);

void emulator_cursor(const struct emulator *emulator, int *row, int *column, bool *shown);

/* Attributes and colours of a cell, in words: see pty_style(). */
const char *emulator_style(const struct emulator *emulator, int row, int column);

/* The link (OSC 8) that a cell belongs to: "id=3;https://iom.int/"; "": none. */
const char *emulator_link(const struct emulator *emulator, int row, int column);

/* Whether the program has asked for kitty's keyboard protocol; whether on one of the screens it was not popped as often as pushed. */
bool emulator_names_keys(const struct emulator *emulator);
bool emulator_key_flags_left(const struct emulator *emulator);

/* Whether a DEC private mode is on. */
bool emulator_mode(const struct emulator *emulator, int mode);

/* Numbers of the modes that are on, but for 7 and 25, which a terminal begins with: "1 1049 2004". */
const char *emulator_modes(const struct emulator *emulator);

#endif
