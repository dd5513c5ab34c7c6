#!/bin/sh
# tests/packages.sh deps|test-deps — installs, with the system's own package manager, what building and running iomview needs
# (deps) or what its tests need besides (test-deps). Says what it installs; sudo only when not root. Does nothing where all is there.

set -eu

apt_deps="gcc libc6-dev make pkg-config libncurses-dev libyaml-dev libunistring-dev libmd4c-dev libseccomp-dev libhyphen-dev hyphen-bg hyphen-en-us"
apt_test_deps="libcmocka-dev libvterm-dev valgrind cmark unicode-data ncurses-term mandoc clang clang-format cppcheck less procps tmux openssh-server openssh-client"
dnf_deps="gcc make pkgconf-pkg-config ncurses-devel libyaml-devel libunistring-devel md4c-devel libseccomp-devel hyphen-devel hyphen-bg hyphen-en"
dnf_test_deps="libcmocka-devel libvterm-devel libasan libubsan valgrind cmark unicode-ucd ncurses-term mandoc clang clang-tools-extra cppcheck less procps-ng tmux openssh-server openssh-clients"
pacman_deps="gcc make pkgconf ncurses libyaml libunistring md4c libseccomp hyphen hyphen-en"
pacman_test_deps="cmocka libvterm valgrind cmark unicode-character-database mandoc clang cppcheck less procps-ng tmux openssh"
apk_deps="gcc musl-dev make pkgconf ncurses-dev yaml-dev libunistring-dev md4c-dev libseccomp-dev"
apk_test_deps="cmocka-dev libvterm-dev valgrind cmark unicode-character-database ncurses-terminfo mandoc clang clang-extra-tools cppcheck less procps coreutils tmux openssh"
brew_deps="pkgconf ncurses libyaml libunistring md4c"
brew_test_deps="cmocka libvterm cmark mandoc clang-format llvm cppcheck less coreutils tmux"

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

apt_install() {
	missing=
	for package; do
		dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing="$missing $package"
	done
	[ -n "$missing" ] || return 0
	ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1 || as_root apt-get update -q
	# shellcheck disable=SC2086 # a list of words
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
}

kind=${1-}
case $kind in
deps | test-deps) ;;
*)
	echo "usage: tests/packages.sh deps|test-deps" >&2
	exit 2
	;;
esac

for manager in apt-get dnf pacman apk brew; do
	command -v "$manager" >/dev/null || continue
	eval "packages=\$$(echo "${manager%-get}_$kind" | tr - _)"
	echo "$kind, by $manager: $packages"
	# shellcheck disable=SC2086 # a list of words
	case $manager in
	apt-get) apt_install $packages ;;
	dnf) as_root dnf install -y -q $packages ;;
	pacman) as_root pacman -S --needed --noconfirm $packages ;;
	apk) as_root apk add $packages ;;
	brew) brew install --quiet $packages ;; # never as root
	esac
	exit 0
done
echo "none of the package managers known here (apt-get, dnf, pacman, apk, brew): install by hand what tests/packages.sh lists" >&2
exit 1
