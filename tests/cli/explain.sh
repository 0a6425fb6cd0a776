#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# l7 explain of captures: which connection is meant, what became of its packets, where it matched or why not.
set -u
B=${B:-build}
l7=$B/l7
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

mkdir "$work/defs"
cat >"$work/defs/mine.pat" <<'EOF2'
protocol mine
rank 50
tcp client: ^HELO [a-z]+ v1\r\n
EOF2
cat >"$work/defs/yours.pat" <<'EOF2'
protocol yours
tcp client: ^HELO
and server: ^OK
EOF2
cat >"$work/defs/also.pat" <<'EOF2'
protocol also
rank 60
tcp client: ^HELO [a-z]+ v1
EOF2
cat >"$work/defs/sized.pat" <<'EOF2'
protocol sized
tcp u16@2 = size: ^\x01\x02
udp packets 3 same u16@2: ^\x80\x81
EOF2
cat >"$work/named.flow" <<'EOF2'
# expect: mine
# over: tcp
> "HELO "
> "bob v1\r\n"
< "OK"
EOF2
cat >"$work/open.flow" <<'EOF2'
# expect: unknown
# over: tcp
> "HELO bob"
EOF2
cat >"$work/near.flow" <<'EOF2'
# expect: unknown
# over: tcp
> "HELO bob v2"
< "NO"
EOF2
cat >"$work/sized.flow" <<'EOF2'
# expect: unknown
# over: tcp
> "\x01\x02\x00\x09abc"
EOF2
cat >"$work/wrong.flow" <<'EOF2'
# expect: unknown
# over: tcp
> "\x01\x02\x00\x05abc"
EOF2
cat >"$work/media.flow" <<'EOF2'
# expect: unknown
# over: udp
> "\x80\x81\x00\x01"
> "\x80\x81\x00\x01"
EOF2
{
	echo '# expect: unknown'
	echo '# over: tcp'
	printf '> "x"\n%.0s' 1 2 3 4 5 6 7 8 9
} >"$work/long.flow"
record=$B/tests/captures/record
for f in named open near sized wrong media long; do
	"$record" "$work/$f.pcap" "$work/$f.flow" || exit 2
done
"$record" "$work/all.pcap" "$work"/named.flow "$work"/near.flow "$work"/media.flow || exit 2
# frames of named.pcap: head 24; SYN, SYN-ACK, ACK 70 each; then payloads of 5, 8 and 2 bytes, FIN, FIN, ACK
frames() { tail -c +$((24 + $1 + 1)) "$work/named.pcap" | head -c "$2"; }
{ frames -24 24; frames 210 75; frames 285 78; } >"$work/middle.pcap"
{ frames -24 24; frames 0 210; frames 285 78; frames 210 75; } >"$work/early.pcap"
{ frames -24 24; frames 0 210; frames 210 75; frames 210 75; } >"$work/twice.pcap"
{ frames -24 24; frames 0 210; frames 285 78; } >"$work/lost.pcap"
{ frames -24 24; frames 0 70; frames 210 75; } >"$work/oneway.pcap"
{ frames -24 24; frames 0 210; } >"$work/silent.pcap"
{ frames -24 24; frames 0 210; frames 210 40; } >"$work/cut.pcap"
latin=$(printf 'caf\351')
cp "$work/long.pcap" "$work/$latin.pcap"
cp "$work/all.pcap" "$work/$latin-all.pcap"
mkdir "$work/$latin"
cp "$work/defs/mine.pat" "$work/$latin"

. tests/cli/expect
# shellcheck disable=SC2317 # by way of expect
explain() { capture=$1; shift; "$l7" explain -d "$work/defs" "$work/$capture.pcap" "$@"; }

# a name: where it matched, what matched besides
expect 0 '^tcp 10.0.0.1:1025 > [0-9.]*:[0-9]*: mine, at payload 2$' explain named
expect 0 '^               1   0.000000 client SYN          0  no payload$' explain named
expect 0 '^      2        5   0.004000 client ACK          8  inspected$' explain named
expect 0 '^  and behind the verdict 4 packets, with 2 bytes of payload$' explain named
expect 0 'mine.pat:3: tcp client: ^HELO' explain named
expect 0 '^ *^ matches here (after byte 8 of packet 2, client)$' explain named
expect 0 'At the same packet also (rank 60) matched too' explain named

# none: what could still match, where others died, what limit was reached
expect 0 '^  mine  *waits for " v1.r.n" (client)$' explain open
expect 0 '^  yours  *waits for "OK" (server)$' explain open
expect 0 'It ended before anything had matched' explain open
expect 0 'dies behind this (byte 10 of packet 1, client): "2" can.t follow' explain near
expect 0 'dies behind this\|dies here (byte 1 of packet 2, server)' explain near
expect 0 '^  sized  *waits for more payload until u16@2 = size (so far 9 = 7) (client)$' explain sized
expect 0 '^    u16@2 = size: 5 = 7 does not hold$' explain wrong
expect 0 '^  1 definition, waiting for the server' explain wrong
expect 0 '^  sized  *waits for more packets of the kind: 2 of 3 (client)$' explain media
expect 0 'Nothing matched in the first 10 packets' explain long
expect 0 'given up: not looked at' explain long
expect 0 ': unset$' explain long --numpackets 99
expect 0 'Nothing matched in the first 3 bytes' explain long --maxdatalen 3

# what is odd about a capture
expect 0 'is no SYN, so its beginning is missing' explain middle
expect 0 'does not have the beginning' explain middle --strict
expect 0 '^    1-2        5 .* client ACK          5  inspected, with 1 that waited$' explain early
expect 0 'ahead of its turn: waits$' explain early
expect 0 'sent again: passed over' explain twice
expect 0 '1 segment waits for one that is missing' explain lost
expect 0 'Only the client.s packets are here' explain oneway
expect 0 'It carried no payload' explain silent
# a file that is damaged: what there is up to there, and failure
expect 2 '^tcp 10.0.0.1:1025 ' explain cut
expect 2 'cut.pcap: ' explain cut

# which one
expect 0 '^#2 .* 10.0.0.2:1026 ' explain all
expect 0 'l7 explain .*all.pcap .#1' explain all
expect 0 '^tcp 10.0.0.2:1026 ' explain all '#2'
expect 0 '^udp 10.0.0.3:1027 ' explain all udp
expect 1 'l7 explain .*all.pcap. lists' explain all '#9'
expect 0 '^tcp 10.0.0.1:1025 ' explain all tcp 10.0.0.1:1025
expect 0 '^tcp 10.0.0.1:1025 ' explain all 10.0.0.1.1025
expect 0 '^tcp 10.0.0.1:1025 ' explain all host 10.0.0.1 and port 1025
expect 0 '^tcp 10.0.0.2:1026 ' explain all :1026
expect 1 'has no such connection' explain all tcp 10.0.0.3
expect 1 'has no such connection' explain all '#4'
expect 1 'has no such connection' explain all '[2001:db8::1]:80'
expect 2 'is no part of a connection' explain all http
expect 2 'is no part of a connection' explain all 10.0.0.1:65536
expect 2 'No such file' explain none
expect 2 'numbers from #1 on' explain all '#0'
expect 2 'a port is a number from 0 to 65535' explain all :99999
expect 2 'numbers from #1 on' "$l7" explain '#0'
expect 2 'a port is a number from 0 to 65535' "$l7" explain :99999
expect 2 '#1 is a connection of a capture' "$l7" explain '#1'
expect 2 'needs a capture' "$l7" explain
expect 2 'is for the running system' explain all --all
expect 2 '.' "$l7" explain "$work/named.flow"

# JSON
expect 0 '"waits_for": ".. v1..r..n' explain open -j
expect 0 '"verdict": "mine"' explain named -j
expect 0 '"fate": "ahead"' explain early -j
expect 0 '"matches": 3' explain all -j
expect 0 '"reason": "packets"' explain long -j
expect 0 '"schema": 1' explain sized -j
# a file's name need not be UTF-8
expect 0 '"file": ".*caf..xe9.pcap"' explain "$latin" -j
expect 0 '"number": 1' explain "$latin" -j
expect 0 '"l7 explain .*caf..xe9.pcap' explain "$latin" -j
expect 0 '"file": ".*caf..xe9-all.pcap"' explain "$latin-all" -j
expect 0 '"file": ".*caf..xe9/mine.pat"' "$l7" explain -j -d "$work/$latin" "$work/named.pcap"

exit $bad
