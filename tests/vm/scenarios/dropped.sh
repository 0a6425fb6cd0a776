# SPDX-License-Identifier: GPL-2.0-only
#
# What the firewall drops at once leaves nothing behind: neither in conntrack's table, which a flood would fill and with
# it stop all traffic, nor among the connections under inspection. What passes is inspected, however late the answer.
. /l7/lib.sh

net_up
define /tmp/defs moo 'moo'
mangle -m layer7 --l7dir /tmp/defs --l7proto moo
router $IPTABLES -A FORWARD -p udp --dport 1000:3999 -j DROP

client python3 -c '
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for port in range(1000, 4000):
    s.sendto(b"hello", ("10.2.0.2", port))
'
at_most "connections that conntrack counts after 3000 dropped ones" "$(router cat /proc/sys/net/netfilter/nf_conntrack_count)" 100
until_true 10 sh -c '. /l7/lib.sh; [ "$(flows)" = 0 ]' || fail "they stay under inspection" "$(flows)" 0

# the sweeper comes once a second; two seconds later this one must still be known
python3 - <<'END'
from wire import *
import time
u = Udp(59000, 4000)
u.client(b"hello")
time.sleep(2.5)
u.server(b"moo")
if u.verdict() in ("unset", "unknown"):
    raise SystemExit("FAILED: an answer after 2.5 seconds\n  saw:    %s\n  wanted: moo" % u.verdict())
END
