/*
 * text/hyphenate.h — dictionaries of hyphenation patterns. Private to text/ and its tests.
 */
#ifndef IOMVIEW_TEXT_HYPHENATE_H
#define IOMVIEW_TEXT_HYPHENATE_H

#include "text/text.h"

/* Letters of the longest word that is divided. */
enum { HYPHENATED_LETTERS_MAXIMUM = 64 };

struct dictionary;

/*
 * The dictionary of LANGUAGE (a BCP 47 tag), read when it is first asked for; NULL: there is none. It lives as long as
 * HYPHENATION.
 */
const struct dictionary *hyphenation_dictionary(struct hyphenation *hyphenation, const char *language);

/*
 * Sets PLACES[I] to whether the patterns divide WORD (LENGTH bytes of COUNT small letters, at most HYPHENATED_LETTERS_MAXIMUM) before its letter I,
 * from 0.
 */
void dictionary_divide(const struct dictionary *dictionary, const char *word, size_t length,
        bool places[HYPHENATED_LETTERS_MAXIMUM], size_t count);

#endif
