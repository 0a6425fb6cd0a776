# SPDX-License-Identifier: GPL-2.0-only
# IPP - printing over HTTP, and the printers CUPS announces
#
# RFC 8010 section 4: POST with Content-Type application/ipp, the same in the answer. CUPS up to 1.5
# announces printers over UDP (631): type and state in hexadecimal digits, then the printer's URI.
# Missed: IPP in TLS (ipps). The 100 Continue of a server alone.
# Alike: other POSTs.

protocol  ipp
about     IPP: printing over HTTP, CUPS browsing
group     network
source    RFC 8010 section 4
source    CUPS Browse Protocol (cups.org, CUPS Implementation of IPP 1.4)
rank      60

tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*Content-Type:[ \t]*application/ipp[\r\n; \t]
tcp nocase: ^HTTP/1\.[01] [1-5][0-9][0-9][^\r\n]*\r\n([^\r\n]+\r\n)*Content-Type:[ \t]*application/ipp[\r\n; \t]
udp nocase: ^[0-9a-f]+ [3-5] ipps?://[^ \r\n]+
