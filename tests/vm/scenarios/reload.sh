# SPDX-License-Identifier: GPL-2.0-only
# limit: 90
#
# New definitions while transfers are under way: rules stay, no packet is lost, what was decided stays decided, what
# comes later is judged by the new ones.
. /l7/lib.sh
. /l7/services.sh

net_up
http_serve
head -c 20000000 /dev/zero >$SRV/www/long
define /etc/l7-protocols moo '^moo'
mangle -m layer7 --l7proto http
mangle -m layer7 --l7proto moo

# where definitions take long, these only
some=
[ $PACE = 1 ] || some='http moo'
background long client curl -sSf -o /tmp/got --limit-rate 4M http://$S4/long
transfer=$!
until_true 10 test -s /tmp/got || fail "the transfer does not start"
python3 - <<'END'
from wire import *
Udp(50001, 7).client(b"moo")
END
equal "moo by the first definition" "$(packets mangle POSTROUTING 2)" 1

for i in 1 2 3 4 5; do
	define /etc/l7-protocols moo "^moo$i"
	router l7 load $some || fail "l7 load"
	python3 - $i <<-'END'
		import sys
		from wire import *
		u = Udp(50010 + int(sys.argv[1]), 7)
		u.client(b"moo%d" % int(sys.argv[1]))
		u = Udp(50020 + int(sys.argv[1]), 7)
		u.client(b"moo")
	END
	equal "moo by definition $i" "$(packets mangle POSTROUTING 2)" $((1 + i))
done
kill -0 $transfer 2>/dev/null || echo "note: the transfer was over before the last reload"
wait $transfer || fail "the transfer broke" "$(cat /tmp/long.log)"
equal "bytes that arrived" "$(wc -c </tmp/got)" 20000000
at_least "bytes counted for the transfer" "$(bytes mangle POSTROUTING 1)" 20000000
equal "rules are still there" "$(router ${IPTABLES}-save -t mangle | grep -c layer7)" 2

# a definition that does not compile leaves all as it was
define /etc/l7-protocols moo '^(moo'
if router l7 load $some 2>/tmp/said; then
	fail "a bad definition was loaded"
fi
contains "what l7 says" "$(cat /tmp/said)" 'moo\.pat:2:[0-9]+'
router $IPTABLES -t mangle -Z
python3 -c '
from wire import *
Udp(50031, 7).client(b"moo5")'
equal "the last good definition still serves" "$(packets mangle POSTROUTING 2)" 1
