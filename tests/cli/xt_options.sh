#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What iptables says of -m layer7 before any kernel is asked: help, options, definitions that are missing or wrong.
set -u
B=${B:-build}
case $B in /*) ;; *) B=$PWD/$B ;; esac
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
XTABLES_LIBDIR=$B:$(pkg-config --variable=xtlibdir xtables)
export XTABLES_LIBDIR

mkdir -p "$work/defs/sub" "$work/empty"
printf '# good\nhttx\n^get\n' >"$work/defs/httx.pat"
printf 'broken\n^a(b\n' >"$work/defs/sub/broken.pat"
printf 'other\n^a\n' >"$work/defs/misnamed.pat"
long=$(printf '%0300d' 0)

. tests/cli/expect
tried=0
for iptables in iptables-nft ip6tables-nft iptables-legacy ip6tables-legacy; do
	command -v $iptables >/dev/null || continue
	"$iptables" -m comment --help >/dev/null 2>&1 || continue
	tried=$((tried + 1))
	add="$iptables -t mangle -A POSTROUTING -m layer7"
	expect 0 '--l7proto NAME' $iptables -m layer7 --help
	expect 2 'which protocol' $add
	expect 2 'no definition of "httq".*'"$work"'/defs.*did you mean httx' $add --l7dir "$work/defs" --l7proto httq
	expect 2 'nowhere (which does not exist)' $add --l7proto nonesuch --l7dir /nowhere
	expect 2 'broken.pat:2:3: error' $add --l7proto broken --l7dir "$work/defs"
	expect 2 'no rule was entered' $add --l7proto broken --l7dir "$work/defs"
	expect 2 'misnamed.pat:1.*error' $add --l7proto misnamed --l7dir "$work/defs"
	expect 2 'unset.*--l7pkt' $add --l7proto unset --l7pkt
	expect 2 'too long' $add --l7proto "$long"
	expect 2 'too long' $add --l7dir "/$long" --l7proto httx
	expect 2 'not the name of a protocol' $add --l7proto ../httx
	expect 2 'needs a value' $add --l7proto ''
	expect 2 'no "!" allowed\|cannot be inverted' $add --l7proto httx ! --l7pkt
done
[ $tried -gt 0 ] || echo "skip all # no iptables here"
exit $bad
