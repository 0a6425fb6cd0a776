# SPDX-License-Identifier: GPL-2.0-only
#
# The verdict in the connection's label, as others see it: conntrack -L and its events, nft ct label, -m connlabel, tc
# flower, by number and by the names that the administrator gave in connlabel.conf; his own bits stay.
# bpf: a BPF program can't write labels; a rule sets a mark, see `marks`
. /l7/lib.sh
. /l7/services.sh

[ $ROUTE = module ] || skip "verdicts are not in labels on this route"

net_up
web_serve
ssh_serve
router conntrack -E -o labels -p tcp >/tmp/events 2>/dev/null &
until_true 10 pgrep conntrack

mangle -m layer7 --l7proto http
mangle -m layer7 --l7proto ssh
router $IPTABLES -t mangle -A PREROUTING -p tcp --dport 80 -m connlabel --label user1 --set
router $IPTABLES -t mangle -A POSTROUTING -m connlabel --label l7-http
router nft -f - <<'END'
table inet t {
	chain f {
		type filter hook forward priority 10;
		ct label l7-http counter
		ct label l7-done counter
		ct label number0 counter
		ct label user1 counter
	}
}
END
http_use big
ssh_use
seen=$(router conntrack -L -p tcp --dport 80 -o labels 2>/dev/null)
contains "conntrack -L" "$seen" 'labels=.*l7-http'
contains "conntrack -L" "$seen" 'labels=.*l7-done'
contains "conntrack -L: the administrator's own bit" "$seen" 'labels=.*user1'
contains "conntrack -L: number 1" "$seen" 'labels=.*number0'
seen=$(router conntrack -L -p tcp --dport 22 -o labels 2>/dev/null)
contains "conntrack -L of ssh" "$seen" 'labels=.*l7-done'
equal "ssh is not l7-http" "$(echo "$seen" | grep -c l7-http)" 0

at_least "-m connlabel --label l7-http" "$(packets mangle POSTROUTING 3)" 10
at_most "-m connlabel counts no more than the rule" "$(packets mangle POSTROUTING 3)" "$(packets mangle POSTROUTING 1)"
nft_count() { router nft list chain inet t f | grep counter | sed -n "$1s/.*packets \([0-9]*\).*/\1/p"; }
at_least "nft: ct label l7-http" "$(nft_count 1)" 10
at_least "nft: ct label l7-done counts ssh too" "$(nft_count 2)" $(($(nft_count 1) + 5))
equal "nft: the lowest bit of the number, that of http" "$(nft_count 3)" "$(nft_count 1)"
at_least "nft: the administrator's bit" "$(nft_count 4)" "$(nft_count 1)"
until_true 10 grep -q 'UPDATE.*dport=80 .*l7-http' /tmp/events || fail "no event says l7-http" "$(head -5 /tmp/events)"

# a connection that is given up
mangle -m layer7 --l7proto unknown
numpackets 4
python3 - <<'END'
from wire import *
c = Tcp(54000, 7).open()
c.client(b"x")
c.client(b"x")
END
seen=$(router conntrack -L -p tcp --sport 54000 -o labels 2>/dev/null)
contains "conntrack -L of one given up" "$seen" 'l7-unknown'
contains "conntrack -L of one given up" "$seen" 'l7-done'

# tc; its label is the 16 bytes as they lie in memory: number 1 in the top word
parts act_ct cls_flower sch_ingress act_gact
router tc qdisc add dev r1 clsact
router tc filter add dev r1 ingress protocol ip pref 1 chain 0 flower ct_state -trk action ct pipe action goto chain 1
router tc filter add dev r1 ingress protocol ip pref 1 chain 1 flower ct_state +trk+est \
	ct_label 00000000000000000000000001000000/000000000000000000000000ffff0000 action pass
router tc filter add dev r1 ingress protocol ip pref 2 chain 1 matchall action pass
http_use big
sent=$(router tc -s filter show dev r1 ingress | awk '/ct_label/ { on = 1 } on && /Sent/ { print $2; exit }')
at_least "tc flower ct_label: bytes" "${sent:-0}" 1000000
