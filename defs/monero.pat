# SPDX-License-Identifier: GPL-2.0-only
# Monero - peer network (Levin protocol)
#
# Seen: the header of any message of either side. Missed: nothing. Mining in pools is stratum.

protocol  monero
about     Monero peer network, Levin protocol
group     p2p crypto
alias     levin
source    Monero, LEVIN_PROTOCOL.md: signature 0101010101012101 little-endian, length, commands 1001 ..

tcp: ^\x01\x21\x01\x01\x01\x01\x01\x01
