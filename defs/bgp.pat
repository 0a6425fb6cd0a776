# SPDX-License-Identifier: GPL-2.0-only
# BGP - routes between autonomous systems
#
# Seen: every message, in the middle of a session too where a segment begins with one.

protocol  bgp
about     Border Gateway Protocol
group     network
source    RFC 4271 section 4.1: marker of 16 bytes ff, length 19..4096, type 1..4; RFC 2918: 5
source    RFC 8654: long messages

tcp u16@16 >= 19: ^\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff..[\x01-\x05]
