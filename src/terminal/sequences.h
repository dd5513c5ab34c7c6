/*
 * terminal/sequences.h — what one run of the terminal's bytes means. Private to terminal/.
 *
 * Pure functions of the bytes: xterm's control sequences (ctlseqs), the kitty keyboard protocol's CSI u, UTF-8.
 */
#ifndef IOMVIEW_TERMINAL_SEQUENCES_H
#define IOMVIEW_TERMINAL_SEQUENCES_H

#include "view/view.h"

enum sequence_kind {
	SEQUENCE_KEY,
	SEQUENCE_NOTHING,     /* whole, but no key: an answer, something unknown, bad UTF-8 */
	SEQUENCE_INCOMPLETE,  /* more bytes are needed */
	SEQUENCE_STRING,      /* the opening of an OSC, DCS, APC, PM or SOS string */
	SEQUENCE_PASTE_BEGIN, /* CSI 200 ~ */
	SEQUENCE_PASTE_END    /* CSI 201 ~ */
};

struct sequence {
	enum sequence_kind kind;
	size_t length; /* bytes that it takes; not set where INCOMPLETE */
	struct key key;
};

enum { BYTE_BELL = 0x07, BYTE_CANCEL = 0x18, BYTE_SUBSTITUTE = 0x1a, BYTE_ESCAPE = 0x1b, BYTE_DELETE = 0x7f };

/* The first character or sequence of BYTES, LENGTH >= 1. The answer for a shorter LENGTH is INCOMPLETE or the same. */
struct sequence sequence_read(const unsigned char *bytes, size_t length);

/* Whether a key may carry CHARACTER: no control character, no surrogate, within Unicode. */
bool character_is_typed(uint32_t character);

#endif
