# SPDX-License-Identifier: GPL-2.0-only
# Minecraft Java Edition - online game
#
# The client begins with a handshake packet: length, id 00, protocol version, server name, port,
# next state (1 status, 2 login, 3 transfer), lengths and version as varints.
# The server answers a status request with JSON. Once logged in, traffic is encrypted or compressed:
# seen only from the beginning.
# Also the multicast announcement of games opened to the LAN and the answer of the query port.
# Bedrock Edition runs over RakNet (raknet).

protocol  minecraft
about     Minecraft Java Edition
group     game
source    Minecraft Wiki (wiki.vg), Java Edition protocol: handshake, status, server list ping, query
source    RFC 6066 section 3, server_name
rank      60

# handshake; then a status request (01 00) or ping (09 01), or login start with the player's name
tcp: ^[\x06-\x7f]\x00([\x00-\x7f]|[\x80-\xfe][\x00-\x7f]|\xff{4}\x0f)[\x03-\x7f][A-Za-z0-9._:%-]+(\x00F(ML|ORGE)[0-9]*\x00?)?..(\x01(\x01\x00|\x09\x01)|[\x02\x03][\x05-\x7f]\x00[\x03-\x10][A-Za-z0-9_]{3})
# status response: id 00 and a JSON object with one of these members first
tcp u8@0 >= 5 u8@0 <= 0x7f u8@1 = 0 u8@2 >= 5 u8@2 <= 0x7f u16@3 = 0x7b22 u8@5 >= 0x64 u8@5 <= 0x76 u8@6 >= 0x61 u8@6 <= 0x7a u8@7 >= 0x61 u8@7 <= 0x7a u8@8 >= 0x41 u8@8 <= 0x7a: ^.
tcp u8@0 >= 0x80 u8@1 >= 1 u8@1 <= 0x7f u8@2 = 0 u8@3 >= 0x80 u8@4 >= 1 u8@4 <= 0x7f u16@5 = 0x7b22 u8@7 >= 0x64 u8@7 <= 0x76 u8@8 >= 0x61 u8@8 <= 0x7a u8@9 >= 0x61 u8@9 <= 0x7a u8@10 >= 0x41 u8@10 <= 0x7a: ^.
tcp u8@0 >= 0x80 u8@1 >= 0x80 u8@2 >= 1 u8@2 <= 0x7f u8@3 = 0 u8@4 >= 0x80 u8@5 >= 0x80 u8@6 >= 1 u8@6 <= 0x7f u16@7 = 0x7b22 u8@9 >= 0x64 u8@9 <= 0x76 u8@10 >= 0x61 u8@10 <= 0x7a u8@11 >= 0x61 u8@11 <= 0x7a u8@12 >= 0x41 u8@12 <= 0x7a: ^.
# set compression, threshold (a varint of two bytes), then a packet in the compressed format: login
# success, not compressed
tcp: ^\x03\x03[\x80-\xff][\x00-\x1f][\x10-\x7f]\x00\x02.{16}[\x03-\x10][A-Za-z0-9_]{3}
# encryption request: empty server id, 162 byte RSA key (DER), 4 byte token
tcp: ^[\xab\xac]\x01\x01\x00\xa2\x010\x81\x9f0\x0d\x06\x09\*\x86H\x86\xf7\x0d\x01\x01\x01\x05\x00
# server list ping of 1.6 and before: fe 01 fa "MC|PingHost" in UTF-16, the answer is a kick
tcp: ^\xfe\x01\xfa\x00\x0b\x00M\x00C\x00\|\x00P\x00i\x00n\x00g\x00H\x00o\x00s\x00t
tcp: ^\xff..\x00\xa7\x001\x00\x00\x00
# game opened to the LAN (multicast 224.0.2.60)
udp: ^\[MOTD\].*\[/MOTD\]\[AD\][0-9.:]+\[/AD\]
# answer of the query port (full status)
udp: ^\x00....splitnum\x00\x80\x00hostname\x00[^\x00]*\x00gametype\x00[^\x00]*\x00game_id\x00MINECRAFT\x00
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(minecraft\.net|minecraftservices\.com|mojang\.com)([^a-z0-9.-]|jj|zz|$)
