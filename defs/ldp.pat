# SPDX-License-Identifier: GPL-2.0-only
# LDP - labels of MPLS
#
# Seen: hellos over UDP; initialisation, keepalive and address messages over TCP, of either side.

protocol  ldp
about     Label Distribution Protocol
group     network
source    RFC 5036 section 3.1 (version 1, length, router id, label space 0)
source    RFC 5036 section 3.5.2 (hello), 3.5.3 (initialisation)

# version, length, identifier, message 0100, its length and id; TLV 0400 (hello parameters) of 4
# bytes
udp u16@2 + 4 <= size u16@12 + 14 <= size: ^\x00\x01......\x00\x00\x01\x00......\x04\x00\x00\x04
# message 0200, TLV 0500 of 14 bytes, version 1
tcp: ^\x00\x01\x00.....\x00\x00\x02\x00......\x05\x00\x00\x0e\x00\x01
# keepalive; addresses (TLV 0101, family 1 or 2)
tcp: ^\x00\x01\x00.....\x00\x00\x02\x01\x00\x04....
tcp: ^\x00\x01......\x00\x00\x03\x00......\x01\x01..\x00[\x01\x02]
