# SPDX-License-Identifier: GPL-2.0-only
# Battlefield 1942, 2 and 2142 - games of DICE / Electronic Arts
#
# Seen: joining a server of Battlefield 2 and 2142, GameSpy availability check and heartbeat with
# the game's name. The GameSpy query (fe fd) is shared by many games and is not used. Later
# Battlefields are encrypted (electronicarts for their TLS).

protocol  battlefield
about     Battlefield 2 and 2142
group     game
alias     battlefield2 battlefield2142 battlefield1942
source    nDPI battlefield; l7-filter battlefield2, battlefield2142 (public captures)

# join: 11 20 00 01 00 00, version
udp: ^\x11\x20\x00\x01\x00\x00(.\xb9[\x10\x00]|\xa0\x98\x00|\x90\x50\x64)[\x10\x11]
# availability check: 09, four zero bytes, name
udp: ^\x09\x00\x00\x00\x00battlefield(2|2142|1942|2d|vietnam)\x00$
# heartbeat: 03, key, pairs of name and value
udp: ^\x03....([^\x00]*\x00)*gamename\x00(battlefield|stella|bf)
