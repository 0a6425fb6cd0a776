# SPDX-License-Identifier: GPL-2.0-only
# Genshin Impact (and Honkai: Star Rail, Zenless Zone Zero) - miHoYo's handshake before KCP
#
# A connection begins and ends with 20 byte datagrams: code, conversation id, token, data, code
# again. The game data that follow are KCP with a token after the conversation id, encrypted inside
# (see kcp).

protocol  genshinimpact
about     Genshin Impact and other miHoYo games: connection handshake
group     game
alias     genshin-impact mihoyo hoyoverse
source    Grasscutter (open source server), KCP handshake; nDPI genshin_impact
source    RFC 6066 section 3, server_name
rank      50

# connect: ff, no id and no token yet, 1234567890, ffffffff
udp size 20: ^\x00\x00\x00\xff\x00\x00\x00\x00....\x49\x96\x02\xd2\xff\xff\xff\xff$
# accepted: 325, id, token, 1234567890, 14514545
udp size 20: ^\x00\x00\x01\x45.{8}\x49\x96\x02\xd2\x14\x51\x45\x45$
# disconnect: 404, id, token, reason, 19419494
udp size 20: ^\x00\x00\x01\x94.{8}....\x19\x41\x94\x94$
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)((hoyoverse|mihoyo|yuanshen|genshinimpact)\.com)([^a-z0-9.-]|jj|zz|$)
