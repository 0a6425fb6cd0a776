# SPDX-License-Identifier: GPL-2.0-only
# AnyDesk - remote support
#
# Seen: TLS to its relays: the server name, the application protocol the client offers, or the
# relay's certificate. Missed: TLS 1.3 without a name, direct connections that are not TLS.

protocol  anydesk
about     AnyDesk remote support
group     remote
source    AnyDesk Help Center, Firewall: *.net.anydesk.com
source    RFC 6066 section 3 (server name), RFC 7301 (application protocol "anydesk/...")
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)anydesk\.com([^a-z0-9.-]|jj|zz|$)
tcp: ^\x16\x03[\x00-\x04]..\x01.*\x00[\x0a-\x40][\x08-\x30]anydesk/
tcp: ^\x16\x03[\x00-\x04]..\x02.*\x06\x03U\x04\x03[\x0c\x13].(AnyNet (Root CA|Relay)|AnyDesk Client)
