# SPDX-License-Identifier: GPL-2.0-only
# TRDP - Train Real-time Data Protocol (IEC 61375-2-3)
#
# Header: sequence u32, version 1, kind: P (process data) d, p, r, e or M (message data) n, r, p, q,
# c, e; ComId u32, two topology counters, length u32 of the data (filled up to a multiple of 4). The
# header is 40 octets (P, with a reserved 0 at 24) or 116 (M).
#
# Seen     process data over UDP, message data over UDP and TCP, each direction alone.

protocol  trdp
about     Train Real-time Data Protocol
group     industrial
source    IEC 61375-2-3:2015, A.6.5 (process data), A.7.5 (message data)

udp u32@20 + 40 <= size u32@20 + 43 >= size u8@4 = 1 u8@5 <= 1 u8@6 = 0x50 u8@7 & 0x0e <= 4 u8@7 & 0xf5 >= 0x64 u8@7 & 0xf5 <= 0x70 u32@24 = 0: ^.
tcp+udp u32@20 + 116 <= size u32@20 + 119 >= size u8@4 = 1 u8@5 <= 1 u8@6 = 0x4d u8@7 >= 0x63 u8@7 <= 0x72: ^.
