# SPDX-License-Identifier: GPL-2.0-only
# Diameter - authentication and accounting, successor of RADIUS
#
# Seen: every message whose first attribute is one of the base protocol's (Session-Id,
# Origin-Host, Result-Code ...), in the middle of a connection too.

protocol  diameter
about     Diameter base protocol and its applications, over TCP
group     auth mobile
source    RFC 6733 section 3 (version 1, length, flags, command, application), 4.1 (AVP: code, flags, length)

# length a multiple of 4; flags R P E T, the others 0; AVP 256..299 without vendor, length up to
# 1024; application: a standard one, or a vendor's (or ffffffff, relay)
tcp u24@1 >= 28 u8@3 & 3 = 0 u8@4 & 15 = 0 u8@24 & 0x9f = 0 u16@26 >= 8 u16@26 <= 1024 u32@8 <= 255: ^\x01[\x00-\x0f]..................\x00\x00\x01[\x00-\x2b].\x00
tcp u24@1 >= 28 u8@3 & 3 = 0 u8@4 & 15 = 0 u8@24 & 0x9f = 0 u16@26 >= 8 u16@26 <= 1024 u32@8 >= 0x01000000: ^\x01[\x00-\x0f]..................\x00\x00\x01[\x00-\x2b].\x00
