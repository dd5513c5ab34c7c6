#!/bin/sh
# tests/documents/manual.sh — the manuals' tables: what stands between a line
#     .\" made by 'make manual': ARGUMENTS
# and the next line
#     .\" end
# is what the program TABLES (tables.c) prints for ARGUMENTS.
#
#   manual.sh TABLES FILE            prints FILE with its tables made anew
#   manual.sh --write TABLES FILE... makes the tables in each FILE anew, in place

set -eu

renew() { # renew TABLES FILE
	awk -v tables="$1" '
		/^\.\\" made by .make manual.: / {
			print
			command = tables substr($0, index($0, ": ") + 1)
			inside = 1
			lines = 0
			while ((command | getline line) > 0) { print line; lines++ }
			if (close(command) != 0 || lines == 0) exit 1
			next
		}
		/^\.\\" end$/ { inside = 0 }
		!inside
		END { exit inside }' "$2"
}

if [ "$1" = --write ]; then
	tables=$2
	shift 2
	for file; do
		renew "$tables" "$file" >"$file.new"
		cat "$file.new" >"$file"
		rm "$file.new"
	done
else
	renew "$1" "$2"
fi
