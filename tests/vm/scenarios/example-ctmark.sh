# SPDX-License-Identifier: GPL-2.0-only
#
# examples/ctmark.sh: verdicts in marks of connections, on either route; what nftables, conntrack and tc see of them.
. /l7/lib.sh
. /l7/services.sh

net_up
web_serve
ssh_serve
ctmark() { router sh /l7/examples/ctmark.sh "$@"; }

refused "no number" 'is not NAME=NUMBER' ctmark start http
refused "the number of unknown" 'from 1 to 254' ctmark start http=255
refused "not started" 'not started' ctmark show
router $IPTABLES -t mangle -A PREROUTING -m conntrack --ctstate NEW -j CONNMARK --set-xmark 0xa0000/0xf0000
ctmark start http=1 ssh=2
ctmark start http=1 ssh=2
equal "jumps, started twice" "$(router iptables-save -t mangle | grep -Ec -- '-A (PREROUTING|OUTPUT|POSTROUTING) .*-j l7-')" 3
router nft -f - <<'END'
table inet t {
	chain f {
		type filter hook postrouting priority 10;
		ct mark and 0xff00 == 0x100 counter
		meta mark and 0xff00 == 0x100 counter
		ct mark and 0xff00 == 0xff00 counter
	}
}
END
nft_count() { router nft list chain inet t f | grep counter | sed -n "$1s/.*packets \([0-9]*\).*/\1/p"; }
http_use big
ssh_use
client ping -qc 12 -i 0.01 $S4
until_true 20 router sh -c "conntrack -L -m 0x200/0xff00 2>/dev/null | grep -q dport=22" || fail "no mark of ssh"
at_least "nft: ct mark of http" "$(nft_count 1)" 10
equal "nft: the packets' mark, for tc" "$(nft_count 2)" "$(nft_count 1)"
at_least "nft: what is unknown" "$(nft_count 3)" 1
contains "conntrack -L: http, and bits that are others'" "$(router conntrack -L -m 0x100/0xff00 2>/dev/null)" 'dport=80 .*mark=655616 '
contains "conntrack -L: unknown" "$(router conntrack -L -p icmp 2>/dev/null)" 'mark=720640 '
contains "show" "$(ctmark show)" ' 0x100/0xff00'

# tc, what needs nothing but HTB
router tc qdisc add dev r0 root handle 1: htb default 20
router tc class add dev r0 parent 1: classid 1:10 htb rate 1gbit quantum 1514
router tc class add dev r0 parent 1: classid 1:20 htb rate 1gbit quantum 1514
router $IPTABLES -t mangle -A POSTROUTING -o r0 -m connmark --mark 0x100/0xff00 -j CLASSIFY --set-class 1:10
# class_bytes CLASS
class_bytes() { router tc -s class show dev r0 | awk -v class="$1" '$3 == class { on = 1 } on && /Sent/ { print $2; exit }'; }
http_use big
at_least "CLASSIFY by the connection's mark: bytes" "$(class_bytes 1:10)" 1000000

# filter_bytes WORD: of the first filter on the way in that has it
filter_bytes() { router tc -s filter show dev r1 ingress | awk -v word="$1" '$0 ~ word { on = 1 } on && /Sent/ { print $2; exit }'; }
if [ -e /proc/modules ]; then
	parts cls_fw cls_flower cls_matchall act_ct act_connmark act_gact sch_ingress
	router $IPTABLES -t mangle -D POSTROUTING -o r0 -m connmark --mark 0x100/0xff00 -j CLASSIFY --set-class 1:10
	router tc filter add dev r0 parent 1: protocol ip prio 1 handle 0x100/0xff00 fw flowid 1:10
	before=$(class_bytes 1:10)
	http_use big
	at_least "filter fw by the packet's mark: bytes" "$(($(class_bytes 1:10) - before))" 1000000

	router tc qdisc add dev r1 clsact
	router tc filter add dev r1 ingress protocol ip pref 1 chain 0 flower ct_state -trk action ct pipe action goto chain 1
	router tc filter add dev r1 ingress protocol ip pref 1 chain 1 flower ct_state +trk+est ct_mark 0x100/0xff00 action pass
	router tc filter add dev r1 ingress protocol ip pref 2 chain 1 matchall action pass
	http_use big
	at_least "flower ct_mark on the way in: bytes" "$(filter_bytes ct_mark)" 1000000
	router tc filter del dev r1 ingress

	router tc filter add dev r1 ingress protocol ip pref 1 matchall action connmark continue
	router tc filter add dev r1 ingress protocol ip pref 2 handle 0x100/0xff00 fw action pass
	http_use big
	at_least "action connmark, then fw, on the way in: bytes" "$(filter_bytes 'fw')" 1000000
	router tc filter del dev r1 ingress

	parts nf_flow_table nf_flow_table_inet nft_flow_offload
	router nft -f - <<-'END'
	table inet ft {
		flowtable fast {
			hook ingress priority filter
			devices = { r0, r1 }
		}
		chain f {
			type filter hook forward priority filter;
			meta l4proto tcp ct mark and 0xff00 != 0 flow add @fast
		}
	}
	END
	background big client curl -sSf --limit-rate 400k -o /dev/null http://$S4/big
	pid=$!
	until_true 20 sh -c "nsenter --net=/run/netns/router conntrack -L -p tcp --dport 80 2>/dev/null | grep -q 'OFFLOAD.*mark=655616 '" ||
		fail "what is decided is not in the flowtable" "$(router conntrack -L -p tcp)"
	wait $pid || fail "the download in the flowtable failed" "$(cat /tmp/big.log)"
else
	echo "not tried: flowtables, and tc's fw, flower, ct and connmark, which this kernel lacks"
fi
router env MASK=0xf0 sh /l7/examples/ctmark.sh stop
equal "nothing is left" "$(router iptables-save -t mangle | grep -c l7-)" 0
