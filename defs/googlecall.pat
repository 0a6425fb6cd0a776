# SPDX-License-Identifier: GPL-2.0-only
# Google calls - Meet, Duo, Voice: relays
#
# Seen     TURN messages with the realm turn.l.google.com: the answer to the first request, and every
#          request after it.
# Missed   the first requests, which have no realm: named stun, and then the connection is decided.

protocol  googlecall
about     Google Meet, Duo, Voice calls: TURN messages with Google's realm
group     voip conference
alias     hangoutduo googleduo
source    RFC 8489 section 14.9 (REALM = 0014), nDPI stun.c (realm)
rank      60

udp u16@2 + 20 <= size: ^[\x00\x01]...\x21\x12\xa4\x42.*turn\.l\.google\.com
tcp u16@2 + 20 <= size: ^[\x00\x01]...\x21\x12\xa4\x42.*turn\.l\.google\.com
