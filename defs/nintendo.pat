# SPDX-License-Identifier: GPL-2.0-only
# Nintendo - Switch, Wii U and 3DS online play
#
# Seen: Pia (peer to peer between consoles), PRUDP (game servers of Wii U and 3DS): the handshake,
# TLS by server name. Switch games talk to their servers in WebSocket over TLS.

protocol  nintendo
about     Nintendo online play: Pia, PRUDP, TLS by server name
group     game
alias     prudp nex nintendo-pia
source    NintendoClients wiki (public description): Pia protocol, PRUDP protocol
source    RFC 6066 section 3, server_name
rank      50

# Pia: constant, then 1 (plain), 2 (encrypted) or version with the high bit for encryption
udp size 12..: ^\x32\xab\x98\x64[\x01-\x0f\x81-\x8f]
# PRUDP version 1: ea d0 01, option length, payload size 0, stream types of source and destination,
# SYN and its answer; header 14 bytes, signature 16, options
udp u8@3 + 30 = size: ^\xea\xd0\x01.\x00\x00[\x00-\xaf][\x00-\xaf][\x00\x01\x10\x11\x20\x21\x40\x41\x80\x81\x90\x91\xc0\xc1][\x00-\x0f]
# PRUDP version 0: SYN, all zero but ports and flags; its answer holds a signature
udp size 16: ^[\xa1-\xaf][\xa1-\xaf][\x20\x40]\x00{12}.$
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(nintendo\.(com|net|co\.jp|co\.uk|de|fr|eu|es|it|com\.au)|nintendo-europe\.com|nintendowifi\.net)([^a-z0-9.-]|jj|zz|$)
