# SPDX-License-Identifier: GPL-2.0-only
# Teredo - IPv6 in UDP through NAT
#
# A whole IPv6 packet, source or destination in 2001:0::/32, or link-local while a client asks its
# server; optionally an authentication or origin indication before it.

protocol  teredo
about     Teredo: IPv6 over UDP
group     tunnel
source    RFC 4380 5.1.1 (indications), 5.2.9 (bubbles), 2.6 (prefix)

udp u16@4 + 40 = size u32@8 = 0x20010000: ^[\x60-\x6f]
udp u16@4 + 40 = size u32@24 = 0x20010000: ^[\x60-\x6f]
# router solicitation and advertisement: ICMPv6 between link-local addresses
udp u16@4 + 40 = size u32@24 = 0xff020000 u32@28 = 0 u32@6 = 0x3afffe80: ^[\x60-o]
udp u16@4 + 40 = size u32@24 = 0xfe800000 u32@28 = 0 u32@6 = 0x3afffe80: ^[\x60-o]
# authentication without client id and digest: nonce (8), confirmation; then maybe origin; IPv6
udp u8@13 & 0xf0 = 0x60 u8@19 & 0xfe = 0x3a u16@21 = 0xfe80: ^\x00\x01\x00\x00
udp u16@13 = 0 u8@21 & 0xf0 = 0x60 u8@27 & 0xfe = 0x3a u16@29 = 0xfe80: ^\x00\x01\x00\x00
udp u8@13 & 0xf0 = 0x60 u8@19 & 0xfe = 0x3a u32@21 = 0x20010000: ^\x00\x01\x00\x00
udp u16@13 = 0 u8@21 & 0xf0 = 0x60 u8@27 & 0xfe = 0x3a u32@29 = 0x20010000: ^\x00\x01\x00\x00
# origin alone
udp u8@8 & 0xf0 = 0x60 u8@14 = 6 u32@16 = 0xfe800000: ^\x00\x00
udp u8@8 & 0xf0 = 0x60 u8@14 = 6 u32@16 = 0x20010000: ^\x00\x00
udp u8@8 & 0xf0 = 0x60 u8@14 = 0x11 u32@16 = 0xfe800000: ^\x00\x00
udp u8@8 & 0xf0 = 0x60 u8@14 = 0x11 u32@16 = 0x20010000: ^\x00\x00
udp u8@8 & 0xf0 = 0x60 u8@14 & 0xfe = 0x3a u32@16 = 0xfe800000: ^\x00\x00
udp u8@8 & 0xf0 = 0x60 u8@14 & 0xfe = 0x3a u32@16 = 0x20010000: ^\x00\x00
