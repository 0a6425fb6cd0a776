#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# l7 check: findings, answers, figures, exit status.
set -u
B=${B:-build}
l7=$B/l7
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

. tests/cli/expect

# def DIR NAME LINE...: a definition in $work/DIR
def() {
	file=$work/$1/$2.pat
	mkdir -p "$work/$1"
	printf 'protocol %s\n' "$2" >"$file"
	shift 2
	printf '%s\n' "$@" >>"$file"
}

def good fine 'tcp: ^fine protocol'
def good other 'udp size 20.. u16@2 = size u32@4 = 0x2112a442: ^\x00\x01'
def noise loose 'udp: ^\x01\x02'
def noise texty 'tcp: ^[a-z]{5}'
def rivals one 'udp: ^seven bytes[0-4]'
def rivals two 'udp: ^seven bytes[3-9]'
def ranks one 'rank 50' 'udp: ^seven bytes'
def ranks two 'udp: ^seven bytes[3-9]'
def dead lines 'udp: ^lines and lines' 'udp: ^lines and lines of code'
def dead branch 'tcp: ^(GET /path|POST /path|GET /path/to)'
def dead never 'udp size 10 u8@12 = 1: ^never ever'
mkdir -p "$work/classic"
printf 'dotted\n^a\\x2eb.*some more text$\n' >"$work/classic/dotted.pat"
def allowed loose 'udp: ^\x01\x02' 'allow random: two bytes are all there is'
def allowed one 'udp: ^seven bytes[0-4]' 'allow overlap two: whichever it is, it is a toy'
def allowed two 'udp: ^seven bytes[3-9]'
def stale solid 'udp: ^fine protocol' 'allow random: it was loose once' 'allow overlap gone: the other one is not here'
def broken bad 'udp: ^a(b'

expect 0 '^2 definitions, 0 findings, 0 answered$' "$l7" check -d "$work/good"
expect 1 'loose.pat:2: random: a packet of 2 random bytes matches with a chance of 1.5e-05' "$l7" check -d "$work/noise"
expect 1 'texty.pat:2: printable: a packet of 5 random printable bytes' "$l7" check -d "$work/noise"
expect 1 'one.pat:2: overlap: two (line 2) matches too.*rank 100.*for example: seven bytes3$' "$l7" check -d "$work/rivals"
expect 1 'two.pat:2: shadow: .*one (rank 50)' "$l7" check -d "$work/ranks"
expect 1 'lines.pat:3: unreachable: the pattern of line 2' "$l7" check -d "$work/dead"
expect 1 'branch.pat:2: unreachable: the alternative `GET /path/to. (column 29)' "$l7" check -d "$work/dead"
expect 1 'never.pat:2: unreachable: no payload' "$l7" check -d "$work/dead"
expect 1 'dotted.pat:2: hex: column 3: .x2e is read as the operator' "$l7" check -d "$work/classic"

expect 0 '^3 definitions, 0 findings, 2 answered$' "$l7" check -d "$work/allowed"
expect 0 'allowed: two bytes are all there is' "$l7" check -v -d "$work/allowed"
expect 0 'allowed: whichever it is, it is a toy' "$l7" check -v -d "$work/allowed"
expect 1 'solid.pat:[0-9]*: stale: `allow random. answers nothing' "$l7" check -d "$work/stale"
expect 1 '^1 definition, 1 finding,' "$l7" check -d "$work/stale"

expect 0 '^1 definition, 0 findings,' "$l7" check -d "$work/noise" --random-max 1e-4 loose
expect 1 '^1 definition, 1 finding,' "$l7" check -d "$work/noise" --random-max 1e-5 loose
expect 0 '^2 definitions, 0 findings' "$l7" check -d "$work/rivals" --overlap-max 1
expect 0 'random     1.5e-05 at 2 bytes' "$l7" check -v -d "$work/noise" --random-max 1 loose
expect 0 'automata begin; alive after random bytes' "$l7" check -v -d "$work/good"

expect 1 '"finding": "random"' "$l7" check -j -d "$work/noise"
for member in random_size printable states bytes schema; do
	expect 0 "\"$member\": " "$l7" check -j -d "$work/good"
done
expect 2 'bad.pat:2:.*error' "$l7" check -d "$work/broken"
expect 2 'is not a chance' "$l7" check --random-max 2
expect 2 'explains how it is used' "$l7" check --frob
expect 0 '^usage: l7 check' "$l7" check --help
exit $bad
