# SPDX-License-Identifier: GPL-2.0-only
# Xbox Live - Microsoft's console network
#
# Seen: the secure channel between consoles and to the servers (Xbox and Xbox 360, UDP 3074): four
# zero bytes, then a key exchange header; TLS by server name.
# Missed: Xbox One and later (IPsec, DTLS, Teredo).

protocol  xbox
about     Xbox Live: console secure channel, TLS by server name
group     game
alias     xboxlive
source    nDPI xbox; l7-filter xboxlive (public captures of Xbox secure channel)
source    RFC 6066 section 3, server_name
rank      50

# SPI 0, then sub-type, 'X' and length of the header, three zero bytes
udp: ^\x00\x00\x00\x00(\x00X\x80|\x02X\x18|\x03X\x40|\x06X\x4e|\x0bX\x80|\x0cX\x76)\x00\x00\x00
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(xbox|xboxlive|xboxservices)\.com([^a-z0-9.-]|jj|zz|$)
