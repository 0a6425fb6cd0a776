# SPDX-License-Identifier: GPL-2.0-only
# Ubiquiti discovery - devices of Ubiquiti announce themselves (UDP port 10001)
#
# Version (01, 02), command, length, then elements: type, length (2 bytes), value. The first is
# the MAC address (01, 6 bytes) or MAC and IP address (02, 10 bytes).
#
# Seen     announcements and answers.
# Missed   questions (01 00 00 00, 02 08 00 00): four bytes are too little to be certain.

protocol  ubnt-discovery
about     Ubiquiti device discovery
group     network
alias     ubntac2 ubdp ubiquiti-discovery
source    Wireshark, dissector ubdp; descriptions of the protocol in nmap (ubiquiti-discovery)

udp u16@2 + 4 = size: ^[\x01\x02][\x00-\x0f]..\x02\x00\x0a.{10}[\x01-\x7f]\x00
udp u16@2 + 4 = size: ^[\x01\x02][\x00-\x0f]..\x01\x00\x06.{6}[\x01-\x7f]\x00
