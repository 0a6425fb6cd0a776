# SPDX-License-Identifier: GPL-2.0-only
# BFCP - binary floor control protocol: who may present in a conference
#
# Seen     one message whose length (in words, after 12 bytes) is that of the packet: with an
#          attribute of a known type that fits, or Hello, which has none, on TCP.
# Missed   other messages without attributes: too little to be certain.

protocol  bfcp
about     BFCP: floor control in conferences
group     conference
source    RFC 8855 section 5.1 (header, version 1 over TCP, 2 over UDP), 5.2 (attributes)
rank      102

# FloorRequest, FloorRelease, queries, statuses, Error ... with attributes: type 1..18, length 2..255
tcp u16@2 * 4 + 12 = size u16@2 <= 512 u8@12 >= 2 u8@12 <= 37 u8@13 >= 2 u8@12 >= 2 u8@12 <= 0x25 u8@13 >= 3 u8@13 <= 0x40: ^\x20[\x01-\x12]
udp u16@2 * 4 + 12 = size u16@2 <= 350 u8@12 >= 2 u8@12 <= 37 u8@13 >= 2 u8@12 >= 2 u8@12 <= 0x25 u8@13 >= 3 u8@13 <= 0x40: ^[\x40P][\x01-\x12]
# Hello (11) and its answer (12) with the primitives (11 << 1 = 16h) and attributes (14h) it knows
tcp size 12 u32@4 <= 0xffffff: ^\x20\x0b\x00\x00
tcp u16@2 * 4 + 12 <= size u16@2 >= 1 u16@2 <= 64 u8@2 = 0 u8@12 & 0xfc = 0x14 u8@13 >= 3 u8@13 <= 0x40: ^\x20\x0c
