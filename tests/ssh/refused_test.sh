#!/bin/sh
# What a visitor gets who wants something else than to read in a terminal: one line and status 2, or nothing at all.

set -u
out=$TMPDIR/out
err=$TMPDIR/err
server=$TMPDIR/sshd
failed=0
line='iomview: error: here a site is read, in a terminal; connect without a command, or with ssh -t'

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

finish() {
	[ -z "${agent-}" ] || kill "$agent" 2>/dev/null
	kill "$process" 2>/dev/null
	wait "$process" 2>/dev/null
}

start() { # start COMMAND...: an sshd that runs COMMAND
	rm -rf "$server"
	mkdir "$server"
	SSHD_LINES='Subsystem sftp internal-sftp' "$(dirname "$0")/server.sh" "$server" "$@" &
	process=$!
	trap finish EXIT
	trap 'exit 1' INT TERM HUP
	tries=0
	while [ ! -f "$server/ssh_config" ]; do
		tries=$((tries + 1))
		[ $tries -lt 300 ] && kill -0 "$process" 2>/dev/null || { echo "not ok sshd starts"; exit 1; }
		sleep 0.1
	done
}

visit() { # visit ARGUMENT...: ssh without a terminal
	timeout 20 ssh -F "$server/ssh_config" "$@" >"$out" 2>"$err" </dev/null
	status=$?
}

nothing_but_the_line() {
	[ $status -eq 2 ] && [ ! -s "$out" ] && [ "$(tr -d '\r' <"$err")" = "$line" ]
}

iomview=$(cd "$(dirname "$IOMVIEW")" && pwd)/$(basename "$IOMVIEW")
start exec "$iomview" --kiosk "$PWD/content"

# ---- without a terminal ----

visit -T site
nothing_but_the_line
tell "ssh -T: one line on standard error, status 2"
visit site news/2021-05-20-new-project-roma-communities
nothing_but_the_line
tell "a page without a terminal: one line, status 2"
visit -T site sh -c id
nothing_but_the_line
tell "ssh -T with a command: one line, status 2"
LANG=bg_BG.UTF-8 visit -T site
[ $status -eq 2 ] && grep -q '^iomview: грешка: тук се чете сайт' "$err"
tell "the line is Bulgarian where the visitor's LANG is"
yes | timeout 20 ssh -F "$server/ssh_config" -T site >"$out" 2>"$err"
status=$?
nothing_but_the_line
tell "ssh -T with endless input: one line, status 2"
# What a subsystem says on standard error sshd keeps to itself.
visit -s site sftp
[ $status -eq 2 ] && [ ! -s "$out" ]
tell "the sftp subsystem: status 2, nothing else"

echo secret >"$TMPDIR/file"
mkdir "$TMPDIR/got"
for option in -O -s; do
	[ $option = -O ] && said=$line || said='Connection closed'
	timeout 20 scp $option -F "$server/ssh_config" "$TMPDIR/file" "site:$TMPDIR/got/put" >"$out" 2>"$err" </dev/null
	[ $? -ne 0 ] && [ ! -e "$TMPDIR/got/put" ] && grep -qF "$said" "$err"
	tell "scp $option puts no file there"
	timeout 20 scp $option -F "$server/ssh_config" "site:$TMPDIR/file" "$TMPDIR/got/fetched" >"$out" 2>"$err" </dev/null
	[ $? -ne 0 ] && [ ! -s "$TMPDIR/got/fetched" ] && grep -qF "$said" "$err"
	tell "scp $option fetches no file"
done
echo "put $TMPDIR/file $TMPDIR/got/put" | timeout 20 sftp -b - -F "$server/ssh_config" site >"$out" 2>"$err"
[ $? -ne 0 ] && [ ! -e "$TMPDIR/got/put" ] && grep -q 'Connection closed' "$err"
tell "sftp puts no file there"

# ---- ways through ----

port=$(sed -n 's/.*ListenAddress 127\.0\.0\.1:\([0-9]*\)$/\1/p' "$server/sshd_config")
visit -o LogLevel=INFO -W "127.0.0.1:$port" site
[ $status -ne 0 ] && [ ! -s "$out" ] && grep -q 'administratively prohibited' "$err"
tell "ssh -W reaches no port"
visit -N -o ExitOnForwardFailure=yes -R 0:127.0.0.1:1 site
[ $status -eq 255 ] && grep -q 'remote port forwarding failed' "$err"
tell "ssh -R opens no port"
visit -N -o ExitOnForwardFailure=yes -R "$TMPDIR/socket:127.0.0.1:1" site
[ $status -eq 255 ] && [ ! -e "$TMPDIR/socket" ]
tell "ssh -R makes no socket"
visit -N -o Tunnel=yes -o ExitOnForwardFailure=yes -w any:any site
[ $status -ne 0 ] && [ $status -ne 124 ]
tell "ssh -w makes no tunnel"

# The environment that sshd makes for the command shows what it has opened for it.
finish
eval "$(ssh-agent -a "$TMPDIR/agent")" >"$out"
agent=$SSH_AGENT_PID
start env
DISPLAY=:97 visit -A -X -o ForwardX11Timeout=5 site
[ $status -eq 0 ] && grep -q '^SSH_CONNECTION=' "$out" && ! grep -q '^SSH_AUTH_SOCK=\|^DISPLAY=' "$out"
tell "neither the agent (-A) nor the display (-X) is forwarded"
BROWSER=/bin/sh LD_PRELOAD_SENT=x visit -o 'SendEnv=*' -o 'SetEnv=LD_PRELOAD=/x.so PATH=/x TERMINFO=/x HOME=/x' site
[ $status -eq 0 ] && ! grep -q '^BROWSER=\|^LD_\|^TERMINFO=\|=/x$' "$out"
tell "the visitor sets no variable but LANG and LC_*"

exit $failed
