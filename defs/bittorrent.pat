# SPDX-License-Identifier: GPL-2.0-only
# BitTorrent - peers, distributed hash table, trackers over UDP, local discovery
#
# Seen: the handshake of either side over TCP or uTP; a DHT message; a connect or announce request
# to a UDP tracker and its answer with peers; local discovery; uTP of which only acknowledgements or
# data are heard, after two or three packets with the same connection id.
# Missed: encrypted handshakes over TCP (most of today's), trackers over HTTP (they are HTTP).

protocol  bittorrent
about     BitTorrent: peers, DHT, UDP trackers, uTP, local discovery
group     p2p
alias     bt-dht bt-utp
source    BEP 3: 13 "BitTorrent protocol"; BEP 29: uTP; BEP 5, 42, 44: DHT
source    BEP 15: UDP trackers, magic number 0x41727101980; BEP 14: BT-SEARCH
rank      102

tcp: ^\x13BitTorrent protocol
# DHT: sorted keys a (query), r (answer), e (error) with "ip" before them or not
udp: ^d(2:ip(6:.{6}|18:.{18}))?1:[ar]d(2:id20:|4:BF(pe|sd)256:|3:casi|2:bs)
udp: ^d(2:ip(6:.{6}|18:.{18}))?1:eli20[0-9]e
# DHT of implementations that do not sort
udp: ^d1:y1:[qre]1:[aeqrtv]
udp: ^d1:(t1:.|t2:..|t4:....|t8:.{8}|v4:....)1:([ar]d2:id20:|y1:[qre]|q(4:ping|9:find_node|9:get_peers|13:announce_peer))
udp: ^d1:q(4:ping|9:find_node|9:get_peers|13:announce_peer)1:[aty]
# tracker: connect; announce (action 1, event 0..3, peer id of the usual form at 36); answer with
# peers
udp: ^\x00\x00\x04\x17\x27\x10\x19\x80\x00\x00\x00\x00
udp size 98.. u32@8 = 1 u8@36 = 0x2d u32@80 <= 3: ^.
udp size 26.. u32@4 > 65535 u16@6 != 0 u32@8 >= 60 u32@8 <= 86400 u32@12 <= 999999 u32@16 >= 1 u32@16 <= 999999 u8@20 >= 1 u8@20 <= 223 u16@24 >= 1024: ^\x00\x00\x00\x01....\x00[\x00\x01]..\x00[\x00-\x0f]..\x00[\x00-\x0f]
udp: ^BT-SEARCH \* HTTP/1\.[01]\r\n
# uTP: the handshake in data, with or without an extension
udp: ^[\x01\x11\x21\x41][\x00-\x02].*\x13BitTorrent protocol
# uTP: SYN (no difference of times, nothing acknowledged), alone or with extension bits
udp size 20 u32@8 = 0 u8@12 = 0 u16@18 = 0 u32@4 != 0: ^\x41\x00
udp size 30 u32@8 = 0 u8@12 = 0 u16@18 = 0 u32@4 != 0: ^\x41\x02.{18}\x00\x08
# uTP: acknowledgements, without and with a selective one
udp packets 2 same u16@2 size 20 u16@2 > 255 u32@4 != 0 u8@12 = 0: ^\x21\x00
udp packets 2 same u16@2 u16@2 > 255 u8@20 = 0 u8@21 & 0xc3 = 0 u8@21 >= 4 u8@21 + 22 = size u8@12 = 0: ^\x21\x01
# uTP: data; a window that is not 0 and less than 16 MB
udp packets 3 same u16@2 size 21.. u16@2 > 255 u16@2 != size u8@4 != 0 u8@12 = 0 u32@12 >= 1024 u32@9 != 0x00ffff00 u32@4 != 0x2112a442: ^\x01\x00
