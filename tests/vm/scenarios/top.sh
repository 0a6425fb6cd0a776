# SPDX-License-Identifier: GPL-2.0-only
# limit: 120
#
# l7 top and l7 monitor beside the module: its verdicts as they are reached and as they stand, behind NAT and over IPv6,
# names and groups of the table in force, a definition of the user's among them.
. /l7/lib.sh
. /l7/services.sh

json() { python3 -c 'import json, sys; print(eval(sys.argv[1], {"d": json.loads(sys.stdin.readline())}))' "$1"; }

module=False
[ $ROUTE = bpf ] || module=True
net_up
web_serve
define /tmp/defs mine '^mine'
mangle -m layer7 --l7proto http
mangle -m layer7 --l7dir /tmp/defs --l7proto mine
mangle -m layer7 --l7proto unknown
mangle6 -m layer7 --l7proto http
router $IPTABLES -t nat -A POSTROUTING -o r1 -j MASQUERADE
numpackets 6

background monitor router l7 monitor -e
background monitor-json router l7 monitor -j proto=mine
hears() { [ "$(router awk '$2 == 12 && $4 !~ /^0+$/' /proc/net/netlink | wc -l)" -eq 2 ]; }
until_true 20 hears || fail "l7 monitor does not listen" "$(cat /tmp/monitor.log)"

# connections that stay, the first two as busy as the limit says
truncate -s 300M $SRV/www/long
background four client curl -s --limit-rate 1M -o /dev/null http://$S4/long
background six client curl -s --limit-rate 1M -o /dev/null "http://[$S6]/long"
server socat -u TCP-LISTEN:7000,fork,reuseaddr OPEN:/dev/null &
tcp_up server 7000
client sh -c '(echo mine; exec sleep 1000) | socat -u - TCP:10.2.0.2:7000' &
client sh -c '(for i in 1 2 3 4 5 6 7; do echo x; busybox usleep 100000; done; exec sleep 1000) | socat -u - TCP:10.2.0.2:7000' &

said() { grep -Eq "$1" /tmp/monitor.log; }
for wanted in "is  http +tcp +$C4:[0-9]+ +> $S4:80\$" "is  http +tcp +\[$C6\]:[0-9]+ +> \[$S6\]:80\$" \
	"is  mine +tcp +$C4:[0-9]+ +> $S4:7000\$" \
	"is  unknown +tcp +$C4:[0-9]+ +> $S4:7000, nothing matched in the first packets"; do
	until_true 20 said "$wanted" || fail "l7 monitor" "$(cat /tmp/monitor.log)" "$wanted"
done
equal "each verdict once" "$(grep -c ' is ' /tmp/monitor.log)" 4
equal "l7 monitor -j" "$(json 'd["verdict"], d["number"] >= 32768, d["dport"]' </tmp/monitor-json.log)" \
	"('mine', True, 7000)"

# as they stand: original direction, whatever NAT made of it; accounting was switched on by the first rule
seen=$(router l7 top -b -n 1 -d 4)
contains "top: IPv4" "$seen" "^http +tcp +$C4:[0-9]+ +$S4:80 +[0-9.]+[kM]? +[1-9][0-9.]*[kM]? "
contains "top: IPv6" "$seen" "^http +tcp +\[$C6\]:[0-9]+ +\[$S6\]:80 "
contains "top: the user's definition" "$seen" "^mine +tcp .*:7000 "
contains "top: unknown" "$seen" "^unknown +tcp .*:7000 "
equal "top: nothing to complain of" "$(printf '%s\n' "$seen" | grep -Ec 'does not answer|accounting|no counters')" 0
equal "top: a filter" "$(router l7 top -b -j -n 1 -d 0.5 proto=mine,unknown port=7000 |
	json 'sorted(c["verdict"] for c in d["connections"]), d["module"], d["accounting"]')" "(['mine', 'unknown'], $module, True)"
equal "top: the reason" "$(router l7 top -b -j -n 1 -d 0.5 proto=unknown |
	json '{c["reason"] for c in d["connections"]}')" "{'packets'}"
equal "top: groups" "$(router l7 top -b -j -n 1 -d 0.5 -g group=web |
	json '[(g["group"], g["connections"]) for g in d["groups"]]')" "[('web', 2)]"
contains "top: protocols" "$(router l7 top -b -n 1 -d 0.5 -p)" '^http +2 .*%$'

# a module that goes away meanwhile leaves the numbers' names that the files have
# bpf: verdicts go with `l7 unload`, conntrack does not know them
router $IPTABLES -t mangle -F
router $IP6TABLES -t mangle -F
if [ $ROUTE = module ]; then
	route_down
	contains "top: without the module" "$(router l7 top -b -n 1 -d 0.5)" '^http +tcp '
	route_up
fi

router conntrack -D -p tcp --dport 7000 >/dev/null 2>&1
said_end() { said " end mine +tcp .*:7000, up [0-9]+, down [0-9]+ bytes\$"; }
until_true 20 said_end || fail "an end with its verdict and counters" "$(cat /tmp/monitor.log)"
router pkill -INT -x l7
wait_gone() { ! pgrep -x l7; }
until_true 20 wait_gone || fail "l7 monitor does not end"
