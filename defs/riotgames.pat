# SPDX-License-Identifier: GPL-2.0-only
# Riot Games - League of Legends, Valorant, Teamfight Tactics
#
# Seen: TLS by server name.
# Missed: the games' UDP traffic, encrypted.

protocol  riotgames
about     Riot Games platform (TLS by server name)
group     game
alias     leagueoflegends valorant
source    RFC 6066 section 3, server_name
rank      50

# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)((riotgames|leagueoflegends|playvalorant|lolesports|lolstatic|lolusercontent)\.com|(pvp|riotcdn|rdatasrv)\.net|rgpub\.io)([^a-z0-9.-]|jj|zz|$)
