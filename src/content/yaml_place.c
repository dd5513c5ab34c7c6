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
	bool carriage_return_first =
	        first == '\r' && place->offset + 1 < source->end && source->bytes[place->offset + 1] == '\n';
	size_t strange = yaml_strange_line_end(source, place->offset);
	uint32_t character;
	place->offset += text_decode(source->bytes + place->offset, source->end - place->offset, &character);
	place->index += strange > 0 ? strange : 1;
	if ((first == '\n' || first == '\r') && !carriage_return_first) {
		place->line++;
		place->column = 1;
	} else {
		place->column++;
	}
}

void yaml_place_move(struct yaml_place *place, size_t index)
{
	if (index < place->index)
		yaml_place_init(place, place->source);
	while (place->index < index && place->offset < place->source->end)
		step(place);
}
