# SPDX-License-Identifier: GPL-2.0-only
# RADIUS - authentication and accounting of network access
#
# Seen: requests and answers, each alone, by code, length and their first attribute (one of fixed
# length, a text, a vendor's, EAP, Message-Authenticator); answers without any attribute after two
# of them. Code, identifier, length of the whole, authenticator of 16 bytes, attributes: type,
# length, value.

protocol  radius
about     Remote Authentication Dial In User Service
group     auth
alias     radius-acct
source    RFC 2865 section 3 (codes 1..3, 11), 5 (attributes)
source    RFC 2866 (4, 5), RFC 5176 (40..45), RFC 5997 (12)
rank      103

# Message-Authenticator (the authenticator of the header is random or MD5: never 0)
udp u16@2 = size u32@4 != 0 u32@8 != 0 u32@12 != 0 u32@16 != 0 u8@2 = 0 u16@20 = 0x5012: ^[\x01-\x05\x0b\x0c\x28-\x2d]
# attributes of 4 bytes: addresses, ports and numbers (whose first bytes are 0)
udp u16@2 = size u32@4 != 0 u32@8 != 0 u32@12 != 0 u32@16 != 0 u8@2 <= 0x0f u16@20 = 0x0406: ^[\x01-\x05\x0b\x0c\x28-\x2d]
udp u16@2 = size u32@4 != 0 u32@8 != 0 u32@12 != 0 u32@16 != 0 u8@2 <= 0x0f u16@20 = 0x0506: ^[\x01-\x05\x0b\x0c\x28-\x2d]
udp u16@2 = size u32@4 != 0 u32@8 != 0 u32@12 != 0 u32@16 != 0 u8@2 <= 0x0f u16@20 = 0x0806: ^[\x01-\x05\x0b\x0c\x28-\x2d]
udp u16@2 = size u32@4 != 0 u32@8 != 0 u32@12 != 0 u32@16 != 0 u8@2 <= 0x0f u16@20 = 0x0906: ^[\x01-\x05\x0b\x0c\x28-\x2d]
udp u16@2 = size u32@4 != 0 u32@8 != 0 u32@12 != 0 u32@16 != 0 u8@2 <= 0x0f u16@20 = 0x0e06: ^[\x01-\x05\x0b\x0c\x28-\x2d]
udp u16@2 = size u32@4 != 0 u32@8 != 0 u32@12 != 0 u32@16 != 0 u8@2 <= 0x0f u16@20 = 0x3706: ^[\x01-\x05\x0b\x0c\x28-\x2d]
udp u16@2 = size u32@4 != 0 u32@8 != 0 u32@12 != 0 u32@16 != 0 u8@2 <= 0x0f u8@20 >= 6 u8@20 <= 0x55 u16@21 = 0x0600: ^[\x01-\x05\x0b\x0c\x28-\x2d]
# texts: user name; reply message, called and calling station, NAS identifier, session, port
udp u16@2 = size u32@4 != 0 u32@8 != 0 u32@12 != 0 u32@16 != 0 u8@21 + 20 <= size u8@2 <= 0x0f u8@20 = 1 u8@21 >= 5 u8@21 <= 0xfd u8@22 >= 0x21 u8@22 <= 0x7e u8@23 >= 0x21 u8@23 <= 0x7e u8@24 >= 0x21 u8@24 <= 0x7e: ^[\x01\x04]
udp u16@2 = size u32@4 != 0 u32@8 != 0 u32@12 != 0 u32@16 != 0 u8@21 + 20 <= size u8@2 <= 0x0f u8@20 >= 1 u8@20 <= 0x57 u8@21 >= 6 u8@21 <= 0xfd u8@22 >= 0x21 u8@22 <= 0x7e u8@23 >= 0x20 u8@23 <= 0x7e u8@24 >= 0x20 u8@24 <= 0x7e u8@25 >= 0x20 u8@25 <= 0x7e: ^[\x01-\x04\x0b\x28-\x2d]
# encrypted password (a multiple of 16), CHAP password; vendor's: enterprise number; state and
# class
udp u16@2 = size u32@4 != 0 u32@8 != 0 u32@12 != 0 u32@16 != 0 u8@21 + 20 <= size u8@21 & 15 = 2 u8@2 <= 0x0f u8@20 = 2 u8@21 >= 0x12 u8@21 <= 0x82: ^\x01
udp u16@2 = size u32@4 != 0 u32@8 != 0 u32@12 != 0 u32@16 != 0 u8@2 <= 0x0f u16@20 = 0x0313: ^\x01
udp u16@2 = size u32@4 != 0 u32@8 != 0 u32@12 != 0 u32@16 != 0 u8@21 + 20 <= size u8@2 <= 0x0f u8@20 = 0x1a u8@21 >= 8 u16@22 = 0: ^[\x01-\x05\x0b\x28-\x2d]
# EAP: code 1..4, identifier, length
udp u16@2 = size u32@4 != 0 u32@8 != 0 u32@12 != 0 u32@16 != 0 u8@21 + 20 <= size u8@2 <= 0x0f u8@20 = 0x4f u8@21 >= 6 u8@22 >= 1 u8@22 <= 4 u8@24 <= 5 size 26..: ^[\x01-\x03\x0b]
udp packets 2 u16@2 = size u32@4 != 0 u32@8 != 0 u32@12 != 0 u32@16 != 0 u8@21 >= 3 u8@21 + 20 <= size u8@2 <= 0x0f u8@20 >= 0x18 u8@20 <= 0x21 u8@20 & 0x0f >= 1 u8@20 & 0x0f <= 9: ^[\x02\x03\x05\x0b]
udp packets 2 size 20 u32@4 != 0 u32@8 != 0 u32@12 != 0 u32@16 != 0: ^[\x02\x03\x05\x29\x2c].\x00\x14
