/*
 * content/entities.h — what &name; and &#number; stand for. Private to content.
 */
#ifndef IOMVIEW_ENTITIES_H
#define IOMVIEW_ENTITIES_H

#include <stddef.h>

/* Bytes of the longest character (UTF-8). */
enum { ENTITY_BYTES = 4 };

/*
 * Decodes the character reference ENTITY, LENGTH bytes with '&' and ';' (CommonMark 2.5). Returns the bytes put into BYTES; 0 when
 * it is none that is known and stays as written. A number that is no character, and 0, become U+FFFD; a control
 * character comes out as itself: what may be shown is text_sanitise()'s business.
 */
size_t entity_decode(const char *entity, size_t length, char bytes[ENTITY_BYTES]);

/* Bytes of the character reference at the start of TEXT, by its form; 0 when there is none. */
size_t entity_length(const char *text, size_t length);

#endif
