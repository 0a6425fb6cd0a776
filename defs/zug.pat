# SPDX-License-Identifier: GPL-2.0-only
# Zug - consensus of Casper nodes
#
# Seen: every datagram; five fixed bytes.

protocol  zug
about     Zug consensus protocol
group     p2p crypto
source    Public dissector (nDPI zug): 00 7a 55 47 10

udp size 16..: ^\x00zUG\x10
