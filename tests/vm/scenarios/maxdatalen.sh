# SPDX-License-Identifier: GPL-2.0-only
#
# Module parameter and limit maxdatalen: default 2048 bytes of both directions, 1 to 65536, clamped. A match that ends within
# it counts, one byte more does not.
. /l7/lib.sh

net_up
define /tmp/defs moo 'moo'

# moo that ends at byte N of the connection, in pieces of 700
at() {
	python3 - "$1" "$2" <<-'END'
		import sys
		from wire import *
		c = Tcp(int(sys.argv[1]), 7).open()
		text = b"x" * (int(sys.argv[2]) - 3) + b"moo"
		for i in range(0, len(text), 700):
		    (c.server if i % 1400 else c.client)(text[i:i + 700])
		c.client(b"z")
	END
	verdict tcp "$1"
}
fresh() { # [maxdatalen=N]
	router $IPTABLES -t mangle -F
	limits "$@"
	mangle -m layer7 --l7dir /tmp/defs --l7proto moo
	numpackets 99
}
fresh
equal "default" "$(limit maxdatalen)" 2048
name=$(at 45000 10)
[ "$name" != unknown ] && [ "$name" != unset ] || fail "moo within 10 bytes" "$name"
equal "ends at byte 2048" "$(at 45001 2048)" "$name"
equal "ends at byte 2049" "$(at 45002 2049)" unknown
at_least "given up for the number of bytes" "$(stat unknown_bytes)" 1
fresh maxdatalen=3
equal "3 of 3" "$(at 45003 3)" "$name"
equal "4 of 3" "$(at 45004 4)" unknown
fresh maxdatalen=65536
equal "ends at byte 20000 of 65536" "$(at 45005 20000)" "$name"
# bpf: what is out of range is refused, not clamped
if [ $ROUTE = bpf ]; then
	refused "too large" '1 to 65536' l7 load -q --maxdatalen 65537
	refused "0" 'limit' l7 load -q --maxdatalen 0
	equal "after what was refused" "$(limit maxdatalen)" 65536
	exit 0
fi
fresh maxdatalen=70000
equal "too large is clamped" "$(limit maxdatalen)" 65536
fresh maxdatalen=0
equal "0 is clamped" "$(limit maxdatalen)" 1
router $IPTABLES -t mangle -F
limits
