#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What `l7 compile` says of a definition of our format that is wrong: message, place, the line with a caret; nothing is
# written. And that aliases find definitions.
set -u
B=${B:-build}
l7=$B/l7
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/good" "$work/one"

. tests/cli/expect

# wrong COLUMN TEXT LINE: a definition whose third line is this has this error; a table that is there stays
wrong() {
	column=$1 text=$2 line=$3
	printf 'protocol one\nabout One\n%s\ntcp: ^1\n' "$line" >"$work/one/one.pat"
	echo old >"$work/image"
	"$l7" compile -d "$work/one" -o "$work/image" >"$work/out" 2>&1
	got=$?
	{
		printf '%s/one/one.pat:3:%s: error: %s\n' "$work" "$column" "$text"
		printf '  %s\n' "$line"
		printf '%*s^\n' $((column + 1)) ''
	} >"$work/want"
	if [ $got -eq 2 ] && cmp -s "$work/want" "$work/out" && [ "$(cat "$work/image")" = old ] &&
	   [ "$(ls "$work" | tr '\n' ' ')" = 'good image one out want ' ]; then
		printf 'ok %s\n' "$line"
	else
		printf 'not ok %s\n' "$line"
		echo "wanted status 2, $work/image as it was, no other file, and:"
		cat "$work/want"
		echo "got status $got and:"
		cat "$work/out"
		ls "$work"
		bad=1
	fi
}

paren='`('"' without \`)'; add the \`)', or write \\( for the character itself"
wrong 1 "a line begins with about, alias, allow, group, number, rank, source or, if it is a pattern, with tcp, udp, tcp+udp \
or and" 'prot two'
wrong 1 "\`about' stands once in a file" 'about Two'
wrong 6 'a rank is a number from 1 to 65535; the smaller wins, 100 is usual' 'rank high'
wrong 8 "a number of one's own is from 32768 to 65534" 'number 7'
wrong 12 "a name consists of letters, digits, \`-' and \`_'" 'alias eins u/n'
wrong 7 "write \`allow FINDING: reason' or \`allow FINDING NAME: reason', with a finding that l7 check has named" 'allow random'
wrong 5 "not a word that may stand here. These may: client, server, opener, answerer, first, segment, nocase, packets N, \
same FIELD, size N..M, a comparison such as u16@2 = size; then a colon, a blank and the expression" 'tcp peer: ^1'
wrong 12 'one side was named already; write two patterns for both' 'tcp client server: ^1'
wrong 4 'one blank is wanted behind the colon; the expression begins right after it' 'tcp:^1'
wrong 11 'the expression is missing; write it behind a colon and a blank' 'tcp nocase'
wrong 13 'a pattern can be wanted in 2 to 9 packets' 'udp packets 1: ^1'
wrong 1 "\`segment' is for tcp: udp is matched packet by packet anyway" 'udp segment: ^1'
wrong 5 'the field lies too far in: it must end within the first 256 bytes' 'udp u32@253 = 7: ^1'
wrong 1 "a field of a tcp stream must end within its first 32 bytes; with \`segment' within 256 of a packet" \
	'tcp u32@30 = 7: ^1'
wrong 11 'a comparison is wanted here: =, !=, <, >, <= or >=' 'udp u16@2 4: ^1'
wrong 1 "\`and' belongs to the pattern in the line before, and there is none" 'and: ^1'
wrong 7 "$paren" 'tcp: ^(1'
wrong 14 "$paren" 'udp nocase: ^(1'
wrong 8 "repeated too often: 255 is the most; what lies far in is better looked at by a condition, such as \
u32@236 = 0x63825363" 'udp: ^1{256}2'
wrong 7 "no such escape; there are \\xHH \\r \\n \\t \\0 \\d \\w \\s \\D \\W \\S, and a backslash in front of punctuation" \
	'tcp: ^\b1'

# as a whole
printf 'protocol one\r\ntcp: ^1\r\n' >"$work/one/one.pat"
expect 2 'one.pat:2:8: error: the line ends in a carriage return' "$l7" compile -d "$work/one"
printf 'protocol one\nabout One\n' >"$work/one/one.pat"
expect 2 'one.pat:2: error: no pattern' "$l7" compile -d "$work/one"
printf 'protocol two\ntcp: ^1\n' >"$work/one/one.pat"
expect 2 'one.pat:1:10: error: .*call the file two.pat' "$l7" compile -d "$work/one"
printf 'protocol one\nrank x\ntcp: (\n' >"$work/one/one.pat"
expect 2 'one.pat:2:6: error' "$l7" compile -d "$work/one"
expect 2 'one.pat:3:6: error' "$l7" compile -d "$work/one"
{ echo 'protocol one'; echo 'tcp: ^1'; for i in 2 3 4 5 6 7 8 9; do echo "and: $i"; done; } >"$work/one/one.pat"
expect 2 'one.pat:10: error: one: at most 8 patterns can be joined' "$l7" compile -d "$work/one"

# what is right
printf 'protocol one\nalias eins\nrank 5\ntcp client nocase: ^one\nand server: ^eins\nudp size 4..: ^1\n' >"$work/good/one.pat"
expect 0 '^definitions  1$' "$l7" compile -d "$work/good"
expect 0 '^definitions  1$' "$l7" compile -d "$work/good" eins
expect 0 '^alias  *eins$' "$l7" show -d "$work/good" one
expect 2 'no definition of "zwei"' "$l7" compile -d "$work/good" zwei
expect 0 '^written to' "$l7" compile -d "$work/good" -o "$work/image"
expect 0 'I7L\|L7I' head -c 4 "$work/image"
exit $bad
