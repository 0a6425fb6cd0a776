# SPDX-License-Identifier: GPL-2.0-only
#
# FTP data connections have the verdict of the control connection that opened them, passive and active, and
# `-m helper` tells them apart; without the helper they are connections of their own.
. /l7/lib.sh
. /l7/services.sh

net_up
ftp_serve
head -c 300000 /dev/zero >$SRV/ftp/zeros
router $IPTABLES -t raw -A PREROUTING -p tcp --dport 21 -j CT --helper ftp
mangle -m layer7 --l7proto ftp
mangle -m layer7 --l7proto ftp -m helper --helper ftp
mangle -m layer7 --l7proto ftp -p tcp -m tcp ! --dport 21 ! --sport 21

fetch() { client curl -sSf -o /dev/null "$@" ftp://$S4/zeros || fail "curl $*"; }

for how in --disable-epsv --ftp-pasv '-P -'; do
	router $IPTABLES -t mangle -Z
	router conntrack -F 2>/dev/null
	fetch $how
	at_least "bytes named ftp ($how)" "$(bytes mangle POSTROUTING 1)" 300000
	at_least "bytes of children ($how)" "$(bytes mangle POSTROUTING 3)" 300000
	at_least "bytes with the helper ($how)" "$(bytes mangle POSTROUTING 2)" 300000
done
at_least "verdicts inherited" "$(stat inherited)" 3

# without the helper nobody relates them
router $IPTABLES -t raw -F
router conntrack -F 2>/dev/null
router $IPTABLES -t mangle -Z
fetch --disable-epsv
at_most "bytes named ftp without the helper" "$(bytes mangle POSTROUTING 1)" 100000
at_least "packets of the control connection" "$(packets mangle POSTROUTING 1)" 5
