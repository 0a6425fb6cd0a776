# SPDX-License-Identifier: GPL-2.0-only
#
# iptables-nft and iptables-legacy, IPv4 and IPv6: enter, check, list, save, restore, zero, replace and delete.
. /l7/lib.sh

net_up
define /tmp/defs moo '^moo'
round() { # IPTABLES
	local saved again
	router $1 -t mangle -A POSTROUTING -m layer7 --l7proto http -j MARK --set-mark 3
	router $1 -t mangle -A POSTROUTING -m layer7 ! --l7proto ssh
	router $1 -t mangle -A POSTROUTING -m layer7 --l7dir /tmp/defs --l7proto moo -j ACCEPT
	router $1 -t mangle -A POSTROUTING -m layer7 --l7proto dns --l7pkt
	router $1 -t mangle -A POSTROUTING -m layer7 --l7proto unset
	router $1 -t mangle -A POSTROUTING -m layer7 --l7proto unknown

	router $1 -t mangle -C POSTROUTING -m layer7 ! --l7proto ssh || fail "$1 -C: not found"
	# ip6tables-legacy 1.8.9 takes `! X` for `X` there, with every match
	if [ $1 != ip6tables-legacy ] && router $1 -t mangle -C POSTROUTING -m layer7 --l7proto ssh 2>/dev/null; then
		fail "$1 -C: found what is not there"
	fi
	contains "$1 -L" "$(router $1 -t mangle -nvL POSTROUTING)" 'l7proto http'

	saved=$(router $1-save -t mangle | grep '^-A')
	contains "$1-save" "$saved" '-m layer7 --l7proto http -j MARK'
	contains "$1-save" "$saved" '-m layer7 ! --l7proto ssh'
	contains "$1-save" "$saved" '-m layer7 --l7dir "?/tmp/defs"? --l7proto moo -j ACCEPT'
	contains "$1-save" "$saved" '-m layer7 --l7proto dns --l7pkt'
	router $1-save -t mangle >/tmp/rules
	router $1 -t mangle -F
	router $1-restore </tmp/rules || fail "$1-restore refuses what $1-save wrote" "$(cat /tmp/rules)"
	again=$(router $1-save -t mangle | grep '^-A')
	equal "$1: saved, restored and saved again" "$again" "$saved"
	router $1-restore </tmp/rules || fail "$1-restore a second time"

	router $1 -t mangle -R POSTROUTING 1 -m layer7 --l7proto imap
	contains "$1 -R" "$(router $1-save -t mangle)" 'l7proto imap'
	router $1 -t mangle -D POSTROUTING -m layer7 --l7dir /tmp/defs --l7proto moo -j ACCEPT
	router $1 -t mangle -D POSTROUTING 1
	equal "$1: rules left" "$(router $1-save -t mangle | grep -c '^-A')" 4
	router $1 -t mangle -Z
	router $1 -t mangle -F
}
for ipt in iptables-nft ip6tables-nft iptables-legacy ip6tables-legacy; do
	round $ipt
done

# and they count the same: both back ends at once, on the same packets
router iptables-nft -t mangle -A POSTROUTING -m layer7 --l7dir /tmp/defs --l7proto moo
router iptables-legacy -t mangle -A POSTROUTING -m layer7 --l7dir /tmp/defs --l7proto moo
python3 - <<'END'
from wire import *
c = Tcp(49000, 7).open()
c.client(b"moo")
c.server(b"x")
END
IPTABLES=iptables-nft
equal "counted by nft" "$(packets mangle POSTROUTING 1)" 2
IPTABLES=iptables-legacy
equal "counted by legacy" "$(packets mangle POSTROUTING 1)" 2
