# SPDX-License-Identifier: GPL-2.0-only
#
# Above the bound of connections under inspection others are not inspected, counted as such, and traffic flows.
. /l7/lib.sh

net_up
define /tmp/defs moo 'moo'
limits maxflows=10
mangle -m layer7 --l7dir /tmp/defs --l7proto moo
python3 - <<'END'
from wire import *
cs = [Tcp(59000 + i, 7).open() for i in range(20)]
for c in cs:
    c.client(b"x")
for c in cs:
    c.server(b"moo")
known = [c.verdict() for c in cs]
print(known)
if known.count("unknown") != 10:
    raise SystemExit("FAILED: connections above the bound\n  saw:    %s\n  wanted: 10 unknown" % known)
# room again
c = Tcp(59100, 7).open()
c.client(b"moo")
if c.verdict() in ("unset", "unknown"):
    raise SystemExit("FAILED: not inspected though there is room again: " + c.verdict())
END
equal "counted" "$(stat unknown_table_full)" 10
router $IPTABLES -t mangle -F
limits
