# SPDX-License-Identifier: GPL-2.0-only
"""Connections through the router that are played packet by packet, both ends, from one process.

The ends are addresses that no host has (10.1.0.3 and 10.2.0.3, fd01::3 and fd02::3 unless given), so no kernel
answers or corrects anything: sequence numbers, segment borders, order, copies and fragments are what the scenario
says. Each packet is waited for at the far side, so it has been through the router when send() returns.
"""
import ctypes
import itertools
import os
import select
import socket
import struct
import time

ETH_P_ALL = 3
ROUTER_MAC = {"client": bytes.fromhex("020000000010"), "server": bytes.fromhex("020000000011")}
DEVICE = {"client": "c0", "server": "s0"}
PATIENCE = 10.0  # seconds until a packet counts as lost; a guest may be slow
FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16
_libc = ctypes.CDLL(None, use_errno=True)


def _socket_in(namespace, device):
    home = os.open("/proc/self/ns/net", os.O_RDONLY)
    away = os.open("/run/netns/" + namespace, os.O_RDONLY)
    if _libc.setns(away, 0x40000000):
        raise OSError(ctypes.get_errno(), "setns " + namespace)
    s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    s.bind((device, 0))
    s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    _libc.setns(home, 0x40000000)
    os.close(home)
    os.close(away)
    return s


def _only(sock, ident):
    """Let the socket receive nothing but IP packets with that ident: other traffic would fill it, and push them out."""
    code = [(0x28, 0, 0, 12),  # ldh [12]: the frame's type
            (0x15, 0, 2, 0x0800), (0x28, 0, 0, 18), (0x15, 4, 5, ident),  # IPv4: identification
            (0x15, 0, 4, 0x86DD), (0x20, 0, 0, 14), (0x54, 0, 0, 0xFFFFF), (0x15, 0, 1, ident),  # IPv6: flow label
            (0x06, 0, 0, 0xFFFF), (0x06, 0, 0, 0)]
    text = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *c) for c in code))
    sock.setsockopt(socket.SOL_SOCKET, 26, struct.pack("HxxxxxxP", len(code), ctypes.addressof(text)))  # SO_ATTACH_FILTER


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def in_router(*words):
    """Run a command in the router; its output. (subprocess takes a while to import under TCG)"""
    r, w = os.pipe()
    run = ["/usr/bin/nsenter", "--net=/run/netns/router", *words]
    pid = os.posix_spawn(run[0], run, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, w, 1)])
    os.close(w)
    with open(r) as said:
        text = said.read()
    if os.waitpid(pid, 0)[1]:
        raise SystemExit("FAILED: " + " ".join(words))
    return text


class Wire:
    """Both ends' wires; one is enough for a scenario (`wire`)."""

    def __init__(self):
        self.sock = {side: _socket_in(side, DEVICE[side]) for side in DEVICE}
        self.ident = itertools.count(1)

    def _drain(self, side):
        while select.select([self.sock[side]], [], [], 0)[0]:
            self.sock[side].recv(65536)

    def _arrives(self, side, ident, wait):
        end = time.monotonic() + wait
        while True:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.sock[side]], [], [], left)[0]:
                return False
            frame, where = self.sock[side].recvfrom(65536)
            if where[2] == socket.PACKET_OUTGOING:
                continue
            if frame[12:14] == b"\x08\0" and struct.unpack("!H", frame[18:20])[0] == ident:
                return True
            if frame[12:14] == b"\x86\xdd" and struct.unpack("!I", frame[14:18])[0] & 0xFFFFF == ident:
                return True

    def frames(self, side, packets, ident, wait=PATIENCE):
        """Send IP packets of one ident from a side; True when one of them came out at the far side."""
        far = "server" if side == "client" else "client"
        _only(self.sock[far], ident)
        self._drain(far)
        for p in packets:
            kind = b"\x08\0" if p[0] >> 4 == 4 else b"\x86\xdd"
            self.sock[side].send(ROUTER_MAC[side] + bytes.fromhex("020000000099") + kind + p)
        return self._arrives(far, ident, wait)

    def packet(self, src, dst, proto, payload, ident, fragment=0):
        """IP packets that carry payload; fragment: bytes per fragment, a multiple of 8, 0 for none"""
        pieces = [(0, payload, 0)]
        if fragment:
            cuts = range(0, len(payload), fragment)
            pieces = [(o, payload[o:o + fragment], int(o + fragment < len(payload))) for o in cuts]
        out = []
        for offset, piece, more in pieces:
            if ":" in src:
                ext = b""
                if fragment:
                    ext = struct.pack("!BBHI", proto, 0, offset | more, ident)
                head = struct.pack("!IHBB", 6 << 28 | ident, len(ext) + len(piece), 44 if ext else proto, 64)
                out.append(head + socket.inet_pton(socket.AF_INET6, src)
                           + socket.inet_pton(socket.AF_INET6, dst) + ext + piece)
            else:
                head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(piece), ident, more << 13 | offset // 8, 64,
                                   proto, 0, socket.inet_aton(src), socket.inet_aton(dst))
                out.append(head[:10] + struct.pack("!H", checksum(head)) + head[12:] + piece)
        return out

    def send(self, side, src, dst, proto, segment, sum_at, fragment=0, wait=PATIENCE):
        """Send a transport segment with its checksum filled in at sum_at (the pseudo header counts, but for ICMP)."""
        family = socket.AF_INET6 if ":" in src else socket.AF_INET
        pseudo = b""
        if proto != 1:
            pseudo = socket.inet_pton(family, src) + socket.inet_pton(family, dst)
            pseudo += struct.pack("!II" if family == socket.AF_INET6 else "!HH",
                                  *((len(segment), proto) if family == socket.AF_INET6 else (proto, len(segment))))
        total = checksum(pseudo + segment) or 0xFFFF
        segment = segment[:sum_at] + struct.pack("!H", total) + segment[sum_at + 2:]
        ident = next(self.ident)
        return self.frames(side, self.packet(src, dst, proto, segment, ident, fragment), ident, wait)


wire = Wire()


class _Ends:
    proto = None

    def __init__(self, sport, dport, v6=False, src=None, dst=None):
        self.src = src or ("fd01::3" if v6 else "10.1.0.3")
        self.dst = dst or ("fd02::3" if v6 else "10.2.0.3")
        self.sport, self.dport = sport, dport

    def _must(self, came):
        if not came:
            raise SystemExit("FAILED: a packet of %s %s:%d > %s:%d did not come out of the router"
                             % (self.proto, self.src, self.sport, self.dst, self.dport))

    def verdict(self):
        return in_router("/l7/verdict", self.proto, str(self.sport)).strip()

    def expect(self, what, wanted):
        saw = self.verdict()
        if saw != wanted:
            raise SystemExit("FAILED: %s\n  saw:    verdict '%s'\n  wanted: '%s'\n  alone:  make check-vm SCENARIO=%s"
                             % (what, saw, wanted, os.environ.get("SCENARIO", "?")))


class Tcp(_Ends):
    proto = "tcp"

    def __init__(self, sport, dport, v6=False, isn=(1000, 5000), **ends):
        super().__init__(sport, dport, v6, **ends)
        self.isn = {"client": isn[0], "server": isn[1]}
        self.sent = {"client": 0, "server": 0}  # bytes after the SYN

    def segment(self, side, data=b"", at=None, flags=ACK, must=True, fragment=0):
        """One segment; at: where its first byte belongs, in bytes after the SYN (default: next in turn)"""
        other = "server" if side == "client" else "client"
        syn = 1 if not flags & SYN else 0
        seq = (self.isn[side] + syn + (self.sent[side] if at is None else at)) & 0xFFFFFFFF
        ack = (self.isn[other] + 1 + self.sent[other]) & 0xFFFFFFFF if flags & ACK else 0
        ports = (self.sport, self.dport) if side == "client" else (self.dport, self.sport)
        addresses = (self.src, self.dst) if side == "client" else (self.dst, self.src)
        if data:
            flags |= PSH
        head = struct.pack("!HHIIBBHHH", *ports, seq, ack, 5 << 4, flags, 65535, 0, 0)
        came = wire.send(side, *addresses, 6, head + data, 16, fragment, PATIENCE if must else 0.2)
        if must:
            self._must(came)
        if at is None:
            self.sent[side] += len(data)
        else:
            self.sent[side] = max(self.sent[side], at + len(data))
        return came

    def open(self):
        self.segment("client", flags=SYN)
        self.segment("server", flags=SYN | ACK)
        self.segment("client")
        return self

    def client(self, data, **how):
        return self.segment("client", data, **how)

    def server(self, data, **how):
        return self.segment("server", data, **how)


class Udp(_Ends):
    proto = "udp"

    def _datagram(self, side, data, must=True, fragment=0):
        ports = (self.sport, self.dport) if side == "client" else (self.dport, self.sport)
        addresses = (self.src, self.dst) if side == "client" else (self.dst, self.src)
        head = struct.pack("!HHHH", *ports, 8 + len(data), 0)
        came = wire.send(side, *addresses, 17, head + data, 6, fragment, PATIENCE if must else 0.2)
        if must:
            self._must(came)
        return came

    def client(self, data, **how):
        return self._datagram("client", data, **how)

    def server(self, data, **how):
        return self._datagram("server", data, **how)


class Ping(_Ends):
    """Echo requests and answers; sport is the identifier"""
    proto = "icmp"

    def __init__(self, ident, v6=False, **ends):
        super().__init__(ident, 0, v6, **ends)
        self.seq = 0

    def _echo(self, side, data):
        v6 = ":" in self.src
        kind = (128 if v6 else 8) if side == "client" else (129 if v6 else 0)
        addresses = (self.src, self.dst) if side == "client" else (self.dst, self.src)
        head = struct.pack("!BBHHH", kind, 0, 0, self.sport, self.seq)
        self._must(wire.send(side, *addresses, 58 if v6 else 1, head + data, 2))

    def client(self, data):
        self.seq += 1
        self._echo("client", data)

    def server(self, data):
        self._echo("server", data)
