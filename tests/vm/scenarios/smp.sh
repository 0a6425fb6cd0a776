# SPDX-License-Identifier: GPL-2.0-only
# limit: 90
#
# Both CPUs at it: connections of several senders, definitions loaded anew, rules entered and deleted, conntrack flushed,
# `l7 on` and `off`, all at the same time. Nothing may break; what is checked after each scenario is the test.
. /l7/lib.sh
. /l7/services.sh

net_up
web_serve
dns_serve
define /tmp/defs moo 'moo'
mangle -m layer7 --l7proto http
mangle -m layer7 --l7proto dns
mangle6 -m layer7 --l7proto http

rounds() { # COUNT COMMAND...
	local n=$1
	shift
	while [ $n -gt 0 ]; do
		"$@" >/dev/null 2>&1
		n=$((n - 1))
	done
}
web() { client curl -s -o /dev/null -o /dev/null -o /dev/null -o /dev/null http://$S4/ http://$S4/big "http://[$S6]/" http://$S4/; }
ask() { client dig +short +tries=1 +time=1 @$S4 a.test b.test c.test d.test; }
toggle() {
	router $IPTABLES -t mangle -A POSTROUTING -m layer7 --l7dir /tmp/defs --l7proto moo
	router $IPTABLES -t mangle -D POSTROUTING -m layer7 --l7dir /tmp/defs --l7proto moo
}
all() { router $IPTABLES -t mangle -F POSTROUTING; mangle -m layer7 --l7proto http; mangle -m layer7 --l7proto dns; }
onoff() {
	# bpf: there is no `l7 on`
	[ $ROUTE = module ] || return
	router l7 on
	router l7 off
}
jobs=
for job in "12 web" "12 web" "20 ask" "8 toggle" "6 router l7 load -q" "20 router conntrack -F" "12 onoff" "5 all"; do
	(set +e; rounds $job) &
	jobs="$jobs $!"
done
for j in $jobs; do
	wait $j || true
done
router $IPTABLES -t mangle -Z
http_use || fail "http does not work any more"
dns_use || fail "dns does not work any more"
at_least "http is named" "$(packets mangle POSTROUTING 1)" 3
equal "dns is named" "$(packets mangle POSTROUTING 2)" 2
