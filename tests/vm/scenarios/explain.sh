# SPDX-License-Identifier: GPL-2.0-only
# limit: 180
#
# l7 explain of the running system: for each reason that a connection can have, it says that one; what connections under
# inspection wait for; who may ask.
. /l7/lib.sh

net_up
mkdir -p /tmp/defs
printf 'protocol greet\ntcp client: ^hello [a-z]+ v1\n' >/tmp/defs/greet.pat
printf 'protocol both\ntcp client: ^hello\nand server: ^220 \n' >/tmp/defs/both.pat
printf 'protocol sized\ntcp u16@2 = size: ^\\x01\\x02\n' >/tmp/defs/sized.pat
printf 'protocol often\nudp packets 3 same u16@2: ^\\x80\n' >/tmp/defs/often.pat
rules() {
	for name in greet both sized often; do
		router $IPTABLES -t mangle "$1" POSTROUTING -m layer7 --l7dir /tmp/defs --l7proto $name
	done
}

# play SCRIPT: with the classes of wire.py
play() { python3 -c "from wire import *
$1"; }
# says WHAT REGEX CONNECTION...: what is explained, as it is printed and with its sentences on one line
says() {
	local what=$1 regex=$2 said
	shift 2
	said=$(router l7 explain "$@" 2>&1) || fail "$what" "$said" "an explanation"
	contains "$what" "$said
$(echo "$said" | tr '\n' ' ' | tr -s ' ')" "$regex"
}

# before there is a rule
play 'Udp(61000, 7).client(b"old")'
refused "no such connection" 'no such connection' router l7 explain tcp :61999
said=$(router l7 explain :61000 2>&1) || true
[ -z "$said" ] || contains "nothing is inspected" "$said" 'Nothing is inspected|no such connection|-$'

rules -A
numpackets 20
play '
c = Tcp(61008, 7).open()
for i in range(9): c.client(b"x", at=100 + i)'
numpackets 10

play '
c = Tcp(61001, 7).open(); c.client(b"hello bob")
c = Tcp(61002, 7).open(); c.client(b"\1\2\0\x09abc")
u = Udp(61003, 7); u.client(b"\x80\0\0\1"); u.client(b"\x80\0\0\1")
c = Tcp(61004, 7).open(); c.client(b"hello bob v1")
c = Tcp(61005, 7).open()
for i in range(10): c.client(b"x")
c = Tcp(61006, 7).open(); c.client(b"x" * 1400); c.client(b"x" * 1400); c.client(b"x")
Tcp(61007, 7).client(b"hello")
c = Tcp(61009, 7).open(); c.client(b"hello bob", at=20)
Tcp(61010, 7).open()
wire.send("client", "10.1.0.3", "10.2.0.9", 253, bytes(20), 4)
'

# under inspection: what it waits for
says "a definition that is still open" 'greet +waits for " v1" \(client\)$' tcp 10.1.0.3:61001
says "a part that is missing" 'both +waits for "220 " \(server\)$' tcp :61001
says "how far the inspection is" 'inspection: 4 of 10 packets, 9 of 2048 bytes' tcp :61001
says "a condition that does not hold yet" 'sized +waits for more payload until u16@2 = size \(so far 9 = 7\)' :61002
says "packets that are missing" 'often +waits for more packets of the kind: 2 of 3' udp :61003
says "one direction alone" "Only the client's packets were seen" udp :61003
says "a segment that waits" '1 TCP segment waits' :61009
says "no payload yet" 'No payload has come yet' :61010

# decided, or given up
says "a name" ': greet$' :61004
says "a name" '1 rule here uses it' :61004
says "the limit of packets" 'layer7_numpackets|--numpackets' :61005
says "the limit of bytes" 'maxdatalen[= ]' :61006
says "in the middle" 'From the middle nothing is guessed at' :61007
says "a gap" 'segments came ahead of one that was missing' :61008
says "another transport" 'Other transports are not$|Other transports' 10.2.0.9
said=$(router l7 explain --all)
contains "a list" "$said" '61005 .* unknown +packets$'
contains "a list" "$said" '61006 .* unknown +bytes$'
contains "a list" "$said" '61007 .* unknown +not-begun$'
contains "a list" "$said" '61008 .* unknown +gap$'
contains "a list" "$said" '61001 .* unset +inspected$'
contains "several are meant" "$(router l7 explain 10.1.0.3 2>&1)" 'connections are meant: say more of one'

# in JSON
json() { router l7 explain -j "$1" | python3 -c "import json, sys; d = json.load(sys.stdin); print($2)"; }
equal "JSON" "$(json :61001 'd["verdict"], d["inspection"]["packets"], d["waiting"][0]["parts"][1]["waits_for"]')" \
	'unset 4 "220 "'
equal "JSON" "$(json :61005 'd["verdict"], d["reason"]')" "unknown packets"

# rules gone for a while
play '
c = Tcp(61011, 7).open(); c.client(b"hello")
rule = ["POSTROUTING", "-m", "layer7", "--l7dir", "/tmp/defs", "--l7proto", "greet"]
for do in "-D", "-A":
    in_router("iptables", "-t", "mangle", do, *rule)
c.client(b" bob v1")' # others still inspect: no gap
says "a rule gone among others" ': greet$|under inspection|: unset$' :61011
rules -D
rules -A
play '
c = Tcp(61012, 7).open(); c.client(b"hello")'
rules -D
rules -A
play '
c = Tcp(61012, 7); c.sent["client"] = 5; c.client(b" bob v1")'
# bpf: without a rule nobody sees packets, but no inspection is ended by that; here none passed meanwhile
says "interrupted" "$([ $ROUTE = module ] && echo 'inspection was off for a while' || echo ': greet$')" :61012

# it matches, and no rule asks
rules -D
router $IPTABLES -t mangle -A POSTROUTING -p tcp --dport 9999 -m layer7 --l7dir /tmp/defs --l7proto greet
play 'c = Tcp(61013, 7).open(); c.client(b"hello bob v1")'
# bpf: a packet that passes no rule is not inspected
elsewhere='It matches greet, but the packet passed no rule'
[ $ROUTE = module ] || elsewhere='No packet of it has passed a rule'
says "a rule elsewhere" "$elsewhere" :61013
router $IPTABLES -t mangle -F

# definitions replaced under it
rules -A
play 'c = Tcp(61014, 7).open(); c.client(b"hello")'
router l7 load -q dns
says "an older table" 'definitions that have been replaced since' :61014
rules -D

# its packets pass by in a flowtable
if modprobe -a nf_flow_table_inet nft_flow_offload 2>/dev/null; then
	router nft -f - <<-'END'
		table inet t {
			flowtable fast { hook ingress priority 0; devices = { r0, r1 }; }
			chain f { type filter hook forward priority 10; ct state established flow add @fast; }
		}
	END
	rules -A
	play '
c = Tcp(61015, 7).open(); c.client(b"x"); c.server(b"y"); c.client(b"x")'
	says "a flowtable" 'It is in a flowtable' :61015
	router nft delete table inet t
	rules -D
fi

# who may ask
refused "a user" 'root' setpriv --reuid 1000 --clear-groups /usr/sbin/l7 explain --all
[ $ROUTE = bpf ] || python3 - <<'END'
import os, socket, struct
def ask(cmd, flags, family, payload=b""):
    s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 16)
    s.send(struct.pack("IHHIIBBH", 20 + len(payload), family, 1 | flags, 1, 0, cmd, 1, 0) + payload)
    return s.recv(65536)
answer = ask(3, 4, 16, struct.pack("HH", 12, 2) + b"layer7\0\0")
at = answer.find(struct.pack("HH", 6, 1))
family = struct.unpack_from("H", answer, at + 4)[0]
os.setuid(1000)
kind, = struct.unpack_from("H", ask(9, 0x300, family), 4)
error, = struct.unpack_from("i", ask(9, 0x300, family), 16)
if kind != 2 or error != -1:
    raise SystemExit("FAILED: a user may list connections\n  saw:    type %d, %d\n  wanted: EPERM" % (kind, error))
END

# more connections than fit into a message, and into the table; packets go on while they are listed
if [ $ROUTE = bpf ] || [ -e /sys/module/xt_layer7/parameters/maxflows ]; then
	limits maxflows=200
	rules -A
	play '
cs = [Udp(62000 + i, 7) for i in range(201)]
for c in cs: c.client(b"\x80\0\0\1")'
	says "no room" 'at most 200, now 200' :62200
	equal "all of them are listed" "$(router l7 explain --all | grep -c ':62.* inspected$')" 200
	for port in 62000 62100 62199; do
		says "one of many" 'often +waits for more packets of the kind: 1 of 3' :$port
	done
	# the table shrinks and grows while it is read
	router conntrack -D -p udp --dport 7 >/dev/null 2>&1
	none() { [ "$(flows)" = 0 ]; }
	# bpf: nobody tells when a connection ends; its entry is taken back when another one needs it
	[ $ROUTE = bpf ] || until_true 20 none || fail "connections that conntrack has forgotten are still there" "$(flows)"
	one_more() {
		router conntrack -D -p udp --sport 63000 >/dev/null 2>&1
		play 'Udp(63000, 7).client(b"\x80\0\0\1")'
		router l7 explain :63000 | grep -q 'of the kind: 1 of 3'
	}
	until_true 20 one_more || fail "no room for another connection" "$(router l7 explain :63000)"
	cat >/tmp/ask.sh <<-'END'
		until [ -e /tmp/enough ]; do
			l7 explain :63000 >/tmp/answer 2>&1 && grep -q 'of the kind: 1 of 3' /tmp/answer || { cat /tmp/answer; exit 1; }
			echo asked
		done
	END
	background asked router sh /tmp/ask.sh
	asker=$!
	for round in 1 2; do
		play '
for i in range(150): Udp(62000 + i, 8).client(b"\x80\0\0\1")'
		router conntrack -D -p udp --dport 8 >/dev/null 2>&1
	done
	until_true 20 grep -q asked /tmp/asked.log || fail "no answer" "$(cat /tmp/asked.log)"
	: >/tmp/enough
	wait $asker || fail "an answer while connections come and go" "$(cat /tmp/asked.log)"
	rules -D
	limits
fi
