# SPDX-License-Identifier: GPL-2.0-only
# WireGuard - virtual private network
#
# Source   WireGuard whitepaper section 5.4.2: handshake initiation = type 1, three zeros, sender
#          4 bytes, ephemeral 32, static 48, timestamp 28, mac1 16, mac2 16 (zeros unless the
#          other side is under load): 148 bytes; 5.4.3: response = type 2, three zeros, sender 4,
#          receiver 4, ephemeral 32, empty 16, mac1 16, mac2 16: 92 bytes; 5.4.6: data = type 4,
#          three zeros, receiver 4, counter 8, then the encrypted packet; 6.5: a keepalive has a
#          tag of 16 bytes only.
# Sees     Initiation, response and either the end there or a data packet; or only the initiator:
#          initiation, keepalive, data packet.
# NULs     Reserved bytes, mac2 and the first counter vanish, and of the other bytes, which look
#          random, now and then one: 129 remain of an initiation, 73 of a response. One or two
#          less are accepted, which loses 1 in 60.
# Misses   The initiation alone (one byte and a length are no evidence: one in 255 of the packets
#          that happen to have this length would match), the responder alone, a handshake that was
#          not heard, cookies, an initiation without answer.
# Alike    Nothing that is known to have these types at these distances.
wireguard
^\x01...............................................................................................................................?.?(\x02.......................................................................?.?($|\x04)|\x04...................?.?\x04)
