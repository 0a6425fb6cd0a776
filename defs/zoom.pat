# SPDX-License-Identifier: GPL-2.0-only
# Zoom - conferences
#
# Seen     the service by TLS server name; the first packet to a media server (type 01) and its
#          answer (02); media (05) with RTP (header extension BEDE) or RTCP in it; the first packet
#          between two peers (1F 02 01).
# Missed   keep-alives (03, 04) and other media packets alone; media over TLS.

protocol  zoom
about     Zoom: conferences, by media packets and TLS server name
group     conference
source    support.zoom.com, "Zoom network firewall or proxy server settings": *.zoom.us
source    O. Michel et al., "Enabling passive measurement of Zoom performance in production networks",
source    2022, and its dissector (Princeton-Cabernet/zoom-analysis); nDPI zoom.c (peers)
rank      60

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(zoom\.(us|com|com\.cn)|zoomgov\.com)([^a-z0-9.-]|jj|zz|$)
# 01, 0002 or 0003, id (16), 0, a small number, two times, length of what follows
udp u32@19 = 0 u32@23 <= 255 u32@35 > 0 u32@35 <= 256 size 60..: ^\x01\x00[\x02\x03]
# 02, the same id, cookie, time, 16 bytes of which the first eight are 0
udp u32@27 = 0 u32@31 = 0 u32@23 != 0 u32@19 != 0 size 43..64: ^\x02\x00[\x02\x03]
# 05, sequence, cookie, direction; sound 0F, film 10 (two lengths), screen 0D: RTP with BEDE
udp u8@27 = 0x90 u16@39 = 0xbede: ^\x05......[\x00\x01\x04\x05]\x0f
udp u8@32 = 0x90 u16@44 = 0xbede: ^\x05......[\x00\x01\x04\x05]\x10
udp u8@28 = 0x90 u16@40 = 0xbede: ^\x05......[\x00\x01\x04\x05]\x10
udp u8@35 = 0x90 u16@47 = 0xbede: ^\x05......[\x00\x01\x04\x05]\x0d
# 21..23: RTCP, sender or receiver report of at most 48 words
udp u8@24 >= 0x80 u8@24 <= 0x88 u8@25 >= 200 u8@25 <= 201 u16@26 >= 1 u16@26 <= 48: ^\x05......[\x00\x01\x04\x05][\x21-\x23]
# peers: 24 bytes, length, IP address as text
udp u32@24 >= 7 u32@24 <= 45 u8@28 >= 0x30 u8@28 <= 0x66: ^\x1f\x02\x01
