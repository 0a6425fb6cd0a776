# SPDX-License-Identifier: GPL-2.0-only
# DoIP - diagnosis of vehicles over IP (ISO 13400-2)
#
# Header: version 1 to 4 (FF in the search for vehicles) and its complement, type u16, length u32 of
# what follows.
#
# Seen     identification, announcement, routing activation, alive check, status, diagnostic messages;
#          each direction alone; TCP and UDP.
# Missed   DoIP inside TLS.

protocol  doip
about     Diagnostics over IP, ISO 13400
group     automotive
source    ISO 13400-2:2019, 8 (generic header and payload types)
rank      95

# UDP: each type with its length: who is there (nothing; 6 with EID, 17 with VIN), announcement (32,
# 33), status of the entity and its answer (3, 7), power mode and its answer (1), refusal (1)
udp size 8 u32@4 = 0: ^(\x01\xfe|\x02\xfd|\x03\xfc|\x04\xfb|\xff\x00)(\x00\x01|\x40[\x01\x03])
udp size 14 u32@4 = 6: ^(\x01\xfe|\x02\xfd|\x03\xfc|\x04\xfb|\xff\x00)\x00\x02
udp size 25 u32@4 = 17: ^(\x01\xfe|\x02\xfd|\x03\xfc|\x04\xfb|\xff\x00)\x00\x03
udp size 40..41 u32@4 + 8 = size: ^(\x01\xfe|\x02\xfd|\x03\xfc|\x04\xfb)\x00\x04
udp size 11..15 u32@4 + 8 = size: ^(\x01\xfe|\x02\xfd|\x03\xfc|\x04\xfb)\x40\x02
udp size 9 u32@4 = 1: ^(\x01\xfe|\x02\xfd|\x03\xfc|\x04\xfb)(\x00\x00|\x40\x04)
# TCP: routing activation (7, 11) and its answer (9, 13), alive check (0) and its answer (2),
# refusal (1)
tcp u32@4 >= 7 u32@4 <= 11: ^(\x01\xfe|\x02\xfd|\x03\xfc|\x04\xfb)\x00\x05
tcp u32@4 >= 9 u32@4 <= 13: ^(\x01\xfe|\x02\xfd|\x03\xfc|\x04\xfb)\x00\x06
tcp u32@4 = 0: ^(\x01\xfe|\x02\xfd|\x03\xfc|\x04\xfb)\x00\x07
tcp u32@4 = 2: ^(\x01\xfe|\x02\xfd|\x03\xfc|\x04\xfb)\x00\x08
tcp u32@4 = 1: ^(\x01\xfe|\x02\xfd|\x03\xfc|\x04\xfb)\x00\x00
# diagnostic message: two addresses and data; its acknowledgements
tcp u32@4 + 8 <= size u32@4 >= 5: ^(\x01\xfe|\x02\xfd|\x03\xfc|\x04\xfb)\x80[\x01-\x03]\x00[\x00-\x0f]
