# SPDX-License-Identifier: GPL-2.0-only
# Facebook Messenger calls - relays of voice and film
#
# Seen     TURN messages with the realm turner.facebook: the answer to the first request, and every
#          request after it.
# Missed   the first requests, which have no realm: named stun, and then the connection is decided.

protocol  facebookvoip
about     Messenger calls: TURN messages with Facebook's realm
group     voip
alias     messengercall
source    RFC 8489 section 14.9 (REALM = 0014), nDPI stun.c (realm)
rank      60

udp u16@2 + 20 <= size: ^[\x00\x01]...\x21\x12\xa4\x42.*turner\.facebook
tcp u16@2 + 20 <= size: ^[\x00\x01]...\x21\x12\xa4\x42.*turner\.facebook
