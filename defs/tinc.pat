# SPDX-License-Identifier: GPL-2.0-only
# tinc - mesh VPN, meta connection over TCP
#
# Each side begins with a line "0 NAME 17" (protocol; since tinc 1.1 with a minor version: "17.7"),
# then "1 cipher digest maclength compression key" in hexadecimal digits. Missed: data over UDP,
# which are encrypted from the first byte.

protocol  tinc
about     tinc VPN: meta connection
group     vpn
source    tinc manual, "The meta-protocol"; tinc source: protocol.h (ID, METAKEY, PROT_MAJOR 17)

tcp: ^0 [A-Za-z0-9_^.:-]+ 1[0-9](\.[0-9]+)?\n
