# SPDX-License-Identifier: GPL-2.0-only
#
# The HOWTO's first use: a connection that is named is dropped from then on; others are not touched.
. /l7/lib.sh
. /l7/services.sh

net_up
http_serve
ssh_serve
router $IPTABLES -A FORWARD -m layer7 --l7proto http -j DROP
mangle -m layer7 --l7proto ssh

if client curl -s -m 3 -o /dev/null http://$S4/; then
	fail "http: answered though its packets are dropped"
fi
at_least "http packets dropped" "$(packets filter FORWARD 1)" 1
ssh_use || fail "ssh was cut off too"
at_least "ssh packets counted" "$(packets mangle POSTROUTING 1)" 5

router $IPTABLES -D FORWARD -m layer7 --l7proto http -j DROP
http_use || fail "http does not work again after the rule was deleted"
