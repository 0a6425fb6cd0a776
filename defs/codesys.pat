# SPDX-License-Identifier: GPL-2.0-only
# CODESYS - runtime of controllers of many makers
#
# V3 over TCP: magic 00 01 17 E8, length u32 little endian, then a datagram (C5). V2: BB BB, length
# u32 in the order of the controller, service. Network variables over UDP: 00 2D 53 33, id u32, index
# u16, sub-index u16, items u16, length u16 little endian of the datagram.
#
# Seen     requests and answers, each alone.
# Missed   V3 over UDP has no mark but C5.

protocol  codesys
about     CODESYS V2 and V3 gateways and network variables
group     industrial
alias     codesys3 codesys2
source    public descriptions of the V3 block driver (Kaspersky ICS CERT, 2019) and nmap's
source    codesys-v2-discover; CODESYS help, Network Variable Protocol
rank      95

tcp u32le@4 >= 8: ^\x00\x01\x17\xe8..[\x00-\x0f]\x00\xc5
tcp u32le@2 + 6 = size: ^\xbb\xbb...\x00.
tcp u32@2 + 6 = size: ^\xbb\xbb\x00....
udp u16le@14 = size: ^\x00\x2d\x53\x33[\x00-\x06]\x00\x00\x00
