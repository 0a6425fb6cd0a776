# SPDX-License-Identifier: GPL-2.0-only
# OpenVPN - virtual private network over UDP and TCP
#
# A packet is opcode * 8 + key id, session id (8 bytes), then, depending on the configuration:
#   plain      count of acknowledged packets, these ids (4 each) and the session of the peer, id
#   tls-auth   HMAC (16, 20, 28, 32, 48 or 64 bytes), packet id, time (4 bytes), then as plain
#   tls-crypt  packet id, time, tag of 32 bytes, the rest encrypted
# Opcodes: 38 and 50 reset of a client (V2, V3), 40 of the server, 20 control, 28 acknowledgement,
# 58 control with wrapped key. Over TCP a length of two bytes comes first. The time is taken to lie
# in 2012 to 2037 (50 to 7F); packet ids start at 1, those of tls-crypt-v2 may have 0A 01 or 0F
# above. Missed: static keys, sessions already carrying data, XOR-scramble and other disguises.

protocol  openvpn
about     OpenVPN over UDP or TCP, plain, tls-auth, tls-crypt
group     vpn
source    OpenVPN wire protocol (openvpn.net, OpenVPN Protocol; doc/tls-crypt-v2.txt)

# plain: client, server (acknowledges packet 0), acknowledgement, TLS in control packets
udp size 14: ^\x38.{8}\x00\x00\x00\x00[\x00-\x0f]$
udp size 26: ^\x40.{8}\x01\x00\x00\x00[\x00-\x0f].{8}\x00\x00\x00[\x00-\x0f]$
udp size 22: ^[\x28-\x2f].{8}\x01\x00\x00\x00.{9}$
udp: ^[\x20-\x27].{8}(\x00|\x01.{12}|\x02.{16}|\x03.{20}|\x04.{24})\x00\x00\x00.\x16\x03[\x00-\x03]
tcp: ^\x00\x0e\x38.{8}\x00\x00\x00\x00[\x00-\x0f]
tcp: ^\x00\x1a\x40.{8}\x01\x00\x00\x00[\x00-\x0f].{8}\x00\x00\x00[\x00-\x0f]

# tls-auth, client: one line for each length of the HMAC; packet id small, time, no acknowledgement
udp size 38 u32@25 < 16 u8@29 >= 0x50 u8@29 < 0x80 u32@33 = 0: ^\x38
udp size 42 u32@29 < 16 u8@33 >= 0x50 u8@33 < 0x80 u32@37 = 0: ^\x38
udp size 50 u32@37 < 16 u8@41 >= 0x50 u8@41 < 0x80 u32@45 = 0: ^\x38
udp size 54 u32@41 < 16 u8@45 >= 0x50 u8@45 < 0x80 u32@49 = 0: ^\x38
udp size 70 u32@57 < 16 u8@61 >= 0x50 u8@61 < 0x80 u32@65 = 0: ^\x38
udp size 86 u32@73 < 16 u8@77 >= 0x50 u8@77 < 0x80 u32@81 = 0: ^\x38
# tls-auth, server: acknowledges one packet (01, id, session id)
udp size 50 u32@25 < 16 u8@29 >= 0x50 u8@29 < 0x80 u32@33 = 0x1000000: ^\x40
udp size 54 u32@29 < 16 u8@33 >= 0x50 u8@33 < 0x80 u32@37 = 0x1000000: ^\x40
udp size 62 u32@37 < 16 u8@41 >= 0x50 u8@41 < 0x80 u32@45 = 0x1000000: ^\x40
udp size 66 u32@41 < 16 u8@45 >= 0x50 u8@45 < 0x80 u32@49 = 0x1000000: ^\x40
udp size 82 u32@57 < 16 u8@61 >= 0x50 u8@61 < 0x80 u32@65 = 0x1000000: ^\x40
udp size 98 u32@73 < 16 u8@77 >= 0x50 u8@77 < 0x80 u32@81 = 0x1000000: ^\x40
# over TCP the length names the HMAC
tcp: ^\x00(\x26\x38.{24}|\x2a\x38.{28}|\x36\x38.{40}|\x56\x38.{72})\x00\x00\x00[\x01-\x0f][\x50-\x7f]...\x00\x00\x00\x00
tcp: ^\x00(\x32\x40.{24}|\x36\x40.{28}|\x42\x40.{40}|\x62\x40.{72})\x00\x00\x00[\x01-\x0f][\x50-\x7f]...\x01\x00\x00\x00

# tls-crypt: reset of client (54 bytes) and server, then control packets and acknowledgements
# (DNS has 0001 in the middle of the session id, which is random here)
udp size 54 u16@4 > 1 u32@5 > 255: ^\x38.{8}\x00\x00\x00[\x01-\x0f][\x50-\x7f]
udp size 66..96 u16@4 > 1 u32@5 > 255 u24@9 = 0 u8@12 <= 3 u8@13 >= 0x50 u8@13 <= 0x7f: ^\x40
udp size 66..96 u16@4 > 1 u32@5 > 255 u24@9 = 0x0a0100 u8@12 <= 3 u8@13 >= 0x50 u8@13 <= 0x7f: ^\x40
udp size 66..96 u16@4 > 1 u32@5 > 255 u24@9 = 0x0f0000 u8@12 <= 3 u8@13 >= 0x50 u8@13 <= 0x7f: ^\x40
udp size 49.. packets 2 same u32@13 u16@4 > 1 u32@5 > 255 u24@9 = 0 u8@12 <= 0x3f u8@13 >= 0x50 u8@13 <= 0x7f: ^[\x20\x28X]
udp size 49.. packets 2 same u32@13 u16@4 > 1 u32@5 > 255 u24@9 = 0x0a0100 u8@12 <= 0x3f u8@13 >= 0x50 u8@13 <= 0x7f: ^[\x20\x28X]
udp size 49.. packets 2 same u32@13 u16@4 > 1 u32@5 > 255 u24@9 = 0x0f0000 u8@12 <= 0x3f u8@13 >= 0x50 u8@13 <= 0x7f: ^[\x20\x28X]
tcp u16@0 = 54 u16@6 > 1 u8@2 = 0x38 u24@11 = 0 u8@14 >= 1 u8@14 <= 0x0f u8@15 >= 0x50 u8@15 <= 0x7f: ^\x00
tcp u16@0 >= 66 u16@0 <= 96 u16@6 > 1 u8@2 = 0x40 u24@11 = 0 u8@14 <= 0x0f u8@15 >= 0x50 u8@15 <= 0x7f: ^\x00
tcp u16@0 >= 66 u16@0 <= 96 u16@6 > 1 u8@2 = 0x40 u24@11 = 0x0a0100 u8@14 <= 0x0f u8@15 >= 0x50 u8@15 <= 0x7f: ^\x00
tcp u16@0 >= 66 u16@0 <= 96 u16@6 > 1 u8@2 = 0x40 u24@11 = 0x0f0000 u8@14 <= 0x0f u8@15 >= 0x50 u8@15 <= 0x7f: ^\x00
# tls-crypt-v2: the wrapped key follows, of 290 bytes and more
udp size 300..1100 u16@4 > 1 u32@5 > 255 u24@9 = 0 u8@12 <= 2 u8@13 >= 0x50 u8@13 <= 0x7f: ^P
udp size 300..1100 u16@4 > 1 u32@5 > 255 u24@9 = 0x0a0100 u8@12 <= 2 u8@13 >= 0x50 u8@13 <= 0x7f: ^P
udp size 300..1100 u16@4 > 1 u32@5 > 255 u24@9 = 0x0f0000 u8@12 <= 2 u8@13 >= 0x50 u8@13 <= 0x7f: ^P
tcp u16@0 >= 300 u16@0 <= 1100 u16@6 > 1 u8@2 = 0x50 u24@11 = 0 u8@14 <= 0x0f u8@15 >= 0x50 u8@15 <= 0x7f: ^.
tcp u16@0 >= 300 u16@0 <= 1100 u16@6 > 1 u8@2 = 0x50 u24@11 = 0x0a0100 u8@14 <= 0x0f u8@15 >= 0x50 u8@15 <= 0x7f: ^.
tcp u16@0 >= 300 u16@0 <= 1100 u16@6 > 1 u8@2 = 0x50 u24@11 = 0x0f0000 u8@14 <= 0x0f u8@15 >= 0x50 u8@15 <= 0x7f: ^.
