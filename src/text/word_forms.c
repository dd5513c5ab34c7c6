/* text/word_forms.c — which words are forms of one word: endings, and words that no ending tells. */

#include "text/text.h"

#include <string.h>

/*
 * The rule. Two words are forms of one when a row of this table has an ending for each and what stands before the endings is the
 * same, at least three letters; in it the last vowel may be я in one and е in the other („място“, „места“). "-" is no ending at all.
 * To teach a declension, add a row; what is in no row goes into the list below.
 */
static const char *const declensions[] = {
        /* masculine nouns: проект, учител, герой, работник, залог, монах, бежанец, европеец, гражданин, българин */
        "- а ът и ите ове овете",
        "- я ят и ите",
        "й я ят и ите еве евете",
        "к ка кът ци ците",
        "г га гът зи зите",
        "х ха хът си сите",
        "ец еца ецът ци ците",
        "ец еца ецът йци йците",
        "нин нина нинът ни ните",
        "рин рина ринът ри рите",
        /* masculine nouns with a vowel that goes: център, смисъл, ритъм, орел */
        "ър ъра ърът ри рите рове ровете",
        "ъл ъла ълът ли лите",
        "ъм ъма ъмът ми мите",
        "ел ела елът ли лите",
        /* feminine nouns: работа, миграция, общност, мисъл, песен */
        "а ата и ите",
        "я ята и ите",
        "- та и ите",
        "ъл ълта ли лите",
        "ен ента ни ните",
        /* neuter nouns: право, лице, цвете, поле, име, четене, такси, меню */
        "о ото а ата",
        "е ето а ата",
        "е ето я ята",
        "е ето ета етата",
        "е ето ена ената",
        "е ето ия ията",
        "и ито ита итата",
        "ю юто юта ютата",
        /* adjectives: нов (and българск-и), обществен, спокоен, кратък, добър, топъл, син */
        "- ия ият а ата о ото и ите",
        "ен ния ният на ната но ното ни ните",
        "ен йния йният йна йната йно йното йни йните",
        "ък кия кият ка ката ко кото ки ките",
        "ър рия рият ра рата ро рото ри рите",
        "ъл лия лият ла лата ло лото ли лите",
        "- ия ият я ята ьо ьото и ите",
        /* verbs: участвам, работя */
        "вам ваш ва ваме вате ват вах ваше вахме вахте ваха вал вала вало вали",
        "я иш и им ите ят",
        /* English: project, notice, community, plan, travel, stop, admit, submit */
        "- s es 's ed ing",
        "e es e's ed ing",
        "y ies y's ied ying",
        "n ns nned nning",
        "l ls lled lling",
        "p ps pped pping",
        "t ts tted tting",
};

/* Words whose forms no row tells, and words that a row would take for forms of others. No rule applies to any of them. */
static const char *const irregular[] = {
        "човек човека човекът човеко човеци хора хората души",
        "дете детето деца децата",
        "мъж мъжа мъжът мъже мъжете",
        "брат брата братът братя братята",
        "господин господина господинът господа господата",
        "ден деня денят дни дните дена",
        "път пътя пътят пътища пътищата",
        "край края краят краища краищата",
        "крак крака кракът краката",
        "ръка ръката ръце ръцете",
        "око окото очи очите",
        "ухо ухото уши ушите",
        "сън съня сънят сънища сънищата",
        "кон коня конят коне конете",
        "цар царя царят царе царете",
        "крал краля кралят крале кралете",
        "гръб гърба гърбът гърбове гърбовете",
        "връх върха върхът върхове върховете",
        "гръцки гръцка гръцко грък гърци гърците",
        "дърво дървото дървета дърветата дърва дървата",
        "крило крилото крила крилата криле крилете",
        "рамо рамото рамене раменете рамена",
        "коляно коляното колене коленете",
        "небе небето небеса небесата",
        "чудо чудото чудеса чудесата",
        "голям големия големият голяма голямата голямо голямото големи големите",
        "име името имена имената",
        "един единия единият една едната едно едното едни едните",
        "мой моя моят моята мое моето мои моите",
        "свой своя своят своята свое своето свои своите",
        "наш нашия нашият наша нашата наше нашето наши нашите",
        "българия",
        "румъния",
        "русия",
        "сърбия",
        "news",
        "child children child's children's",
        "person persons people person's people's",
        "man men man's men's",
        "woman women woman's women's",
        "foot feet",
        "life lives life's",
        "write writes writing wrote written",
        "take takes taking took taken",
        "give gives giving gave given",
};

/* The longest ending has ten bytes. */
enum { STEM_LETTERS = 3, ENDING_BYTES = 10 };

struct word {
	const char *text;
	size_t length; /* bytes */
};

/* The next of a list of words divided by spaces; its length is 0 at the end. */
static struct word next_of(const char **list)
{
	struct word word = {*list, strcspn(*list, " ")};
	*list += word.length;
	if (**list == ' ')
		(*list)++;
	return word;
}

static bool is_same(struct word one, struct word other)
{
	return one.length == other.length && memcmp(one.text, other.text, one.length) == 0;
}

/* What stands before ENDING in WORD; of length 0 when WORD does not end so or too little is left. */
static struct word stem_of(struct word word, struct word ending)
{
	if (ending.length == 1 && ending.text[0] == '-')
		ending.length = 0;
	struct word none = {word.text, 0};
	if (ending.length >= word.length)
		return none;
	struct word stem = {word.text, word.length - ending.length};
	if (memcmp(word.text + stem.length, ending.text, ending.length) != 0)
		return none;
	return text_characters(stem.text, stem.length) >= STEM_LETTERS ? stem : none;
}

/* Whether Cyrillic TEXT has a vowel. */
static bool has_vowel(const char *text, size_t length)
{
	static const char vowels[] = "аеиоуъюя";
	for (size_t i = 0; i + 2 <= length; i += 2)
		for (size_t k = 0; vowels[k] != '\0'; k += 2)
			if (memcmp(text + i, vowels + k, 2) == 0)
				return true;
	return false;
}

static bool are_ya_and_e(const char *one, const char *other)
{
	static const char ya[] = "я";
	static const char e[] = "е";
	return (memcmp(one, ya, 2) == 0 && memcmp(other, e, 2) == 0) ||
	       (memcmp(one, e, 2) == 0 && memcmp(other, ya, 2) == 0);
}

/* Whether two stems are the same but for я and е as the last vowel. */
static bool is_same_stem(struct word one, struct word other)
{
	if (one.length != other.length)
		return false;
	size_t i = 0;
	while (i < one.length && one.text[i] == other.text[i])
		i++;
	if (i == one.length)
		return true;
	/* я and е differ in both bytes. */
	return i > 0 && i + 2 <= one.length && are_ya_and_e(one.text + i, other.text + i) &&
	       memcmp(one.text + i + 2, other.text + i + 2, one.length - i - 2) == 0 &&
	       !has_vowel(one.text + i + 2, one.length - i - 2);
}

static bool share_row(const char *row, struct word one, struct word other)
{
	const char *endings = row;
	for (struct word ending = next_of(&endings); ending.length != 0; ending = next_of(&endings)) {
		struct word stem = stem_of(one, ending);
		if (stem.length == 0)
			continue;
		const char *others = row;
		for (struct word end = next_of(&others); end.length != 0; end = next_of(&others)) {
			struct word other_stem = stem_of(other, end);
			if (other_stem.length != 0 && is_same_stem(stem, other_stem))
				return true;
		}
	}
	return false;
}

static bool is_much_longer(struct word one, struct word other)
{
	return one.length > other.length && one.length - other.length > ENDING_BYTES;
}

/* A quick answer for nearly all words, and for very long ones: the first letter of every form is the same, the second too, or both are я and е. */
static bool begin_alike(struct word one, struct word other)
{
	if (is_much_longer(one, other) || is_much_longer(other, one))
		return false;
	if (one.length < STEM_LETTERS || other.length < STEM_LETTERS || one.text[0] != other.text[0] ||
	        one.text[1] != other.text[1])
		return false;
	if ((unsigned char)one.text[0] < 0x80 || one.length < 4 || other.length < 4)
		return true;
	return memcmp(one.text + 2, other.text + 2, 2) == 0 || are_ya_and_e(one.text + 2, other.text + 2);
}

bool text_same_word(const char *one, size_t one_length, const char *other, size_t other_length)
{
	struct word first = {one, one_length};
	struct word second = {other, other_length};
	if (is_same(first, second))
		return true;
	if (!begin_alike(first, second))
		return false;
	for (size_t i = 0; i < sizeof declensions / sizeof declensions[0]; i++)
		if (share_row(declensions[i], first, second))
			return text_irregular_forms(one, one_length) == NULL &&
			       text_irregular_forms(other, other_length) == NULL;
	return false;
}

const char *text_irregular_forms(const char *word, size_t length)
{
	struct word wanted = {word, length};
	for (size_t i = 0; i < sizeof irregular / sizeof irregular[0]; i++) {
		const char *forms = irregular[i];
		for (struct word form = next_of(&forms); form.length != 0; form = next_of(&forms))
			if (is_same(form, wanted))
				return irregular[i];
	}
	return NULL;
}
