# SPDX-License-Identifier: GPL-2.0-only
# STOMP - text protocol of message brokers, versions 1.0 to 1.2

protocol  stomp
about     STOMP: text messages to a broker
group     messaging middleware
source    STOMP 1.2 specification, Connecting, Frames

# command, at least one header; or version 1.0 without any
tcp: ^(CONNECT|STOMP)\r?\n[a-z-]+:[^\r\n]*\r?\n
tcp: ^CONNECT\r?\n\r?\n\x00
tcp: ^CONNECTED\r?\n[a-z-]+:[^\r\n]*\r?\n
tcp: ^ERROR\r?\n(message|version|content-type|content-length|receipt-id):
tcp: ^(SEND|SUBSCRIBE|MESSAGE)\r?\n(destination|id|ack|subscription|message-id|content-type|content-length|receipt|selector|expires|timestamp|persistent|priority):[^\r\n]*\r?\n
