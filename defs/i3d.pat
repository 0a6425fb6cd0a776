# SPDX-License-Identifier: GPL-2.0-only
# i3D.net - game server hosting
#
# Game servers and voice relays in its network speak the protocols of their games (Discord voice:
# discord, rtp), which hold nothing of i3D.net.

protocol  i3d
about     i3D.net game server hosting (TLS by server name)
group     game
source    RFC 6066 section 3, server_name
rank      50

# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)i3d\.net([^a-z0-9.-]|jj|zz|$)
