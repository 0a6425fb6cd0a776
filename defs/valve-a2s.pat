# SPDX-License-Identifier: GPL-2.0-only
# Valve A2S - server queries and connectionless packets of the Source and GoldSrc engines
#
# Half-Life, Counter-Strike, Team Fortress 2, Left 4 Dead, Garry's Mod, Rust, ARK ... : every game
# server of the Steam world answers these.
# A connectionless datagram begins with ff ff ff ff (fe ff ff ff: a piece of a long answer) and a
# letter.
# Seen: queries, answers, the master server's list, the connection handshake, logs.
# Missed: running games (encrypted or without a constant).
# Looks alike: id Software's engines (quake) use the same four bytes and then words; where a GoldSrc
# word is also a Quake word this definition comes first (rank).

protocol  valve-a2s
about     Valve Source/GoldSrc game servers: queries and connection handshake
group     game
alias     source-engine source_engine halflife2 a2s goldsrc counter-strike counterstrike-source csgo
alias     halflife2-deathmatch dayofdefeat-source teamfortress2
source    Valve Developer Community, Server queries; Master Server Query Protocol
rank      90

# A2S_INFO; since 2020 with the challenge at the end
udp: ^\xff\xff\xff\xffTSource Engine Query\x00(....)?$
# A2S_PLAYER, A2S_RULES with their challenge, S2C_CHALLENGE: 9 bytes in all
udp size 9: ^\xff\xff\xff\xff[UVA]....$
# A2S_SERVERQUERY_GETCHALLENGE, A2A_PING (old), 5 bytes, and the answers
udp size 5: ^\xff\xff\xff\xff[Wi]$
udp: ^\xff\xff\xff\xffj0{14}\x00?$
# S2A_INFO: protocol, then name, map, folder and game as strings
udp: ^\xff\xff\xff\xffI[\x01-\x7f][^\x00-\x08\x0e-\x1f]*\x00[a-zA-Z0-9_$ ./+()-]*\x00[a-zA-Z0-9_. -]*\x00
# the older answer of GoldSrc begins with the server's address
udp: ^\xff\xff\xff\xffm([0-9.]+|loopback|local)(:[0-9]+)?\x00
# S2A_PLAYER: number of players, then index 0 and a name
udp: ^\xff\xff\xff\xffD([\x01-\xff]\x00|\x00$)
# S2A_RULES: number of rules (little endian), then name and value
udp: ^\xff\xff\xff\xffE.[\x00-\x03][a-zA-Z_][a-zA-Z0-9_.:-]*\x00
# a piece of a long answer (Source: id, total, number, size of a piece); GoldSrc: id, number and
# total in a byte
udp: ^\xfe\xff\xff\xff....[\x02-\x20][\x00-\x1f].[\x04\x05]
udp: ^\xfe\xff\xff\xff....\x02\xff\xff\xff\xff[EDI]
# GoldSrc text queries
udp: ^\xff\xff\xff\xff(details|players|rules|infostring)\x00?$
# master server: region, last address, filter; its answer
udp: ^1[\x00-\x07\xff][0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}:[0-9]{1,5}\x00
udp: ^\xff\xff\xff\xfff\n......
# GoldSrc connection: challenge, answer, connect
udp: ^\xff\xff\xff\xffgetchallenge (steam|valve)
udp: ^\xff\xff\xff\xffA00000000 [0-9]+ [0-9]
udp: ^\xff\xff\xff\xffconnect 4[5-8] [0-9]+ "
# Source connection: challenge with "0000000000" or connect0x..., and the server's challenge
udp: ^\xff\xff\xff\xffq(connect0x[0-9A-Fa-f]{8}|....0000000000)\x00
udp: ^\xff\xff\xff\xffA.{19}connect0x[0-9A-Fa-f]{8}\x00
udp: ^\xff\xff\xff\xffA.*0000000000\x00
# server logs
udp: ^\xff\xff\xff\xff(log|RL?|S[0-9]*L) ?L [0-9][0-9]/[0-9][0-9]/20[0-9][0-9] -\x20
