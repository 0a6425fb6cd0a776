# SPDX-License-Identifier: GPL-2.0-only
# RTP - real-time transport protocol: sound and film of calls and streams; SRTP too
#
# Seen     two packets of one source: version 2, a payload type that is in use, the same SSRC, and
#          sequence numbers of which one is even and one odd. Other protocols that keep bytes 8 to 11
#          keep bytes 2 and 3 as well (ESP and IKE in UDP, ZeroTier); RTP counts there.
#          One packet is enough with the one-byte header extension BEDE of RFC 8285 (WebRTC).
#          Over TCP with the length of RFC 4571 before each packet.
# Missed   a single packet without BEDE; RTP within RTSP ($ 00 ..) is left to rtsp.
# Alike    SRTP has the same header (RFC 3711 section 3.1), so it can't be told from RTP.
#          ENet (games) may begin so; its length field, as offset 8 in RTP, is ruled out. The upper
#          bits of SSRC are wanted, so that counters of DNS and the like are not taken for one.

protocol  rtp
about     RTP and SRTP: sound and film of calls and streams
group     voip conference
alias     srtp
source    RFC 3550 section 5.1 (header)
source    RFC 3551 section 6 (payload types), RFC 5761 section 4 (64..95 collide with RTCP)
source    RFC 8285 section 4.2 (BEDE), RFC 4571 section 2 (over TCP), RFC 3711 (SRTP)
rank      120

# V=2, CC=0; payload types 0, 3..18, 25, 26, 28, 31..34, 96..127, with and without marker
udp packets 2 same u32@8 size 13.. u32@8 & 0xffc0ffc0 != 0 u16@8 + 10 != size: ^[\x80\x90\xa0\xb0][\x00\x03-\x12\x19\x1a\x1c\x1f-\x22\x60-\x80\x83-\x92\x99\x9a\x9c\x9f-\xa2\xe0-\xff]
and u16@2 & 1 = 0 u32@8 & 0xffc0ffc0 != 0 u16@8 + 10 != size: ^[\x80\x90\xa0\xb0][\x00\x03-\x12\x19\x1a\x1c\x1f-\x22\x60-\x80\x83-\x92\x99\x9a\x9c\x9f-\xa2\xe0-\xff]
and u16@2 & 1 = 1 u32@8 & 0xffc0ffc0 != 0 u16@8 + 10 != size: ^[\x80\x90\xa0\xb0][\x00\x03-\x12\x19\x1a\x1c\x1f-\x22\x60-\x80\x83-\x92\x99\x9a\x9c\x9f-\xa2\xe0-\xff]
# with contributing sources (a mixer): dynamic types only, three packets
udp packets 3 same u32@8 size 17.. u32@8 & 0xffc0ffc0 != 0: ^[\x81-\x8f\x91-\x9f][\x60-\x7f\xe0-\xff]
and u16@2 & 1 = 0 u32@8 & 0xffc0ffc0 != 0: ^[\x81-\x8f\x91-\x9f][\x60-\x7f\xe0-\xff]
and u16@2 & 1 = 1 u32@8 & 0xffc0ffc0 != 0: ^[\x81-\x8f\x91-\x9f][\x60-\x7f\xe0-\xff]
# X=1, CC=0, extension BEDE of 1..16 words; types 0..63 and 96..127
udp u16@12 = 0xbede u16@14 >= 1 u16@14 <= 16 u16@14 * 4 + 16 <= size: ^[\x90\xb0][\x00-\x3f\x60-\xbf\xe0-\xff]
# over TCP, one frame in a segment
tcp segment packets 2 same u32@10 u16@0 + 2 = size: ^..[\x80\x90][\x00\x03-\x12\x19\x1a\x1c\x1f-\x22\x60-\x80\x83-\x92\x99\x9a\x9c\x9f-\xa2\xe0-\xff]
and segment u16@4 & 1 = 0 u16@0 + 2 = size: ^..[\x80\x90][\x00\x03-\x12\x19\x1a\x1c\x1f-\x22\x60-\x80\x83-\x92\x99\x9a\x9c\x9f-\xa2\xe0-\xff]
and segment u16@4 & 1 = 1 u16@0 + 2 = size: ^..[\x80\x90][\x00\x03-\x12\x19\x1a\x1c\x1f-\x22\x60-\x80\x83-\x92\x99\x9a\x9c\x9f-\xa2\xe0-\xff]
