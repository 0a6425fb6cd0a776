# SPDX-License-Identifier: GPL-2.0-only
# Teeworlds - online game, also DDraceNetwork (DDNet)
#
# Connectionless: 0.6: six ff bytes ("xe" and 4 bytes: extended), 0.7: 21 and two tokens; then ff ff
# ff ff and four letters. Connections: control packets with a token. Data packets are compressed and
# have no constant.

protocol  teeworlds
about     Teeworlds, DDNet: server browser and connection
group     game
alias     ddnet
source    Teeworlds source (engine/shared/network, mastersrv), DDNet; teeworlds-server 0.7.5

# 0.5, 0.6: info request and answer, master server
udp: ^(\xff{6}|xe....)\xff\xff\xff\xff(gie[2-9]|inf[2-9]|iext|iex\+|fstd|dtsf|bea[2-9]|lis[2-9]|req[2-9]|cou[2-9]|siz[2-9]|fw(ch|ok|er))
# 0.7
udp u32@9 = 0xffffffff u8@13 >= 0x62 u8@13 <= 0x73 u8@14 >= 0x3f u8@14 <= 0x77 u8@14 & 0x3f >= 0x21 u8@15 >= 0x3f u8@15 <= 0x7a u8@15 & 0x3f >= 0x21 u8@16 >= 0x32 u8@16 <= 0x72: ^\x21
# 0.7: token request, no token yet, padded to 512 bytes
udp size 500..530: ^\x04\x00\x00\xff\xff\xff\xff\x05....\x00{16}
# 0.7: connect, padded
udp size 500..530: ^\x04\x00\x00....\x01....\x00{16}
# 0.6.5, DDNet: connect and accept with "TKEN"
udp: ^[\x10\x13]\x00\x00[\x01\x02]TKEN....
