# SPDX-License-Identifier: GPL-2.0-only
# IMAP over TLS - as far as it can be told from other TLS
#
# The ClientHello names the protocol (ALPN "imap", IANA registry) or a server whose name begins with
# imap. (imap.example.org, as in RFC 8314 section 5 and the autoconfiguration files of all mail
# programs).
# Missed: other server names (then it is tls). IMAP with STARTTLS begins in the clear and is named
# imap.

protocol  imaps
about     IMAP over TLS, by ALPN or server name
group     mail
alias     imap4s
source    RFC 7301 section 3.1, IANA TLS ALPN protocol IDs; RFC 8314 section 3.2
rank      55

tcp: ^\x16\x03[\x00-\x04]..\x01.*\x00\x10\x00\x07\x00\x05\x04imap
tcp: ^\x16\x03[\x00-\x04]..\x01.*\x00\x00[^\x00]imaps?[0-9]?\.[a-z0-9]
