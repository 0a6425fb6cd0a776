# SPDX-License-Identifier: GPL-2.0-only
# Dota 2 - online game of Valve
#
# The game itself is Steam: its queries are named valve-a2s, its relays are encrypted.

protocol  dota2
about     Dota 2 websites (TLS by server name)
group     game
source    RFC 6066 section 3, server_name
rank      50

# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)dota2\.com(\.cn)?([^a-z0-9.-]|jj|zz|$)
