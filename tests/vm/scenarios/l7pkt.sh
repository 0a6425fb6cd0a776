# SPDX-License-Identifier: GPL-2.0-only
#
# --l7pkt: the packet alone, whatever the connection is.
. /l7/lib.sh

net_up
define /tmp/defs moo '^moo'
define /tmp/defs baa '^baa$'
mangle -m layer7 --l7dir /tmp/defs --l7proto moo
mangle -m layer7 --l7dir /tmp/defs --l7proto moo --l7pkt
mangle -m layer7 --l7dir /tmp/defs ! --l7proto moo --l7pkt
mangle -m layer7 --l7dir /tmp/defs --l7proto baa --l7pkt
python3 - <<'END'
from wire import *
c = Tcp(52000, 7).open()
c.client(b"x")
for i in range(12):
    c.server(b"moo")
c.client(b"moo, too")
c.client(b"baa")
c.client(b"baa!")
END
equal "the connection" "$(packets mangle POSTROUTING 1)" 0
equal "packets that say moo" "$(packets mangle POSTROUTING 2)" 13
equal "packets that don't" "$(packets mangle POSTROUTING 3)" 6
equal "packets that say baa and end" "$(packets mangle POSTROUTING 4)" 1
