# SPDX-License-Identifier: GPL-2.0-only
# RDP - remote desktop of Windows
#
# Seen: the connection request with a cookie, a routing token or a negotiation request; the confirm
# alone when it answers the negotiation or has the server's usual reference; the first datagram of
# either side of the UDP transport.
# Missed: a request with neither (clients before 2003) unless the server is heard; RDP over HTTPS.
# Looks alike: H.323, S7, MMS and other users of TPKT have other data or parameters (c0..c2) there.
# Datagrams that begin with ff ff ff ff are mostly those of games: the MTUs tell them apart.

protocol  rdp
about     Remote desktop of Windows
group     remote
alias     ms-wbt-server
source    RFC 1006 section 6: TPKT 03 00 and length; ISO 8073 (X.224) section 13.3: e0 CR, d0 CC
source    MS-RDPBCGR 2.2.1.1: cookie mstshash, token msts, RDP_NEG_REQ 01 flags 0008
source    MS-RDPBCGR 2.2.1.3, 2.2.1.4: GCC user data, H.221 keys "Duca", "McDn"
source    MS-RDPBCGR 2.2.1.2: RDP_NEG_RSP 02 or failure 03, flags, 0008
source    MS-RDPEUDP 2.2.2.1 and 2.2.2.5: SYN, SYN+ACK with the MTUs of both ways (1132..1232)

# request: length, e0, references, class, then the cookie or the negotiation
tcp u16@2 <= size: ^\x03\x00..[\x06-\xfe]\xe0\x00\x00..\x00(Cookie: msts(hash)?=|\x01[\x00-\x1b]\x08\x00)
# confirm, 19 bytes, with the answer to a negotiation
tcp: ^\x03\x00\x00\x13\x0e\xd0....\x00[\x02\x03].\x08\x00
# confirm of 11 bytes with the source reference all Windows servers have
tcp: ^\x03\x00\x00\x0b\x06\xd0\x00\x00\x124\x00
# UDP: SYN (source ack ffffffff, receive window, flags 0001 with 0200, 0800, 1000), padded with zeros
udp size 1132..1232 u16@6 & 0xe5ff = 1 u16@12 >= 1132 u16@12 <= 1232 u16@14 >= 1132 u16@14 <= 1232: ^\xff\xff\xff\xff
# SYN+ACK, padded as well
udp size 1132..1232 u16@6 & 0xe5ff = 5 u16@12 >= 1132 u16@12 <= 1232 u16@14 >= 1132 u16@14 <= 1232 u32@200 = 0 u32@252 = 0 u8@4 <= 0x0f: ^.
# sessions whose beginning is missing: MCS connect with the H.221 keys of client and server
tcp: ^\x03\x00..\x02\xf0\x80\x7f[\x65\x66]\x82.*(Duca|McDn)
