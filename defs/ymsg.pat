# SPDX-License-Identifier: GPL-2.0-only
# YMSG - Yahoo Messenger
#
# YMSG (YHOO, YPNS before), version u16, vendor u16, length u16 of what follows the header, service
# u16, status u32, session u32.
#
# Seen     client and server, each alone, also from the middle of a session.
# Missed   the protocol inside HTTP.

protocol  ymsg
about     Yahoo Messenger
group     chat
alias     yahoo-messenger yahoomessenger
source    Wireshark's public dissector packet-ymsg.c (proprietary); classic pattern yahoo

tcp u16@8 + 20 <= size: ^(YMSG|YHOO|YPNS)[\x00-\x13][\x00-\x13][\x00\x01]
