# SPDX-License-Identifier: GPL-2.0-only
# limit: 150
#
# Real servers and their real clients, one after the other: with `l7 on` and our definitions each connection gets its
# protocol's name and no other; no iptables rule is entered.
# bpf: nothing is inspected before a rule asks for it, so there is no `l7 on`: a rule for each definition takes its place
. /l7/lib.sh
. /l7/services.sh

net_up
for p in $SERVICES; do
	${p}_serve
done
# where each rule takes long, rules for these only
if [ $PACE = 1 ]; then inspect; else inspect $SERVICES; fi
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
	router /l7/verdicts -p "$1" --dport "$2" | awk '{ print $NF }' | sort -u | xargs
}
wrong=
for p in $SERVICES; do
	${p}_use || fail "the client of $p" "$(tail -5 /tmp/$p-use.log /tmp/*.log 2>/dev/null)"
	saw=$(names $(port_of $p))
	echo "$p: $saw"
	[ "$saw" = $p ] || wrong="$wrong $p=$saw"
done
[ -z "$wrong" ] || fail "verdicts of real traffic" "$wrong" "each protocol's own name"
