# SPDX-License-Identifier: GPL-2.0-only
# STUN - address discovery behind NAT; also TURN and ICE, which use its messages
#
# Source   RFC 8489 section 5 (RFC 5389 section 6): type, length, magic cookie 21 12 A4 42,
#          transaction id; RFC 4571 section 2: over TCP with ICE (RFC 6544) a length of two bytes
#          comes first. RFC 3489 section 11.1 (no cookie, 16 bytes of id): binding request 0001
#          with CHANGE-REQUEST 0003 0004 (11.2.4), answer 0101 with MAPPED-ADDRESS 0001 0008 .. 01
#          (11.2.1).
# Sees     One message of any method, request or answer.
# NULs     Type and length keep 0..4 bytes, so the cookie is looked for at 0..6. Zero bytes in the
#          id of RFC 3489 are allowed for, two at most.
# Misses   A binding request of RFC 3489 without attributes, as long as no answer is heard.
# Alike    DTLS and RTP on the same ports follow later; what begins with STUN is named so.
stun
^.?.?.?.?.?.?!\x12\xa4B|^\x01\x08...............?.?\x03\x04[\x02\x04\x06]?$|^(\x01\x08?...............?.?(\x03\x04[\x02\x04\x06]?)?)?\x01\x01[\x0c-\x7f]...............?.?\x01\x08\x01
