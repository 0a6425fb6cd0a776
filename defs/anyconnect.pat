# SPDX-License-Identifier: GPL-2.0-only
# Cisco AnyConnect and OpenConnect - requests of the client, where TLS ends before the filter
#
# Missed: the connection inside TLS, which looks like any other, and the data channel, which is DTLS
# in Cisco's early version (01 00) or a later one and belongs to dtls.

protocol  anyconnect
about     Cisco AnyConnect, OpenConnect: requests in clear text
group     vpn
alias     openconnect cstp
source    draft-mavrogiannopoulos-openconnect 2.1 (authentication), 2.2 (CSTP tunnel)
rank      60

tcp: ^CONNECT /CSCOSSLC/tunnel HTTP/1\.
tcp: ^(GET|POST) /\+(CSCOE|webvpn|CSCOT|CSCOU)\+/
