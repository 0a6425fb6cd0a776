# SPDX-License-Identifier: GPL-2.0-only
# XMPP (Jabber) - messaging and presence
#
# Seen: the opening or closing tag of the stream, of whoever speaks first; of streams whose
# beginning is missing a stanza with an address local@domain or with a name space of XMPP.
# Missed: BOSH and WebSocket (they begin as HTTP), prefixes other than "stream:".
# Looks alike: push services have stanzas of the same names without addresses and name spaces.

protocol  xmpp
about     Messaging and presence (Jabber)
group     chat
alias     jabber xmpp-client xmpp-server
source    RFC 6120 sections 4.2, 4.7 (stream), 8 (stanzas); RFC 7622 section 3.1 (addresses)

tcp nocase: ^(<\?xml [^>]*>)?[\t\r\n\x20]*<stream:stream[\t\r\n\x20>]
tcp: ^</stream:stream>
tcp: ^<stream:(features|error)[>\x20]
tcp: ^<(message|presence|iq) ([^>]* )?(to|from)=["'][^"'<> ]+@[^"'<> ]+["']
tcp: ^<(message|presence|iq)[ >].*xmlns=["'](jabber:|http://jabber\.org/|urn:ietf:params:xml:ns:xmpp)
tcp: ^<(starttls|proceed|auth|challenge|response|success|failure) [^>]*xmlns=["']urn:ietf:params:xml:ns:xmpp-
