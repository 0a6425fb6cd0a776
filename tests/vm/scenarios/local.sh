# SPDX-License-Identifier: GPL-2.0-only
#
# The router's own traffic: what it sends and what is meant for it, and loopback, where a packet passes LOCAL_OUT and
# PREROUTING but is inspected once. Rules in every chain that conntrack has run for.
. /l7/lib.sh
. /l7/services.sh

net_up
web_serve
define /tmp/defs moo '^moo$'
rule() { router $IPTABLES -t "$1" -A "$2" -m layer7 --l7dir /tmp/defs --l7proto moo; }
for chain in PREROUTING INPUT FORWARD OUTPUT POSTROUTING; do
	rule mangle $chain
done
for chain in INPUT FORWARD OUTPUT; do
	rule filter $chain
done
for chain in PREROUTING OUTPUT; do
	rule raw $chain
done
rule nat POSTROUTING
mangle -m layer7 --l7proto http

router sh -c 'nc -u -l 127.0.0.1 7 >/tmp/heard' &
udp_up router 7
printf moo | router nc -u -q0 -w1 127.0.0.1 7
until_true 10 grep -q moo /tmp/heard || fail "loopback does not work"
equal "mangle: PREROUTING INPUT FORWARD OUTPUT POSTROUTING" \
	"$(for c in PREROUTING INPUT FORWARD OUTPUT POSTROUTING; do packets mangle $c 1; done | xargs)" "1 1 0 1 1"
equal "filter: INPUT FORWARD OUTPUT" "$(for c in INPUT FORWARD OUTPUT; do packets filter $c 1; done | xargs)" "1 0 1"
equal "raw, before conntrack: no connection yet" "$(packets raw OUTPUT 1)" 0
equal "inspected once" "$(stat packets)" "$(stat packets)"
equal "bytes walked for three bytes on loopback" "$(stat bytes)" 3

# from the router, and to it
router curl -sSf -o /dev/null http://$S4/ || fail "the router's own download"
at_least "the router's own http" "$(packets mangle POSTROUTING 2)" 4
router sh -c 'nc -u -l 10.1.0.1 9 >/tmp/heard2' &
udp_up router 9
router $IPTABLES -t mangle -Z
printf moo | client nc -u -q0 -w1 10.1.0.1 9
until_true 10 grep -q moo /tmp/heard2 || fail "to the router"
equal "to the router: PREROUTING INPUT POSTROUTING" \
	"$(for c in PREROUTING INPUT POSTROUTING; do packets mangle $c 1; done | xargs)" "1 1 0"
