# SPDX-License-Identifier: GPL-2.0-only
# Quake 1, 2, 3 and QuakeWorld - id Software's engines and the games built on them
#
# (RTCW, Enemy Territory, Call of Duty 1/2/4, Jedi Knight, Medal of Honor, OpenArena, Xonotic,
# Tremulous, Urban Terror, Warsow ...). Connectionless datagrams: ff ff ff ff and a word (Medal of
# Honor: 01 or 02 between them).
# NetQuake: control packets, 80 00, length (big endian), code, game name.
# Missed: running games without the handshake. Doom 3 uses two ff bytes (doom3), Valve's engines
# letters (valve-a2s).

protocol  quake
about     Quake engines: server browser and connection handshake (Quake 1-3, OpenArena, Xonotic, ...)
group     game
alias     quake-halflife quake1 quake2 quake3 quakeworld mohaa xonotic openarena ioquake3
source    Quake III Arena and Quake 2 source (connectionless packets), ioquake3 1.36
source    Quake network protocol 3 (NetQuake control packets), Quake source net_dgrm.c

# queries to a server; a challenge or a game name may follow
udp: ^\xff\xff\xff\xff[\x01\x02]?get(info|status)( [\x20-\x7e]*)?[\x00\n\r]*$
udp: ^\xff\xff\xff\xff[\x01\x02]?getchallenge(\n|\x00|$| +-?[0-9]| +\n)
udp: ^\xff\xff\xff\xff(status( [0-9]+)?|info( [0-9]+)?|rcon [\x20-\x7e]+|getmotd[\x20-\x7e]*)[\x00\n]*$
# answers: a line, then \key\value pairs
udp: ^\xff\xff\xff\xff[\x01\x02]?(info|status)Response\n\\
udp: ^\xff\xff\xff\xff(print\n|n\\|motd )[\x0a\x20-\xff]
# connecting
udp: ^\xff\xff\xff\xff[\x01\x02]?challenge(Response)? -?[0-9]
udp: ^\xff\xff\xff\xffc-?[0-9]{2,11}[\x00\n]?$
udp: ^\xff\xff\xff\xffconnect( [0-9]+ [0-9]+ |\\[a-z]+\\)
udp: ^\xff\xff\xff\xff[\x01\x02]?connect [\x00"]
udp: ^\xff\xff\xff\xff[\x01\x02]?(connectResponse|client_connect|disconnect|accept|reject)([ \x00\n\\]|$)
# master servers
udp: ^\xff\xff\xff\xffgetservers(Ext)? [A-Za-z0-9]
udp: ^\xff\xff\xff\xffgetservers(Ext)?Response[\\/ \n\x00]
udp: ^\xff\xff\xff\xffheartbeat[ \n]
# NetQuake control packets: CCREQ_CONNECT, CCREQ_SERVER_INFO with game name and protocol 3
udp u16@2 = size: ^\x80\x00\x00\x0c[\x01\x02]QUAKE\x00\x03
# CCREP_ACCEPT: port, below 65536, little endian
udp size 9: ^\x80\x00\x00\x09\x81..\x00\x00$
# CCREP_SERVER_INFO: address, host name, map, players, protocol
udp u16@2 = size: ^\x80\x00[\x00-\x02].\x83[0-9a-zA-Z.:]+\x00[^\x00]*\x00[^\x00]*\x00..\x03$
