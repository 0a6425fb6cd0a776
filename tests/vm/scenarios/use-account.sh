# SPDX-License-Identifier: GPL-2.0-only
#
# The HOWTO's third use: rules without a target count. All packets of a connection from the one on that decided it
# are counted, in both directions, and by that rule alone; packets and bytes are what conntrack counted too.
. /l7/lib.sh
. /l7/services.sh

net_up
http_serve
ssh_serve
dns_serve
mangle -m layer7 --l7proto http
mangle -m layer7 --l7proto ssh
mangle -m layer7 --l7proto dns
mangle -m layer7 --l7proto smtp

http_use big
equal "ssh packets before there was any" "$(packets mangle POSTROUTING 2)" 0
ssh_use
dns_use

equal "verdict of the web connection" "$(router /l7/verdicts -p tcp --dport 80 | grep -c ' http$')" 1
# conntrack's count of both directions, less the handshake before the first payload
total=$(router conntrack -L -p tcp --dport 80 2>/dev/null | grep -o 'packets=[0-9]*' | awk -F= '{ n += $2 } END { print n + 0 }')
at_least "conntrack counts packets (accounting is on)" "$total" 10
counted=$(packets mangle POSTROUTING 1)
at_most "http packets counted" "$counted" "$((total - 3))"
at_least "http packets counted" "$counted" "$((total - 8))"
at_least "http bytes counted" "$(bytes mangle POSTROUTING 1)" 2000000
at_least "ssh packets counted" "$(packets mangle POSTROUTING 2)" 10
equal "dns packets counted (a question and an answer)" "$(packets mangle POSTROUTING 3)" 2
equal "smtp packets counted" "$(packets mangle POSTROUTING 4)" 0

router $IPTABLES -t mangle -Z
equal "packets after -Z" "$(packets mangle POSTROUTING 1)" 0
