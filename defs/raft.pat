# SPDX-License-Identifier: GPL-2.0-only
# Raft - consensus between servers, the library of dqlite (LXD, MicroK8s)
#
# All numbers are 8 bytes, little-endian. A connection begins with version 1, the sender's id,
# length of its address (a multiple of 8), address with port. Messages: type, length; then the
# term.
#
# Seen     the beginning of a connection; without it, messages of fixed size: heartbeats, votes,
#          results.
# Missed   implementations of others (etcd, Consul, TiKV have protocols of their own).
# Alike    clients of dqlite begin with version 1, too, but continue otherwise.

protocol  raft
about     Raft consensus (C library of dqlite)
group     database middleware
alias     dqlite-raft
source    canonical/raft, io_uv_encoding.c and io_uv_tcp_connect.c (encoding of messages, handshake)

tcp: ^\x01\x00\x00\x00\x00\x00\x00\x00........[\x08\x10\x18\x20\x28\x30]\x00\x00\x00\x00\x00\x00\x00[!-~]+:[0-9]+\x00
# heartbeat, result of it, request for a vote, result of it
tcp size 64: ^\x01\x00\x00\x00\x00\x00\x00\x00\x30\x00\x00\x00\x00\x00\x00\x00....\x00\x00\x00\x00
tcp u32le@8 + 16 = size: ^\x02\x00\x00\x00\x00\x00\x00\x00[\x18\x20]\x00\x00\x00\x00\x00\x00\x00....\x00\x00\x00\x00
tcp u32le@8 + 16 = size: ^\x03\x00\x00\x00\x00\x00\x00\x00[\x20\x28]\x00\x00\x00\x00\x00\x00\x00....\x00\x00\x00\x00
tcp u32le@8 + 16 = size: ^\x04\x00\x00\x00\x00\x00\x00\x00[\x10\x18\x20]\x00\x00\x00\x00\x00\x00\x00....\x00\x00\x00\x00
