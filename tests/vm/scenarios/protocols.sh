# SPDX-License-Identifier: GPL-2.0-only
# limit: 150
#
# Real servers and their real clients, one after the other: with `l7 on` and our definitions each connection gets its
# protocol's name and no other, in the labels; no iptables rule is entered.
. /l7/lib.sh
. /l7/services.sh

net_up
for p in $SERVICES; do
	${p}_serve
done
router l7 load
router l7 on
router conntrack -F 2>/dev/null

# the port where that service's own connection goes
port_of() {
	case $1 in
	http) echo 'tcp 80' ;; tls) echo 'tcp 443' ;; quic) echo 'udp 443' ;; ssh) echo 'tcp 22' ;; dns) echo 'udp 53' ;;
	ftp) echo 'tcp 21' ;; smtp) echo 'tcp 25' ;; imap) echo 'tcp 143' ;; pop3) echo 'tcp 110' ;; irc) echo 'tcp 6667' ;;
	sip) echo 'udp 5060' ;; xmpp) echo 'tcp 5222' ;; ntp) echo 'udp 123' ;; snmp) echo 'udp 161' ;; smb) echo 'tcp 445' ;;
	bittorrent) echo 'tcp 6881' ;; mqtt) echo 'tcp 1883' ;; openvpn) echo 'udp 1194' ;; wireguard) echo 'udp 51820' ;;
	stun) echo 'udp 3478' ;;
	esac
}
names() { # PROTO PORT: verdicts of all connections to that port
	router conntrack -L -p "$1" --dport "$2" 2>/dev/null | sed -n 's/.*\bsport=\([0-9]*\) dport='"$2"' .*/\1/p' |
		while read -r sport; do verdict "$1" "$sport"; done | sort | uniq -c | awk '{ print $2 }' | xargs
}
wrong=
for p in $SERVICES; do
	${p}_use || fail "the client of $p" "$(tail -5 /tmp/$p-use.log /tmp/*.log 2>/dev/null)"
	saw=$(names $(port_of $p))
	echo "$p: $saw"
	[ "$saw" = $p ] || wrong="$wrong $p=$saw"
done
[ -z "$wrong" ] || fail "verdicts of real traffic" "$wrong" "each protocol's own name"
