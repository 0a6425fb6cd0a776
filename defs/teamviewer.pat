# SPDX-License-Identifier: GPL-2.0-only
# TeamViewer - remote support
#
# Seen: over TCP the first message of either side, whose length must fit; over UDP three datagrams.
# Missed: sessions that are inside of TLS or HTTP.

protocol  teamviewer
about     TeamViewer remote support
group     remote
source    Public dissectors (nDPI teamviewer, libprotoident): 17 24, command, length (little-endian)

tcp u16le@3 + 5 = size: ^\x17\x24[\x01-\x7f]
# the usual first one, 32 bytes of content, whatever comes after it
tcp size 37..: ^\x17\x24\x0a\x20\x00
udp packets 3 size 14.. u16@11 = 0x1724: ^\x00
