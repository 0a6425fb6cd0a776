# SPDX-License-Identifier: GPL-2.0-only
# TLS - transport layer security over TCP, and its forerunners SSL 2 and 3
#
# Record (RFC 8446 section 5.1): type 14..18, version 03 00..04, length (2 bytes). Handshake
# (section 4): type, length (3 bytes, the first is 0 in anything of sensible size), then in a hello
# the version 03 xx. A ClientHello decides when its record is there, so that the definitions of
# applications inside TLS, which look for the server name in it, decide in the same packet;
# everything else decides at once.
# Seen too: connections whose beginning was not heard, when the first packet heard begins with a
# record: application data, alerts (2 bytes, or 18..96 encrypted), change_cipher_spec, handshake
# messages. SSL 2 (RFC 6101 appendix E.1): length with the top bit set, 01, version, three lengths.
# Missed: packets from the middle of a record; TLS after STARTTLS (named by what came first).
# Alike: DTLS (versions FE xx) runs over UDP. mmtls (WeChat) has the version F1 xx.

protocol  tls
about     TLS and SSL over TCP: HTTPS and everything else that is encrypted so
group     web
alias     ssl
source    RFC 8446 section 4, 5.1; RFC 5246 section 6.2.1, 7.2; RFC 6520 (heartbeat)
source    RFC 6101 section 5.2, appendix E; RFC 5246 appendix E.2 (SSL 2 hello)
allow     random: a session whose beginning was not heard has nothing but the head of its records

# ClientHello, its record complete; or more of it than ever is looked at
tcp u16@3 + 5 <= size: ^\x16\x03[\x00-\x04]..\x01\x00..\x03[\x00-\x04]
tcp size 1800..: ^\x16\x03[\x00-\x04]..\x01\x00..\x03[\x00-\x04]
# ServerHello, HelloRetryRequest
tcp: ^\x16\x03[\x00-\x04]..\x02\x00..\x03[\x00-\x04]
# other handshake messages: NewSessionTicket, Certificate ... ClientKeyExchange, CertificateStatus
tcp u16@3 <= 18432 u16@3 >= 4: ^\x16\x03[\x00-\x04]..[\x04\x0b-\x0d\x0f\x10\x16]\x00..
tcp: ^\x16\x03[\x00-\x04]\x00\x04[\x00\x0e]\x00\x00\x00
# encrypted handshake message, the only record of the packet
tcp u16@3 + 5 = size: ^\x16\x03[\x00-\x03]\x00[\x11-\x80]
# change_cipher_spec
tcp: ^\x14\x03[\x00-\x04]\x00\x01\x01
# alert: level and description, or encrypted
tcp: ^\x15\x03[\x00-\x04]\x00\x02[\x01\x02][\x00-\x78]
tcp u16@3 + 5 = size: ^\x15\x03[\x00-\x03]\x00[\x11-`]
# encrypted alert and a further record
tcp: ^\x15\x03([\x01-\x03])\x00(\x12.{18}|\x13.{19}|\x16.{22}|\x1a.{26}|\x20.{32}|\x30.{48})[\x15\x17]\x03[\x01-\x03]
# application data
tcp u16@3 >= 17 u16@3 <= 18432: ^\x17\x03[\x01-\x03]
# heartbeat, the only record of the packet
tcp u16@3 + 5 = size: ^\x18\x03[\x01-\x03]
# hello in the format of SSL 2
tcp u16@0 & 0x7fff + 2 <= size: ^[\x80-\x8f].\x01(\x03[\x00-\x03]|\x00\x02)\x00.\x00[\x00\x10\x20]\x00[\x10-\x20]
tcp: ^[\x80-\x8f].\x04[\x00\x01][\x00\x01]\x00\x02[\x00-\x0f].\x00.\x00\x10
