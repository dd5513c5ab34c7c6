/* tests/unit/terminal/key_words.h — decoded keys in words, so that a table of them can be read. */
#ifndef IOMVIEW_KEY_WORDS_H
#define IOMVIEW_KEY_WORDS_H

#include "terminal/terminal.h"

/* Bytes that the words of one test may take. */
enum { WORDS = 4096 };

/* Appends the keys that are ready: "Alt-Right", "й", "й=q" (on a US layout q), "pasted:q", "click:3,4", a blank behind each. */
void take_all(struct key_decoder *decoder, struct buffer *out);

/* Feeds all of BYTES, taking the keys as they come. */
void feed_all(struct key_decoder *decoder, const char *bytes, size_t length, struct buffer *out);

/* GOT must be KEYS, in words, without the last blank. BYTES are named where it is not. */
void assert_keys(const struct buffer *got, const char *keys, const char *bytes);

/* As terminfo would. */
void add_sequence(struct key_decoder *decoder, const char *bytes, struct key key);

#endif
