# SPDX-License-Identifier: GPL-2.0-only
#
# What the classic stumbled over: 1-byte segments, retransmissions, overlaps, segments out of order. Each direction is
# taken in TCP order, each byte once.
. /l7/lib.sh

net_up
define /tmp/defs moo '^cow says moo$'
define /tmp/defs dog '^cow says moomoo'
define /tmp/defs hole '^ab.*yz'
mangle -m layer7 --l7dir /tmp/defs --l7proto moo
mangle -m layer7 --l7dir /tmp/defs --l7proto dog
mangle -m layer7 --l7dir /tmp/defs --l7proto hole
numpackets 60

cat >/tmp/play.py <<'END'
import sys
from wire import *
text = b"cow says moo"
def named(c, what):
    saw = c.verdict()
    if saw in ("unset", "unknown", "none"):
        raise SystemExit("FAILED: %s\n  saw:    verdict '%s'\n  wanted: that of `%s`" % (what, saw, text.decode()))
    return saw
v6 = len(sys.argv) > 1
base = 47500 if v6 else 47000
c = Tcp(base + 0, 7, v6).open()
c.client(text)
moo = named(c, "one segment")

c = Tcp(base + 1, 7, v6).open()
for i in range(len(text)):
    c.client(text[i:i + 1])
c.expect("1-byte segments", moo)

c = Tcp(base + 2, 7, v6).open()
for i in range(0, len(text), 3):
    c.client(text[i:i + 3])
    if i < 9:
        c.client(text[i:i + 3], at=i)
        c.client(text[:i + 3], at=0)
c.expect("each segment sent again", moo)

c = Tcp(base + 3, 7, v6).open()
c.client(text[:6])
c.client(text[4:], at=4)
c.expect("the second overlaps the first", moo)

c = Tcp(base + 4, 7, v6).open()
c.client(text[4:8], at=4)
c.client(text[8:], at=8)
c.expect("the first is missing", "unset")
c.client(text[:4], at=0)
c.expect("the first comes last", moo)

c = Tcp(base + 5, 7, v6).open()
for i in (10, 8, 6, 4, 2, 0):
    c.client(text[i:i + 2], at=i)
c.expect("six segments in reverse", moo)

c = Tcp(base + 6, 7, v6, isn=(0xFFFFFFFA, 0xFFFFFFFF)).open()
c.client(text[6:], at=6)
c.client(text[:6], at=0)
c.expect("sequence numbers wrap, out of order", moo)

c = Tcp(base + 7, 7, v6).open()
c.client(text[:4])
c.client(text[8:], at=8)
c.client(text[2:10], at=2)
c.expect("the gap is filled by a segment that overlaps both sides", moo)

# the first of two copies counts, as at the receiver
c = Tcp(base + 8, 7, v6).open()
c.client(text[:4])
c.client(b"XXXX", at=0)
c.client(text[4:], at=4)
c.expect("a second copy says something else", moo)

# keep-alive: one byte before what is next
c = Tcp(base + 9, 7, v6).open()
c.client(text[:4])
c.client(b"\0", at=3)
c.client(text[4:], at=4)
c.expect("a keep-alive between", moo)

# a gap that is never filled: given up, not matched across
c = Tcp(base + 10, 7, v6).open()
c.client(b"ab")
for i in range(12):
    c.client(b"yz", at=4 + 2 * i)
c.expect("a gap that stays", "unknown")
END
python3 /tmp/play.py
[ "$(stat retransmitted)" -ge 5 ] || fail "retransmissions counted" "$(stat retransmitted)" "at least 5"
[ "$(stat ahead)" -ge 5 ] || fail "segments ahead counted" "$(stat ahead)" "at least 5"
at_least "given up for a gap" "$(stat unknown_gap)" 1

mangle6 -m layer7 --l7dir /tmp/defs --l7proto moo
python3 /tmp/play.py v6
