# SPDX-License-Identifier: GPL-2.0-only
# KCP - reliable transport over UDP, used by games and tunnels
#
# Segment header, little endian: conversation (4), command (81 push, 82 ack, 83 window ask, 84
# window tell), fragment, window (2), timestamp (4), number (4), unacknowledged (4), length (4).
# Several segments may share a datagram.
# Seen: plain KCP, with the game servers' extra token, and kcp-go's error correction around it.
# Missed: encrypted KCP (kcptun's default).

protocol  kcp
about     KCP: reliable ARQ transport over UDP
group     game tunnel
source    KCP source and protocol description (skywind3000/kcp); kcp-go (FEC header)
rank      101

# one data segment that fills the datagram
udp u32le@20 + 24 = size size 25.. u8@4 = 0x51 u8@5 <= 0x7f: ^.
# one segment without data (ack, ask, tell), twice with the same conversation
udp size 24 packets 2 same u32@0 u32le@20 = 0 u8@4 >= 0x52 u8@4 <= 0x54 u8@5 = 0: ^.
# acknowledgement and further segments behind it
udp size 48.. u32le@20 = 0 u8@28 >= 81 u8@28 <= 84 u8@29 < 128 u8@4 >= 0x52 u8@4 <= 0x54 u8@5 = 0: ^.
# with a token of 4 bytes after the conversation (miHoYo)
udp u32le@24 + 28 = size size 29.. u8@8 = 0x51 u8@9 <= 0x7f: ^.
# kcp-go with error correction: number, type f1 (data), size with itself, then a segment
udp u16le@6 + 6 = size u16@4 = 0xf100 u8@12 >= 0x51 u8@12 <= 0x54 u8@13 <= 0x7f: ^.
