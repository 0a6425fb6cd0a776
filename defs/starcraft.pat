# SPDX-License-Identifier: GPL-2.0-only
# StarCraft - classic games of Blizzard and their logon, Battle.net
#
# Seen: classic Battle.net (StarCraft, Diablo 2, Warcraft 3: chat and game list), Battle.net 1.0 of
# StarCraft 2 (logon, bit stream).
# Missed: the games' UDP traffic (no constant), today's Battle.net (TLS).

protocol  starcraft
about     StarCraft and Battle.net logon
group     game
alias     battlenet battle.net bncs diablo2 warcraft3
source    BNETDocs (classic Battle.net protocol, SID_AUTH_INFO, SID_PING); nDPI starcraft (StarCraft 2 logon)
rank      50

# protocol selector 01, then SID_AUTH_INFO (ff 50): length, protocol 0, platform IX86, PMAC or XMAC
# (reversed)
tcp: ^\x01?\xff\x50..\x00\x00\x00\x00(68XI|CAMP|CAMX)
# server: SID_PING (8 bytes in all) and SID_AUTH_INFO
tcp: ^\xff\x25\x08\x00....\xff\x50..[\x00-\x02]\x00\x00\x00
# StarCraft 2: logon request
tcp: ^[\x40-\x4f]\x00\x00\x0a\x66\x02\x0a\xed\x2d\x66
# the server sends modules to load: type "auth", region
tcp: ^B.auth\x00\x00(EU|US|KR|CN|TW|SG|XX)
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)starcraft(2)?\.com([^a-z0-9.-]|jj|zz|$)
