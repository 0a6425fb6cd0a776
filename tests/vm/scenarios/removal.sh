# SPDX-License-Identifier: GPL-2.0-only
#
# Rules hold the module, or the programs; once they are gone it unloads under traffic, with connections under
# inspection, and comes back.
. /l7/lib.sh
. /l7/services.sh

# bpf: `l7 unload` takes the place of `rmmod`
held() {
	if [ $ROUTE = module ]; then
		refused "unloading a module that rules use" 'in use' rmmod xt_layer7
	else
		refused "unloading what rules use" 'rule' router l7 unload
	fi
}

net_up
web_serve
head -c 200000000 /dev/zero >$SRV/www/long
define /tmp/defs never 'never-to-be-seen'
background long client curl -s -o /dev/null http://$S4/long
for round in 1 2 3; do
	mangle -m layer7 --l7dir /tmp/defs --l7proto never
	[ $ROUTE = bpf ] || router l7 on
	python3 - $round <<-'END'
		import sys
		from wire import *
		for i in range(10):
		    c = Tcp(57000 + 100 * int(sys.argv[1]) + i, 7).open()
		    c.client(b"ne")
		    c.client(b"ahead", at=10)
	END
	held
	router $IPTABLES -t mangle -F
	route_down
	route_up
	mangle -m layer7 --l7proto http
	http_use
	at_least "named after it came back" "$(packets mangle POSTROUTING 1)" 3
	router $IPTABLES -t mangle -F
done
