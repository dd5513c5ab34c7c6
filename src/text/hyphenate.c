/*
 * text/hyphenate.c — dictionaries of hyphenation patterns: where they lie, and the only file that knows libhyphen.
 *
 * Without the library (IOMVIEW_LIBHYPHEN is not defined) there is no dictionary of any language.
 */

#include "text/hyphenate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef IOMVIEW_LIBHYPHEN
#include <hyphen.h>
#endif

#ifdef IOMVIEW_TINY
enum { DICTIONARIES_MAXIMUM = 2 };
#else
enum { DICTIONARIES_MAXIMUM = 16 };
#endif

enum {
	TAG_MAXIMUM = 24, /* bytes of a language's tag, its NUL included */
	SUBTAG_MAXIMUM = 9
};

struct dictionary {
	char language[TAG_MAXIMUM];
#ifdef IOMVIEW_LIBHYPHEN
	HyphenDict *patterns; /* NULL: there are none for this language */
#else
	void *patterns;
#endif
};

struct hyphenation {
	const char *const *folders; /* where dictionaries are looked for, ended by NULL; borrowed */
	struct dictionary dictionaries[DICTIONARIES_MAXIMUM];
	size_t count;
};

/* Where systems keep them: Linux distributions, BSD, Homebrew. */
static const char *const usual_folders[] = {"/usr/share/hyphen", "/usr/local/share/hyphen",
        "/usr/share/myspell/dicts", "/usr/share/myspell", "/opt/homebrew/share/hyphen", NULL};

struct hyphenation *hyphenation_new(const char *const *folders)
{
	struct hyphenation *hyphenation = memory_resize(NULL, sizeof *hyphenation);
	if (hyphenation != NULL)
		*hyphenation = (struct hyphenation){.folders = folders != NULL ? folders : usual_folders};
	return hyphenation;
}

bool hyphenation_open(struct hyphenation *hyphenation, const char *language)
{
	return hyphenation_dictionary(hyphenation, language) != NULL;
}

#ifdef IOMVIEW_LIBHYPHEN

enum {
	FOLDER_NAMES_MAXIMUM = 4096,
	DICTIONARY_BYTES_MAXIMUM = 4 * 1024 * 1024,
	LISTING_BYTES_MAXIMUM = 1024 * 1024,
	LETTER_BYTES_MAXIMUM = 4
};

void hyphenation_free(struct hyphenation *hyphenation)
{
	if (hyphenation == NULL)
		return;
	for (size_t i = 0; i < hyphenation->count; i++)
		if (hyphenation->dictionaries[i].patterns != NULL)
			hnj_hyphen_free(hyphenation->dictionaries[i].patterns);
	memory_resize(hyphenation, 0);
}

/* ---- files -------------------------------------------------------------------------------------------------- */

/*
 * Reads the dictionary at PATH; NULL: there is none, or it is no use: its letters must be in UTF-8. The file is read by base/, so that
 * nothing else opens one.
 */
static HyphenDict *read_dictionary(const char *path)
{
	struct buffer bytes;
	int error_number;
	HyphenDict *patterns = NULL;
	buffer_init(&bytes, DICTIONARY_BYTES_MAXIMUM);
	if (file_read_path(path, DICTIONARY_BYTES_MAXIMUM, &bytes, &error_number) == FILE_OK &&
	        bytes.length > 0) {
		FILE *file = fmemopen(bytes.bytes, bytes.length, "r");
		if (file != NULL) {
			patterns = hnj_hyphen_load_file(file);
			fclose(file);
		}
	}
	buffer_free(&bytes);
	if (patterns != NULL && !patterns->utf8) {
		hnj_hyphen_free(patterns);
		return NULL;
	}
	return patterns;
}

/* Reads FOLDER/NAME. */
static HyphenDict *read_in_folder(const char *folder, const char *name)
{
	struct buffer path;
	buffer_init(&path, LISTING_BYTES_MAXIMUM);
	bool named = buffer_format(&path, "%s/%s", folder, name);
	HyphenDict *patterns = named ? read_dictionary(path.bytes) : NULL;
	buffer_free(&path);
	return patterns;
}

/* Whether NAME is that of a dictionary of PRIMARY for some region: hyph_bg_BG.dic. */
static bool is_regional_name(const char *name, const char *primary)
{
	size_t length = strlen(name), primary_length = strlen(primary);
	return length > primary_length + 10 && strncmp(name, "hyph_", 5) == 0 &&
	       strncmp(name + 5, primary, primary_length) == 0 && name[5 + primary_length] == '_' &&
	       strcmp(name + length - 4, ".dic") == 0;
}

/* Reads the first dictionary in FOLDER of PRIMARY for any region. */
static HyphenDict *read_any_region(const char *folder, const char *primary)
{
	struct arena arena;
	struct folder_item *items = NULL;
	size_t count = 0;
	enum file_status status;
	int error_number;
	HyphenDict *patterns = NULL;
	int descriptor = folder_open(folder, &status, &error_number);
	if (descriptor < 0)
		return NULL;
	arena_init(&arena, LISTING_BYTES_MAXIMUM);
	status = folder_list(descriptor, ".", FOLDER_NAMES_MAXIMUM, &arena, &items, &count, &error_number);
	for (size_t i = 0; status == FILE_OK && i < count && patterns == NULL; i++)
		if (is_regional_name(items[i].name, primary))
			patterns = read_in_folder(folder, items[i].name);
	arena_free(&arena);
	folder_close(descriptor);
	return patterns;
}

/* ---- languages ---------------------------------------------------------------------------------------------- */

/* Copies the letters of the subtag at TEXT, in CAPITALS or small; returns its bytes, 0 when it is none of 2 to 8 letters. */
static size_t copy_subtag(char subtag[SUBTAG_MAXIMUM], const char *text, bool capitals)
{
	size_t length = strcspn(text, "-_");
	subtag[0] = '\0';
	if (length < 2 || length >= SUBTAG_MAXIMUM)
		return 0;
	for (size_t i = 0; i < length; i++) {
		char small = (char)(text[i] | 0x20);
		if (small < 'a' || small > 'z') {
			subtag[0] = '\0';
			return 0;
		}
		subtag[i] = capitals ? (char)(small - 0x20) : small;
	}
	subtag[length] = '\0';
	return length;
}

/* Takes LANGUAGE to pieces: its primary subtag, and the region ("" when it names none). False: it is no tag. */
static bool split_tag(const char *language, char primary[SUBTAG_MAXIMUM], char region[SUBTAG_MAXIMUM])
{
	region[0] = '\0';
	if (copy_subtag(primary, language, false) == 0)
		return false;
	for (const char *rest = strpbrk(language, "-_"); rest != NULL; rest = strpbrk(rest, "-_"))
		if (copy_subtag(region, ++rest, true) == 2)
			return true;
	region[0] = '\0';
	return true;
}

/* The dictionary of the language's own region, else the one for all regions, else that of any. */
static HyphenDict *find_patterns(const struct hyphenation *hyphenation, const char *language)
{
	char primary[SUBTAG_MAXIMUM], region[SUBTAG_MAXIMUM], name[2 * SUBTAG_MAXIMUM + 16];
	HyphenDict *patterns = NULL;
	if (!split_tag(language, primary, region))
		return NULL;
	snprintf(name, sizeof name, "hyph_%s_%s.dic", primary, region);
	for (size_t i = 0; region[0] != '\0' && hyphenation->folders[i] != NULL && patterns == NULL; i++)
		patterns = read_in_folder(hyphenation->folders[i], name);
	snprintf(name, sizeof name, "hyph_%s.dic", primary);
	for (size_t i = 0; hyphenation->folders[i] != NULL && patterns == NULL; i++)
		patterns = read_in_folder(hyphenation->folders[i], name);
	for (size_t i = 0; hyphenation->folders[i] != NULL && patterns == NULL; i++)
		patterns = read_any_region(hyphenation->folders[i], primary);
	return patterns;
}

const struct dictionary *hyphenation_dictionary(struct hyphenation *hyphenation, const char *language)
{
	if (hyphenation == NULL || language == NULL || strlen(language) >= TAG_MAXIMUM)
		return NULL;
	for (size_t i = 0; i < hyphenation->count; i++)
		if (strcmp(hyphenation->dictionaries[i].language, language) == 0)
			return hyphenation->dictionaries[i].patterns != NULL ? &hyphenation->dictionaries[i]
			                                                     : NULL;
	if (hyphenation->count == DICTIONARIES_MAXIMUM)
		return NULL;
	struct dictionary *dictionary = &hyphenation->dictionaries[hyphenation->count++];
	memcpy(dictionary->language, language, strlen(language) + 1);
	dictionary->patterns = find_patterns(hyphenation, language);
	return dictionary->patterns != NULL ? dictionary : NULL;
}

/* ---- words -------------------------------------------------------------------------------------------------- */

/* Gives back what the library tells of places where letters change, as none of our languages has. */
static void free_changes(char **changes, int *positions, int *cuts, size_t length)
{
	for (size_t i = 0; changes != NULL && i < length; i++)
		free(changes[i]);
	free(changes);
	free(positions);
	free(cuts);
}

void dictionary_divide(const struct dictionary *dictionary, const char *word, size_t length,
        bool places[HYPHENATED_LETTERS_MAXIMUM], size_t count)
{
	char marks[HYPHENATED_LETTERS_MAXIMUM * LETTER_BYTES_MAXIMUM + 5] = {0};
	char **changes = NULL;
	int *positions = NULL, *cuts = NULL;
	memset(places, 0, HYPHENATED_LETTERS_MAXIMUM * sizeof places[0]);
	if (count > HYPHENATED_LETTERS_MAXIMUM || length > HYPHENATED_LETTERS_MAXIMUM * LETTER_BYTES_MAXIMUM)
		return;
	/* In UTF-8 the marks are indexed by character. An odd one: the word may be divided behind it. */
	if (hnj_hyphen_hyphenate3(dictionary->patterns, word, (int)length, marks, NULL, &changes, &positions,
	            &cuts, 2, 2, 0, 0) == 0)
		for (size_t i = 1; i < count; i++)
			places[i] = (marks[i - 1] & 1) != 0 && (changes == NULL || changes[i - 1] == NULL);
	free_changes(changes, positions, cuts, length);
}

#else

void hyphenation_free(struct hyphenation *hyphenation)
{
	memory_resize(hyphenation, 0);
}

const struct dictionary *hyphenation_dictionary(struct hyphenation *hyphenation, const char *language)
{
	(void)hyphenation;
	(void)language;
	return NULL;
}

void dictionary_divide(const struct dictionary *dictionary, const char *word, size_t length,
        bool places[HYPHENATED_LETTERS_MAXIMUM], size_t count)
{
	(void)dictionary;
	(void)word;
	(void)length;
	(void)count;
	memset(places, 0, HYPHENATED_LETTERS_MAXIMUM * sizeof places[0]);
}

#endif
