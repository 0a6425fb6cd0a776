# SPDX-License-Identifier: GPL-2.0-only
# XDMCP - display managers of X
#
# Seen: every message, of either side: version 1, operation 1..14, and the exact length of the rest;
# one is enough.
# Looks alike: many things begin with 00 01, their lengths do not fit at this place.

protocol  xdmcp
about     X display manager control
group     remote
source    X Display Manager Control Protocol 1.0, section 3.2: version, opcode, length
rank      95

# Query, BroadcastQuery, IndirectQuery: names of authentications, each with its length
udp size 7.. u16@4 + 6 = size: ^\x00\x01\x00[\x01-\x03]..(\x00$|[\x01-\x08]\x00.[!-~])
# Willing, Unwilling, Request .. Failed, and keep-alives
udp size 8.. u16@4 + 6 = size: ^\x00\x01\x00[\x04-\x0c]
udp size 12 u16@4 = 6: ^\x00\x01\x00\x0d
udp size 11 u16@4 = 5: ^\x00\x01\x00\x0e..[\x00\x01]
