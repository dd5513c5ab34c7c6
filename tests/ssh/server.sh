#!/bin/sh
# tests/ssh/server.sh FOLDER COMMAND... — a real sshd on 127.0.0.1 that runs COMMAND for whoever has the key that it makes.
#
# Keys, configuration and log are in FOLDER (which must be there and empty). As soon as FOLDER/ssh_config is there it listens:
#
#   ssh -F FOLDER/ssh_config site
#
# The server runs until this script ends, and ends with it. Whoever runs the script is who logs in. SSHD_LINES are lines for
# sshd_config, before Match. The files that a shell reads at home are nobody's here.

set -eu

folder=$(cd "$1" && pwd)
shift
user=$(id -un)

for sshd in "$(command -v sshd || true)" /usr/sbin/sshd /usr/local/sbin/sshd /usr/lib/ssh/sshd; do
	[ ! -x "$sshd" ] || break
done
[ -x "$sshd" ] || { echo "there is no sshd: run 'make test-deps'" >&2; exit 2; }
# Where root runs it sshd wants this folder.
[ "$(id -u)" -ne 0 ] || mkdir -p -m 0755 /run/sshd

ssh-keygen -q -t ed25519 -N '' -C '' -f "$folder/host_key"
ssh-keygen -q -t ed25519 -N '' -C '' -f "$folder/key"
cp "$folder/key.pub" "$folder/authorized_keys"

configure() { # configure PORT COMMAND
	cat >"$folder/sshd_config" <<-END
		ListenAddress 127.0.0.1:$1
		HostKey $folder/host_key
		AuthorizedKeysFile $folder/authorized_keys
		PidFile none
		StrictModes no
		UsePAM no
		PasswordAuthentication no
		KbdInteractiveAuthentication no
		PermitRootLogin prohibit-password
		AcceptEnv LANG LC_*
		SetEnv HOME=$folder
		PermitUserEnvironment no
		MaxStartups 300:30:600
		LogLevel ERROR
		${SSHD_LINES-}
		Match User $user
			ForceCommand $2
			DisableForwarding yes
			PermitUserRC no
			MaxSessions 1
			ChannelTimeout session:*=20m
	END
}

# A port that is free: where one is taken sshd says so and the next is tried.
port=$((20000 + $$ % 20000))
tries=0
while :; do
	configure "$port" "$*"
	"$sshd" -D -e -f "$folder/sshd_config" 2>"$folder/log" &
	server=$!
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		sleep 0.1
		kill -0 "$server" 2>/dev/null || break
		[ -z "$(ssh-keyscan -T 1 -p "$port" 127.0.0.1 2>/dev/null)" ] || break 2
	done
	kill "$server" 2>/dev/null || true
	tries=$((tries + 1))
	[ "$tries" -lt 10 ] || { cat "$folder/log" >&2; exit 2; }
	port=$((port + 1))
done
trap 'kill "$server" 2>/dev/null || true' EXIT
trap 'exit 0' INT TERM HUP

printf '[127.0.0.1]:%s %s\n' "$port" "$(cut -d ' ' -f 1,2 "$folder/host_key.pub")" >"$folder/known_hosts"
cat >"$folder/making" <<-END
	Host site
		HostName 127.0.0.1
		Port $port
		User $user
		IdentityFile $folder/key
		IdentitiesOnly yes
		UserKnownHostsFile $folder/known_hosts
		StrictHostKeyChecking yes
		EscapeChar none
		LogLevel ERROR
		SendEnv LANG LC_*
END
mv "$folder/making" "$folder/ssh_config"
wait "$server"
