#!/bin/sh
# tests/ssh/demo.sh IOMVIEW SITE — a kiosk to try on this machine: an sshd on 127.0.0.1 until Ctrl-C, in a folder that goes with it.

set -eu

folder=$(mktemp -d)
server=
finish() {
	trap '' INT TERM HUP
	[ -z "$server" ] || kill "$server" 2>/dev/null || true
	[ -z "$server" ] || wait "$server" 2>/dev/null || true
	rm -rf "$folder"
}
trap finish EXIT
trap 'exit 0' INT TERM HUP

iomview=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
site=$(cd "$2" && pwd)
"$(dirname "$0")/server.sh" "$folder" exec "$iomview" --kiosk "$site" &
server=$!
while [ ! -f "$folder/ssh_config" ]; do
	kill -0 "$server" 2>/dev/null || exit 2
	sleep 0.1
done
echo "In another terminal:"
echo
echo "    ssh -F $folder/ssh_config site"
echo
echo "Ctrl-C here ends it."
wait "$server"
