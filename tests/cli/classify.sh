#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# l7 classify: forms, summaries, filters, extraction, limits, an interface, damaged and missing files, exit statuses.
set -u
B=${B:-build}
l7=$B/l7
record=$B/tests/captures/record
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

. tests/cli/expect

# same WHAT: $work/got is $work/want
same() {
	if cmp -s "$work/got" "$work/want"; then
		echo "ok $1"
	else
		echo "not ok $1"
		diff "$work/got" "$work/want" | head -20
		bad=1
	fi
}

classify() { "$l7" classify -d defs "$@"; }

# every case of the definitions as a connection of its own; they end in another order than that in which they begin
cases=$(grep -L '^# expect: unknown' tests/defs/*/*.flow)
# shellcheck disable=SC2086
"$record" "$work/all.pcap" $cases
# shellcheck disable=SC2086
sed -n 's/^# expect: //p' $cases >"$work/want"
classify -o tsv --numpackets 40 "$work/all.pcap" | sed 1d | sort -t"$(printf '\t')" -k10,10n | cut -f7 >"$work/got"
same "$(wc -l <"$work/want" | tr -d ' ') conversations are what they are"
cp "$work/want" "$work/want-all"

"$record" "$work/three.pcap" tests/defs/http/curl.flow tests/defs/dns/query-a.flow tests/defs/ssh/both.flow
tail -c 100 "$work/all.pcap" >"$work/rubbish"
: >"$work/empty"
head -c 200 "$work/three.pcap" >"$work/cut.pcap"

expect 0 '^PROTO  SOURCE  *DESTINATION  *PROTOCOL  *PKTS  *BYTES$' classify "$work/three.pcap"
expect 0 '^tcp    10.0.0.1:1025  *192.0.2.2:9  *http ' classify "$work/three.pcap"
expect 0 'WORK/three.pcap:\|three.pcap:$' classify "$work/three.pcap" "$work/three.pcap"
expect 0 '^three.pcap	tcp	10.0.0.1	1025	192.0.2.2	9	http	0		1704067200.0000' classify -o tsv "$work/three.pcap"
expect 0 '"verdict":"dns"' classify -j "$work/three.pcap"
expect 0 '^dns  *1 ' classify -b protocol "$work/three.pcap"
expect 0 '^total  *3 .* 100.0%' classify -b protocol "$work/three.pcap"
expect 0 '^total  *6 ' classify -b protocol "$work/three.pcap" "$work/three.pcap"
expect 0 '^GROUP ' classify -b group "$work/three.pcap"
expect 0 '"by": "group"' classify -j -b group "$work/three.pcap"
expect 0 '^name	connections	packets	bytes	share' classify -o tsv -b protocol "$work/three.pcap"
expect 0 '^total  *1 ' classify -b protocol -f 'udp' "$work/three.pcap"
expect 0 '^tcp  *10.0.0.1:1025 .* unset ' classify -f 'port 1025 and tcp[13] & 2 != 0' "$work/three.pcap"
expect 0 '	unknown	0	packets	' classify -o tsv --numpackets 1 "$work/three.pcap"
expect 0 '	unknown	0	not-begun	' classify -o tsv -S -f 'tcp[13] & 2 = 0' "$work/three.pcap"

# the same from a pipe, in each form
for form in table tsv json; do
	classify -o $form "$work/three.pcap" | sed "s|$work/three.pcap|-|g; s|^three.pcap|-|" >"$work/want"
	classify -o $form - <"$work/three.pcap" | sed 's|standard input|-|g' >"$work/got"
	same "$form from a file as standard input"
	{ head -c 100 "$work/three.pcap"; tail -c +101 "$work/three.pcap"; } | classify -o $form - | sed 's|standard input|-|g' >"$work/got"
	same "$form from a pipe"
done

# what is written is what was read of those connections, in its order
expect 0 '^dns: [1-9][0-9]* frames$' classify -b protocol -w dns="$work/dns.pcap" -w unknown="$work/unknown.pcap" "$work/three.pcap"
classify -o tsv "$work/three.pcap" | awk -F '\t' '$7 == "dns"' | cut -f 2-17 >"$work/want"
classify -o tsv "$work/dns.pcap" | sed 1d | cut -f 2-17 >"$work/got"
same "an extracted protocol"
if [ -e "$work/unknown.pcap" ]; then echo "not ok a file that nothing goes to is not made"; bad=1; else echo "ok a file that nothing goes to is not made"; fi
classify -b protocol -w http="$work/one.pcap" -w dns="$work/two.pcap" -w ssh="$work/more.pcap" "$work/all.pcap" >/dev/null 2>&1
classify -o tsv -b protocol "$work/one.pcap" | awk '$1 == "http"' | cut -f 1-4 >"$work/got"
classify -o tsv -b protocol "$work/all.pcap" | awk '$1 == "http"' | cut -f 1-4 >"$work/want"
same "a protocol out of many connections"
# what a terminal would act upon in a name doesn't get there
escape=$(printf '\033')
wild=$work/a${escape}b.pcap
cp "$work/three.pcap" "$wild"
{
	classify -o tsv "$wild"
	classify "$wild" "$wild"
	"$l7" explain -d defs "$wild" '#1'
	"$l7" explain -d defs --numpackets 1 "$wild" '#1'
	"$l7" test -d defs http "$wild"
	classify "$wild$escape"
} >"$work/got" 2>&1
if ! grep -q "$escape" "$work/got" && grep -Fq 'a\x1bb.pcap' "$work/got"; then
	echo "ok names of files are harmless"
else
	echo "not ok names of files are harmless"
	cat -v "$work/got"
	bad=1
fi
# several protocols into one file; never into one that is read; one that fails leaves the others
classify -b protocol -w dns="$work/both.pcap" -w ssh="$work/both.pcap" "$work/three.pcap" >/dev/null 2>&1
expect 0 '^total  *2 ' classify -b protocol "$work/both.pcap"
ln -s both2.pcap "$work/other.pcap"
expect 2 'is written to under another name' classify -b protocol -w dns="$work/both2.pcap" -w ssh="$work/other.pcap" "$work/three.pcap"
cp "$work/three.pcap" "$work/mine.pcap"
expect 2 'mine.pcap is to be read, too' classify -b protocol -w dns="$work/mine.pcap" "$work/three.pcap" "$work/mine.pcap"
cmp -s "$work/three.pcap" "$work/mine.pcap" && echo "ok what is read is not written" || { echo "not ok what is read is not written"; bad=1; }
expect 2 '^total  *6 ' classify -b protocol -w dns="$work/none/x" -w ssh="$work/more.pcap" "$work/three.pcap" "$work/three.pcap"
expect 2 'standard output has the connections' classify -w dns=- "$work/three.pcap"
expect 2 'No space left\|not all could be written' sh -c '"$1" classify -d defs -j "$2" >/dev/full' sh "$l7" "$work/all.pcap"
if [ "$(wc -l <"$work/out")" -gt 2 ]; then echo "not ok said once"; cat "$work/out"; bad=1; else echo "ok said once"; fi
expect 2 'there is no protocol and no group "nosuch"' classify -w nosuch="$work/x" "$work/three.pcap"
expect 2 'NAME=FILE' classify -w dns "$work/three.pcap"
expect 2 'No such file or directory' classify -w dns="$work/none/x.pcap" "$work/three.pcap"

expect 0 'connections were ended early, as more than 2 were open' classify --max-connections 2 -b protocol "$work/all.pcap"
expect 0 '^total  *6 ' classify --idle 1 -b protocol "$work/three.pcap" "$work/three.pcap"

expect 2 'No such file' classify "$work/nosuch.pcap"
expect 2 'Is a directory' classify "$work"
expect 2 'unknown file format' classify "$work/rubbish"
expect 2 'is empty' classify "$work/empty"
gzip -c "$work/three.pcap" >"$work/three.pcap.gz"
expect 2 'is compressed: zcat' classify "$work/three.pcap.gz"
printf 'ab' >"$work/short"
expect 2 'is no capture' classify "$work/short"
expect 2 'truncated dump file' classify "$work/cut.pcap"
expect 2 '^total  *[1-9]' classify -b protocol "$work/cut.pcap"
expect 2 '^total  *3 ' classify -b protocol "$work/nosuch.pcap" "$work/three.pcap"
expect 2 'pcap-filter' classify -f 'no such filter' "$work/three.pcap"
expect 2 'needs a capture file' classify
expect 2 'takes protocol or group' classify -b colour "$work/three.pcap"
expect 2 'takes table, tsv or json' classify -o xml "$work/three.pcap"
expect 2 'numpackets takes a number from 1 to 99' classify --numpackets 0 "$work/three.pcap"
expect 2 'idle takes a number' classify --idle -1 "$work/three.pcap"
expect 2 'either files or an interface' classify -i lo "$work/three.pcap"
expect 2 'nosuch: \(there is no such interface\|not permitted\)' classify -i nosuch
expect 0 'examples:' "$l7" classify --help

# colour on a terminal only, and never with NO_COLOR
colours() { script -qec "$1" /dev/null </dev/null | grep -c "$(printf '\033')"; }
if command -v script >/dev/null; then
	[ "$(TERM=xterm colours "$l7 classify -d defs $work/three.pcap")" -gt 0 ] && [ "$(TERM=xterm NO_COLOR=1 colours "$l7 classify -d defs $work/three.pcap")" -eq 0 ] &&
		echo "ok colour on a terminal, not with NO_COLOR" || { echo "not ok colour on a terminal, not with NO_COLOR"; bad=1; }
	# a pipe that is longer than a second in coming; what is written over the line stays whole
	cat >"$work/slow" <<-'EOF'
		{ head -c 300000 "$work/all.pcap"; sleep 1.1; tail -c +300001 "$work/all.pcap"; } | "$l7" classify -d defs -b protocol -
	EOF
	export l7 work
	script -qec "sh $work/slow" /dev/null </dev/null >"$work/out"
	if grep -q 'frames, .* MB/s, .* M frames/s' "$work/out" && grep -q "^.*total  *$(wc -l <"$work/want-all") " "$work/out"; then
		echo "ok how far it has come, on a terminal"
	else
		echo "not ok how far it has come, on a terminal"
		cat "$work/out"
		bad=1
	fi
else
	echo "skip colour, progress # needs script(1), of bsdutils"
fi

# an interface: the line is there when the verdict falls; an interrupt keeps what was counted
if [ "$(id -u)" != 0 ] || ! unshare -n true 2>/dev/null || ! command -v python3 >/dev/null; then
	echo "skip interface # needs root, network namespaces and python3"
	exit $bad
fi
cat >"$work/live" <<'EOF'
set -u
ip link set lo up
"$l7" classify -d defs -i lo "$@" >"$work/live.out" 2>"$work/live.err" &
pid=$!
python3 - "$work/live.out" "$#" <<'PY'
import socket, sys, time
query = b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x07example\x03com\x00\x00\x01\x00\x01"
path, summary = sys.argv[1], sys.argv[2] != "0"
for i in range(600):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.sendto(query, ("127.0.0.1", 5353))
    s.close()
    # a summary comes at the end: let it have seen some
    if "dns" in open(path).read() or (summary and i > 20):
        break
    time.sleep(0.1)
PY
kill -INT $pid
wait $pid && echo done
EOF
export l7 work
expect 0 '^done' unshare -n sh "$work/live"
expect 0 '^udp  *127.0.0.1:[0-9]*  *127.0.0.1:5353  *dns  *1 ' cat "$work/live.out"
expect 0 '^done' unshare -n sh "$work/live" -b protocol
expect 0 '^dns  *[1-9]' cat "$work/live.out"
exit $bad
