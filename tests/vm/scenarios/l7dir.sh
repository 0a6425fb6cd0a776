# SPDX-License-Identifier: GPL-2.0-only
#
# --l7dir, and where definitions are looked for: DIR and its direct subfolders; /etc/l7-protocols wins over the
# shipped ones by name; a user's own definition.
. /l7/lib.sh

net_up
define /tmp/defs moo '^moo'
define /tmp/defs/extra baa '^baa'
define /tmp/defs/extra/deeper quack '^quack'
define /etc/l7-protocols/protocols oink '^oink'
define /etc/l7-protocols http '^howdy'

mangle -m layer7 --l7dir /tmp/defs --l7proto moo
mangle -m layer7 --l7dir /tmp/defs --l7proto baa
mangle -m layer7 --l7proto oink
mangle -m layer7 --l7proto http
refused "a definition two folders down" quack mangle -m layer7 --l7dir /tmp/defs --l7proto quack
contains "the rule as saved" "$(router ${IPTABLES}-save -t mangle)" '-m layer7 --l7dir "?/tmp/defs"? --l7proto moo'
contains "the rule as saved" "$(router ${IPTABLES}-save -t mangle)" '-m layer7 --l7proto oink'

python3 - <<'END'
from wire import *
for port, text in enumerate([b"moo", b"baa", b"oink", b"howdy"]):
    c = Udp(41000 + port, 7)
    c.client(text)
c = Tcp(41010, 80).open()
c.client(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
c.server(b"HTTP/1.1 200 OK\r\n\r\n")
END
for rule in 1 2 3 4; do
	equal "packets of rule $rule" "$(packets mangle POSTROUTING $rule)" 1
done
equal "verdict by the administrator's http" "$(verdict udp 41003)" http
