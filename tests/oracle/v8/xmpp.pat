# SPDX-License-Identifier: GPL-2.0-only
# XMPP (Jabber) - messaging and presence
#
# Source   RFC 6120 section 4.2 and 4.7: <stream:stream with xmlns jabber:client or jabber:server,
#          after an optional XML declaration (section 11.5); section 8: stanzas <message,
#          <presence, <iq; 8.1.1 and 8.1.2: to and from, a JID (RFC 7622 section 3.1:
#          local@domain/resource).
# Sees     The opening tag of the stream of whoever speaks first, without its attributes. A stanza
#          from or to a local@domain as the first thing on a connection.
# Misses   Other prefixes than `stream:` (allowed by section 4.8.5, advised against), BOSH and
#          WebSocket (they begin as HTTP).
# Alike    Push services have stanzas of the same names without such an address.
xmpp
^(<\?xml [^>]*>)?[\x09\x0a\x0d ]*<stream:stream[\x09\x0a\x0d ]|^<(message|presence|iq) ([^>]* )?(to|from)=["'][^"'<> ]+@[^"'<> ]+["']
