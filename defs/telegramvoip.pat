# SPDX-License-Identifier: GPL-2.0-only
# Telegram calls - reflectors (relays) of voice and film
#
# Seen     UDP: the packets that ask a reflector (peer tag of 16 bytes, 12 x FF, FF or FE, FF FF FF,
#          number) and its answer; TURN messages with the realm telegram.org.
# Missed   data through the reflector, calls between two phones directly: STUN and RTP.
# Alike    Silence in G.711 is FF too, but no RTP packet of it has 40 bytes.

protocol  telegramvoip
about     Telegram calls: requests to the reflectors
group     voip
alias     telegram-voip telegramcall
source    tgcalls ReflectorPort.cpp (hello), libtgvoip VoIPController.cpp (self and peer info)
source    RFC 8489 section 14.9 (REALM = 0014), nDPI stun.c (realm)
rank      60

udp size 40 u32@0 > 65535 u32@0 != 0xffffffff u32@8 > 65535 u32@8 != 0xffffffff u32@16 = 0xffffffff u32@20 = 0xffffffff u32@24 = 0xffffffff u32@28 & 0xfeffffff = 0xfeffffff: ^.
udp size 60.. u32@0 != 0xffffffff u32@16 = 0xffffffff u32@20 = 0xffffffff u32@24 = 0xffffffff u32le@28 = 0xc01572c7: ^.
udp u16@2 + 20 <= size: ^[\x00\x01]...\x21\x12\xa4\x42.*\x00\x0ctelegram\.org
