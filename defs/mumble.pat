# SPDX-License-Identifier: GPL-2.0-only
# Mumble - voice chat
#
# Seen     the server's answer to a ping of the server list, which says version, users, bandwidth;
#          the directory of public servers by TLS server name.
# Missed   the ping itself (12 bytes, of which only four zeros are fixed), voice (encrypted). The
#          control connection is TLS to any name.

protocol  mumble
about     Mumble: voice chat, pings of the server list
group     voip game
alias     murmur
source    Mumble protocol documentation, "Connectionless ping": version, id, users, allowed, bandwidth
source    www.mumble.info (publist.mumble.info)
rank      60

# 00 01 minor patch, id (8 bytes), three numbers of 32 bits
udp size 24 u32@12 <= 65535 u32@16 <= 65535 u32@16 > 0 u32@20 <= 4000000 u32@20 > 0: ^\x00\x01[\x02-\x09].
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)mumble\.info([^a-z0-9.-]|jj|zz|$)
