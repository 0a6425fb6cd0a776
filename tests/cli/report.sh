#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# l7 report: the page and its figures, where it goes, what happens to what can't be read, memory.
set -u
B=${B:-build}
l7=$B/l7
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
export TZ=UTC

command -v python3 >/dev/null || {
	echo "skip report # python3 is missing"
	exit 0
}
. tests/cli/expect

python3 tests/cli/report-traffic "$work/office.pcap" || exit 2
report() { "$l7" report -d defs "$@"; }
page() { python3 tests/cli/report-page "$@" || bad=1; }
# lacks TEXT FILE
lacks() {
	if [ -s "$2" ] && ! grep -q -e "$1" "$2"; then
		echo "ok $(label "lacks $*")"
	else
		echo "not ok $(label "lacks $*")"
		bad=1
	fi
}
# says only what is wrong
sound() {
	if python3 tests/cli/report-page "$1" >"$work/out"; then
		echo "ok sound: $(basename "$1")"
	else
		grep -v '^ok' "$work/out"
		bad=1
	fi
}

# the page, and that it says what others say
expect 0 'office.html: .*GB in [0-9,]* connections, 9.*% of the bytes with a name' report -o "$work/office.html" "$work/office.pcap"
"$l7" classify -d defs -b protocol -j "$work/office.pcap" >"$work/protocols.json"
"$l7" classify -d defs -b group -j "$work/office.pcap" >"$work/groups.json"
report -j "$work/office.pcap" >"$work/report.json"
page "$work/office.html" "$work/protocols.json" "$work/groups.json" "$work/report.json"
expect 0 '2 Mar 2026, 09:00:' cat "$work/office.html"
expect 0 'a5 5a 00 0c 00 00 00' cat "$work/office.html"
expect 0 'nothing matched in the first packets' cat "$work/office.html"

# what stands in names of files is text
cp "$work/office.pcap" "$work/<b onload=x>&amp;'\".pcap"
expect 0 connections report -o "$work/names.html" "$work/<b onload=x>&amp;'\".pcap"
expect 0 '&#60;b onload=x&#62;&#38;amp;&#39;&#34;.pcap' cat "$work/names.html"
sound "$work/names.html"

# nothing at all, a single packet, one that is damaged, one that is not there
head -c 24 "$work/office.pcap" >"$work/empty.pcap"
expect 0 'B in 0 connections' report -o "$work/empty.html" "$work/empty.pcap"
sound "$work/empty.html"
expect 0 '"count": 0' report -j "$work/empty.pcap"
head -c 2000 "$work/office.pcap" >"$work/cut.pcap"
expect 2 'l7 report: .*cut.pcap: ' report -o "$work/cut.html" "$work/cut.pcap"
expect 0 'could not be read to its end' cat "$work/cut.html"
sound "$work/cut.html"
expect 2 'nowhere.pcap' report -o "$work/both.html" "$work/nowhere.pcap" "$work/office.pcap"
expect 0 'could not be read to its end' cat "$work/both.html"
sound "$work/both.html"

# nothing could be read: what was there stays, nothing is printed
head -c 10 "$work/office.pcap" >"$work/headless.pcap"
cp "$work/both.html" "$work/good.html"
for unread in "$work/nowhere.pcap" "$work/headless.pcap" "-f nonsense $work/office.pcap"; do
	# shellcheck disable=SC2086 # options, and paths of our own
	expect 2 'nothing is written' report -o "$work/good.html" $unread
	# shellcheck disable=SC2086
	expect 2 'nothing is written' report -j $unread
	lacks '[{}]' "$work/out"
done
expect 0 same sh -c "cmp '$work/both.html' '$work/good.html' && echo same"
expect 2 nowhere report -o "$work/never.html" "$work/nowhere.pcap"
expect 2 'never.html' ls "$work/never.html"

# how it was made, for programs
cat >"$work/made.py" <<'END'
import json, sys, time
made, want = json.load(sys.stdin)["made"], json.loads(sys.argv[1])
wrong = {k: made.get(k) for k in want if made.get(k, "none") != want[k] or type(made.get(k)) is not type(want[k])}
wrong.update({k: made.get(k) for k, t in (("version", str), ("definitions", int)) if type(made.get(k)) is not t})
if not time.time() - 600 < made["at"] <= time.time():
    wrong["at"] = made["at"]
print("not ok made: %s" % wrong if wrong else "ok made")
sys.exit(bool(wrong))
END
made() {
	want=$1
	shift
	report -j "$@" 2>/dev/null >"$work/made.json"
	python3 "$work/made.py" "$want" <"$work/made.json" || bad=1
}
# a datagram now; with one at time 0 before it, which stretches the axis
cat >"$work/datagrams.py" <<'END'
import struct, sys
sys.stdout.buffer.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 101))
for when in sys.argv[1:]:
    data = struct.pack("!BBHHHBBHIIHHHH8s", 0x45, 0, 36, 0, 0, 64, 17, 0, 0x0a000001, 0x0a000002, 9, 9, 16, 0, b"\xa5" * 8)
    sys.stdout.buffer.write(struct.pack("<IIII", int(when), 100000, len(data), len(data)) + data)
END
python3 "$work/datagrams.py" 1772442000 >"$work/one.pcap"
python3 "$work/datagrams.py" 0 1772442000 >"$work/stretched.pcap"
python3 "$work/datagrams.py" 1772442000 1772443000 >"$work/sparse.pcap"
made '{"frames": 0, "complete": true, "strict": false, "tunnels": true, "filter": null, "numpackets": 10,
	"maxdatalen": 2048, "max_connections": 1000000, "ended_early": 0, "not_counted": 0}' "$work/empty.pcap"
made '{"frames": 1, "complete": true, "strict": true, "tunnels": false, "filter": "udp", "numpackets": 3,
	"maxdatalen": 99, "max_connections": 7}' -S -T -f udp --numpackets 3 --maxdatalen 99 --max-connections 7 "$work/one.pcap"
made '{"complete": false}' "$work/cut.pcap"
made '{"complete": false}' "$work/nowhere.pcap" "$work/office.pcap"
expect 0 '"up_to": 0.1,*$' report -j "$work/office.pcap"
expect 0 '"begun": 1772442000.1,*$' report -j "$work/one.pcap"
expect 0 'in 2 connections' report -o "$work/stretched.html" "$work/stretched.pcap"
expect 0 'Only 2 of [0-9]* steps have packets' cat "$work/stretched.html"
sound "$work/stretched.html"
report -o "$work/sparse.html" "$work/sparse.pcap" >"$work/out"
lacks 'steps have packets' "$work/sparse.html"

# where it goes
report -o - "$work/office.pcap" | sed 's|<dd>[-0-9]* [:0-9]* UTC||' >"$work/stdout.html"
if sed 's|<dd>[-0-9]* [:0-9]* UTC||' "$work/office.html" | cmp -s - "$work/stdout.html"; then
	echo "ok -o - is the same"
else
	echo "not ok -o - is the same"
	bad=1
fi
mkdir "$work/dir"
l7=$(realpath "$l7")
(cd "$work/dir" && "$l7" report -d "$OLDPWD/defs" ../office.pcap) >/dev/null
expect 0 'What the link carried' cat "$work/dir/report.html"
expect 0 '^report.html$' ls -A "$work/dir"
umask 027
report -o "$work/mode.html" "$work/empty.pcap" >/dev/null
expect 0 '^-rw-r-----' ls -l "$work/mode.html"
ln -s mode.html "$work/link.html"
expect 0 connections report -o "$work/link.html" "$work/office.pcap"
expect 0 '^l' ls -l "$work/link.html"
expect 0 office.pcap cat "$work/mode.html"
expect 0 connections report -o /dev/null "$work/empty.pcap"
expect 0 '^c' ls -l /dev/null
expect 2 'nowhere' report -o "$work/nowhere/a.html" "$work/office.pcap"
expect 2 'space' report -o /dev/full "$work/office.pcap"
expect 2 'both want standard output' report -j -o - "$work/office.pcap"
expect 2 'needs a capture file' report
expect 2 'either files or an interface' report -i lo "$work/office.pcap"
expect 0 '"schema": 1' report -j -o "$work/too.html" "$work/office.pcap"
expect 0 'office.pcap' cat "$work/too.html"
expect 0 '>port 53<' sh -c "'$l7' report -d defs -f 'port 53' -o '$work/dns.html' '$work/office.pcap' && cat '$work/dns.html'"

# interrupted: what was read is in it
mkfifo "$work/fifo"
"$l7" report -d defs -o "$work/part.html" "$work/fifo" >/dev/null &
pid=$!
exec 3<>"$work/fifo"
timeout 60 cat "$work/office.pcap" >&3
kill -INT "$pid"
if wait "$pid"; then
	echo "ok interrupted"
else
	echo "not ok interrupted"
	bad=1
fi
exec 3>&-
sound "$work/part.html"
expect 0 'interrupted before the end' cat "$work/part.html"

# ten times the connections, each of other hosts, take no more memory once tables are full
cat >"$work/many.py" <<'END'
import resource, struct, subprocess, sys
def peak(connections):
    p = subprocess.Popen([sys.argv[1], "report", "-d", "defs", "-o", "/dev/null", "-"], stdin=subprocess.PIPE,
                         stdout=subprocess.DEVNULL)
    p.stdin.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 101))
    for n in range(connections):
        data = struct.pack("!BBHHHBBHIIHHHH8s", 0x45, 0, 36, 0, 0, 64, 17, 0, 0x0a000000 + n, 0x0b000000 + n * 7, 9, 9, 16, 0, b"\xa5" * 8)
        p.stdin.write(struct.pack("<IIII", 1000000 + n // 100, n % 100 * 10000, len(data), len(data)) + data)
    p.stdin.close()
    _, status, usage = __import__("os").wait4(p.pid, 0)
    return usage.ru_maxrss if status == 0 else None
few, many = peak(60000), peak(600000)
print("ok memory" if few and many and many < few + 4096 else "not ok memory\n%s kB, then %s kB" % (few, many))
sys.exit(not (few and many and many < few + 4096))
END
python3 "$work/many.py" "$l7" || bad=1
exit "$bad"
