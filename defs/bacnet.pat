# SPDX-License-Identifier: GPL-2.0-only
# BACnet/IP - building automation
#
# BVLC: 81 (82 on IPv6), function, length u16 of the whole datagram; then the NPDU: version 01 and
# control bits, two of which are reserved.
#
# Seen     unicast, broadcast, distribute, forwarded NPDUs; results, registration of foreign devices,
#          reading and writing the broadcast table; BACnet/IPv6 unicast, broadcast, forwarded.
# Missed   BACnet/SC is inside TLS; the answer with the table of foreign devices.
# Alike    RTP and RTCP begin with 81, too: the length and the version keep them out.

protocol  bacnet
about     BACnet/IP building automation
group     industrial
alias     bvlc bacnet-ip
source    ANSI/ASHRAE 135, Annex J.2 (BVLL), Annex U.2 (BACnet/IPv6), 6.2 (NPDU)

udp u16@2 = size u16@4 & 0xff50 = 0x0100: ^\x81[\x09-\x0b]
# Forwarded: the address (6) of the first sender stands before the NPDU
udp u16@2 = size u16@10 & 0xff50 = 0x0100: ^\x81\x04
# Result code x0; register foreign device; read tables or empty tables; delete an entry
udp size 6: ^\x81(\x00\x00\x06\x00[\x00\x10\x20\x30\x40\x50\x60\x70\x80\x90]|\x05\x00\x06)
udp size 4: ^\x81[\x01-\x03\x06\x07]\x00\x04
udp size 10: ^\x81\x08\x00\x0a
# Broadcast table: entries of address, port 47808-47823, mask
udp u16@2 = size: ^\x81[\x01\x03]..(.{4}\xba[\xc0-\xcf].{4})+$
# IPv6: source VMAC (3), destination VMAC (3) or none, or the address of the first sender (18)
udp u16@2 = size u8@1 = 1 u16@10 & 0xff50 = 0x0100: ^\x82
udp u16@2 = size u8@1 = 2 u16@7 & 0xff50 = 0x0100: ^\x82
udp u16@2 = size u8@1 = 8 u16@25 & 0xff50 = 0x0100: ^\x82
