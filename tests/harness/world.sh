# tests/harness/world.sh — the world in which every test runs, in this one place. Read by run.sh with `.`.
#
# in_world SCRATCH COMMAND... runs COMMAND with a pinned environment, its home in the folder SCRATCH. Nothing else is handed on
# but PATH and what the Makefile says. A test that needs another value sets it for the program that it starts, and says so.

in_world() {
	scratch=$1
	shift
	env -i \
		PATH="$PATH" \
		LANG=C.UTF-8 \
		TZ=UTC \
		TERM=xterm-256color \
		HOME="$scratch" \
		TMPDIR="$scratch" \
		XDG_CONFIG_HOME="$scratch/config" \
		XDG_STATE_HOME="$scratch/state" \
		XDG_CACHE_HOME="$scratch/cache" \
		ASAN_OPTIONS="log_path=$scratch/sanitizer:exitcode=99:detect_stack_use_after_return=1" \
		LSAN_OPTIONS="suppressions=$(cd "$here" && pwd)/leak.supp:print_suppressions=0" \
		UBSAN_OPTIONS="log_path=$scratch/sanitizer:exitcode=99:print_stacktrace=1" \
		CMOCKA_MESSAGE_OUTPUT=TAP \
		IOMVIEW="${IOMVIEW-}" \
		BUILD="${BUILD-}" \
		TEST_SLOW="${TEST_SLOW-}" \
		LAYERS="${LAYERS-}" \
		ACCEPT="${ACCEPT-}" \
		${CI:+CI="$CI"} \
		${SEED:+SEED="$SEED"} \
		"$@"
}
