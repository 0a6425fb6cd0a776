# SPDX-License-Identifier: GPL-2.0-only
# MPEG transport stream - television over UDP (IPTV, DVB)
#
# Packets of 188 bytes (ISO/IEC 13818-1 section 2.4.3.2): sync byte 47, no transport error (80 in
# the next byte), scrambling and adaptation bits in the fourth, where adaptation 00 is reserved.
# Seven of them in a datagram as a rule (1316 bytes), three at least here.
# Missed: datagrams of one or two packets; transport streams in RTP (named rtp).
# Alike: nothing has 47 at this distance.

protocol  mpeg-ts
about     MPEG transport stream over UDP: IPTV
group     streaming
alias     mpeg_ts mp2t
source    ISO/IEC 13818-1 section 2.4.3.2; ETSI TS 102 034 section 7.1.2

udp size 564.. u8@1 <= 0x7f u8@3 & 0x30 != 0 u8@189 <= 0x7f u8@191 & 0x30 != 0: ^G.{187}G.{187}G
