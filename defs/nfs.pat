# SPDX-License-Identifier: GPL-2.0-only
# NFS - network file system, versions 2 to 4, with the services it needs (ONC RPC)
#
# Call: id, 00000000, RPC version 2, program, version, procedure, credentials. Answer: id,
# 00000001, accepted 0, verifier (8 bytes), state 0, result. Over TCP each message is preceded by
# its length (4 bytes), the uppermost bit marks the last fragment. Programs: NFS 100003, mount
# 100005, lock manager 100021, status 100024, quota 100011, ACL 100227; port mapper 100000, which
# serves other programs, too, but NFS most of all.
#
# Seen     calls. Of answers those that have signs: attributes of a file, the port mapper's list
#          and addresses, compounds of version 4.
# Missed   other answers, which do not tell the program; RDMA; NFS in TLS.
# Alike    other programs of ONC RPC (NIS ...) have other numbers.

protocol  nfs
about     NFS file sharing and the port mapper (ONC RPC)
group     file
alias     sunrpc portmap rpcbind mountd nlm
source    RFC 5531 section 9, 11: ONC RPC, record marking
source    RFC 1094 (version 2), RFC 1813 (version 3), RFC 8881 (version 4.1), RFC 1833 (port mapper)

# calls
udp size 40.. u32@12 = 100003 u32@16 <= 8 u32@4 = 0 u32@8 = 2 u16@12 = 1: ^.
udp size 40.. u32@12 = 100000 u32@16 <= 8 u32@4 = 0 u32@8 = 2 u16@12 = 1: ^.
udp size 40.. u32@12 = 100005 u32@16 <= 8 u32@4 = 0 u32@8 = 2 u16@12 = 1: ^.
udp size 40.. u32@12 = 100021 u32@16 <= 8 u32@4 = 0 u32@8 = 2 u16@12 = 1: ^.
udp size 40.. u32@12 = 100024 u32@16 <= 8 u32@4 = 0 u32@8 = 2 u16@12 = 1: ^.
udp size 40.. u32@12 = 100011 u32@16 <= 8 u32@4 = 0 u32@8 = 2 u16@12 = 1: ^.
udp size 40.. u32@12 = 100227 u32@16 <= 8 u32@4 = 0 u32@8 = 2 u16@12 = 1: ^.
tcp u32@0 & 0x7fffffff >= 40 u32@16 = 100003 u32@20 <= 8 u32@8 = 0 u32@12 = 2 u16@16 = 1: ^[\x00\x80]
tcp u32@0 & 0x7fffffff >= 40 u32@16 = 100000 u32@20 <= 8 u32@8 = 0 u32@12 = 2 u16@16 = 1: ^[\x00\x80]
tcp u32@0 & 0x7fffffff >= 40 u32@16 = 100005 u32@20 <= 8 u32@8 = 0 u32@12 = 2 u16@16 = 1: ^[\x00\x80]
tcp u32@0 & 0x7fffffff >= 40 u32@16 = 100021 u32@20 <= 8 u32@8 = 0 u32@12 = 2 u16@16 = 1: ^[\x00\x80]
tcp u32@0 & 0x7fffffff >= 40 u32@16 = 100024 u32@20 <= 8 u32@8 = 0 u32@12 = 2 u16@16 = 1: ^[\x00\x80]
tcp u32@0 & 0x7fffffff >= 40 u32@16 = 100011 u32@20 <= 8 u32@8 = 0 u32@12 = 2 u16@16 = 1: ^[\x00\x80]
tcp u32@0 & 0x7fffffff >= 40 u32@16 = 100227 u32@20 <= 8 u32@8 = 0 u32@12 = 2 u16@16 = 1: ^[\x00\x80]
# version 3: status 0, attributes follow, type 1..7, mode
udp size 112.. u32@4 = 1 u32@8 = 0 u32@12 = 0 u32@16 = 0 u32@20 = 0 u32@24 = 0 u32@28 = 1 u24@32 = 0 u8@35 >= 1 u8@35 <= 7 u16@36 = 0: ^.
tcp u32@8 = 1 u32@12 = 0 u32@16 = 0 u32@20 = 0 u32@24 = 0 u32@28 = 0: ^\x80
# version 2 and 3: status 0, type, mode with the type in it (directory, file, link), number of links
udp size 96 u32@4 = 1 u32@8 = 0 u32@12 = 0 u32@16 = 0 u32@20 = 0 u32@24 = 0 u24@28 = 0 u8@31 >= 1 u8@31 <= 7 u16@32 = 0 u8@34 <= 0xa1 u16@36 = 0: ^.
udp size 112 u32@4 = 1 u32@8 = 0 u32@12 = 0 u32@16 = 0 u32@20 = 0 u32@24 = 0 u24@28 = 0 u8@31 >= 1 u8@31 <= 7 u16@32 = 0 u8@34 <= 0xa1 u16@36 = 0: ^.
# version 4: no tag, results; the first is SEQUENCE, PUTFH, PUTROOTFH, SETCLIENTID ... 0
# port mapper: list of programs; universal address (RFC 5665)
udp u32@4 = 1 u32@8 = 0 u32@12 = 0 u32@16 = 0 u32@20 = 0 u32@24 = 1 u32@28 = 0x000186a0 u24@32 = 0 u8@35 >= 2 u8@35 <= 4: ^.
tcp u32@8 = 1 u32@12 = 0 u32@16 = 0 u32@20 = 0 u32@24 = 0 u32@28 = 1: ^\x80
udp size 36..64 u32@4 = 1 u32@8 = 0 u32@12 = 0 u32@16 = 0 u32@20 = 0 u24@24 = 0 u8@27 >= 0x0b u8@27 <= 0x1c u8@28 >= 0x30 u8@28 <= 0x39 u8@29 >= 0x2e u8@29 <= 0x39 u8@29 != 0x2f u8@30 >= 0x2e u8@30 <= 0x39 u8@30 != 0x2f u8@31 >= 0x2e u8@31 <= 0x39 u8@31 != 0x2f u8@32 >= 0x2e u8@32 <= 0x39 u8@32 != 0x2f u8@33 >= 0x2e u8@33 <= 0x39 u8@33 != 0x2f u8@34 >= 0x2e u8@34 <= 0x39 u8@34 != 0x2f u8@35 >= 0x2e u8@35 <= 0x39 u8@35 != 0x2f: ^.
