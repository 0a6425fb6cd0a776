# SPDX-License-Identifier: GPL-2.0-only
# WebSocket - two-way messages over an HTTP connection
#
# The opening handshake (RFC 6455 section 1.3, 4.1, 4.2.2): GET with Upgrade: websocket, answered by
# 101 with the same header and Sec-WebSocket-Accept. The protocol's drafts of 2010 have "WebSocket"
# there.
# Missed: headers that come in a later packet than the request line (then it is HTTP), WebSocket in
# TLS.
# Alike: HTTP requests for other upgrades (h2c, mmtls).

protocol  websocket
about     WebSocket: HTTP upgraded to a channel of messages
group     web
source    RFC 6455 section 4.1 and 4.2.2
rank      60

tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*(Upgrade:[ \t]*websocket|Sec-WebSocket-(Key1?|Version|Extensions|Protocol):)
tcp nocase u24@9 = 0x313031: ^HTTP/1\.[01] [1-5][0-9][0-9][^\r\n]*\r\n([^\r\n]+\r\n)*(Upgrade:[ \t]*websocket|Sec-WebSocket-(Accept|Location|Extensions|Protocol):)
