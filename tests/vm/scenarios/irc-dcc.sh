# SPDX-License-Identifier: GPL-2.0-only
#
# An IRC client's DCC connection has the verdict of the IRC connection that announced it.
. /l7/lib.sh
. /l7/services.sh

net_up
irc_serve
parts nf_conntrack_irc
router $IPTABLES -t raw -A PREROUTING -p tcp --dport 6667 -j CT --helper irc
mangle -m layer7 --l7proto irc
mangle -m layer7 --l7proto irc -m helper --helper irc -p tcp --dport 5001
mangle -m layer7 --l7proto irc -m helper --helper irc -p tcp --sport 5001

# the client announces a file at 10.1.0.2 port 5001 by DCC, the other fetches it
head -c 50000 /dev/zero >/tmp/file
background dcc client nc -l -N 5001
tcp_up client 5001
python3 - <<'END' >/tmp/talk.log 2>&1 &
import ctypes, os, socket
def enter(name):
    ctypes.CDLL(None).setns(os.open("/run/netns/" + name, os.O_RDONLY), 0x40000000)
def join(host, nick):
    s = socket.create_connection((host, 6667))
    s.sendall(f"NICK {nick}\r\nUSER {nick} 0 * :{nick}\r\n".encode())
    return s
def until(s, word):
    got = b""
    while word not in got:
        more = s.recv(4096)
        if not more:
            raise SystemExit("closed: %r" % got)
        got += more
        for line in more.splitlines():
            if line.startswith(b"PING"):
                s.sendall(line.replace(b"PING", b"PONG") + b"\r\n")
    return got
enter("server")
bob = join("10.2.0.2", "bob")
until(bob, b" 001 ")
enter("client")
alice = join("10.2.0.2", "alice")
until(alice, b" 001 ")
alice.sendall(b"PRIVMSG bob :\x01DCC SEND file %d 5001 50000\x01\r\n" % int.from_bytes(socket.inet_aton("10.1.0.2"), "big"))
until(bob, b"DCC SEND")
enter("server")
with socket.create_connection(("10.1.0.2", 5001)) as d:
    d.sendall(b"\0" * 50000)
END
wait $! || fail "the talk on IRC" "$(cat /tmp/talk.log)"
at_least "bytes named irc" "$(bytes mangle POSTROUTING 1)" 50000
at_least "bytes of the DCC connection" "$(bytes mangle POSTROUTING 2)" 50000
at_least "packets back" "$(packets mangle POSTROUTING 3)" 2
