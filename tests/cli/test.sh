#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# l7 test: carets, conditions, verdicts; captures, cases, bytes; exit statuses.
set -u
B=${B:-build}
l7=$B/l7
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

mkdir "$work/defs"
cat >"$work/defs/mine.pat" <<'EOF'
protocol mine
tcp: ^user [a-z]+\r\n
udp u16@2 = size size 4..: ^\x01\x02
tcp client: ^one
and server: ^two$
EOF
cat >"$work/defs/often.pat" <<'EOF'
protocol often
udp packets 2 same u8@1: ^x
EOF
printf 'old\n^user [a-z]+\\x0d?$\n' >"$work/defs/old.pat"
cat >"$work/talk.flow" <<'EOF'
# expect: mine
# over: tcp
> "us"
< "220 server, ready\r\n"
> "er bob\r\n"
EOF
cat >"$work/both.flow" <<'EOF'
# expect: mine
# over: tcp
> "one"
< "two"
EOF
cat >"$work/often.flow" <<'EOF'
# expect: often
# over: udp
> "x1"
> "x2"
< "x2"
> "x2"
EOF
printf 'user bob!x' >"$work/bytes"
printf '\001\002\000\010....' >"$work/datagram"
printf '\001\002\000\011....' >"$work/wrong-size"
: >"$work/empty"
printf '# expect: x\nfoo\n' >"$work/bad.flow"
# two connections in Ethernet frames: a TCP segment in the middle of a connection, and a datagram
{
	printf '\324\303\262\241\002\000\004\000\000\000\000\000\000\000\000\000\377\377\000\000\001\000\000\000'
	printf '\0\0\0\0\0\0\0\0\101\0\0\0\101\0\0\0'
	printf '\2\0\0\0\0\1\2\0\0\0\0\2\010\0'
	printf '\105\0\0\063\0\1\0\0\100\006\0\0\300\0\2\1\300\0\2\2'
	printf '\0\120\0\121\0\0\0\1\0\0\0\1\120\030\377\377\0\0\0\0'
	printf 'user bob\r\n\n'
	printf '\0\0\0\0\0\0\0\0\062\0\0\0\062\0\0\0'
	printf '\2\0\0\0\0\1\2\0\0\0\0\2\010\0'
	printf '\105\0\0\044\0\1\0\0\100\021\0\0\300\0\2\1\300\0\2\2'
	printf '\0\065\0\066\0\020\0\0\001\002\000\010....'
} >"$work/capture"

. tests/cli/expect
# shellcheck disable=SC2317 # by way of expect
mine() { "$l7" test -d "$work/defs" mine "$@"; }

# what a screen would show: the line with the bytes, and the caret below the last of them that counts
shows() {
	status=$1 bytes=$2 caret=$3
	shift 3
	expect "$status" "^    $bytes\$" "$@"
	grep -A 1 "^    $bytes\$" "$work/out" | grep -q -e "^    $caret" || {
		echo "not ok caret of $(label "$*")"
		echo "wanted \"$caret\" in:"
		cat "$work/out"
		bad=1
	}
}

shows 1 'user bob!x' '       ^ dies behind this (byte 8 of packet 1, client): "!" can.t follow' mine "$work/bytes"
shows 0 'er bob\\r\\n' '        ^ matches here (after byte 8 of packet 3, client)' mine "$work/talk.flow"
shows 0 'two' '  ^ matches here (after byte 3 of packet 2, server)' mine "$work/both.flow"
expect 0 '^  verdict: mine, at packet 2$' mine "$work/both.flow"
shows 1 '\\x01\\x02\\x00\\t....' '    ^ matches here' mine "$work/wrong-size"
expect 1 '^    u16@2 = size: 9 = 8 does not hold$' mine "$work/wrong-size"
expect 1 '^    size >= 4: 8 >= 4 holds$' mine "$work/wrong-size"
expect 1 '^  verdict: unknown$' mine "$work/wrong-size"
expect 0 '^    u16@2 = size: 8 = 8 holds$' mine "$work/datagram"
expect 1 '^0 of 2 connections match mine; 2 shown' mine -t tcp "$work/datagram"
expect 1 'dies here (byte 1 of packet 1, client): ".x01" can.t be the first' mine -t tcp "$work/datagram"
expect 0 '^1 of 3 connections matches mine; 3 shown$' mine "$work/talk.flow" "$work/bytes" -t tcp
expect 0 '^2 of 6 connections match' mine "$work/datagram" "$work/datagram" -v
expect 0 '^    holds in 2 of the 2 packets' "$l7" test "$work/defs/often.pat" "$work/often.flow"
expect 0 'the same: 50' "$l7" test "$work/defs/often.pat" "$work/often.flow"
expect 1 'still open at the end (byte 3 of packet 1, client)' sh -c "printf use | $l7 test -d $work/defs -t tcp mine -"
expect 0 'matches here (after byte 8' sh -c "printf 'user\\000 bo' | $l7 test -d $work/defs old -"
expect 0 'tcp 192.0.2.1:80 > 192.0.2.2:81, from frame 1 on' mine "$work/capture"
expect 0 'begins in the middle' mine "$work/capture"
expect 0 'udp 192.0.2.1:53 > 192.0.2.2:54, from frame 2 on' mine "$work/capture"
expect 0 '"schema": 1' mine -j "$work/capture"
expect 0 '"matched": 2' mine -j "$work/capture"
expect 1 '"left": 9' mine -j "$work/wrong-size"
expect 1 '"expression": "died"' mine -j "$work/bytes"

expect 0 '^usage: l7 test' "$l7" test --help
expect 2 'explains how it is used' "$l7" test --frob
expect 2 'needs the name of a definition, and files' "$l7" test mine
expect 2 '-t takes tcp or udp, not icmp' mine -t icmp "$work/bytes"
expect 2 'no definition of "minf".*did you mean mine' "$l7" test -d "$work/defs" minf "$work/bytes"
expect 2 'nowhere: No such file' mine "$work/nowhere"
expect 2 'empty is empty' mine "$work/empty"
expect 2 'bad.flow:2: the second line' mine "$work/bad.flow"
expect 2 'No such file' "$l7" test "$work/none.pat" "$work/bytes"
# a file's name need not be UTF-8
latin=$(printf 'caf\351')
mkdir "$work/$latin"
cp "$work/defs/mine.pat" "$work/$latin"
cp "$work/talk.flow" "$work/$latin/talk.flow"
expect 0 '"file": ".*caf..xe9/talk.flow"' mine -j "$work/$latin/talk.flow"
expect 0 '"file": ".*caf..xe9/mine.pat"' "$l7" test -j -d "$work/$latin" mine "$work/talk.flow"
expect 0 '"file": ".*caf..xe9/mine.pat"' "$l7" list -aj -d "$work/$latin"
expect 0 '"file": ".*caf..xe9/mine.pat"' "$l7" show -j -d "$work/$latin" mine
expect 0 '"file": ".*caf..xe9/mine.pat"' "$l7" check -j -d "$work/$latin"

exit $bad
