# SPDX-License-Identifier: GPL-2.0-only
# ZMAAP - Zeroconf Multicast Address Allocation Protocol
#
# Magic 1BD73B48, version 1, kind 0 (claim) or 1 (announce), address family 1 or 2.
#
# Seen     every message.

protocol  zmaap
about     Zeroconf multicast address allocation
group     network
source    draft-ietf-zeroconf-zmaap-02

udp: ^\x1b\xd7\x3b\x48[\x01\x02][\x00\x01][\x01\x02]
