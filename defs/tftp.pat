# SPDX-License-Identifier: GPL-2.0-only
# TFTP - trivial file transfer
#
# Seen: a request; the answer to options, an error, two blocks in a row, or a block and its
# acknowledgement (the server answers from another port: these are connections of their own).
# Looks alike: 00 01 .. 00 05 begin many things, hence the file name, mode and option names.

protocol  tftp
about     Trivial file transfer (boot images, phones, routers)
group     file
source    RFC 1350 section 5: opcodes 1 RRQ, 2 WRQ, 3 DATA, 4 ACK, 5 ERROR; RFC 2347: 6 OACK

udp nocase: ^\x00[\x01\x02][ -~\x80-\xff]+\x00(netascii|octet|mail)\x00
udp nocase: ^\x00\x06(blksize2?|tsize|timeout|utimeout|windowsize|multicast|rollover|saddr)\x00[0-9.,:]*\x00
udp: ^\x00\x05\x00[\x00-\x08][ -~]{5,}\x00$
# full blocks, numbers 1..15
udp packets 2 size 516: ^\x00\x03\x00[\x01-\x0f]
udp size 5..1472: ^\x00\x03\x00\x01
and size 4: ^\x00\x04\x00\x01
udp packets 3 size 4: ^\x00\x04\x00[\x00-\x0f]
