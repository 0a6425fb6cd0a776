# SPDX-License-Identifier: GPL-2.0-only
#
# IPv6: rules, verdicts and counters as for IPv4, extension headers passed over.
. /l7/lib.sh
. /l7/services.sh

net_up
http_serve
define /tmp/defs moo '^moo'
mangle6 -m layer7 --l7proto http
mangle6 -m layer7 --l7dir /tmp/defs --l7proto moo
client curl -sSf -o /dev/null "http://[$S6]/big"
at_least "packets named http" "$(packets6 mangle POSTROUTING 1)" 10
python3 - <<'END'
from wire import *
c = Tcp(46001, 7, v6=True).open()
c.client(b"moo")
c.server(b"x")
# a datagram behind a destination options header: 6 bytes of padding
def options(payload):
    u = struct.pack("!HHHH", 46002, 7, 8 + len(payload), 0) + payload
    src, dst = (socket.inet_pton(socket.AF_INET6, a) for a in ("fd01::3", "fd02::3"))
    s = checksum(src + dst + struct.pack("!II", len(u), 17) + u)
    u = u[:6] + struct.pack("!H", s) + u[8:]
    ext = bytes([17, 0, 1, 4, 0, 0, 0, 0])
    ident = next(wire.ident)
    return struct.pack("!IHBB", 6 << 28 | ident, len(ext) + len(u), 60, 64) + src + dst + ext + u, ident
p, ident = options(b"moo")
if not wire.frames("client", [p], ident):
    raise SystemExit("FAILED: the packet with options did not come through")
p = Ping(46003, v6=True)
p.client(b"moo")
p.server(b"moo")
END
equal "packets named moo: two of TCP, one of UDP, two of ICMPv6" "$(packets6 mangle POSTROUTING 2)" 5
router $IP6TABLES -t mangle -C POSTROUTING -m layer7 --l7dir /tmp/defs --l7proto moo || fail "-C does not find the rule"
