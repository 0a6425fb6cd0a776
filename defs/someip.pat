# SPDX-License-Identifier: GPL-2.0-only
# SOME/IP - services inside cars (AUTOSAR)
#
# Header: service u16, method u16, length u32 of what follows the length, client u16, session u16,
# protocol version 1, interface version, kind of message, return code (0 but in answers and errors).
#
# Seen     requests, answers, errors, notifications, also segmented (SOME/IP-TP); service discovery
#          (FFFF 8100); magic cookies of TCP; each direction alone.
# Missed   several messages in one datagram or first segment, but for service discovery.
# Alike    DoIP also has a length at 4; it wins by rank.

protocol  someip
about     SOME/IP service communication in vehicles
group     automotive
alias     some-ip somip someip-sd
source    AUTOSAR PRS_SOMEIPProtocol, 4.1 (message format), 4.2.1.3 (TP); PRS_SOMEIPServiceDiscovery
rank      105

tcp+udp u32@4 + 8 = size size 16.. u16@4 = 0 u8@12 = 1 u8@14 & 0xdf <= 2 u8@15 = 0: ^.
tcp+udp u32@4 + 8 = size size 16.. u16@4 = 0 u8@12 = 1 u8@14 & 0xde = 0x80 u8@15 <= 0x5e: ^.
# Service discovery: notification of interface version 1
tcp+udp: ^\xff\xff\x81\x00\x00\x00..\x00\x00..\x01\x01\x02\x00
# Magic cookies of client and server
tcp: ^\xff\xff[\x00\x80]\x00\x00\x00\x00\x08\xde\xad\xbe\xef\x01\x01[\x01\x02]\x00
