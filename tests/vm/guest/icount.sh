# SPDX-License-Identifier: GPL-2.0-only
#
# Instructions per packet; see ../icount. The clock counts one nanosecond per instruction, so times are instructions.
. /l7/lib.sh
. /l7/prepare.sh
set +e
IPTABLES=iptables-legacy
PACKETS=3000	# per measurement of a decided connection
BURST=60	# packets of one connection under inspection, less than numpackets allows

prepare
module_up
net_up
for m in pktgen xt_string ts_bm xt_connlabel xt_length iptable_mangle; do
	modprobe $m
done
# conntrack is at work in all measurements, and counts
router $IPTABLES -A FORWARD -m conntrack --ctstate INVALID -j DROP
router sysctl -qw net.netfilter.nf_conntrack_acct=1

# 100 definitions; what pktgen sends begins with be 9b e9 55
n=1
while [ $n -le 100 ]; do
	define /tmp/never never$n "^nothing-like-this-$n"
	define /tmp/first first$n "^nothing-like-this-$n"
	n=$((n + 1))
done
define /tmp/first first1 '^\xbe\x9b\xe9\x55'

# rules COUNT RULE: COUNT rules in mangle/POSTROUTING, % in RULE is 1 to COUNT
rules() {
	router $IPTABLES -t mangle -F POSTROUTING
	{
		echo '*mangle'
		n=1
		while [ $n -le "$1" ]; do
			echo "-A POSTROUTING $2" | sed "s/%/$n/g"
			n=$((n + 1))
		done
		echo COMMIT
	} | router $IPTABLES-restore -n
	equal "rules entered" "$(router $IPTABLES -t mangle -S POSTROUTING | grep -c '^-A')" "$1"
}

# send COUNT: microseconds that pktgen took
send() {
	client sh -c "cd /proc/net/pktgen; echo rem_device_all >kpktgend_0; echo add_device c0 >kpktgend_0
		for x in 'count $1' 'pkt_size 200' 'delay 0' 'clone_skb 0' 'dst_mac 02:00:00:00:00:10' 'dst_min 10.2.0.3' 'dst_max 10.2.0.3' \
			'src_min 10.1.0.3' 'src_max 10.1.0.3' 'udp_src_min 1024' 'udp_src_max 60000' 'udp_dst_min 9' 'udp_dst_max 9'; do
			echo \"\$x\" >c0
		done
		echo start >pgctrl; sed -n 's/.*Result: OK: \([0-9]*\)(.*/\1/p' c0"
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# decided: instructions per packet of one connection that goes on
decided() {
	router conntrack -F 2>/dev/null
	send 200 >/dev/null
	for run in 1 2 3; do
		echo $(($(send $PACKETS) * 1000 / PACKETS))
	done | median
}
# inspected: per packet of a connection that is being inspected, its first packet included
inspected() {
	for run in 1 2 3 4 5; do
		router conntrack -F 2>/dev/null
		echo $(($(send $BURST) * 1000 / BURST))
	done | median
}
router sh -c 'echo 99 >/proc/net/layer7_numpackets'

rules 0
none=$(decided)
none_burst=$(inspected)
rules 100 '-m length --length 9%'
length=$(decided)
rules 100 '-m connlabel --label user0'
connlabel=$(decided)
rules 100 '-m string --algo bm --string abcdefg%'
string=$(decided)
rules 0

router l7 load -q -d /tmp/first
rules 1 '-m layer7 --l7dir /tmp/first --l7proto first%'
one=$(decided)
at_least "packets named" "$(packets mangle POSTROUTING 1)" $((3 * PACKETS))
rules 100 '-m layer7 --l7dir /tmp/first --l7proto first%'
hundred=$(decided)
rules 0

router l7 load -q -d /tmp/never
rules 1 '-m layer7 --l7dir /tmp/never --l7proto never%'
walked=$(stat bytes)
one_burst=$(inspected)
at_least "bytes inspected" "$(($(stat bytes) - walked))" $((5 * BURST * 150))
rules 100 '-m layer7 --l7dir /tmp/never --l7proto never%'
hundred_burst=$(inspected)

row() { printf '%-52s %8s %10s\n' "$@"; }
each() { echo $((($1 - ${3:-$none}) / $2)); }
echo "instructions per packet, kernel $(uname -r), 200 B UDP, one CPU, iptables-legacy"
row '' packet 'per rule'
row 'no rule' "$none" ''
row '100 x -m length' "$length" "$(each "$length" 100)"
row '100 x -m connlabel' "$connlabel" "$(each "$connlabel" 100)"
row '100 x -m string --algo bm' "$string" "$(each "$string" 100)"
row '1 x -m layer7, decided connection' "$one" "$(each "$one" 1)"
row '100 x -m layer7, decided connection' "$hundred" "$(each "$hundred" 99 "$one")"
row '  of it the hook' "$((one - none - (hundred - one) / 99))" ''
row "no rule, $BURST packets of a new connection" "$none_burst" ''
row '1 x -m layer7, packet under inspection' "$one_burst" "$(each "$one_burst" 1 "$none_burst")"
row '100 x -m layer7, packet under inspection' "$hundred_burst" "$(each "$hundred_burst" 99 "$one_burst")"
row '  of it the inspection' "$((one_burst - none_burst - (hundred_burst - one_burst) / 99))" ''
