# SPDX-License-Identifier: GPL-2.0-only
# OpenTTD - transport simulation
#
# Messages: size (2 bytes little endian, counts itself), type, data; over TCP to a server, over UDP
# to find one.
# Seen: game information, joining (version as text), search in the local network (both directions: 3
# bytes each).

protocol  openttd
about     OpenTTD game servers
group     game
source    OpenTTD source (network/core), openttd 13.0
rank      95

# join (2): version, as 13.0 or jgrpp-0.53, and the number of the NewGRF version
tcp opener u16le@0 = size: ^.\x00\x02(jgrpp-|g|h|m)?[0-9][0-9a-zA-Z.-]+\x00....$
# game information (6) in form 6 or 7: list of NewGRFs, script version and name
tcp u16le@0 = size size 20.. u8@2 = 6 u8@3 >= 6 u8@3 <= 7 u8@4 <= 2: ^.
# the same in older forms, with the request (7)
tcp opener size 3: ^\x03\x00\x07$
and answerer u16le@0 = size: ^..\x06[\x04-\x07]
# search in the local network, answer of version 12 and later
udp opener first size 3: ^\x03\x00\x00$
and answerer first size 3: ^\x03\x00\x01$
# answer before: form 1 to 5
udp opener first size 3: ^\x03\x00\x00$
and answerer first size 20.. u16le@0 = size: ^..\x01[\x01-\x05]
