# SPDX-License-Identifier: GPL-2.0-only
# QUIC - transport of HTTP/3 and others over UDP; also Google's QUIC before it was a standard
#
# Source   RFC 8999 section 5.1 and RFC 9000 section 17.2: long header (bit 80), version (4
#          bytes), length of the destination connection ID, that ID, the same of the source;
#          17.2.2: Initial is type 0 (first byte C0..CF), then token length, token, length (two
#          bytes, 40..7F before what is at most a datagram; ngtcp2 writes it with four, section 16
#          allows eight: 80 00 04 .. or C0 00 ... 04 ..). 14.1: client datagrams have 1200
#          bytes, so the length is 44xx or so, less when packets are coalesced. IDs of 3..20 bytes
#          are looked for (1 and 2 are allowed, but then anything looks like QUIC). Versions:
#          00000001 (RFC 9000), 6B3343CF (RFC 9369 section 3.1; types are shifted, so any),
#          FF000017..22 (drafts 23 to 34), FACEB0xx (mvfst), xAxAxAxA (RFC 9000 section 15, to
#          provoke negotiation). Google: "Q" or "T" and three digits, after the flags 0D, 09, ...
#          (version and 8-byte ID present) and the ID, from Q046 on in the place of the version.
# Sees     The first datagram of either side.
# NULs     Only 01 remains of version 1, empty IDs and tokens leave nothing, and a random ID loses
#          a byte now and then. So the version is counted on to follow the first byte, each length
#          must be followed by as many bytes or one less, and the length field must come right
#          after. Lost: IDs with two zero bytes (0.05 % of 8-byte ones, 0.3 % of 20-byte ones),
#          tokens of less than 64 bytes.
# Alike    Media over UDP may have the first byte, but not the version and the lengths.
quic
^[\xc0-\xcf](\x01|\xff[\x17-\x22])(\x03...?|\x04....?|\x05.....?|\x06......?|\x07.......?|\x08........?|\x09.........?|\x0a..........?|\x0b...........?|\x0c............?|\x0d.............?|\x0e..............?|\x0f...............?|\x10................?|\x11.................?|\x12..................?|\x13...................?|\x14....................?)(\x03...?|\x04....?|\x05.....?|\x06......?|\x07.......?|\x08........?|\x09.........?|\x0a..........?|\x0b...........?|\x0c............?|\x0d.............?|\x0e..............?|\x0f...............?|\x10................?|\x11.................?|\x12..................?|\x13...................?|\x14....................?)?([@-E]|[\x80\xc0][\x01-\x05])|^[\xc0-\xff](k3C\xcf|\xfa\xce\xb0[\x01-\x0f]|[qt]0[0-9][0-9]|[\x0a\x1a*:JZjz\x8a\x9a\xaa\xba\xca\xda\xea\xfa][\x0a\x1a*:JZjz\x8a\x9a\xaa\xba\xca\xda\xea\xfa][\x0a\x1a*:JZjz\x8a\x9a\xaa\xba\xca\xda\xea\xfa][\x0a\x1a*:JZjz\x8a\x9a\xaa\xba\xca\xda\xea\xfa][\x08-\x14])|^[\x09\x0d\x19\x1d9=].......?.?q0[0-9][0-9]
