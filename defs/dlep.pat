# SPDX-License-Identifier: GPL-2.0-only
# DLEP - dynamic link exchange between radio modems and routers
#
# UDP: "DLEP", signal 1 (discovery) or 2 (offer), length. TCP: message, length, data items: type,
# length, value. Session initialization (1) has heartbeat interval (item 5, 4 octets) and peer
# type (item 4: flags, text); its answer (2) a status (item 1) before, most often.
#
# Seen     signals; the first message of either side.
# Missed   DLEP in TLS, sessions whose beginning was not heard.

protocol  dlep
about     Dynamic Link Exchange Protocol
group     network
source    RFC 8175 section 11.1, 11.2 (headers), 12.5, 12.6 (session initialization), 13 (items)

udp u16@6 + 8 = size: ^DLEP\x00[\x01\x02]
tcp u16@2 + 4 <= size: ^\x00[\x01\x02]..\x00\x05\x00\x04....\x00[\x01\x04\x06]\x00
tcp u16@2 + 4 <= size: ^\x00[\x01\x02]..\x00\x04\x00.[\x00\x01][ -~]*\x00\x05\x00\x04
tcp u16@2 + 4 <= size: ^\x00\x02..\x00\x01\x00\x01[\x00-\x05\x80-\x84]\x00[\x04-\x06]\x00
