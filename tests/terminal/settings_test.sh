#!/bin/sh
# The settings file without a terminal: where it is looked for, what it changes, that options win, and --check-config.

set -u
out=$TMPDIR/out
err=$TMPDIR/err
failed=0
unset XDG_CONFIG_HOME
HOME=$TMPDIR/дом
export HOME
config=$HOME/.config/iomview/config.yaml
mkdir -p "$(dirname "$config")" "$TMPDIR/other/iomview"

tell() { # tell SENTENCE: after a command that found nothing wrong, or did
	if [ $? -eq 0 ]; then
		echo "ok $1"
	else
		failed=1
		echo "not ok $1"
		sed 's/^/#   out: /' "$out" | head -20
		sed 's/^/#   err: /' "$err" | head -20
	fi
}

run() { # run ARGUMENT...: standard input is empty
	"$IOMVIEW" "$@" >"$out" 2>"$err" </dev/null
	status=$?
}

says() { # says STATUS OUT ERR: what the last run gave, OUT and ERR as patterns of case
	[ $status -eq "$1" ] || return 1
	case $(cat "$out") in $2) ;; *) return 1 ;; esac
	case $(cat "$err") in $3) ;; *) return 1 ;; esac
}

run --check-config
says 0 '' 'No errors'
tell "a missing settings file is no error"

run --dump content
says 0 'МОМ България*' ''
tell "without one, the site's first language"

echo 'language: en' >"$config"
run --dump content
says 0 'IOM Bulgaria*' ''
tell "the language of ~/.config/iomview/config.yaml"
run -l bg --dump content
says 0 'МОМ България*' ''
tell "-l wins"
run --check-config
says 0 '' 'No errors'
tell "--check-config: status 0 where nothing is wrong"

echo 'language: bg' >"$TMPDIR/other/iomview/config.yaml"
XDG_CONFIG_HOME=$TMPDIR/other run --dump content
says 0 'МОМ България*' ''
tell "XDG_CONFIG_HOME stands for ~/.config"
XDG_CONFIG_HOME=other run --dump content
says 0 'IOM Bulgaria*' ''
tell "a relative XDG_CONFIG_HOME does not count"

echo 'language: de' >"$config"
run --dump content
says 0 'МОМ България*' ''
tell "a language that the site does not have is no error"

printf 'language: en\nmeasure: 40\n' >"$config"
run --dump content about/about
! grep -E '.{41}' "$out" | grep -qv http
tell "what is printed is no wider than the measure"
run -w 60 --dump content about/about
grep -qE '.{50}' "$out"
tell "-w wins"

printf 'language: en\nmeasur: 40\nkeys: {qiut: x}\n' >"$config"
run --check-config
says 1 "$config:2:1: error: unknown key 'measur'; did you mean 'measure'?
$config:3:8: error: unknown command 'qiut'; did you mean 'quit'?" '2 errors'
tell "--check-config: file, line, column of everything, status 1"
run -l bg --check-config
says 1 "$config:2:1: грешка: *" '2 грешки'
tell "--check-config in Bulgarian"
run --dump content
says 0 'IOM Bulgaria*' "config.yaml:2:1: error: unknown key 'measur'; did you mean 'measure'? (iomview --check-config)"
tell "a wrong settings file keeps nobody from reading: one message, the right part counts"
run --list content
says 0 '*' ''
tell "--list reads no settings"

printf 'language: \033]52;c;eA==\007\n' >"$config"
run --check-config
says 1 '*control character*' '1 error' && ! grep -q "$(printf '\033')" "$out" "$err"
tell "no control character comes through"

rm "$config"
mkfifo "$config"
run --check-config
says 1 "$config: error: not a regular file*" '1 error'
tell "a FIFO in its place is waited for by nobody"
rm "$config"

env -u HOME "$IOMVIEW" --check-config >"$out" 2>"$err"
status=$?
says 0 '' 'No errors'
tell "without HOME there are no settings"

run --check-config --dump
says 2 '' "*'--check-config' and '--dump' cannot go together*"
tell "--check-config goes with no other mode"

exit $failed
