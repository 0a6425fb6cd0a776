#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# account.sh - count traffic by protocol
#
# usage: account.sh start [NAME...] | show | stop
#
# `start` counts the protocols named, all that `l7 list -a` knows if none is; what stands first gets the connections
# that several match. A rule costs each packet some 100 instructions: hundreds of them are for looking around, not for a
# busy link; name what you want to know. What passes or leaves this machine is counted; what is meant for the machine
# itself does not come by mangle/POSTROUTING. `show` prints a table, biggest first. `start` again counts from zero.
#
# Packets before the one that names a connection (the TCP handshake, for the most part) are under "unset".
set -eu

die() { echo "account.sh: $*" >&2; exit 2; }

families() {
	echo iptables
	[ ! -e /proc/net/if_inet6 ] || echo ip6tables
}

# RETURN rather than no target: who has been counted need not be asked for the other protocols
rules() {
	echo '*mangle'
	echo ':l7-account - [0:0]'
	for protocol in "$@" unknown unset; do
		echo "-A l7-account -m layer7 --l7proto $protocol -j RETURN"
	done
	echo COMMIT
}

# enter FAMILY CHAIN RULE...: as the first one, once
enter() {
	family=$1
	shift
	"$family" -w -t mangle -C "$@" 2>/dev/null || "$family" -w -t mangle -I "$@"
}

# Where there is no module, rules are what sees packets. The one in PREROUTING sees what comes in for the machine itself,
# and what it answers has a name.
start() {
	if [ $# = 0 ]; then
		# all at once is sooner done than rule by rule
		l7 load -q
		# by rank, for what is more specific must be asked for first: youtube before tls
		# shellcheck disable=SC2046 # names are words
		set -- $(l7 list -a | awk 'NR > 1 { print $3, $1 }' | sort -n | cut -d' ' -f2)
	fi
	for family in $(families); do
		rules "$@" | "$family-restore" -w --noflush || {
			stop
			die "nothing is counted, see above; 'l7 doctor' may say more"
		}
		enter "$family" PREROUTING -m layer7 --l7proto unset
		enter "$family" POSTROUTING -j l7-account
	done
}

stop() {
	for family in $(families); do
		"$family" -w -t mangle -D PREROUTING -m layer7 --l7proto unset 2>/dev/null || :
		"$family" -w -t mangle -D POSTROUTING -j l7-account 2>/dev/null || :
		"$family" -w -t mangle -F l7-account 2>/dev/null || continue
		"$family" -w -t mangle -X l7-account
	done
}

# lines "PROTOCOL PACKETS BYTES", IPv4 and IPv6
counters() {
	for family in $(families); do
		"$family" -w -t mangle -nvxL l7-account
	done | awk '{ for (i = 1; i < NF; i++) if ($i == "l7proto") print $(i + 1), $1, $2 }'
}

show() {
	iptables -w -t mangle -S l7-account >/dev/null 2>&1 || die "not started"
	counters | awk '
		{ packets[$1] += $2; bytes[$1] += $3; all += $3 }
		END { for (p in packets) if (packets[p]) printf "%s %d %.0f %.1f\n", p, packets[p], bytes[p], 100 * bytes[p] / all }
	' | sort -k3,3nr | awk '
		BEGIN { printf "%-16s %12s %16s %7s\n", "PROTOCOL", "PACKETS", "BYTES", "SHARE" }
		{ printf "%-16s %12s %16s %6s%%\n", $1, $2, $3, $4 }
	'
}

case ${1:-} in
start | stop | show)
	[ "$(id -u)" = 0 ] || die "rules are root's: try sudo"
	"$@"
	;;
*)
	sed -n 's/^# usage: /usage: /p' "$0" >&2
	exit 2
	;;
esac
