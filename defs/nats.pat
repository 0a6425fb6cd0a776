# SPDX-License-Identifier: GPL-2.0-only
# NATS - publish and subscribe
#
# The server begins with INFO and a JSON object, the client answers CONNECT with another. PING and
# PONG alone are not certain.

protocol  nats
about     NATS messaging
group     messaging middleware
source    docs.nats.io, NATS client protocol (INFO, CONNECT)

tcp: ^INFO \{[^\r\n]*"server_id" ?:
tcp: ^CONNECT \{[^\r\n]*"(verbose|pedantic|tls_required|lang|echo|headers|server_id)" ?:
tcp: ^(PUB|HPUB) [^\x00-\x20\x7f]+( [^\x00-\x20\x7f]+)? [0-9]+\r\n
tcp: ^-ERR '(Authorization|Authentication|Unknown Protocol|Parser|Maximum|maximum|Stale|Secure|Slow)
