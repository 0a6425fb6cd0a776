# SPDX-License-Identifier: GPL-2.0-only
#
# Segments of up to 64 KiB as a sender with segmentation offload hands them over, payload in page fragments: what
# matters is at the start, deep inside and at the very end of one.
. /l7/lib.sh

net_up
define /tmp/defs deep 'needle'
limits maxdatalen=65536
numpackets 99
mangle -m layer7 --l7dir /tmp/defs --l7proto deep
mangle6 -m layer7 --l7dir /tmp/defs --l7proto deep
client ethtool -K c0 tso on gso on >/dev/null 2>&1 || true
router $IPTABLES -t mangle -A PREROUTING -i r0 -m length --length 3000:65535
cat >/tmp/gso.py <<'END'
import ctypes, os, socket, threading
from wire import in_router
def enter(name):
    ctypes.CDLL(None).setns(os.open("/run/netns/" + name, os.O_RDONLY), 0x40000000)
enter("server")
servers = {}
for family, host in ((socket.AF_INET, "10.2.0.2"), (socket.AF_INET6, "fd02::2")):
    s = socket.socket(family)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind((host, 7000))
    s.listen()
    servers[family, host] = s
enter("client")
def verdict(port):
    return in_router("/l7/verdict", "tcp", str(port)).strip()
seen = set()
for (family, host), server in servers.items():
    for where in (0, 1447, 1448, 5000, 30000, 59994):
        c = socket.socket(family)
        c.connect((host, 7000))
        peer = server.accept()[0]
        got = []
        def sink():
            while True:
                b = peer.recv(65536)
                if not b:
                    return
                got.append(len(b))
        t = threading.Thread(target=sink)
        t.start()
        data = bytearray(b"\0x" * 30000)
        data[where:where + 6] = b"needle"
        port = c.getsockname()[1]
        c.sendall(bytes(data[:where + 6]))
        c.shutdown(socket.SHUT_WR)
        t.join()
        saw = verdict(port)
        if saw in ("unset", "unknown", "none"):
            raise SystemExit("FAILED: needle at %d of one write to %s\n  saw:    verdict '%s'" % (where, host, saw))
        if sum(got) != where + 6:
            raise SystemExit("FAILED: %d bytes came, %d were sent" % (sum(got), where + 6))
        c.close()
        peer.close()
END
python3 /tmp/gso.py
at_least "packets larger than 3000 bytes, so that this showed something" "$(packets mangle PREROUTING 1)" 5
router $IPTABLES -t mangle -F
router $IP6TABLES -t mangle -F
limits
