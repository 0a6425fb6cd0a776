# SPDX-License-Identifier: GPL-2.0-only
# League of Legends: Wild Rift - online game of Riot Games
#
# Two forms of the first datagrams, as seen by a public dissector: 01 02 c8 41 ... "A0B1" (22
# bytes), and 69 bytes 04 00 00 00 answered by 359 bytes 10 00 00 00. WireGuard data also begin with
# 04 00 00 00, but their size is a multiple of 16 and the answer has the same type.

protocol  lolwildrift
about     League of Legends: Wild Rift
group     game mobile
alias     wildrift
source    nDPI lol_wild_rift (public dissector)

udp size 22: ^\x01\x02\xc8\x41.{14}A0B1$
udp opener size 69: ^\x04\x00\x00\x00
and answerer size 359: ^\x10\x00\x00\x00
