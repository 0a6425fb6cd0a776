# SPDX-License-Identifier: GPL-2.0-only
# The Elder Scrolls Online - online game
#
# Messages have a length (big endian), 00 01 00 01, the length of what follows, a code and strings
# with a 16 bit length: first the account name (logon server) or a session id (game server,
# "eso.live" behind it).
# Also TLS by server name.

protocol  tes-online
about     The Elder Scrolls Online
group     game
alias     teso eso
source    nDPI teso (public dissector); RFC 6066 section 3, server_name
rank      50

# both lengths make up the size
tcp u32@0 + 4 = size u32@8 + 12 = size size 100..: ^\x00\x00..\x00\x01\x00\x01\x00\x00....\x00[\x03-\x7f][\x21-\x7e]{3}
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)elderscrollsonline\.com([^a-z0-9.-]|jj|zz|$)
