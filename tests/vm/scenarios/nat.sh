# SPDX-License-Identifier: GPL-2.0-only
#
# Source and destination NAT: one connection, one verdict, whatever its addresses are on either side.
. /l7/lib.sh
. /l7/services.sh

net_up
http_serve
router $IPTABLES -t nat -A POSTROUTING -o r1 -j MASQUERADE
router $IPTABLES -t nat -A PREROUTING -i r0 -p tcp --dport 8080 -j DNAT --to-destination $S4:80
mangle -m layer7 --l7proto http
router $IPTABLES -t filter -A FORWARD -m layer7 --l7proto http -p tcp --dport 80

client curl -sSf -o /dev/null http://10.1.0.1:8080/ || fail "through both NATs"
contains "the server saw the router" "$(router conntrack -L -p tcp 2>/dev/null)" "dst=10.2.0.1"
at_least "packets towards the server" "$(packets filter FORWARD 1)" 2
at_least "packets in both directions" "$(packets mangle POSTROUTING 1)" 4
equal "connections under one verdict" "$(router /l7/verdicts -p tcp | grep -c ' http$')" 1
