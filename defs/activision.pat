# SPDX-License-Identifier: GPL-2.0-only
# Activision - Call of Duty and others, Demonware services
#
# Seen: TLS by server name, and the handshake of the newer Call of Duty games (0c 02 asked, 0d 02
# answered, then 29 and 28): only with both directions, as one alone says too little.

protocol  activision
about     Activision: Call of Duty, Demonware
group     game
alias     callofduty demonware
source    nDPI activision (public dissector); RFC 6066 section 3, server_name
rank      50

udp opener first size 18..: ^\x0c\x02
and answerer first size 18..: ^\x0d\x02
and opener size 18..: ^\x29
and answerer size 18..: ^\x28
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(activision|callofduty|activisionblizzard|demonware)\.(com|net)([^a-z0-9.-]|jj|zz|$)
