# SPDX-License-Identifier: GPL-2.0-only
# CryNetwork - network library of CryEngine games (Crysis, Warface, Hunt: Showdown, Star Citizen)
#
# A client begins with a ConnectionSetup frame: '<' ('>' for developer builds), build version (4
# numbers), protocol version, socket capabilities, big endian.
# The server answers with the values of a key exchange. Later frames are obfuscated.

protocol  crynetwork
about     CryEngine games: connection setup
group     game
alias     cryengine
source    CRYENGINE source (public): CryNetwork, NetNub (ConnectionSetup), FrameTypes

# version numbers and capabilities are small; then encryption flags and 3 numbers, 32 byte HMAC: 70
# bytes
udp size 70: ^[<>]\x00\x00..\x00\x00..\x00\x00..\x00\x00..\x00\x00\x00[\x01-\x3f]\x00\x00\x00[\x00-\x7f][\x00-\x0f]
# before: no flags, no HMAC, a connection string
udp size 33..: ^[<>]\x00\x00..\x00\x00..\x00\x00..\x00\x00..\x00\x00\x00[\x01-\x3f]\x00\x00\x00[\x00-\x7f]\x00
# key exchange: token, generator 2 as a 32 byte number, prime and key
udp size 133: ^[\x01-\xff]\x00{35}\x02
