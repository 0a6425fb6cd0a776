# SPDX-License-Identifier: GPL-2.0-only
#
# Where several definitions match at the same packet, the first rule in the order of traversal decides, and for good;
# one that matches at an earlier packet wins over all of them. Only definitions that a rule names take part.
. /l7/lib.sh

net_up
define /tmp/defs early '^abc'
define /tmp/defs late '^abcdef'
define /tmp/defs other 'cdef'

say() {
	python3 - "$@" <<-'END'
		import sys
		from wire import *
		c = Tcp(int(sys.argv[1]), 7).open()
		for piece in sys.argv[2:]:
		    c.client(piece.encode())
		c.client(b"more")
		c.server(b"abcdef")
	END
}
count() { echo "$(packets mangle POSTROUTING 1) $(packets mangle POSTROUTING 2) $(packets mangle POSTROUTING 3)"; }

mangle -m layer7 --l7dir /tmp/defs --l7proto late
mangle -m layer7 --l7dir /tmp/defs --l7proto early
mangle -m layer7 --l7dir /tmp/defs --l7proto other
say 42001 abcdef
equal "all match at once: rule order late, early, other" "$(count)" "3 0 0"
router $IPTABLES -t mangle -Z
say 42002 abc def
equal "early matches a packet before the others" "$(count)" "0 4 0"

router $IPTABLES -t mangle -F
mangle -m layer7 --l7dir /tmp/defs --l7proto other
mangle -m layer7 --l7dir /tmp/defs --l7proto late
mangle -m layer7 --l7dir /tmp/defs --l7proto early
say 42003 abcdef
equal "all match at once: rule order other, late, early" "$(count)" "3 0 0"

# chains in order of traversal: PREROUTING comes first, whatever was entered first
router $IPTABLES -t mangle -F
mangle -m layer7 --l7dir /tmp/defs --l7proto other
router $IPTABLES -t mangle -A PREROUTING -m layer7 --l7dir /tmp/defs --l7proto late
say 42004 abcdef
equal "the rule in PREROUTING decides" "$(packets mangle PREROUTING 1)" 3
equal "the rule in POSTROUTING does not" "$(packets mangle POSTROUTING 1)" 0

# what no rule names takes no part
router $IPTABLES -t mangle -F
mangle -m layer7 --l7dir /tmp/defs --l7proto late
say 42005 abc def
equal "only late is named" "$(packets mangle POSTROUTING 1)" 3

# inversion: all packets but those of the named connection from its decision on
router $IPTABLES -t mangle -F
mangle -m layer7 --l7dir /tmp/defs --l7proto early
mangle -m layer7 --l7dir /tmp/defs ! --l7proto early
say 42006 abc def
equal "early and not early: handshake on one side, the rest on the other" \
	"$(packets mangle POSTROUTING 1) $(packets mangle POSTROUTING 2)" "4 3"
