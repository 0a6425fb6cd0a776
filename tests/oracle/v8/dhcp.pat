# SPDX-License-Identifier: GPL-2.0-only
# DHCP - configuration of IPv4 hosts, and BOOTP with vendor information
#
# Source   RFC 2131 section 2: op 1 (request) or 2 (reply), htype, hlen, hops, xid ... chaddr,
#          sname, file, section 3: magic cookie 63 82 53 63 at offset 236. htype and hlen: 1 and 6
#          (Ethernet), 6 and 6 (IEEE 802), 20 and 0 (InfiniBand, RFC 4390 section 2.1).
# Sees     One packet, request or reply.
# NULs     Everything between the first bytes and the cookie shrinks to what is not zero, so the
#          distance to it is anything up to 233 bytes and hops is not looked at.
# Alike    Nothing.
dhcp
^[\x01\x02]([\x01\x06]\x06|\x20).*c\x82Sc
