# SPDX-License-Identifier: GPL-2.0-only
#
# What scenarios are written with; sourced in the guest. A scenario runs in
#
#   client ──c0══r0── router ──r1══s0── server
#   10.1.0.2        10.1.0.1   10.2.0.1        10.2.0.2
#   fd01::2         fd01::1    fd02::1         fd02::2
#
# three network namespaces that `net_up` makes and the suite removes. Addresses …3 to …9 on either side belong to
# nobody: wire.py plays both ends of their connections, packet by packet.
# The first failing assertion ends the scenario. Nothing sleeps for a time; everything waits for a condition.

set -eu
export PATH=/usr/sbin:/usr/bin:/sbin:/bin PYTHONPATH=/l7
: "${SCENARIO:=$(basename "$0" .sh)}" "${IPTABLES:=iptables}" "${IP6TABLES:=ip6tables}"
# how rules come to verdicts: by the module, or by BPF programs
ROUTE=$(cat /l7/route 2>/dev/null || echo module)
# all time limits are this much longer
PACE=$(cat /l7/pace 2>/dev/null || echo 1)
C4=10.1.0.2 S4=10.2.0.2 C6=fd01::2 S6=fd02::2

client() { nsenter --net=/run/netns/client "$@"; }
router() { nsenter --net=/run/netns/router "$@"; }
server() { nsenter --net=/run/netns/server "$@"; }

# no site packages: half of its start
python3() { command python3 -S "$@"; }

# --- assertions

# fail WHAT [SAW WANTED]: ends the scenario
fail() {
	echo "FAILED: $1"
	[ $# -lt 2 ] || echo "  saw:    $2"
	[ $# -lt 3 ] || echo "  wanted: $3"
	echo "  alone:  $(cat /l7/alone 2>/dev/null || echo "make check-vm KERNEL=$(uname -r | cut -d. -f1,2)") SCENARIO=$SCENARIO"
	exit 1
}

# skip WHY: ends the scenario
skip() {
	echo "SKIP: $*"
	exit 77
}

# equal WHAT SAW WANTED
equal() {
	[ "$2" = "$3" ] || fail "$1" "'$2'" "'$3'"
}

# at_least WHAT SAW MINIMUM, at_most WHAT SAW MAXIMUM: whole numbers
at_least() {
	[ "$2" -ge "$3" ] || fail "$1" "$2" "at least $3"
}
at_most() {
	[ "$2" -le "$3" ] || fail "$1" "$2" "at most $3"
}

# contains WHAT TEXT REGEX
contains() {
	printf '%s\n' "$2" | grep -Eq -- "$3" || fail "$1" "$2" "a line that matches $3"
}

# refused WHAT REGEX COMMAND...: the command must fail and say REGEX
refused() {
	local what=$1 regex=$2 said
	shift 2
	if said=$("$@" 2>&1); then
		fail "$what: not refused" "exit code 0: $said" "an error"
	fi
	contains "$what" "$said" "$regex"
}

# until_true SECONDS COMMAND...: poll until it succeeds
until_true() {
	local end now
	read -r now _ </proc/uptime
	end=$((${now%.*} + $1 * PACE))
	shift
	until "$@" >/dev/null 2>&1; do
		read -r now _ </proc/uptime
		[ "${now%.*}" -lt $end ] || return 1
		busybox usleep 30000
	done
}

# --- topology

net_up() {
	local b n
	# the ends gone-* of the wires in this namespace vanish when the namespaces do
	ip -batch - <<-END
		netns add client
		netns add router
		netns add server
		link add gone-client type veth peer name gone netns client
		link add gone-router type veth peer name gone netns router
		link add gone-server type veth peer name gone netns server
		link add c0 netns client type veth peer name r0 netns router
		link add s0 netns server type veth peer name r1 netns router
	END
	router sh -c 'cd /proc/sys/net; echo 1 >ipv4/ip_forward; echo 1 >ipv6/conf/all/forwarding'
	for n in client router server; do
		# addresses without a delay; a socket whose process is gone keeps its namespace while it sends again
		$n sh -c 'cd /proc/sys/net; echo 1 >ipv4/tcp_orphan_retries
			for a in */conf/all */conf/default */conf/??; do
				[ ! -e $a/accept_dad ] || { echo 0 >$a/accept_dad; echo 0 >$a/autoconf; echo 0 >$a/router_solicitations; }
			done'
	done
	ip -n client -batch - <<-END
		link set lo up
		addr add $C4/24 dev c0
		addr add $C6/64 dev c0 nodad
		link set c0 address 02:00:00:00:00:c0 up
		route add default via 10.1.0.1
		route add default via fd01::1
	END
	ip -n server -batch - <<-END
		link set lo up
		addr add $S4/24 dev s0
		addr add $S6/64 dev s0 nodad
		link set s0 address 02:00:00:00:00:50 up
		route add default via 10.2.0.1
		route add default via fd02::1
	END
	{
		cat <<-END
			link set lo up
			addr add 10.1.0.1/24 dev r0
			addr add 10.2.0.1/24 dev r1
			addr add fd01::1/64 dev r0 nodad
			addr add fd02::1/64 dev r1 nodad
			link set r0 address 02:00:00:00:00:10 up
			link set r1 address 02:00:00:00:00:11 up
		END
		for b in 3 4 5 6 7 8 9; do
			echo "neigh replace 10.1.0.$b lladdr 02:00:00:00:00:c0 dev r0"
			echo "neigh replace 10.2.0.$b lladdr 02:00:00:00:00:50 dev r1"
			echo "neigh replace fd01::$b lladdr 02:00:00:00:00:c0 dev r0"
			echo "neigh replace fd02::$b lladdr 02:00:00:00:00:50 dev r1"
		done
	} | ip -n router -batch -
	until_true 20 client ping -qc1 -W0.2 $S6 || fail "client and server do not reach each other"
}

# --- rules

# mangle RULE...: append to mangle/POSTROUTING of the router, as the HOWTO does
mangle() { router $IPTABLES -t mangle -A POSTROUTING "$@"; }
mangle6() { router $IP6TABLES -t mangle -A POSTROUTING "$@"; }

# packets TABLE CHAIN NUMBER, bytes ...: what that rule has counted so far, for IPv4; packets6 for IPv6
packets() { router $IPTABLES -w -t "$1" -nvxL "$2" "$3" | awk '{ print $1 }'; }
bytes() { router $IPTABLES -w -t "$1" -nvxL "$2" "$3" | awk '{ print $2 }'; }
packets6() { router $IP6TABLES -w -t "$1" -nvxL "$2" "$3" | awk '{ print $1 }'; }

# define DIR NAME REGEX: write a definition
define() {
	mkdir -p "$1"
	printf '%s\n%s\n' "$2" "$3" >"$1/$2.pat"
}

# verdict PROTO CLIENT-PORT: of the connection through the router, see guest/verdict
verdict() { router /l7/verdict "$1" "$2"; }

# stat NAME: a counter of `l7 stats` in the router, 0 if not shown
stat() { router l7 stats | awk -v n="$1" '{ sub(/:$/, "", $1) } $1 == n { v = $2 } END { print v + 0 }'; }

# flows: connections under inspection
flows() { router l7 stats | sed -n 's/^under inspection: \([0-9]*\) .*/\1/p'; }

# --- servers

listens() { nsenter --net=/run/netns/"$1" ss -Hnl${2}A inet "sport = :$3" 2>/dev/null | grep -q .; }
# tcp_up NAMESPACE PORT, udp_up NAMESPACE PORT: wait until somebody listens there
tcp_up() { until_true 20 listens "$1" t "$2" || fail "nothing listens on TCP port $2 of $1" "$(tail -5 /tmp/*.log 2>/dev/null)"; }
udp_up() { until_true 20 listens "$1" u "$2" || fail "nothing listens on UDP port $2 of $1" "$(tail -5 /tmp/*.log 2>/dev/null)"; }

# background NAME COMMAND...: start it, its output in /tmp/NAME.log
background() {
	local name=$1
	shift
	"$@" >/tmp/"$name".log 2>&1 &
}

# parts NAME...: modules of the kernel's own that are needed; a kernel that can't load any has what it has
parts() { [ ! -e /proc/modules ] || modprobe -a "$@"; }

# has_queue KIND: the kernel can make that queueing discipline
has_queue() { router tc qdisc replace dev lo root "$1" 2>/dev/null && router tc qdisc del dev lo root; }

# class_of MARK DEVICE CLASS: what the router has marked goes into that class; where the kernel lacks tc's filter for
# it, by iptables
class_of() {
	router tc filter add dev "$2" protocol ip parent "${3%:*}:0" prio 1 handle "$1" fw flowid "$3" 2>/dev/null ||
		router $IPTABLES -t mangle -A POSTROUTING -o "$2" -m mark --mark "$1" -j CLASSIFY --set-class "$3"
}

# kernel_log: what it has said since the scenario began; the log may be others' too
kernel_log() {
	dmesg | awk -v mark="${LOG_MARK:-}" '{ line[NR] = $0 } $0 == mark { at = NR }
		END { for (i = at + 1; i <= NR; i++) print line[i] }'
}

# --- the two routes; in scenarios a line `# bpf: …` says what is different on the route without a module, and why

# route_up, route_down: ready for rules; nothing of ours in the kernel
module_up() {
	parts x_tables nf_conntrack nf_defrag_ipv4 nf_defrag_ipv6
	insmod /l7/xt_layer7.ko "$@"
}
module_down() { until_true 20 rmmod xt_layer7 || fail "the module does not unload" "$(lsmod | grep layer7)"; }
bpf_up() { parts nf_conntrack xt_bpf; }
bpf_down() { [ ! -e /run/layer7/verdicts ] || l7 unload; }
route_up() { ${ROUTE}_up; }
route_down() { ${ROUTE}_down; }

# limits [maxdatalen=N] [maxflows=N]: as the route takes them anew; there must be no rule. Without one, the default.
limits() {
	local word options=
	route_down
	if [ $ROUTE = module ]; then
		module_up "$@"
		return
	fi
	for word; do
		options="$options --${word%=*} ${word#*=}"
	done
	# any definition will do, and one takes no time
	[ $# = 0 ] || l7 load -q $options http
}
# limit NAME: what is in force in the router
limit() { router l7 stats -j | python3 -c "import json, sys; print(json.load(sys.stdin)['state']['$1'])"; }

# numpackets NUMBER: from now on, in the router
numpackets() {
	if [ $ROUTE = module ]; then
		router sh -c "echo $1 >/proc/net/layer7_numpackets"
	else
		l7 load -q --numpackets "$1" http
	fi
}

# inspect [NAME...]: these definitions take part, or all; the highest rank decides
inspect() {
	local words
	router l7 load -q "$@"
	if [ $ROUTE = module ]; then
		router l7 on
		return
	fi
	# bpf: there is no `l7 on`, rules ask for each; in the order of rank they decide as it does
	for words in $IPTABLES $IP6TABLES; do
		{
			echo '*mangle'
			router l7 list | sed 1d | sort -k3,3n | awk '{ print "-A PREROUTING -m layer7 --l7proto " $1 }'
			echo COMMIT
		} | router $words-restore -n
	done
}
