#!/bin/sh
# tests/harness/accept.sh CASE BUILD — what the program shows now becomes what is expected, and the difference is printed.
#
# CASE is the name of a session (tests/sessions/CASE.session) or of a golden case (tests/golden/…/CASE.…).

set -u
here=$(dirname "$0")
case_name=$1
BUILD=$2
IOMVIEW=$BUILD/iomview
. "$here/world.sh"

[ -n "$case_name" ] || { echo "usage: make accept CASE=NAME" >&2; exit 2; }
[ -z "${CI-}" ] || { echo "nothing is accepted where CI is set" >&2; exit 1; }
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
ACCEPT=$case_name

if [ -f "tests/sessions/$case_name.session" ]; then
	in_world "$scratch" "$BUILD/tests/harness/run-session" "tests/sessions/$case_name.session"
	exit
fi
find tests/golden -name "$case_name.*" | grep -q . || { echo "no session and no golden case is called $case_name" >&2; exit 1; }
for golden in "$BUILD"/tests/golden/*_test tests/golden/*_test.sh; do
	[ -x "$golden" ] && in_world "$scratch" "$golden" >/dev/null
done
git diff -- tests/golden
