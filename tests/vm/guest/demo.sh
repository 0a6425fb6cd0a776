#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The demonstration: client ── router ── server, real programs at both ends, the HOWTO's rules in the router. Ends with
# what iptables counted, and with a shaped download beside one that is not.
. /l7/lib.sh
. /l7/services.sh
. /l7/prepare.sh

SHOWN='http tls ssh dns ftp smtp imap pop3 irc sip xmpp ntp snmp smb mqtt stun bittorrent'

# connections by verdict
connections() { router l7 list | awk '$1 != "NAME" { print $1, $NF }'; }

# kbits SPEED: what curl has said, in kbit/s
kbits() { echo $((${1%%.*} * 8 / 1000)); }

shape() {
	echo "shaping: tc sends what is marked 3 (http) through a class of 2 Mbit/s, all else through one of 16 Mbit/s"
	has_queue htb || { echo "  left out: this kernel has no HTB"; return; }
	router tc qdisc add dev r0 root handle 1: htb default 4
	router tc class add dev r0 parent 1: classid 1:3 htb rate 2mbit ceil 2mbit
	router tc class add dev r0 parent 1: classid 1:4 htb rate 16mbit ceil 16mbit
	class_of 3 r0 1:3
	router tc filter show dev r0 | grep -q fw || echo "  (this kernel has no fw filter in tc: -j CLASSIFY takes its place)"
	head -c 1000000 /dev/urandom >$SRV/www/some
	cp $SRV/www/some $SRV/ftp/
	background shaped client curl -sSf -o /dev/null -w '%{speed_download}' http://$S4:2222/some
	shaped=$!
	free=$(client curl -sSf -o /dev/null -w '%{speed_download}' ftp://$S4/some)
	wait $shaped
	printf '  %-34s %6d kbit/s\n' "http on port 2222, marked, 2 Mbit/s" "$(kbits "$(cat /tmp/shaped.log)")" \
		"ftp beside it, not marked" "$(kbits "$free")"
}

prepare
parts nf_conntrack_ftp
route_up
net_up
case $ROUTE in
module) how="xt_layer7 loaded" ;;
bpf) how="no module: BPF programs behind the very same rules" ;;
esac
echo
echo "kernel $(uname -r), $how, $(ls /usr/share/l7-protocols | grep -c pat$) definitions"
printf 'starting servers:'
for p in $SHOWN; do
	printf ' %s' "$p"
	${p}_serve
done
echo
echo
echo "rules of the router, as the HOWTO has them:"
router $IPTABLES -t raw -A PREROUTING -p tcp --dport 21 -j CT --helper ftp
# a rule loads what it names; all at once is quicker
router l7 load -q $SHOWN
number=0
for p in $SHOWN; do
	number=$((number + 1))
	if [ $p = http ]; then mangle -m layer7 --l7proto $p -j MARK --set-mark 3; else mangle -m layer7 --l7proto $p; fi
done
mangle -m layer7 --l7proto unset
mangle -m layer7 --l7proto unknown
router $IPTABLES -t mangle -S POSTROUTING | sed -n '2,5s/^/  iptables -t mangle /p'
echo "  … one for each of $number protocols, unset and unknown"
router nft 'table ip seen { chain c { type filter hook postrouting priority 100; meta mark 3 counter; }; }'
echo

printf 'real clients:'
bittorrent_use &	# takes its time
for p in $SHOWN; do
	printf ' %s' "$p"
	[ $p = bittorrent ] || ${p}_use || printf '(failed)'
done
# what ports can't tell: a web server where nobody looks for one
server socat TCP-LISTEN:2222,fork,reuseaddr TCP:127.0.0.1:80 &
tcp_up server 2222
printf ' http-on-port-2222'
client curl -sSf -o /dev/null http://$S4:2222/big
named() { [ "$(packets mangle POSTROUTING $number)" -ge 4 ]; }
until_true 30 named || printf '(failed: bittorrent)'
echo
echo

connections >/tmp/connections
router $IPTABLES -t mangle -nvxL POSTROUTING >/tmp/counted
printf '  %-12s %12s %10s %12s\n' protocol connections packets bytes
awk 'NR == FNR { n[$1] = $2; next }
	match($0, /l7proto [^ ]+/) {
		p = substr($0, RSTART + 8, RLENGTH - 8)
		printf "  %-12s %12s %10d %12d\n", p, (p in n ? n[p] : "-"), $1, $2
	}' /tmp/connections /tmp/counted
echo
echo "nftables, by the mark that the first rule sets: $(router nft list table ip seen | sed -n 's/.*counter \(.*\)$/\1/p')"
echo
shape
echo
echo "what it says of itself (l7 stats):"
router l7 stats | grep -v ' 0  ' | sed 's/^/  /'
