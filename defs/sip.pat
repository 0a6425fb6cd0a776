# SPDX-License-Identifier: GPL-2.0-only
# SIP - session initiation protocol: calls, presence, messages
#
# Seen     the request line or the status line, whichever comes first, over UDP and TCP. Any method
#          (a token) counts, as the scheme of the address and the version say enough.
# Missed   SIP over TLS and in websockets, compressed messages (RFC 5049).
# Alike    HTTP and RTSP have other names at the end of the line.

protocol  sip
about     SIP: session initiation, calls and presence
group     voip
alias     sips sip-tls
source    RFC 3261 section 7.1 (request line), 7.2 (status line), 7.5 (empty lines before), 19.1
source    RFC 3966 (tel:), RFC 3860 (im:), RFC 3859 (pres:), RFC 5031 (urn:service:sos)

# Method SP Request-URI SP SIP/2.0; schemes are case-insensitive
tcp+udp nocase: ^[\r\n]*[a-z]+ (sips?|tel|urn|im|pres):[^\r\n]* SIP/2\.0
# SIP/2.0 SP 3 digits SP reason
tcp+udp: ^[\r\n]*SIP/2\.0 [1-6][0-9][0-9][ \r\n]
