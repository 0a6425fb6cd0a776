# SPDX-License-Identifier: GPL-2.0-only
# Signal calls - relays
#
# Seen     TURN messages with the realm signal.org or whispersystems.org: the answer to the first
#          request, and every request after it.
# Missed   the first requests, which have no realm: named stun, and then the connection is decided.

protocol  signalvoip
about     Signal calls: TURN messages with Signal's realm
group     voip
alias     signal-voip signalcall
source    RFC 8489 section 14.9 (REALM = 0014), nDPI stun.c (realm)
rank      60

udp u16@2 + 20 <= size: ^[\x00\x01]...\x21\x12\xa4\x42.*(signal|whispersystems)\.org
tcp u16@2 + 20 <= size: ^[\x00\x01]...\x21\x12\xa4\x42.*(signal|whispersystems)\.org
