# SPDX-License-Identifier: GPL-2.0-only
# TeamSpeak - voice chat of players
#
# Seen     version 3 and later: the handshake of either side (TS3INIT1 in the place of the MAC), the
#          text interface (ServerQuery). Version 2: the login and its answer. TLS server names.
# Missed   a session seen from the middle: encrypted.

protocol  teamspeak
about     TeamSpeak: voice chat
group     voip game
alias     ts3 ts2 teamspeak2
source    TeamSpeak 3 protocol description of tsdeclarations (ts3protocol.md), 2.5 low-level init
source    Wireshark packet-teamspeak2.c (version 2)
source    TeamSpeak 3 ServerQuery manual; teamspeak.com
rank      60

udp: ^TS3INIT1
tcp: ^TS3(\n\r|\r\n|\n)Welcome to the TeamSpeak 3 ServerQuery
# class F4BE, connection: login 0003, answer 0004, client's answer 0005
udp: ^\xf4\xbe\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00
udp: ^\xf4\xbe[\x04\x05]\x00........[\x00-\x0f]\x00\x00\x00
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(teamspeak|teamspeakusa|myteamspeak)\.(com|de)([^a-z0-9.-]|jj|zz|$)
