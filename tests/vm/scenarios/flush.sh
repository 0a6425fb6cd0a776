# SPDX-License-Identifier: GPL-2.0-only
#
# conntrack -F and -D while connections are under inspection: their memory is given back, inspection goes on for others.
# bpf: nobody tells when a connection ends; its entry is taken back when another one needs it
. /l7/lib.sh

net_up
[ $ROUTE = module ] || limits maxflows=40
define /tmp/defs never 'never-to-be-seen'
mangle -m layer7 --l7dir /tmp/defs --l7proto never
none() { [ "$(flows)" = 0 ]; }
# all_back: 20 more connections are inspected, for which there is no room beside those that have ended
all_back() {
	router conntrack -D -p udp >/dev/null 2>&1
	python3 - <<-'END'
		from wire import *
		base = 30000 + int(time.monotonic() * 100) % 20000
		us = [Udp(base + i, 7) for i in range(20)]
		for u in us:
		    u.client(b"ne")
		raise SystemExit(any(u.verdict() != "unset" for u in us))
	END
}
gone() { if [ $ROUTE = module ]; then until_true 10 none; else until_true 20 all_back; fi; }
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
gone || fail "still held after conntrack -F" "$(router l7 stats)"
ended=30
[ $ROUTE = module ] || ended=10
at_least "counted as ended" "$(stat ended_unset)" $ended
python3 /tmp/open.py
[ $ROUTE = bpf ] || equal "under inspection again" "$(flows)" 30
router conntrack -D -p tcp --dport 7 >/dev/null 2>&1
gone || fail "still held after conntrack -D" "$(router l7 stats)"
# dropped before they are confirmed
router $IPTABLES -A FORWARD -p udp -j DROP
python3 - <<'END'
from wire import *
for i in range(10):
    Udp(58100 + i, 7).client(b"never", must=False)
END
router $IPTABLES -D FORWARD -p udp -j DROP
gone || fail "still held after the first packet was dropped" "$(router l7 stats)"
