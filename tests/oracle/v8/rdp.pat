# SPDX-License-Identifier: GPL-2.0-only
# RDP - remote desktop
#
# Source   RFC 1006 (T.123) section 6: TPKT 03 00, length (2 bytes); X.224 section 13.3: length,
#          E0 (connection request) or D0 (confirm), destination, source, class; MS-RDPBCGR
#          2.2.1.1: "Cookie: mstshash=" or a routing token "Cookie: msts=", RDP_NEG_REQ = 01,
#          flags, 0008, protocols; 2.2.1.2: RDP_NEG_RSP = 02 or failure = 03; the examples in
#          4.1.1 and 4.1.2: source reference 0 of the client, 1234 of the server.
# Sees     The connection request with a cookie or a negotiation request; the confirm with the
#          answer to it or with the server's usual reference.
# NULs     References and class of the request vanish, and so do flags that are 0.
# Misses   A request with neither (clients before 2003) unless the server is heard. RDP over UDP,
#          over HTTPS.
# Alike    H.323, S7 and other users of TPKT send other data or parameters (C0..C2) in these
#          places.
rdp
^\x03..?.\xe0(cookie: msts(hash)?=|\x01[\x01-\x1b]?\x08)|^\x03\x13\x0e\xd0..?[\x02\x03][\x01-\x1f]?\x08|^\x03[\x0b\x13][\x06\x0e]\xd0\x124|^\x03\x0b\x06\xe0\x03[\x0b\x13][\x06\x0e]\xd0\x124
