# SPDX-License-Identifier: GPL-2.0-only
#
# numpackets, /proc/net/layer7_numpackets: default 10, 1 to 99, clamped with a word in the log, one per namespace, in
# force at once; what it counts are all packets of the connection, handshake included.
# bpf: there is no file in /proc; `l7 load --numpackets` sets it for all network namespaces, and refuses other numbers
. /l7/lib.sh

net_up
define /tmp/defs moo 'moo'
mangle -m layer7 --l7dir /tmp/defs --l7proto moo

in_proc() {
	local N=/proc/net/layer7_numpackets
	get() { router cat $N; }
	put() { router sh -c "echo $1 >$N"; }
	equal "default" "$(get)" 10
	put 16
	equal "as written" "$(get)" 16
	equal "another namespace's" "$(client cat $N)" 10
	put 0
	equal "0 is clamped" "$(get)" 1
	put 100
	equal "100 is clamped" "$(get)" 99
	put 4294967299
	equal "a huge number is clamped" "$(get)" 99
	contains "the kernel log" "$(kernel_log)" 'numpackets'
	put 16
	if put moo 2>/dev/null; then
		equal "not a number: ignored or refused" "$(get)" 16
	fi
	equal "after what is not a number" "$(get)" 16
}
by_load() {
	local wrong
	equal "default" "$(limit numpackets)" 10
	numpackets 16
	equal "as said" "$(limit numpackets)" 16
	for wrong in 0 100 4294967299 moo; do
		refused "$wrong" 'limit|1 to 99' l7 load --numpackets $wrong
	done
	equal "after what is not a number" "$(limit numpackets)" 16
}
if [ $ROUTE = module ]; then in_proc; else by_load; fi

# moo in packet number N of the connection, at the limit and one beyond
at() { # SPORT PACKET-NUMBER LIMIT
	numpackets "$3"
	python3 - "$1" "$2" <<-'END'
		import sys
		from wire import *
		c = Tcp(int(sys.argv[1]), 7).open()
		for i in range(3, int(sys.argv[2]) - 1):
		    c.client(b"x") if i % 2 else c.server(b"y")
		c.client(b"moo")
	END
	verdict tcp "$1"
}
name=$(at 44000 4 10)
[ "$name" != unknown ] && [ "$name" != unset ] || fail "moo in packet 4 of 10" "$name"
equal "packet 10 of 10" "$(at 44001 10 10)" "$name"
equal "packet 11 of 10" "$(at 44002 11 10)" unknown
equal "packet 4 of 4" "$(at 44003 4 4)" "$name"
equal "packet 5 of 4" "$(at 44004 5 4)" unknown
equal "packet 99 of 99" "$(at 44005 99 99)" "$name"
equal "packet 100 of 99" "$(at 44006 100 99)" unknown
equal "nothing can be found in one packet of TCP" "$(at 44007 4 1)" unknown
numpackets 1
python3 -c '
from wire import *
Udp(44008, 7).client(b"moo")'
equal "a datagram is found in one packet" "$(verdict udp 44008)" "$name"
