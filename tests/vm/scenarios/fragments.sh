# SPDX-License-Identifier: GPL-2.0-only
#
# Fragments are put together before inspection, in order and not, IPv4 and IPv6, UDP and TCP.
. /l7/lib.sh

net_up
define /tmp/defs moo '^x*moo$'
mangle -m layer7 --l7dir /tmp/defs --l7proto moo
mangle6 -m layer7 --l7dir /tmp/defs --l7proto moo
python3 - <<'END'
from wire import *
text = b"x" * 700 + b"moo"
def named(c, what):
    saw = c.verdict()
    if saw in ("unset", "unknown", "none"):
        raise SystemExit("FAILED: %s\n  saw:    verdict '%s'\n  wanted: a name" % (what, saw))
port = 48000
for v6 in (False, True):
    # RFC 8200, 4.5: the first fragment must hold the whole transport header
    for size in (24 if v6 else 8, 104, 704):
        port += 1
        u = Udp(port, 7, v6)
        u.client(text, fragment=size)
        named(u, "UDP in fragments of %d bytes%s" % (size, ", IPv6" if v6 else ""))
        port += 1
        c = Tcp(port, 7, v6).open()
        c.client(text, fragment=size)
        named(c, "TCP in fragments of %d bytes%s" % (size, ", IPv6" if v6 else ""))
    port += 1
    u = Udp(port, 7, v6)
    head = struct.pack("!HHHH", port, 7, 8 + len(text), 0)
    ident = next(wire.ident)
    family = socket.AF_INET6 if v6 else socket.AF_INET
    pseudo = socket.inet_pton(family, u.src) + socket.inet_pton(family, u.dst)
    pseudo += struct.pack("!II", len(head + text), 17) if v6 else struct.pack("!HH", 17, len(head + text))
    head = head[:6] + struct.pack("!H", checksum(pseudo + head + text))
    pieces = wire.packet(u.src, u.dst, 17, head + text, ident, 104)
    if not wire.frames("client", pieces[::-1], ident):
        raise SystemExit("FAILED: fragments in reverse did not come through")
    named(u, "UDP fragments in reverse%s" % (", IPv6" if v6 else ""))
END
