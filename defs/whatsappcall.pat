# SPDX-License-Identifier: GPL-2.0-only
# WhatsApp calls - relays of voice and film
#
# Seen     STUN messages with what only these relays use: an allocate request whose first attribute
#          is 4000..4007, its answer with 4002 after the address, and messages 0800..0805 without
#          attributes.
# Missed   calls between two phones directly: plain STUN, then RTP.

protocol  whatsappcall
about     WhatsApp calls: the relays' own STUN messages
group     voip
alias     whatsapp-call
source    nDPI stun.c (types 0800..0805, attributes 4000..4007); RFC 8489 section 18.3 (not assigned)
rank      60

udp u16@2 + 20 = size u16@20 >= 0x4000 u16@20 <= 0x4007 u16@22 + 24 <= size: ^\x00\x03..\x21\x12\xa4\x42
udp u16@2 + 20 = size u32@20 = 0x00200008 u32@32 = 0x40020008: ^\x01\x03..\x21\x12\xa4\x42
udp u16@2 + 20 = size: ^\x08[\x00-\x05]..\x21\x12\xa4\x42
