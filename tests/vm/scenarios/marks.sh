# SPDX-License-Identifier: GPL-2.0-only
#
# What a rule makes of a verdict for others, on either route: some bits of the connection's mark, a label of the
# administrator's; conntrack, nftables and -m connlabel see them, bits that are nobody's business stay.
. /l7/lib.sh
. /l7/services.sh

net_up
web_serve
ssh_serve
router $IPTABLES -t mangle -A PREROUTING -m conntrack --ctstate NEW -j CONNMARK --set-xmark 0xa000/0xf000
mangle -m layer7 --l7proto http -j CONNMARK --set-xmark 0x10/0xff
mangle -m layer7 --l7proto ssh -j CONNMARK --set-xmark 0x20/0xff
mangle -m layer7 --l7proto http -m connlabel --label user1 --set
router nft -f - <<'END'
table inet t {
	chain f {
		type filter hook postrouting priority 10;
		ct mark & 0xff == 0x10 counter
		ct mark & 0xff == 0x20 counter
		ct label user1 counter
		ct mark & 0xf000 == 0xa000 ct mark & 0xff != 0 counter
	}
}
END
http_use big
ssh_use
nft_count() { router nft list chain inet t f | grep counter | sed -n "$1s/.*packets \([0-9]*\).*/\1/p"; }
at_least "http rule" "$(packets mangle POSTROUTING 1)" 10
equal "nft: ct mark of http" "$(nft_count 1)" "$(packets mangle POSTROUTING 1)"
equal "nft: ct mark of ssh" "$(nft_count 2)" "$(packets mangle POSTROUTING 2)"
equal "nft: the label that the rule sets" "$(nft_count 3)" "$(packets mangle POSTROUTING 3)"
equal "nft: the other bits stay" "$(nft_count 4)" "$(($(nft_count 1) + $(nft_count 2)))"
contains "conntrack -L by mark" "$(router conntrack -L -m 0x10/0xff 2>/dev/null)" 'dport=80 .*mark=40976'
contains "conntrack -L: the label" "$(router conntrack -L -p tcp --dport 80 -o labels 2>/dev/null)" 'labels=.*user1'
equal "conntrack -L of ssh: the label" "$(router conntrack -L -p tcp --dport 22 -o labels 2>/dev/null | grep -c user1)" 0
