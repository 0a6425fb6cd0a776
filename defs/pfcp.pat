# SPDX-License-Identifier: GPL-2.0-only
# PFCP - session control between the planes of a mobile core (N4, Sx)
#
# Version 1 in the upper three bits, S = session id present; type, length of what follows these four
# bytes, [session id 8], sequence number 3, spare, then elements with type and length of 16 bits.

protocol  pfcp
about     PFCP: control of the user plane in 4G and 5G cores
group     mobile
source    3GPP TS 29.244 7.2.2 (header), 7.3 (messages), 8.1.1 (elements)

# heartbeat: recovery time stamp (element 96, 4 bytes)
udp u16@2 + 4 = size: ^\x20[\x01\x02].....\x00\x00\x60\x00\x04
# node messages: association, node report, session set
udp u16@2 + 4 = size u16@7 = 0 u8@9 >= 0x13 u8@9 <= 0x3c u8@11 >= 1 u8@11 <= 0x40: ^\x20[\x03-\x0f]
# session messages; the last byte of the header is 0 or holds the message priority
udp u16@2 + 4 = size u8@15 = 0 u8@16 <= 1 u8@18 = 0 size 20..: ^\x21[2-9]
udp u16@2 + 4 = size u8@15 & 0xf = 0 u8@16 <= 1 u8@18 = 0 size 20..: ^\x23[2-9]
