# SPDX-License-Identifier: GPL-2.0-only
# Roblox - game platform
#
# Web, accounts and downloads over TLS. The games themselves run over a changed RakNet: its
# handshake is named raknet; running games are encrypted.

protocol  roblox
about     Roblox platform (TLS by server name)
group     game
source    RFC 6066 section 3, server_name
rank      50

# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(roblox|rbxcdn|rbx)\.com([^a-z0-9.-]|jj|zz|$)
