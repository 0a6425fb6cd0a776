# SPDX-License-Identifier: GPL-2.0-only
# SoftEther VPN - NAT traversal over UDP, dynamic DNS, name of its servers in TLS
#
# The NAT traversal service answers a datagram "A" with address and port in text. Other messages are
# a PACK: number of elements, then each with length of the name plus one, name, type (0 to 4),
# number of values, all of 32 bits. Missed: the tunnel itself (TLS, or encrypted from the first byte
# in UDP).

protocol  softether
about     SoftEther VPN: NAT traversal, dynamic DNS, control
group     vpn
alias     vpngate
source    SoftEtherVPN source: Mayaqua/Pack.c (WritePack, WriteElement), Mayaqua/Network.c (NAT-T)
rank      60

udp: ^IP=[0-9A-Fa-f.:]+,PORT=[0-9]+$
udp: ^\x00\x00\x00[\x01-\x40]\x00\x00\x00[\x03-\x20][a-z][a-z0-9_]+\x00\x00\x00[\x00-\x04]\x00\x00\x00\x01
tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*Host:([^\r\n]*[ \t.])?softether-network\.net[:\r]
tcp nocase: ^POST /vpnsvc/(connect|vpn)\.cgi HTTP/1\.
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(softether-network\.net|softether\.(net|com|org)|vpngate\.net)([^a-z0-9.-]|jj|zz|$)
