#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# The session that docs/session.md shows, in the guest: real programs through a router, and what its administrator types on a
# terminal of 80 columns and 24 lines. Prints each screen behind a line "=== NAME".
. /l7/lib.sh
. /l7/services.sh
. /l7/prepare.sh

SHOWN='http tls ssh dns ftp imap irc sip ntp mqtt'

# screen NAME: what the terminal shows, without empty lines at its end
screen() {
	echo "=== $1"
	tmux capture-pane -p -t s | sed -e 's/[[:space:]]*$//' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
}

typed() { tmux send-keys -t s "$@"; }
shows() { tmux capture-pane -p -t s | grep -Eq -e "$1"; }

# type_and_see NAME REGEX COMMAND: on a fresh screen, and wait until REGEX is there
type_and_see() {
	typed -l 'clear' && typed Enter
	until_true 10 at_prompt
	typed -l "$3" && typed Enter
	until_true 60 shows "$2" || fail "session: $3" "$(screen failed)"
	until_true 60 at_prompt
	screen "$1"
}
at_prompt() { tmux capture-pane -p -t s | grep -v '^$' | tail -1 | grep -Eq '^gw# ?$'; }

prepare
parts nf_conntrack_ftp
route_up
net_up
router $IPTABLES -t raw -A PREROUTING -p tcp --dport 21 -j CT --helper ftp
router l7 load -q
router l7 on >/dev/null
for p in $SHOWN; do ${p}_serve; done
truncate -s 300M $SRV/www/backup

tmux -f /dev/null new-session -d -s s -x 80 -y 24 "ip netns exec router env -i PATH=$PATH TERM=screen HOME=/root PS1='gw# ' sh"
until_true 10 at_prompt || fail "no terminal"

typed -l 'l7 monitor' && typed Enter
hears() { [ "$(router awk '$2 == 12 && $4 !~ /^0+$/' /proc/net/netlink | wc -l)" -ge 1 ]; }
until_true 20 hears
router l7 classify -i r0 -w unknown=/tmp/none.pcap >/dev/null 2>&1 &
for p in $SHOWN; do ${p}_use || :; done
until_true 30 shows mqtt || fail "session: monitor" "$(screen failed)"
screen monitor
typed C-c

# a link of 16 Mbit/s
router tc qdisc add dev r0 root handle 1: htb default 1
router tc class add dev r0 parent 1: classid 1:1 htb rate 16mbit
background four client curl -s -o /dev/null http://$S4/backup
background six client curl -s -o /dev/null "http://[$S6]/backup"
background sink server socat -u TCP-LISTEN:7000,fork,reuseaddr OPEN:/dev/null
tcp_up server 7000
background odd client sh -c '(while :; do echo x; busybox usleep 200000; done) | socat -u - TCP:10.2.0.2:7000'
typed -l 'clear; l7 top' && typed Enter
until_true 60 shows '^unknown' || fail "session: top" "$(screen failed)"
until_true 60 shows '^http .*[1-9][0-9.]*M' || fail "session: top" "$(screen failed)"
screen top
typed p
until_true 20 shows '^http .*[1-9][0-9.]*M' || fail "session: top by protocol" "$(screen failed)"
screen protocols
typed q
until_true 20 at_prompt
type_and_see explain 'gw#' 'l7 explain port 7000'
type_and_see doctor 'gw#' 'l7 doctor'
tmux kill-server
