#!/bin/sh
# Laws 1, 3 and 5 by the source: what is included, which types stand in public headers; the size of files; README's map.

set -u
failed=0

check() { # check SENTENCE: standard input lists what speaks against it
	wrong=$(cat)
	if [ -z "$wrong" ]; then
		echo "ok $1"
	else
		failed=1
		echo "not ok $1"
		echo "$wrong" | sed 's/^/#   /'
	fi
}

earlier=
for layer in $LAYERS; do
	# A public header of an earlier layer, or any header of its own.
	grep -Hn '^#include "' src/"$layer"/*.[ch] 2>/dev/null | awk -v layer="$layer" -v earlier="$earlier" '
		BEGIN { count = split(earlier, names, " "); for (i = 1; i <= count; i++) allowed[names[i] "/" names[i] ".h"] = 1 }
		{
			match($0, /"[^"]*"/)
			header = substr($0, RSTART + 1, RLENGTH - 2)
			if (index(header, layer "/") != 1 && !(header in allowed))
				print
		}' | check "$layer: includes its own headers and public ones of earlier layers"
	earlier="$earlier $layer"
done

includes() { # includes PATTERN FOLDER: files outside src/FOLDER that include such a header
	grep -rlE "^#include [<\"]($1)" src | grep -v "^src/$2/"
}
includes '(ncursesw/)?(curses|ncurses|term)\.h|poll\.h|termios\.h' terminal | grep -v '^src/\(main\|host/filter/make_filter\)\.c$' |
	check "only terminal/ includes ncurses, poll and termios (main.c asks for the window's size, the filter names its requests)"
includes 'seccomp\.h|linux/(filter|landlock|seccomp)\.h|sys/(prctl|resource)\.h' host | check "only host/ includes the sandbox's headers"
includes 'yaml\.h|md4c\.h' content | check "only content/ includes libyaml and md4c"
includes 'uni(case|conv|ctype|gbrk|lbrk|name|norm|regex|str|types|wbrk|width)\.h' text | check "only text/ includes libunistring"
grep -rl '^#include <hyphen\.h>' src | grep -v '^src/text/hyphenate\.c$' | check "only text/hyphenate.c includes libhyphen"
includes 'wchar\.h|wctype\.h' terminal | check "only terminal/ (for ncurses) includes wchar.h"
includes 'locale\.h|langinfo\.h' host | check "only host/ includes locale.h"

# Comments and strings taken out: a header may speak of a library.
for layer in $LAYERS; do
	sed -e 's|/\*.*\*/||' -e '/\/\*/,/\*\//d' src/"$layer"/"$layer".h |
		grep -nE '\b(WINDOW|SCREEN|cchar_t|chtype|attr_t|yaml_[a-z_]+|MD_[A-Z_]+|ucs4_t|uint8_t \*u8_|uc_[a-z_]+|uninorm_t)\b'
done | check "no type of a library stands in a public header"

# Law 6: standard error and the end of the process have one place each.
grep -nE '\b(stderr|perror|STDERR_FILENO)\b' src/*.c src/*/*.c | grep -vE '^src/(base/diagnostic|main)\.c:' | check "only base/diagnostic.c writes to standard error"
grep -nwE 'exit|_exit|_Exit|abort|quick_exit' src/*.c src/*/*.c | grep -vE ':[0-9]+:[^"]*(/?\*|//)' | grep -E '\b(exit|_exit|_Exit|abort|quick_exit) ?\(' |
	check "nothing ends the process but main's return"

for file in src/*.[ch] src/*/*.[ch]; do
	lines=$(wc -l <"$file")
	[ "$lines" -le 600 ] || echo "$file: $lines lines"
done | check "no source file is longer than 600 lines"

if [ -f README.md ]; then
	for file in src/*.c src/*/*.c src/*/*/*.c; do
		grep -qF "$(basename "$file")" README.md || echo "$file"
	done | check "README.md's map names every source file"
	grep -oE '([a-z_]+/)+[a-z_]+\.[ch]\b' README.md | sort -u | while read -r file; do
		[ -e "src/$file" ] || [ -e "$file" ] || echo "$file"
	done | check "README.md's map names no file that is not there"
else
	echo "it does not exist" | check "README.md's map names every source file"
fi

for layer in $LAYERS; do
	grep -oE '^ \*   [a-z_]+\.c' "src/$layer/$layer.h" | while read -r _ file; do
		[ -f "src/$layer/$file" ] || echo "src/$layer/$file"
	done
done | check "the map at the head of a layer's header names no file that is not there"

exit $failed
