# SPDX-License-Identifier: GPL-2.0-only
# limit: 150
#
# Kernel and user space agree: captures replayed through the router get the verdicts that the user-space classifier
# has for the same packets. The router is a bridge here (with br_netfilter: the same hooks), as captures hold packets
# that no router forwards: multicast, link-local.
. /l7/lib.sh

[ -s /l7/captures/expected.tsv ] || skip "no captures (../shared/corpus)"
net_up
parts br_netfilter
# the machine's own, where this is no guest
[ ! -w /proc/sys/net/core/netdev_max_backlog ] || sysctl -qw net.netfilter.nf_conntrack_max=100000 net.core.netdev_max_backlog=20000
router ip -batch - <<-END
	addr flush dev r0
	addr flush dev r1
	link add br0 type bridge mcast_snooping 0
	link set r0 mtu 65535 master br0
	link set r1 mtu 65535 master br0
	link set br0 up
END
ip -n client link set c0 mtu 65535
ip -n server link set s0 mtu 65535
inspect
router sysctl -qw net.bridge.bridge-nf-call-iptables=1 net.bridge.bridge-nf-call-ip6tables=1 net.netfilter.nf_conntrack_tcp_be_liberal=1 \
	net.netfilter.nf_conntrack_udp_timeout=600 net.netfilter.nf_conntrack_tcp_timeout_close=600 \
	net.netfilter.nf_conntrack_tcp_timeout_syn_sent=600 net.netfilter.nf_conntrack_tcp_timeout_unacknowledged=600
forwarding() { [ "$(router bridge link show | grep -c forwarding)" = 2 ]; }
until_true 20 forwarding || fail "the bridge does not forward"

for batch in /l7/captures/*.pcap; do
	n=$(basename "$batch" .pcap)
	/l7/replay "$batch" || fail "replay $batch"
	for proto in tcp udp; do
		router /l7/verdicts -p $proto
		router /l7/verdicts -f ipv6 -p $proto
	done | sort -u | sed "s/^/$n /" >>/tmp/verdicts
	router conntrack -F 2>/dev/null
done
python3 - <<'END'
import sys
seen = {}
for line in open("/tmp/verdicts"):
    *key, verdict = line.split()
    seen[tuple(key)] = verdict
wanted = {}
for line in open("/l7/captures/expected.tsv"):
    *key, verdict = line.rstrip("\n").split("\t")
    batch, proto, src, sport, dst, dport = key
    wanted.setdefault((batch, proto, src, sport, dst, dport), []).append(verdict)
same = differ = absent = named = 0
for key, verdicts in wanted.items():
    saw = seen.get(key)
    if saw is None:
        # conntrack makes no connection of what begins with a RST, a FIN, an impossible port
        absent += 1
        if verdicts[-1] not in ("unset", "unknown"):
            named += 1
            print("absent:", *key, verdicts)
    elif saw in verdicts:
        same += 1
    else:
        differ += 1
        if differ <= 40:
            print("differs:", *key, "kernel:", saw, "user space:", *verdicts)
print("%d connections: %d the same, %d differ, %d that conntrack does not have" % (len(wanted), same, differ, absent))
if differ or named or same < len(wanted) * 9 // 10:
    sys.exit("FAILED: kernel and user space do not agree")
END
