# SPDX-License-Identifier: GPL-2.0-only
# STUN - address discovery behind NAT; also TURN and ICE, which use its messages
#
# Seen     one message of any method, request or answer, by the magic cookie; messages of RFC 3489,
#          which has none, by type, length and first attribute, or a bare binding request of 20
#          bytes: its id has no zeros, or it is repeated or answered. Data of a TURN channel
#          (4000..4FFF) in the middle of a session: three packets of one channel with RTP, RTCP or
#          DTLS in them, or one with STUN in it. Over TCP with and without the length of RFC 4571
#          (ICE) and the frame of Microsoft's TURN.
# Missed   STUN over TLS or DTLS.
# Alike    DTLS and RTP on the same ports follow later; what begins with STUN is named so.
#          GTP version 2 has the same bits as a channel (48, type, length), but other contents.

protocol  stun
about     STUN, TURN, ICE: address discovery and relays behind NAT
group     network voip
alias     turn ice stun-udp classicstun
source    RFC 8489 section 5 (header), 14 (attributes); RFC 8656 section 12.4 (ChannelData)
source    RFC 3489 section 11.1 (header without cookie), 11.2 (attributes)
source    RFC 6544 and RFC 4571 section 2 (length before each message over TCP)
source    MS-TURN section 2.1 (frame over TCP)

# type 00.., length without the header, cookie 2112A442
udp u16@2 + 20 <= size u32@4 = 0x2112a442: ^[\x00-\x3f]
tcp u16@2 + 20 <= size u32@4 = 0x2112a442: ^[\x00-\x3f]
tcp u16@0 + 2 <= size u16@4 + 22 <= size u8@2 <= 0x3f u32@6 = 0x2112a442: ^.
tcp u16@6 + 24 <= size: ^\x02\x00..[\x00-\x3f]...\x21\x12\xa4\x42
# RFC 3489: binding or shared secret; first attribute 0001..000B, 0020, 80xx, its length fits
udp u16@2 + 20 = size u16@20 >= 1 u16@20 <= 11 u16@22 >= 4 u16@22 <= 252 u16@22 + 24 <= size u32@4 > 0xffff u32@12 > 0xffff: ^(\x00[\x01\x02]|\x01[\x01\x02\x11\x12])..
udp u16@2 + 20 = size u8@20 = 0x80 u8@21 <= 0x40 u16@22 >= 1 u16@22 <= 252 u16@22 + 24 <= size u32@4 > 0xffff u32@12 > 0xffff: ^(\x00[\x01\x02]|\x01[\x01\x02\x11\x12])..
# RFC 3489: binding request without attributes, a transaction id without zeros (15 of 16 random ones
# have none), repeated, or answered
udp size 20: ^\x00\x01\x00\x00[^\x00]{16}$
udp packets 2 same u32@4 size 20 u32@4 > 0xffff u32@8 > 0xffff u32@12 > 0xffff u32@16 > 0xffff: ^\x00\x01\x00\x00
udp opener size 20 u32@4 > 0xffff u32@12 > 0xffff: ^\x00\x01\x00\x00
and answerer size 28.. u16@2 + 20 = size: ^\x01[\x01\x11]
# ChannelData
udp packets 3 same u16@0 u16@2 + 4 = size u8@4 & 0xc0 = 0x80: ^[\x40-O]
udp packets 3 same u16@0 u16@2 + 4 = size u24@4 & 0xfcfffd = 0x14fefd: ^[\x40-O]
udp u16@2 + 4 = size u8@4 <= 1 u32@8 = 0x2112a442: ^[\x40-O]
