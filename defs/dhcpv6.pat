# SPDX-License-Identifier: GPL-2.0-only
# DHCPv6 - configuration of IPv6 hosts
#
# Seen: messages whose first option is a client or server identifier, elapsed time, an
# association, an option request or rapid commit (any order is allowed, these come first in
# practice); messages of relays for a link-local or global client. Type, 3 bytes of transaction
# id, options: code, length, value.

protocol  dhcpv6
about     Dynamic Host Configuration Protocol, IPv6
group     network
alias     dhcpv6-client dhcpv6-server
source    RFC 8415 section 7.3 (types), 8 (client and server), 9 (relay), 11 (DUID), 21 (options)

# client or server identifier: DUID-LLT, -LL (hardware type below 256), -UUID, -EN (enterprise
# below 65536)
udp size 22.. u24@1 != 0 u8@4 = 0 u8@5 >= 1 u8@5 <= 2 u32@6 = 0x000e0001 u8@10 = 0 size 12..: ^[\x01-\x0b]
udp size 18.. u24@1 != 0 u8@4 = 0 u8@5 >= 1 u8@5 <= 2 u32@6 = 0x000a0003 u8@10 = 0 size 12..: ^[\x01-\x0b]
udp size 26.. u24@1 != 0 u8@4 = 0 u8@5 >= 1 u8@5 <= 2 u32@6 = 0x00120004: ^[\x01-\x0b]
udp size 14.. u24@1 != 0 u16@6 + 8 <= size u8@4 = 0 u8@5 >= 1 u8@5 <= 2 u8@6 = 0 u8@7 >= 7 u8@7 <= 0x80 u32@8 = 0x00020000: ^[\x01-\x0b]
# elapsed time and the head of another option; rapid commit and the head of another
udp size 14.. u24@1 != 0 u32@4 = 0x00080002 u8@10 = 0 u8@11 >= 1 u8@11 <= 0x9f u8@12 = 0 size 14..: ^[\x01-\x0b]
udp size 12.. u24@1 != 0 u16@10 + 12 <= size u32@4 = 0x000e0000 u8@8 = 0 u8@9 >= 1 u8@9 <= 8 u8@10 = 0 size 12..: ^[\x01-\x0b]
# association: no address and the head of another option, or with an address; the same with a
# prefix
udp size 24.. u24@1 != 0: ^[\x01-\x0b]...\x00[\x03\x19]\x00\x0c............\x00[\x01-\x9f]\x00.
udp size 48.. u24@1 != 0 u24@4 = 0x000300 u8@7 >= 0x28 u24@20 = 0x000500 u8@23 >= 0x18: ^[\x01-\x0b]
udp size 49.. u24@1 != 0 u24@4 = 0x001900 u8@7 >= 0x29 u24@20 = 0x001a00 u8@23 >= 0x19: ^[\x01-\x0b]
# option request, at least two codes below 256
udp size 12.. u24@1 != 0 u16@6 + 8 <= size u8@7 & 1 = 0 u24@4 = 0x000600 u8@7 >= 4 u8@7 <= 0x40 u8@8 = 0 u8@9 >= 7 u8@9 <= 0x9f u8@10 = 0 u8@11 >= 7 u8@11 <= 0x9f: ^[\x01-\x0b]
# relay: hops, link and peer address, relayed message, interface or remote id
udp size 42.. u16@34 = 9 u16@36 + 38 <= size u8@38 >= 1 u8@38 <= 13: ^[\x0c\x0d][\x00-\x20]
udp size 42.. u16@34 = 18 u16@36 + 38 <= size u16@18 = 0xfe80 u16@20 = 0: ^[\x0c\x0d][\x00-\x20]
udp size 42.. u16@34 = 37 u16@36 + 38 <= size u16@18 = 0xfe80 u16@20 = 0: ^[\x0c\x0d][\x00-\x20]
