# SPDX-License-Identifier: GPL-2.0-only
# BitTorrent - peers, distributed hash table, trackers over UDP, local discovery
#
# Source   BEP 3: handshake 13 "BitTorrent protocol"; BEP 29: the same inside uTP, whose first
#          packet has 41 (SYN), 21 (STATE), 01 or 11 (DATA) in front; BEP 5: bencoded
#          dictionaries, keys sorted: "a" or "r" with a dictionary that begins with an id of 20
#          bytes, "e" with a list; BEP 42: "ip" first. BEP 15: connect request = 00 00 04 17 27 10
#          19 80; BEP 14: BT-SEARCH * HTTP/1.1.
# Sees     The handshake of either side, one DHT message, the first packet to a UDP tracker.
# NULs     The tracker's magic number loses two bytes. The headers of uTP have any length, so up
#          to 2 KB are searched.
# Misses   Encrypted handshakes (most of today's peers), uTP of which no handshake is heard,
#          trackers over HTTP (they are HTTP), tracker answers alone.
# Alike    Nothing.
bittorrent
^\x13bittorrent protocol|^[\x01\x11!A].*\x13bittorrent protocol|^d(2:ip(6|18):.*)?1:[ar]d2:id20:|^d(2:ip(6|18):.*)?1:eli20[0-9]e|^\x04\x17'\x10\x19\x80|^bt-search \* http/1\.1
