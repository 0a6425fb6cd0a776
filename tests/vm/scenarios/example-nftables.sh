# SPDX-License-Identifier: GPL-2.0-only
# limit: 120
#
# examples/nftables.nft with the names of examples/connlabel.conf: its labels and its flowtable.
# bpf: labels are the module's
. /l7/lib.sh
. /l7/services.sh

[ $ROUTE = module ] || skip "there are no labels on this route"
net_up
web_serve
ssh_serve

cp /etc/xtables/connlabel.conf /tmp/connlabel.before
trap 'cp /tmp/connlabel.before /etc/xtables/connlabel.conf' EXIT
cp /l7/examples/connlabel.conf /etc/xtables/connlabel.conf
sed -i 's/^define WAN = .*/define WAN = r1/; s/^define LAN = .*/define LAN = r0/' /l7/examples/nftables.nft
router l7 load -q
router l7 on
router nft -f /l7/examples/nftables.nft
router nft -f /l7/examples/nftables.nft
client iptables -t mangle -A PREROUTING -p tcp --sport 22 -m dscp --dscp-class AF41
background big client curl -sSf --limit-rate 400k -o /dev/null http://$S4/big
pid=$!
until_true 10 sh -c "nsenter --net=/run/netns/router conntrack -L -p tcp --dport 80 -o labels 2>/dev/null | grep -q 'OFFLOAD.*l7-http'" ||
	fail "the download is not in the flowtable" "$(router conntrack -L -p tcp -o labels)"
ssh_use
equal "ssh in the flowtable" "$(router conntrack -L -p tcp --dport 22 2>/dev/null | grep -c OFFLOAD)" 0
at_least "packets of ssh marked AF41" "$(client iptables -t mangle -nvxL PREROUTING 1 | awk '{ print $1 }')" 5
wait $pid || fail "the download in the flowtable failed" "$(cat /tmp/big.log)"
router l7 off
router nft delete table inet l7shape
