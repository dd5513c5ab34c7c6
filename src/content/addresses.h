/*
 * content/addresses.h — addresses on the web, and paths of pages inside the site. Private to content.
 */
#ifndef IOMVIEW_ADDRESSES_H
#define IOMVIEW_ADDRESSES_H

#include "base/base.h"

enum target_kind {
	TARGET_ADDRESS, /* http://, https:// or mailto: */
	TARGET_PAGE,    /* a page inside the site */
	TARGET_NOWHERE, /* nothing, or only a "#fragment": a place in the same page */
	TARGET_SCHEME,  /* another scheme, which is refused */
	TARGET_OUTSIDE  /* a path that leads out of the site's folder */
};

/*
 * Tells what a link's TARGET (LENGTH bytes, any values) is, and appends to OUT
 *	TARGET_ADDRESS  the address; white space and controls in it as %XX; before "//host" comes "https:"
 *	TARGET_PAGE     the page's path from the site's folder: "/", "?query", "#fragment", the ending (".md", ".bg.md",
 *	                ".yaml", …), "index" and a last "/" gone, "a/../b" made "b", %XX decoded
 *	TARGET_SCHEME   the scheme with its colon, for the message
 *	TARGET_OUTSIDE  the path as it was written, for the message
 * A path that begins with "./" or "../" is taken from FOLDER on, the folder of the page with the link ("news"; "" or NULL: the
 * site's), any other from the site's folder.
 * OUT->failed says that there was no room.
 */
enum target_kind target_read(struct buffer *out, const char *folder, const char *target, size_t length);

/*
 * Finds the first bare address (http:// or https://) of TEXT (any bytes) at or behind FROM: puts its first byte into *START and its
 * bytes into *ADDRESS_LENGTH. Ending punctuation is not part of it, a closing bracket only if it was opened in it, nor a letter of
 * another script that follows a Latin one or a digit. Returns false when there is none.
 */
bool address_find(const char *text, size_t length, size_t from, size_t *start, size_t *address_length);

#endif
