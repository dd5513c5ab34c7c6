/* content/addresses.c — addresses on the web, and paths of pages inside the site. */

#include "content/addresses.h"
#include "text/text.h"

#include <string.h>

static bool is_letter(char byte)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

static bool is_letter_or_digit(char byte)
{
	return is_letter(byte) || (byte >= '0' && byte <= '9');
}

/* Whether TEXT begins with PREFIX (small letters), whatever its case. */
static bool begins(const char *text, size_t length, const char *prefix)
{
	size_t prefix_length = strlen(prefix);
	return length >= prefix_length && ascii_equal_start(text, prefix, prefix_length);
}

/* ---- the target of a link ---- */

/* Bytes of the scheme with its colon (RFC 3986, 3.1); 0: none. */
static size_t scheme_length(const char *target, size_t length)
{
	if (length == 0 || !is_letter(target[0]))
		return 0;
	size_t end = 1;
	while (end < length && (is_letter_or_digit(target[end]) || strchr("+-.", target[end]) != NULL) &&
	        target[end] != '\0')
		end++;
	return end < length && target[end] == ':' ? end + 1 : 0;
}

static void append_address(struct buffer *out, const char *address, size_t length)
{
	size_t start = 0;
	for (size_t i = 0; i <= length; i++) {
		if (i < length && (unsigned char)address[i] > ' ' && address[i] != 0x7F)
			continue;
		buffer_append(out, address + start, i - start);
		if (i < length)
			buffer_format(out, "%%%02X", (unsigned char)address[i]);
		start = i + 1;
	}
}

static int hexadecimal(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	if (byte >= 'A' && byte <= 'F')
		return byte - 'A' + 10;
	if (byte >= 'a' && byte <= 'f')
		return byte - 'a' + 10;
	return -1;
}

/* Appends a segment of a path with its %XX decoded, but no slash may come out of one. */
static void append_segment(struct buffer *out, const char *segment, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		char byte = segment[i];
		if (byte == '%' && i + 2 < length && hexadecimal(segment[i + 1]) >= 0 &&
		        hexadecimal(segment[i + 2]) >= 0) {
			char decoded = (char)(hexadecimal(segment[i + 1]) * 16 + hexadecimal(segment[i + 2]));
			if (decoded != '/') {
				byte = decoded;
				i += 2;
			}
		}
		buffer_append(out, &byte, 1);
	}
}

/* Cuts OUT, whose path begins at START, down to LENGTH bytes. */
static void cut(struct buffer *out, size_t length)
{
	if (out->bytes != NULL && length < out->length) {
		out->length = length;
		out->bytes[length] = '\0';
	}
}

/* Takes the last segment back. Returns false when there is none. */
static bool leave_folder(struct buffer *out, size_t start)
{
	if (out->length == start)
		return false;
	size_t end = out->length;
	while (end > start && out->bytes[end - 1] != '/')
		end--;
	cut(out, end > start ? end - 1 : start);
	return true;
}

/* Appends PATH, to the path that begins at START, without empty segments, "." and "..". Returns false when it leads out of the site's folder. */
static bool append_path(struct buffer *out, size_t start, const char *path, size_t length)
{
	for (size_t i = 0; i < length;) {
		const char *slash = memchr(path + i, '/', length - i);
		size_t segment = slash != NULL ? (size_t)(slash - path) - i : length - i;
		size_t before = out->length;
		if (before > start)
			buffer_append(out, "/", 1);
		size_t name = out->length;
		append_segment(out, path + i, segment);
		size_t name_length = out->length - name;
		bool up = name_length == 2 && memcmp(out->bytes + name, "..", 2) == 0;
		if (up || name_length == 0 || (name_length == 1 && out->bytes[name] == '.'))
			cut(out, before);
		if (up && !leave_folder(out, start))
			return false;
		i += segment + 1;
	}
	return true;
}

/* Cuts ENDING off the name at the end of PATH. Returns whether it was there, with something before it. */
static bool cut_ending(struct buffer *out, size_t start, const char *ending)
{
	size_t length = out->length - start;
	size_t ending_length = strlen(ending);
	if (length <= ending_length || out->bytes[out->length - ending_length - 1] == '/' ||
	        !ascii_equal(out->bytes + out->length - ending_length, ending))
		return false;
	cut(out, out->length - ending_length);
	return true;
}

/* Cuts a language like ".bg" or ".pt-BR" off. */
static void cut_language(struct buffer *out, size_t start)
{
	size_t dot = out->length;
	while (dot > start && (is_letter(out->bytes[dot - 1]) || out->bytes[dot - 1] == '-'))
		dot--;
	size_t letters = out->length - dot;
	bool tag = (letters == 2 || letters == 3 || (letters == 5 && out->bytes[dot + 2] == '-')) &&
	           out->bytes[dot] >= 'a';
	if (tag && dot > start + 1 && out->bytes[dot - 1] == '.' && out->bytes[dot - 2] != '/')
		cut(out, dot - 1);
}

/* Makes a file's path the page's. */
static void file_to_page(struct buffer *out, size_t start)
{
	static const char *const endings[] = {".md", ".markdown", ".yaml", ".yml"};
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		if (cut_ending(out, start, endings[i])) {
			cut_language(out, start);
			break;
		}
	}
	const char *name = buffer_text(out) + start;
	const char *slash = strrchr(name, '/');
	const char *last = slash != NULL ? slash + 1 : name;
	if (strcmp(last, "index") == 0 || strcmp(last, "_index") == 0)
		leave_folder(out, start);
}

static enum target_kind read_page(struct buffer *out, const char *folder, const char *target, size_t length)
{
	size_t path = 0;
	while (path < length && target[path] != '#' && target[path] != '?')
		path++;
	if (path == 0)
		return TARGET_NOWHERE;
	size_t start = out->length;
	bool relative = begins(target, path, "./") || begins(target, path, "../");
	if (relative && folder != NULL)
		append_path(out, start, folder, strlen(folder));
	if (!append_path(out, start, target, path)) {
		cut(out, start);
		buffer_append(out, target, path);
		return TARGET_OUTSIDE;
	}
	file_to_page(out, start);
	return out->length > start ? TARGET_PAGE : TARGET_NOWHERE;
}

enum target_kind target_read(struct buffer *out, const char *folder, const char *target, size_t length)
{
	bool mail = begins(target, length, "mailto:") && length > strlen("mailto:");
	if (mail || (begins(target, length, "http://") && length > strlen("http://")) ||
	        (begins(target, length, "https://") && length > strlen("https://"))) {
		append_address(out, target, length);
		return TARGET_ADDRESS;
	}
	if (begins(target, length, "//") && length > 2) {
		buffer_append_text(out, "https:");
		append_address(out, target, length);
		return TARGET_ADDRESS;
	}
	size_t scheme = scheme_length(target, length);
	if (scheme > 0) {
		buffer_append(out, target, scheme);
		return TARGET_SCHEME;
	}
	return read_page(out, folder, target, length);
}

/* ---- bare addresses ---- */

/* Letters of alphabets that are written with spaces between words: Latin, Greek, Cyrillic. */
static bool is_foreign_letter(uint32_t character)
{
	return (character >= 0x00C0 && character <= 0x024F && character != 0x00D7 && character != 0x00F7) ||
	       (character >= 0x0370 && character <= 0x052F && character != 0x037E && character != 0x0387) ||
	       (character >= 0x1E00 && character <= 0x1FFF);
}

/* Where what could be an address, and begins at START, ends at the latest. */
static size_t address_reach(const char *text, size_t length, size_t start)
{
	size_t end = start;
	while (end < length) {
		unsigned char byte = (unsigned char)text[end];
		if (byte <= ' ' || byte == 0x7F || strchr("<>\"`\\^{|}", byte) != NULL)
			break;
		if (byte < 0x80) {
			end++;
			continue;
		}
		uint32_t character;
		size_t bytes = text_decode(text + end, length - end, &character);
		if (!is_foreign_letter(character) || (end > start && is_letter_or_digit(text[end - 1])))
			break;
		end += bytes;
	}
	return end;
}

static size_t count(const char *text, size_t length, char wanted)
{
	size_t found = 0;
	for (size_t i = 0; i < length; i++)
		found += text[i] == wanted;
	return found;
}

/* Bytes of ADDRESS without the punctuation at its end, and without a closing bracket there that was not opened in it. */
static size_t without_punctuation(const char *address, size_t length)
{
	size_t rounds_opened = count(address, length, '('), rounds_closed = count(address, length, ')');
	size_t squares_opened = count(address, length, '['), squares_closed = count(address, length, ']');
	for (; length > 0; length--) {
		char last = address[length - 1];
		if (last == ')' && rounds_closed > rounds_opened)
			rounds_closed--;
		else if (last == ']' && squares_closed > squares_opened)
			squares_closed--;
		else if (strchr(".,;:!?'*_~", last) == NULL)
			break;
	}
	return length;
}

bool address_find(const char *text, size_t length, size_t from, size_t *start, size_t *address_length)
{
	for (size_t i = from; i + strlen("http://x") <= length; i++) {
		const char *colon = memchr(text + i, ':', length - i);
		if (colon == NULL)
			return false;
		size_t at = (size_t)(colon - text);
		size_t scheme = at >= i + 5 && begins(text + at - 5, 5, "https") ? 5 : 4;
		i = at;
		if (at < from + scheme ||
		        !begins(text + at - scheme, scheme, scheme == 5 ? "https" : "http") ||
		        !begins(text + at, length - at, "://"))
			continue;
		size_t begin = at - scheme;
		if (begin > 0 && is_letter_or_digit(text[begin - 1]))
			continue;
		size_t host = at + strlen("://");
		if (host < length && (text[host] == '/' || text[host] == '.'))
			continue;
		size_t reach = address_reach(text, length, host);
		size_t bytes = without_punctuation(text + host, reach - host);
		if (bytes == 0)
			continue;
		*start = begin;
		*address_length = host + bytes - begin;
		return true;
	}
	return false;
}
