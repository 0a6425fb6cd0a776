#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# l7 top and l7 monitor beside a real conntrack, in a network namespace of their own. No module: nft writes the labels
# that it would write.
set -u
B=${B:-build}
l7=$B/l7

# --- what needs no kernel

usage() {
	expect 2 'live table needs a terminal' "$l7" top
	expect 2 'with -b only' "$l7" top -j
	expect 2 'with -b only' "$l7" top -n 1
	expect 2 'rate, bytes, packets, age, timeout or name' "$l7" top -b -s colour
	expect 2 'number of seconds' "$l7" top -b -d 0
	expect 2 'number of seconds' "$l7" top -b -d x
	expect 2 'number of samples' "$l7" top -b -n -1
	expect 2 'number of samples' "$l7" top -b -n 99999999999999999999
	expect 2 'did you mean http' "$l7" top -b -n 1 proto=htpp
	expect 2 'KEY=VALUE' "$l7" top -b -n 1 http
	expect 2 'explains how it is used' "$l7" monitor --frob
	expect 2 '10.0.0.0/8' "$l7" monitor host=localhost
	expect 0 '^usage: l7 top' "$l7" top --help
	expect 0 '^usage: l7 monitor' "$l7" help monitor
}

# --- helpers

ok() { echo "ok $1"; }

# fail NAME FILE...: and show the files
fail() {
	echo "not ok $1"
	shift
	cat "$@"
	bad=1
}

# until_true COMMAND...: poll for up to 20 seconds
until_true() {
	tries=0
	until "$@" >"$work/until" 2>&1; do
		tries=$((tries + 1))
		[ $tries -lt 400 ] || return 1
		sleep 0.05
	done
}

# has NAME FILE REGEX, lacks NAME FILE REGEX
has() { if grep -Eq -e "$3" "$2"; then ok "$1"; else echo "wanted: $3"; fail "$1" "$2"; fi; }
lacks() { if grep -Eq -e "$3" "$2"; then echo "not wanted: $3"; fail "$1" "$2"; else ok "$1"; fi; }

listens() { awk '$2 == 12 && $4 !~ /^0+$/ { found = 1 } END { exit !found }' /proc/net/netlink; }

# connections that stay and carry something until `kill $traffic`; the words are those of labels.nft below
start_traffic() {
	python3 - >"$work/traffic" 2>&1 <<-'END' &
	import socket, time
	long = "2001:db8:85a3:1234:5678:8a2e:370:7334"
	ends = [("127.0.0.1", 80), ("127.0.0.1", 7000), ("127.0.0.1", 9999), (long, 443)]
	pairs = []
	for end in ends:
	    family = socket.AF_INET6 if ":" in end[0] else socket.AF_INET
	    server = socket.socket(family)
	    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
	    server.bind(end)
	    server.listen(1)
	    client = socket.create_connection(end)
	    pairs.append((client, server.accept()[0]))
	datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
	while True:
	    for client, server in pairs:
	        client.sendall(b"x" * 1000)
	        server.recv(1000)
	    datagrams.sendto(b"x", ("127.0.0.1", 53))
	    time.sleep(0.01)
	END
	traffic=$!
	until_true eval '[ "$(conntrack -L 2>/dev/null | wc -l)" -ge 5 ]'
}

stop_traffic() {
	kill $traffic
	wait $traffic 2>/dev/null
	conntrack -F >/dev/null 2>&1
}

set_up() {
	ip link set lo up
	ip address add 2001:db8:85a3:1234:5678:8a2e:370:7334/128 dev lo nodad
	# bits of the word from 96 on: 1 is http, 2 is tls; 112 decided, 114 opened, 116 a reason
	nft -f - <<-'END'
	table inet labels {
		chain output {
			type filter hook output priority 0;
			tcp dport 80 ct label set 96
			tcp dport 80 ct label set 112
			tcp dport 443 ct label set 97
			tcp dport 443 ct label set 112
			tcp dport 7000 ct label set 114
			udp dport 53 ct label set 116
			udp dport 53 ct label set 112
		}
	}
	END
}

# --- top, batch

test_uncounted() {
	sysctl -qw net.netfilter.nf_conntrack_acct=0
	start_traffic
	"$l7" top -b -n 1 -d 0.1 >"$work/out" 2>&1
	has 'without accounting it says what helps' "$work/out" 'net.netfilter.nf_conntrack_acct=1'
	not_inspected 'top without accounting' "$work/out"
	has 'without accounting there are no figures' "$work/out" '^http .* 127.0.0.1:80 +- +- +- '
	"$l7" top -b -j -n 1 -d 0.1 proto=http >"$work/out" 2>&1
	has 'without accounting JSON has null' "$work/out" '"accounting":false.*"bits_per_second":null'
	sysctl -qw net.netfilter.nf_conntrack_acct=1
	"$l7" top -b -n 1 -d 0.1 >"$work/out" 2>&1
	has 'connections older than accounting are told of' "$work/out" '5 began before accounting'
	stop_traffic
}

test_batch() {
	"$l7" top -b -n 2 -d 0.3 >"$work/out" 2>&1 || fail 'top -b' "$work/out"
	[ "$(grep -c '^PROTOCOL' "$work/out")" -eq 2 ] && ok 'two samples' || fail 'two samples' "$work/out"
	not_inspected 'top' "$work/out"
	has 'summary' "$work/out" '^5 connections: 2 named, 1 unknown, 1 unset, 1 not inspected$'
	has 'a named one with rates' "$work/out" '^http +tcp +127.0.0.1:[0-9]+ +127.0.0.1:80 +[1-9][0-9.]*[kM]? +[1-9].* established$'
	has 'unknown' "$work/out" '^unknown +udp .*:53 '
	has 'unset' "$work/out" '^unset +tcp .*:7000 '
	has 'not inspected' "$work/out" '^- +tcp .*:9999 '
	has 'addresses are whole in a pipe' "$work/out" '^tls .* \[2001:db8:85a3:1234:5678:8a2e:370:7334\]:443 '
	COLUMNS=80 "$l7" top -b -n 1 -d 0.1 >"$work/out" 2>&1
	lacks 'no line is longer than the terminal' "$work/out" '.{81}'
	has 'addresses are cut in the middle' "$work/out" '^tls +tcp +\[2001.*\.\..*\]:443 '
	"$l7" top -b -n 1 -d 0.1 proto=http,unknown port!=53 >"$work/out" 2>&1
	has 'filter' "$work/out" '^1 of 5: 1 named, 0 unknown'
	lacks 'filter' "$work/out" '^(tls|unknown|unset|-) '
	"$l7" top -b -n 1 -d 0.1 -p -s name >"$work/out" 2>&1
	[ "$(sed -n '/^PROTOCOL/,$p' "$work/out" | awk 'NF && NR > 1 { printf "%s ", $1 }')" = '- http tls unknown unset ' ] &&
		ok 'protocols by name' || fail 'protocols by name' "$work/out"
	has 'sums' "$work/out" '^http +1 +[1-9].*%$'
}

test_json() {
	"$l7" top -b -j -n 2 -d 0.3 >"$work/json" 2>"$work/err" || fail 'top -j' "$work/err"
	python3 - "$work/json" >"$work/out" 2>&1 <<-'END' && ok 'JSON' || fail 'JSON' "$work/out" "$work/json"
	import json, sys
	samples = [json.loads(line) for line in open(sys.argv[1])]
	assert len(samples) == 2
	for s in samples:
	    assert s["schema"] == 1 and s["accounting"] and 0.25 < s["interval"] < 20, s
	    by = {c["verdict"]: c for c in s["connections"]}
	    assert sorted(by) == ["-", "http", "tls", "unknown", "unset"], by
	    http = by["http"]
	    assert http["number"] == 1 and (http["dst"], http["dport"], http["proto"]) == ("127.0.0.1", 80, "tcp"), http
	    assert http["bits_per_second"]["up"] > http["bits_per_second"]["down"] > 0, http
	    assert by["unknown"]["reason"] == "packets", by["unknown"]
	first, second = ({c["id"]: c for c in s["connections"]} for s in samples)
	for i in first:
	    assert second[i]["bytes"]["up"] > first[i]["bytes"]["up"], i
	    # the rate is the difference over the interval
	    rate = (second[i]["bytes"]["up"] - first[i]["bytes"]["up"]) * 8 / samples[1]["interval"]
	    assert abs(second[i]["bits_per_second"]["up"] - rate) < 0.05 * rate + 10, (rate, second[i])
	END
}

# the reasons of the table are those of JSON
test_explain() {
	"$l7" explain -a >"$work/table" 2>"$work/err" || fail 'explain -a' "$work/err"
	"$l7" explain -aj >"$work/json" 2>>"$work/err" || fail 'explain -aj' "$work/err"
	has 'explain -a: one that opens' "$work/table" '^tcp .*:7000 +unset +inspected$'
	has 'explain -a: unknown' "$work/table" '^udp .*:53 +unknown +packets$'
	python3 - "$work/json" "$work/table" >"$work/out" 2>&1 <<-'END' && ok 'explain -aj' || fail 'explain -aj' "$work/out" "$work/json"
	import json, sys
	said = {"%s:%s" % (c["dst"], c.get("dport")): c["reason"] for c in json.load(open(sys.argv[1]))["connections"]}
	assert len(said) == 5, said
	for line in list(open(sys.argv[2]))[1:]:
	    words = line.split()
	    if ".." not in words[2]:
	        assert said[words[2]] == " ".join(words[4:]), (line, said)
	END
	not_inspected 'explain -a' "$work/err"
}

test_explain_nothing() {
	conntrack -F >/dev/null 2>&1
	expect 1 'has no connections' "$l7" explain -aj
	"$l7" explain -aj 2>/dev/null >"$work/json"
	python3 -c 'import json, sys; assert json.load(sys.stdin)["connections"] == []' <"$work/json" >"$work/out" 2>&1 &&
		ok 'explain -aj of nothing' || fail 'explain -aj of nothing' "$work/out" "$work/json"
}

# not_inspected NAME FILE: where no packet is inspected it says so and names who knows more
not_inspected() {
	has "$1: no inspection" "$2" 'no (packet is inspected|inspection).*`l7 doctor`'
}

test_refused() {
	expect 2 'needs root' setpriv --bounding-set=-all "$l7" top -b -n 1 -d 0.1
	expect 2 'needs root' setpriv --bounding-set=-all "$l7" monitor
}

# --- monitor

# start_monitor OPTIONS...
start_monitor() {
	"$l7" monitor "$@" >"$work/events" 2>"$work/err" &
	monitor=$!
	until_true listens
}

# stop_monitor SIGNAL
stop_monitor() {
	kill -"$1" $monitor
	wait $monitor
	status=$?
	[ $status -eq 0 ] && ok "monitor ends at SIG$1" || { echo "status $status"; fail "monitor ends at SIG$1" "$work/err"; }
}

test_monitor() {
	start_monitor
	start_traffic
	until_true grep -q tls "$work/events"
	stop_traffic
	stop_monitor INT
	not_inspected 'monitor' "$work/err"
	has 'a verdict' "$work/events" '^[0-9:.]{12} http +tcp +127.0.0.1:[0-9]+ +> 127.0.0.1:80$'
	has 'a reason' "$work/events" '^[0-9:.]{12} unknown +udp .*:53, nothing matched in the first packets'
	lacks 'what is no verdict' "$work/events" ' (unset|-) '
	[ "$(grep -c http "$work/events")" -eq 1 ] && ok 'each verdict once' || fail 'each verdict once' "$work/events"

	start_monitor -e -t proto!=tls
	start_traffic
	stop_traffic
	until_true eval '[ "$(grep -c " end " "$work/events")" -ge 4 ]'
	stop_monitor TERM
	has 'date' "$work/events" '^2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{6}[+-][0-9:]{5} is  http '
	has 'one that begins' "$work/events" ' new - +tcp .*:9999$'
	has 'one that ends' "$work/events" ' end http +tcp .*:80, up [0-9.k]+, down [0-9.k]+ bytes$'
	lacks 'filter' "$work/events" ' (is|end) +tls '

	start_monitor -j proto=http
	start_traffic
	until_true grep -q http "$work/events"
	stop_traffic
	stop_monitor INT
	python3 -c 'import json, sys
e, = map(json.loads, sys.stdin)
assert e["event"] == "verdict" and e["verdict"] == "http" and e["src"] == "127.0.0.1", e' \
		<"$work/events" >"$work/out" 2>&1 && ok 'monitor -j' || fail 'monitor -j' "$work/out" "$work/events"
}

test_monitor_ends() {
	# a reader that leaves ends it though nothing happens any more
	{ "$l7" monitor 2>/dev/null; echo $? >"$work/status"; } | head -n 1 >"$work/events" &
	until_true listens
	start_traffic
	until_true grep -q . "$work/status" && has 'monitor ends with its reader' "$work/status" '^(0|141)$' ||
		fail 'monitor ends with its reader' "$work/events"
	stop_traffic
}

test_monitor_lost() {
	start_monitor
	kill -STOP $monitor
	python3 -c 'import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for port in range(1024, 50000):
    try: s.sendto(b"x", ("127.0.0.1", port))
    except OSError: pass'
	kill -CONT $monitor
	until_true grep -q 'events were lost, 1 time by now' "$work/err" && ok 'lost events are told of' ||
		fail 'lost events are told of' "$work/err"
	stop_monitor INT
	conntrack -F >/dev/null 2>&1
	sysctl -qw net.netfilter.nf_conntrack_events=0
	start_monitor
	has 'events that are off' "$work/err" 'net.netfilter.nf_conntrack_events=1'
	stop_monitor INT
	sysctl -qw net.netfilter.nf_conntrack_events=1
}

# --- top on a terminal

t() { TMUX_TMPDIR=$work tmux -f /dev/null "$@"; }
shows() { t capture-pane -p -t top >"$work/screen" && grep -Eq -e "$1" "$work/screen"; }

# sees NAME REGEX
sees() { if until_true shows "$2"; then ok "$1"; else echo "wanted: $2"; fail "$1" "$work/screen"; fi; }

# start_screen WIDTH HEIGHT [VARIABLE=VALUE...]: what the terminal is like after it is told at the end
start_screen() {
	width=$1 height=$2
	shift 2
	# a server that ends with its last session would end while the next one begins
	t new-session -d -s top -x "$width" -y "$height" \
		"env $* $l7 top -d 0.2; echo left with \$?; stty -a | grep -o '[-]*echo ' ; cat" \; set -s exit-empty off
}

test_screen() {
	command -v tmux >/dev/null || { echo 'skip the live table # no tmux: apt-get install tmux'; return; }
	start_screen 80 24 2>"$work/err" || { fail 'the live table: tmux does not start' "$work/err"; return; }
	sees 'the table' '^http +tcp +127.0.0.1:[0-9]+ +127.0.0.1:80 +[1-9]'
	sees 'the keys' '^q quit  h help'
	[ "$(wc -l <"$work/screen")" -eq 24 ] && ok '24 lines' || fail '24 lines' "$work/screen"
	t send-keys -t top p
	sees 'by protocol' '^PROTOCOL +CONNS .*SHARE$'
	t send-keys -t top g
	sees 'by group' '^GROUP +CONNS .*SHARE$'
	t send-keys -t top c s
	sees 'by bytes' '; by bytes, '
	t send-keys -t top u
	sees 'rates in bytes' ' bytes/s; '
	t send-keys -t top h
	sees 'help' 'any key leaves it'
	t send-keys -t top x f
	t send-keys -t top -l 'proto=htpp'
	t send-keys -t top Enter
	sees 'a wrong filter' 'did you mean http'
	t send-keys -t top C-u
	t send-keys -t top -l 'proto!=http'
	t send-keys -t top Enter
	sees 'a filter' '^4 of 5: 1 named'
	t send-keys -t top F
	sees 'no filter' '^5 connections: 2 named'
	t resize-window -t top -x 130 -y 12
	sees 'wider: more columns' ' PKT/S +AGE +LEFT STATE$'
	t resize-window -t top -x 60 -y 8
	sees 'narrower' '^q quit  h help  c connections  p protocols  g groups  s sort'
	t resize-window -t top -x 80 -y 24
	t send-keys -t top q
	sees 'q leaves' '^left with 0$'
	sees 'the terminal is as before' '^ *echo *$'
	t kill-session -t top

	start_screen 80 24 NO_COLOR=1
	sees 'NO_COLOR' '^http '
	t capture-pane -p -e -t top >"$work/screen"
	lacks 'NO_COLOR' "$work/screen" '\[(3[0-7]|38)m'
	kill -TERM "$(pgrep -P "$(t list-panes -t top -F '#{pane_pid}')")"
	sees 'SIGTERM leaves' '^left with 0$'
	sees 'the terminal is as before, after SIGTERM' '^ *echo *$'
	t kill-session -t top

	start_screen 80 24
	sees 'a third time' '^http '
	t send-keys -t top C-c
	sees 'SIGINT leaves' '^left with 0$'
	sees 'the terminal is as before, after SIGINT' '^ *echo *$'
	t kill-session -t top

	start_screen 80 24 TERM=dumb
	sees 'a terminal that is too simple' '"dumb" can.t show a live table; -b '
	sees 'and the exit status' '^left with 2$'
	t kill-server
}

# --- main

. tests/cli/expect
work=$(mktemp -d) || exit 2
trap 't kill-server 2>/dev/null; rm -rf "$work"' EXIT

if [ "${1:-}" != inside ]; then
	usage
	for needed in unshare ip nft conntrack python3 setpriv sysctl; do
		command -v $needed >/dev/null || { echo "skip connections # no $needed"; exit $bad; }
	done
	user=
	[ "$(id -u)" -eq 0 ] || user=-Ur
	unshare $user -n sh -c 'nft add table inet t && conntrack -C' >/dev/null 2>&1 ||
		{ echo 'skip connections # needs root, or user namespaces, and conntrack in the kernel'; exit $bad; }
	unshare $user -n sh "$0" inside || bad=1
	exit $bad
fi
set_up
test_uncounted
start_traffic
test_batch
test_json
test_explain
test_screen
stop_traffic
test_refused
test_explain_nothing
test_monitor
test_monitor_ends
test_monitor_lost
exit $bad
