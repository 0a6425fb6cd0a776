# SPDX-License-Identifier: GPL-2.0-only
# HTTP/1.0 and 1.1 - hypertext transfer, and whatever rides on it without a definition of its own
#
# A message begins with its start line (RFC 9112 section 2.1): method SP request-target SP version,
# or version SP three digits SP reason. Either alone is enough; headers are not waited for. Methods:
# the IANA registry (RFC 9110, 5789, 4918, 3253, 3648, 3744, 4791, 5323, 5842), UPnP eventing
# (GENA), PURGE of caches, those of Exchange (BPROPFIND ...), MS-RPCH and BITS.
# Missed: HTTP/0.9, connections whose beginning was not heard (bodies look like anything).
# Alike: RTSP, SIP and HTTP/2 end the line with their own name; SSDP and BT-SEARCH have these lines
# over UDP. WebSocket, SOAP, IPP, WebDAV, proxies and others begin so too and have definitions that
# outrank this one, if the header that tells them is in the same packet.

protocol  http
about     HTTP/1.0 and HTTP/1.1: web pages, downloads, programming interfaces
group     web
alias     www www-http
source    RFC 9112 section 2.1, 3, 4: start line, request line, status line
source    RFC 9110 section 16.1.1: IANA HTTP method registry
source    UPnP Device Architecture 2.0 section 4: SUBSCRIBE, UNSUBSCRIBE, NOTIFY

# Request line. Empty lines before it are to be ignored (RFC 9112 section 2.2).
tcp: ^[\r\n]*(GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|QUERY|LINK|UNLINK) [^\r\n]* HTTP/1\.[01][\r\n]
tcp: ^[\r\n]*(PROPFIND|PROPPATCH|MKCOL|COPY|MOVE|LOCK|UNLOCK|SEARCH|REPORT|MERGE|CHECKIN|CHECKOUT|UNCHECKOUT|UPDATE|LABEL|MKACTIVITY|MKWORKSPACE|MKCALENDAR|VERSION-CONTROL|BASELINE-CONTROL|ACL|BIND|REBIND|UNBIND|ORDERPATCH|MKREDIRECTREF|UPDATEREDIRECTREF) [^\r\n]* HTTP/1\.[01][\r\n]
tcp: ^[\r\n]*(NOTIFY|SUBSCRIBE|UNSUBSCRIBE|M-POST|PURGE|POLL|BPROPFIND|BPROPPATCH|BCOPY|BMOVE|BDELETE|X-MS-ENUMATTS|RPC_(IN|OUT)_DATA|RPC_CONNECT|BITS_POST|CCM_POST) [^\r\n]* HTTP/1\.[01][\r\n]
# A request target that fills the first packet: nothing but what may be in a URI (RFC 3986 section 2).
tcp size 1000..: ^(GET|HEAD|POST|PUT|DELETE|OPTIONS) (/|https?://)[!-~]*$
# Status line. The reason may be missing (RFC 9112 section 4).
tcp: ^HTTP/1\.[01] [1-5][0-9][0-9][ \r\n]
