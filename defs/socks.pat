# SPDX-License-Identifier: GPL-2.0-only
# SOCKS - proxy protocol, versions 4, 4a and 5 over TCP
#
# Version 5: the client offers methods (05, their number, the methods), which is the whole of its
# first message, and then asks; the server chooses and answers. Either side is enough, of the
# server's the choice together with the reply. Version 4: the request is enough; a reply alone is
# not (two bytes). The client's 05 01 00 is three bytes only; what is more certain goes first (rank).
# Missed: UDP relayed by version 5 (three zeros and an address type are not certain).

protocol  socks
about     SOCKS proxy, versions 4, 4a, 5
group     proxy
alias     socks5 socks4
source    RFC 1928 3, 4, 6; RFC 1929; SOCKS4 and SOCKS4A (openssh.com/txt/socks4.protocol)
rank      110
allow     random: the first message of a client is these three bytes

# 5: methods none (0), GSSAPI (1), user and password (2), others up to 9
tcp client: ^\x05(\x01[\x00-\x02]|\x02[\x00-\x02][\x00-\x02]|\x03[\x00-\x09]{3}|\x04[\x00-\x09]{4})$
tcp client: ^\x05(\x01[\x00-\x02]|\x02[\x00-\x02][\x00-\x02]|\x03[\x00-\x09]{3})(\x05[\x01-\x03]\x00[\x01\x03\x04]|\x01[\x01-\x40][ -~])
tcp server: ^\x05(\x00|\x02\x01\x00)\x05[\x00-\x08]\x00(\x01|\x03[\x01-\x40][A-Za-z0-9]|\x04)
tcp server: ^\x05\x02\x01[\x00\x01]$
# 4: command, port, address, user; the 4a variant has 0.0.0.x and a name after the user
tcp client u16@2 > 0: ^\x04[\x01\x02]..[\x01-\xdf]..[\x01-\xfe][A-Za-z0-9._@\\-]*\x00$
tcp client u16@2 > 0: ^\x04[\x01\x02]..\x00\x00\x00[\x01-\xff][ -~]*\x00[A-Za-z0-9_.-]+\x00$
