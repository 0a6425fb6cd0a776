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
router env MASK=0xf0 sh /l7/examples/ctmark.sh stop
equal "nothing is left" "$(router iptables-save -t mangle | grep -c l7-)" 0
