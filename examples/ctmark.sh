#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# ctmark.sh - write verdicts into the mark of connections, where nftables, tc and conntrack find them
#
# usage: ctmark.sh start NAME=NUMBER... | show | stop
#
# For `ctmark.sh start http=1 tls=2 bittorrent=3`, with the default mask:
#
#   nft         ct mark and 0xff00 == 0x300 counter                 bittorrent
#               ct mark and 0xff00 != 0 flow add @fast              whatever is decided
#   iptables    -m connmark --mark 0x300/0xff00
#   conntrack   conntrack -L -m 0x300/0xff00; conntrack -E -m 0x300/0xff00
#   tc          on the way out the packet has these bits too:       handle 0x300/0xff00 fw flowid 1:30
#
# The greatest number, 255 with the default mask, stands for what is decided and none of those: unknown. 0 is not
# decided yet. Works with the module and without; without it this is how verdicts get to where labels would.
#
# What is decided skips all layer7 rules with one comparison. Both chains together see every packet once, what is meant
# for the machine itself and what it sends included.
set -eu

# Bits of marks that nothing else uses. Others stay as they are.
MASK=${MASK:-0xff00}

die() { echo "ctmark.sh: $*" >&2; exit 2; }

families() {
	echo iptables
	[ ! -e /proc/net/if_inet6 ] || echo ip6tables
}

# the lowest bit of MASK, which is number 1
lowest() { echo $((MASK & -MASK)); }
greatest() { echo $((MASK / $(lowest))); }

# mark NUMBER: as iptables wants it, value and mask
mark() { printf '0x%x/0x%x\n' $(($1 * $(lowest))) $((MASK)); }

check_settings() {
	case $MASK in
	0x*[!0-9a-fA-F]* | *[!0-9a-fA-Fx]* | 0x) die "MASK is a number such as 0xff00, not $MASK" ;;
	esac
	if [ $((MASK)) -le 0 ] || [ $((MASK)) -ge $((1 << 32)) ] || [ $((MASK / $(lowest) & (MASK / $(lowest) + 1))) != 0 ]; then
		die "the bits of MASK must stand side by side, as in 0xff00, not $MASK"
	fi
}

check_name() {
	case $1 in
	*=*[!0-9]* | *= | =* | *=0*) die "\"$1\" is not NAME=NUMBER" ;;
	*=*) [ "${1#*=}" -lt "$(greatest)" ] || die "$1: numbers go from 1 to $(($(greatest) - 1)) with MASK=$MASK" ;;
	*) die "\"$1\" is not NAME=NUMBER" ;;
	esac
}

# What stands first gets the connections that several match. "unset" is not asked: it would hold for nearly all packets
# that come here.
rules() {
	cat <<-END
		*mangle
		:l7-ctmark - [0:0]
		:l7-tc - [0:0]
	END
	for word; do
		echo "-A l7-ctmark -m layer7 --l7proto ${word%=*} -j CONNMARK --set-xmark $(mark "${word#*=}")"
	done
	cat <<-END
		-A l7-ctmark -m connmark --mark $(mark 0) -m layer7 ! --l7proto unset -j CONNMARK --set-xmark $(mark "$(greatest)")
		-A l7-tc -j CONNMARK --restore-mark --nfmask $((MASK)) --ctmask $((MASK))
		COMMIT
	END
}

# jump FAMILY CHAIN TO WORD...: from the built-in chain, once
jump() {
	family=$1 chain=$2 to=$3
	shift 3
	"$family" -w -t mangle -C "$chain" "$@" -j "$to" 2>/dev/null || "$family" -w -t mangle -A "$chain" "$@" -j "$to"
}

start() {
	[ $# -gt 0 ] || usage
	check_settings
	for word; do
		check_name "$word"
	done
	for family in $(families); do
		rules "$@" | "$family-restore" -w --noflush || { stop; die "nothing is marked, see above; 'l7 doctor' may say more"; }
		jump "$family" PREROUTING l7-ctmark -m connmark --mark "$(mark 0)"
		jump "$family" OUTPUT l7-ctmark -m connmark --mark "$(mark 0)"
		jump "$family" POSTROUTING l7-tc
	done
}

# Chains that are to be deleted must not be jumped to, whatever the mask was.
stop() {
	for family in $(families); do
		"$family" -w -t mangle -S 2>/dev/null | sed -n 's/^-A \([A-Z].* -j \(l7-ctmark\|l7-tc\)\)$/-D \1/p' |
			while read -r rule; do
				# shellcheck disable=SC2086 # words of a rule
				"$family" -w -t mangle $rule
			done
		for chain in l7-ctmark l7-tc; do
			"$family" -w -t mangle -F $chain 2>/dev/null || continue
			"$family" -w -t mangle -X $chain
		done
	done
}

show() {
	for family in $(families); do
		echo "# $family: connections by the rule that marked them"
		"$family" -w -t mangle -nvL l7-ctmark 2>/dev/null || die "not started"
	done
}

usage() {
	sed -n 's/^# usage: /usage: /p' "$0" >&2
	exit 2
}

case ${1:-} in
start | stop | show)
	[ "$(id -u)" = 0 ] || die "rules are root's: try sudo"
	"$@"
	;;
*)
	usage
	;;
esac
