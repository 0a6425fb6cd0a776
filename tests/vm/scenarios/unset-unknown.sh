# SPDX-License-Identifier: GPL-2.0-only
#
# A connection is `unset` until it is decided or inspection ends, then `unknown`; both are matched as names are.
. /l7/lib.sh

net_up
define /tmp/defs moo 'moo'
mangle -m layer7 --l7dir /tmp/defs --l7proto moo
mangle -m layer7 --l7proto unset
mangle -m layer7 --l7proto unknown
count() { echo "$(packets mangle POSTROUTING 1) $(packets mangle POSTROUTING 2) $(packets mangle POSTROUTING 3)"; }

python3 - <<'END'
from wire import *
c = Tcp(43001, 7).open()
c.expect("after the handshake", "unset")
c.client(b"oo")
c.expect("after a payload that matches nothing", "unset")
c.server(b"moo")
c.client(b"x")
END
equal "decided at the fifth packet: moo, unset, unknown" "$(count)" "2 4 0"

router $IPTABLES -t mangle -Z
python3 - <<'END'
from wire import *
c = Tcp(43002, 7).open()
for i in range(6):
    c.client(b"oo")
c.server(b"oo")
c.expect("after ten packets", "unset")
c.client(b"moo")
c.expect("what comes after the limit is not looked at", "unknown")
c.server(b"moo")
END
equal "given up after ten packets: moo, unset, unknown" "$(count)" "0 10 2"
at_least "given up for the number of packets" "$(stat unknown_packets)" 1

# inverted: neither state nor name
router $IPTABLES -t mangle -F
mangle -m layer7 ! --l7proto unset
mangle -m layer7 ! --l7proto unknown
mangle -m layer7 --l7dir /tmp/defs --l7proto moo
python3 - <<'END'
from wire import *
c = Tcp(43003, 7).open()
c.client(b"oo")
c.client(b"moo")
c.client(b"x")
END
equal "not unset, not unknown, moo" "$(packets mangle POSTROUTING 2) $(packets mangle POSTROUTING 3)" "6 2"
