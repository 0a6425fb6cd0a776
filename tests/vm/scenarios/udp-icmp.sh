# SPDX-License-Identifier: GPL-2.0-only
#
# UDP is payload from its first packet on, ICMP echoes are connections too, NUL bytes are not part of the sequence, the
# sequence is of both directions, ^ and $ are its ends, case does not matter.
. /l7/lib.sh

net_up
define /tmp/defs first '^hello$'
define /tmp/defs both '^ask.*answer$'
define /tmp/defs nul '^ab$'
mangle -m layer7 --l7dir /tmp/defs --l7proto first
mangle -m layer7 --l7dir /tmp/defs --l7proto both
mangle -m layer7 --l7dir /tmp/defs --l7proto nul
count() { echo "$(packets mangle POSTROUTING 1) $(packets mangle POSTROUTING 2) $(packets mangle POSTROUTING 3)"; }
play() {
	router $IPTABLES -t mangle -Z
	PYTHONPATH=/l7 python3 -c "
from wire import *
$1"
}
play 'Udp(51000, 7).client(b"HeLLo")'
equal "a datagram, other case" "$(count)" "1 0 0"
play 'u = Udp(51001, 7); u.client(b"ask"); u.server(b"the answer"); u.client(b"x")'
equal "question and answer are one sequence" "$(count)" "0 2 0"
play 'u = Udp(51002, 7); u.client(b"hell"); u.client(b"o"); u.client(b"!")'
equal "$ is the end after the second packet" "$(count)" "2 0 0"
play 'u = Udp(51003, 7); u.client(b"x"); u.client(b"hello")'
equal "^ is the beginning of the connection, not of the packet" "$(count)" "0 0 0"
play 'u = Udp(51004, 7); u.client(b"\0\0a\0"); u.client(b"\0b\0"); u.client(b"")'
equal "NUL bytes do not count" "$(count)" "0 0 2"
play 'p = Ping(51); p.client(b"hello"); p.server(b"hello")'
equal "an echo and its answer" "$(count)" "2 0 0"
