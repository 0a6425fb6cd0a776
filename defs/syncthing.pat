# SPDX-License-Identifier: GPL-2.0-only
# Syncthing - file synchronisation
#
# Seen: local discovery (UDP), TLS whose client offers the block exchange protocol, sessions through
# relays.
# Missed: over QUIC, TLS of which only the server is heard.

protocol  syncthing
about     Syncthing file synchronisation
group     p2p file
source    Local Discovery Protocol v4: 2ea7d90b, id of 32 bytes; v3: 7d79bc40
source    Relay Protocol v1: 9e79bc40, type 0..7, length; BEP v1: application protocol "bep/1.0"
rank      90

udp: ^\x2e\xa7\xd9\x0b
udp: ^\x7d\x79\xbc\x40
tcp: ^\x2e\xa7\xd9\x0b[\x00-\x04]
tcp: ^\x9e\x79\xbc\x40\x00\x00\x00[\x00-\x08]\x00\x00
tcp: ^\x16\x03[\x00-\x04]..\x01.*\x00\x10\x00\x0a\x00\x08\x07bep/1\.0
tcp: ^\x16\x03[\x00-\x04]..\x01.*\x00\x10\x00\x0c\x00\x0a\x09bep-relay
