# SPDX-License-Identifier: GPL-2.0-only
# SRT - Secure Reliable Transport: live video over UDP
#
# Handshake (draft-sharabayko-srt section 3.2.1, UDT4): control packet 8000 0000, type-specific 0,
# time, destination socket (0 from the caller), version 4 or 5, encryption, extension, sequence,
# packet size, flow window, handshake type 1 (induction) or FFFFFFFF (conclusion). The caller's
# first handshake has version 4 and extension 2, the listener answers with version 5 and extension
# 4A17. Later: full acknowledgements (8002 0000, 44 bytes), two of them to the same socket.
# Missed: data packets alone.
# Alike: UDT, from which SRT comes, begins in the same way when it carries messages.

protocol  srt
about     SRT: live video over UDP
group     streaming
source    draft-sharabayko-srt-01 section 3.2.1, 3.2.4, 4.3
rank      90

udp size 64.. u32@20 = 2 u32@36 = 1: ^\x80\x00\x00\x00\x00\x00\x00\x00........\x00\x00\x00\x04
udp size 64.. u16@22 = 0x4a17: ^\x80\x00\x00\x00\x00\x00\x00\x00........\x00\x00\x00\x05\x00[\x00-\x04]
udp size 64.. u32@36 = 0xffffffff: ^\x80\x00\x00\x00\x00\x00\x00\x00........\x00\x00\x00\x05
udp packets 2 same u32@12 size 44: ^\x80\x02\x00\x00\x00[\x00-\x0f]
