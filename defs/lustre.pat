# SPDX-License-Identifier: GPL-2.0-only
# Lustre - file system of clusters (LNet over TCP)
#
# A connection begins with the acceptor's request: ACCE7100, version 1 (the new kind: 2), the
# identity of the peer; then each side says hello: 45726963 and version 2 to 4, or EEBC0DED, major
# 1, minor 0 (version 1). Numbers are in the byte order of the sender.
#
# Seen     the first message of either side.
# Missed   connections whose beginning was not heard; InfiniBand.

protocol  lustre
about     Lustre file system, LNet over TCP
group     file
alias     lnet ksocklnd
source    Lustre, lnet-idl.h and socklnd-idl.h (acceptor request, hello)

tcp: ^\x00\x71\xce\xac[\x01-\x03]\x00\x00\x00
tcp: ^\xac\xce\x71\x00\x00\x00\x00[\x01-\x03]
tcp: ^\x63\x69\x72\x45[\x02-\x04]\x00\x00\x00
tcp: ^\x45\x72\x69\x63\x00\x00\x00[\x02-\x04]
tcp: ^\xed\x0d\xbc\xee\x01\x00\x00\x00
