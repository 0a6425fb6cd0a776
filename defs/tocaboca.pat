# SPDX-License-Identifier: GPL-2.0-only
# Photon (Exit Games) - real time service of many Unity games, Toca Life World among them
#
# Datagram header, big endian: peer id, flags, number of commands, time, challenge; then commands:
# type, channel, flags, 04, length, number. A client begins with CONNECT (peer id ffff); servers are
# probed with 7d bytes.

protocol  tocaboca
about     Photon game networking (Toca Boca and other Unity games)
group     game mobile
alias     photon toca-boca exitgames
source    Photon realtime UDP protocol (public client libraries); nDPI tocaboca (public dissector)
source    RFC 6066 section 3, server_name
rank      60

# CONNECT: 44 bytes long, MTU 1200
udp: ^\xff\xff[\x00\x01\xcc]\x01.{8}\x02\xff\x01\x04\x00\x00\x00\x2c\x00\x00\x00\x01
# VERIFY CONNECT from the server
udp: ^\x00\x00[\x00\x01\xcc][\x01-\x04].{8}(\x01\xff\x00\x00\x00\x00\x00\x14.{12})?\x03\xff\x01[\x00\x04]\x00\x00\x00\x2c\x00\x00\x00\x01
# acknowledgement of channel ff or 0, with further commands or alone
udp size 32.. u32@12 = 0x01ff0000 u32@16 = 20 u32@20 = 0 u32@24 < 65536: ^..\x00[\x01-\x03]
udp size 32.. u32@12 = 0x01000000 u32@16 = 20 u32@20 = 0 u32@24 < 65536: ^..\x00[\x01-\x03]
# ping of a server: 12 times 7d, number
udp size 13: ^}{12}[^}]$
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(tocaboca\.com|photonengine\.(io|com|de)|exitgames(cloud)?\.com)([^a-z0-9.-]|jj|zz|$)
