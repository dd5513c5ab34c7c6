#!/bin/sh
# tests/documents/pictures.sh — README's pictures: the text block behind a line
#     <!-- picture NUMBER of SESSION -->
# is that screen of tests/sessions/SESSION.session.
#
#   pictures.sh FILE            prints FILE with its pictures made anew
#   pictures.sh --write FILE    makes them anew in place

set -eu

renew() { # renew FILE
	awk '
		function picture(wanted, session,   line, rows, row, screen, found) {
			found = screen = 0
			while ((getline line < session) > 0) {
				if (line ~ /^size /) { split(line, rows, /[ x]/) }
				if (line != "screen" || ++screen != wanted) continue
				for (row = 0; row < rows[3] && (getline line < session) > 0; row++) { print line; found = 1 }
			}
			close(session)
			return found
		}
		/^<!-- picture [0-9]+ of [a-z-]+ -->$/ {
			number = $3
			session = $5
			print
			inside = getline
			print
			if (!picture(number, "tests/sessions/" session ".session")) exit
			next
		}
		inside && /^```$/ { inside = 0 }
		!inside
		END { exit inside }' "$1"
}

if [ "$1" = --write ]; then
	renew "$2" >"$2.new"
	cat "$2.new" >"$2"
	rm "$2.new"
else
	renew "$1"
fi
