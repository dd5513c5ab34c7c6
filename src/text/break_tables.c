/* text/break_tables.c — what each language keeps together at a line's end. To teach a language: a table, and a row at the end. */

#include "text/break_rules.h"

#include "text/character.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* clang-format off */

/* A word beside a space: of a pattern, or one of a list. */
#define IS(pattern)  {pattern, NULL}
#define LISTED(list) {ONE_OF, list}

/* What holds wherever there are dashes and numbers. */
#define DASHES_AND_NUMBERS \
	{IS(ANY_WORD), IS(DASH)}, \
	{IS(FIRST_DASH), IS(ANY_WORD)}, \
	{IS(RANGE_DASH), IS(NUMBER)}, \
	{IS(NUMBER), IS(THREE_DIGITS)}, \
	{LISTED("€ $ £ ≈ ± + − < > ≤ ≥ ~"), IS(NUMBER)}, \
	{IS(NUMBER), LISTED("% ‰ ° °c °f € $ £ km m cm mm km/h m/s km² m² m³ kg g mg t l ml ha")}, \
	{IS(NUMBER), LISTED("w kw mw gw kwh mwh gwh v hz khz mhz ghz kb mb gb tb px eur usd bgn")}, \
	{IS(INITIAL), IS(CAPITALISED)}, \
	{IS(CAPITALISED), IS(ROMAN_NUMBER)}

/* ---- Bulgarian ---------------------------------------------------------------------------------------------- */

#define MONTHS_BG "януари февруари март април май юни юли август септември октомври ноември декември"
#define TITLES_BG "г-н г-жа г-ца д-р проф. доц. гл.ас. ас. акад. чл.-кор. инж. арх. адв. св. ген. полк. майор кап. о."

/*
 * Number and unit, number sign and number, thousands: EU Interinstitutional Style Guide, Bulgarian edition (bg-360400).
 * The year, the century, initials, titles, places and the dash at the start of a line are custom: no norm was found. Nor for
 * words of one letter, which is why they are only discouraged.
 */
static const struct space_rule bulgarian[] = {
	DASHES_AND_NUMBERS,
	{IS(NUMBER), LISTED("км м см мм км/ч м/с км² м² м³ кв.м кв. куб. кг г мг т л мл ха дка")},
	{IS(NUMBER), LISTED("лв. лв лева евро ст. хил. млн. млрд. бр. ч. ч мин. мин сек. сек")},
	{IS(NUMBER), LISTED("хиляди милион милиона милиард милиарда процента")},
	{LISTED("кв. куб."), LISTED("м км см")},
	{LISTED("хил. млн. млрд."), LISTED("лв. лв лева евро € души долара")},
	{IS(NUMBER), LISTED("г. год. в. век " MONTHS_BG)},
	{IS(ROMAN_NUMBER), LISTED("в. век")},
	{LISTED("г. в. век"), LISTED("пр.н.е. н.е. пр.хр. сл.хр. пр. сл.")},
	{LISTED("пр. сл."), LISTED("хр. хр н.е. н.")},
	{LISTED("№ №№ § §§ чл. ал. т. стр. с. гл. раздел бр. фиг. табл. бл. вх. ет. ап. тел. том кн."), IS(NUMBER)},
	{LISTED("гл. раздел том кн. т."), IS(ROMAN_NUMBER)},
	{LISTED(TITLES_BG), IS(CAPITALISED)},
	{LISTED(TITLES_BG), LISTED(TITLES_BG)},
	{LISTED("дж. хр. ив. ст. вл. ал."), IS(CAPITALISED)},
	{LISTED("гр. с. кв. ул. бул. пл. ж.к. общ. обл. р. вр."), IS(CAPITALISED)},
	{LISTED("и"), LISTED("т.н. др. пр. под.")},
	{LISTED("т."), LISTED("е. н. нар.")},
	{LISTED("н."), LISTED("е.")},
};

/* ---- English ------------------------------------------------------------------------------------------------ */

#define MONTHS_EN \
	"january february march april may june july august september october november december " \
	"jan. feb. mar. apr. aug. sept. sep. oct. nov. dec. jan feb mar apr aug sept sep oct nov dec"
#define TITLES_EN "mr. mrs. ms. dr. prof. st. rev. hon. gen. col. capt. lt. sgt. gov. sen. rep. mr mrs ms dr"

static const struct space_rule english[] = {
	DASHES_AND_NUMBERS,
	{IS(NUMBER), LISTED("in. ft. lb. oz. mi. ft lb oz mi mph a.m. p.m. am pm bc ad bce ce")},
	{IS(NUMBER), LISTED("hundred thousand million billion trillion percent euro euros dollars")},
	{IS(NUMBER), LISTED(MONTHS_EN)},
	{LISTED(MONTHS_EN), IS(DAY)},
	{LISTED("no. nos. № § §§ p. pp. art. fig. figs. vol. ch. sec. eq. para. ed. ca. c."), IS(NUMBER)},
	{LISTED("vol. ch. part"), IS(ROMAN_NUMBER)},
	{LISTED(TITLES_EN), IS(CAPITALISED)},
	{LISTED(TITLES_EN), LISTED(TITLES_EN)},
	{IS(CAPITALISED), LISTED("jr. sr. jr sr")},
};
/* clang-format on */

/* ---- all ---------------------------------------------------------------------------------------------------- */

static const struct language_rules languages[] = {
        {"bg", 3, 2, "а в и о с у", bulgarian, COUNT(bulgarian)},
        {"en", 3, 2, "a i o", english, COUNT(english)},
};

const struct language_rules *break_rules_find(const char *language)
{
	if (language == NULL)
		return NULL;
	size_t primary = strcspn(language, "-_");
	for (size_t i = 0; i < COUNT(languages); i++) {
		const char *known = languages[i].language;
		bool same = strlen(known) == primary;
		for (size_t j = 0; same && j < primary; j++)
			same = character_small((unsigned char)language[j]) == (unsigned char)known[j];
		if (same)
			return &languages[i];
	}
	return NULL;
}
