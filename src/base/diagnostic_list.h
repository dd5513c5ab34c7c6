/*
 * base/diagnostic_list.h — the closed list of what can be wrong, with its words. Part of base.h.
 *
 * A row: name, level, English template, Bulgarian template. {1} {2} {3} are the arguments of diagnostics_add().
 * The remedy follows the semicolon: what to write instead. A message starts small and has no full stop; English
 * quotes 'so', Bulgarian „така“; in Bulgarian a noun stands before each placeholder that could need an article.
 * The manual's list is made from this table, and the tests demand a case in tests/golden/diagnostics for each row.
 */
#ifndef IOMVIEW_DIAGNOSTIC_LIST_H
#define IOMVIEW_DIAGNOSTIC_LIST_H

/* clang-format off */
#define DIAGNOSTIC_LIST(ROW) \
	/* the keys of a file */ \
	ROW(UNKNOWN_KEY_GUESS, ERROR, "unknown key '{1}'; did you mean '{2}'?", \
		"непознат ключ „{1}“; имахте предвид „{2}“?") \
	ROW(UNKNOWN_KEY, ERROR, "unknown key '{1}'; the keys here are: {2}", \
		"непознат ключ „{1}“; ключовете тук са: {2}") \
	ROW(DUPLICATE_KEY, ERROR, "duplicate key '{1}'; the first is on line {2}; remove one", \
		"повтарящ се ключ „{1}“; първият е на ред {2}; изтрийте единия") \
	ROW(MISSING_KEY, ERROR, "missing '{1}'; write '{1}: …'", "липсва „{1}“; напишете „{1}: …“") \
	ROW(EMPTY_VALUE, ERROR, "'{1}' is empty; write a value", "„{1}“ е празно; напишете стойност") \
	ROW(NOT_ONE_LINE, ERROR, "'{1}' must be one line", "„{1}“ трябва да е на един ред") \
	ROW(NOT_A_LIST, ERROR, "'{1}' must be a list; write '- …'", "„{1}“ трябва да е списък; напишете „- …“") \
	ROW(NOT_TEXT, ERROR, "'{1}' must be text; put it in quotes", \
		"„{1}“ трябва да е текст; оградете го с кавички") \
	ROW(NOT_A_MAPPING, ERROR, "'{1}' must be keys and values; write 'key: value'", \
		"„{1}“ трябва да е ключове и стойности; напишете „ключ: стойност“") \
	ROW(NOT_A_BOOLEAN, ERROR, "'{1}' must be true or false", "„{1}“ трябва да е true или false") \
	ROW(NOT_A_SORT, ERROR, "'sort' must be newest, name, title or listed, not '{1}'", \
		"„sort“ трябва да е newest, name, title или listed, а не „{1}“") \
	ROW(SORT_NOT_INDEX, WARNING, "'sort' works on index pages only; remove it", \
		"„sort“ важи само за началната страница на раздел; изтрийте го") \
	ROW(NOT_A_DATE, ERROR, "'{1}' is not a date; write YYYY-MM-DD, like 2021-05-20", \
		"„{1}“ не е дата; напишете ГГГГ-ММ-ДД, например 2021-05-20") \
	ROW(DATE_DIFFERS, WARNING, "the date {1} differs from the file name's {2}; make them the same", \
		"датата {1} е различна от тази в името на файла – {2}; направете ги еднакви") \
	/* links and addresses */ \
	ROW(NO_PAGE_GUESS, ERROR, "no page '{1}'; did you mean '{2}'?", \
		"няма страница „{1}“; имахте предвид „{2}“?") \
	ROW(NO_PAGE, ERROR, "no page '{1}'; write the path of a page, like 'about/about'", \
		"няма страница „{1}“; напишете път до страница, например „about/about“") \
	ROW(LINK_WITHOUT_TARGET, ERROR, "a link needs 'url' or 'page'; add one", \
		"връзката трябва да има „url“ или „page“; добавете едното") \
	ROW(LINK_WITH_BOTH, ERROR, "a link has both 'url' and 'page'; keep one", \
		"връзката има и „url“, и „page“; оставете едното") \
	ROW(ADDRESS_SCHEME, ERROR, "the address must begin with http://, https:// or mailto:, not '{1}'", \
		"адресът трябва да започва с http://, https:// или mailto:, а не „{1}“") \
	ROW(PATH_OUTSIDE, ERROR, "the path '{1}' leads out of the site's folder; write one that stays inside", \
		"пътят „{1}“ извежда извън папката на сайта; напишете път вътре в нея") \
	ROW(PAGE_WRONG_CASE, ERROR, "no page '{1}'; write '{2}': capital and small letters differ", \
		"няма страница „{1}“; напишете „{2}“: главните и малките букви се различават") \
	/* the site */ \
	ROW(MENU_NO_ENTRY_GUESS, ERROR, "no page or section '{1}' for the menu; did you mean '{2}'?", \
		"за менюто няма страница или раздел „{1}“; имахте предвид „{2}“?") \
	ROW(MENU_NO_ENTRY, ERROR, "no page or section '{1}' for the menu; remove it or add the file", \
		"за менюто няма страница или раздел „{1}“; изтрийте го или добавете файла") \
	ROW(MENU_TWICE, ERROR, "'{1}' stands twice in the menu; the first is on line {2}; remove one", \
		"„{1}“ е два пъти в менюто; първият път е на ред {2}; изтрийте единия") \
	ROW(NOT_A_LANGUAGE, ERROR, "'{1}' is not a language tag; write one like bg or en", \
		"„{1}“ не е етикет на език; напишете например bg или en") \
	ROW(FOREIGN_LANGUAGE, ERROR, "language '{1}' is not one of the site's: {2}; add it there or rename", \
		"езикът „{1}“ не е сред езиците на сайта: {2}; добавете го там или преименувайте") \
	ROW(LANGUAGE_DIFFERS, WARNING, "'lang: {1}' differs from the file name's language {2}; remove it", \
		"„lang: {1}“ е различно от езика в името на файла – {2}; изтрийте го") \
	ROW(SAME_PAGE_TWICE, ERROR, "two files are the same page in the same language: {1} and {2}; rename one", \
		"два файла са една и съща страница на един език: {1} и {2}; преименувайте единия") \
	ROW(SAME_NAME_TWICE, ERROR, "two pages have the name '{1}'; rename one", \
		"две страници имат името „{1}“; преименувайте едната") \
	ROW(FOLDER_WITH_PAGE_NAME, ERROR, "a folder has the name of a page; rename it without the ending", \
		"папка носи името на страница; преименувайте я без окончанието") \
	ROW(SECTION_AND_PAGE, ERROR, "'{1}' is a page and a folder too; move the page to {1}/index", \
		"„{1}“ е и страница, и папка; преместете страницата в {1}/index") \
	ROW(UNKNOWN_FILE, WARNING, "this file is not a page; rename it to NAME.LANG.yaml or NAME.LANG.md", \
		"файлът не е страница; преименувайте го на ИМЕ.ЕЗИК.yaml или ИМЕ.ЕЗИК.md") \
	ROW(NO_PAGES, ERROR, "no pages in the folder; add a file like about.bg.yaml", \
		"в папката няма страници; добавете файл, например about.bg.yaml") \
	ROW(MISSING_TRANSLATION, HINT, "the page has no version in: {1}", "страницата няма версия на: {1}") \
	/* files */ \
	ROW(FILE_MISSING, ERROR, "the file does not exist", "файлът не съществува") \
	ROW(FILE_NO_PERMISSION, ERROR, "no permission to read the file; allow reading, like chmod a+r", \
		"няма права за четене на файла; разрешете четенето, например с chmod a+r") \
	ROW(FILE_NOT_REGULAR, ERROR, "not a regular file; put a plain file here", \
		"не е обикновен файл; поставете тук обикновен файл") \
	ROW(FILE_TOO_LARGE, ERROR, "the file is larger than {1} MiB; divide it", \
		"файлът е по-голям от {1} MiB; разделете го") \
	ROW(FILE_UNREADABLE, ERROR, "the file cannot be read: {1}", "файлът не може да се прочете: {1}") \
	ROW(TOO_MANY, ERROR, "too many {1}; the limit is {2}", "прекалено много ({1}); ограничението е {2}") \
	ROW(TOO_MANY_VALUES, ERROR, "more than {1} values in one file; divide it", \
		"повече от {1} стойности в един файл; разделете го") \
	ROW(OUT_OF_MEMORY, ERROR, "out of memory", "няма достатъчно памет") \
	/* characters */ \
	ROW(NOT_UTF8, ERROR, "not UTF-8 (byte 0x{1}); save the file as UTF-8", \
		"неправилно кодиране в UTF-8 (байт 0x{1}); запишете файла в UTF-8") \
	ROW(LOOKS_WINDOWS_1251, ERROR, "this looks like Windows-1251; save the file as UTF-8", \
		"файлът изглежда записан в Windows-1251; запишете го в UTF-8") \
	ROW(LOOKS_UTF16, ERROR, "this looks like UTF-16; save the file as UTF-8", \
		"файлът изглежда записан в UTF-16; запишете го в UTF-8") \
	ROW(CONTROL_CHARACTER, ERROR, "control character U+{1}; remove it", "управляващ знак U+{1}; изтрийте го") \
	ROW(BIDI_CONTROL, WARNING, "invisible direction control U+{1}; remove it", \
		"невидим знак за посока U+{1}; изтрийте го") \
	ROW(TOO_MANY_MARKS, WARNING, "more than four marks on one letter; remove some", \
		"повече от четири надредни знака над една буква; изтрийте част от тях") \
	ROW(STRANGE_LINE_END, WARNING, "U+{1} is no line end for editors; write a plain new line", \
		"U+{1} не е край на ред за редакторите; напишете обикновен нов ред") \
	/* YAML */ \
	ROW(TAB_INDENTATION, ERROR, "tab in the indentation; write spaces", \
		"табулация в отстъпа; напишете интервали") \
	ROW(BAD_INDENTATION, ERROR, "the indentation does not fit line {1}; align it", \
		"отстъпът не съответства на ред {1}; изравнете го") \
	ROW(NO_SPACE_AFTER_COLON, ERROR, "no space after the colon; write '{1}: …'", \
		"липсва интервал след двоеточието; напишете „{1}: …“") \
	ROW(SECOND_COLON, ERROR, "a second colon in the value; put the value in quotes", \
		"второ двоеточие в стойността; оградете стойността с кавички") \
	ROW(BAD_FIRST_CHARACTER, ERROR, "a value cannot begin with '{1}'; put it in quotes", \
		"стойност не може да започва с „{1}“; оградете я с кавички") \
	ROW(UNCLOSED_QUOTE, ERROR, "the quotation mark opened here is never closed; close it", \
		"отворените тук кавички не са затворени; затворете ги") \
	ROW(UNCLOSED_BRACKET, ERROR, "the bracket opened here is never closed; close it", \
		"отворената тук скоба не е затворена; затворете я") \
	ROW(BAD_ESCAPE, ERROR, "unknown escape after '\\'; write '\\\\' or use single quotes", \
		"непозната последователност след „\\“; напишете „\\\\“ или използвайте единични кавички") \
	ROW(MISSING_COLON, ERROR, "no colon after the key; write '{1}: …'", \
		"липсва двоеточие след ключа; напишете „{1}: …“") \
	ROW(MISSING_COMMA, ERROR, "no comma before this value; write one", \
		"липсва запетая преди тази стойност; напишете я") \
	ROW(LIST_BESIDE_KEY, ERROR, "a list cannot begin beside its key; write '- …' on the next line", \
		"списък не може да започва до ключа си; напишете „- …“ на следващия ред") \
	ROW(TEXT_BESIDE_MARK, ERROR, "text beside '{1}'; write it on the next line, indented", \
		"текст до знака „{1}“; напишете го на следващия ред, с отстъп") \
	ROW(TEXT_NOT_INDENTED, ERROR, "the text that line {1} opens is not indented; write spaces before it", \
		"текстът, който започва на ред {1}, няма отстъп; напишете интервали пред него") \
	ROW(TEXT_AFTER_QUOTE, ERROR, "text after the closing quotation mark; put the whole value in quotes", \
		"текст след затварящите кавички; оградете цялата стойност с кавички") \
	ROW(LONG_KEY, ERROR, "the key is longer than 1,024 characters; shorten it", \
		"ключът е по-дълъг от 1024 знака; съкратете го") \
	ROW(ALIAS, ERROR, "alias (*{1}); write the value out", "псевдоним (*{1}); напишете самата стойност") \
	ROW(ANCHOR, ERROR, "anchor (&{1}); remove it", "котва (&{1}); изтрийте я") \
	ROW(MERGE_KEY, ERROR, "merge key (<<); write the values out", "сливане (<<); напишете самите стойности") \
	ROW(TAG, ERROR, "tag ({1}) is not understood; remove it", "етикетът ({1}) не се поддържа; изтрийте го") \
	ROW(KEY_NOT_TEXT, ERROR, "a key must be a word; write 'key: value'", \
		"ключът трябва да е дума; напишете „ключ: стойност“") \
	ROW(SECOND_DOCUMENT, ERROR, "a second document (---); keep one", \
		"втори документ (---); оставете само един") \
	ROW(TOO_DEEP, ERROR, "nested deeper than {1}; flatten it", \
		"вложено по-дълбоко от {1} нива; опростете") \
	ROW(FRONT_MATTER_OPEN, ERROR, "the front matter has no closing '---'; add it", \
		"началният блок няма затварящ ред „---“; добавете го") \
	ROW(BAD_YAML, ERROR, "not valid YAML: {1}", "неправилен YAML: {1}") \
	/* Markdown */ \
	ROW(TOO_COMPLEX, ERROR, "the text is too complex; simplify it", "текстът е твърде сложен; опростете го") \
	ROW(TEXT_TOO_DEEP, WARNING, "lists and quotes nested deeper than {1} are flattened; simplify", \
		"списъците и цитатите, вложени по-дълбоко от {1} нива, се изравняват; опростете") \
	/* settings */ \
	ROW(NOT_A_CHOICE, ERROR, "'{1}' must be one of {2}, not '{3}'", \
		"„{1}“ трябва да е едно от следните: {2}, а не „{3}“") \
	ROW(SETTING_RANGE, ERROR, "'{1}' must be a number from {2} to {3}", "„{1}“ трябва да е число от {2} до {3}") \
	ROW(UNKNOWN_COLOUR_GUESS, ERROR, "unknown colour '{1}'; did you mean '{2}'?", \
		"непознат цвят „{1}“; имахте предвид „{2}“?") \
	ROW(UNKNOWN_COLOUR, ERROR, "unknown colour '{1}'; write a name like red, 0 to 255 or \"#rrggbb\"", \
		"непознат цвят „{1}“; напишете име като red, число от 0 до 255 или \"#rrggbb\"") \
	ROW(UNKNOWN_COMMAND_GUESS, ERROR, "unknown command '{1}'; did you mean '{2}'?", \
		"непозната команда „{1}“; имахте предвид „{2}“?") \
	ROW(UNKNOWN_COMMAND, ERROR, "unknown command '{1}'; see man 5 iomview-config", \
		"непозната команда „{1}“; вижте man 5 iomview-config") \
	ROW(UNKNOWN_KEY_NAME_GUESS, ERROR, "no key is called '{1}'; did you mean '{2}'?", \
		"няма клавиш „{1}“; имахте предвид „{2}“?") \
	ROW(UNKNOWN_KEY_NAME, ERROR, "no key is called '{1}'; write one like x, Ctrl-X, Alt-x, PgDn or F5", \
		"няма клавиш „{1}“; напишете например x, Ctrl-X, Alt-x, PgDn или F5") \
	ROW(KEY_OF_TWO_COMMANDS, ERROR, "the key '{1}' is given to '{2}' too, on line {3}; choose another", \
		"клавишът „{1}“ е даден и на „{2}“, на ред {3}; изберете друг") \
	ROW(KEY_NOT_A_DIGIT, ERROR, "'{2}' can have the keys 1 to 9 only, not '{1}'; remove it", \
		"„{2}“ може да има само клавишите от 1 до 9, не и „{1}“; изтрийте го") \
	ROW(COMMAND_NEEDS_KEY, ERROR, "'{1}' would have no key left; give it one", \
		"за „{1}“ не остава клавиш; задайте му поне един") \
	/* command line */ \
	ROW(UNKNOWN_OPTION_GUESS, ERROR, "unknown option '{1}'; did you mean '{2}'?", \
		"непозната опция „{1}“; имахте предвид „{2}“?") \
	ROW(UNKNOWN_OPTION, ERROR, "unknown option '{1}'; see iomview --help", \
		"непозната опция „{1}“; вижте iomview --help") \
	ROW(OPTION_NEEDS_VALUE, ERROR, "option '{1}' needs a value", "опцията „{1}“ изисква стойност") \
	ROW(OPTION_NO_VALUE, ERROR, "option '{1}' takes no value", "опцията „{1}“ не приема стойност") \
	ROW(OPTION_RANGE, ERROR, "'{1}' must be a number between {2} and {3}", \
		"„{1}“ трябва да е число между {2} и {3}") \
	ROW(OPTION_TIME, ERROR, "'{1}' must be a time like 90s, 15m or 4h, at most a week, not '{2}'", \
		"„{1}“ трябва да е време като 90s, 15m или 4h, най-много седмица, а не „{2}“") \
	ROW(TWO_MODES, ERROR, "'{1}' and '{2}' cannot go together; keep one", \
		"„{1}“ и „{2}“ не могат да се използват заедно; оставете едната") \
	ROW(TOO_MANY_ARGUMENTS, ERROR, "too many arguments; see iomview --help", \
		"прекалено много аргументи; вижте iomview --help") \
	ROW(NO_SITE_LANGUAGE, ERROR, "the site has no language '{1}'; it has: {2}",                          \
		"сайтът няма език „{1}“; има: {2}")                                                          \
	ROW(PAGE_NOT_FOUND, ERROR, "page not found: '{1}'; see iomview --list", \
		"страницата „{1}“ не е открита; вижте iomview --list") \
	ROW(PAGE_NOT_FOUND_GUESS, ERROR, "page not found: '{1}'; did you mean '{2}'?", \
		"страницата „{1}“ не е открита; имахте предвид „{2}“?") \
	ROW(OTHER_LAYOUT, HINT, "nothing is found for '{1}'; these are the results for '{2}', the same keys on another layout", \
		"няма резултати за „{1}“; показани са тези за „{2}“ – същите клавиши при друга подредба") \
	ROW(KIOSK_NO_TERMINAL, ERROR, "here a site is read, in a terminal; connect without a command, or with ssh -t", \
		"тук се чете сайт, в терминал; свържете се без команда или със ssh -t") \
	ROW(NO_SANDBOX, ERROR, "nothing here can hold a kiosk; see iomview --check-sandbox, or say --no-sandbox", \
		"тук нищо не може да ограничи киоск; вижте iomview --check-sandbox или добавете --no-sandbox") \
	ROW(SESSION_IDLE, HINT, "no key for too long: the session has ended", \
		"твърде дълго без клавиш: сесията приключи") \
	ROW(SESSION_EXPIRED, HINT, "the session has lasted as long as it may: it has ended", \
		"сесията продължи колкото е позволено и приключи") \
	ROW(UNKNOWN_TERMINAL, ERROR, "the terminal type '{1}' is not known; set TERM, like TERM=xterm-256color", \
		"непознат тип терминал „{1}“; задайте TERM, например TERM=xterm-256color") \
	ROW(NO_TERMINAL, ERROR, "no terminal to read keys from; use --dump to print the page", \
		"няма терминал, от който да се четат клавиши; използвайте --dump, за да изведете страницата") \
	ROW(NO_STATE_FOLDER, WARNING, "no folder for bookmarks and what was read; set HOME or XDG_STATE_HOME", \
		"няма папка за отметките и прочетеното; задайте HOME или XDG_STATE_HOME") \
	ROW(STATE_NOT_WRITTEN, WARNING, "bookmarks and what was read cannot be kept: {1}", \
		"отметките и прочетеното не могат да се запазят: {1}") \
	ROW(STATE_BUSY, WARNING, "another iomview holds this file; what is new is not kept", \
		"файлът е зает от друг iomview; новото не се запазва") \
	ROW(WRITE_FAILED, ERROR, "the output cannot be written: {1}", "изходът не може да се запише: {1}")
/* clang-format on */

#endif
