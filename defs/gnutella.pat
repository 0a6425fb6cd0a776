# SPDX-License-Identifier: GPL-2.0-only
# Gnutella and Gnutella2 - file sharing
#
# Seen: the handshake of either side over TCP, downloads by hash, pushed downloads; over UDP the
# messages of Gnutella (the length must fit, the id be one of today's programs, which put FF into its
# ninth byte) and of Gnutella2.

protocol  gnutella
about     Gnutella and Gnutella2 file sharing
group     p2p
alias     gnutella2 g2
source    Gnutella 0.6 (RFC draft): GNUTELLA CONNECT/0.6, GNUTELLA/0.6 200, section 2.2.1: descriptors
source    Gnutella2 specification, UDP transceiver: "GND", flags, sequence, part, count
source    HUGE: GET /uri-res/N2R?urn:sha1:
rank      90

tcp nocase: ^GNUTELLA (CONNECT/[012]\.[0-9]|PEER/)
tcp: ^GNUTELLA/[012]\.[0-9] [2-5][0-9]{2}\x20
tcp nocase: ^(GET|HEAD) /(uri-res/N2[RX]\?urn:(sha1|bitprint|tree)|gnutella/|get/[0-9]+/)
tcp: ^GIV [0-9]+:[0-9A-Fa-f]{32}/
tcp: ^PUSH guid:[0-9A-Fa-f]{32}
# id of 16 random bytes (but the ninth, which is FF), type (00 ping, 01 pong, 40 push, 80 query, 81
# hit), TTL, hops, length (little-endian)
udp size 23.. u32le@19 + 23 = size u8@17 <= 15 u8@18 <= 15 u8@16 & 0x3e = 0 u32@0 > 65535 u32@0 != 0xffffffff u32@4 > 65535 u32@4 != 0xffffffff u8@8 = 255 u8@9 != 255: ^.
udp size 8.. u8@6 >= 1: ^GND[\x00-\x03]..[\x01-\x20]
