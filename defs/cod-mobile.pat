# SPDX-License-Identifier: GPL-2.0-only
# Call of Duty: Mobile - online game
#
# Seen: TLS by server name, and the first big datagram of a match, which names the player's loadouts
# in the clear.
# Not used: the 12 byte latency probe that ends with "ping" (nothing in it is the game's own).

protocol  cod-mobile
about     Call of Duty: Mobile
group     game mobile
alias     codm
source    nDPI cod_mobile (public dissector); RFC 6066 section 3, server_name
rank      50

udp size 351..: ^\xce.*LOC_PREFAB_LOADOUTNAME_1
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)codmwest\.com([^a-z0-9.-]|jj|zz|$)
