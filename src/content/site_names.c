/* content/site_names.c — what a file's name says: page, language. */

#include "content/site_tree.h"

#include "text/text.h"

#include <string.h>

/* ISO 639-1, all two-letter codes, sorted. */
static const char iso_639_1[] = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch "
                                "co cr cs cu cv cy da de dv dz "
                                "ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr "
                                "ht hu hy hz ia id ie ig ii ik "
                                "io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li "
                                "ln lo lt lu lv mg mh mi mk ml "
                                "mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps "
                                "pt qu rm rn ro ru rw sa sc sd "
                                "se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr "
                                "ts tt tw ty ug uk ur uz ve vi "
                                "vo wa wo xh yi yo za zh zu ";

bool is_iso_639_1(const char *tag, size_t length)
{
	if (length != 2)
		return false;
	for (const char *code = iso_639_1; *code != '\0'; code += 3)
		if (memcmp(code, tag, 2) == 0)
			return true;
	return false;
}

int site_language_index(const struct site *site, const char *tag, size_t length)
{
	for (size_t i = 0; i < site->language_count; i++)
		if (strlen(site->languages[i]) == length &&
		        ascii_equal_start(site->languages[i], tag, length))
			return (int)i;
	return -1;
}

int site_add_language(struct site *site, const char *tag, size_t length)
{
	int index = site_language_index(site, tag, length);
	if (index >= 0 || site->languages_fixed || site->language_count >= LANGUAGES_MAXIMUM)
		return index;
	const char *copy = arena_copy(&site->arena, tag, length);
	if (copy == NULL)
		return -1;
	site->languages[site->language_count] = copy;
	return (int)site->language_count++;
}

static bool is_letter(char character)
{
	return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

/*
 * Whether the LENGTH bytes of SUFFIX, which stand before a page's ending, are its language. In a foreign
 * site only what ISO 639-1 has ("1.30" and "vert.x" are names); in ours one of the site's, or two letters,
 * so that one that the site lacks is noticed.
 */
static bool is_language_suffix(const struct site *site, const char *suffix, size_t length)
{
	if (site_language_index(site, suffix, length) >= 0)
		return true;
	if (site->foreign)
		return is_iso_639_1(suffix, length);
	return length == 2 && is_letter(suffix[0]) && is_letter(suffix[1]);
}

bool page_name_read(const struct site *site, const char *file, struct page_name *name)
{
	*name = (struct page_name){0};
	if (!is_yaml_name(file) && !is_markdown_name(file))
		return false;
	if (!site->foreign && strstr(file, ".markdown") != NULL)
		return false;
	name->stem = (size_t)(strrchr(file, '.') - file);
	size_t dot = name->stem; /* becomes the byte behind the dot before the ending's own */
	while (dot > 1 && file[dot - 1] != '.')
		dot--;
	if (dot > 1 && is_language_suffix(site, file + dot, name->stem - dot)) {
		name->language = dot;
		name->language_length = name->stem - dot;
		name->stem = dot - 1;
	}
	return true;
}

bool is_index_name(const struct site *site, const char *name, size_t length)
{
	return (length == 5 && memcmp(name, "index", 5) == 0) ||
	       (site->foreign && length == 6 && memcmp(name, "_index", 6) == 0);
}

/* Whether CHARACTER is a letter of Russian, Ukrainian, Serbian or Macedonian that Bulgarian does not have. */
static bool is_other_cyrillic(uint32_t character)
{
	static const uint32_t letters[] = {0x42B, 0x42D, 0x44B, 0x44D, 0x490, 0x491}; /* Ы Э ы э Ґ ґ */
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (character == letters[i])
			return true;
	/* Ё to Џ and ё to џ but for Ѝ and ѝ */
	return (character >= 0x401 && character <= 0x40F && character != 0x40D) ||
	       (character >= 0x451 && character <= 0x45F && character != 0x45D);
}

const char *guess_language(const char *text, size_t length)
{
	size_t cyrillic = 0;
	size_t others = 0;
	size_t latin = 0;
	for (size_t i = 0; i < length;) {
		uint32_t character;
		i += text_decode(text + i, length - i, &character);
		cyrillic += character >= 0x400 && character <= 0x45F;
		others += is_other_cyrillic(character);
		latin += character < 0x80 && is_letter((char)character);
	}
	if (cyrillic > latin)
		return others * 200 > cyrillic ? "und" : "bg"; /* a name or a quotation does not count */
	return latin > 0 ? "en" : "und";
}
