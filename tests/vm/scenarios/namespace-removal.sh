# SPDX-License-Identifier: GPL-2.0-only
#
# The router's namespace goes while connections are under inspection, decided and waiting for segments: nothing is left
# behind (the suite waits for the namespace's end).
. /l7/lib.sh
. /l7/services.sh

net_up
web_serve
head -c 50000000 /dev/zero >$SRV/www/long
define /tmp/defs never 'never-to-be-seen'
mangle -m layer7 --l7dir /tmp/defs --l7proto never
mangle -m layer7 --l7proto http
numpackets 99
python3 - <<'END'
from wire import *
for i in range(20):
    c = Tcp(56000 + i, 7).open()
    c.client(b"ne")
    c.client(b"ahead", at=10)
    Udp(56100 + i, 7).client(b"never")
END
for i in 1 2 3; do
	background long$i client curl -s -o /dev/null --limit-rate 3M http://$S4/long
done
until_true 10 sh -c "[ \$(nsenter --net=/run/netns/router iptables -t mangle -nvxL POSTROUTING 2 | awk '{ print \$1 }') -gt 50 ]" ||
	fail "the transfers do not run" "$(router $IPTABLES -t mangle -nvxL POSTROUTING)"
at_least "connections under inspection" "$(flows)" 40
ip netns pids router | xargs -r kill
ip netns del router
until_true 30 sh -c '! ip -br link | grep -q gone-router' || fail "the namespace does not go"
