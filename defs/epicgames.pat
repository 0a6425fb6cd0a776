# SPDX-License-Identifier: GPL-2.0-only
# Epic Games - store, launcher, Fortnite, Unreal Engine services
#
# Seen: TLS by server name.
# Missed: the game datagrams (Unreal's handshake is a string of bits without a constant).

protocol  epicgames
about     Epic Games platform (TLS by server name)
group     game
alias     fortnite
source    RFC 6066 section 3, server_name
rank      50

# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(epicgames\.(com|dev|net)|epicgamescdn\.com|fortnite\.com|unrealengine\.com)([^a-z0-9.-]|jj|zz|$)
