# SPDX-License-Identifier: GPL-2.0-only
# ZeroTier - virtual Ethernet over UDP
#
# Only HELLO, with which a peer begins, is not encrypted: packet id (8 bytes), destination and
# source (5 each), flags with cipher 0, authentication (8), verb 1, protocol version, software
# version (1.x), time in milliseconds (00 00 01 ...: 2004 to 2039), then the identity: address, type
# 0, key of 64 bytes, no private key. Missed: everything else, which is encrypted.

protocol  zerotier
about     ZeroTier: HELLO of a peer
group     vpn
source    ZeroTierOne source: node/Packet.hpp (packet format, VERB_HELLO), node/Identity.hpp

udp size 112.. u8@27 = 1 u8@28 >= 4 u8@28 < 32 u8@29 <= 2 u24@33 = 1 u8@46 = 0 u8@111 = 0: ^.{18}[\x00-\x07]
