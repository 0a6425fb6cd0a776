# SPDX-License-Identifier: GPL-2.0-only
# NetEase Games - Naraka: Bladepoint, Lost Light, Badlanders
#
# First datagrams as seen by a public dissector.
# Also TLS by server name.

protocol  neteasegames
about     NetEase games
group     game mobile
alias     naraka
source    nDPI netease_games (public dissector); RFC 6066 section 3, server_name
rank      60

# 12 byte connect
udp opener size 12: ^\x01.\xd0\x01....\x00\x01\x01\x01$
# Lost Light; Naraka: Bladepoint
udp size 30..: ^\xb3\xaf\x8d\xe8
udp size 31..: ^\x07\x08\x08\x0c
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(easebar|neteasegames)\.com([^a-z0-9.-]|jj|zz|$)
