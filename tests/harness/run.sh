#!/bin/sh
# tests/harness/run.sh — runs test programs, counts their results, closes with one line "N passed, N failed".
#
#   run.sh COMMAND...          each COMMAND (one word: 'program argument') prints TAP: "ok NAME", "not ok NAME", maybe "1..N"
#   run.sh --make MAKE STAGE...   each STAGE (one word: 'SANITIZE=1 test-unit') is a make target that ends in run.sh
#
# What passes is one line a program; what fails is shown whole. A program that prints no result, fewer than it announced, an
# exit status without a failure, "# SKIP" or a sanitizer's report has failed. Exit status: 0 when nothing failed, else 1.
#
# From the Makefile: BUILD, IOMVIEW (the program under test), WRAPPER (valgrind …), TEST_SECONDS (limit a program), JOBS.

set -u
here=$(dirname "$0")
. "$here/world.sh"

count_results='
	/^ok( |$)/      { passed++; if (/# *SKIP/) { passed--; failed++; print "not ok: skipped, but nothing may be skipped" } }
	/^not ok( |$)/  { failed++ }
	/^1\.\.[0-9]+/  { sub(/^1\.\./, ""); planned += $0 }
	END {
		if (passed + failed < planned) { print "not ok: " planned " results announced, " passed + failed " came"; failed += planned - passed - failed }
		if (passed + failed == 0)      { print "not ok: no result"; failed++ }
		if (status != 0 && failed == 0) { print "not ok: exit status " status (status == 124 || status == 137 ? " (out of time)" : ""); failed++ }
		print passed + 0, failed + 0 >counts
	}'

run_one() { # run_one NUMBER: a child of run_all, several at a time
	result=$results/$1
	command=$(cat "$result.command")
	mkdir "$result.scratch"
	# shellcheck disable=SC2086 # a command is several words
	in_world "$result.scratch" timeout -k 5 "${TEST_SECONDS:-120}" ${WRAPPER-} $command >"$result.output" 2>&1 </dev/null
	status=$?
	for report in "$result.scratch"/sanitizer*; do
		[ -f "$report" ] && { cat "$report"; echo "not ok: a sanitizer reported"; } >>"$result.output"
	done
	awk -v status=$status -v counts="$result.counts" "$count_results" "$result.output" >"$result.verdict"
	read -r passed failed <"$result.counts"
	if [ "$failed" -eq 0 ]; then
		echo "  $command: $passed passed"
	else
		{
			echo "--- $command: $passed passed, $failed failed"
			grep -vE '^ok |^--[0-9]+-- ' "$result.output" # nor what valgrind says of system calls
			cat "$result.verdict"
			echo "---"
		} >"$result.report"
		cat "$result.report"
	fi
}

run_all() {
	number=0
	for command; do
		number=$((number + 1))
		echo "$command" >"$results/$number.command"
	done
	[ $number -gt 0 ] || { echo "not ok: nothing to run"; echo 0 1 >"$results/0.counts"; return; }
	seq $number | xargs -P "${JOBS:-$(getconf _NPROCESSORS_ONLN)}" -n 1 "$0" --one
}

close_with_counts() { # lines of "PASSED FAILED" → the closing line
	awk '{ passed += $1; failed += $2 } END { print passed + 0 " passed, " failed + 0 " failed"; exit failed > 0 || passed == 0 }'
}

case ${1-} in
--one)
	run_one "$2"
	;;
--make)
	make=$2
	shift 2
	RUN_COUNTS=$(mktemp) || exit 1
	export RUN_COUNTS
	trap 'rm -f "$RUN_COUNTS"' EXIT
	trap 'exit 130' INT TERM HUP
	case ${MAKEFLAGS-} in *jobserver*) ;; *) make="$make -j$(getconf _NPROCESSORS_ONLN)" ;; esac
	for stage; do
		echo "$stage"
		lines=$(wc -l <"$RUN_COUNTS")
		# shellcheck disable=SC2086 # MAKE and STAGE are several words
		$make --no-print-directory -s $stage
		[ "$(wc -l <"$RUN_COUNTS")" -gt "$lines" ] || { echo "not ok: '$stage' could not be built"; echo 0 1 >>"$RUN_COUNTS"; }
	done
	close_with_counts <"$RUN_COUNTS"
	;;
*)
	results=$(mktemp -d) || exit 1
	export results
	trap 'rm -rf "$results"' EXIT
	trap 'exit 130' INT TERM HUP
	run_all "$@"
	if [ -n "${RUN_COUNTS-}" ]; then # a stage of many
		cat "$results"/*.counts >>"$RUN_COUNTS"
	else
		cat "$results"/*.counts | close_with_counts
	fi
	;;
esac
