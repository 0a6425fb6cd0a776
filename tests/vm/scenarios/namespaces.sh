# SPDX-License-Identifier: GPL-2.0-only
#
# Tables, limits, rules and counters are a network namespace's own; one without a table uses the initial one's.
# bpf: definitions, limits and counters are one set for all network namespaces; rules are each one's own
. /l7/lib.sh

net_up
define /tmp/defs moo '^moo'
define /tmp/other moo '^MOOO'
server $IPTABLES -t mangle -A INPUT -m layer7 --l7dir /tmp/other --l7proto moo
mangle -m layer7 --l7dir /tmp/defs --l7proto moo
server $IPTABLES -t filter -A INPUT -m layer7 --l7proto unset

(server nc -u -l -k 7 >/tmp/heard) &
udp_up server 7
say() { printf "$1" | client nc -u -q0 -w1 -p "$2" $S4 7; }
say moo 55000
say mooo 55001
until_true 10 grep -q mooo /tmp/heard || fail "nothing was heard"
equal "the router's moo" "$(packets mangle POSTROUTING 1)" 2
equal "the server's moo" "$(server $IPTABLES -t mangle -nvxL INPUT 1 | awk '{ print $1 }')" 1

# a user namespace's root may look but not load
said=$(unshare -Urn l7 load 2>&1) && fail "a user namespace's root loaded a table" "$said"
contains "what it was told" "$said" '[Pp]ermi|root|CAP_NET_ADMIN'
[ $ROUTE = module ] || exit 0

router sh -c 'echo 20 >/proc/net/layer7_numpackets'
equal "the server's numpackets" "$(server cat /proc/net/layer7_numpackets)" 10
contains "the router's counters" "$(router l7 stats)" 'decided +2 '
contains "the server's counters" "$(server l7 stats)" 'decided +1 '

# the initial namespace's table serves those without their own
l7 load
contains "the client inherits" "$(client l7 stats)" 'of the initial network namespace'
if router l7 stats | grep -q 'of the initial network namespace'; then
	fail "the router has its own table" "$(router l7 stats)"
fi
l7 unload 2>/dev/null || true
