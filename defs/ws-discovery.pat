# SPDX-License-Identifier: GPL-2.0-only
# WS-Discovery - finding of printers, scanners, cameras (ONVIF), Windows computers
#
# SOAP envelope in a datagram (UDP port 3702) with the namespace of WS-Discovery, of 2005 or of
# OASIS 1.1.
#
# Seen     Hello, Bye, Probe, Resolve and the answers.
# Missed   envelopes that name the namespace behind the first 2048 bytes; WS-Discovery over HTTP
#          (it is SOAP).

protocol  ws-discovery
about     WS-Discovery
group     network home
alias     wsd wsdd
source    Web Services Dynamic Discovery (April 2005); OASIS WS-DD Discovery 1.1 section 1.6
rank      70

udp: ^(\xef\xbb\xbf)?[\r\n\t ]*<(\?xml|!--|[A-Za-z0-9_-]+:Envelope|Envelope)[ \r\n\t].*(schemas\.xmlsoap\.org/ws/2005/04/discovery|docs\.oasis-open\.org/ws-dd/ns/discovery/2009/01)
