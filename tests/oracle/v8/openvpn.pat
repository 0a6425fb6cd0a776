# SPDX-License-Identifier: GPL-2.0-only
# OpenVPN - virtual private network over UDP and TCP
#
# Source   OpenVPN wire protocol (openvpn.net, "OpenVPN Protocol", and its network protocol
#          document): opcode * 8 + key id, here 38 = P_CONTROL_HARD_RESET_CLIENT_V2, 50 =
#          _CLIENT_V3, 40 = _SERVER_V2, 20 = P_CONTROL_V1, 28 = P_ACK_V1; session id (8 bytes);
#          then, plainly: count of acknowledged packets, these (4 bytes each) and the other side's
#          session id, packet id. With tls-auth an HMAC (20, 32 or 64 bytes), packet id 00000001
#          and the time (4 bytes) follow the session id, with tls-crypt the latter two at once,
#          then a tag of 32 and 5 encrypted bytes. Over TCP a length of two bytes comes first: 14
#          plain, 42, 54, 86 with tls-auth, 54 with tls-crypt. tls-crypt-v2 (OpenVPN 2.5, 2020):
#          opcode 50, and a client that negotiates early has 0A or 0F at the front of the packet
#          id (seen in captures).
# Sees     tls-auth, tls-crypt: the client's first packet by packet id, time (2013..2033) and end.
#          tls-crypt-v2: the same without the end, time 2020..2033, and a second packet of either
#          side (40, 20, 58 = P_CONTROL_WKC_V1). Plain: over TCP the client's first packet; over
#          UDP that and a second one, of the server (reset that acknowledges) or of the client
#          (acknowledgement).
# NULs     Packet ids and counts vanish when 0, so only the 01 of 00000001 is there, and session
#          id and HMAC may be a byte short.
# Misses   One single plain reset over UDP, static keys, other HMACs, sessions whose beginning was
#          not heard.
# Alike    38 is the digit 8, 50 is P: text does not have 01 and a time in these places.
openvpn
^8..........................(.?.?\x01[Q-w]..?.?$|............(.?.?\x01[Q-w]..?.?$|.................................?.?\x01[Q-w]..?.?$))|^8........?\x01[Q-w]..?.?...................................?.?.?$|^P.......?.?([\x0a\x0f]\x01?)?\x01[_-w].*[@X ]........([\x0a\x0f]\x01?)?[\x01-\x03][_-w]|^\x0e8.......?.?$|^[*6V]8........?(\x01[Q-w]|..................(.?.?\x01[Q-w]|............(.?.?\x01[Q-w]|.................................?.?\x01[Q-w])))|^8........?[@( ]........?\x01|^\x0e8.......?.?\x1a@
