# SPDX-License-Identifier: GPL-2.0-only
# IKE - key exchange of IPsec, versions 1 and 2, also behind NAT and over TCP
#
# Each datagram has the header: two SPIs of 8 bytes, next payload, version, exchange, flags, message
# id, length of it all. On port 4500 four zeros precede it (non-ESP marker). Any message is enough.
# Missed: ESP, in UDP too (nothing but a random SPI and a counter), NAT keepalives (one byte FF).

protocol  ike
about     IKE/ISAKMP: key exchange of IPsec
group     vpn network
alias     isakmp ipsec ipsec-nat-t ikev2
source    RFC 2408 3.1 (version 1.0), RFC 7296 3.1 (2.0), RFC 3948 2.2 (marker), RFC 9329 (TCP)

# IKEv2: payloads 0 and 33 to 54, version 20, exchanges 34 to 44 (RFC 9242: 43), flags R V I only
udp u32@24 = size u8@19 & 0xc7 = 0 u16@16 = 0x0020 u8@18 >= 0x22 u8@18 <= 0x2c: ^.
udp u32@24 = size u8@19 & 0xc7 = 0 u8@16 >= 0x21 u8@16 <= 0x36 u8@17 = 0x20 u8@18 >= 0x22 u8@18 <= 0x2c: ^.
udp u32@28 + 4 = size u8@23 & 0xc7 = 0 u16@2 = 0 u16@20 = 0x0020 u8@22 >= 0x22 u8@22 <= 0x2c: ^\x00\x00
udp u32@28 + 4 = size u8@23 & 0xc7 = 0 u16@2 = 0 u8@20 >= 0x21 u8@20 <= 0x36 u8@21 = 0x20 u8@22 >= 0x22 u8@22 <= 0x2c: ^\x00\x00
# IKEv1: payloads 0 to 23 or the private ones of early NAT traversal (128 and above), version 10,
# exchanges 1 to 6 and 32 to 34, flags E C A only
udp u32@24 = size u8@19 & 0xf8 = 0 u8@16 <= 0x17 u8@17 = 0x10 u8@18 >= 1 u8@18 <= 6: ^.
udp u32@24 = size u8@19 & 0xf8 = 0 u8@16 <= 0x17 u8@17 = 0x10 u8@18 >= 0x20 u8@18 <= 0x22: ^.
udp u32@24 = size u8@19 & 0xf8 = 0 u16@16 & 0xf0ff = 0x8010 u8@18 >= 1 u8@18 <= 6: ^.
udp u32@24 = size u8@19 & 0xf8 = 0 u16@16 & 0xf0ff = 0x8010 u8@18 >= 0x20 u8@18 <= 0x22: ^.
udp u32@28 + 4 = size u8@23 & 0xf8 = 0 u16@2 = 0 u8@20 <= 0x17 u8@21 = 0x10 u8@22 >= 1 u8@22 <= 6: ^\x00\x00
udp u32@28 + 4 = size u8@23 & 0xf8 = 0 u16@2 = 0 u8@20 <= 0x17 u8@21 = 0x10 u8@22 >= 0x20 u8@22 <= 0x22: ^\x00\x00
udp u32@28 + 4 = size u8@23 & 0xf8 = 0 u16@2 = 0 u16@20 & 0xf0ff = 0x8010 u8@22 >= 1 u8@22 <= 6: ^\x00\x00
udp u32@28 + 4 = size u8@23 & 0xf8 = 0 u16@2 = 0 u16@20 & 0xf0ff = 0x8010 u8@22 >= 0x20 u8@22 <= 0x22: ^\x00\x00
# over TCP: prefix of the stream, length, marker
tcp: ^IKETCP..\x00\x00\x00\x00
