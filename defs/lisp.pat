# SPDX-License-Identifier: GPL-2.0-only
# LISP - locator/identifier separation (RFC 9300, 9301)
#
# Control: the upper four bits are the type: 1 map-request, 2 map-reply, 3 map-register, 4
# map-notify, 8 encapsulated control message (an IP packet to port 4342 follows). Data: flags N L
# E V I, nonce and instance (8 bytes), an IP packet.
#
# Seen     registration (HMAC of 20 or 32 bytes), encapsulated requests, requests and answers for
#          IPv4, data with IPv4 inside.
# Missed   other address families in requests and answers, LISP over TCP, data with IPv6.
# Alike    VXLAN has a header of 8 bytes, too, but Ethernet inside; GTP other flags.

protocol  lisp
about     Locator/Identifier Separation Protocol
group     network tunnel
alias     lisp-data lisp-control lisp-cons
source    RFC 9301 section 5.2 to 5.8 (control), RFC 9300 section 5.3 (data)

# encapsulated: IPv4, IPv6; UDP to port 4342
udp u16@6 + 4 = size u8@13 = 17 u16@26 = 4342: ^\x80\x00\x00\x00\x45
udp u16@8 + 44 = size u8@10 = 17 u16@46 = 4342: ^\x80\x00\x00\x00[\x60-\x6f]
# register, notify: nonce, key id, length of the HMAC; record with address family IPv4, IPv6 or LCAF
udp size 52.. u16@46 = 1 u8@2 <= 0x7f u8@3 >= 1 u8@3 <= 0x40 u8@13 <= 2 u16@14 = 0x0014: ^[0-O]
udp size 52.. u16@46 = 2 u8@2 <= 0x7f u8@3 >= 1 u8@3 <= 0x40 u8@13 <= 2 u16@14 = 0x0014: ^[0-O]
udp size 52.. u16@46 = 16387 u8@2 <= 0x7f u8@3 >= 1 u8@3 <= 0x40 u8@13 <= 2 u16@14 = 0x0014: ^[0-O]
udp size 64.. u16@58 = 1 u8@2 <= 0x7f u8@3 >= 1 u8@3 <= 0x40 u8@13 <= 2 u16@14 = 0x0020: ^[0-O]
udp size 64.. u16@58 = 2 u8@2 <= 0x7f u8@3 >= 1 u8@3 <= 0x40 u8@13 <= 2 u16@14 = 0x0020: ^[0-O]
udp size 64.. u16@58 = 16387 u8@2 <= 0x7f u8@3 >= 1 u8@3 <= 0x40 u8@13 <= 2 u16@14 = 0x0020: ^[0-O]
# request: one record, source, one locator, record, IPv4 each; the same without a source
udp size 32.. u16@2 = 1 u16@12 = 1 u16@18 = 1 u8@24 = 0 u8@25 <= 0x20 u16@26 = 1: ^[\x10-\x1f]
udp size 28.. u16@2 = 1 u32@12 = 1 u8@20 = 0 u8@21 <= 0x20 u16@22 = 1: ^[\x10-\x1f]
# answer: one record, locators of IPv4; reserved bits 0
udp u8@16 * 12 + 28 = size u8@17 <= 32 u16@22 = 1 u16@20 < 4096: ^[\x20-\x2f]\x00\x00\x01
# data: nonce or instance present; IPv4 with its length, not fragmented, ICMP, TCP, UDP or ESP
udp u16@10 + 8 = size u16@14 & 0x3fff = 0 u8@17 = 6 u8@8 = 0x45: ^[H\x80\x88\xc0\xc8]
udp u16@10 + 8 = size u16@14 & 0x3fff = 0 u8@17 = 17 u8@8 = 0x45: ^[H\x80\x88\xc0\xc8]
udp u16@10 + 8 = size u16@14 & 0x3fff = 0 u8@17 = 1 u8@8 = 0x45: ^[H\x80\x88\xc0\xc8]
