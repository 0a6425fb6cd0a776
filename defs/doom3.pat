# SPDX-License-Identifier: GPL-2.0-only
# Doom 3 - games on id Tech 4: Quake 4, Prey, Enemy Territory: Quake Wars, The Dark Mod
#
# Out-of-band datagrams: ff ff and a word that ends with a NUL. Running games are missed. Older
# Quake engines begin with four ff bytes (quake).

protocol  doom3
about     Doom 3 engine games: server browser and connection handshake
group     game
alias     quake4 idtech4 etqw
source    Doom 3 source (GPL release), async network, out-of-band messages

# client and server
udp: ^\xff\xff(getInfo|infoResponse|challenge|challengeResponse|connect|connectResponse|disconnect|rcon)\x00
# master server: list, heartbeat, authorisation
udp: ^\xff\xff(getServers|servers|heartbeat|versionCheck|version|clAuth|srvAuth|authResponse)\x00
# remote print
udp: ^\xff\xffprint\x00[\x00-\x1f]\x00\x00\x00
