# SPDX-License-Identifier: GPL-2.0-only
# X11 - X window system
#
# Seen: the client's connection setup in either byte order; the server's answer, accepted or
# refused.
# Missed: X inside of SSH (that is SSH).
# Looks alike: nothing.

protocol  x11
about     X window system, displays over TCP
group     remote
source    X Window System Protocol, section 8: connection setup; byte order 42 or 6c, version 11.0

# client: order, unused, 11, 0, length of authorization name and data, unused
tcp: ^B.\x00\x0b\x00\x00\x00.\x00.\x00\x00
tcp: ^l.\x0b\x00\x00\x00.\x00.\x00\x00\x00
# server, accepted: version, length of the rest; at 24 the length of the vendor's name, 28 screens,
# 29 pixmap formats, 30 and 31 byte and bit order
tcp u16@24 >= 1 u16@24 <= 128 u8@28 >= 1 u8@28 <= 32 u8@29 >= 1 u8@29 <= 32 u8@30 <= 1 u8@31 <= 1: ^\x01.\x00\x0b\x00\x00
tcp u16le@24 >= 1 u16le@24 <= 128 u8@28 >= 1 u8@28 <= 32 u8@29 >= 1 u8@29 <= 32 u8@30 <= 1 u8@31 <= 1: ^\x01.\x0b\x00\x00\x00
# server, refused: length of the reason, version, length of the rest in units of four, the reason
tcp: ^\x00[\x01-\xff]\x00\x0b\x00\x00\x00[\x01-\x3f][ -~]{4}
tcp: ^\x00[\x01-\xff]\x0b\x00\x00\x00[\x01-\x3f]\x00[ -~]{4}
