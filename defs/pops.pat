# SPDX-License-Identifier: GPL-2.0-only
# POP3 over TLS - as far as it can be told from other TLS
#
# The ClientHello names the protocol (ALPN "pop3", IANA registry) or a server whose name begins with
# pop3., pops. or, at the large providers, pop. (a plain pop. may be a web site).
# Missed: other server names (then it is tls). POP3 with STLS begins in the clear and is named pop3.

protocol  pops
about     POP3 over TLS, by ALPN or server name
group     mail
alias     pop3s
source    RFC 7301 section 3.1, IANA TLS ALPN protocol IDs; RFC 8314 section 3.3
rank      55

tcp: ^\x16\x03[\x00-\x04]..\x01.*\x00\x10\x00\x07\x00\x05\x04pop3
tcp: ^\x16\x03[\x00-\x04]..\x01.*\x00\x00[^\x00](pop3s?|pops)\.[a-z0-9]
tcp: ^\x16\x03[\x00-\x04]..\x01.*\x00\x00[^\x00]pop\.(gmail|googlemail|mail|aol|gmx|web|yandex|qq|163|126|zoho|fastmail|ionos)\.[a-z]
