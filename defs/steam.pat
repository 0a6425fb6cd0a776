# SPDX-License-Identifier: GPL-2.0-only
# Steam - Valve's game platform
#
# Seen: the client's connection to Valve (UDP header "VS01", TCP framing "VT01"), In-Home Streaming
# / Remote Play discovery in the local network, TLS by server name.
# Missed: downloads over plain HTTP (http), game servers (valve-a2s), relays (steamdatagramrelay).

protocol  steam
about     Steam: client connection, Remote Play discovery, TLS by server name
group     game
alias     steam-ihs steam_ihs_discovery steam_friends
source    SteamKit (open source client), UDP and TCP framing
source    Steam In-Home Streaming discovery protocol (public description; Wireshark steam_ihs_discovery)
source    RFC 6066 section 3, server_name
rank      50

# UDP: "VS01", payload size, packet type 1-7, flags; the header is 36 bytes
udp u16le@4 + 36 = size: ^VS01..[\x01-\x07]
# TCP: payload length (little endian), "VT01"; the server's ChannelEncryptRequest (1303) or the
# answer (1304)
tcp u8@2 <= 0x0f u32@3 = 0x00565430 u32@7 = 0x31170500 u8@11 = 0: ^.
tcp u8@2 <= 0x0f u32@3 = 0x00565430 u32@7 = 0x31180500 u8@11 = 0: ^.
tcp u8@2 <= 0x0f u32@3 = 0x00565430 u32@7 = 0x31190500 u8@11 = 0: ^.
# discovery: ff ff ff ff 21 4c 5f a0, then the header's length; header and body are protocol
# buffers, the first field is the client id (64 bit varint)
udp: ^\xff\xff\xff\xff\x21\x4c\x5f\xa0[\x02-\x40]\x00\x00\x00\x08
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(steam(powered|community|static|content|usercontent|games|-chat)\.com|steamserver\.net|steam(cdn|community|store|userimages)-a\.akamaihd\.net)([^a-z0-9.-]|jj|zz|$)
