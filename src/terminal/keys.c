/* The terminal's bytes → keys: what waits for more, what is swallowed, what was pasted. */
#include "terminal/sequences.h"
#include "terminal/terminal.h"

#include <string.h>

enum skip_kind { SKIP_CONTROL, SKIP_STRING };

void key_decoder_init(struct key_decoder *decoder)
{
	memset(decoder, 0, sizeof *decoder);
}

/* ---- keys that are ready ------------------------------------------------------------------------------------ */

static void push_key(struct key_decoder *decoder, struct key key)
{
	decoder->ready[(decoder->ready_first + decoder->ready_count) % KEY_READY] = key;
	decoder->ready_count++;
}

/* While text is pasted nothing of it is a command: characters stay, line ends and tabs become spaces, the rest goes. */
static void push_pasted(struct key_decoder *decoder, struct key key)
{
	uint32_t character = ' ';
	if (key.key == KEYBOARD_CHARACTER && (key.modifiers & MODIFIER_CONTROL) == 0)
		character = key.character;
	else if (key.key != KEYBOARD_ENTER && key.key != KEYBOARD_TAB)
		return;
	push_key(decoder, (struct key){.key = KEYBOARD_PASTED, .character = character});
}

static void drop_pending(struct key_decoder *decoder, size_t bytes)
{
	decoder->pending_length -= bytes;
	memmove(decoder->pending, decoder->pending + bytes, decoder->pending_length);
}

/* ---- swallowing --------------------------------------------------------------------------------------------- */

static void start_skipping(struct key_decoder *decoder, enum skip_kind kind)
{
	decoder->skipping = true;
	decoder->skip_kind = (unsigned char)kind;
	decoder->pauses = 0;
	decoder->pending_length = 0;
}

/* The sequence is over; BYTE, which is no part of it, is looked at by itself. */
static void stop_skipping_at(struct key_decoder *decoder, unsigned char byte)
{
	decoder->skipping = false;
	decoder->pending[decoder->pending_length++] = byte;
}

static void skip_in_control(struct key_decoder *decoder, unsigned char byte)
{
	if (byte >= 0x20 && byte < 0x40)
		return;
	if ((byte >= 0x40 && byte < 0x7f) || byte == BYTE_CANCEL || byte == BYTE_SUBSTITUTE)
		decoder->skipping = false;
	else
		stop_skipping_at(decoder, byte);
}

/* A string ends with ESC \ or, as xterm has it, with BEL. No other control character belongs into one. */
static void skip_in_string(struct key_decoder *decoder, unsigned char byte)
{
	bool after_escape = decoder->pending_length > 0;
	if (after_escape && byte == '\\') {
		decoder->pending_length = 0;
		decoder->skipping = false;
	} else if (after_escape) {
		stop_skipping_at(decoder, byte);
	} else if (byte == BYTE_ESCAPE) {
		decoder->pending[decoder->pending_length++] = byte;
	} else if (byte == BYTE_BELL || byte == BYTE_CANCEL || byte == BYTE_SUBSTITUTE) {
		decoder->skipping = false;
	} else if (byte < 0x20) {
		stop_skipping_at(decoder, byte);
	}
}

static void take_byte(struct key_decoder *decoder, unsigned char byte)
{
	/* The end of a paste may have been cut behind its Esc; any other Esc is the reader's way out of a paste
	 * whose end was lost. */
	if (decoder->stale && decoder->pasting && decoder->pending_length == 1 &&
	        decoder->pending[0] == BYTE_ESCAPE && byte != '[')
		decoder->pasting = false;
	decoder->stale = false;
	if (!decoder->skipping)
		decoder->pending[decoder->pending_length++] = byte;
	else if (decoder->skip_kind == SKIP_STRING)
		skip_in_string(decoder, byte);
	else
		skip_in_control(decoder, byte);
}

/* ---- decoding ----------------------------------------------------------------------------------------------- */

/* The key whose sequence the pending bytes are; NULL with *PREFIX set where they only begin one. */
static const struct key *find_sequence(const struct key_decoder *decoder, bool *prefix)
{
	*prefix = false;
	for (size_t i = 0; i < decoder->sequence_count; i++) {
		const struct key_sequence *sequence = &decoder->sequences[i];
		if (sequence->length < decoder->pending_length ||
		        memcmp(sequence->bytes, decoder->pending, decoder->pending_length) != 0)
			continue;
		if (sequence->length == decoder->pending_length)
			return &sequence->key;
		*prefix = true;
	}
	return NULL;
}

static void take_key(struct key_decoder *decoder, struct key key)
{
	if (decoder->pasting)
		push_pasted(decoder, key);
	else
		push_key(decoder, key);
}

/* The string's first byte stands behind its opening, and may already be its end. */
static void enter_string(struct key_decoder *decoder)
{
	unsigned char rest[KEY_SEQUENCE_MAXIMUM];
	size_t count = decoder->pending_length;
	memcpy(rest, decoder->pending, count);
	start_skipping(decoder, SKIP_STRING);
	for (size_t i = 0; i < count; i++)
		take_byte(decoder, rest[i]);
}

/* Takes one character or sequence off the pending bytes. False: they are not whole. */
static bool take_sequence(struct key_decoder *decoder)
{
	struct sequence sequence = sequence_read(decoder->pending, decoder->pending_length);
	if (sequence.kind == SEQUENCE_INCOMPLETE)
		return false;
	drop_pending(decoder, sequence.length);
	switch (sequence.kind) {
	case SEQUENCE_KEY:
		take_key(decoder, sequence.key);
		break;
	case SEQUENCE_STRING:
		enter_string(decoder);
		break;
	case SEQUENCE_PASTE_BEGIN:
	case SEQUENCE_PASTE_END:
		decoder->pasting = sequence.kind == SEQUENCE_PASTE_BEGIN;
		break;
	default:
		break;
	}
	return true;
}

/* Decodes the pending bytes as far as they are whole and keys have room. */
static void advance(struct key_decoder *decoder)
{
	while (!decoder->skipping && decoder->pending_length > 0 && decoder->ready_count < KEY_READY) {
		bool prefix;
		const struct key *key = find_sequence(decoder, &prefix);
		if (key != NULL) {
			decoder->pending_length = 0;
			take_key(decoder, *key);
			continue;
		}
		if (prefix)
			return;
		if (!take_sequence(decoder)) {
			if (decoder->pending_length == KEY_SEQUENCE_MAXIMUM)
				start_skipping(decoder, SKIP_CONTROL);
			return;
		}
	}
}

size_t key_decoder_feed(struct key_decoder *decoder, const char *bytes, size_t length)
{
	size_t taken = 0;
	advance(decoder);
	while (taken < length && decoder->ready_count < KEY_READY) {
		take_byte(decoder, (unsigned char)bytes[taken++]);
		advance(decoder);
	}
	return taken;
}

bool key_decoder_next(struct key_decoder *decoder, struct key *key)
{
	advance(decoder);
	if (decoder->ready_count == 0)
		return false;
	*key = decoder->ready[decoder->ready_first];
	decoder->ready_first = (decoder->ready_first + 1) % KEY_READY;
	decoder->ready_count--;
	return true;
}

/* ---- time --------------------------------------------------------------------------------------------------- */

/* A character that is not whole loses nothing by waiting: the next byte decides. */
static bool pending_is_character(const struct key_decoder *decoder)
{
	return decoder->pending[0] != BYTE_ESCAPE ||
	       (decoder->pending_length > 1 && decoder->pending[1] >= 0x80);
}

bool key_decoder_waiting(const struct key_decoder *decoder)
{
	if (decoder->stale)
		return false;
	return decoder->skipping || (decoder->pending_length > 0 && !pending_is_character(decoder));
}

/* Bytes that are not whole and will not be. False: nothing more can be done. */
static bool give_up_pending(struct key_decoder *decoder)
{
	enum { OPENING = 2 }; /* ESC [ and the like: it may have been typed with Alt */
	const unsigned char *pending = decoder->pending;
	if (pending_is_character(decoder))
		return false;
	if (decoder->pending_length == 1 && decoder->pasting)
		return false;
	if (decoder->pending_length == 1 ||
	        (decoder->pending_length == OPENING && pending[1] == BYTE_ESCAPE)) {
		take_key(decoder, (struct key){.key = KEYBOARD_ESCAPE});
		drop_pending(decoder, 1);
	} else if (decoder->pending_length == OPENING) {
		decoder->pending_length = 0;
	} else {
		start_skipping(decoder, SKIP_CONTROL);
		decoder->pauses = 1;
	}
	return true;
}

void key_decoder_timeout(struct key_decoder *decoder)
{
	enum { PAUSES_MAXIMUM = 2 };
	decoder->stale = true;
	if (decoder->skipping) {
		decoder->pending_length = 0;
		decoder->pauses++;
		if (decoder->pauses >= PAUSES_MAXIMUM)
			decoder->skipping = false;
		return;
	}
	while (!decoder->skipping && decoder->pending_length > 0 && decoder->ready_count < KEY_READY) {
		if (!take_sequence(decoder) && !give_up_pending(decoder))
			return;
	}
}
