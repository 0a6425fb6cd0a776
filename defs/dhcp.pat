# SPDX-License-Identifier: GPL-2.0-only
# DHCP - configuration of IPv4 hosts, and BOOTP with vendor information
#
# Seen: every message, of client, server or relay. Missed: BOOTP without the cookie.

protocol  dhcp
about     Dynamic Host Configuration Protocol, IPv4
group     network
alias     bootp bootps bootpc
source    RFC 2131 section 2 (op, htype, hlen, hops), 3 (magic cookie 63 82 53 63 at 236)
source    RFC 4390 (InfiniBand)

# op 1 or 2, hardware type and length of its addresses, the cookie behind the file name
udp size 240.. u32@236 = 0x63825363: ^[\x01\x02][\x00-\x27][\x00-\x10]
