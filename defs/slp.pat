# SPDX-License-Identifier: GPL-2.0-only
# SLP - Service Location Protocol, versions 1 and 2
#
# Version 2: 02, function 1..11, length (3 bytes), flags (13 reserved bits 0), next extension, id,
# length of the language, language. Version 1: 01, function 1..10, length (2 bytes), flags,
# dialect 0, language (2 letters), character encoding, id.

protocol  slp
about     Service Location Protocol
group     directory network
alias     srvloc svrloc service_location_protocol
source    RFC 2608 section 8; RFC 2165 section 4.2

udp u24@2 = size u16@5 & 0x1fff = 0 u8@12 = 0 u8@13 >= 2 u8@13 <= 0x20 u8@14 & 0xdf >= 0x41 u8@14 & 0xdf <= 0x5a u8@15 & 0xdf >= 0x41 u8@15 & 0xdf <= 0x5a: ^\x02[\x01-\x0b]
tcp u24@2 <= size u16@5 & 0x1fff = 0 u8@12 = 0 u8@13 >= 2 u8@13 <= 0x20 u8@14 & 0xdf >= 0x41 u8@14 & 0xdf <= 0x5a u8@15 & 0xdf >= 0x41 u8@15 & 0xdf <= 0x5a: ^\x02[\x01-\x0b]
udp u16@2 = size u8@4 & 7 = 0 u8@5 = 0 u8@6 >= 0x61 u8@6 <= 0x7a u8@7 >= 0x61 u8@7 <= 0x7a u8@8 <= 3 u8@8 != 1 u8@8 != 2 size 10..: ^\x01[\x01-\x0a]
tcp u16@2 <= size u8@4 & 7 = 0 u8@5 = 0 u8@6 >= 0x61 u8@6 <= 0x7a u8@7 >= 0x61 u8@7 <= 0x7a u8@8 <= 3 u8@8 != 1 u8@8 != 2 u8@9 >= 3 u8@9 <= 0xf4: ^\x01[\x01-\x0a]
