# SPDX-License-Identifier: GPL-2.0-only
# SIP - session initiation
#
# Source   RFC 3261 section 7.1: Method SP Request-URI SP SIP/2.0, URIs sip: and sips: (19.1),
#          tel: (RFC 3966), urn: and others; section 7.2: SIP/2.0 SP 3 digits SP reason; section
#          7.5: empty lines before a message are skipped. Methods: section 7.1 and RFC 3262, 3265,
#          3311, 3428, 3515, 3903, 6086.
# Sees     The request line or the status line, whichever comes first.
# Misses   Compressed messages (RFC 5049).
# Alike    HTTP and RTSP have other names at the end of the line.
sip
^[\x0d\x0a]*((invite|ack|bye|cancel|register|options|prack|subscribe|notify|publish|info|refer|message|update) [a-z][a-z0-9+.-]*:[^\x0d\x0a]* sip/2\.0|sip/2\.0 [1-6][0-9][0-9] )
