# SPDX-License-Identifier: GPL-2.0-only
# Path of Exile - online game of Grinding Gear Games
#
# The client begins with 00 03, a ticket, 00 02, the character's name and three numbers; then all is
# encrypted. Everything big endian.
# Also TLS by server name.

protocol  pathofexile
about     Path of Exile
group     game
alias     poe
source    nDPI path_of_exile (public dissector); RFC 6066 section 3, server_name
rank      50

# the name's length makes up the size: 10 bytes before it, 12 after it
tcp u16@8 + 22 = size u24@6 = 0x000200 u8@9 >= 3 u8@9 <= 0x20 u8@10 >= 0x20 u8@11 >= 0x20 u8@12 >= 0x20: ^\x00\x03
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(pathofexile(2)?\.com|poecdn\.com)([^a-z0-9.-]|jj|zz|$)
