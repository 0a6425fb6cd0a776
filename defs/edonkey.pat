# SPDX-License-Identifier: GPL-2.0-only
# eDonkey2000, eMule and Kademlia - file sharing
#
# Seen: over TCP the hello of a client, its answer, the login at a server, whose numbers of tags and
# lengths must fit; over UDP Kademlia's hello, search for nodes and answers.
# Missed: obfuscated connections (the usual ones today), short questions to servers over UDP.

protocol  edonkey
about     eDonkey2000, eMule, Kademlia
group     p2p
alias     emule kademlia
source    Public description "The eMule Protocol Specification" (Kulbak, Bickson), sections 6.1, 6.4
source    Wireshark dissector packet-edonkey: e3 eDonkey, c5 eMule, d4 packed, e4 Kademlia

# hello 01 with length of the hash 10, answer 4c: hash, id, port, number of tags; then a tag
tcp: ^\xe3..\x00\x00\x01\x10.{22}[\x01-\x14]\x00\x00\x00[\x02\x03\x08\x09\x11-\x1f\x82\x83\x88\x89\x91-\x9f]
tcp: ^\xe3..\x00\x00\x4c.{22}[\x01-\x14]\x00\x00\x00[\x02\x03\x08\x09\x11-\x1f\x82\x83\x88\x89\x91-\x9f]
# login at a server: hash, id, port, tags
tcp u32le@1 + 5 = size: ^\xe3..\x00\x00\x01.{22}[\x01-\x0a]\x00\x00\x00[\x02\x03\x82\x83\x88\x89\x91-\x9f]
# message of the server: its text and length
tcp u16le@6 + 8 <= size: ^\xe3..\x00\x00\x38..[ -~\r\n]{8}
# Kademlia: two requests for nodes, or a request and an answer
udp packets 2 size 35: ^\xe4\x21[\x02\x04\x0b]
udp opener size 35: ^\xe4\x21[\x02\x04\x0b]
and answerer: ^\xe4\x29
# answer to a search: target, number of contacts of 25 bytes, the first one's version
udp u8@18 >= 1 u8@18 <= 11 u8@18 * 25 + 19 = size u8@43 <= 10: ^\xe4\x29
# hello: id, port, version, number of tags
udp size 22 u8@20 >= 2 u8@20 <= 10 u8@21 = 0: ^\xe4[\x11\x19]
udp size 26..80 u8@20 >= 2 u8@20 <= 10 u8@21 >= 1 u8@21 <= 3 u8@22 & 0x74 = 0: ^\xe4[\x11\x19]
