# SPDX-License-Identifier: GPL-2.0-only
#
# conntrack -F and -D while connections are under inspection: their memory is given back, inspection goes on for others.
. /l7/lib.sh

net_up
define /tmp/defs never 'never-to-be-seen'
mangle -m layer7 --l7dir /tmp/defs --l7proto never
none() { [ "$(flows)" = 0 ]; }
cat >/tmp/open.py <<'END'
import sys
from wire import *
for i in range(30):
    c = Tcp(58000 + i, 7).open()
    c.client(b"ne")
    c.client(b"ahead", at=10)
END
python3 /tmp/open.py
equal "under inspection" "$(flows)" 30
router conntrack -F 2>/dev/null
until_true 10 none || fail "still held after conntrack -F" "$(router l7 stats)"
at_least "counted as ended" "$(stat ended_unset)" 30
python3 /tmp/open.py
equal "under inspection again" "$(flows)" 30
router conntrack -D -p tcp --dport 7 >/dev/null 2>&1
until_true 10 none || fail "still held after conntrack -D" "$(router l7 stats)"
# dropped before they are confirmed
router $IPTABLES -A FORWARD -p udp -j DROP
python3 - <<'END'
from wire import *
for i in range(10):
    Udp(58100 + i, 7).client(b"never", must=False)
END
until_true 10 none || fail "still held after the first packet was dropped" "$(router l7 stats)"
