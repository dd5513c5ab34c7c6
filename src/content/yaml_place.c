/* content/yaml_place.c — libyaml's count of code points becomes a place as editors count. */

#include "content/yaml.h"

#include "text/text.h"

void yaml_place_init(struct yaml_place *place, const struct yaml_source *source)
{
	*place = (struct yaml_place){.source = source, .offset = source->start, .line = 1, .column = 1};
	text_position(source->bytes, source->length, source->start, &place->line, &place->column);
}

size_t yaml_strange_line_end(const struct yaml_source *source, size_t offset)
{
	const unsigned char *bytes = (const unsigned char *)source->bytes + offset;
	size_t left = source->end - offset;
	if (left >= 2 && bytes[0] == 0xC2 && bytes[1] == 0x85)
		return 2;
	if (left >= 3 && bytes[0] == 0xE2 && bytes[1] == 0x80 && (bytes[2] == 0xA8 || bytes[2] == 0xA9))
		return 3;
	return 0;
}

/* Steps over one character. libyaml is given a space for each byte of a strange line end, see yaml.c. */
static void step(struct yaml_place *place)
{
	const struct yaml_source *source = place->source;
	char first = source->bytes[place->offset];
	uint32_t character;
	size_t size = text_decode(source->bytes + place->offset, source->end - place->offset, &character);
	size_t strange = character > 0x7F ? yaml_strange_line_end(source, place->offset) : 0;
	place->index += strange > 0 ? strange : 1;
	place->offset += size;
	place->column++;
	if (first != '\n' && first != '\r')
		return;
	if (first == '\r' && place->offset < source->end && source->bytes[place->offset] == '\n')
		return; /* the line ends with the LF */
	place->line++;
	place->column = 1;
}

void yaml_place_move(struct yaml_place *place, size_t index)
{
	if (index < place->index)
		yaml_place_init(place, place->source);
	while (place->index < index && place->offset < place->source->end)
		step(place);
}
