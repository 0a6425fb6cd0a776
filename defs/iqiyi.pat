# SPDX-License-Identifier: GPL-2.0-only
# iQIYI - video portal (China), formerly PPS
#
# By host name (HTTP) or server name (TLS): iqiyi.com, iqiyipic.com, qiyi.com, qy.net, iq.com,
# pps.tv. The peers over UDP: two bytes, length of the datagram (little endian); one of their
# messages has the name "PPStream" at 96.
# Missed: other messages of the peers.

protocol  iqiyi
about     iQIYI and PPStream: video portal, peers over UDP
group     streaming p2p
alias     ppstream
source    nDPI (iqiyi.c): PPStream in datagrams of 121..299 bytes; host names of the service
rank      48

udp size 104..300 u16le@2 = size u32@96 = 0x50505374 u32@100 = 0x7265616d u8@3 <= 1: ^.
tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*Host:([^\r\n]*[ \t.])?(iqiyi(pic)?\.com|qiyi\.com|qiyipic\.com|qy\.net|iq\.com|pps\.tv|ppstream\.com)[:\r]
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(iqiyi(pic)?\.com|qiyi\.com|qiyipic\.com|qy\.net|iq\.com|pps\.tv|ppstream\.com)([^a-z0-9.-]|jj|zz|$)
