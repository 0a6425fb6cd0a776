# SPDX-License-Identifier: GPL-2.0-only
# Ethereum - peer network
#
# Seen: over UDP every message of node discovery version 4: 32 bytes of hash, 65 of signature (the
# last 0 or 1), type, a list in RLP whose length fits and whose first elements are those of the
# type. Over TCP the handshake of RLPx, of either side: its length in front, then 04 (a public key).
# Missed: node discovery version 5 (masked), RLPx before EIP-8 (2016).
# Looks alike: DNS over TCP has its length in front, and 1 at 6 where the handshake has random
# bytes.

protocol  ethereum
about     Ethereum peer network: node discovery, RLPx
group     p2p crypto
alias     eth devp2p rlpx
source    Ethereum devp2p: discv4.md, wire protocol; rlpx.md, initial handshake; EIP-8, EIP-868
source    Ethereum yellow paper, appendix B: RLP; c0+n and f8, f9 lists, 80+n and b8 strings
rank      103

# Ping (1): version 3..5, sender, receiver, expiration
udp u8@96 <= 1 u8@97 = 1 u8@98 >= 0xc8 u8@98 <= 0xf7 u8@98 - 93 = size u8@99 >= 3 u8@99 <= 5 u8@100 & 0xe0 = 0xc0 u8@101 & 0xeb = 0x80: ^.
udp u8@96 <= 1 u8@97 = 1 u8@98 = 0xf8 u8@99 + 100 = size u8@100 >= 3 u8@100 <= 5 u8@101 & 0xe0 = 0xc0 u8@102 & 0xeb = 0x80: ^.
# Pong (2): receiver, hash, expiration
udp u8@96 <= 1 u8@97 = 2 u8@98 >= 0xe0 u8@98 <= 0xf7 u8@98 - 93 = size u8@99 & 0xe0 = 0xc0 u8@100 & 0xeb = 0x80: ^.
udp u8@96 <= 1 u8@97 = 2 u8@98 = 0xf8 u8@99 + 100 = size u8@100 & 0xe0 = 0xc0 u8@101 & 0xeb = 0x80: ^.
# FindNode (3): target of 64 bytes, expiration
udp u8@96 <= 1 u8@97 = 3 u8@98 = 0xf8 u8@99 + 100 = size u16@100 = 0xb840: ^.
# Neighbors (4): list of none, of one to three, of more nodes
udp u8@96 <= 1 u8@97 = 4 u8@98 - 93 = size u8@99 = 0xc0 u8@100 & 0xf8 = 0x80: ^.
udp u8@96 <= 1 u8@97 = 4 u8@98 = 0xf8 u8@99 + 100 = size u8@100 = 0xf8 u8@102 = 0xf8: ^.
udp u8@96 <= 1 u8@97 = 4 u8@98 = 0xf9 u16@99 + 101 = size u8@101 = 0xf9 u8@104 = 0xf8: ^.
# ENRRequest (5), ENRResponse (6)
udp size 104 u8@96 <= 1 u8@97 = 5 u16@98 = 0xc584 u32@100 >= 0x55000000: ^.
udp u8@96 <= 1 u8@97 = 6 u8@98 = 0xf8 u8@99 + 100 = size u8@100 = 0xa0: ^.
udp u8@96 <= 1 u8@97 = 6 u8@98 = 0xf9 u16@99 + 101 = size u8@101 = 0xa0: ^.
# RLPx: auth and ack, padded with 100 to 300 bytes; one of them alone is too little, a length and
# one byte
tcp opener size 317..620 u16@0 + 2 = size u16@6 != 1: ^[\x01\x02].\x04
and answerer size 220..620 u16@0 + 2 <= size: ^[\x00-\x02].\x04
