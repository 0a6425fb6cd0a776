#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The library as its users meet it: what it exports and needs, its header in C and C++, installed and found by
# pkg-config, the example of docs/library.md built as the text there says; and its verdicts beside those of l7 classify.
set -u
B=${B:-build}
here=$(cd "$B" && pwd) || exit 2
so=$B/libl7.so
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
bad=0

# check NAME COMMAND...: it ends well, or what it has said is shown
check() {
	name=$1
	shift
	if "$@" >"$work/said" 2>&1; then
		echo "ok $name"
	else
		echo "not ok $name"
		head -n 20 "$work/said"
		bad=1
	fi
}

# shellcheck disable=SC2317 # by way of check
not() {
	! "$@"
}

# what is exported
nm -D --defined-only --with-symbol-versions "$so" | awk '$2 != "A" { sub(/@@/, " ", $3); print $3 }' >"$work/abi"
check 'exports what lib/abi.expected says, no more and no less' diff -u lib/abi.expected "$work/abi"
grep -o '\<libl7_[a-z_]*(' lib/libl7.h | grep -v '()' | tr -d '(' | sort -u >"$work/declared"
cut -d ' ' -f 1 lib/abi.expected >"$work/exported"
check 'declares what it exports' diff "$work/declared" "$work/exported"
sed -n 's,^\.F[no] \(libl7_[a-z_]*\).*,\1,p' man/libl7.3 | sort -u >"$work/described"
check 'describes what it exports' diff "$work/exported" "$work/described"
readelf -d "$so" >"$work/dynamic"
check 'needs the C library alone' \
	test "$(sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' "$work/dynamic" | grep -v '^ld-linux' | tr '\n' ' ')" = 'libc.so.6 '
check 'is called libl7.so.0' grep -q 'SONAME.*\[libl7\.so\.0\]' "$work/dynamic"

# the header
echo '#include "lib/libl7.h"
int main(void) { return libl7_version() != LIBL7_VERSION; }' >"$work/header.c"
cp "$work/header.c" "$work/header.cc"
for how in 'gcc -std=c90 -pedantic' 'gcc -std=c99 -pedantic -Wstrict-prototypes' 'gcc -std=gnu17' \
	'g++ -x c++ -std=c++17 -pedantic' 'g++ -x c++ -std=c++20' 'clang -std=c99 -pedantic'; do
	if command -v "${how%% *}" >/dev/null; then
		# shellcheck disable=SC2086 # words
		check "header: $how" $how -Wall -Wextra -Werror -I. -o "$work/header" "$work/header.c" -x none "$so" \
			-Wl,-rpath,"$here"
		check "runs: $how" "$work/header"
	else
		echo "skip header: $how # ${how%% *} is missing"
	fi
done

# installed below another root, with a prefix of its own, so that it looks for definitions there
inst=$here/installed
# shellcheck disable=SC2317 # by way of check
make_installed() {
	env -u MAKEFLAGS -u MAKELEVEL make -s B="$inst" PREFIX="$inst/usr" SYSCONFDIR="$inst/etc" DESTDIR="$inst/root" "$@"
}
rm -rf "${inst:?}/root" "${inst:?}/usr"
mkdir -p "$inst/usr/share"
ln -s "$PWD/defs" "$inst/usr/share/l7-protocols"
check 'make install-library' make_installed install-library
libdir=$(dirname "$(find "$inst/root" -name libl7.so)")
check 'libl7.so leads to a file' test -s "$libdir/libl7.so"
check 'libl7.so.0 leads to a file' test -s "$libdir/libl7.so.0"
export PKG_CONFIG_PATH="$libdir/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$inst/root"
version=$(sed -n 's/^VERSION := //p' Makefile)
check "pkg-config knows version $version" test "$(pkg-config --modversion libl7)" = "$version"

# the example: the first block of C in the text, and the first line that begins with cc
# shellcheck disable=SC2016 # backquotes of Markdown
sed -n '/^```c$/,/^```$/p' docs/library.md | sed '1d; /^```$/,$d' >"$work/verdicts.c"
command=$(sed -n 's/^    \(cc .*\)/\1/p' docs/library.md)
check 'the example has less than 40 lines' test "$(wc -l <"$work/verdicts.c")" -lt 40
check "$command" sh -c "cd $work && $(echo "$command" | sed 's/^cc /cc -Wall -Wextra -Wpedantic -Werror /')"
"$B/tests/captures/record" "$work/cases.pcap" tests/defs/[a-m]*/*.flow
"$B/l7" classify -d defs -o tsv "$work/cases.pcap" >"$work/tool.tsv"
awk -F '\t' 'NR > 1 { print $3 ":" $4 " > " $5 ":" $6 " " ($7 == "-" ? "unset" : $7) }' "$work/tool.tsv" >"$work/wanted"
check 'the example runs' sh -c "cd $work && LD_LIBRARY_PATH=$libdir ./verdicts cases.pcap >example"
check 'the example says what l7 classify says' diff "$work/wanted" "$work/example"
check 'the example has seen a thousand connections' test "$(wc -l <"$work/example")" -gt 1000
check 'the example says what is wrong' \
	sh -c "! LD_LIBRARY_PATH=$libdir $work/verdicts /nonexistent 2>&1 | grep -v nonexistent"
check 'make uninstall' make_installed uninstall
check 'make uninstall leaves nothing of it' test -z "$(find "$inst/root" -name '*libl7*')"

# all of it, as the build is
# shellcheck disable=SC2317 # by way of check
make_all() {
	read -r prefix sysconf <"$B/paths"
	env -u MAKEFLAGS -u MAKELEVEL make -s B="$B" PREFIX="$prefix" SYSCONFDIR="$sysconf" DESTDIR="$work/root" "$@"
}
check 'make install' make_all install
doc=$(dirname "$(find "$work/root" -name README.md)")
grep -o '](\([^):]*\))' README.md | tr -d '[]()' >"$work/links"
check 'README.md has links' test -s "$work/links"
while read -r file; do
	check "README.md leads to $file where it is installed" test -s "$doc/$file"
done <"$work/links"
check 'make uninstall of all' make_all uninstall
check 'make uninstall leaves no file' test -z "$(find "$work/root" ! -type d)"

# verdicts, all that there is to say of connections
same() {
	what=$1
	shift
	"$B/l7" classify -d defs -o tsv "$@" 2>"$work/tool.err" | sed 1d | cut -f 1-15 >"$work/tool.tsv"
	check "$what: as l7 classify" sh -c "$B/tests/lib/verdicts -d defs \"\$@\" | diff $work/tool.tsv -" verdicts "$@"
	check "$what: $(wc -l <"$work/tool.tsv") connections" test -s "$work/tool.tsv"
}
same 'cases of definitions' "$work/cases.pcap"
corpus=../shared/corpus/captures
if [ -d $corpus ]; then
	same 'captures of programs' $corpus/*
else
	echo "skip captures of programs # $corpus is missing"
fi

# threads, under the thread sanitizer: of one classifier, compiled or an image, and each with its own
"$B/l7" compile -d defs -o "$work/all.img" >/dev/null
"$B/l7" classify -d defs -o tsv "$work/cases.pcap" | sed 1d | cut -f 1-15 >"$work/tool.tsv"
for how in '-t 3' '-t 2 -s'; do
	check "threads: $how" \
		sh -c "$B/tests/lib/verdicts-thread $how -i $work/all.img $work/cases.pcap | cmp - $work/tool.tsv"
done
mkdir "$work/few"
cp defs/tls.pat defs/http.pat defs/dns.pat defs/bittorrent.pat "$work/few"
"$B/l7" classify -d "$work/few" -o tsv "$work/cases.pcap" | sed 1d | cut -f 1-15 >"$work/tool.tsv"
check 'threads that compile at the same time' \
	sh -c "$B/tests/lib/verdicts-thread -t 2 -s -d $work/few $work/cases.pcap | cmp - $work/tool.tsv"

# what a program of a user has compiled, the tool need not compile for that user; for nobody else that is so
as=
[ "$(id -u)" != 0 ] || as='setpriv --reuid=65534 --regid=65534 --clear-groups'
chmod -R go+rX "$work"
mkdir -m 777 "$work/home" "$work/other"
# shellcheck disable=SC2317 # by way of check
said_from_cache() {
	$as env -u XDG_CACHE_HOME HOME="$1" "$B/l7" compile -d "$work/few" | tee "$work/compiled"
	grep -q "time.*from the cache\$" "$work/compiled"
}
if $as test -x "$B/l7" && $as test -r "$work/few/tls.pat"; then
	# shellcheck disable=SC2086 # words
	check 'the library compiles for a user' \
		$as env -u XDG_CACHE_HOME HOME="$work/home" "$B/tests/lib/verdicts" -d "$work/few" "$work/cases.pcap"
	check 'the tool finds what the library has found' said_from_cache "$work/home"
	check 'what others compile is not from there' not said_from_cache "$work/other"
else
	echo "skip the tool finds what the library has found # another user can't reach $here"
fi
exit $bad
