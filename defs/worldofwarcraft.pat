# SPDX-License-Identifier: GPL-2.0-only
# World of Warcraft - online game of Blizzard
#
# Seen: logon server (SRP6, until 2014 and private servers), world server greeting, old world server
# without greeting, and websites over TLS. Messages after the session key are encrypted.

protocol  worldofwarcraft
about     World of Warcraft: logon and world servers
group     game
alias     wow
source    Wireshark packet-wow; MaNGOS/TrinityCore source (authserver, worldserver)
source    RFC 6066 section 3, server_name
rank      50

# world server and client greet each other; until 2020 with a length (big endian) before it
tcp: ^(\x00[\x2f-\x34])?WORLD OF WARCRAFT CONNECTION - (SERVER TO CLIENT|CLIENT TO SERVER)
# logon challenge, reconnect challenge: code, protocol version, size (little endian), game, version
tcp u16le@2 + 4 = size: ^[\x00\x02][\x02-\x08]..WoW\x00[\x00-\x0b]
# the server's logon challenge: success, key, generator 7, 32 byte prime (always the same one)
tcp: ^\x00\x00\x00.{32}\x01\x07\x20\xb7\x9b\x3e\x2a\x87\x82\x3c\xab
# world server's SMSG_AUTH_CHALLENGE (01ec) with a 4 byte seed, or the longer one of 3.x
tcp opener size 8: ^\x00\x06\xec\x01....$
tcp opener size 44: ^\x00\x2a\xec\x01\x01\x00\x00\x00
# CMSG_AUTH_SESSION (01ed): size (big endian), code, build
tcp u16@0 + 2 = size: ^\x00[\x30-\xff]\xed\x01\x00\x00..\x00\x00
# Battle.net logon of 2009-2014 (bit stream), World of Warcraft client
tcp: ^[\x40-\x4f]\x00\x0a\xed\xea\x07\x0a\xed
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)worldofwarcraft\.com([^a-z0-9.-]|jj|zz|$)
