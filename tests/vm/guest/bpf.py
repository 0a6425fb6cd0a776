# SPDX-License-Identifier: GPL-2.0-only
"""The route without a module as the kernel shows it, without any code of ours between.

usage: bpf.py verdicts    connections of this network namespace that have one: PROTO SRC SPORT DST DPORT WORD; of ICMP
                          SPORT is the identifier, DPORT 0; the newest last
       bpf.py objects     what is pinned below /run/layer7 and all that it refers to: prog:ID and map:ID
       bpf.py gone WORD…  exit code 0 if none of these is in the kernel any more; else prints those that are
"""
import ctypes
import os
import socket
import struct
import sys

DIR = "/run/layer7"
PROTO = {1: "icmp", 6: "tcp", 17: "udp", 58: "icmpv6"}
MAP_LOOKUP, MAP_NEXT_KEY, OBJ_GET, PROG_BY_ID, MAP_BY_ID, INFO = 1, 4, 7, 13, 14, 15
PROG_ARRAY = 3
_libc = ctypes.CDLL(None, use_errno=True)


def bpf(cmd, attr):
    """The system call; None where the kernel says no"""
    buffer = ctypes.create_string_buffer(attr, 128)
    got = _libc.syscall(321, cmd, buffer, 128)
    return None if got < 0 else got


def pinned(path):
    name = ctypes.create_string_buffer(path.encode())
    return bpf(OBJ_GET, struct.pack("QII", ctypes.addressof(name), 0, 0))


def by_id(kind, number):
    return bpf({"prog": PROG_BY_ID, "map": MAP_BY_ID}[kind], struct.pack("III", number, 0, 0))


def info(fd, maps=0):
    """Its description; with maps, room for that many map numbers, which come second"""
    numbers = (ctypes.c_uint32 * max(maps, 1))()
    text = ctypes.create_string_buffer(struct.pack("52xIQ", maps, ctypes.addressof(numbers)) if maps else b"", 256)
    if bpf(INFO, struct.pack("IIQ", fd, 256, ctypes.addressof(text))) is None:
        raise OSError(ctypes.get_errno(), "BPF_OBJ_GET_INFO_BY_FD")
    return text.raw, list(numbers)


def is_prog(fd):
    return os.readlink("/proc/self/fd/%d" % fd) == "anon_inode:bpf-prog"


def elements(fd, key_size, value_size):
    key, value = ctypes.create_string_buffer(key_size), ctypes.create_string_buffer(value_size)
    at = 0
    while bpf(MAP_NEXT_KEY, struct.pack("IxxxxQQQ", fd, at, ctypes.addressof(key), 0)) is not None:
        at = ctypes.addressof(key)
        if bpf(MAP_LOOKUP, struct.pack("IxxxxQQQ", fd, at, ctypes.addressof(value), 0)) is not None:
            yield key.raw, value.raw


def verdicts():
    """See struct l7_bpf_verdict in bpf/layout.h"""
    fd = pinned(DIR + "/verdicts")
    if fd is None:
        return
    here = os.stat("/proc/self/ns/net").st_ino
    found = []
    _, _, key_size, value_size = struct.unpack_from("IIII", info(fd)[0])
    for _, v in elements(fd, key_size, value_size):
        word, _, _, born, _, netns = struct.unpack_from("IIQQII", v)
        src, dst = v[32:48], v[48:64]
        sport, dport, _, family, protocol = struct.unpack_from("!HHHBB", v, 64)
        if netns != here:
            continue
        size = 4 if family == socket.AF_INET else 16
        found.append((born, PROTO.get(protocol, str(protocol)), socket.inet_ntop(family, src[:size]), sport,
                      socket.inet_ntop(family, dst[:size]), 0 if protocol in (1, 58) else dport, word))
    for v in sorted(found):
        print(*v[1:])


def refers(kind, fd):
    """What a program or map keeps alive"""
    text, _ = info(fd)
    if kind == "prog":
        count, = struct.unpack_from("I", text, 52)
        for number in info(fd, count)[1][:count]:
            yield "map", number
        return
    kind, _, key_size, value_size = struct.unpack_from("IIII", text)
    if kind == PROG_ARRAY:
        for _, value in elements(fd, key_size, value_size):
            yield "prog", struct.unpack("I", value)[0]


def objects():
    todo, seen = [], set()
    for where, _, names in os.walk(DIR):
        for name in names:
            fd = pinned(os.path.join(where, name))
            if fd is not None:
                kind = "prog" if is_prog(fd) else "map"
                todo.append((kind, struct.unpack_from("II", info(fd)[0])[1]))
                os.close(fd)
    while todo:
        one = todo.pop()
        fd = None if one in seen else by_id(*one)
        seen.add(one)
        if fd is not None:
            todo += refers(one[0], fd)
            os.close(fd)
    print(*("%s:%d" % one for one in sorted(seen)))


def gone(words):
    left = []
    for word in words:
        kind, number = word.split(":")
        fd = by_id(kind, int(number))
        if fd is not None:
            name = info(fd)[0][64:80] if kind == "prog" else info(fd)[0][24:40]
            left.append(word + " " + name.rstrip(b"\0").decode())
            os.close(fd)
    print("\n".join(left))
    return bool(left)


if __name__ == "__main__":
    command = sys.argv[1:2]
    if command == ["verdicts"]:
        verdicts()
    elif command == ["objects"]:
        objects()
    elif command == ["gone"]:
        sys.exit(gone(sys.argv[2:]))
    else:
        sys.exit(__doc__)
