#!/bin/sh
# The program without a terminal: what each option prints, where messages go, and every exit status.

set -u
out=$TMPDIR/out
err=$TMPDIR/err
failed=0

tell() { # tell SENTENCE: after a command that found nothing wrong, or did
	status=$?
	if [ $status -eq 0 ]; then
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

# refused STATUS MESSAGE ARGUMENT...: nothing on standard output, exactly this one line on standard error
refused() {
	wanted=$1 message=$2
	shift 2
	run "$@"
	[ $status -eq "$wanted" ] && [ ! -s "$out" ] && [ "$(cat "$err")" = "iomview: error: $message" ]
	tell "iomview $(printf '%s ' "$@" | cut -c1-60): status $wanted, '$message'"
}

# done_with STATUS ARGUMENT...: this status, something on standard output, nothing on standard error
done_with() {
	wanted=$1
	shift
	run "$@"
	[ $status -eq "$wanted" ] && [ -s "$out" ] && [ ! -s "$err" ]
	tell "iomview $*: status $wanted, no message"
}

# ---- what is printed ----

done_with 0 --help
grep -q '^Usage: iomview' "$out"
tell "--help says how to use it"
run -h && cp "$out" "$TMPDIR/help" && run --help && cmp -s "$out" "$TMPDIR/help"
tell "-h is --help"
for option in --language --width --dump --list --search --check --help --version; do grep -q -- "$option" "$out" || false; done
tell "--help names every option"
! grep -qE '.{80}' "$out"
tell "--help fits in 79 columns"
LANG=bg_BG.UTF-8 run --help
grep -q '^Употреба: iomview' "$out"
tell "--help speaks Bulgarian where LANG does"
done_with 0 --version
grep -qxE 'iomview [0-9]+\.[0-9]+\.[0-9]+' "$out"
tell "--version is one line"

done_with 0 --list content
LC_ALL=C awk -F '\t' 'NF != 4' "$out" | wc -l | grep -qx 0 && [ "$(wc -l <"$out")" -ge 30 ]
tell "--list prints path, language, date, title"
grep -qP '^news/2021-05-20-new-project-roma-communities\tbg\t2021-05-20\tМОМ' "$out"
tell "--list prints a page of the news in Bulgarian"
head -1 "$out" | grep -qP '^about\tbg\t'
tell "--list prints the page of a section before what is in it"
cut -f1 "$out" | sort -u >"$TMPDIR/paths"
bad=0
while read -r path; do
	"$IOMVIEW" --dump content "$path" >"$out" 2>"$err" </dev/null && [ -s "$out" ] && [ ! -s "$err" ] || bad=$((bad + 1))
done <"$TMPDIR/paths"
[ $bad -eq 0 ]
tell "--dump prints every page that --list names"
mkdir "$TMPDIR/weighed"
printf -- '---\ntitle: Second\nweight: 2\n---\n' >"$TMPDIR/weighed/a.md"
printf -- '---\ntitle: First\nweight: 1\n---\n' >"$TMPDIR/weighed/b.md"
run --list "$TMPDIR/weighed" && [ "$(cut -f4 "$out" | tr '\n' ' ')" = 'First Second ' ] &&
	run --dump "$TMPDIR/weighed" && [ "$(grep -n First "$out" | cut -d: -f1)" -lt "$(grep -n Second "$out" | cut -d: -f1)" ]
tell "an order that only the files tell is kept by --list and --dump"

run --check content
[ $status -eq 0 ] && [ ! -s "$out" ]
tell "the bundled site has no fault"
[ "$(wc -l <"$err")" -eq 1 ]
tell "--check says on standard error how much it found"

for width in 20 40 72 120; do
	bad=0
	while read -r path; do
		for language in bg en; do
			"$IOMVIEW" --dump -w $width -l $language content "$path" 2>"$err" </dev/null | grep -E ".{$((width + 1))}" >"$out"
			[ ! -s "$out" ] && [ ! -s "$err" ] || bad=$((bad + 1))
		done
	done <"$TMPDIR/paths"
	[ $bad -eq 0 ]
	tell "--dump -w $width: no line is wider"
done

article=news/2021-05-20-new-project-roma-communities
"$IOMVIEW" --dump -w 0 -l bg content $article >"$TMPDIR/whole" 2>"$err" </dev/null
[ "$(grep -c "^На 20 май 2021 г\..*С какво се занимава\|^На 20 май 2021 г\..* занимава:$" "$TMPDIR/whole")" -eq 1 ]
tell "--dump -w 0: a paragraph is one line"
{ printf 'title: T\nbody: |\n  '; awk 'BEGIN { for (i = 0; i < 40000; i++) printf "дума%d ", i }'; echo; } >"$TMPDIR/long.yaml"
"$IOMVIEW" --dump -w 0 "$TMPDIR/long.yaml" >"$TMPDIR/whole" 2>"$err" </dev/null
[ "$(wc -l <"$TMPDIR/whole")" -eq 3 ] && [ "$(wc -w <"$TMPDIR/whole")" -eq 40001 ]
tell "--dump -w 0: a paragraph of 40,000 words is one line, and all of them are there"
"$IOMVIEW" --dump -w 40 -l bg content $article >"$TMPDIR/divided" 2>"$err" </dev/null
"$IOMVIEW" --dump -w 60 -l bg content $article >"$TMPDIR/undivided" 2>"$err" </dev/null
hyphen='\(а\|е\|и\|о\|у\|в\|д\|л\|м\|н\|р\|с\|т\)-$'
grep -q "$hyphen" "$TMPDIR/divided" && ! grep -q "$hyphen" "$TMPDIR/undivided"
tell "--dump divides words below 50 columns and not above"

done_with 0 --dump content
cp "$out" "$TMPDIR/dump"
"$IOMVIEW" content </dev/null 2>"$err" | cat >"$out"
cmp -s "$out" "$TMPDIR/dump" && [ ! -s "$err" ]
tell "iomview | cat prints what --dump prints"
grep -q 'Новини' "$out"
tell "the front page lists its entries"
done_with 0 --search Харманли content
grep -qP '^news/multicultural-event-harmanli:\tМОМ проведе мултикултурно събитие' "$out"
tell "--search prints the titles of the pages"
done_with 0 --dump -l en content 2030-agenda
grep -q '2030' "$out"
tell "-l en prints the English page"
done_with 0 --search migraciqta content
grep -q '^2030-agenda:' "$out"
tell "--search finds Cyrillic words typed in Latin letters"
run --search ';rh,d[rs' content
[ $status -eq 0 ] && grep -q '^about:' "$out" &&
	grep -qx "iomview: hint: nothing is found for ';rh,d\[rs'; these are the results for 'миграция', the same keys on another layout" "$err"
tell "--search finds what was typed on another keyboard layout, and says so"
run --search квркврквр content
[ $status -eq 1 ] && [ ! -s "$out" ]
tell "--search that finds nothing: status 1"

# ---- one page, a folder, standard input ----

mkdir -p "$TMPDIR/site/news"
printf 'title: Проба\nbody: |\n  Текст с **думи**.\n' >"$TMPDIR/site/page.bg.yaml"
printf -- '---\ntitle: Новина\n---\nТекст\n' >"$TMPDIR/site/news/2021-05-20-one.md"
done_with 0 --dump "$TMPDIR/site"
done_with 0 --dump "$TMPDIR/site/page.bg.yaml"
"$IOMVIEW" - <"$TMPDIR/site/page.bg.yaml" 2>"$err" | cat >"$out"
grep -q 'Текст с думи' "$out" && [ ! -s "$err" ]
tell "iomview - reads a page from standard input"
printf 'pages:\n  - title: Едно\n    body: а\ntitle: Сайт\n' >"$TMPDIR/one-file.yaml"
done_with 0 --dump "$TMPDIR/one-file.yaml"

# ---- what is refused ----

refused 2 "unknown option '--lst'; did you mean '--list'?" --lst
refused 2 "unknown option '--bogus-thing'; see iomview --help" --bogus-thing
refused 2 "unknown option '-x'; see iomview --help" -x
refused 2 "option '-w' needs a value" -w
refused 2 "option '--width' needs a value" --width
refused 2 "option '--search' needs a value" --search
refused 2 "option '--dump' takes no value" --dump=yes
for value in -1 501 x 4x '' 99999999999999999999; do
	run -w "$value" content
	[ $status -eq 2 ] && [ ! -s "$out" ] && [ "$(wc -l <"$err")" -eq 1 ] && grep -q "'-w'" "$err"
	tell "-w '$value': status 2, one line that names -w"
done
run --dump --list content
[ $status -eq 2 ] && [ "$(wc -l <"$err")" -eq 1 ] && grep -q -- "--dump.*--list" "$err"
tell "two modes: status 2, both named"
refused 2 "too many arguments; see iomview --help" content news more
run -l xx content
[ $status -eq 2 ] && [ ! -s "$out" ] && grep -q "no language 'xx'; it has: bg, en" "$err"
tell "-l xx: status 2, the languages are named"
run /no/such/site
[ $status -eq 2 ] && [ ! -s "$out" ] && [ "$(wc -l <"$err")" -eq 1 ]
tell "a site that is not there: status 2, one line"
mkdir "$TMPDIR/empty"
run "$TMPDIR/empty"
[ $status -eq 2 ] && [ ! -s "$out" ] && [ -s "$err" ]
tell "an empty folder: status 2"
mkfifo "$TMPDIR/fifo.yaml"
timeout 5 "$IOMVIEW" --dump "$TMPDIR/fifo.yaml" >"$out" 2>"$err" </dev/null
[ $? -eq 2 ]
tell "a FIFO: status 2, at once"
refused 1 "page not found: 'news/2021-05-20-new-project-roma-comunities'; did you mean 'news/2021-05-20-new-project-roma-communities'?" --dump content news/2021-05-20-new-project-roma-comunities
refused 1 "page not found: 'zzzzzzzz'; see iomview --list" --dump content zzzzzzzz
LANG=bg_BG.UTF-8 run --lst
[ "$(cat "$err")" = "iomview: грешка: непозната опция „--lst“; имахте предвид „--list“?" ]
tell "messages are Bulgarian where LANG is"
run --dump content "$(printf 'a\033]52;c;x\007b')"
! LC_ALL=C grep -q "$(printf '\033')" "$err"
tell "control characters of an argument do not reach the terminal"
printf 'title: Проба\n' >"$TMPDIR/site/site.yaml"
printf 'tilte: a\nbody: b\n' >"$TMPDIR/site/wrong.bg.yaml"
run --check "$TMPDIR/site"
[ $status -eq 1 ] && grep -q "wrong.bg.yaml:1:1: error: .*'tilte'.*'title'" "$out"
tell "--check of a site with errors: status 1, file:line:column on standard output"
run --check /no/such/site
[ $status -eq 2 ]
tell "--check of no site: status 2"
run --dump "$TMPDIR/site" wrong
[ $status -eq 0 ] || [ $status -eq 1 ]
tell "--dump of a page that cannot be read says so"

# ---- a kiosk ----

refused 2 "here a site is read, in a terminal; connect without a command, or with ssh -t" --kiosk content
SSH_ORIGINAL_COMMAND='sh -c id' refused 2 "here a site is read, in a terminal; connect without a command, or with ssh -t" -k content news
for mode in --dump --list --check --check-config; do
	refused 2 "'--kiosk' and '$mode' cannot go together; keep one" $mode --kiosk content
	refused 2 "'--kiosk' and '$mode' cannot go together; keep one" --kiosk $mode content
done
refused 2 "'--kiosk' and '--search' cannot go together; keep one" --kiosk --search Котел content
refused 2 "'--kiosk' and '-' cannot go together; keep one" --kiosk -
for option in --idle --limit; do
	for value in x '' -1 +5 ' 5' 5x 5mm 1.5h 4d 9999999h 604801 99999999999999999999; do
		refused 2 "'$option' must be a time like 90s, 15m or 4h, at most a week, not '$value'" --kiosk $option "$value" content
	done
	for value in 0 90 90s 15m 4h 168h 604800; do
		refused 2 "here a site is read, in a terminal; connect without a command, or with ssh -t" --kiosk $option $value content
	done
	refused 2 "option '$option' needs a value" --kiosk $option
done
# A held process cannot start the one that looks for leaks at its end.
leaks=$ASAN_OPTIONS
ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0
run --check-sandbox
case $(uname) in
Linux)
	[ ! -s "$err" ] && [ "$(wc -l <"$out")" -eq 5 ] && ! grep -qvE '^[^:]+: (yes|no)' "$out"
	tell "--check-sandbox says of each part whether it holds"
	grep -qE '(Landlock|seccomp)\): yes' "$out"
	held=$?
	[ $held -eq $status ]
	tell "--check-sandbox: status 0 where files or system calls are held, else 1"
	;;
*)
	[ ! -s "$err" ] && [ -s "$out" ]
	tell "--check-sandbox says what holds"
	;;
esac
LANG=bg_BG.UTF-8 run --check-sandbox
[ ! -s "$err" ] && LC_ALL=C.UTF-8 grep -qE ': (да|не)' "$out"
tell "--check-sandbox speaks Bulgarian where LANG does"
ASAN_OPTIONS=$leaks

# ---- where the output goes ----

for option in --dump --list --check --help --version; do
	"$IOMVIEW" $option content >/dev/full 2>"$err" </dev/null
	status=$?
	: >"$out"
	# --check of a site without fault has nothing to print
	[ $option = --check ] && [ $status -eq 0 ] || { [ $status -eq 2 ] && grep -q 'output cannot be written' "$err"; }
	tell "$option >/dev/full is noticed"
	"$IOMVIEW" $option content 2>"$err" </dev/null | head -n 1 >"$out"
	! grep -q 'cannot be written' "$err"
	tell "$option | head -1 ends quietly"
done
"$IOMVIEW" --dump content >&- 2>"$err" </dev/null
[ $? -eq 2 ]
tell "a closed standard output is noticed"
LANG=C run --dump content 2030-agenda
cp "$out" "$TMPDIR/c" && LANG=C.UTF-8 run --dump content 2030-agenda
cmp -s "$out" "$TMPDIR/c" && [ -s "$out" ]
tell "LANG=C prints the same text"

exit $failed
