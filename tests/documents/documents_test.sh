#!/bin/sh
# tests/documents/documents_test.sh — manuals and README say what the program does and the tree holds.

set -u
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
manuals="man/iomview-kiosk.7 man/iomview.1 man/iomview-config.5 man/iomview-content.5 man/bg/iomview.1"

result() { # result STATUS NAME: the output of what was asked is shown when it failed
	if [ "$1" -eq 0 ]; then
		echo "ok $2"
	else
		echo "not ok $2"
		sed 's/^/# /' "$scratch/output"
	fi
}

same() { # same NAME EXPECTED FOUND
	diff -u "$2" "$3" >"$scratch/output" 2>&1
	result $? "$1"
}

# The options of --help, one a line: "-l --language", "--dump".
options_of_help() {
	"$IOMVIEW" --help | sed -n 's/^  *\(-[a-zA-Z]\), \(--[a-z-]*\).*/\1 \2/p; s/^  *\(--[a-z-]*\).*/\1/p' | sort
}

# Those of a manual's list: ".It Fl l Ar language , Fl -language Ar language".
options_of_manual() {
	sed -n 's/^\.It Fl \([a-zA-Z]\)[ ,].*, Fl \(-[a-z-]*\).*/-\1 -\2/p; s/^\.It Fl \(-[a-z-]*\).*/-\1/p' "$1" | sort
}

for manual in $manuals; do
	mandoc -Tlint -Wwarning "$manual" >"$scratch/output" 2>&1
	result $? "$manual has no fault that mandoc finds"
	tests/documents/manual.sh "$BUILD/tests/documents/tables" "$manual" >"$scratch/renewed"
	same "the tables of $manual are the program's (else: make manual)" "$manual" "$scratch/renewed"
done

options_of_help >"$scratch/help"
for manual in man/iomview.1 man/bg/iomview.1; do
	options_of_manual "$manual" >"$scratch/options"
	same "the options of $manual are those of --help" "$scratch/help" "$scratch/options"
done

# The settings that the manual explains and the words that each may be: ".It Ic name : Cm word | word".
"$BUILD/tests/documents/tables" settings en >"$scratch/settings"
sed -n 's/^\.It Ic \([a-z]*\) :/\1/p' man/iomview-config.5 | sed 's/ Ar .*//; s/ Cm//g; s/ |//g' >"$scratch/explained"
same "man/iomview-config.5 explains every setting and its words" "$scratch/settings" "$scratch/explained"

find src -name '*.[ch]' | sed 's,^src/,,' | sort >"$scratch/files"
sed -n '/^## The sources/,/^## [^T]/s/^| `\([a-z_/]*\.[ch]\)` |.*/\1/p' README.md | sort >"$scratch/map"
same "README's map has a line for each file of src/, and no other" "$scratch/files" "$scratch/map"

tests/documents/pictures.sh README.md >"$scratch/renewed"
same "README's pictures are screens of the program (else: make manual)" README.md "$scratch/renewed"

# The site that README shows how to make.
mkdir "$scratch/bin"
ln -s "$(cd "$(dirname "$IOMVIEW")" && pwd)/$(basename "$IOMVIEW")" "$scratch/bin/iomview"
sed -n '/^## Your own site/,/^## /{/^```sh/,/^```$/{/^```/!p;};}' README.md >"$scratch/example.sh"
(cd "$scratch" && PATH=$scratch/bin:$PATH sh -eu example.sh) >"$scratch/output" 2>&1 &&
	grep -q 'Hello' "$scratch/output" && "$IOMVIEW" --check "$scratch/mysite" >>"$scratch/output" 2>&1
result $? "the site in README's example is made, shown and has no errors"
