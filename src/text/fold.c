/* text/fold.c — letters whatever their case, for searching and comparing. */

#include "text/text.h"

#include "text/character.h"

#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

/*
 * Bytes of a cluster that are folded at once; a longer one (it is no letter of any language) in pieces. Folding and composing
 * make at most nine bytes of one (UAX #15: normalising triples; UAX #44: so does full case folding).
 */
enum { PIECE_MAXIMUM = 64, FOLDED_MAXIMUM = 9 * PIECE_MAXIMUM };

struct folder {
	struct buffer *out;
	size_t **offsets; /* NULL: not wanted */
	size_t *capacity;
	size_t count;      /* folded bytes so far */
	uint32_t previous; /* the last folded character; 0: none */
};

static bool append_offset(struct folder *folder, size_t offset)
{
	if (folder->offsets == NULL)
		return true;
	size_t *grown = array_grow(
	        *folder->offsets, folder->capacity, folder->count, sizeof *grown, SIZE_MAX / sizeof *grown);
	if (grown == NULL)
		return false;
	*folder->offsets = grown;
	grown[folder->count] = offset;
	return true;
}

static bool is_cyrillic_vowel(uint32_t small)
{
	switch (small) {
	case 0x0430: /* а */
	case 0x0435: /* е */
	case 0x0438: /* и */
	case 0x043E: /* о */
	case 0x0443: /* у */
	case 0x044A: /* ъ */
	case 0x044B: /* ы */
	case 0x044D: /* э */
	case 0x044E: /* ю */
	case 0x044F: /* я */
		return true;
	default:
		return false;
	}
}

static bool is_white_space(uint32_t character)
{
	return character == ' ' || (character >= '\t' && character <= '\r') || character == 0x85 ||
	       character == 0xA0 || character == 0x1680 || (character >= 0x2000 && character <= 0x200A) ||
	       character == 0x2028 || character == 0x2029 || character == 0x202F || character == 0x205F ||
	       character == 0x3000;
}

struct same {
	uint32_t first;
	uint32_t last;
	uint32_t folded;
};

/* Characters that a reader does not tell apart when searching. Sorted. */
static const struct same alike[] = {
        {0x00AB, 0x00AB, '"'},    /* « */
        {0x00BB, 0x00BB, '"'},    /* » */
        {0x0450, 0x0451, 0x0435}, /* ѐ ё: е */
        {0x045D, 0x045D, 0x0438}, /* ѝ: и */
        {0x2010, 0x2015, '-'},    /* hyphens and dashes */
        {0x2018, 0x201B, '\''},   /* ‘ ’ ‚ ‛ */
        {0x201C, 0x201F, '"'},    /* “ ” „ ‟ */
        {0x2032, 0x2032, '\''},   /* ′ */
        {0x2033, 0x2033, '"'},    /* ″ */
        {0x2039, 0x203A, '\''},   /* ‹ › */
        {0x2212, 0x2212, '-'},    /* − */
};

static uint32_t fold_alike(uint32_t character)
{
	if (character < 0xAB)
		return character;
	for (size_t i = 0; i < sizeof alike / sizeof alike[0]; i++)
		if (character <= alike[i].last)
			return character >= alike[i].first ? alike[i].folded : character;
	return character;
}

/* Appends one character that has lost its case; what it came from stands at OFFSET. */
static bool append_folded(struct folder *folder, uint32_t character, size_t offset)
{
	bool stress = character == 0x0300 || character == 0x0301;
	if (stress && is_cyrillic_vowel(folder->previous))
		return true;
	character = is_white_space(character) ? (uint32_t)' ' : fold_alike(character);
	if (character == ' ' && folder->previous == ' ')
		return true;
	if (character >= 0xAD && character_kind(character) == CHARACTER_INVISIBLE)
		return true;
	folder->previous = character;
	char bytes[4];
	size_t size = text_encode(character, bytes);
	if (!buffer_append(folder->out, bytes, size))
		return false;
	for (size_t i = 0; i < size; i++, folder->count++)
		if (!append_offset(folder, offset))
			return false;
	return true;
}

/* Whether CHARACTER, alone in its cluster, has no case and no other form: then the library need not be asked. */
static bool folds_to_itself(uint32_t character)
{
	if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_L & ~UC_CATEGORY_MASK_Lo))
		return false;
	if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_So))
		return false;
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	return uc_canonical_decomposition(character, parts) < 0;
}

static bool append_piece(struct folder *folder, const char *piece, size_t length, size_t offset)
{
	uint8_t room[FOLDED_MAXIMUM];
	size_t folded_length = sizeof room;
	uint8_t *folded =
	        u8_casefold((const uint8_t *)piece, length, NULL, UNINORM_NFC, room, &folded_length);
	if (folded == NULL)
		return false;
	bool appended = true;
	for (size_t i = 0; appended && i < folded_length;) {
		uint32_t character;
		i += text_decode((const char *)folded + i, folded_length - i, &character);
		appended = append_folded(folder, character, offset);
	}
	if (folded != room)
		free(folded);
	return appended;
}

/* Appends the cluster of LENGTH bytes at OFFSET of TEXT. */
static bool append_cluster(struct folder *folder, const char *text, size_t offset, size_t length)
{
	const char *cluster = text + offset;
	uint32_t character;
	if (text_decode(cluster, length, &character) == length && folds_to_itself(character))
		return append_folded(folder, character, offset);
	for (size_t done = 0; done < length;) {
		size_t size = length - done;
		if (size > PIECE_MAXIMUM) {
			size = PIECE_MAXIMUM;
			while (((unsigned char)cluster[done + size] & 0xC0) == 0x80)
				size--;
		}
		if (!append_piece(folder, cluster + done, size, offset))
			return false;
		done += size;
	}
	return true;
}

bool text_fold(struct buffer *out, const char *text, size_t length, size_t **offsets, size_t *offset_capacity)
{
	struct folder folder = {.out = out, .offsets = offsets, .capacity = offset_capacity};
	for (size_t i = 0; i < length;) {
		size_t size = character_common(text + i, length - i);
		uint32_t character = 0;
		if (size != 0)
			text_decode(text + i, length - i, &character);
		bool appended;
		if (size != 0 && character < 0x0460) {
			appended = append_folded(&folder, character_small(character), i);
		} else {
			size = text_cluster(text + i, length - i).length;
			appended = append_cluster(&folder, text, i, size);
		}
		if (!appended)
			return false;
		i += size;
	}
	return append_offset(&folder, length);
}
