# SPDX-License-Identifier: GPL-2.0-only
#
# Definitions in our format: a pattern looks at one direction, at the bytes as they are, over its transport; conditions,
# parts that belong together, several packets; other names, and labels by group.
. /l7/lib.sh

net_up
mkdir -p /tmp/defs
ours() {
	name=$1
	shift
	{ echo "protocol $name"; printf '%s\n' "$@"; } >"/tmp/defs/$name.pat"
}
ours raw 'group shed barn' 'alias cooked' 'tcp: ^\x00\x05moo'
ours both 'group barn' 'tcp client nocase: ^hello' 'and server: ^220[ -]'
ours framed 'tcp u16@0 + 2 <= size: ^..\x07'
ours session 'udp size 12.. packets 3 same u32@4: ^\x80'
ours datagram 'udp size 8 u16@2 = size: ^\x01'

cat >>/etc/connlabel.conf <<'END'
60 l7-cooked
61 l7-barn
END
counts() {
	local n
	for n in 1 2 3 4 5; do
		printf '%s ' "$(packets mangle POSTROUTING $n)"
	done
}
for name in cooked both framed session datagram; do
	mangle -m layer7 --l7dir /tmp/defs --l7proto $name
done
contains "a rule keeps the name it was entered with" "$(router $IPTABLES -t mangle -S POSTROUTING)" '--l7proto cooked'

# NULs count, and so does the case; the other transport is another matter
python3 - <<'END'
from wire import *
Tcp(43001, 7).open().client(b"\0\5moo")
Tcp(43002, 7).open().client(b"\5moo")
Tcp(43003, 7).open().client(b"\0\5MOO")
udp = Udp(43004, 7)
udp.client(b"\0\5moo")
END
equal "bytes as they are: one packet of one connection" "$(counts)" "1 0 0 0 0 "

# both sides must have spoken, each its own part
python3 - <<'END'
from wire import *
c = Tcp(43011, 7).open()
c.client(b"HELLO you")
c.server(b"220 me")
c.client(b"so")
c = Tcp(43012, 7).open()
c.server(b"hello")
c.client(b"220 me")
c.client(b"so")
END
equal "each side its part: the answer and what follows" "$(counts)" "1 2 0 0 0 "

# a length is waited for, segment by segment
python3 - <<'END'
from wire import *
c = Tcp(43021, 7).open()
c.client(b"\0\7\7ab")
c.client(b"cd")
c.client(b"ef")
c = Tcp(43022, 7).open()
c.client(b"\x20\7\7abcdef")
END
equal "as soon as all is there" "$(counts)" "1 2 1 0 0 "

# several datagrams with the same identifier; a length that agrees
python3 - <<'END'
from wire import *
u = Udp(43031, 7)
for i in (b"AAAA", b"AAAA", b"BBBB", b"AAAA", b"AAAA", b"AAAA", b"AAAA"):
    u.client(b"\x80abc" + i + b"payload")
v = Udp(43032, 7)
v.client(b"\1a\0\7abcd")
v.client(b"\1a\0\10abcd")
END
equal "three in a row, and the rest" "$(counts)" "1 2 1 2 1 "

# by other names and by group
# bpf: a BPF program can't write labels
[ $ROUTE = module ] || exit 0
router $IPTABLES -t mangle -F
mangle -m layer7 --l7dir /tmp/defs --l7proto raw
mangle -m layer7 --l7dir /tmp/defs --l7proto both
python3 - <<'END'
from wire import *
Tcp(43041, 7).open().client(b"\0\5moo")
c = Tcp(43042, 7).open()
c.client(b"hello")
c.server(b"220 me")
END
contains "a label by alias" "$(router conntrack -L -p tcp --sport 43041 -o labels 2>/dev/null)" 'l7-cooked'
contains "a label by group" "$(router conntrack -L -p tcp --sport 43041 -o labels 2>/dev/null)" 'l7-barn'
contains "the same of another definition" "$(router conntrack -L -p tcp --sport 43042 -o labels 2>/dev/null)" 'l7-barn'
