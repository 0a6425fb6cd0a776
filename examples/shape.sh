#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# shape.sh - share an Internet connection among four classes of traffic, told apart by protocol
#
# usage: shape.sh start | stop | status
#
# For a Linux router between a LAN and an Internet connection. What goes up is queued where it leaves for the
# Internet, what comes down where it leaves for the LAN, so no intermediate device is needed. `start` may be
# repeated, after a change of the settings for example; traffic keeps flowing meanwhile. It takes the place of
# whatever root queueing discipline the two devices had, `stop` gives them the system's default.
#
#   class        of what is spare  HTB guarantees  CAKE's tin    DSCP   Wi-Fi (WMM) queue
#   voice        first             20 %            voice         EF     voice or video, see below
#   interactive  second            30 %            video         AF41   video
#   normal       third             40 %            best effort   CS0    best effort
#   bulk         what is left      10 %            bulk          CS1    background
#
# Each class may use all of the bandwidth while the others don't. Nothing here is slow on purpose: a protocol that
# can hardly move is as good as blocked, and its programs begin to hide.
set -eu

# --- settings: edit them here, or give them in the environment

WAN=${WAN:-eth0}			# device towards the Internet
LAN=${LAN:-eth1}			# device towards the LAN (the bridge, if there is one)

# kbit/s. Some 5 to 10 % less than what a speed test shows, so that the queue is here and not in the modem.
UP=${UP:-18000}
DOWN=${DOWN:-90000}

SHAPER=${SHAPER:-cake}			# cake or htb
LINK=${LINK:-}				# CAKE only: the link's framing, e.g. docsis, pppoe-ptm (tc-cake(8))

# Protocols (`l7 list -a`). What is in none of these, or not known, is normal. Where an expression of several
# matches, the one that stands first here gets the connection.
VOICE=${VOICE-sip rtp rtcp stun}
INTERACTIVE=${INTERACTIVE-dns ntp ssh rdp vnc irc}
BULK=${BULK-bittorrent ftp smtp imap pop3 smb}

# Code points. Kernels and access points that follow RFC 8325 (Linux since 2024) queue EF as voice. Older ones take
# the three top bits of the code point, and 5 is video: for these say CS6, which is voice with both. CAKE takes either
# as voice.
DSCP_VOICE=${DSCP_VOICE:-EF}
DSCP_INTERACTIVE=${DSCP_INTERACTIVE:-AF41}
DSCP_NORMAL=${DSCP_NORMAL:-CS0}
DSCP_BULK=${DSCP_BULK:-CS1}

# --- no settings below

# The class, in these bits of a packet's and of its connection's mark. Nothing else here may use them.
MASK=0xff
BULK_MARK=1 NORMAL_MARK=2 INTERACTIVE_MARK=3 VOICE_MARK=4

say() { echo "shape.sh: $*" >&2; }
die() { say "$@"; exit 2; }

# both families, or one where IPv6 is off
families() {
	echo iptables
	[ ! -e /proc/net/if_inet6 ] || echo ip6tables
}

check_root() {
	[ "$(id -u)" = 0 ] || die "rules and queues are root's: try sudo"
}

check_settings() {
	for tool in iptables iptables-restore tc ip; do
		command -v $tool >/dev/null || die "$tool is missing: apt-get install iptables iproute2"
	done
	for device in "$WAN" "$LAN"; do
		ip link show dev "$device" >/dev/null 2>&1 ||
			die "there is no device $device: set WAN and LAN; \`ip -br link\` lists devices"
	done
	[ "$WAN" != "$LAN" ] || die "WAN and LAN are both $WAN: this is for a machine that stands between two networks"
	case $UP$DOWN in
	*[!0-9]*) die "UP and DOWN are whole numbers of kbit/s, not $UP and $DOWN" ;;
	esac
	case $SHAPER in
	cake | htb) ;;
	*) die "SHAPER is cake or htb, not $SHAPER" ;;
	esac
}

# --- rules

# sort_into MARK PROTOCOL...: what belongs to a class
sort_into() {
	mark=$1
	shift
	for protocol; do
		echo "-A l7-sort -m mark --mark 0/$MASK -m layer7 --l7proto $protocol -j MARK --set-xmark $mark/$MASK"
	done
}

# Inside, DSCP tells CAKE and Wi-Fi; outside it is nobody's business: CAKE erases it on the way out (wash), with HTB it
# is only written towards the LAN. What others have written is erased too, or everybody could promote himself.
dscp_rules() {
	towards=
	[ "$SHAPER" = cake ] || towards="-o $LAN"
	echo "-A l7-shape -j DSCP --set-dscp-class CS0"
	for class in "$VOICE_MARK $DSCP_VOICE" "$INTERACTIVE_MARK $DSCP_INTERACTIVE" \
		"$NORMAL_MARK $DSCP_NORMAL" "$BULK_MARK $DSCP_BULK"; do
		echo "-A l7-shape $towards -m mark --mark ${class% *}/$MASK -j DSCP --set-dscp-class ${class#* }"
	done
}

# A connection is sorted until it is named; from then on its mark says the class, and no layer7 rule is asked any
# more. A packet of one that is not named yet goes as normal. `unset` is asked last: who leaves the chain before the
# other rules keeps them from seeing the packet that matches.
rules() {
	# shellcheck disable=SC2086 # lists of protocols
	cat <<-END
		*mangle
		:l7-shape - [0:0]
		:l7-sort - [0:0]
		-A l7-shape -j CONNMARK --restore-mark --nfmask $MASK --ctmask $MASK
		-A l7-shape -m mark --mark 0/$MASK -j l7-sort
		-A l7-shape -m mark --mark 0/$MASK -j MARK --set-xmark $NORMAL_MARK/$MASK
		$(dscp_rules)
		$(sort_into $VOICE_MARK $VOICE)
		$(sort_into $INTERACTIVE_MARK $INTERACTIVE)
		$(sort_into $BULK_MARK $BULK)
		-A l7-sort -m mark --mark 0/$MASK -m layer7 ! --l7proto unset -j MARK --set-xmark $NORMAL_MARK/$MASK
		-A l7-sort -j CONNMARK --save-mark --nfmask $MASK --ctmask $MASK
		COMMIT
	END
}

# jump FAMILY IN OUT: from the built-in chain, once
jump() {
	"$1" -w -t mangle -C FORWARD -i "$2" -o "$3" -j l7-shape 2>/dev/null ||
		"$1" -w -t mangle -A FORWARD -i "$2" -o "$3" -j l7-shape
}

# Both chains are replaced in one step: there is no moment without layer7 rules, at which inspection would end.
start_rules() {
	hint="the rules could not be entered; 'l7 doctor' may say more"
	for family in $(families); do
		rules | "$family-restore" -w --noflush
		jump "$family" "$LAN" "$WAN"
		jump "$family" "$WAN" "$LAN"
	done
}

stop_rules() {
	for family in $(families); do
		$family -w -t mangle -S FORWARD | sed -n 's/^-A \(.* -j l7-shape\)$/-D \1/p' | while read -r rule; do
			# shellcheck disable=SC2086 # words of a rule
			$family -w -t mangle $rule
		done
		for chain in l7-shape l7-sort; do
			$family -w -t mangle -F $chain 2>/dev/null || continue
			$family -w -t mangle -X $chain
		done
	done
}

# --- queues

# htb DEVICE RATE DEFAULT: packets without a class go to class 1:DEFAULT; with 0 they are not held at all
htb() {
	tc qdisc add dev "$1" root handle 1: htb default "$3"
	tc class add dev "$1" parent 1: classid 1:1 htb rate "$2kbit"
	htb_class "$1" "$2" $VOICE_MARK 0 20
	htb_class "$1" "$2" $INTERACTIVE_MARK 1 30
	htb_class "$1" "$2" $NORMAL_MARK 2 40
	htb_class "$1" "$2" $BULK_MARK 3 10
}

# htb_class DEVICE RATE MARK PRIO PERCENT: its share for certain, of what is spare by PRIO; inside it the connections
# take turns
htb_class() {
	tc class add dev "$1" parent 1:1 classid "1:${3}0" htb rate "$(($2 * $5 / 100))kbit" ceil "$2kbit" prio "$4" \
		quantum 1514
	tc qdisc add dev "$1" parent "1:${3}0" handle "${3}0:" fq_codel
	tc filter add dev "$1" parent 1: protocol all prio 1 handle "$3/$MASK" fw flowid "1:${3}0"
}

# With HTB the LAN gets the router's own answers at full speed; CAKE counts them as if they came from the Internet.
start_queues() {
	hint="the queues could not be made. Unknown qdisc? modprobe sch_$SHAPER; a kernel without CAKE may have HTB: SHAPER=htb"
	stop_queues
	if [ "$SHAPER" = htb ]; then
		htb "$WAN" "$UP" ${NORMAL_MARK}0
		htb "$LAN" "$DOWN" 0
		return
	fi
	# shellcheck disable=SC2086 # LINK may be several words
	{
		tc qdisc add dev "$WAN" root cake bandwidth "${UP}kbit" diffserv4 dual-srchost nat wash $LINK
		tc qdisc add dev "$LAN" root cake bandwidth "${DOWN}kbit" diffserv4 dual-dsthost ingress $LINK
	}
}

stop_queues() {
	for device in "$WAN" "$LAN"; do
		tc qdisc del dev "$device" root 2>/dev/null || :
	done
}

status() {
	for family in $(families); do
		echo "# $family: packets and bytes per class (mark)"
		$family -w -t mangle -nvL l7-shape 2>/dev/null || die "not started"
	done
	for device in "$WAN" "$LAN"; do
		echo
		echo "# $device"
		tc -s qdisc show dev "$device" root
		tc -s class show dev "$device" | sed -n '/^class htb/,/^$/p'
	done
}

# half a set-up is none
undo() {
	say "$hint"
	stop_queues
	stop_rules
	say "nothing is shaped"
	exit 2
}

case ${1:-} in
start)
	check_root
	check_settings
	trap undo EXIT
	start_rules
	start_queues
	trap - EXIT
	;;
stop)
	check_root
	stop_queues
	stop_rules
	;;
status)
	check_root
	status
	;;
*)
	sed -n 's/^# usage: /usage: /p' "$0" >&2
	exit 2
	;;
esac
