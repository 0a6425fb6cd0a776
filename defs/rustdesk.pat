# SPDX-License-Identifier: GPL-2.0-only
# RustDesk - remote desktop
#
# Seen: over UDP a machine's registration at its server and discovery in the local network; over TCP
# the request for a connection or a relay. Messages are protocol buffers; over TCP a length is in
# front, one or two bytes of it.
# Missed: sessions between machines (encrypted), machines with a name for an id.

protocol  rustdesk
about     RustDesk remote desktop, rendezvous
group     remote
source    hbb_common rendezvous.proto: RendezvousMessage, fields 6, 8, 15, 18, 22

# RegisterPeer (6): id of digits, serial
udp u8@1 + 2 = size: ^\x32.\x0a[\x06-\x10][0-9]{6,16}(\x10|$)
# RegisterPk (15): id, uuid, key
udp: ^z.[\x00-\x02]?\x0a[\x06-\x10][0-9]{6,16}\x12
tcp u8@0 & 3 = 0 u8@1 = 0x7a u8@3 = 0x0a u8@4 >= 6 u8@4 <= 0x10 u8@5 >= 0x30 u8@5 <= 0x39 u8@6 >= 0x30 u8@6 <= 0x39 u8@7 >= 0x30 u8@7 <= 0x39 u8@8 >= 0x30 u8@8 <= 0x39 u8@9 >= 0x30 u8@9 <= 0x39 u8@10 >= 0x30 u8@10 <= 0x39: ^.
tcp u8@0 & 3 = 1 u8@2 = 0x7a u8@4 = 0x0a u8@5 >= 6 u8@5 <= 0x10 u8@6 >= 0x30 u8@6 <= 0x39 u8@7 >= 0x30 u8@7 <= 0x39 u8@8 >= 0x30 u8@8 <= 0x39 u8@9 >= 0x30 u8@9 <= 0x39 u8@10 >= 0x30 u8@10 <= 0x39 u8@11 >= 0x30 u8@11 <= 0x39: ^.
tcp u8@0 & 3 = 1 u8@2 = 0x7a u8@4 >= 1 u8@4 <= 2 u8@5 = 0x0a u8@6 >= 6 u8@6 <= 0x10 u8@7 >= 0x30 u8@7 <= 0x39 u8@8 >= 0x30 u8@8 <= 0x39 u8@9 >= 0x30 u8@9 <= 0x39 u8@10 >= 0x30 u8@10 <= 0x39 u8@11 >= 0x30 u8@11 <= 0x39 u8@12 >= 0x30 u8@12 <= 0x39: ^.
# PeerDiscovery (22): "ping" or "pong"
udp: ^\xb2\x01.[\x00-\x02]?\x0a\x04p[io]ng
# PunchHoleRequest (8), RequestRelay (18)
tcp u8@0 & 3 = 0 u8@1 = 0x42 u8@3 = 0x0a u8@4 >= 6 u8@4 <= 0x10 u8@5 >= 0x30 u8@5 <= 0x39 u8@6 >= 0x30 u8@6 <= 0x39 u8@7 >= 0x30 u8@7 <= 0x39 u8@8 >= 0x30 u8@8 <= 0x39 u8@9 >= 0x30 u8@9 <= 0x39 u8@10 >= 0x30 u8@10 <= 0x39: ^.
tcp u8@0 & 3 = 1 u8@2 = 0x42 u8@4 = 0x0a u8@5 >= 6 u8@5 <= 0x10 u8@6 >= 0x30 u8@6 <= 0x39 u8@7 >= 0x30 u8@7 <= 0x39 u8@8 >= 0x30 u8@8 <= 0x39 u8@9 >= 0x30 u8@9 <= 0x39 u8@10 >= 0x30 u8@10 <= 0x39 u8@11 >= 0x30 u8@11 <= 0x39: ^.
tcp u8@0 & 3 = 1 u8@2 = 0x42 u8@4 >= 1 u8@4 <= 2 u8@5 = 0x0a u8@6 >= 6 u8@6 <= 0x10 u8@7 >= 0x30 u8@7 <= 0x39 u8@8 >= 0x30 u8@8 <= 0x39 u8@9 >= 0x30 u8@9 <= 0x39 u8@10 >= 0x30 u8@10 <= 0x39 u8@11 >= 0x30 u8@11 <= 0x39 u8@12 >= 0x30 u8@12 <= 0x39: ^.
tcp u8@0 & 3 = 0 u16@1 = 0x9201 u8@4 = 0x0a u8@5 >= 6 u8@5 <= 0x10 u8@6 >= 0x30 u8@6 <= 0x39 u8@7 >= 0x30 u8@7 <= 0x39 u8@8 >= 0x30 u8@8 <= 0x39 u8@9 >= 0x30 u8@9 <= 0x39 u8@10 >= 0x30 u8@10 <= 0x39 u8@11 >= 0x30 u8@11 <= 0x39: ^.
tcp u8@0 & 3 = 1 u16@2 = 0x9201 u8@5 = 0x0a u8@6 >= 6 u8@6 <= 0x10 u8@7 >= 0x30 u8@7 <= 0x39 u8@8 >= 0x30 u8@8 <= 0x39 u8@9 >= 0x30 u8@9 <= 0x39 u8@10 >= 0x30 u8@10 <= 0x39 u8@11 >= 0x30 u8@11 <= 0x39 u8@12 >= 0x30 u8@12 <= 0x39: ^.
tcp u8@0 & 3 = 1 u16@2 = 0x9201 u8@5 >= 1 u8@5 <= 2 u8@6 = 0x0a u8@7 >= 6 u8@7 <= 0x10 u8@8 >= 0x30 u8@8 <= 0x39 u8@9 >= 0x30 u8@9 <= 0x39 u8@10 >= 0x30 u8@10 <= 0x39 u8@11 >= 0x30 u8@11 <= 0x39 u8@12 >= 0x30 u8@12 <= 0x39 u8@13 >= 0x30 u8@13 <= 0x39: ^.
