# SPDX-License-Identifier: GPL-2.0-only
# Heroes of the Storm - online game of Blizzard
#
# Game datagrams: bytes 2-3 are 03 00 or 34 00 (little endian), bytes 14-15 are 40 00. That is
# little, so two datagrams of the same direction are asked for.
# Also TLS by server name.

protocol  heroes-of-the-storm
about     Heroes of the Storm
group     game
alias     hots
source    nDPI hots (public dissector); RFC 6066 section 3, server_name
rank      60

udp size 20..122 packets 2 u16@14 = 0x4000: ^..[\x03\x34]\x00
udp size 20..122: ^\x00{14}\x40\x00
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)heroesofthestorm\.com([^a-z0-9.-]|jj|zz|$)
