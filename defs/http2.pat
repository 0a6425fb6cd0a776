# SPDX-License-Identifier: GPL-2.0-only
# HTTP/2 - in the clear (h2c with prior knowledge, gRPC in data centres, upgrade from HTTP/1.1)
#
# The client begins with the connection preface of 24 bytes (RFC 9113 section 3.4), then comes a
# SETTINGS frame; the server's first frame is SETTINGS too. Frame (section 4.1): length (3 bytes),
# type 04, flags, stream 0; settings of 6 bytes each: identifier, value (section 6.5.1; identifiers
# 1..6, 8 of RFC 8441, 9 of RFC 9218). An empty SETTINGS frame proves nothing by itself, so its
# acknowledgement (00 00 00 04 01) or a WINDOW_UPDATE (00 00 04 08) of stream 0 must follow.
# Missed: HTTP/2 inside TLS, which is nearly all of it (TLS; the ALPN name h2 tells nothing more).
# Alike: other protocols have a length first, but not these frames.

protocol  http2
about     HTTP/2 in the clear (h2c)
group     web
alias     h2c
source    RFC 9113 section 3.4 (preface), 4.1 (frame), 6.5 (SETTINGS)
source    RFC 7540 section 3.2: 101 with Upgrade: h2c
rank      90

tcp: ^PRI \* HTTP/2\.0\r\n\r\nSM\r\n\r\n
tcp: ^\x00\x00[\x06\x0c\x12\x18\x1e$*0]\x04\x00\x00\x00\x00\x00\x00[\x01-\x06\x08\x09]
tcp: ^\x00\x00\x00\x04\x00\x00\x00\x00\x00\x00\x00(\x00\x04\x01|\x04\x08\x00)\x00\x00\x00\x00
tcp nocase u24@9 = 0x313031: ^HTTP/1\.[01] [1-5][0-9][0-9][^\r\n]*\r\n([^\r\n]+\r\n)*Upgrade:[ \t]*h2c\r\n
