#!/bin/sh
# Laws 1, 2, 4 and 6 by symbols: what a layer calls is its own, an earlier layer's, or listed in tests/layers/LAYER.allowed.
# The archives are those of `make LAWS=1`: nothing inlined, wrapped or dropped. LAYERS comes from the Makefile, lowest first.

set -u
here=$(dirname "$0")
work=$TMPDIR
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

archive() {
	echo "build/laws/lib$1.a"
}

names() { # names LAYER DEFINED|UNDEFINED, sorted
	case $2 in
	defined) nm -g --defined-only "$(archive "$1")" ;;
	undefined) nm -u "$(archive "$1")" ;;
	esac | awk 'NF >= 2 && $NF !~ /:$/ { print $NF }' | grep -v '^_GLOBAL_OFFSET_TABLE_$' | sort -u
}

allowed() { # the names in LAYER.allowed, comments left out
	sed 's/#.*//' "$here/$1.allowed" | tr -s ' \t' '\n\n' | grep . | sort -u
}

# Libraries and the one layer that may call them; what they export, from the files that the linker takes.
libraries="ncursesw tinfo yaml-0 md4c unistring hyphen"

exported() { # exported LIBRARY
	file=$(${CC:-cc} -print-file-name="lib$1.so")
	[ "$file" != "lib$1.so" ] || file=$(ldconfig -p | awk -v name="lib$1.so" 'index($1, name) == 1 { print $NF; exit }')
	case $(head -c 4 "$file") in *ELF) ;; *) file=$(ldconfig -p | awk -v name="lib$1.so" 'index($1, name) == 1 { print $NF; exit }') ;; esac
	nm -D --defined-only "$file" | awk '{ sub(/@.*/, "", $NF); print $NF }' | grep -v '^_\(init\|fini\|edata\|end\)$' | sort -u
}

: >"$work/earlier"
: >"$work/ours"
for layer in $LAYERS; do
	names "$layer" defined >"$work/defined"
	names "$layer" undefined >"$work/undefined"
	[ -s "$work/defined" ] || echo "nothing is defined" | check "$layer: the archive has been built"
	cat "$work/defined" >>"$work/ours"
	{ cat "$work/defined" "$work/earlier"; allowed "$layer"; } | sort -u >"$work/known"
	comm -23 "$work/undefined" "$work/known" |
		check "$layer: calls only itself, earlier layers and what $layer.allowed lists"
	{ allowed "$layer"; } | comm -23 - "$work/undefined" |
		check "$layer: everything in $layer.allowed is still called"
	sort -u "$work/defined" "$work/earlier" >"$work/next" && mv "$work/next" "$work/earlier"
done

sort "$work/ours" | uniq -d | check "no name is defined in two layers"

# A library that calls its own `move` by name would call ours.
sort -u "$work/ours" >"$work/names"
for library in $libraries c; do
	exported "$library" >"$work/exported" 2>/dev/null
	if [ -s "$work/exported" ]; then
		comm -12 "$work/names" "$work/exported" | check "no name of ours is one that lib$library exports"
	else
		echo "its names cannot be read" | check "no name of ours is one that lib$library exports"
	fi
done

# Each library has one layer, and within content/ one file.
for pair in ncursesw:terminal tinfo:terminal yaml-0:content md4c:content unistring:text hyphen:text; do
	library=${pair%:*} owner=${pair#*:}
	exported "$library" >"$work/exported"
	for layer in $LAYERS; do
		[ "$layer" = "$owner" ] && continue
		names "$layer" undefined | comm -12 - "$work/exported" | sed "s/^/$layer calls /"
	done | check "lib$library is called by $owner/ only"
done
for library in yaml-0 md4c; do
	exported "$library" >"$work/exported"
	for object in build/laws/content/*.o; do
		nm -u "$object" | awk '{ print $NF }' | sort -u | comm -12 - "$work/exported" | grep -q . && echo "$object"
	done | sed 1d | check "lib$library is called in one file"
done

# Law 4: the view asks a site that is in memory; opening, listing, reading and loading are the session's.
{
	names view undefined
} | grep -xE 'site_(open|open_bytes|close|list|read_headline|settle|load|find|guess_path|check)|page_from_bytes|(file|folder)_.*|path_is_folder' |
	check "view: touches no file and loads nothing"

exit $failed
